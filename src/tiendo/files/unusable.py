"""A file that cannot be used, with the one finding that says why and what to do."""

from __future__ import annotations

from tiendo.model.problem import Problem, Severity


class UnusableFile(Exception):
    """`problem` names the file, and the row, column or target in it; `publishing.wording` says it."""

    def __init__(self, rule: str, name: str, **facts: object) -> None:
        self.problem = Problem(rule, {"name": name, **facts}, name, Severity.ERROR)
        super().__init__(f"{rule}: {name}")
