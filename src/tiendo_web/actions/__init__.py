"""Verbs: one public function per intention, `f(*, ..., by, today)`: load, call the pipeline, save, log.

A verb checks the right, runs in one transaction, writes one event, and raises `Refused` with one sentence when it
cannot be done; then nothing is half-saved.
"""
