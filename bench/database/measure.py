"""What is done in one database: fill it, check against the exact path, time, and print what was found as one line of JSON."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from django.core.management import call_command
from django.db import connection

from bench.database import by_objects
from bench.database.fill import fill
from bench.rollup.exact import catalogue_of
from tiendo import pipeline
from tiendo.catalogue.load import Catalogue
from tiendo.judging.bulk import LEFT, WORDS
from tiendo.model.period import Period
from tiendo_web.records import convert
from tiendo_web.records.models import Observation, Programme, Target
from tiendo_web.records.queries.bulk import BulkStanding, bulk_standings
from tiendo_web.records.queries.places import load_tree, tree_day
from tiendo_web.records.queries.programme import approved_observations, figures_through

SAMPLE = 400  # targets of each programme that the exact path judges as well


def main(folder: Path, rounds: int, with_objects: bool) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if not Programme.objects.exists():
        print(f"Filling {connection.vendor} …", file=sys.stderr, flush=True)
        fill(folder)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    catalogue = catalogue_of(folder)
    programmes = list(Programme.objects.order_by("period"))
    last = max(p for p in Observation.objects.values_list("owed_in__period", flat=True).distinct())
    month = Period.parse(last).next_month
    today = date(month.first_year, month.first_month, 1)  # the day after the log's last month
    given = {"today": today, "catalogue": catalogue}
    agreed = _check(bulk_standings(programmes, **given), **given)
    told = {"vendor": connection.vendor, "rows": Observation.objects.count(), "targets": Target.objects.count()}
    for name, threads in (("one", 1), ("all", os.cpu_count() or 1)):
        walls, cpus = [], []
        for _ in range(rounds):
            began, cpu = perf_counter(), process_time()
            bulk_standings(programmes, threads=threads, **given)
            walls.append(perf_counter() - began)
            cpus.append(process_time() - cpu)
        told |= {f"seconds_{name}": statistics.median(walls), f"cpu_{name}": statistics.median(cpus)}
    told |= agreed | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    if with_objects:
        tree = load_tree(tree_day(programmes[-1], today))
        measured = by_objects.measure(catalogue, tree, today=today, last=Period.parse(last))
        told["objects"] = {name: m._asdict() for name, m in measured.items()}
    print(json.dumps(told))


def _check(standings: list[BulkStanding], *, today: date, catalogue: Catalogue) -> dict[str, int]:
    """The exact path over records of the same rows says the same of a sample. Raises SystemExit where it does not."""
    random, checked, left = np.random.default_rng(5), 0, 0
    for found in standings:
        left += int((found.judged.word == LEFT).sum())
        at = random.choice(len(found.targets), min(SAMPLE, len(found.targets)), replace=False)
        rows = Target.objects.filter(pk__in=found.targets[at].tolist()).select_related("place", "baseline")
        rows = rows.prefetch_related("conditions", "milestones", "shares__place", "parts")
        targets = [convert.target_record(row) for row in rows]
        verdicts = pipeline.judge_targets(
            targets,
            approved_observations(found.programme, indicators={t.indicator_code or "" for t in targets}),
            tree=load_tree(tree_day(found.programme, today)),
            catalogue=catalogue,
            today=today,
            through=figures_through(found.programme, today=today),
        )
        number = {int(pk): n for n, pk in enumerate(found.targets)}
        for verdict in verdicts:
            n = number[int(verdict.target.id)]
            word, ratio = found.judged.word[n], found.judged.attainment[n]
            expected = np.nan if verdict.attainment is None else float(verdict.attainment)
            same = word == LEFT or (
                WORDS[word] is verdict.word and np.isclose(ratio, expected, rtol=1e-12, atol=1e-12, equal_nan=True)
            )
            if not same:
                raise SystemExit(
                    f"Target {verdict.target.id}: {WORDS[word]} {ratio}, exactly {verdict.word} {expected}."
                )
            checked += 1
    return {"checked": checked, "left": left}
