"""A rule as an office writes it."""

TOML = """
indicator = "bhyt-coverage"
register = "Sổ thẻ bảo hiểm y tế"
key = "Ma_Nguoi"
place = "place"
first = "first"
last = "last"
revision = "revision"
deleted = "deleted"

[[denominator]]
column = "lives"
is = "in"
value = ["thường trú", "tạm trú"]

[[numerator]]
column = "card_to"
is = ">="
value = "day"
"""
