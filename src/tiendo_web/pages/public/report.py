"""The report of a programme: on the page, and as a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from tiendo.catalogue.load import Catalogue, load_catalogue
from tiendo.model.period import Period
from tiendo.model.report import Report, ReportLine
from tiendo.publishing.report import Block, Grid, Heading, Item, Paragraph, report_blocks, report_title
from tiendo.publishing.report_docx import report_docx
from tiendo.publishing.report_text import report_markdown, report_text
from tiendo_web import clock
from tiendo_web.pages.one_state import unmixed
from tiendo_web.pages.templatetags.said import with_typed
from tiendo_web.records import queries
from tiendo_web.records.models import Programme

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FILES: Mapping[str, tuple[str, Callable[[Report, Catalogue, str], bytes | str]]] = {
    "docx": (_WORD, report_docx),
    "txt": ("text/plain; charset=utf-8", report_text),
    "md": ("text/markdown; charset=utf-8", report_markdown),
}


@unmixed
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """The report up to the month asked for ("?den=2024-09"), with the months to choose from and the files."""
    programme, month = _asked(request, slug)
    today, language = clock.today(), _language()
    report = queries.report_of(programme, month=month, today=today, language=language)
    year = Period.parse(programme.period)
    months = queries.months_to_report(queries.standing(programme, today=today))
    blocks = report_blocks(report, load_catalogue(), language)
    typed = _typed(report)
    context = {
        "programme": programme,
        "choices": [(m.code, year.through(m), year.through(m) == report.period) for m in months],
        "kinds": [("docx", "Word (.docx)"), ("txt", ".txt"), ("md", ".md")],
        "about": report_title(report, language)[1],
        "blocks": [_shown(block, typed) for block in blocks],
    }
    return render(request, "public/report.html", context)


@unmixed
def file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The report as a file: docx, txt or md."""
    programme, month = _asked(request, slug)
    if kind not in _FILES:
        raise Http404
    media_type, write = _FILES[kind]
    report = queries.report_of(programme, month=month, today=clock.today(), language=_language())
    answer = HttpResponse(write(report, load_catalogue(), _language()), content_type=media_type)
    name = f"bao-cao-{slug}-{report.period.months()[-1].code}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(block: Block, typed: set[str]) -> dict[str, object]:
    """A block as the template takes it; each cell of a table with the head of its column."""
    match block:
        case Grid(heads, rows):
            return {"heads": heads, "rows": [list(zip(heads, row, strict=True)) for row in rows]}
        case Heading(text):
            return {"heading": with_typed(text, typed)}
        case Item(sign, text):
            return {"sign": sign, "text": with_typed(text, typed)}
        case Paragraph(text):
            return {"sign": "", "text": with_typed(text, typed)}


def _asked(request: HttpRequest, slug: str) -> tuple[Programme, Period | None]:
    """The programme of a year, and the month that was chosen among those with figures."""
    programme = get_object_or_404(queries.current_programmes(), slug=slug)
    if len(Period.parse(programme.period).years()) > 1:
        raise Http404  # a plan of several years has a pace and no report
    code = request.GET.get("den", "")
    if not code:
        return programme, None
    months = queries.months_to_report(queries.standing(programme, today=clock.today()))
    month = next((m for m in months if m.code == code), None)
    if month is None:
        raise Http404
    return programme, month


def _typed(report: Report) -> set[str]:
    """What people typed, which stays Vietnamese in an English report."""
    found = {report.decision, report.authority, report.title}
    if report.recount:
        found.add(report.recount.closing.document)
    for line in (one for whole in report.lines for one in whole.rows):
        found |= _typed_of(line)
    return found


def _typed_of(line: ReportLine) -> set[str]:
    verdict = line.verdict
    found = {line.owner, verdict.target.subject or "", *(verdict.total.named if verdict.total else ())}
    found |= {o.text.strip(" .") for o in line.obstacles}
    found |= {r.text.strip(" .") for o in line.obstacles for r in o.remedies}
    signed = verdict.override
    return found | ({signed.signer, signed.reason.strip(" ."), signed.document} if signed else set())


def _language() -> str:
    return get_language() or "vi"
