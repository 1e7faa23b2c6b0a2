"""Laws of reading: it never fails, and its spans never lie."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.target import Change
from tiendo.publishing.wording import format_exact, say
from tiendo.reading.formats import UnreadableDocument, open_document

_PIECES = (
    "năm 2024 |phấn đấu |đạt |giảm |tăng thêm |tỷ lệ hộ nghèo |thu ngân sách |137,5 |94%|01 |tỉ đồng|; |, |. |\n|(|) |từ |"
    "không còn |xã |229.800 tấn|17 chỉ tiêu|6,5-7%|30/12/2023 |số 12/NQ-HĐND |là Trung học cơ sở Thủy Tây"
)
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_PIECES.split("|")), max_size=40).map("".join))


@settings(deadline=None)
@given(texts)
def test_any_text_is_read_and_every_span_holds_its_number(text: str) -> None:
    reading = pipeline.read_document(Document(text), load_catalogue())
    title = reading.article.title
    for figure in reading.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.holds(figure.number)
        assert figure.sentence.holds(figure.number)
        in_body = any(line.holds(figure.number) for line in reading.article.body)
        assert in_body or (title and figure.number.of(text) in title)


@settings(deadline=None)
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    once, again = (pipeline.read_document(Document(text), load_catalogue()) for _ in range(2))
    assert once == again


@settings(deadline=None)
@given(texts, st.sampled_from(["\n\n", "\n \n\n"]))
def test_what_stands_before_a_text_moves_its_offsets_and_nothing_else(text: str, before: str) -> None:
    plain = pipeline.read_document(Document(text), load_catalogue()).figures
    moved = pipeline.read_document(Document(before + text), load_catalogue()).figures
    by = len(before)
    assert [(f.span.start + by, f.span.end + by, f.value, f.indicator) for f in plain] == [
        (f.span.start, f.span.end, f.value, f.indicator) for f in moved
    ]


@settings(deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a"]))
def test_any_file_is_read_or_refused_by_a_rule(data: bytes, name: str) -> None:
    try:
        document = open_document(data, name, bounded=False)
    except UnreadableDocument as refused:
        assert name in say(refused.problem, "vi")
    else:
        assert document.text.strip()


# What a hostile or broken page holds; a second each would be far too long, quadratic reading takes minutes.
_LONG = {
    "numbered": "1." * 50_000,
    "semicolons": ";" * 100_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "blanks": "a" + " " * 100_000 + "b",
    "cells": "|" * 100_000,
    "strokes": "1/" * 50_000,
    "counts": "thêm 1 xã, " * 3_000,
    "all": "tất cả các xã đạt " * 5_000,
    "headings": "STT\n" * 25_000,
}


@pytest.mark.parametrize("text", _LONG.values(), ids=_LONG.keys())
def test_time_grows_with_the_length_of_a_text_and_no_faster(text: str) -> None:
    def seconds(read: str) -> float:
        start = time.perf_counter()
        pipeline.read_document(Document(read), load_catalogue())
        return time.perf_counter() - start

    assert seconds(text) < 0.5 + 40 * seconds(text[: len(text) // 10])


_NOUNS = ("thu ngân sách nhà nước", "tổng sản lượng lương thực", "thu nhập bình quân đầu người")


@settings(deadline=None)
@given(
    st.sampled_from(_NOUNS),
    st.sampled_from(["", " đạt", " là"]),
    st.decimals(min_value=1, max_value=10**7, places=1),
    st.sampled_from(["tỷ đồng", "tấn", "triệu đồng"]),
    st.sampled_from(["", "tăng ", "giảm "]),
)
def test_a_target_built_from_the_grammar_reads_back(
    noun: str, verb: str, value: Decimal, unit: str, change: str
) -> None:
    middle = f" {change}" if change else f"{verb} "
    text = f"Năm 2024, huyện phấn đấu {noun}{middle}{format_exact(value, 'vi')} {unit}."
    (figure,) = pipeline.read_document(Document(text), load_catalogue()).figures
    wanted = {"": Change.NONE, "tăng ": Change.INCREASE, "giảm ": Change.DECREASE}[change]
    assert (figure.indicator, figure.value, figure.unit, figure.change) == (noun, value, unit, wanted)
