"""Observations and the changes of places → the same figures on the places of another day. Nothing is lost or guessed."""

from tiendo.restating.former import area_today, estimate_former
from tiendo.restating.restate import own_day, restate, stored

__all__ = ["area_today", "estimate_former", "own_day", "restate", "stored"]
