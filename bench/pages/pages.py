"""The pages that are measured: their addresses, their queries, and which parts of the program their time goes to."""

from __future__ import annotations

import cProfile
import json
import pstats
import re
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.pages.nation import PLANNER, SIZES, TODAY, fill
from tiendo_web.actions import stored_totals
from tiendo_web.records.models import Observation, Place, Programme, Target, User

APPROVALS = 5
SHOWN = 6  # queries and functions that are named
LOOKED_AT = "2"  # number of the target whose pages are asked for: communes, and parts held above them
_CODE = re.compile(r"src/(tiendo(?:_web)?/.*\.py)$")


def main(size: str, *, stored: bool, seed: int) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = perf_counter()
    if not Programme.objects.exists():
        print(f"Filling {connection.vendor} ({size}) …", file=sys.stderr, flush=True)
        fill(SIZES[size], seed=seed)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    filled = perf_counter() - began
    settings.TIENDO_TODAY = TODAY
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.TIENDO_KEEP_PAGES = False  # what it takes to make a page
    programme = Programme.objects.get()
    target_set = programme.target_sets.get()
    began = perf_counter()
    if stored:
        stored_totals.make(target_set=target_set, today=TODAY)
    else:
        stored_totals.forget(target_set=target_set)
    prepared = perf_counter() - began
    target = Target.objects.get(target_set=target_set, number=LOOKED_AT)
    staff = Client(HTTP_HOST="localhost")
    staff.force_login(User.objects.get(username=PLANNER), "django.contrib.auth.backends.ModelBackend")
    addresses = {
        "home": (Client(HTTP_HOST="localhost"), reverse("home")),
        "target": (Client(HTTP_HOST="localhost"), reverse("target", args=[target.pk])),
        "staff target": (staff, reverse("target-work", args=[target.pk])),
    }
    told = {
        "vendor": connection.vendor,
        "places": Place.objects.count(),
        "figures": Observation.objects.count(),
        "fill_s": filled,
        "store_s": prepared if stored else None,
        "approval": _approval(programme) if stored else None,
        "cookie": staff.cookies[settings.SESSION_COOKIE_NAME].value,
        "pages": {name: {"path": path} | _asked(client, path) for name, (client, path) in addresses.items()},
    }
    print(json.dumps(told))


def _approval(programme: Programme) -> dict[str, float]:
    """What the approval of one commune's newest return adds to the stored totals, median of some; nothing stays written."""
    newest = programme.returns.order_by("-period").values_list("period", flat=True).first()
    commune = Place.objects.filter(kind__in=["commune", "ward"]).order_by("code")[Place.objects.count() // 3]
    ret = programme.returns.get(period=newest, place=commune)
    codes = set(ret.observations.values_list("indicator_code", flat=True))
    times = []
    for _ in range(APPROVALS):
        with transaction.atomic():
            began = perf_counter()
            stored_totals.follow_return(ret=ret, indicators=codes, today=TODAY)
            times.append(perf_counter() - began)
            transaction.set_rollback(True)
    return {"figures": len(codes), "ms": sorted(times)[APPROVALS // 2] * 1000}


def _asked(client: Client, path: str) -> dict[str, object]:
    """One page, once warm: how many queries, which take longest, and in which functions of ours the time goes."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}.")
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    queries = caught.captured_queries  # now: the next request forgets them
    profile = cProfile.Profile()
    profile.enable()
    began = perf_counter()
    client.get(path)
    seconds = perf_counter() - began
    profile.disable()
    return {
        "queries": len(queries),
        "bytes": len(answer.content),
        "profiled_ms": seconds * 1000,
        "slow_queries": _slowest(queries),
        "slow_parts": _parts(profile),
    }


def _slowest(queries: list[dict[str, str]]) -> list[tuple[str, int, float]]:
    """Table and first words of each query, how often it is asked, and milliseconds in the database."""
    times, often = Counter[str](), Counter[str]()
    for query in queries:
        sql = re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"])
        table = re.search(r'FROM "?(\w+)"?', sql)
        head = f"{table[1] if table else ''}: {re.sub(r'SELECT .*? FROM', 'SELECT … FROM', sql, count=1)[:160]}"
        times[head] += float(query["time"]) * 1000
        often[head] += 1
    return [(head, often[head], round(ms, 1)) for head, ms in times.most_common(SHOWN)]


def _parts(profile: cProfile.Profile) -> list[tuple[str, int, float]]:
    """Functions of ours by the time in them and in what they call: name, calls, milliseconds."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    ours = [
        (f"{found[1]}:{name}", calls, round(cumulative * 1000, 1))
        for (file, _line, name), (_, calls, _own, cumulative, _) in stats.items()
        if (found := _CODE.search(Path(file).as_posix()))
    ]
    return sorted(ours, key=lambda part: -part[2])[: 3 * SHOWN]
