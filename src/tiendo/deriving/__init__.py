"""Population registers (rows of households or persons) → figures: one SQL text for every engine, and what its counts mean."""

from tiendo.deriving.columns import check_columns
from tiendo.deriving.figures import derive, may_be_counted
from tiendo.deriving.sql import statements

__all__ = ["check_columns", "derive", "may_be_counted", "statements"]
