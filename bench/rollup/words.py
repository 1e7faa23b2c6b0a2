"""Word and attainment of a plain target as SQL text, shared by the databases: rules in docs/rules/judging.md.

Everything is compared in whole numbers, so that a tie is a tie in every engine: amounts in thousandths of the unit times
k (100,000 where a change is said in per cent, else 1); a value is p ÷ q. What the log does not hold, this does not handle:
figures below zero, denominators of 0, "=" and ">=" alone for changes, changes of sums alone, and the log's last month is
due for every indicator, so that the figures speak for it.
"""

from __future__ import annotations

WORDS = ("not_met", "off_track", "at_risk", "cannot_judge", "no_data", "on_track", "met", "exceeded")  # as VerdictWord


def promised(
    targets: str, indicators: str, last_year: int, through: int, *, big: str = "BIGINT", div: str = "{} // {}"
) -> str:
    """A query: each target with what it asks for.

    Columns: place, indicator, year, flow, summed, sense (1: more is better, -1: less, 0: exact), strict, k, factor, g (the
    edge where it is fulfilled), top (exceeded beyond it), s (where the path starts, null: nowhere), valid, on_change
    (attainment counts from s), cap (of what builds up), is_open, due (12ths: what the path asks for), risk (120ths: 90 % of
    the way there).
    """
    one, whole = f"CAST(1 AS {big})", "(12000 * k)"
    ceiling, floor = div.format(f"(g * {through} + 12000 * k - 1)", whole), div.format(f"(g * {through})", whole)
    is_open = f"(t.year = {last_year} AND {through} < 12)" if through < 12 else "(1 = 0)"
    return f"""
    SELECT place, indicator, year, flow, summed, sense, strict, k, factor, g, top, s, valid, on_change, cap, is_open,
           due, 120 * s + 9 * (due - 12 * s) AS risk
    FROM (
      SELECT *, CASE
          WHEN cap AND whole = 1 THEN 12000 * k * ({ceiling})
          WHEN flow = 1 AND whole = 1 AND s = 0 AND sense = 1 AND g > 0 AND g <= 12000 * k
          THEN 12000 * k * ({floor})
          ELSE 12 * s + (g - s) * {through} END AS due
      FROM (
        SELECT *, is_open AND flow = 1 AND (sense = -1 OR (sense = 0 AND g > 0)) AS cap,
               CASE WHEN changed OR sense = 0 THEN g WHEN sense = 1 THEN coalesce(value_max, value) ELSE value END AS top,
               changed AND NOT (is_open AND flow = 1) AS on_change
        FROM (
          SELECT *, CASE WHEN changed THEN baseline * k + way * step WHEN sense = 1 THEN value
                         ELSE coalesce(value_max, value) END AS g,
                 CASE WHEN flow = 1 AND (NOT changed OR is_open) THEN 0 ELSE baseline * k END AS s
          FROM (
            SELECT t.place, t.indicator, t.year, t.value, t.value_max, t.baseline, i.flow, i.whole, i.factor,
                   CASE WHEN i.ratio + i.mean = 0 THEN 1 ELSE 0 END AS summed,
                   {is_open} AS is_open, t.change <> 'none' AS changed, t.comparator IN ('<', '>') AS strict,
                   CASE WHEN t.change = 'decrease' THEN -1 ELSE 1 END AS way,
                   CASE WHEN t.change <> 'none' AND t.change_in = 'per_cent' THEN 100000 * {one} ELSE {one} END AS k,
                   CASE WHEN t.change_in = 'per_cent' THEN t.value * t.baseline ELSE t.value END AS step,
                   t.change = 'none' OR (t.baseline IS NOT NULL AND (t.change_in <> 'per_cent' OR t.baseline <> 0)) AS valid,
                   CASE WHEN i.every = 1 THEN 0 WHEN t.change = 'increase' THEN 1 WHEN t.change = 'decrease' THEN -1
                        WHEN t.comparator IN ('>', '>=') THEN 1 WHEN t.comparator IN ('<', '<=') THEN -1
                        WHEN t.comparator = '=' AND t.value = 0 THEN 0 ELSE i.sense END AS sense
            FROM {targets} t JOIN {indicators} i ON t.indicator = i.indicator) AS x1) AS x2) AS x3) AS x4"""


def judged(standing: str, *, word: str = "TINYINT", real: str = "DOUBLE PRECISION") -> str:
    """A query: place, indicator, year, word (its number in WORDS) and attainment.

    `standing` is a table or query in brackets: the columns of `promised`, with p (the value × k in thousandths × q; of a
    sum with members missing only what is sure), q, is_missing (of its members any), null p where nothing was sent.
    """
    return f"""
    SELECT place, indicator, year, CAST(CASE WHEN p IS NULL THEN 4 WHEN is_missing AND NOT stays THEN 3 ELSE w END AS {word}) AS word,
           CASE WHEN p IS NULL OR NOT valid OR sense = 0 OR (strict AND d = 0) THEN NULL
                WHEN is_missing AND NOT stays AND NOT (summed = 1 AND flow = 1 AND sense = 1) THEN NULL
                WHEN on_change THEN CAST(p - s * q AS {real}) / nullif(CAST(q * (g - s) AS {real}), 0)
                WHEN sense = 1 AND g > 0 THEN CAST(p AS {real}) / CAST(g * q AS {real})
                WHEN sense = -1 AND s > g THEN CAST(s * q - p AS {real}) / CAST(q * (s - g) AS {real})
           END AS attainment
    FROM (
      SELECT *, valid AND summed = 1 AND ((sense = 1 AND w >= 5) OR (w <= 1 AND (sense = -1 OR d > 0))) AS stays
      FROM (
        SELECT *, CASE
            WHEN NOT valid THEN 3
            WHEN NOT is_open THEN CASE WHEN NOT done THEN 0
                WHEN sense <> 0 AND NOT strict AND sense * (p - top * q) > 0 THEN 7 ELSE 6 END
            WHEN cap THEN CASE WHEN d > 0 OR (strict AND d = 0) THEN 1 WHEN 12 * p <= due * q THEN 5 ELSE 2 END
            WHEN done THEN 5
            WHEN sense = 0 THEN 1
            WHEN s IS NULL OR (flow = 1 AND due = 0) THEN 3
            WHEN sense * (12 * p - due * q) >= 0 THEN 5
            WHEN sense * (due - 12 * s) > 0 AND sense * (120 * p - risk * q) >= 0 THEN 2
            ELSE 1 END AS w
        FROM (
          SELECT *, CASE WHEN sense = 0 THEN d = 0 ELSE sense * d > 0 OR (d = 0 AND NOT strict) END AS done
          FROM (SELECT *, p - g * q AS d FROM {standing}) AS y1) AS y2) AS y3) AS y4"""
