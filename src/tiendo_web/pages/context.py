"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from tiendo_web import clock
from tiendo_web.actions import rights


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Language, the day, whether it is a demonstration's, text size, and the roles of who is logged in."""
    today = clock.today()
    user = getattr(request, "user", None)
    return {
        "language": get_language() or "vi",
        "today": today,
        "demonstration_day": settings.TIENDO_TODAY,
        "text_size": request.COOKIES.get("text-size", "m"),
        "roles": rights.roles(user, today=today) if user is not None and user.is_authenticated else frozenset(),
    }
