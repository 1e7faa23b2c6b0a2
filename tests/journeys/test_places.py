"""Places in time in the browser: an act looked at, activated and undone; an old name found; the map by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import violations

pytestmark = pytest.mark.browser

ACT = "1682/NQ-UBTVQH15"


def test_a_planner_takes_the_official_act_sees_what_it_does_activates_it_and_takes_it_back(page, log_in):
    log_in(page, "kehoach")
    page.goto("/lam-viec/chuong-trinh/")
    page.get_by_role("link", name="Thay đổi địa bàn").click()
    page.get_by_label(f"Nghị quyết {ACT}").check()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", name="11 địa bàn kết thúc, 5 địa bàn mới")).to_be_visible()
    expect(page.locator("#dia-ban")).to_contain_text("xã Bình Hòa Hưng")  # Bình Thành takes more than the district has
    sums = page.locator("#so-lieu tbody tr")
    assert sums.count() == sums.filter(has_text="bằng nhau").count() > 3
    expect(page.locator("#nguoi")).to_contain_text("Người báo cáo xã Thủy Tây (mẫu)")
    page.get_by_role("button", name="Áp dụng văn bản").click()
    expect(page.get_by_text(f"Đã áp dụng {ACT} từ ngày 01/07/2025.")).to_be_visible()
    page.goto("/")  # the day of the demonstration is before: nothing has moved
    page.goto("/dia-ban/")
    expect(page.get_by_role("heading", name="11 địa bàn")).to_be_visible()
    page.goto("/lam-viec/dia-ban/")
    page.get_by_role("link", name=ACT).click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác: địa bàn cũ tiếp tục như trước.")).to_be_visible()


def test_a_split_commune_is_said_by_equal_parts_until_the_planner_of_the_province_says_the_shares(page, log_in):
    assumed = "33,33% của xã Thái Bình Trung (chưa biết tỷ lệ, tạm chia đều)"
    page.goto("/dia-ban/27757/lich-su/")  # Vĩnh Hưng, one of the three that it went to
    now = page.locator(".place-past").first
    expect(now).to_contain_text(assumed)
    expect(now.locator("figcaption").first).to_contain_text("tạm chia đều")
    chart = now.locator("svg.chart").first.get_attribute("aria-label")
    assert "Tính lại từ địa bàn cũ" in chart and "đường bị ngắt ngày 01/07/2025" in chart
    page.goto("/dia-ban/27772/lich-su/")
    own = page.locator("svg.chart").first.get_attribute("aria-label")
    assert "Số của địa bàn" in own and "đường bị ngắt ngày 01/07/2025" in own
    log_in(page, "kehoachtinh")
    page.goto("/lam-viec/dia-ban/")
    page.get_by_label(f"Nghị quyết {ACT}").check()
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Áp dụng văn bản").click()
    row = page.locator("tr", has=page.get_by_role("rowheader", name="xã Thái Bình Trung 27772"))
    row.locator("summary").click()
    for name, share in (("Vĩnh Hưng", "50%"), ("Khánh Hưng", "30%"), ("Tuyên Bình", "20%")):
        row.get_by_label(f"Phần vào xã {name}").fill(share)
    row.get_by_label("Căn cứ").select_option("population")
    row.get_by_label("Nguồn").fill("Niên giám (mẫu)")
    row.get_by_role("button", name="Lưu tỷ lệ").click()
    expect(page.get_by_text("Đã sửa tỷ lệ.")).to_be_visible()
    page.goto("/dia-ban/27757/lich-su/")
    expect(page.locator(".place-past").first).to_contain_text("50% của xã Thái Bình Trung (theo dân số)")
    assert assumed not in page.content()


def test_a_reader_finds_an_old_commune_and_what_became_of_it(page):
    page.goto("/dia-ban/")
    page.get_by_label("Tìm địa bàn, cả tên cũ").fill("xã Thuận Nghĩa Hòa")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("#tim-thay")).to_contain_text("xã Thuận Nghĩa Hòa → nay thuộc xã Thạnh Phước")
    page.locator("#tim-thay").get_by_role("link", name="xã Thuận Nghĩa Hòa").click()
    page.get_by_role("link", name="xã Thạnh Phước").first.click()
    now = page.locator(".place-past").first
    expect(now).to_contain_text(
        "Lập ngày 01/07/2025 theo 1682/NQ-UBTVQH15 từ xã Thạnh Phước, xã Thạnh Phú, xã Thuận Nghĩa Hòa."
    )
    assert "đường bị ngắt ngày 01/07/2025" in now.locator("svg.chart").first.get_attribute("aria-label")


def test_the_map_is_reached_by_the_keyboard_and_shows_the_places_of_another_day(page):
    page.goto("/ban-do/?ngay=01/07/2025")
    expect(page.get_by_role("heading", name="4 địa bàn ngày 01/07/2025")).to_be_visible()
    tile = page.locator(".wide-only .map-box a, .map-box .wide-only a").first
    tile.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "xã Thạnh Phước: "
    )  # the westernmost
    page.keyboard.press("Enter")
    page.wait_for_url("**/dia-ban/27877/lich-su/")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_fit_the_screen_and_axe_finds_nothing_serious(page, log_in, width):
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, "kehoach")
    page.goto("/lam-viec/dia-ban/")
    page.get_by_label(f"Nghị quyết {ACT}").check()
    page.get_by_role("button", name="Xem trước").click()
    draft = page.url
    for address in ("/lam-viec/dia-ban/", draft, "/ban-do/", "/dia-ban/27757/lich-su/", "/dia-ban/800/lich-su/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert violations(page) == [], address
