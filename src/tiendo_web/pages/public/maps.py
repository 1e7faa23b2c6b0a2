"""Maps: the programme's places as of a day by verdict, and the country with the province that they lie in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.catalogue.maps import province_shapes
from tiendo.model.restatement import assumed_places
from tiendo.model.verdict import VerdictWord
from tiendo.publishing.map import SIGNS, Mark, area_map, country_map
from tiendo.publishing.tile_grid import roughly_there, tile_grid
from tiendo.publishing.wording import VERDICT_WORDS, format_date, format_place, format_ratio, pick
from tiendo_web import clock
from tiendo_web.actions.refused import Refused
from tiendo_web.pages.one_state import unmixed
from tiendo_web.pages.public.programme import newest
from tiendo_web.pages.staff.asked import day as typed_day
from tiendo_web.records import queries

FIRST_YEAR, LAST_YEAR = 2000, 2100


@unmixed
def one(request: HttpRequest) -> HttpResponse:
    """The places of a day, by what they have brought of one target; as pictures and as a table."""
    programme = newest()
    if programme is None:
        return render(request, "public/empty.html")
    where = queries.standing(programme, today=clock.today())
    choices = [v for v in where.verdicts if v.target.shares] or list(where.verdicts)
    chosen = next((v for v in choices if v.target.id == request.GET.get("chi-tieu")), choices[0] if choices else None)
    on, refused = _day(request, where.tree.on)
    places = queries.places_on_map(where, chosen, on) if chosen else ()
    context = {
        "where": where,
        "choices": [(v, where.rows[v.target.id]) for v in choices],
        "chosen": chosen,
        "on": on,
        "refused": refused,
        "typed_day": request.GET.get("ngay", ""),
        "places": places,
        "changes": queries.days_of_change(where),
        "restated": any(p.restated for p in places),
        "assumed": any(assumed_places(p.restated) for p in places),
        "key": [(SIGNS[w], w, pick(VERDICT_WORDS[w], _language())) for w in VerdictWord],
        **_drawn(where, places, on),
    }
    return render(request, "public/map.html", context, status=422 if refused else 200)


def _day(request: HttpRequest, usual: date) -> tuple[date, Refused | None]:
    try:
        asked = typed_day(request.GET, "ngay")
    except Refused as refused:
        return usual, refused
    if asked and not FIRST_YEAR <= asked.year <= LAST_YEAR:
        return usual, Refused(_("Hãy chọn ngày từ năm 2000 đến năm 2100."), field="ngay")
    return asked or usual, None


def _drawn(where: queries.Standing, places: tuple[queries.OnMap, ...], on: date) -> dict[str, Any]:
    language = _language()
    marks = {p.place.code: _mark(p, language) for p in places}
    shapes = queries.shapes_on(on)
    known = [shapes[code] for code in marks if code in shapes]
    day = format_date(on, language)
    if known and len(known) == len(marks):
        described = _("Bản đồ %(n)d địa bàn ngày %(day)s") % {"n": len(marks), "day": day}
        drawn = {"places_map": _safe(area_map(known, marks, described, language)), "schematic": False}
    else:
        described = _("Sơ đồ %(n)d địa bàn ngày %(day)s, không theo tỷ lệ") % {"n": len(marks), "day": day}
        points = queries.points_on([p.place for p in places], on)

        def grid(columns: int) -> SafeString:
            ordered = [(code, marks[code]) for code in roughly_there(marks, points, columns=columns)]
            return _safe(tile_grid(ordered, described, language, columns=columns))

        drawn = {"places_map": grid(4), "places_narrow": grid(2), "schematic": True, "by_geography": bool(points)}
    province = _province(where, on)
    provinces = {p.code: Mark(format_place(p, language)) for p in _provinces(on)}
    if province is not None:
        word = next((v.said for v in where.red_first), None)
        said = _("có chương trình trên trang này")
        provinces[province] = Mark(provinces[province].name, word, said, reverse("home"))
    country = _("Bản đồ Việt Nam ngày %(day)s, có quần đảo Hoàng Sa và quần đảo Trường Sa") % {"day": day}
    return {
        **drawn,
        "country": _safe(country_map(province_shapes(on), provinces, country, language)),
        "provinces": len(provinces),
    }


def _mark(on_map: queries.OnMap, language: str) -> Mark:
    verdict = on_map.verdict
    said = format_ratio(verdict.attainment, language) if verdict and verdict.attainment is not None else ""
    if any(o.restatement and o.restatement.missing for o in on_map.restated):
        said = "; ".join(filter(None, (said, _("chưa đủ số của địa bàn cũ"))))
    if assumed_places(on_map.restated):
        said = "; ".join(filter(None, (said, _("chưa biết tỷ lệ, tạm chia đều"))))
    href = reverse("place-past", args=[on_map.place.code])
    return Mark(format_place(on_map.place, language), verdict.said if verdict else None, said, href)


def _provinces(on: date) -> list[Any]:
    tree = queries.official_tree(on)
    return [tree[shape.code] for shape in province_shapes(on) if shape.code in tree]


def _province(where: queries.Standing, on: date) -> str | None:
    """The code of the province that the programme's place lies in, or lay in, on the day."""
    codes = [where.programme.place.code, *where.tree.above(where.programme.place.code)]
    here = {p.code for p in _provinces(where.tree.on)}
    found = next((code for code in codes if code in here), None)
    if found is None:
        return None
    return queries.official_heir(found, where.tree.on, on)


def _safe(svg: str) -> SafeString:
    return mark_safe(svg)  # made by publishing.map, which escapes every name in it


def _language() -> str:
    return get_language() or "vi"
