"""Who belongs to whom in each month of a cube, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tiendo.model.place import PlaceTree
from tiendo.rollup.axes import Axes, Bools, Members, members_of


@dataclass(frozen=True, slots=True)
class Trees:
    """Who belongs to whom in each month of a cube; row n of every array is place n of the cube.

    Attributes:
        parent: [place, month] number of the place above; -1 at the top and for a place that is not valid then.
        leaf: [place, month] whether it has no children then, and so reports itself (an island district).
        members: [place, month] for each kind of members: whether the place is one of them; only leaves are.
        inner: numbers of the places that have children in any month, lowest level first.
    """

    parent: NDArray[np.int32]
    leaf: Bools
    members: Mapping[Members, Bools]
    inner: NDArray[np.int64]

    @classmethod
    def of(
        cls, trees: Sequence[PlaceTree], codes: Sequence[str], axes: Axes, members_on: Sequence[date] | None = None
    ) -> Trees:
        """From the tree of each month, for places with these codes in the order of the cube. `members_on`: the day of each
        month that decides who is in a population, where that is not the tree's own."""
        number = {code: n for n, code in enumerate(codes)}
        parent = np.full((len(codes), len(trees)), -1, dtype=np.int32)
        asked = {members_of(m.indicator): m.indicator for m in axes.columns}
        members = {m: np.zeros(parent.shape, dtype=np.bool_) for m in asked}
        for month, tree in enumerate(trees):
            day = members_on[month] if members_on else tree.on
            for code, n in number.items():
                if code in tree:
                    above = tree.parent(code)
                    parent[n, month] = -1 if above is None else number[above]
                    for m, indicator in asked.items():
                        members[m][n, month] = tree[code].counts_for(indicator, day)
        return cls.from_parents(parent, members)

    @classmethod
    def from_parents(cls, parent: NDArray[np.int32], members: Mapping[Members, Bools]) -> Trees:
        """From the two arrays as they are described above."""
        depth = np.zeros(len(parent), dtype=np.int64)
        while True:  # once a level
            below = np.where(parent >= 0, depth[parent] + 1, 0).max(axis=1)
            if (below == depth).all():
                break
            depth = below
        leaf = np.ones(parent.shape, dtype=np.bool_)
        for month in range(parent.shape[1]):
            above = parent[:, month]
            leaf[above[above >= 0], month] = False
        inner = np.flatnonzero(~leaf.all(axis=1))
        inner = inner[np.argsort(-depth[inner], kind="stable")].astype(np.int64)
        return cls(parent, leaf, {who: counts & leaf for who, counts in members.items()}, inner)
