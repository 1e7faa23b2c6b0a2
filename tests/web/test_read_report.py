"""What a report tells comes into the office's return only when somebody who may fill it confirms it, with its words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.web.builders import MARCH, TODAY, make_programme, nothing_changes, one_event, open_return, refused, value
from tiendo_web.actions import hand_in_figures, read_report, report_words
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records import queries
from tiendo_web.records.models import FigureReview, Observation, Return

REPORT = """Báo cáo tình hình kinh tế - xã hội tháng 3 năm 2024 của xã An, huyện Thanh Bình

Trong tháng 3 năm 2024, xã đã tạo việc làm cho 35 lao động. Tháng 3 năm 2024, thu ngân sách nhà nước trên địa bàn đạt 1.250 triệu đồng.
Tháng 3 năm 2024, tỷ lệ bao phủ bảo hiểm y tế đạt 93,5%. Trong 3 tháng đầu năm 2024, xã đã tạo việc làm cho 90 lao động.
Năm 2023, xã đã tạo việc làm cho 410 lao động. Tháng 3 năm 2024, tổng đàn bò của xã đạt 1.200 con.
"""


@pytest.fixture
def programme(district):
    return make_programme(district, "jobs-created", "state-revenue-local", "bhyt-coverage")


@pytest.fixture
def ret(district, programme):
    return open_return(district, programme)


def read(district, text=REPORT, *, by="reporter", office="xa-an"):
    return read_report.read_report(
        office=district.offices[office], name="Báo cáo tháng 3", text=text, by=district.users[by], today=TODAY
    )


@pytest.fixture
def report(district, ret):
    return read(district)


@pytest.fixture
def take(district, report):
    def call(figure, by="reporter", **given):
        return read_report.take(report=report, figure=figure, by=district.users[by], today=TODAY, **given)

    return call


def told(report, words, value=None):
    """The figure of the report whose words hold these."""
    found = [f for f in report.document.figures.all() if words in f.indicator.lower()]
    return next(f for f in found if value is None or f.value == Decimal(value))


def fit(report, figure):
    proposed = queries.results_told(report.document, [figure], place_code="101")
    return queries.ReturnsOf(report.office).fit(proposed[figure.pk])


# --- read -------------------------------------------------------------------------------------------------------------


def test_a_report_is_kept_with_its_figures_and_nothing_comes_into_a_return(district, ret):
    with one_event("read_report") as event:
        report = read(district)
    assert report.document.figures.count() >= 6
    assert event.facts["office"].startswith("UBND xã An")
    assert not Observation.objects.exists()
    with nothing_changes():
        assert read(district) == report


def test_the_same_text_may_be_the_report_of_two_offices(district, ret):
    first = read(district)
    second = read(district, by="planner", office="xa-binh")
    assert first.document == second.document and first != second


@pytest.mark.parametrize("who", ["reporter_binh", "approver_an", "planner_la", "nobody"])
def test_only_the_reporter_and_the_planner_above_read_a_report(district, ret, who):
    with refused(kind=NotAllowed):
        read(district, by=who)


def test_a_report_without_a_year_is_of_the_programme(district, ret):
    report = read(district, "Báo cáo tháng 3\n\nXã đã tạo việc làm cho 35 lao động.\n")
    assert report.document.figures.get().period == "2024-03"


def test_nothing_to_read_is_said(district, ret):
    with refused("Chưa có văn bản nào", field="text"):
        read(district, "  ")


# --- take -------------------------------------------------------------------------------------------------------------


def test_a_result_comes_into_the_draft_with_the_words_that_say_it(district, report, take):
    figure = told(report, "việc làm", 35)
    with one_event("take_reported_figure") as event:
        observation = take(figure)
    assert (observation.value, observation.vintage, observation.approved) == (Decimal(35), 2, False)
    assert observation.read_from == figure and observation.entered_by == district.reporter
    assert observation.owed_in.office.code == "xa-an" and observation.owed_in.period == MARCH.code
    assert event.facts["text"] == "Trong tháng 3 năm 2024, xã đã tạo việc làm cho 35 lao động."
    assert event.facts["before"] == {"jobs-created": None}
    assert event.facts["after"]["jobs-created"]["value"] == "35"


def test_taking_it_twice_changes_nothing(report, take):
    figure = told(report, "việc làm", 35)
    first = take(figure)
    with nothing_changes():
        assert take(figure) == first


def test_the_return_has_it_in_the_unit_of_the_indicator(report, take):
    assert take(told(report, "thu ngân sách")).value == Decimal("1.25")


def test_a_figure_the_return_has_already_stays_as_it_was_entered(district, report, take, ret):
    hand_in_figures.save_draft(
        ret=ret, entries={"jobs-created": value("35")}, version=ret.version, by=district.reporter, today=TODAY
    )
    with nothing_changes():
        assert take(told(report, "việc làm", 35)).read_from is None


def test_another_figure_is_replaced_by_who_has_seen_it_and_by_nobody_else(district, report, take, ret):
    figure = told(report, "việc làm", 35)
    hand_in_figures.save_draft(
        ret=ret, entries={"jobs-created": value("20")}, version=ret.version, by=district.reporter, today=TODAY
    )
    with refused("vừa có số khác"):
        take(figure, held="")
    seen = report_words.held_said(fit(report, figure).held)
    with one_event("take_reported_figure") as event:
        take(figure, held=seen)
    assert event.facts["before"]["jobs-created"]["value"] == "20"
    assert Return.objects.get(pk=ret.pk).observations.get().value == Decimal(35)


def test_a_figure_typed_over_it_no_longer_claims_the_words(district, report, take, ret):
    take(told(report, "việc làm", 35))
    fresh = Return.objects.get(pk=ret.pk)
    given = {"by": district.reporter, "today": TODAY}
    hand_in_figures.save_draft(ret=fresh, entries={"jobs-created": value("35")}, version=fresh.version, **given)
    assert fresh.observations.get().read_from is not None  # saved again as it was
    fresh.refresh_from_db()
    hand_in_figures.save_draft(ret=fresh, entries={"jobs-created": value("36")}, version=fresh.version, **given)
    assert fresh.observations.get().read_from is None


def test_a_submitted_or_approved_return_takes_nothing_and_says_what_to_do(district, report, take, ret):
    entries = {
        "jobs-created": value("20"),
        "state-revenue-local": value("1"),
        "bhyt-coverage": {"numerator": Decimal(93), "denominator": Decimal(100)},
    }
    saved = hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=district.reporter, today=TODAY)
    sent = hand_in_figures.submit(ret=saved, by=district.reporter, today=TODAY)
    with refused("đề nghị người duyệt trả lại"):
        take(told(report, "việc làm", 35))
    hand_in_figures.approve(ret=sent, by=district.approver, today=TODAY)
    with refused("Đính chính số đã duyệt"):
        take(told(report, "việc làm", 35))


@pytest.mark.parametrize("who", ["planner", "reporter_binh", "approver_an", "nobody"])
def test_only_the_reporter_of_the_office_takes_figures(report, take, who):
    with refused(kind=NotAllowed):
        take(told(report, "việc làm", 35), by=who)


@pytest.mark.parametrize(
    ("words", "amount", "why"),
    [
        ("việc làm", 90, "chỉ nhận số trong tháng"),
        ("việc làm", 410, "Không có báo cáo kỳ nào nhận số của năm 2023"),
        ("bảo hiểm y tế", None, "tử số và mẫu số"),
        ("đàn bò", None, "không giao đơn vị báo cáo"),
    ],
)
def test_what_belongs_into_no_return_says_why(report, take, words, amount, why):
    with refused(why):
        take(told(report, words, amount))


def test_a_month_that_was_not_opened_says_whom_to_ask(district, ret, take):
    report = read(district, "Tháng 2 năm 2024, xã An đã tạo việc làm cho 30 lao động.\n")
    with refused("đề nghị cán bộ kế hoạch mở kỳ"):
        read_report.take(report=report, figure=report.document.figures.get(), by=district.reporter, today=TODAY)


def test_a_figure_of_another_text_is_refused(district, report, take):
    other = read(district, "Tháng 3 năm 2024, xã An đã tạo việc làm cho 30 lao động.\n")
    with refused("không thuộc văn bản báo cáo"):
        take(other.document.figures.get())


# --- put right --------------------------------------------------------------------------------------------------------


def correct(district, report, figure, **changes):
    read_report.correct(report=report, figure=figure, changes=changes, by=district.reporter, today=TODAY)


def test_what_was_misread_is_put_right_and_what_was_read_stays(district, report, take):
    figure = told(report, "đàn bò")
    with one_event("correct_figure"):
        correct(district, report, figure, indicator_code="jobs-created", unit="lao động", vintage=1)
    observation = take(figure)
    assert (observation.indicator_code, observation.value, observation.vintage) == ("jobs-created", Decimal(1200), 1)
    figure.refresh_from_db()
    assert figure.indicator_code != "jobs-created" and FigureReview.objects.get().said == "corrected"
    with nothing_changes():
        correct(district, report, figure, indicator_code="jobs-created")


def test_another_period_puts_it_into_another_return(district, report):
    figure = told(report, "việc làm", 410)
    correct(district, report, figure, period="2024-03")
    assert fit(report, figure).ret.period == "2024-03"


def test_a_target_read_falsely_becomes_a_result(district, ret, take):
    report = read(district, "Tháng 3 năm 2024, xã An phấn đấu tạo việc làm cho 30 lao động.\n")
    figure = report.document.figures.get()
    assert not queries.results_told(report.document, [figure], place_code="101")
    correct(district, report, figure, kind="result", period="2024-03")
    assert fit(report, figure).line is not None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"indicator_code": "khong-co"}, "Danh mục không có"),
        ({"unit": ""}, "đơn vị tính"),
        ({"period": "tháng ba"}, "Kỳ của số không hợp lệ"),
        ({"vintage": 9}, "ước tính, sơ bộ hoặc chính thức"),
        ({"indicator": " "}, "những chữ nêu tên chỉ tiêu"),
    ],
)
def test_what_cannot_be_is_refused(district, report, changes, sentence):
    with refused(sentence):
        correct(district, report, told(report, "việc làm", 35), **changes)
