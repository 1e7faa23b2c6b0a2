"""What is stored of the totals: it says what the figures give, follows each approval whole, and gives way where it cannot."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.builders import (
    MARCH,
    TODAY,
    approved,
    conditions,
    everything,
    fill,
    make_edition,
    make_programme,
    one_event,
    open_return,
    propose,
)
from tiendo.model.period import Period
from tiendo_web import clock
from tiendo_web.actions import confirm_targets, editions, events, hand_in_figures, stored_totals
from tiendo_web.records import queries
from tiendo_web.records.models import Event, Membership, Office, Place, PlaceResult, Programme, StoredTotals, Target

JANUARY, FEBRUARY = (Period.month(2024, m) for m in (1, 2))


def as_computed(programme):
    """The standing without anything stored; what was stored is there again afterwards."""
    kept = list(StoredTotals.objects.all())
    StoredTotals.objects.all().delete()
    where = queries.standing(programme, today=TODAY)
    StoredTotals.objects.bulk_create(kept)
    return where


def plain(verdict):
    """All that a verdict says, without who it is made of."""
    total = verdict.total
    added = total and (total.value, total.numerator, total.denominator, total.whole.coverage, total.stands_at)
    owing, named = total and total.owing, total and sorted(total.named)
    parts = tuple(plain(part) for part in verdict.parts)
    return verdict.word, verdict.reasons, verdict.attainment, verdict.actual, verdict.due, added, owing, named, parts


def same_as_computed(programme) -> bool:
    stored, computed = queries.standing(programme, today=TODAY), as_computed(programme)
    assert "tree" not in stored.ground.__dict__ and "tree" in computed.ground.__dict__
    for one, other in zip(stored.verdicts, computed.verdicts, strict=True):
        assert plain(one) == plain(other)
    assert stored.through == computed.through and stored.sample == computed.sample
    return True


# --- the same as the figures give -------------------------------------------------------------------------------------


def test_an_edition_in_force_is_stored_and_read_without_its_figures(district):
    programme = make_programme(district)
    assert StoredTotals.objects.get().target_set == queries.current_set(programme)
    approved(district, programme)
    assert same_as_computed(programme)


def test_every_kind_of_indicator_follows_every_approval(district):
    codes = ("jobs-created", "state-revenue-local", "bhyt-coverage", "ntm-criteria-mean", "poor-households")
    programme = make_programme(district, *codes)
    exact = {"state_revenue_local": "1.25", "ntm_criteria_mean": "17", "poor_households": "40"}
    for month in (JANUARY, FEBRUARY):
        for n, (office, who) in enumerate((("xa-an", "reporter"), ("xa-binh", "reporter_binh"))):
            ret = open_return(district, programme, office, month)
            owed = set(queries.indicators_owed(ret))
            entries = {k.replace("_", "-"): {"value": Decimal(v) + n} for k, v in exact.items()}
            entries["jobs-created"] = {"value": Decimal(7)}
            entries["bhyt-coverage"] = {"numerator": Decimal(90 + n), "denominator": Decimal(100)}
            kept = {code: entry for code, entry in entries.items() if code in owed}
            user = district.users[who]
            ret = hand_in_figures.save_draft(ret=ret, entries=kept, version=ret.version, by=user, today=TODAY)
            ret = hand_in_figures.submit(ret=ret, by=user, today=TODAY)
            hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
            assert stored_totals.differences(programme=programme, today=TODAY) == ()
    assert same_as_computed(programme)


def test_the_office_of_the_whole_district_adds_its_part(district):
    programme = make_programme(district, "state-revenue-local")
    ret = fill(district, open_return(district, programme, "lao-dong"), "officer", state_revenue_local="12.5")
    hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert verdict.total.held_above == Decimal("12.5") and same_as_computed(programme)


def test_a_correction_of_an_earlier_month_changes_all_months_after_it(district, programme):
    first = approved(district, programme, "100", month=JANUARY)
    approved(district, programme, "10", month=MARCH)
    entries = {"jobs-created": {"value": Decimal(70)}}
    by = district.reporter
    ret = hand_in_figures.correct(ret=first, entries=entries, version=first.version, by=by, today=TODAY)
    hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    whole = PlaceResult.objects.filter(above="", month__in=["2024-01", "2024-02", "2024-03"]).order_by("month")
    assert [row.value for row in whole] == [70, 70, 80]
    assert same_as_computed(programme)


@pytest.fixture
def province(district):
    """A programme of the province: communes An, Bình and Xa have reported for March."""
    edition = make_edition(district, period="2024")
    Programme.objects.filter(pk=edition.programme_id).update(place=district.places["10"], slug="long-binh-2024")
    edition.refresh_from_db()
    by = district.users["planner"]
    district.users["planner"].rights.update(office=district.offices["tinh"])
    targets = [propose(district, edition, code, said) for code, said in
               (("jobs-created", "= 2000 lao động"), ("bhyt-coverage", "= 94 %"))]  # fmt: skip
    confirm_targets.confirm(targets=targets, by=by, today=TODAY)
    editions.put_in_force(target_set=edition, by=by, today=TODAY)
    programme = Programme.objects.select_related("place").get(pk=edition.programme_id)
    for code, jobs in (("101", 5), ("102", 7), ("201", 100)):
        place = district.places[code]
        office = Office.objects.filter(place=place).first() or Office.objects.create(
            code="xa-xa", name="UBND xã Xa", place=place
        )
        ret = programme.returns.create(
            office=office, place=place, period="2024-03", due=TODAY, state="submitted", submitted_by=district.reporter
        )
        ret.observations.create(indicator_code="jobs-created", value=jobs)
        ret.observations.create(indicator_code="bhyt-coverage", numerator=9, denominator=10)
        district.users["approver"].rights.update(office=district.offices["tinh"])
        hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    return programme


def test_a_province_adds_up_its_districts_from_their_communes(province):
    jobs, insured = queries.standing(province, today=TODAY).verdicts
    assert [(p.place_code, p.value, p.coverage.expected) for p in jobs.total.places] == [
        ("100", 12, 4),
        ("200", 100, 1),
    ]
    assert (insured.total.numerator, insured.total.denominator) == (27, 30)
    assert stored_totals.differences(programme=province, today=TODAY) == ()
    assert same_as_computed(province)


def test_the_page_of_a_district_shows_its_communes_and_theirs_shows_themselves(client, province, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    Programme.objects.filter(pk=province.pk).update(published=True)

    def told() -> tuple[str, ...]:
        pages = [client.get(reverse("place", args=[code])).content.decode() for code in ("100", "101", "103")]
        return tuple(" ".join(page.partition("<main")[2].split()) for page in pages)

    district, sent, owing = told()
    assert "4 địa bàn trực thuộc" in district and 'href="/dia-ban/103/"' in district
    assert "thiếu số liệu ở 2 chỉ tiêu" in district and "12 lao động" in district
    assert "5 lao động" in sent and "Còn thiếu số liệu ở 2 chỉ tiêu" in owing
    StoredTotals.objects.all().delete()
    assert told() == (district, sent, owing)
    assert client.get(reverse("place", args=["10"])).status_code == 404
    table = client.get(reverse("csv-place", args=["100"])).content.decode()
    assert ";101;" in table or ",101," in table
    assert "201" not in table


# --- whole or not at all ----------------------------------------------------------------------------------------------


def test_an_approval_that_breaks_off_leaves_what_was_stored(district, programme, monkeypatch):
    approved(district, programme, "100", month=FEBRUARY)
    ret = fill(district, open_return(district, programme), jobs_created="30")
    before = everything()

    def breaks(**_given):
        raise OSError("disk full")

    monkeypatch.setattr(events, "log", breaks)
    with pytest.raises(OSError, match="disk full"):
        hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    assert everything() == before


# --- where it gives way -----------------------------------------------------------------------------------------------


def test_when_places_have_changed_since_the_figures_are_added_up(district, programme):
    approved(district, programme)
    new = Place.objects.create(code="105", name="Dương", kind="commune", first=TODAY + timedelta(days=1))
    Membership.objects.create(child=new, parent=district.places["100"], first=TODAY + timedelta(days=1))
    tomorrow = queries.standing(programme, today=TODAY + timedelta(days=1))
    assert tomorrow.verdicts[0].total.expected == 5 and "tree" in tomorrow.ground.__dict__
    today = queries.standing(programme, today=TODAY)
    assert today.verdicts[0].total.expected == 4 and "tree" not in today.ground.__dict__


def test_a_return_of_a_month_that_has_begun_since_stores_that_month(district, programme):
    approved(district, programme, "100", month=MARCH)
    later = date(2024, 4, 25)
    (ret,) = hand_in_figures.open_returns(
        programme=programme, month=Period.month(2024, 4), offices=[district.offices["xa-an"]], due=later,
        by=district.planner, today=later,
    )  # fmt: skip
    user = district.reporter
    ret = hand_in_figures.save_draft(
        ret=ret, entries={"jobs-created": {"value": Decimal(1)}}, version=ret.version, by=user, today=later
    )
    ret = hand_in_figures.submit(ret=ret, by=user, today=later)
    hand_in_figures.approve(ret=ret, by=district.approver, today=later)
    assert PlaceResult.objects.get(above="", month="2024-04").value == 101


def test_a_plan_of_a_term_stores_nothing(district):
    edition = make_edition(district, period="2021-2025")
    target = propose(district, edition, "jobs-created", term_form="cumulative", conditions=conditions("= 9 lao động"))
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    assert not StoredTotals.objects.exists()


def test_a_new_edition_takes_the_place_of_the_one_before(district, programme):
    approved(district, programme)
    edition = make_edition(district, edition=2)
    target = propose(district, edition, "jobs-created", "= 3000 lao động")
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    assert {row.target_id for row in PlaceResult.objects.all()} == {target.pk}
    assert same_as_computed(programme)


# --- checked every night ----------------------------------------------------------------------------------------------


def test_what_was_altered_is_found_told_and_put_right(district, programme):
    approved(district, programme, "100")
    PlaceResult.objects.filter(above="", month="2024-03").update(value=Decimal("100.5"))
    with one_event("mend_totals") as said:
        (found,) = stored_totals.check_all(today=TODAY)
    assert (found.place_code, found.month, found.column) == ("100", "2024-03", "value")
    assert Decimal(found.stored) == Decimal("100.5") and Decimal(found.computed) == 100
    assert said.facts["count"] == 1
    assert stored_totals.check_all(today=TODAY) == ()


def test_rows_that_are_missing_or_too_many_are_found(district, programme):
    approved(district, programme, "100")
    PlaceResult.objects.filter(place_code="101", month="2024-03").update(place_code="999")
    assert {(d.place_code, d.column) for d in stored_totals.differences(programme=programme, today=TODAY)} == {
        ("101", ""),
        ("999", ""),
    }
    stored_totals.check_all(today=TODAY)


def test_what_is_not_stored_is_stored_at_night_without_an_event(district, programme):
    Programme.objects.filter(pk=programme.pk).update(published=True)
    StoredTotals.objects.all().delete()
    last = Event.objects.count()
    assert stored_totals.check_all(today=TODAY) == ()
    assert StoredTotals.objects.exists() and Event.objects.count() == last


# --- a page asks the same, however many places there are --------------------------------------------------------------


def test_the_page_of_a_target_asks_as_much_for_many_places(client, district, programme, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    approved(district, programme)
    target = Target.objects.get()

    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("target", args=[target.pk])).status_code == 200
        return len(caught)

    asked()
    few = asked()
    for n in range(20):
        place = Place.objects.create(code=f"15{n:02}", name=f"Xã {n}", kind="commune")
        Membership.objects.create(child=place, parent=district.places["100"])
    stored_totals.make_again(programme=programme, today=TODAY)
    assert asked() == few
