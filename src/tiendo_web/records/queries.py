"""Reads used in more than one place. Each returns rows or records; none writes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, Model, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model import observation as core_observation
from tiendo.model.figure import IndicatorGuess
from tiendo.model.indicator import Frequency, Indicator
from tiendo.model.period import Clock, Period
from tiendo.model.place import PlaceKind, PlaceTree
from tiendo.model.problem import Problem
from tiendo.model.target import Programme as ProgrammeRecord
from tiendo.model.target import ReportedBy
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import Total
from tiendo.model.verdict import ShareCheck, TermPace, Verdict, VerdictWord
from tiendo.rollup import months_due
from tiendo_web.records import convert
from tiendo_web.records.models import (
    Article,
    Circulation,
    Comment,
    Directive,
    Document,
    Event,
    Figure,
    Funding,
    Membership,
    Observation,
    Obstacle,
    Office,
    Place,
    Programme,
    Return,
    Right,
    Target,
    TargetSet,
    Task,
    User,
)

KIND_WORDS = {
    PlaceKind.PROVINCE: "tỉnh",
    PlaceKind.DISTRICT: "huyện",
    PlaceKind.COMMUNE: "xã",
    PlaceKind.TOWN: "thị trấn",
    PlaceKind.WARD: "phường",
    PlaceKind.SPECIAL_ZONE: "đặc khu",
}


@dataclass(frozen=True)
class Standing:
    """Where a programme stands on a day: what every page, file and the API shows, computed in one way.

    Attributes:
        verdicts: in list order; `verdict.target.id` is str(Target.pk), parts lie in `verdict.parts`.
        rows: Target rows by that id, parts included.
        names: place code → name with its kind ("xã Thủy Tây").
    """

    programme: Programme
    record: ProgrammeRecord
    target_set: TargetSet | None
    tree: PlaceTree
    today: date
    verdicts: tuple[Verdict, ...]
    observations: tuple[core_observation.Observation, ...]
    rows: Mapping[str, Target]
    names: Mapping[str, str]

    @property
    def red_first(self) -> tuple[Verdict, ...]:
        """Verdicts sorted as leaders want to see them."""
        order = {word: i for i, word in enumerate(VerdictWord)}
        return tuple(sorted(self.verdicts, key=lambda v: order[v.said]))

    @property
    def counts(self) -> Mapping[VerdictWord, int]:
        """How many targets carry each word; a compound target counts once."""
        return Counter(v.said for v in self.verdicts)

    @property
    def still_to_enter(self) -> int | None:
        """Targets that the programme states and nobody has entered yet; None when it states no count."""
        stated = self.record.stated_target_count
        return None if stated is None else max(0, stated - len(self.verdicts))

    @property
    def is_term(self) -> bool:
        """True for a plan of several years, whose targets have a pace instead of a verdict."""
        return "-" in self.programme.period

    @property
    def through(self) -> Period | None:
        """The last month that the verdicts looked at; None while there are no figures."""
        return next((v.through for v in self.verdicts if v.through), None)

    @property
    def sample(self) -> bool:
        """True when any figure shown was generated for demonstration."""
        return self.programme.sample or any(o.sample for o in self.observations)

    def why_missing(self, indicator_code: str, place_code: str, month: Period) -> str:
        """What the place said of a month that it could give no figure for; "" when it said nothing."""
        wanted = (indicator_code, place_code, month)
        told = [o for o in self.observations if (o.indicator_code, o.place_code, o.period) == wanted and o.no_data]
        return max(told, key=lambda o: o.revision).no_data if told else ""

    def verdict(self, target_id: str) -> Verdict | None:
        """The verdict of a target or of a part."""
        for verdict in self.verdicts:
            for one in (verdict, *verdict.parts):
                if one.target.id == target_id:
                    return one
        return None


@dataclass(frozen=True)
class SheetLine:
    """One line of a return: an indicator that the office must give a figure for.

    Attributes:
        kind: "value"; "ratio" (numerator and denominator); or "rate" (either: one office gives that of a whole place).
        optional: reported when it happens, so an empty line is right.
        observation: what the return holds now (draft or approved), the newest revision; None while empty.
        approved: the newest approved revision of this return; None while there is none.
        previous: the newest approved figure of an earlier month, to compare with.
        problems: what looks odd about the figure; it is said, never blocked.
    """

    indicator: Indicator
    kind: str
    targets: tuple[Target, ...]
    optional: bool
    observation: Observation | None
    approved: Observation | None
    previous: Observation | None
    problems: tuple[Problem, ...] = ()


def place_names(tree_places: QuerySet[Place] | list[Place]) -> dict[str, str]:
    """Code → name with its kind, e.g. "xã Thủy Tây"."""
    return {p.code: f"{KIND_WORDS.get(PlaceKind(p.kind), '')} {p.name}".strip() for p in tree_places}


def load_tree(on: date) -> PlaceTree:
    """The places of one day."""
    places = [convert.place_record(p) for p in Place.objects.prefetch_related("titles")]
    memberships = [convert.membership_record(m) for m in Membership.objects.select_related("child", "parent")]
    return PlaceTree.as_of(places, memberships, on)


def places_here(programme: Programme, today: date) -> set[int]:
    """Ids of the programme's place and of those directly below it on the day that the programme is read on. A place
    that was renamed is several rows with one code; an office may hang on any of them."""
    below = places_below(programme.place, tree_day(programme, today))
    return {programme.place_id, *Place.objects.filter(code__in=below).values_list("pk", flat=True)}


def places_below(place: Place, on: date) -> dict[str, Place]:
    """Code → the place of that day, for the places directly below. Codes are reused, so the day matters."""
    below = Place.objects.filter(_valid_on(on), _valid_on(on, "parents__"), parents__parent=place)
    return {p.code: p for p in below.distinct()}


def places_over(place: Place, on: date) -> list[int]:
    """Ids of the place and of everything that it lies in on that day, from below upwards."""
    over = [place.pk]
    while above := Membership.objects.filter(_valid_on(on), child=over[-1]).exclude(parent__in=over).first():
        over.append(above.parent_id)
    return over


def _valid_on(on: date, where: str = "") -> Q:
    return (Q(**{f"{where}first": None}) | Q(**{f"{where}first__lte": on})) & (
        Q(**{f"{where}last": None}) | Q(**{f"{where}last__gte": on})
    )


def current_programmes() -> QuerySet[Programme]:
    """Published programmes, those of a year first, the newest first."""
    return (
        Programme.objects.filter(published=True)
        .select_related("place", "term", "document")
        .order_by(F("term").asc(nulls_last=True), "-period")
    )


def current_set(programme: Programme) -> TargetSet | None:
    """The edition in force; before any is, the newest draft."""
    return programme.target_sets.order_by("-in_force", "-edition").first()


def target_rows(target_set: TargetSet | None, *, states: tuple[str, ...] = ("confirmed",)) -> list[Target]:
    """Whole targets of a set in list order with all that `convert.target_record` and the pages read."""
    if target_set is None:
        return []
    wanted = Target.objects.filter(state__in=states)
    near = (
        "place",
        "owner",
        "baseline",
    )
    far = ("conditions", "milestones", "shares__place", "coordinating", "figures__document")
    parts = wanted.select_related(*near).prefetch_related(*far).order_by("ordinal")
    return list(
        wanted.filter(target_set=target_set, whole=None)
        .select_related(*near)
        .prefetch_related(*far, Prefetch("parts", parts))
        .order_by("ordinal")
    )


def approved_observations(
    programme: Programme, *, indicators: set[str] | None = None
) -> tuple[core_observation.Observation, ...]:
    """Every approved figure handed in for a programme, all revisions; the roll-up takes the newest."""
    found = Observation.objects.filter(owed_in__programme=programme, approved=True)
    if indicators is not None:
        found = found.filter(indicator_code__in=indicators)
    return tuple(convert.observation_record(o) for o in found.select_related("owed_in__place", "owed_in__office"))


def tree_day(programme: Programme, today: date) -> date:
    """The day whose places a programme is read on: today, but never after its own last day."""
    period = Period.parse(programme.period)
    return min(today, date(period.last_year, 12, 31))


def standing(programme: Programme, *, today: date) -> Standing:
    """Roll up and judge every confirmed target of the edition in force, as of `today`."""
    target_set = current_set(programme)
    whole = target_rows(target_set)
    rows = {str(t.pk): t for w in whole for t in (w, *w.parts.all())}
    on = tree_day(programme, today)
    tree = load_tree(on)
    sets = (convert.target_set_record(target_set, whole),) if target_set else ()
    record = convert.programme_record(programme, sets)
    observations = approved_observations(programme)
    targets = sets[0].targets if sets else ()
    is_term = "-" in programme.period
    overrides = {key: o for key, row in rows.items() if (o := convert.override_record(row))}
    verdicts = (
        ()
        if is_term
        else pipeline.judge_targets(
            targets,
            observations,
            tree=tree,
            catalogue=load_catalogue(),
            today=today,
            through=figures_through(programme, today=today),
            overrides=overrides,
        )
    )
    names = place_names(Place.objects.filter(code__in=[programme.place.code, *tree.children(programme.place.code)]))
    return Standing(programme, record, target_set, tree, today, verdicts, observations, rows, names)


def figures_through(programme: Programme, *, today: date) -> Period | None:
    """The last month whose figures are looked at: the newest that every office has had approved, or that is past due
    and has approved figures. A month still open is not judged half-filled, and a correction under way takes no month
    back: what was approved stays in force. None when nothing has come in."""
    months: dict[str, list[Return]] = {}
    for ret in programme.returns.all():
        months.setdefault(ret.period, []).append(ret)
    with_figures = set(
        Observation.objects.filter(owed_in__programme=programme, approved=True).values_list(
            "owed_in__period", flat=True
        )
    )
    complete = [
        month
        for month, returns in months.items()
        if month in with_figures and all(r.approved_at is not None or r.due < today for r in returns)
    ]
    last = max(complete or with_figures, default=None)
    return Period.parse(last) if last else None


def series(target: Target, where: Standing) -> tuple[Total, ...]:
    """The target's total month by month up to the month that its verdict looked at; () when there is none."""
    verdict = where.verdict(str(target.pk))
    if verdict is None or verdict.through is None or verdict.target.indicator_code is None:
        return ()
    return pipeline.roll_up_target(
        verdict.target, where.observations, tree=where.tree, catalogue=load_catalogue(), through=verdict.through
    )


def term_standing(programme: Programme, *, today: date) -> tuple[tuple[Target, TargetRecord, TermPace], ...]:
    """For a plan of a term: each target with its yearly figures and what the remaining years still need."""
    newest: dict[tuple[str, int], core_observation.Observation] = {}
    for o in approved_observations(programme):
        key = o.indicator_code, o.period.first_year
        if key not in newest or newest[key].revision < o.revision:
            newest[key] = o
    found: dict[str, dict[int, Decimal]] = {}
    for (code, year), o in newest.items():
        if o.value is not None:  # a year corrected to "no data" is a year without a figure
            found.setdefault(code, {})[year] = o.value
    out = []
    for whole in target_rows(current_set(programme)):
        for row in whole.parts.all() or (whole,):
            record = convert.target_record(row)
            out.append((row, record, pipeline.term_pace(record, found.get(row.indicator_code, {}), load_catalogue())))
    return tuple(out)


@dataclass(frozen=True)
class Work:
    """What is being done about a target."""

    tasks: list[Task]
    obstacles: list[Obstacle]
    directives: list[Directive]
    funding: list[Funding]


def work_on(target: Target) -> Work:
    """Tasks, obstacles with remedies, demands and money of a target, those of its parts and whole included."""
    family = Target.objects.filter(Q(pk=target.pk) | Q(whole=target.pk) | Q(pk=target.whole_id))
    return Work(
        tasks=list(Task.objects.filter(target__in=family).select_related("office")),
        obstacles=list(
            Obstacle.objects.filter(target__in=family).select_related("by_office").prefetch_related("remedies")
        ),
        directives=list(Directive.objects.filter(target__in=family).select_related("office", "by", "answered_by")),
        funding=list(Funding.objects.filter(target__in=family)),
    )


def sources_of(target: Target) -> list[tuple[Document, str, str, str]]:
    """(document, text before, the words, text after) of the sentence that a target was read from."""
    figures = Figure.objects.filter(Q(targets=target) | Q(targets__parts=target)).select_related("document").distinct()
    seen: dict[tuple[int, int], tuple[Document, str, str, str]] = {}
    for f in figures.order_by("document", "ordinal"):
        text = f.document.text
        start, end = min(f.sentence_start, f.span_start), max(f.sentence_end, f.span_end)
        parts = (f.document, text[start : f.span_start], text[f.span_start : f.span_end], text[f.span_end : end])
        seen.setdefault((f.document_id, f.span_start), parts)
    return list(seen.values())


# --- returns ----------------------------------------------------------------------------------------------------------


def offices_of(user: User, role: str, *, today: date) -> list[int]:
    """Ids of the offices in which the person has this role on that day."""
    return list(_rights(user, today=today).filter(role=role).values_list("office_id", flat=True))


def _rights(user: User, *, today: date) -> QuerySet[Right]:
    """Rights that are valid on that day, as in `actions.rights`."""
    valid = Right.objects.filter(user=user, user__is_active=True, first__lte=today)
    return valid.filter(Q(last=None) | Q(last__gte=today)).select_related("office")


def returns_due(user: User, *, today: date) -> QuerySet[Return]:
    """What a reporter still has to hand in or to mend, the oldest due date first."""
    return (
        Return.objects.filter(office__in=offices_of(user, "reporter", today=today), state__in=["open", "returned"])
        .select_related("office", "place", "programme__place")
        .order_by("due", "period")
    )


def returns_waiting(user: User, *, today: date) -> QuerySet[Return]:
    """What waits for this approver: returns of the own office, or of any office when approving for the whole place."""
    rights = _rights(user, today=today).filter(role="approver")
    offices = [r.office_id for r in rights]
    places = [r.office.place_id for r in rights]
    return (
        Return.objects.filter(Q(office__in=offices) | Q(programme__place__in=places), state="submitted")
        .exclude(submitted_by=user)
        .select_related("office", "place", "programme__place", "submitted_by")
        .order_by("due", "period", "office__code")
    )


def indicators_owed(ret: Return) -> dict[str, list[Target]]:
    """Indicator code → the targets for which this return must hold a figure, in list order.

    A commune's return holds what children report and only where it is in the indicator's population; a sector
    office's return holds what it owns and reports for the whole place or above the communes. What falls due in other
    months (a season, a quarter) is not asked for; what is reported when it happens can be given in any month.
    """
    programme = ret.programme
    catalogue = load_catalogue()
    month = Period.parse(ret.period)
    tree = load_tree(Clock.CALENDAR.days(month)[1])  # places as they were when the month closed
    owed: dict[str, list[Target]] = {}
    for whole in target_rows(current_set(programme)):
        for target in (whole, *whole.parts.all()):
            indicator = catalogue.indicators.get(target.indicator_code)
            if indicator is None or not _falls_due(target, month):
                continue
            if ret.place_id == programme.place_id:
                wanted = target.reported_by in {ReportedBy.PLACE, ReportedBy.BOTH}
                owes = wanted and ret.office_id == (target.owner_id or whole.owner_id)
            else:
                owes = target.reported_by in {ReportedBy.CHILDREN, ReportedBy.BOTH} and ret.place.code in tree.members(
                    indicator, programme.place.code
                )
            if owes:
                owed.setdefault(indicator.code, []).append(target)
    return owed


def _falls_due(target: Target, month: Period) -> bool:
    frequency = Frequency(target.frequency)
    return frequency is Frequency.EVENT or bool(months_due(frequency, month))


_OWED = ("owed_in__place", "owed_in__office")  # what convert.observation_record reads


def return_sheet(ret: Return) -> tuple[SheetLine, ...]:
    """The lines of a return in the programme's order."""
    catalogue = load_catalogue()
    own: dict[str, list[Observation]] = {}
    for o in ret.observations.select_related("entered_by", *_OWED).order_by("revision"):
        own.setdefault(o.indicator_code, []).append(o)
    earlier = Observation.objects.filter(
        owed_in__programme=ret.programme_id,
        owed_in__office=ret.office_id,
        owed_in__period__lt=ret.period,
        approved=True,
    ).select_related(*_OWED)
    previous = {o.indicator_code: o for o in earlier.order_by("owed_in__period", "revision")}
    return tuple(
        _sheet_line(catalogue.indicators[code], targets, own.get(code, []), previous.get(code))
        for code, targets in indicators_owed(ret).items()
    )


def _sheet_line(
    indicator: Indicator, targets: list[Target], revisions: list[Observation], previous: Observation | None
) -> SheetLine:
    rate_alone = all(t.reported_by == ReportedBy.PLACE for t in targets)
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
        optional=all(t.frequency == Frequency.EVENT for t in targets),
        observation=held,
        approved=next((o for o in reversed(revisions) if o.approved), None),
        previous=previous,
        problems=problems or (),
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


def offices_owing(programme: Programme, month: Period) -> list[Office]:
    """The offices that owe figures for a month: one of each place below, and the owners who report themselves."""
    tree = load_tree(tree_day(programme, date(month.last_year, 12, 31)))
    below = tree.children(programme.place.code)
    offices: dict[int, Office] = {}
    for office in Office.objects.filter(place__code__in=below).select_related("place").order_by("code"):
        offices.setdefault(office.place_id, office)
    owners = {
        owner.pk: owner
        for whole in target_rows(current_set(programme))
        for target in (whole, *whole.parts.all())
        if target.reported_by != ReportedBy.CHILDREN and (owner := target.owner or whole.owner)
    }
    return [*offices.values(), *owners.values()]


@dataclass(frozen=True)
class ReturnTable:
    """Offices by months of a programme. `rows`: an office and, for each month, its return or None."""

    months: tuple[Period, ...]
    rows: tuple[tuple[Office, tuple[Return | None, ...]], ...]


def month_to_open(programme: Programme) -> Period | None:
    """The first month of a programme whose figures have not been asked for; None when all have."""
    asked = set(programme.returns.values_list("period", flat=True))
    return next((m for m in Period.parse(programme.period).months() if m.code not in asked), None)


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


# --- what waits for whom ----------------------------------------------------------------------------------------------


def own_offices(user: User, *, today: date) -> list[int]:
    """Ids of the offices in which the person has any role on that day."""
    return list(_rights(user, today=today).values_list("office_id", flat=True))


def directives_open(user: User, *, today: date) -> QuerySet[Directive]:
    """Demands for explanation that the person's offices have not answered, the nearest deadline first."""
    mine = Directive.objects.filter(office__in=own_offices(user, today=today), answered_on=None)
    return mine.select_related("target", "office", "by").order_by("due")


def directives_given(programme: Programme) -> QuerySet[Directive]:
    """Every demand of a programme: the open ones first, by deadline."""
    given = Directive.objects.filter(target__target_set__programme=programme)
    return given.select_related("target", "office", "by").order_by(F("answered_on").asc(nulls_first=True), "due")


def circulations_open(user: User, *, today: date) -> QuerySet[Circulation]:
    """Documents given to the person's offices that they have not taken note of."""
    mine = Circulation.objects.filter(office__in=own_offices(user, today=today), noted_on=None)
    return mine.select_related("document", "office", "programme").order_by("given_on")


# A newer edition of the same authority is in force.
_REPLACED = Exists(
    TargetSet.objects.filter(
        programme=OuterRef("programme"), authority=OuterRef("authority"), in_force=True, edition__gt=OuterRef("edition")
    )
)


def drafts() -> QuerySet[TargetSet]:
    """Editions that are not in force and newer than the one that is."""
    waiting = TargetSet.objects.filter(~_REPLACED, in_force=False)
    return waiting.select_related("programme__place", "document").order_by("-pk")


def comments_waiting() -> QuerySet[Comment]:
    """Comments that no editor has looked at, the oldest first."""
    return Comment.objects.filter(state="waiting").select_related("article").order_by("written_at")


def comments_decided() -> QuerySet[Comment]:
    """Comments that an editor has shown or refused, the newest decision first."""
    return Comment.objects.exclude(state="waiting").select_related("article", "moderated_by").order_by("-moderated_at")


def articles_to_edit() -> QuerySet[Article]:
    """Drafts first, then what is public, the newest first; with how many comments wait on each."""
    waiting = Count("comments", filter=Q(comments__state="waiting"))
    found = Article.objects.select_related("programme").annotate(waiting=waiting)
    return found.order_by(F("published_at").desc(nulls_first=True), "-pk")


def latest_events(count: int) -> QuerySet[Event]:
    """The newest events of the log."""
    return Event.objects.order_by("-number")[:count]


def events_of(row: Model) -> QuerySet[Event]:
    """What happened to one row, the oldest first."""
    return Event.objects.filter(subject=f"{row._meta.model_name}:{row.pk}").order_by("number")


# --- the register -----------------------------------------------------------------------------------------------------


def documents() -> QuerySet[Document]:
    """Every document that was read, the newest first, with how many figures it holds and the editions it made."""
    editions = TargetSet.objects.select_related("programme__place").order_by("edition")
    found = Document.objects.defer("text").select_related("added_by").annotate(figure_count=Count("figures"))
    return found.prefetch_related(Prefetch("target_sets", editions)).order_by("-pk")


def planned_programmes(user: User, *, today: date) -> QuerySet[Programme]:
    """Programmes of the places where the person plans, published or not, the newest first."""
    places = [r.office.place_id for r in _rights(user, today=today).filter(role="planner")]
    return Programme.objects.filter(place__in=places).select_related("place", "term").order_by("-period")


def editions(programmes: Iterable[Programme]) -> list[TargetSet]:
    """The editions of some programmes, the newest first, with how many targets are proposed and confirmed in each, and
    whether a newer one is in force."""
    whole = Q(targets__whole=None)
    return list(
        TargetSet.objects.filter(programme__in=list(programmes))
        .select_related("document", "programme")
        .annotate(
            replaced=_REPLACED,
            proposed=Count("targets", whole & Q(targets__state="proposed")),
            confirmed=Count("targets", whole & Q(targets__state="confirmed")),
        )
        .order_by("programme", "-edition")
    )


def newer_in_force(edition: TargetSet) -> TargetSet | None:
    """The later edition of the same authority that is in force now: this one has been replaced by it."""
    later = TargetSet.objects.filter(programme=edition.programme_id, authority=edition.authority, in_force=True)
    return later.filter(edition__gt=edition.edition).first()


def offices_here(programme: Programme, today: date) -> list[Office]:
    """The offices that may own a target of the programme: those of its place first, then those of the places below."""
    found = Office.objects.filter(place__in=places_here(programme, today)).select_related("place")
    return sorted(found, key=lambda o: (o.place_id != programme.place_id, o.place.code, o.pk))


def guesses_of(target: Target) -> tuple[IndicatorGuess, ...]:
    """What the reader thinks a target or part measures, best first; () for one that was entered by hand."""
    figures = list((target.whole or target).figures.select_related("document"))
    if target.whole_id:
        said = {(c.value, c.unit) for c in target.conditions.all()}
        figures = [f for f in figures if (f.value, f.unit) in said]
    best: dict[str, IndicatorGuess] = {}
    for figure in figures:
        record = convert.figure_record(figure)
        for guess in pipeline.guess_indicators(record, figure.document.text, load_catalogue()):
            if guess.code not in best or best[guess.code].score < guess.score:
                best[guess.code] = guess
    return tuple(sorted(best.values(), key=lambda g: (-g.score, g.code)))


def share_check(target: TargetRecord) -> ShareCheck | None:
    """Whether the shares add up; None where nothing can be shared out: a compound target, or one not yet complete."""
    if target.shared_condition is None or target.indicator_code not in load_catalogue().indicators:
        return None
    return pipeline.check_shares(target, load_catalogue())


# --- carrying out -----------------------------------------------------------------------------------------------------


def offices_under(user: User, role: str, *, today: date) -> list[Office]:
    """The offices of the places in which the person has this role, and of everything that lies below them."""
    reached: set[int] = set()
    level = set(_rights(user, today=today).filter(role=role).values_list("office__place_id", flat=True))
    while level:
        reached |= level
        below = Membership.objects.filter(_valid_on(today), parent__in=level)
        level = set(below.values_list("child_id", flat=True)) - reached
    return list(Office.objects.filter(place__in=reached).select_related("place").order_by("place__code", "code"))


@dataclass(frozen=True)
class Circulated:
    """One document of a programme and the offices it was given to: those that have not taken note first."""

    document: Document
    given: tuple[Circulation, ...]

    @property
    def noted(self) -> int:
        """How many offices have taken note."""
        return sum(1 for c in self.given if c.noted_on)

    @property
    def reach(self) -> Decimal | None:
        """Share that has taken note, 0 to 1; None when it was given to nobody."""
        return convert.circulation_record(self.given).reach


def circulated(programmes: Iterable[Programme]) -> dict[int, tuple[Circulated, ...]]:
    """Programme id → its documents that were given out, in the order of the documents."""
    rows = Circulation.objects.filter(programme__in=programmes).select_related("document", "office__place", "noted_by")
    given: dict[int, dict[Document, list[Circulation]]] = {}
    for c in rows.order_by("document_id", F("noted_on").asc(nulls_first=True), "given_on", "office__code"):
        given.setdefault(c.programme_id, {}).setdefault(c.document, []).append(c)
    return {pk: tuple(Circulated(d, tuple(cs)) for d, cs in by.items()) for pk, by in given.items()}


def documents_of(programme: Programme) -> list[Document]:
    """The documents that a programme and its editions rest on."""
    return list(
        Document.objects.filter(Q(programmes=programme) | Q(target_sets__programme=programme)).distinct().order_by("pk")
    )


def documents_shown(programme: Programme) -> QuerySet[Document]:
    """Those of a programme's documents that the public may read: an edition in force rests on them."""
    shown = Q(target_sets__in_force=True, target_sets__programme__published=True, target_sets__programme=programme)
    return Document.objects.filter(shown).distinct()


# --- the event log ----------------------------------------------------------------------------------------------------


def events_about(rows: Iterable[Model]) -> QuerySet[Event]:
    """What happened to several rows, the newest first."""
    subjects = [f"{row._meta.model_name}:{row.pk}" for row in rows]
    return Event.objects.filter(subject__in=subjects).order_by("-number")


def events_found(
    *, verb: str = "", person: str = "", subject: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[Event]:
    """Events of the log, the newest first. `subject` is a kind ("target") or one row ("target:12"); `person` is part
    of a name as it was on that day; `first` and `last` are whole local days."""
    found = Event.objects.order_by("-number")
    if verb:
        found = found.filter(verb=verb)
    if person:
        found = found.filter(by_name__icontains=person)
    if subject:
        found = found.filter(subject=subject) if ":" in subject else found.filter(subject__startswith=f"{subject}:")
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last) + timedelta(days=1))
    return found


def names_of_codes() -> dict[str, str]:
    """Code → name of every office and place: events tell of them by code."""
    offices = dict(Office.objects.values_list("code", "name"))
    return place_names(list(Place.objects.all())) | offices


def verbs_logged() -> list[str]:
    """The verbs that the log tells of."""
    return list(Event.objects.order_by("verb").values_list("verb", flat=True).distinct())


def people_with_rights(looked_for: str = "") -> list[User]:
    """Everybody who may log in or ever had a right, with the rights, the open ones first; found by part of a name, of
    the name to log in with or of an office's name. Looked through here: SQLite folds the case of ASCII letters only."""
    held = Right.objects.select_related("office").order_by(F("last").desc(nulls_first=True), "office__code", "role")
    people = User.objects.prefetch_related(Prefetch("rights", held)).order_by("full_name", "username")
    wanted = unicodedata.normalize("NFC", looked_for).casefold()
    return [p for p in people if wanted in " ".join(_names_of(p)).casefold()]


def _names_of(person: User) -> tuple[str, ...]:
    return person.full_name, person.username, *(r.office.name for r in person.rights.all())


def _midnight(day: date) -> datetime:
    day = min(max(day, date(1900, 1, 1)), date(9000, 1, 1))  # nearer the ends of the calendar no moment can be made
    return timezone.make_aware(datetime.combine(day, time.min))
