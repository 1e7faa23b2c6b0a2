"""Approvals at the same moment as other approvals, and as whatever makes the stored totals: none is lost, nobody waits in
a circle, and the nightly look takes no approval for a fault."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from tests.web.builders import (
    MARCH,
    TODAY,
    District,
    make_edition,
    make_programme,
    propose,
    submitted_by_many,
)
from tests.web.test_redraw_places import MERGE, draft
from tests.web.together import at_once
from tiendo_web.actions import (
    choose_counting,
    confirm_targets,
    edit_targets,
    editions,
    hand_in_figures,
    redraw_places,
    stored_totals,
)
from tiendo_web.records import queries
from tiendo_web.records.models import Event, PlaceResult, Programme, Return, StoredTotals, Target

pytestmark = pytest.mark.django_db(transaction=True)


def approving(district: District, ret: Return) -> Callable[[], Return]:
    return lambda: hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)


def whole(programme: Programme, month: str = MARCH.code) -> Decimal | None:
    assert stored_totals.differences(programme=programme, today=TODAY) == ()
    shown = queries.current_set(programme)
    return PlaceResult.objects.get(target__target_set=shown, above="", month=month).value


def in_between(first: Callable[[], Any], second: Callable[[], Any]) -> None:
    """`second` begins when `first` has done its work and not yet ended its transaction."""
    done, errors = Signal(), []

    def slow() -> None:
        try:
            with transaction.atomic():
                first()
                done.set()
                Signal().wait(0.4)  # the other one has long begun by then
        except Exception as failed:
            errors.append(failed)
        finally:
            done.set()
            connection.close()

    def quick() -> None:
        done.wait(20)
        try:
            second()
        except Exception as failed:
            errors.append(failed)
        finally:
            connection.close()

    threads = [Thread(target=slow), Thread(target=quick)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not errors and not any(thread.is_alive() for thread in threads)


@pytest.mark.parametrize("times", [2, 8])
def test_approvals_of_different_communes_at_once_are_all_in_the_total(shared, times):
    programme = make_programme(shared)
    returns = submitted_by_many(shared, programme, times)
    assert whole(programme) is None
    at_once(*(approving(shared, ret) for ret in returns))
    assert whole(programme) == sum(2**n for n in range(times))


def test_approvals_while_everything_is_made_again_and_checked(shared):
    programme = make_programme(shared)
    target = Target.objects.get()
    returns = submitted_by_many(shared, programme, 6)

    def again() -> None:
        stored_totals.make_again(programme=programme, today=TODAY)

    def check() -> None:
        stored_totals.check_all(today=TODAY)

    def count() -> None:
        for how in ("best_vintage", "newest", "best_vintage"):
            choose_counting.choose_counting(programme=programme, counting=how, by=shared.planner, today=TODAY)

    def often() -> None:
        for how in ("quarterly", "monthly"):
            changes = {"frequency": how}
            edit_targets.edit_target(target=target, changes=changes, by=shared.planner, today=TODAY)

    at_once(*(approving(shared, ret) for ret in returns), again, check, count, often, again)
    assert whole(programme) == 63
    assert not Event.objects.filter(verb="mend_totals").exists()


def test_an_approval_while_results_are_stored_for_the_first_time_is_in_them(shared):
    programme = make_programme(shared)
    (ret,) = submitted_by_many(shared, programme, 1)
    stored_totals.forget(target_set=queries.current_set(programme))
    in_between(lambda: stored_totals.make_again(programme=programme, today=TODAY), approving(shared, ret))
    assert whole(programme) == 1


def test_an_approval_while_another_edition_comes_into_force_is_in_that(shared):
    programme = make_programme(shared)
    second = make_edition(shared, edition=2)
    confirm_targets.confirm(targets=[propose(shared, second)], by=shared.planner, today=TODAY)
    (ret,) = submitted_by_many(shared, programme, 1)
    in_between(lambda: editions.put_in_force(target_set=second, by=shared.planner, today=TODAY), approving(shared, ret))
    assert StoredTotals.objects.get().target_set == second and whole(programme) == 1


def test_an_approval_while_another_figure_is_chosen_goes_by_that(shared):
    programme = make_programme(shared)
    (ret,) = submitted_by_many(shared, programme, 1)
    ret.observations.update(vintage=3)
    hand_in_figures.approve(ret=ret, by=shared.approver, today=TODAY)
    entries = {"jobs-created": {"value": Decimal(70), "vintage": 1}}
    ret.refresh_from_db()
    ret = hand_in_figures.correct(ret=ret, entries=entries, version=ret.version, by=shared.reporter, today=TODAY)
    in_between(
        lambda: choose_counting.choose_counting(
            programme=programme, counting="best_vintage", by=shared.planner, today=TODAY
        ),
        approving(shared, ret),
    )
    programme.refresh_from_db()
    assert whole(programme) == 1  # the official figure, not the later estimate


def test_what_is_stored_while_places_are_redrawn_is_not_that_of_the_old_ones(shared):
    programme = make_programme(shared)
    approving(shared, submitted_by_many(shared, programme, 1)[0])()
    act = draft(shared, MERGE)
    in_between(
        lambda: stored_totals.make_again(programme=programme, today=TODAY),
        lambda: redraw_places.activate(redrawing=act, by=shared.planner, today=TODAY),
    )
    assert not StoredTotals.objects.exists()


def test_an_approval_during_the_nightly_look_is_no_difference(shared, monkeypatch):
    programme = make_programme(shared)
    (ret,) = submitted_by_many(shared, programme, 1)
    computed, approvals = stored_totals._computed, [approving(shared, ret)]

    def slowly(*asked: Any) -> Any:
        for one in computed(*asked):
            if approvals:  # after the figures were added up, before what is stored is read
                at_once(approvals.pop())
            yield one

    monkeypatch.setattr(stored_totals, "_computed", slowly)
    assert stored_totals.check_all(today=TODAY) == () and not approvals
    assert not Event.objects.filter(verb="mend_totals").exists()
    assert whole(programme) == 1
