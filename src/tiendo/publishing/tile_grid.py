"""A grid of tiles, one for each place, where no outlines are known: a scheme, not to scale, and said so.

Where the middle of a place is known its tile stands roughly there: rows from north to south, each from west to east.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

from tiendo.publishing.map import SIGNS, Mark, linked
from tiendo.publishing.wording import VERDICT_WORDS, pick

_WIDE, _HIGH, _GAP = 148, 76, 6
_LONGEST = 15  # letters of a line in a tile


def tile_grid(marks: Sequence[tuple[str, Mark]], described: str, language: str, *, columns: int = 4) -> str:
    """Tiles in the order given. Each says the name, the sign and the word of its verdict."""
    rows = -(-len(marks) // columns)
    width, height = columns * (_WIDE + _GAP) - _GAP, max(1, rows * (_HIGH + _GAP) - _GAP)
    tiles = [
        _tile(mark, n % columns * (_WIDE + _GAP), n // columns * (_HIGH + _GAP), language)
        for n, (_code, mark) in enumerate(marks)
    ]
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-label="{escape(described)}">{"".join(tiles)}</svg>'
    )


def roughly_there(codes: Collection[str], points: Mapping[str, tuple[float, float]], *, columns: int) -> list[str]:
    """Codes in the order of the tiles of a grid: those whose middle (degrees east, north) is known from north to south,
    row by row, and each row from west to east; after them the others. Codes decide between equals."""
    known = sorted((code for code in codes if code in points), key=lambda code: (-points[code][1], code))
    rows = [known[n : n + columns] for n in range(0, len(known), columns)]
    placed = [code for row in rows for code in sorted(row, key=lambda code: (points[code][0], code))]
    return placed + sorted(code for code in codes if code not in points)


def _tile(mark: Mark, x: int, y: int, language: str) -> str:
    word = mark.word.value if mark.word else "no_mark"
    drawn = f'<rect class="shape {word}" x="{x + 1}" y="{y + 1}" width="{_WIDE - 2}" height="{_HIGH - 2}" rx="6"/>'
    lines = [f'<tspan x="{x + 10}" y="{y + 22 + 17 * n}">{escape(s)}</tspan>' for n, s in enumerate(_lines(mark.name))]
    drawn += f'<text font-size="14" font-weight="600">{" ".join(lines)}</text>'  # one text: read as one name
    if mark.word:
        said = f"{SIGNS[mark.word]} {pick(VERDICT_WORDS[mark.word], language)}"
        drawn += f'<text x="{x + 10}" y="{y + _HIGH - 12}" font-size="13">{escape(said)}</text>'
    return linked(drawn, mark, language)


def _lines(name: str) -> list[str]:
    """The name in at most two lines, broken between words."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > _LONGEST and lines[-1] and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line if len(line) <= _LONGEST + 4 else f"{line[:_LONGEST]}…" for line in lines]
