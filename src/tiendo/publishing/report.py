"""A report as blocks: headings, paragraphs, items and one table, which `report_text` and `report_docx` write to files.

Every number comes from totals and verdicts that are already computed: nothing is judged or summed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tiendo.catalogue.load import Catalogue
from tiendo.model.report import Report, ReportLine
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.closing_words import declared_words, differing_words, recounted_words
from tiendo.publishing.report_sentences import name_of, sentence_of
from tiendo.publishing.report_table import rows_of, table_heads
from tiendo.publishing.wording import VERDICT_WORDS, WITHIN, format_date, format_period, format_when, pick

# The fields that programmes are divided into (domain.md 7.1), and the groups of the catalogue that belong to each.
FIELDS: Sequence[tuple[tuple[str, str], frozenset[str]]] = (
    (
        ("Kinh tế", "Economy"),
        frozenset(
            [
                "economy",
                "budget",
                "investment",
                "infrastructure",
                "agriculture",
                "industry",
                "services",
                "new_rural",
                "ocop",
                "digital",
            ]
        ),
    ),
    (
        ("Văn hóa - xã hội", "Culture and society"),
        frozenset(["education", "health", "population", "culture", "labour", "poverty"]),
    ),
    (("Môi trường", "Environment"), frozenset({"environment"})),
    (("Quốc phòng - an ninh", "Defence and security"), frozenset({"defence_security"})),
    (("Xây dựng Đảng, hệ thống chính trị", "Party and administration"), frozenset({"party", "admin_reform"})),
)
_BEHIND = {VerdictWord.NOT_MET, VerdictWord.OFF_TRACK, VerdictWord.AT_RISK}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, with its Roman number."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One target in a list; `sign` is its number ("5a") or a dash."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, and rows of as many cells. A row whose first cell is a Roman number heads a group."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Grid


def report_title(report: Report, language: str) -> tuple[str, str]:
    """The name of the kind of document, and what it is about with its period: "BÁO CÁO", "Kết quả thực hiện …"."""
    when = format_when(report.period, language)
    title = report.title[:1].upper() + report.title[1:]
    if language == "en":
        return "REPORT", f"Results of: {title}; {when}"
    about = f"Kết quả thực hiện {title}"
    return "BÁO CÁO", about if when in about else f"{about}, {when}"


def report_blocks(report: Report, catalogue: Catalogue, language: str) -> tuple[Block, ...]:
    """Everything below the title: where it stands, each target by field, what is behind and why, the table."""
    groups = list(_groups(report, catalogue))
    blocks: list[Block] = [*(Paragraph(p) for p in _opening(report, language))]
    for n, (field, lines) in enumerate(groups):
        blocks.append(Heading(f"{_ROMAN[n]}. {pick(field, language)}"))
        for line in lines:
            blocks += [
                Item(f"{one.verdict.target.number}.", sentence_of(one, report, catalogue, language))
                for one in (line, *line.parts)
            ]
            blocks += [
                Item("-", pick(WITHIN, language) + sentence_of(one, report, catalogue, language))
                for one in line.sub_rows
            ]
    numbers = iter(_ROMAN[len(groups) :])
    if behind := [line for line in report.lines if line.verdict.said in _BEHIND]:
        named = ("Chỉ tiêu chưa đạt, chậm tiến độ và nguyên nhân", "Targets behind, and why")
        blocks.append(Heading(f"{next(numbers)}. {pick(named, language)}"))
        blocks += [Item("-", _behind(line, catalogue, language)) for line in behind]
    if report.lines:
        named = ("Biểu tiến độ thực hiện các chỉ tiêu", "Progress table")
        blocks.append(Heading(f"{next(numbers)}. {pick(named, language)}"))
        blocks.append(_grid(report, groups, catalogue, language))
        lines = [one for line in report.lines for one in line.rows]
        if any(one.verdict.total and not one.verdict.total.complete for one in lines):
            note = (
                "Trong ngoặc là số địa bàn đã báo cáo đủ trên tổng số địa bàn.",
                "In brackets: places that have reported in full, of all places.",
            )
            blocks.append(Paragraph(pick(note, language)))
    return tuple(blocks)


Group = tuple[tuple[str, str], list[ReportLine]]


def _groups(report: Report, catalogue: Catalogue) -> Iterator[Group]:
    """The fields that have a target, in their order; a compound target stands where its first part does."""
    by_field: dict[tuple[str, str], list[ReportLine]] = {field: [] for field, _ in FIELDS}
    for line in report.lines:
        code = next(one.verdict.target.indicator_code for one in (*line.parts, line))
        group = catalogue.indicators[code or ""].group
        by_field[next(field for field, groups in FIELDS if group in groups)].append(line)
    yield from ((field, lines) for field, lines in by_field.items() if lines)


def _opening(report: Report, language: str) -> Iterator[str]:
    vietnamese = language != "en"
    yield f"Địa bàn: {report.place}." if vietnamese else f"Place: {report.place}."
    if report.decision:
        yield f"Căn cứ: {report.decision}." if vietnamese else f"Under: {report.decision}."
    month, day = format_period(report.period.months()[-1], language), format_date(report.today, language)
    if vietnamese:
        yield f"Số liệu đến hết {month}, tính đến ngày {day}; số không ghi là ước hay chính thức là số sơ bộ."
    else:
        yield f"Figures through {month}, as of {day}; those not called estimated or official are preliminary."
    if report.sample:
        yield "Báo cáo có số liệu mẫu." if vietnamese else "Some figures are sample data."
    yield _counted(report, language)
    if recount := report.recount:
        yield f"{declared_words(recount.closing, language)} {recounted_words(recount, language)}"
        yield from (differing_words(one, language, report.names) for one in recount.differing)
    if report.lines:
        yield "Kết quả cụ thể như sau:" if vietnamese else "Target by target:"


def _counted(report: Report, language: str) -> str:
    """How many targets there are, and how many carry each word, red first."""
    found = Counter(line.verdict.said for line in report.lines)
    entered, stated = len(report.lines), report.stated
    words = [(found[word], pick(VERDICT_WORDS[word], language).lower()) for word in VerdictWord if found[word]]
    if language == "en":
        start = f"{entered} targets" if stated is None else f"{stated} targets stated, {entered} entered"
        return f"{start}: {', '.join(f'{n} {word}' for n, word in words) or 'none yet'}."
    start = f"Chương trình có {entered if stated is None else stated} chỉ tiêu"
    if stated is not None and stated != entered:
        start += f", đã nhập {entered} chỉ tiêu"
    return f"{start}: {', '.join(f'{n} chỉ tiêu {word}' for n, word in words) or 'chưa có đánh giá'}."


def _behind(line: ReportLine, catalogue: Catalogue, language: str) -> str:
    """Which target, whose, what hinders it and what is done. Its numbers have been said above."""
    vietnamese, target = language != "en", line.verdict.target
    word = pick(VERDICT_WORDS[line.verdict.said], language).lower()
    name = "" if target.is_compound else f" ({name_of(line, catalogue, language)})"
    said = [f"{'Chỉ tiêu số' if vietnamese else 'Target'} {target.number}{name}: {word}."]
    if line.owner:
        said.append(f"{'Cơ quan phụ trách' if vietnamese else 'Owner'}: {line.owner}.")
    obstacles = [o for one in (line, *line.parts) for o in one.obstacles]
    for obstacle in obstacles:
        said.append(f"{'Hạn chế' if vietnamese else 'Obstacle'}: {obstacle.text.strip(' .')}.")
        for remedy in obstacle.remedies:
            due = f" ({'hạn' if vietnamese else 'due'} {format_date(remedy.due, language)})" if remedy.due else ""
            said.append(f"{'Giải pháp' if vietnamese else 'Remedy'}: {remedy.text.strip(' .')}{due}.")
    if not obstacles:
        said.append("Chưa ghi nhận hạn chế." if vietnamese else "No obstacle has been recorded.")
    return " ".join(said)


def _grid(report: Report, groups: Sequence[Group], catalogue: Catalogue, language: str) -> Grid:
    heads = table_heads(report, language)
    rows: list[tuple[str, ...]] = []
    for n, (field, lines) in enumerate(groups):
        rows.append((_ROMAN[n], pick(field, language), *("" for _ in heads[2:])))
        rows += [row for line in lines for row in rows_of(line, report, catalogue, language)]
    return Grid(heads, tuple(rows))
