"""`tiendo read`: plan texts in, the article and the register each implies out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.figure import Figure, FigureKind
from tiendo.model.period import Period, PeriodKind
from tiendo.model.problem import Problem, Severity
from tiendo.model.reading import IssuingDocument, ProposedObservation, Reading
from tiendo.model.target import Comparator
from tiendo.publishing.labelled import json_number, labelled_comparator
from tiendo.publishing.wording import (
    CHANGE_WORDS,
    FIGURE_KIND_WORDS,
    VINTAGE_WORDS,
    describe_target,
    format_date,
    format_period,
    format_read,
    format_when,
    pick,
    say,
)
from tiendo.reading.formats import LARGEST_BYTES, UnreadableDocument, open_document


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "json_dir", type=click.Path(path_type=Path), help="Write DIR/<stem>.json for each file.")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of what is printed."
)
def read(files: tuple[str, ...], json_dir: Path | None, lang: str) -> None:
    """Read plan texts: print the article and the register each implies.

    FILE is .docx, .pdf, .xlsx, .ods, .html, .txt, a labelled text (.json with a "text"), or - for standard input.
    Exit status: 0 all read, 1 a file could not be read, 2 wrong use.
    """
    catalogue = load_catalogue()
    failed = False
    if json_dir is not None:
        _writable(json_dir, files, lang)
    with click.progressbar(files, file=sys.stderr, hidden=len(files) < 20 or not sys.stderr.isatty()) as shown:
        for name in shown:
            try:
                document = _open(name)
            except UnreadableDocument as unreadable:
                click.echo(say(unreadable.problem, lang), err=True)
                failed = True
                continue
            reading = pipeline.read_document(document, catalogue)
            if json_dir is None:
                _print_reading(reading, lang)
            else:
                stem = "stdin" if name == "-" else Path(name).stem
                text = json.dumps(reading_as_json(reading), ensure_ascii=False, indent=2)
                try:
                    (json_dir / f"{stem}.json").write_text(text + "\n", encoding="utf-8")
                except OSError:
                    click.echo(say(Problem("output-closed", {"name": str(json_dir)}), lang), err=True)
                    sys.exit(1)
    sys.exit(1 if failed else 0)


def _writable(folder: Path, files: tuple[str, ...], lang: str) -> None:
    """Makes the folder of `--json`; wrong use when it cannot be made, or when two files would be written as one."""
    stems: dict[str, str] = {}
    for name in files:
        other = stems.setdefault("stdin" if name == "-" else Path(name).stem, name)
        if other != name:
            click.echo(say(Problem("same-stem", {"name": name, "other": other}), lang), err=True)
            sys.exit(2)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        usable = os.access(folder, os.W_OK)
    except OSError:
        usable = False
    if not usable:
        click.echo(say(Problem("output-closed", {"name": str(folder)}), lang), err=True)
        sys.exit(2)


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The shape of `--json`: as the labelled texts have it, spans as [start, end] offsets into the text."""
    place, article = reading.place, reading.article
    return {
        "place": {"name": place.name or None, "level": place.level, "province": place.province} if place else None,
        "year": reading.year,
        "period": [reading.period.first_year, reading.period.last_year] if reading.period else None,
        "term": [reading.term.first_year, reading.term.last_year] if reading.term else None,
        "stated_target_count": reading.stated_target_count,
        "issued": _issued_as_json(reading.issued),
        "article": {
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "authors": list(article.authors),
            "lead": article.lead,
        },
        "figures": [_figure_as_json(f, reading.document.text) for f in reading.figures],
        "observations": [_observation_as_json(o) for o in reading.observations],
        "problems": [say(p, "vi") for p in reading.problems],
    }


def _figure_as_json(figure: Figure, text: str) -> dict[str, Any]:
    return {
        "span": [figure.span.start, figure.span.end],
        "text": figure.span.of(text),
        "sentence": [figure.sentence.start, figure.sentence.end],
        "kind": figure.kind.value,
        "indicator": figure.indicator,
        "indicator_code": figure.indicator_code,
        "comparator": labelled_comparator(figure.comparator),
        "about": figure.comparator is Comparator.ABOUT,
        "value": json_number(figure.value),
        "value_max": None if figure.value_max is None else json_number(figure.value_max),
        "unit": _unit_as_written(figure, text),
        "change": figure.change.value,
        "subject": figure.subject,
        "rule": figure.rule,
        "group": figure.group,
        "when": _when_as_json(figure.when),
        "owners": list(figure.owners),
    }


def _unit_as_written(figure: Figure, text: str) -> str:
    """The unit; points of a percentage in the words of the text, as labelled texts have them."""
    said = text[figure.number.end :].lstrip()[: len(_POINTS)].lower()
    return figure.unit.replace("điểm %", _POINTS) if said == _POINTS else figure.unit


def _observation_as_json(proposed: ProposedObservation) -> dict[str, Any]:
    observation = proposed.observation
    return {
        "indicator_code": observation.indicator_code,
        "period": _when_as_json(observation.period),
        "value": None if observation.value is None else json_number(observation.value),
        "vintage": observation.vintage.name.lower(),
        "confidence": json_number(proposed.confidence),
        "span": [proposed.figure.span.start, proposed.figure.span.end],
    }


def _when_as_json(when: Period | None) -> str | None:
    """The code of a period; of a year that has not run out the months it covers: "2024-01/2024-09"."""
    if when is None or when.kind is not PeriodKind.YEAR or when.months_long == 12:
        return when.code if when else None
    months = when.months()
    return f"{months[0].code}/{months[-1].code}"


def _issued_as_json(issued: IssuingDocument | None) -> dict[str, Any] | None:
    if issued is None:
        return None
    dated = issued.dated.isoformat() if issued.dated else None
    return {"number": issued.number or None, "date": dated, "office": issued.office or None}


def _open(name: str) -> Document:
    if name == "-":
        return open_document(sys.stdin.buffer.read(LARGEST_BYTES + 1), "stdin.txt")
    path = Path(name)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UnreadableDocument("file-too-large", name, megabytes=LARGEST_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except FileNotFoundError as missing:
        raise UnreadableDocument("file-missing", name) from missing
    except OSError as closed:  # a folder, no right to read, a broken disk
        raise UnreadableDocument("file-closed", name) from closed
    if path.suffix == ".json":
        try:
            return Document(text=str(json.loads(data)["text"]), name=name)
        except (ValueError, KeyError, TypeError, RecursionError) as broken:
            raise UnreadableDocument("file-broken", name) from broken
    return open_document(data, name)


def _print_reading(reading: Reading, lang: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    article, text = reading.article, reading.document.text
    console.print(f"[bold]{escape(article.title or reading.document.name)}[/bold]")
    published = article.published.strftime("%Y-%m-%d %H:%M:%S %z") if article.published else "—"
    published = f"{published[:-2]}:{published[-2:]}" if article.published else published
    labels = ("Đăng lúc", "Tác giả", "Mở đầu") if lang == "vi" else ("Published", "Authors", "Lead")
    console.print(f"{labels[0]}: {published}\n{labels[1]}: {', '.join(article.authors) or '—'}", markup=False)
    console.print(f"{labels[2]}: {article.lead or '—'}\n", markup=False)
    console.print(summary(reading, lang), markup=False)
    if reading.issued:
        console.print(_issued_words(reading.issued, lang), markup=False)
    console.print()
    group = ""
    for n, f in enumerate(reading.figures, start=1):
        value = f"{'≈' if f.comparator is Comparator.ABOUT else f.comparator.value} {format_read(f.value, f.value_max, f.unit, lang)}"
        labels = {"vi": ("thay đổi", "đối tượng", "vị trí"), "en": ("change", "subject", "offsets")}[lang]
        subject = f" · {labels[1]}: {f.subject}" if f.subject else ""
        if f.group != group:
            group = f.group
            console.print(f"[bold]{escape(group or '—')}[/bold]")
        console.print(f"[bold]{n}. {escape(f.indicator)}[/bold]: {escape(value)}")
        console.print(
            f"   {pick(FIGURE_KIND_WORDS[f.kind], lang)} · {labels[0]}: {pick(CHANGE_WORDS[f.change], lang)}{subject} · {labels[2]} {f.span.start}-{f.span.end} · "
            f"{f.indicator_code or '—'}{_told_words(f, lang)}\n   “{f.sentence.of(text)}”",
            markup=False,
            style="dim",
        )
    console.print()
    for proposal in reading.proposals:
        target = proposal.target
        console.print(f"{target.number}. {target.name} → {describe_target(target, lang)}", markup=False)
        for part in (*target.parts, *target.sub_rows):
            console.print(f"   {part.number}. {part.name} → {describe_target(part, lang)}", markup=False)
    if reading.observations:
        heading = "Số thực hiện đề xuất" if lang == "vi" else "Proposed observations"
        console.print(f"\n[bold]{heading}[/bold]")
    for proposed in reading.observations:
        console.print(_observation_words(proposed, lang), markup=False)
    for problem in reading.problems:
        mark = "!" if problem.severity is not Severity.NOTE else "·"
        console.print(f"{mark} {say(problem, lang)}", markup=False)


def _observation_words(proposed: ProposedObservation, lang: str) -> str:
    """Code, period, value, vintage and how sure the code is, on one line."""
    observation = proposed.observation
    unit = load_catalogue().indicators[observation.indicator_code].unit
    value = "—" if observation.value is None else format_read(observation.value, None, unit, lang)
    vintage = pick(VINTAGE_WORDS[observation.vintage], lang)
    sure = f"{proposed.confidence * 100:.0f} %"
    return f"· {observation.indicator_code} · {format_when(observation.period, lang)}: {value} ({vintage}, {sure})"


def _issued_words(issued: IssuingDocument, lang: str) -> str:
    """The issuing document on one line: number, day, office; only what the text says."""
    said = [issued.number, format_date(issued.dated, lang) if issued.dated else "", issued.office]
    return f"{'Văn bản giao' if lang == 'vi' else 'Issued'}: " + " · ".join(part for part in said if part)


def _told_words(figure: Figure, lang: str) -> str:
    """When a figure is of and who answers for it, where the text says so."""
    said = ""
    if figure.when:
        said += f" · {'kỳ' if lang == 'vi' else 'period'}: {format_when(figure.when, lang)}"
    if figure.owners:
        said += f" · {'chủ trì' if lang == 'vi' else 'in charge'}: {figure.owners[0]}"
    if figure.owners[1:]:
        said += f"; {'phối hợp' if lang == 'vi' else 'with'}: {', '.join(figure.owners[1:])}"
    return said


_POINTS = "điểm phần trăm"
_LEVELS = {
    "province": ("tỉnh", "province"),
    "district": ("huyện", "district"),
    "commune": ("xã", "commune"),
    "other": ("", ""),
}


def summary(reading: Reading, lang: str) -> str:
    """One line: place, year, term, and how many of the stated targets the text names."""
    english = lang == "en"
    parts = []
    if reading.place and reading.place.name:
        name, kind = reading.place.name, _LEVELS[reading.place.level][english]
        if not english:
            kind = reading.place.kind or kind
        has_kind = name.lower().startswith(("phường", "quận"))  # "Phường 3"
        parts.append(name if has_kind else f"{name} {kind}" if english else f"{kind.capitalize()} {name}")
    if reading.period:
        parts.append(("year " if english else "") + format_period(reading.period, lang))
    if reading.term and reading.term != reading.period:
        parts.append(f"inside the term {reading.term.code}" if english else f"trong kế hoạch 5 năm {reading.term.code}")
    named, compound = len(reading.proposals), sum(1 for p in reading.proposals if p.target.is_compound)
    if reading.stated_target_count is None:
        parts.append(f"{named} targets named" if english else f"đọc được {named} chỉ tiêu")
    elif english:
        of_parts = f" ({'one' if compound == 1 else compound} of them compound)" if compound else ""
        rest = reading.still_to_enter
        parts.append(
            f"{reading.stated_target_count} targets stated, {named} named here{of_parts}, {rest} still to be entered"
        )
    else:
        of_parts = f" (có {compound} chỉ tiêu gồm nhiều phần)" if compound else ""
        parts.append(
            f"nêu {reading.stated_target_count} chỉ tiêu, có tên ở đây {named}{of_parts}, còn {reading.still_to_enter} phải nhập"
        )
    results = sum(1 for f in reading.figures if f.kind is FigureKind.RESULT)
    if results:
        parts.append(f"{results} results" if english else f"{results} số thực hiện")
    return " · ".join(parts)
