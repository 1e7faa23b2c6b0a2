"""What import contracts cannot say: pages and queries write no row; that is what the actions are for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parent.parent / "src/tiendo_web"
FILES = sorted([*WEB.glob("pages/**/*.py"), *WEB.glob("records/queries/*.py"), WEB / "records/convert.py"])
WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "select_for_update"}
WRITES_OF_A_TABLE = {"create", "update"}  # a dict and a form have these too


def _writes(code: str) -> list[str]:
    """Each call that writes rows, as it stands in the code."""
    calls = [n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    return [
        said
        for call in calls
        if (said := ast.unparse(call))
        and (
            call.func.attr in WRITES or (call.func.attr in WRITES_OF_A_TABLE and ".objects." in ast.unparse(call.func))
        )
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda p: str(p.relative_to(WEB)))
def test_pages_and_queries_write_nothing(file):
    assert _writes(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code", ["row.save()", "Target.objects.filter(pk=1).update(name='')", "a.figures.bulk_create([])"]
)
def test_a_write_is_seen(code):
    assert _writes(code) == [code]


def test_a_dict_may_be_changed():
    assert _writes("context.update(form=form)") == []
