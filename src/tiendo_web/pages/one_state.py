"""Public pages of one state of the data: never half before an approval and half after it, and made once for all readers.

Every verb writes one event in its transaction, so the newest event names the state that a page shows (decision 0029).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from tiendo_web import clock
from tiendo_web.records import queries

View = Callable[..., HttpResponse]
_Key = tuple[Any, ...]
_TRIES = 3  # while somebody else writes, a page is made again
_MOST = 64 * 2**20  # bytes of pages that a process keeps


class _Kept:
    """Pages that were read last; those read longest ago go first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[_Key, bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: _Key) -> bytes | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: _Key, page: bytes) -> None:
        with self._lock:
            self._size += len(page) - len(self._pages.pop(key, b""))
            self._pages[key] = page
            while self._size > _MOST:
                self._size -= len(self._pages.popitem(last=False)[1])


_kept = _Kept()


def of_one_state(view: View) -> View:
    """The view's page, made again when an event was written while it was made. What readers see who have not logged in is
    kept until the next event or day."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        state, alike = queries.newest_event(), _alike(request)
        if alike is not None and (page := _kept.get((state, *alike))) is not None:
            return HttpResponse(page)
        for _ in range(_TRIES):
            made, before = view(request, *args, **given), state
            state = queries.newest_event()
            if state == before:
                if alike is not None and made.status_code == 200:
                    _kept.put((state, *alike), made.content)
                break
        return made

    return answer


def _alike(request: HttpRequest) -> _Key | None:
    """What two requests have in common that see the same page; None where a page is somebody's own."""
    harmless = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "text-size"}
    if not settings.TIENDO_KEEP_PAGES or request.method != "GET" or request.GET or not set(request.COOKIES) <= harmless:
        return None
    return clock.today(), get_language(), request.COOKIES.get("text-size", ""), request.path
