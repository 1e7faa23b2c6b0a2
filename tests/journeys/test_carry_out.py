"""From a red target to its explanation, and the other pages at work, in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations

pytestmark = pytest.mark.browser

REVENUE = "3. Thu ngân sách nhà nước trên địa bàn 137,5 tỷ đồng"


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Thoát").click()


def form(page: Page, opened_by: str):
    """The form that lies folded under these words, unfolded."""
    folded = page.locator("details").filter(has=page.locator("summary", has_text=opened_by)).first
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    return folded


def test_a_leader_asks_about_a_red_target_and_a_new_person_of_the_office_answers(page, log_in):
    log_in(page, "lanhdao")
    page.get_by_role("link", name=REVENUE).click()
    asked = form(page, "Yêu cầu giải trình")
    asked.get_by_label("Nội dung cần giải trình").fill("Vì sao thu chậm so với kịch bản?")
    asked.get_by_label("Hạn giải trình").fill("31/02/2025")
    asked.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()  # a long page: the sentence must be seen without scrolling
    expect(asked.get_by_label("Nội dung cần giải trình")).to_have_value("Vì sao thu chậm so với kịch bản?")
    asked.get_by_label("Hạn giải trình").fill("28/10/2024")
    asked.get_by_role("button").click()
    expect(page.locator("#giai-trinh")).to_contain_text("Chi cục Thuế khu vực")

    log_out(page)
    log_in(page, "kehoach")
    page.get_by_role("link", name="Người dùng").click()
    page.get_by_label("Họ và tên").fill("Cán bộ thuế mới (mẫu)")
    page.get_by_label("Tên đăng nhập").fill("thue.moi")
    page.get_by_role("button", name="Thêm người").click()
    password = page.locator(".secret").inner_text()
    page.get_by_role("button", name="Về trang người dùng và quyền").click()
    page.locator("[name=user]").select_option("thue.moi")
    page.locator("[name=role]").select_option("reporter")
    page.get_by_label("Ở đơn vị").select_option("thue")
    page.get_by_role("button", name="Cấp quyền").click()
    expect(page.get_by_text("Đã cấp quyền.")).to_be_visible()

    log_out(page)
    page.goto("/lam-viec/dang-nhap/")
    page.fill("[name=username]", "thue.moi")
    page.fill("[name=password]", password)
    page.locator("main form [type=submit]").click()
    page.get_by_role("link", name=REVENUE).click()
    page.get_by_label("Giải trình của đơn vị").fill("Hai doanh nghiệp được gia hạn nộp thuế đến tháng 12.")
    page.get_by_role("button", name="Gửi giải trình").click()
    expect(page.locator("#giai-trinh")).to_contain_text("đã giải trình")

    log_out(page)
    log_in(page, "kiemtra")
    page.get_by_role("link", name="Nhật ký", exact=True).click()
    expect(page.locator("ol.log li").first).to_contain_text("trả lời giải trình")
    expect(page.locator("ol.log li").first).to_contain_text("Cán bộ thuế mới (mẫu)")
    page.get_by_role("button", name="Kiểm tra chuỗi").click()
    expect(page.get_by_role("status")).to_contain_text("Chuỗi nguyên vẹn")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_at_work_fit_the_screen_and_axe_finds_nothing_serious(page, log_in, width):
    page.set_viewport_size({"width": width, "height": 900})
    for who, addresses in {
        "lanhdao": ["/lam-viec/", "/lam-viec/quan-triet/"],
        "kehoach": ["/lam-viec/chuong-trinh/thanh-hoa-800-2024/quan-triet/", "/lam-viec/quyen/"],
        "bientap": ["/lam-viec/bai-viet/", "/lam-viec/bai-viet/moi/", "/lam-viec/y-kien/"],
        "kiemtra": ["/lam-viec/nhat-ky/", "/lam-viec/nhat-ky/?verb=edit_target", "/lam-viec/nhat-ky/kiem-chuoi/"],
    }.items():
        log_in(page, who)
        for address in addresses:
            page.goto(address)
            assert_fine(page)
        if who == "lanhdao":
            page.goto("/lam-viec/")
            page.get_by_role("link", name=REVENUE).click()
            assert_fine(page)
        log_out(page)


def assert_fine(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
