"""A process of its own that approves returns and is killed while it does; run by test_killed.py, which looks at what is
left each time it says a line and goes on when it is told to.

    python -m tests.web.approve_and_die DAY APPROVER RETURN                 killed at the 1st question to the database,
                                                                            then the 2nd, … until it gets through
    python -m tests.web.approve_and_die DAY APPROVER RETURN… SECONDS…       killed after so many seconds, each in turn
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any

import django


def main(day: str, approver: str, *rest: str) -> None:
    django.setup()
    from tiendo.catalogue.load import load_catalogue
    from tiendo_web.actions import hand_in_figures  # noqa: F401  # once, not in each child

    load_catalogue()
    returns = [int(word) for word in rest if "." not in word]
    moments = [float(word) for word in rest if "." in word]
    for turn in count():
        if moments and turn == len(moments):
            return
        child = in_a_child(lambda n=turn: approve_all(day, approver, returns, 0 if moments else n + 1))
        if moments:
            time.sleep(moments[turn])
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else f"through {os.waitstatus_to_exitcode(status)}", flush=True)
        sys.stdin.readline()
        if not moments and not killed:
            return


def in_a_child(work: Callable[[], None]) -> int:
    """The process in which the work is done, with a connection of its own."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as failed:
            print(failed, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return child


def approve_all(day: str, approver: str, returns: list[int], last: int) -> None:
    from tiendo_web.actions import hand_in_figures
    from tiendo_web.records.models import Return, User

    by = User.objects.get(username=approver)
    for ret in Return.objects.filter(pk__in=returns, state="submitted").order_by("pk"):
        with killed_at(last):
            hand_in_figures.approve(ret=ret, by=by, today=date.fromisoformat(day))


@contextmanager
def killed_at(last: int) -> Iterator[None]:
    """The process is gone when it has asked so many questions and would ask the next; with 0 never."""
    from django.db import connection

    asked = count()

    def ask(execute: Callable[..., Any], *given: Any) -> Any:
        if next(asked) == last > 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*given)

    with connection.execute_wrapper(ask):
        yield


if __name__ == "__main__":
    main(*sys.argv[1:])
