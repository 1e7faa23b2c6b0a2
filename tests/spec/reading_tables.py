"""The rules of reading as tables: they are the tests (`test_reading_rules.py`) and the text of docs/rules/reading.md.

Each row: a sentence as officials write it, and the figures that are read from it, one line each:
"indicator: [tăng|giảm] comparator value[-value] unit", with "kết quả" before what was achieved and not promised.
The rules are those of ../shared/corpus/README.md (how a text is labelled, and its decisions 1-14).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """One sentence and what is read from it; none where nothing in it is a figure."""

    said: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class ReadingTable:
    """Sentences that one rule reads."""

    key: str
    title: str
    rule: str
    rows: tuple[Sentence, ...]


def _row(said: str, *figures: str) -> Sentence:
    return Sentence(said, figures)


NUMBERS = ReadingTable(
    "numbers",
    "Số và đơn vị tính",
    "Dấu chấm ngăn nhóm ba chữ số, dấu phẩy ngăn phần thập phân; độ lớn (nghìn, triệu, tỷ) ở lại trong đơn vị. Số viết bằng chữ chỉ "
    "là số liệu khi đứng trước vật được đếm. Số đứng trước dấu “/” là số đạt, số đứng sau là kế hoạch hoặc tổng số.",
    (
        _row("Tổng sản lượng lương thực 229.800 tấn.", "Tổng sản lượng lương thực: = 229800 tấn"),
        _row("Thu ngân sách nhà nước 137,5 tỷ đồng.", "Thu ngân sách nhà nước: = 137.5 tỷ đồng"),
        _row(
            "Tổng vốn đầu tư toàn xã hội đạt 1.234.567,8 triệu đồng.",
            "Tổng vốn đầu tư toàn xã hội: = 1234567.8 triệu đồng",
        ),
        _row("Có thêm 01 sản phẩm OCOP.", "sản phẩm OCOP: tăng = 1 sản phẩm"),
        _row(
            "Công nhận thêm hai xã đạt chuẩn nông thôn mới nâng cao.",
            "xã đạt chuẩn nông thôn mới nâng cao: tăng = 2 xã",
        ),
        _row("Tạo việc làm cho một nghìn hai trăm lao động.", "việc làm: = 1200 lao động"),
        _row("GRDP bình quân đầu người tăng gấp 1½ lần.", "GRDP bình quân đầu người: tăng = 1.5 lần"),
        _row("Tốc độ tăng trưởng GRDP đạt 6,5-7%.", "Tốc độ tăng trưởng GRDP: range 6.5-7 %"),
        _row("Tốc độ tăng trưởng GRDP đạt từ 6,5 đến 7%.", "Tốc độ tăng trưởng GRDP: range 6.5-7 %"),
        _row("Tốc độ tăng trưởng GRDP đạt từ 6,5% đến 7%.", "Tốc độ tăng trưởng GRDP: range 6.5-7 %"),
        _row("Diện tích gieo trồng đạt 1.970ha.", "Diện tích gieo trồng: = 1970 ha"),
        _row("Giảm tỷ suất sinh thô 0,30‰.", "tỷ suất sinh thô: giảm = 0.30 ‰"),
        _row("Thu ngân sách trên địa bàn 950 tỉ đồng.", "Thu ngân sách trên địa bàn: = 950 tỷ đồng"),
        _row("Thu nhập bình quân 65 tr.đ/người/năm.", "Thu nhập bình quân: = 65 triệu đồng/người/năm"),
        _row("Kim ngạch xuất khẩu đạt 1,2 tỷ USD.", "Kim ngạch xuất khẩu: = 1.2 tỷ usd"),
        _row("Số giường bệnh đạt 32 giường bệnh/vạn dân.", "Số giường bệnh: = 32 giường bệnh/vạn dân"),
        _row("Có 6/6 xã đạt chuẩn nông thôn mới.", "xã đạt chuẩn nông thôn mới: = 6 xã"),
        _row("Sản lượng thủy sản đạt trên 45 ngàn tấn.", "Sản lượng thủy sản: > 45 nghìn tấn"),
    ),
)

CONDITIONS = ReadingTable(
    "conditions",
    "Điều kiện",
    "“Từ … trở lên”, “ít nhất”, “không dưới” là ≥; “trên”, “hơn”, “vượt” là >; “không quá”, “tối đa” là ≤; “dưới” là <; “gần”, "
    "“khoảng” là mức nêu, kèm dung sai khi thành chỉ tiêu giao. “Không còn”, “xóa hết” là 0; “tất cả”, “toàn bộ” là 100 %. “Tăng”, "
    "“giảm”, “thêm” là mức thay đổi so với gốc; “còn”, “lên”, “xuống” là mức phải đạt.",
    (
        _row("Tỷ lệ lao động qua đào tạo từ 70% trở lên.", "Tỷ lệ lao động qua đào tạo: >= 70 %"),
        _row("Tỷ lệ hộ dùng nước sạch ít nhất 95%.", "Tỷ lệ hộ dùng nước sạch: >= 95 %"),
        _row("Tỷ lệ che phủ rừng không dưới 42%.", "Tỷ lệ che phủ rừng: >= 42 %"),
        _row("Thu hút hơn 1,5 triệu lượt khách du lịch.", "lượt khách du lịch: > 1.5 triệu lượt khách"),
        _row("Tỷ lệ thất nghiệp thành thị không quá 3%.", "Tỷ lệ thất nghiệp thành thị: <= 3 %"),
        _row("Tỷ lệ trẻ em suy dinh dưỡng dưới 10%.", "Tỷ lệ trẻ em suy dinh dưỡng: < 10 %"),
        _row(
            "Thu nhập bình quân đầu người khoảng 70 triệu đồng/người/năm.",
            "Thu nhập bình quân đầu người: = 70 triệu đồng/người/năm",
        ),
        _row("Không còn xã nợ tiêu chí nông thôn mới.", "xã nợ tiêu chí nông thôn mới: = 0 xã"),
        _row("Xóa hết nhà tạm, nhà dột nát.", "nhà tạm, nhà dột nát: = 0 nhà"),
        _row("100% cơ sở giáo dục công lập đạt chuẩn quốc gia.", "cơ sở giáo dục công lập đạt chuẩn quốc gia: = 100 %"),
        _row("Toàn bộ trạm y tế có bác sĩ.", "trạm y tế có bác sĩ: = 100 %"),
        _row(
            "Duy trì 100% xã/phường/thị trấn đạt chuẩn quốc gia về y tế.",
            "xã/phường/thị trấn đạt chuẩn quốc gia về y tế: = 100 %",
        ),
        _row("Tỷ lệ hộ nghèo giảm còn 2,1%.", "Tỷ lệ hộ nghèo: = 2.1 %"),
        _row("Đưa tỷ lệ hộ nghèo xuống dưới 3%.", "tỷ lệ hộ nghèo: < 3 %"),
        _row("Nâng tỷ lệ tham gia bảo hiểm y tế lên 94%.", "tỷ lệ tham gia bảo hiểm y tế: = 94 %"),
        _row("Giảm 15% tỷ lệ hộ nghèo (21 hộ).", "tỷ lệ hộ nghèo: giảm = 15 %", "tỷ lệ hộ nghèo: giảm = 21 hộ"),
        _row("Tỷ lệ hộ nghèo giảm bình quân/năm: trên 1%.", "Tỷ lệ hộ nghèo: giảm > 1 %/năm"),
        _row(
            "Giảm tỷ lệ sinh con thứ 3 trở lên so với năm trước 0,15%.", "tỷ lệ sinh con thứ 3 trở lên: giảm = 0.15 %"
        ),
        _row(
            "Tỷ lệ tăng thu cân đối ngân sách so năm trước: 10% trở lên.", "Tỷ lệ tăng thu cân đối ngân sách: >= 10 %"
        ),
        _row(
            "Giá trị sản xuất đạt 8.962 tỷ đồng, tăng 9,5% so với năm 2023.",
            "Giá trị sản xuất: = 8962 tỷ đồng",
            "Giá trị sản xuất: tăng = 9.5 %",
        ),
        _row(
            "Tỷ lệ hộ dùng điện và tỷ lệ hộ dùng nước sạch đều đạt 100%.",
            "Tỷ lệ hộ dùng điện: = 100 %",
            "tỷ lệ hộ dùng nước sạch: = 100 %",
        ),
        _row(
            "Cơ cấu kinh tế: nông nghiệp 38,1%, công nghiệp 36,5%, dịch vụ 25,4%.",
            "cơ cấu kinh tế: nông nghiệp: = 38.1 %",
            "cơ cấu kinh tế: công nghiệp: = 36.5 %",
            "cơ cấu kinh tế: dịch vụ: = 25.4 %",
        ),
        _row(
            "Tỷ trọng nông nghiệp, công nghiệp, dịch vụ lần lượt là 20%, 45%, 35%.",
            "nông nghiệp: = 20 %",
            "công nghiệp: = 45 %",
            "dịch vụ: = 35 %",
        ),
        _row(
            "Tỷ lệ thôn đạt chuẩn nông thôn mới 58,9% (66/112 thôn).",
            "Tỷ lệ thôn đạt chuẩn nông thôn mới: = 58.9 %",
            "Tỷ lệ thôn đạt chuẩn nông thôn mới: = 66 thôn",
        ),
        _row(
            "Tỷ lệ đường giao thông trên địa bàn (không tính quốc lộ) được cứng hóa: 80%.",
            "Tỷ lệ đường giao thông trên địa bàn (không tính quốc lộ) được cứng hóa: = 80 %",
        ),
        _row(
            "Diện tích đất được tập trung để sản xuất quy mô lớn, ứng dụng công nghệ cao đạt 1.900 ha.",
            "Diện tích đất được tập trung để sản xuất quy mô lớn, ứng dụng công nghệ cao: = 1900 ha",
        ),
    ),
)

KINDS = ReadingTable(
    "kinds",
    "Chỉ tiêu hay kết quả",
    "Năm được nêu quyết định trước: năm của kế hoạch là chỉ tiêu, năm trước đó là kết quả; rồi đến từ ngữ (“phấn đấu”, “đề ra” — “đã”, "
    "“ước đạt”); câu không nói gì thì theo câu trước. Năm dùng để so sánh và năm trong tên chuẩn nghèo không nói lên điều gì. “Đạt "
    "101% kế hoạch” chỉ nói kế hoạch được thực hiện đến đâu.",
    (
        _row(
            "Năm 2023 thu ngân sách đạt 120 tỷ đồng; năm 2024 phấn đấu thu 137,5 tỷ đồng.",
            "kết quả thu ngân sách: = 120 tỷ đồng",
            "thu: = 137.5 tỷ đồng",
        ),
        _row("Ước thực hiện cả năm 2023, tỷ lệ hộ nghèo còn 3,2%.", "kết quả tỷ lệ hộ nghèo: = 3.2 %"),
        _row(
            "Năm 2024, tỷ lệ hộ nghèo giảm 1,5% (theo chuẩn nghèo đa chiều giai đoạn 2022-2025).",
            "tỷ lệ hộ nghèo: giảm = 1.5 %",
        ),
        _row(
            "Thu nhập bình quân đầu người 70 triệu đồng, tăng 8% so với năm 2023.",
            "Thu nhập bình quân đầu người: = 70 triệu đồng",
            "Thu nhập bình quân đầu người: tăng = 8 %",
        ),
        _row("Huyện đã công nhận 12 sản phẩm OCOP trong năm 2023.", "kết quả sản phẩm OCOP: = 12 sản phẩm"),
        _row("Năm 2023, thu ngân sách đạt 101% kế hoạch."),
        _row("Dự đại hội có 155 đại biểu đại diện cho 432 đảng viên của toàn đảng bộ."),
        _row("Nghị quyết số 05/NQ-HĐND ngày 15/12/2023 thông qua 17 chỉ tiêu chủ yếu."),
        _row(
            "Tỷ lệ lao động qua đào tạo từ 60% năm 2023 lên 65% năm 2024.",
            "kết quả Tỷ lệ lao động qua đào tạo: = 60 %",
            "Tỷ lệ lao động qua đào tạo: = 65 %",
        ),
    ),
)

READING_TABLES = (NUMBERS, CONDITIONS, KINDS)
