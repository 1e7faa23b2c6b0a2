"""Generate the sample monthly returns of the demonstration: `python demo/generate.py` writes returns.csv, figures.csv.

Everything written here is sample data. The seed is fixed, so the same files come out every time; the tests run it and
compare. The awkward cases are put in by hand below, each with a comment that says what it is there to show.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20_240_110
MONTHS = range(1, 11)
DUE_DAY = 25  # ten days and a bit after the month's window closes on the 14th
LAST = 10  # October 2024, the month that is being collected on the day of the demonstration
DISTRICT, TOWN = "800", "27865"


@dataclass(frozen=True)
class Commune:
    """One reporting place. Population and levels are sample figures, chosen to be plausible in size only."""

    code: str
    office: str
    people: int
    winter: int  # tonnes of the Đông Xuân season
    summer: int  # tonnes of the Hè Thu season
    jobs: int  # a usual month
    revenue: Decimal  # a usual month, billion VND
    covered: Decimal  # per cent insured at the end of September
    poor: tuple[int, int, int]  # end of March, June, September
    criteria: tuple[int, int, int] | None  # New Rural criteria met, same dates; None in the town
    owing: tuple[int, int, int] | None  # criteria owed, only where the title is held (sample)


COMMUNES = (
    Commune(TOWN, "tt-thanh-hoa", 7920, 4560, 1870, 22, Decimal("0.790"), Decimal("95.6"), (7, 7, 6), None, None),
    Commune("27868", "xa-tan-hiep", 3150, 16320, 6650, 11, Decimal("0.180"), Decimal("92.1"), (20, 19, 18), (14, 15, 15), None),
    Commune("27871", "xa-thuan-binh", 3980, 17010, 7100, 12, Decimal("0.225"), Decimal("92.8"), (19, 18, 17), (14, 15, 15), None),
    Commune("27874", "xa-thanh-phuoc", 4310, 15180, 6190, 11, Decimal("0.205"), Decimal("93.4"), (13, 12, 11), (19, 19, 19), (0, 0, 0)),
    Commune("27877", "xa-thanh-phu", 3260, 11490, 4670, 9, Decimal("0.165"), Decimal("92.7"), (14, 13, 13), (15, 16, 17), None),
    Commune("27880", "xa-thuan-nghia-hoa", 5740, 17290, 7080, 15, Decimal("0.275"), Decimal("94.2"), (11, 10, 9), (19, 19, 19), (0, 0, 0)),
    Commune("27883", "xa-thuy-dong", 5180, 10150, 4110, 14, Decimal("0.240"), Decimal("94.6"), (8, 8, 7), (19, 19, 19), (0, 0, 0)),
    Commune("27886", "xa-thuy-tay", 4620, 13020, 5280, 13, Decimal("0.230"), Decimal("94.0"), (11, 11, 10), (19, 19, 19), (0, 0, 0)),
    Commune("27889", "xa-tan-tay", 6230, 14350, 5900, 16, Decimal("0.295"), Decimal("94.4"), (9, 8, 8), (19, 19, 19), (0, 0, 0)),
    Commune("27892", "xa-tan-dong", 5470, 13780, 5620, 14, Decimal("0.250"), Decimal("94.1"), (8, 8, 7), (19, 19, 18), (0, 0, 1)),
    Commune("27895", "xa-thanh-an", 3890, 19640, 8010, 11, Decimal("0.200"), Decimal("92.4"), (19, 19, 18), (13, 14, 14), None),
)  # fmt: skip
HELD_ABOVE = ("thue", Decimal("7.900"))  # revenue that the tax branch collects for the whole district, a month

# Food output as the statistics branch counts it for the whole district, a season: another answer than the communes' sum.
STATISTICS = ("thong-ke", {4: 151_340, 8: 62_910})
ABROAD = ("lao-dong", {3: 8, 6: 11, 9: 9})  # workers sent abroad, a quarter: the labour office counts them itself

RETURN_FIELDS = ("office", "period", "due", "state", "submitted", "approved", "reason", "sample")
FIGURE_FIELDS = (
    "office", "place", "period", "revision", "indicator", "value", "numerator", "denominator", "no_data", "named",
    "vintage", "sample", "provider",
)  # fmt: skip
REVENUE_SHAPE = {
    1: "1.35",
    2: "0.70",
    3: "0.95",
    4: "1.15",
    5: "0.95",
    6: "0.90",
    7: "1.05",
    8: "0.95",
    9: "1.00",
    10: "1.05",
}
JOBS_SHAPE = {
    1: "0.60",
    2: "0.70",
    3: "1.25",
    4: "1.10",
    5: "1.00",
    6: "0.95",
    7: "1.00",
    8: "0.95",
    9: "1.05",
    10: "1.00",
}


def main() -> None:
    """Write both files beside this one."""
    _write("returns.csv", RETURN_FIELDS, returns())
    _write("figures.csv", FIGURE_FIELDS, figures())


def returns() -> Iterator[dict[str, str]]:
    """Every return asked for: eleven communes each month, the offices that report for the district when they owe."""
    for month in MONTHS:
        for number, commune in enumerate(COMMUNES):
            yield _return(commune.office, month, day=15 + number % 8)
        yield _return(HELD_ABOVE[0], month, day=17)
        if month in {6, 9}:
            yield _return("giao-duc", month, day=18)
        if month in ABROAD[1]:
            yield _return(ABROAD[0], month, day=16)
        if month in STATISTICS[1]:
            yield _return(STATISTICS[0], month, day=20)


def figures() -> Iterator[dict[str, str]]:
    """Every figure of the returns that were filled in, revisions included."""
    chance = random.Random(SEED)
    for month in MONTHS:
        for commune in COMMUNES:
            rows = list(_commune_figures(commune, month, chance))  # drawn even when not sent: the others stay the same
            if _state(commune.office, month) != "open":
                yield from rows
        value = _about(HELD_ABOVE[1] * Decimal(REVENUE_SHAPE[month]), chance, "0.001")
        yield _figure(HELD_ABOVE[0], DISTRICT, month, "state-revenue-local", value=value)
        if month in {6, 9}:
            # Another school than the one promised: the count is met, the named school is not.
            named = "Trường Tiểu học Tân Tây (mẫu)" if month == 6 else ""
            yield _figure(
                "giao-duc", DISTRICT, month, "national-standard-schools-new", value=int(bool(named)), named=named
            )
        if month in ABROAD[1]:
            yield _figure(ABROAD[0], DISTRICT, month, "overseas-workers", value=ABROAD[1][month])
        if month in STATISTICS[1]:
            tonnes = STATISTICS[1][month]
            yield _figure(STATISTICS[0], DISTRICT, month, "food-output", value=tonnes, provider="statistics", vintage=3)
    # A revised figure: the approved 31 counted nine workers twice; revision 2 is approved as well and counts.
    yield _figure("xa-tan-tay", "27889", 5, "jobs-created", value=22, revision=2)


def _commune_figures(commune: Commune, month: int, chance: random.Random) -> Iterator[dict[str, str]]:
    def figure(indicator: str, **said: object) -> dict[str, str]:
        return _figure(commune.office, commune.code, month, indicator, **said)

    if month in {4, 8}:
        season = commune.winter if month == 4 else commune.summer
        yield figure("food-output", value=_about(Decimal(season), chance, "1"))
    if month in {3, 6, 9}:
        yield figure("ocop-new", value=0)
    yield figure("state-revenue-local", value=_about(commune.revenue * Decimal(REVENUE_SHAPE[month]), chance, "0.001"))
    if month in {3, 6, 9}:
        quarter = month // 3 - 1
        if commune.owing:
            yield figure("ntm-no-debt", value=commune.owing[quarter])
        if commune.criteria:
            yield figure("ntm-criteria-mean", value=commune.criteria[quarter])
    share = commune.covered - Decimal("0.13") * (9 - month)
    insured = int(commune.people * share / 100) + chance.randint(-3, 3)
    yield figure("bhyt-coverage", numerator=insured, denominator=commune.people)
    if month in {3, 6, 9}:
        yield figure("poor-households", value=commune.poor[month // 3 - 1])
    jobs = max(0, round(float(commune.jobs * Decimal(JOBS_SHAPE[month])) + chance.uniform(-3, 3)))
    yield _jobs(figure, commune, month, jobs)


def _jobs(figure, commune: Commune, month: int, jobs: int) -> dict[str, str]:  # type: ignore[no-untyped-def]
    match commune.office, month:
        case "xa-tan-hiep", 1:
            return figure("jobs-created", value=0)  # a real 0: nobody found work through the commune in January
        case "xa-thanh-an", 7:
            reason = "Chưa tổng hợp xong lao động đi làm ngoài tỉnh (số liệu mẫu)"  # an answer, and yet no figure
            return figure("jobs-created", no_data=reason)
        case "xa-tan-tay", 5:
            return figure("jobs-created", value=31)  # later revised, see figures()
        case "xa-thanh-phuoc", 10:
            return figure("jobs-created", value=112)  # ten times a usual month: given back with a question
    return figure("jobs-created", value=jobs)


def _state(office: str, month: int) -> str:
    """Approved, but for the awkward ones."""
    match office, month:
        case "xa-thuy-tay", 3:
            return "open"  # a missing month, seven months overdue
        case (("xa-thuy-tay" | "xa-tan-hiep"), 10):
            return "open"  # still to come, due in five days
        case "xa-thuan-nghia-hoa", 10:
            return "submitted"  # waits for the approver
        case "xa-thanh-phuoc", 10:
            return "returned"
    return "approved"


def _return(office: str, month: int, *, day: int) -> dict[str, str]:
    state = _state(office, month)
    reason = ""
    if state == "returned":
        reason = "Số lao động có việc làm tháng 10 gấp khoảng mười lần tháng trước; đề nghị kiểm tra lại (lý do mẫu)."
    if month == LAST:
        day = min(day, 18)
    return {
        "office": office,
        "period": f"2024-{month:02d}",
        "due": date(2024, month, DUE_DAY).isoformat(),
        "state": state,
        "submitted": "" if state == "open" else date(2024, month, day).isoformat(),
        "approved": date(2024, month, day + 1).isoformat() if state == "approved" else "",
        "reason": reason,
        "sample": "số liệu mẫu",
    }


def _figure(
    office: str,
    place: str,
    month: int,
    indicator: str,
    *,
    value: Decimal | int | None = None,
    numerator: int | None = None,
    denominator: int | None = None,
    no_data: str = "",
    named: str = "",
    revision: int = 1,
    provider: str = "",
    vintage: int | None = None,
) -> dict[str, str]:
    def text(number: Decimal | int | None) -> str:
        return "" if number is None else str(number)

    return {
        "office": office,
        "place": place,
        "period": f"2024-{month:02d}",
        "revision": str(revision),
        "indicator": indicator,
        "value": text(value),
        "numerator": text(numerator),
        "denominator": text(denominator),
        "no_data": no_data,
        "named": named,
        "vintage": str(vintage or (1 if month == LAST else 2)),
        "sample": "số liệu mẫu",
        "provider": provider,
    }


def _about(usual: Decimal, chance: random.Random, step: str) -> Decimal:
    """Within 4 per cent of the usual, to the indicator's last digit."""
    return (usual * Decimal(str(round(chance.uniform(0.96, 1.04), 4)))).quantize(Decimal(step))


def _write(name: str, fields: tuple[str, ...], rows: Iterator[dict[str, str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
