"""The year is closed and a verdict is set by a signer, and the public sees what was declared and why a number is so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations

pytestmark = pytest.mark.browser

SLUG = "thanh-hoa-800-2024"
REVENUE = "3. Thu ngân sách nhà nước trên địa bàn 137,5 tỷ đồng"
SIGNER = "Trần Thị B (tên mẫu), Phó Chủ tịch"


def row(page: Page, number: str):
    return page.locator("form.close-year tbody tr").filter(has=page.locator("th", has_text=f"{number}. ")).first


def test_a_planner_closes_the_year_and_everybody_sees_what_was_declared(page, log_in):
    log_in(page, "kehoach")
    page.goto(f"/lam-viec/chuong-trinh/{SLUG}/")
    page.get_by_role("link", name="Chốt kết quả năm").click()
    row(page, "8").locator("[inputmode=decimal]").fill("2.010")
    row(page, "4").locator("[inputmode=decimal]").fill("1")
    row(page, "4").locator("select").select_option("met")
    page.get_by_role("button", name="Tính lại theo các số trên").click()
    expect(page.locator("form.close-year")).to_contain_text("đạt và vượt 2/8 chỉ tiêu (vượt 1, đạt 1)")
    assert not violations(page)

    page.get_by_label("Số và tên văn bản").fill("Báo cáo số 412/BC-UBND")
    page.get_by_label("Ngày văn bản").fill("18/10/2024")
    page.get_by_label("Người ký").fill(SIGNER)
    page.get_by_role("button", name="Chốt kết quả năm").click()
    expect(page.get_by_role("alert")).to_contain_text("Chỉ tiêu 4 được khai báo khác với quy tắc")
    row(page, "4").get_by_placeholder("Lý do khi khác quy tắc").fill("Đã có quyết định công nhận")
    page.get_by_role("button", name="Chốt kết quả năm").click()
    expect(page.locator(".closing")).to_contain_text("đạt và vượt 2/8 chỉ tiêu (vượt 1, đạt 1)")
    expect(page.locator("main")).to_contain_text("Đã có quyết định công nhận")
    page.goto(f"/chuong-trinh/{SLUG}/")
    expect(page.locator(".closing")).to_contain_text("Báo cáo số 412/BC-UBND")
    assert not violations(page)


def test_a_leader_judges_otherwise_and_takes_it_back_and_both_words_are_public(page, log_in):
    log_in(page, "lanhdao")
    page.get_by_role("link", name=REVENUE).click()
    page.get_by_role("link", name="Đánh giá khác quy tắc").click()
    page.locator("select[name=word]").select_option("on_track")
    page.get_by_label("Lý do đánh giá khác quy tắc").fill("Kho bạc đã ghi thu bổ sung")
    page.get_by_label("Người ký").fill(SIGNER)
    page.get_by_label("Văn bản").fill("Thông báo 15/TB-UBND, 15/10/2024")
    page.get_by_role("button", name="Ghi đánh giá").click()
    expect(page.get_by_text("Đã ghi đánh giá của người ký")).to_be_visible()
    assert not violations(page)
    page.goto("/")
    page.get_by_role("link", name=REVENUE.removeprefix("3. ")).first.click()
    expect(page.locator(".judged .notice")).to_contain_text("Theo quy tắc là “Có nguy cơ chậm”")
    expect(page.locator(".judged .notice")).to_contain_text("Thông báo 15/TB-UBND")

    page.get_by_role("link", name="Trang làm việc của chỉ tiêu này").click()
    page.get_by_role("link", name="Đánh giá khác quy tắc").click()
    taken_back = page.locator("details").filter(has=page.locator("summary", has_text="Rút đánh giá này"))
    taken_back.locator("summary").click()
    taken_back.get_by_label("Lý do rút").fill("Khoản thu thuộc năm sau")
    taken_back.get_by_label("Người ký").fill(SIGNER)
    taken_back.get_by_label("Văn bản").fill("Thông báo 17/TB-UBND")
    taken_back.get_by_role("button", name="Rút đánh giá").click()
    expect(page.locator("main")).to_contain_text("Khoản thu thuộc năm sau")
    expect(page.locator("main")).to_contain_text("Kho bạc đã ghi thu bổ sung")


def test_anybody_unfolds_a_number_with_the_keyboard_and_finds_its_rule(page):
    page.goto("/")
    page.get_by_role("link", name=REVENUE.removeprefix("3. ")).first.click()
    page.locator("details.why > summary").focus()
    page.keyboard.press("Enter")
    places = page.locator("ul.explained details")
    places.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(places.first).to_contain_text("Nguồn: Báo cáo tháng")
    assert not violations(page)
    page.locator(".judged a.rule").first.click()
    expect(page.locator("dl.rules > div:target")).to_be_in_viewport()
    assert not violations(page)
