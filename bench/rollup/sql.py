"""The whole result as SQL, in the words that DuckDB, ClickHouse and PostgreSQL share; each adds how it reads the log.

One group-by over the log makes a row of 12 columns for every leaf, indicator and year. A figure is packed with its revision
into one number, so that the newest revision is a plain `max` and nothing has to be sorted, joined or compared. What is
counted, carried on or added up then is arithmetic on columns; the leaves of one home (see `dims`) are added up before the
columns become rows of single months, and flows are accumulated after that.

Sums are of double precision, in which whole numbers up to 2^53 are exact: no engine adds up whole numbers faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.rollup.dims import Dims
from bench.rollup.words import judged, promised

MONTHS = range(12)
PACK = 1 << 50  # above it the revision, below it the figure + 1, or 0 for "no figure"
PACKED = f"CAST(revision AS BIGINT) * {PACK} + coalesce({{0}} + 1, 0)"
FLOWS, LEVELS, PAIRS = KINDS = ("flows", "levels", "pairs")
DIMS = {"homes": "homes", "ways": "ways", "above": "inner", "indicators": "indicators"}  # table: of Dims


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs: where log and targets are, how whole numbers are divided, the newest of month m, and what makes a table.

    `newest` gets the packed column and m; `packed` gets "a" or "b".
    """

    log: str
    targets: str
    div: str
    newest: str
    create: str
    packed: str = PACKED
    month: str = "month % 12"
    word: str = "TINYINT"
    both_bits: str = "({} & {})"
    join: str = "LEFT JOIN"

    def over(self, upper: object, lower: object) -> str:
        """A whole division."""
        return self.div.format(upper, lower)


def statements(sql: Dialect, dims: Dims) -> list[str]:
    """What has to be made before the totals and verdicts can be asked for."""
    made = {kind: _years(kind, sql, dims) for kind in KINDS}
    made |= {"by_home": _by_home(), "expected": _expected(sql), "totals": _totals(dims)}
    return [sql.create.format(name) + query for name, query in made.items()]


def each(text: str) -> str:
    """The text twelve times, with m = 0 to 11 and n = 1 to 12."""
    return ", ".join(text.format(m=m, n=m + 1) for m in MONTHS)


def _years(kind: str, sql: Dialect, dims: Dims) -> str:
    """Leaf, indicator and year: a0-a11 (of a flow the month's own, else to date), b0-b11 of pairs, whether a month is not
    missing (ok0-ok11), and at the last month of the year a, b and fresh."""
    fresh = f"CASE WHEN year = {dims.last_month // 12} THEN ok{dims.through - 1} ELSE ok11 END AS fresh"
    value, total, b = each("a{m}"), "a", ""
    if kind == FLOWS:
        columns = each("a{m}")
        whole = f"CASE WHEN have > 0 THEN {_sum('a', 11)} END AS a, 1 AS b"
        ok = sql.both_bits.format("have", "i.need{n}") + " = i.need{n}"
    else:
        columns = ", ".join(f"{_latest(name, m)} AS {name}{m}" for name in _names(kind) for m in MONTHS)
        whole = f"{_latest('a', 11)} AS a, {_latest('b', 11) if kind == PAIRS else 1} AS b"
        ok = f"(i.need{{n}} = 0 OR {sql.both_bits.format('have', 'i.need{n}')} <> 0)"
    if kind == PAIRS:
        b = ", " + each("b{m}")
    elif kind == LEVELS:
        is_true = "CASE WHEN counted = 0 OR {0} IS NULL THEN {0} WHEN {0} > 0 THEN 1 ELSE 0 END AS {0}"
        value, total = each(is_true.format("a{m}")), is_true.format("a")
    member = sql.both_bits.format("populations", "population")
    have = " + ".join(f"CASE WHEN a{m} IS NULL THEN 0 ELSE {1 << m} END" for m in MONTHS)
    size = dims.indicators.num_rows
    number = f"{sql.over('cell', dims.places)} % {size}"
    return f"""
        SELECT cell, indicator, year, home, member, weighed, {value}{b}, {each("ok{m}")}, {total}, b, {fresh}
        FROM (SELECT cell, i.indicator AS indicator, h.year AS year, home, {member} <> 0 AS member, weighed, counted,
                     {columns}, {each(ok + " AS ok{m}")}, {whole}
              FROM (SELECT z.*, cell % {dims.places} AS place, {number} AS number,
                           {sql.over("cell", dims.places * size)} + {dims.first_year} AS year, {have} AS have
                    FROM ({_unpacked(kind, sql, dims)}) z) y
              JOIN indicators i ON i.indicator = y.number JOIN homes h ON h.place = y.place AND h.year = y.year) x"""


def _unpacked(kind: str, sql: Dialect, dims: Dims) -> str:
    """The newest revisions, a row a leaf, indicator and year. One number for the three: the group-by is much faster so."""
    rows = dims.indicators.to_pylist()
    numbers = ", ".join(str(r["indicator"]) for r in rows if _kind(r) == kind)
    names = _names(kind)
    cell = _cell(sql.over("CAST(month AS INTEGER)", 12), dims)
    packed = ", ".join(f"{sql.packed.format(name)} AS {name}" for name in names)
    newest = ", ".join(f"{sql.newest.format(name, m)} AS {name}{m}" for name in names for m in MONTHS)
    figure = {name: f"nullif({name}{{m}} % {PACK}, 0) - 1" for name in names}
    if kind == PAIRS:  # a pair is a figure when it has both
        both = f"a{{m}} % {PACK} > 0 AND b{{m}} % {PACK} > 0"
        figure = {name: f"CASE WHEN {both} THEN {name}{{m}} % {PACK} - 1 END" for name in names}
    unpacked = ", ".join(each(f"{figure[name]} AS {name}{{m}}") for name in names)
    return f"""SELECT cell, {unpacked} FROM (
        SELECT cell, {newest} FROM (
            SELECT {cell} AS cell, {sql.month} AS m, {packed} FROM {sql.log} WHERE indicator IN ({numbers})) v
        GROUP BY cell) w"""


def _cell(year: str, dims: Dims) -> str:
    """The number of place, indicator and year."""
    return f"(({year} - {dims.first_year}) * {dims.indicators.num_rows} + indicator) * {dims.places} + place"


def _kind(indicator: Mapping[str, int]) -> str:
    return FLOWS if indicator["flow"] else PAIRS if indicator["ratio"] else LEVELS


def _names(kind: str) -> str:
    return "ab" if kind == PAIRS else "a"


def _latest(column: str, m: int) -> str:
    return f"coalesce({', '.join(f'{column}{n}' for n in range(m, -1, -1))})"


def _sum(column: str, m: int) -> str:
    return " + ".join(f"coalesce({column}{n}, 0)" for n in range(m + 1))


def _by_home() -> str:
    """Homes, months: the pair, how many members are not missing, and of the year the sure part."""
    made = []
    for kind in KINDS:
        counted = "CASE WHEN max(weighed) = 1 THEN CAST(nullif(count(a{m}), 0) AS DOUBLE PRECISION) END"
        b = {FLOWS: "CAST(NULL AS DOUBLE PRECISION)", LEVELS: counted, PAIRS: "sum(CAST(b{m} AS DOUBLE PRECISION))"}[
            kind
        ]
        sure = {FLOWS: "a", LEVELS: "CASE WHEN fresh THEN a ELSE 0 END", PAIRS: "0"}[kind]
        query = f"""
            SELECT home, indicator, year, {each("sum(CAST(a{m} AS DOUBLE PRECISION)) AS a{m}")}, {each(b + " AS b{m}")},
                   {each("count(CASE WHEN ok{m} THEN 1 END) AS ok{m}")},
                   coalesce(sum(CAST({sure} AS DOUBLE PRECISION)), 0) AS sure
            FROM {kind} WHERE member GROUP BY home, indicator, year"""
        if kind == FLOWS:
            to_date = ", ".join(
                f"CASE WHEN {_latest('a', m)} IS NOT NULL THEN {_sum('a', m)} END AS a{m}" for m in MONTHS
            )
            query = f"SELECT home, indicator, year, {to_date}, {each('b{m}')}, {each('ok{m}')}, sure FROM ({query}) x"
        made.append(query)
    return " UNION ALL ".join(made)


def _expected(sql: Dialect) -> str:
    member = sql.both_bits.format("populations", "population")
    return f"""
        SELECT ancestor AS place, month, population, sum(members) AS expected
        FROM (SELECT home, year, population, count(CASE WHEN {member} <> 0 THEN 1 END) AS members
              FROM homes CROSS JOIN (SELECT DISTINCT population FROM indicators) p GROUP BY home, year, population) h
        JOIN (SELECT ways.*, {sql.over("month", 12)} AS year FROM ways) w ON w.home = h.home AND w.year = h.year
        GROUP BY ancestor, month, population"""


def _totals(dims: Dims) -> str:
    months = " UNION ALL ".join(
        f"SELECT home, indicator, year * 12 + {m} AS month, a{m} AS a, b{m} AS b, ok{m} AS ok, sure FROM by_home"
        for m in MONTHS
    )
    need = " ".join(f"WHEN {m} THEN need{m + 1}" for m in MONTHS)
    return f"""
        SELECT g.place AS place, g.month AS month, g.indicator AS indicator, t.a AS a, t.b AS b,
               coalesce(d.expected, 0) AS expected,
               CASE WHEN g.need = 0 THEN 0 ELSE coalesce(d.expected, 0) - coalesce(t.ok, 0) END AS missing,
               coalesce(t.sure, 0) AS sure
        FROM (SELECT place, indicator, population, month, CASE month % 12 {need} END AS need
              FROM above CROSS JOIN indicators CROSS JOIN (SELECT DISTINCT month FROM ways) m) g
        LEFT JOIN expected d ON d.place = g.place AND d.month = g.month AND d.population = g.population
        LEFT JOIN (SELECT ancestor, indicator, s.month AS month, CAST(sum(a) AS BIGINT) AS a, CAST(sum(b) AS BIGINT) AS b,
                          sum(ok) AS ok, CAST(sum(sure) AS BIGINT) AS sure
                   FROM ({months}) s JOIN ways w ON w.home = s.home AND w.month = s.month
                   GROUP BY ancestor, indicator, s.month) t
        ON t.ancestor = g.place AND t.month = g.month AND t.indicator = g.indicator"""


def totals() -> str:
    """The query of the totals."""
    return "SELECT place, month, indicator, a, b, expected, missing FROM totals"


def verdicts(sql: Dialect, dims: Dims) -> str:
    """The query of the verdicts: leaves stand for themselves, inner places at the last month of each year."""
    sure = {FLOWS: "a", LEVELS: "CASE WHEN fresh THEN a ELSE 0 END", PAIRS: "0"}
    leaves = " UNION ALL ".join(
        f"SELECT cell, a, b AS q, NOT fresh AS is_missing, {sure[kind]} AS sure FROM {kind}" for kind in KINDS
    )
    standing = f"""{leaves} UNION ALL
        SELECT {_cell(sql.over("month", 12), dims)} AS cell, a, b AS q, missing > 0 AS is_missing, sure FROM totals
        WHERE month % 12 = 11 OR month = {dims.last_month}"""
    target = promised(sql.targets, "indicators", dims.last_month // 12, dims.through, div=sql.div)
    joined = f"""(SELECT t.*, s.is_missing AS is_missing, CASE WHEN summed = 1 THEN 1 ELSE s.q END AS q,
               CASE WHEN s.a IS NULL THEN NULL WHEN is_missing AND summed = 1 THEN s.sure ELSE s.a END * factor * k AS p
        FROM (SELECT t0.*, {_cell("CAST(year AS INTEGER)", dims)} AS cell FROM ({target}) t0) t
        {sql.join} ({standing}) s ON s.cell = t.cell) y0"""
    return judged(joined, word=sql.word)
