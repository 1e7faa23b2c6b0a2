"""A rule and a day → SQL that DuckDB and Spark run unchanged, over a view `register` with the rows of the register.

What keeps the two equal: names are quoted and checked beforehand; every comparison is between values of one kind, so nothing
is cast in silence; an empty cell is asked for before it is compared; there is no division, no float, no moment in a time zone and
no order of text; the day is written out, so nobody asks the clock. Nothing that a row holds decides which of two rows counts but
its revision: where that is the same, neither counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tiendo.model.deriving_rule import DAY, CellTest, ColumnKind, DerivingRule, Test

# Keys that several rows of the day speak of: all rows grouped by key, with nothing carried along. Where every first row is
# known to be the only first row of its key, only what has a later one can be several: a third of the work.
_SEVERAL = (
    "SELECT entry_key FROM entries WHERE entry_key IS NOT NULL AND revision IS NOT NULL\n"
    "  GROUP BY entry_key HAVING count(*) > 1"
)
_REVISED = "SELECT DISTINCT entry_key FROM entries WHERE entry_key IS NOT NULL AND revision > 1"

# Every row is counted as if it were the only one of its key; of the few keys with several rows, what a newer row replaces and
# what contradicts itself is taken off again. So nearly all rows are read once and never sorted.
_FIGURES = """\
WITH several AS (
  {several}
),
compared AS (
  SELECT e.place, e.standing, e.in_denominator, e.in_numerator, e.revision,
    max(e.revision) OVER (PARTITION BY e.entry_key) AS newest,
    count(*) OVER (PARTITION BY e.entry_key, e.revision) AS alike
  FROM entries e JOIN several s ON e.entry_key = s.entry_key
  WHERE e.revision IS NOT NULL
),
told AS (
  SELECT place,
    count(*) FILTER (WHERE standing) AS standing,
    count(*) FILTER (WHERE in_denominator) AS denominator,
    count(*) FILTER (WHERE in_numerator) AS numerator,
    0 AS twice,
    count(*) FILTER (WHERE unusable) AS unusable
  FROM entries GROUP BY place
  UNION ALL
  SELECT place,
    -count(*) FILTER (WHERE standing),
    -count(*) FILTER (WHERE in_denominator),
    -count(*) FILTER (WHERE in_numerator),
    count(*) FILTER (WHERE revision = newest),
    0
  FROM compared WHERE revision < newest OR alike > 1 GROUP BY place
)
SELECT place,
  CAST(sum(standing) AS BIGINT) AS standing,
  CAST(sum(denominator) AS BIGINT) AS denominator,
  CAST(sum(numerator) AS BIGINT) AS numerator,
  CAST(sum(twice) AS BIGINT) AS twice,
  CAST(sum(unusable) AS BIGINT) AS unusable
FROM told GROUP BY place"""


def statements(
    rule: DerivingRule, day: date, columns: Mapping[str, ColumnKind], *, checked: bool = False
) -> tuple[str, ...]:
    """Two statements: the view `entries`, the rows that speak of the day; and the counts of every place as `PlaceCount` has
    them. `columns`: those of the register, which `check_columns` has found right. `checked`: no key has two rows with revision 1
    (or none at all), as an earlier count has shown; if it had, it would be counted twice."""
    key = f"nullif({_name(rule.key)}, '')" if columns[rule.key] is ColumnKind.TEXT else _name(rule.key)
    revision = f"CAST({_name(rule.revision)} AS BIGINT)" if rule.revision else "CAST(1 AS BIGINT)"
    known = [f"{key} IS NOT NULL", *([f"{_name(rule.revision)} IS NOT NULL"] if rule.revision else [])]
    stands = [*known, *([f"NOT coalesce({_name(rule.deleted)}, FALSE)"] if rule.deleted else [])]
    denominator = [*stands, *(_test(t, day, columns) for t in rule.denominator)]
    numerator = [*denominator, *(_test(t, day, columns) for t in rule.numerator)]
    speaks = [
        f"({_name(column)} IS NULL OR {_cell(column, columns)} {sign} {_literal(day, day)})"
        for column, sign in ((rule.first, "<="), (rule.last, ">="))
        if column
    ]
    figures = _FIGURES.format(several=_REVISED if checked else _SEVERAL)
    entries = (
        "CREATE OR REPLACE TEMPORARY VIEW entries AS\nSELECT\n"
        f"  {key} AS entry_key,\n"
        f"  {_name(rule.place)} AS place,\n"
        f"  {revision} AS revision,\n"
        f"  {' AND '.join(stands)} AS standing,\n"
        f"  {' AND '.join(denominator)} AS in_denominator,\n"
        f"  {' AND '.join(numerator)} AS in_numerator,\n"
        f"  NOT ({' AND '.join(known)}) AS unusable\n"
        "FROM register"
    )
    return entries + (f"\nWHERE {' AND '.join(speaks)}" if speaks else ""), figures


def _test(test: CellTest, day: date, columns: Mapping[str, ColumnKind]) -> str:
    cell = _cell(test.column, columns)
    values = [_literal(v, day) for v in test.value]
    if test.test is Test.ONE_OF:
        said = f"{cell} IN ({', '.join(values)})"
    else:
        said = f"{cell} {'<>' if test.test is Test.UNEQUAL else test.test.value} {values[0]}"
    empty = f"{_name(test.column)} IS NULL"
    known = f"{_name(test.column)} IS NOT NULL"
    return f"({empty} OR {said})" if test.if_empty else f"({known} AND {said})"


def _cell(column: str, columns: Mapping[str, ColumnKind]) -> str:
    return f"CAST({_name(column)} AS DATE)" if columns[column] is ColumnKind.MOMENT else _name(column)


def _name(column: str) -> str:
    """Quoted. Raises ValueError for a name that could end the quotes; a rule from a file has none."""
    if not column or '"' in column or "`" in column:
        raise ValueError(f"“{column}” cannot be the name of a column.")
    return f'"{column}"'


def _literal(value: str | int | Decimal | bool | date, day: date) -> str:
    if value == DAY:
        value = day
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if "'" in value or "\\" in value:
        raise ValueError(f"“{value}” cannot stand in a rule: quotes and backslashes mean different things to engines.")
    return f"'{value}'"
