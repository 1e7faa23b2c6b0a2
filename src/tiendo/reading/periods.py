"""Years and terms that a text names, and which of them its plan is for."""

from __future__ import annotations

import re

from tiendo.model.period import Period

_Y = r"(20\d\d)"
_TO = r"\s{0,3}(?:[-–—]|đến)\s{0,3}"
_TERM_WORDS = r"(?:(?:05|5|năm)\s+năm|giai đoạn|nhiệm kỳ|thời kỳ)"
_TERM = re.compile(rf"{_TERM_WORDS}\s+(?:năm\s+)?\(?{_Y}{_TO}{_Y}", re.IGNORECASE)
_TWO_YEARS = re.compile(rf"{_Y}{_TO}{_Y}", re.IGNORECASE)  # found at once, where the pattern above looks at every word
_COUNCIL = re.compile(
    r"(?:hđnd|hội đồng nhân dân|ubnd|(?:khóa|khoá)\s+[ivxlc\d]+)[^.\n]{0,50}$", re.IGNORECASE
)  # a council's years in office are no plan
# "5 năm 2021 - 2025" names no single year.
_ONE_YEAR = rf"năm\s+{_Y}\b(?!\s{{0,3}}[-–—]\s{{0,3}}20\d\d)"
_YEAR = re.compile(
    rf"\b(?:{_ONE_YEAR}|(?:kế hoạch|chỉ tiêu|nhiệm vụ|mục tiêu|vào|đến)\s+{_Y}\b(?!\s{{0,3}}[-–—]\s{{0,3}}20\d\d)|"
    rf"(?:quý\s(?:IV|I{{1,3}}|[1-4])|tháng\s\d{{1,2}})/{_Y})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<!\d)\d{1,2}\s{0,2}[-/.]\s{0,2}\d{1,2}\s{0,2}[-/.]\s{0,2}(20\d\d)|ngày\s\d{1,2}\stháng\s\d{1,2}\snăm\s(20\d\d)",
    re.IGNORECASE,
)
_HORIZON = re.compile(r"(?:đến|(?<!bước\s)vào|tới|cuối|hết|trước)(?:\s+(?:cuối|hết|năm))?\s*$", re.IGNORECASE)
_PLANNED_BEFORE = re.compile(
    r"(?:kế hoạch|nhiệm vụ|chỉ tiêu|mục tiêu|phấn đấu|chương trình|bước sang|sang|cho|phương hướng|dự toán|quyết nghị|nghị quyết về)[^.\n;(]{0,80}$",
    re.IGNORECASE,
)
_PLANNED_AFTER = re.compile(
    r"[^.\n;]{0,60}?\b(?:phấn đấu|đề ra|chỉ tiêu|mục tiêu|đặt|dự kiến|nhắm|muốn|sẽ|quyết tâm|chọn)\b", re.IGNORECASE
)
_TOLD = re.compile(
    r"[^.\n;]{0,60}?(?:\bước\b|\bđã\b|\bđạt và vượt\b|\bchỉ tiêu (?:vượt|đạt|hoàn thành)|\bhoàn thành \d|\bđạt (?:trên |gần |hơn )?\d|\bthực hiện được\b|\bcó \d+(?:/\d+)? chỉ tiêu (?:đạt|vượt|hoàn thành))",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(
    r"(?:kết quả|tình hình|tổng kết|đánh giá|thực hiện|nhìn lại|cùng kỳ)[^.\n;]{0,40}$|hoàn thành \d+/\d+ chỉ tiêu\s$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:(?:so với|bằng|gấp|hơn|so|từ)\s(?:[^\s.;]{1,12}\s){0,4}|\d\s?%\s(?:dự toán|kế hoạch)\s)$", re.IGNORECASE
)
_NEW_TERM = re.compile(r"nhiệm kỳ (?:mới|tới|này)|5 năm tới|năm năm tới", re.IGNORECASE)
_TERM_YEARS = 5  # between two congresses: "nhiệm kỳ mới … đến năm 2025" after 2015-2020 is 2020-2025
LONGEST_TERM = 10  # years


def years_in(text: str) -> list[int]:
    """Every single year named ("năm 2024", "kế hoạch 2024", "quý III/2024"), in text order."""
    return [int(m[1] or m[2] or m[3]) for m in _YEAR.finditer(text)]


def terms_in(text: str) -> list[Period]:
    """The terms named, in text order; not the years a council is in office."""
    if _TWO_YEARS.search(text) is None:
        return []
    found = []
    for match in _TERM.finditer(text):
        first, last = int(match[1]), int(match[2])
        office = match[0].lower().startswith("nhiệm kỳ") and _COUNCIL.search(
            text, max(0, match.start() - 70), match.start()
        )
        if 0 < last - first <= LONGEST_TERM and not office:
            found.append(Period.term(first, last))
    return found


def term_in(text: str) -> Period | None:
    """The first term named ("kế hoạch 05 năm 2021 - 2025", "giai đoạn 2021-2025")."""
    return next(iter(terms_in(text)), None)


def plan_period(title: str, body: str) -> tuple[Period | None, Period | None]:
    """(the period the targets are for, the term around it).

    The headline decides where it names a year or a term; "đến năm 2025" there is only how far its term reaches. Else
    the year that the body plans for, told from the years it reports. A term is the period where the text is of a
    congress or a five-year plan: no single year is planned, or only the term's own last one.
    """
    terms = terms_in(f"{title}\n{body}")
    own = terms_in(title)
    planned = _planned_year(title) if title else None
    in_title = planned is not None
    if (planned is None and not own) or (planned is not None and planned[2] < 0):
        in_body = _planned_year(body)  # a headline may tell of the year before: "Năm 2024, 7 chỉ tiêu vượt kế hoạch"
        if planned is None or (in_body is not None and in_body[0] > planned[0] and in_body[2] > planned[2]):
            planned, in_title = in_body, False
    if planned is None:
        period = max(own, key=lambda t: t.last_year, default=None) or max(
            terms, key=lambda t: t.last_year, default=None
        )
        return period, period
    year, horizon, score = planned
    whole = f"{title}\n{body}"
    around = next((t for t in terms if t.holds(Period.year(year))), None)
    latest = max(terms, key=lambda t: t.last_year, default=None)
    if latest is not None and (horizon or not in_title) and year <= latest.last_year:
        told = score < 1 or (horizon and year < latest.last_year)
        if told or (year == latest.last_year and _is_of_the_term(latest, year, whole, horizon)):
            return latest, latest
    if latest is not None and horizon and year - latest.last_year == _TERM_YEARS and _NEW_TERM.search(whole):
        following = Period.term(latest.last_year, year)
        return following, following
    return Period.year(year), around


def _is_of_the_term(term: Period, year: int, text: str, horizon: bool) -> bool:
    """Whether a text that speaks of a term's last year plans the whole term: it was written before that year came near."""
    dated = [int(m[1] or m[2]) for m in _DATE.finditer(text)]
    if dated:
        return min(dated) <= term.first_year + 1 and max(dated) < year
    if re.search(rf"\bnăm\s{year - 1}\b", text, re.IGNORECASE):
        return horizon and "đại hội" in text.lower()
    return horizon or "đại hội" in text.lower() or "nhiệm kỳ" in text.lower()


def _planned_year(text: str) -> tuple[int, bool, float] | None:
    """(the year that a text plans, whether it is only said as how far ("đến năm 2025"), how much speaks for it); None
    without any year."""
    best: tuple[int, bool, float] | None = None
    for n, match in enumerate(_YEAR.finditer(text)):
        year = int(match[1] or match[2] or match[3])
        before, after = text[max(0, match.start() - 100) : match.start()], text[match.end() : match.end() + 90]
        short = match[0].lower()
        horizon = bool(_HORIZON.search(before)) or short.startswith(("vào", "đến"))
        dated = re.search(r"(?:ngày\s\d{1,2}\s)?tháng\s\d{1,2}\s$", before, re.IGNORECASE) is not None
        score = 2.0 * bool(
            _PLANNED_BEFORE.search(before) or short.startswith(("kế hoạch", "chỉ tiêu", "nhiệm vụ", "mục tiêu"))
        )
        score += 1.5 * bool(_PLANNED_AFTER.match(after))
        score -= (
            2.0 * bool(not horizon and _TOLD.match(after))
            + 1.5 * bool(_TOLD_BEFORE.search(before))
            + 3.0 * dated
            + 0.5 * horizon
        )
        score -= 3.0 * bool(_COMPARED.search(before))
        score += (year - 2000) * 0.01 - min(n, 50) * 0.001
        if best is None or score > best[2]:
            best = (year, horizon, score)
    return best
