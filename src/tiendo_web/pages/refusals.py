"""Pages that say no: not found, not allowed, broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _say(
        request, 404, _("Không tìm thấy trang này"), _("Địa chỉ có thể đã gõ sai, hoặc trang chưa được công bố.")
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = str(exception) if exception and str(exception) else _("Bạn không có quyền xem trang này.")
    return _say(request, 403, _("Không có quyền"), said)


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "<!doctype html><meta charset=utf-8><title>Lỗi · Error</title>"
        "<h1>Máy chủ gặp lỗi, số liệu đã lưu không mất. Hãy thử lại sau.</h1>"
        "<p lang=en>The server failed; nothing that was saved is lost. Please try again later.</p>",
        status=500,
    )


def _say(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "refusal.html", {"title": title, "text": text}, status=status)
