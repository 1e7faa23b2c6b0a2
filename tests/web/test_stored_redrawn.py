"""What is stored of the totals where places were redrawn: late returns of places that have ended, acts of an earlier year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest

from tests.web.builders import MARCH, TODAY, approved, fill, make_programme, open_return, propose
from tests.web.builders import make_edition as edition_of
from tests.web.test_redraw_places import ACTS, MERGE, active
from tiendo_web.actions import confirm_targets, editions, hand_in_figures, redraw_places, stored_totals
from tiendo_web.records import queries
from tiendo_web.records.models import PlaceResult, Redrawing, StoredTotals

LATER = date(2024, 4, 10)


def late(district, programme, act) -> tuple[Decimal | None, ...]:
    """Of the total on a day after the act, when the March return of An came in after it: stored or not, and added up."""
    ret = fill(district, open_return(district, programme), jobs_created="100")
    active(district, act)
    stored_totals.make_again(programme=programme, today=LATER)
    assert StoredTotals.objects.exists()
    hand_in_figures.approve(ret=ret, by=district.approver, today=LATER)
    assert stored_totals.differences(programme=programme, today=LATER) == ()
    shown = queries.standing(programme, today=LATER).verdicts[0].total.value
    StoredTotals.objects.all().delete()
    return shown, queries.standing(programme, today=LATER).verdicts[0].total.value


@pytest.mark.parametrize("act", ACTS)
def test_a_late_return_of_a_place_that_has_ended_counts_for_those_that_came_of_it(district, programme, act):
    shown, added_up = late(district, programme, ACTS[act])
    assert shown == added_up


def test_the_code_of_a_place_that_has_ended_brings_its_figures_to_no_other(district, programme):
    """The new place has the code of an old one and has sent nothing yet; the old one could give no figure."""
    ret = open_return(district, programme)
    entries = {"jobs-created": {"no_data": "Chưa có số"}}
    ret = hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=district.reporter, today=TODAY)
    ret = hand_in_figures.submit(ret=ret, by=district.reporter, today=TODAY)
    hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    active(district, MERGE)
    assert not StoredTotals.objects.exists()
    stored_totals.make_again(programme=programme, today=LATER)
    entries = {"jobs-created": {"value": Decimal(3)}}
    ret.refresh_from_db()
    ret = hand_in_figures.correct(ret=ret, entries=entries, version=ret.version, by=district.reporter, today=LATER)
    hand_in_figures.approve(ret=ret, by=district.approver, today=LATER)
    assert stored_totals.differences(programme=programme, today=LATER) == ()
    where = queries.standing(programme, today=LATER)
    assert where.verdicts[0].total.value == 3 and not where.stored


def test_an_act_that_is_taken_back_leaves_nothing_stored_of_its_places(district, programme):
    approved(district, programme)
    active(district, MERGE)
    stored_totals.make_again(programme=programme, today=TODAY)
    redraw_places.undo(redrawing=Redrawing.objects.get(), by=district.planner, today=TODAY)
    assert not StoredTotals.objects.exists() and not PlaceResult.objects.exists()


def test_after_the_year_of_an_act_nothing_is_said_for_other_places_any_more(district, monkeypatch):
    make_programme(district)
    active(district, MERGE)
    day = date(2025, 3, 20)
    edition = edition_of(district, period="2025")
    target = propose(district, edition)
    confirm_targets.confirm(targets=[target], by=district.planner, today=day)
    editions.put_in_force(target_set=edition, by=district.planner, today=day)
    ret = edition.programme.returns.create(
        office=district.offices["xa-cat"], place=district.places["103"], period="2025-02", due=day, state="submitted"
    )
    ret.observations.create(indicator_code="jobs-created", value=5)
    hand_in_figures.approve(ret=ret, by=district.approver, today=day)
    sent = queries.approved_observations(edition.programme)
    assert queries.on_places(sent, day) == sent

    def asked() -> None:
        raise AssertionError("All places of all days were loaded.")

    monkeypatch.setattr(import_module("tiendo_web.records.queries.place_history"), "place_history", asked)
    where = queries.standing(edition.programme, today=day)
    assert where.stored and where.verdicts[0].total.value == 5 and where.observations == sent
    assert stored_totals.differences(programme=edition.programme, today=day) == ()


def test_before_the_act_holds_a_return_is_followed_as_ever(district, programme):
    active(district, MERGE)
    stored_totals.make_again(programme=programme, today=TODAY)
    approved(district, programme, "100", month=MARCH)
    assert queries.standing(programme, today=TODAY).stored
    assert PlaceResult.objects.get(above="", month="2024-03").value == 100
