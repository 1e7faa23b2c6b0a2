"""What a person says of each figure is kept beside what was read; nothing is overwritten, nothing passes unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.web.builders import PLAN, TODAY, make_edition, nothing_changes, one_event, refused
from tiendo_web.actions import confirm_targets, edit_targets, editions, read_plan, review_figures
from tiendo_web.actions.one_condition import CONDITION_FIELDS
from tiendo_web.records import queries
from tiendo_web.records.models import Figure, FigureReview, Target

RESULTS = PLAN + "\nNăm 2023, huyện đã tạo việc làm cho 1.870 lao động. Huyện nâng số máy cày lên 45 chiếc trong năm.\n"


@pytest.fixture
def edition(district):
    document = read_plan.read_plan(name="Kế hoạch", text=RESULTS, by=district.planner, today=TODAY)
    return read_plan.propose(document=document, by=district.planner, today=TODAY)


@pytest.fixture
def does(district, edition):
    """does(verb, figure=…, …): the planner carries out a verb in the edition."""

    def call(verb, **given):
        return verb(target_set=edition, by=district.planner, today=TODAY, **given)

    return call


def figure(edition, indicator, value=None):
    found = [f for f in edition.document.figures.all() if indicator in f.indicator.lower()]
    return next(f for f in found if value is None or f.value == Decimal(value))


def result(edition):
    return edition.document.figures.filter(kind="result").first()


def as_read(edition):
    return list(Figure.objects.filter(document=edition.document).order_by("pk").values())


def state(edition, one):
    return queries.figure_states([one], edition)[one.pk]


# --- agree ------------------------------------------------------------------------------------------------------------


def test_a_result_read_rightly_is_gone_through_once(edition, does):
    one = result(edition)
    assert state(edition, one) == "unchecked"
    with one_event("agree_figures"):
        does(review_figures.agree, figures=[one])
    assert state(edition, one) == "seen"
    with nothing_changes():
        does(review_figures.agree, figures=[one])


def test_a_proposal_is_confirmed_and_not_only_agreed_to(edition, does):
    with nothing_changes():
        does(review_figures.agree, figures=[figure(edition, "bảo hiểm")])


def test_a_figure_of_another_text_is_refused(district, edition, does):
    other = read_plan.read_plan(name="Khác", text=PLAN, by=district.planner, today=TODAY)
    with refused("không thuộc văn bản"):
        does(review_figures.agree, figures=[other.figures.first()])


# --- correct ----------------------------------------------------------------------------------------------------------


def test_a_corrected_value_changes_the_target_and_not_what_was_read(district, edition, does):
    one, before = figure(edition, "bảo hiểm"), as_read(edition)
    with one_event("correct_figure") as event:
        target = does(review_figures.correct, figure=one, changes={"value": Decimal("94.5"), "comparator": ">="})
    assert as_read(edition) == before
    assert (target.conditions.get().value, target.conditions.get().comparator) == (Decimal("94.5"), ">=")
    review = one.reviews.get()
    assert (review.said, review.value, review.comparator, review.by) == (
        "corrected",
        Decimal("94.5"),
        ">=",
        district.planner,
    )
    assert event.facts["before"]["value"] == "94" and event.facts["after"]["value"] == "94.5"
    with nothing_changes():
        does(review_figures.correct, figure=one, changes={"value": Decimal("94.5")})


def test_another_indicator_brings_how_it_is_reported(edition, does):
    target = does(review_figures.correct, figure=figure(edition, "bảo hiểm"), changes={"indicator_code": "grdp-growth"})
    assert (target.indicator_code, target.reported_by) == ("grdp-growth", "place")


def test_a_target_that_is_a_result_leaves_the_list_and_can_come_back(edition, does):
    one = figure(edition, "bảo hiểm")
    assert does(review_figures.correct, figure=one, changes={"kind": "result"}) is None
    assert state(edition, one) == "seen"
    assert edition.targets.get(figures=one).state == "withdrawn"
    back = does(review_figures.correct, figure=one, changes={"kind": "target"})
    assert back.state == "proposed" and edition.targets.filter(figures=one).count() == 1


def test_a_result_becomes_a_target(edition, does):
    one = result(edition)
    target = does(review_figures.correct, figure=one, changes={"kind": "target"})
    assert (target.state, target.conditions.get().value) == ("proposed", Decimal(1870))
    assert list(target.figures.all()) == [one] and state(edition, one) == "proposed"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"indicator_code": "khong-co"}, "Danh mục không có"),
        ({"kind": "dream"}, "chọn một trong hai"),
        ({"comparator": "range"}, "cần hai số"),
        ({"unit": " "}, "đơn vị tính"),
        ({"value": Decimal("NaN")}, "không hợp lệ"),
    ],
)
def test_what_cannot_be_is_refused(edition, does, changes, sentence):
    with refused(sentence):
        does(review_figures.correct, figure=figure(edition, "bảo hiểm"), changes=changes)


def test_once_in_force_the_promise_stays(district, edition, does):
    confirm_targets.confirm(targets=edition.targets.all(), by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    for changes in ({"value": Decimal(1)}, {"kind": "result"}):
        with refused("đã có hiệu lực"):
            does(review_figures.correct, figure=figure(edition, "bảo hiểm"), changes=changes)


def test_the_full_form_labels_its_figure_as_well(district, edition):
    one = figure(edition, "bảo hiểm")
    target = edition.targets.get(figures=one)
    kept = target.conditions.values(*CONDITION_FIELDS).get()
    changes = {"conditions": [{**kept, "value": Decimal(90)}], "name_en": "Insurance"}
    edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)
    assert one.reviews.get().value == Decimal(90)
    edit_targets.edit_target(target=target, changes={"name_en": "Cover"}, by=district.planner, today=TODAY)
    assert one.reviews.count() == 1  # a name in English says nothing of the figure


# --- remove, restore --------------------------------------------------------------------------------------------------


def test_what_is_no_figure_is_removed_with_its_reason(edition, does):
    one = figure(edition, "bảo hiểm")
    with refused("lý do", field="reason"):
        does(review_figures.remove, figure=one, reason=" ")
    with one_event("remove_figure") as event:
        does(review_figures.remove, figure=one, reason="Là ngày họp")
    assert event.facts["reason"] == "Là ngày họp" and state(edition, one) == "rejected"
    assert edition.targets.get(figures=one).state == "withdrawn"
    with nothing_changes():
        does(review_figures.remove, figure=one, reason="Là ngày họp")
    with one_event("restore_figure"):
        does(review_figures.restore, figure=one)
    with nothing_changes():
        does(review_figures.restore, figure=one)
    assert [r.said for r in one.reviews.all()] == ["removed", "restored"]  # nothing is forgotten


@pytest.mark.parametrize(
    ("because", "said", "now"),
    [("not_figure", ["removed"], "rejected"), ("result", ["corrected"], "seen"), ("other", [], "rejected")],
)
def test_a_withdrawn_target_says_what_its_figure_is(district, edition, because, said, now):
    one = figure(edition, "bảo hiểm")
    target = edition.targets.get(figures=one)
    given = {"target": target, "by": district.planner, "today": TODAY}
    confirm_targets.withdraw(reason="Vì thế", because=because, **given)
    assert [r.said for r in one.reviews.all()] == said and state(edition, one) == now
    with one_event("restore_target"):
        confirm_targets.restore(**given)
    assert state(edition, one) == "proposed" and one.reviews.count() == 2 * len(said)
    with nothing_changes():
        confirm_targets.restore(**given)


def test_a_confirmed_target_goes_back_to_proposal_until_it_is_in_force(district, edition):
    target = edition.targets.first()
    given = {"target": target, "by": district.planner, "today": TODAY}
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    assert confirm_targets.restore(**given).state == "proposed"
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    with refused("quyết định mới"):
        confirm_targets.restore(**given)


# --- add_figure -------------------------------------------------------------------------------------------------------


def test_a_missed_figure_is_marked_from_its_first_words(edition, does):
    for one in edition.document.figures.filter(indicator__icontains="máy cày"):
        does(review_figures.remove, figure=one, reason="Thử")
    with one_event("add_figure") as event:
        added = does(
            review_figures.add_figure, words="huyện nâng số máy", given={"value": Decimal(45), "unit": "chiếc"}
        )
    text = edition.document.text
    assert text[added.span_start : added.span_end] == "Huyện nâng số máy cày lên 45 chiếc trong năm"
    assert text[added.number_start : added.number_end] == "45"
    assert (added.value, added.unit, added.kind, added.rule) == (Decimal(45), "chiếc", "target", "by-hand")
    assert event.facts["text"].startswith("Huyện nâng") and added.reviews.get().said == "added"
    assert Target.objects.get(figures=added).state == "proposed"
    with refused("đã được đánh dấu", field="words"):
        does(review_figures.add_figure, words="huyện nâng số máy", given={"value": Decimal(45), "unit": "chiếc"})


def test_a_missed_result_makes_no_target(edition, does):
    added = does(
        review_figures.add_figure,
        words="nâng số máy cày lên 45 chiếc",
        given={"kind": "result", "indicator": "số máy cày", "value": Decimal(45), "unit": "chiếc"},
    )
    assert added.indicator == "số máy cày" and state(edition, added) == "seen" and not added.targets.exists()


@pytest.mark.parametrize(
    ("words", "sentence"), [("", "bôi đen"), ("trồng thêm dừa", "Không có những chữ"), ("bước vào", "không đọc ra số")]
)
def test_words_that_hold_no_figure_are_refused(edition, does, words, sentence):
    with refused(sentence):
        does(review_figures.add_figure, words=words)


def test_an_edition_without_a_text_has_nothing_to_go_through(district):
    empty = make_edition(district)
    with refused("không có văn bản"):
        review_figures.add_figure(target_set=empty, words="x", by=district.planner, today=TODAY)


# --- sign_review ------------------------------------------------------------------------------------------------------


def test_nothing_false_nothing_missed_is_said_only_when_all_was_looked_at(district, edition, does):
    with refused("chưa soát"):
        does(editions.sign_review)
    confirm_targets.confirm(targets=edition.targets.all(), by=district.planner, today=TODAY)
    with refused("mục chưa soát"):
        does(editions.sign_review)
    waiting = [f for f in edition.document.figures.all() if state(edition, f) == "unchecked"]
    does(review_figures.agree, figures=waiting)
    with one_event("sign_review") as event:
        assert does(editions.sign_review) == edition.document.figures.count()
    assert event.facts["figures"] == edition.document.figures.count()
    assert (edition.reviewed_by, edition.reviewed_on) == (district.planner, TODAY)
    with nothing_changes():
        does(editions.sign_review)


def test_a_later_correction_opens_the_review_again(district, edition, does):
    confirm_targets.confirm(targets=edition.targets.all(), by=district.planner, today=TODAY)
    figures = list(edition.document.figures.all())
    does(review_figures.agree, figures=figures)
    does(editions.sign_review)
    does(review_figures.correct, figure=figure(edition, "bảo hiểm"), changes={"value": Decimal(95)})
    edition.refresh_from_db()
    assert edition.reviewed_on is None and FigureReview.objects.filter(said="corrected").count() == 1


# --- a figure becomes a target in the way the reader proposes one --------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code", "condition"),
    [
        ("Năm 2023, huyện đã giảm 15% số hộ nghèo.", "poor-households", ("decrease", "per_cent", "%", False)),
        ("Năm 2023, huyện đã công nhận thêm 3 sản phẩm OCOP.", "ocop-new", ("none", "units", "sản phẩm", False)),
        (
            "Năm 2023, tỷ lệ hộ nghèo đã giảm 0,5 điểm phần trăm.",
            "poverty-rate",
            ("decrease", "points", "điểm %", False),
        ),
    ],
)
def test_a_result_that_becomes_a_target_is_judged_as_the_reader_would_propose_it(district, said, code, condition):
    document = read_plan.read_plan(name="Kế hoạch", text=f"{PLAN}\n{said}\n", by=district.planner, today=TODAY)
    edition = read_plan.propose(document=document, by=district.planner, today=TODAY)
    one = result(edition)
    target = review_figures.correct(
        figure=one, target_set=edition, changes={"kind": "target"}, by=district.planner, today=TODAY
    )
    held = target.conditions.get()
    assert (target.indicator_code, (held.change, held.change_in, held.unit, held.keep)) == (code, condition)


def test_the_words_that_name_an_indicator_are_put_right_and_exported(edition, does):
    one, before = figure(edition, "bảo hiểm"), as_read(edition)
    with one_event("correct_figure") as event:
        does(review_figures.correct, figure=one, changes={"indicator": "bảo hiểm y tế"})
    assert as_read(edition) == before
    assert one.reviews.get().indicator == "bảo hiểm y tế"
    assert event.facts["after"]["indicator"] == "bảo hiểm y tế"
    with nothing_changes():
        does(review_figures.correct, figure=one, changes={"indicator": "bảo hiểm  y tế"})
    with refused("những chữ nêu tên chỉ tiêu", field="indicator"):
        does(review_figures.correct, figure=one, changes={"indicator": " "})


def test_each_part_of_a_compound_target_is_put_right_by_its_own_figure(district):
    text = (
        "Huyện Thanh Bình năm 2024\n\nNăm 2024, huyện Thanh Bình phấn đấu:\n- Không còn xã nợ tiêu chí nông thôn mới, "
        "bình quân mỗi xã đạt 17,5 tiêu chí;\n- Tạo việc làm cho 2.000 lao động.\n"
    )
    document = read_plan.read_plan(name="Kế hoạch", text=text, by=district.planner, today=TODAY)
    edition = read_plan.propose(document=document, by=district.planner, today=TODAY)
    whole = edition.targets.get(whole=None, indicator_code="")
    one = document.figures.get(value=Decimal("17.5"))
    review_figures.correct(
        figure=one, target_set=edition, changes={"value": Decimal("17.8")}, by=district.planner, today=TODAY
    )
    values = [part.conditions.get().value for part in whole.parts.order_by("ordinal")]
    assert values == [Decimal(0), Decimal("17.8")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"change": "increase"}, {"change": "increase", "change_in": "per_cent", "comparator": "="}),
        ({"comparator": "about"}, {"comparator": "about", "tolerance": Decimal("0.05"), "change": "none"}),
        ({"value": Decimal(95)}, {"value": Decimal(95), "change_in": "units", "tolerance": None}),
    ],
)
def test_what_a_correction_means_for_the_condition_is_what_the_reader_would_propose(edition, does, changes, expected):
    target = does(review_figures.correct, figure=figure(edition, "bảo hiểm"), changes=changes)
    held = target.conditions.get()
    assert {name: getattr(held, name) for name in expected} == expected


def test_a_tolerance_that_a_planner_set_outlives_a_corrected_value(district, edition, does):
    one = figure(edition, "bảo hiểm")
    target = does(review_figures.correct, figure=one, changes={"comparator": "about"})
    kept = target.conditions.values(*CONDITION_FIELDS).get()
    changes = {"conditions": [{**kept, "tolerance": Decimal("0.02")}]}
    edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)
    does(review_figures.correct, figure=one, changes={"value": Decimal(93)})
    held = target.conditions.get()
    assert (held.value, held.tolerance) == (Decimal(93), Decimal("0.02"))
