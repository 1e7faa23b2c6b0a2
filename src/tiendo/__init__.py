"""Tiến Độ's core: text and rows in, verdicts and files out. No web, no network, no clock.

The five verbs are in `tiendo.pipeline`; read that file first.
"""
