"""Totals and verdicts → words, tables, charts and files. Says things; decides nothing."""
