"""Figures are asked for, drafted, submitted, approved, given back and corrected; what was approved stays in force."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.web.builders import (
    MARCH,
    TODAY,
    approved,
    fill,
    make_edition,
    make_programme,
    nothing_changes,
    one_event,
    open_return,
    propose,
    refused,
    value,
)
from tiendo.model.period import Period
from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import confirm_targets, editions, grant_right, hand_in_figures
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Office, Right

JOBS = "jobs-created"


@pytest.fixture
def ret(district, programme):
    return open_return(district, programme)


def draft(district, ret, entries, *, by="reporter", version=None):
    return hand_in_figures.save_draft(
        ret=ret, entries=entries, version=version or ret.version, by=district.users[by], today=TODAY
    )


def correct(district, ret, entries, *, by="reporter"):
    return hand_in_figures.correct(ret=ret, entries=entries, version=ret.version, by=district.users[by], today=TODAY)


def submit(district, ret, by="reporter"):
    return hand_in_figures.submit(ret=ret, by=district.users[by], today=TODAY)


def approve(district, ret, by="approver"):
    return hand_in_figures.approve(ret=ret, by=district.users[by], today=TODAY)


def give_back(district, ret, reason="Thiếu tháng 2", by="approver"):
    return hand_in_figures.give_back(ret=ret, reason=reason, by=district.users[by], today=TODAY)


def counted(programme):
    """The figures that count, newest revision last."""
    found = queries.approved_observations(programme)
    return [o.value for o in sorted(found, key=lambda o: (o.place_code, o.period, o.revision))]


def open_for(district, programme, *offices, month=MARCH, due=date(2024, 3, 25)):
    return hand_in_figures.open_returns(
        programme=programme,
        month=month,
        offices=[district.offices[o] for o in offices],
        due=due,
        by=district.planner,
        today=TODAY,
    )


# --- open_returns -----------------------------------------------------------------------------------------------------


def test_returns_are_opened_once_for_each_office(district, programme):
    with one_event("open_returns") as event:
        opened = open_for(district, programme, "xa-an", "xa-binh", "xa-an")
    assert [(r.office.code, r.place.code, r.state, r.due) for r in opened] == [
        ("xa-an", "101", "open", date(2024, 3, 25)),
        ("xa-binh", "102", "open", date(2024, 3, 25)),
    ]
    assert event.facts == {"month": "2024-03", "due": "2024-03-25", "offices": ["xa-an", "xa-binh"]}
    with nothing_changes():
        assert open_for(district, programme, "xa-an", "xa-binh") == []
    with one_event("open_returns") as event:
        open_for(district, programme, "xa-an", "xa-cat")
    assert event.facts["offices"] == ["xa-cat"]


@pytest.mark.parametrize("month", ["2025-01", "2023-12", "2024", "2024-Q1"])
def test_only_a_month_of_the_programme_is_asked_for(district, programme, month):
    with refused("một tháng trong kỳ", field="month"):
        open_for(district, programme, "xa-an", month=Period.parse(month))


def test_the_due_day_lies_after_the_month_began(district, programme):
    with refused(field="due"):
        open_for(district, programme, "xa-an", due=date(2024, 2, 15))


def test_offices_of_another_district_are_not_asked(district, programme):
    with refused("không thuộc địa bàn", field="offices"):
        open_for(district, programme, "xa-an", "huyen-la")
    with refused(field="offices"):
        open_for(district, programme)


def test_two_offices_of_one_commune_do_not_send_its_figures_twice(district, programme, ret):
    Office.objects.create(code="cong-an-xa-an", name="Công an xã An", name_en="-", place=district.places["101"])
    district.offices["cong-an-xa-an"] = Office.objects.get(code="cong-an-xa-an")
    with refused("“UBND xã An” báo cáo kỳ này", field="offices"):
        open_for(district, programme, "cong-an-xa-an")


# --- save_draft -------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_but_does_not_count(district, programme, ret):
    with one_event("save_draft") as event:
        saved = draft(district, ret, {JOBS: value("120.50", vintage=1)})
    (kept,) = saved.observations.all()
    assert (kept.value, kept.vintage, kept.revision, kept.approved) == (Decimal("120.50"), 1, 1, False)
    assert kept.entered_by == district.reporter and saved.version == ret.version + 1
    assert event.facts["before"] == {} and event.facts["after"][JOBS]["value"] == "120.50"
    assert counted(programme) == []


def test_a_second_draft_takes_the_place_of_the_first(district, ret):
    ret = draft(district, ret, {JOBS: value("120")})
    with one_event("save_draft") as event:
        ret = draft(district, ret, {JOBS: value("0")})
    assert [(o.value, o.revision) for o in ret.observations.all()] == [(0, 1)]
    assert (event.facts["before"][JOBS]["value"], event.facts["after"][JOBS]["value"]) == ("120", "0")


def test_an_empty_line_is_emptied_and_zero_is_a_figure(district, ret):
    ret = draft(district, ret, {JOBS: value("0")})
    assert queries.return_sheet(ret)[0].observation.value == 0
    ret = draft(district, ret, {JOBS: {"value": None, "no_data": " "}})
    assert queries.return_sheet(ret)[0].observation is None


def test_whoever_saves_second_on_an_old_page_is_told(district, ret):
    draft(district, ret, {JOBS: value("120")})
    with refused("Người khác vừa lưu", field="version"):
        draft(district, ret, {JOBS: value("90")}, version=ret.version)


@pytest.mark.parametrize(
    "entry",
    [
        {"value": Decimal("NaN")},
        {"value": Decimal("sNaN")},
        {"value": Decimal("Infinity")},
        {"value": Decimal("1E+100000000")},
        {"value": Decimal("1234567890123456789012345")},
        {"value": 1.5},
        {"value": "1,5"},
        {"value": Decimal(1), "no_data": "Chưa có"},
        {"value": Decimal(1), "denominator": Decimal(2)},
        {"numerator": Decimal(1), "denominator": Decimal(2)},
        {"no_data": "x" * 301},
        {"value": Decimal(1), "vintage": 7},
        {"value": Decimal(1), "vintage": "sơ bộ"},
        {"value": Decimal(1), "named": ["x" * 301]},
    ],
)
def test_a_wrong_line_is_refused_with_the_whole_draft(district, ret, entry):
    with refused(field=JOBS):
        draft(district, ret, {JOBS: entry})


@pytest.mark.parametrize(
    "entry",
    [
        {"value": Decimal(94)},
        {"numerator": Decimal(94)},
        {"denominator": Decimal(100)},
        {"numerator": Decimal(94), "denominator": Decimal(0)},
        {"numerator": Decimal(94), "denominator": Decimal("NaN")},
        {"value": Decimal(94), "numerator": Decimal(94), "denominator": Decimal(100)},
    ],
)
def test_a_ratio_needs_both_its_parts(district, entry):
    ret = open_return(district, make_programme(district, "bhyt-coverage"))
    with refused(field="bhyt-coverage"):
        draft(district, ret, {"bhyt-coverage": entry})
    ret = draft(district, ret, {"bhyt-coverage": {"numerator": Decimal(0), "denominator": Decimal(100)}})
    assert ret.observations.get().numerator == 0


def test_a_line_that_is_not_owed_is_refused_with_its_name(district, ret):
    for code, name in (("bhyt-coverage", "bảo hiểm y tế"), ("<b>", "<b>")):
        with refused(name, field=code):
            draft(district, ret, {JOBS: value("1"), code: value("1")})


def test_the_longest_figures_and_names_come_back_exactly(district, ret):
    entry = value("9999999999999.123456", named=[" Trường THCS Thủy Tây ", "", "Tru\u031bo\u031b\u0300ng\x00"])
    (kept,) = draft(district, ret, {JOBS: entry}).observations.all()
    assert kept.value == Decimal("9999999999999.123456")
    assert kept.named == ["Trường THCS Thủy Tây", "Trường"]


# --- whose return it is -----------------------------------------------------------------------------------------------


def test_a_reporter_of_another_commune_can_do_nothing_with_it(district, ret):
    entries = {JOBS: value("1")}
    for deed in (
        lambda: draft(district, ret, entries, by="reporter_binh"),
        lambda: submit(district, ret, by="reporter_binh"),
        lambda: correct(district, ret, entries, by="reporter_binh"),
        lambda: approve(district, ret, by="reporter_binh"),
    ):
        with refused("không có quyền", kind=NotAllowed):
            deed()


def test_rights_count_only_on_their_days_and_for_active_people(district, ret):
    right = Right.objects.get(user=district.reporter)
    for change in ({"last": TODAY - timedelta(days=1)}, {"first": TODAY + timedelta(days=1), "last": None}):
        Right.objects.filter(pk=right.pk).update(**change)
        with refused(kind=NotAllowed):
            draft(district, ret, {JOBS: value("1")})
        assert not queries.returns_due(district.reporter, today=TODAY)
    Right.objects.filter(pk=right.pk).update(first=TODAY, last=TODAY)
    assert list(queries.returns_due(district.reporter, today=TODAY)) == [ret]
    draft(district, ret, {JOBS: value("1")})
    district.reporter.is_active = False
    district.reporter.save()
    with refused(kind=NotAllowed):
        submit(district, ret)
    assert not queries.returns_due(district.reporter, today=TODAY)


def test_nobody_approves_what_they_submitted(district, programme, ret):
    office = district.offices["xa-an"]
    grant_right.grant(user=district.reporter, role="approver", office=office, by=None, today=TODAY)
    fill(district, ret, jobs_created="100")
    with refused("không tự duyệt"):
        approve(district, ret, by="reporter")
    assert not queries.returns_waiting(district.reporter, today=TODAY)
    assert list(queries.returns_waiting(district.approver_an, today=TODAY)) == [ret]
    assert approve(district, ret, by="approver_an").state == "approved"


# --- submit, approve, give_back ---------------------------------------------------------------------------------------


def test_the_way_of_a_return(district, programme, ret):
    ret = draft(district, ret, {JOBS: value("100")})
    with one_event("submit_return") as event:
        ret = submit(district, ret)
    assert (ret.state, ret.submitted_by) == ("submitted", district.reporter)
    assert event.facts["figures"][JOBS]["value"] == "100" and event.facts["dropped"] == {}
    assert counted(programme) == []
    with one_event("approve_return") as event:
        ret = approve(district, ret)
    assert (ret.state, ret.approved_by) == ("approved", district.approver)
    assert event.facts["before"] == {} and event.facts["after"][JOBS]["value"] == "100"
    assert counted(programme) == [100]


def test_every_request_sent_twice_is_refused_the_second_time(district, ret):
    ret = draft(district, ret, {JOBS: value("100")})
    old = ret
    submit(district, old)
    with refused("“chờ duyệt”"):
        submit(district, old)
    with refused("“chờ duyệt”"):
        draft(district, old, {JOBS: value("1")})
    approve(district, old)
    with refused("“đã duyệt”"):
        approve(district, old)
    with refused("“đã duyệt”"):
        give_back(district, old)


def test_figures_saved_in_between_are_not_handed_in_or_approved_unseen(district, ret):
    seen = draft(district, ret, {JOBS: value("100")}).version
    draft(district, ret, {JOBS: value("1")}, version=seen)
    with refused(field="version"):
        hand_in_figures.submit(ret=ret, by=district.reporter, today=TODAY, version=seen)
    ret = submit(district, ret)
    give_back(district, ret)
    ret_now = fill_again(district, ret, "7")
    for deed in (hand_in_figures.approve, hand_in_figures.give_back):
        more = {"reason": "Sai"} if deed is hand_in_figures.give_back else {}
        with refused(field="version"):
            deed(ret=ret_now, by=district.approver, today=TODAY, version=ret.version, **more)


def fill_again(district, ret, amount):
    ret.refresh_from_db()
    return fill(district, ret, jobs_created=amount)


def test_a_return_with_an_empty_line_is_not_handed_in(district, ret):
    with refused("Chưa có số liệu cho", field=JOBS):
        submit(district, ret)


def test_all_empty_lines_are_named_at_once(district):
    ret = open_return(district, make_programme(district, "jobs-created", "bhyt-coverage"))
    with pytest.raises(Refused) as told:
        submit(district, ret)
    assert told.value.field == JOBS and told.value.also == ("bhyt-coverage",)
    assert str(told.value).count("“") == 2 and str(told.value).count("hãy nhập số") == 1


def test_no_data_everywhere_is_a_legitimate_answer(district, programme, ret):
    draft(district, ret, {JOBS: {"no_data": "Chưa đến kỳ điều tra"}})
    submit(district, ret)
    approve(district, ret)
    (answer,) = queries.approved_observations(programme)
    assert answer.value is None and answer.no_data == "Chưa đến kỳ điều tra"
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert verdict.word is VerdictWord.NO_DATA


def test_zero_counts_as_reported(district, programme):
    approved(district, programme, "0")
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert verdict.total.value == 0


def test_given_back_with_a_reason_it_can_be_mended(district, ret):
    ret = fill(district, ret, jobs_created="100")
    with refused("lý do", field="reason"):
        give_back(district, ret, " ")
    with one_event("give_back_return") as event:
        ret = give_back(district, ret, " Thiếu tháng 2 ")
    assert (ret.state, ret.returned_reason) == ("returned", "Thiếu tháng 2")
    assert event.facts["reason"] == "Thiếu tháng 2"
    assert list(queries.returns_due(district.reporter, today=TODAY)) == [ret]
    ret = fill(district, ret, jobs_created="110")
    assert (ret.state, ret.returned_reason) == ("submitted", "")


# --- correct ----------------------------------------------------------------------------------------------------------


def test_a_correction_waits_and_the_approved_figure_counts_until_then(district, programme):
    ret = approved(district, programme, "100")
    with one_event("correct_return") as event:
        ret = correct(district, ret, {JOBS: value("90")})
    assert (event.facts["before"][JOBS]["value"], event.facts["after"][JOBS]["value"]) == ("100", "90")
    assert ret.state == "submitted" and counted(programme) == [100]
    with one_event("approve_return") as event:
        approve(district, ret)
    assert (event.facts["before"][JOBS]["value"], event.facts["after"][JOBS]["value"]) == ("100", "90")
    assert event.facts["after"][JOBS]["revision"] == 2 and counted(programme) == [100, 90]
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert verdict.total.places[0].value == 90


def test_a_correction_given_back_leaves_the_approved_figure_in_force(district, programme):
    ret = correct(district, approved(district, programme, "100"), {JOBS: value("90")})
    ret = give_back(district, ret)
    assert ret.state == "returned" and counted(programme) == [100]
    (line,) = queries.return_sheet(ret)
    assert (line.observation.value, line.approved.value) == (90, 100)
    # The reporter gives the correction up: the old figure again, and nothing new to approve.
    ret = draft(district, ret, {JOBS: value("100")})
    (line,) = queries.return_sheet(ret)
    assert line.observation == line.approved
    approve(district, submit(district, ret))
    assert counted(programme) == [100]


def test_a_correction_under_way_takes_no_month_back(district, programme):
    ret = approved(district, programme, "100")
    before_due = date(2024, 3, 20)
    assert queries.figures_through(programme, today=before_due) == MARCH
    approved(district, programme, "50", month=Period.month(2024, 2))
    ret = correct(district, ret, {JOBS: value("90")})
    assert queries.figures_through(programme, today=before_due) == MARCH
    give_back(district, ret)
    assert queries.figures_through(programme, today=before_due) == MARCH


def test_a_correction_that_changes_nothing_is_refused(district, programme):
    ret = approved(district, programme, "100")
    for entries in ({JOBS: value("100")}, {JOBS: value("100.0")}, {JOBS: {}}, {}):
        with refused("Không có số nào thay đổi"):
            correct(district, ret, entries)


def test_only_an_approved_return_is_corrected_and_on_its_newest_version(district, programme, ret):
    with refused("“chưa gửi”"):
        correct(district, ret, {JOBS: value("1")})
    ret = approve(district, fill(district, ret, jobs_created="100"))
    ret.version -= 1
    with refused(field="version"):
        correct(district, ret, {JOBS: value("1")})


def test_a_figure_may_be_corrected_to_no_data(district, programme):
    ret = correct(district, approved(district, programme, "100"), {JOBS: {"no_data": "Số cũ không kiểm chứng được"}})
    approve(district, ret)
    (verdict,) = queries.standing(programme, today=TODAY).verdicts
    assert verdict.word is VerdictWord.NO_DATA


# --- a new edition in the middle --------------------------------------------------------------------------------------


def new_edition(district, code, said):
    target_set = make_edition(district, edition=2)
    target = propose(district, target_set, code, said)
    confirm_targets.confirm(targets=[target], by=district.planner, today=TODAY)
    editions.put_in_force(target_set=target_set, by=district.planner, today=TODAY)


def test_a_return_owes_the_lines_of_the_edition_in_force(district, programme, ret):
    assert [line.indicator.code for line in queries.return_sheet(ret)] == [JOBS]
    ret = draft(district, ret, {JOBS: value("100")})
    new_edition(district, "ntm-criteria-mean", "= 17.5 tiêu chí/xã")
    assert [line.indicator.code for line in queries.return_sheet(ret)] == ["ntm-criteria-mean"]
    with refused(field="ntm-criteria-mean"):
        submit(district, ret)
    ret = draft(district, ret, {"ntm-criteria-mean": value("16")})
    with one_event("submit_return") as event:
        ret = submit(district, ret)
    assert event.facts["dropped"][JOBS]["value"] == "100"
    approve(district, ret)
    assert [o.indicator_code for o in queries.approved_observations(programme)] == ["ntm-criteria-mean"]


def test_nothing_is_approved_that_the_approver_does_not_see(district, programme, ret):
    ret = fill(district, ret, jobs_created="100")
    new_edition(district, "ntm-criteria-mean", "= 17.5 tiêu chí/xã")
    with one_event("approve_return") as event:
        ret = approve(district, ret)
    assert event.facts["after"] == {} and list(event.facts["dropped"]) == [JOBS]
    assert counted(programme) == []
    correct(district, ret, {"ntm-criteria-mean": value("16")})  # what is owed now can still be given


def test_an_office_owes_only_what_it_owns(district):
    programme = make_programme(district, "jobs-created", "state-revenue-local")
    ret = open_return(district, programme, office="lao-dong")
    assert list(queries.indicators_owed(ret)) == ["state-revenue-local"]
    assert list(queries.indicators_owed(open_return(district, programme, office="tai-chinh"))) == []
    commune = open_return(district, programme)
    assert list(queries.indicators_owed(commune)) == ["jobs-created", "state-revenue-local"]


def test_a_part_with_an_owner_of_its_own_is_not_asked_of_the_owner_of_the_whole_too(district):
    target_set = make_edition(district)
    whole = propose(district, target_set, "", conditions=[], owner=district.offices["tai-chinh"])
    part = propose(district, target_set, JOBS, reported_by="place", owner=district.offices["lao-dong"])
    part.whole = whole
    part.save()
    confirm_targets.confirm(targets=[whole], by=district.planner, today=TODAY)
    programme = target_set.programme
    for office, owed in (("lao-dong", [JOBS]), ("tai-chinh", [])):
        assert list(queries.indicators_owed(open_return(district, programme, office=office))) == owed


def test_a_town_is_not_asked_for_what_communes_are_counted_by(district):
    programme = make_programme(district, "ntm-criteria-mean")
    assert list(queries.indicators_owed(open_return(district, programme, office="thi-tran"))) == []


def test_a_commune_that_ended_in_summer_still_owes_its_march(district, programme, ret):
    place = district.places["101"]
    place.last = date(2024, 6, 30)
    place.save()
    assert list(queries.indicators_owed(ret)) == [JOBS]
