"""What every request is held to before a page sees it, and every answer before it leaves: how much may be sent, by which
method, and what a shared computer may keep."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from tiendo.reading.formats import LARGEST_BYTES
from tiendo_web.pages import refusals

A_FORM = 5 * 1024 * 1024  # bytes: what any form holds, with room for its envelope
# A file that is somewhat too large is still taken, so that the refusal is said on the form it came from; the rest of a
# larger one would only fill the disk, and is not waited for.
A_FILE = 2 * LARGEST_BYTES


class Bounds:
    """Nobody fills the disk, every “no” is a page of ours, work pages are not left in a browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Said before the body is read, which Django would first write to the disk.
        too_much = _announced(request) > _most(request)
        response = refusals.too_large(request) if too_much else self.get_response(request)
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "")
            response = refusals.not_this_way(request)
            response.headers["Allow"] = allowed
        if request.path.startswith(reverse("staff-home")) or request.user.is_authenticated:
            add_never_cache_headers(response)  # after logging out, “back” shows nothing
        return response


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, for those who count log-ins: behind proxies of ours the address that the outermost of
    them saw. Whatever the visitor wrote into the header himself stands further left and is never believed."""
    seen = [a.strip() for a in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if a.strip()]
    ours, told = settings.TIENDO_PROXIES, request.META.get("REMOTE_ADDR")
    try:
        return str(ip_address(seen[-ours])) if 0 < ours <= len(seen) else told
    except ValueError:
        return told


def _announced(request: HttpRequest) -> int:
    """How many bytes follow; a body that does not say so is not read at all."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0


def _most(request: HttpRequest) -> int:
    reads_files = request.path in {reverse("read-plan"), reverse("read-report")} and request.user.is_authenticated
    return A_FILE if reads_files else A_FORM
