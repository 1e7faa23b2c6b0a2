"""The pages of carrying out: a target at work, circulation, articles, comments, the log, people and rights."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.web.builders import (
    TODAY,
    make_programme,
    one_event,
    open_return,
    propose_compound,
    record,
    refused,
    withdrawn,
)
from tiendo.model.period import Period
from tiendo_web.actions import (
    add_person,
    circulate,
    confirm_targets,
    demand_explanation,
    follow_work,
    grant_right,
    publish_article,
    rights,
)
from tiendo_web.actions import comment as comments
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.pages.templatetags.at_work import verb_word
from tiendo_web.pages.templatetags.logged import told
from tiendo_web.records import queries
from tiendo_web.records.models import (
    Article,
    Circulation,
    Comment,
    Directive,
    Document,
    Event,
    Funding,
    Obstacle,
    Office,
    Remedy,
    Return,
    Right,
    Target,
    Task,
    User,
)

DUE = "27/03/2024"


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def target(district) -> Target:
    """Revenue, owned by the labour office, where `officer` works."""
    programme = make_programme(district, "state-revenue-local")
    return Target.objects.get(target_set__programme=programme)


@pytest.fixture
def document(programme) -> Document:
    document = Document.objects.create(name="chuong-trinh.txt", sha256="0" * 64, text="Chương trình")
    programme.document = document
    programme.save()
    return document


@pytest.fixture
def article(district) -> Article:
    article = publish_article.save_article(
        title="Bài", lead="", body="Một đoạn", authors=[], programme=None, by=district.editor, today=TODAY
    )
    return publish_article.publish(article=article, by=district.editor, today=TODAY, at=timezone.now())


def page_of(client, user, name: str, /, *args: object, status: int = 200, **asked: str) -> str:
    client.force_login(user)
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def send(client, user, name: str, /, *args: object, **typed: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(name, args=args), typed)


def ask(district, target: Target, office: str = "lao-dong", due: date = TODAY) -> Directive:
    return demand_explanation.demand(
        target=target, office=district.offices[office], text="Vì sao chậm?", due=due, by=district.leader, today=TODAY
    )


def fill_all(district, programme) -> None:
    """One job in each place in each month so far: far behind."""
    for place in Office.objects.filter(code__in=["xa-an", "xa-binh", "xa-cat", "thi-tran"]):
        for month in range(1, 4):
            ret = open_return(district, programme, place.code, Period.month(2024, month))
            record(ret, "jobs-created", value=Decimal(1))
            Return.objects.filter(pk=ret.pk).update(state="approved", approved_at=timezone.now())


def count(client, *addresses: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        for address in addresses:
            assert client.get(address).status_code == 200
    return len(asked)


# --- a target at work ---------------------------------------------------------------------------------------------------


def test_everybody_at_work_reads_a_target_and_nobody_else_does(client, district, target):
    ask(district, target)
    for name in ("leader", "planner", "officer", "reporter", "auditor", "editor"):
        page = page_of(client, district.users[name], "target-work", target.pk)
        assert "Phòng Lao động" in page and "Vì sao chậm?" in page and "giao 137,5 tỷ đồng" in page
    page_of(client, district.nobody, "target-work", target.pk, status=403)
    client.logout()
    assert client.get(reverse("target-work", args=[target.pk])).url.startswith(reverse("login"))


def test_forms_stand_only_before_those_who_may_use_them(client, district, target):
    ask(district, target)
    forms = {"demand": 'id="yeu-cau"', "answer": 'id="tra-loi-', "task": 'id="them-nhiem-vu"'}
    seen = {
        name: {
            form
            for form, mark in forms.items()
            if mark in page_of(client, district.users[name], "target-work", target.pk)
        }
        for name in ("leader", "planner", "officer", "reporter", "auditor")
    }
    assert seen == {
        "leader": {"demand", "task"},
        "planner": {"task"},
        "officer": {"answer", "task"},
        "reporter": set(),
        "auditor": set(),
    }


def test_the_demand_stands_open_before_the_leader_of_a_red_target_until_one_is_given(client, district, programme):
    target = Target.objects.get(target_set__programme=programme)
    assert 'id="yeu-cau"><' in page_of(client, district.leader, "target-work", target.pk)
    fill_all(district, programme)
    assert queries.standing(programme, today=TODAY).verdicts[0].said == "off_track"
    assert 'id="yeu-cau" open><' in page_of(client, district.leader, "target-work", target.pk)
    assert reverse("target-work", args=[target.pk]) in page_of(client, district.leader, "staff-home")
    ask(district, target)
    assert 'id="yeu-cau"><' in page_of(client, district.leader, "target-work", target.pk)


def test_a_leader_asks_and_the_office_answers_once(client, district, target):
    client.force_login(district.leader)
    office = district.offices["lao-dong"].pk
    answer = send(client, district.leader, "demand", target.pk, office=office, text="Vì sao chậm?", due=DUE)
    assert answer.status_code == 302 and answer.url.endswith("#giai-trinh")
    directive = Directive.objects.get()
    assert (directive.office.code, directive.due) == ("lao-dong", date(2024, 3, 27))
    home = page_of(client, district.officer, "staff-home")
    assert "Phải giải trình" in home and "Vì sao chậm?" in home and "hạn 27/03/2024" in home
    assert "hạn 27/03/2024" not in page_of(client, district.reporter, "staff-home")
    assert "Giải trình đã yêu cầu" in page_of(client, district.leader, "staff-home")
    send(client, district.officer, "demand-answer", directive.pk, answer="Hoãn thu.\n<script>x</script>")
    page = page_of(client, district.leader, "target-work", target.pk)
    assert "đã giải trình" in page and "&lt;script&gt;" in page and "<script>x" not in page
    again = send(client, district.officer, "demand-answer", directive.pk, answer="Khác")
    page = again.content.decode()
    assert again.status_code == 422 and "đã được giải trình" in page and "Bạn vừa viết:" in page and "Khác" in page
    assert Directive.objects.get().answer.startswith("Hoãn thu.")


def test_a_demand_past_its_deadline_is_marked_late_for_both_sides(client, district, target, settings):
    ask(district, target)
    assert "quá hạn" not in page_of(client, district.officer, "staff-home")
    settings.TIENDO_TODAY = TODAY + timedelta(days=1)
    for user in (district.officer, district.leader):
        assert "quá hạn, hạn 20/03/2024" in page_of(client, user, "staff-home")
    assert 'class="demand late"' in page_of(client, district.leader, "target-work", target.pk)
    send(client, district.officer, "demand-answer", Directive.objects.get().pk, answer="Xin lỗi")
    assert "trả lời sau hạn" in page_of(client, district.leader, "target-work", target.pk)


@pytest.mark.parametrize(
    ("name", "typed", "wrong", "sentence"),
    [
        ("demand", {"text": "Vì sao?", "due": "32/03/2024"}, "due", "không phải là ngày"),
        ("demand", {"text": "Vì sao?", "due": "19/03/2024"}, "due", "không được trước hôm nay"),
        ("demand", {"text": " ", "due": DUE}, "text", "Hãy ghi nội dung cần giải trình"),
        ("demand", {"text": "Vì sao?", "due": DUE, "office": "99999"}, "office", "Hãy chọn đơn vị"),
        ("task-add", {"work": "Làm", "person": "", "product": "P", "due": DUE}, "person", "Còn ô bắt buộc"),
        ("task-add", {"work": "Làm", "person": "A", "product": "P", "due": ""}, "due", "Hãy ghi ngày"),
        ("obstacle-add", {"text": ""}, "text", "Còn ô bắt buộc"),
        ("funding-add", {"source": "Tỉnh", "planned": "1.5"}, "planned", "không phải là số viết đúng cách"),
        ("funding-add", {"source": "Tỉnh", "disbursed": "-3"}, "disbursed", "không được âm"),
    ],
)
def test_a_refused_form_is_shown_again_with_what_was_typed(client, district, target, name, typed, wrong, sentence):
    given = {"office": str(district.offices["lao-dong"].pk), **typed}
    with refused_page():
        answer = send(client, district.leader, name, target.pk, **given)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and page.count('id="loi"') == 1
    marked = page.index('aria-invalid="true" aria-describedby="loi"')
    assert page.rindex("name=", 0, marked) == page.rindex(f'name="{wrong}"', 0, marked)
    for value in {**typed, "office": ""}.values():
        assert value in page


class refused_page:
    """Nothing is written by a page that refuses."""

    def __enter__(self) -> None:
        self.before = Event.objects.count()

    def __exit__(self, *_raised: object) -> None:
        assert Event.objects.count() == self.before


def test_the_owning_office_puts_work_on_its_target_and_finishes_it(client, district, target):
    office = district.offices["lao-dong"].pk
    given = {"work": "Đôn đốc", "person": "Ông A", "product": "Báo cáo", "due": "25/12/2024", "office": office}
    assert send(client, district.officer, "task-add", target.pk, **given).url.endswith("#nhiem-vu")
    send(client, district.officer, "obstacle-add", target.pk, text="Giãn nộp", office=office)
    send(client, district.officer, "remedy-add", Obstacle.objects.get().pk, text="Làm việc từng nơi", due="")
    page = page_of(client, district.reporter, "target-work", target.pk)
    for said in ("Đôn đốc", "Ông A", "Báo cáo", "25/12/2024", "đang làm", "Giãn nộp", "Làm việc từng nơi"):
        assert said in page
    send(client, district.officer, "task-finish", Task.objects.get().pk)
    send(client, district.officer, "remedy-finish", Remedy.objects.get().pk)
    assert Task.objects.get().done_on == Remedy.objects.get().done_on == TODAY
    send(client, district.officer, "remedy-finish", Remedy.objects.get().pk)
    assert "đã thực hiện xong" in page_of(client, district.officer, "target-work", target.pk)
    assert [e.verb for e in Event.objects.all()[:5]] == [
        "finish_remedy", "finish_task", "add_remedy", "add_obstacle", "add_task",
    ]  # fmt: skip


def test_money_not_known_yet_is_not_nothing(client, district, target):
    send(client, district.planner, "funding-add", target.pk, source="Tỉnh", planned="1.500,5", disbursed="0")
    line = Funding.objects.get()
    assert (line.planned, line.mobilised, line.disbursed) == (Decimal("1500.5"), None, Decimal(0))
    row = page_of(client, district.leader, "target-work", target.pk).split("Tỉnh", 1)[1].split("</tr>")[0]
    assert ">1.500,5<" in row and ">—<" in row and ">0<" in row and ">0%<" in row
    send(client, district.planner, "funding-change", line.pk, planned="1500,5", mobilised="0", disbursed="")
    line.refresh_from_db()
    assert (line.planned, line.mobilised, line.disbursed) == (Decimal("1500.5"), Decimal(0), None)
    wrong = send(client, district.planner, "funding-change", line.pk, planned="x", mobilised="7", disbursed="")
    page = wrong.content.decode()
    assert wrong.status_code == 422 and 'value="7"' in page and f'id="so-tien-{line.pk}" open' in page


@pytest.mark.parametrize("who", ["reporter", "auditor", "planner_la", "nobody"])
def test_an_address_typed_by_hand_gives_nobody_more_rights(client, district, target, who):
    directive = ask(district, target)
    office = district.offices["lao-dong"].pk
    task = {"work": "L", "person": "A", "product": "P", "due": DUE, "office": office}
    before = Event.objects.count()
    for name, pk, typed in (
        ("demand", target.pk, {"text": "Vì sao?", "due": DUE, "office": office}),
        ("demand-answer", directive.pk, {"answer": "Vì"}),
        ("task-add", target.pk, task),
        ("obstacle-add", target.pk, {"text": "K", "office": office}),
        ("funding-add", target.pk, {"source": "T"}),
    ):
        assert send(client, district.users[who], name, pk, **typed).status_code == 403, name
    assert Event.objects.count() == before


def test_a_compound_target_shows_the_work_on_its_parts_and_its_owner_may_finish_it(client, district):
    target_set = make_programme(district).target_sets.get()
    whole, parts = propose_compound(district, target_set)
    Target.objects.filter(pk=whole.pk).update(owner=district.offices["lao-dong"])
    confirm_targets.confirm(targets=[whole], by=district.planner, today=TODAY)
    task = follow_work.add_task(
        target=parts[0], work="Rà soát", person="A", office=district.offices["xa-an"], due=TODAY, product="P",
        by=district.planner, today=TODAY,
    )  # fmt: skip
    page = page_of(client, district.officer, "target-work", whole.pk)
    assert "Rà soát" in page and reverse("target-work", args=[parts[0].pk]) in page
    done = send(client, district.officer, "task-finish", task.pk, page=whole.pk)
    assert done.url == reverse("target-work", args=[whole.pk]) + "#nhiem-vu"
    assert Task.objects.get().done_on == TODAY


def test_a_target_not_in_force_has_no_page(client, district, target):
    withdrawn(target)
    page_of(client, district.planner, "target-work", target.pk, status=404)


def test_the_public_page_leads_people_at_work_to_the_page_of_work(client, district, target):
    address = reverse("target-work", args=[target.pk])
    assert address in page_of(client, district.officer, "target", target.pk)
    client.logout()
    assert address not in client.get(reverse("target", args=[target.pk])).content.decode()


# --- circulation --------------------------------------------------------------------------------------------------------


def test_a_programme_is_given_to_some_then_all_and_its_reach_is_counted(client, district, programme, document):
    give = {"document": document.pk, "office": [district.offices[o].pk for o in ("xa-an", "xa-binh", "lao-dong")]}
    send(client, district.planner, "circulation-give", programme.slug, **give)
    assert set(Circulation.objects.values_list("office__code", flat=True)) == {"xa-an", "xa-binh", "lao-dong"}
    assert "Văn bản phải quán triệt" in page_of(client, district.reporter, "staff-home")
    mine = Circulation.objects.get(office__code="xa-an")
    done = send(client, district.reporter, "circulation-note", mine.pk, **{"from": "home"})
    assert done.url == reverse("staff-home")
    page = page_of(client, district.leader, "circulation", programme.slug)
    assert (
        "33,3%" in page and "1/3 đơn vị đã xác nhận" in page and "Ông reporter" in page and "chưa, gửi hôm nay" in page
    )
    send(client, district.planner, "circulation-give", programme.slug, document=document.pk, all="1")
    codes = set(Circulation.objects.values_list("office__code", flat=True))
    assert codes == {"ubnd", "tai-chinh", "lao-dong", "xa-an", "xa-binh", "xa-cat", "thi-tran"}
    assert queries.circulated([programme])[programme.pk][0].reach == Decimal(1) / Decimal(7)
    assert "14,3%" in page_of(client, district.planner, "circulations")


def test_nobody_takes_note_for_another_office_or_gives_without_the_right(client, district, programme, document):
    circulate.circulate(
        programme=programme, document=document, offices=[district.offices["xa-an"]], by=district.planner, today=TODAY
    )
    mine = Circulation.objects.get()
    assert send(client, district.reporter_binh, "circulation-note", mine.pk).status_code == 403
    for who in ("leader", "reporter", "planner_la"):
        given = send(client, district.users[who], "circulation-give", programme.slug, document=document.pk, all="1")
        assert given.status_code == 403
    assert Circulation.objects.get().noted_on is None
    assert "circulation-give" not in page_of(client, district.leader, "circulation", programme.slug)
    page_of(client, district.nobody, "circulations", status=403)


def test_ticking_nobody_is_refused_and_another_programmes_document_is_not_given(client, district, programme, document):
    empty = send(client, district.planner, "circulation-give", programme.slug, document=document.pk)
    assert empty.status_code == 422 and "ít nhất một đơn vị" in empty.content.decode()
    other = Document.objects.create(name="khac.txt", sha256="1" * 64, text="Khác")
    strange = send(client, district.planner, "circulation-give", programme.slug, document=other.pk, all="1")
    assert strange.status_code == 422 and not Circulation.objects.exists()


# --- articles and comments ----------------------------------------------------------------------------------------------


def test_an_article_goes_from_draft_over_preview_to_the_public(client, district, programme):
    written = {
        "title": "Tháng ba",
        "lead": "Tóm",
        "body": "Một\n\n<b>Hai</b>",
        "authors": "A, B",
        "programme": programme.slug,
    }
    saved = send(client, district.editor, "article-new", **written)
    article = Article.objects.get()
    assert saved.url == reverse("article-preview", args=[article.pk])
    assert (article.authors, article.programme, article.published_at) == (["A", "B"], programme, None)
    preview = client.get(saved.url).content.decode()
    assert "&lt;b&gt;Hai" in preview and "A - B" in preview and "Bản nháp" in preview
    assert client.get(reverse("article", args=[article.slug])).status_code == 404
    send(client, district.editor, "article-edit", article.pk, **{**written, "title": "Tháng ba, mới"})
    send(client, district.editor, "article-publish", article.pk)
    public = client.get(reverse("article", args=[article.slug])).content.decode()
    assert "Tháng ba, mới" in public
    assert "Xem trang công khai" in page_of(client, district.editor, "staff-articles")


def test_an_article_without_text_is_refused_and_what_was_typed_stays(client, district):
    answer = send(client, district.editor, "article-new", title="Chỉ có tiêu đề", body=" ", authors="A")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="Chỉ có tiêu đề"' in page and not Article.objects.exists()
    assert 'name="body" rows="14" required lang="vi" aria-invalid="true"' in page
    strange = send(client, district.editor, "article-new", title="T", body="B", programme="khong-co")
    assert strange.status_code == 422 and "Hãy chọn chương trình" in strange.content.decode()


def test_comments_are_closed_and_opened_again_by_an_editor(client, district, article):
    with one_event("open_comments") as said:
        send(client, district.editor, "article-comments-open", article.pk, open="0")
    assert said.facts == {"title": "Bài", "before": True, "after": False}
    with refused("không nhận ý kiến"):
        comments.post(article=article, name="Bạn đọc", text="Hay", at=timezone.now())
    before = Event.objects.count()
    send(client, district.editor, "article-comments-open", article.pk, open="0")
    assert Event.objects.count() == before
    send(client, district.editor, "article-comments-open", article.pk, open="1")
    assert Article.objects.get().comments_open


def test_a_guests_words_wait_escaped_until_an_editor_decides(client, district, article):
    comments.post(article=article, name="<i>Tôi</i>", text="<script>alert(1)</script>", at=timezone.now())
    comment = Comment.objects.get()
    for name in ("staff-home", "staff-comments"):
        page = page_of(client, district.editor, name)
        assert "&lt;script&gt;alert" in page and "<script>alert" not in page and "<i>Tôi" not in page
    done = send(client, district.editor, "comment-moderate", comment.pk, show="0", answer="")
    assert "<i>Tôi" not in client.get(done.url).content.decode()
    assert Comment.objects.get().state == "refused"
    send(client, district.editor, "comment-moderate", comment.pk, show="1", answer="Cảm ơn bạn")
    comment.refresh_from_db()
    assert (comment.state, comment.answer, comment.moderated_by) == ("shown", "Cảm ơn bạn", district.editor)
    public = client.get(reverse("comments", args=[article.slug])).content.decode()
    assert "Cảm ơn bạn" in public and "<script>alert" not in public


def test_an_answer_that_is_too_long_is_refused_beside_its_comment(client, district, article):
    comments.post(article=article, name="Tôi", text="Hay", at=timezone.now())
    answer = send(client, district.editor, "comment-moderate", Comment.objects.get().pk, show="1", answer="a" * 20_001)
    page = answer.content.decode()
    assert answer.status_code == 422 and "tối đa 20000" in page and 'aria-invalid="true"' in page
    assert Comment.objects.get().state == "waiting"


@pytest.mark.parametrize("who", ["planner", "leader", "auditor", "reporter", "nobody"])
def test_only_editors_write_publish_and_moderate(client, district, article, who):
    comments.post(article=article, name="Tôi", text="Hay", at=timezone.now())
    for name in ("staff-articles", "article-new", "staff-comments"):
        page_of(client, district.users[who], name, status=403)
    for name, pk in (("article-publish", article.pk), ("article-comments-open", article.pk)):
        assert send(client, district.users[who], name, pk).status_code == 403
    assert send(client, district.users[who], "comment-moderate", Comment.objects.get().pk, show="1").status_code == 403
    assert Comment.objects.get().state == "waiting"


# --- the log ------------------------------------------------------------------------------------------------------------


def test_only_auditors_read_the_log(client, district, target):
    for name in ("log", "log-whole", "log-csv"):
        for who in ("planner", "leader", "editor", "reporter", "nobody"):
            page_of(client, district.users[who], name, status=403)
        client.force_login(district.auditor)
        assert client.get(reverse(name)).status_code == 200
    assert "Sự kiện mới nhất" in page_of(client, district.auditor, "staff-home")


def test_the_log_is_found_by_verb_person_thing_and_days(client, district, target):
    ask(district, target)
    client.force_login(district.auditor)

    def found(**asked: str) -> list[str]:
        answer = client.get(reverse("log"), asked)
        assert answer.status_code == 200
        return [line.event.verb for line in answer.context["lines"]]

    assert found(verb="demand_explanation") == ["demand_explanation"]
    assert found(person="leader") == ["demand_explanation"]
    assert set(found(subject=f"target:{target.pk}")) == {"add_target", "confirm_target"}
    assert found(subject="directive") == ["demand_explanation"]
    now = timezone.localdate()
    today, yesterday = f"{now:%d/%m/%Y}", f"{now - timedelta(days=1):%d/%m/%Y}"
    assert found(first=today, last=today) == found() and found(last=yesterday) == []
    assert found(first="01/01/0001", last="31/12/9999") == found()
    assert found(person="\x00") == found()
    wrong = client.get(reverse("log"), {"first": "hôm qua"})
    assert wrong.status_code == 422 and "không phải là ngày" in wrong.content.decode()
    assert client.get(reverse("log-csv"), {"first": "hôm qua"}).status_code == 422


def test_events_lead_to_what_they_are_about(client, district, target):
    directive = ask(district, target)
    page = page_of(client, district.auditor, "log")
    assert f'href="{reverse("target-work", args=[target.pk])}"' in page
    assert f'href="{reverse("target-work", args=[target.pk])}#giai-trinh"' in page
    assert f"subject=directive:{directive.pk}" in page
    withdrawn(target)
    assert reverse("target-work", args=[target.pk]) not in page_of(client, district.auditor, "log")


def test_before_and_after_are_readable_and_escaped():
    said = told({"before": {"planned": "1500.5", "source": "A"}, "after": {"planned": None, "source": "A"}})
    assert "<td>1.500,5</td><td>—</td>" in said and "nguồn" not in said
    said = told(
        {"due": "2024-03-27", "role": "planner", "text": "<script>", "sample": True, "changed": ["jobs-created"]}
    )
    for words in ("27/03/2024", "lập kế hoạch", "&lt;script&gt;", "có", "Số lao động được giải quyết việc làm"):
        assert words in said
    said = told({"before": "waiting", "after": "<b>"})
    assert "&lt;b&gt;" in said
    said = told({"figures": {"jobs-created": {"value": "0", "numerator": None, "named": ["<i>"]}}})
    assert "giá trị 0" in said and "tử số" not in said and "&lt;i&gt;" in said and "&amp;lt;" not in said
    said = told({"target": {"conditions": [["=", "15", None, "%", "decrease", "per_cent", None, False], ["odd"]]}})
    assert "giảm 15%" in said and "odd" in said
    said = told({"before": {}, "after": {"101": "6800"}}, {"101": "xã An"})
    assert "xã An" in said and "6.800" in said


def test_the_file_holds_what_was_found_exactly(client, district, target):
    ask(district, target)
    client.force_login(district.auditor)
    answer = client.get(reverse("log-csv"), {"verb": "demand_explanation"})
    heads, row = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    event = Event.objects.get(verb="demand_explanation")
    assert heads[0] == "Số" and row[0] == str(event.number) and row[-1] == event.hash
    assert "Vì sao chậm?" in row[6]


def test_the_chain_is_said_to_be_whole_or_broken_from_a_number_on(client, district, target):
    assert "Chuỗi nguyên vẹn" in page_of(client, district.auditor, "log-whole")
    Event.objects.filter(number=2).update(by_name="Ai đó")
    assert "Chuỗi đứt từ sự kiện số 2" in page_of(client, district.auditor, "log-whole")


# --- people and rights --------------------------------------------------------------------------------------------------


def test_planners_and_auditors_see_who_has_which_right_and_others_do_not(client, district):
    for who in ("planner", "auditor"):
        page = page_of(client, district.users[who], "people")
        assert "Ông reporter_binh" in page and "UBND xã Bình" in page and "từ 01/01/2021" in page
    assert 'id="cap-quyen"' not in page_of(client, district.auditor, "people")
    for who in ("leader", "reporter", "editor", "nobody"):
        page_of(client, district.users[who], "people", status=403)
    found = page_of(client, district.planner, "people", tim="XÃ BÌNH").split("Ai có quyền gì")[1]
    assert "Ông reporter_binh" in found and "Ông auditor" not in found


def test_a_planner_grants_and_ends_rights(client, district):
    given = {"user": "nobody", "role": "reporter", "office": "xa-an", "first": ""}
    send(client, district.planner, "right-grant", **given)
    right = Right.objects.get(user=district.nobody)
    assert (right.role, right.office.code, right.first) == ("reporter", "xa-an", TODAY)
    again = send(client, district.planner, "right-grant", **given)
    page = again.content.decode()
    assert again.status_code == 422 and "đã có vai trò đó" in page and 'value="nobody" selected' in page
    send(client, district.planner, "right-end", right.pk)
    right.refresh_from_db()
    assert right.last == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("who", "office"), [("planner_la", "xa-an"), ("planner_an", "ubnd"), ("planner_an", "xa-binh")]
)
def test_a_planner_grants_nothing_outside_the_own_place(client, district, who, office):
    planner, before = district.users[who], Right.objects.count()
    given = {"user": "nobody", "role": "reporter", "office": office}
    assert send(client, planner, "right-grant", **given).status_code == 403
    theirs = district.reporter.rights.get() if who == "planner_la" else district.leader.rights.get()
    assert send(client, planner, "right-end", theirs.pk).status_code == 403
    assert Right.objects.count() == before and Right.objects.get(pk=theirs.pk).last is None
    codes = {o.code for o in queries.offices_under(planner, "planner", today=TODAY)}
    assert codes == ({"huyen-la"} if who == "planner_la" else {"xa-an"})
    assert f'value="{office}"' not in page_of(client, planner, "people")


def test_a_planner_is_relieved_by_another_one(client, district):
    own = district.planner.rights.get()
    with refused("người lập kế hoạch khác"):
        grant_right.end(right=own, by=district.planner, today=TODAY)
    assert reverse("right-end", args=[own.pk]) not in page_of(client, district.planner, "people")
    grant_right.grant(user=district.nobody, role="planner", office=own.office, by=district.planner, today=TODAY)
    grant_right.end(right=own, by=district.nobody, today=TODAY)
    assert not rights.may(district.planner, "grant", today=TODAY)


def test_a_new_person_gets_a_password_that_is_shown_once_and_logged_nowhere(client, district):
    with one_event("add_person") as said:
        answer = send(client, district.planner, "person-add", username="Nguyen.Van.A", full_name="Nguyễn Văn A")
    password = answer.context["password"]
    assert password in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert said.facts == {"username": "nguyen.van.a", "full_name": "Nguyễn Văn A"}
    assert password not in page_of(client, district.planner, "people")
    client.logout()
    client.post(reverse("login"), {"username": "nguyen.van.a", "password": password})
    assert client.get(reverse("staff-home")).status_code == 200
    assert client.get(reverse("people")).status_code == 403


@pytest.mark.parametrize(
    ("username", "full_name", "field"),
    [("nguyễn", "A", "username"), ("a", "A", "username"), ("planner", "A", "username"), ("moi.den", " ", "full_name")],
)
def test_a_person_with_a_wrong_or_taken_name_is_refused(client, district, username, full_name, field):
    with refused(field=field):
        add_person.add_person(username=username, full_name=full_name, by=district.planner, today=TODAY)
    answer = send(client, district.planner, "person-add", username=username, full_name=full_name)
    page = answer.content.decode()
    assert answer.status_code == 422 and f'value="{username}"' in page and page.count('aria-invalid="true"') == 1


def test_a_new_password_ends_every_log_in_with_the_old_one(client, district):
    client.force_login(district.reporter)
    assert client.get(reverse("staff-home")).status_code == 200
    with one_event("new_password") as said:
        password = add_person.renew_password(user=district.reporter, by=district.planner, today=TODAY)
    assert said.facts == {"username": "reporter"}
    assert client.get(reverse("staff-home")).status_code == 302
    assert User.objects.get(username="reporter").check_password(password)
    shown = send(client, district.planner, "person-password", district.reporter.pk)
    assert shown.status_code == 200 and shown.context["password"] != password


def test_a_password_opens_no_door_that_its_planner_could_not_open(client, district):
    for who, whose in (("planner_la", "reporter"), ("planner_an", "leader"), ("planner_an", "planner")):
        before = User.objects.get(username=whose).password
        with pytest.raises(NotAllowed):
            add_person.renew_password(user=district.users[whose], by=district.users[who], today=TODAY)
        assert send(client, district.users[who], "person-password", district.users[whose].pk).status_code == 403
        assert User.objects.get(username=whose).password == before
    with refused("Đổi mật khẩu"):
        add_person.renew_password(user=district.planner, by=district.planner, today=TODAY)
    for who in ("reporter", "auditor", "leader", "editor"):
        assert send(client, district.users[who], "person-add", username="x.y", full_name="X").status_code == 403


# --- all pages ----------------------------------------------------------------------------------------------------------


def test_the_pages_ask_no_more_of_the_database_for_three_rows_than_for_one(client, district, target, article):
    programme = target.target_set.programme
    programme.document = Document.objects.create(name="vb.txt", sha256="0" * 64, text="Văn bản")
    programme.save()
    office, by = district.offices["lao-dong"], district.planner
    add_to = {"target": target, "office": office, "by": by, "today": TODAY}
    seen = {
        "leader": ["staff-home", ("target-work", target.pk), ("circulation", programme.slug), "circulations"],
        "officer": ["staff-home", ("target-work", target.pk)],
        "editor": ["staff-home", "staff-articles", "staff-comments"],
        "auditor": ["staff-home", "log", "people"],
        "planner": ["staff-home", "people", ("target-work", target.pk)],
    }
    counts: dict[str, list[int]] = {who: [] for who in seen}
    for n, code in enumerate(("xa-an", "xa-binh", "xa-cat")):
        ask(district, target, due=TODAY + timedelta(days=n))
        follow_work.add_task(work=f"Việc {n}", person="A", due=TODAY, product="P", **add_to)
        obstacle = follow_work.add_obstacle(text=f"Khó {n}", **add_to)
        follow_work.add_remedy(obstacle=obstacle, text="Gỡ", due=None, by=by, today=TODAY)
        money = {"planned": None, "mobilised": None, "disbursed": None}
        follow_work.add_funding(target=target, source=f"Nguồn {n}", by=by, today=TODAY, **money)
        given = [district.offices[code], office]
        circulate.circulate(programme=programme, document=programme.document, offices=given, by=by, today=TODAY)
        comments.post(article=article, name=f"Bạn {n}", text="Hay", at=timezone.now())
        shown = comments.post(article=article, name=f"Đọc {n}", text="Được", at=timezone.now())
        comments.moderate(comment=shown, show=True, answer="", by=district.editor, at=timezone.now())
        grant_right.grant(user=district.nobody, role="reporter", office=district.offices[code], by=by, today=TODAY)
        publish_article.save_article(
            title=f"Bài {n}", lead="", body="B", authors=[], programme=programme, by=district.editor, today=TODAY
        )
        for who, pages in seen.items():
            client.force_login(district.users[who])
            named = [p if isinstance(p, tuple) else (p,) for p in pages]
            counts[who].append(count(client, *(reverse(name, args=args) for name, *args in named)))
    assert all(c[0] == c[2] for c in counts.values()), counts


def test_an_address_that_only_takes_forms_leads_back_to_work(client, district, target):
    client.force_login(district.planner)
    for name, pk in (("demand", target.pk), ("task-add", target.pk), ("right-end", 1)):
        answer = client.get(reverse(name, args=[pk]))
        assert answer.status_code == 302 and answer.url == reverse("staff-home")


def test_every_page_is_said_in_english_as_well(client, district, target, article):
    ask(district, target)
    comments.post(article=article, name="Tôi", text="Hay", at=timezone.now())
    for who, name, args in (
        ("leader", "target-work", [target.pk]),
        ("planner", "circulation", [target.target_set.programme.slug]),
        ("editor", "staff-comments", []),
        ("editor", "article-edit", [article.pk]),
        ("auditor", "log", []),
        ("planner", "people", []),
    ):
        client.force_login(district.users[who])
        client.cookies["django_language"] = "en"
        page = client.get(reverse(name, args=args)).content.decode()
        assert '<html lang="en"' in page, name


def test_every_verb_that_is_logged_has_words():
    folder = Path(add_person.__file__).parent
    verbs = {verb for file in folder.glob("*.py") for verb in re.findall(r'verb="(\w+)"', file.read_text())}
    assert {"add_person", "grant_right", "approve_return", "edit_target"} <= verbs
    assert [verb for verb in sorted(verbs) if verb_word(verb) == verb] == []


def test_what_is_done_about_targets_can_be_taken_away_by_anybody(client, district, programme):
    target = Target.objects.get(target_set__programme=programme)
    work = {"work": "Mở lớp nghề", "person": "Bà Tư", "product": "3 lớp", "office": district.offices["lao-dong"]}
    follow_work.add_task(target=target, due=TODAY, by=district.planner, today=TODAY, **work)
    address = reverse("csv-work", args=[programme.slug])
    with CaptureQueriesContext(connection) as for_one:
        told = client.get(address).content.decode("utf-8-sig")
    assert "Mở lớp nghề" in told and "Phòng Lao động" in told and "Bà Tư" not in told
    for n in range(2):
        follow_work.add_task(
            target=target, due=TODAY, by=district.planner, today=TODAY, **work | {"product": f"{n} lớp"}
        )
    with CaptureQueriesContext(connection) as for_three:
        assert client.get(address).content.decode("utf-8-sig").count("Mở lớp nghề") == 3
    assert len(for_one) == len(for_three)
    type(programme).objects.update(published=False)
    assert client.get(address).status_code == 404
