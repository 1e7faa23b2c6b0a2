"""Articles are written, changed and published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.builders import TODAY, nothing_changes, one_event, refused
from tiendo_web.actions import publish_article
from tiendo_web.records.models import Article

NOON = timezone.make_aware(timezone.datetime(2024, 3, 20, 12))


def save(district, programme=None, *, article=None, **changes):
    given = {"title": "Đường mới Thủy Tây", "lead": "Mở đầu", "body": "Một\n\nHai", "authors": ["Ngọc Như"], **changes}
    return publish_article.save_article(programme=programme, article=article, by=district.editor, today=TODAY, **given)


def publish(district, article, at=NOON):
    return publish_article.publish(article=article, by=district.editor, today=TODAY, at=at)


def test_a_new_article_is_a_draft_with_an_address_of_its_own(district, programme):
    with one_event("save_article") as event:
        article = save(district, programme)
    assert article.slug == "duong-moi-thuy-tay" and article.published_at is None
    assert event.facts["before"] is None and event.facts["after"]["authors"] == ["Ngọc Như"]
    assert save(district).slug == "duong-moi-thuy-tay-2"
    assert save(district, title="???").slug == "bai-viet"


def test_a_change_keeps_the_address_and_tells_before_and_after(district):
    article = save(district)
    with one_event("save_article") as event:
        changed = save(district, article=article, title="Đường đã xong", authors=[" Trung Hưng ", ""])
    assert changed.slug == "duong-moi-thuy-tay"
    assert (event.facts["before"]["title"], event.facts["after"]["title"]) == ("Đường mới Thủy Tây", "Đường đã xong")
    assert (event.facts["before"]["authors"], event.facts["after"]["authors"]) == (["Ngọc Như"], ["Trung Hưng"])
    with nothing_changes():
        save(district, article=article, title="Đường đã xong", authors=["Trung Hưng"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"body": "\n"}, "body"),
        ({"title": "x" * 301}, "title"),
        ({"authors": ["x" * 121]}, "authors"),
        ({"lead": "x" * 20_001}, "lead"),
    ],
)
def test_an_article_has_a_title_and_a_body_that_fit(district, changes, field):
    with refused(field=field):
        save(district, **changes)
    article = save(district)
    with refused(field=field):
        save(district, article=article, **changes)


def test_publishing_twice_keeps_the_first_date(district):
    article = save(district)
    with one_event("publish_article") as event:
        publish(district, article)
    assert event.facts["at"] == NOON.isoformat()
    with nothing_changes():
        publish(district, Article.objects.get(), at=NOON + timedelta(days=1))
        publish(district, article, at=NOON + timedelta(days=1))  # a page loaded while it was a draft
    assert Article.objects.get().published_at == NOON


def test_a_draft_page_saved_late_does_not_take_a_published_article_back(district):
    loaded = save(district)
    publish(district, Article.objects.get())
    assert loaded.published_at is None
    save(district, article=loaded, title="Sửa lỗi chính tả")
    assert Article.objects.get().published_at == NOON


def test_comments_are_stopped_and_opened_again(district):
    def wanted(answer):
        return publish_article.open_comments(article=article, wanted=answer, by=district.editor, today=TODAY)

    article = save(district)
    with one_event("open_comments") as event:
        assert wanted(False).comments_open is False
    assert (event.facts["before"], event.facts["after"]) == (True, False)
    with nothing_changes():
        wanted(False)
    assert wanted(True).comments_open is True
