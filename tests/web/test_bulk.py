"""A programme judged in bulk from its rows says what its pages say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from django.db import connection

from tests.web.builders import conditions, make_edition
from tiendo.catalogue.load import load_catalogue
from tiendo.judging.bulk import LEFT, WORDS
from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import load_demo
from tiendo_web.records import queries
from tiendo_web.records.columns import read_columns
from tiendo_web.records.models import Condition, Observation, Place, Programme, Return, Target
from tiendo_web.records.queries.bulk import bulk_standing, bulk_standings

CATALOGUE = load_catalogue()
TODAY = date(2024, 7, 20)


@pytest.fixture
def edition(district):
    """Two targets for the district and one for a commune; half a year of returns of two communes and the town."""
    edition = make_edition(district)
    edition.in_force = True
    edition.save()
    for n, (code, place, said, by) in enumerate(
        (
            ("jobs-created", "100", ">= 600 lao động", "children"),
            ("bhyt-coverage", "100", ">= 94 %", "children"),
            ("jobs-created", "101", ">= 300 lao động", "place"),
            ("grdp-growth", "100", ">= 7 %", "place"),
        ),
        start=1,
    ):
        target = Target.objects.create(
            target_set=edition, number=str(n), ordinal=n, name=code, place=district.places[place], period="2024",
            indicator_code=code, state="confirmed", reported_by=by, clock="administrative",
            frequency="quarterly" if code == "grdp-growth" else "monthly",
        )  # fmt: skip
        Condition.objects.create(target=target, ordinal=1, **conditions(said)[0])
    for office in ("xa-an", "xa-binh", "thi-tran", "lao-dong"):
        for month in range(1, 7):
            place = district.offices[office].place
            ret = Return.objects.create(
                programme=edition.programme, office=district.offices[office], place=place, period=f"2024-{month:02d}",
                due=date(2024, month, 25), state="approved", approved_at=f"2024-0{month}-26T00:00+07:00",
            )  # fmt: skip
            if office == "lao-dong":
                figure(ret, "grdp-growth", value="6.81")
                continue
            figure(ret, "jobs-created", value="40")
            figure(ret, "jobs-created", value="55.0", revision=2)
            figure(ret, "jobs-created", value="9000", revision=3, approved=False)
            figure(ret, "bhyt-coverage", numerator="950", denominator="1000")
    return edition


def figure(ret, code, **amounts):
    exact = {n: Decimal(amounts.pop(n)) for n in ("value", "numerator", "denominator") if n in amounts}
    return Observation.objects.create(owed_in=ret, indicator_code=code, **{"approved": True, **exact, **amounts})


def compare(programme, today) -> int:
    """How many of the targets are left; the others are as `standing` has them."""
    found = bulk_standing(programme, today=today, catalogue=CATALOGUE)
    where, left = queries.standing(programme, today=today), 0
    for pk, word, ratio in zip(found.targets.tolist(), found.judged.word, found.judged.attainment):
        verdict = where.verdict(str(pk))
        if word == LEFT:
            left += 1
            continue
        assert WORDS[word] is verdict.word, (verdict.target.number, WORDS[word], verdict.word)
        expected = np.nan if verdict.attainment is None else float(verdict.attainment)
        assert np.isclose(ratio, expected, rtol=1e-12, equal_nan=True), (verdict.target.number, ratio, expected)
    return left


@pytest.mark.parametrize("today", [TODAY, date(2025, 2, 1), date(2024, 1, 3)])
def test_bulk_says_what_the_page_says(edition, today):
    assert compare(edition.programme, today) == 0
    assert len(bulk_standing(edition.programme, today=today, catalogue=CATALOGUE).targets) == 4


def test_figures_of_the_statistics_office_and_by_another_definition_change_nothing_they_should_not(edition):
    before = bulk_standing(edition.programme, today=TODAY, catalogue=CATALOGUE).judged
    for row in Observation.objects.filter(indicator_code="jobs-created", revision=2):
        figure(row.owed_in, "jobs-created", value="700", revision=9, provider="statistics")
    after = bulk_standing(edition.programme, today=TODAY, catalogue=CATALOGUE).judged
    assert after.word.tolist() == before.word.tolist() and np.array_equal(
        after.attainment, before.attainment, equal_nan=True
    )
    assert compare(edition.programme, TODAY) == 0
    some = Observation.objects.filter(indicator_code="jobs-created", owed_in__place__code="101").first()
    Observation.objects.filter(pk=some.pk).update(definition="another")
    assert compare(edition.programme, TODAY) == 2  # those of the commune and of the district


def test_the_best_vintage_is_taken_where_the_programme_says_so(edition):
    Observation.objects.filter(revision=1).update(vintage=3)
    Programme.objects.update(counting="best_vintage")
    assert compare(Programme.objects.get(), TODAY) == 0


def test_what_has_more_than_one_plain_condition_is_left(edition):
    target = Target.objects.get(number="1")
    Condition.objects.create(target=target, ordinal=2, **conditions("<= 900 lao động")[0])
    Condition.objects.filter(target__number="2").update(keep=True)
    assert compare(edition.programme, TODAY) == 2


def test_a_place_that_has_ended_leaves_everything_to_the_exact_path(edition):
    Place.objects.filter(code="102").update(last=date(2024, 5, 31))
    found = bulk_standing(edition.programme, today=TODAY, catalogue=CATALOGUE)
    assert (found.judged.word == LEFT).all()


def test_before_anything_is_sent_there_is_no_data(edition):
    Observation.objects.all().delete()
    Return.objects.all().delete()
    (found,) = bulk_standings([edition.programme], today=TODAY, catalogue=CATALOGUE)
    assert {WORDS[word] for word in found.judged.word} == {VerdictWord.NO_DATA}
    assert compare(edition.programme, TODAY) == 0


@pytest.mark.django_db
def test_the_demonstration_in_bulk():
    load_demo.load_demo()
    programme = Programme.objects.get(period="2024", place__code=load_demo_place())
    left = compare(programme, load_demo.DAY)
    confirmed = Target.objects.filter(target_set__programme=programme, target_set__in_force=True, state="confirmed")
    assert 0 < left < confirmed.count()


def load_demo_place() -> str:
    return Programme.objects.filter(sample=True, period="2024").order_by("pk").first().place.code


def test_a_text_that_holds_the_parting_sign_is_refused(db):
    with pytest.raises(ValueError, match="parts the rows"), connection.cursor():
        read_columns({"x": "'a' || char(31) || 'b'" if connection.vendor == "sqlite" else "'a' || chr(31) || 'b'"}, "")


def test_columns_are_read_in_the_order_of_their_rows_and_empty_is_absent(db):
    rows = "FROM (SELECT 1 AS n, 'một' AS word UNION ALL SELECT 2, '' UNION ALL SELECT 3, NULL) AS t"
    read = read_columns({"n": "n", "word": "word"}, rows)
    assert dict(zip(read["n"].to_pylist(), read["word"].to_pylist())) == {"1": "một", "2": None, "3": None}
    assert read_columns({"n": "n"}, f"{rows} WHERE n > 9")["n"].to_pylist() == []
    usual = {"word": ("coalesce(word, '')", "một")}
    assert read_columns({"n": "n"}, f"{rows} WHERE n = 1", usual=usual)["word"].to_pylist() == ["một"]
    assert set(read_columns({"n": "n"}, rows, usual=usual)["word"].to_pylist()) == {"một", None}
