"""Reads: the right rows, and no more questions to the database for three rows than for one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.builders import (
    MARCH,
    TODAY,
    approved,
    fill,
    make_edition,
    open_return,
    propose,
    propose_compound,
    record,
)
from tiendo.model.period import Period
from tiendo_web.actions import confirm_targets, edit_targets
from tiendo_web.records import queries
from tiendo_web.records.models import Office, Return, Right, Target


def asked(read):
    """How many questions a read puts to the database."""
    with CaptureQueriesContext(connection) as caught:
        read()
    return len(caught)


def figure(ret, amount="1", code="jobs-created", **more):
    return record(ret, code, value=Decimal(amount), **more)


def add_confirmed(district, programme, *codes):
    """More targets in the edition in force, each with an owner and a part of everything."""
    edition = programme.target_sets.get(in_force=True)
    office = district.offices["lao-dong"]
    targets = [propose(district, edition, code, owner=office, coordinating=[office]) for code in codes]
    whole, _parts = propose_compound(district, edition)
    confirm_targets.confirm(targets=[*targets, whole], by=district.planner, today=TODAY)


# --- as many questions for three rows as for one ----------------------------------------------------------------------


def test_a_standing_asks_no_more_for_many_targets_and_returns(district, programme):
    add_confirmed(district, programme)
    figure(open_return(district, programme))
    few = asked(lambda: queries.standing(programme, today=TODAY))
    edition = programme.target_sets.get()
    more = [propose(district, edition, code) for code in ("enterprises-new", "cooperatives-new", "land-use-revenue")]
    confirm_targets.confirm(targets=more, by=district.planner, today=TODAY)
    for office in ("xa-binh", "xa-cat"):
        ret = open_return(district, programme, office=office)
        figure(ret)
        figure(ret, code="enterprises-new")
    with CaptureQueriesContext(connection) as caught:
        standing = queries.standing(programme, today=TODAY)
    assert len(standing.verdicts) == 5 and len(standing.observations) == 5
    assert len(caught) == few


def test_a_return_asks_no_more_for_many_lines(district, programme):
    ret = Return.objects.get(pk=open_return(district, programme).pk)
    add_confirmed(district, programme)
    few = asked(lambda: queries.return_sheet(Return.objects.get(pk=ret.pk)))
    edition = programme.target_sets.get()
    more = [propose(district, edition, code) for code in ("enterprises-new", "cooperatives-new")]
    confirm_targets.confirm(targets=more, by=district.planner, today=TODAY)
    figure(ret, approved=False)
    figure(ret, code="enterprises-new")
    figure(open_return(district, programme, month=Period.month(2024, 2)))
    assert asked(lambda: queries.return_sheet(Return.objects.get(pk=ret.pk))) == few
    assert len(queries.return_sheet(ret)) == 5


@pytest.mark.parametrize("read", [queries.returns_due, queries.returns_waiting, queries.returns_sent])
def test_lists_of_returns_ask_no_more_for_three_than_for_one(district, programme, read):
    def look():
        for ret in read(user, today=TODAY):
            _ = ret.office.name, ret.place.name, ret.programme.place.name, str(ret.submitted_by_id)

    user = district.approver if read is queries.returns_waiting else district.reporter
    counts = []
    for month in (1, 2, 3):
        ret = open_return(district, programme, month=Period.month(2024, month))
        if read is not queries.returns_due:
            fill(district, ret, jobs_created="1")
        assert len(read(user, today=TODAY)) == month
        counts.append(asked(look))
    assert counts[0] == counts[2]


# --- the right rows ---------------------------------------------------------------------------------------------------


def test_what_is_due_comes_oldest_first_and_only_to_its_office(district, programme):
    march, february = (open_return(district, programme, month=Period.month(2024, m)) for m in (3, 2))
    open_return(district, programme, office="xa-binh")
    assert list(queries.returns_due(district.reporter, today=TODAY)) == [february, march]
    assert list(queries.returns_due(district.approver, today=TODAY)) == []


def test_an_approver_sees_the_own_office_or_the_whole_place(district, programme):
    an = fill(district, open_return(district, programme), jobs_created="1")
    binh = fill(district, open_return(district, programme, office="xa-binh"), "reporter_binh", jobs_created="1")
    assert list(queries.returns_waiting(district.approver, today=TODAY)) == [an, binh]
    assert list(queries.returns_waiting(district.approver_an, today=TODAY)) == [an]
    Right.objects.filter(user=district.approver).update(last=TODAY - timedelta(days=1))
    assert list(queries.returns_waiting(district.approver, today=TODAY)) == []


def test_a_month_is_looked_at_when_all_are_approved_or_the_day_is_past(district, programme):
    first = approved(district, programme, month=Period.month(2024, 2))
    assert queries.figures_through(programme, today=TODAY) == Period.month(2024, 2)
    approved(district, programme)
    open_return(district, programme, office="xa-binh")
    assert queries.figures_through(programme, today=date(2024, 3, 25)) == Period.month(2024, 2)
    assert queries.figures_through(programme, today=date(2024, 3, 26)) == MARCH
    assert first.state == "approved"


def test_without_a_figure_no_month_is_looked_at(district, programme):
    open_return(district, programme)
    assert queries.figures_through(programme, today=date(2024, 12, 1)) is None
    assert queries.standing(programme, today=date(2024, 12, 1)).through is None


def test_a_missing_place_makes_a_total_incomplete_and_not_small(district, programme):
    approved(district, programme, "0", month=Period.month(2024, 1))
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert (verdict.total.value, verdict.total.reported, verdict.total.expected) == (0, 1, 4)
    assert {p.place_code for p in verdict.total.missing} == {"102", "103", "104"}


def test_a_part_of_a_term_target_stands_by_itself(district):
    edition = make_edition(district, period="2021-2025")
    whole, parts = propose_compound(district, edition)
    for part in parts:
        changes = {"term_form": "end_level", "reported_by": "place"}
        edit_targets.edit_target(target=part, changes=changes, by=district.planner, today=TODAY)
    Target.objects.filter(pk=whole.pk).update(term_form="end_level")
    confirm_targets.confirm(targets=[Target.objects.get(pk=whole.pk)], by=district.planner, today=TODAY)
    found = queries.term_standing(edition.programme, today=TODAY)
    assert [row.name for row, _record, _pace in found] == ["Phần 1", "Phần 2"]


def test_a_year_corrected_to_no_data_is_a_year_without_a_figure(district):
    edition = make_edition(district, period="2021-2025")
    target = propose(district, edition, term_form="cumulative", reported_by="place")
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    office = Office.objects.get(code="lao-dong")
    ret = Return.objects.create(
        programme=edition.programme, office=office, place=office.place, period="2021", due=TODAY, state="approved"
    )
    figure(ret, "300")
    ((_row, _record, pace),) = queries.term_standing(edition.programme, today=TODAY)
    assert pace.done == ((2021, Decimal(300)),)
    figure(ret, "0", revision=2)
    ((_row, _record, pace),) = queries.term_standing(edition.programme, today=TODAY)
    assert pace.done == ((2021, Decimal(0)),)
    record(ret, "jobs-created", revision=3, no_data="Chưa kiểm chứng")
    ((_row, _record, pace),) = queries.term_standing(edition.programme, today=TODAY)
    assert pace.done == ()


def test_places_over_a_place_are_those_of_the_day(district):
    places = district.places
    assert queries.places_over(places["101"], TODAY) == [places[c].pk for c in ("101", "100", "10")]
    places["101"].parents.update(last=TODAY - timedelta(days=1))
    assert queries.places_over(places["101"], TODAY) == [places["101"].pk]
    assert "101" not in queries.places_below(places["100"], TODAY)
