"""Load the demonstration programme of demo/: places, offices, people, plans, figures, work; all or nothing.

The plan goes the way a planner's would: read, propose, correct, confirm, share out, put in force. Of the returns, those of
the last two months and every awkward one go through the verbs of `hand_in_figures`; the older ones, approved long ago,
are written in bulk with one event each.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tiendo.model.period import Period
from tiendo_web.actions import (
    add_person,
    begin,
    circulate,
    comment,
    confirm_targets,
    demand_explanation,
    edit_targets,
    editions,
    events,
    follow_work,
    grant_right,
    hand_in_figures,
    kept_texts,
    load_demo_neighbours,
    publish_article,
    read_plan,
    share_out,
    stored_totals,
    sub_rows,
)
from tiendo_web.actions.refused import Refused
from tiendo_web.records.models import (
    Comment,
    Directive,
    Funding,
    Observation,
    Obstacle,
    Office,
    Programme,
    Return,
    Target,
    TargetSet,
    Task,
    User,
)

DAY = date(2024, 10, 20)  # the day on which the demonstration stands still
FOLDER = settings.ROOT / "demo"
_LAUNCH = date(2023, 12, 29)
_AUTHOR = "Ban biên tập trình diễn"  # nobody's name: the article is written for the demonstration
_THROUGH_THE_VERBS = frozenset({"2024-09", "2024-10"})


@dataclass(frozen=True)
class Login:
    """One person who may log in; the password is known here and nowhere else, and is not kept."""

    username: str
    full_name: str
    role: str
    password: str


def load_demo(*, folder: Path = FOLDER, today: date = DAY) -> tuple[Login, ...]:
    """Load everything and return the logins; () when the demonstration is there already.

    Raises Refused when the database holds a programme that is not a demonstration: the two are never mixed.
    """
    if Programme.objects.filter(sample=True).exists():
        return ()
    if Programme.objects.exists():
        raise Refused(
            _("Cơ sở dữ liệu đã có chương trình thật nên không nạp dữ liệu trình diễn; hãy dùng một TIENDO_VAR khác.")
        )
    with transaction.atomic():
        places = begin.load_places((folder / "places.csv").read_bytes(), "places.csv")
        offices = begin.load_offices((folder / "offices.csv").read_bytes(), "offices.csv", places)
        nearby = load_demo_neighbours.places_and_offices(folder)
        logins, people = _load_people(folder, {**nearby, **offices})
        reporters = _load_reporters(folder, offices, people)
        load = _Loading(folder, json.loads((folder / "targets.json").read_text(encoding="utf-8")), offices, people)
        _load_term(load)
        programme = _load_annual(load)
        _load_returns(load, programme, reporters)
        _load_work(load, programme)
        _load_article(load, programme, today=today)
        load_demo_neighbours.load_neighbours(folder, load.plan["neighbours"], nearby)
        for loaded in Programme.objects.all():
            stored_totals.make_again(programme=loaded, today=today)
    return logins


def new_passwords() -> tuple[Login, ...]:
    """Give the sample people new passwords, for whoever lost the first ones."""
    logins = []
    with transaction.atomic():
        for row in _rows(FOLDER / "people.csv"):
            user = User.objects.filter(username=row["username"]).first()
            if user is None:
                raise Refused(_("Chưa có dữ liệu trình diễn; hãy chạy “tiendo demo” trước."))
            logins.append(_with_password(user, row["role"]))
            events.log(verb="new_password", subject=user, facts={}, by=None, name="tiendo")
    return tuple(logins)


# --- who and where ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Loading:
    folder: Path
    plan: Mapping[str, Any]
    offices: Mapping[str, Office]
    people: Mapping[str, User]  # by role

    @property
    def planner(self) -> User:
        return self.people["planner"]


def _load_people(folder: Path, offices: Mapping[str, Office]) -> tuple[tuple[Login, ...], dict[str, User]]:
    logins, people = [], {}
    for row in _rows(folder / "people.csv"):
        user = User.objects.create(username=row["username"], full_name=row["full_name"])
        logins.append(_with_password(user, row["role"]))
        grant_right.grant(
            user=user, role=row["role"], office=offices[row["office"]], by=None, today=load_demo_neighbours.FIRST_DAY
        )
        people.setdefault(row["role"], user)  # the first of a role, who is of the district
    return tuple(logins), people


def _with_password(user: User, role: str) -> Login:
    password = add_person.set_new_password(user)
    user.save(update_fields=["password"])
    return Login(user.username, user.full_name, role, password)


def _load_reporters(folder: Path, offices: Mapping[str, Office], people: Mapping[str, User]) -> dict[str, User]:
    """One sample reporter for each office that owes returns; they cannot log in, but for the one who has a login."""
    own = {r["office"]: people[r["role"]] for r in _rows(folder / "people.csv") if r["role"] == "reporter"}
    for code in sorted({r["office"] for r in _rows(folder / "returns.csv")} - set(own)):
        own[code] = _add_sample_reporter(offices[code])
    return own


def _add_sample_reporter(office: Office) -> User:
    return load_demo_neighbours.add_sample_person(office, role="reporter", called="Cán bộ báo cáo")


# --- the plans --------------------------------------------------------------------------------------------------------


def _load_annual(load: _Loading) -> Programme:
    """Read the article, propose its targets, correct and confirm them, share them out, put the edition in force."""
    told, by, on = load.plan["annual"], load.planner, _LAUNCH
    text = (load.folder / "thanh-hoa-2024.txt").read_text(encoding="utf-8")
    document = read_plan.read_plan(name="thanh-hoa-2024.txt", text=text, by=by, today=on, sample=True)
    target_set = read_plan.propose(document=document, by=by, today=on)
    programme = target_set.programme
    Programme.objects.filter(pk=programme.pk).update(title=told["title"], title_en=told["title_en"], sample=True)
    programme.refresh_from_db()
    proposed = {t.number: t for t in target_set.targets.filter(whole=None).order_by("ordinal")}
    for said in told["targets"]:
        target = proposed.get(said["number"])
        if target is None:
            raise _unlike(said["number"])
        parts = list(target.parts.order_by("ordinal"))
        if len(parts) != len(said.get("parts", ())):
            raise _unlike(said["number"])
        for part, part_said in zip(parts, said.get("parts", ()), strict=True):
            edit_targets.edit_target(target=part, changes=_changes(load, part_said), by=by, today=on)
        edit_targets.edit_target(target=target, changes=_changes(load, said), by=by, today=on)
        for row in said.get("sub_rows", ()):
            changes = {**_changes(load, row), "name": row["name"]}
            sub_rows.add_sub_row(target=target, changes=changes, by=by, today=on)
    confirm_targets.confirm(targets=list(proposed.values()), by=by, today=on)
    for said in told["targets"]:
        if "shares" in said:
            shares, offices = (_amounts(said, what) for what in ("shares", "office_shares"))
            share_out.share_out(target=proposed[said["number"]], shares=shares, offices=offices, by=by, today=on)
    _put_in_force(load, target_set, told)
    return programme


def _amounts(said: Mapping[str, Any], what: str) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in said.get(what, {}).items()}


def _unlike(number: str) -> Refused:
    said = _("Bài trình diễn không đọc ra đúng chỉ tiêu số %(number)s; hãy kiểm tra demo/thanh-hoa-2024.txt.")
    return Refused(said % {"number": number})


def _load_term(load: _Loading) -> Programme:
    """The five-year plan, entered by hand, with its yearly figures."""
    told, by, on = load.plan["term"], load.planner, date(2021, 1, 15)
    office = load.offices[told["reporting_office"]]
    programme = Programme.objects.create(
        slug=f"thanh-hoa-{office.place.code}-2021-2025",
        title=told["title"],
        title_en=told["title_en"],
        place=office.place,
        period="2021-2025",
        stated_target_count=None,  # the whole list is entered by hand, nothing is left to name
        sample=True,
    )
    target_set = TargetSet.objects.create(
        programme=programme, authority="UBND huyện Thạnh Hóa", authority_en="People's Committee of Thạnh Hóa"
    )
    targets = []
    for said in told["targets"]:
        changes = {
            **_changes(load, {**said, "conditions": [said["condition"]], "coordinating": []}),
            "name": said["name"],
            "term_form": said["term_form"],
            "reported_by": "place",
            "frequency": "annual",
        }
        targets.append(edit_targets.add_target(target_set=target_set, changes=changes, by=by, today=on))
    confirm_targets.confirm(targets=targets, by=by, today=on)
    _put_in_force(load, target_set, told)
    for year in ("2021", "2022", "2023"):
        figures = [_Line(t["indicator_code"], value=Decimal(t["years"][year])) for t in told["targets"]]
        day = date(int(year) + 1, 1, 20)
        _write_approved(load, programme, office, year, figures, by=by, due=day, submitted=day, approved=day)
    return programme


def _put_in_force(load: _Loading, target_set: TargetSet, told: Mapping[str, Any]) -> None:
    on = date.fromisoformat(told["decided_on"])
    editions.put_in_force(
        target_set=target_set, by=load.planner, today=on, decided_by=told["decided_by"], decided_on=on
    )


def _changes(load: _Loading, said: Mapping[str, Any]) -> dict[str, Any]:
    """What targets.json says of a target, in the words of `edit_targets.edit_target`."""
    changes = {k: said[k] for k in ("indicator_code", "name_en", "subject", "reported_by", "frequency") if k in said}
    if "owner" in said:
        changes["owner"] = load.offices[said["owner"]]
    if "coordinating" in said:
        changes["coordinating"] = [load.offices[code] for code in said["coordinating"]]
    if "conditions" in said:
        changes["conditions"] = [{**c, "value": Decimal(c["value"])} for c in said["conditions"]]
    if "baseline" in said:
        given = said["baseline"]
        changes["baseline"] = {
            "value": Decimal(given["value"]),
            "as_of": date.fromisoformat(given["as_of"]),
            "source": given["source"],
        }
    if "milestones" in said:
        changes["milestones"] = {month: Decimal(value) for month, value in said["milestones"].items()}
    return changes


# --- the returns ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    """One figure of figures.csv."""

    indicator: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    no_data: str = ""
    named: tuple[str, ...] = ()
    vintage: int = 2
    revision: int = 1

    def entry(self) -> dict[str, Any]:
        names = ("value", "numerator", "denominator", "no_data", "named", "vintage")
        return {name: getattr(self, name) for name in names}


def _load_returns(load: _Loading, programme: Programme, reporters: Mapping[str, User]) -> None:
    lines: dict[tuple[str, str], list[_Line]] = {}
    for row in _rows(load.folder / "figures.csv"):
        lines.setdefault((row["office"], row["period"]), []).append(_line(row))
    for row in _rows(load.folder / "returns.csv"):
        office, by = load.offices[row["office"]], reporters[row["office"]]
        told = sorted(lines.get((row["office"], row["period"]), []), key=lambda line: line.revision)
        due, submitted, approved = (_day(row[k]) for k in ("due", "submitted", "approved"))
        if row["state"] == "approved" and row["period"] not in _THROUGH_THE_VERBS and submitted and approved and due:
            _write_approved(
                load, programme, office, row["period"], told, by=by, due=due, submitted=submitted, approved=approved
            )
        elif due:
            _hand_in(load, programme, office, row, told, by=by, due=due)


def _write_approved(
    load: _Loading,
    programme: Programme,
    office: Office,
    period: str,
    lines: list[_Line],
    *,
    by: User,
    due: date,
    submitted: date,
    approved: date,
) -> None:
    """A return that was approved long ago, in bulk, with the one event that says so."""
    ret = Return.objects.create(
        programme=programme,
        office=office,
        place=office.place,
        period=period,
        due=due,
        state="approved",
        submitted_by=by,
        submitted_at=_at(submitted, 9),
        approved_by=load.people["approver"],
        approved_at=_at(approved, 15),
    )
    rows = [
        Observation(
            owed_in=ret,
            indicator_code=line.indicator,
            revision=line.revision,
            approved=True,
            provider=office.provider,
            entered_by=by,
            sample=True,
            **{**line.entry(), "named": list(line.named)},
        )
        for line in lines
    ]
    Observation.objects.bulk_create(rows)
    Observation.objects.filter(owed_in=ret).update(entered_at=_at(submitted, 9))
    facts = {
        "period": period,
        "office": office,
        "sample": True,
        "figures": {f"{line.indicator} r{line.revision}": {**line.entry()} for line in lines},
    }
    events.log(verb="load_sample_return", subject=ret, facts=facts, by=None, name="tiendo demo")


def _hand_in(
    load: _Loading,
    programme: Programme,
    office: Office,
    row: Mapping[str, str],
    lines: list[_Line],
    *,
    by: User,
    due: date,
) -> None:
    """A return through the verbs: asked for, filled, submitted, and approved or given back, as its row says."""
    month = Period.parse(row["period"])
    opened = date(month.first_year, month.first_month, 1)
    (ret,) = hand_in_figures.open_returns(
        programme=programme, month=month, offices=[office], due=due, by=load.planner, today=opened
    )
    submitted = _day(row["submitted"])
    if submitted is None:
        return
    entries = {line.indicator: line.entry() for line in lines}
    ret = hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=by, today=submitted, sample=True)
    ret = hand_in_figures.submit(ret=ret, by=by, today=submitted)
    moments: dict[str, Any] = {"submitted_at": _at(submitted, 9)}
    approver = load.people["approver"]
    if approved := _day(row["approved"]):
        hand_in_figures.approve(ret=ret, by=approver, today=approved)
        moments["approved_at"] = _at(approved, 15)
    elif row["state"] == "returned":
        hand_in_figures.give_back(ret=ret, reason=row["reason"], by=approver, today=submitted)
    # The verbs stamp the true time, which stays in the event log; the sample return is shown on its own day.
    Return.objects.filter(pk=ret.pk).update(**moments)
    Observation.objects.filter(owed_in=ret).update(entered_at=moments["submitted_at"])


def _line(row: Mapping[str, str]) -> _Line:
    def number(name: str) -> Decimal | None:
        return Decimal(row[name]) if row[name] else None

    return _Line(
        indicator=row["indicator"],
        value=number("value"),
        numerator=number("numerator"),
        denominator=number("denominator"),
        no_data=row["no_data"],
        named=tuple(n for n in row["named"].split("|") if n),
        vintage=int(row["vintage"]),
        revision=int(row["revision"]),
    )


# --- carrying out and telling -----------------------------------------------------------------------------------------


def _load_work(load: _Loading, programme: Programme) -> None:
    """Tasks, obstacles with remedies, money, demands for explanation, and who has taken note."""
    work, by, start = load.plan["work"], load.planner, date(2024, 9, 20)
    target_set = programme.target_sets.get(in_force=True)
    targets: dict[str, Target] = {t.number: t for t in target_set.targets.filter(whole=None)}
    for said in work["tasks"]:
        what = {k: said[k] for k in ("work", "person", "product")}
        office, due = load.offices[said["office"]], date.fromisoformat(said["due"])
        target = targets[said["target"]]
        task = follow_work.add_task(target=target, office=office, due=due, by=by, today=start, **what)
        if "done" in said:
            follow_work.finish_task(task=task, by=by, today=date.fromisoformat(said["done"]))
    for said in work["obstacles"]:
        office, target = load.offices[said["office"]], targets[said["target"]]
        obstacle = follow_work.add_obstacle(target=target, text=said["text"], office=office, by=by, today=start)
        due = date.fromisoformat(said["due"])
        follow_work.add_remedy(obstacle=obstacle, text=said["remedy"], due=due, by=by, today=start)
    for said in work["funding"]:
        money = {k: Decimal(said[k]) if said[k] else None for k in ("planned", "mobilised", "disbursed")}
        follow_work.add_funding(target=targets[said["target"]], source=said["source"], by=by, today=start, **money)
    for said in work["directives"]:
        _load_directive(load, targets[said["target"]], said)
    _circulate(load, programme, frozenset(work["not_yet_noted"]))
    for table in (Task, Obstacle, Funding, Directive):
        table.objects.filter(target__in=targets.values()).update(sample=True)


def _load_directive(load: _Loading, target: Target, said: Mapping[str, Any]) -> None:
    office, given = load.offices[said["office"]], date.fromisoformat(said["given"])
    due = date.fromisoformat(said["due"])
    leader = load.people["leader"]
    directive = demand_explanation.demand(
        target=target, office=office, text=said["text"], due=due, by=leader, today=given
    )
    if "answer" in said:
        day = date.fromisoformat(said["answered"])
        user = _sample_person(office)
        demand_explanation.answer(directive=directive, text=said["answer"], by=user, today=day)


def _circulate(load: _Loading, programme: Programme, not_yet: frozenset[str]) -> None:
    offices = [o for code, o in load.offices.items() if code != "ubnd-huyen"]
    document = programme.document
    if document is None:
        return
    given = circulate.circulate(
        programme=programme, document=document, offices=offices, by=load.planner, today=date(2024, 1, 2)
    )
    for one in given:
        if one.office.code not in not_yet:
            circulate.take_note(circulation=one, by=_sample_person(one.office), today=date(2024, 1, 8))


def _sample_person(office: Office) -> User:
    """Somebody of the office: who has a right there, else a sample member of its staff who cannot log in."""
    right = office.rights.select_related("user").first()
    return right.user if right else _add_sample_reporter(office)


def _load_article(load: _Loading, programme: Programme, *, today: date) -> None:
    """The article of the launch, with the comments of its readers."""
    document, editor = programme.document, load.people["editor"]
    if document is None:
        return
    told = kept_texts.reading_of(document).article
    body = [paragraph for span in told.body if (paragraph := span.of(document.text).strip()) != _AUTHOR]
    article = publish_article.save_article(
        title=told.title or document.text.strip().splitlines()[0],
        lead=told.lead or "",
        body="\n\n".join(body),
        authors=[_AUTHOR],
        programme=programme,
        by=editor,
        today=_LAUNCH,
        document=document,
        sample=True,
    )
    at = told.published or datetime(2023, 12, 30, 11, 9, 26, tzinfo=timezone.get_default_timezone())
    publish_article.publish(article=article, by=editor, today=_LAUNCH, at=at)
    for said in load.plan["work"]["comments"]:
        written = datetime.fromisoformat(said["at"])
        post = comment.post(article=article, name=said["name"], text=said["text"], at=written)
        if said.get("show"):
            comment.moderate(comment=post, show=True, answer=said.get("answer", ""), by=editor, at=_at(today, 8))
    Comment.objects.filter(article=article).update(sample=True)


# --- reading the files ------------------------------------------------------------------------------------------------


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
