"""Restated figures, shares and changes in both languages."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.builders import CATALOGUE, make_observations
from tests.spec.place_tables import AFTER, HISTORY
from tiendo import pipeline
from tiendo.model.place import Place, PlaceKind
from tiendo.model.place_change import ChangeKind, ShareBasis
from tiendo.publishing.place_words import (
    CHANGE_KIND_WORDS,
    SHARE_BASIS_WORDS,
    describe_assumed,
    describe_line,
    describe_restatement,
    format_share,
    format_validity,
)


@pytest.mark.parametrize(
    ("rows", "place", "vi", "en"),
    [
        (
            "A 6: 1; B 6: 2", "M",
            "Tính lại theo địa bàn ngày 31/08/2025: toàn bộ xã A, xã B. Văn bản 01/NQ. Chưa đủ, còn thiếu: thị trấn T.",
            "Restated for the places of 31 Aug 2025: all of A commune, B commune. Document no. 01/NQ. Incomplete, missing: T town.",
        ),
        (
            "C 6: 1", "C1",
            "Tính lại theo địa bàn ngày 31/08/2025: 62% của xã C theo dân số. Văn bản 02/NQ.",
            "Restated for the places of 31 Aug 2025: 62% of C commune by population. Document no. 02/NQ.",
        ),
        (
            "U 6: 1", "U1",
            "Tính lại theo địa bàn ngày 31/08/2025: 33,33% của xã U (chưa biết tỷ lệ, tạm chia đều). Văn bản 06/NQ.",
            "Restated for the places of 31 Aug 2025: 33.33% of U commune (share not known, equal parts assumed). Document no. 06/NQ.",
        ),
        (
            "D 6: 1; E 6: 1", "E",
            "Tính lại theo địa bàn ngày 31/08/2025: toàn bộ xã E; 25% của xã D theo diện tích. Văn bản 03/NQ.",
            "Restated for the places of 31 Aug 2025: all of E commune; 25% of D commune by area. Document no. 03/NQ.",
        ),
    ],
)  # fmt: skip
def test_a_restated_figure_says_what_it_was_worked_out_from(rows: str, place: str, vi: str, en: str) -> None:
    sent = make_observations("jobs-created", rows, year=2025)
    made = {o.place_code: o for o in pipeline.restate(sent, HISTORY, CATALOGUE, to=AFTER).observations}
    restatement = made[place].restatement
    assert restatement is not None
    assert (describe_restatement(restatement, "vi"), describe_restatement(restatement, "en")) == (vi, en)


def test_a_part_by_an_assumed_share_says_so_and_all_parts_together_rest_on_no_assumption() -> None:
    sent = make_observations("jobs-created", "U 6: 10; U 7: 7; C 6: 5; A 6: 1", year=2025)
    made = pipeline.restate(sent, HISTORY, CATALOGUE, to=AFTER).observations
    of_u = [o for o in made if o.place_code.startswith("U")]
    assert len({o.place_code for o in of_u}) == 3
    for one in of_u:
        assert describe_assumed([one], "vi") == "Chưa biết tỷ lệ chia của xã U: tạm chia đều."
        assert describe_assumed([one], "en") == "Shares of U commune not known: equal parts assumed."
    assert describe_assumed(of_u, "vi") == describe_assumed(made, "vi") == ""
    assert describe_assumed([o for o in made if o.place_code in {"C1", "M"}], "vi") == ""  # known shares, whole places
    assert describe_assumed(sent, "vi") == describe_assumed((), "vi") == ""


@pytest.mark.parametrize(
    ("share", "vi", "en"),
    [
        ("1", "100%", "100%"),
        ("1/3", "33,33%", "33.33%"),
        ("0.62", "62%", "62%"),
        ("99999/100000", "dưới 100%", "under 100%"),
    ],
)
def test_less_than_all_is_never_100(share: str, vi: str, en: str) -> None:
    assert (format_share(Fraction(share), "vi"), format_share(Fraction(share), "en")) == (vi, en)


def test_where_a_place_went() -> None:
    old, new = Place("1", "Thuận Nghĩa Hòa", PlaceKind.COMMUNE), Place("2", "Thạnh Phước", PlaceKind.COMMUNE)
    assert describe_line(old, new, Fraction(1), (), "vi") == "xã Thuận Nghĩa Hòa → nay thuộc xã Thạnh Phước"
    assert describe_line(old, new, Fraction(1, 2), (ShareBasis.HOUSEHOLDS,), "vi") == (
        "xã Thuận Nghĩa Hòa → 50% nay thuộc xã Thạnh Phước (theo số hộ)"
    )
    assert describe_line(old, new, Fraction(1, 2), (ShareBasis.HOUSEHOLDS,), "en") == (
        "Thuận Nghĩa Hòa commune → 50% now in Thạnh Phước commune (by households)"
    )


def test_days_of_validity() -> None:
    first, last = date(2025, 7, 1), date(2026, 8, 3)
    said = [format_validity(Place("1", "A", PlaceKind.WARD, f, t), "vi") for f in (None, first) for t in (None, last)]
    assert said == ["", "đến 03/08/2026", "từ 01/07/2025", "01/07/2025 - 03/08/2026"]
    assert format_validity(Place("1", "A", PlaceKind.WARD, first), "en") == "from 1 Jul 2025"


def test_every_kind_and_basis_has_words() -> None:
    assert set(CHANGE_KIND_WORDS) == set(ChangeKind) and set(SHARE_BASIS_WORDS) == set(ShareBasis)
