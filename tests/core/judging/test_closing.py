"""The word of a declared figure, and the declared count made again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import CATALOGUE, make_compound, make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.closing import Closing, Declared
from tiendo.model.target import Target
from tiendo.model.verdict import Override, Verdict, VerdictWord
from tiendo.publishing.closing_words import closing_table, count_words, declared_words, differing_words, recounted_words

TREE = make_place_tree("Huyện H > Xã A, Xã B")
DONE = date(2025, 1, 20)
JOBS = make_target("jobs-created", "= 2000 lao động", reported_by="place", number="8")
POOR = make_target("poor-households", "-15 %%", "-21 hộ", baseline="140", number="7")
SCHOOL = make_target("national-standard-schools-new", "= 1 trường", subject="Trường THCS Thủy Tây", number="4")


@pytest.mark.parametrize(
    ("target", "figure", "word"),
    [
        (JOBS, "2000", "met"),
        (JOBS, "1999.9", "not_met"),
        (JOBS, "2001", "exceeded"),
        (JOBS, "0", "not_met"),
        (JOBS, None, "no_data"),
        (POOR, "117", "exceeded"),
        (POOR, "119", "met"),
        (POOR, "120", "not_met"),
        (make_target("poor-households", "-21 hộ"), "117", "cannot_judge"),
    ],
)
def test_a_declared_figure_gets_the_word_of_the_rule(target: Target, figure: str | None, word: str) -> None:
    said = None if figure is None else Decimal(figure)
    assert pipeline.word_of_figure(target, said, CATALOGUE, ()).value == word


def test_a_number_does_not_say_that_the_named_thing_is_there() -> None:
    assert pipeline.word_of_figure(SCHOOL, Decimal(1), CATALOGUE, ()) is VerdictWord.CANNOT_JUDGE
    assert pipeline.word_of_figure(SCHOOL, Decimal(1), CATALOGUE, ["Trường THCS Thuỷ Tây"]) is VerdictWord.MET
    assert pipeline.word_of_figure(SCHOOL, Decimal(0), CATALOGUE, ["Trường THCS Thủy Tây"]) is VerdictWord.NOT_MET


def test_a_compound_target_has_no_figure() -> None:
    with pytest.raises(ValueError, match="its parts"):
        pipeline.word_of_figure(make_compound(JOBS), Decimal(1), CATALOGUE, ())


def _verdicts(figure: str, *, today: date = DONE, signed: Override | None = None) -> tuple[Verdict, ...]:
    rows = "; ".join(f"H {m}: {figure if m == 1 else 0}" for m in range(1, 13))
    return pipeline.judge_targets(
        [JOBS],
        make_observations("jobs-created", rows),
        tree=TREE,
        catalogue=CATALOGUE,
        today=today,
        through=None,
        overrides={"8": signed} if signed else None,
    )


def _closing(word: VerdictWord = VerdictWord.MET) -> Closing:
    line = Declared("8", "8", word, VerdictWord.MET, Decimal(2000))
    return Closing(1, "Chủ tịch", "Báo cáo 215", date(2024, 12, 20), date(2024, 12, 21), (line,))


def test_the_recount_names_the_target_that_differs_and_why() -> None:
    recount = pipeline.recount(_closing(), _verdicts("1900"))
    (one,) = recount.differing
    assert declared_words(recount.closing, "vi") == (
        "Khai báo theo Báo cáo 215, ngày 20/12/2024: đạt và vượt 1/1 chỉ tiêu (vượt 0, đạt 1)."
    )
    assert recounted_words(recount, "vi") == ("Tính lại theo số liệu hiện có: đạt và vượt 0/1 chỉ tiêu, không đạt 1.")
    assert differing_words(one, "vi", {}) == (
        "Chỉ tiêu 8, khai báo: đạt; tính lại theo số sơ bộ: không đạt, vì: Thực hiện 1.900 lao động, chưa đạt mức giao "
        "2.000 lao động."
    )
    assert "declared: met; recomputed from preliminary figures: not met" in differing_words(one, "en", {})


def test_the_word_of_a_signer_is_the_one_that_is_recounted() -> None:
    signed = Override(VerdictWord.MET, "Chủ tịch", "đã nghiệm thu", DONE)
    recount = pipeline.recount(_closing(), _verdicts("1900", signed=signed))
    assert not recount.differing and recount.counts == {VerdictWord.MET: 1}


def test_before_the_year_ends_nothing_differs_yet() -> None:
    recount = pipeline.recount(_closing(), _verdicts("100", today=date(2024, 6, 1)))
    assert (recount.differing, recount.unsettled) == ((), 1)
    assert count_words(recount.counts, recount.unsettled, "en") == (
        "0 of 1 targets met or exceeded, 1 without a final word"
    )


def test_the_closing_as_a_table() -> None:
    recount = pipeline.recount(_closing(), _verdicts("1900"))
    now = {"8": (VerdictWord.NOT_MET, Decimal(1900))}
    table = closing_table([recount], now, "vi", labels={"8": "Việc làm"}, decimals={"8": 0})
    assert table.rows == [
        (
            "1", "Báo cáo 215", "2024-12-20", "Chủ tịch", "8", "Việc làm", "Đạt", "2000", "Đạt", "", "Không đạt", "1900", "có",
        )
    ]  # fmt: skip
    assert len(table.heads) == len(table.rows[0])
