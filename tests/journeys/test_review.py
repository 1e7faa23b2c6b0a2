"""The planner goes through a text of thirty targets with the keyboard alone, and says that nothing is false or missed."""

from __future__ import annotations

import json
import re
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tiendo_web.records.models import Event, TargetSet

pytestmark = pytest.mark.browser

TEXT = """Thạnh Hóa giao 30 chỉ tiêu năm 2025

Năm 2025, huyện Thạnh Hóa phấn đấu thực hiện 30 chỉ tiêu chủ yếu:

I. Về kinh tế
- Tổng sản lượng lương thực đạt 231.000 tấn.
- Thu ngân sách nhà nước trên địa bàn 142,5 tỷ đồng.
- Thu nhập bình quân đầu người đạt 71 triệu đồng/người/năm.
- Tổng vốn đầu tư toàn xã hội đạt 2.350 tỷ đồng.
- Giá trị sản xuất công nghiệp đạt 1.480 tỷ đồng.
- Giá trị sản xuất nông nghiệp đạt 3.120 tỷ đồng.
- Tổng mức bán lẻ hàng hóa đạt 4.700 tỷ đồng.
- Diện tích nuôi trồng thủy sản đạt 1.250 ha.
- Sản lượng thủy sản đạt 8.900 tấn.
- Tổng đàn bò đạt 12.400 con.
II. Về văn hóa - xã hội
- Tạo việc làm cho 2.100 lao động.
- Tỷ lệ bao phủ bảo hiểm y tế đạt 95% dân số.
- Tỷ lệ hộ nghèo còn dưới 1,2%.
- Tỷ lệ lao động qua đào tạo đạt 72%.
- Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể nhẹ cân dưới 8%.
- Tỷ lệ gia đình văn hóa đạt 95%.
- Tỷ lệ trường đạt chuẩn quốc gia đạt 68%.
- Số bác sĩ trên một vạn dân đạt 9 bác sĩ.
- Số giường bệnh trên một vạn dân đạt 25 giường.
- Tỷ lệ xã đạt tiêu chí quốc gia về y tế đạt 100%.
III. Về môi trường
- Tỷ lệ che phủ rừng đạt 41,5%.
- Tỷ lệ hộ sử dụng nước sạch đạt 82%.
- Tỷ lệ chất thải rắn sinh hoạt được thu gom, xử lý đạt 90%.
- Tỷ lệ dân số nông thôn sử dụng nước hợp vệ sinh đạt 99%.
- Tỷ lệ xử lý nước thải khu công nghiệp đạt 85%.
IV. Về xây dựng Đảng, nông thôn mới
- Tỷ lệ cơ quan đạt chuẩn văn hóa đạt 96%.
- Kết nạp 130 đảng viên mới.
- Công nhận thêm 3 sản phẩm OCOP.
- Tỷ lệ hộ gia đình sử dụng điện đạt 99,9%.
- Tỷ lệ xã đạt chuẩn nông thôn mới đạt 75%.

Năm 2024, huyện đã tạo việc làm cho 1.870 lao động; tỷ lệ hộ nghèo là 1,9%.
"""
LIT = re.compile(r"\blit\b")
FOREST = "Tỷ lệ che phủ rừng đạt 41,5%"


class Keys:
    """Presses keys and counts them; a word typed counts each letter."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def read(page: Page, log_in, text: str = TEXT) -> None:
    log_in(page, "kehoach")
    page.goto("/lam-viec/van-ban/doc/")
    page.get_by_label("Dán văn bản vào đây").fill(text)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#phim")).to_be_visible()  # the keys work from now on


def said(page: Page):
    return page.locator("#noi")


def test_thirty_targets_are_gone_through_with_the_keyboard_alone(page, log_in):
    read(page, log_in)
    rows = page.locator("[data-row]")
    expect(page.locator("li.proposal")).to_have_count(30)
    expect(rows).to_have_count(32)
    keys, began = Keys(page), monotonic()
    keys.press("n")  # to the first that waits
    expect(rows.first).to_be_focused()
    expect(said(page)).to_contain_text("Mục 1/32")
    for n in range(32):
        expect(rows.nth(n)).to_be_focused()
        keys.press("c")
    expect(page.locator("#tien-do")).to_contain_text("đã soát 32/32 số liệu", timeout=60_000)
    expect(page.locator("li.proposal.confirmed")).to_have_count(30)
    expect(page.locator("#soat-het")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#hoan-tat")).to_contain_text("Đã soát hết: không sai, không sót")
    assert keys.pressed <= 3 * 30
    assert monotonic() - began < 120
    assert Event.objects.filter(verb="sign_review").get().facts["figures"] == 32


def test_what_is_wrong_is_put_right_without_the_mouse_and_kept_as_a_case(page, log_in):
    read(page, log_in)
    keys = Keys(page)
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(32)
    keys.press("n", "j", "k", "2")  # the second guess for the first target
    first = rows.first
    expect(first).to_be_focused()
    expect(first.locator("[data-guess='2']")).to_have_attribute("aria-current", "true")
    expect(said(page)).to_contain_text("Đã sửa số liệu")
    keys.press("e")
    expect(first.locator("[name=comparator]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("232000c")  # a letter in an input is a letter
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    expect(first).to_contain_text("232.000 tấn")
    expect(first).to_be_focused()
    keys.press("c", "x", "2")  # the second is a result, not a target
    expect(page.locator("li.proposal")).to_have_count(29)
    expect(page.locator(".read-row")).to_have_count(3)
    expect(page.locator("mark.result")).to_have_count(3)
    expect(page.locator(".proposal").nth(1)).to_be_focused()
    keys.press("n", "x", "Escape")  # changed one's mind: no trap
    expect(page.locator(".proposal").nth(2)).to_be_focused()
    keys.press("c", "p")
    expect(page.locator(".proposal").nth(2)).to_contain_text("đã xác nhận")
    keys.press("r")
    expect(page.locator(".proposal").nth(2)).to_contain_text("đề xuất")
    keys.press("?")
    expect(page.locator("#phim")).to_have_attribute("open", "")
    edition = TargetSet.objects.latest("pk")
    reviews = {r.said for f in edition.document.figures.all() for r in f.reviews.all()}
    assert reviews == {"corrected"}
    assert edition.document.figures.get(ordinal=1).value == 231000  # what was read is not overwritten


def test_what_was_missed_is_marked_by_selecting_its_words(page, log_in):
    text = TEXT.replace("\n\nNăm 2024", "\n\nMáy cày toàn huyện bốn lăm chiếc.\n\nNăm 2024")
    read(page, log_in, text)
    marks = page.locator("mark")
    expect(marks).to_have_count(32)
    page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.getElementById("chu"), NodeFilter.SHOW_TEXT);
          for (let node; (node = walk.nextNode()); ) {
            const at = node.textContent.indexOf("Máy cày");
            if (at >= 0) document.getSelection().setBaseAndExtent(node, at, node, at + 18);
          }
          document.dispatchEvent(new MouseEvent("mouseup"));
        }"""
    )
    expect(page.locator("#words")).to_have_value("Máy cày toàn huyện")
    form = page.locator("#them-so-lieu")
    form.get_by_label("Giá trị").fill("45")
    form.get_by_label("Đơn vị tính").fill("chiếc")
    form.get_by_label("Đơn vị tính").press("Enter")
    expect(marks).to_have_count(33)
    expect(marks.filter(has_text="Máy cày toàn huyện bốn lăm chiếc")).to_have_count(1)
    expect(page.locator("[data-row]:focus")).to_contain_text("45 chiếc")


def test_marks_and_rows_light_each_other(page, log_in):
    read(page, log_in)
    row = page.locator("li.proposal").filter(has_text=FOREST)
    mark = page.locator("mark").filter(has_text=FOREST)
    mark.hover()
    expect(row).to_have_class(LIT)
    page.locator("h1").hover()
    row.hover()
    expect(mark).to_have_class(LIT)
    mark.locator("a").focus()
    expect(row).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_review_is_clean_at_both_widths(page, log_in, width):
    page.set_viewport_size({"width": width, "height": 844})
    read(page, log_in)
    page.keyboard.press("?")
    for details in page.locator("li.proposal").first.locator("details").all():
        details.evaluate("d => { d.open = true; }")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    panes = page.locator(".panes")
    if width == 390:
        expect(page.locator(".source")).to_be_hidden()
        panes.get_by_role("button", name="Văn bản").click()
        expect(page.locator(".source")).to_be_visible()
        expect(page.locator("#danh-sach")).to_be_hidden()
        assert violations(page) == []
        page.locator("mark a").first.click()  # a mark leads to its row in the other pane
        expect(page.locator("#so-1")).to_be_in_viewport()
    else:
        expect(panes).to_be_hidden()
        expect(page.locator(".source")).to_be_visible()


def test_the_case_can_be_taken_away(page, log_in):
    read(
        page,
        log_in,
        "Huyện Thạnh Hóa năm 2025\n\nNăm 2025, huyện Thạnh Hóa phấn đấu tạo việc làm cho 2.100 lao động.\n",
    )
    page.keyboard.press("n")
    page.keyboard.press("c")
    expect(page.locator("#soat-het")).to_be_focused()
    page.keyboard.press("Enter")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Tải ca mẫu (JSON)").click()
    case = json.loads(caught.value.path().read_text(encoding="utf-8"))
    assert [(f["kind"], f["value"], f["unit"]) for f in case["figures"]] == [("target", 2100, "lao động")]
