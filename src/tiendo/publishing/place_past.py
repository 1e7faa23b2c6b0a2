"""The past of a place in words and as a table: what it came from, what became of it, under which act, by which shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tiendo.model.place import Place
from tiendo.model.place_change import ChangeLine, PlaceChange
from tiendo.model.place_history import PlaceHistory
from tiendo.publishing.place_words import describe_bases, format_share
from tiendo.publishing.wording import format_date, format_place

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table: how much of `before` lies in `after`, from which day and under which act."""

    before: Place
    after: Place
    line: ChangeLine
    change: PlaceChange

    @property
    def whole(self) -> bool:
        """True where all of it went."""
        return self.line.share == 1


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of one place.

    Attributes:
        over: the places that it lies in, on its last or newest day, the nearest first.
        came, became: from the places before it, to those after it; empty where nothing is known or nothing changed.
        ended_alone: it ended and no place follows it (a district that was abolished).
    """

    place: Place
    over: tuple[Place, ...]
    came: tuple[Step, ...]
    became: tuple[Step, ...]
    ended_alone: bool = False


def past_of(place: Place, history: PlaceHistory) -> Past:
    """The past of a place of any day."""
    on = place.last or max((c.day for c in history.changes), default=date.max)
    tree = history.tree(max(on, place.first or on))
    over = tuple(tree[code] for code in tree.above(place.code)) if place.code in tree else ()
    start, end = history.start_of(place), history.end_of(place)
    came = tuple(_steps(start, history, new=place.code)) if start else ()
    became = tuple(_steps(end, history, old=place.code)) if end else ()
    return Past(place, over, came, became, ended_alone=place.last is not None and end is None)


def _steps(change: PlaceChange, history: PlaceHistory, *, old: str = "", new: str = "") -> Iterator[Step]:
    for line in change.lines:
        if (old and line.old != old) or (new and line.new != new):
            continue
        before, after = history.place(line.old, change.day - _ONE_DAY), history.place(line.new, change.day)
        if before and after:
            yield Step(before, after, line, change)


def describe_came(past: Past, language: str) -> str:
    """ "Lập ngày 01/07/2025 theo 1682/NQ-UBTVQH15 từ xã A, xã B và một phần xã C."; "" where nothing is known."""
    if not past.came:
        return ""
    change, english = past.came[0].change, language == "en"
    names = ", ".join(
        format_place(s.before, language)
        if s.whole
        else f"{format_share(s.line.share, language)} {'of' if english else 'của'} {format_place(s.before, language)} "
        f"({describe_bases((s.line.basis,), language)})"
        for s in past.came
    )
    day = format_date(change.day, language)
    if english:
        return f"Made on {day}{f' by {change.document}' if change.document else ''} of {names}."
    return f"Lập ngày {day}{f' theo {change.document}' if change.document else ''} từ {names}."


def describe_became(past: Past, language: str) -> str:
    """ "Từ 01/07/2025 thuộc xã Thạnh Phước (1682/NQ-UBTVQH15)."; "" while it goes on."""
    english = language == "en"
    if past.ended_alone:
        day = format_date(past.place.last, language)
        if english:
            return (
                f"Ended on {day} without a successor: its series ends there, and what it would be today is an estimate."
            )
        return f"Kết thúc ngày {day}, không có địa bàn kế tiếp: chuỗi số liệu dừng ở đó, sau đó chỉ là ước tính."
    if not past.became:
        return ""
    change = past.became[0].change
    where = ", ".join(
        format_place(s.after, language)
        if s.whole
        else f"{format_place(s.after, language)} ({format_share(s.line.share, language)}, "
        f"{describe_bases((s.line.basis,), language)})"
        for s in past.became
    )
    act = f" ({change.document})" if change.document else ""
    if english:
        return f"Since {format_date(change.day, language)} in {where}{act}."
    return f"Từ {format_date(change.day, language)} thuộc {where}{act}."
