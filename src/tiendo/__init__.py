"""Tiến Độ's core: text and rows in, verdicts and files out. No web, no network, no clock.

The five verbs are in `tiendo.pipeline`; read that file first. `import tiendo` gives them too:

    reading = tiendo.read_document(document, catalogue)
    collected = tiendo.collect(rows, catalogue, language="vi", places=tree)
    totals = tiendo.roll_up_target(target, collected.observations, tree=tree, catalogue=catalogue, through=month)
    verdicts = tiendo.judge_targets(targets, collected.observations, tree=tree, catalogue=catalogue, today=day, …)
    files = tiendo.publish(verdicts, catalogue, "vi", names=names)
"""

from typing import Any

__all__ = ["collect", "judge_targets", "publish", "read_document", "roll_up_target"]


def __getattr__(name: str) -> Any:
    """The verbs, loaded when they are first asked for, so that `import tiendo.model.period` stays a small thing."""
    if name not in __all__:
        raise AttributeError(f"module 'tiendo' has no attribute {name!r}")
    from tiendo import pipeline

    return getattr(pipeline, name)
