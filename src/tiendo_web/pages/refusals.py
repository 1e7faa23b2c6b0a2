"""Pages that say no: not found, not allowed, broken."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tiendo_web.actions.refused import NotAllowed

_log = logging.getLogger(__name__)


class SayNotAllowed:
    """An action that a person has no right to ends in the page that says so, whichever view asked for it; so does one
    that the database could not keep, because the disk is full or everybody saves at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            return not_allowed(request, exception)
        return not_kept(request, exception) if isinstance(exception, OperationalError) else None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _say(
        request, 404, _("Không tìm thấy trang này"), _("Địa chỉ có thể đã gõ sai, hoặc trang chưa được công bố.")
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = str(exception) if exception and str(exception) else _("Bạn không có quyền xem trang này.")
    return _say(request, 403, _("Không có quyền"), said)


def not_from_our_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the cookie that our page had set: cookies are off, or the page is from before a log-in."""
    said = _("Trình duyệt chưa gửi kèm cookie của trang này; hãy cho phép cookie, tải lại trang rồi gửi lại.")
    return _say(request, 403, _("Chưa nhận được nội dung gửi lên"), said)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be taken: too much text in a form, or one that no browser sends."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _say(request, 400, _("Không đọc được yêu cầu"), _("Hãy tải lại trang rồi làm lại."))


def too_large(request: HttpRequest) -> HttpResponse:
    """More than a form may hold; it was not read to its end."""
    said = _("Nội dung gửi lên lớn hơn 4 MB; hãy gửi văn bản dưới dạng tệp hoặc chia nhỏ. Chưa có gì được lưu.")
    return _say(request, 413, _("Nội dung quá lớn"), said)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """An address that only takes forms was opened, or the other way round."""
    said = _("Địa chỉ này chỉ dùng để gửi hoặc để xem; hãy mở lại trang và làm từ đó.")
    return _say(request, 405, _("Không mở được theo cách này"), said)


def not_kept(request: HttpRequest, exception: OperationalError) -> HttpResponse | None:
    """The database took nothing of what was sent; None when it is not known why."""
    why = str(exception).lower()
    if "is full" in why or "no space left" in why:
        _log.error("the disk is full: nothing can be saved", exc_info=exception)
        said = _("Máy chủ đã đầy đĩa nên chưa lưu được gì; hãy báo người quản trị rồi gửi lại.")
        return _say(request, 507, _("Chưa lưu được"), said)
    if "locked" in why:
        _log.error("the database was busy for too long", exc_info=exception)
        said = _("Nhiều người đang lưu cùng lúc nên chưa lưu được gì; hãy gửi lại sau ít phút.")
        return _say(request, 503, _("Chưa lưu được"), said)
    return None


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "<!doctype html><meta charset=utf-8><title>Lỗi · Error</title>"
        "<h1>Máy chủ gặp lỗi, số liệu đã lưu không mất. Hãy thử lại sau.</h1>"
        "<p lang=en>The server failed; nothing that was saved is lost. Please try again later.</p>",
        status=500,
    )


def _say(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "refusal.html", {"title": title, "text": text}, status=status)
