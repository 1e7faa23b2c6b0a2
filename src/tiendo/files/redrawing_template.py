"""The empty table of an act that redraws places, as a workbook and as CSV: with rows that show how, a merger and a split.

In the workbook codes and shares are text, so that a spreadsheet drops no zero in front and makes no date of 1/2; kinds and
bases are chosen from a list; a second sheet says what goes where. `read_redrawing` takes the first sheet back.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tiendo.files.redrawing import COLUMNS, KINDS
from tiendo.model.place_change import ShareBasis
from tiendo.publishing.wording import pick

_ROWS = 2000  # that are prepared for typing; more can be added
_WIDTHS = {"name": 24, "kind": 14, "basis": 18, "source": 32, "document": 24}
_USUAL_WIDTH = 13
_DAYS = frozenset({"day", "signed"})
_MADE = datetime(2025, 7, 1)  # noqa: DTZ001 -- the same file every time

_BASES: dict[ShareBasis, tuple[str, str]] = {
    ShareBasis.WHOLE: ("nguyên vẹn", "whole"),
    ShareBasis.POPULATION: ("dân số", "population"),
    ShareBasis.AREA: ("diện tích", "area"),
    ShareBasis.HOUSEHOLDS: ("số hộ", "households"),
    ShareBasis.EQUAL_PARTS: ("chia đều", "equal_parts"),
}
_SHEETS = (("Thay đổi địa bàn", "Changes of places"), ("Cách điền", "How to fill it in"))
_HELP: tuple[tuple[str, tuple[str, str]], ...] = (
    ("", (
        "Mỗi dòng: một phần của một địa bàn cũ nay thuộc một địa bàn mới.",
        "A row: a part of an old place now lies in a new one.",
    )),
    ("", (
        "Bốn dòng đầu là ví dụ: một vụ nhập, một vụ chia; hãy xóa trước khi gửi.",
        "The first four rows are an example, a merger and a split; delete them before sending.",
    )),
    ("old", ("Mã chính thức của địa bàn cũ, đủ số 0 ở đầu.", "Official code of the old place, with the zeros in front.")),
    ("new", ("Mã của địa bàn mới; mã cũ có thể được dùng lại.", "Code of the new place; an old code may be used again.")),
    ("name", ("Một lần cho mỗi địa bàn mới, không ghi loại.", "Once for each new place, without its kind.")),
    ("kind", ("Chọn trong danh sách; một lần cho mỗi địa bàn mới.", "From the list; once for each new place.")),
    ("parent", ("Mã của địa bàn bên trên; để trống nếu không có.", "Code of the place above; empty where there is none.")),
    ("share", (
        "1 khi chuyển nguyên vẹn; 0,62 hay 62% hay 1/3 khi chia. Các phần của một địa bàn cũ cộng lại bằng 1.",
        "1 for a whole place; 0.62 or 62% or 1/3 for a part. The parts of an old place add up to 1.",
    )),
    ("basis", (
        "Tỷ lệ tính theo gì. Chưa biết tỷ lệ thì chọn “chia đều”: mọi số tính lại sẽ ghi như vậy, biết thì sửa sau.",
        "What the share was worked out from. Not known: equal_parts; every restated figure says so, and it can be corrected.",
    )),
    ("source", ("Ai nói tỷ lệ đó, như “Niên giám thống kê 2024, bảng 12”.", "Who says so, such as a yearbook and its table.")),
    ("day", ("Ngày đầu tiên của địa bàn mới; ghi ở dòng đầu là đủ.", "First day of the new places; in the first row is enough.")),
    ("document", ("Số văn bản; mỗi tệp một văn bản.", "Number of the act; one act a file.")),
    ("signed", ("Ngày ký văn bản.", "Day on which the act was signed.")),
)  # fmt: skip


def empty_table(language: str) -> bytes:
    """The table as CSV that a spreadsheet opens."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow(_heads(language))
    for row in _example(language):
        write.writerow([f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def empty_workbook(language: str) -> bytes:
    """The table as .xlsx; the same bytes every time."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": _MADE, "title": pick(_SHEETS[0], language)})
        head = book.add_format({"bold": True, "bg_color": "#0e3f50", "font_color": "#ffffff", "border": 1})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd/mm/yyyy"})
        sample = {"italic": True, "font_color": "#5a6a72"}
        example = {
            False: book.add_format({"num_format": "@", **sample}),
            True: book.add_format({"num_format": "dd/mm/yyyy", "align": "left", **sample}),
        }
        table = book.add_worksheet(pick(_SHEETS[0], language))
        _columns(table, language, head, text, day)
        for at, row in enumerate(_example(language), start=1):
            for column, cell in enumerate(row):
                of_day = isinstance(cell, date)
                write = table.write_datetime if of_day else table.write_string
                write(at, column, cell, example[of_day])
        _lists(table, language)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _help(book.add_worksheet(pick(_SHEETS[1], language)), language, head, wrapped)
    return out.getvalue()


def _columns(table: Worksheet, language: str, head: Format, text: Format, day: Format) -> None:
    for at, column in enumerate(COLUMNS):
        table.set_column(at, at, _WIDTHS.get(column, _USUAL_WIDTH), day if column in _DAYS else text)
    table.write_row(0, 0, _heads(language), head)
    table.freeze_panes(1, 0)
    table.set_landscape()
    table.fit_to_pages(1, 0)
    table.repeat_rows(0)


def _lists(table: Worksheet, language: str) -> None:
    """Kinds and bases to choose from; anything else is refused with a sentence where it is typed."""
    kinds = [kind.value if language == "en" else word for word, kind in KINDS.items()]
    bases = [pick(words, language) for words in _BASES.values()]
    refusal = pick(("Hãy chọn một từ trong danh sách.", "Choose one from the list."), language)
    for column, source in (("kind", kinds), ("basis", bases)):
        at = list(COLUMNS).index(column)
        told = {"validate": "list", "source": source, "error_title": _heads(language)[at], "error_message": refusal}
        table.data_validation(1, at, _ROWS, at, told)


def _help(sheet: Worksheet, language: str, head: Format, wrapped: Format) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 16, wrapped)
    sheet.set_column(1, 1, 120, wrapped)
    heads = ("column", "what to write") if language == "en" else ("cột", "ghi")
    sheet.write_row(0, 0, heads, head)
    for at, (column, said) in enumerate(_HELP, start=1):
        sheet.write_string(at, 0, pick(COLUMNS[column], language) if column else "", wrapped)
        sheet.write_string(at, 1, pick(said, language), wrapped)


def _heads(language: str) -> list[str]:
    return [pick(words, language) for words in COLUMNS.values()]


def _example(language: str) -> list[list[str | date]]:
    kind = pick(("xã", "commune"), language)
    whole, equal = (pick(_BASES[basis], language) for basis in (ShareBasis.WHOLE, ShareBasis.EQUAL_PARTS))
    act: list[str | date] = [date(2025, 7, 1), "1682/NQ-UBTVQH15", date(2025, 6, 16)]
    return [
        ["27874", "27877", "Thạnh Phước", kind, "80", "1", whole, "", *act],
        ["27880", "27877", "", "", "", "1", whole, "", *act],
        ["27829", "27817", "Tuyên Thạnh", kind, "80", "1/2", equal, "", *act],
        ["27829", "27841", "Hậu Thạnh", kind, "80", "1/2", equal, "", *act],
    ]
