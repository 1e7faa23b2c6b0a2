"""Public pages of one state of the data: never half before an approval and half after it, and made once for all readers.

Every verb writes one event in its transaction, so the newest event names the state that a page shows (decision 0029).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from tiendo_web import clock
from tiendo_web.records import queries

View = Callable[..., HttpResponse]
_Key = tuple[Any, ...]
TEXT_SIZE, TEXT_SIZES = "text-size", ("s", "m", "l")  # the cookie, and what our pages write into it
_TRIES = 3  # while somebody else writes, a page is made again; then while nobody can
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


def unmixed(view: View) -> View:
    """The view's page or file, made again when an event was written while it was made."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        return _made(lambda: view(request, *args, **given), queries.newest_event())[0]

    return answer


def of_one_state(view: View) -> View:
    """The view's page as `unmixed` gives it. What readers see who have not logged in is kept until the next event or day;
    of its headers nothing is, so this is for plain pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponse:
        state, alike = queries.newest_event(), _alike(request)
        if alike is not None and (page := _kept.get((state, *alike))) is not None:
            return HttpResponse(page)
        made, state = _made(lambda: view(request, *args, **given), state)
        if alike is not None and state is not None and made.status_code == 200:
            _kept.put((state, *alike), made.content)
        return made

    return answer


def _made(make: Callable[[], HttpResponse], state: str) -> tuple[HttpResponse, str | None]:
    """What was made while nothing was written, and the state that it shows; of a state without a name (None) where
    somebody writes all the time."""
    for _ in range(_TRIES):
        made, before = make(), state
        state = queries.newest_event()
        if state == before:
            return made, state
    with _standing_still():
        return make(), None


@contextmanager
def _standing_still() -> Iterator[None]:
    """All questions are answered from one moment. PostgreSQL keeps its rows of that moment for it; SQLite lets nobody
    write so long, so this is not for every page."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _alike(request: HttpRequest) -> _Key | None:
    """What two requests have in common that see the same page; None where a page is somebody's own."""
    harmless = {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME, TEXT_SIZE}
    if not settings.TIENDO_KEEP_PAGES or request.method != "GET" or request.GET or not set(request.COOKIES) <= harmless:
        return None
    size = request.COOKIES.get(TEXT_SIZE, "")
    if size not in {"", *TEXT_SIZES}:  # written by hand: as many pages as anybody likes
        return None
    return clock.today(), get_language(), size, request.path
