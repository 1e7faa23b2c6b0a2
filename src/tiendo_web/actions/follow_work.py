"""Put tasks, obstacles with their remedies, and money on a target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tiendo_web.actions import events, rights
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import Funding, Obstacle, Office, Remedy, Target, Task, User


def add_task(
    *, target: Target, work: str, person: str, office: Office, due: date, product: str, by: User, today: date
) -> Task:
    """Add work with a person, a due date and a product; all are needed (6 rõ)."""
    rights.require(by, "follow_work", target, today=today)
    _require_text(work=work, person=person, product=product)
    with transaction.atomic():
        task = Task.objects.create(
            target=target, work=work.strip(), person=person.strip(), office=office, due=due, product=product.strip()
        )
        facts = {"target": target, "work": task.work, "person": task.person, "due": due, "product": task.product}
        events.log(verb="add_task", subject=task, facts=facts, by=by)
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
    """Say what hinders a target."""
    rights.require(by, "follow_work", target, today=today)
    _require_text(text=text)
    with transaction.atomic():
        obstacle = Obstacle.objects.create(target=target, text=text.strip(), found_on=today, by_office=office)
        events.log(verb="add_obstacle", subject=obstacle, facts={"target": target, "text": obstacle.text}, by=by)
    return obstacle


def add_remedy(*, obstacle: Obstacle, text: str, due: date | None, by: User, today: date) -> Remedy:
    """Say what is done about an obstacle, by when."""
    rights.require(by, "follow_work", obstacle.target, today=today)
    _require_text(text=text)
    with transaction.atomic():
        remedy = Remedy.objects.create(obstacle=obstacle, text=text.strip(), due=due)
        events.log(verb="add_remedy", subject=remedy, facts={"text": remedy.text, "due": due}, by=by)
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
    """Add money of one source, in million VND; None is "not known yet"."""
    rights.require(by, "follow_work", target, today=today)
    _require_text(source=source)
    _require_money(planned=planned, mobilised=mobilised, disbursed=disbursed)
    with transaction.atomic():
        funding = Funding.objects.create(
            target=target, source=source.strip(), planned=planned, mobilised=mobilised, disbursed=disbursed
        )
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
    """Bring the amounts of a source up to date."""
    rights.require(by, "follow_work", funding.target, today=today)
    _require_money(planned=planned, mobilised=mobilised, disbursed=disbursed)
    with transaction.atomic():
        funding = Funding.objects.select_for_update(of=("self",)).get(pk=funding.pk)
        before = _money(funding)
        funding.planned, funding.mobilised, funding.disbursed = planned, mobilised, disbursed
        funding.save()
        events.log(verb="change_funding", subject=funding, facts={"before": before, "after": _money(funding)}, by=by)
    return funding


# --- the parts of the verbs ---------------------------------------------------------------------------------------------


def _require_text(**texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise Refused(_("Còn ô bắt buộc chưa ghi; hãy ghi đủ rồi lưu lại."), field=field)


def _require_money(**amounts: Decimal | None) -> None:
    for field, amount in amounts.items():
        if amount is not None and amount < 0:
            raise Refused(_("Số tiền không được âm."), field=field)


def _money(funding: Funding) -> dict[str, object]:
    return {
        "source": funding.source,
        "planned": funding.planned,
        "mobilised": funding.mobilised,
        "disbursed": funding.disbursed,
    }
