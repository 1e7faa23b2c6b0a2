"""Reads used in more than one place. Each returns rows or records; none writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch, Q, QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model import observation as core_observation
from tiendo.model.indicator import Indicator, OverPlaces
from tiendo.model.period import Period
from tiendo.model.place import PlaceKind, PlaceTree
from tiendo.model.target import Programme as ProgrammeRecord
from tiendo.model.target import ReportedBy
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import Total
from tiendo.model.verdict import TermPace, Verdict, VerdictWord
from tiendo_web.records import convert
from tiendo_web.records.models import (
    Directive,
    Document,
    Figure,
    Funding,
    Membership,
    Observation,
    Obstacle,
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
        kind: "value" or "ratio" (numerator and denominator).
        observation: what the return holds now (draft or approved), the newest revision; None while empty.
        approved: the newest approved revision of this return; None while there is none.
        previous: the approved figure of the month before, to compare with.
    """

    indicator: Indicator
    kind: str
    target_names: tuple[str, ...]
    observation: Observation | None
    approved: Observation | None
    previous: Observation | None


def place_names(tree_places: QuerySet[Place] | list[Place]) -> dict[str, str]:
    """Code → name with its kind, e.g. "xã Thủy Tây"."""
    return {p.code: f"{KIND_WORDS.get(PlaceKind(p.kind), '')} {p.name}".strip() for p in tree_places}


def load_tree(on: date) -> PlaceTree:
    """The places of one day."""
    places = [convert.place_record(p) for p in Place.objects.prefetch_related("titles")]
    memberships = [convert.membership_record(m) for m in Membership.objects.select_related("child", "parent")]
    return PlaceTree.as_of(places, memberships, on)


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
    and has approved figures. A month still open is not judged half-filled. None when nothing has come in."""
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
        if month in with_figures and all(r.state == "approved" or r.due < today for r in returns)
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
    found: dict[str, dict[int, Decimal]] = {}
    newest: dict[tuple[str, int], int] = {}
    for o in approved_observations(programme):
        if o.value is None:
            continue
        year = o.period.first_year
        if newest.get((o.indicator_code, year), 0) < o.revision:
            newest[o.indicator_code, year] = o.revision
            found.setdefault(o.indicator_code, {})[year] = o.value
    out = []
    for row in target_rows(current_set(programme)):
        record = convert.target_record(row)
        out.append((row, record, pipeline.term_pace(record, found.get(row.indicator_code, {}))))
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
    rights = Right.objects.filter(user=user, role=role, first__lte=today)
    return list(rights.filter(Q(last=None) | Q(last__gte=today)).values_list("office_id", flat=True))


def returns_due(user: User, *, today: date) -> QuerySet[Return]:
    """What a reporter still has to hand in or to mend, the oldest due date first."""
    return (
        Return.objects.filter(office__in=offices_of(user, "reporter", today=today), state__in=["open", "returned"])
        .select_related("office", "place", "programme__place")
        .order_by("due", "period")
    )


def returns_waiting(user: User, *, today: date) -> QuerySet[Return]:
    """What waits for this approver: returns of the own office, or of any office when approving for the whole place."""
    rights = Right.objects.filter(user=user, role="approver", first__lte=today).filter(
        Q(last=None) | Q(last__gte=today)
    )
    offices = [r.office_id for r in rights]
    places = [r.office.place_id for r in rights.select_related("office")]
    return (
        Return.objects.filter(Q(office__in=offices) | Q(programme__place__in=places), state="submitted")
        .exclude(submitted_by=user)
        .select_related("office", "place", "programme__place", "submitted_by")
        .order_by("due", "period", "office__code")
    )


def indicators_owed(ret: Return) -> dict[str, list[str]]:
    """Indicator code → names of the targets for which this return must hold a figure, in list order.

    A commune's return holds what children report and only where it is in the indicator's population; a sector
    office's return holds what it owns and reports for the whole place or above the communes.
    """
    programme = ret.programme
    catalogue = load_catalogue()
    month_end = date(Period.parse(ret.period).last_year, 12, 31)
    tree = load_tree(min(month_end, tree_day(programme, month_end)))
    owed: dict[str, list[str]] = {}
    for whole in target_rows(current_set(programme)):
        for target in (whole, *whole.parts.all()):
            indicator = catalogue.indicators.get(target.indicator_code)
            if indicator is None:
                continue
            if ret.place_id == programme.place_id:
                wanted = target.reported_by in {ReportedBy.PLACE, ReportedBy.BOTH}
                owes = wanted and ret.office_id in {target.owner_id, whole.owner_id}
            else:
                owes = target.reported_by in {ReportedBy.CHILDREN, ReportedBy.BOTH} and ret.place.code in tree.members(
                    indicator, programme.place.code
                )
            if owes:
                owed.setdefault(indicator.code, []).append(target.name)
    return owed


def return_sheet(ret: Return) -> tuple[SheetLine, ...]:
    """The lines of a return in the programme's order."""
    catalogue = load_catalogue()
    own: dict[str, list[Observation]] = {}
    for o in ret.observations.select_related("entered_by").order_by("revision"):
        own.setdefault(o.indicator_code, []).append(o)
    before = _month_before(ret.period)
    previous = {
        o.indicator_code: o
        for o in Observation.objects.filter(
            owed_in__programme=ret.programme_id, owed_in__office=ret.office_id, owed_in__period=before, approved=True
        ).order_by("revision")
    }
    lines = []
    for code, names in indicators_owed(ret).items():
        indicator = catalogue.indicators[code]
        revisions = own.get(code, [])
        approved = [o for o in revisions if o.approved]
        lines.append(
            SheetLine(
                indicator=indicator,
                kind="ratio" if indicator.over_places is OverPlaces.RATIO_OF_SUMS else "value",
                target_names=tuple(names),
                observation=revisions[-1] if revisions else None,
                approved=approved[-1] if approved else None,
                previous=previous.get(code),
            )
        )
    return tuple(lines)


def _month_before(code: str) -> str:
    period = Period.parse(code)
    n = period.first_year * 12 + period.first_month - 2
    return Period.month(n // 12, n % 12 + 1).code
