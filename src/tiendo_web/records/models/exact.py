"""ExactDecimal: a column for figures that keeps every digit on both databases.

SQLite stores Django's DecimalField as a float; a figure such as 9999999999999.123456 would come back changed.
Figures are therefore kept as text on SQLite and as NUMERIC on PostgreSQL. They are never summed in SQL: the core
does that, so an ordering or arithmetic by the database is not offered.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class ExactDecimal(models.Field):
    """An exact Decimal, or None for "absent" (never 0)."""

    description = "exact decimal"

    def db_type(self, connection: Any) -> str:
        return "numeric" if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError("A float is not exact: give a Decimal, a whole number or text.")
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise ValidationError(f"“{value}” is not a number.") from None

    def get_prep_value(self, value: Any) -> Decimal | None:
        return self.to_python(super().get_prep_value(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        number = self.get_prep_value(value)
        if number is not None and not number.is_finite():
            raise ValidationError("A figure must be a finite number.")
        if number is None or connection.vendor == "postgresql":
            return number
        return format(number, "f")
