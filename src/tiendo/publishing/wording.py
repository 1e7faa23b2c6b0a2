"""Every finding, reason and condition in words: official Vietnamese first, complete English.

Stages return rules and exact facts (`Reason`, `Problem`); only this file turns them into sentences, which stand in
`sentences.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from babel.dates import format_date as _babel_date

from tiendo.catalogue.load import load_catalogue
from tiendo.model.figure import FigureKind
from tiendo.model.indicator import Definition, Direction, Indicator
from tiendo.model.observation import Provider, Vintage
from tiendo.model.period import Period, PeriodKind
from tiendo.model.place import Place, PlaceKind
from tiendo.model.problem import Problem
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition, Target, TargetSet, TermForm
from tiendo.model.total import Owing
from tiendo.model.verdict import Reason, ShareCheck, ShareRelation, TermPace, VerdictWord
from tiendo.publishing.sentences import SENTENCES

VERDICT_WORDS: Mapping[VerdictWord, tuple[str, str]] = {
    VerdictWord.EXCEEDED: ("Vượt", "Exceeded"),
    VerdictWord.MET: ("Đạt", "Met"),
    VerdictWord.NOT_MET: ("Không đạt", "Not met"),
    VerdictWord.ON_TRACK: ("Đúng tiến độ", "On track"),
    VerdictWord.AT_RISK: ("Có nguy cơ chậm", "At risk"),
    VerdictWord.OFF_TRACK: ("Chậm tiến độ", "Off track"),
    VerdictWord.CANNOT_JUDGE: ("Chưa đánh giá được", "Cannot judge yet"),
    VerdictWord.NO_DATA: ("Chưa có số liệu", "No data"),
}

FIGURE_KIND_WORDS: Mapping[FigureKind, tuple[str, str]] = {
    FigureKind.TARGET: ("mức giao", "target"),
    FigureKind.RESULT: ("số thực hiện", "result"),
}

CHANGE_WORDS: Mapping[Change, tuple[str, str]] = {
    Change.NONE: ("không", "none"),
    Change.INCREASE: ("tăng", "increase"),
    Change.DECREASE: ("giảm", "decrease"),
}

VINTAGE_WORDS: Mapping[Vintage, tuple[str, str]] = {
    Vintage.ESTIMATE: ("ước tính", "estimate"),
    Vintage.PRELIMINARY: ("sơ bộ", "preliminary"),
    Vintage.OFFICIAL: ("chính thức", "official"),
}

WITHIN = ("Trong đó: ", "Of which: ")  # before the name of a sub-row, where rows stand one below the other
PROVIDER_WORDS: Mapping[Provider, tuple[str, str]] = {
    Provider.SECTOR: ("cơ quan ngành", "offices of the sector"),
    Provider.STATISTICS: ("cơ quan thống kê", "statistics office"),
}

TERM_FORM_WORDS: Mapping[TermForm, tuple[str, str]] = {
    TermForm.AVERAGE: ("bình quân mỗi năm trong kỳ", "average a year over the term"),
    TermForm.CUMULATIVE: ("lũy kế cả kỳ", "cumulative over the term"),
    TermForm.END_LEVEL: ("mức đạt được vào năm cuối kỳ", "level in the last year of the term"),
}

_PLACE_KINDS: Mapping[PlaceKind, tuple[str, str]] = {
    PlaceKind.COUNTRY: ("{}", "{}"),
    PlaceKind.PROVINCE: ("tỉnh {}", "{} province"),
    PlaceKind.CITY: ("thành phố {}", "{} city"),
    PlaceKind.DISTRICT: ("huyện {}", "{} district"),
    PlaceKind.URBAN_DISTRICT: ("quận {}", "{} urban district"),
    PlaceKind.DISTRICT_TOWN: ("thị xã {}", "{} district town"),
    PlaceKind.DISTRICT_CITY: ("thành phố {}", "{} city"),
    PlaceKind.COMMUNE: ("xã {}", "{} commune"),
    PlaceKind.TOWN: ("thị trấn {}", "{} town"),
    PlaceKind.WARD: ("phường {}", "{} ward"),
    PlaceKind.SPECIAL_ZONE: ("đặc khu {}", "{} special zone"),
    PlaceKind.REGION: ("vùng {}", "{} region"),
    PlaceKind.COUNTY: ("hạt {}", "{} county"),
    PlaceKind.MUNICIPALITY: ("đô thị {}", "{} municipality"),
}

_WIDE = Context(prec=60)  # amounts have up to 24 characters; more decimals may be asked of them than fit into 28 digits
EVERY_DIGIT = 24  # decimals: as many as an amount may have
_MOST_DECIMALS = 6  # as many as are shown where fewer would make two different amounts look the same


def pick(pair: tuple[str, str], language: str) -> str:
    """The half of a (Vietnamese, English) pair."""
    return pair[1] if language == "en" else pair[0]


def say(said: Reason | Problem, language: str, names: Mapping[str, str] | None = None) -> str:
    """One sentence for a reason or a problem. `names` turns place codes into names. Raises KeyError for a rule
    without words, so that a missing sentence is found by a test and never shown as a code."""
    sentence = pick(SENTENCES[said.rule], language)
    facts = dict(said.facts)
    unit = facts.get("unit")
    words = {key: _fact(key, value, unit, language, names or {}) for key, value in facts.items()}
    words |= _told_apart(facts, language)
    words |= _as_promised(facts, words, language)
    words.setdefault("failing_text", _failing(facts, language, names or {}))
    return sentence.format_map(words)


def say_with_place(problem: Problem, language: str, names: Mapping[str, str] | None = None) -> str:
    """A finding about a file with the file, line and column in front: "figures.csv, dòng 12, cột value: …"."""
    vietnamese, facts = language != "en", problem.facts
    where = []
    if facts.get("file"):
        where.append(str(facts["file"]))
    if facts.get("line"):
        where.append(f"{'dòng' if vietnamese else 'row'} {facts['line']}")
    if facts.get("column") and where:
        where.append(f"{'cột' if vietnamese else 'column'} {facts['column']}")
    said = say(problem, language, names)
    return f"{', '.join(where)}: {said}" if where else said


def format_number(value: Decimal | None, decimals: int, language: str) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; half away from zero; no trailing zeros; "—" for absent."""
    if value is None:
        return "—"
    text = f"{round_half_up(value, decimals):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if language == "en" else text.translate(_VIETNAMESE_MARKS)


_VIETNAMESE_MARKS = str.maketrans(",.", ".,")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded as people round, half away from zero; what rounds to nothing is 0, never "-0"."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    return rounded if rounded else abs(rounded)


def format_exact(value: Decimal, language: str) -> str:
    """Every digit the value has."""
    return format_number(value, _decimals_of(value), language)


def _decimals_of(value: Decimal) -> int:
    exponent = value.normalize(_WIDE).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_date(day: date | None, language: str) -> str:
    """30/12/2023 in Vietnamese, 30 Dec 2023 in English; "—" for absent."""
    if day is None:
        return "—"
    return _babel_date(day, "d MMM y", locale="en") if language == "en" else f"{day:%d/%m/%Y}"


def format_unit(unit: str, language: str, value: Decimal | None = None) -> str:
    """The unit's name in the language; Vietnamese stays as it is. English says one school, but 0, 2 and 1.5 schools."""
    known = load_catalogue().units.get(unit.lower())
    if language != "en" or known is None:
        return unit
    return known.one_en if value is not None and abs(value) == 1 else known.name_en


def format_place(place: Place, language: str) -> str:
    """xã Thủy Tây; in English Thủy Tây commune. A row of the table of places will do as well: it says kind and name."""
    return pick(_PLACE_KINDS[PlaceKind(place.kind)], language).format(place.name)


def format_amount(value: Decimal | None, unit: str, decimals: int, language: str) -> str:
    """Number and unit: "229.800 tấn", "94%"."""
    if value is None:
        return "—"
    said = format_number(value, decimals, language)
    if unit in {"%", "‰"}:
        return f"{said}{unit}"
    return f"{said} {format_unit(unit, language, round_half_up(value, decimals))}"


def format_read(value: Decimal, value_max: Decimal | None, unit: str, language: str) -> str:
    """A figure as it was read from a text, every digit: "229.800 tấn", "6,5 - 7%"."""
    highest = value if value_max is None else value_max
    said = format_amount(highest, unit, EVERY_DIGIT, language)
    return said if value_max is None else f"{format_exact(value, language)} - {said}"


def format_ratio(ratio: Decimal | None, language: str) -> str:
    """A ratio as per cent with one decimal: 109,5%."""
    return "—" if ratio is None else f"{format_number(per_cent(ratio), 1, language)}%"


def per_cent(ratio: Decimal) -> Decimal:
    """The ratio in per cent with one decimal; what falls short of the whole never rounds up to 100 (domain.md 8)."""
    rounded = round_half_up(ratio * 100, 1)
    return Decimal("99.9") if ratio < 1 and rounded == 100 else rounded


def format_period(period: Period, language: str) -> str:
    """tháng 3/2024, quý I/2024, năm 2024, giai đoạn 2021-2025."""
    roman = ("I", "II", "III", "IV")
    vietnamese = language != "en"
    match period.kind:
        case PeriodKind.MONTH:
            if vietnamese:
                return f"tháng {period.first_month}/{period.first_year}"
            return _babel_date(date(period.first_year, period.first_month, 1), "MMMM y", locale="en")
        case PeriodKind.QUARTER:
            quarter = roman[period.first_month // 3]
            return f"{'quý' if vietnamese else 'quarter'} {quarter}/{period.first_year}"
        case PeriodKind.HALF:
            half = "đầu" if period.first_month == 1 else "cuối"
            if vietnamese:
                return f"6 tháng {half} năm {period.first_year}"
            return f"{'first' if period.first_month == 1 else 'second'} half of {period.first_year}"
        case PeriodKind.SEASON:
            return _season(period, vietnamese)
        case PeriodKind.SCHOOL_YEAR:
            said = f"{period.first_year}-{period.first_year + 1}"
            return f"năm học {said}" if vietnamese else f"school year {said}"
        case PeriodKind.YEAR:
            return f"năm {period.first_year}" if vietnamese else str(period.first_year)
        case PeriodKind.TERM:
            return f"giai đoạn {period.code}" if vietnamese else period.code


def _season(period: Period, vietnamese: bool) -> str:
    year, number = period.first_year, period.first_month // 4
    when = f"{year - 1}-{year}" if number == 0 else str(year)  # Đông Xuân is sown in the year before
    said = (
        ("vụ Đông Xuân", "vụ Hè Thu", "vụ Thu Đông")
        if vietnamese
        else ("winter-spring crop", "summer-autumn crop", "autumn-winter crop")
    )
    return f"{said[number]} {when}"


def format_when(period: Period, language: str) -> str:
    """The period a figure is of; of a year that has not run out "9 tháng đầu năm 2024", and its first month alone."""
    if period.kind is PeriodKind.YEAR and period.months_long == 1:
        return format_period(period.months()[0], language)
    if period.kind is PeriodKind.SCHOOL_YEAR and period.months_long < 12:
        months = f"first {period.months_long} months of" if language == "en" else f"{period.months_long} tháng đầu"
        return f"{months} {format_period(period, language)}"
    if period.kind is PeriodKind.YEAR and period.months_long < 12:
        if language == "en":
            return f"first {period.months_long} months of {period.first_year}"
        return f"{period.months_long} tháng đầu năm {period.first_year}"
    return format_period(period, language)


def describe_condition(
    condition: Condition, language: str, baseline: Baseline | None = None, *, with_unit: bool = True
) -> str:
    """A condition in words: "229.800 tấn", "giảm 15% so với 140", "từ 6,5% đến 7%". `with_unit`: a cell of a table
    whose unit stands in a column of its own goes without."""
    vietnamese = language != "en"
    unit = condition.unit
    if condition.change is not Change.NONE and condition.change_in is ChangeIn.POINTS and unit == "%":
        unit = "điểm %"

    def said_of(value: Decimal) -> str:
        return _amount(value, unit, language) if with_unit else _bare(value, unit, language)

    amount = said_of(condition.value)
    match condition.comparator:
        case Comparator.RANGE if condition.value_max is not None:
            top = said_of(condition.value_max)
            low = format_exact(condition.value, language)
            said = f"từ {low} đến {top}" if vietnamese else f"{low} to {top}"
        case Comparator.AT_LEAST:
            said = f"{amount} trở lên" if vietnamese else f"at least {amount}"
        case Comparator.AT_MOST:
            said = f"không quá {amount}" if vietnamese else f"at most {amount}"
        case Comparator.MORE_THAN:
            said = f"trên {amount}" if vietnamese else f"more than {amount}"
        case Comparator.LESS_THAN:
            said = f"dưới {amount}" if vietnamese else f"less than {amount}"
        case Comparator.ABOUT:
            slack = f" (±{format_ratio(condition.tolerance, language)})" if condition.tolerance is not None else ""
            said = f"khoảng {amount}{slack}" if vietnamese else f"about {amount}{slack}"
        case _:
            said = amount
    if condition.change is not Change.NONE:
        up = condition.change is Change.INCREASE
        verb = ("tăng" if up else "giảm") if vietnamese else ("up by" if up else "down by")
        said = f"{verb} {said}"
        if baseline is not None:
            start = format_exact(baseline.value, language)
            said += f" so với gốc {start}" if vietnamese else f" from a baseline of {start}"
    if condition.keep:
        said = f"duy trì {said}" if vietnamese else f"keep {said}"
    return said


def describe_target(target: Target, language: str) -> str:
    """All conditions of a target in words; the parts of a compound one joined."""
    if target.is_compound:
        return "; ".join(describe_target(p, language) for p in target.parts)
    joined = " và " if language != "en" else " and "
    changes = [c for c in target.conditions if c.change is not Change.NONE]  # the baseline is said once, after the last
    said = joined.join(
        describe_condition(c, language, target.baseline if changes and c is changes[-1] else None)
        for c in target.conditions
    )
    return f"{said}: {target.subject}" if target.subject else said


def describe_pace(pace: TermPace, target: Target, indicator: Indicator, language: str) -> str:
    """Whether a target of a term is reached, or what each remaining year still needs, and what that rests on."""
    vietnamese = language != "en"
    gaps = ", ".join(str(y) for y in pace.gaps)
    if pace.needed_per_year is None and not pace.reached:
        if gaps and pace.form is not TermForm.END_LEVEL:  # of a level the last year is all that counts
            return (
                f"Chưa kết luận được cả kỳ vì chưa có số liệu năm {gaps}."
                if vietnamese
                else f"The term cannot be judged: no figure for {gaps}."
            )
        if pace.done:
            return "Hết kỳ, chưa đạt mức giao." if vietnamese else "The term is over and the target is not met."
        return "Chưa có số liệu để tính mức còn cần." if vietnamese else "No figures yet to say what is still needed."
    if pace.reached:
        if pace.form is TermForm.END_LEVEL and pace.needed:
            last = pace.needed[-1][0]
            return (
                f"Đã tới mức giao; phải giữ đến năm {last}." if vietnamese else f"Reached; it has to stay until {last}."
            )
        return "Đã đạt mức giao của cả kỳ." if vietnamese else "The target of the whole term is met."
    verb, amount = _each_year(pace, target, indicator, language)
    said = (
        f"Để đạt mức giao, mỗi năm còn lại cần {verb} {amount}."
        if vietnamese
        else f"To meet the target, each remaining year needs {verb} {amount}."
    )
    if pace.form is TermForm.AVERAGE and indicator.is_growth:
        said += " Tốc độ tăng bình quân tính theo cách nhân." if vietnamese else " Average growth is compounded."
    if gaps and pace.form is not TermForm.END_LEVEL:
        said += (
            f" Chưa có số liệu năm {gaps}: tạm coi như cũng đạt mức đó."
            if vietnamese
            else f" No figure for {gaps}: taken to be the same for now."
        )
    return said


def pace_in_brief(pace: TermPace, target: Target, indicator: Indicator, language: str) -> str:
    """What is still needed, for a cell of a table: "6,2%/năm trong 3 năm còn lại"; `describe_pace` says what it rests on."""
    if pace.reached:
        return "đã đạt mức cả kỳ" if language != "en" else "the term's target is met"
    if pace.needed_per_year is None:
        return "—"
    verb, amount = _each_year(pace, target, indicator, language)
    years = len(pace.needed)
    if language == "en":
        verb = "" if verb == "to reach" else f"{verb} "
        return f"{verb}{amount} a year for the remaining {_counted(years, 'year')}"
    verb = "" if verb == "đạt" else f"{verb} "
    return f"{verb}{amount}/năm trong {years} năm còn lại"


def _each_year(pace: TermPace, target: Target, indicator: Indicator, language: str) -> tuple[str, str]:
    """Verb and amount of what each remaining year needs: "đạt", "6,2%"; "tăng", "1,2 điểm %"."""
    vietnamese = language != "en"
    step = pace.needed_per_year or Decimal(0)
    unit = indicator.unit
    if pace.form is TermForm.END_LEVEL and unit == "%":
        unit = "điểm %"  # from 92.6 % to 93.8 % is 1.2 points more, not 1.2 % more
    capped = target.conditions[0].comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    shown = _in_whole(abs(step), indicator, fewer=capped and pace.form is not TermForm.END_LEVEL)
    amount = format_amount(shown, unit, max(indicator.decimals, min(_decimals_of(shown), 2)), language)
    match pace.form:
        case TermForm.END_LEVEL:
            verb = ("tăng" if step >= 0 else "giảm") if vietnamese else ("another" if step >= 0 else "a fall of")
        case _ if capped:
            verb = "không quá" if vietnamese else "no more than"
        case TermForm.AVERAGE:
            verb = "đạt" if vietnamese else "to reach"
        case _:
            verb = "thêm" if vietnamese else "another"
    return verb, amount


def whole_need(value: Decimal | None, target: Target, indicator: Indicator) -> Decimal | None:
    """What a year still needs, of things that are counted whole: nobody can find work for half a person, and 2,045
    would fall short of 2,045.5. Where less is better it is rounded down, for the same reason."""
    caps = {Comparator.AT_MOST, Comparator.LESS_THAN}
    fewer = indicator.direction is Direction.LOWER or any(c.comparator in caps for c in target.conditions)
    return None if value is None else _in_whole(value, indicator, fewer=fewer)


def _in_whole(value: Decimal, indicator: Indicator, *, fewer: bool) -> Decimal:
    unit = load_catalogue().units.get(indicator.unit.lower())
    if unit is None or unit.decimals or indicator.decimals:
        return value
    return value.quantize(Decimal(1), ROUND_FLOOR if fewer else ROUND_CEILING, _WIDE)


def describe_named(stated: int | None, parts: Sequence[int], language: str) -> str:
    """How many of the stated targets are named, and how many are still to be entered. `parts`: for each named target
    the number of its parts, 0 for a plain one."""
    named, compound = len(parts), [n for n in parts if n]
    if language == "en":
        said = f"{named} named here" if stated is not None else f"{_counted(named, 'target')} named here"
        if len(compound) == 1:
            said += f" (1 target of {_counted(compound[0], 'part')})"
        elif compound:
            said += f" ({len(compound)} targets of several parts)"
        if stated is None:
            return f"{said}; the text states no number"
        rest = stated - named
        end = f"{rest} still to be entered" if rest >= 0 else f"{-rest} more than stated"
        return f"{_counted(stated, 'target')} stated, {said}, {end}"
    said = f"{named} có tên ở đây" if stated is not None else f"{named} chỉ tiêu có tên ở đây"
    if len(compound) == 1:
        said += f" (1 chỉ tiêu gồm {compound[0]} phần)"
    elif compound:
        said += f" ({len(compound)} chỉ tiêu gồm nhiều phần)"
    if stated is None:
        return f"{said}; văn bản không nêu tổng số"
    rest = stated - named
    return f"{stated} chỉ tiêu được nêu, {said}, " + (f"còn {rest} phải nhập" if rest >= 0 else f"thừa {-rest}")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def describe_decision(edition: TargetSet, language: str) -> str:
    """The decision that gave the targets, with its day; "" where none is known."""
    if not edition.decided_by or edition.decided_on is None:
        return edition.decided_by
    return f"{edition.decided_by}, {format_date(edition.decided_on, language)}"


def describe_shares(check: ShareCheck, unit: str, language: str) -> str:
    """Whether the shares add up, or by how much they don't."""
    vietnamese = language != "en"
    match check.relation:
        case ShareRelation.NONE:
            return "Chưa giao cho địa bàn nào." if vietnamese else "Not shared out yet."
        case ShareRelation.NOT_ADDITIVE:
            return (
                "Chỉ tiêu này không cộng được giữa các địa bàn."
                if vietnamese
                else "This target does not add up over places."
            )
    total, promised = _amount(check.total, unit, language), _amount(check.promised, unit, language)
    difference = _amount(abs(check.difference or Decimal(0)), unit, language)
    match check.relation:
        case ShareRelation.EQUAL:
            return (
                f"Tổng phần giao {total}, khớp với mức giao."
                if vietnamese
                else f"The shares add up to {total}, as promised."
            )
        case ShareRelation.BELOW:
            return (
                f"Tổng phần giao {total}, còn thiếu {difference} so với mức giao {promised}."
                if vietnamese
                else f"The shares add up to {total}, {difference} short of {promised}."
            )
        case _:
            return (
                f"Tổng phần giao {total}, vượt {difference} so với mức giao {promised}."
                if vietnamese
                else f"The shares add up to {total}, {difference} above {promised}."
            )


def describe_missing(
    missing: Sequence[Owing], language: str, names: Mapping[str, str], *, in_full: bool = False
) -> str:
    """ "xã Thủy Tây (tháng 3)": places and the months that they owe; of one that holds others, how many of those do:
    "huyện Lâm Sơn (3 nơi: tháng 3)". A sentence names three places and counts the rest, "và 8 nơi khác"; a file asks for
    all `in_full`."""
    said = []
    for owing in missing if in_full else missing[:_MOST_NAMED]:
        name = names.get(owing.place_code, owing.place_code)
        listed = ", ".join(_month(m.code, language) for m in owing.months)
        if len(owing.months) > _MOST_NAMED and not in_full:
            listed = f"{len(owing.months)} tháng" if language != "en" else _counted(len(owing.months), "month")
        if owing.places is not None:
            places = f"{owing.places} nơi" if language != "en" else _counted(owing.places, "place")
            listed = f"{places}: {listed}"
        said.append(f"{name} ({listed})" if listed else name)
    rest = len(missing) - len(said)
    if not rest:
        return "; ".join(said)
    more = f"và {rest} nơi khác" if language != "en" else f"and {rest} more {'place' if rest == 1 else 'places'}"
    return f"{'; '.join(said)} {more}"


_MOST_FAILING = 12  # places that break a condition
_MOST_NAMED = 3  # missing places, and months of one place, that a sentence names before it only counts


def _month(code: str, language: str) -> str:
    month = Period.parse(code)
    return f"tháng {month.first_month}" if language != "en" else format_period(month, language)


def _amount(value: Decimal | None, unit: str, language: str) -> str:
    if value is None:
        return "—"
    return format_amount(value, unit, min(_decimals_of(value), _decimals_shown(unit)), language)


def _bare(value: Decimal, unit: str, language: str) -> str:
    """The number of an amount as it would be written with its unit."""
    return format_number(value, min(_decimals_of(value), _decimals_shown(unit)), language)


def _as_promised(facts: Mapping[str, object], words: Mapping[str, str], language: str) -> dict[str, str]:
    """Amounts under a condition said as it was promised: "trên 94%", "từ 6,6% đến 6,8%", "giảm 21 hộ". A fall of 23
    households is not "23 hộ", which would be read as the households that are left."""
    condition = facts.get("condition")
    if not isinstance(condition, Condition):
        return {}
    vietnamese = language != "en"
    said, amount = {}, words.get("promised", "")
    match condition.comparator:
        case Comparator.MORE_THAN:
            said["promised"] = f"trên {amount}" if vietnamese else f"more than {amount}"
        case Comparator.LESS_THAN:
            said["promised"] = f"dưới {amount}" if vietnamese else f"less than {amount}"
        case Comparator.RANGE | Comparator.ABOUT:
            said["promised"] = describe_condition(replace(condition, change=Change.NONE, keep=False), language)
    if condition.change is Change.NONE:
        return said
    up, down = ("tăng", "giảm") if vietnamese else ("rise of", "fall of")
    verb, other = (up, down) if condition.change is Change.INCREASE else (down, up)
    said["promised"] = f"{verb} {said.get('promised', amount)}"
    for key in ("actual", "due", "topped_up"):
        if key in words and isinstance(value := facts.get(key), Decimal):
            turned = other if value < 0 else verb
            said[key] = f"{'' if vietnamese else 'a '}{turned} {words[key].removeprefix('-')}"
    return said


def _decimals_shown(unit: str) -> int:
    return 3 if unit == "tỷ đồng" else 2


def _told_apart(facts: Mapping[str, object], language: str) -> dict[str, str]:
    """Amounts that differ but would be written alike, with as many decimals as tell them apart: a reader who is told
    that 100 falls short of 100 learns nothing."""
    unit = str(facts.get("unit", ""))
    amounts = {k: v for k, v in facts.items() if k in _IN_UNIT and isinstance(v, Decimal)}
    if len({_amount(v, unit, language) for v in amounts.values()}) == len(set(amounts.values())):
        return {}
    for decimals in range(_decimals_shown(unit) + 1, _MOST_DECIMALS + 1):
        said = {k: format_amount(v, unit, min(_decimals_of(v), decimals), language) for k, v in amounts.items()}
        if len(set(said.values())) == len(set(amounts.values())):
            return said
    return {}


_IN_UNIT = frozenset({"actual", "promised", "due", "topped_up"})
_ROUNDED = frozenset({"percent", "amount", "before"})  # may come from a division


def _fact(key: str, value: object, unit: object, language: str, names: Mapping[str, str]) -> str:
    """One fact as text, by what it is."""
    if key == "missing":
        return describe_missing(value, language, names) if isinstance(value, tuple) else str(value)
    if isinstance(value, Decimal):
        in_unit = key in _IN_UNIT and isinstance(unit, str)
        if key in _ROUNDED:
            return format_number(value, min(_decimals_of(value), 2), language)
        return _amount(value, str(unit), language) if in_unit else format_exact(value, language)
    if isinstance(value, VerdictWord):
        return pick(VERDICT_WORDS[value], language)
    if isinstance(value, Period):
        return format_period(value, language)
    if isinstance(value, Indicator):
        return value.name_en if language == "en" else value.name
    if isinstance(value, Definition):
        return value.name_en if language == "en" else value.name
    if isinstance(value, Place):
        return format_place(value, language)
    if isinstance(value, date):
        return format_date(value, language)
    if key == "place":
        return names.get(str(value), str(value))
    if isinstance(value, tuple):
        joined = ", ".join(
            _fact("", v, None, language, names) if isinstance(v, Place | Definition) else names.get(str(v), str(v))
            for v in value
        )
        return joined or ("chưa có" if language != "en" else "none")
    if key in {"unit", "promised_unit"}:
        return format_unit(str(value), language)
    return str(value)


def _failing(facts: Mapping[str, object], language: str, names: Mapping[str, str]) -> str:
    """Who fails a condition over all members, by the places directly below; or the plain value for another exact
    condition."""
    failing = facts.get("failing")
    if not isinstance(failing, tuple):
        actual = facts.get("actual")
        return _amount(actual if isinstance(actual, Decimal) else None, str(facts.get("unit", "")), language)
    members = facts.get("members")
    total = format_exact(members, language) if isinstance(members, Decimal) else "?"
    if not failing:
        return f"0/{total} địa bàn vi phạm" if language != "en" else f"0 of {total} places fail"
    counted = facts.get("failing_count")
    count = format_exact(counted if isinstance(counted, Decimal) else Decimal(len(failing)), language)
    listed = ", ".join(names.get(str(c), str(c)) for c in failing[:_MOST_FAILING])
    if rest := len(failing) - _MOST_FAILING if len(failing) > _MOST_FAILING else 0:
        listed += f" và {rest} nơi khác" if language != "en" else f" and {_counted(rest, 'more place')}"
    return f"{count}/{total} địa bàn: {listed}" if language != "en" else f"{count} of {total} places: {listed}"
