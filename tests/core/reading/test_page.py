"""The page around an article, and what the article says of its programme."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document, Span
from tiendo.reading.clean import find_article, stamp_of
from tiendo.reading.folding import fold
from tiendo.reading.match import guess_indicators
from tiendo.reading.places import place_in
from tiendo.reading.programme import stated_count
from tiendo.reading.read import read

HANOI = timezone(timedelta(hours=7))
TITLE = "Huyện Tân Lập giao kế hoạch năm 2024"
LEAD = "Sáng 28/12/2023, Ủy ban nhân dân huyện Tân Lập giao kế hoạch cho các xã."
BODY = "Năm 2024, huyện phấn đấu tạo việc làm cho 900 lao động."
PAGE = f"""Thứ Ba, 18/06/2024 08:32 (GMT +7)
Trang chủ | Kinh tế | Xã hội
{TITLE}
Thứ 5, 28/12/2023 | 14:05:06 [GMT +7] A  A
{LEAD}
{TITLE}
{BODY}
Lan Anh - Quốc Minh
Ý kiến ()
0 / 500 ký tự
Guest
Tin liên quan
Xã bên cạnh thu hút 12 dự án, tổng vốn 340 tỷ đồng
"""


def test_an_article_is_found_in_its_page() -> None:
    article = find_article(PAGE)
    assert article.title == TITLE
    assert article.published == datetime(2023, 12, 28, 14, 5, 6, tzinfo=HANOI)
    assert article.authors == ("Lan Anh", "Quốc Minh")
    assert article.lead == LEAD
    assert [span.of(PAGE) for span in article.body] == [LEAD, BODY]


def test_only_the_article_of_a_page_has_figures() -> None:
    (figure,) = read(Document(PAGE), load_catalogue().indicators).figures
    assert (figure.value, figure.unit) == (900, "lao động")


def test_a_plain_text_is_all_body() -> None:
    article = find_article(BODY)
    assert (article.title, article.published, article.authors) == (None, None, ())
    assert article.body == (Span(0, len(BODY)),)


def test_the_headings_of_a_table_are_no_menu() -> None:
    row = "STT | Chỉ tiêu | ĐVT | Kế hoạch"
    assert row in [span.of(f"{TITLE}\n{row}") for span in find_article(f"{TITLE}\n{row}").body]


def test_a_wrapped_lead_is_told_whole() -> None:
    assert find_article(PAGE.replace("nhân dân huyện", "nhân dân\nhuyện")).lead == LEAD


@pytest.mark.parametrize("line", ["31/02/2024", "ngày mai", "28/12/2023 là hạn gửi báo cáo"])
def test_what_is_no_date_line(line: str) -> None:
    assert stamp_of(line) is None


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("huyện Thạnh Hóa triển khai kế hoạch", "Thạnh Hóa", "district"),
        ("tỉnh Thanh Hóa triển khai kế hoạch", "Thanh Hóa", "province"),
        ("Xã Bình Tâm giao chỉ tiêu; xã Bình Tâm có 6 ấp", "Bình Tâm", "commune"),
        ("Huyện Tân Lập họp. Huyện Tân Lập giao việc cho xã An Bình.", "Tân Lập", "district"),
    ],
)
def test_the_place_of_a_plan(text: str, name: str, level: str) -> None:
    place = place_in("", text)
    assert place is not None and (place.name, place.level) == (name, level)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("huyện đề ra 17 chỉ tiêu chủ yếu", 17),
        ("Nghị quyết thông qua 15 chỉ tiêu", 15),
        ("có 24/27 chỉ tiêu đạt", None),
        ("hoàn thành tốt các chỉ tiêu", None),
        ("12 chỉ tiêu đạt và vượt", None),
    ],
)
def test_the_stated_number_of_targets(text: str, count: int | None) -> None:
    assert stated_count(text) == count


def test_names_are_compared_with_their_accents() -> None:
    assert fold("Thạnh Hóa") != fold("Thanh Hóa")
    assert fold("tỉ lệ BHYT") == fold("Tỷ lệ bảo hiểm y tế")


@pytest.mark.parametrize(
    ("phrase", "unit", "code"),
    [
        ("tổng sản lượng lương thực", "tấn", "food-output"),
        ("thu ngân sách Nhà nước", "tỷ đồng", "state-revenue-local"),
        ("số tiêu chí nông thôn mới đạt bình quân/xã", "tiêu chí/xã", "ntm-criteria-mean"),
        ("tỷ lệ người dân tham gia bảo hiểm y tế", "%", "bhyt-coverage"),
        ("số hộ nghèo", "hộ", "poor-households"),
    ],
)
def test_a_noun_phrase_finds_its_indicator(phrase: str, unit: str, code: str) -> None:
    assert guess_indicators(phrase, phrase, unit, load_catalogue().indicators)[0].code == code


def test_what_the_catalogue_does_not_hold_has_no_indicator() -> None:
    assert guess_indicators("qqq", "qqq", "cái", load_catalogue().indicators) == ()
