"""The log of approved figures column by column, as the bulk path takes it: numbers where records have words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tiendo.model.observation import Provider

PROVIDERS = tuple(Provider)  # a provider is its number here


@dataclass(frozen=True, slots=True)
class Log:
    """Approved observations as arrays of one length, in any order and with every revision.

    Attributes:
        places, indicators, definitions: the codes that the numbers below stand for; "" is a definition that is not named.
        first_month, months_long: of the period; months are year × 12 + month - 1.
        a, b: value or numerator, and denominator, as whole numbers of the indicator's smallest digit; NaN where there is
            none.
        a_digits, b_digits: how many digits that is, for each of `indicators`.
        vintage: 0 where it was not asked for.
        provider: numbers of PROVIDERS.
        odd: what is not said by such a pair (a rate without its parts, more digits than float64 holds exactly), so that
            only the exact path can count it.
    """

    places: tuple[str, ...]
    indicators: tuple[str, ...]
    definitions: tuple[str, ...]
    a_digits: NDArray[np.int64]
    b_digits: NDArray[np.int64]
    place: NDArray[np.int32]
    indicator: NDArray[np.int32]
    first_month: NDArray[np.int32]
    months_long: NDArray[np.int32]
    a: NDArray[np.float64]
    b: NDArray[np.float64]
    vintage: NDArray[np.int32]
    revision: NDArray[np.int32]
    provider: NDArray[np.int8]
    definition: NDArray[np.int32]
    odd: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.place)
