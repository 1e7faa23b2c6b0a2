"""A verdict unfolds to every figure behind it, in every revision, and to where each came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.builders import CATALOGUE, make_compound, make_observations, make_place_tree, make_target
from tiendo import pipeline
from tiendo.model.observation import Observation
from tiendo.model.period import Period
from tiendo.model.target import Target, TermForm
from tiendo.model.verdict import Override, Verdict, VerdictWord
from tiendo.publishing.explained import explained_as_json, explained_lines
from tiendo.publishing.wording import pace_in_brief

TREE = make_place_tree("Huyện H > Xã A, Xã B, Xã C")
JOBS = make_target("jobs-created", "= 2000 lao động")
SENT = [
    *make_observations("jobs-created", "A 1: 100; A 2: 50; B 1: 3.25; C 1: no figure"),
    *make_observations("jobs-created", "A 1: 120", revision=2),
]


def judged(target: Target, observations: list[Observation], **more: object) -> Verdict:
    (verdict,) = pipeline.judge_targets(
        [target],
        observations,
        tree=TREE,
        catalogue=CATALOGUE,
        today=date(2024, 3, 20),
        through=Period.month(2024, 2),
        **more,  # type: ignore[arg-type]
    )
    return verdict


def test_the_tree_of_a_verdict() -> None:
    tree = pipeline.explain(
        judged(JOBS, SENT), SENT, CATALOGUE, decision="QĐ 5", quoted={"1": ["tạo việc làm cho 2.000 lao động"]}
    )
    assert explained_lines(tree, "vi", {"A": "xã A", "B": "xã B", "C": "xã C"}) == [
        "Chỉ tiêu 1: Chưa đánh giá được.",
        "  Mức giao: 2.000 lao động; theo QĐ 5.",
        "    Đọc từ câu: “tạo việc làm cho 2.000 lao động”.",
        "  Tỷ lệ thực hiện 8,7%.",
        "  Chưa đánh giá được vì còn thiếu số liệu của xã B (tháng 2); xã C (tháng 1, tháng 2).",
        "  Số lao động được giải quyết việc làm, 2 tháng đầu năm 2024: 173 lao động; đủ số liệu của 1/3 địa bàn. Cộng các kỳ đã "
        "báo cáo; cộng các địa bàn.",
        "    xã A: 170 lao động.",
        "      tháng 1/2024: 120 lao động (số sơ bộ, lần sửa 2).",
        "        Nguồn: A 2024-01.",
        "        Số đã được thay, nay không dùng: 100 lao động (số sơ bộ, lần sửa 1).",
        "          Nguồn: A 2024-01.",
        "      tháng 2/2024: 50 lao động (số sơ bộ, lần sửa 1).",
        "        Nguồn: A 2024-02.",
        "    xã B: 3 lao động, còn thiếu 1 kỳ.",
        "      tháng 1/2024: 3,25 lao động (số sơ bộ, lần sửa 1).",
        "        Nguồn: B 2024-01.",
        "      tháng 2/2024: chưa báo cáo.",
        "    xã C: chưa có số, còn thiếu 2 kỳ.",
        "      tháng 1/2024: chưa có số liệu, vì chưa có số liệu (lần sửa 1).",
        "        Nguồn: C 2024-01.",
        "      tháng 2/2024: chưa báo cáo.",
    ]


def test_every_figure_that_was_sent_stands_once_in_the_tree() -> None:
    tree = pipeline.explain(judged(JOBS, SENT), SENT, CATALOGUE)
    told = [
        (s.said.facts["place"], s.said.facts["period"], s.said.facts["revision"])
        for _depth, s in tree.walk()
        if "revision" in s.said.facts
    ]
    assert sorted(told, key=str) == sorted(((o.place_code, o.period, o.revision) for o in SENT), key=str)


def test_a_rate_shows_numerator_and_denominator_and_a_compound_its_parts() -> None:
    rate = replace(make_target("bhyt-coverage", ">= 94 %", number="5a"), id="5a")
    sent = make_observations("bhyt-coverage", "A 2: 90/100; B 2: 98/100; C 2: 0/0")
    whole = make_compound(rate, number="5")
    lines = explained_lines(pipeline.explain(judged(whole, sent), sent, CATALOGUE), "en", {})
    assert [line for line in lines if "Target" in line] == [
        "Target 5: On track.",
        "  Target 5a: On track.",
    ]
    assert any("A: 90% (90/100)." in line for line in lines)
    assert any("sum of numerators over sum of denominators." in line for line in lines)


def test_an_override_is_told_with_its_document_and_without_a_name() -> None:
    signed = Override(VerdictWord.ON_TRACK, "Bà Lê Thị Hoa", "đã ký hợp đồng", date(2024, 3, 1), "Thông báo 12")
    tree = pipeline.explain(judged(JOBS, SENT, overrides={"1": signed}), SENT, CATALOGUE)
    said = "\n".join(explained_lines(tree, "vi", {}))
    assert "quyết định ngày 01/03/2024 theo Thông báo 12: đã ký hợp đồng" in said
    assert "Lê Thị Hoa" not in said


def test_only_so_many_places_are_unfolded_those_that_owe_first() -> None:
    tree = pipeline.explain(judged(JOBS, SENT), SENT, CATALOGUE, most_places=1)
    total = tree.below[-1]
    assert [s.said.facts.get("place", s.said.facts.get("count")) for s in total.below] == ["B", 2]


def test_the_tree_for_programs_keeps_every_digit() -> None:
    tree = explained_as_json(pipeline.explain(judged(JOBS, SENT), SENT, CATALOGUE), "en", {})
    assert tree["rule"] == "explained-verdict" and tree["facts"] == {"number": "1", "word": "cannot_judge"}
    assert tree["below"][-1]["facts"]["level"] == str(Decimal("173.25"))
    assert tree["below"][-1]["facts"]["indicator"] == "jobs-created"


def test_a_figure_taken_from_a_report_text_shows_its_sentence() -> None:
    read = {("jobs-created", "A", Period.month(2024, 1), 2): "Tháng 1 giải quyết việc làm cho 120 lao động"}
    said = explained_lines(pipeline.explain(judged(JOBS, SENT), SENT, CATALOGUE, read=read), "vi", {})
    at = said.index("        Đọc từ câu: “Tháng 1 giải quyết việc làm cho 120 lao động”.")
    assert said[at - 2] == "      tháng 1/2024: 120 lao động (số sơ bộ, lần sửa 2)."


def test_a_term_target_is_unfolded_to_the_figure_of_each_year() -> None:
    term = make_target(
        "grdp-growth", ">= 8.5 %", period=Period.term(2021, 2025), reported_by="place", term_form=TermForm.AVERAGE
    )
    years = [
        Observation("grdp-growth", "H", Period.year(2021), value=Decimal("8.1"), source="Niên giám 2021"),
        Observation("grdp-growth", "H", Period.year(2022), value=Decimal("9")),
        Observation("grdp-growth", "H", Period.year(2022), value=Decimal("8.9"), revision=2),
        Observation("grdp-growth", "A", Period.year(2023), value=Decimal("1")),
    ]
    pace = pipeline.term_pace(term, pipeline.yearly_figures(term, years, CATALOGUE), CATALOGUE)
    assert explained_lines(pipeline.explain_pace(term, pace, years, CATALOGUE), "vi", {}) == [
        "Đến nay 8,5%. Để đạt mức giao, mỗi năm còn lại cần đạt 8,5%. Tốc độ tăng bình quân tính theo cách nhân.",
        "  Mức giao: 8,5% trở lên.",
        "  năm 2021: 8,1% (số sơ bộ, lần sửa 1).",
        "    Nguồn: Niên giám 2021.",
        "  năm 2022: 8,9% (số sơ bộ, lần sửa 2).",
        "    Số đã được thay, nay không dùng: 9% (số sơ bộ, lần sửa 1).",
    ]
    assert pace_in_brief(pace, term, CATALOGUE.indicators["grdp-growth"], "vi") == "8,5%/năm trong 3 năm còn lại"
    assert (
        pace_in_brief(pace, term, CATALOGUE.indicators["grdp-growth"], "en") == "8.5% a year for the remaining 3 years"
    )
    told = explained_as_json(pipeline.explain_pace(term, pace, years, CATALOGUE), "vi", {})
    assert told["facts"]["pace"]["years_left"] == [2023, 2024, 2025]
