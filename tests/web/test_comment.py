"""Guests comment, editors moderate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.builders import TODAY, nothing_changes, one_event, refused
from tiendo_web.actions import comment
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records.models import Article, Comment, Right

NOON = timezone.make_aware(timezone.datetime(2024, 3, 20, 12))


@pytest.fixture
def article(district):
    return Article.objects.create(slug="bai", title="Bài", body="Nội dung", published_at=NOON)


def post(article, text="Hay", name="Chị Năm", at=NOON):
    return comment.post(article=article, name=name, text=text, at=at)


def moderate(district, posted, *, show=True, answer="", at=NOON):
    return comment.moderate(comment=posted, show=show, answer=answer, by=district.editor, at=at)


def test_a_comment_waits_for_an_editor(district, article):
    with one_event("post_comment") as event:
        posted = post(article, " Hay ", " Chị Năm ")
    assert (posted.name, posted.text, posted.state, posted.written_at) == ("Chị Năm", "Hay", "waiting", NOON)
    assert event.row.by is None and event.row.by_name == "Chị Năm" and event.facts == {"article": "bai"}


def test_length_is_counted_as_people_count(article):
    decomposed = "e\u0302\u0301" * 500  # ế, three code points each
    assert post(article, decomposed).text == "ế" * 500
    assert len(post(article, "a\r\n" * 249 + "bc").text) == 500  # a line end is one character
    with refused("dài 501 ký tự, tối đa 500", field="text"):
        post(article, decomposed + "b")
    with refused("dài 30000 ký tự", field="text"):
        post(article, "x" * 30_000)


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [("", "Hay", "name"), ("x" * 61, "Hay", "name"), ("Năm", " \n ", "text"), ("Năm", "\x00", "text")],
)
def test_a_comment_needs_a_name_and_words(article, name, text, field):
    with refused(field=field):
        post(article, text, name)


def test_characters_that_no_database_keeps_are_left_out(article):
    posted = Comment.objects.get(pk=post(article, "Hay\x00 quá\ud800", "Năm\x00").pk)
    assert (posted.name, posted.text) == ("Năm", "Hay quá")


def test_a_script_is_kept_as_the_words_it_is(article):
    assert Comment.objects.get(pk=post(article, "<script>alert(1)</script>").pk).text == "<script>alert(1)</script>"


def test_an_article_that_is_not_public_or_closed_takes_no_comments(article):
    for change in (
        {"published_at": None},
        {"published_at": NOON + timedelta(minutes=1)},
        {"published_at": NOON, "comments_open": False},
    ):
        Article.objects.filter(pk=article.pk).update(**change)
        with refused("không nhận ý kiến"):
            post(article)  # from a page loaded before


def test_a_comment_sent_twice_is_one(district, article):
    posted = post(article)
    with nothing_changes():
        assert post(article, at=NOON + timedelta(seconds=2)) == posted
    post(article, name="Anh Ba")
    moderate(district, posted)
    post(article)  # said again after an editor has answered the first
    assert Comment.objects.count() == 3


def test_an_editor_shows_answers_and_changes_their_mind(district, article):
    posted = post(article)
    with one_event("moderate_comment") as event:
        shown = moderate(district, posted, answer=" Cảm ơn ")
    assert (shown.state, shown.answer, shown.moderated_by) == ("shown", "Cảm ơn", district.editor)
    assert event.facts["before"] == {"state": "waiting", "answer": ""}
    assert event.facts["after"] == {"state": "shown", "answer": "Cảm ơn"}
    with nothing_changes():
        moderate(district, posted, answer="Cảm ơn", at=NOON + timedelta(hours=1))
    with one_event("moderate_comment") as event:
        assert moderate(district, posted, show=False).state == "refused"
    assert event.facts["before"]["state"] == "shown"


def test_the_right_of_an_editor_counts_by_the_local_day(district, article):
    posted = post(article)
    Right.objects.filter(user=district.editor).update(last=TODAY)
    late = timezone.make_aware(timezone.datetime(2024, 3, 21, 5))  # 20 March, 22:00 in Greenwich
    with refused(kind=NotAllowed):
        moderate(district, posted, at=late.astimezone(timezone.get_fixed_timezone(0)))
    moderate(district, posted, at=NOON)
