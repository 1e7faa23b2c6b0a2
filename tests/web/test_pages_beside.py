"""What stands beside a yearly target: its term with the pace still needed, the plan and the year before, its sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import MARCH, TODAY, approved, fill, make_edition, make_programme, open_return, propose, record
from tiendo.model.period import Period
from tiendo.publishing.rule_words import RULE_WORDS
from tiendo_web.actions import confirm_targets, editions, hand_in_figures, stored_totals
from tiendo_web.records.models import Programme, Target


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


def make_term(district) -> Target:
    """10,000 jobs from 2021 to 2025; 4,000 in the first two years."""
    edition = make_edition(district, period="2021-2025")
    target = propose(
        district, edition, "jobs-created", "= 10000 lao động", term_form="cumulative", reported_by="place",
        owner=district.offices["ubnd"],
    )  # fmt: skip
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    for year, done in ((2021, 1900), (2022, 2100)):
        ret = edition.programme.returns.create(
            office=district.offices["ubnd"], place=district.places["100"], period=str(year), due=date(year + 1, 1, 20)
        )
        record(ret, "jobs-created", value=Decimal(done))
    return target


def page_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_year_stands_beside_its_term_and_the_term_beside_its_years(client, district):
    term = make_term(district)
    year = make_programme(district)
    Programme.objects.filter(pk=year.pk).update(term=term.target_set.programme)
    approved(district, year, month=MARCH)
    target = Target.objects.get(target_set__programme=year)
    page = page_of(client, "target", target.pk)
    assert "Năm nay và cả nhiệm kỳ" in page and "thêm 2.000 lao động/năm trong 3 năm còn lại" in page
    beside = page_of(client, "target", term.pk)
    assert "Chỉ tiêu từng năm trong kỳ" in beside and reverse("target", args=[target.pk]) in beside
    assert "Đến nay 4.000 lao động" not in beside  # the root of the tree is said by the panel itself
    assert "năm 2021: 1.900 lao động" in beside


def test_a_year_without_a_term_says_nothing_of_one(client, district, programme):
    approved(district, programme)
    assert "nhiệm kỳ" not in page_of(client, "target", Target.objects.get().pk)


def test_the_plan_and_the_same_period_of_the_year_before(client, district):
    before, now = make_programme(district), make_programme_of(district, "2023")
    for programme, year, amount in ((before, 2024, "120"), (now, 2023, "100")):
        Target.objects.filter(target_set__programme=programme).update(
            reported_by="place", owner=district.offices["lao-dong"]
        )
        stored_totals.make_again(programme=programme, today=TODAY)
        for month in (1, 2, 3):
            ret = open_return(district, programme, office="lao-dong", month=Period.month(year, month))
            ret = fill(district, ret, "officer", jobs_created=amount)
            hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    page = page_of(client, "target", Target.objects.get(target_set__programme=before).pk)
    assert "Bằng 18% kế hoạch năm." in page
    assert "So với cùng kỳ năm trước: tăng 20%" in page


def make_programme_of(district, period: str) -> Programme:
    edition = make_edition(district, period=period)
    target = propose(district, edition)
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    return Programme.objects.select_related("place").get(pk=edition.programme_id)


def test_every_reason_leads_to_its_rule_in_both_languages(client, district, programme):
    approved(district, programme, month=MARCH)
    address = reverse("rules")
    page = page_of(client, "target", Target.objects.get().pk)
    assert f'href="{address}#missing-places"' in page or f'href="{address}#' in page
    for language, half in (("vi", 0), ("en", 1)):
        client.cookies["django_language"] = language
        rules = page_of(client, "rules")
        for rule, words in RULE_WORDS.items():
            assert f'id="{rule}"' in rules, rule
            assert words.name[half] in rules, rule


def test_the_tree_names_no_person(client, district, programme):
    approved(district, programme)
    page = page_of(client, "target", Target.objects.get().pk)
    tree = page[page.index('<details class="why"') : page.index("Từng địa bàn")]
    assert "Báo cáo tháng 3/2024 của UBND xã An" in tree
    for user in district.users.values():
        assert str(user) not in tree
