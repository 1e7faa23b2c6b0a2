"""Every rule that gives a verdict is named in words, and no word is left of a rule that is gone."""

from __future__ import annotations

import re
from pathlib import Path

from tiendo import judging
from tiendo.publishing.rule_words import RULE_WORDS
from tiendo.publishing.sentences import SENTENCES

_WORDS_AS_RULES = {"exceeded", "met", "on-track", "at-risk", "off-track"}  # rules that are called like their word


def _rules_of_judging() -> set[str]:
    """The rules that the code names: `Reason("…"`, and pairs of a word and its rule."""
    found = set(_WORDS_AS_RULES)
    for file in Path(judging.__file__).parent.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'Reason\(\s*"([a-z-]+)"', text))
        found |= set(re.findall(r'VerdictWord\.[A-Z_]+, "([a-z-]+)"', text))
        found |= set(re.findall(r'rule = "([a-z-]+)" if', text)) | set(re.findall(r'else "([a-z]+-[a-z-]+)"', text))
    return {rule for rule in found if not rule.startswith("explained-")}


def test_every_rule_of_judging_has_a_name_and_words_in_both_languages() -> None:
    assert set(RULE_WORDS) == _rules_of_judging() | {"holds", "fails"}
    for rule, words in RULE_WORDS.items():
        assert rule in SENTENCES
        assert all((*words.name, *words.said)), rule
        assert words.name[0] != words.name[1] and words.said[0] != words.said[1], rule
