"""A signer sets another word than the rule, and takes it back; both words are shown, with who, when and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.web.builders import MARCH, TODAY, approved, make_edition, nothing_changes, one_event, propose, refused
from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import override_verdict
from tiendo_web.records import queries
from tiendo_web.records.models import Override, Target

SIGNED = {"signer": "Bà Lê Thị Hoa, Phó Chủ tịch", "reason": "Đã ký hợp đồng tuyển dụng", "document": "Thông báo 12"}


@pytest.fixture
def target(district, programme):
    approved(district, programme, month=MARCH)
    return Target.objects.get()


def override(district, target, word="on_track", *, replaces=None, today=TODAY, by="leader", **more):
    return override_verdict.override(
        target=target, word=word, replaces=replaces, by=district.users[by], today=today, **{**SIGNED, **more}
    )


def said(target, today=TODAY):
    verdict = queries.standing(target.target_set.programme, today=today).verdict(str(target.pk))
    return verdict.word, verdict.said


@pytest.mark.parametrize("by", ["leader", "planner"])
def test_both_words_are_kept(district, target, by):
    by_rule, _said = said(target)
    with one_event("override_verdict") as event:
        row = override(district, target, by=by)
    assert said(target) == (by_rule, VerdictWord.ON_TRACK)
    assert (row.by_rule, row.by, row.on) == (by_rule, district.users[by], TODAY)
    assert event.facts["before"] is None and event.facts["after"]["document"] == "Thông báo 12"
    assert event.facts["after"]["by_rule"] == by_rule


def test_it_is_withdrawn_as_it_was_set_and_nothing_of_it_is_lost(district, target):
    row = override(district, target)
    taken_back = {"override": row, "by": district.leader, "today": TODAY + timedelta(days=3)}
    with refused("lý do rút", field="reason"):
        override_verdict.withdraw_override(**taken_back, **{**SIGNED, "reason": " "})
    with one_event("withdraw_override") as event:
        override_verdict.withdraw_override(**taken_back, **{**SIGNED, "reason": "Hợp đồng bị hủy"})
    assert event.facts["before"]["word"] == "on_track" and event.facts["reason"] == "Hợp đồng bị hủy"
    (kept,) = queries.overrides_of(target)
    assert (kept.reason, kept.ended_reason) == (SIGNED["reason"], "Hợp đồng bị hủy")
    by_rule, shown = said(target, TODAY + timedelta(days=3))
    assert by_rule is shown
    assert said(target, TODAY + timedelta(days=2))[1] is VerdictWord.ON_TRACK  # yesterday's page can be made again
    with refused("đã được rút"):
        override_verdict.withdraw_override(**taken_back, **SIGNED)


def test_what_an_override_needs(district, target):
    by_rule, _said = said(target)
    for word in (by_rule.value, "met", "no_data", "tốt"):
        with refused("khác với đánh giá theo quy tắc", field="word"):
            override(district, target, word)
    for name in ("signer", "reason", "document"):
        with refused(field=name):
            override(district, target, **{name: " "})


def test_the_words_of_a_year_that_has_ended_are_those_of_its_end(district, target):
    later = TODAY.replace(year=2025)
    with refused(field="word"):
        override(district, target, "on_track", today=later)
    override(district, target, "met", today=later)
    assert said(target, later)[1] is VerdictWord.MET


def test_sent_twice_it_is_one_and_another_one_replaces_what_was_seen(district, target):
    first = override(district, target)
    with nothing_changes():
        assert override(district, target) == first
    with refused("người khác"):
        override(district, target, "at_risk")
    second = override(district, target, "at_risk", replaces=first.pk)
    first.refresh_from_db()
    assert first.ended_on == TODAY and second.ended_on is None
    assert [row.word for row in queries.overrides_of(target)] == ["at_risk", "on_track"]


def test_a_target_that_is_not_judged_has_no_verdict_to_override(district):
    target = propose(district, make_edition(district))
    with refused("không được đánh giá"):
        override(district, target)


def test_the_leader_does_it_on_the_page_and_the_public_sees_both_words(client, settings, district, target):
    settings.TIENDO_TODAY = TODAY
    client.force_login(district.leader)
    address = reverse("target-override", args=[target.pk])
    assert address in client.get(reverse("target-work", args=[target.pk])).content.decode()
    wrong = client.post(address, {**SIGNED, "word": "", "replaces": ""})
    assert wrong.status_code == 422 and SIGNED["reason"] in wrong.content.decode()
    client.post(address, {**SIGNED, "word": "on_track", "replaces": ""})
    row = Override.objects.get()
    client.logout()
    public = client.get(reverse("target", args=[target.pk])).content.decode()
    assert "đánh giá trên do người có thẩm quyền quyết định" in public
    for words in SIGNED.values():
        assert words in public
    client.force_login(district.leader)
    lost = client.post(reverse("override-withdraw", args=[row.pk]), {**SIGNED, "reason": ""})
    assert lost.status_code == 422
    client.post(reverse("override-withdraw", args=[row.pk]), {**SIGNED, "reason": "Nhầm"})
    page = client.get(address).content.decode()
    assert "Nhầm" in page and SIGNED["reason"] in page


def test_a_reporter_does_not_get_the_page(client, settings, district, target):
    settings.TIENDO_TODAY = TODAY
    client.force_login(district.reporter)
    assert client.get(reverse("target-override", args=[target.pk])).status_code == 403
