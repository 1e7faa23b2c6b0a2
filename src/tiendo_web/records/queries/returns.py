"""What is owed each month, what has come in, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Definition, Frequency, Indicator
from tiendo.model.observation import Provider
from tiendo.model.period import Clock, Period
from tiendo.model.problem import Problem
from tiendo.model.target import ReportedBy
from tiendo_web.records import convert
from tiendo_web.records.models import Observation, Office, Programme, Return, Target, User
from tiendo_web.records.queries.people import offices_of, rights_of
from tiendo_web.records.queries.places import ended_by, load_tree
from tiendo_web.records.queries.programme import current_set, target_rows


@dataclass(frozen=True)
class SheetLine:
    """One line of a return: an indicator that the office must give a figure for.

    Attributes:
        kind: "value"; "ratio" (numerator and denominator); or "rate" (either: one office gives that of a whole place).
        optional: reported when it happens, or by an office whose figures only stand beside those that count, so an empty
            line is right.
        definitions: what the figure can be counted by, the one in use when the period ends first; () where there is one.
        observation: what the return holds now (draft or approved), the newest revision; None while empty.
        approved: the newest approved revision of this return; None while there is none.
        previous: the newest approved figure of an earlier month, to compare with.
        problems: what looks odd about the figure; it is said, never blocked.
        revisions: every revision that the return holds, the first one first.
    """

    indicator: Indicator
    kind: str
    targets: tuple[Target, ...]
    optional: bool
    definitions: tuple[Definition, ...]
    observation: Observation | None
    approved: Observation | None
    previous: Observation | None
    problems: tuple[Problem, ...] = ()
    revisions: tuple[Observation, ...] = ()

    @property
    def definition(self) -> str:
        """Code of the definition that a figure goes by unless it names another."""
        return self.definitions[0].code if self.definitions and self.definitions[0].first else ""

    @property
    def counted_by(self) -> str:
        """Code of the definition that the figure it holds goes by; "" where there is only one."""
        return (self.observation.definition if self.observation else "") or self.definition


def returns_due(user: User, *, today: date) -> QuerySet[Return]:
    """What a reporter still has to hand in or to mend, the oldest due date first."""
    return (
        Return.objects.filter(office__in=offices_of(user, "reporter", today=today), state__in=["open", "returned"])
        .select_related("office", "place", "programme__place")
        .order_by("due", "period")
    )


def returns_waiting(user: User, *, today: date) -> QuerySet[Return]:
    """What waits for this approver: returns of the own office, or of any office when approving for the whole place."""
    rights = rights_of(user, today=today).filter(role="approver")
    offices = [r.office_id for r in rights]
    places = [r.office.place_id for r in rights]
    return (
        Return.objects.filter(Q(office__in=offices) | Q(programme__place__in=places), state="submitted")
        .exclude(submitted_by=user)
        .select_related("office", "place", "programme__place", "submitted_by")
        .order_by("due", "period", "office__code")
    )


def returns_sent(user: User, *, today: date) -> QuerySet[Return]:
    """What a reporter has handed in, the newest first."""
    return (
        Return.objects.filter(office__in=offices_of(user, "reporter", today=today), state__in=["submitted", "approved"])
        .select_related("office", "place", "programme__place")
        .order_by("-period")
    )


def returns_late(programme: Programme, *, today: date) -> QuerySet[Return]:
    """Returns past their due date that nobody has handed in."""
    late = programme.returns.filter(state__in=["open", "returned"], due__lt=today)
    return late.select_related("office", "place").order_by("due", "office__code")


def indicators_owed(ret: Return) -> dict[str, list[Target]]:
    """Indicator code → the targets for which this return must hold a figure, in list order.

    A commune's return holds what children report and only where it is in the indicator's population; a sector
    office's return holds what it owns and reports for the whole place or above the communes; that of an office of another
    provider can hold every indicator of the programme, for the whole place. What falls due in other months (a season, a
    quarter) is not asked for; what is reported when it happens can be given in any month.
    """
    programme = ret.programme
    catalogue = load_catalogue()
    month = Period.parse(ret.period)
    closed = Clock.CALENDAR.days(month)[1]
    tree = load_tree(closed)  # places as they were when the month closed
    ended = ret.place_id in set(ended_by(closed))  # its code may be another place's since
    owed: dict[str, list[Target]] = {}
    for whole in target_rows(current_set(programme)):
        for target in (whole, *whole.parts.all()):
            indicator = catalogue.indicators.get(target.indicator_code)
            if indicator is None or not pipeline.falls_due(Frequency(target.frequency), month):
                continue
            if ret.office.provider != Provider.SECTOR:
                owes = ret.place_id == programme.place_id
            elif ret.place_id == programme.place_id:
                wanted = target.reported_by in {ReportedBy.PLACE, ReportedBy.BOTH}
                owes = wanted and ret.office_id == (target.owner_id or whole.owner_id)
            else:
                owes = (
                    not ended
                    and target.reported_by in {ReportedBy.CHILDREN, ReportedBy.BOTH}
                    and ret.place.code in tree.members(indicator, programme.place.code)
                )
            if owes:
                owed.setdefault(indicator.code, []).append(target)
    return owed


_OWED = ("owed_in__place", "owed_in__office")  # what convert.observation_record reads


def return_sheet(ret: Return) -> tuple[SheetLine, ...]:
    """The lines of a return in the programme's order."""
    catalogue = load_catalogue()
    own: dict[str, list[Observation]] = {}
    for o in ret.observations.select_related("entered_by", "read_from__document", *_OWED).order_by("revision"):
        own.setdefault(o.indicator_code, []).append(o)
    earlier = Observation.objects.filter(
        owed_in__programme=ret.programme_id,
        owed_in__office=ret.office_id,
        owed_in__period__lt=ret.period,
        approved=True,
    ).select_related(*_OWED)
    previous = {o.indicator_code: o for o in earlier.order_by("owed_in__period", "revision")}
    return tuple(
        _sheet_line(catalogue.indicators[code], ret, targets, own.get(code, []), previous.get(code))
        for code, targets in indicators_owed(ret).items()
    )


def _sheet_line(
    indicator: Indicator,
    ret: Return,
    targets: list[Target],
    revisions: list[Observation],
    previous: Observation | None,
) -> SheetLine:
    provider, ends = ret.office.provider, Clock.CALENDAR.days(Period.parse(ret.period))[1]
    whole = provider != Provider.SECTOR  # such an office gives one figure for the whole place
    rate_alone = whole or all(t.reported_by == ReportedBy.PLACE for t in targets)
    held = revisions[-1] if revisions else None
    problems = held and pipeline.check_figure(
        convert.observation_record(held),
        load_catalogue(),
        previous=convert.observation_record(previous) if previous else None,
        rate_alone=rate_alone,
    )
    return SheetLine(
        indicator=indicator,
        kind="value" if not indicator.needs_parts else "rate" if rate_alone else "ratio",
        targets=tuple(targets),
        optional=all(t.frequency == Frequency.EVENT or t.provider != provider for t in targets),
        definitions=indicator.definitions_on(ends),
        observation=held,
        approved=next((o for o in reversed(revisions) if o.approved), None),
        previous=previous,
        problems=problems or (),
        revisions=tuple(revisions),
    )


def returns_behind(programme: Programme, indicator_code: str, places: Collection[str]) -> dict[str, int]:
    """Source of an approved figure of some places (`convert.observation_record`) → the return that it was handed in
    with."""
    found = Observation.objects.filter(
        owed_in__programme=programme, indicator_code=indicator_code, approved=True, owed_in__place__code__in=places
    )
    return {convert.observation_record(o).source: o.owed_in_id for o in found.select_related(*_OWED)}


def offices_owing(programme: Programme, month: Period) -> list[Office]:
    """The offices that owe figures for a month: one of each place below, and the owners who report themselves."""
    on = Clock.CALENDAR.days(month)[1]
    below = load_tree(on).children(programme.place.code)
    offices: dict[int, Office] = {}
    there = Office.objects.filter(place__code__in=below).exclude(place__in=ended_by(on))
    for office in there.exclude(place__first__gt=on).select_related("place").order_by("code"):
        offices.setdefault(office.place_id, office)
    owners = {
        owner.pk: owner
        for whole in target_rows(current_set(programme))
        for target in (whole, *whole.parts.all())
        if target.reported_by != ReportedBy.CHILDREN and (owner := target.owner or whole.owner)
    }
    return [*offices.values(), *owners.values()]


def other_providers_here(programme: Programme) -> list[Office]:
    """The offices of the programme's place whose figures are those of another provider than the sector's offices."""
    found = Office.objects.filter(place=programme.place_id).exclude(provider=Provider.SECTOR)
    return list(found.select_related("place").order_by("code"))


def month_to_open(programme: Programme) -> Period | None:
    """The first month of a programme whose figures have not been asked for; None when all have."""
    asked = set(programme.returns.filter(office__provider=Provider.SECTOR).values_list("period", flat=True))
    return next((m for m in Period.parse(programme.period).months() if m.code not in asked), None)


@dataclass(frozen=True)
class ReturnTable:
    """Offices by months of a programme. `rows`: an office and, for each month, its return or None."""

    months: tuple[Period, ...]
    rows: tuple[tuple[Office, tuple[Return | None, ...]], ...]


def return_table(programme: Programme) -> ReturnTable:
    """Every return of a programme, communes first."""
    returns = list(programme.returns.select_related("office__place"))
    months = tuple(sorted({Period.parse(r.period) for r in returns}))
    by_office: dict[Office, dict[str, Return]] = {}
    for ret in returns:
        by_office.setdefault(ret.office, {})[ret.period] = ret
    offices = sorted(by_office, key=lambda o: (o.place_id == programme.place_id, o.place.code, o.code))
    rows = tuple((o, tuple(by_office[o].get(m.code) for m in months)) for o in offices)
    return ReturnTable(months, rows)
