"""Last year's figures enter the register as baselines: offered by the text, confirmed by the planner, never inferred."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.web.builders import TODAY, make_edition, nothing_changes, one_event, propose, refused
from tiendo_web.actions import edit_targets, read_plan, take_baseline
from tiendo_web.records import queries
from tiendo_web.records.models import Baseline, Target

PLAN = """Huyện Thanh Bình bước vào năm 2024

Năm 2023, huyện đã tạo việc làm cho 1.870 lao động. Năm 2022, huyện đã tạo việc làm cho 1.500 lao động. Đến cuối năm 2023, toàn huyện còn 139 hộ nghèo.

Năm 2024, huyện Thanh Bình phấn đấu thực hiện các chỉ tiêu:
- Tạo việc làm cho 2.000 lao động.
- Giảm 15% tỷ lệ hộ nghèo (21 hộ).
- Thu ngân sách nhà nước trên địa bàn 137,5 tỷ đồng.
"""


def edition_of(district, text):
    document = read_plan.read_plan(name="Kế hoạch 2024", text=text, by=district.planner, today=TODAY)
    return read_plan.propose(document=document, by=district.planner, today=TODAY)


@pytest.fixture
def edition(district):
    return edition_of(district, PLAN)


@pytest.fixture
def take(district):
    def call(target, figure, **given):
        return take_baseline.take_baseline(target=target, figure=figure, by=district.planner, today=TODAY, **given)

    return call


def target(edition, code):
    return edition.targets.get(indicator_code=code)


def offer(edition, code):
    one = target(edition, code)
    (found,) = queries.baselines_told(edition, [one])[one.pk]
    return found


def test_a_result_of_the_year_before_is_offered_and_no_other_year(edition):
    offers = queries.baselines_told(edition, edition.targets.all())
    assert {Target.objects.get(pk=pk).indicator_code: [o.value for o in found] for pk, found in offers.items()} == {
        "jobs-created": [Decimal(1870)],
        "poor-households": [Decimal(139)],
    }
    assert not Baseline.objects.exists()


def test_it_is_taken_with_document_sentence_and_vintage(edition, take):
    offered = offer(edition, "jobs-created")
    with one_event("take_baseline") as event:
        baseline = take(offered.target, offered.figure)
    assert (baseline.value, baseline.as_of) == (Decimal(1870), date(2023, 12, 31))
    assert baseline.source == "Kế hoạch 2024 (sơ bộ): “Năm 2023, huyện đã tạo việc làm cho 1.870 lao động.”"
    assert baseline.read_from == offered.figure
    assert event.facts["before"] is None and event.facts["after"]["baseline"][0] == "1870"
    with nothing_changes():
        take(offered.target, offered.figure)


@pytest.mark.parametrize(("households", "agrees"), [("139", True), ("150", False)])
def test_it_is_compared_with_the_range_that_the_text_implies(district, households, agrees):
    edition = edition_of(district, PLAN.replace("139", households))
    assert offer(edition, "poor-households").agrees is agrees
    assert offer(edition, "jobs-created").agrees is None  # nothing is implied of it


def test_another_baseline_is_shown_and_not_overwritten_unseen(district, edition, take):
    offered = offer(edition, "jobs-created")
    given = {"value": Decimal(1900), "as_of": date(2023, 12, 31), "source": "Niên giám"}
    changes = {"baseline": given}
    edit_targets.edit_target(target=offered.target, changes=changes, by=district.planner, today=TODAY)
    assert offer(edition, "jobs-created").state == "differs"
    with refused("vừa được người khác sửa"):
        take(offered.target, offered.figure, held="")
    with one_event("take_baseline") as event:
        take(offered.target, offered.figure, held=take_baseline.baseline_said(offer(edition, "jobs-created").held))
    assert event.facts["before"]["baseline"] == ["1900", "2023-12-31", "Niên giám"]


def test_a_baseline_that_says_the_same_keeps_the_source_it_has(district, edition, take):
    offered = offer(edition, "jobs-created")
    given = {"value": Decimal(1870), "as_of": date(2023, 12, 31), "source": "Niên giám"}
    edit_targets.edit_target(target=offered.target, changes={"baseline": given}, by=district.planner, today=TODAY)
    assert offer(edition, "jobs-created").state == "same"
    with nothing_changes():
        assert take(offered.target, offered.figure).source == "Niên giám"


def test_an_edit_of_the_source_keeps_no_words_and_an_edit_of_the_name_keeps_them(district, edition, take):
    offered = offer(edition, "jobs-created")
    taken = take(offered.target, offered.figure)
    same = {"value": taken.value, "as_of": taken.as_of, "source": taken.source}
    edit = {"target": offered.target, "by": district.planner, "today": TODAY}
    edit_targets.edit_target(changes={"name_en": "Jobs", "baseline": same}, **edit)
    assert Baseline.objects.get(target=offered.target).read_from == offered.figure
    edit_targets.edit_target(changes={"baseline": {**same, "value": Decimal(1)}}, **edit)
    assert Baseline.objects.get(target=offered.target).read_from is None


def test_a_figure_of_another_indicator_or_year_is_refused(district, edition, take):
    jobs, poor = offer(edition, "jobs-created"), offer(edition, "poor-households")
    earlier = edition.document.figures.get(value=1500)
    with refused("không phải kết quả năm trước"):
        take(jobs.target, poor.figure)
    with refused("không phải kết quả năm trước"):
        take(jobs.target, earlier)


def test_an_edition_without_a_text_offers_nothing(district):
    empty = make_edition(district)
    assert queries.baselines_told(empty, [propose(district, empty)]) == {}
