"""A headline breaks between Vietnamese words, not inside them, and stays the same text."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tiendo_web.pages.templatetags.said import headline, unbroken


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Phát triển kinh tế - xã hội năm 2024, huyện Thạnh Hóa", ["Phát triển", "kinh tế - xã hội", "năm 2024", "huyện Thạnh Hóa"]),
        ("Không còn xã nông thôn mới đạt chuẩn", ["nông thôn mới"]),  # "xã" before a small letter is no name
        ("Thu 137,5 tỷ đồng, tăng 8,5%/năm", ["137,5 tỷ đồng", "8,5%/năm"]),
        ("Giai đoạn 2021 - 2025", ["2021 - 2025"]),
        ("Ba từ thường", []),
    ],
)  # fmt: skip
def test_words_of_several_syllables_stay_on_one_line(text, kept):
    said = unbroken(text)
    assert re.findall(r'<span class="nowrap">(.*?)</span>', said) == kept
    assert re.sub(r"<[^>]+>", "", said) == text


def test_a_headline_is_escaped():
    assert "<script>" not in unbroken("huyện Thạnh Hóa <script>")


def test_in_english_only_the_names_are_marked_as_vietnamese():
    with translation.override("en"):
        assert headline("Plan of Thạnh Hóa") == 'Plan of <span lang="vi" translate="no">Thạnh Hóa</span>'
