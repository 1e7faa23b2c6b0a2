"""The pages of a report: give its text, see each result beside its return, take it, put it right; without any script."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.builders import TODAY, make_programme, open_return, value
from tiendo_web.actions import hand_in_figures
from tiendo_web.records.models import Event, Observation, ReportText

REPORT = """Báo cáo tình hình kinh tế - xã hội tháng 3 năm 2024 của xã An, huyện Thanh Bình

Trong tháng 3 năm 2024, xã đã tạo việc làm cho 35 lao động. Tháng 3 năm 2024, thu ngân sách nhà nước trên địa bàn đạt 1.250 triệu đồng, đạt 50,06% kế hoạch 1.300 triệu đồng.
Năm 2023, xã đã tạo việc làm cho 410 lao động.
"""


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def ret(district):
    return open_return(district, make_programme(district, "jobs-created", "state-revenue-local"))


@pytest.fixture
def reporter(client, district, ret):
    client.force_login(district.reporter)
    return client


@pytest.fixture
def report(reporter, district):
    return give(reporter, district)


def give(client, district, text=REPORT, office="xa-an", **more):
    data = {"text": text, "office": district.offices[office].pk, **more}
    answer = client.post(reverse("read-report"), data)
    assert answer.status_code == 302, answer.content.decode()
    return ReportText.objects.latest("pk")


def page_of(client, report):
    answer = client.get(reverse("report-text", args=[report.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def row(page, n):
    """What the page says of one figure."""
    start = page.index(f'<li id="dong-{n}"')
    ends = (page.find(mark, start + 1) for mark in ('<li id="dong-', "</section>"))
    return page[start : min(end for end in ends if end > 0)]


def ordinal(report, amount):
    return report.document.figures.get(value=Decimal(amount)).ordinal


def send(client, name, report, n, **data):
    return client.post(reverse(name, args=[report.pk, n]), data, follow=True)


def test_who_works_elsewhere_sees_no_report(client, district, report):
    address = reverse("report-text", args=[report.pk])
    client.logout()
    assert client.get(address).status_code == 302
    for who, status in (("nobody", 403), ("planner_la", 403), ("reporter_binh", 403), ("approver", 200)):
        client.force_login(district.users[who])
        assert client.get(address).status_code == status, who
    client.force_login(district.reporter_binh)
    n = ordinal(report, 35)
    assert client.post(reverse("report-figure-take", args=[report.pk, n])).status_code == 403
    assert client.post(reverse("report-figure-correct", args=[report.pk, n]), {"value": "5"}).status_code == 403
    assert not Observation.objects.exists()


def test_each_result_stands_beside_its_sentence_and_its_return(reporter, report):
    page = page_of(reporter, report)
    jobs, revenue = row(page, ordinal(report, 35)), row(page, ordinal(report, 1250))
    assert 'id="vi-tri-1"' in page and 'href="#vi-tri-1"' in page
    assert "35 lao động" in jobs and "chưa có số" in jobs and "tháng 3/2024" in jobs and "sơ bộ" in jobs
    assert "xã An" in jobs and "Chỉ tiêu jobs-created" in jobs
    assert "1.250 triệu đồng" in revenue and "1,25 tỷ đồng" in revenue
    assert "50,06" in revenue and "96,15" in revenue  # what does not agree is said at its own row
    assert "50,06" not in jobs.replace(revenue, "")
    last_year = row(page, ordinal(report, 410))
    assert "Không có báo cáo kỳ nào nhận số của năm 2023" in last_year and "Lấy vào" not in last_year


def test_a_figure_that_was_taken_shows_its_words_in_the_return(reporter, report, ret):
    n = ordinal(report, 35)
    page = send(reporter, "report-figure-take", report, n, held="").content.decode()
    assert "báo cáo kỳ đã có số này" in row(page, n) and "Lấy vào" not in row(page, n)
    sheet = reporter.get(reverse("return", args=[ret.pk])).content.decode()
    assert "Trong tháng 3 năm 2024, xã đã tạo việc làm cho 35 lao động." in sheet
    figure = Observation.objects.get().read_from
    to = reporter.get(reverse("report-figure", args=[figure.pk]))
    assert to.url == f"{reverse('report-text', args=[report.pk])}#so-{n}"
    before = Event.objects.count()
    send(reporter, "report-figure-take", report, n, held="")
    assert Event.objects.count() == before


def test_the_approver_sees_the_words_too(client, district, reporter, report, ret):
    send(reporter, "report-figure-take", report, ordinal(report, 35), held="")
    ret.refresh_from_db()
    saved = hand_in_figures.save_draft(
        ret=ret,
        entries={"state-revenue-local": value("1.25")},
        version=ret.version,
        by=district.reporter,
        today=TODAY,
    )
    hand_in_figures.submit(ret=saved, by=district.reporter, today=TODAY)
    client.force_login(district.approver)
    sheet = client.get(reverse("return", args=[ret.pk])).content.decode()
    assert "xã đã tạo việc làm cho 35 lao động" in sheet
    assert "báo cáo kỳ đã có số này" in page_of(client, report)


def test_a_differing_figure_is_shown_beside_the_one_of_the_text(district, reporter, report, ret):
    entries = {"jobs-created": value("20")}
    hand_in_figures.save_draft(ret=ret, entries=entries, version=ret.version, by=district.reporter, today=TODAY)
    n = ordinal(report, 35)
    shown = row(page_of(reporter, report), n)
    assert "35 lao động" in shown and "20 lao động" in shown and "Thay bằng số của văn bản" in shown
    answer = send(reporter, "report-figure-take", report, n, held="")  # a page from before that was saved
    assert answer.status_code == 422 and "vừa có số khác" in answer.content.decode()
    held = re.search(r'name="held" value="([^"]*)"', shown)[1]
    send(reporter, "report-figure-take", report, n, held=held)
    assert Observation.objects.get().value == Decimal(35)


def test_a_figure_is_put_right_by_the_name_of_its_indicator(reporter, report):
    n = ordinal(report, 410)
    data = {"measured": "Thu ngân sách nhà nước trên địa bàn", "value": "2,5", "unit": "tỷ đồng", "period": "2024-03"}
    page = send(reporter, "report-figure-correct", report, n, kind="result", **data).content.decode()
    assert "2,5 tỷ đồng" in row(page, n) and "Lấy vào báo cáo kỳ" in row(page, n)
    wrong = send(reporter, "report-figure-correct", report, n, measured="Không có chỉ tiêu này")
    assert wrong.status_code == 422 and "Danh mục không có" in wrong.content.decode()
    assert send(reporter, "report-figure-correct", report, n, value="mười").status_code == 422


def test_another_guess_is_chosen_with_one_button(reporter, report):
    n = ordinal(report, 35)
    guess = re.search(r'value="([^"]+)" data-guess="2"', row(page_of(reporter, report), n))
    page = send(reporter, "report-figure-correct", report, n, indicator_code=guess[1]).content.decode()
    assert 'data-guess="2" aria-current="true"' in row(page, n)


def test_a_planner_compares_and_leaves_the_filling_to_the_office(client, district, report):
    client.force_login(district.planner)
    page = page_of(client, report)
    assert "Chỉ người báo cáo của đơn vị" in page and "Lấy vào báo cáo kỳ" not in page
    assert client.post(reverse("report-figure-take", args=[report.pk, 1])).status_code == 403
    form = client.get(reverse("read-report")).content.decode()
    assert "UBND xã Bình" in form and "Báo cáo đã đọc" in form


def test_a_text_about_another_place_is_said(reporter, district):
    report = give(reporter, district, REPORT.replace("xã An,", "xã Bình,"))
    assert "Văn bản nói về “Bình”" in page_of(reporter, report)


def test_a_file_is_read_like_a_text_and_not_both(reporter, district):
    file = SimpleUploadedFile("bao-cao.txt", REPORT.encode())
    report = give(reporter, district, "", file=file)
    assert report.document.name == "bao-cao.txt"
    both = {"text": REPORT, "office": district.offices["xa-an"].pk, "file": SimpleUploadedFile("b.txt", b"x")}
    assert reporter.post(reverse("read-report"), both).status_code == 422
    elsewhere = {"text": REPORT, "office": district.offices["xa-binh"].pk}
    assert reporter.post(reverse("read-report"), elsewhere).status_code == 422


def test_a_text_without_any_result_says_so(reporter, district):
    page = page_of(reporter, give(reporter, district, "Xã An họp ngày 5 tháng 3 năm 2024.\n"))
    assert "Không số nào trong văn bản này thuộc báo cáo kỳ" in page


def test_what_a_text_holds_is_no_markup(reporter, district):
    page = page_of(reporter, give(reporter, district, "<b>Tháng 3 năm 2024</b>, xã An tạo việc làm cho 35 lao động.\n"))
    assert "<b>Tháng" not in page and "&lt;b&gt;Tháng" in page


def test_everything_is_said_in_english_too(reporter, report):
    reporter.cookies["django_language"] = "en"
    page = page_of(reporter, report)
    assert "Take into the return" in page and "The text says" in page
    assert "Lấy vào báo cáo kỳ" not in page


def test_the_script_is_given_one_row(reporter, report):
    address, n = reverse("report-text", args=[report.pk]), ordinal(report, 35)
    page = reporter.get(address, headers={"X-Row": f"dong-{n}"}).content.decode()
    assert re.findall(r'<li id="([^"]+)"[^>]*data-row', page) == [f"dong-{n}"]
    assert page.count("<mark") >= 3 and 'id="hoan-tat"' in page


def test_the_page_asks_no_more_of_the_database_for_many_figures_than_for_few(reporter, district):
    line = "Tháng 3 năm 2024, xã An đã tạo việc làm cho {} lao động. Tháng 3 năm 2024, tổng đàn bò của xã đạt {} con.\n"
    counts = []
    for many in (1, 6):
        report = give(reporter, district, "".join(line.format(30 + n, 1200 + n) for n in range(many)))
        page_of(reporter, report)  # what is asked once in a while (the session, the reading) has been asked
        with CaptureQueriesContext(connection) as asked:
            page_of(reporter, report)
        counts.append(len(asked))
    assert counts[0] == counts[1]
