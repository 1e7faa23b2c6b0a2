"""English is complete: every sentence of pages and actions has one, with the same places to fill."""

from __future__ import annotations

import re

from tests import english
from tests.english import missing, renewed, said, translated

_PLACES = re.compile(r"%\((\w+)\)[ds]")


def test_every_sentence_has_its_english():
    assert not missing(), f"Run `make english`, then translate: {missing()[:5]}"


def test_nothing_is_kept_that_nobody_says():
    now = {words if isinstance(words, str) else words[0] for words in said()}
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in translated() if m.id}
    assert not kept - now, "Run `make english`."


def test_english_fills_the_same_places():
    for message in renewed():
        ids = (message.id,) if isinstance(message.id, str) else message.id
        strings = (message.string,) if isinstance(message.string, str) else message.string
        for string in strings or ():
            assert set(_PLACES.findall(string)) <= set(_PLACES.findall(" ".join(ids))), message.id


def test_no_english_is_still_vietnamese():
    letters = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]")
    names = {"Tiến Độ", "Thạnh Hóa", "Thủy Tây"}
    for message in renewed():
        strings = (message.string,) if isinstance(message.string, str) else message.string or ()
        for string in strings:
            for name in names:
                string = string.replace(name, "")
            assert not letters.search(string), (message.id, string)


def test_bringing_the_file_up_to_date_keeps_its_english(tmp_path, monkeypatch):
    copy = tmp_path / "django.po"
    copy.write_bytes(english.FILE.read_bytes())
    monkeypatch.setattr(english, "FILE", copy)
    before = {m.id: m.string for m in english.translated()}
    english.write()
    assert {m.id: m.string for m in english.translated()} == before


def test_a_sentence_that_has_got_a_plural_waits_for_new_english(monkeypatch):
    monkeypatch.setattr(english, "said", lambda: {("Đăng nhập", "Đăng nhập"): {"somewhere.html"}})
    assert english.missing() == ["Đăng nhập"]
