"""Lines "trong đó" below a target: read from a plan or entered, judged for themselves, counted in no "x of 17"."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import (
    TODAY,
    conditions,
    fill,
    make_edition,
    nothing_changes,
    one_event,
    open_return,
    propose,
    propose_compound,
    refused,
)
from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import confirm_targets, edit_targets, editions, hand_in_figures, read_plan, sub_rows
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Target

PLAN = """Huyện Thanh Bình bước vào năm 2024

Theo kế hoạch năm 2024, huyện Thanh Bình phấn đấu thực hiện 2 chỉ tiêu chủ yếu: tạo việc làm cho 2.000 lao động, trong đó \
xuất khẩu lao động 150 người; tỷ lệ bao phủ bảo hiểm y tế đạt 94% dân số.
"""


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def edition(district):
    return make_edition(district)


@pytest.fixture
def whole(district, edition):
    return propose(district, edition)


@pytest.fixture
def programme(district, edition, whole):
    """2,000 jobs in force, of which 150 abroad."""
    below(district, whole)
    confirm(district, whole)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    edition.programme.refresh_from_db()
    return edition.programme


def below(district, target, code="overseas-workers", said="= 150 người", **more):
    changes = {"name": f"Trong đó {code}", "indicator_code": code, "conditions": conditions(said), **more}
    changes.setdefault("frequency", "monthly")
    return sub_rows.add_sub_row(target=target, changes=changes, by=district.planner, today=TODAY)


def confirm(district, *targets):
    return confirm_targets.confirm(targets=targets, by=district.planner, today=TODAY)


def put_under(district, target, whole):
    return sub_rows.put_under(target=target, whole=whole, by=district.planner, today=TODAY)


def stand_alone(district, target):
    return sub_rows.stand_alone(target=target, by=district.planner, today=TODAY)


def numbers(edition):
    return [(t.number, [p.number for p in t.parts.all()]) for t in queries.target_rows(edition, states=("proposed",))]


# --- entered, moved, read ---------------------------------------------------------------------------------------------


def test_a_line_is_numbered_below_its_target_and_told_in_one_event(district, edition, whole):
    with one_event("add_sub_row") as event:
        row = below(district, whole)
    assert (row.number, row.whole, row.sub_row, row.state) == ("1.1", whole, True, "proposed")
    assert event.facts["after"]["under"] == "1"
    assert below(district, whole, "bhyt-coverage", "= 94 %").number == "1.2"
    assert numbers(edition) == [("1", ["1.1", "1.2"])]


def test_the_same_form_sent_twice_is_one_line(district, whole):
    first = below(district, whole)
    with nothing_changes():
        assert below(district, whole) == first


def test_a_line_has_none_of_its_own_and_a_part_has_none(district, edition, whole):
    row = below(district, whole)
    _compound, parts = propose_compound(district, edition)
    for target in (row, parts[0]):
        with refused("không dưới một phần hay một dòng khác"):
            below(district, target, "bhyt-coverage", "= 94 %")


def test_a_target_is_moved_below_another_and_out_again(district, edition, whole):
    other = propose(district, edition, "overseas-workers", "= 150 người")
    with one_event("put_under") as event:
        put_under(district, other, whole)
    assert [event.facts[said]["number"] for said in ("before", "after")] == ["2", "1.1"]
    assert numbers(edition) == [("1", ["1.1"])]
    with nothing_changes():
        put_under(district, Target.objects.get(pk=other.pk), whole)
    with one_event("stand_alone"):
        stand_alone(district, Target.objects.get(pk=other.pk))
    assert numbers(edition) == [("1", []), ("2", [])]


def test_what_is_in_force_is_not_moved(district, programme):
    edition = queries.current_set(programme)
    row = Target.objects.get(target_set=edition, sub_row=True)
    with refused("Chỉ tiêu đã có hiệu lực"):
        stand_alone(district, row)


def test_a_part_is_neither_moved_nor_a_target_with_parts(district, edition, whole):
    compound, parts = propose_compound(district, edition)
    with refused("là một phần của chỉ tiêu ghép"):
        put_under(district, parts[0], whole)
    with refused("là một phần của chỉ tiêu ghép"):
        stand_alone(district, parts[0])
    with refused("có phần hoặc dòng"):
        put_under(district, compound, whole)
    with refused("chỉ tiêu khác của cùng lần giao"):
        put_under(district, whole, whole)


def test_a_plan_that_says_trong_do_proposes_a_line_with_its_own_figure(district):
    document = read_plan.read_plan(name="Kế hoạch", text=PLAN, by=district.planner, today=TODAY)
    edition = read_plan.propose(document=document, by=district.planner, today=TODAY)
    assert numbers(edition) == [("1", ["1.1"]), ("2", [])]
    row = Target.objects.get(target_set=edition, number="1.1")
    assert (row.sub_row, row.indicator_code, row.conditions.get().value) == (True, "overseas-workers", Decimal(150))
    assert [f.value for f in row.figures.all()] == [Decimal(150)]
    assert [f.value for f in row.whole.figures.all()] == [Decimal(2000)]


# --- confirmed, withdrawn ---------------------------------------------------------------------------------------------


def test_a_line_is_confirmed_with_its_target_and_must_be_whole(district, whole):
    row = below(district, whole, code="", said="= 150 người")
    with refused("chưa gắn với chỉ tiêu nào"):
        confirm(district, whole)
    edit_targets.edit_target(
        target=row, changes={"indicator_code": "overseas-workers"}, by=district.planner, today=TODAY
    )
    confirm(district, whole)
    assert set(Target.objects.values_list("state", flat=True)) == {"confirmed"}


def test_a_line_added_later_is_confirmed_alone(district, whole):
    confirm(district, whole)
    row = below(district, whole)
    with one_event("confirm_target"):
        confirm(district, row)
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_a_line_of_a_proposal_is_not_confirmed_before_it(district, whole):
    row = below(district, whole)
    with refused("hãy xác nhận chỉ tiêu bên trên"):
        confirm(district, row)


def test_a_line_is_withdrawn_and_brought_back_alone(district, whole):
    row = below(district, whole)
    confirm_targets.withdraw(target=row, reason="Nhầm", by=district.planner, today=TODAY)
    assert convert.target_record(queries.target_rows(whole.target_set, states=("proposed",))[0]).sub_rows == ()
    confirm_targets.restore(target=row, by=district.planner, today=TODAY)
    assert [r.number for r in convert.target_record(Target.objects.get(pk=whole.pk)).sub_rows] == ["1.1"]


# --- judged, shown, in files --------------------------------------------------------------------------------------------


def test_a_line_is_judged_for_itself_and_counts_in_nothing(district, programme):
    fill(district, ret := open_return(district, programme), jobs_created="100", overseas_workers="2")
    hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    where = queries.standing(programme, today=TODAY)
    (verdict,) = where.verdicts
    (row,) = verdict.sub_rows
    assert sum(where.counts.values()) == 1
    assert row.total.value == 2 and verdict.total.value == 100
    assert where.verdict(row.target.id) is row and row.word is not VerdictWord.NO_DATA


def test_public_pages_show_it_below_its_target(client, district, programme):
    row = Target.objects.get(sub_row=True)
    table = client.get(reverse("programme", args=[programme.slug])).content.decode()
    assert '<tr class="sub-row">' in table and reverse("target", args=[row.pk]) in table
    page = client.get(reverse("target", args=[row.whole_id])).content.decode()
    assert "không tính vào số chỉ tiêu của chương trình" in page and reverse("target", args=[row.pk]) in page
    own = client.get(reverse("target", args=[row.pk])).content.decode()
    assert reverse("target", args=[row.whole_id]) in own
    assert client.get(reverse("home")).content.decode().count('class="target ') == 1


def test_it_stands_in_the_table_and_the_report_by_its_name(client, district, programme):
    fill(district, ret := open_return(district, programme), jobs_created="100", overseas_workers="2")
    hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    answer = client.get(reverse("csv-progress", args=[programme.slug])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(answer)))
    assert [r[0] for r in rows[1:]] == ["1", "1.1"] and rows[2][1].startswith("Trong đó: ")
    report = client.get(reverse("report-file", args=[programme.slug, "txt"])).content.decode()
    assert "Trong đó: " in report and "Chương trình có 1 chỉ tiêu" in report


def test_the_planner_enters_moves_and_frees_it_on_pages(client, district, edition, whole):
    client.force_login(district.planner)
    form = client.get(reverse("sub-row-add", args=[whole.pk]))
    assert form.status_code == 200 and "không tính vào số chỉ tiêu" in form.content.decode()
    sent = {
        "name": "Trong đó đi làm việc ở nước ngoài", "indicator_code": "overseas-workers", "reported_by": "children",
        "frequency": "monthly", "condition": ["1"], "comparator:1": "=", "value:1": "150", "unit:1": "người",
        "change:1": "none", "change_in:1": "units", "trajectory": "straight",
    }  # fmt: skip
    assert client.post(reverse("sub-row-add", args=[whole.pk]), sent).status_code == 302
    row = Target.objects.get(sub_row=True)
    review = client.get(reverse("edition", args=[edition.pk])).content.decode()
    assert "Trong đó đi làm việc ở nước ngoài" in review
    client.post(reverse("target-stand-alone", args=[row.pk]))
    row.refresh_from_db()
    assert (row.sub_row, row.whole, row.number) == (False, None, "2")
    client.post(reverse("target-put-under", args=[row.pk]), {"under": whole.pk})
    row.refresh_from_db()
    assert (row.sub_row, row.whole, row.number) == (True, whole, "1.1")
    assert client.get(reverse("target-edit", args=[row.pk])).status_code == 200
    programme_page = client.get(reverse("planned-programme", args=[edition.programme.slug])).content.decode()
    assert "sub-row" in programme_page


def test_nobody_else_moves_it(client, district, whole):
    client.force_login(district.planner_la)
    row = below(district, whole)
    assert client.post(reverse("target-stand-alone", args=[row.pk])).status_code == 403
