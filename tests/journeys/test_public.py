"""What a citizen can do, without an account: read everything, on a phone too, take the data away, and say something."""

from __future__ import annotations

import csv
import io
import re
import time
import unicodedata
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve, reverse

from tests.journeys import axe
from tiendo_web.actions import comment as comment_actions
from tiendo_web.records.models import Article, Comment, Programme, Target, User

pytestmark = pytest.mark.browser

PHONE, WALL = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def everything_linked(page, *, files: bool = True) -> dict[str, str]:
    """Every address of this site that links lead to from home, with the page or file behind it; staff's own left out."""
    host = urlsplit(page.evaluate("location.href")).netloc
    found: dict[str, str] = {}
    waiting = [reverse("home")]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = page.request.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        body = answer.body().decode("utf-8-sig")
        found[path] = body
        if "text/html" not in answer.headers["content-type"]:
            continue
        for link in re.findall(r'<a\s[^>]*href="([^"]+)"', body):
            address = urlsplit(urljoin(answer.url, link))
            ours = address.netloc == host and not address.path.startswith("/lam-viec/")
            if ours and (files or not address.path.endswith(".csv")):
                waiting.append(address.path)
    return found


def in_english(page) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])


def article_path() -> str:
    return reverse("article", args=[Article.objects.get().slug])


def write(page, *, name: str, text: str) -> None:
    page.get_by_label("Tên của bạn").fill(name)
    page.get_by_label("Ý kiến của bạn").fill(text)


def send_after_a_while(page) -> None:
    """As a person does: the server takes whoever sends within three seconds for a script."""
    time.sleep(3.1)
    page.get_by_role("button", name="Gửi ý kiến").click()


def test_links_from_home_lead_to_everything_and_all_of_it_answers(page):
    page.goto("/")
    found = everything_linked(page)

    kinds = {resolve(path).url_name for path in found}
    assert kinds >= {
        "home", "programmes", "programme", "target", "places", "place", "articles", "article", "comments", "document",
        "data", "csv-progress", "csv-target", "csv-place", "csv-term", "csv-work", "csv-document",
    }  # fmt: skip
    targets = [path for path in found if resolve(path).url_name == "target"]
    shown = Target.objects.filter(state="confirmed", target_set__in_force=True, target_set__programme__published=True)
    assert (
        len(targets) == shown.count() >= 17
    )  # 8 with 2 parts of the annual programme, 5 of the term plan, 2 next door
    assert len([path for path in found if resolve(path).url_name == "place"]) == 11 + 10 + 12
    for path, body in found.items():
        if not path.endswith(".csv"):
            title = re.search(r"<title>(.*?)</title>", body, re.S)
            assert title and len(title[1].split("·")[0].strip()) > 3, path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_fits_a_phone_and_a_wall_and_axe_finds_nothing_serious(page, language):
    page.goto("/")
    if language == "en":
        in_english(page)
    faults = []
    for path in pages_to_look_at(page):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == language
        for size in (WALL, PHONE):
            page.set_viewport_size(size)
            if (over := page.evaluate(TOO_WIDE)) > 0:
                faults.append(f"{path} at {size['width']}: {over} px too wide")
            faults += [f"{path} at {size['width']}: {found}" for found in axe.violations(page)]
    assert faults == []


def pages_to_look_at(page) -> list[str]:
    """All pages; of the places, which are all made alike, one with and one without missing figures."""
    alike = {reverse("place", args=[code]) for code in ("27886", "27892")}
    paths = everything_linked(page, files=False)
    alike |= {reverse("place-past", args=[code]) for code in ("27868", "27877")}
    places = {"place", "place-past"}
    return [path for path in paths if resolve(path).url_name not in places or path in alike] + ["/khong-co-trang-nay/"]


def test_home_has_the_counts_and_what_is_red_comes_first(page):
    page.goto("/")

    tiles = page.locator(".tile")
    assert tiles.all_inner_texts() and "Chậm tiến độ" in tiles.first.inner_text()
    told = {t.split("\n")[-1].strip(): t.split("\n")[0] for t in tiles.all_inner_texts()}
    cards = page.locator("li.target")
    words = [cards.nth(i).locator(".verdict").first.inner_text().strip() for i in range(cards.count())]
    assert len(words) == 8
    for word, count in told.items():
        if "/" not in count:
            assert words.count(word) == int(count)
    assert words.index("Đúng tiến độ") > max(i for i, w in enumerate(words) if w == "Chậm tiến độ")


def test_a_citizen_finds_why_a_target_is_red_and_who_answers_for_it(page):
    page.goto("/")
    page.locator("li.target h3 a").filter(has_text="Tạo việc làm").click()

    body = page.locator("main").inner_text()
    for said in ("Chậm tiến độ", "1.252 lao động", "giao 2.000 lao động", "xã Thủy Tây (tháng 3)", "Người đứng đầu",
                 "Phối hợp", "Trích từ văn bản"):  # fmt: skip
        assert said in body
    chart = page.get_by_role("img", name=re.compile("mức giao 2.000"))
    assert chart.is_visible() and "Mức giao" in chart.text_content()
    page.set_viewport_size(PHONE)
    assert page.get_by_role("img", name=re.compile("mức giao 2.000")).is_visible()


def test_charts_say_their_marks_with_the_decimal_sign_of_the_language(page):
    page.goto("/")
    page.locator("li.target h3 a").filter(has_text="bảo hiểm y tế").click()
    last = page.locator(".wide-only svg text").filter(has_text="93,92")
    assert last.count() == 1

    page.get_by_role("button", name="English").click()
    assert page.locator(".wide-only svg text").filter(has_text="93.92").count() == 1


def test_switching_the_language_keeps_the_page(page):
    place = reverse("place", args=["27886"])
    page.goto(place)
    page.get_by_role("button", name="English").click()
    assert urlsplit(page.url).path == place
    assert page.locator("h1").inner_text() == "Thủy Tây commune"
    page.get_by_role("button", name="Tiếng Việt").click()
    assert urlsplit(page.url).path == place
    assert page.locator("h1").inner_text() == "Xã Thủy Tây"


def test_text_grows_and_shrinks_and_stays_so_on_other_pages(page):
    page.goto(article_path())
    sizes = {}
    for said in ("cỡ chữ nhỏ", "cỡ chữ vừa", "cỡ chữ lớn"):
        page.get_by_role("button", name=said).click()
        page.wait_for_load_state()
        assert page.get_by_role("button", name=said).get_attribute("aria-pressed") == "true"
        sizes[said] = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.article-text p')).fontSize)")
    assert sizes["cỡ chữ nhỏ"] < sizes["cỡ chữ vừa"] < sizes["cỡ chữ lớn"]
    page.goto("/")
    assert page.locator("html").get_attribute("data-size") == "l"


def test_article_shows_headline_date_line_authors_and_live_figures(page):
    page.goto(article_path())
    article = Article.objects.get()
    assert page.locator("h1").text_content() == article.title
    assert page.locator("article time").inner_text() == "Thứ Bảy, 30/12/2023 | 11:09:26 [GMT +7]"
    assert page.locator(".authors").inner_text() == " - ".join(article.authors)
    live = page.get_by_role("complementary", name="Tiến độ hôm nay").inner_text()
    assert "1.252 lao động" in live and "giao 2.000 lao động" in live


def test_a_guests_comment_waits_for_an_editor_before_anybody_reads_it(page):
    page.goto(article_path())
    assert page.locator("#dem").inner_text() == "0 / 500 ký tự"
    text = "Bao giờ đường ấp 3 được sửa? <script>document.title = 'chiếm'</script>"
    write(page, name="Bạn đọc Tân Đông", text=unicodedata.normalize("NFD", text))
    assert page.locator("#dem").inner_text() == f"{len(text)} / 500 ký tự"
    send_after_a_while(page)

    page.get_by_text("Ý kiến sẽ hiện ở đây sau khi được duyệt").wait_for()
    comment = Comment.objects.get(name="Bạn đọc Tân Đông")
    assert (comment.state, comment.text) == ("waiting", text)
    listing = reverse("comments", args=[comment.article.slug])
    for path in (article_path(), listing):
        assert "đường ấp 3" not in page.request.get(path).text()

    editor = User.objects.get(username="bientap")
    comment_actions.moderate(comment=comment, show=True, answer="Trong quý IV.", by=editor, at=comment.written_at)
    page.goto(article_path())
    shown = page.locator(".comment").filter(has_text="Bạn đọc Tân Đông")
    assert text in shown.inner_text() and "Trong quý IV." in shown.inner_text()
    assert "chiếm" not in page.title()


def test_a_refused_comment_is_never_read(page):
    page.goto(article_path())
    write(page, name="Khách", text="Lời không nên đăng")
    send_after_a_while(page)
    page.get_by_text("Ý kiến sẽ hiện ở đây sau khi được duyệt").wait_for()
    comment, editor = Comment.objects.get(name="Khách"), User.objects.get(username="bientap")
    comment_actions.moderate(comment=comment, show=False, answer="", by=editor, at=comment.written_at)

    assert "Lời không nên đăng" not in page.request.get(reverse("comments", args=[comment.article.slug])).text()


def test_a_long_comment_may_be_typed_but_not_sent_until_it_is_short_enough(page):
    page.goto(article_path())
    write(page, name="Khách", text="ế" * 501)
    assert page.locator("#dem").inner_text() == "501 / 500 ký tự"
    send_after_a_while(page)
    assert not Comment.objects.filter(name="Khách").exists()

    page.evaluate("document.querySelector('#y-kien form').noValidate = true")  # as a browser without our script
    page.get_by_role("button", name="Gửi ý kiến").click()
    assert "Ý kiến dài 501 ký tự, tối đa 500" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Ý kiến của bạn").input_value() == "ế" * 501

    write(page, name="Khách", text=unicodedata.normalize("NFD", "ế" * 500))
    assert page.locator("#dem").inner_text() == "500 / 500 ký tự"
    page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_text("Ý kiến sẽ hiện ở đây sau khi được duyệt").wait_for()
    assert Comment.objects.get(name="Khách").text == "ế" * 500


def test_a_comment_sent_too_quickly_is_kept_in_the_form_and_can_be_sent_again(page):
    page.goto(article_path())
    write(page, name="Khách", text="Rất nhanh")
    page.get_by_role("button", name="Gửi ý kiến").click()
    assert "quá nhanh" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Ý kiến của bạn").input_value() == "Rất nhanh"
    send_after_a_while(page)
    page.get_by_text("Ý kiến sẽ hiện ở đây sau khi được duyệt").wait_for()


def test_a_guest_whose_browser_keeps_no_cookies_is_told_so(page):
    page.goto(article_path())
    write(page, name="Khách", text="Không có cookie")
    page.context.clear_cookies()
    page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_text("hãy cho phép cookie").wait_for()
    assert not Comment.objects.filter(name="Khách").exists()


def test_a_script_that_fills_the_trap_is_thanked_and_nothing_is_kept(page):
    page.goto(article_path())
    write(page, name="Máy", text="Mua ngay")
    page.locator("input[name=site]").evaluate("(field) => { field.value = 'spam.example' }")
    page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_text("Ý kiến sẽ hiện ở đây sau khi được duyệt").wait_for()
    assert not Comment.objects.filter(name="Máy").exists()


def test_everything_can_be_read_and_said_without_javascript(chromium, live_server, demonstration):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/")
    page.locator("li.target h3 a").filter(has_text="bảo hiểm y tế").click()
    assert page.locator(".wide-only svg").is_visible()
    page.goto(article_path())
    write(page, name="Khách", text="Không cần JavaScript")
    send_after_a_while(page)
    assert page.get_by_text("Ý kiến sẽ hiện ở đây sau khi được duyệt").is_visible()
    page.get_by_role("link", name="Xem các ý kiến").click()
    assert page.get_by_text("Trường THCS Thủy Tây bao giờ").is_visible()
    assert not page.get_by_text("Không cần JavaScript").is_visible()
    context.close()


def test_files_open_in_a_spreadsheet_and_say_absent_zero_sample_and_source(page):
    page.goto("/")
    annual = Programme.objects.get(period="2024", place__code="800")
    jobs = annual.target_sets.get().targets.get(indicator_code="jobs-created")
    answer = page.request.get(reverse("csv-target", args=[jobs.pk]))
    assert answer.body().startswith(b"\xef\xbb\xbf")  # else Excel takes it for another encoding
    rows = list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))))

    assert any(row["Giá trị"] == "0" for row in rows)
    missing = [row for row in rows if row["Địa bàn"] == "xã Thủy Tây" and row["Kỳ"] == "2024-03"]
    assert [(row["Giá trị"], row["Ghi chú"]) for row in missing] == [("", "chưa báo cáo")]
    answered = next(row for row in rows if row["Địa bàn"] == "xã Thạnh An" and row["Kỳ"] == "2024-07")
    assert answered["Giá trị"] == "" and answered["Ghi chú"].startswith("chưa có số liệu: ")
    assert all(row["Số liệu mẫu"] == "có" and row["Nguồn"] for row in rows if row["Giá trị"])

    term = page.request.get(reverse("csv-term", args=[annual.term.slug])).body().decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(term)):
        assert row["Nguồn"] and row["Số liệu mẫu"] == "có"
        assert row["2023 (thực hiện)"] and not row["2025 (thực hiện)"] and row["2025 (còn cần)"]


def test_before_anything_is_published_the_pages_say_so(page):
    Programme.objects.update(published=False)
    Article.objects.update(published_at=None)
    for path, said in (("/", "Chưa có chương trình nào được công bố"), (reverse("places"), "Chưa có chương trình"),
                       (reverse("programmes"), "Chưa có chương trình"), (reverse("articles"), "Chưa có bài viết"),
                       (reverse("data"), "Chưa có chương trình")):  # fmt: skip
        page.goto(path)
        assert said in page.locator("main").inner_text()
        assert axe.violations(page) == []
