"""Where a programme stands on a day: what every page, file and the API shows, computed in one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, F, Prefetch, Q, QuerySet

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model import observation as core_observation
from tiendo.model.observation import Counting, Provider
from tiendo.model.period import Period
from tiendo.model.place import Place as PlaceRecord
from tiendo.model.place import PlaceTree
from tiendo.model.target import Programme as ProgrammeRecord
from tiendo.model.target import Target as TargetRecord
from tiendo.model.total import Total
from tiendo.model.verdict import TermPace, Verdict, VerdictWord
from tiendo_web.records import convert
from tiendo_web.records.models import Observation, Programme, Target, TargetSet
from tiendo_web.records.queries.closing import overrides_on
from tiendo_web.records.queries.place_history import ended_by_an_act, on_places, without_ended_shares
from tiendo_web.records.queries.places import load_tree, place_names, places_below, places_of_day, places_over, tree_day
from tiendo_web.records.queries.stored import stored_series

_Answered = tuple[str, str, Period]  # indicator, place and month of an answer that is no figure


@dataclass(frozen=True)
class Ground:
    """What a standing rests on, loaded when it is asked for: a page that shows what is stored needs neither all figures
    nor all places.

    Attributes:
        on: the day whose places the programme is read on.
    """

    programme: Programme
    on: date

    @cached_property
    def tree(self) -> PlaceTree:
        """All places of the day, and who lies in whom."""
        return load_tree(self.on)

    @cached_property
    def observations(self) -> tuple[core_observation.Observation, ...]:
        """Every approved figure, on the places of the day."""
        return on_places(approved_observations(self.programme), self.on, since=self._first)

    @property
    def _first(self) -> date:
        """The programme's first day. An act of an earlier day moves none of its figures: they were sent for the places
        that came of it."""
        return date(Period.parse(self.programme.period).first_year, 1, 1)

    def inside(self, code: str) -> frozenset[str]:
        """A place below the programme's and all that lies in it; empty for any other."""
        if code not in self.tree or self.programme.place.code not in self.tree.above(code):
            return frozenset()
        below = (self.inside(child) for child in self.tree.children(code))
        return frozenset({code}).union(*below)

    def of(
        self, indicators: set[str], places: Collection[str] | None = None
    ) -> tuple[core_observation.Observation, ...]:
        """Those of some indicators, and of some places where they are said."""
        if "observations" not in self.__dict__:
            if not ended_by_an_act(self.on, since=self._first).exists():
                return approved_observations(self.programme, indicators=indicators, places=places)
            sent = approved_observations(self.programme, indicators=indicators)
            found = on_places(sent, self.on, since=self._first)
        else:
            found = tuple(o for o in self.observations if o.indicator_code in indicators)
        return found if places is None else tuple(o for o in found if o.place_code in places)


@dataclass(frozen=True)
class Standing:
    """Where a programme stands on a day: what every page, file and the API shows, computed in one way.

    Attributes:
        below: code → place directly below the programme's, in the order of the codes.
        totals: id of each target that is measured → its totals month by month up to the one that was looked at.
        stored: the totals are those that are kept stored; else they were added up from the figures.
        verdicts: in list order; `verdict.target.id` is str(Target.pk), parts lie in `verdict.parts`, lines "trong đó" in
            `verdict.sub_rows`.
        rows: Target rows by that id, parts and sub-rows included.
        names: place code → name with its kind ("xã Thủy Tây").
    """

    programme: Programme
    record: ProgrammeRecord
    target_set: TargetSet | None
    ground: Ground
    below: Mapping[str, PlaceRecord]
    today: date
    verdicts: tuple[Verdict, ...]
    totals: Mapping[str, Sequence[Total]]
    stored: bool
    rows: Mapping[str, Target]
    names: Mapping[str, str]

    @property
    def near(self) -> Mapping[str, PlaceRecord]:
        """Code → the programme's place, and those directly below it."""
        own = convert.place_record(self.programme.place)
        return {own.code: own, **self.below}

    @property
    def tree(self) -> PlaceTree:
        """All places of the day."""
        return self.ground.tree

    @property
    def observations(self) -> tuple[core_observation.Observation, ...]:
        """Every approved figure, on the places of the day."""
        return self.ground.observations

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
        return self.programme.sample or any(t.sample for totals in self.totals.values() for t in totals)

    def why_missing(self, indicator_code: str, place_code: str, month: Period) -> str:
        """What the place said of a month that it could give no figure for; "" when it said nothing."""
        if place_code in self.names:
            return self._answers.get((indicator_code, place_code, month), "")
        if place_code not in self._deeper:  # its own page asks for one
            self._deeper[place_code] = _answers(self.programme, [place_code])
        return self._deeper[place_code].get((indicator_code, place_code, month), "")

    @cached_property
    def _answers(self) -> Mapping[_Answered, str]:
        return _answers(self.programme, self.names)

    @cached_property
    def _deeper(self) -> dict[str, Mapping[_Answered, str]]:
        return {}

    def verdict(self, target_id: str) -> Verdict | None:
        """The verdict of a target, of a part or of a sub-row."""
        for verdict in self.verdicts:
            for one in verdict.rows:
                if one.target.id == target_id:
                    return one
        return None


def _answers(programme: Programme, places: Collection[str]) -> Mapping[_Answered, str]:
    """Indicator, place and month → why there is no figure, by the newest revision."""
    found = Observation.objects.filter(
        owed_in__programme=programme, approved=True, provider=Provider.SECTOR, owed_in__place__code__in=places
    ).exclude(no_data="")
    told = found.order_by("revision").values_list(
        "indicator_code", "owed_in__place__code", "owed_in__period", "no_data"
    )
    return {(code, place, Period.parse(period)): why for code, place, period, why in told}


def current_programmes() -> QuerySet[Programme]:
    """Published programmes, those of a year first, the newest first."""
    return (
        Programme.objects.filter(published=True)
        .select_related("place", "term", "document")
        .order_by(F("term").asc(nulls_last=True), "-period", "pk")
    )


def programme_about(code: str, *, today: date) -> Programme | None:
    """The newest published programme of a year of the place with this code, or of one that it lies in; None where there
    is none."""
    for programme in current_programmes().exclude(period__contains="-"):
        on = tree_day(programme, today)
        place = places_of_day([code], on).get(code)
        if place is not None and programme.place_id in places_over(place, on):
            return programme
    return None


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
    far = ("conditions", "milestones", "shares__place", "shares__office", "coordinating", "figures__document")
    parts = wanted.select_related(*near).prefetch_related(*far).order_by("ordinal")
    return list(
        wanted.filter(target_set=target_set, whole=None)
        .select_related(*near)
        .prefetch_related(*far, Prefetch("parts", parts))
        .order_by("ordinal")
    )


def approved_observations(
    programme: Programme, *, indicators: set[str] | None = None, places: Collection[str] | None = None
) -> tuple[core_observation.Observation, ...]:
    """Every approved figure handed in for a programme, or some indicators and places of it, all revisions; the roll-up
    takes the newest."""
    found = Observation.objects.filter(owed_in__programme=programme, approved=True)
    if indicators is not None:
        found = found.filter(indicator_code__in=indicators)
    if places is not None:
        found = found.filter(owed_in__place__code__in=places)
    return tuple(convert.observation_record(o) for o in found.select_related("owed_in__place", "owed_in__office"))


def standing(programme: Programme, *, today: date) -> Standing:
    """Roll up and judge every confirmed target of the edition in force, as of `today`."""
    target_set = current_set(programme)
    whole = target_rows(target_set)
    rows = {str(t.pk): t for w in whole for t in (w, *w.parts.all())}
    on = tree_day(programme, today)
    sets = (convert.target_set_record(target_set, whole),) if target_set else ()
    sets = without_ended_shares(sets, rows, on)
    ground, targets = Ground(programme, on), sets[0].targets if sets else ()
    looked_at = _looked_at(ground, targets, today) if "-" not in programme.period else {}
    kept = stored_series(target_set, looked_at, today=today) if target_set and looked_at else None
    totals = kept if kept is not None else _added_up(ground, looked_at)
    verdicts = (
        pipeline.judge_totals(
            targets, totals, catalogue=load_catalogue(), today=today, overrides=overrides_on(rows, today)
        )
        if "-" not in programme.period
        else ()
    )
    below = places_below(programme.place, on)
    return Standing(
        programme=programme,
        record=convert.programme_record(programme, sets),
        target_set=target_set,
        ground=ground,
        below={code: convert.place_record(place) for code, place in below.items()},
        today=today,
        verdicts=verdicts,
        totals=totals,
        stored=kept is not None,
        rows=rows,
        names=place_names([programme.place, *below.values()]),
    )


def _looked_at(ground: Ground, targets: Sequence[TargetRecord], today: date) -> dict[str, tuple[TargetRecord, Period]]:
    """Id of each target that is measured → itself and the month up to which it is looked at."""
    through = figures_through(ground.programme, today=today)
    return {
        part.id: (part, month)
        for part in (p for target in targets for p in target.measured)
        if (month := pipeline.month_looked_at(part, through, today)) is not None
    }


def _added_up(ground: Ground, looked_at: Mapping[str, tuple[TargetRecord, Period]]) -> Mapping[str, Sequence[Total]]:
    """The totals month by month, from the figures."""
    if not looked_at:
        return {}
    return pipeline.roll_up_targets(
        looked_at.values(),
        ground.observations,
        tree=ground.tree,
        catalogue=load_catalogue(),
        counting=Counting(ground.programme.counting),
    )


def figures_through(programme: Programme, *, today: date) -> Period | None:
    """The last month whose figures are looked at: the newest that every office has had approved, or that is past due
    and has approved figures. A month still open is not judged half-filled, and a correction under way takes no month
    back: what was approved stays in force. None when nothing has come in."""
    approved = Q(state="approved") | Q(approved_at__isnull=False)  # also one that is being corrected
    months = (
        programme.returns.filter(office__provider__in=_providers_that_count(programme))
        .order_by()
        .values("period")
        .annotate(approved=Count("pk", filter=approved), waiting=Count("pk", filter=~approved & Q(due__gte=today)))
        .values_list("period", "approved", "waiting")
    )
    with_figures = {month: waiting for month, approved, waiting in months if approved}
    complete = [month for month, waiting in with_figures.items() if not waiting]
    last = max(complete or with_figures, default=None)
    return Period.parse(last) if last else None


def _providers_that_count(programme: Programme) -> set[str]:
    """Whose returns say how far the figures reach: those of the sector, and another's where a target goes by them."""
    target_set = current_set(programme)
    chosen = target_set.targets.values_list("provider", flat=True) if target_set else ()
    return {Provider.SECTOR.value, *chosen}


def series(target: Target, where: Standing) -> tuple[Total, ...]:
    """The target's total month by month up to the month that its verdict looked at; () when there is none."""
    verdict = where.verdict(str(target.pk))
    if verdict is None or verdict.through is None:
        return ()
    return tuple(where.totals.get(verdict.target.id, ()))


def term_standing(programme: Programme, *, today: date) -> tuple[tuple[Target, TargetRecord, TermPace], ...]:
    """For a plan of a term: each target with its yearly figures and what the remaining years still need."""
    observations = approved_observations(programme)
    out = []
    for whole in target_rows(current_set(programme)):
        below = list(whole.parts.all())
        parts, sub_rows = [p for p in below if not p.sub_row], [p for p in below if p.sub_row]
        for row in (*(parts or (whole,)), *sub_rows):
            record = convert.target_record(row)
            years = pipeline.yearly_figures(record, observations, load_catalogue())
            out.append((row, record, pipeline.term_pace(record, years, load_catalogue())))
    return tuple(out)
