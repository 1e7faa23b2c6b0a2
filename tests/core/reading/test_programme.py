"""What a text says once for all its targets: whose plan, which document, which groups, who answers."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.period import Period
from tiendo.model.reading import IssuingDocument, Reading
from tiendo.reading.periods import plan_period
from tiendo.reading.places import place_in
from tiendo.reading.programme import stated_count
from tiendo.reading.read import read


def reading(text: str) -> Reading:
    return read(Document(text), load_catalogue().indicators)


@pytest.mark.parametrize(
    ("text", "name", "level", "province"),
    [
        ("ĐẢNG BỘ XÃ NAM HẢI ĐẾN NĂM 2025", "Nam Hải", "commune", None),
        ("HĐND thị xã Bình Sơn (Gia Lai) giao kế hoạch", "Bình Sơn", "district", "Gia Lai"),
        ("PHƯỜNG TÂN HÒA, QUẬN 8, THÀNH PHỐ HỒ CHÍ MINH", "Tân Hòa", "commune", "Hồ Chí Minh"),
        ("Phường 3 (TP. Mỹ Tho, tỉnh Tiền Giang) họp", "Phường 3", "commune", "Tiền Giang"),
        ("Tin huyện Ân Lộc, Hưng Yên: Đảng bộ xã Hồ Tùng đại hội", "Hồ Tùng", "commune", "Hưng Yên"),
        ("Cà Mau giai đoạn 2021 - 2025: tỉnh phấn đấu vươn lên", "Cà Mau", "province", "Cà Mau"),
        ("Kon Tum: UBND huyện Đăk Lâm giao chỉ tiêu", "Đăk Lâm", "district", "Kon Tum"),
        ("Chủ tịch UBND huyện Quảng Lâm Nguyễn Thị Hà phát biểu", "Quảng Lâm", "district", None),
        ("HĐND thành phố Thái Bình họp", "Thái Bình", "district", None),
        ("HĐND thành phố Cần Thơ họp", "Cần Thơ", "province", "Cần Thơ"),
        ("Ia Mơ Nông (huyện Đức Lập) là xã biên giới. Xã biên giới Ia Mơ Nông giao chỉ tiêu.", "Ia Mơ Nông", "commune", None),
        ("Năm 2024, huyện phấn đấu giảm nghèo.", "", "district", None),
        ("Phát triển kinh tế - xã hội. Hợp tác xã Bình Minh. HĐND xã An Lạc họp.", "An Lạc", "commune", None),
        ("Căn cứ Nghị quyết của HĐND tỉnh Nghệ An;\nHĐND huyện Yên Lạc quyết nghị", "Yên Lạc", "district", "Nghệ An"),
    ],
)  # fmt: skip
def test_whose_plan_a_text_is(text: str, name: str, level: str, province: str | None) -> None:
    place = place_in("", text)
    assert place is not None and (place.name, place.level, place.province) == (name, level, province)


def test_hue_is_a_province_since_2025() -> None:
    before, since = (place_in("", "HĐND thành phố Huế họp", year) for year in (2024, 2025))
    assert before is not None and since is not None and (before.level, since.level) == ("district", "province")


def test_a_text_that_names_no_place_has_none() -> None:
    assert place_in("", "Kinh tế - xã hội phát triển; các hợp tác xã làm ăn khá.") is None


@pytest.mark.parametrize(
    ("title", "body", "period"),
    [
        ("", "HĐND huyện khóa III, nhiệm kỳ 2021-2026 họp. Năm 2025, huyện phấn đấu tăng trưởng 9%.", Period.year(2025)),
        ("", "Đại hội Đảng bộ xã nhiệm kỳ 2020-2025 đặt ra: đến năm 2025 thu nhập 60 triệu đồng.", Period.term(2020, 2025)),
        ("", "Nhìn lại nhiệm kỳ 2015-2020. Nhiệm kỳ 2020-2025, xã phấn đấu tăng 9%.", Period.term(2020, 2025)),
        ("", "Sau nhiệm kỳ 2015-2020, xã khá lên. Nhiệm kỳ mới, đến năm 2025 thu nhập 60 triệu đồng.", Period.term(2020, 2025)),
        ("Năm 2023: 15 chỉ tiêu vượt kế hoạch", "Kết quả năm 2023 khá. Nhiệm vụ năm 2024 gồm ba việc.", Period.year(2024)),
        ("", "HĐND thông qua nghị quyết về kinh tế năm 2024: thu ngân sách tăng 6% dự toán năm 2023.", Period.year(2024)),
        ("Kế hoạch 2024 của xã", "", Period.year(2024)),
        ("Nhiệm vụ quý II/2024", "", Period.year(2024)),
    ],
)  # fmt: skip
def test_the_year_or_term_that_a_text_plans(title: str, body: str, period: Period) -> None:
    assert plan_period(title, body)[0] == period


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("năm 2023 có 13 chỉ tiêu vượt và 11 chỉ tiêu đạt; năm 2024 có 25 chỉ tiêu", 25),
        ("trong tổng số 22 chỉ tiêu có 19 chỉ tiêu đạt", None),
        ("gồm 6 chỉ tiêu kinh tế, 9 chỉ tiêu xã hội và 4 chỉ tiêu môi trường", 19),
        ("thống nhất mười bảy chỉ tiêu", 17),
        ("I. Kinh tế (11 chỉ tiêu)\n1. Thu ngân sách 5 tỷ đồng", None),
        ("II. Các chỉ tiêu chủ yếu (24 chỉ tiêu)\n1. Thu ngân sách 5 tỷ đồng", 24),
        ("hoàn thành 15 chỉ tiêu", None),
    ],
)
def test_how_many_targets_a_text_states(text: str, count: int | None) -> None:
    assert stated_count(text) == count


def test_a_letterhead_names_number_day_and_body() -> None:
    read_as = reading(
        "HỘI ĐỒNG NHÂN DÂN\nHUYỆN YÊN LẠC\nSố: 21/NQ-HĐND\n\nYên Lạc, ngày 19 tháng 12 năm 2023\n\nNGHỊ QUYẾT\nVề nhiệm vụ năm 2024\n\n"
        "Căn cứ Nghị quyết số 99/NQ-HĐND ngày 08 tháng 12 năm 2023 của HĐND tỉnh Nghệ An;\nThu ngân sách 90 tỷ đồng.\n\nCHỦ TỊCH\nLê Văn Hòa\n"
    )
    assert read_as.issued == IssuingDocument("21/NQ-HĐND", date(2023, 12, 19), "Hội đồng nhân dân huyện Yên Lạc")
    assert (read_as.article.title, read_as.article.authors) == ("Về nhiệm vụ năm 2024", ())


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        (
            "Theo Quyết định số 785/QĐ-UBND ngày 08 - 4 - 2020 của UBND tỉnh An Giang, tỉnh phấn đấu thêm 28 xã.",
            IssuingDocument("785/QĐ-UBND", date(2020, 4, 8), "Ủy ban nhân dân tỉnh An Giang"),
        ),
        (
            "Ngày 9/12/2022, HĐND tỉnh An Giang thông qua Nghị quyết số 30/NQ-HĐND về nhiệm vụ năm 2023.",
            IssuingDocument("30/NQ-HĐND", date(2022, 12, 9), "Hội đồng nhân dân tỉnh An Giang"),
        ),
        (
            "Đại hội Đảng bộ xã Nam Hải thông qua 15 chỉ tiêu.",
            IssuingDocument("", None, "Đại hội Đảng bộ xã Nam Hải"),
        ),
        ("Thực hiện Nghị quyết số 19/NQ-CP ngày 5/1/2024, xã Nam Hải phấn đấu.", None),
        ("Xã Nam Hải phấn đấu năm 2024.", None),
    ],
)
def test_which_document_issues_the_targets(text: str, issued: IssuingDocument | None) -> None:
    assert reading(text).issued == issued


def test_headings_are_groups_until_the_next() -> None:
    read_as = reading(
        "Xã Nam Hải giao kế hoạch năm 2024\n\nMột số mức chung: thu ngân sách 5 tỷ đồng.\n\n"
        "I. KINH TẾ (2 chỉ tiêu)\n1. Sản lượng lương thực 900 tấn.\n2. Diện tích lúa 120 ha.\n\n"
        "**2. Lĩnh vực văn hóa - xã hội**\n- Giảm 5 hộ nghèo.\n\nVề môi trường: tỷ lệ che phủ rừng đạt 40%.\n\n"
        "Năm 2024, xã còn phấn đấu kết nạp 9 đảng viên.\n"
    )
    assert [f.group for f in read_as.figures] == [
        "",
        "Kinh tế",
        "Kinh tế",
        "Lĩnh vực văn hóa - xã hội",
        "Về môi trường",
        "",
    ]


def test_a_part_of_a_figure_is_no_heading() -> None:
    read_as = reading("Xã Nam Hải giao kế hoạch năm 2024\n\nCơ cấu kinh tế:\na. Công nghiệp: 40%\nb. Dịch vụ: 60%\n")
    assert {f.group for f in read_as.figures} == {""}


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        ("(Chủ trì: Phòng Nội vụ; phối hợp: UBND các xã, Huyện đoàn)", ("Phòng Nội vụ", "UBND các xã", "Huyện đoàn")),
        (
            "Giao Phòng Nông nghiệp và Môi trường chủ trì, phối hợp với Hội Nông dân huyện thực hiện.",
            ("Phòng Nông nghiệp và Môi trường", "Hội Nông dân huyện"),
        ),
        ("Cơ quan chủ trì: Công an huyện.", ("Công an huyện",)),
        ("Các xã, phường cùng làm.", ()),
    ],
)
def test_who_answers_for_a_target(said: str, owners: tuple[str, ...]) -> None:
    other, figure = reading(
        f"Huyện Yên Lạc giao kế hoạch năm 2024\n\n- Trồng mới 50 ha rừng.\n- Tạo việc làm cho 900 lao động. {said}\n"
    ).figures
    assert (other.owners, figure.owners) == ((), owners)


def test_an_owner_on_a_line_of_its_own_goes_with_the_line_above() -> None:
    (figure,) = reading(
        "Huyện Yên Lạc giao kế hoạch năm 2024\n\n1. Trồng mới 50 ha rừng.\n- Chủ trì: Hạt Kiểm lâm\n"
    ).figures
    assert figure.owners == ("Hạt Kiểm lâm",)


@pytest.mark.parametrize(
    "piece",
    [
        "HĐND huyện Yên Lạc, tỉnh Nghệ An (",
        "năm 2024 đến năm 2025 nhiệm kỳ 2020 - ",
        "Nghị quyết số 12/NQ-HĐND ngày 1/2/2023 của UBND ",
        "17 chỉ tiêu kinh tế, ",
        "\n- Chủ trì: Phòng Nội vụ, ",
        "\nI. Kinh tế ",
        ", , ( ( huyện ",
    ],
)
def test_reading_the_programme_takes_time_in_proportion_to_the_text(piece: str) -> None:
    """Sixteen times the text may take thirty times the time, not two hundred and fifty."""

    def seconds(times: int) -> float:
        text, best = piece * times, 60.0
        for _ in range(2):
            start = time.perf_counter()
            place_in("", text)
            plan_period("", text)
            stated_count(text)
            best = min(best, time.perf_counter() - start)
        return best

    short, long = seconds(200), seconds(3200)
    assert long < 30 * short + 0.5


def test_the_title_of_a_document_stands_below_its_kind_and_may_go_on_in_capitals() -> None:
    said = reading(
        "KẾ HOẠCH\nPHÁT TRIỂN NÔNG NGHIỆP, NÔNG\nTHÔN HUYỆN LÂM SƠN NĂM 2025\n\n"
        "- Tỷ lệ che phủ rừng 42%, phấn đấu đạt 43% vào năm 2026."
    )
    assert said.period == Period.year(2025)


def test_this_year_is_that_of_publication() -> None:
    said = reading(
        "Huyện Lâm Sơn hướng tới 3 triệu lượt khách\n09/01/2024 | 14:25\n\n"
        "Kết thúc năm 2023, huyện đón 2,78 triệu lượt khách. Năm nay huyện đặt mục tiêu đón 3,05 triệu lượt khách."
    )
    assert said.period == Period.year(2024)
    assert [(f.kind, str(f.value)) for f in said.figures] == [("result", "2.78"), ("target", "3.05")]
