"""The whole way in one file: rows in, verdicts and files out, with `import tiendo` alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

import tiendo
from tests.builders import CATALOGUE, make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.document import Document
from tiendo.model.period import Clock, Period
from tiendo.model.row import Row
from tiendo.publishing.csv_file import write_csv

TREE = make_place_tree("Huyện H > Xã A, Xã B")
TARGET = make_target("jobs-created", "= 1.200 lao động".replace(".", ""))


def test_rows_become_verdicts_and_files() -> None:
    rows = [Row(p, "jobs-created", "1/2024", value=v) for p, v in (("A", "1.000"), ("B", "200,0"))]
    collected = tiendo.collect(rows, CATALOGUE, language="vi", places=TREE)
    assert collected.problems == ()
    month = Period.month(2024, 1)
    (total,) = tiendo.roll_up_target(TARGET, collected.observations, tree=TREE, catalogue=CATALOGUE, through=month)
    assert total.value == Decimal(1200)
    verdicts = tiendo.judge_targets(
        [TARGET], collected.observations, tree=TREE, catalogue=CATALOGUE, today=date(2024, 2, 1), through=month
    )
    assert [v.word.value for v in verdicts] == ["on_track"]
    files = tiendo.publish(verdicts, CATALOGUE, "vi", names={"A": "xã A"})
    assert sorted(files) == ["chi-tieu-1", "tien-do"]
    assert "1200,lao động" in write_csv(files["tien-do"]).decode()


def test_a_document_becomes_proposals() -> None:
    reading = tiendo.read_document(
        Document("Năm 2024, huyện phấn đấu giải quyết việc làm cho 2.000 lao động."), CATALOGUE
    )
    assert [f.value for f in reading.figures] == [2000]


def test_the_register_says_whose_rate_needs_no_parts() -> None:
    row = Row("H", "bhyt-coverage", "2024-01", value="93,5")
    whole = make_target("bhyt-coverage", "= 94 %", reported_by="place")
    assert tiendo.collect([row], CATALOGUE, language="vi", targets=[whole]).problems == ()
    assert [p.rule for p in tiendo.collect([row], CATALOGUE, language="vi").problems] == ["ratio-incomplete"]


def test_tiendo_has_its_five_verbs_and_nothing_else() -> None:
    assert all(callable(getattr(tiendo, verb)) for verb in tiendo.__all__) and len(tiendo.__all__) == 5
    with pytest.raises(AttributeError, match="no attribute 'judge'"):
        tiendo.judge  # noqa: B018


@pytest.mark.parametrize(
    ("clock", "last_day"),
    [
        (Clock.ADMINISTRATIVE, "2024-12-14"),
        (Clock.CALENDAR, "2024-12-31"),
        (Clock.from_day(20), "2024-12-19"),
        (Clock.CROP_SEASON, "2024-12-31"),
        (Clock.SCHOOL_YEAR, "2024-08-31"),
        (Clock.POVERTY_REVIEW, "2024-12-14"),
    ],
)
def test_a_year_is_open_to_the_last_day_of_its_clock(clock: Clock, last_day: str) -> None:
    target = make_target("jobs-created", "= 12 lao động", clock=clock, reported_by="place")
    months = [*(f"H 2023-{n:02d}: 1" for n in range(9, 13)), *(f"H {n}: 1" for n in range(1, 13))]
    figures = make_observations("jobs-created", "; ".join(months))
    day = date.fromisoformat(last_day)
    common = {"tree": make_place_tree("Huyện H > Xã A"), "catalogue": CATALOGUE, "through": Period.month(2024, 12)}
    for today, closed, word in ((day, False, "on_track"), (day + timedelta(days=1), True, "met")):
        (verdict,) = pipeline.judge_targets([target], figures, today=today, **common)  # type: ignore[arg-type]
        assert (verdict.closed, verdict.word.value) == (closed, word)
        assert verdict.total is not None and verdict.total.value == 12, "Twelve months of that clock, no more."
