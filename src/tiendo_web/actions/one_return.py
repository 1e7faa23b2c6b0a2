"""What every verb on a return asks of it first, how its lines are written, and how an event tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.observation import Vintage
from tiendo.model.problem import Severity
from tiendo.publishing.wording import say
from tiendo_web.actions import checked
from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Figure, Observation, Return, User

FIGURE = ("value", "numerator", "denominator", "no_data", "named", "vintage", "definition")


def taken(ret: Return, version: int | None, *, states: tuple[str, ...]) -> Return:
    """The return, locked and raised to its next version, when it is in one of `states` and nobody was faster."""
    found = Return.objects.select_for_update(of=("self",)).get(pk=ret.pk)
    if found.state not in states:
        raise Refused(
            _("Báo cáo này đang ở trạng thái “%(state)s” nên không làm được việc đó; hãy tải lại trang.")
            % {"state": found.get_state_display()}
        )
    if version is not None and found.version != version:
        raise Refused(_("Người khác vừa lưu báo cáo này; hãy so với số của họ rồi lưu lại."), field="version")
    Return.objects.filter(pk=found.pk).update(version=F("version") + 1)
    return Return.objects.select_related("programme__place", "office", "place").get(pk=found.pk)


def save_entries(
    ret: Return,
    entries: Mapping[str, Mapping[str, Any]],
    *,
    entered_by: User,
    sample: bool = False,
    read_from: Figure | None = None,
) -> set[str]:
    """Write the entries as the next unapproved revisions; returns the codes whose figure differs from the approved.
    `read_from`: the words of a text that say so. A figure that stays as it was keeps the words it was taken from."""
    lines = {line.indicator.code: line for line in queries.return_sheet(ret)}
    changed = set()
    for code, entry in entries.items():
        line = lines.get(code)
        if line is None:
            known = load_catalogue().indicators.get(code)
            raise Refused(
                _("Đơn vị không phải báo cáo “%(name)s” trong kỳ này.") % {"name": called(known) if known else code},
                field=code,
            )
        figure = _figure(entry, line, ret)
        drafts = ret.observations.filter(indicator_code=code, approved=False)
        if figure is None or (line.approved and figure == {f: getattr(line.approved, f) for f in FIGURE}):
            drafts.delete()
            continue
        changed.add(code)
        stays = line.observation is not None and figure == {f: getattr(line.observation, f) for f in FIGURE}
        Observation.objects.update_or_create(
            owed_in=ret,
            indicator_code=code,
            revision=line.approved.revision + 1 if line.approved else 1,
            defaults={
                **figure,
                "provider": ret.office.provider,
                "entered_by": entered_by,
                "sample": sample,
                "approved": False,
                "read_from": read_from or (line.observation.read_from if line.observation and stays else None),
            },
        )
    return changed


def _figure(entry: Mapping[str, Any], line: queries.SheetLine, ret: Return) -> dict[str, Any] | None:
    """One line's figure, whole; None when the line was left empty. What the core finds wrong with it is refused at its
    line; what only looks odd is kept, and shown to the reporter and the approver (queries.return_sheet)."""
    name, field = called(line.indicator), line.indicator.code
    figure = {
        **{k: checked.number(entry.get(k), field=field, name=name) for k in ("value", "numerator", "denominator")},
        "no_data": checked.text(entry.get("no_data"), field=field, longest=300),
        "named": [said for n in entry.get("named") or [] if (said := checked.text(n, field=field, longest=300))],
        "vintage": _vintage(entry.get("vintage"), name=name, field=field),
        "definition": _definition(entry.get("definition"), line, name=name),
    }
    empty = all(figure[k] is None for k in ("value", "numerator", "denominator"))
    if empty and not figure["no_data"] and not figure["named"]:
        return None
    record = convert.observation_record(Observation(owed_in=ret, indicator_code=field, **figure))
    for problem in pipeline.check_figure(record, load_catalogue(), rate_alone=line.kind == "rate"):
        if problem.severity is Severity.ERROR:
            language = get_language() or "vi"
            raise Refused(say(problem, language, queries.place_names([ret.place], language)), field=field)
    return figure


def _vintage(given: Any, *, name: str, field: str) -> int:
    try:
        return int(Vintage(int(given or Vintage.PRELIMINARY)))
    except ValueError:
        raise Refused(
            _("Mức độ số liệu của “%(name)s” không hợp lệ; hãy chọn ước tính, sơ bộ hoặc chính thức.") % {"name": name},
            field=field,
        ) from None


def _definition(given: Any, line: queries.SheetLine, *, name: str) -> str:
    """The definition that a figure was counted by; "" for the one in use when its period ended, as figures go by unless
    they name another."""
    code = checked.text(given, field=line.indicator.code, longest=64)
    if code in {"", line.definition}:
        return ""
    if code not in {d.code for d in line.definitions}:
        raise Refused(
            _("Khi kỳ này kết thúc, “%(name)s” không tính theo “%(code)s”; hãy chọn trong danh sách.")
            % {"name": name, "code": code},
            field=line.indicator.code,
        )
    return code


def drafts(ret: Return) -> dict[str, Any]:
    """What the return holds and nobody has approved, as the log keeps it."""
    return figures_of(ret.observations.filter(approved=False))


def approved_figures(ret: Return) -> dict[str, Any]:
    """The figures of the return that count now: the newest approved revision of each line."""
    return figures_of(ret.observations.filter(approved=True).order_by("revision"))


def figures_of(observations: Iterable[Observation]) -> dict[str, Any]:
    """Indicator code → the figure, as the log keeps it."""
    return {o.indicator_code: {"revision": o.revision, **_told(o)} for o in observations}


def _told(o: Observation) -> dict[str, Any]:
    said = {f: getattr(o, f) for f in FIGURE if f != "definition"}
    return said | ({"definition": o.definition} if o.definition else {})
