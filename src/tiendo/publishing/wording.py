"""Every finding, reason and condition in words: official Vietnamese first, complete English.

Stages return rules and exact facts (`Reason`, `Problem`); only this file turns them into sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date as _babel_date
from babel.numbers import format_decimal

from tiendo.model.observation import Vintage
from tiendo.model.period import Period, PeriodKind
from tiendo.model.problem import Problem
from tiendo.model.target import Baseline, Change, ChangeIn, Comparator, Condition, Target, TermForm
from tiendo.model.verdict import Reason, ShareCheck, ShareRelation, VerdictWord

VERDICT_WORDS: Mapping[VerdictWord, tuple[str, str]] = {
    VerdictWord.EXCEEDED: ("Vượt", "Exceeded"),
    VerdictWord.MET: ("Đạt", "Met"),
    VerdictWord.NOT_MET: ("Không đạt", "Not met"),
    VerdictWord.ON_TRACK: ("Đúng tiến độ", "On track"),
    VerdictWord.AT_RISK: ("Có nguy cơ chậm", "At risk"),
    VerdictWord.OFF_TRACK: ("Chậm tiến độ", "Off track"),
    VerdictWord.CANNOT_JUDGE: ("Chưa đánh giá được", "Cannot judge yet"),
    VerdictWord.NO_DATA: ("Chưa có số liệu", "No data"),
}

VINTAGE_WORDS: Mapping[Vintage, tuple[str, str]] = {
    Vintage.ESTIMATE: ("ước tính", "estimate"),
    Vintage.PRELIMINARY: ("sơ bộ", "preliminary"),
    Vintage.OFFICIAL: ("chính thức", "official"),
}

TERM_FORM_WORDS: Mapping[TermForm, tuple[str, str]] = {
    TermForm.AVERAGE: ("bình quân mỗi năm trong kỳ", "average a year over the term"),
    TermForm.CUMULATIVE: ("lũy kế cả kỳ", "cumulative over the term"),
    TermForm.END_LEVEL: ("mức đạt được vào năm cuối kỳ", "level in the last year of the term"),
}

# rule → (Vietnamese, English). Facts stand in braces; what a fact needs (number, month, list) is done by `_fact`.
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
    "holds": ("Điều kiện đang được giữ: {failing_text}.", "The condition holds: {failing_text}."),
    "fails": ("Điều kiện không được giữ: {failing_text}.", "The condition does not hold: {failing_text}."),
    "met-exact": ("Điều kiện được giữ đến hết kỳ: {failing_text}.", "The condition held to the end: {failing_text}."),
    "not-met-exact": (
        "Điều kiện không được giữ đến hết kỳ: {failing_text}.",
        "The condition did not hold at the end: {failing_text}.",
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
        "Numerator and denominator are not complete ({weight}).",
    ),
    "baseline-missing": (
        "Chưa nhập gốc so sánh nên chưa tính được mức tăng, giảm.",
        "The baseline has not been entered, so the change cannot be counted.",
    ),
    "baseline-zero": (
        "Gốc so sánh bằng 0 nên không tính được tỷ lệ tăng, giảm.",
        "The baseline is 0, so a change in per cent has no meaning.",
    ),
    "unit-differs": (
        "Đơn vị giao ({promised_unit}) và đơn vị báo cáo ({unit}) không quy đổi được cho nhau.",
        "The promised unit ({promised_unit}) and the reported unit ({unit}) do not convert.",
    ),
    "needs-path": (
        "Thực hiện {actual}, mức giao {promised}; cần gốc so sánh hoặc kịch bản để đánh giá giữa kỳ.",
        "Now {actual}, promised {promised}; a baseline or a trajectory is needed to judge before the end.",
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
        "Mới thực hiện {actual}, theo kịch bản cần {due}; kể cả khi {missing} báo cáo đủ phần được giao, đánh giá vẫn như vậy.",
        "Only {actual} of the {due} due; the word stays the same even if {missing} bring all that was due of their shares.",
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
    "no-period": ("Văn bản không nói rõ năm của kế hoạch.", "The text does not say which year it plans."),
    "no-place": ("Văn bản không nói rõ địa bàn.", "The text does not say which place it is about."),
    # files
    "file-too-large": (
        "Tệp “{name}” lớn hơn {megabytes} MB; hãy gửi tệp nhỏ hơn hoặc dán phần văn bản cần đọc.",
        "The file “{name}” is larger than {megabytes} MB; send a smaller one or paste the text.",
    ),
    "file-empty": (
        "Tệp “{name}” không có chữ nào; hãy kiểm tra lại tệp.",
        "The file “{name}” holds no text; check the file.",
    ),
    "file-broken": (
        "Không mở được tệp “{name}” vì tệp bị hỏng hoặc có mật khẩu; hãy lưu lại tệp rồi gửi lại.",
        "The file “{name}” cannot be opened: it is broken or locked; save it again and resend.",
    ),
    "file-missing": ("Không tìm thấy tệp “{name}”.", "There is no file “{name}”."),
    "kind-unknown": (
        "Tệp “{name}” không thuộc loại đọc được; hãy dùng .txt, .html, .docx hoặc .pdf.",
        "The file “{name}” is of a kind that cannot be read; use .txt, .html, .docx or .pdf.",
    ),
    "encoding-unknown": (
        "Tệp “{name}” không phải Unicode; hãy lưu lại dạng UTF-8.",
        "The file “{name}” is not Unicode; save it as UTF-8.",
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
}

_UNITS_EN = {
    "tấn": "tonnes", "tỷ đồng": "billion VND", "triệu đồng": "million VND", "hộ": "households", "lao động": "workers",
    "sản phẩm": "products", "trường": "schools", "xã": "communes", "tiêu chí/xã": "criteria per commune",
    "tiêu chí": "criteria", "người": "persons", "điểm %": "percentage points",
    "triệu đồng/người/năm": "million VND per person a year", "đồng": "VND", "nghìn tỷ đồng": "thousand billion VND",
}  # fmt: skip


def pick(pair: tuple[str, str], language: str) -> str:
    """The half of a (Vietnamese, English) pair."""
    return pair[1] if language == "en" else pair[0]


def say(said: Reason | Problem, language: str, names: Mapping[str, str] | None = None) -> str:
    """One sentence for a reason or a problem. `names` turns place codes into names. Raises KeyError for a rule
    without words, so that a missing sentence is found by a test and never shown as a code."""
    sentence = pick(SENTENCES[said.rule], language)
    facts = dict(said.facts)
    unit = facts.get("unit")
    words = {key: _fact(key, value, unit, language, names or {}) for key, value in facts.items()}
    words.setdefault("failing_text", _failing(facts, language, names or {}))
    return sentence.format_map(words)


def format_number(value: Decimal | None, decimals: int, language: str) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; half away from zero; no trailing zeros; "—" for absent."""
    if value is None:
        return "—"
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(rounded, format=pattern, locale="en" if language == "en" else "vi")


def format_exact(value: Decimal, language: str) -> str:
    """Every digit the value has."""
    exponent = value.normalize().as_tuple().exponent
    return format_number(value, max(0, -exponent) if isinstance(exponent, int) else 0, language)


def format_date(day: date | None, language: str) -> str:
    """30/12/2023 in Vietnamese, 30 Dec 2023 in English; "—" for absent."""
    if day is None:
        return "—"
    return _babel_date(day, "d MMM y", locale="en") if language == "en" else f"{day:%d/%m/%Y}"


def format_unit(unit: str, language: str) -> str:
    """The unit's name in the language; Vietnamese stays as it is."""
    return _UNITS_EN.get(unit, unit) if language == "en" else unit


def format_amount(value: Decimal | None, unit: str, decimals: int, language: str) -> str:
    """Number and unit: "229.800 tấn", "94%"."""
    if value is None:
        return "—"
    said = format_number(value, decimals, language)
    return f"{said}{unit}" if unit in {"%", "‰"} else f"{said} {format_unit(unit, language)}"


def format_ratio(ratio: Decimal | None, language: str) -> str:
    """A ratio as per cent with one decimal: 109,5%."""
    return "—" if ratio is None else f"{format_number(ratio * 100, 1, language)}%"


def format_period(period: Period, language: str) -> str:
    """tháng 3/2024, quý I/2024, năm 2024, giai đoạn 2021-2025."""
    roman = ("I", "II", "III", "IV")
    vietnamese = language != "en"
    match period.kind:
        case PeriodKind.MONTH:
            if vietnamese:
                return f"tháng {period.first_month}/{period.first_year}"
            return _babel_date(date(period.first_year, period.first_month, 1), "MMMM y", locale="en")
        case PeriodKind.QUARTER:
            quarter = roman[period.first_month // 3]
            return f"{'quý' if vietnamese else 'quarter'} {quarter}/{period.first_year}"
        case PeriodKind.HALF:
            half = "đầu" if period.first_month == 1 else "cuối"
            return f"6 tháng {half} năm {period.first_year}" if vietnamese else period.code
        case PeriodKind.YEAR:
            return f"năm {period.first_year}" if vietnamese else str(period.first_year)
        case PeriodKind.TERM:
            return f"giai đoạn {period.code}" if vietnamese else period.code


def describe_condition(condition: Condition, language: str, baseline: Baseline | None = None) -> str:
    """A condition in words: "229.800 tấn", "giảm 15% so với 140", "từ 6,5% đến 7%"."""
    amount = _amount(condition.value, condition.unit, language)
    vietnamese = language != "en"
    match condition.comparator:
        case Comparator.RANGE if condition.value_max is not None:
            top = _amount(condition.value_max, condition.unit, language)
            low = format_exact(condition.value, language)
            said = f"từ {low} đến {top}" if vietnamese else f"{low} to {top}"
        case Comparator.AT_LEAST:
            said = f"{amount} trở lên" if vietnamese else f"at least {amount}"
        case Comparator.AT_MOST:
            said = f"không quá {amount}" if vietnamese else f"at most {amount}"
        case Comparator.MORE_THAN:
            said = f"trên {amount}" if vietnamese else f"more than {amount}"
        case Comparator.LESS_THAN:
            said = f"dưới {amount}" if vietnamese else f"less than {amount}"
        case Comparator.ABOUT:
            slack = format_ratio(condition.tolerance, language)
            said = f"khoảng {amount} (±{slack})" if vietnamese else f"about {amount} (±{slack})"
        case _:
            said = amount
    if condition.change is not Change.NONE:
        up = condition.change is Change.INCREASE
        verb = ("tăng" if up else "giảm") if vietnamese else ("up by" if up else "down by")
        said = f"{verb} {said}"
        if condition.change_in is ChangeIn.POINTS and "điểm" not in condition.unit:
            said += " (điểm phần trăm)" if vietnamese else " (percentage points)"
        if baseline is not None:
            start = format_exact(baseline.value, language)
            said += f" so với gốc {start}" if vietnamese else f" from a baseline of {start}"
    if condition.keep:
        said = f"duy trì {said}" if vietnamese else f"keep {said}"
    return said


def describe_target(target: Target, language: str) -> str:
    """All conditions of a target in words; the parts of a compound one joined."""
    if target.is_compound:
        return "; ".join(describe_target(p, language) for p in target.parts)
    joined = " và " if language != "en" else " and "
    said = joined.join(describe_condition(c, language, target.baseline) for c in target.conditions)
    return f"{said}: {target.subject}" if target.subject else said


def describe_shares(check: ShareCheck, unit: str, language: str) -> str:
    """Whether the shares add up, or by how much they don't."""
    vietnamese = language != "en"
    match check.relation:
        case ShareRelation.NONE:
            return "Chưa phân bổ." if vietnamese else "Not shared out yet."
        case ShareRelation.NOT_ADDITIVE:
            return (
                "Chỉ tiêu này không cộng được giữa các địa bàn."
                if vietnamese
                else "This target does not add up over places."
            )
    total, promised = _amount(check.total, unit, language), _amount(check.promised, unit, language)
    difference = _amount(abs(check.difference or Decimal(0)), unit, language)
    match check.relation:
        case ShareRelation.EQUAL:
            return (
                f"Tổng phân bổ {total}, khớp với mức giao."
                if vietnamese
                else f"The shares add up to {total}, as promised."
            )
        case ShareRelation.BELOW:
            return (
                f"Tổng phân bổ {total}, còn thiếu {difference} so với mức giao {promised}."
                if vietnamese
                else f"The shares add up to {total}, {difference} short of {promised}."
            )
        case _:
            return (
                f"Tổng phân bổ {total}, vượt {difference} so với mức giao {promised}."
                if vietnamese
                else f"The shares add up to {total}, {difference} above {promised}."
            )


def describe_missing(missing: object, language: str, names: Mapping[str, str]) -> str:
    """ "xã Thủy Tây (tháng 3)": places and the months that they owe; `missing` as in a Reason's facts."""
    said = []
    pairs = missing if isinstance(missing, tuple) else ()
    for code, months in pairs:
        name = names.get(code, code)
        listed = ", ".join(_month(m, language) for m in months)
        said.append(f"{name} ({listed})" if listed else name)
    return "; ".join(said)


def _month(code: str, language: str) -> str:
    month = Period.parse(code)
    return f"tháng {month.first_month}" if language != "en" else format_period(month, language)


def _amount(value: Decimal | None, unit: str, language: str) -> str:
    if value is None:
        return "—"
    exponent = value.normalize().as_tuple().exponent
    decimals = min(max(0, -exponent) if isinstance(exponent, int) else 0, 2 if unit != "tỷ đồng" else 3)
    return format_amount(value, unit, decimals, language)


def _fact(key: str, value: object, unit: object, language: str, names: Mapping[str, str]) -> str:
    """One fact as text, by what it is."""
    if key == "missing":
        return describe_missing(value, language, names) if isinstance(value, tuple) else str(value)
    if isinstance(value, Decimal):
        in_unit = key in {"actual", "promised", "due", "topped_up"} and isinstance(unit, str)
        return _amount(value, str(unit), language) if in_unit else format_exact(value, language)
    if isinstance(value, Period):
        return format_period(value, language)
    if isinstance(value, tuple):
        joined = ", ".join(names.get(str(v), str(v)) for v in value)
        return joined or ("chưa có" if language != "en" else "none")
    if key in {"unit", "promised_unit"}:
        return format_unit(str(value), language)
    return str(value)


def _failing(facts: Mapping[str, object], language: str, names: Mapping[str, str]) -> str:
    """Who fails a condition over all members; or the plain value for another exact condition."""
    failing = facts.get("failing")
    if not isinstance(failing, tuple):
        actual = facts.get("actual")
        return _amount(actual if isinstance(actual, Decimal) else None, str(facts.get("unit", "")), language)
    members = facts.get("members")
    total = format_exact(members, language) if isinstance(members, Decimal) else "?"
    if not failing:
        return f"0/{total} địa bàn vi phạm" if language != "en" else f"0 of {total} places fail"
    listed = ", ".join(names.get(str(c), str(c)) for c in failing)
    return (
        f"{len(failing)}/{total} địa bàn: {listed}"
        if language != "en"
        else f"{len(failing)} of {total} places: {listed}"
    )
