"""Where SQL over registers runs: DuckDB on one machine, Spark on several (extra `scale`). Nothing here decides anything.

Each engine is a file of its own, and nothing else imports DuckDB or PySpark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tiendo.model.deriving_rule import PlaceCount

Count = Callable[[Sequence[str]], tuple[PlaceCount, ...]]
"""Runs statements over the view `register`; the counts that the last one gives."""
