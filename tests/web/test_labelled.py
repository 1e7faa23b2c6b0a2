"""A text that was gone through, taken away as a labelled case; and the rules that such a case must keep."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import TODAY
from tiendo_web.actions import confirm_targets, editions, read_plan, review_figures

TEXT = """Huyện Thanh Bình giao kế hoạch

Theo kế hoạch năm 2024, huyện Thanh Bình phấn đấu thực hiện 4 chỉ tiêu chủ yếu: tạo việc làm cho 2.000 lao động; \
tỷ lệ bao phủ bảo hiểm y tế đạt 94% dân số; thu ngân sách nhà nước trên địa bàn 137,5 tỷ đồng; giảm 15% tỷ lệ hộ nghèo.

Máy cày toàn huyện bốn lăm chiếc. Năm 2023, huyện đã tạo việc làm cho 1.870 lao động.
"""
FIELDS = {"span", "kind", "indicator", "comparator", "value", "value_max", "unit", "change", "subject"}
DOCUMENT = {"id", "url", "text", "place", "year", "period", "stated_target_count", "figures"}


def faults(case, name):
    """What the rules of the labelled corpus would not take; a second opinion, written apart from the export."""
    found = [f"no {key}" for key in DOCUMENT - set(case)]
    if case["id"] != name or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        found.append("id")
    text = unicodedata.normalize("NFC", case["text"]).lower()
    if set(case["place"]) != {"name", "level", "province"}:
        found.append("place")
    if case["place"]["level"] not in {"province", "district", "commune", "other", None}:
        found.append("level")
    found += [f"place {k}" for k in ("name", "province") if case["place"][k] and case["place"][k].lower() not in text]
    first, last = case["period"]
    if not first <= last == case["year"]:
        found.append("period")
    if case["stated_target_count"] is not None and not written(case["stated_target_count"], text):
        found.append("stated")
    if not any(f["kind"] == "target" for f in case["figures"]):
        found.append("no target")
    keys = [tuple(str(f[k]) for k in ("span", "indicator", "value", "unit", "change")) for f in case["figures"]]
    if len(set(keys)) < len(keys):
        found.append("twice")
    for n, f in enumerate(case["figures"]):
        if set(f) != FIELDS:
            found.append(f"{n} fields")
        if f["span"] not in case["text"] or f["span"] != f["span"].strip() or not f["span"]:
            found.append(f"{n} span")
        named = set(re.findall(r"\w+", f["indicator"].lower().removeprefix("cơ cấu kinh tế: ")))
        if not named or not named <= set(re.findall(r"\w+", text)):
            found.append(f"{n} indicator")
        if f["kind"] not in {"target", "result"} or f["change"] not in {"none", "increase", "decrease"}:
            found.append(f"{n} kind")
        if f["comparator"] not in {"=", ">=", "<=", ">", "<", "range"}:
            found.append(f"{n} comparator")
        if (f["comparator"] == "range") != (f["value_max"] is not None):
            found.append(f"{n} range")
        if not written(f["value"], f["span"]) or (f["value_max"] and not written(f["value_max"], f["span"])):
            found.append(f"{n} value")
        if not f["unit"].strip() or f["unit"] in {"tỷ", "triệu"} or "tỉ đồng" in f["unit"]:
            found.append(f"{n} unit")
    return found


def written(value, words):
    numerals = re.findall(r"\d+(?:[.,]\d+)*", words)
    plain = {Decimal(n.replace(".", "").replace(",", ".")) for n in numerals}
    plain |= {Decimal(n) for n in numerals if re.fullmatch(r"\d+\.\d+", n)}
    words_for = {0: ("không", "hết"), 1: ("một",), 2: ("hai",), 3: ("ba",), 100: ("tất cả", "toàn bộ")}
    return Decimal(str(value)) in plain or any(w in words.lower() for w in words_for.get(value, ()))


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def edition(district):
    document = read_plan.read_plan(name="Đề án kế hoạch", text=TEXT, by=district.planner, today=TODAY)
    return read_plan.propose(document=document, by=district.planner, today=TODAY)


@pytest.fixture
def planner(client, district):
    client.force_login(district.planner)
    return client


def finish(district, edition):
    given = {"by": district.planner, "today": TODAY}
    confirm_targets.confirm(targets=edition.targets.filter(state="proposed", whole=None), **given)
    review_figures.agree(target_set=edition, figures=edition.document.figures.all(), **given)
    editions.sign_review(target_set=edition, **given)


def taken_away(client, edition):
    answer = client.get(reverse("edition-case", args=[edition.pk]))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/json")
    name = re.search(r'filename="(.+)\.json"', answer["Content-Disposition"])[1]
    case = json.loads(answer.content)
    assert faults(case, name) == []
    return case


def test_what_was_read_rightly_is_a_case_as_it_was_read(planner, district, edition):
    finish(district, edition)
    case = taken_away(planner, edition)
    assert case["text"] == edition.document.text and case["year"] == 2024 and case["stated_target_count"] == 4
    assert case["place"] == {"name": "Thanh Bình", "level": "district", "province": None}
    said = {(f["kind"], f["indicator"], f["value"]) for f in case["figures"]}
    assert ("target", "việc làm", 2000) in said and ("result", "việc làm", 1870) in said
    assert [f["value"] for f in case["figures"] if f["unit"] == "tỷ đồng"] == [137.5]
    assert "left_out" not in case


def test_what_people_corrected_removed_and_added_stands_in_the_case(planner, district, edition):
    figures = {f.unit: f for f in edition.document.figures.order_by("-ordinal")}
    given = {"target_set": edition, "by": district.planner, "today": TODAY}
    review_figures.correct(figure=figures["tỷ đồng"], changes={"comparator": ">=", "change": "increase"}, **given)
    result = edition.document.figures.get(kind="result")
    review_figures.remove(figure=result, reason="Nhắc lại năm trước", **given)
    review_figures.add_figure(
        words="thực hiện 4 chỉ tiêu",
        given={"indicator": "chỉ tiêu", "value": Decimal(4), "unit": "chỉ tiêu", "kind": "result"},
        **given,
    )
    finish(district, edition)
    by_unit = {f["unit"]: f for f in taken_away(planner, edition)["figures"]}
    assert (by_unit["tỷ đồng"]["comparator"], by_unit["tỷ đồng"]["change"]) == (">=", "increase")
    assert by_unit["chỉ tiêu"]["value"] == 4
    assert "1.870" not in {f["span"] for f in by_unit.values()}


def test_what_the_rules_do_not_take_stands_apart_with_the_reason(planner, district, edition):
    review_figures.add_figure(
        target_set=edition, words="Máy cày toàn huyện", given={"value": Decimal(45), "unit": "chiếc", "kind": "result"},
        by=district.planner, today=TODAY,
    )  # fmt: skip
    finish(district, edition)
    (left,) = taken_away(planner, edition)["left_out"]
    assert (left["value"], left["why"]) == (45, "value-not-in-span")


def test_there_is_no_case_before_all_was_gone_through(planner, edition):
    answer = planner.get(reverse("edition-case", args=[edition.pk]))
    assert answer.status_code == 422 and "sau khi đã soát hết" in answer.content.decode()


def test_a_text_without_a_target_is_no_case(planner, district, edition):
    for figure in edition.document.figures.all():
        review_figures.remove(figure=figure, target_set=edition, reason="Thử", by=district.planner, today=TODAY)
    finish(district, edition)
    answer = planner.get(reverse("edition-case", args=[edition.pk]))
    assert answer.status_code == 422 and "không có chỉ tiêu nào" in answer.content.decode()
