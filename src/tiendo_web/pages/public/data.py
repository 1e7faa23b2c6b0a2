"""CSV of everything shown."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from tiendo.catalogue.load import load_catalogue
from tiendo.model.period import Period
from tiendo.model.total import Total
from tiendo.model.verdict import Verdict
from tiendo.publishing.closing_words import closing_table
from tiendo.publishing.csv_file import write_csv
from tiendo.publishing.tables import FileTable, figures_table, place_table, progress_table, term_table, work_table
from tiendo_web import clock
from tiendo_web.pages.one_state import unmixed
from tiendo_web.pages.templatetags.said import day, named, place_names
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Closing, Programme, Target, TargetSet


def listing(request: HttpRequest) -> HttpResponse:
    """What can be taken away."""
    standings = [queries.standing(p, today=clock.today()) for p in queries.current_programmes()]
    closed = set(Closing.objects.values_list("programme", flat=True))
    return render(request, "public/data.html", {"standings": standings, "closed": closed})


@unmixed
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The progress table of a programme."""
    where = queries.standing(_programme(slug), today=clock.today())
    table = progress_table(
        where.verdicts,
        load_catalogue(),
        _language(),
        names=place_names(where),
        labels={key: named(row) for key, row in where.rows.items()},
        owners={key: named(row.owner) for key, row in where.rows.items() if row.owner},
        source=_source(where.target_set),
    )
    return file_of(table, f"tien-do-{slug}.csv")


@unmixed
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """A term plan: years so far and what each remaining year still needs."""
    programme = _programme(slug)
    if len(Period.parse(programme.period).years()) == 1:
        raise Http404  # a programme of one year has no years to come
    lines = [(named(row), record, pace) for row, record, pace in queries.term_standing(programme, today=clock.today())]
    counted = {(record.indicator_code, record.provider) for _name, record, _pace in lines}
    found: dict[str, list[str]] = {}
    for o in queries.approved_observations(programme):
        if (o.indicator_code, o.provider) not in counted:
            continue
        told = found.setdefault(o.indicator_code, [])
        if o.source and o.source not in told:
            told.append(o.source)
    sources = {code: "; ".join(told) for code, told in found.items()}
    table = term_table(lines, _language(), sources=sources, sample=programme.sample)
    return file_of(table, f"ke-hoach-{slug}.csv")


@unmixed
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Every approved figure behind one target, by place and month."""
    where, verdict = rolled_up(pk)
    return file_of(_place_table(queries.in_full(where, verdict), where), f"chi-tieu-{pk}.csv")


@unmixed
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Every approved figure of one place."""
    programme = queries.programme_about(code, today=clock.today())
    if programme is None:
        raise Http404
    where = queries.standing(programme, today=clock.today())
    inside = where.ground.inside(code)
    if not inside:
        raise Http404
    rows: list[tuple[str, ...]] = []
    heads: tuple[str, ...] = ()
    for verdict in where.verdicts:
        for one in verdict.rows:
            if one.total is None:
                continue
            table = _place_table(queries.in_full(where, one, inside), where)
            heads = ("STT" if _language() == "vi" else "No.", *table.heads)
            rows += [(one.target.number, *r) for r in table.rows if r[0] in inside]
    return file_of(FileTable(heads, rows), f"dia-ban-{code}.csv")


@unmixed
def closing(request: HttpRequest, slug: str) -> HttpResponse:
    """What was declared of a year, every closing, beside what today's figures say."""
    where = queries.standing(_programme(slug), today=clock.today())
    closings = queries.recounts_of(where)
    if not closings:
        raise Http404
    catalogue = load_catalogue()
    now = {one.target.id: one for verdict in where.verdicts for one in (verdict, *verdict.parts)}
    table = closing_table(
        [recount for _row, recount in closings],
        {key: (one.said, one.total.value if one.total else None) for key, one in now.items()},
        _language(),
        labels={str(line.target_id): named(line) for row, _recount in closings for line in row.lines.all()},
        decimals={k: catalogue.indicators[o.total.indicator_code].decimals for k, o in now.items() if o.total},
    )
    return file_of(table, f"ket-qua-nam-{slug}.csv")


def work(request: HttpRequest, slug: str) -> HttpResponse:
    """Tasks, obstacles with remedies, and money on the targets of a programme."""
    works = queries.work_of(_programme(slug), _language())
    return file_of(work_table(works, _language()), f"viec-{slug}.csv")


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure read from a document that is shown."""
    found = get_object_or_404(queries.documents_shown(), pk=pk)
    figures = (convert.figure_record(f) for f in found.figures.all())
    return file_of(figures_table(figures, found.text, _language()), f"van-ban-{pk}.csv")


def rolled_up(pk: int) -> tuple[queries.Standing, Verdict]:
    """A target that readers may see, with a total; not found otherwise."""
    row = get_object_or_404(Target.objects.select_related("target_set__programme__place"), pk=pk, state="confirmed")
    if not row.target_set.programme.published:
        raise Http404
    where = queries.standing(row.target_set.programme, today=clock.today())
    verdict = where.verdict(str(pk))
    if verdict is None or verdict.total is None:
        raise Http404
    return where, verdict


def _programme(slug: str) -> Programme:
    return get_object_or_404(queries.current_programmes(), slug=slug)


def _place_table(total: Total, where: queries.Standing) -> FileTable:
    names = place_names(where)
    return place_table(total, load_catalogue(), _language(), names=names, observations=where.observations)


def _source(target_set: TargetSet | None) -> str:
    """The decision that gave the targets with its day, else the document that they were read from."""
    if target_set is None:
        return ""
    if target_set.decided_by:
        on = f", {day(target_set.decided_on)}" if target_set.decided_on else ""
        return f"{target_set.decided_by}{on}"
    return target_set.document.name if target_set.document else ""


def _language() -> str:
    return get_language() or "vi"


def file_of(table: FileTable, name: str) -> HttpResponse:
    """A table as a CSV file to keep."""
    answer = HttpResponse(write_csv(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
