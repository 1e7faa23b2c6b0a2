"""People and rights: who may do what, where, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tiendo.model.observation import Provider
from tiendo_web import clock
from tiendo_web.actions import add_person, grant_right, keep_offices, rights
from tiendo_web.actions.checked import clean
from tiendo_web.actions.refused import NotAllowed, Refused
from tiendo_web.pages.staff.asked import UNPROCESSABLE, attempt, day, for_those_who_may, sent, tell
from tiendo_web.records import queries
from tiendo_web.records.models import Office, Place, Right, Role, User


@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody with their rights; planners grant and end them, auditors read."""
    today = clock.today()
    if not (rights.may(request.user, "grant", today=today) or rights.may(request.user, "audit", today=today)):
        raise PermissionDenied
    return _page(request)


@for_those_who_may("grant")
@sent
def grant(request: HttpRequest) -> HttpResponse:
    """Give a person a role in an office."""
    typed = request.POST
    try:
        given = {
            "user": _user(typed),
            "role": typed.get("role", ""),
            "office": _office(typed),
            "first": day(typed, "first"),
        }
        refused = attempt(request, grant_right.grant, _("Đã cấp quyền."), **given)
    except NotAllowed:
        raise
    except Refused as unread:
        refused = unread
    return redirect("people") if refused is None else _page(request, "grant", refused)


@for_those_who_may("grant")
@sent
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a right: yesterday was its last day."""
    right = get_object_or_404(Right.objects.select_related("office__place", "user"), pk=pk)
    said = _("Đã kết thúc quyền của %(person)s.") % {"person": right.user}
    tell(request, attempt(request, grant_right.end, said, right=right))
    return redirect("people")


@for_those_who_may("keep_offices")
@sent
def add_office(request: HttpRequest) -> HttpResponse:
    """Add an office of a place that the person plans for, or of one below."""
    typed = request.POST
    here = queries.offices_under(request.user, "planner", today=clock.today())
    place = next((o.place for o in here if str(o.place_id) == typed.get("place", "")), None)
    if place is None:
        return _page(request, "office", Refused(_("Hãy chọn địa bàn của cơ quan trong danh sách."), field="place"))
    given = {name: typed.get(name, "") for name in ("code", "name", "name_en", "provider")}
    refused = attempt(request, keep_offices.add_office, _("Đã thêm cơ quan."), place=place, **given)
    return redirect("people") if refused is None else _page(request, "office", refused)


@for_those_who_may("keep_offices")
@sent
def say_provider(request: HttpRequest) -> HttpResponse:
    """Say whose figures an office sends."""
    try:
        office = _office(request.POST)
    except Refused as refused:
        return _page(request, "provider", refused)
    given = {"office": office, "provider": request.POST.get("provider", "")}
    refused_ = attempt(request, keep_offices.say_provider, _("Đã ghi nhận."), **given)
    return redirect("people") if refused_ is None else _page(request, "provider", refused_)


@for_those_who_may("grant")
@never_cache
@sent
def add(request: HttpRequest) -> HttpResponse:
    """Add a person; the first password is shown on this answer and nowhere else."""
    typed = {name: request.POST.get(name, "") for name in ("username", "full_name")}
    try:
        user, password = add_person.add_person(**typed, by=request.user, today=clock.today())
    except NotAllowed:
        raise
    except Refused as refused:
        return _page(request, "add", refused)
    return _show_once(request, user, password, new=True)


@for_those_who_may("grant")
@never_cache
@sent
def renew_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password for somebody who lost theirs, shown once."""
    user = get_object_or_404(User, pk=pk)
    try:
        password = add_person.renew_password(user=user, by=request.user, today=clock.today())
    except NotAllowed:
        raise
    except Refused as refused:
        tell(request, refused)
        return redirect("people")
    return _show_once(request, user, password, new=False)


# --- the parts of the views ---------------------------------------------------------------------------------------------


def _user(typed: Mapping[str, str]) -> User:
    found = User.objects.filter(username=clean(typed.get("user", "")).lower(), is_active=True).first()
    if found is None:
        raise Refused(_("Hãy chọn người trong danh sách; người mới thì thêm trước."), field="user")
    return found


def _office(typed: Mapping[str, str]) -> Office:
    found = Office.objects.filter(code=clean(typed.get("office", ""))).select_related("place").first()
    if found is None:
        raise Refused(_("Hãy chọn đơn vị trong danh sách."), field="office")
    return found


def _page(request: HttpRequest, form: str = "", refused: Refused | None = None) -> HttpResponse:
    today = clock.today()
    looked_for = request.GET.get("tim", "").strip()
    planning = rights.may(request.user, "grant", today=today)
    offices = queries.offices_under(request.user, "planner", today=today) if planning else []
    people = queries.people_with_rights(looked_for)
    reached = {office.pk for office in offices}
    context = {
        "people": people,
        "looked_for": looked_for,
        "planning": planning,
        "offices": offices,
        "reached": reached,
        "renewable": _renewable(people, reached, today) - {request.user.pk},
        "own_planning": set(Right.objects.filter(user=request.user, role="planner").values_list("pk", flat=True)),
        "everybody": User.objects.filter(is_active=True).order_by("username"),
        "roles_there_are": Role.values,
        "providers": list(Provider),
        "places": _places(request.user, offices, today) if planning else {},
        "other_providers": [o for o in offices if o.provider != Provider.SECTOR],
        "form": form,
        "typed": request.POST if refused else {},
        "refused": refused,
    }
    return render(request, "staff/people.html", context, status=UNPROCESSABLE if refused else 200)


def _places(user: User, offices: list[Office], today: date) -> dict[int, Place]:
    """The places that a new office can be of: those that the planner plans for first."""
    own = {r.office.place_id for r in rights.rights_of(user, today=today) if r.role == "planner"}
    found = {o.place_id: o.place for o in offices}
    return dict(sorted(found.items(), key=lambda item: (item[0] not in own, item[1].code)))


def _renewable(people: list[User], reached: set[int], today: date) -> set[int]:
    """Ids of the people all of whose rights lie where the planner may grant them."""

    def open_rights(person: User) -> list[Right]:
        return [r for r in person.rights.all() if r.last is None or r.last >= today]

    return {p.pk for p in people if all(r.office_id in reached for r in open_rights(p))}


def _show_once(request: HttpRequest, user: User, password: str, *, new: bool) -> HttpResponse:
    return render(request, "staff/password_once.html", {"person": user, "password": password, "new": new})
