"""A plan text is kept with its figures and proposed as targets, all or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.web.builders import PLAN, TODAY, make_edition, nothing_changes, one_event, refused
from tiendo_web.actions import confirm_targets, edit_targets, editions, read_plan, share_out
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Document, Event, Figure, Programme, Target


def read(district, text=PLAN, *, by="planner", **more):
    return read_plan.read_plan(name="ke-hoach", text=text, by=district.users[by], today=TODAY, **more)


def propose(district, document, *, by="planner", programme=None):
    return read_plan.propose(document=document, by=district.users[by], today=TODAY, programme=programme)


def test_a_text_is_kept_as_given_with_every_figure(district):
    with one_event("read_plan") as event:
        document = read(district, PLAN.replace("\n", "\r\n"))
    assert document.text == PLAN and document.name == "ke-hoach" and document.added_by == district.planner
    figures = list(document.figures.all())
    assert [f.value for f in figures] == [2000, 94, Decimal("137.5")]
    for figure in figures:
        assert PLAN[figure.span_start : figure.span_end] and figure.ordinal
    assert event.facts["figures"] == 3 and event.facts["sha256"] == document.sha256


def test_the_same_text_twice_is_one_document(district):
    document = read(district)
    with nothing_changes():
        assert read(district) == document


def test_characters_that_no_database_keeps_do_not_come_in(district):
    document = read_plan.read_plan(
        name="kế\x00 hoạch" + "x" * 300, text=PLAN + "\x00\ud800", by=district.planner, today=TODAY
    )
    kept = Document.objects.get(pk=document.pk)
    assert kept.text == PLAN and kept.name == ("kế hoạch" + "x" * 300)[:200]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n"}, "text"),
        ({"data": None}, "text"),
        ({"data": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100}, "file"),
        ({"data": b"%PDF-1.4 broken"}, "file"),
        ({"data": b"PK\x03\x04 broken"}, "file"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(district, given, field):
    with refused(field=field):
        read_plan.read_plan(name="a.docx", by=district.planner, today=TODAY, **given)


def test_a_text_becomes_proposals_of_an_unpublished_programme(district):
    document = read(district)
    with one_event("propose_targets") as event:
        edition = propose(district, document)
    programme = edition.programme
    assert (programme.place.code, programme.period, programme.stated_target_count) == ("100", "2024", 4)
    assert not programme.published and programme.slug == "thanh-binh-100-2024"
    targets = list(edition.targets.order_by("ordinal"))
    assert [t.indicator_code for t in targets] == ["jobs-created", "bhyt-coverage", "state-revenue-local"]
    assert {t.state for t in targets} == {"proposed"} and not edition.in_force
    assert [t.conditions.get().value for t in targets] == [2000, 94, Decimal("137.5")]
    assert [f.value for t in targets for f in t.figures.all()] == [2000, 94, Decimal("137.5")]
    assert event.facts["targets"] == 3 and event.facts["edition"] == 1


def test_proposing_twice_gives_the_same_edition(district):
    document = read(district)
    edition = propose(district, document)
    with nothing_changes():
        assert propose(district, document) == edition
        assert propose(district, document, programme=edition.programme) == edition


def test_a_second_text_is_the_next_edition_and_says_its_own_count(district):
    first = propose(district, read(district))
    second = propose(district, read(district, PLAN.replace("4 chỉ tiêu", "5 chỉ tiêu")))
    assert (second.programme, second.edition) == (first.programme, 2)
    assert queries.current_programmes().count() == 0
    for edition, stated in ((first, 4), (second, 5)):
        targets = edition.targets.all()
        confirm_targets.confirm(targets=targets, by=district.planner, today=TODAY)
        editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
        standing = queries.standing(Programme.objects.get(), today=TODAY)
        assert (standing.record.stated_target_count, standing.still_to_enter) == (stated, stated - 3)


def test_what_was_settled_in_the_edition_in_force_comes_with_a_new_text(district):
    first = propose(district, read(district))
    jobs, cover, revenue = first.targets.order_by("ordinal")
    shared = {"owner": district.offices["lao-dong"], "coordinating": [district.offices["ubnd"]]}
    baseline = {"value": Decimal(1900), "as_of": date(2023, 12, 31), "source": "Báo cáo năm 2023"}
    for target, changes in (
        (jobs, {**shared, "frequency": "quarterly", "baseline": baseline, "milestones": {"2024-06": Decimal(900)}}),
        (cover, {**shared, "reported_by": "both", "milestones": {"2024-06": Decimal(93)}}),
    ):
        edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)
    for target, share in ((jobs, Decimal(500)), (cover, Decimal(94))):
        share_out.share_out(target=target, shares={"101": share}, by=district.planner, today=TODAY)
    confirm_targets.confirm(targets=[jobs, cover, revenue], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=first, by=district.planner, today=TODAY)
    document = read(district, PLAN.replace("2.000", "2.500"))
    with one_event("propose_targets") as event:
        second = propose(district, document)
    jobs, cover, revenue = second.targets.order_by("ordinal")
    assert (jobs.owner, jobs.frequency, jobs.baseline.value) == (district.offices["lao-dong"], "quarterly", 1900)
    assert [o.code for o in jobs.coordinating.all()] == ["ubnd"] and jobs.state == "proposed"
    assert not jobs.milestones.exists() and not jobs.shares.exists()  # made for 2.000
    assert (cover.reported_by, cover.milestones.get().value, cover.shares.get().value) == ("both", 93, 94)
    assert revenue.owner is None
    assert event.facts["taken_from"] == 1
    assert event.facts["taken"] == {
        jobs.number: ["owner", "coordinating", "reported_by", "frequency", "baseline"],
        cover.number: ["owner", "coordinating", "reported_by", "frequency", "milestones", "shares"],
        revenue.number: ["reported_by", "frequency"],
    }


def test_a_year_lies_in_the_term_that_holds_it(district):
    term = make_edition(district, period="2021-2025").programme
    assert propose(district, read(district)).programme.term == term


def test_a_text_about_another_place_is_refused(district):
    document = read(district, PLAN.replace("Thanh Bình", "Lạ"))
    with refused("“Lạ”, không phải địa bàn mà bạn lập kế hoạch", field="programme"):
        propose(district, document)
    assert propose(district, document, by="planner_la").programme.place == district.places["200"]


def test_a_text_without_a_year_needs_a_chosen_programme(district):
    document = read(district, "Phấn đấu tạo việc làm cho 2.000 lao động.")
    with refused("năm của kế hoạch", field="programme"):
        propose(district, document)
    programme = make_edition(district).programme
    assert propose(district, document, programme=programme).programme == programme


def test_an_edition_of_another_place_is_not_given_away(district):
    document = read(district)
    propose(district, document)
    with refused():
        propose(district, document, by="planner_la")
    programme = Programme.objects.get()
    with refused(kind=NotAllowed):
        propose(district, document, by="planner_la", programme=programme)


def test_one_text_may_be_proposed_for_two_programmes(district):
    document = read(district)
    first = propose(district, document)
    other = Programme.objects.create(
        slug="khac", title="Khác", title_en="Other", place=district.places["100"], period="2025"
    )
    second = propose(district, document, programme=other)
    assert second != first and second.programme == other
    assert {t.period for t in second.targets.all()} == {"2025"}


def test_killed_half_way_nothing_is_left_and_it_can_be_done_again(district, monkeypatch):
    def killed(*_args, **_more):
        raise KeyboardInterrupt

    def attempt(verb, broken_at, name):
        before = (Document.objects.count(), Figure.objects.count(), Target.objects.count(), Programme.objects.count())
        events = Event.objects.count()
        with monkeypatch.context() as patched:
            patched.setattr(broken_at, name, killed)
            with pytest.raises(KeyboardInterrupt):
                verb()
        after = (Document.objects.count(), Figure.objects.count(), Target.objects.count(), Programme.objects.count())
        assert (after, Event.objects.count()) == (before, events)

    attempt(lambda: read(district), Figure.objects, "bulk_create")
    attempt(lambda: read(district), read_plan.events, "log")
    document = read(district)
    attempt(lambda: propose(district, document), convert, "condition_row")
    attempt(lambda: propose(district, document), read_plan.events, "log")
    assert propose(district, document).targets.count() == 3


def test_a_document_read_by_an_older_reader_still_leads_to_its_words(district):
    document = read(district)
    document.figures.filter(ordinal__gt=1).delete()
    targets = propose(district, document).targets.order_by("ordinal")
    assert [f.value for t in targets for f in t.figures.all()] == [2000, 94, Decimal("137.5")]
