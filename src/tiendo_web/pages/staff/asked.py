"""What a person asks for at work: who and when, what was typed, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo_web import clock
from tiendo_web.actions import rights
from tiendo_web.actions.amounts import parse_amount
from tiendo_web.actions.refused import NotAllowed, Refused

UNPROCESSABLE = 422  # the status of a form that is shown again with what is wrong

View = Callable[..., HttpResponse]


def for_those_who_may(verb: str) -> Callable[[View], View]:
    """Only for people who are logged in and may do `verb` somewhere today; the action itself checks where."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            rights.require(request.user, verb, today=clock.today())
            return view(request, *args, **kwargs)

        return checked

    return decorate


def sent(view: View) -> View:
    """Only for forms that were sent. Somebody who typed the address, or chose the other language on the page of a refused
    form, is led back to their work."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if request.method == "POST" else redirect("staff-home")

    return checked


def attempt(request: HttpRequest, action: Callable[..., object], said: str, **given: Any) -> Refused | None:
    """Carry out an action as the person who asks, today. Done: `said` is shown on the next page. Refused: the refusal
    comes back, for the form to be shown again. Somebody without the right gets the page that says so."""
    try:
        action(by=request.user, today=clock.today(), **given)
    except NotAllowed:
        raise
    except Refused as refused:
        return refused
    messages.success(request, said)
    return None


def row_asked_for(request: HttpRequest) -> str:
    """The id of the one row that the script will put in place of its old self: the others need not be written out. ""
    where the whole page is wanted."""
    return request.headers.get("X-Row", "")


def tell(request: HttpRequest, refused: Refused | None) -> None:
    """Show a refusal on the next page, where there is no form to show again."""
    if refused is not None:
        messages.error(request, str(refused))


def amount(typed: Mapping[str, str], name: str) -> Decimal | None:
    """The number typed into an input, or None when it is empty. Raises Refused naming the input."""
    return parse_amount(typed.get(name, ""), get_language() or "vi", field=name)


def day(typed: Mapping[str, str], name: str) -> date | None:
    """The day typed as dd/mm/yyyy, chosen as yyyy-mm-dd, or as an English page says it (25 Oct 2024); None when empty.
    Raises Refused naming the input."""
    text = typed.get(name, "").strip()
    if not text:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day has no time zone
        except ValueError:
            continue
    raise Refused(
        _("“%(typed)s” không phải là ngày; hãy viết như 25/10/2024.") % {"typed": text[:40]}, field=name
    ) from None


def needed_day(typed: Mapping[str, str], name: str) -> date:
    """Like `day`, for an input that must be filled."""
    found = day(typed, name)
    if found is None:
        raise Refused(_("Hãy ghi ngày, như 25/10/2024."), field=name)
    return found
