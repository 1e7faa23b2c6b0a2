"""What verbs check in what they were given: texts that the tables can keep, numbers that are numbers, offices that
belong here. The databases differ in what they let pass (SQLite cuts nothing and takes every character); people don't."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tiendo_web.actions.refused import Refused, called
from tiendo_web.records import queries
from tiendo_web.records.models import Office, Programme, Target

LONGEST_TEXT = 20_000  # characters of one input; a whole document comes another way (read_plan)
MOST_DIGITS = 24  # longer is a slip of the keyboard, and a way to hurt the server


# What nobody sees and what turns the letters beside it around: a name could pass for another one, a text for empty.
# The two joiners stay where they join something, as in some signs and scripts.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_JOINERS = "\u200c\u200d"


def clean(given: Any) -> str:
    """A text in composed characters (NFC), line ends as one, without the characters that no database keeps and those
    that nobody sees."""
    said = str(given or "").replace("\r\n", "\n").replace("\r", "\n")
    said = unicodedata.normalize("NFC", _UNSEEN.sub("", said)).encode("utf-8", "ignore").decode()
    return said.strip().strip(_JOINERS).strip() if said.strip(_JOINERS + " \n\t\u00a0") else ""


def text(given: Any, *, field: str, longest: int = LONGEST_TEXT) -> str:
    """A clean text; Refused when it is too long to be kept."""
    said = clean(given)
    if len(said) > longest:
        raise Refused(
            _("Nội dung dài %(count)d ký tự, tối đa %(longest)d; hãy viết ngắn lại.")
            % {"count": len(said), "longest": longest},
            field=field,
        )
    return said


def needed_text(given: Any, *, field: str, sentence: str, longest: int = LONGEST_TEXT) -> str:
    """`text`, or Refused with `sentence` when nothing was written."""
    said = text(given, field=field, longest=longest)
    if not said:
        raise Refused(sentence, field=field)
    return said


def number(given: Any, *, field: str, name: str = "") -> Decimal | None:
    """A finite Decimal of a length that a figure may have, or None when absent. Never a float, never guessed."""
    if given is None:
        return None
    if not isinstance(given, Decimal) or not given.is_finite() or _digits(given) > MOST_DIGITS:
        raise Refused(
            _("Số của “%(name)s” không hợp lệ; hãy nhập một số không quá %(digits)d chữ số.")
            % {"name": name or field, "digits": MOST_DIGITS},
            field=field,
        )
    return given


def offices_here(offices: Iterable[Office], programme: Programme, *, field: str, today: date) -> list[Office]:
    """The offices, each once, in the programme's place or one directly below; Refused for one that is elsewhere."""
    offices = list(dict.fromkeys(offices))
    here = queries.places_here(programme, today)
    for office in offices:
        if office.place_id not in here:
            raise Refused(
                _("“%(office)s” không thuộc địa bàn của chương trình này; hãy chọn đơn vị khác.")
                % {"office": called(office)},
                field=field,
            )
    return offices


def office_of(target: Target, office: Office, *, today: date) -> None:
    """Refused unless the office has to do with the target: it owns it, helps with it, or lies in its place or below."""
    helping = target.coordinating.filter(pk=office.pk).exists()
    if office.pk != target.owner_id and not helping:
        offices_here([office], target.target_set.programme, field="office", today=today)


def _digits(value: Decimal) -> int:
    """How many digits it takes to write the number out: 1E+30 takes 31."""
    _sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return max(len(digits) + max(exponent, 0), -exponent)
