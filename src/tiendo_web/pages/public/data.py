"""CSV of everything shown."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from tiendo.catalogue.load import load_catalogue
from tiendo.publishing.csv_file import write_csv
from tiendo.publishing.tables import FileTable, place_table, progress_table, term_table
from tiendo_web import clock
from tiendo_web.pages.templatetags.said import named, place_names
from tiendo_web.records import queries
from tiendo_web.records.models import Programme, Target


def listing(request: HttpRequest) -> HttpResponse:
    """What can be taken away."""
    standings = [queries.standing(p, today=clock.today()) for p in queries.current_programmes()]
    return render(request, "public/data.html", {"standings": standings})


def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The progress table of a programme."""
    where = queries.standing(_programme(slug), today=clock.today())
    labels = {key: named(row) for key, row in where.rows.items()}
    table = progress_table(where.verdicts, load_catalogue(), _language(), names=place_names(where), labels=labels)
    return _file(table, f"tien-do-{slug}.csv")


def term(request: HttpRequest, slug: str) -> HttpResponse:
    """A term plan: years so far and what each remaining year still needs."""
    standing = queries.term_standing(_programme(slug), today=clock.today())
    lines = [(named(row), record, pace) for row, record, pace in standing]
    return _file(term_table(lines, _language()), f"ke-hoach-{slug}.csv")


def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Every approved figure behind one target, by place and month."""
    row = get_object_or_404(Target.objects.select_related("target_set__programme__place"), pk=pk, state="confirmed")
    if not row.target_set.programme.published:
        raise Http404
    where = queries.standing(row.target_set.programme, today=clock.today())
    verdict = where.verdict(str(pk))
    if verdict is None or verdict.total is None:
        raise Http404
    return _file(
        place_table(verdict.total, load_catalogue(), _language(), names=place_names(where)), f"chi-tieu-{pk}.csv"
    )


def place(request: HttpRequest, code: str) -> HttpResponse:
    """Every approved figure of one place."""
    programme = queries.current_programmes().exclude(period__contains="-").first()
    if programme is None:
        raise Http404
    where = queries.standing(programme, today=clock.today())
    if code not in where.tree.children(programme.place.code):
        raise Http404
    rows: list[tuple[str, ...]] = []
    heads: tuple[str, ...] = ()
    for verdict in where.verdicts:
        for one in (verdict, *verdict.parts):
            if one.total is None:
                continue
            table = place_table(one.total, load_catalogue(), _language(), names=place_names(where))
            heads = ("STT" if _language() == "vi" else "No.", *table.heads)
            rows += [(one.target.number, *r) for r in table.rows if r[0] == code]
    return _file(FileTable(heads, rows), f"dia-ban-{code}.csv")


def _programme(slug: str) -> Programme:
    return get_object_or_404(queries.current_programmes(), slug=slug)


def _language() -> str:
    return get_language() or "vi"


def _file(table: FileTable, name: str) -> HttpResponse:
    answer = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
