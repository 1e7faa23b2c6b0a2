"""From the commune's figures to the public page: fill March, submit, approve, and everything changes at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

JOBS = "Tạo việc làm cho 2.000 lao động"
MARCH = {
    "value:ocop-new": "0",
    "value:state-revenue-local": "0,217",
    "value:ntm-no-debt": "0",
    "value:ntm-criteria-mean": "19",
    "numerator:bhyt-coverage": "4.310",
    "denominator:bhyt-coverage": "4.620",
    "value:poor-households": "12",
    "value:jobs-created": "14",
}


def fill_march(page: Page) -> None:
    page.goto("/lam-viec/")
    page.get_by_role("link", name="Số liệu tháng 3/2024").click()
    for name, typed in MARCH.items():
        page.locator(f'[name="{name}"]').fill(typed)


def on_the_public_page(page: Page, name: str):
    page.goto("/")
    return page.locator(".target").filter(has_text=name)


def test_a_reporter_sees_march_first_fills_it_and_the_approval_changes_every_page(page, log_in):
    card = on_the_public_page(page, JOBS)
    expect(card).to_contain_text("1.252 lao động")
    expect(card).to_contain_text("9/11 địa bàn đã báo cáo đủ; còn thiếu: xã Thủy Tây (tháng 3); xã Thạnh An (tháng 7)")

    log_in(page, "baocao")
    first = page.locator(".jobs li").first
    expect(first).to_contain_text("Số liệu tháng 3/2024")
    expect(first).to_contain_text("25/03/2024")
    fill_march(page)
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_text("Đã gửi báo cáo, đang chờ duyệt.")).to_be_visible()
    expect(on_the_public_page(page, JOBS)).to_contain_text("1.252 lao động")  # nothing counts before the approval

    page.get_by_role("button", name="Thoát").click()
    log_in(page, "duyet")
    page.get_by_role("link", name="UBND xã Thủy Tây, tháng 3/2024").click()
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_text("Đã duyệt.", exact=False).first).to_be_visible()

    card = on_the_public_page(page, JOBS)
    expect(card).to_contain_text("1.266 lao động")
    expect(card).to_contain_text("10/11 địa bàn đã báo cáo đủ; còn thiếu: xã Thạnh An (tháng 7)")
    card.get_by_role("link", name=JOBS).click()
    expect(page.get_by_role("row", name="xã Thủy Tây")).not_to_contain_text("tháng 3")


def test_a_return_is_given_back_with_a_reason_and_sent_again(page, log_in):
    log_in(page, "baocao")
    fill_march(page)
    page.get_by_role("button", name="Gửi duyệt").click()
    page.get_by_role("button", name="Thoát").click()
    log_in(page, "duyet")
    page.get_by_role("link", name="UBND xã Thủy Tây, tháng 3/2024").click()
    page.get_by_label("Lý do trả lại").fill("Số lao động chưa khớp danh sách.")
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_text("Đã trả lại kèm lý do.")).to_be_visible()
    page.get_by_role("button", name="Thoát").click()
    log_in(page, "baocao")
    expect(page.locator(".jobs li").first).to_contain_text("Số lao động chưa khớp danh sách.")
    page.get_by_role("link", name="Số liệu tháng 3/2024").click()
    page.locator('[name="value:jobs-created"]').fill("13")
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_text("Đã gửi báo cáo, đang chờ duyệt.")).to_be_visible()


def test_what_was_typed_stays_when_the_sheet_is_refused(page, log_in):
    log_in(page, "baocao")
    fill_march(page)
    page.locator('[name="value:state-revenue-local"]').fill("1.5")
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.locator("#loi")).to_contain_text("“1.5” không phải là số viết đúng cách")
    expect(page.locator('[name="value:jobs-created"]')).to_have_value("14")


def test_the_sheet_is_filled_by_keyboard_on_a_phone_without_a_script(
    chromium: Browser, live_server, demonstration, log_in
):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, base_url=live_server.url, java_script_enabled=False
    )
    page = context.new_page()
    log_in(page, "baocao")
    page.goto("/lam-viec/")
    page.get_by_role("link", name="Số liệu tháng 3/2024").press("Enter")
    page.locator('[name="value:jobs-created"]').fill("14")
    page.get_by_role("button", name="Lưu nháp").press("Enter")
    expect(page.get_by_text("Đã lưu nháp.")).to_be_visible()
    expect(page.locator('[name="value:jobs-created"]')).to_have_value("14")
    context.close()
