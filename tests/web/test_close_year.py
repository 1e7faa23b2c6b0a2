"""The year is closed on estimates; what was declared stays, and the count made again stands beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import (
    District,
    approved,
    fill,
    make_edition,
    make_programme,
    nothing_changes,
    one_event,
    open_return,
    propose_compound,
    refused,
)
from tiendo.model.period import Period
from tiendo.model.verdict import VerdictWord
from tiendo_web.actions import close_year, confirm_targets, editions, hand_in_figures
from tiendo_web.actions.close_year import Given
from tiendo_web.actions.refused import Refused
from tiendo_web.records import queries
from tiendo_web.records.models import Closing, Programme, Target

DECLARED = date(2024, 12, 10)  # before the administrative year ends on 14/12
LATER = date(2025, 1, 20)


def close(district: District, programme: Programme, figure: str | None = "2000", *, today=DECLARED, **more) -> Closing:
    (target,) = Target.objects.filter(target_set__programme=programme, whole=None)
    said = {
        "signer": "Ông Lê Văn An, Chủ tịch",
        "document": "Báo cáo 215/BC-UBND",
        "dated": DECLARED,
        "reopens": 0,
        "reason": "",
    }
    line = Given(None if figure is None else Decimal(figure), more.pop("word", ""), more.pop("why", ""))
    return close_year.close_year(
        programme=programme, given={str(target.pk): line}, by=district.planner, today=today, **{**said, **more}
    )


def test_a_closing_keeps_word_figure_signer_and_document(district, programme):
    with one_event("close_year") as event:
        closing = close(district, programme)
    (line,) = closing.lines.all()
    assert (closing.number, closing.declared_on, closing.by) == (1, DECLARED, district.planner)
    assert (line.word, line.by_rule, line.figure, line.name) == ("met", "met", Decimal(2000), line.target.name)
    assert event.facts["document"] == "Báo cáo 215/BC-UBND"
    assert event.facts["lines"] == {"1": {"value": "2000", "word": "met", "by_rule": "met", "reason": ""}}


def test_another_word_than_the_rules_needs_a_reason(district, programme):
    with refused("khác với quy tắc"):
        close(district, programme, "1999", word="met")
    closing = close(district, programme, "1999", word="met", why="Còn 1 lao động chờ quyết định")
    (line,) = closing.lines.all()
    assert (line.word, line.by_rule, line.reason) == ("met", "not_met", "Còn 1 lao động chờ quyết định")


def test_what_a_closing_needs(district, programme):
    with refused("người ký", field="signer"):
        close(district, programme, signer=" ")
    with refused("văn bản", field="document"):
        close(district, programme, document="")
    with refused("sau hôm nay", field="dated"):
        close(district, programme, dated=LATER)
    with refused("trước khi năm kế hoạch bắt đầu", field="dated"):
        close(district, programme, dated=date(2023, 12, 14))
    with refused("không hợp lệ"):
        close(district, programme, "1" + "0" * 30)


def test_a_programme_without_targets_in_force_is_not_closed(district):
    edition = make_edition(district)
    with refused("chưa có chỉ tiêu năm"):
        close_year.close_year(
            programme=edition.programme, given={}, signer="A", document="B", dated=DECLARED, reopens=0, reason="",
            by=district.planner, today=DECLARED,
        )  # fmt: skip


def test_sent_twice_it_is_one_and_reopened_it_is_two(district, programme):
    first = close(district, programme)
    with nothing_changes():
        assert close(district, programme) == first
    with refused("người khác chốt"):
        close(district, programme, "2001")
    with refused("lý do chốt lại", field="reason"):
        close(district, programme, "2001", reopens=1)
    second = close(district, programme, "2001", reopens=1, reason="Số chính thức")
    assert [c.number for c in queries.closings_of(programme)] == [2, 1]
    assert first.lines.get().figure == Decimal(2000) and second.lines.get().word == "exceeded"


def test_a_compound_target_counts_once_with_the_worst_of_its_parts(district):
    edition = make_edition(district)
    whole, (debt, mean) = propose_compound(district, edition)
    confirm_targets.confirm(targets=[whole], by=district.planner, today=DECLARED)
    editions.put_in_force(target_set=edition, by=district.planner, today=DECLARED)
    closing = close_year.close_year(
        programme=edition.programme,
        given={str(debt.pk): Given(Decimal(1)), str(mean.pk): Given(Decimal("17.5"))},
        signer="A", document="B", dated=DECLARED, reopens=0, reason="", by=district.planner, today=DECLARED,
    )  # fmt: skip
    assert [(line.number, line.word, line.part) for line in closing.lines.all()] == [
        ("1", "not_met", False),
        ("1a", "not_met", True),
        ("1b", "met", True),
    ]


def test_what_is_proposed_first_is_no_flow_before_its_year_has_ended(district, programme):
    approved(district, programme)
    assert list(close_year.usual(queries.standing(programme, today=DECLARED)).values()) == [Given()]
    later = close_year.usual(queries.standing(programme, today=LATER))
    assert [given.figure for given in later.values()] == [Decimal(100)]


def test_whoever_reopens_a_year_begins_with_what_was_declared(district, programme):
    closing = close(district, programme, "1999", word="met", why="Còn 1 lao động chờ quyết định")
    (given,) = close_year.usual(queries.standing(programme, today=DECLARED), closing).values()
    assert given == Given(Decimal(1999), "met", "Còn 1 lao động chờ quyết định")
    (later,) = close_year.usual(queries.standing(programme, today=LATER), closing).values()
    assert later == Given()


@pytest.fixture
def small(district):
    """A programme whose target one office reports for the whole place, so that a year is soon complete."""
    programme = make_programme(district)
    Target.objects.filter(target_set__programme=programme).update(
        reported_by="place", owner=district.offices["lao-dong"]
    )
    return programme


def complete(district: District, programme: Programme, amount: str) -> None:
    """Twelve months of the labour office are approved; `amount` came in January."""
    for month in range(1, 13):
        ret = open_return(district, programme, office="lao-dong", month=Period.month(2024, month))
        ret = fill(district, ret, "officer", jobs_created=amount if month == 1 else "0")
        hand_in_figures.approve(ret=ret, by=district.approver, today=LATER)


def test_the_count_made_again_stands_beside_the_declared_one_on_page_csv_and_report(client, settings, district, small):
    close(district, small)
    complete(district, small, "1900")
    settings.TIENDO_TODAY = LATER
    where = queries.standing(small, today=LATER)
    ((_row, recount),) = queries.recounts_of(where)
    (one,) = recount.differing
    assert (one.declared.word, one.verdict.said) == (VerdictWord.MET, VerdictWord.NOT_MET)
    slug, pk = small.slug, Target.objects.get().pk
    for page in (reverse("programme", args=[slug]), reverse("closing", args=[slug])):
        said = client.get(page).content.decode()
        assert "đạt và vượt 1/1 chỉ tiêu (vượt 0, đạt 1)" in said, page
        assert "đạt và vượt 0/1 chỉ tiêu, không đạt 1" in said, page
        assert "chưa đạt mức giao 2.000 lao động" in said, page
    assert "Số liệu hiện có cho kết quả khác" in client.get(reverse("target", args=[pk])).content.decode()
    assert "đạt và vượt 1/1 chỉ tiêu" in client.get(reverse("home")).content.decode()
    assert reverse("csv-closing", args=[slug]) in client.get(reverse("data")).content.decode()
    csv = client.get(reverse("csv-closing", args=[slug])).content.decode("utf-8-sig")
    assert ("Báo cáo 215/BC-UBND" in csv and csv.rstrip().endswith("không đạt,1900,có")) or "Không đạt" in csv
    report = client.get(reverse("report-file", args=[slug, "txt"])).content.decode()
    assert "Khai báo theo Báo cáo 215/BC-UBND, ngày 10/12/2024: đạt và vượt 1/1 chỉ tiêu" in report
    assert "khai báo: đạt; tính lại theo số sơ bộ: không đạt" in report


def test_before_it_was_declared_there_is_no_page_and_no_file_of_it(client, programme):
    for name in ("closing", "csv-closing"):
        assert client.get(reverse(name, args=[programme.slug])).status_code == 404


def test_the_planner_closes_the_year_on_the_page(client, settings, district, programme):
    settings.TIENDO_TODAY = DECLARED
    client.force_login(district.planner)
    address, pk = reverse("close-year", args=[programme.slug]), Target.objects.get().pk
    assert "Chốt kết quả năm" in client.get(address).content.decode()
    typed = {f"figure-{pk}": "2.050", f"word-{pk}": "", f"reason-{pk}": "", "reopens": "0"}
    looked = client.post(address, {**typed, "look": "1"})
    assert looked.status_code == 200 and "đạt và vượt 1/1 chỉ tiêu (vượt 1, đạt 0)" in looked.content.decode()
    assert not Closing.objects.exists()
    wrong = client.post(
        address, {**typed, f"figure-{pk}": "hai nghìn", "document": "B", "dated": "10/12/2024", "signer": "C"}
    )
    assert wrong.status_code == 422 and "hai nghìn" in wrong.content.decode()
    no_day = client.post(address, {**typed, "document": "B", "signer": "C"})
    assert no_day.status_code == 422 and 'value="2.050"' in no_day.content.decode()
    done = client.post(address, {**typed, "document": "B", "dated": "10/12/2024", "signer": "C"}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("closing", args=[programme.slug])
    assert Closing.objects.get().lines.get().word == "exceeded"
    assert "Chốt lại kết quả năm" in client.get(address).content.decode()


def test_a_reporter_does_not_close_a_year(client, settings, district, programme):
    settings.TIENDO_TODAY = DECLARED
    client.force_login(district.reporter)
    assert client.get(reverse("close-year", args=[programme.slug])).status_code == 403
    with pytest.raises(Refused):
        close_year.close_year(
            programme=programme, given={}, signer="A", document="B", dated=DECLARED, reopens=0, reason="",
            by=district.reporter, today=DECLARED,
        )  # fmt: skip
