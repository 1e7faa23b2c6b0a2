"""How a number came about, in words: an indented tree for people, the same with exact facts for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tiendo.model.explanation import Explained
from tiendo.model.indicator import Indicator, OverPlaces, OverTime
from tiendo.model.observation import Vintage
from tiendo.model.period import Period
from tiendo.model.target import Target
from tiendo.model.verdict import TermPace
from tiendo.publishing.wording import (
    EVERY_DIGIT,
    VINTAGE_WORDS,
    describe_pace,
    describe_target,
    format_amount,
    format_exact,
    format_ratio,
    format_when,
    pick,
    say,
)

_OVER_TIME = {
    OverTime.SUM: ("Cộng các kỳ đã báo cáo", "Periods are added up"),
    OverTime.LAST: ("Lấy số của kỳ cuối", "The last period counts"),
}
_OVER_PLACES = {
    OverPlaces.SUM: ("cộng các địa bàn", "places are added up"),
    OverPlaces.RATIO_OF_SUMS: ("tổng tử số chia tổng mẫu số", "sum of numerators over sum of denominators"),
    OverPlaces.WEIGHTED_MEAN: ("bình quân có trọng số ({weight})", "a mean weighted by the denominators"),
    OverPlaces.MEAN: ("bình quân giản đơn của các địa bàn thuộc diện", "the plain mean of the places concerned"),
    OverPlaces.COUNT_TRUE: ("đếm số địa bàn có", "the places that have it are counted"),
    OverPlaces.ALL_TRUE: ("đếm số địa bàn vi phạm", "the places that fail are counted"),
    OverPlaces.NONE: ("một cơ quan báo cáo cho cả địa bàn", "one office reports for the whole place"),
}


def say_step(step: Explained, language: str, names: Mapping[str, str]) -> str:
    """One step in a sentence. `names`: place code → name."""
    rule, facts = step.said.rule, step.said.facts
    if not rule.startswith("explained-"):
        return say(step.said, language, names)
    return say(replace(step.said, facts=dict(facts) | _words(facts, language, names)), language, names)


def explained_lines(tree: Explained, language: str, names: Mapping[str, str]) -> list[str]:
    """The tree as lines, indented by two spaces a level."""
    return [f"{'  ' * depth}{say_step(step, language, names)}" for depth, step in tree.walk()]


def explained_as_json(tree: Explained, language: str, names: Mapping[str, str]) -> dict[str, Any]:
    """The tree for programs: rule, exact facts (numbers as text), the sentence, and the steps below."""
    return {
        "rule": tree.said.rule,
        "said": say_step(tree, language, names),
        "facts": {key: _plain(value) for key, value in tree.said.facts.items()},
        "below": [explained_as_json(one, language, names) for one in tree.below],
    }


def _words(facts: Mapping[str, object], language: str, names: Mapping[str, str]) -> dict[str, object]:
    """The facts of a step that need more than their own kind to be said."""
    said: dict[str, object] = {}
    indicator = facts.get("indicator")
    if isinstance(indicator, Indicator):
        said |= _amounts(facts, indicator, language)
        weight = {"weight": indicator.weight}
        over_places = pick(_OVER_PLACES[indicator.over_places], language).format_map(weight)
        said["how"] = f"{pick(_OVER_TIME[indicator.over_time], language)}; {over_places}"
    if isinstance(target := facts.get("target"), Target):
        said["target"] = describe_target(target, language)
        if isinstance(pace := facts.get("pace"), TermPace) and isinstance(indicator, Indicator):
            said["pace"] = describe_pace(pace, target, indicator, language).removesuffix(".")
    if isinstance(ratio := facts.get("attainment"), Decimal):
        said["attainment"] = format_ratio(ratio, language)
    if isinstance(period := facts.get("period"), Period):
        said["period"] = format_when(period, language)
    if isinstance(vintage := facts.get("vintage"), Vintage):
        said["vintage"] = pick(VINTAGE_WORDS[vintage], language)
    if isinstance(owed := facts.get("owed"), int):
        said["owed"] = (f", còn thiếu {owed} kỳ" if language != "en" else f", {owed} not reported") if owed else ""
    if "document" in facts:
        under = f" theo {facts['document']}" if language != "en" else f" under {facts['document']}"
        said["under"] = under if facts["document"] else ""
    if facts.get("held_above"):
        place = names.get(str(facts["place"]), str(facts["place"]))
        said["place"] = f"{place} (phần báo cáo ở cấp này)" if language != "en" else f"{place} (reported at this level)"
    return said


def _amounts(facts: Mapping[str, object], indicator: Indicator, language: str) -> dict[str, object]:
    """A total and the level of a place with the decimals that the indicator shows, a figure with every digit it has."""
    numerator, denominator = facts.get("numerator"), facts.get("denominator")
    parts = ""
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        parts = f"{format_exact(numerator, language)}/{format_exact(denominator, language)}"
    said: dict[str, object] = {"parts": f" ({parts})" if parts else ""}
    if isinstance(level := facts.get("level"), Decimal):
        said["level"] = format_amount(level, indicator.unit, indicator.decimals, language)
    elif "pace" in facts:
        said["level"] = pick(("chưa có số liệu", "no figures"), language)
    if "figure" in facts:
        figure = facts["figure"]
        amount = format_amount(figure, indicator.unit, EVERY_DIGIT, language) if isinstance(figure, Decimal) else parts
        named = facts.get("named")
        said["figure"] = f"{amount} ({', '.join(map(str, named))})" if isinstance(named, tuple) and named else amount
    return said


def _plain(value: object) -> Any:
    """A fact as JSON holds it, exact."""
    match value:
        case Decimal():
            return format(value, "f")
        case Indicator() | Period():
            return value.code
        case Vintage():
            return value.name.lower()
        case Target():
            return value.number
        case TermPace():
            return {"needed_per_year": _plain(value.needed_per_year), "years_left": [year for year, _ in value.needed]}
        case tuple() | list():
            return [_plain(one) for one in value]
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
