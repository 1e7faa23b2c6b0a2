"""Laws of what is asked before a pattern is searched: nothing is passed over that the pattern would have found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiendo.reading.clues import Clued
from tiendo.reading.kinds import _COMPARED, _FULFILLED, _PAST, _PLAN_WORDS, _PLANNED, _may_compare
from tiendo.reading.lexer import words_of
from tiendo.reading.periods import _TERM, _TWO_YEARS
from tiendo.reading.times import _SAID, _TIMES, _may_say_a_time

_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵfwzj"
_ALPHABET = st.sampled_from(_LETTERS + _LETTERS.upper() + "0123456789 \t.,;:()/%-–—±|")

_ANY_TIME = re.compile("|".join(_TIMES), re.IGNORECASE)


def holding(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Texts that hold what a pattern finds, anywhere in them."""
    return st.from_regex(pattern, alphabet=_ALPHABET)


@pytest.mark.parametrize("clued", [_PAST, _PLANNED])
@settings(deadline=None)
@given(data=st.data())
def test_whatever_a_pattern_finds_holds_one_of_its_clues(clued: Clued, data: st.DataObject) -> None:
    said = data.draw(holding(clued.pattern)).lower()
    found, sought = clued.search(said, words_of(said)), clued.pattern.search(said)
    assert (found and found.span()) == (sought and sought.span())


@settings(deadline=None)
@given(holding(_COMPARED))
def test_what_is_compared_is_never_passed_over(said: str) -> None:
    said = said.lower()
    share_of_a_plan = "%" in said and not _PLAN_WORDS.isdisjoint(words_of(said))
    assert share_of_a_plan or _may_compare(said) or _COMPARED.search(said) is None


@settings(deadline=None)
@given(holding(_FULFILLED))
def test_a_plan_that_was_fulfilled_is_never_passed_over(said: str) -> None:
    said = said.lower()
    share_of_a_plan = "%" in said and not _PLAN_WORDS.isdisjoint(words_of(said))
    assert share_of_a_plan or "đề ra" in said or "giao" in said or _FULFILLED.search(said) is None


@pytest.mark.parametrize("time", _TIMES)
@settings(deadline=None)
@given(data=st.data())
def test_a_time_is_never_passed_over(time: str, data: st.DataObject) -> None:
    said = data.draw(holding(re.compile(time, re.IGNORECASE)))
    times = [found.span() for found in _ANY_TIME.finditer(said)]
    assert times == [found.span() for found in _SAID.finditer(said)]
    assert _may_say_a_time(said.lower()) or all(found["not"] for found in _ANY_TIME.finditer(said))


@settings(deadline=None)
@given(holding(_TERM))
def test_a_text_that_names_a_term_is_never_passed_over(said: str) -> None:
    assert _TWO_YEARS.search(said) or not _TERM.search(said)
