"""Row ↔ record: nothing is lost and every digit stays, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.web.builders import TODAY, conditions, make_edition, propose, propose_compound
from tiendo.model import document as core_document
from tiendo.model import observation as core_observation
from tiendo.model import place as core_place
from tiendo.model import target as core_target
from tiendo.model import task as core_task
from tiendo.model.document import Span
from tiendo.model.figure import Figure, FigureKind, IndicatorGuess
from tiendo.model.indicator import Frequency
from tiendo.model.period import Clock, Period
from tiendo.model.target import Change, ChangeIn, Comparator, Condition, ReportedBy
from tiendo.model.verdict import Override, VerdictWord
from tiendo_web.actions import confirm_targets, edit_targets, share_out
from tiendo_web.records import convert
from tiendo_web.records import models as rows
from tiendo_web.records.models import Override as OverrideRow

EXACT = [
    "9999999999999.123456",
    "0",
    "0.00",
    "-0.000001",
    "94.10",
    "1E+3",
    "123456789012345678901234",
    "0.1234567890123456789012",
]


@pytest.fixture
def document(db):
    return rows.Document.objects.create(name="a.txt", sha256="ab" * 32, text="Kế hoạch", media_type="text/html")


@pytest.mark.parametrize("digits", EXACT)
def test_every_digit_comes_back(document, digits):
    figure = figure_of(value=Decimal(digits))
    convert.figure_row(document, 1, figure).save()
    kept = rows.Figure.objects.get()
    assert kept.value == Decimal(digits) and kept.value_max is None
    assert rows.Figure.objects.filter(value_max=None).exists()


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_never_kept(document, bad):
    with pytest.raises(ValidationError, match="finite"):
        convert.figure_row(document, 1, figure_of(value=Decimal(bad))).save()


def test_a_float_is_never_kept(document):
    with pytest.raises(ValidationError, match="not exact"):
        convert.figure_row(document, 1, figure_of(value=1.5)).save()


def figure_of(**more):
    return Figure(
        **{
            "kind": FigureKind.TARGET,
            "indicator": "tạo việc làm",
            "comparator": Comparator.AT_LEAST,
            "value": Decimal("2000"),
            "unit": "lao động",
            "span": Span(3, 30),
            "sentence": Span(0, 40),
            "number": Span(20, 25),
            **more,
        }
    )


@pytest.mark.parametrize(
    "figure",
    [
        figure_of(),
        figure_of(
            kind=FigureKind.RESULT,
            comparator=Comparator.RANGE,
            value=Decimal("6.5"),
            value_max=Decimal("7.0"),
            change=Change.DECREASE,
            subject="Trường THCS Thủy Tây",
            rule="range",
            guesses=(IndicatorGuess("jobs-created", Decimal("0.9125")),),
        ),
    ],
)
def test_a_figure_goes_there_and_back(document, figure):
    convert.figure_row(document, 7, figure).save()
    row = rows.Figure.objects.get()
    assert convert.figure_record(row) == figure and row.ordinal == 7


def test_of_several_guesses_the_best_is_kept(document):
    best, second = IndicatorGuess("jobs-created", Decimal("0.9")), IndicatorGuess("jobs-total", Decimal("0.5"))
    convert.figure_row(document, 1, figure_of(guesses=(best, second))).save()
    assert convert.figure_record(rows.Figure.objects.get()).guesses == (best,)


@pytest.mark.parametrize(
    "condition",
    [
        Condition(Comparator.EQUAL, Decimal("9999999999999.123456"), "tấn"),
        Condition(Comparator.RANGE, Decimal("6.5"), "%", value_max=Decimal("7.00"), keep=True),
        Condition(Comparator.ABOUT, Decimal(0), "hộ", tolerance=Decimal("0.05")),
        Condition(Comparator.EQUAL, Decimal(15), "%", change=Change.DECREASE, change_in=ChangeIn.PER_CENT),
        Condition(Comparator.MORE_THAN, Decimal(2), "%", change=Change.INCREASE, change_in=ChangeIn.POINTS),
    ],
)
def test_a_condition_goes_there_and_back(district, condition):
    target = propose(district, make_edition(district), conditions=[])
    convert.condition_row(target, 1, condition).save()
    assert convert.condition_record(target.conditions.get()) == condition


def test_a_place_with_its_titles_and_its_membership(district):
    row = rows.Place.objects.create(
        code="301", name="Đức Hòa", kind="ward", first=date(2024, 1, 1), last=date(2025, 6, 30)
    )
    rows.Title.objects.create(place=row, code="ntm", first=date(2024, 2, 1), last=None, document="QĐ 5")
    assert convert.place_record(row) == core_place.Place(
        "301",
        "Đức Hòa",
        core_place.PlaceKind.WARD,
        date(2024, 1, 1),
        date(2025, 6, 30),
        (core_place.Title("ntm", date(2024, 2, 1), None, "QĐ 5"),),
    )
    membership = rows.Membership.objects.create(child=row, parent=district.places["100"], first=date(2024, 1, 1))
    assert convert.membership_record(membership) == core_place.Membership("301", "100", date(2024, 1, 1), None)


def test_a_target_with_everything_on_it(district):
    target = propose(
        district,
        make_edition(district),
        conditions=[],
        subject="Trường THCS Thủy Tây",
        reported_by="both",
        frequency="quarterly",
    )
    said = conditions(">= 229800.5 tấn", "-15 %%")
    baseline = {"value": Decimal("140.0"), "as_of": date(2023, 12, 31), "source": "Danh sách"}
    milestones = {"2024-12": Decimal(0), "2024-06": Decimal("1.50")}
    changes = {"conditions": said, "baseline": baseline, "milestones": milestones}
    edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)
    shares = {"102": Decimal("0.25"), "101": Decimal(0)}
    share_out.share_out(target=target, shares=shares, by=district.planner, today=TODAY)
    assert convert.target_record(rows.Target.objects.get()) == core_target.Target(
        id=str(target.pk),
        number="1",
        name="Chỉ tiêu jobs-created",
        place_code="100",
        period=Period.year(2024),
        indicator_code="jobs-created",
        conditions=tuple(Condition(**c) for c in said),
        baseline=core_target.Baseline(Decimal(140), date(2023, 12, 31), "Danh sách"),
        subject="Trường THCS Thủy Tây",
        trajectory=(
            core_target.Milestone(Period.month(2024, 6), Decimal("1.5")),
            core_target.Milestone(Period.month(2024, 12), Decimal(0)),
        ),
        shares=(core_target.Share("101", Decimal(0)), core_target.Share("102", Decimal("0.25"))),
        reported_by=ReportedBy.BOTH,
        frequency=Frequency.QUARTERLY,
        clock=Clock.ADMINISTRATIVE,
    )


def test_a_compound_target_keeps_its_parts_but_no_withdrawn_one(district):
    edition = make_edition(district)
    whole, parts = propose_compound(district, edition)
    assert [p.name for p in convert.target_record(whole).parts] == ["Phần 1", "Phần 2"]
    confirm_targets.withdraw(target=parts[0], reason="Trùng", by=district.planner, today=TODAY)
    record = convert.target_record(rows.Target.objects.get(pk=whole.pk))
    assert [p.name for p in record.parts] == ["Phần 2"] and record.indicator_code is None and record.conditions == ()


def test_a_programme_with_its_edition(district):
    edition = make_edition(district, period="2021-2025", edition=3)
    edition.decided_by, edition.decided_on = "QĐ 1", date(2024, 1, 2)
    row = propose(district, edition, term_form="average")
    target_set = convert.target_set_record(edition, [row])
    assert target_set == core_target.TargetSet(
        str(edition.pk), "UBND", 3, "QĐ 1", date(2024, 1, 2), (convert.target_record(row),)
    )
    assert target_set.targets[0].term_form is core_target.TermForm.AVERAGE
    programme = edition.programme
    programme.stated_target_count = 0
    assert convert.programme_record(programme, (target_set,)) == core_target.Programme(
        str(programme.pk), "Chương trình", "100", Period.term(2021, 2025), 0, (target_set,)
    )


def test_an_override_is_said_with_its_document(district):
    target = propose(district, make_edition(district))
    row = OverrideRow(
        target=target,
        word="met",
        signer="Chủ tịch",
        reason="Do thiên tai",
        on=date(2024, 12, 31),
        document="Thông báo 5",
    )
    assert convert.override_record(row) == Override(
        VerdictWord.MET, "Chủ tịch", "Do thiên tai", date(2024, 12, 31), "Thông báo 5"
    )


@pytest.mark.parametrize(
    "observation",
    [
        {"value": Decimal("9999999999999.123456"), "named": ("Trường A", "Trường B"), "sample": True},
        {"value": Decimal(0), "vintage": core_observation.Vintage.OFFICIAL, "revision": 3},
        {"numerator": Decimal(0), "denominator": Decimal("57.5")},
        {"no_data": "Chưa đến kỳ"},
    ],
)
def test_an_observation_leads_back_to_its_return(district, observation):
    programme = make_edition(district).programme
    ret = rows.Return.objects.create(
        programme=programme,
        office=district.offices["xa-an"],
        place=district.places["101"],
        period="2024-03",
        due=TODAY,
    )
    rows.Observation.objects.create(
        owed_in=ret, indicator_code="jobs-created", **{**observation, "named": list(observation.get("named", ()))}
    )
    assert convert.observation_record(rows.Observation.objects.get()) == replace(
        core_observation.Observation("jobs-created", "101", Period.month(2024, 3)),
        source=f"Báo cáo tháng 3/2024 của UBND xã An (số {ret.pk}, lần sửa {observation.get('revision', 1)})",
        **observation,
    )


def test_a_document_as_it_was_given(document):
    assert convert.document_record(document) == core_document.Document("Kế hoạch", "a.txt", "ab" * 32, "text/html")


def test_work_and_money(district):
    target, office = propose(district, make_edition(district)), district.offices["lao-dong"]
    task = rows.Task.objects.create(target=target, work="w", person="p", office=office, due=TODAY, product="x")
    assert convert.task_record(task) == core_task.Task("w", "p", "Phòng Lao động", TODAY, "x", None)
    directive = rows.Directive.objects.create(
        target=target, text="Vì sao?", by=district.leader, office=office, given_on=TODAY, due=TODAY
    )
    assert convert.directive_record(directive) == core_task.Directive(
        "Vì sao?", "Ông leader", "Phòng Lao động", TODAY, TODAY, "", None
    )
    funding = rows.Funding.objects.create(target=target, source="Ngân sách", planned=Decimal(0), disbursed=None)
    assert convert.funding_record(rows.Funding.objects.get(pk=funding.pk)) == core_task.Funding(
        "Ngân sách", Decimal(0), None, None
    )


def test_circulation_says_who_was_given_and_who_noted(district, document):
    programme = make_edition(district).programme
    given = [
        rows.Circulation.objects.create(
            programme=programme, document=document, office=district.offices[code], given_on=TODAY, noted_on=noted
        )
        for code, noted in (("xa-an", TODAY), ("xa-binh", None))
    ]
    assert convert.circulation_record(given) == core_task.Circulation(("xa-an", "xa-binh"), ("xa-an",))
