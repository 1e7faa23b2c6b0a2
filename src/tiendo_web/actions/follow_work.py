"""Put tasks, obstacles with their remedies, and money on a target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import checked, events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Funding, Obstacle, Office, Remedy, Target, Task, User


def add_task(
    *, target: Target, work: str, person: str, office: Office, due: date, product: str, by: User, today: date
) -> Task:
    """Add work with a person, a due date and a product; all are needed (6 rõ). The same open task twice is one."""
    rights.require(by, "follow_work", target, today=today)
    checked.office_of(target, office, today=today)
    said = {
        "work": _needed(work, "work"),
        "person": _needed(person, "person", longest=120),
        "product": _needed(product, "product", longest=300),
        "office": office,
        "due": due,
    }
    with transaction.atomic():
        _lock(target)
        if sent := Task.objects.filter(target=target, done_on=None, **said).first():
            return sent
        task = Task.objects.create(target=target, **said)
        events.log(verb="add_task", subject=task, facts={"target": target, **said}, by=by)
    return task


def finish_task(*, task: Task, by: User, today: date) -> Task:
    """Say that a task is done today."""
    rights.require(by, "follow_work", task.target, today=today)
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        if task.done_on:
            raise Refused(_("Nhiệm vụ này đã hoàn thành."))
        task.done_on = today
        task.save(update_fields=["done_on"])
        events.log(verb="finish_task", subject=task, facts={"work": task.work, "done_on": today}, by=by)
    return task


def add_obstacle(*, target: Target, text: str, office: Office, by: User, today: date) -> Obstacle:
    """Say what hinders a target. The same said twice on a day is one."""
    rights.require(by, "follow_work", target, today=today)
    checked.office_of(target, office, today=today)
    said = {"text": _needed(text, "text"), "found_on": today, "by_office": office}
    with transaction.atomic():
        _lock(target)
        if sent := Obstacle.objects.filter(target=target, **said).first():
            return sent
        obstacle = Obstacle.objects.create(target=target, **said)
        events.log(verb="add_obstacle", subject=obstacle, facts={"target": target, **said}, by=by)
    return obstacle


def add_remedy(*, obstacle: Obstacle, text: str, due: date | None, by: User, today: date) -> Remedy:
    """Say what is done about an obstacle, by when. The same said twice is one."""
    rights.require(by, "follow_work", obstacle.target, today=today)
    said = {"text": _needed(text, "text"), "due": due}
    with transaction.atomic():
        Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
        if sent := Remedy.objects.filter(obstacle=obstacle, done_on=None, **said).first():
            return sent
        remedy = Remedy.objects.create(obstacle=obstacle, **said)
        events.log(verb="add_remedy", subject=remedy, facts={"obstacle": obstacle.pk, **said}, by=by)
    return remedy


def finish_remedy(*, remedy: Remedy, by: User, today: date) -> Remedy:
    """Say that a remedy was carried out today."""
    rights.require(by, "follow_work", remedy.obstacle.target, today=today)
    with transaction.atomic():
        remedy = Remedy.objects.select_for_update(of=("self",)).get(pk=remedy.pk)
        if remedy.done_on:
            raise Refused(_("Giải pháp này đã thực hiện xong."))
        remedy.done_on = today
        remedy.save(update_fields=["done_on"])
        events.log(verb="finish_remedy", subject=remedy, facts={"text": remedy.text, "done_on": today}, by=by)
    return remedy


def add_funding(
    *,
    target: Target,
    source: str,
    planned: Decimal | None,
    mobilised: Decimal | None,
    disbursed: Decimal | None,
    by: User,
    today: date,
) -> Funding:
    """Add money of one source, in million VND; None is "not known yet". A source stands once on a target, so that its
    money is not counted twice; its amounts are brought up to date with `change_funding`."""
    rights.require(by, "follow_work", target, today=today)
    source = _needed(source, "source", longest=200)
    money = _amounts(planned=planned, mobilised=mobilised, disbursed=disbursed)
    with transaction.atomic():
        _lock(target)
        if Funding.objects.filter(target=target, source=source).exists():
            raise Refused(_("Nguồn này đã có trên chỉ tiêu; hãy cập nhật số tiền của nó."), field="source")
        funding = Funding.objects.create(target=target, source=source, **money)
        events.log(verb="add_funding", subject=funding, facts={"target": target, **_money(funding)}, by=by)
    return funding


def change_funding(
    *,
    funding: Funding,
    planned: Decimal | None,
    mobilised: Decimal | None,
    disbursed: Decimal | None,
    by: User,
    today: date,
) -> Funding:
    """Bring the amounts of a source up to date. Changing nothing writes no event."""
    rights.require(by, "follow_work", funding.target, today=today)
    money = _amounts(planned=planned, mobilised=mobilised, disbursed=disbursed)
    with transaction.atomic():
        funding = Funding.objects.select_for_update(of=("self",)).get(pk=funding.pk)
        before = _money(funding)
        for name, amount in money.items():
            setattr(funding, name, amount)
        funding.save(update_fields=list(money))
        if (after := _money(funding)) != before:
            events.log(verb="change_funding", subject=funding, facts={"before": before, "after": after}, by=by)
    return funding


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _lock(target: Target) -> None:
    """Two requests about one target wait for each other, so the second sees what the first wrote."""
    Target.objects.select_for_update(of=("self",)).get(pk=target.pk)


def _needed(text: str, field: str, *, longest: int = checked.LONGEST_TEXT) -> str:
    sentence = _("Còn ô bắt buộc chưa ghi; hãy ghi đủ rồi lưu lại.")
    return checked.needed_text(text, field=field, sentence=sentence, longest=longest)


def _amounts(**amounts: Decimal | None) -> dict[str, Decimal | None]:
    for field, amount in amounts.items():
        if (known := checked.number(amount, field=field)) is not None and known < 0:
            raise Refused(_("Số tiền không được âm."), field=field)
    return amounts


def _money(funding: Funding) -> dict[str, object]:
    return {
        "source": funding.source,
        "planned": funding.planned,
        "mobilised": funding.mobilised,
        "disbursed": funding.disbursed,
    }
