"""The words of the grammar: what stands around a number in a Vietnamese plan, by what it does there.

Facts as data. The rules that use them are in quantities.py, served.py, nouns.py and clauses.py.
"""

from __future__ import annotations

from enum import StrEnum

from tiendo.model.target import Comparator
from tiendo.reading.lexer import Phrases, phrases, words

# --- right before a number: comparators, verbs of change and of level, words of time ----------------------------------


class Before(StrEnum):
    """What a phrase right before a number does."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS = "less"
    MORE = "more"
    FROM = "from"  # "từ": at least, or the start of a range, or the start of "từ … lên …"
    ABOUT = "about"  # "khoảng": the value with a tolerance
    NEARLY = "nearly"  # "gần", "ước": the value as it is said
    UP = "up"
    DOWN = "down"
    NEW = "new"  # "trồng mới": counts as an increase
    LEVEL = "level"
    TIME = "time"
    PLAN = "plan"  # "KH": the planned figure beside the one reached


COMPARATOR = {
    Before.AT_LEAST: Comparator.AT_LEAST,
    Before.AT_MOST: Comparator.AT_MOST,
    Before.LESS: Comparator.LESS_THAN,
    Before.MORE: Comparator.MORE_THAN,
    Before.FROM: Comparator.AT_LEAST,
    Before.ABOUT: Comparator.ABOUT,
}

_BEFORE = {
    Before.AT_LEAST: "ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|thấp nhất|đạt và vượt|bằng và vượt|≥|> =",
    Before.AT_MOST: "không quá|tối đa|không vượt quá|không vượt|không cao hơn|nhiều nhất|không lớn hơn|≤|< =",
    Before.LESS: "dưới|thấp hơn|nhỏ hơn|ít hơn|<",
    Before.MORE: "trên|hơn|vượt|vượt mức|cao hơn|lớn hơn|vượt trên|>",
    Before.FROM: "từ",
    Before.ABOUT: "khoảng|xấp xỉ|chừng|trong khoảng|cỡ|ước khoảng|vào khoảng",
    Before.NEARLY: "gần|ước|ước tính",
    Before.UP: "tăng|tăng tới|tăng thêm|tăng trưởng|thêm|có thêm|bổ sung|bổ sung thêm|gấp|tăng gấp|tăng cao nhất|tăng mạnh|tăng lên thêm|tăng thêm cho|thêm cho|thêm được|tăng thêm được|tăng khá|tăng nhanh|tăng cao",
    Before.DOWN: "giảm|giảm được|cắt giảm|rút ngắn|tiết giảm|kéo giảm|hạ|giảm thêm|giảm mạnh|giảm sâu|giảm nhanh|hạ thấp",
    Before.NEW: "khởi công mới|lắp đặt mới được|kết nạp mới|kết nạp mới được|tuyển mới|tuyển dụng mới|đào tạo mới|đăng ký mới|hình thành mới|đầu tư mới|bê tông hóa mới|cứng hóa mới|ra mắt mới|trồng mới được|phát triển mới được|thành lập mới được|xây dựng mới được|trồng mới|thành lập mới|phát triển mới|xây dựng mới|xây mới|công nhận mới|cấp mới|mở mới|khai hoang mới|làm mới|lắp mới|lắp đặt mới|trồng mới , khoanh nuôi phục hồi|trồng mới , trồng thay thế|trồng mới và trồng thay thế|trồng mới , tái canh|trồng mới và tái canh",
    Before.LEVEL: "đạt|đạt được|đạt mức|là|còn|chỉ còn|chiếm|chiếm tỷ lệ|chiếm tỉ lệ|chiếm tỷ trọng|ở mức|mức|lên|lên tới|lên đến|lên mức|tới|xuống|xuống còn|hạ xuống|hạ xuống còn|rút xuống còn|rút xuống|"
    "giảm còn|kéo giảm còn|kéo giảm xuống còn|kéo giảm xuống|kéo xuống còn|hạ còn|giảm xuống còn|giảm xuống|tăng lên|nâng lên|bằng|được|có|ở|giữ ở mức|đặt ở mức|được đặt ở mức|phải được|phải đạt|phủ|bao phủ|mang về|đóng góp|đủ|=|:|tương ứng|tương đương|"
    "tương ứng là|đến|cho|phấn đấu|phấn đấu đạt|phấn đấu là|dự kiến|dự kiến đạt|dùng đủ|đều đạt|phải lên mức|được nâng lên|đạt tỷ lệ|đạt tỉ lệ|với tỷ trọng|với|đạt chuẩn là|là đạt|giữ|duy trì|giữ vững|"
    "được giữ vững|được duy trì|duy trì ở mức|duy trì mức|ổn định|ổn định ở mức|cả năm|đạt bình quân|thu được|thực hiện|được giao|giao|về|đạt tối đa|hoàn thành|lần lượt là|lần lượt đạt|lần lượt|cán mốc|ở mức độ|vẫn|vẫn còn|vẫn đạt|xảy ra|tỷ lệ|tỉ lệ",
    Before.TIME: "bình quân|bình quân hàng năm|bình quân hằng năm|bình quân mỗi năm|bình quân/năm|mỗi năm|hàng năm|hằng năm|bình quân hàng năm khoảng|trung bình|trung bình mỗi năm|trung bình hằng năm|năm nay|cùng kỳ|"
    "năm trước|năm ngoái|đầu nhiệm kỳ|đầu năm|cuối năm|cuối kỳ|cuối nhiệm kỳ|cả nhiệm kỳ|cả thời kỳ|cả giai đoạn|hàng tháng|hằng tháng|trong kỳ|trong năm|trong nhiệm kỳ|năm qua|trong 5 năm|trong 05 năm|/ năm",
    Before.PLAN: "kh|kế hoạch",
}
NEW_WORK = phrases(_BEFORE[Before.NEW])
BEFORE: Phrases[Before] = Phrases({p: kind for kind, listed in _BEFORE.items() for p in listed.split("|")})

# --- right after a number and its unit ---------------------------------------------------------------------------------

AFTER: Phrases[Comparator] = Phrases(
    {
        "trở lên": Comparator.AT_LEAST,
        "hoặc hơn": Comparator.AT_LEAST,
        "trở xuống": Comparator.AT_MOST,
        "trở lại": Comparator.AT_MOST,
    }
)
# A number before one of these is no figure of the plan: counts of targets and meetings, dates, ages, stars.
NOT_AFTER = phrases(
    "chỉ tiêu|nhiệm vụ|nhóm|giải pháp|đại biểu|nghị quyết|kỳ họp|ngày|tháng|năm|đồng chí|ký tự|kí tự|lượt xem|sao|khâu|mũi nhọn|"
    "vùng|hội nghị|tuổi|chữ số|con số|quý|trụ cột|tiểu ban|buổi|vụ|đột phá|phiếu|ủy viên|uỷ viên|tờ trình|báo cáo|kỳ|giờ|phút|"
    "nội dung|lĩnh vực|vạn dân|chương trình mục tiêu|chương trình trọng tâm|lượt truy cập|bình luận|phần|đợt|chương|điều|quan điểm|"
    "nhiệm kỳ|tiêu chuẩn|cấp|điểm cầu|bước|trang|khóa|khoá|thành viên"
)
# "2 vụ lúa" are seasons; before one of these "vụ" are cases that are counted.
CASES = phrases("tai nạn|cháy|phạm|vi phạm|án|việc|tội phạm|va chạm|bạo lực|tranh chấp|xâm hại|trộm|đuối nước|ngộ độc")
# A number after one of these is a name or a date, whatever follows.
NOT_BEFORE = phrases(
    "tháng|ngày|sáng|chiều|tối|quý|khóa|khoá|số|lần thứ|thứ|phường|quận|điều|khoản|mục|vùng|khu vực|loại|mức độ|cấp độ|quốc lộ|"
    "tỉnh lộ|ql|đt|tuổi|covid|covid -|hạng|bảng|phụ lục|chương|kỳ|kỳ họp|lớp|cấp|khối|tổ|đội|biểu|mẫu|nhóm|nq|lần|cự ly|điện thoại|fax|tel|dưới số|đại diện cho|trên cả"
)

# --- units -------------------------------------------------------------------------------------------------------------

MAGNITUDES = words("trăm nghìn ngàn vạn triệu tỷ tỉ tr")
PER_CENT = phrases("%|‰|phần trăm|phần nghìn|điểm %|điểm phần trăm")
MEASURES = phrases(
    "đồng|đ|vnđ|vnd|usd|đô la mỹ|đô la|tấn|tạ|kg|ha|héc ta|héc - ta|hecta|km2|km|m2 sàn|m² sàn|m2|m3|m²|m³|m|km²|lít|mw|mwp|kwh|kw|lần|điểm|con|cây|trái|quả|bông|gốc"
)
COUNTS = phrases(
    "việc làm|thôn bản|làng bản|tài khoản|học bổng|máy tính|đề tài|sáng kiến|giải pháp sáng tạo|bến cảng|cầu cảng|nhà đầu tư|học viên|sự kiện|huy chương|vận động viên|chuyên đề|cơ sở lưu trú|phòng nghỉ|homestay|tàu cá|tàu|"
    "lồng bè|lồng|giấy phép|cựu chiến binh|nông dân|phụ nữ|đối tượng|y sĩ|dược sĩ|dược sỹ|hộ sinh|kỹ sư|thạc sĩ|tiến sĩ|điều dưỡng|giáo viên|nhân viên|chuyên gia|nghệ nhân|hồ chứa|tủ sách|sân vận động|công viên|vườn hoa|nghĩa trang|cửa hàng|siêu thị|"
    "biển báo|tuyến phố|tuyến hẻm|nút giao|tác phẩm|tập thể|cá nhân|suất quà|phần quà|ngày công|phòng học|phòng khám|lớp học|chỗ làm|chỗ làm việc|hợp đồng|quận|ca|bộ hồ sơ|trận địa|"
    "khu dân cư nông thôn mới kiểu mẫu|khu dân cư|hội viên|đoàn viên|làng nghề|nhà máy|nhà văn hóa|thư viện|cơ quan|vườn mẫu|lượt khách|lượt người|lượt lao động|lượt|khách|lao động|sản phẩm|hợp tác xã|htx|tổ hợp tác|doanh nghiệp|công trình|dự án|đề án|"
    "mô hình|đảng viên|thị trấn|thị xã|tiêu chí|giường bệnh|giường|bác sĩ|bác sỹ|hộ|người|nhân khẩu|khẩu|học sinh|sinh viên|trường học|trường|phường|"
    "huyện|xã|thôn|ấp|bản|làng|buôn|khóm|khu phố|tổ dân phố|căn nhà|căn hộ|căn|nhà|ngôi nhà|cơ sở|trang trại|gia trại|lớp|phòng|chiếc|cụm công nghiệp|khu công nghiệp|cụm|khu|đơn vị|"
    "chi bộ|chi hội|suất|tổ chức cơ sở đảng|tổ chức đảng|tổ|trạm|máy|ô tô|xe|thuê bao|hồ sơ|cán bộ|công chức|giấy|giấy chứng nhận|chợ|cầu|tuyến|tuyến đường|mã số|vùng trồng|chuỗi|câu lạc bộ|"
    "thanh niên|công dân|gia đình|trẻ|trẻ em|vụ|cuộc|mô hình|điểm|camera|lô|khách sạn|bóng đèn|xóm|bon|tiểu khu|bé trai|di tích|lễ hội|nhãn hiệu|bệnh viện|trung tâm|cây cầu|cây|xã phường|liên hiệp hợp tác xã"
)
PER = phrases(
    "người/năm|người/tháng|người|năm|xã|ha/năm|ha|vạn dân|1 vạn dân|10.000 dân|1.000 dân|10000 dân|hộ|tháng|thôn|vụ|ngày|lao động|trường|lớp|hộ/năm|100 dân|người dân|đơn vị|huyện|phường|"
    "100 bé gái|100 nữ|km2|héc ta|đầu người|đầu người/năm"
)

# --- noun phrases ------------------------------------------------------------------------------------------------------

# Heads of indicator names: a verb before one of these takes it as its object, and a comma before one ends a clause.
HEADS = phrases(
    "tỷ lệ|tỉ lệ|tỷ suất|tỷ trọng|tỉ trọng|số|tổng|giá trị|thu|thu nhập|chi|diện tích|sản lượng|năng suất|grdp|kim ngạch|doanh thu|dân số|vốn|mức|tốc độ|chỉ số|độ che phủ|"
    "hộ nghèo|số hộ|tăng trưởng|cơ cấu|bình quân|lương thực|giải ngân|xuất khẩu|nhập khẩu|đàn|lao động|thất nghiệp|việc làm|quy mô|bảo hiểm|tuổi thọ|mật độ|hệ số|chiều dài|chiều cao|khối lượng|công suất"
)
# Up to here a clause only introduces what it promises; what follows is the noun phrase.
INTRODUCES = phrases(
    "với tỷ trọng là|với tỉ trọng là|với tỷ trọng|đặt chỉ tiêu|đề ra chỉ tiêu|giao chỉ tiêu|đặt kế hoạch|đặt mức|phấn đấu|phấn đấu đạt|phấn đấu đến|đặt mục tiêu|mục tiêu|mục tiêu là|thống nhất|nhất trí|quyết nghị|xác định|đề ra|đặt ra|đặt ra yêu cầu|yêu cầu|được giao|ấn định|chọn|dự kiến|quyết tâm|đặt quyết tâm|"
    "muốn|nhắm tới|hướng tới|gồm|bao gồm|gồm có|trong đó|trong đó có|cụ thể|cụ thể là|riêng|chốt|ghi nhận|cho biết|cho thấy|nêu rõ|trọng tâm là|là đưa|đồng thời|bên cạnh đó|theo đó|trong khi|"
    "như|như sau|để|nhằm|để nâng|làm ra|nhìn lại|đánh giá|các mức phấn đấu gồm|tiếp đến là|còn lại là|phần còn lại là|đưa|nâng|ra sức|việc đưa|việc nâng|còn lại|chia ra|quyết định|bảo đảm|đảm bảo|"
    "thông qua|sẽ|kế hoạch|kế hoạch là|chỉ tiêu|đăng ký|cam kết|đã|đưa mức|nâng mức|tương tự|giữ vững|duy trì|hiện có|hiện còn|phải|tiếp tục|đón|trong khi đó|ngoài ra|đáng chú ý|"
    "song song với việc|song song với|cùng với|qua đó|từ đó|thể hiện|trước mắt|cơ bản|hoàn thành tiêu chí|với|ước|ước thực hiện|thực hiện được|lũy kế|luỹ kế|tính chung|cộng dồn|vừa|cùng|cùng với việc|kèm theo|tính đến|tính ra"
)
# Verbs (and small words) that stand before the noun phrase and are no part of it.
LEADING = phrases(
    "tập trung đầu tư|tập trung xây dựng|ưu tiên đầu tư|giúp|giúp đỡ|hướng dẫn|trao|trao tặng|tặng|bình quân hàng năm|bình quân hằng năm|bình quân mỗi năm|khánh thành|bàn giao|nghiệm thu|ra mắt|giới thiệu|tư vấn , giới thiệu|bố trí|dành|phân bổ|kêu gọi|giải quyết|tạo|tạo thêm|tạo ra|tạo mới|xây dựng|có|có thêm|thu hút|huy động|đón|trồng|thực hiện|công nhận|kết nạp|đạt|duy trì|giữ vững|giữ|giảm|tăng|thêm|phát triển|thành lập|đào tạo|"
    "xóa|xoá|sửa chữa|nâng cấp|làm|đưa|bảo đảm|đảm bảo|tổ chức|kéo giảm|mới|không còn|ít nhất|tối thiểu|trên|từ|hơn|bình quân mỗi|ước|ổn định|hạ|nâng|phấn đấu|và|là|với|cùng|mỗi năm|hằng năm|hàng năm|"
    "để|như|thì|của|các|những|cả|công tác|hoạt động|phần|về|việc|số lượng|được|chỉ|vẫn|cũng|rồi|thu hoạch|cho|khởi công|hoàn thành|vận động|mức phấn đấu|một số|toàn|đã|sẽ|phải|thêm được|hỗ trợ|khoảng|tại|trong|vào|"
    "khu vực|ngành|lĩnh vực|riêng|còn|tiếp tục|gần|dưới|xuống|lên|đến|tới|bằng|năm nay|cuối năm|cuối kỳ|cuối giai đoạn|cuối nhiệm kỳ|đầu năm|đến cuối kỳ|trong năm|trong kỳ|cả năm|sau khi|sau đó|nay|tiêm|sang|cuối|giải phóng mặt bằng|tập trung giải phóng mặt bằng|đấu giá|hoàn thành đấu giá|kiểm tra|giám sát|giám sát chuyên đề|thanh tra|tuyển|tuyển chọn|xây|lắp đặt|giao|trên địa bàn|trên địa bàn huyện|trên địa bàn tỉnh|trên địa bàn xã|trên địa bàn thành phố|trên địa bàn thị xã|trên địa bàn phường|toàn địa bàn|xuống giống|gieo cấy|gieo sạ|mở rộng"
)
# Work done on an area, a length or a weight: what is named after the number is what is measured ("tái canh 120 ha cà phê").
WORKS = phrases(
    "trồng|trồng tái canh|tái canh|trồng thay thế|trồng dặm|gieo trồng|gieo sạ|gieo cấy|gieo|xuống giống|thu hoạch|tập trung thu hoạch|thả nuôi|chăm sóc|khoanh nuôi|khai thác|"
    "xử lý|số hóa|số hoá|ngầm hóa|ngầm hoá|kiên cố|bê tông hóa|bê tông hoá|cứng hóa|cứng hoá|nhựa hóa|kiên cố hóa|nạo vét|nâng cấp|sửa chữa|xây dựng|làm|mở rộng|cải tạo|chuyển đổi|thực hiện|hoàn thành|thi công|đầu tư|thu gom|đánh bắt|hiến|hiến tặng|giải phóng|bảo vệ|quản lý|phục hồi|duy tu"
)
# Verbs that somebody named before them does to what is counted after them: "đảo Cát Bà đón 3,1 triệu lượt khách".
DOES = phrases(
    "đón|thu hút|kết nạp|thành lập|phát hiện|tiếp nhận|khởi công|vận động|phục vụ|đón và phục vụ|tổ chức đón"
)
# Of these, the ones that a crop is said with after its name: "lúa Hè Thu gieo sạ 5.000 ha".
SOWN = phrases("gieo sạ|gieo cấy|gieo trồng|xuống giống|thu hoạch|đã gieo sạ|đã xuống giống|thả nuôi")
# Of these, the ones that are nouns as well ("xây dựng tăng 20 %", "đào tạo"): verbs only before a count.
ALSO_NOUNS = frozenset(
    {
        "xây dựng",
        "kiểm tra",
        "giám sát",
        "thanh tra",
        "đào tạo",
        "tổ chức",
        "hoạt động",
        "đón",
        "trồng",
        "giải quyết",
        "số lượng",
        "phát triển",
        "ngành",
        "lĩnh vực",
        "khu vực",
        "phần",
    }
)
TRAILING = phrases(
    "phấn đấu|lũy kế|luỹ kế|của tỉnh|của huyện|giữ nhịp|của xã|của phường|của thành phố|của thị trấn|của thị xã|toàn tỉnh|toàn huyện|toàn xã|toàn phường|toàn thành phố|cả tỉnh|cả huyện|đạt|là|còn|có|được|chỉ|phải|sẽ|và|với|"
    "theo số trung ương giao|trong đó|cả năm|trong năm|năm nay|vào cuối năm|đến cuối năm|cuối năm|cả thời kỳ|trong kỳ|đến cuối kỳ|cả nhiệm kỳ|trong|vào|của|cho|từ|lên|xuống|tới|đến|ước|vẫn|nâng|giảm|hiện nay|hiện|được giữ vững|"
    "các loại :|tiếp tục dẫn đầu|mức|ở|chiếm|về|cũng|rút|hạ|đều|bằng|khoảng|trong giai đoạn|trong nhiệm kỳ|tăng|đã|theo giá so sánh|theo giá cố định|theo giá hiện hành|theo số trung ương|sơ bộ|chính thức|đến hết năm|hết năm|ngay|lại|trung ương giao|tỉnh giao|huyện giao|mà|ra|hơn|so|so với"
)
# Words that look like one of the small verbs above or below, and are part of a name.
COMPOUNDS = phrases(
    "hoàn thành xuất sắc nhiệm vụ|hoàn thành tốt nhiệm vụ|tiêm phòng|tiêm chủng|tuyển quân|tuyển sinh|tuyển dụng|kế hoạch vốn|kế hoạch đầu tư|kế hoạch hành động|nâng cao|nâng chất|chứng chỉ|chỉ số|chỉ huy|giao thông|giao dịch|giao lưu|giao nhận|giao ban|giao quân|giao đất|giao khoán|kế hoạch hóa|kế hoạch hoá|thực hiện quy chế|mục tiêu quốc gia|chọn lọc|có hạt|có mặt|tập trung|đăng ký kinh doanh|đăng ký khai sinh|"
    "huy động vốn|tăng tự nhiên|tăng cơ học|tăng thu|giảm sinh|giảm nghèo|đạt chuẩn|thu hút đầu tư|bảo đảm xã hội|phát triển bền vững|đào tạo nghề|trở lên|bằng cấp|phát hiện|mặt bằng"
)
# A promise's subject: who promises. Only before a verb or with a proper name, or "xã đạt chuẩn" would lose its head.
AGENTS = phrases(
    "chúng tôi|đảng ủy|huyện ủy|tỉnh ủy|thị ủy|thành ủy|hđnd xã|hđnd phường|ubnd phường|ubnd thành phố|ubnd thị xã|tỉnh|huyện|xã|phường|thị trấn|thành phố|thị xã|quận|tp|toàn tỉnh|toàn huyện|toàn xã|toàn phường|toàn thành phố|toàn đảng bộ|đảng bộ|đảng bộ xã|đảng bộ phường|đảng bộ huyện|đảng bộ tỉnh|đại hội|"
    "hđnd|ubnd|hđnd tỉnh|hđnd huyện|ubnd huyện|ubnd tỉnh|ubnd xã|địa phương|các địa phương|các đại biểu|đại biểu|cả tỉnh|cả huyện|nghị quyết|hội nghị|chi bộ phường"
)
AGENT_VERBS = phrases(
    "đăng ký|giúp|hướng dẫn|trao|tập trung|chủ động|đầu tư|triển khai|rà soát|lắp đặt|bố trí|tuyển|mở|làm|cũng|tiếp tục|bê tông hóa|bê tông hoá|cứng hóa|cứng hoá|nâng cấp|sửa chữa|mở rộng|thu hút|đào tạo|cấp mới|hỗ trợ|khởi công|vận động|gieo trồng|chăm sóc|phấn đấu|sẽ|phải|có|chọn|đặt|dự kiến|quyết tâm|thu|kết nạp|trồng|thành lập|đón|giải quyết|tạo|xây dựng|huy động|còn|không|đã|muốn|nhắm|hướng|công nhận|giảm|nâng|đưa|tăng|duy trì|giữ|phát triển|đề ra|hoàn thành|thêm|giao|thu hút|xác định|ước|cần|mỗi năm|hằng năm"
)
# Where the noun phrase that follows a number ends.
POST_STOPS = phrases(
    "với tổng|với kinh phí|với diện tích|với chiều dài|có chiều dài|với quy mô|với công suất|với số tiền|với số vốn|so với|so cùng kỳ|so năm|so kế hoạch|so dự toán|so nghị quyết|cùng kỳ|trong năm|trong nhiệm kỳ|trong giai đoạn|trong đó|trong khi|vào năm|vào cuối năm|đến năm|đến cuối năm|để|nhằm|theo|trở lên|trở xuống|trong 5 năm|trong 05 năm|hằng năm|mỗi năm|hàng năm|qua đó|đạt tỷ lệ|chiếm|"
    "trên tổng|trên tổng số|tổng số|gồm|bao gồm|như|cụ thể|kế hoạch|nghị quyết|tương ứng|tương đương|đồng thời|giai đoạn|năm|nhiệm kỳ|tăng|giảm|lấy|của cả|trên địa bàn|ngay trong|; |bằng|là"
)
# "và" (and) inside a noun phrase joins nouns; before one of these it starts another clause.
VERBS = phrases(
    "trở thành|không|có|giảm|tăng|thêm|xây dựng|xây|kết nạp|phát triển|thành lập|duy trì|giữ|hoàn thành|phấn đấu|đạt|nâng|đưa|thực hiện|tiếp tục|cơ bản|trồng|công nhận|giải quyết|tạo|huy động|đón"
)
ZERO = phrases(
    "không còn|không có|không để|không để xảy ra|không để phát sinh|không phát sinh|không để tái|xóa hết|xoá hết|xóa toàn bộ|xóa sạch|xóa dứt điểm|chấm dứt"
)
ALL = phrases("tất cả|tất cả các|toàn bộ|toàn bộ các|toàn bộ số")
PLAN_FULFILLED = phrases(
    "kế hoạch|nghị quyết|kh|dự toán|chỉ tiêu|mục tiêu|nq|dự toán giao|so với kế hoạch|so với nghị quyết|so với dự toán|so với chỉ tiêu|so với mục tiêu|so với kh|chỉ tiêu kế hoạch"
)
# "bằng 99,2% so với cùng kỳ" tells how something stands to then, and is no level of it.
THEN = phrases(
    "so với cùng kỳ|so cùng kỳ|cùng kỳ|so với năm|so năm|năm trước|so với thực hiện|so với ước thực hiện|so với ước|so với đầu năm|so với đầu nhiệm kỳ|mức thực hiện|thực hiện năm|ước thực hiện|ước năm|kết quả thực hiện"
)
STRUCTURE = phrases(
    "cơ cấu kinh tế|cơ cấu grdp|cơ cấu nền kinh tế|cơ cấu các ngành kinh tế|cơ cấu ngành|cơ cấu giá trị sản xuất|cơ cấu tổng sản phẩm"
)
SECTORS = phrases(
    "nông|lâm|ngư|nông nghiệp|lâm nghiệp|ngư nghiệp|thủy sản|thuỷ sản|công nghiệp|xây dựng|dịch vụ|thương mại|du lịch|tiểu thủ công nghiệp|ttcn|cn|xd|tm|dv|dvtm|tmdv|thuế sản phẩm|thuế|nlts|nln|khu vực i|khu vực ii|khu vực iii|khu vực|ngành|diêm nghiệp|cntt"
)
# Parts that say nothing without the head they stand under: "cây lúa: diện tích, năng suất, sản lượng".
NAMELESS = phrases("diện tích|năng suất|sản lượng")
RATE_HEADS = phrases("tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tốc độ|mức|cơ cấu")
