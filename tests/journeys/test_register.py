"""From a published page to the register: paste it, see what was read, correct, confirm, put in force, share out."""

from __future__ import annotations

import io

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations

pytestmark = pytest.mark.browser

PAGE = """Chủ Nhật, 02/03/2025 08:32 (GMT +7)

Thạnh Hóa giao kế hoạch năm 2025

Thứ Hai, 06/01/2025 | 09:15:00 [GMT +7] A  A

Kế hoạch năm 2025 được giao cho mọi phòng, ban và các xã, thị trấn tại cuộc họp sáng 06/01/2025.

Năm 2025, huyện Thạnh Hóa phấn đấu hoàn thành 5 chỉ tiêu chủ yếu, trong đó: tổng sản lượng lương thực đạt 231.000 tấn; \
tạo việc làm cho 2.100 lao động; giảm 15% số hộ nghèo (21 hộ) so với đầu năm.

Ý kiến ()
0 / 500 ký tự
"""
FOOD = "Tổng sản lượng lương thực đạt 231.000 tấn"


def read(page: Page, log_in) -> None:
    log_in(page, "kehoach")
    page.get_by_role("link", name="Đọc văn bản").first.click()
    page.get_by_label("Dán văn bản vào đây").fill(PAGE)
    page.get_by_role("button", name="Đọc văn bản").click()


def proposal(page: Page, name: str):
    return page.locator("li.proposal").filter(has_text=name)


def test_a_pasted_page_becomes_proposals_beside_its_marked_text(page, log_in):
    read(page, log_in)
    expect(page.locator("mark")).to_have_count(4)
    expect(page.locator("mark").filter(has_text="0 / 500")).to_have_count(0)
    expect(page.get_by_text("5 chỉ tiêu được nêu, 3 có tên ở đây, còn 2 phải nhập")).to_be_visible()
    expect(proposal(page, "hộ nghèo")).to_contain_text("137-143")

    page.locator("mark").first.get_by_role("link").press("Enter")  # from the text to its row, and back
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.url.endswith("#so-1")
    proposal(page, FOOD).locator(".mark-number").press("Enter")
    assert page.url.endswith("#vi-tri-1")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_proposals_are_corrected_confirmed_put_in_force_and_shared_out(page, log_in):
    read(page, log_in)
    proposal(page, FOOD).get_by_role("button", name="Sửa").click()
    page.get_by_label("Đơn vị phụ trách").select_option(label="Phòng Nông nghiệp và Phát triển nông thôn")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(proposal(page, FOOD)).to_contain_text("Phòng Nông nghiệp và Phát triển nông thôn")

    proposal(page, FOOD).get_by_role("button", name="Xác nhận").click()
    expect(proposal(page, FOOD)).to_contain_text("đã xác nhận")
    page.get_by_role("button", name="Xác nhận cả 2 đề xuất").click()
    expect(page.get_by_text("còn 2 phải nhập")).to_be_visible()  # what is missing from the stated five stays in view

    page.get_by_label("Số và tên quyết định").fill("Quyết định số 01/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("18/10/2024")
    page.get_by_role("button", name="Đưa vào hiệu lực").click()
    expect(page.get_by_text("đang có hiệu lực").first).to_be_visible()

    page.get_by_role("link", name="Giao cho các địa bàn").click()
    page.locator("tr, li").filter(has_text=FOOD).get_by_role("link", name="Giao").first.click()
    places = page.locator("#giao > table input")
    expect(places).to_have_count(11)
    for n in range(11):
        places.nth(n).fill("21.000")
    expect(page.locator("#tong")).to_contain_text("khớp với mức giao")
    places.nth(10).fill("20.000,5")
    expect(page.locator("#tong")).to_contain_text("999,5 tấn")
    page.get_by_role("button", name="Lưu phần giao").click()
    expect(page.locator("#tong")).to_contain_text("999,5 tấn")

    page.goto("/chuong-trinh/")  # without a log-in anybody would see the same
    page.get_by_role("link", name="năm 2025").first.click()
    expect(page.get_by_text(FOOD).first).to_be_visible()


def test_a_word_file_reads_like_the_pasted_page(page, log_in):
    written, kept = docx.Document(), io.BytesIO()
    for paragraph in PAGE.split("\n\n"):
        written.add_paragraph(paragraph)
    written.save(kept)
    log_in(page, "kehoach")
    page.goto("/lam-viec/van-ban/doc/")
    page.locator("input[type=file]").set_input_files(
        {"name": "ke-hoach-2025.docx", "mimeType": "application/octet-stream", "buffer": kept.getvalue()}
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_text("5 chỉ tiêu được nêu, 3 có tên ở đây, còn 2 phải nhập")).to_be_visible()


def test_a_picture_is_refused_in_one_sentence_and_nothing_is_kept(page, log_in):
    log_in(page, "kehoach")
    page.goto("/lam-viec/van-ban/doc/")
    page.locator("input[type=file]").set_input_files(
        {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" + bytes(2000)}
    )
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_role("alert")).to_contain_text("anh.jpg")
    page.goto("/lam-viec/van-ban/")
    expect(page.get_by_text("anh.jpg")).to_have_count(0)
