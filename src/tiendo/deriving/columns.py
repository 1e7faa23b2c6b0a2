"""Whether a register has the columns of a rule, each of a kind that every engine compares in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from tiendo.model.deriving_rule import DAY, CellTest, ColumnKind, DerivingRule, Test
from tiendo.model.problem import Problem, Severity

_DAYS = frozenset({ColumnKind.DAY, ColumnKind.MOMENT})
_ORDERED = frozenset({ColumnKind.WHOLE, ColumnKind.DECIMAL, *_DAYS})  # order of text depends on who sorts it


def check_columns(rule: DerivingRule, columns: Mapping[str, ColumnKind], register: str) -> tuple[Problem, ...]:
    """Every reason why the rule cannot be counted on a register with these columns. `register`: its folder, for people."""
    missing = [c for c in rule.columns if c not in columns]
    if missing:
        there = ", ".join(sorted(columns))
        return tuple(_wrong("register-column-missing", register, missing_column=c, columns=there) for c in missing)
    wanted: list[tuple[str, Iterable[ColumnKind]]] = [
        (rule.key, (ColumnKind.TEXT, ColumnKind.WHOLE)),
        (rule.place, (ColumnKind.TEXT,)),  # a code that is a number has lost its leading zeros
        *((c, _DAYS) for c in (rule.first, rule.last) if c),
        *((c, (ColumnKind.WHOLE,)) for c in (rule.revision,) if c),
        *((c, (ColumnKind.FLAG,)) for c in (rule.deleted,) if c),
        *((t.column, _kinds_for(t)) for t in (*rule.denominator, *rule.numerator)),
    ]
    return tuple(
        _wrong("register-column-kind", register, typed=c, kind=columns[c].value, example=" / ".join(sorted(kinds)))
        for c, kinds in wanted
        if columns[c] not in kinds
    )


def _kinds_for(test: CellTest) -> frozenset[ColumnKind]:
    """The kinds of column that the values of a test can be compared with."""
    value = test.value[0]
    if value == DAY or isinstance(value, date):
        return _DAYS
    if isinstance(value, bool):
        kinds = frozenset({ColumnKind.FLAG})
    elif isinstance(value, int | Decimal):
        kinds = frozenset({ColumnKind.WHOLE, ColumnKind.DECIMAL})
    else:
        kinds = frozenset({ColumnKind.TEXT})
    ordered = test.test not in {Test.EQUAL, Test.UNEQUAL, Test.ONE_OF}
    return kinds & _ORDERED if ordered else kinds


def _wrong(rule: str, register: str, **facts: object) -> Problem:
    return Problem(rule, {"name": register, **facts}, register, Severity.ERROR)
