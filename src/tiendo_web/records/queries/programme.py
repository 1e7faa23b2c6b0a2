"""Where a programme stands on a day: what every page, file and the API shows, computed in one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model import observation as core_observation
from tiendo.model.period import Period
from tiendo.model.place import PlaceTree
from tiendo.model.target import Programme as ProgrammeRecord
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import Total
from tiendo.model.verdict import TermPace, Verdict, VerdictWord
from tiendo_web.records import convert
from tiendo_web.records.models import Observation, Place, Programme, Return, Target, TargetSet
from tiendo_web.records.queries.closing import overrides_on
from tiendo_web.records.queries.place_history import on_places, without_ended_shares
from tiendo_web.records.queries.places import load_tree, place_names, tree_day


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


def standing(programme: Programme, *, today: date) -> Standing:
    """Roll up and judge every confirmed target of the edition in force, as of `today`."""
    target_set = current_set(programme)
    whole = target_rows(target_set)
    rows = {str(t.pk): t for w in whole for t in (w, *w.parts.all())}
    on = tree_day(programme, today)
    tree = load_tree(on)
    sets = (convert.target_set_record(target_set, whole),) if target_set else ()
    sets = without_ended_shares(sets, rows, on)
    record = convert.programme_record(programme, sets)
    observations = on_places(approved_observations(programme), on)
    targets = sets[0].targets if sets else ()
    is_term = "-" in programme.period
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
            overrides=overrides_on(rows, today),
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
    observations = approved_observations(programme)
    out = []
    for whole in target_rows(current_set(programme)):
        for row in whole.parts.all() or (whole,):
            record = convert.target_record(row)
            years = pipeline.yearly_figures(record, observations, load_catalogue())
            out.append((row, record, pipeline.term_pace(record, years, load_catalogue())))
    return tuple(out)
