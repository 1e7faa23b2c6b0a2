"""Places as facts: the official lists by date, the changes that lead from one to the next, and their names.

README.md beside this file says where they come from and what is not known.
"""

from tiendo.catalogue.places.find import Found, find_places, name_key
from tiendo.catalogue.places.load import history_from_rows, lines_from_rows, load_history, read_day

__all__ = ["Found", "find_places", "history_from_rows", "lines_from_rows", "load_history", "name_key", "read_day"]
