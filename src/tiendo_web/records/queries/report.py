"""What a programme has come to by the end of a month, as its report tells it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Counting, Observation
from tiendo.model.period import Clock, Period
from tiendo.model.report import Report
from tiendo.model.task import Obstacle
from tiendo.model.verdict import Verdict
from tiendo.publishing.wording import describe_decision, format_place
from tiendo_web.records import convert
from tiendo_web.records.models import Obstacle as ObstacleRow
from tiendo_web.records.models import Programme, Target
from tiendo_web.records.queries.closing import overrides_on, recounts_of
from tiendo_web.records.queries.place_history import on_places
from tiendo_web.records.queries.programme import Standing, approved_observations, standing


def months_to_report(where: Standing) -> tuple[Period, ...]:
    """The months up to whose end a report can be given: to the last that is looked at, the newest first."""
    year = Period.parse(where.programme.period)
    return tuple(m for m in reversed(year.months()) if where.through and m <= where.through)


def report_of(programme: Programme, *, month: Period | None, today: date, language: str) -> Report:
    """The report of a year's programme as of `today`; of an earlier month as of that month's last day, with the figures
    that are approved by now. Without `month` up to the last one that is looked at."""
    where = standing(programme, today=today)
    verdicts = where.verdicts
    closed = next((recount for _row, recount in recounts_of(where)), None) if month is None else None
    if month is not None and month != where.through:
        today = min(today, Clock.CALENDAR.days(month)[1])
        verdicts = _judged_at(where, month, today)
    last = max((v.through for v in verdicts if v.through), default=None)
    year, edition = Period.parse(programme.period), where.target_set
    decided = where.record.target_sets[-1] if where.record.target_sets else None
    english = language == "en"
    return Report(
        title=(english and programme.title_en) or programme.title,
        place=format_place(programme.place, language),
        authority=((english and edition.authority_en) or edition.authority) if edition else "",
        decision=describe_decision(decided, language) if decided else "",
        stated=where.record.stated_target_count,
        period=year.through(last) if last else year,
        today=today,
        lines=pipeline.report_lines(
            verdicts,
            (*where.observations, *on_places(year_before(programme), where.ground.on)),
            tree=where.tree,
            catalogue=load_catalogue(),
            labels={key: (english and row.name_en) or row.name for key, row in where.rows.items()},
            owners={
                key: (english and row.owner.name_en) or row.owner.name for key, row in where.rows.items() if row.owner
            },
            obstacles=_obstacles(where, language),
        ),
        names={code: format_place(place, language) for code, place in where.near.items()},
        sample=where.sample,
        recount=closed,
    )


def _judged_at(where: Standing, month: Period, on: date) -> tuple[Verdict, ...]:
    """The verdicts as of an earlier day; what a signer decided later was not yet decided."""
    return pipeline.judge_targets(
        (v.target for v in where.verdicts),
        where.observations,
        tree=where.tree,
        catalogue=load_catalogue(),
        today=on,
        through=month,
        overrides=overrides_on(where.rows, on),
        counting=Counting(where.programme.counting),
    )


def year_before(programme: Programme, *, indicators: set[str] | None = None) -> tuple[Observation, ...]:
    """The approved figures of the same place's programme a year before; none where there was none."""
    return _sent_before(programme, 1, indicators)


def years_before(programme: Programme, indicator: str, *, on: date) -> tuple[Observation, ...]:
    """The approved figures of an indicator from the two years before a programme, on the places of the day `on`: a level
    begins where the year before last ended."""
    return on_places(_sent_before(programme, 2, {indicator}), on)


def _sent_before(programme: Programme, years: int, indicators: set[str] | None) -> tuple[Observation, ...]:
    first = Period.parse(programme.period).first_year
    wanted = [str(year) for year in range(first - years, first)]
    before = Programme.objects.filter(place=programme.place_id, period__in=wanted, published=True)
    return tuple(o for one in before.select_related("place") for o in approved_observations(one, indicators=indicators))


def _obstacles(where: Standing, language: str) -> dict[str, tuple[Obstacle, ...]]:
    """Target id → what hinders it, also as it was found under an earlier edition by the same indicator."""
    by_code = {row.indicator_code: key for key, row in where.rows.items() if row.indicator_code}
    rows = ObstacleRow.objects.filter(target__in=Target.objects.filter(target_set__programme=where.programme))
    found: dict[str, list[Obstacle]] = defaultdict(list)
    for row in rows.select_related("by_office", "target").prefetch_related("remedies").order_by("found_on", "pk"):
        key = str(row.target_id) if str(row.target_id) in where.rows else by_code.get(row.target.indicator_code)
        if key is not None:
            found[key].append(convert.obstacle_record(row, language))
    return {key: tuple(obstacles) for key, obstacles in found.items()}
