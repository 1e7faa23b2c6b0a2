"""One amount parted by shares so that the parts add up to it, to the last digit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction

DECIMALS = 12  # of a part that has no end (a third); beyond every unit, and sums of a nation still fit into 28 digits
_WIDE = Context(prec=60)


def part(amount: Decimal, shares: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """The amount by shares that add up to 1. A part is exact where it ends within DECIMALS digits (or those of the
    amount, where it has more) and cut off there where it does not; what was cut off goes to the largest share, the
    first of equals, so that the parts always add up to the amount."""
    exponent = amount.as_tuple().exponent
    decimals = max(DECIMALS, -exponent if isinstance(exponent, int) else 0)
    grain = int(amount.scaleb(decimals, _WIDE))
    grains = [_toward_zero(grain * share.numerator, share.denominator) for share in shares]
    largest = max(range(len(shares)), key=lambda n: (shares[n], -n))
    grains[largest] += grain - sum(grains)
    return tuple(_tidy(Decimal(g).scaleb(-decimals, _WIDE), amount) for g in grains)


def add(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The exact sum of what is there; None, not 0, when nothing is."""
    total: Decimal | None = None
    for amount in amounts:
        if amount is not None:
            total = amount if total is None else _WIDE.add(total, amount)
    return total


def _toward_zero(dividend: int, divisor: int) -> int:
    return dividend // divisor if dividend >= 0 else -(-dividend // divisor)


def _tidy(part: Decimal, like: Decimal) -> Decimal:
    """Without the zeros that the cutting added; never with fewer decimals than the amount had."""
    shorter = part.normalize(_WIDE)
    exponent, wanted = shorter.as_tuple().exponent, like.as_tuple().exponent
    if isinstance(exponent, int) and isinstance(wanted, int) and exponent > min(wanted, 0):
        return shorter.quantize(Decimal(1).scaleb(min(wanted, 0)), context=_WIDE)
    return shorter
