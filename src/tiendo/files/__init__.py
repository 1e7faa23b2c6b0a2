"""Files on a disk ↔ records: rows of figures, places, the register of targets. Opens and writes; decides nothing."""

from tiendo.files.deriving_rule import read_deriving_rule
from tiendo.files.place_history import correct_shares, read_history
from tiendo.files.places import read_place_list, read_places
from tiendo.files.register import Register, read_register, write_register
from tiendo.files.rows import read_rows, write_rows
from tiendo.files.unusable import UnusableFile

__all__ = [
    "Register",
    "UnusableFile",
    "correct_shares",
    "read_deriving_rule",
    "read_history",
    "read_place_list",
    "read_places",
    "read_register",
    "read_rows",
    "write_register",
    "write_rows",
]
