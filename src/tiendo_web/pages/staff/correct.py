"""Correct a proposed target, fill in who carries it out, or add one that the text does not name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.load import load_catalogue
from tiendo.model.indicator import Definition, Frequency, Indicator
from tiendo.model.observation import Provider
from tiendo.model.period import Clock, Period
from tiendo.model.target import Change, ChangeIn, Comparator, ReportedBy, TermForm
from tiendo.publishing.wording import describe_target
from tiendo_web import clock
from tiendo_web.actions import confirm_targets, edit_targets
from tiendo_web.actions.one_path import WAYS
from tiendo_web.actions.one_target import is_promised, read_for
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, amount, attempt, day, for_those_who_may
from tiendo_web.pages.staff.lines import LIVE
from tiendo_web.pages.staff.placing import placing
from tiendo_web.pages.staff.register import edition_of, target_of
from tiendo_web.pages.templatetags.said import named
from tiendo_web.pages.templatetags.said import typed as as_typed
from tiendo_web.records import convert, queries
from tiendo_web.records.models import Office, Target, TargetSet

_MOST_CONDITIONS = 12
_OF_A_CONDITION = ("comparator", "value", "value_max", "tolerance", "unit", "change", "change_in", "keep")


@dataclass(frozen=True)
class ConditionRow:
    """One condition as it stands in its inputs: what was typed just now, else what is kept. `n` names the inputs."""

    n: int
    typed: Mapping[str, str]

    @property
    def empty(self) -> bool:
        """True when no number was typed: such a row is no condition."""
        return not any(self.typed.get(name, "").strip() for name in ("value", "value_max"))


@for_those_who_may("confirm_targets")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one target or part; `then` says whether to confirm it too, or to go on with the next."""
    target = target_of(request, pk)
    if request.method != "POST" or only_rows(request.POST):
        return form(request, target.target_set, target)
    try:
        changes = changes_typed(request.POST, target.target_set, target)
    except Refused as refused:
        return form(request, target.target_set, target, refused)
    refused_ = attempt(request, edit_targets.edit_target, _("Đã lưu."), target=target, changes=changes)
    if refused_ is None and request.POST.get("then") == "confirm":
        refused_ = attempt(request, confirm_targets.confirm, _("Đã xác nhận."), targets=[target])
    if refused_ is not None:
        return form(request, target.target_set, target_of(request, pk), refused_)
    return _onward(request, target)


@for_those_who_may("confirm_targets")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter by hand a target that the text states but does not name."""
    edition = edition_of(request, pk)
    if request.method != "POST" or only_rows(request.POST):
        return form(request, edition, None)
    try:
        changes = changes_typed(request.POST, edition, None)
    except Refused as refused:
        return form(request, edition, None, refused)
    refused_ = attempt(
        request, edit_targets.add_target, _("Đã thêm vào danh sách đề xuất."), target_set=edition, changes=changes
    )
    return redirect("edition", pk) if refused_ is None else form(request, edition, None, refused_)


# --- what was typed -----------------------------------------------------------------------------------------------------


def only_rows(typed: QueryDict) -> bool:
    """True when a button asked for one condition more or less: the form comes back, nothing is saved."""
    return "more" in typed or "less" in typed


def changes_typed(typed: QueryDict, edition: TargetSet, target: Target | None) -> dict[str, Any]:
    """What the form says, as `confirm_targets` takes it. What is promised is left out once it is in force."""
    offices = {str(o.pk): o for o in queries.offices_here(edition.programme, clock.today())}
    changes: dict[str, Any] = {"name_en": typed.get("name_en", "")}
    if target is None or target.sub_row or not target.whole_id:
        changes["owner"] = _office(offices, typed.get("owner", "")) if typed.get("owner") else None
        changes["coordinating"] = [_office(offices, pk) for pk in typed.getlist("coordinating")]
    promised = target is not None and is_promised(target)
    if not promised:
        changes["name"] = typed.get("name", "")
    if target is not None and _parts(target):
        return changes
    if not promised:
        changes |= {name: typed.get(name, "") for name in ("indicator_code", "subject", "term_form")}
        if "definition" in typed:
            changes["definition"] = typed["definition"]
        changes["conditions"] = [_condition(row) for row in _typed_rows(typed) if not row.empty]
    months = {month.code: amount(typed, f"milestone:{month.code}") for month in _months(edition, target)}
    return changes | {
        "reported_by": typed.get("reported_by", ReportedBy.CHILDREN),
        "frequency": typed.get("frequency", Frequency.MONTHLY),
        "provider": typed.get("provider", Provider.SECTOR),
        "baseline": _baseline(typed),
        "trajectory": typed.get("trajectory", "typed"),
        "milestones": {month: value for month, value in months.items() if value is not None},
    }


def _office(offices: Mapping[str, Office], pk: str) -> Office:
    if pk not in offices:
        raise Refused(_("Hãy chọn đơn vị trong danh sách."), field="owner")
    return offices[pk]


def _typed_rows(typed: QueryDict) -> list[ConditionRow]:
    numbers = [int(n) for n in typed.getlist("condition") if n.isdecimal() and len(n) < 3][:_MOST_CONDITIONS]
    return [ConditionRow(n, {name: typed.get(f"{name}:{n}", "") for name in _OF_A_CONDITION}) for n in numbers]


def _condition(row: ConditionRow) -> dict[str, Any]:
    now = {f"{name}:{row.n}": value for name, value in row.typed.items()}
    ranged, about = row.typed["comparator"] == Comparator.RANGE, row.typed["comparator"] == Comparator.ABOUT
    slack = amount(now, f"tolerance:{row.n}")
    return {
        "comparator": row.typed["comparator"],
        "value": amount(now, f"value:{row.n}"),
        "value_max": amount(now, f"value_max:{row.n}") if ranged else None,
        "unit": row.typed["unit"].strip(),
        "change": row.typed["change"],
        "change_in": row.typed["change_in"] if row.typed["change"] != Change.NONE else ChangeIn.UNITS,
        "tolerance": slack / 100 if about and slack is not None else None,
        "keep": bool(row.typed["keep"]),
    }


def _baseline(typed: QueryDict) -> dict[str, Any] | None:
    source = typed.get("baseline_source", "").strip()
    value, as_of = amount(typed, "baseline_value"), day(typed, "baseline_day")
    if value is None and not as_of and not source:
        return None
    return {"value": value, "as_of": as_of, "source": source, "definition": typed.get("baseline_definition", "")}


# --- the form -----------------------------------------------------------------------------------------------------------


def form(
    request: HttpRequest,
    edition: TargetSet,
    target: Target | None,
    refused: Refused | None = None,
    *,
    under: Target | None = None,
) -> HttpResponse:
    """`under`: the target that a line "trong đó" is entered below."""
    again = request.method == "POST"
    now = _typed_now(request.POST) if again else _kept_now(target)
    rows = _rows(request.POST) if again else _kept_rows(target)
    offices = queries.offices_here(edition.programme, clock.today())
    parts = _parts(target) if target else []
    guesses = _guesses(target)
    context = {
        "edition": edition,
        "target": target,
        "record": target and convert.target_record(target),
        "parts": [(p, describe_target(convert.target_record(p), get_language() or "vi")) for p in parts],
        "promised": target is not None and is_promised(target),
        "now": now,
        "rows": rows,
        "coordinating": now["coordinating"],
        "offices": [(named(o), str(o.pk), o.place_id == edition.programme.place_id) for o in offices],
        "below_chosen": {str(o.pk) for o in offices if o.place_id != edition.programme.place_id}
        & set(now["coordinating"]),
        "guesses": guesses,
        "guessed": {indicator.code for indicator, _score in guesses},
        "catalogue": _by_group(load_catalogue().indicators.values()),
        "units": list(load_catalogue().units),
        "months": [(m, now["milestones"].get(m.code, "")) for m in _months(edition, target)],
        "definitions": _definitions(target),
        "offers": queries.baselines_told(edition, [target]).get(target.pk, ()) if target and not parts else (),
        "sources": queries.sources_of(read_for(target)) if target else [],
        "under": under or (target.whole if target and target.sub_row else None),
        **(placing(target) if target else {}),
        "refused": _placed(refused, rows),
        **_choices(),
    }
    return render(request, "staff/target_edit.html", context, status=UNPROCESSABLE if refused else 200)


def _parts(target: Target) -> list[Target]:
    return list(target.parts.filter(state__in=LIVE, sub_row=False).order_by("ordinal"))


def _placed(refused: Refused | None, rows: list[ConditionRow]) -> Refused | None:
    """The refusal with the input that it is about, where the action could only name the group of inputs."""
    if refused is None:
        return None
    inputs = {"conditions": f"value:{rows[0].n}" if rows else "", "baseline": "baseline_value"}
    return Refused(str(refused), field=inputs.get(refused.field, refused.field))


def _typed_now(typed: QueryDict) -> dict[str, Any]:
    plain = (
        "name", "name_en", "indicator_code", "subject", "term_form", "owner", "reported_by", "frequency",
        "baseline_value", "baseline_day", "baseline_source", "baseline_definition", "provider", "definition", "trajectory",
    )  # fmt: skip
    milestones = {k.removeprefix("milestone:"): v for k, v in typed.items() if k.startswith("milestone:")}
    return {
        **{name: typed.get(name, "") for name in plain},
        "coordinating": typed.getlist("coordinating"),
        "milestones": milestones,
    }


def _kept_now(target: Target | None) -> dict[str, Any]:
    """What stands in the inputs when the form is opened."""
    if target is None:
        usual = {"reported_by": ReportedBy.CHILDREN, "frequency": "monthly", "provider": Provider.SECTOR}
        return {**usual, "trajectory": "straight", "coordinating": [], "milestones": {}}
    baseline = getattr(target, "baseline", None)
    return {
        **{n: getattr(target, n) for n in ("name", "name_en", "indicator_code", "subject", "term_form")},
        **{n: getattr(target, n) for n in ("reported_by", "frequency", "provider", "definition", "trajectory")},
        "owner": str(target.owner_id or ""),
        "coordinating": [str(pk) for pk in target.coordinating.values_list("pk", flat=True)],
        "baseline_value": as_typed(baseline.value) if baseline else "",
        "baseline_day": f"{baseline.as_of:%d/%m/%Y}" if baseline else "",
        "baseline_source": baseline.source if baseline else "",
        "baseline_definition": baseline.definition if baseline else "",
        "milestones": {m.month: as_typed(m.value) for m in target.milestones.all()},
    }


def _rows(typed: QueryDict) -> list[ConditionRow]:
    """The conditions typed, with one more or one less when a button asked for it."""
    rows = [row for row in _typed_rows(typed) if str(row.n) != typed.get("less")]
    if ("more" in typed or not rows) and len(rows) < _MOST_CONDITIONS:
        rows.append(_blank(max((row.n for row in rows), default=0) + 1, rows[-1].typed["unit"] if rows else ""))
    return rows


def _blank(n: int, unit: str = "") -> ConditionRow:
    plain = {"comparator": "=", "change": "none", "change_in": "units", "unit": unit}
    return ConditionRow(n, {name: plain.get(name, "") for name in _OF_A_CONDITION})


def _kept_rows(target: Target | None) -> list[ConditionRow]:
    kept = list(target.conditions.all()) if target else []
    rows = [
        ConditionRow(
            n,
            {
                "comparator": c.comparator,
                "value": as_typed(c.value),
                "value_max": as_typed(c.value_max),
                "tolerance": as_typed(c.tolerance * 100 if c.tolerance is not None else None),
                "unit": c.unit,
                "change": c.change,
                "change_in": c.change_in,
                "keep": "on" if c.keep else "",
            },
        )
        for n, c in enumerate(kept, start=1)
    ]
    return rows or [_blank(1)]


def _months(edition: TargetSet, target: Target | None) -> list[Period]:
    """The months that a milestone may be given for: all of a year; of a term the last of each year, and those kept."""
    period = Period.parse(edition.programme.period)
    months = period.months() if len(period.years()) == 1 else [y.months()[-1] for y in period.years()]
    kept = {Period.parse(m.month) for m in target.milestones.all()} if target else set()
    return sorted({*months, *kept})


def _definitions(target: Target | None) -> dict[str, tuple[Definition, ...]]:
    """By what the target can be promised, and its baseline be counted; nothing where its indicator has one definition."""
    indicator = load_catalogue().indicators.get(target.indicator_code) if target else None
    if target is None or indicator is None or not indicator.definitions:
        return {}
    promised = indicator.definitions_on(Clock.CALENDAR.days(Period.parse(target.period))[1])
    return {"promised": promised if len(promised) > 1 else (), "counted": indicator.definitions}


def _guesses(target: Target | None) -> list[tuple[Indicator, Decimal]]:
    """The reader's guesses with their match in per cent."""
    catalogue = load_catalogue().indicators
    return [(catalogue[g.code], g.score * 100) for g in queries.guesses_of(target)] if target else []


def _by_group(indicators: Iterable[Indicator]) -> list[tuple[str, list[Indicator]]]:
    return [(group, list(found)) for group, found in groupby(indicators, key=lambda i: i.group)]


def _choices() -> dict[str, Any]:
    """What the select inputs offer."""
    return {
        "comparators": [
            (Comparator.EQUAL, _("đạt")),
            (Comparator.AT_LEAST, _("ít nhất, trở lên (≥)")),
            (Comparator.MORE_THAN, _("trên (>)")),
            (Comparator.AT_MOST, _("không quá (≤)")),
            (Comparator.LESS_THAN, _("dưới (<)")),
            (Comparator.RANGE, _("trong khoảng từ … đến …")),
            (Comparator.ABOUT, _("khoảng (±)")),
        ],
        "changes": [
            (Change.NONE, _("là mức phải đạt")),
            (Change.INCREASE, _("là mức tăng so với gốc")),
            (Change.DECREASE, _("là mức giảm so với gốc")),
        ],
        "changes_in": [
            (ChangeIn.UNITS, _("theo đơn vị tính")),
            (ChangeIn.PER_CENT, _("theo phần trăm của gốc")),
            (ChangeIn.POINTS, _("theo điểm phần trăm")),
        ],
        "reporters": list(ReportedBy),
        "providers": list(Provider),
        "trajectories": WAYS,
        "frequencies": list(Frequency),
        "term_forms": list(TermForm),
    }


def _onward(request: HttpRequest, target: Target) -> HttpResponse:
    """After saving: the next proposal of the edition when asked for, else back to the list where it stands."""
    if request.POST.get("then") == "next":
        whole = target.whole or target
        waiting = target.target_set.targets.filter(whole=None, state="proposed", ordinal__gt=whole.ordinal)
        if (following := waiting.order_by("ordinal").first()) is not None:
            return redirect("target-edit", following.pk)
    return redirect(f"{reverse('edition', args=[target.target_set_id])}#chi-tieu-{target.whole_id or target.pk}")
