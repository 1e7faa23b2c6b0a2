"""The register of targets as a file: nothing is lost, nothing is guessed, a slip is named."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CATALOGUE, YEAR, make_compound, make_target
from tiendo.files import Register, UnusableFile, read_register, write_register
from tiendo.model.observation import Provider
from tiendo.model.period import Clock, Period
from tiendo.model.target import Baseline, Milestone, Programme, Share, Target, TargetSet, TermForm
from tiendo.publishing.wording import say_with_place

DEMO = Path(__file__).resolve().parents[3] / "demo"


def make_register(*targets: Target, **told: dict[str, str]) -> Register:
    edition = TargetSet("register", "UBND huyện", 2, "NQ 12", date(2023, 12, 29), targets)
    beside = {t.number: told.get(t.number, {}) for whole in targets for t in whole.rows}
    return Register(Programme("register", "Chương trình", "H", YEAR, 17, (edition,)), beside)


def read(told: dict[str, Any]) -> Register:
    return read_register(json.dumps(told).encode(), "r.json", CATALOGUE)


EVERYTHING = make_register(
    replace(
        make_target("jobs-created", ">= 2000.50 lao động", shares="A 1200, B 0", reported_by="both"),
        trajectory=(Milestone(Period.month(2024, 6), Decimal("0.5")), Milestone(Period.month(2024, 12), Decimal(2000))),
        clock=Clock.CALENDAR,
    ),
    make_target("poor-households", "-15 %%", "-21 hộ", number="2", baseline="140", frequency="quarterly"),
    make_target("national-standard-schools-new", "= 1 trường", number="3", subject="Trường THCS Thủy Tây"),
    make_compound(
        make_target("ntm-no-debt", "= 0 xã", number="5a"),
        make_target("bhyt-coverage", "keep range 94-95 %", "about 94 ±0.01 %", number="5b"),
    ),
    make_target("bhyt-coverage", "+2 điểm %", number="6", baseline="90", period=Period.term(2021, 2025), place="B"),
    replace(make_target("jobs-created", ">= 10000 lao động", number="7"), term_form=TermForm.CUMULATIVE),
    replace(
        make_target(
            "poor-households",
            "-21 hộ",
            number="8",
            baseline="140",
            provider=Provider.STATISTICS,
            clock=Clock.POVERTY_REVIEW,
            definition="poverty-2022",
            sub_rows=(make_target("near-poor-households", "<= 20 hộ", number="8.1"),),
        ),
        shares=(Share("A", Decimal(20)), Share("", Decimal(1), office="lđ")),
        baseline=Baseline(Decimal(140), date(2021, 12, 31), "rà soát", definition="poverty-2022"),
    ),
    make_target("national-standard-schools-new", "= 1 trường", number="9", clock=Clock.from_day(20)),
    **{"2": {"name_en": "Poor households", "owner": "Phòng A", "owner_en": "Office A"}},
)


def test_a_register_is_read_back_as_it_was_written() -> None:
    assert read_register(write_register(EVERYTHING), "r.json", CATALOGUE) == EVERYTHING


def test_names_and_owners_come_in_both_languages() -> None:
    assert (EVERYTHING.labels("vi"), EVERYTHING.labels("en")) == ({}, {"2": "Poor households"})
    assert (EVERYTHING.owners("vi"), EVERYTHING.owners("en")) == ({"2": "Phòng A"}, {"2": "Office A"})


def test_plain_json_numbers_stay_exact() -> None:
    told = json.loads(write_register(EVERYTHING))
    text = json.dumps(told).replace('"2000.50"', "2000.10")
    (target, *_) = read_register(text.encode(), "r.json", CATALOGUE).targets
    assert str(target.conditions[0].value) == "2000.10"


def test_what_is_left_out_has_the_usual_value() -> None:
    plain = {
        "number": "1",
        "name": "Việc làm",
        "indicator": "jobs-created",
        "conditions": [{"value": "5", "unit": "lao động"}],
    }
    (target,) = read({"place": "H", "period": "2024", "targets": [plain]}).targets
    usual = make_target("jobs-created", "= 5 lao động", frequency=CATALOGUE.indicators["jobs-created"].frequency.value)
    assert target == replace(usual, name="Việc làm")


def _set(told: dict[str, Any], path: str, value: Any) -> None:
    *way, last = path.split(".")
    at: Any = told
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    if value is None:
        del at[last]
    else:
        at[last] = value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("place", None, "r.json: thiếu “place”"),
        ("period", "2024-13", "r.json: “period” là “2024-13”"),
        ("stated_target_count", "17.5", "“stated_target_count” là “17.5”; hãy ghi 17"),
        ("targets", [], "r.json: “targets” là “[]”"),
        ("targets", "x", "r.json: “targets” là “x”"),
        ("targets.1.number", "1", "“number” là “1”"),
        ("targets.0.milestone", {}, "targets 1: không có mục “milestone”"),
        ("targets.0.indicator", "no-such", "targets 1: “indicator” là “no-such”"),
        ("targets.0.conditions.0.value", "2.000", None),
        ("targets.0.conditions.0.value", "2,000", "targets 1, conditions 1: “value” là “2,000”; hãy ghi “137.5”"),
        ("targets.0.conditions.0.value", True, "“value” là “True”"),
        ("targets.0.conditions.0.comparator", "≥", "“comparator” là “≥”; hãy ghi =, >=, <=, >, <, range, about"),
        ("targets.0.conditions.0.comparator", "range", "conditions 1: thiếu “value_max”"),
        ("targets.0.conditions.0.keep", "yes", "“keep” là “yes”; hãy ghi true, false"),
        ("targets.0.milestones", {"2025-01": "5"}, "“milestones” là “2025-01”; hãy ghi 2024-01 … 2024-12"),
        ("targets.0.shares", {"A": "nhiều"}, "“shares.A” là “nhiều”"),
        ("targets.0.reported_by", "all", "hãy ghi children, place, both"),
        ("targets.1.baseline.as_of", "31/12/2023", "targets 2, baseline: “as_of” là “31/12/2023”"),
        (
            "targets.1.baseline.definition",
            "ntm-2021",
            "“definition” là “ntm-2021”; hãy ghi poverty-2016, poverty-2022, poverty-2027",
        ),
        ("targets.0.definition", "2010", "targets 1: “definition” là “2010”; hãy ghi —"),
        ("targets.0.clock", "from-40", "“clock” là “from-40”; hãy ghi administrative, calendar, from-20"),
        ("targets.0.provider", "cục", "hãy ghi sector, statistics"),
        ("targets.0.office_shares", {"lđ": "nhiều"}, "“office_shares.lđ” là “nhiều”"),
        ("targets.1.baseline.source", None, "baseline: thiếu “source”"),
        ("targets.3.indicator", "jobs-created", "targets 5: không có mục “indicator”"),
        ("targets.3.parts.0.parts", [], "không có mục “parts”"),
        ("targets.0.indicator", "grdp-growth", "không cộng được từ các địa bàn"),
    ],
)
def test_a_slip_is_named_with_its_target(path: str, value: Any, said: str | None) -> None:
    told = json.loads(write_register(EVERYTHING))
    _set(told, path, value)
    if said is None:
        assert read(told).targets[0].conditions[0].value == 2
        return
    with pytest.raises(UnusableFile) as refused:
        read(told)
    assert said in say_with_place(refused.value.problem, "vi")
    assert say_with_place(refused.value.problem, "en")[-1] == "."


@pytest.mark.parametrize("data", [b"", b"{", b"[1,", b"\xff\xfe", b"[" * 100_000, b"[]", b"7"])
def test_what_is_no_register_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_register(data, "r.json", CATALOGUE)
    assert "r.json" in say_with_place(refused.value.problem, "vi")


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["number", "value", "A"]), inner, max_size=2)
    ),
    max_leaves=4,
)
_PATHS = (
    "title", "place", "period", "stated_target_count", "edition", "decided_on", "targets", "targets.0",
    "targets.0.number", "targets.0.name_en", "targets.0.indicator", "targets.0.conditions", "targets.0.conditions.0",
    "targets.0.conditions.0.value", "targets.0.conditions.0.unit", "targets.0.shares", "targets.0.milestones",
    "targets.0.clock", "targets.1.baseline", "targets.1.baseline.as_of", "targets.3.parts", "targets.3.parts.1",
)  # fmt: skip


@given(st.sampled_from(_PATHS), _ANY)
def test_any_slip_gives_a_register_or_one_sentence(path: str, value: Any) -> None:
    told = json.loads(write_register(EVERYTHING))
    *way, last = path.split(".")
    at: Any = told
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value
    try:
        assert read(told).targets
    except UnusableFile as refused:
        assert say_with_place(refused.problem, "vi").endswith(".")


def test_the_register_of_the_demonstration_says_what_its_targets_say() -> None:
    """What demo/write_register.py makes of the article and of targets.json is what is kept."""
    made = runpy.run_path(str(DEMO / "write_register.py"))["make_register"]()
    kept = (DEMO / "register.json").read_bytes()
    assert kept == write_register(made), "Run `python demo/write_register.py`."
    assert read_register(kept, "register.json", CATALOGUE) == made
