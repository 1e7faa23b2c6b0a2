"""A reporter takes the figures of a report into the return, a planner last year's results as baselines: by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.test_english import in_english, vietnamese_left
from tiendo_web.records.models import Baseline, Event, Observation

pytestmark = pytest.mark.browser

REPORT = """Báo cáo tình hình kinh tế - xã hội tháng 10 năm 2024 của xã Thủy Tây, huyện Thạnh Hóa

Trong tháng 10 năm 2024, thu ngân sách nhà nước trên địa bàn đạt 1.250 triệu đồng, đạt 50,06% kế hoạch 1.300 triệu đồng. Xã đã tạo việc làm cho 35 lao động.
Tháng 9 năm 2024, xã đã tạo việc làm cho 31 lao động. Năm 2023, xã đã tạo việc làm cho 410 lao động.
"""
PLAN = """Thạnh Hóa giao chỉ tiêu năm 2025

Năm 2024, huyện đã tạo việc làm cho 1.870 lao động. Đến cuối năm 2024, toàn huyện còn 139 hộ nghèo.

Năm 2025, huyện Thạnh Hóa phấn đấu thực hiện các chỉ tiêu chủ yếu:
- Tạo việc làm cho 2.100 lao động.
- Giảm 15% tỷ lệ hộ nghèo (21 hộ).
"""
LIT = re.compile(r"\blit\b")


def give(page: Page, log_in) -> None:
    log_in(page, "baocao")
    page.get_by_role("link", name="Lấy số từ văn bản báo cáo").first.click()
    page.get_by_label("Dán văn bản vào đây").fill(REPORT)
    page.get_by_role("button", name="Đọc báo cáo").click()
    expect(page.locator("#phim")).to_be_visible()  # the keys work from now on


def told(page: Page, words: str):
    return page.locator("[data-row]").filter(has_text=words)


def test_a_report_comes_into_the_return_with_the_keyboard_alone(page, log_in):
    give(page, log_in)
    waiting = page.locator("[data-row][data-waits]")
    expect(waiting).to_have_count(2)
    expect(told(page, "1.250 triệu đồng")).to_contain_text("96,15%")  # beside the figure it is said of
    page.keyboard.press("n")
    expect(waiting.first).to_be_focused()
    page.keyboard.press("c")
    expect(told(page, "35 lao động")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#soat-het")).to_be_focused()
    expect(page.locator(".read-row.same")).to_have_count(2)
    expect(told(page, "31 lao động")).to_contain_text("Đính chính số đã duyệt")
    page.keyboard.press("Enter")  # to the return
    expect(page.get_by_label("Số thực hiện trong kỳ (tỷ đồng)")).to_have_value("1,25")
    expect(page.get_by_text("Xã đã tạo việc làm cho 35 lao động.")).to_be_visible()
    page.locator(".taken-from a").last.click()
    expect(page.locator("#chu mark", has_text="35 lao động")).to_be_visible()
    taken = Observation.objects.filter(read_from__isnull=False)
    assert {(o.indicator_code, str(o.value)) for o in taken} == {
        ("state-revenue-local", "1.25"),
        ("jobs-created", "35"),
    }
    assert Event.objects.filter(verb="take_reported_figure").count() == 2


def test_what_was_misread_is_put_right_by_keyboard_and_then_taken(page, log_in):
    give(page, log_in)
    row = told(page, "410 lao động")
    expect(row).to_contain_text("Không có báo cáo kỳ nào nhận số của năm 2023")
    row.focus()
    page.keyboard.press("e")
    expect(row.locator("[name=measured]")).to_be_focused()
    row.locator("[name=period]").select_option("2024-10")
    row.locator("[name=value]").fill("41")
    row.locator("[name=value]").press("Enter")
    fixed = told(page, "41 lao động")
    expect(fixed).to_be_focused()
    expect(fixed).to_have_attribute("data-waits", "")
    page.keyboard.press("c")
    expect(told(page, "41 lao động")).to_contain_text("báo cáo kỳ đã có số này")
    page.reload()
    expect(told(page, "35 lao động")).to_contain_text("báo cáo kỳ đang có số khác")  # shown, and not overwritten
    assert str(Observation.objects.get(read_from__isnull=False).value) == "41"


def test_marks_and_rows_of_a_report_light_each_other(page, log_in):
    give(page, log_in)
    row, mark = told(page, "35 lao động"), page.locator("mark", has_text="35 lao động")
    mark.hover()
    expect(row).to_have_class(LIT)
    page.locator("h1").hover()
    row.hover()
    expect(mark).to_have_class(LIT)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_of_a_report_are_clean(page, log_in, width, language):
    page.set_viewport_size({"width": width, "height": 844})
    give(page, log_in)
    if language == "en":
        address = page.url
        in_english(page)
        page.goto(address)
        expect(page.get_by_role("button", name="Take into the return").first).to_be_visible()
    for details in page.locator("[data-row]").first.locator("details").all():
        details.evaluate("d => { d.open = true; }")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto("/lam-viec/van-ban-bao-cao/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_no_vietnamese_is_left_on_the_english_pages_of_a_report(page, log_in):
    give(page, log_in)
    in_english(page)
    count, left = vietnamese_left(page, "/lam-viec/van-ban-bao-cao/")
    assert count == 2
    assert not left, "\n".join(left)


def test_last_years_results_become_baselines_with_one_key(page, log_in):
    log_in(page, "kehoach")
    page.goto("/lam-viec/van-ban/doc/")
    page.get_by_label("Dán văn bản vào đây").fill(PLAN)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#phim")).to_be_visible()
    rows = page.locator("li.proposal")
    expect(rows.nth(0)).to_contain_text("Gốc so sánh theo văn bản: 1.870 lao động (năm 2024, sơ bộ")
    expect(rows.nth(1)).to_contain_text("Khớp khoảng 137 - 143 mà mức giao suy ra")
    page.keyboard.press("n")
    page.keyboard.press("b")
    expect(rows.nth(0)).to_contain_text("đang dùng")
    expect(rows.nth(0)).to_be_focused()
    rows.nth(1).locator("[data-do=open]").click()
    page.get_by_role("button", name="Lấy làm gốc so sánh").click()
    expect(page.get_by_label("Giá trị", exact=True).last).to_have_value("139")
    kept = {(str(b.value), f"{b.as_of:%d/%m/%Y}") for b in Baseline.objects.filter(read_from__isnull=False)}
    assert kept == {("1870", "31/12/2024"), ("139", "31/12/2024")}
    assert violations(page) == []
