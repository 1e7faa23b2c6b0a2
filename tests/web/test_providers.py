"""Figures of another provider: recorded by its office or in its place, approved as others are, set beside those that
count, and added to nothing."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import (
    FIRST,
    MARCH,
    TODAY,
    approved,
    conditions,
    fill,
    make_edition,
    nothing_changes,
    one_event,
    open_return,
    propose,
    refused,
    value,
)
from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Provider
from tiendo_web.actions import confirm_targets, edit_targets, editions, hand_in_figures, keep_offices, stored_totals
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records import queries
from tiendo_web.records.models import Observation, Office, Programme, Return, Right, Target


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def statistics(district):
    """The statistics office of the district, with a reporter."""
    office = add_office(district)
    Right.objects.create(user=district.nobody, role="reporter", office=office, first=FIRST)
    return office


@pytest.fixture
def asked(district, programme, statistics):
    """Its return of March."""
    return ask(district, programme, statistics)


def add_office(district, code="thong-ke", **more):
    given = {
        "place": district.places["100"],
        "code": code,
        "name": "Chi cục Thống kê",
        "provider": "statistics",
        **more,
    }
    return keep_offices.add_office(**given, by=district.planner, today=TODAY)


def ask(district, programme, office):
    (ret,) = hand_in_figures.open_returns(
        programme=programme, month=MARCH, offices=[office], due=date(2024, 3, 25), by=district.planner, today=TODAY
    )
    return ret


def hand_in_for(district, ret, amount="105", **more):
    entries = {"jobs-created": value(amount, **more)}
    by = district.planner
    return hand_in_figures.hand_in_for(ret=ret, entries=entries, version=ret.version, by=by, today=TODAY)


def approve(district, ret):
    return hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)


def all_communes(district, programme, amount="25"):
    """March of every commune and the town, approved."""
    for office in ("xa-an", "xa-binh", "xa-cat", "thi-tran"):
        ret = open_return(district, programme, office=office)
        who = district.reporter if office == "xa-an" else district.reporter_binh
        Right.objects.get_or_create(user=who, role="reporter", office=ret.office, first=FIRST)
        entries = {"jobs-created": value(amount)}
        ret = hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=who, today=TODAY)
        approve(district, hand_in_figures.submit(ret=ret, by=who, today=TODAY))


def stored_again(target):
    """What a test wrote into the tables itself is followed by what is stored of the totals."""
    stored_totals.make_again(programme=target.target_set.programme, today=TODAY)


def compared(programme):
    where = queries.standing(programme, today=TODAY)
    (verdict,) = where.verdicts
    return verdict, pipeline.other_providers(
        verdict.target, verdict.total, where.observations, tree=where.tree, catalogue=load_catalogue()
    )


# --- offices ------------------------------------------------------------------------------------------------------------


def test_an_office_of_another_provider_is_added_and_told(district):
    with one_event("add_office") as event:
        office = add_office(district)
    assert (office.provider, office.name_en, office.place.code) == ("statistics", "Chi cục Thống kê", "100")
    assert event.facts["provider"] == "statistics"


@pytest.mark.parametrize(
    ("wrong", "field"), [({"code": "A B"}, "code"), ({"name": " "}, "name"), ({"provider": "ai"}, "provider")]
)
def test_an_office_without_a_code_name_or_provider_is_refused(district, wrong, field):
    with refused(field=field):
        add_office(district, **wrong)


def test_two_offices_have_two_codes(district, statistics):
    with refused("đã là của một cơ quan khác", field="code"):
        add_office(district)


def test_whose_figures_an_office_sends_is_said_once_its_returns_are_settled(district, programme):
    office = district.offices["xa-an"]
    ret = open_return(district, programme)
    with refused("còn báo cáo kỳ chưa duyệt"):
        keep_offices.say_provider(office=office, provider="statistics", by=district.planner, today=TODAY)
    approve(district, fill(district, ret, jobs_created="100"))
    with one_event("say_provider"):
        keep_offices.say_provider(office=office, provider="statistics", by=district.planner, today=TODAY)
    with nothing_changes():
        keep_offices.say_provider(office=office, provider="statistics", by=district.planner, today=TODAY)
    assert Observation.objects.get().provider == "sector"


# --- recorded -----------------------------------------------------------------------------------------------------------


def test_its_return_can_hold_every_indicator_and_none_is_asked_for(asked):
    (line,) = queries.return_sheet(asked)
    assert (line.indicator.code, line.kind, line.optional) == ("jobs-created", "value", True)


def test_its_office_hands_in_as_others_do(district, programme, asked):
    entries = {"jobs-created": value("105")}
    by = district.nobody
    ret = hand_in_figures.save_draft(ret=asked, entries=entries, version=asked.version, by=by, today=TODAY)
    approve(district, hand_in_figures.submit(ret=ret, by=by, today=TODAY))
    (figure,) = queries.approved_observations(programme)
    assert (figure.provider, figure.place_code, figure.value) == (Provider.STATISTICS, "100", 105)


def test_the_planner_hands_in_in_its_place_and_another_approves(district, asked):
    with one_event("hand_in_for") as event:
        ret = hand_in_for(district, asked)
    assert (ret.state, ret.submitted_by) == ("submitted", district.planner)
    assert event.facts["after"]["jobs-created"]["value"] == "105"
    approve(district, ret)
    ret = hand_in_for(district, Return.objects.get(pk=ret.pk), "106")
    assert [o.revision for o in ret.observations.order_by("revision")] == [1, 2]


def test_nothing_new_is_not_handed_in(district, asked):
    approve(district, hand_in_for(district, asked))
    with refused("không số nào khác"):
        hand_in_for(district, Return.objects.get(pk=asked.pk))


def test_for_an_office_of_the_sector_nobody_hands_in(district, programme):
    ret = open_return(district, programme)
    with refused("tự gửi số của mình"):
        hand_in_for(district, ret)


@pytest.mark.parametrize("who", ["leader", "reporter", "planner_la", "planner_an"])
def test_only_the_planner_of_the_place_hands_in_in_its_place(district, asked, who):
    entries = {"jobs-created": value("1")}
    with pytest.raises(NotAllowed):
        hand_in_figures.hand_in_for(
            ret=asked, entries=entries, version=asked.version, by=district.users[who], today=TODAY
        )


# --- beside, not added ------------------------------------------------------------------------------------------------


def test_the_two_stand_side_by_side_and_are_not_compared_while_months_are_missing(district, programme, asked):
    all_communes(district, programme)
    approve(district, hand_in_for(district, asked))
    verdict, (other,) = compared(programme)
    assert (verdict.total.value, verdict.total.provider) == (100, Provider.SECTOR)
    assert (other.that.value, other.that.provider) == (105, Provider.STATISTICS)
    assert (other.difference, other.why_not.rule) == (None, "compare-incomplete")  # January and February


def test_a_level_is_compared_by_its_last_month(district, statistics):
    edition = make_edition(district)
    target = propose(district, edition, "poor-households", "<= 90 hộ")
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    programme = edition.programme
    for office in ("xa-an", "xa-binh", "xa-cat", "thi-tran"):
        ret = open_return(district, programme, office=office)
        Right.objects.get_or_create(user=district.reporter, role="reporter", office=ret.office, first=FIRST)
        approve(district, fill(district, ret, poor_households="25"))
    ret = ask(district, programme, statistics)
    entries = {"poor-households": value("96")}
    ret = hand_in_figures.hand_in_for(ret=ret, entries=entries, version=ret.version, by=district.planner, today=TODAY)
    approve(district, ret)
    verdict, (other,) = compared(programme)
    assert verdict.total.value == 100
    assert (other.difference, other.ratio, other.why_not) == (4, Decimal(100) / Decimal(96), None)


def test_its_return_holds_no_month_back_and_opens_none(district, programme, asked):
    all_communes(district, programme)
    assert queries.figures_through(programme, today=TODAY) == MARCH  # its own return is open, and not yet due


def test_its_return_does_not_stand_for_those_of_the_sector(programme, asked):
    Return.objects.filter(pk=asked.pk).update(period="2024-01")
    assert queries.month_to_open(programme).code == "2024-01"


def test_only_its_figures_do_not_make_a_month(district, programme, asked):
    approve(district, hand_in_for(district, asked))
    assert queries.figures_through(programme, today=TODAY) is None


def test_a_target_that_goes_by_its_figures_is_owed_by_it_alone(district, statistics):
    edition = make_edition(district)
    target = propose(district, edition, "grdp-growth", "= 7 %", reported_by="place", owner=district.offices["lao-dong"])
    edit_targets.edit_target(target=target, changes={"provider": "statistics"}, by=district.planner, today=TODAY)
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    (line,) = queries.return_sheet(ask(district, edition.programme, statistics))
    assert not line.optional
    (own,) = queries.return_sheet(open_return(district, edition.programme, office="lao-dong"))
    assert own.optional


def test_one_office_for_the_whole_place_is_what_such_a_target_needs(district):
    target = propose(district, make_edition(district), provider="statistics")
    with refused("một số cho cả địa bàn", field="reported_by"):
        confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)


# --- pages and files ----------------------------------------------------------------------------------------------------


def test_readers_see_both_and_take_both_away(client, district, programme, asked):
    all_communes(district, programme)
    approve(district, hand_in_for(district, asked))
    target = Target.objects.get()
    page = client.get(reverse("target", args=[target.pk])).content.decode()
    assert "Số của từng nơi cung cấp" in page and "số này dùng để đánh giá" in page and "Chi cục Thống kê" in page
    told = client.get(reverse("csv-providers", args=[target.pk])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told)))
    assert [row[:2] for row in rows[1:]] == [["cơ quan ngành", "có"], ["cơ quan thống kê", "không"]]
    assert [row[3] for row in rows[1:]] == ["100", "105"]


def test_a_target_of_one_provider_shows_no_second(client, district, programme):
    approved(district, programme)
    page = client.get(reverse("target", args=[Target.objects.get().pk])).content.decode()
    assert "Số của từng nơi cung cấp" not in page


def test_the_planner_asks_fills_and_corrects_on_pages(client, district, programme, statistics):
    client.force_login(district.planner)
    listing = client.get(reverse("returns")).content.decode()
    assert "Hỏi số của cơ quan thống kê" in listing
    asked = {"programme": programme.slug, "office": "thong-ke", "month": "2024-03", "due": "25/03/2024"}
    client.post(reverse("provider-ask"), asked)
    ret = Return.objects.get(office=statistics)
    page = client.get(reverse("return", args=[ret.pk])).content.decode()
    assert "Bạn nhập thay Chi cục Thống kê" in page and reverse("return-hand-in-for", args=[ret.pk]) in page
    wrong = client.post(
        reverse("return-hand-in-for", args=[ret.pk]), {"version": ret.version, "value:jobs-created": "x"}
    )
    assert wrong.status_code == 422
    client.post(reverse("return-hand-in-for", args=[ret.pk]), {"version": ret.version, "value:jobs-created": "105"})
    ret.refresh_from_db()
    assert (ret.state, ret.observations.get().provider) == ("submitted", "statistics")
    approve(district, ret)
    assert client.get(reverse("return-correct", args=[ret.pk])).status_code == 200
    client.force_login(district.leader)
    assert client.get(reverse("return-correct", args=[ret.pk])).status_code == 403


def test_the_planner_adds_the_office_on_the_people_page(client, district, programme):
    client.force_login(district.planner)
    assert "Thêm cơ quan" in client.get(reverse("people")).content.decode()
    typed = {
        "place": district.places["100"].pk,
        "code": "thong-ke",
        "name": "Chi cục Thống kê",
        "provider": "statistics",
    }
    assert client.post(reverse("office-add"), {**typed, "place": district.places["200"].pk}).status_code == 422
    assert client.post(reverse("office-add"), typed).status_code == 302
    assert Office.objects.get(code="thong-ke").provider == "statistics"
    said = {"office": "lao-dong", "provider": "statistics"}
    assert client.post(reverse("office-provider"), said).status_code == 302
    assert Office.objects.get(code="lao-dong").provider == "statistics"


# --- definitions --------------------------------------------------------------------------------------------------------


@pytest.fixture
def output(district):
    """A target on gross output, which can be counted at prices of 2010, of 2020 or of the day."""
    edition = make_edition(district)
    target = propose(district, edition, "gross-output-total", "= 900 tỷ đồng", reported_by="place")
    edit_targets.edit_target(
        target=target, changes={"owner": district.offices["lao-dong"]}, by=district.planner, today=TODAY
    )
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=edition, by=district.planner, today=TODAY)
    return target


def hand_in_output(district, target, month, amount, definition=""):
    ret = open_return(district, target.target_set.programme, office="lao-dong", month=month)
    entries = {"gross-output-total": value(amount, definition=definition)}
    by = district.officer
    ret = hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=by, today=TODAY)
    return approve(district, hand_in_figures.submit(ret=ret, by=by, today=TODAY))


def test_a_line_says_what_it_can_be_counted_by_the_one_in_use_first(district, output):
    (line,) = queries.return_sheet(open_return(district, output.target_set.programme, office="lao-dong"))
    assert [d.code for d in line.definitions] == ["price-2010", "price-2020", "price-current"]
    assert line.definition == line.counted_by == "price-2010"


def test_a_figure_keeps_the_definition_that_was_chosen(district, output):
    hand_in_output(district, output, MARCH, "70", "price-2020")
    assert queries.approved_observations(output.target_set.programme)[0].definition == "price-2020"


def test_the_definition_in_use_is_not_named(district, output):
    hand_in_output(district, output, MARCH, "70", "price-2010")
    assert Observation.objects.get().definition == ""


def test_a_definition_that_is_not_in_use_then_is_refused(district, output):
    ret = open_return(district, output.target_set.programme, office="lao-dong")
    entries = {"gross-output-total": value("70", definition="poverty-2022")}
    with refused("không tính theo", field="gross-output-total"):
        hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=district.officer, today=TODAY)


def test_a_total_of_two_definitions_says_why_it_is_none(client, district, output):
    hand_in_output(district, output, MARCH.__class__.month(2024, 2), "70")
    hand_in_output(district, output, MARCH, "80", "price-2020")
    (verdict,) = queries.standing(output.target_set.programme, today=TODAY).verdicts
    assert verdict.total.value is None and verdict.total.definitions == ("price-2010", "price-2020")
    page = client.get(reverse("target", args=[output.pk])).content.decode()
    assert "không cộng và không so sánh với nhau được" in page and "giá so sánh 2020" in page


def test_a_target_says_by_which_definition_it_was_promised(client, district, output):
    page = client.get(reverse("target", args=[output.pk])).content.decode()
    assert "Giao theo" in page and "giá so sánh 2010" in page
    client.force_login(district.planner)
    assert "Gốc tính theo" in client.get(reverse("target-edit", args=[output.pk])).content.decode()


def test_the_definition_of_a_promise_is_kept_once_in_force(district, output):
    with refused("Chỉ tiêu đã có hiệu lực"):
        edit_targets.edit_target(target=output, changes={"definition": "price-2020"}, by=district.planner, today=TODAY)


def test_target_and_baseline_take_a_definition_of_their_indicator_only(district):
    target = propose(district, make_edition(district), "gross-output-total", "= 900 tỷ đồng", reported_by="place")

    def edit(**changes):
        return edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)

    with refused("không có cách tính", field="definition"):
        edit(definition="poverty-2022")
    base = {"value": Decimal(800), "as_of": date(2023, 12, 31), "source": "Niên giám", "definition": "price-2020"}
    edited = edit(definition="price-2020", baseline=base)
    assert (edited.definition, edited.baseline.definition) == ("price-2020", "price-2020")
    with refused("không có cách tính", field="baseline"):
        edit(baseline={**base, "definition": "x"})


def test_the_sheet_offers_the_definitions_and_keeps_the_choice(client, district, output):
    ret = open_return(district, output.target_set.programme, office="lao-dong")
    client.force_login(district.officer)
    assert 'name="definition:gross-output-total"' in client.get(reverse("return", args=[ret.pk])).content.decode()
    typed = {"version": ret.version, "value:gross-output-total": "70", "definition:gross-output-total": "price-2020"}
    client.post(reverse("return-submit", args=[ret.pk]), typed)
    assert Observation.objects.get().definition == "price-2020"
    assert "tính theo giá so sánh 2020" in client.get(reverse("return", args=[ret.pk])).content.decode()


# --- trajectory ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def after_last_year(district):
    """A target of 2024 on jobs; in 2023 commune An brought 10 in January, 30 in every month of summer, 1 otherwise."""
    last = make_edition(district, period="2023")
    before = propose(district, last, reported_by="place", owner=district.offices["lao-dong"])
    confirm_targets.confirm(targets=[before], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=last, by=district.planner, today=TODAY)
    for month in range(1, 13):
        ret = Return.objects.create(
            programme=last.programme, office=district.offices["lao-dong"], place=district.places["100"],
            period=f"2023-{month:02}", due=date(2023, 12, 25), state="approved",
        )  # fmt: skip
        Observation.objects.create(
            owed_in=ret, indicator_code="jobs-created", value=30 if month in (6, 7, 8) else 1, approved=True
        )
    stored_again(before)
    return propose(district, make_edition(district), "jobs-created", "= 990 lao động", reported_by="place")


def choose(district, target, way, **more):
    changes = {"trajectory": way, **more}
    return edit_targets.edit_target(target=target, changes=changes, by=district.planner, today=TODAY)


def milestones(target):
    return {m.month: m.value for m in target.milestones.all()}


def test_a_trajectory_takes_the_steps_of_the_year_before(district, after_last_year):
    with one_event("edit_target") as event:
        target = choose(district, after_last_year, "last_year")
    assert (target.trajectory, event.facts["after"]["trajectory"]) == ("last_year", "last_year")
    found = milestones(target)
    assert (found["2024-01"], found["2024-05"], found["2024-06"], found["2024-12"]) == (10, 50, 350, 990)


def test_it_stays_when_last_years_figures_change_and_follows_the_level(district, after_last_year):
    choose(district, after_last_year, "last_year")
    Observation.objects.filter(owed_in__period="2023-01").update(value=100)
    stored_again(Target.objects.get(period="2023"))
    with nothing_changes():
        choose(district, after_last_year, "last_year")
    target = choose(district, after_last_year, "last_year", conditions=conditions("= 1980 lao động"))
    assert milestones(target)["2024-12"] == 1980 and milestones(target)["2024-01"] > 20


def test_a_year_that_is_not_complete_has_no_shape(district, after_last_year):
    Observation.objects.filter(owed_in__period="2023-04").delete()
    stored_again(Target.objects.get(period="2023"))
    with refused("chưa đủ số liệu từng tháng", field="trajectory"):
        choose(district, after_last_year, "last_year")


def test_straight_takes_the_milestones_away_and_typed_ones_are_kept(district, after_last_year):
    target = choose(district, after_last_year, "typed", milestones={"2024-06": Decimal(300)})
    assert (target.trajectory, milestones(target)) == ("typed", {"2024-06": 300})
    target = choose(district, target, "straight")
    assert (target.trajectory, milestones(target)) == ("straight", {})
    assert choose(district, target, "typed", milestones={}).trajectory == "straight"
    with refused("chọn kịch bản", field="trajectory"):
        choose(district, target, "curved")


def test_the_planner_chooses_on_the_page_and_readers_are_told(client, district, after_last_year):
    choose(district, after_last_year, "last_year")
    client.force_login(district.planner)
    form = client.get(reverse("target-edit", args=[after_last_year.pk])).content.decode()
    assert 'value="last_year" checked' in form and "giữ nguyên khi số năm trước được đính chính" in form
    confirm_targets.confirm(targets=[after_last_year], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=after_last_year.target_set, by=district.planner, today=TODAY)
    ret = Return.objects.create(
        programme=after_last_year.target_set.programme, office=district.offices["lao-dong"],
        place=district.places["100"], period="2024-02", due=date(2024, 2, 25), state="approved",
    )  # fmt: skip
    Observation.objects.create(owed_in=ret, indicator_code="jobs-created", value=9, approved=True)
    stored_again(after_last_year)
    page = client.get(reverse("target", args=[after_last_year.pk])).content.decode()
    assert "theo nhịp từng tháng của năm trước" in page


# --- which of several figures counts ------------------------------------------------------------------------------------


def test_the_best_vintage_counts_where_that_was_chosen(client, district, programme):
    """With it an official figure is not replaced by a later estimate."""
    ret = approve(district, fill(district, open_return(district, programme), jobs_created="100"))
    Observation.objects.filter(owed_in=ret).update(vintage=3)
    entries = {"jobs-created": value("90", vintage=1)}
    by = district.reporter
    approve(
        district,
        hand_in_figures.correct(ret=ret, entries=entries, version=ret.version, by=by, today=TODAY, sample=False),
    )
    stored_again(Target.objects.get())

    def total():
        (verdict,) = queries.standing(Programme.objects.get(pk=programme.pk), today=TODAY).verdicts
        return verdict.total.value

    assert total() == 90
    client.force_login(district.planner)
    with one_event("choose_counting"):
        client.post(reverse("programme-counting", args=[programme.slug]), {"counting": "best_vintage"})
    assert total() == 100
    with nothing_changes():
        client.post(reverse("programme-counting", args=[programme.slug]), {"counting": "best_vintage"})
    page = client.get(reverse("planned-programme", args=[programme.slug])).content.decode()
    assert "số ước tính không thay số sơ bộ" in page
