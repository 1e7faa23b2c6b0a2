"""What somebody would try who means harm, or whose hand slips: every address as everybody, forms with anything in them,
scripts in every text, too much of everything."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from time import monotonic
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings as django_settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.web.builders import (
    PLAN,
    TODAY,
    District,
    everything,
    fill,
    make_edition,
    make_programme,
    open_return,
    propose,
    record,
)
from tiendo.publishing.csv_file import csv_lines
from tiendo_web.actions import comment as comments
from tiendo_web.actions import events, publish_article, read_plan
from tiendo_web.actions.checked import clean
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.bounds import A_FILE, A_FORM, address_of
from tiendo_web.records.models import (
    Article,
    Circulation,
    Closing,
    Comment,
    Declared,
    Directive,
    Document,
    Figure,
    Funding,
    Observation,
    Obstacle,
    Office,
    Override,
    Place,
    Programme,
    Redrawing,
    Remedy,
    ReportText,
    Return,
    Right,
    Target,
    TargetSet,
    Task,
    User,
)

NOON = timezone.make_aware(timezone.datetime(2024, 3, 20, 12))
PASSWORD = "mot-mat-khau-that-dai"
SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
PEOPLE = ("planner", "reporter", "approver", "leader", "editor", "auditor", "planner_la", "planner_an", "nobody")


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass(frozen=True)
class Everything:
    """One of each thing that an address names: public, and not."""

    district: District
    programme: Programme
    hidden: Programme  # a draft that nobody has published
    target: Target
    proposed: Target  # in a newer edition, not in force
    secret: Target  # confirmed, in the draft programme
    document: Document
    unseen: Document  # what the draft was read from
    article: Article
    draft: Article
    comment: Comment
    ret: Return
    submitted: Return
    pks: dict[str, int]


@pytest.fixture
def scene(district) -> Everything:
    return make_everything(district)


def make_everything(district: District, said: str = "bình thường") -> Everything:
    """`said` stands in every text that a person may write."""
    users, offices = district.users, district.offices
    programme = make_programme(district, "jobs-created", "state-revenue-local")
    edition = programme.target_sets.get()
    document = Document.objects.create(name=f"công khai {said}", sha256="0" * 64, text=f"{PLAN} {said}")
    TargetSet.objects.filter(pk=edition.pk).update(document=document, decided_by=said[:200])
    Programme.objects.filter(pk=programme.pk).update(title=f"Chương trình {said}", title_en=said, document=document)
    target = edition.targets.get(indicator_code="jobs-created")
    Target.objects.filter(pk=target.pk).update(
        name=f"Việc làm {said}", name_en=f"Jobs {said}", owner=offices["lao-dong"], subject=said
    )
    Office.objects.all().update(head=said[:120], head_title=said[:120], head_title_en=said[:120])
    Office.objects.filter(code="lao-dong").update(name=f"Phòng {said}", name_en=f"Office {said}")
    User.objects.filter(username="leader").update(full_name=f"Ông {said}")
    proposed = propose(district, make_edition(district, edition=2), "jobs-created", name=f"BÍ MẬT đề xuất {said}")
    unseen = Document.objects.create(
        name="BÍ MẬT.txt", sha256="1" * 64, text=f"BÍ MẬT {said}", added_by=users["planner"]
    )
    other = make_edition(district, period="2025")
    TargetSet.objects.filter(pk__in=[other.pk, proposed.target_set_id]).update(document=unseen)
    report = ReportText.objects.create(document=unseen, office=offices["ubnd"])
    read = Figure.objects.create(
        document=unseen, ordinal=1, kind="target", indicator=said, comparator="=", value=Decimal(5), unit="xã",
        change="none", span_start=0, span_end=6, sentence_start=0, sentence_end=6, number_start=0, number_end=6,
    )  # fmt: skip
    secret = propose(district, other, "jobs-created", name=f"BÍ MẬT 2025 {said}")
    Target.objects.filter(pk=secret.pk).update(state="confirmed")
    hidden = other.programme
    Programme.objects.filter(pk=hidden.pk).update(title="BÍ MẬT chương trình", title_en="BÍ MẬT", document=unseen)
    article = Article.objects.create(
        slug="cong-khai", title=f"Bài {said}", lead=said, body=f"{said}\n\n{said}", authors=[said[:120]],
        published_at=NOON, programme=programme,
    )  # fmt: skip
    draft = Article.objects.create(slug="nhap", title="BÍ MẬT bài", body="BÍ MẬT")
    shown = Comment.objects.create(
        article=article, name=said[:60], text=said[:500], written_at=NOON, state="shown", answer=said
    )
    waiting = Comment.objects.create(article=article, name="BÍ MẬT", text=f"BÍ MẬT {said}"[:500], written_at=NOON)
    Comment.objects.create(article=draft, name="BÍ MẬT", text="BÍ MẬT", written_at=NOON, state="shown")
    ret = open_return(district, programme)
    submitted = fill(
        district,
        open_return(district, programme, "xa-binh"),
        "reporter_binh",
        jobs_created="77123",
        state_revenue_local="9",
    )
    Observation.objects.filter(owed_in=submitted).update(named=[said])
    done = open_return(district, programme, "xa-cat")
    record(done, "jobs-created", value=12, named=[said])
    record(done, "state-revenue-local", no_data=said[:300], named=[said])
    Return.objects.filter(pk=done.pk).update(state="approved", returned_reason=said)
    task = Task.objects.create(
        target=target, work=said, person=said[:120], office=offices["ubnd"], due=TODAY, product=said
    )
    obstacle = Obstacle.objects.create(target=target, text=said, found_on=TODAY, by_office=offices["ubnd"])
    remedy = Remedy.objects.create(obstacle=obstacle, text=said)
    directive = Directive.objects.create(
        target=target, text=f"BÍ MẬT {said}", by=users["leader"], office=offices["ubnd"], given_on=TODAY, due=TODAY
    )
    override = Override.objects.create(
        target=target,
        word="at_risk",
        by_rule="off_track",
        signer=said[:120],
        reason=said,
        document=said[:200],
        on=TODAY,
    )
    closing = Closing.objects.create(
        programme=programme, number=1, signer=said[:120], document=said[:200], dated=TODAY, declared_on=TODAY,
        by=users["planner"], reason=said,
    )  # fmt: skip
    Declared.objects.create(
        closing=closing, target=target, ordinal=0, number="1", name=said, word="met", by_rule="not_met", reason=said
    )
    funding = Funding.objects.create(target=target, source=said[:200], planned=Decimal(5))
    circulation = Circulation.objects.create(
        programme=programme, document=document, office=offices["ubnd"], given_on=TODAY
    )
    act = Redrawing.objects.create(
        day=date(2024, 4, 1),
        document=f"BÍ MẬT {said}"[:200],
        given_as=said[:200],
        added_by=users["planner"],
        added_on=TODAY,
    )
    for n, name in enumerate((said[:120], "An Mới"), start=1):
        new = act.new_places.create(ordinal=n, code=f"11{n}", name=name, kind="commune", parent="100")
        act.lines.create(
            ordinal=n, old=district.places["101"], new=new, share="1/2", basis="equal_parts", source=said[:300]
        )
    pks = {
        "redrawing": act.pk, "report-text": report.pk, "report-figure-take": report.pk, "report-figure-correct": report.pk, "report-figure": read.pk,
        "return": ret.pk, "return-approve": submitted.pk, "return-give-back": submitted.pk, "return-correct": done.pk,
        "override-withdraw": override.pk, "edition": proposed.target_set_id, "target": target.pk, "demand-answer": directive.pk, "task": task.pk,
        "obstacle": obstacle.pk, "remedy-add": obstacle.pk, "remedy-finish": remedy.pk, "funding-change": funding.pk,
        "target-add": proposed.target_set_id, "figure": proposed.target_set_id, "task-add": target.pk, "obstacle-add": target.pk,
        "demand": target.pk, "funding-add": target.pk,
        "circulation-note": circulation.pk, "article": draft.pk, "comment": waiting.pk,
        "right-end": users["nobody"].pk and Right.objects.get(user=users["editor"]).pk,
        "person-password": users["reporter"].pk, "document": document.pk,
        "target-edit": proposed.pk, "target-withdraw": proposed.pk, "shown": shown.pk, "sub-row-add": proposed.pk,
        "csv-providers": target.pk,
    }  # fmt: skip
    return Everything(
        district, programme, hidden, target, proposed, secret, document, unseen, article, draft, waiting, ret, submitted,
        pks,
    )  # fmt: skip


# --- every address ------------------------------------------------------------------------------------------------------


def patterns(resolver: Any = None) -> Iterator[URLPattern]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


NAMES = sorted({p.name for p in patterns() if p.name})


def address(name: str, scene: Everything) -> str:
    """The address of that name about a thing of the scene that its verb may be done to."""
    pattern = next(p for p in patterns() if p.name == name)
    wanted = pattern.pattern.converters
    given: dict[str, Any] = {}
    if "pk" in wanted:
        keys = (name, name.split("-")[0], name.removeprefix("csv-"))
        given["pk"] = next((scene.pks[key] for key in keys if key in scene.pks), None)
        assert given["pk"], f"say in `pks` what {name} is about"
    if "slug" in wanted:
        given["slug"] = scene.article.slug if name in {"article", "comments"} else scene.programme.slug
    if "code" in wanted:
        given["code"] = "101"
    if "old" in wanted:
        given["old"] = scene.district.places["101"].pk
    if "ordinal" in wanted:
        given["ordinal"] = 1
    if "kind" in wanted:
        given["kind"] = "txt"
    if "size" in wanted:
        given["size"] = "l"
    return reverse(name, kwargs=given)


def logged_in(user: User | None, **more: Any) -> Client:
    client = Client(**more)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


OWN_STATE = {"set-language", "text-size", "login", "logout"}  # change a cookie or a session and nothing else


def test_nobody_who_is_not_logged_in_changes_or_sees_anything_at_work(scene):
    client, before = Client(), everything()
    for name in NAMES:
        where = address(name, scene)
        for answer in (client.get(where), client.post(where, {"text": "x", "reason": "x", "title": "x", "body": "x"})):
            assert answer.status_code < 500, (name, answer.status_code)
            assert "BÍ MẬT" not in answer.content.decode() if not answer.streaming else True, name
            if where.startswith("/lam-viec/") and name not in {"login", "logout"}:
                assert answer.status_code == 302 and answer["Location"].startswith(reverse("login")), name
    assert everything() == before


def test_who_has_no_right_today_sees_and_changes_nothing_at_work(scene):
    """Somebody who never had one, whose right ended yesterday, whose right begins tomorrow, from another district, and
    somebody who was made inactive while logged in."""
    district = scene.district
    office = district.offices["ubnd"]
    gone, coming, inactive = (User.objects.create(username=name) for name in ("gone", "coming", "inactive"))
    for role in ("planner", "reporter", "approver", "leader", "editor", "auditor"):
        Right.objects.create(user=gone, role=role, office=office, first=TODAY - timedelta(9), last=TODAY - timedelta(1))
        Right.objects.create(user=coming, role=role, office=office, first=TODAY + timedelta(1))
        Right.objects.create(user=inactive, role=role, office=office, first=TODAY - timedelta(9))
    people = [(district.nobody, "nobody"), (gone, "gone"), (coming, "coming"), (inactive, "inactive")]
    clients = [(logged_in(user), who) for user, who in people]
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    before = everything()
    forms = ({}, {"text": "x", "office": "1", "due": "25/12/2024", "reason": "x", "version": "1"})
    for client, who in clients:
        for name in NAMES:
            if name in OWN_STATE:
                continue
            where = address(name, scene)
            for answer in (client.get(where), *(client.post(where, form) for form in forms)):
                said = b"".join(answer.streaming_content) if answer.streaming else answer.content
                assert answer.status_code < 500, (who, name)
                assert "BÍ MẬT" not in said.decode() and "77123" not in said.decode(), (who, name, answer.status_code)
                if where.startswith("/lam-viec/") and name not in {"staff-home", "password"}:
                    assert answer.status_code in {302, 403, 404}, (who, name, answer.status_code)
    assert everything() == before


def test_who_works_elsewhere_neither_reads_nor_changes_the_work_on_a_programme(scene):
    """A planner, reporter, approver and leader of another district; editors and auditors are everybody's."""
    other = User.objects.create(username="other")
    for role in ("planner", "reporter", "approver", "leader"):
        Right.objects.create(user=other, role=role, office=scene.district.offices["huyen-la"], first=TODAY)
    client, before = logged_in(other), everything()
    for name in NAMES:
        if name in OWN_STATE | {"read-plan", "person-add", "password"}:
            continue
        where = address(name, scene)
        for answer in (client.get(where), client.post(where, {}), client.post(where, {"all": "1", "text": "x"})):
            said = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert answer.status_code < 500, name
            told = said.decode(errors="replace")  # one of them is a workbook: an empty table, the same for everybody
            assert "BÍ MẬT" not in told and "77123" not in told, (name, answer.status_code)
    assert everything() == before


def test_public_pages_and_files_never_say_what_is_not_public(scene):
    client = Client()
    hidden = (
        reverse("document", args=[scene.unseen.pk]),
        reverse("target", args=[scene.proposed.pk]),
        reverse("target", args=[scene.secret.pk]),
        reverse("csv-target", args=[scene.proposed.pk]),
        reverse("csv-target", args=[scene.secret.pk]),
        reverse("programme", args=[scene.hidden.slug]),
        reverse("csv-progress", args=[scene.hidden.slug]),
        reverse("csv-term", args=[scene.hidden.slug]),
        reverse("article", args=[scene.draft.slug]),
        reverse("comments", args=[scene.draft.slug]),
        reverse("place", args=["201"]),
        reverse("csv-place", args=["201"]),
    )
    for where in hidden:
        answer = client.get(where)
        assert answer.status_code == 404 and "BÍ MẬT" not in answer.content.decode(), where
    for number in range(1, max(scene.secret.pk, scene.unseen.pk) + 3):
        for name in ("document", "target", "csv-target"):
            assert "BÍ MẬT" not in client.get(reverse(name, args=[number])).content.decode(), (name, number)
    for name in ("home", "programmes", "places", "articles", "data", "article", "comments", "place", "csv-place"):
        assert "BÍ MẬT" not in client.get(address(name, scene)).content.decode(), name


def test_a_target_that_was_withdrawn_is_gone_from_page_and_file(scene):
    Target.objects.filter(pk=scene.target.pk).update(state="withdrawn")
    for name in ("target", "csv-target"):
        assert Client().get(reverse(name, args=[scene.target.pk])).status_code == 404


def test_numbers_no_database_holds_are_pages_not_found(scene):
    client = logged_in(scene.district.planner)
    for name in NAMES:
        where = re.sub(r"\d+(?=[./])", "9" * 30, address(name, scene))
        if where != address(name, scene):
            for answer in (client.get(where), client.post(where)):
                assert answer.status_code in {302, 403, 404, 405}, (name, answer.status_code)


class Foreign(HTMLParser):
    """Finds what only a script that got in would have: a script without an address of ours, a picture, an on… attribute."""

    @classmethod
    def in_page(cls, page: str) -> list[str]:
        reader = cls()
        reader.found: list[str] = []
        reader.feed(page)
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        ours = tag != "script" or (given.get("src") or "").startswith("/static/")
        if not ours or tag in {"img", "iframe", "object"} or any(name.startswith("on") for name in given):
            self.found.append(self.get_starttag_text() or tag)


# --- scripts in every text ----------------------------------------------------------------------------------------------


FILES = {"log-csv", "report-file", "redrawing-template"}


def test_a_script_in_any_text_stays_words_on_every_page(district):
    scene = make_everything(district, SCRIPT)
    Place.objects.filter(code="101").update(name=SCRIPT[:60])
    events_of_all = [
        (district.users[who], who) for who in ("planner", "reporter", "approver", "leader", "editor", "auditor")
    ]
    seen = 0
    for user, who in [(None, "guest"), *events_of_all]:
        for language in ("vi", "en"):
            client = logged_in(user)
            client.cookies["django_language"] = language
            for name in NAMES:
                if name in OWN_STATE or name.startswith("csv-") or name in FILES:
                    continue
                where = address(name, scene)
                for answer in (
                    client.get(where),
                    client.post(where, {"version": SCRIPT, "office": SCRIPT, "due": SCRIPT}),
                ):
                    page = answer.content.decode()
                    assert not Foreign.in_page(page), (who, name, language)
                    seen += "&lt;script&gt;alert" in page
    assert seen > 60  # the words were there to be escaped


def test_a_script_in_a_drawing_stays_words(district):
    from tiendo_web.pages.drawing import draw

    option = {
        "xAxis": {"type": "category", "data": [SCRIPT, 'a" style="x:url(#zr0-)" onload="alert(1)']},
        "yAxis": {"type": "value", "name": SCRIPT},
        "series": [{"type": "bar", "name": SCRIPT, "data": [1, 2], "label": {"show": True, "formatter": SCRIPT}}],
    }
    svg = str(draw(option, width=300, height=200, described=SCRIPT))
    assert not Foreign.in_page(svg)
    assert "alert(1)" in svg


@pytest.mark.parametrize("said", ["=cmd|' /C calc'!A0", "+84 cmd", "-1+2", "@SUM(1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_of_a_file_is_run_by_a_spreadsheet(said):
    line = b"".join(csv_lines(["x"], [[said]])).decode().splitlines(keepends=True)[1:]
    assert "".join(line).lstrip('"').startswith("'")


def test_formulas_in_peoples_texts_reach_no_file(district):
    scene = make_everything(district, "=1+1")
    Office.objects.filter(code="lao-dong").update(name="=1+1", name_en="=1+1")
    User.objects.filter(username="leader").update(full_name="@SUM(A1)")
    Target.objects.filter(pk=scene.target.pk).update(name="=1+1", name_en="=1+1")
    comments.post(article=scene.article, name="=1+1", text="x", at=NOON)
    client = logged_in(district.auditor)
    for name in ("csv-progress", "csv-place", "csv-target", "log-csv"):
        answer = client.get(address(name, scene))
        assert answer.status_code == 200, name
        page = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert not re.search(r'(?:^|,)"?[=@]', page, re.MULTILINE), name
        assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', answer["Content-Disposition"]), name


# --- forms with anything in them ----------------------------------------------------------------------------------------

ODD = (
    "", " ", "0", "-1", "1", "2", "99999999999999999999", "9" * 5000, "1e999", "NaN", "Infinity", "1,5", "1.5", "²", "٣",
    "\x00", "a\x00b", "\ud800", "\u202e", "\u200b", "=1+1", SCRIPT, "x" * 30_000, "01/01/0001", "31/12/9999", "2024-02-30",
    "29/02/2024", "25/03/2024", "2024-03", "2024-13", "2021-2025", "planner", "ubnd", "xa-an", "thanh-binh-2024", "jobs-created",
    "=", "range", "none", "on", "lao động", "%", "confirm", "next", "../../etc/passwd", "%00", "{{ 7*7 }}", "é" * 700, "12", "5000",
)  # fmt: skip
FIELDS = (
    "version", "value:jobs-created", "numerator:jobs-created", "denominator:jobs-created", "value:state-revenue-local",
    "no_data:jobs-created", "named:jobs-created", "vintage:jobs-created", "reason", "programme", "month", "due", "document",
    "text", "name", "only", "target", "decided_by", "decided_on", "name_en", "owner", "coordinating", "indicator_code",
    "subject", "term_form", "condition", "comparator:1", "value:1", "value_max:1", "tolerance:1", "unit:1", "change:1",
    "change_in:1", "keep:1", "milestone:2024-06", "reported_by", "frequency", "baseline_value", "baseline_day",
    "baseline_source", "then", "101", "102", "same", "office", "work", "person", "product", "page", "source", "planned",
    "mobilised", "disbursed", "answer", "title", "lead", "body", "authors", "open", "show", "user", "role", "first",
    "username", "full_name", "password", "old_password", "new_password1", "new_password2", "site", "stamp", "next",
    "language", "all", "more", "less", "verb", "last", "tim", "trang", "chuong-trinh", "from", "given", "act", "heir", "basis", "ngay",
    "chi-tieu", "on", "file", "shapes",
)  # fmt: skip
TRIES = int(os.environ.get("TIENDO_TRIES", "5"))  # more of them find more: 200 in a quiet hour


def _anything(chance: random.Random) -> dict[str, Any]:
    """Some fields, some twice, with anything in them."""
    chosen = chance.sample(FIELDS, chance.randint(0, len(FIELDS)))
    return {
        name: [chance.choice(ODD) for _n in range(chance.choice((1, 1, 1, 2)))]
        for name in chosen
        if name not in {"all", "more", "less"} or chance.random() < 0.1
    }


def _sendable(form: dict[str, Any]) -> dict[str, Any]:
    return {name: [v.encode("utf-8", "replace").decode() for v in values] for name, values in form.items()}


@pytest.mark.parametrize("name", NAMES)
def test_no_form_breaks_the_server_or_the_log(scene, name):
    """Forms full of nonsense, by a person who may do everything: each gets an answer, and the log stays whole."""
    person = User.objects.create(username="all", password=make_password(PASSWORD))
    for role in ("planner", "reporter", "approver", "leader", "editor", "auditor"):
        for office in ("ubnd", "xa-an"):
            Right.objects.create(user=person, role=role, office=scene.district.offices[office], first=TODAY)
    chance = random.Random(name)  # the same nonsense every time
    where = address(name, scene)
    client = logged_in(person)
    client.raise_request_exception = True
    same_everywhere = [
        {name: [odd] for name in FIELDS} for odd in ("\x00", "9" * 5000, "1e999", "²", "31/12/9999", "01/01/0001")
    ]
    forms = [_anything(chance) for _n in range(TRIES)]
    for n, form in enumerate(map(_sendable, (*same_everywhere, *forms))):
        answer = client.post(where, form)
        assert answer.status_code < 500, (n, form)
        query = {k: v for k, v in form.items() if len(str(v)) < 200}
        assert client.get(where, query).status_code < 500, (n, query)
    assert client.post(where, data="{not json", content_type="application/json").status_code < 500
    assert client.post(where, data=b"\xff\xfe\x00", content_type="multipart/form-data; boundary=x").status_code < 500
    assert events.verify_log() is None


# --- how answers leave --------------------------------------------------------------------------------------------------


def test_pages_at_work_are_not_kept_by_a_browser(scene):
    client = logged_in(scene.district.planner)
    for name in ("staff-home", "returns", "edition", "people", "home", "login"):
        assert "no-store" in client.get(address(name, scene))["Cache-Control"], name
    assert "no-store" in Client().get(reverse("staff-home"))["Cache-Control"]
    assert not Client().get(reverse("home")).has_header("Cache-Control")  # the public page may be kept


def test_every_page_says_what_a_browser_may_do_with_it(scene):
    for name in ("home", "login", "article"):
        answer = Client().get(address(name, scene))
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert "unsafe" not in policy and "*" not in policy
        assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
        page = answer.content.decode()
        assert " style=" not in page and not re.search(r"<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "set-language"])
def test_no_form_is_taken_from_another_site(scene, name):
    client = logged_in(scene.district.planner, enforce_csrf_checks=True)
    before = everything()
    answer = client.post(address(name, scene), {"text": "x", "all": "1", "reason": "x"})
    assert answer.status_code in {403, 405} and "<title>" in answer.content.decode()
    assert everything() == before


def test_the_switch_of_the_language_needs_no_token_and_does_nothing_else(scene):
    """A page for everybody holds nothing of one reader (decision 0029)."""
    client = logged_in(scene.district.planner, enforce_csrf_checks=True)
    before = everything()
    answer = client.post(reverse("set-language"), {"language": "en", "next": "/"})
    assert (answer.status_code, answer["Location"]) == (302, "/") and everything() == before
    assert set(answer.cookies) == {"django_language"}


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "éé"]
)
def test_nobody_is_led_to_another_site(scene, next_):
    User.objects.filter(pk=scene.district.planner.pk).update(password=make_password(PASSWORD))
    forms = {
        reverse("text-size", args=["l"]): {"next": next_},
        reverse("set-language"): {"next": next_, "language": "en"},
        reverse("login"): {"next": next_, "username": "planner", "password": PASSWORD},
    }
    for where, form in forms.items():
        answer = Client().post(where, form)
        assert answer.status_code == 302 and re.match(r"/(?![/\\])|%|$|éé", answer["Location"]), (
            where,
            answer["Location"],
        )
        assert "evil" not in answer["Location"] and "javascript" not in answer["Location"]


@pytest.mark.parametrize(("language", "words"), [("vi", "Bạn có thể đi tiếp"), ("en", "You can go on")])
def test_every_no_is_a_page_of_ours_in_both_languages(scene, settings, language, words):
    settings.ALLOWED_HOSTS = ["testserver"]
    client = logged_in(scene.district.reporter)
    client.cookies["django_language"] = language
    nos = {
        404: client.get("/khong-co/"),
        403: client.get(reverse("log")),
        405: client.get(reverse("text-size", args=["l"])),
        400: client.get("/", HTTP_HOST="evil.example"),
        413: client.post(reverse("comment-moderate", args=[scene.comment.pk]), {"answer": "x" * (A_FORM + 1)}),
    }
    for status, answer in nos.items():
        assert answer.status_code == status
        assert words in answer.content.decode(), status
        if status != 400:  # a false host is turned away before anything else is looked at
            assert "default-src 'self'" in answer["Content-Security-Policy"] and answer["X-Frame-Options"] == "DENY"
    assert nos[405]["Allow"] == "POST"


def test_a_failure_shows_no_traceback_and_logs_where_it_was(scene, monkeypatch, caplog):
    from tiendo_web.pages.public import programme as page

    def broken(*_given: object, **_more: object) -> None:
        raise RuntimeError("bí mật của máy chủ")

    monkeypatch.setattr(page.queries, "standing", broken)
    client = Client(raise_request_exception=False)
    answer = client.get(reverse("home"))
    said = answer.content.decode()
    assert answer.status_code == 500 and "Traceback" not in said and "bí mật" not in said and "RuntimeError" not in said
    assert "Máy chủ gặp lỗi" in said and "The server failed" in said
    handler = django_settings.LOGGING["formatters"]["lines"]
    line = handler["()"](**{k: v for k, v in handler.items() if k != "()"}).format(
        next(r for r in caplog.records if r.levelname == "ERROR")
    )
    assert "Traceback" in line and "bí mật của máy chủ" in line and "\n" not in line


# --- too much of everything ---------------------------------------------------------------------------------------------


def test_a_body_that_is_too_large_is_refused_before_it_is_read(scene):
    """Django would first write it to the disk, for anybody who sends one."""

    class Unread:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    for client, where, announced in (
        (Client(), reverse("text-size", args=["l"]), A_FORM + 1),
        (Client(), reverse("read-plan"), A_FORM + 1),
        (logged_in(scene.district.planner), reverse("read-plan"), A_FILE + 1),
        (logged_in(scene.district.planner), reverse("staff-home"), A_FILE),
    ):
        answer = client.post(
            where, b"x", content_type="multipart/form-data; boundary=x",
            **{"wsgi.input": Unread(), "CONTENT_LENGTH": str(announced)},
        )  # fmt: skip
        assert answer.status_code == 413 and "Chưa có gì được lưu" in answer.content.decode(), where


def test_a_flood_of_comments_ends_with_one_sentence(district):
    article = Article.objects.create(slug="bai", title="Bài", body="Nội dung", published_at=NOON)
    for n in range(comments.MOST_WAITING):
        comments.post(article=article, name="Khách", text=f"Ý {n}", at=NOON)
    before = everything()
    with pytest.raises(Refused, match="quá nhiều ý kiến chờ duyệt"):
        comments.post(article=article, name="Khách", text="thêm", at=NOON)
    assert everything() == before
    Comment.objects.filter(pk=Comment.objects.first().pk).update(state="shown")  # an editor has looked at one
    comments.post(article=article, name="Khách", text="thêm", at=NOON)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("a\u202etxt.exe", "atxt.exe"),
        ("\u2066Chủ tịch\u2069", "Chủ tịch"),
        ("Chủ\u200b tịch\ufeff", "Chủ tịch"),
        ("\x1b[31mđỏ\x07\x9b", "[31mđỏ"),
        ("một\r\nhai\rba\tbốn", "một\nhai\nba\tbốn"),
        ("\u200d\u200b \u2060\u00ad", ""),
        ("👩\u200d🌾 cấy lúa", "👩\u200d🌾 cấy lúa"),
    ],
)
def test_characters_that_nobody_sees_or_that_turn_words_around_are_left_out(said, kept):
    assert clean(said) == kept


def test_a_text_is_read_outside_the_transaction(district, monkeypatch):
    """A long text takes seconds to read; on SQLite nobody else could save in the meantime."""
    from django.db import connection

    real, inside = read_plan.pipeline.read_document, []
    depth = len(connection.savepoint_ids)

    def watched(*given: Any, **more: Any) -> Any:
        inside.append(len(connection.savepoint_ids) > depth)
        return real(*given, **more)

    monkeypatch.setattr(read_plan.pipeline, "read_document", watched)
    read_plan.read_plan(name="a", text=PLAN, by=district.planner, today=TODAY)
    assert inside == [False]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("hang-trieu-dong.html", b"<html><body><table>" + b"<tr><td>V</td><td>5</td></tr>" * 200_000 + b"</table>"),
        (
            "hang-nghin-chi-tieu.txt",
            "".join(f"Năm 2024, tạo việc làm cho {1000 + n} lao động.\n" for n in range(1_200)).encode(),
        ),
    ],
)
def test_a_file_that_would_hold_a_worker_for_minutes_is_refused_in_seconds(scene, name, data):
    """A table of a million rows took 100 s and 4 GB; a list of thousands of targets would be saved one by one."""
    client, before = logged_in(scene.district.planner), everything()
    start = monotonic()
    answer = client.post(reverse("read-plan"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422 and 'class="notice bad"' in answer.content.decode()
    assert everything() == before and monotonic() - start < 20


@pytest.mark.parametrize(
    ("why", "status", "words"),
    [
        ("database or disk is full", 507, ("đầy đĩa", "disk of the server is full")),
        ("could not extend file: No space left on device", 507, ("đầy đĩa", "disk of the server is full")),
        ("database is locked", 503, ("cùng lúc", "Many people are saving at once")),
        ("something else", 500, ("Máy chủ gặp lỗi", "The server failed")),
    ],
)
def test_what_the_database_cannot_keep_is_said_in_one_sentence(scene, monkeypatch, why, status, words):
    def full(**_given: Any) -> None:
        raise OperationalError(why)

    monkeypatch.setattr(publish_article.events, "log", full)
    for language, said in zip(("vi", "en"), words, strict=True):
        client = logged_in(scene.district.editor, raise_request_exception=False)
        client.cookies["django_language"] = language
        answer = client.post(reverse("article-new"), {"title": "Bài mới", "body": "Nội dung"})
        assert answer.status_code == status and said in answer.content.decode()
    assert not Article.objects.filter(title="Bài mới").exists()


# --- the same form twice ------------------------------------------------------------------------------------------------

TWICE: dict[str, dict[str, Any]] = {
    "target-add": {"name": "Chỉ tiêu mới", "indicator_code": "bhyt-coverage", "condition": "1", "value:1": "5", "unit:1": "%",
                   "comparator:1": "=", "change:1": "none", "change_in:1": "units"},
    "article-new": {"title": "Bài mới", "body": "Nội dung"},
    "task-add": {"work": "w", "person": "p", "product": "s", "office": "", "due": "25/12/2024"},
    "obstacle-add": {"text": "mưa lớn", "office": ""},
    "remedy-add": {"text": "đắp đê", "due": "25/12/2024"},
    "demand": {"text": "vì sao", "office": "", "due": "25/12/2024"},
    "funding-add": {"source": "ngân sách huyện", "planned": "5"},
    "demand-answer": {"answer": "vì mưa"},
    "task-finish": {}, "remedy-finish": {}, "circulation-note": {}, "article-publish": {}, "article-comments-open": {"open": "0"},
    "comment-moderate": {"show": "1", "answer": "cảm ơn"}, "return-approve": {"version": "3"},
    "return-give-back": {"version": "3", "reason": "sai"}, "target-share": {"101": "5"}, "right-end": {},
    "right-grant": {"user": "nobody", "role": "editor", "office": "ubnd"}, "person-add": {"username": "moi", "full_name": "Mới"},
    "target-withdraw": {"reason": "thừa"}, "edition-confirm": {"all": "1"}, "returns-open": {"programme": "thanh-binh-2024", "month": "2024-02", "due": "25/02/2024"},
    "circulation-give": {"all": "1"}, "read-plan": {"text": PLAN}, "read-report": {"text": PLAN, "office": ""},
}  # fmt: skip


@pytest.mark.parametrize("name", TWICE)
def test_a_form_sent_twice_is_done_once(scene, name):
    person = User.objects.create(username="all")
    for role in ("planner", "reporter", "approver", "leader", "editor", "auditor"):
        Right.objects.create(user=person, role=role, office=scene.district.offices["ubnd"], first=TODAY)
    client, where = logged_in(person), address(name, scene)
    form = {k: v or str(scene.district.offices["ubnd"].pk) for k, v in TWICE[name].items()}
    if name == "circulation-give":
        form["document"] = str(scene.document.pk)
    if "version" in form:
        form["version"] = str(Return.objects.get(pk=scene.submitted.pk).version)
    before = everything()
    first = client.post(where, form)
    assert first.status_code in {200, 302}, first.content.decode()[-3000:]
    once = everything()
    assert once != before, "the form did nothing"
    assert client.post(where, form).status_code in {200, 302, 405, 409, 422}
    assert everything() == once


# --- getting in ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def somebody(district) -> User:
    user = district.planner
    user.set_password(PASSWORD)
    user.save()
    return user


def test_guessing_a_password_ends_after_a_few_times_and_says_the_same_of_everybody(somebody):
    for username in ("planner", "khong-co-ai"):
        client = Client()
        said = [client.post(reverse("login"), {"username": username, "password": f"đoán {n}"}) for n in range(30)]
        assert {a.status_code for a in said[:7]} == {200} and {a.status_code for a in said[8:]} == {429}
        assert "không đúng" in said[0].content.decode() and "15 phút" in said[-1].content.decode()
    right = Client().post(reverse("login"), {"username": "planner", "password": PASSWORD})
    assert right.status_code == 429  # also not with the right one, or guessing would go on
    elsewhere = Client(REMOTE_ADDR="10.1.1.1").post(reverse("login"), {"username": "planner", "password": PASSWORD})
    assert elsewhere.status_code == 302  # its owner, at another address, is not locked out by who guesses


def test_what_is_kept_of_a_wrong_log_in_holds_no_password(somebody, caplog):
    client = Client()
    for n in range(django_settings.AXES_FAILURE_LIMIT + 1):
        client.post(reverse("login"), {"username": "planner", "password": f"gan-dung-{n}"})
    client.post(reverse("login"), {"username": "planner", "password": PASSWORD})
    kept = [str(row) for table in (AccessAttempt, AccessLog) for row in table.objects.values_list()]
    assert kept and caplog.records
    for said in (*kept, *(r.getMessage() for r in caplog.records)):
        assert "gan-dung" not in said and PASSWORD not in said
        assert client.cookies["csrftoken"].value not in said if "csrftoken" in client.cookies else True


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "1.1.1.1", "10.0.0.9"),  # nobody in front of us: whoever says so, lies
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "1.1.1.1, 2.2.2.2, 3.3.3.3", "2.2.2.2"),
        (1, "", "10.0.0.9"),
        (1, "<script>", "10.0.0.9"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_a_visitor_cannot_choose_the_address_that_guesses_are_counted_by(rf, settings, proxies, header, address):
    settings.TIENDO_PROXIES = proxies
    assert address_of(rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=header)) == address


def test_a_log_in_gets_a_new_session_and_a_new_password_ends_every_other(somebody, district):
    phone, desk = Client(), Client()
    phone.get(reverse("login"))
    phone.cookies["sessionid"] = "a" * 32  # planted by somebody else
    for client in (phone, desk):
        assert client.post(reverse("login"), {"username": "planner", "password": PASSWORD}).status_code == 302
        assert client.cookies["sessionid"].value != "a" * 32
    cookie = phone.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    kept = phone.cookies["sessionid"].value
    new = "mot-mat-khau-khac-han"
    changed = desk.post(reverse("password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert changed.status_code == 302 and desk.get(reverse("staff-home")).status_code == 200
    assert phone.get(reverse("staff-home")).status_code == 302
    desk_key = desk.cookies["sessionid"].value
    desk.post(reverse("logout"))
    thief = Client()
    for key in (kept, desk_key):
        thief.cookies["sessionid"] = key
        assert thief.get(reverse("staff-home")).status_code == 302
