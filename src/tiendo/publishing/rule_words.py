"""The rules of judging named in words: on the page “Cách đánh giá”, in docs/rules/judging.md, and behind every reason.

What a rule says of one target, with its numbers, stands in `sentences.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]  # Vietnamese, English


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A short name for a link, and what the rule says in general."""

    name: Pair
    said: Pair


RULE_WORDS: Mapping[str, RuleWords] = {
    # --- the period has ended ---
    "exceeded": RuleWords(
        ("hơn mức giao", "more than promised"),
        (
            "Hết kỳ, thực hiện hơn mức giao (hơn đầu trên của khoảng): vượt. “Trên”, “dưới” và số đúng bằng chỉ có đạt hoặc "
            "không đạt.",
            "The period has ended with more than was promised (beyond the far end of a range): exceeded. “More than”, “less "
            "than” and exact numbers are only met or not met.",
        ),
    ),
    "met": RuleWords(
        ("đúng mức giao", "as promised"),
        (
            "Hết kỳ, thực hiện đủ mức giao, không làm tròn: đạt.",
            "The period has ended and what was promised is there, without any rounding: met.",
        ),
    ),
    "not-met": RuleWords(
        ("chưa tới mức giao", "short of the promise"),
        (
            "Hết kỳ, thực hiện chưa tới mức giao, không làm tròn lên: không đạt. Mức giảm được so với mức phải giảm.",
            "The period has ended short of what was promised, never rounded up: not met. A fall is compared with the fall "
            "that was promised.",
        ),
    ),
    "met-exact": RuleWords(
        ("điều kiện được giữ", "the condition held"),
        (
            "Hết kỳ, điều kiện phải đúng hoàn toàn được giữ: đạt.",
            "The period has ended and an exact condition holds: met.",
        ),
    ),
    "not-met-exact": RuleWords(
        ("điều kiện không được giữ", "the condition did not hold"),
        (
            "Hết kỳ, điều kiện phải đúng hoàn toàn không được giữ, dù chỉ ở một địa bàn: không đạt.",
            "The period has ended and an exact condition fails, be it in one place only: not met.",
        ),
    ),
    # --- the period is under way ---
    "on-track": RuleWords(
        ("đủ mức theo kịch bản", "as the trajectory asks"),
        (
            "Giữa kỳ, thực hiện đủ mức mà kịch bản cần ở tháng đó; không có kịch bản thì theo đường thẳng: đúng tiến độ.",
            "Before the end, as much as the trajectory asks for in that month, or the straight line where there is none: on "
            "track.",
        ),
    ),
    "at-risk": RuleWords(
        ("từ 90 % mức theo kịch bản", "at least 90 % of what is due"),
        (
            "Giữa kỳ, thực hiện chưa đủ mức kịch bản cần nhưng còn từ 90 %, tính từ điểm xuất phát: có nguy cơ chậm.",
            "Before the end, short of the trajectory but at least 90 % of what is due, counted from the start: at risk.",
        ),
    ),
    "off-track": RuleWords(
        ("dưới 90 % mức theo kịch bản", "below 90 % of what is due"),
        (
            "Giữa kỳ, thực hiện dưới 90 % mức kịch bản cần, tính từ điểm xuất phát: chậm tiến độ.",
            "Before the end, below 90 % of what the trajectory asks for, counted from the start: off track.",
        ),
    ),
    "reached-early": RuleWords(
        ("đạt trước hạn", "reached early"),
        (
            "Mức giao của cả kỳ đã đạt trước khi hết kỳ: đúng tiến độ; chỉ kết luận đạt hay vượt khi hết kỳ.",
            "What was promised for the whole period is there before its end: on track; met or exceeded is said at the end.",
        ),
    ),
    "cap-kept": RuleWords(
        ("trong mức cho phép", "within the cap"),
        (
            "Giữa kỳ, số không được vượt mức giao đang ở trong mức của kịch bản: đúng tiến độ.",
            "Before the end, what must not pass a cap is within the trajectory: on track.",
        ),
    ),
    "cap-near": RuleWords(
        ("gần mức cho phép", "near the cap"),
        (
            "Giữa kỳ, số không được vượt mức giao tăng nhanh hơn kịch bản nhưng chưa quá mức giao: có nguy cơ chậm.",
            "Before the end, what must not pass a cap grows faster than the trajectory but has not passed it: at risk.",
        ),
    ),
    "cap-passed": RuleWords(
        ("quá mức cho phép", "past the cap"),
        (
            "Giữa kỳ, số cộng dồn đã quá mức không được vượt, không giảm lại được: chậm tiến độ.",
            "Before the end, what adds up has passed the cap and cannot come back: off track.",
        ),
    ),
    "holds": RuleWords(
        ("điều kiện đang được giữ", "the condition holds"),
        (
            "Giữa kỳ, điều kiện phải đúng hoàn toàn đang được giữ: đúng tiến độ.",
            "Before the end, an exact condition holds: on track.",
        ),
    ),
    "fails": RuleWords(
        ("điều kiện đang bị vi phạm", "the condition fails"),
        (
            "Giữa kỳ, điều kiện phải đúng hoàn toàn không được giữ: chậm tiến độ.",
            "Before the end, an exact condition does not hold: off track.",
        ),
    ),
    "kept": RuleWords(
        ("mức duy trì đang được giữ", "the level is kept"),
        (
            "“Duy trì, giữ vững”: mức phải giữ đúng ở mọi kỳ kiểm tra đến nay: đúng tiến độ.",
            "“Keep”: the level held at every check so far: on track.",
        ),
    ),
    "keep-broken": RuleWords(
        ("mức duy trì không được giữ", "the level was not kept"),
        (
            "“Duy trì, giữ vững”: mức phải giữ không đúng ở một kỳ kiểm tra: chậm tiến độ, hết kỳ là không đạt, dù sau đó "
            "đã trở lại.",
            "“Keep”: the level failed at one check: off track, and not met at the end, even if it came back.",
        ),
    ),
    "not-due-yet": RuleWords(
        ("chưa đến hạn", "not due yet"),
        (
            "Kịch bản chưa cần gì ở tháng này (chỉ tiêu nhỏ, không quá 12, đến theo từng đơn vị): chưa đánh giá được.",
            "The trajectory asks for nothing in this month (a small count comes in whole pieces): cannot judge yet.",
        ),
    ),
    "no-report-due": RuleWords(
        ("chưa đến kỳ báo cáo đầu tiên", "no report due yet"),
        (
            "Chưa đến kỳ báo cáo đầu tiên nên số gửi sớm không được coi là số của cả địa bàn: chưa đánh giá được.",
            "No report is due yet, so a figure sent early is not taken for the whole: cannot judge yet.",
        ),
    ),
    "needs-path": RuleWords(
        ("thiếu gốc so sánh hoặc kịch bản", "no baseline or trajectory"),
        (
            "Giữa kỳ, không có gốc so sánh và kịch bản thì không biết lúc này cần bao nhiêu: chưa đánh giá được.",
            "Before the end, nothing says what is due now without a baseline or a trajectory: cannot judge yet.",
        ),
    ),
    # --- figures are missing ---
    "no-figures": RuleWords(
        ("chưa có số liệu", "no figures"),
        (
            "Chưa có số liệu được duyệt nào: chưa có số liệu, không phải 0.",
            "No figure has been approved: no data, which is not 0.",
        ),
    ),
    "missing-places": RuleWords(
        ("còn địa bàn chưa báo cáo", "places are missing"),
        (
            "Còn địa bàn chưa báo cáo và số của các nơi đó có thể làm đổi kết luận: chưa đánh giá được. Số tổng là chưa đủ "
            "chứ không nhỏ đi.",
            "Places have not reported and their figures could change the word: cannot judge yet. The total is incomplete, not "
            "small.",
        ),
    ),
    "partial-enough": RuleWords(
        ("số đã có đã đủ", "enough without the missing"),
        (
            "Còn địa bàn chưa báo cáo, nhưng riêng các nơi đã báo cáo đã đủ: kết luận như khi đủ báo cáo.",
            "Places have not reported, but those that have are enough by themselves: judged as if all had.",
        ),
    ),
    "same-with-shares": RuleWords(
        ("kết luận không đổi dù báo cáo đủ", "the same with the missing shares"),
        (
            "Còn địa bàn chưa báo cáo; cho các nơi đó đủ phần được giao, hoặc nhịp đã có nếu cao hơn, mà kết luận vẫn vậy.",
            "Places have not reported; given all of their shares, or their pace where that is more, the word stays the same.",
        ),
    ),
    "parts-missing": RuleWords(
        ("thiếu tử số, mẫu số", "numerator or denominator missing"),
        (
            "Không có tử số và mẫu số thì không cộng được tỷ lệ của các địa bàn: chưa đánh giá được.",
            "Percentages of places do not add up without numerators and denominators: cannot judge yet.",
        ),
    ),
    "baseline-missing": RuleWords(
        ("chưa nhập gốc so sánh", "no baseline"),
        (
            "Mức giao là mức tăng, giảm mà chưa nhập gốc so sánh; gốc không bao giờ được suy ra: chưa đánh giá được.",
            "A change was promised and its baseline has not been entered; it is never inferred: cannot judge yet.",
        ),
    ),
    "baseline-zero": RuleWords(
        ("gốc so sánh bằng 0", "the baseline is 0"),
        (
            "Gốc so sánh bằng 0 nên tỷ lệ tăng, giảm không có nghĩa: chưa đánh giá được.",
            "A change in per cent of a baseline of 0 has no meaning: cannot judge yet.",
        ),
    ),
    "unit-differs": RuleWords(
        ("đơn vị không quy đổi được", "the units do not convert"),
        (
            "Đơn vị của mức giao và của số báo cáo không quy đổi được cho nhau: chưa đánh giá được.",
            "The promised and the reported unit do not convert into each other: cannot judge yet.",
        ),
    ),
    # --- definitions ---
    "another-definition": RuleWords(
        ("khác bộ tiêu chí, chuẩn", "another definition"),
        (
            "Số liệu tính theo một bộ tiêu chí, một chuẩn hoặc một năm gốc giá khác với mức giao: không so sánh, chưa đánh giá "
            "được. Số liệu thuộc định nghĩa của ngày cuối kỳ, trừ khi ghi rõ định nghĩa khác.",
            "The figures were counted by another set of criteria, standard or base year of prices than the target: nothing is "
            "compared, cannot judge yet. A figure belongs to the definition of the last day of its period, unless it names "
            "another.",
        ),
    ),
    "definitions-mixed": RuleWords(
        ("số liệu theo nhiều chuẩn", "figures by several definitions"),
        (
            "Số liệu của các địa bàn hoặc các tháng tính theo nhiều bộ tiêu chí, chuẩn, năm gốc giá: không cộng, không lấy bình "
            "quân, chưa đánh giá được.",
            "The places or months were counted by several sets of criteria, standards or base years: no sum, no mean, cannot "
            "judge yet.",
        ),
    ),
    "baseline-other-definition": RuleWords(
        ("gốc so sánh theo chuẩn khác", "baseline by another definition"),
        (
            "Gốc so sánh tính theo một bộ tiêu chí, chuẩn hoặc năm gốc giá khác với mức giao: không tính mức tăng, giảm từ gốc đó "
            "và không vẽ kịch bản từ đó; phải nhập gốc đã tính lại.",
            "The baseline goes by another set of criteria, standard or base year than the target: no change is counted from it "
            "and no trajectory starts there; a restated one has to be entered.",
        ),
    ),
    # --- named things and parts ---
    "named-done": RuleWords(
        ("đúng đối tượng được nêu tên", "the named thing is there"),
        (
            "Đối tượng được nêu tên có trong số đã thực hiện; khác cách viết vẫn là một.",
            "The thing that was named is among what was achieved; spellings of one name are one.",
        ),
    ),
    "named-missing": RuleWords(
        ("thiếu đối tượng được nêu tên", "the named thing is missing"),
        (
            "Hết kỳ, đủ hay chưa đủ số lượng mà không có đối tượng được nêu tên: không đạt.",
            "The period has ended without the thing that was named, whatever the number: not met.",
        ),
    ),
    "named-other": RuleWords(
        ("đủ số lượng, khác đối tượng", "the number is there, another thing"),
        (
            "Giữa kỳ, đủ số lượng nhưng chưa có đối tượng được nêu tên: có nguy cơ chậm.",
            "Before the end, the number is there but not the thing that was named: at risk.",
        ),
    ),
    "named-not-yet": RuleWords(
        ("chưa có đối tượng được nêu tên", "the named thing is not there yet"),
        (
            "Giữa kỳ, chưa đủ số lượng và chưa có đối tượng được nêu tên: đánh giá theo số lượng.",
            "Before the end, neither the number nor the thing that was named is there: judged by the number.",
        ),
    ),
    "compound": RuleWords(
        ("mọi phần đều phải đạt", "every part must hold"),
        (
            "Chỉ tiêu nhiều phần tính là một, đạt khi mọi phần đều đạt; phần kém nhất quyết định.",
            "A target of several parts counts once and is met only when every part is; the worst part decides.",
        ),
    ),
    "part-overridden": RuleWords(
        ("phần do người có thẩm quyền quyết định", "a part was decided by a signer"),
        (
            "Một phần được đánh giá lại bởi người có thẩm quyền; đánh giá theo quy tắc vẫn được giữ.",
            "A part was decided by an authorised signer; the word by the rule is kept beside it.",
        ),
    ),
}
