"""The demonstration: made the same each time, loaded once, and with something of everything to look at."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import events, load_demo
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Observation, Place, Programme, Return, StoredTotals, Target, User

TODAY = load_demo.DAY


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for the module and taken away again."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield load_demo.load_demo()
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def annual(loaded, db):
    return Programme.objects.get(period="2024", place__code="800")


# First, while the database is still empty: the module's fixture keeps the demonstration until the end.
@pytest.mark.django_db
def test_a_real_programme_is_never_mixed_with_the_demonstration():
    place = Place.objects.create(code="1", name="Thật", kind="district", first=date(2020, 1, 1))
    Programme.objects.create(slug="that", title="Thật", title_en="Real", place=place, period="2024")
    with pytest.raises(Refused, match="chương trình thật"):
        load_demo.load_demo()
    assert not User.objects.exists()


def test_generator_writes_the_files_that_are_kept(tmp_path):
    names = ("returns.csv", "figures.csv", "neighbours.csv")
    kept = {name: (settings.ROOT / "demo" / name).read_bytes() for name in names}
    for script in ("generate.py", "generate_neighbours.py"):
        source = (settings.ROOT / "demo" / script).read_text(encoding="utf-8")
        (tmp_path / script).write_text(source, encoding="utf-8")
        subprocess.run([sys.executable, tmp_path / script], check=True)
    assert {name: (tmp_path / name).read_bytes() for name in kept} == kept


def test_every_person_can_log_in_once_told(annual, loaded):
    assert sorted(login.role for login in loaded) == sorted(
        ["planner", "planner", "reporter", "approver", "leader", "editor", "auditor"]
    )
    for login in loaded:
        user = User.objects.get(username=login.username)
        assert user.check_password(login.password) and login.password not in user.password


def test_loading_again_changes_nothing(annual):
    before = (Observation.objects.count(), Return.objects.count(), User.objects.count())
    assert load_demo.load_demo() == ()
    assert (Observation.objects.count(), Return.objects.count(), User.objects.count()) == before


def test_verdicts_are_a_real_spread(annual):
    standing = queries.standing(annual, today=TODAY)
    assert len(standing.verdicts) == 8 and standing.still_to_enter == 9
    for word in (VerdictWord.OFF_TRACK, VerdictWord.AT_RISK, VerdictWord.ON_TRACK, VerdictWord.CANNOT_JUDGE):
        assert standing.counts[word] >= 1, word
    assert not any(v.closed for v in standing.verdicts)


def test_jobs_name_the_places_that_are_missing(annual):
    standing = queries.standing(annual, today=TODAY)
    jobs = next(v for v in standing.verdicts if v.target.indicator_code == "jobs-created")
    assert {p.place_code for p in jobs.total.missing} == {"27886", "27895"}
    assert (jobs.total.reported, jobs.total.expected) == (9, 11)


def test_awkward_cases_are_there(annual):
    states = dict(Return.objects.filter(period="2024-10").values_list("office__code", "state"))
    assert states["xa-thuy-tay"] == states["xa-tan-hiep"] == "open"
    assert states["xa-thuan-nghia-hoa"] == "submitted" and states["xa-thanh-phuoc"] == "returned"
    late = Return.objects.get(office__code="xa-thuy-tay", period="2024-03")
    assert late.state == "open" and late.due < TODAY
    jobs = Observation.objects.filter(indicator_code="jobs-created")
    assert jobs.filter(value="0").exists() and jobs.exclude(no_data="").exists()
    assert set(
        jobs.filter(owed_in__office__code="xa-tan-tay", owed_in__period="2024-05").values_list("revision", flat=True)
    ) == {1, 2}


def test_reporter_sees_march_first(annual):
    reporter = User.objects.get(username="baocao")
    assert [r.period for r in queries.returns_due(reporter, today=TODAY)] == ["2024-03", "2024-10"]


def test_term_plan_has_its_three_forms(annual):
    paces = queries.term_standing(annual.term, today=TODAY)
    assert {record.term_form.value for _row, record, _pace in paces} == {"average", "cumulative", "end_level"}
    assert all(pace.needed_per_year is not None for _row, _record, pace in paces)


def test_all_figures_are_marked_as_sample(annual):
    assert not Observation.objects.filter(sample=False).exists()
    assert not Programme.objects.filter(sample=False).exists()


def test_event_log_is_whole(annual):
    assert events.verify_log() is None


# --- what is stored of the totals -------------------------------------------------------------------------------------


def addresses() -> list[str]:
    """Every public page and text file that tells of a total, of all programmes, targets and places."""
    programmes = list(Programme.objects.filter(published=True))
    of_programme = ("programme", "report", "csv-progress", "csv-term", "csv-work", "closing", "csv-closing")
    found = [reverse(name) for name in ("home", "programmes", "places", "map", "data")]
    found += [reverse(name, args=[p.slug]) for p in programmes for name in of_programme]
    targets = Target.objects.filter(state="confirmed", target_set__in_force=True).order_by("pk")
    found += [reverse(name, args=[t.pk]) for t in targets for name in ("target", "csv-target", "csv-providers")]
    found += [f"{reverse('map')}?chi-tieu={t.pk}" for t in targets[::4]]
    codes = sorted({code for p in programmes for code in queries.places_below(p.place, TODAY)})
    found += [reverse("csv-place", args=[code]) for code in codes[::5]]  # every one says each target again
    return found + [reverse("place", args=[code]) for code in codes]


def test_pages_and_files_say_the_same_whether_totals_are_stored_or_added_up(client, annual, settings):
    settings.TIENDO_TODAY = TODAY
    asked = addresses()

    def told() -> dict[str, tuple[int, bytes]]:
        answers = {address: client.get(address) for address in asked}
        return {address: (answer.status_code, answer.content) for address, answer in answers.items()}

    assert queries.standing(annual, today=TODAY).stored
    stored = told()
    StoredTotals.objects.all().delete()
    assert not queries.standing(annual, today=TODAY).stored
    computed = told()
    assert [address for address in asked if stored[address] != computed[address]] == []
    found = [address for address in asked if stored[address][0] == 200]
    assert len(found) > 60 and {status for status, _content in stored.values()} == {200, 404}
