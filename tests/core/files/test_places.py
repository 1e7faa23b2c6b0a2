"""A table of places becomes the tree of a day."""

from datetime import date

import pytest

from tests.builders import CATALOGUE
from tiendo.files import UnusableFile, read_places
from tiendo.publishing.wording import say_with_place

TABLE = """code,name,kind,parent,first,last,title,title_document
800,H,district,,,2025-06-30,,
1,A,commune,800,,2024-06-30,ntm,QĐ 1
1,A,commune,800,,2024-06-30,ocop,QĐ 2
2,B,commune,800,2024-07-01,,,
3,T,town,800,,,,
"""
DAY = date(2024, 3, 1)


def test_the_tree_holds_the_places_of_the_day() -> None:
    assert read_places(TABLE.encode(), "p.csv", on=DAY).children("800") == ("1", "3")
    assert read_places(TABLE.encode(), "p.csv", on=date(2024, 7, 1)).children("800") == ("2", "3")


def test_a_place_keeps_all_its_titles() -> None:
    tree = read_places(TABLE.encode(), "p.csv", on=DAY)
    assert tree["1"].holds_title("ntm", DAY) and tree["1"].holds_title("ocop", DAY)
    assert tree.members(CATALOGUE.indicators["ntm-no-debt"], "800") == ("1",)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("2,B,village", "2,B,commune", "p.csv, dòng 5, cột kind: “village”"),
        ("2,B,commune,801", "2,B,commune,800", "p.csv, dòng 5, cột parent: Không có địa bàn mã “801”"),
        ("800,2024-7-1", "800,2024-07-01", "p.csv, dòng 5, cột first: “2024-7-1”"),
        (",T,town", "3,T,town", "p.csv, dòng 6, cột code: “”"),
        ("3,T,town,800,,,,\n3,T,town,1,,,,", "3,T,town,800,,,,", "p.csv, cột parent: "),
    ],
)
def test_a_wrong_cell_is_named(wrong: str, right: str, said: str) -> None:
    table = TABLE.replace(right, wrong)
    with pytest.raises(UnusableFile) as refused:
        read_places(table.encode(), "p.csv", on=DAY)
    assert said in say_with_place(refused.value.problem, "vi")
    assert say_with_place(refused.value.problem, "en").endswith(".")
