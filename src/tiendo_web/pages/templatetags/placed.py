"""Template words for places in time: states of acts, what shares rest on."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tiendo.model.place_change import ShareBasis
from tiendo.publishing.place_words import SHARE_BASIS_WORDS, format_share
from tiendo.publishing.wording import pick

register = template.Library()


@register.filter
def redrawing_state(state: str) -> str:
    """The state of an act in words."""
    words = {
        "draft": _("bản nháp"),
        "active": _("đã áp dụng"),
        "undone": _("đã hoàn tác"),
        "discarded": _("đã bỏ"),
    }
    return words[state]


@register.filter
def share_basis(basis: str) -> str:
    """What a share was worked out from: "theo dân số"."""
    return pick(SHARE_BASIS_WORDS[ShareBasis(basis)], get_language() or "vi")


@register.filter
def share(value: Fraction) -> str:
    """62%, 33,33%."""
    return format_share(value, get_language() or "vi")
