"""The archive carries everything over, on both databases."""

from __future__ import annotations

import pytest
from django.db import transaction

from tiendo_web.actions import events, keep_safe, load_demo
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Event, Observation, Right, Target, User


@pytest.mark.django_db(transaction=True)
def test_archive_restores_every_row_exactly(tmp_path):
    load_demo.load_demo()
    file = tmp_path / "kept.jsonl.gz"
    kept = keep_safe.backup(file=file)
    figures = list(Observation.objects.order_by("pk").values_list("pk", "value", "numerator", "named", "no_data"))
    coordinating = {t.pk: sorted(t.coordinating.values_list("code", flat=True)) for t in Target.objects.all()}
    Observation.objects.all().delete()
    Right.objects.all().delete()

    assert keep_safe.restore(file=file) == kept

    assert (
        list(Observation.objects.order_by("pk").values_list("pk", "value", "numerator", "named", "no_data")) == figures
    )
    assert {t.pk: sorted(t.coordinating.values_list("code", flat=True)) for t in Target.objects.all()} == coordinating
    assert events.verify_log() is None
    assert User.objects.create(username="moi").pk > 0  # new rows get free numbers


@pytest.mark.django_db(transaction=True)
def test_a_broken_event_log_is_not_backed_up_as_whole(tmp_path):
    user = User.objects.create(username="ai")
    for _n in range(6):
        with transaction.atomic():
            events.log(verb="try", subject=user, facts={}, by=None, name="thử")
    Event.objects.filter(number=5).update(by_name="ai đó")
    with pytest.raises(Refused, match="sự kiện số 5"):
        keep_safe.backup(file=tmp_path / "kept.jsonl.gz")
    assert not list(tmp_path.iterdir())
