"""Several people at the same moment: threads that each have a connection of their own to one database."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from tiendo_web.actions.refused import Refused


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gave back or was refused with; any other failure fails the test."""
    start, results = Barrier(len(calls)), [None] * len(calls)

    def run(n: int) -> None:
        try:
            start.wait()
            results[n] = calls[n]()
        except Exception as failed:
            results[n] = failed
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n,)) for n in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    for thread in threads:
        assert not thread.is_alive(), "Two wait for each other."
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, Refused):
            raise result
    return results
