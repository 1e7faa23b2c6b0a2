"""The sentence of every rule, in official Vietnamese and in English. A rule without one fails a test, never a page."""

from __future__ import annotations

from collections.abc import Mapping

from tiendo.publishing.explained_sentences import EXPLAINED_SENTENCES
from tiendo.publishing.place_sentences import PLACE_SENTENCES
from tiendo.publishing.register_sentences import REGISTER_SENTENCES

# rule → (Vietnamese, English). Facts stand in braces; what a fact needs (number, month, list) is done by
# `wording.say`.
SENTENCES: Mapping[str, tuple[str, str]] = {
    # verdicts
    "exceeded": (
        "Thực hiện {actual}, vượt mức giao {promised}.",
        "Achieved {actual}, more than the {promised} promised.",
    ),
    "met": ("Thực hiện {actual}, đạt mức giao {promised}.", "Achieved {actual}, the {promised} promised is met."),
    "not-met": (
        "Thực hiện {actual}, chưa đạt mức giao {promised}.",
        "Achieved {actual}, short of the {promised} promised.",
    ),
    "on-track": (
        "Đến hết {month} thực hiện {actual}, theo kịch bản cần {due}.",
        "Through {month}: {actual}; the trajectory asks for {due}.",
    ),
    "at-risk": (
        "Đến hết {month} mới thực hiện {actual}, theo kịch bản cần {due}; còn đạt từ 90 % mức cần có.",
        "Through {month} only {actual}; the trajectory asks for {due}; still at least 90 % of what is due.",
    ),
    "off-track": (
        "Đến hết {month} mới thực hiện {actual}, theo kịch bản cần {due}; dưới 90 % mức cần có.",
        "Through {month} only {actual}; the trajectory asks for {due}; below 90 % of what is due.",
    ),
    "reached-early": (
        "Đã thực hiện {actual}, đạt mức giao {promised} trước hạn.",
        "Already {actual}: the {promised} promised is reached before the end.",
    ),
    "cap-kept": (
        "Đến hết {month} là {actual}, trong mức {due} theo kịch bản và không quá mức giao {promised}.",
        "Through {month}: {actual}, within the {due} of the trajectory and the {promised} allowed.",
    ),
    "cap-near": (
        "Đến hết {month} đã {actual}, nhanh hơn mức {due} theo kịch bản; chưa quá mức giao {promised}.",
        "Through {month} already {actual}, more than the {due} of the trajectory; the {promised} allowed still hold.",
    ),
    "cap-passed": (
        "Đến hết {month} đã {actual}, quá mức giao {promised}.",
        "Through {month} already {actual}, more than the {promised} allowed.",
    ),
    "holds": ("Điều kiện đang được giữ: {failing_text}.", "The condition holds: {failing_text}."),
    "fails": ("Điều kiện không được giữ: {failing_text}.", "The condition does not hold: {failing_text}."),
    "met-exact": ("Điều kiện được giữ đến hết kỳ: {failing_text}.", "The condition held to the end: {failing_text}."),
    "not-met-exact": (
        "Điều kiện không được giữ đến hết kỳ: {failing_text}.",
        "The condition did not hold at the end: {failing_text}.",
    ),
    "kept": (
        "Mức phải duy trì ({promised}) đang được giữ, hiện là {actual}.",
        "The level to be kept ({promised}) holds; it is {actual}.",
    ),
    "keep-broken": (
        "Mức phải duy trì ({promised}) không được giữ từ {month}.",
        "The level to be kept ({promised}) was not kept from {month} on.",
    ),
    "compound": (
        "Chỉ tiêu gồm {parts} phần, đạt khi mọi phần đều đạt; quyết định đánh giá: phần {deciding}.",
        "A target of {parts} parts, met only when every part is met; deciding: part {deciding}.",
    ),
    "no-figures": ("Chưa có số liệu được duyệt nào.", "No approved figure yet."),
    "parts-missing": (
        "Chưa đủ tử số và mẫu số để tính ({weight}).",
        "Numerator and denominator are not complete, and percentages alone do not add up.",
    ),
    "baseline-missing": (
        "Chưa nhập gốc so sánh nên chưa tính được mức tăng, giảm.",
        "The baseline has not been entered, so the change cannot be counted.",
    ),
    "baseline-zero": (
        "Gốc so sánh bằng 0 nên không tính được tỷ lệ tăng, giảm.",
        "The baseline is 0, so a change in per cent has no meaning.",
    ),
    "definitions-mixed": (
        "Chưa đánh giá được: số liệu tính theo {definitions} nên không cộng và không so sánh với nhau được.",
        "Cannot be judged: the figures were counted by {definitions}, so they neither add up nor compare.",
    ),
    "another-definition": (
        "Chưa đánh giá được: số liệu tính theo {definitions}, mức giao theo {promised_by}; hãy báo cáo theo {promised_by}.",
        "Cannot be judged: the figures go by {definitions}, the target by {promised_by}; report them by {promised_by}.",
    ),
    "baseline-other-definition": (
        "Gốc so sánh ngày {as_of} theo {definitions}, mức giao theo {promised_by} nên không tính được mức tăng, giảm; hãy nhập gốc đã tính lại.",
        "The baseline of {as_of} goes by {definitions}, the target by {promised_by}, so no change can be counted; enter a restated one.",
    ),
    "compare-other-definition": (
        "Không so sánh: hai số tính theo {definitions}.",
        "Not compared: the two go by {definitions}.",
    ),
    "compare-other-places": (
        "Không so sánh: phạm vi địa bàn khác nhau ({places}).",
        "Not compared: they are not of the same places ({places}).",
    ),
    "compare-nothing": ("Không có số liệu {period} để so sánh.", "There are no figures of {period} to compare with."),
    "compare-incomplete": (
        "Chưa so sánh vì chưa đủ số liệu: {reported}/{expected} và {that_reported}/{that_expected} địa bàn đã báo cáo.",
        "Not compared yet: {reported} of {expected} and {that_reported} of {that_expected} places have reported.",
    ),
    "shape-incomplete": (
        "Chưa lập được kịch bản theo năm trước vì {period} chưa đủ số liệu từng tháng.",
        "No trajectory can be made after the year before: the months of {period} are not complete.",
    ),
    "shape-flat": (
        "Không lập được kịch bản theo năm trước vì {period} không tăng, không giảm.",
        "No trajectory can be made after the year before: nothing rose or fell in {period}.",
    ),
    "held-above": (
        "Các địa bàn cộng lại {below}, phần ở cấp trên {held}; tổng cộng {whole}.",
        "The places below bring {below}, the part held above them {held}; together {whole}.",
    ),
    "unit-differs": (
        "Đơn vị giao ({promised_unit}) và đơn vị báo cáo ({unit}) không quy đổi được cho nhau.",
        "The promised unit ({promised_unit}) and the reported unit ({unit}) do not convert.",
    ),
    "needs-path": (
        "Thực hiện {actual}, mức giao {promised}; cần gốc so sánh hoặc kịch bản để đánh giá giữa kỳ.",
        "Now {actual}, promised {promised}; a baseline or a trajectory is needed to judge before the end.",
    ),
    "part-overridden": (
        "Phần {number} do {signer} quyết định; theo quy tắc là “{by_rule}”.",
        "Part {number} was decided by {signer}; by the rule it is “{by_rule}”.",
    ),
    "no-report-due": (
        "Chưa đến kỳ báo cáo đầu tiên trong năm nên chưa đánh giá được, dù đã có địa bàn gửi số liệu sớm.",
        "The first report of the period is not due yet, so it cannot be judged, although some figures came early.",
    ),
    "not-due-yet": (
        "Thực hiện {actual}, mức giao {promised}; theo kịch bản chưa đến thời điểm phải hoàn thành.",
        "Now {actual}, promised {promised}; nothing is due yet by the trajectory.",
    ),
    "missing-places": (
        "Chưa đánh giá được vì còn thiếu số liệu của {missing}.",
        "Cannot be judged: figures are missing from {missing}.",
    ),
    "partial-enough": (
        "Riêng các địa bàn đã báo cáo đã đạt {actual}, đủ mức cần có; còn thiếu {missing}.",
        "The places that reported alone bring {actual}, which is enough; missing: {missing}.",
    ),
    "same-with-shares": (
        "Mới thực hiện {actual}, theo kịch bản cần {due}; kể cả khi {missing} báo cáo đủ phần được giao hoặc giữ nhịp đã có, đánh giá vẫn như vậy.",
        "Only {actual} of the {due} due; the verdict stays the same even with all that was due from {missing}, or at their pace so far.",
    ),
    "named-done": ("“{subject}” đã được công nhận.", "“{subject}” has been recognised."),
    "named-missing": (
        "“{subject}” chưa được công nhận (đã công nhận: {named}).",
        "“{subject}” was not recognised (recognised: {named}).",
    ),
    "named-other": (
        "Đủ số lượng nhưng chưa có “{subject}” (đã công nhận: {named}).",
        "The number is there, but not “{subject}” (recognised: {named}).",
    ),
    "named-not-yet": ("“{subject}” chưa được công nhận.", "“{subject}” is not recognised yet."),
    # reading
    "stated-count-differs": (
        "Văn bản nêu {stated} chỉ tiêu, đọc được {found}; còn {missing} chỉ tiêu phải nhập.",
        "The text states {stated} targets and {found} were read; {missing} still to be entered.",
    ),
    "implied-baseline": (
        "Chỉ tiêu {number}: tỷ lệ và số tuyệt đối cho thấy gốc so sánh trong khoảng {low}-{high}; hãy nhập gốc từ danh sách được duyệt.",
        "Target {number}: the percentage and the count imply a baseline of {low}-{high}; enter it from the approved list.",
    ),
    "percent-does-not-follow": (
        "Tỷ lệ ghi trong văn bản là {written}%, nhưng {value}/{plan} {unit} là {computed}% (ký tự {start}-{end}); hãy kiểm tra lại với nơi gửi báo cáo.",
        "The text says {written}%, but {value}/{plan} {unit} is {computed}% (characters {start}-{end}); check with whoever sent the report.",
    ),
    "growth-does-not-follow": (
        "Mức tăng, giảm ghi trong văn bản là {written}%, nhưng từ {before} đến {value} {unit} là {computed}% (ký tự {start}-{end}); hãy kiểm tra lại với nơi gửi báo cáo.",
        "The text says a change of {written}%, but from {before} to {value} {unit} it is {computed}% (characters {start}-{end}); check with whoever sent the report.",
    ),
    "parts-do-not-sum": (
        "Các phần cộng lại là {total} {unit}, nhưng tổng số ghi {whole} {unit} (ký tự {start}-{end}); hãy kiểm tra lại từng số.",
        "The parts add up to {total} {unit}, but the whole is said to be {whole} {unit} (characters {start}-{end}); check each number.",
    ),
    "shares-do-not-sum": (
        "Các tỷ trọng trong một cơ cấu cộng lại là {total}%, không phải 100% (ký tự {start}-{end}); hãy kiểm tra lại từng tỷ trọng.",
        "The shares of one structure add up to {total}%, not 100% (characters {start}-{end}); check each share.",
    ),
    "part-larger-than-whole": (
        "Phần “trong đó” là {part} {unit}, lớn hơn tổng số {whole} {unit} (ký tự {start}-{end}); hãy kiểm tra lại hai số này.",
        "A part is {part} {unit}, larger than its whole of {whole} {unit} (characters {start}-{end}); check both numbers.",
    ),
    "left-unread": (
        "Đoạn từ ký tự {start} đến {end} quá dài nên chưa được đọc; hãy chia nhỏ văn bản rồi đọc lại.",
        "The stretch from character {start} to {end} is too long and was not read; split the text and read it again.",
    ),
    "no-period": ("Văn bản không nói rõ năm của kế hoạch.", "The text does not say which year it plans."),
    "no-place": ("Văn bản không nói rõ địa bàn.", "The text does not say which place it is about."),
    # collecting
    "amount-unreadable": (
        "“{typed}” không phải là số viết đúng cách; hãy viết như {example}.",
        "“{typed}” is not a number written properly; write it like {example}.",
    ),
    "indicator-absent": (
        "Chưa ghi mã chỉ tiêu; hãy ghi mã trong danh mục chỉ tiêu.",
        "The indicator is not given; write its code from the catalogue.",
    ),
    "indicator-unknown": (
        "Danh mục không có chỉ tiêu mã “{typed}”; hãy ghi đúng mã trong danh mục chỉ tiêu.",
        "The catalogue has no indicator “{typed}”; write its code from the catalogue.",
    ),
    "place-absent": ("Chưa ghi địa bàn; hãy ghi mã địa bàn.", "The place is not given; write its code."),
    "place-unknown": (
        "Không có địa bàn mã “{typed}” trong danh sách địa bàn; hãy ghi đúng mã.",
        "The list of places has no “{typed}”; write the code of a place on it.",
    ),
    "period-absent": (
        "Chưa ghi kỳ; hãy ghi như 2024-03 hoặc 3/2024.",
        "The period is not given; write it like 2024-03.",
    ),
    "period-unknown": (
        "“{typed}” không phải là kỳ; hãy ghi như 2024-03, 3/2024, 2024-Q1, 2024-H1, 2024-S1 (vụ), 2023-SY (năm học) hoặc 2024.",
        "“{typed}” is not a period; write it like 2024-03, 3/2024, 2024-Q1, 2024-H1, 2024-S1 (a crop season), 2023-SY (a school year) or 2024.",
    ),
    "vintage-unknown": (
        "“{typed}” không phải là mức độ số liệu; hãy ghi 1 (ước tính), 2 (sơ bộ) hoặc 3 (chính thức).",
        "“{typed}” is not a status of figures; write 1 (estimate), 2 (preliminary) or 3 (official).",
    ),
    "provider-unknown": (
        "“{typed}” không phải là nơi cung cấp số liệu; hãy ghi sector (cơ quan ngành) hoặc statistics (cơ quan thống kê).",
        "“{typed}” is no provider of figures; write sector (offices of the sector) or statistics (statistics office).",
    ),
    "definition-unknown": (
        "Danh mục không có định nghĩa “{typed}” của chỉ tiêu này; hãy ghi một trong: {known}.",
        "The catalogue has no definition “{typed}” of this indicator; write one of: {known}.",
    ),
    "revision-unreadable": (
        "“{typed}” không phải là lần sửa; hãy ghi 1 cho số gửi lần đầu, 2 cho lần sửa tiếp theo.",
        "“{typed}” is not a revision; write 1 for the first figure sent, 2 for its correction.",
    ),
    "figure-and-reason": (
        "“{indicator}” của {place}, {period}: hoặc nhập số, hoặc ghi lý do chưa có số liệu, không cả hai.",
        "“{indicator}” of {place}, {period}: give a figure or the reason why there is none, not both.",
    ),
    "named-without-figure": (
        "“{indicator}” của {place}, {period} nêu tên mà không có số; hãy nhập số.",
        "“{indicator}” of {place}, {period} names something but has no figure; enter the figure.",
    ),
    "value-and-parts": (
        "“{indicator}” của {place}, {period}: hoặc ghi giá trị, hoặc ghi tử số và mẫu số, không cả hai.",
        "“{indicator}” of {place}, {period}: give the value, or numerator and denominator, not both.",
    ),
    "parts-unwanted": (
        "“{indicator}” của {place}, {period} chỉ cần một số, không có tử số và mẫu số.",
        "“{indicator}” of {place}, {period} takes one number, without numerator and denominator.",
    ),
    "ratio-incomplete": (
        "“{indicator}” của {place}, {period} cần đủ tử số và mẫu số (mẫu số: {weight}).",
        "“{indicator}” of {place}, {period} needs both numerator and denominator.",
    ),
    "denominator-not-positive": (
        "Mẫu số của “{indicator}”, {place}, {period} là {amount}; mẫu số phải lớn hơn 0.",
        "The denominator of “{indicator}”, {place}, {period} is {amount}; it must be above 0.",
    ),
    "nothing-to-measure": (
        "“{indicator}” của {place}, {period} là 0/0: không có gì thuộc diện tính; hãy kiểm tra lại, nếu đúng thì để nguyên.",
        "“{indicator}” of {place}, {period} is 0 of 0: there was nothing to measure; check it, and keep it if it is right.",
    ),
    "negative": (
        "“{indicator}” của {place}, {period} là {amount}; số này không thể âm, hãy sửa lại số của kỳ bị sai.",
        "“{indicator}” of {place}, {period} is {amount}; it cannot be negative, so correct the period that was wrong.",
    ),
    "twice": (
        "“{indicator}” của {place}, {period} có hơn một dòng trong cùng lần gửi (dòng {lines}); hãy giữ lại một dòng.",
        "“{indicator}” of {place}, {period} has more than one row in this delivery (rows {lines}); keep one of them.",
    ),
    "above-hundred": (
        "“{indicator}” của {place}, {period} là {percent}%, hơn 100%; hãy kiểm tra tử số và mẫu số, nếu đúng thì để nguyên.",
        "“{indicator}” of {place}, {period} is {percent}%, above 100%; check its two parts, and keep them if they are right.",
    ),
    "not-whole": (
        "“{indicator}” của {place}, {period} là {amount}, không tròn {unit}; hãy kiểm tra lại, nếu đúng thì để nguyên.",
        "“{indicator}” of {place}, {period} is {amount}, not a whole number of {unit}; check it, and keep it if it is right.",
    ),
    "jump-up": (
        "“{indicator}” của {place}, {period} là {amount}, hơn {times} lần {previous} ({before}); hãy kiểm tra lại, nếu đúng thì để nguyên.",
        "“{indicator}” of {place}, {period} is {amount}, more than {times} times that of {previous} ({before}); check it, and keep it if it is right.",
    ),
    "jump-down": (
        "“{indicator}” của {place}, {period} là {amount}, chưa bằng một phần {times} của {previous} ({before}); hãy kiểm tra lại, nếu đúng thì để nguyên.",
        "“{indicator}” of {place}, {period} is {amount}, less than a tenth of that of {previous} ({before}); check it, and keep it if it is right.",
    ),
    # files
    "column-missing": (
        "Thiếu cột “{missing_column}” (đang có: {columns}); hãy thêm cột đó vào dòng đầu.",
        "The column “{missing_column}” is missing (there are: {columns}); add it to the first row.",
    ),
    "column-twice": (
        "Cột “{columns}” có hai lần; hãy giữ lại một cột.",
        "The column “{columns}” stands there twice; keep one of them.",
    ),
    "cell-outside": (
        "Dòng này có nhiều ô hơn số cột; hãy kiểm tra dấu phân cách.",
        "This row has more cells than there are columns; check the separators.",
    ),
    "cell-unknown": (
        "“{typed}” không dùng được ở đây; hãy ghi {example}.",
        "“{typed}” cannot be used here; write {example}.",
    ),
    "parent-unknown": (
        "Không có địa bàn mã “{typed}” trong tệp; hãy thêm một dòng cho địa bàn đó.",
        "The file has no place “{typed}”; add a row for it.",
    ),
    "two-parents": (
        "Trong cùng một ngày, có địa bàn thuộc hai địa bàn cấp trên ({codes}); hãy sửa cột parent hoặc ngày hiệu lực.",
        "On one day a place belongs to two parents ({codes}); mend the parents or the days of validity.",
    ),
    "json-broken": (
        "Tệp “{name}” không phải là JSON đọc được (dòng {at}); hãy sửa chỗ đó.",
        "The file “{name}” is not JSON that can be read (line {at}); mend it there.",
    ),
    "register-absent": (
        "{at}: thiếu “{key}”; hãy ghi {example}.",
        "{at}: “{key}” is missing; write {example}.",
    ),
    "register-wrong": (
        "{at}: “{key}” là “{typed}”; hãy ghi {example}.",
        "{at}: “{key}” is “{typed}”; write {example}.",
    ),
    "register-unknown-key": (
        "{at}: không có mục “{key}”; các mục dùng được: {known}.",
        "{at}: there is no “{key}”; what can be written: {known}.",
    ),
    "differs": (
        "Chỉ tiêu {number}: tệp công bố ghi “{published}”, tính lại là “{recomputed}”.",
        "Target {number}: the published file says “{published}”, recomputed it is “{recomputed}”.",
    ),
    "not-published": (
        "Chỉ tiêu {number} không có trong tệp công bố; hãy công bố lại.",
        "Target {number} is not in the published file; publish it again.",
    ),
    "not-in-register": (
        "Tệp công bố có chỉ tiêu {number} mà danh sách chỉ tiêu không có; hãy kiểm tra danh sách.",
        "The published file holds target {number}, which the register does not; check the register.",
    ),
    "not-a-progress-file": (
        "Tệp “{name}” không phải là bảng tiến độ do “tiendo publish” hoặc trang công bố ghi ra.",
        "The file “{name}” is not a progress table as “tiendo publish” or the public pages write it.",
    ),
    "register-place": (
        "{at}: “{key}” có mã “{typed}” không có trong danh sách địa bàn ngày {day}; hãy ghi đúng mã.",
        "{at}: “{key}” has the code “{typed}”, which is not on the list of places of {day}; write a code on it.",
    ),
    "term-left-out": (
        "Chỉ tiêu {number} là chỉ tiêu của cả nhiệm kỳ nên không đánh giá theo năm ở đây.",
        "Target {number} is one of a whole term and is not judged by the year here.",
    ),
    "file-not-written": (
        "Không ghi được “{name}”; hãy kiểm tra quyền ghi và dung lượng đĩa.",
        "“{name}” cannot be written; check the rights and the space on the disk.",
    ),
    "not-rolled-up": (
        "Chỉ tiêu {number}: “{indicator}” không cộng được từ các địa bàn; hãy ghi reported_by là place.",
        "Target {number}: “{indicator}” does not add up over places; set reported_by to place.",
    ),
    "file-too-large": (
        "Tệp “{name}” lớn hơn {megabytes} MB; hãy gửi tệp nhỏ hơn hoặc dán phần văn bản cần đọc.",
        "The file “{name}” is larger than {megabytes} MB; send a smaller one or paste the text.",
    ),
    "file-empty": (
        "Tệp “{name}” không có chữ nào; hãy kiểm tra lại tệp.",
        "The file “{name}” holds no text; check the file.",
    ),
    "file-broken": (
        "Không mở được tệp “{name}” vì tệp bị hỏng; hãy lưu lại tệp rồi gửi lại.",
        "The file “{name}” cannot be opened: it is broken; save it again and resend.",
    ),
    "log-empty": (
        "Thư mục “{name}” không có tệp .parquet nào; hãy ghi bằng tiendo log write.",
        "The folder “{name}” holds no .parquet file; write it with tiendo log write.",
    ),
    "log-columns": (
        "Tệp “{name}” thiếu hoặc để trống cột {columns}; hãy ghi lại bằng tiendo log write.",
        "The file “{name}” lacks or leaves empty the column {columns}; write it again with tiendo log write.",
    ),
    "log-row": (
        "Tệp “{name}” có dòng không đọc được ({where}): kỳ, số, mức độ số liệu hoặc nơi cung cấp sai; hãy ghi lại bằng tiendo log write.",
        "The file “{name}” has a row that cannot be read ({where}): its period, a number, its vintage or provider is wrong; write it again with tiendo log write.",
    ),
    "log-there": (
        "Thư mục “{name}” đã có {files} tệp số liệu; hãy chọn thư mục khác, hoặc thêm --yes để thay.",
        "The folder “{name}” holds {files} files of figures already; choose another, or give --yes to replace them.",
    ),
    "file-locked": (
        "Tệp “{name}” có mật khẩu; hãy bỏ mật khẩu, lưu lại rồi gửi.",
        "The file “{name}” has a password; remove it, save the file and resend.",
    ),
    "file-too-heavy": (
        "Tệp “{name}” cần hơn {seconds} giây hoặc quá nhiều bộ nhớ để đọc; hãy tách tệp hoặc dán phần văn bản cần đọc.",
        "The file “{name}” takes more than {seconds} seconds or too much memory to read; split it or paste the text.",
    ),
    "old-word": (
        "Tệp “{name}” là tệp Word cũ (.doc); hãy mở bằng Word, lưu thành .docx rồi gửi lại.",
        "The file “{name}” is an old Word file (.doc); open it, save it as .docx and resend.",
    ),
    "old-workbook": (
        "Tệp “{name}” là tệp Excel cũ (.xls); hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại.",
        "The file “{name}” is an old Excel file (.xls); open it, save it as .xlsx and resend.",
    ),
    "too-many-rows": (
        "Tệp “{name}” có hơn {rows} dòng có dữ liệu; hãy chỉ giữ phụ lục chỉ tiêu rồi gửi lại.",
        "The file “{name}” has more than {rows} rows with data; keep only the annex of targets and resend.",
    ),
    "scan-too-long": (
        "Tệp “{name}” là bản quét có hơn {pages} trang; hãy tách lấy những trang nêu chỉ tiêu rồi gửi lại.",
        "The file “{name}” is a scan of more than {pages} pages; take out those with the targets and resend.",
    ),
    "read-by-ocr": (
        "Tệp “{name}” là bản quét, chữ do máy nhận dạng; hãy đối chiếu từng số với bản gốc trước khi xác nhận.",
        "“{name}” is a scan and its letters were recognised by machine; compare every number with the original first.",
    ),
    "file-missing": (
        "Không tìm thấy tệp “{name}”; hãy kiểm tra lại đường dẫn.",
        "There is no file “{name}”; check the path.",
    ),
    "file-closed": (
        "Không đọc được “{name}”: đó là thư mục hoặc tệp không có quyền đọc; hãy nêu tên một tệp đọc được.",
        "“{name}” cannot be read: it is a folder or not open to you; name a file that is.",
    ),
    "output-closed": (
        "Không ghi được vào thư mục “{name}”; hãy chọn thư mục khác cho --json.",
        "The folder “{name}” cannot be written to; choose another for --json.",
    ),
    "same-stem": (
        "Tệp “{name}” và “{other}” cùng tên nên kết quả sẽ ghi đè lên nhau; hãy đọc từng tệp vào thư mục riêng.",
        "“{name}” and “{other}” have one name, so one result would replace the other; read them into separate folders.",
    ),
    "kind-unknown": (
        "Tệp “{name}” không thuộc loại đọc được; hãy dùng .docx, .pdf, .xlsx, .ods, .html hoặc .txt.",
        "The file “{name}” is of a kind that cannot be read; use .docx, .pdf, .xlsx, .ods, .html or .txt.",
    ),
    "encoding-unknown": (
        "Tệp “{name}” không đọc ra tiếng Việt theo Unicode, TCVN3 hay VNI; hãy lưu lại dạng UTF-8.",
        "The file “{name}” gives no Vietnamese as Unicode, TCVN3 or VNI; save it as UTF-8.",
    ),
    "scanned": (
        "Tệp “{name}” là bản quét, không có lớp chữ; hãy gửi bản có chữ hoặc dán văn bản.",
        "The file “{name}” is a scan without text; send one with text, or paste it.",
    ),
    "too-many-pages": (
        "Tệp “{name}” có hơn {pages} trang; hãy tách tệp.",
        "The file “{name}” has more than {pages} pages; split it.",
    ),
    "text-too-long": (
        "Văn bản trong “{name}” dài hơn {characters} ký tự; hãy tách tệp.",
        "The text of “{name}” is longer than {characters} characters; split it.",
    ),
    **PLACE_SENTENCES,  # places in time
    **REGISTER_SENTENCES,  # figures counted from registers
    **EXPLAINED_SENTENCES,  # how a number came about
}
