"""Pages at the size of a country: queries, and how long 20 readers at once wait; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import islice, repeat
from pathlib import Path
from threading import Lock
from time import monotonic, perf_counter, sleep

import psycopg

HERE = Path(__file__).resolve().parent
SERVER = os.environ.get("TIENDO_BENCH_POSTGRES_URL", "postgresql://root@127.0.0.1:5432")
SIZES = ("small", "province", "nation")
DATABASES = ("sqlite", "postgresql")
READERS = 20
WARM = 4  # requests before anything is counted
LIMIT = 60  # seconds that one page may take with all its requests; what came until then counts
TODAY = "2026-10-20"


def main() -> None:
    """Measure, print a table, and end with one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=[*SIZES, "full"], default="small", help="full: one after the other")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--totals", choices=["stored", "added"], default="stored", help="added: added up on reading")
    parser.add_argument("--pages", choices=["kept", "made"], default="kept", help="made: made anew for each reader")
    parser.add_argument("--requests", type=int, default=400, help="for each page")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds that a reader reads before asking again")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--parts", action="store_true", help="say which queries and functions take the time")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "tiendo-bench-pages")
    given = parser.parse_args()
    figures: dict[str, object] = {
        "database": given.database,
        "totals": given.totals,
        "pages": given.pages,
        "readers": READERS,
        "pause_s": given.pause,
    }
    found = {}
    for size in SIZES if given.size == "full" else [given.size]:
        environment = _environment(given, size)
        found[size] = _pages(given, size, environment)
        _read(found[size], environment, given.requests, given.pause)
        _print(size, found[size], parts=given.parts)
        figures[size] = _figures(found[size])
    counts = [tuple(p["queries"] for p in told["pages"].values()) for told in found.values()]
    figures["same_queries"] = len(set(counts)) == 1 if len(counts) > 1 else None
    figures["queries"] = max(max(count) for count in counts)
    figures["p95_ms"] = max(p["p95_ms"] for told in found.values() for p in told["pages"].values())
    print(json.dumps(figures))


def _environment(given: argparse.Namespace, size: str) -> dict[str, str]:
    var = given.data / size
    var.mkdir(parents=True, exist_ok=True)
    url = ""
    if given.database == "postgresql":
        name = f"bench_pages_{size}"
        with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        url = f"{SERVER}/{name}"
    kept = {"TIENDO_KEEP_PAGES": "1" if given.pages == "kept" else "0"}
    return os.environ | kept | {"TIENDO_VAR": str(var), "TIENDO_DATABASE": url, "TIENDO_TODAY": TODAY}


def _pages(given: argparse.Namespace, size: str, environment: dict[str, str]) -> dict:
    """Fill and prepare in a process of its own, and what it says of each page."""
    done = subprocess.run(
        [sys.executable, str(HERE / "in_database.py"), size, given.totals, str(given.seed)],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{size}: {done.stderr.strip().splitlines()[-1]}")
    return json.loads(done.stdout.splitlines()[-1])


def _read(told: dict, environment: dict[str, str], requests: int, pause: float) -> None:
    """Serve it and let the readers come; adds their times to each page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tiendo = Path(sys.executable).with_name("tiendo")
    server = subprocess.Popen([str(tiendo), "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        for name, page in told["pages"].items():
            cookie = f"sessionid={told['cookie']}" if name.startswith("staff") else ""
            page |= _readers(port, page["path"], cookie, requests, pause, server.pid)
    finally:
        server.terminate()
        server.wait(30)


def _cpu(pid: int) -> float:
    """Seconds of processor that a process and its children have had; 0 where there is no /proc."""
    times: dict[int, tuple[int, float]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        times[int(file.parent.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return sum(seconds for one, (parent, seconds) in times.items() if pid in {one, parent})


def _wait_for(port: int) -> None:
    until = monotonic() + 60
    while monotonic() < until:
        try:
            if _get(HTTPConnection("127.0.0.1", port, timeout=5), "/healthz", "") == 200:
                return
        except OSError:
            pass
        sleep(0.2)
    raise SystemExit("The server does not answer.")


def _get(connection: HTTPConnection, path: str, cookie: str) -> int:
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "vi"} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _readers(port: int, path: str, cookie: str, requests: int, pause: float, server: int) -> dict[str, float]:
    """So many readers at once, each asking again as soon as it has been answered."""
    left, lock, until = iter(repeat(None, requests)), Lock(), monotonic() + LIMIT
    for _ in range(WARM):  # both processes of the server have loaded what they need
        _get(HTTPConnection("127.0.0.1", port, timeout=4 * LIMIT), path, cookie)

    def reader(n: int) -> list[float]:
        sleep(pause * n / READERS)
        connection, times = HTTPConnection("127.0.0.1", port, timeout=LIMIT), []
        while monotonic() < until:
            with lock:
                if not list(islice(left, 1)):
                    break
            began = perf_counter()
            try:
                status = _get(connection, path, cookie)
            except TimeoutError:  # it waited at least so long
                times.append((perf_counter() - began) * 1000)
                break
            if status != 200:
                raise SystemExit(f"{path} answers {status}.")
            times.append((perf_counter() - began) * 1000)
            sleep(pause)
        return times

    began, cpu = perf_counter(), _cpu(server)
    with ThreadPoolExecutor(READERS) as pool:
        times = sorted(ms for some in pool.map(reader, range(READERS)) for ms in some)
    spent, cpu = perf_counter() - began, _cpu(server) - cpu
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    return {
        "p50_ms": statistics.median(times),
        "p95_ms": p95,
        "cpu_ms": cpu * 1000 / len(times),
        "answers": len(times),
        "a_second": len(times) / spent,
    }


def _print(size: str, told: dict, *, parts: bool) -> None:
    made = f", stored in {told['store_s']:.1f} s" if told["store_s"] is not None else ""
    print(f"\n{size}, {told['vendor']}: {told['places']:,} places, {told['figures']:,} figures{made}")
    print(
        f"  {'page':<14}{'queries':>8}{'p50 ms':>10}{'p95 ms':>10}{'cpu ms':>9}{'answers':>9}{'a second':>10}{'bytes':>10}"
    )
    for name, p in told["pages"].items():
        print(
            f"  {name:<14}{p['queries']:>8}{p['p50_ms']:>10.0f}{p['p95_ms']:>10.0f}{p['cpu_ms']:>9.1f}{p['answers']:>9}"
            f"{p['a_second']:>10.1f}{p['bytes']:>10,}"
        )
    if approval := told["approval"]:
        whole = told["store_s"] * 1000 / approval["ms"]
        print(
            f"  approval of {approval['figures']} figures of one commune: {approval['ms']:.0f} ms, 1/{whole:.0f} of storing all"
        )
    if parts:
        for name, p in told["pages"].items():
            print(f"  {name}: {p['profiled_ms']:.0f} ms under the profiler")
            for kind in ("slow_queries", "slow_parts"):
                for what, times, ms in p[kind]:
                    print(f"    {ms:>10.1f} ms {times:>7} × {what}")


def _figures(told: dict) -> dict[str, object]:
    kept = ("queries", "p50_ms", "p95_ms", "cpu_ms", "answers")
    pages = {name: {key: round(p[key], 1) for key in kept} for name, p in told["pages"].items()}
    approval = told["approval"] and {
        "approval_figures": told["approval"]["figures"],
        "approval_ms": round(told["approval"]["ms"], 1),
        "approval_share": round(told["approval"]["ms"] / told["store_s"] / 1000, 5),
    }
    return {"places": told["places"], "figures": told["figures"], **(approval or {}), **pages}


if __name__ == "__main__":
    main()
