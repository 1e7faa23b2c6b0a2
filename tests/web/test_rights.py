"""Who may do what: docs/rules/rights.md against the code, every role against every verb, called and not only asked."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from tests.web.builders import (
    FIRST,
    MARCH,
    PLAN,
    TODAY,
    District,
    everything,
    fill,
    make_district,
    make_programme,
    open_return,
    value,
)
from tiendo_web import actions
from tiendo_web.actions import (
    add_person,
    carry_over,
    choose_counting,
    circulate,
    close_year,
    comment,
    confirm_targets,
    demand_explanation,
    draft_redrawing,
    draw_places,
    edit_targets,
    editions,
    follow_work,
    grant_right,
    hand_in_figures,
    keep_offices,
    override_verdict,
    publish_article,
    read_plan,
    read_report,
    redraw_places,
    review_figures,
    rights,
    share_out,
    sub_rows,
    take_baseline,
)
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.records.models import (
    Article,
    Circulation,
    Comment,
    Directive,
    Document,
    Figure,
    Funding,
    Obstacle,
    Office,
    Override,
    Programme,
    Redrawing,
    Remedy,
    ReportText,
    Return,
    Right,
    Role,
    Target,
    TargetSet,
    Task,
    User,
)

NOON = timezone.make_aware(timezone.datetime(2024, 3, 20, 12))

# The words of the document for the roles of the code. The other words say where somebody must work, not as what.
ROLES = {
    "người lập kế hoạch": "planner",
    "người báo cáo": "reporter",
    "người duyệt": "approver",
    "lãnh đạo": "leader",
    "biên tập viên": "editor",
    "người kiểm tra": "auditor",
}


def _document() -> dict[str, frozenset[str]]:
    """Code of the verb → roles that the document names; those who need not log in have no code."""
    said = {}
    for line in (settings.ROOT / "docs/rules/rights.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[1].startswith("`"):
            said[cells[1].strip("`")] = frozenset(role for word, role in ROLES.items() if word in cells[2])
    return said


DOCUMENT = _document()
# What belongs to the office and not to a role: everybody who works there may.
OF_THE_OFFICE = {"answer", "take_note"}


@dataclass(frozen=True)
class Scene:
    """A programme with one of everything, ready for each verb. `things` is what a right is asked about."""

    district: District
    programme: Programme
    target: Target
    ret: Return
    submitted: Return
    document: Document
    things: dict[str, Any]

    @property
    def office(self) -> Office:
        return self.district.offices["ubnd"]


def make_scene() -> Scene:
    district = make_district()
    programme = make_programme(district)
    target = Target.objects.get(target_set__programme=programme)
    document = Document.objects.create(name="a.txt", sha256="0" * 64, text=PLAN)
    office = district.offices["ubnd"]
    ret = open_return(district, programme)
    submitted = fill(district, open_return(district, programme, office="xa-binh"), "reporter_binh", jobs_created="5")
    directive = Directive.objects.create(
        target=target, text="Vì sao?", by=district.leader, office=office, given_on=TODAY, due=TODAY
    )
    circulation = Circulation.objects.create(programme=programme, document=document, office=office, given_on=TODAY)
    things: dict[str, Any] = dict.fromkeys(
        ("read_plan", "confirm_targets", "open_returns", "circulate", "close_year"), programme
    )
    things |= dict.fromkeys(("share_out", "demand", "follow_work", "override_verdict"), target)
    things |= {
        "read_report": office,
        "hand_in": ret,
        "hand_in_for": ret,
        "keep_offices": office,
        "approve": submitted,
        "answer": directive,
        "take_note": circulation,
        "grant": office,
    }
    things["redraw"] = _act(district)
    things |= dict.fromkeys(("publish", "moderate", "audit"))
    return Scene(district, programme, target, ret, submitted, document, things)


def _act(district: District, state: str = "draft") -> Redrawing:
    """An act by which the commune An gets another name."""
    act = Redrawing.objects.create(
        day=date(2024, 4, 1), document="12/NQ", added_by=district.planner, added_on=TODAY, state=state
    )
    new = act.new_places.create(ordinal=1, code="111", name="An Mới", kind="commune", parent="100")
    act.lines.create(ordinal=1, old=district.places["101"], new=new, share="1", basis="whole", followed=True)
    return act


def _task(s: Scene) -> Task:
    return Task.objects.create(target=s.target, work="w", person="p", office=s.office, due=TODAY, product="p")


def _obstacle(s: Scene) -> Obstacle:
    return Obstacle.objects.create(target=s.target, text="t", found_on=TODAY, by_office=s.office)


def _article(published: bool) -> Article:
    return Article.objects.create(
        slug=f"bai-{Article.objects.count()}", title="Bài", body="Nội dung", published_at=NOON if published else None
    )


def _comment() -> Comment:
    return Comment.objects.create(article=_article(True), name="Khách", text="Hay", written_at=NOON)


def _figure(s: Scene) -> Figure:
    """A figure read in the text of the programme's edition."""
    TargetSet.objects.filter(pk=s.target.target_set_id).update(document=s.document)
    return Figure.objects.create(
        document=s.document, ordinal=1 + s.document.figures.count(), kind="result", indicator="việc làm", comparator="=",
        value=Decimal(5), unit="người", change="none", span_start=0, span_end=5, sentence_start=0, sentence_end=5,
        number_start=0, number_end=5,
    )  # fmt: skip


def _reported(s: Scene) -> dict[str, Any]:
    """A figure in the text of a report that the commune gave."""
    report = ReportText.objects.create(document=s.document, office=s.ret.office)
    return {"report": report, "figure": _figure(s)}


SIGNED = {"signer": "Chủ tịch", "reason": "Đã nghiệm thu", "document": "Thông báo 1"}


def _override(s: Scene) -> Override:
    return Override.objects.create(target=s.target, word="at_risk", signer="A", reason="b", on=TODAY)


MONEY = {"planned": Decimal(1), "mobilised": None, "disbursed": None}

# Every verb, by the right that it asks for: f(scene) makes what it works on, and gives back the call.
VERBS: dict[Callable[..., Any], tuple[str, Callable[[Scene], dict[str, Any]]]] = {
    read_plan.read_plan: ("read_plan", lambda s: {"name": "a.txt", "text": PLAN + "."}),
    read_plan.propose: ("read_plan", lambda s: {"document": s.document, "programme": s.programme}),
    read_report.read_report: ("read_report", lambda s: {"office": s.office, "name": "b.txt", "text": PLAN + "!"}),
    read_report.correct: (
        "read_report",
        lambda s: {
            **_reported(s),
            "report": ReportText.objects.create(document=s.document, office=s.office),
            "changes": {"value": Decimal(6)},
        },
    ),
    read_report.take: ("hand_in", _reported),
    take_baseline.take_baseline: ("confirm_targets", lambda s: {"target": s.target, "figure": _figure(s)}),
    edit_targets.edit_target: ("confirm_targets", lambda s: {"target": s.target, "changes": {"name_en": "Jobs"}}),
    confirm_targets.confirm: ("confirm_targets", lambda s: {"targets": [s.target]}),
    confirm_targets.withdraw: ("confirm_targets", lambda s: {"target": s.target, "reason": "Trùng"}),
    edit_targets.add_target: (
        "confirm_targets",
        lambda s: {"target_set": s.target.target_set, "changes": {"name": "Mới"}},
    ),
    sub_rows.add_sub_row: ("confirm_targets", lambda s: {"target": s.target, "changes": {"name": "Trong đó"}}),
    sub_rows.put_under: ("confirm_targets", lambda s: {"target": s.target, "whole": s.target}),
    sub_rows.stand_alone: ("confirm_targets", lambda s: {"target": s.target}),
    editions.put_in_force: ("confirm_targets", lambda s: {"target_set": s.target.target_set}),
    carry_over.carry_over: ("confirm_targets", lambda s: {"target_set": s.target.target_set}),
    confirm_targets.restore: ("confirm_targets", lambda s: {"target": s.target}),
    editions.sign_review: ("confirm_targets", lambda s: {"target_set": s.target.target_set}),
    review_figures.agree: ("confirm_targets", lambda s: {"figures": [_figure(s)], "target_set": s.target.target_set}),
    review_figures.correct: (
        "confirm_targets",
        lambda s: {"figure": _figure(s), "target_set": s.target.target_set, "changes": {"value": Decimal(1)}},
    ),
    review_figures.remove: (
        "confirm_targets",
        lambda s: {"figure": _figure(s), "target_set": s.target.target_set, "reason": "Là ngày"},
    ),
    review_figures.restore: ("confirm_targets", lambda s: {"figure": _figure(s), "target_set": s.target.target_set}),
    review_figures.add_figure: (
        "confirm_targets",
        lambda s: {"target_set": s.target.target_set, "words": "tạo việc làm cho 2.000 lao động"},
    ),
    close_year.close_year: (
        "close_year",
        lambda s: {"programme": s.programme, "given": {}, "dated": TODAY, "reopens": 0, **SIGNED},
    ),
    override_verdict.override: (
        "override_verdict",
        lambda s: {"target": s.target, "word": "at_risk", "replaces": None, **SIGNED},
    ),
    override_verdict.withdraw_override: ("override_verdict", lambda s: {"override": _override(s), **SIGNED}),
    draft_redrawing.load_draft: (
        "redraw",
        lambda s: {
            "data": "mã cũ;mã mới;tên mới;loại;ngày hiệu lực;văn bản\n101;111;A;xã;01/04/2024;1".encode(),
            "name": "a.csv",
        },
    ),
    draft_redrawing.draft_act: ("redraw", lambda s: {"document": "1/NQ", "day": date(2024, 4, 1)}),
    draft_redrawing.correct_shares: (
        "redraw",
        lambda s: {
            "redrawing": s.things["redraw"],
            "old": s.district.places["101"],
            "shares": {},
            "basis": "equal_parts",
            "source": "",
        },
    ),
    draft_redrawing.say_heir: (
        "redraw",
        lambda s: {"redrawing": s.things["redraw"], "old": s.district.places["101"], "heir": None},
    ),
    draw_places.load_shapes: ("redraw", lambda s: {"data": b"{}", "name": "a.geojson", "source": "Phòng", "on": TODAY}),
    draft_redrawing.discard: ("redraw", lambda s: {"redrawing": _act(s.district)}),
    redraw_places.activate: ("redraw", lambda s: {"redrawing": _act(s.district)}),
    redraw_places.undo: ("redraw", lambda s: {"redrawing": _act(s.district, "undone")}),
    share_out.share_out: ("share_out", lambda s: {"target": s.target, "shares": {"101": Decimal(500)}}),
    hand_in_figures.open_returns: (
        "open_returns",
        lambda s: {
            "programme": s.programme,
            "month": MARCH,
            "offices": [s.district.offices["xa-cat"]],
            "due": date(2024, 3, 25),
        },
    ),
    hand_in_figures.save_draft: (
        "hand_in",
        lambda s: {"ret": s.ret, "entries": {"jobs-created": value("1")}, "version": s.ret.version},
    ),
    hand_in_figures.submit: ("hand_in", lambda s: {"ret": s.ret}),
    hand_in_figures.correct: (
        "hand_in",
        lambda s: {"ret": s.ret, "entries": {"jobs-created": value("1")}, "version": s.ret.version},
    ),
    hand_in_figures.hand_in_for: (
        "hand_in_for",
        lambda s: {"ret": s.ret, "entries": {"jobs-created": value("1")}, "version": s.ret.version},
    ),
    choose_counting.choose_counting: (
        "confirm_targets",
        lambda s: {"programme": s.programme, "counting": "best_vintage"},
    ),
    keep_offices.add_office: (
        "keep_offices",
        lambda s: {"place": s.office.place, "code": "thong-ke", "name": "Chi cục Thống kê", "provider": "statistics"},
    ),
    keep_offices.say_provider: ("keep_offices", lambda s: {"office": s.office, "provider": "statistics"}),
    hand_in_figures.approve: ("approve", lambda s: {"ret": s.submitted}),
    hand_in_figures.give_back: ("approve", lambda s: {"ret": s.submitted, "reason": "Thiếu"}),
    demand_explanation.demand: (
        "demand",
        lambda s: {"target": s.target, "office": s.office, "text": "Vì sao chậm?", "due": TODAY},
    ),
    demand_explanation.answer: ("answer", lambda s: {"directive": s.things["answer"], "text": "Do mưa"}),
    follow_work.add_task: (
        "follow_work",
        lambda s: {
            "target": s.target,
            "work": "w",
            "person": "p",
            "office": s.office,
            "due": TODAY,
            "product": "p",
        },
    ),
    follow_work.finish_task: ("follow_work", lambda s: {"task": _task(s)}),
    follow_work.add_obstacle: ("follow_work", lambda s: {"target": s.target, "text": "t", "office": s.office}),
    follow_work.add_remedy: ("follow_work", lambda s: {"obstacle": _obstacle(s), "text": "t", "due": None}),
    follow_work.finish_remedy: (
        "follow_work",
        lambda s: {"remedy": Remedy.objects.create(obstacle=_obstacle(s), text="t")},
    ),
    follow_work.add_funding: ("follow_work", lambda s: {"target": s.target, "source": "Ngân sách", **MONEY}),
    follow_work.change_funding: (
        "follow_work",
        lambda s: {"funding": Funding.objects.create(target=s.target, source="Khác"), **MONEY},
    ),
    circulate.circulate: (
        "circulate",
        lambda s: {"programme": s.programme, "document": s.document, "offices": [s.district.offices["xa-an"]]},
    ),
    circulate.take_note: ("take_note", lambda s: {"circulation": s.things["take_note"]}),
    publish_article.save_article: (
        "publish",
        lambda s: {"title": "T", "lead": "", "body": "B", "authors": [], "programme": s.programme},
    ),
    publish_article.open_comments: ("moderate", lambda s: {"article": _article(True), "wanted": False}),
    add_person.add_person: ("grant", lambda s: {"username": "moi", "full_name": "Người mới"}),
    add_person.renew_password: ("grant", lambda s: {"user": s.district.editor}),
    publish_article.publish: ("publish", lambda s: {"article": _article(False), "at": NOON}),
    comment.moderate: ("moderate", lambda s: {"comment": _comment(), "show": True, "answer": "", "at": NOON}),
    grant_right.grant: (
        "grant",
        lambda s: {"user": s.district.nobody, "role": "editor", "office": s.district.offices["ubnd"]},
    ),
    grant_right.end: (
        "grant",
        lambda s: {"right": Right.objects.get(user=s.district.editor)},
    ),
}
# What everybody who is logged in does for themselves.
OF_ONESELF = {add_person.change_password}
# Done by the installation, by guests, or for nobody in particular; `load_demo` and `keep_safe` run on the machine,
# `events` and `labels` write what other verbs did.
WITHOUT_A_RIGHT = {"load_demo", "load_demo_neighbours", "keep_safe", "events", "labels", "rights"}


def test_the_document_and_the_code_name_the_same_verbs():
    assert set(DOCUMENT) == set(rights.PERMISSIONS)
    assert set(ROLES.values()) == set(Role.values)
    for verb, roles in DOCUMENT.items():
        assert roles or verb in OF_THE_OFFICE, verb


def test_every_verb_that_somebody_does_is_in_this_table():
    found = set()
    for module in pkgutil.iter_modules(actions.__path__):
        if module.name in WITHOUT_A_RIGHT or module.ispkg:
            continue
        loaded = importlib.import_module(f"tiendo_web.actions.{module.name}")
        for _name, function in inspect.getmembers(loaded, inspect.isfunction):
            public = function.__module__ == loaded.__name__ and not function.__name__.startswith("_")
            if public and "by" in inspect.signature(function).parameters:
                found.add(function)
    assert found == set(VERBS) | OF_ONESELF


def test_every_right_but_reading_the_log_guards_a_verb():
    assert {right for right, _call in VERBS.values()} == set(DOCUMENT) - {"audit"}


def _given(scene: Scene, role: str, right: str) -> User:
    """A new person with nothing but this role, in the office where it would count: that of the return for its reporter
    and approver, one of the district for everybody else."""
    at = {"hand_in": scene.ret.office, "approve": scene.submitted.office}.get(right, scene.office)
    user = User.objects.create(username=f"chi-{role}")
    Right.objects.create(user=user, role=role, office=at, first=FIRST)
    return user


def _call(function: Callable[..., Any], given: dict[str, Any], by: Any) -> None:
    takes = inspect.signature(function).parameters
    function(**given, by=by, **({"today": TODAY} if "today" in takes else {}))


@pytest.mark.django_db
@pytest.mark.parametrize("right", DOCUMENT)
def test_each_role_may_what_the_document_says_and_nothing_else(right):
    scene = make_scene()
    calls = [(function, make(scene)) for function, (asks, make) in VERBS.items() if asks == right]
    for role in Role.values:
        user = _given(scene, role, right)
        allowed = right in OF_THE_OFFICE or role in DOCUMENT[right]
        assert rights.may(user, right, scene.things[right], today=TODAY) is allowed, role
        before = everything()
        for function, given in calls if not allowed else ():
            with pytest.raises(NotAllowed, match="không có quyền"):
                _call(function, given, user)
        assert everything() == before, role


@pytest.mark.django_db
@pytest.mark.parametrize("function", VERBS, ids=lambda f: f.__name__)
def test_whoever_may_gets_as_far_as_the_verb_itself(function):
    scene = make_scene()
    right, make = VERBS[function]
    role = next(iter(sorted(DOCUMENT[right])), "auditor")
    user = _given(scene, role, right)
    try:
        _call(function, make(scene), user)
    except NotAllowed as unexpected:
        pytest.fail(f"{role} may not: {unexpected}")
    except Refused:
        pass  # for another reason, which the verb's own tests look at


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "anonymous", "ended", "not yet", "inactive"])
def test_who_has_no_right_today_may_nothing(who):
    scene = make_scene()
    user: Any = scene.district.nobody
    if who == "anonymous":
        user = AnonymousUser()
    elif who != "nobody":
        days = {
            "ended": {"first": FIRST, "last": TODAY - timedelta(days=1)},
            "not yet": {"first": TODAY + timedelta(days=1)},
            "inactive": {"first": FIRST},
        }[who]
        offices = {scene.office, scene.ret.office, scene.submitted.office}
        Right.objects.bulk_create(
            Right(user=user, role=role, office=office, **days) for role in Role.values for office in offices
        )
        user.is_active = who != "inactive"
        user.save()
    for right in DOCUMENT:
        assert not rights.may(user, right, scene.things[right], today=TODAY), right
        assert not rights.may(user, right, today=TODAY), right
    assert rights.roles(user, today=TODAY) == frozenset()


@pytest.mark.django_db
def test_a_right_counts_from_its_first_to_its_last_day_both_included():
    scene = make_scene()
    Right.objects.create(
        user=scene.district.nobody, role="leader", office=scene.office, first=TODAY, last=TODAY + timedelta(days=2)
    )
    days = [TODAY + timedelta(days=n) for n in range(-1, 4)]
    assert [rights.may(scene.district.nobody, "demand", scene.target, today=day) for day in days] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.django_db
def test_the_place_of_the_office_bounds_the_role():
    scene = make_scene()
    for office in ("huyen-la", "xa-an", "tinh"):
        user = User.objects.create(username=office)
        Right.objects.bulk_create(
            Right(user=user, role=role, office=scene.district.offices[office], first=FIRST) for role in Role.values
        )
        for right in (
            "read_plan",
            "confirm_targets",
            "open_returns",
            "share_out",
            "circulate",
            "demand",
            "close_year",
            "override_verdict",
        ):
            assert not rights.may(user, right, scene.things[right], today=TODAY), (office, right)
        assert not rights.may(user, "approve", scene.submitted, today=TODAY)
        assert not rights.may(user, "follow_work", scene.target, today=TODAY)


@pytest.mark.django_db
def test_the_owner_of_a_target_and_those_who_help_follow_its_work():
    scene = make_scene()
    officer, reporter = scene.district.officer, scene.district.reporter
    assert not rights.may(officer, "follow_work", scene.target, today=TODAY)
    scene.target.owner = scene.district.offices["lao-dong"]
    scene.target.save()
    scene.target.coordinating.add(scene.district.offices["xa-an"])
    part = Target.objects.create(
        target_set=scene.target.target_set,
        whole=scene.target,
        number="1a",
        ordinal=1,
        name="Phần",
        place=scene.target.place,
        period="2024",
    )
    for target in (scene.target, part):
        assert rights.may(officer, "follow_work", target, today=TODAY)
        assert rights.may(reporter, "follow_work", target, today=TODAY)
        assert not rights.may(scene.district.reporter_binh, "follow_work", target, today=TODAY)


@pytest.mark.django_db
def test_an_unknown_verb_is_an_error_and_not_an_answer():
    with pytest.raises(KeyError, match="No rule for"):
        rights.may(make_district().planner, "fly", today=TODAY)
