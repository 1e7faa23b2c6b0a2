"""Lines that are no change, and changes that contradict the places, are said in one sentence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tiendo.model.place import Place, PlaceKind, PlaceTree, WrongPlaces, check_validity
from tiendo.model.place_change import ChangeKind, ChangeLine, PlaceChange, ShareBasis, WrongChange
from tiendo.model.place_history import PlaceHistory
from tiendo.publishing.wording import say

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
PART = ShareBasis.AREA
OLD = Place("1", "A", PlaceKind.COMMUNE, None, LAST)
NEW = Place("1", "B", PlaceKind.COMMUNE, FIRST)
OTHER = Place("2", "C", PlaceKind.COMMUNE, FIRST)


def _change(*lines: ChangeLine, day: date = FIRST) -> PlaceChange:
    return PlaceChange(day, ChangeKind.TRANSFER, lines, "1/NQ")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "cần ít nhất một dòng"),
        ([ChangeLine("1", "2"), ChangeLine("1", "2")], "Dòng từ “1” sang “2” có hai lần"),
        ([ChangeLine("1", "2", Fraction(0), PART)], "phải lớn hơn 0"),
        ([ChangeLine("1", "2", Fraction(1), PART)], "chuyển nguyên vẹn thì ghi 1 và whole"),
        ([ChangeLine("1", "2", Fraction(1, 2))], "một phần thì ghi căn cứ khác"),
        ([ChangeLine("1", "2", Fraction(62, 100), PART)], "cộng lại là 31/50, không phải 1"),
    ],
)
def test_lines_that_lose_or_invent_a_part_are_refused(lines: list[ChangeLine], sentence: str) -> None:
    with pytest.raises(WrongChange) as wrong:
        _change(*lines)
    assert sentence in say(wrong.value.problem, "vi") and say(wrong.value.problem, "en").endswith(".")


@pytest.mark.parametrize(
    ("places", "changes", "sentence"),
    [
        ([NEW], [_change(ChangeLine("1", "1"))], "Không có địa bàn mã “1” hết hiệu lực vào ngày 30/06/2025"),
        ([OLD], [_change(ChangeLine("1", "1"))], "Không có địa bàn mã “1” bắt đầu vào ngày 01/07/2025"),
        (
            [OLD, NEW, OTHER], [_change(ChangeLine("1", "1")), _change(ChangeLine("1", "2"))],
            "Hai văn bản cùng nói địa bàn “1” chuyển đi đâu từ ngày 01/07/2025",
        ),
        (
            [OLD, NEW, Place("3", "D", PlaceKind.WARD, None, LAST)],
            [_change(ChangeLine("1", "1")), _change(ChangeLine("3", "1"))],
            "Hai văn bản cùng nói địa bàn “1” lập từ đâu vào ngày 01/07/2025",
        ),
        ([OLD, Place("1", "E", PlaceKind.WARD, LAST)], [], "Mã “1” chỉ hai địa bàn trong cùng một ngày (xã A và phường E)"),
    ],
)  # fmt: skip
def test_changes_that_contradict_the_places_are_refused(
    places: list[Place], changes: list[PlaceChange], sentence: str
) -> None:
    with pytest.raises(WrongPlaces) as wrong:
        PlaceHistory(places, [], changes)
    assert sentence in say(wrong.value.problem, "vi") and say(wrong.value.problem, "en").endswith(".")


def test_two_places_under_one_code_are_refused_and_not_the_last_one_kept() -> None:
    twice = [Place("80", "Long An", PlaceKind.PROVINCE), Place("80", "Tây Ninh", PlaceKind.PROVINCE, FIRST)]
    with pytest.raises(WrongPlaces, match=r"Code 80 stands for two places at once: Long An \(with no last day\)"):
        PlaceTree.as_of(twice, [], FIRST)
    with pytest.raises(WrongPlaces, match=r"Tây Ninh \(from 01/07/2025\)"):
        check_validity(twice, [])
    assert PlaceTree.as_of(twice, [], LAST)["80"].name == "Long An"


def test_only_shares_are_corrected_not_where_the_parts_went() -> None:
    history = PlaceHistory([OLD, NEW, OTHER], [], [_change(ChangeLine("1", "1", Fraction(1, 2), PART), ChangeLine("1", "2", Fraction(1, 2), PART))])  # fmt: skip
    known = history.with_shares(
        [ChangeLine("1", "1", Fraction(1, 4), PART), ChangeLine("1", "2", Fraction(3, 4), PART)], day=FIRST
    )
    assert [way.share for way in known.onward(OLD, FIRST).values()] == [Fraction(1, 4), Fraction(3, 4)]
    for lines, day, sentence in (
        ([ChangeLine("1", "1")], FIRST, "dẫn tới nơi khác"),
        ([ChangeLine("2", "1")], FIRST, "không thay đổi vào ngày 01/07/2025"),
    ):
        with pytest.raises(WrongChange) as wrong:
            history.with_shares(lines, day=day)
        assert sentence in say(wrong.value.problem, "vi")
