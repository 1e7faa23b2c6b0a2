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
    "“ước” là mức nêu; “khoảng”, “xấp xỉ” là mức nêu kèm dung sai ±5% khi thành chỉ tiêu giao, người soát sửa lại được. “Không còn”, “xóa hết” là 0; “tất cả”, “toàn bộ” là 100 %. “Tăng”, "
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
            "Thu nhập bình quân đầu người: khoảng 70 triệu đồng/người/năm",
        ),
        _row("Tỷ lệ lao động qua đào tạo xấp xỉ 65%.", "Tỷ lệ lao động qua đào tạo: khoảng 65 %"),
        _row(
            "Thu nhập bình quân đầu người khoảng 70 triệu đồng/người/năm (±5%).",
            "Thu nhập bình quân đầu người: khoảng 70 triệu đồng/người/năm",
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
        _row("Xây dựng mới đường giao thông nông thôn: 8.500 m.", "đường giao thông nông thôn: tăng = 8500 m"),
        _row("Diện tích rừng trồng mới 6.500 ha.", "Diện tích rừng trồng mới: = 6500 ha"),
        _row("Kéo giảm tỷ lệ hộ nghèo thêm 0,5%.", "tỷ lệ hộ nghèo: giảm = 0.5 %"),
        _row("Ngành công nghiệp tăng tới 14,5%.", "Ngành công nghiệp: tăng = 14.5 %"),
        _row("Huyện phấn đấu tăng trưởng 14%.", "tăng trưởng: = 14 %"),
        _row("Đóng góp của năng suất vào tăng trưởng trên 50%.", "Đóng góp của năng suất vào tăng trưởng: > 50 %"),
        _row("Có 2 xã nữa được công nhận nông thôn mới.", "xã được công nhận nông thôn mới: tăng = 2 xã"),
        _row("Giải quyết việc làm mới 32.000 người.", "việc làm mới: = 32000 người"),
        _row(
            "Giá trị sản xuất công nghiệp đạt 1.020 tỷ đồng, tổng mức bán lẻ 2.350 tỷ đồng, tăng lần lượt 12% và 15%.",
            "Giá trị sản xuất công nghiệp: = 1020 tỷ đồng",
            "tổng mức bán lẻ: = 2350 tỷ đồng",
            "Giá trị sản xuất công nghiệp: tăng = 12 %",
            "tổng mức bán lẻ: tăng = 15 %",
        ),
        _row("90% chi bộ hoàn thành tốt nhiệm vụ trở lên.", "chi bộ hoàn thành tốt nhiệm vụ trở lên: = 90 %"),
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
        _row("Tỷ lệ văn bản điện tử được ký số giảm 3 điểm %.", "Tỷ lệ văn bản điện tử được ký số: giảm = 3 điểm %"),
        _row("Số hộ nghèo giảm 15% và giảm 21 hộ.", "Số hộ nghèo: giảm = 15 %", "Số hộ nghèo: giảm = 21 hộ"),
        _row(
            "Tỷ lệ hộ nghèo giảm 0,35 điểm % (còn 1,12%).",
            "Tỷ lệ hộ nghèo: giảm = 0.35 điểm %",
            "Tỷ lệ hộ nghèo: = 1.12 %",
        ),
        _row("Giảm 7% hộ nghèo trở lên.", "hộ nghèo: giảm >= 7 %"),
        _row("Hằng năm kết nạp mới từ 12 đảng viên trở lên.", "đảng viên: tăng >= 12 đảng viên"),
        _row(
            "Có thêm 1 xã về đích nông thôn mới và 6 sản phẩm OCOP.",
            "xã về đích nông thôn mới: tăng = 1 xã",
            "sản phẩm OCOP: tăng = 6 sản phẩm",
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
        _row(
            "Năm 2024, chỉ tiêu về doanh thu dịch vụ 7.950 tỷ đồng, bằng 104,6% so với cùng kỳ; khách du lịch đạt 2,15 triệu lượt, bằng 112,3% so với cùng kỳ.",
            "doanh thu dịch vụ: = 7950 tỷ đồng",
            "khách du lịch: = 2.15 triệu lượt",
        ),
        _row("Thu ngân sách 24.600 tỷ đồng, bằng 108% ước thực hiện năm 2023.", "Thu ngân sách: = 24600 tỷ đồng"),
        _row("HĐND đã biểu quyết thông qua chỉ tiêu tổng sản phẩm tăng 9,2%.", "tổng sản phẩm: tăng = 9.2 %"),
        _row(
            "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt 61%.",
            "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính: = 61 %",
        ),
        _row(
            "Thu nhập bình quân đầu người đạt 33,5 triệu đồng, đạt chỉ tiêu đề ra.",
            "kết quả Thu nhập bình quân đầu người: = 33.5 triệu đồng",
        ),
        _row(
            "Tỷ lệ hộ nghèo giảm từ 35,2 xuống 30,8%.",
            "kết quả Tỷ lệ hộ nghèo: = 35.2 %",
            "Tỷ lệ hộ nghèo: = 30.8 %",
        ),
        _row("Tổng thu ngân sách 3.215 tỷ đồng (đạt 100% dự toán).", "Tổng thu ngân sách: = 3215 tỷ đồng"),
        _row(
            "Phát huy kết quả đạt được, huyện tập trung hoàn thành các chỉ tiêu đề ra, thu nhập bình quân đạt 65 triệu đồng.",
            "thu nhập bình quân: = 65 triệu đồng",
        ),
        _row(
            "Huyện phấn đấu thu ngân sách đạt 540 tỷ đồng. Doanh thu dịch vụ đạt 9.450 tỷ đồng, tăng 9,1% so với cùng kỳ.",
            "thu ngân sách: = 540 tỷ đồng",
            "Doanh thu dịch vụ: = 9450 tỷ đồng",
            "Doanh thu dịch vụ: tăng = 9.1 %",
        ),
        _row(
            "Thu nhập bình quân được nâng lên mức 82 triệu đồng, so với mức 75,5 triệu đồng của năm 2023.",
            "Thu nhập bình quân: = 82 triệu đồng",
            "kết quả Thu nhập bình quân: = 75.5 triệu đồng",
        ),
        _row("Thu ngân sách 356 tỷ đồng, cao hơn 26 tỷ đồng so với dự toán.", "Thu ngân sách: = 356 tỷ đồng"),
        _row(
            "Thu ngân sách 356 tỷ đồng, cao hơn 26 tỷ đồng so với năm trước.",
            "Thu ngân sách: = 356 tỷ đồng",
            "Thu ngân sách: tăng = 26 tỷ đồng",
        ),
        _row("Thu ngân sách vượt dự toán tỉnh giao 5%."),
        _row(
            "Tổng vốn đầu tư 78.500 tỷ đồng, bằng 36% GRDP.",
            "Tổng vốn đầu tư: = 78500 tỷ đồng",
            "Tổng vốn đầu tư: = 36 %",
        ),
        _row("Thu ngân sách đạt 610 tỷ đồng, đạt 128%.", "Thu ngân sách: = 610 tỷ đồng"),
        _row(
            "Giải ngân vốn đầu tư công đạt 50% kế hoạch trong quý II và 100% vào cuối năm.",
            "Giải ngân vốn đầu tư công: = 50 %",
            "Giải ngân vốn đầu tư công: = 100 %",
        ),
    ),
)

REPORTS = ReadingTable(
    "reports",
    "Báo cáo tiến độ",
    "Tiêu đề nói kỳ báo cáo (“9 tháng đầu năm”, “quý III”, “tháng 10”) thì mọi kết quả không nói kỳ riêng là của kỳ đó. “Đạt … % kế "
    "hoạch” không phải số liệu mà để đối chiếu; “so với cùng kỳ” là kết quả, số trong ngoặc đứng sau là của cùng kỳ năm trước; số "
    "đứng sau “kế hoạch” là chỉ tiêu. “Dự kiến” nói về năm báo cáo là số ước.",
    (
        _row(
            "9 tháng đầu năm 2024, thu ngân sách đạt 68,83 tỷ đồng, đạt 50,06% kế hoạch (137,5 tỷ đồng), tăng 17,53% so với cùng kỳ (58,56 tỷ đồng).",
            "kết quả thu ngân sách: = 68.83 tỷ đồng",
            "thu ngân sách: = 137.5 tỷ đồng",
            "kết quả thu ngân sách: tăng = 17.53 %",
            "kết quả thu ngân sách: = 58.56 tỷ đồng",
        ),
        _row(
            "Qua 9 tháng, sản lượng lương thực 194.368 tấn, kế hoạch 229.800 tấn, tăng 2,1% so với cùng kỳ năm trước (190.368 tấn).",
            "kết quả sản lượng lương thực: = 194368 tấn",
            "sản lượng lương thực: = 229800 tấn",
            "kết quả sản lượng lương thực: tăng = 2.1 %",
            "kết quả sản lượng lương thực: = 190368 tấn",
        ),
        _row(
            "Trong 9 tháng, giá trị sản xuất đạt 4.264/4.170 tỷ đồng, đạt 102,3%.",
            "kết quả giá trị sản xuất: = 4264 tỷ đồng",
        ),
        _row(
            "Trong 9 tháng, có 66/112 thôn đạt chuẩn nông thôn mới, đạt 58,9%.",
            "kết quả thôn đạt chuẩn nông thôn mới: = 66 thôn",
            "kết quả thôn đạt chuẩn nông thôn mới: = 58.9 %",
        ),
        _row(
            "Thành phố dự kiến hoàn thành 18/23 chỉ tiêu năm 2023; tăng trưởng GRDP dự kiến tăng 6,27%.",
            "kết quả tăng trưởng GRDP: tăng = 6.27 %",
        ),
        _row("Trong 9 tháng, toàn huyện trồng tái canh 120 ha cà phê.", "kết quả cà phê: = 120 ha"),
        _row(
            "Trong 9 tháng, lúa Hè Thu gieo sạ 5.000 ha, tập trung thu hoạch 4.800 ha.",
            "kết quả lúa Hè Thu: = 5000 ha",
            "kết quả lúa Hè Thu: = 4800 ha",
        ),
        _row(
            "Trong 9 tháng, xảy ra 12 vụ tai nạn giao thông, giảm 3 vụ so với cùng kỳ.",
            "kết quả vụ tai nạn giao thông: = 12 vụ",
            "kết quả vụ tai nạn giao thông: giảm = 3 vụ",
        ),
        _row("Lũy kế 9 tháng, tạo việc làm cho 1.236 lao động.", "kết quả việc làm: = 1236 lao động"),
        _row(
            "Số vụ tai nạn giao thông 9 tháng đầu năm là 37 vụ (kế hoạch năm 2024: không quá 61 vụ).",
            "kết quả Số vụ tai nạn giao thông: = 37 vụ",
            "Số vụ tai nạn giao thông: <= 61 vụ",
        ),
        _row("Việc làm mới: chưa có số liệu (kế hoạch năm 2024: 2.000 lao động).", "Việc làm mới: = 2000 lao động"),
        _row(
            "Thu ngân sách tính đến ngày 31/5/2024 trên 7,8 tỷ đồng, đạt 26% KH.",
            "kết quả Thu ngân sách: > 7.8 tỷ đồng",
        ),
        _row(
            "Giải ngân vốn đầu tư công đến 25/8 đạt 112,6 tỷ đồng/201,4 tỷ đồng, đạt 55,9% kế hoạch.",
            "kết quả Giải ngân vốn đầu tư công: = 112.6 tỷ đồng",
        ),
    ),
)

NAMES = ReadingTable(
    "names",
    "Tên chỉ tiêu",
    "Tên là cụm danh từ nêu cái được đo, bỏ động từ đứng trước hay sau nó; số không có tên riêng thì nói tiếp về điều vừa nêu. Nhiều số "
    "dưới một tên chung thì mỗi số lấy phần tên của nó.",
    (
        _row("Hiến trên 1.500 m2 đất làm đường giao thông.", "đất làm đường giao thông: > 1500 m2"),
        _row("Chăm sóc, bảo vệ 4.350 ha rừng.", "rừng: = 4350 ha"),
        _row("Xuống giống lúa cả năm 95.000 ha.", "lúa: = 95000 ha"),
        _row(
            "Trồng mới 35 ha sâm dây, 12 ha cây ăn quả.",
            "sâm dây: tăng = 35 ha",
            "cây ăn quả: tăng = 12 ha",
        ),
        _row("Giảm 05 hộ nghèo, 08 hộ cận nghèo.", "hộ nghèo: giảm = 5 hộ", "hộ cận nghèo: giảm = 8 hộ"),
        _row("Kéo giảm tội phạm về trật tự xã hội từ 5% trở lên.", "tội phạm về trật tự xã hội: giảm >= 5 %"),
        _row("Diện tích nhà ở bình quân đạt 28,5 m2/người.", "Diện tích nhà ở bình quân: = 28.5 m2/người"),
        _row(
            "Tỷ lệ hộ dùng nước máy 99,2% ở nội thành và 95% ở ngoại thành.",
            "Tỷ lệ hộ dùng nước máy ở nội thành: = 99.2 %",
            "Tỷ lệ hộ dùng nước máy ở ngoại thành: = 95 %",
        ),
        _row(
            "Trang trại, gia trại: 20 trang trại, 55 gia trại.",
            "Trang trại: = 20 trang trại",
            "gia trại: = 55 gia trại",
        ),
        _row("Số doanh nghiệp thành lập mới: 25 doanh nghiệp.", "Số doanh nghiệp thành lập mới: = 25 doanh nghiệp"),
        _row("Phát triển 12.000 căn nhà ở xã hội.", "căn nhà ở xã hội: = 12000 căn"),
        _row("Tuổi thọ trung bình đạt 76 tuổi.", "Tuổi thọ trung bình: = 76 tuổi"),
        _row("Thời gian lưu trú bình quân 2,1 ngày/khách.", "Thời gian lưu trú bình quân: = 2.1 ngày/khách"),
        _row("Cấp 350 giấy chứng nhận quyền sử dụng đất.", "giấy chứng nhận quyền sử dụng đất: = 350 giấy chứng nhận"),
        _row("Nâng cấp 6 tuyến đường nội ô.", "tuyến đường nội ô: = 6 tuyến đường"),
        _row(
            "Diện tích công nghệ cao đạt 410 ha, chiếm 12,6% diện tích canh tác.",
            "Diện tích công nghệ cao: = 410 ha",
            "Diện tích công nghệ cao: = 12.6 %",
        ),
        _row(
            "Kết nạp 20 đảng viên mới (trong đó 5 đảng viên là học sinh).",
            "đảng viên mới: = 20 đảng viên",
            "đảng viên là học sinh: = 5 đảng viên",
        ),
        _row(
            "Có thêm 10 xã đạt chuẩn nông thôn mới, lũy kế 118 xã.",
            "xã đạt chuẩn nông thôn mới: tăng = 10 xã",
            "xã đạt chuẩn nông thôn mới: = 118 xã",
        ),
        _row("Thị trấn Cát Bà đón 3,1 triệu lượt khách.", "lượt khách: = 3.1 triệu lượt khách"),
        _row("Phủ xanh 100% diện tích đất trống.", "diện tích đất trống: = 100 %"),
        _row("Quốc phòng: hoàn thành 100% chỉ tiêu giao quân.", "chỉ tiêu giao quân: = 100 %"),
        _row(
            "Giảm hộ nghèo vùng đồng bào dân tộc thiểu số giảm trên 2%.",
            "hộ nghèo vùng đồng bào dân tộc thiểu số: giảm > 2 %",
        ),
        _row("Sản xuất 2 vụ lúa trong năm."),
        _row(
            "Kiên cố 1,7 km kênh mương; chủ động tưới 96% diện tích đất lúa.",
            "kênh mương: = 1.7 km",
            "diện tích đất lúa: = 96 %",
        ),
        _row("Thụ tinh nhân tạo cho 1.200 con bò cái.", "bò cái: = 1200 con"),
        _row("Xuất bán ra thị trường khoảng 4.500 con trâu, bò thương phẩm.", "trâu, bò thương phẩm: khoảng 4500 con"),
        _row("Trường học: 4/4 trường đạt chuẩn quốc gia.", "trường đạt chuẩn quốc gia: = 4 trường"),
        _row("Bao phủ bảo hiểm y tế 95% dân số.", "Bao phủ bảo hiểm y tế: = 95 %"),
        _row(
            "100% gia đình liệt sĩ, người có công được chăm sóc.",
            "gia đình liệt sĩ, người có công được chăm sóc: = 100 %",
        ),
        _row("Phường tập trung giải phóng mặt bằng 3 dự án trọng điểm.", "dự án trọng điểm: = 3 dự án"),
        _row("Cải tạo 12 tuyến hẻm.", "tuyến hẻm: = 12 tuyến hẻm"),
        _row("Bố trí 320 tỷ đồng cho hạ tầng.", "hạ tầng: = 320 tỷ đồng"),
        _row("Phát triển thêm 3.000 thùng loa.", "thùng loa: tăng = 3000 thùng loa"),
        _row(
            "Phấn đấu 2 xã Thượng Lâm, Khuôn Hà đạt chuẩn nông thôn mới nâng cao.",
            "xã đạt chuẩn nông thôn mới nâng cao: = 2 xã",
        ),
        _row("Ngành thủy sản giữ sản lượng nuôi trồng ở mức 8.200 tấn.", "sản lượng nuôi trồng: = 8200 tấn"),
        _row(
            "Tỷ lệ lao động tham gia BHYT đạt 93,5%, BHXH đạt 38,8%.",
            "Tỷ lệ lao động tham gia BHYT: = 93.5 %",
            "Tỷ lệ lao động tham gia BHXH: = 38.8 %",
        ),
        _row(
            "Hiệu suất đào tạo tiểu học đạt 98%, THCS đạt 92%.",
            "Hiệu suất đào tạo tiểu học: = 98 %",
            "Hiệu suất đào tạo THCS: = 92 %",
        ),
        _row(
            "Huy động trẻ trong độ tuổi đến lớp: mẫu giáo 95%, tiểu học 99%.",
            "trẻ trong độ tuổi đến lớp: mẫu giáo: = 95 %",
            "trẻ trong độ tuổi đến lớp: tiểu học: = 99 %",
        ),
        _row("Tỷ lệ hộ nghèo còn lại theo chuẩn tỉnh là 0,75%.", "Tỷ lệ hộ nghèo còn lại theo chuẩn tỉnh: = 0.75 %"),
        _row(
            "Chiều dài đường giao thông nông thôn xây dựng, nâng cấp đạt 37 km.",
            "Chiều dài đường giao thông nông thôn xây dựng, nâng cấp: = 37 km",
        ),
        _row(
            "Tỷ lệ đối tượng được chi trả đúng, đủ đạt 98%.",
            "Tỷ lệ đối tượng được chi trả đúng, đủ: = 98 %",
        ),
        _row("Số vụ cháy, nổ là 3 vụ.", "Số vụ cháy, nổ: = 3 vụ"),
        _row("Toàn huyện có 7 xã đạt 19/19 tiêu chí.", "xã đạt 19/19 tiêu chí: = 7 xã"),
        _row(
            "Tỷ lệ hộ gia đình có ít nhất 01 điện thoại thông minh đạt 96%.",
            "Tỷ lệ hộ gia đình có ít nhất 01 điện thoại thông minh: = 96 %",
        ),
        _row("Số hóa 100% kết quả giải quyết thủ tục hành chính.", "kết quả giải quyết thủ tục hành chính: = 100 %"),
        _row(
            "100% tuyến đường chính có vỉa hè, cây xanh và điện chiếu sáng.",
            "tuyến đường chính có vỉa hè, cây xanh và điện chiếu sáng: = 100 %",
        ),
        _row(
            "Tỷ lệ đường ngõ xóm sạch, không lầy lội vào mùa mưa đạt 80%.",
            "Tỷ lệ đường ngõ xóm sạch, không lầy lội vào mùa mưa: = 80 %",
        ),
        _row(
            "Hỗ trợ 1.250 hộ nghèo, hộ cận nghèo xây mới nhà ở.",
            "hộ nghèo, hộ cận nghèo xây mới nhà ở: = 1250 hộ",
        ),
        _row(
            "Có thêm 5 xã nông thôn mới kiểu mẫu và huyện Vụ An đạt chuẩn nông thôn mới.",
            "xã nông thôn mới kiểu mẫu: tăng = 5 xã",
        ),
        _row("Huyện có thêm 3 thôn (làng) đạt chuẩn văn hóa.", "thôn (làng) đạt chuẩn văn hóa: tăng = 3 thôn"),
        _row("Xây dựng 15 mô hình giảm nghèo.", "mô hình giảm nghèo: = 15 mô hình"),
        _row("Giảm 100 hộ nghèo, hộ nghèo còn dưới 1,6%.", "hộ nghèo: giảm = 100 hộ", "hộ nghèo: < 1.6 %"),
        _row(
            "100% chất thải rắn được thu gom, trong đó 70% được tái chế.",
            "chất thải rắn được thu gom: = 100 %",
            "chất thải rắn được tái chế: = 70 %",
        ),
        _row(
            "Tỷ lệ hộ dùng nước sạch: 97%; tỷ lệ rác được thu gom: đô thị 96%, nông thôn 85%.",
            "Tỷ lệ hộ dùng nước sạch: = 97 %",
            "tỷ lệ rác được thu gom: đô thị: = 96 %",
            "tỷ lệ rác được thu gom: nông thôn: = 85 %",
        ),
        _row(
            "60% đám cưới, 80% đám tang thực hiện nếp sống văn minh.",
            "đám cưới thực hiện nếp sống văn minh: = 60 %",
            "đám tang thực hiện nếp sống văn minh: = 80 %",
        ),
        _row(
            "Cây lúa 412 ha, năng suất 54 tạ/ha, sản lượng 2.225 tấn.",
            "Cây lúa: = 412 ha",
            "Cây lúa: năng suất: = 54 tạ/ha",
            "Cây lúa: sản lượng: = 2225 tấn",
        ),
        _row(
            "Tỷ lệ lao động qua đào tạo đạt 78%, trong đó có bằng cấp, chứng chỉ đạt 35%.",
            "Tỷ lệ lao động qua đào tạo: = 78 %",
            "Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ: = 35 %",
        ),
        _row(
            "Diện tích cây ăn trái 1.150 ha, trong đó có 300 ha đạt VietGAP.",
            "Diện tích cây ăn trái: = 1150 ha",
            "Diện tích cây ăn trái đạt VietGAP: = 300 ha",
        ),
        _row(
            "Sản lượng cà phê 8.120 tấn; tái canh 60 ha.",
            "Sản lượng cà phê: = 8120 tấn",
            "tái canh: = 60 ha",
        ),
        _row(
            "Cơ cấu kinh tế với tỷ trọng là nông nghiệp chiếm 46%, dịch vụ chiếm 33%.",
            "cơ cấu kinh tế: nông nghiệp: = 46 %",
            "cơ cấu kinh tế: dịch vụ: = 33 %",
        ),
        _row("Ngành nông nghiệp được giao giữ ổn định 8.900 ha cà phê.", "cà phê: = 8900 ha"),
        _row(
            "Có thêm 2 xã đạt chuẩn nông thôn mới, nâng tổng số lên 15 xã.",
            "xã đạt chuẩn nông thôn mới: tăng = 2 xã",
            "tổng số xã đạt chuẩn nông thôn mới: = 15 xã",
        ),
        _row("Xã được thành lập trên cơ sở sáp nhập 3 xã, có diện tích 41 km2."),
        _row("Diện tích lúa 2 vụ/năm: 1.120 ha.", "Diện tích lúa 2 vụ: = 1120 ha"),
        _row(
            "Mức chi tiêu bình quân 1,5 triệu đồng/lượt khách.", "Mức chi tiêu bình quân: = 1.5 triệu đồng/lượt khách"
        ),
    ),
)

READING_TABLES = (NUMBERS, NAMES, CONDITIONS, KINDS, REPORTS)
