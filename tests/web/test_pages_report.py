"""The report of a programme on its page, and as a file."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document

from tests.web import builders
from tiendo_web import clock
from tiendo_web.records.models import Obstacle, Programme, Remedy, Return, Target

TODAY = date(2024, 4, 2)
OFFICES = ("xa-an", "xa-binh", "xa-cat", "thi-tran")


@pytest.fixture(autouse=True)
def second_of_april(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def report_month(district: builders.District, programme: Programme, month: int, amount: str) -> None:
    """An approved figure of each place."""
    year = programme.period
    for code in OFFICES:
        office = district.offices[code]
        ret = Return.objects.create(
            programme=programme, office=office, place=office.place, period=f"{year}-{month:02d}",
            due=date(int(year), month, 25), state="approved",
            approved_at=datetime(int(year), month, 24, tzinfo=UTC),
        )  # fmt: skip
        builders.record(ret, "jobs-created", value=Decimal(amount))


@pytest.fixture
def reported(district: builders.District, programme: Programme) -> Programme:
    """10, 20 and 200 jobs from each of four places in January, February and March, out of 2,000 in the year."""
    for month, amount in enumerate(("10", "20", "200"), start=1):
        report_month(district, programme, month, amount)
    Programme.objects.filter(pk=programme.pk).update(published=True)
    return programme


def page(client, programme: Programme, **asked: str) -> str:
    return client.get(reverse("report", args=[programme.slug]), asked).content.decode()


def text(client, programme: Programme, **asked: str) -> str:
    return client.get(reverse("report-file", args=[programme.slug, "txt"]), asked).content.decode()


def test_the_page_tells_the_report_and_offers_the_periods(client, reported):
    body = page(client, reported)
    assert "3 tháng đầu năm đạt 920 lao động, bằng 46% kế hoạch (kế hoạch năm 2024: 2.000 lao động)" in body
    for code, words in (("2024-03", "3 tháng đầu năm 2024"), ("2024-02", "2 tháng đầu năm 2024"), ("2024-01", "tháng 1/2024")):  # fmt: skip
        assert f'<option value="{code}"' in body and words in body
    assert "2024-04" not in body
    assert (
        reverse("report", args=[reported.slug])
        in client.get(reverse("programme", args=[reported.slug])).content.decode()
    )


def test_an_earlier_period_is_told_as_it_stood_then(client, reported):
    said = text(client, reported, den="2024-02")
    assert "2 tháng đầu năm đạt 120 lao động, bằng 6% kế hoạch" in said and "chậm tiến độ" in said
    assert "Số liệu đến hết tháng 2/2024, tính đến ngày 29/02/2024" in said
    assert "920" not in said


def test_the_year_before_comes_from_the_programme_of_that_year(client, district, reported):
    before = Programme.objects.create(
        place=reported.place, period="2023", slug="truoc", title="Chương trình 2023", title_en="2023", published=True
    )
    for month in (1, 2, 3):
        report_month(district, before, month, "46")
    assert "So với cùng kỳ năm trước tăng 66,67%." in text(client, reported)
    Programme.objects.filter(pk=before.pk).update(published=False)
    assert "So với cùng kỳ" not in text(client, reported).partition("Biểu tiến độ")[0]


def test_what_hinders_a_target_behind_is_told_also_when_it_was_found_under_an_earlier_edition(
    client, district, reported
):
    target = Target.objects.get(target_set__programme=reported)
    obstacle = Obstacle.objects.create(
        target=target,
        text="Hai doanh nghiệp hoãn tuyển",
        by_office=district.offices["xa-an"],
        found_on=date(2024, 2, 1),
    )
    Remedy.objects.create(obstacle=obstacle, text="Mở phiên giao dịch", due=date(2024, 5, 31))
    told = "Hạn chế: Hai doanh nghiệp hoãn tuyển. Giải pháp: Mở phiên giao dịch (hạn 31/05/2024)."
    assert told in text(client, reported, den="2024-02")
    later = builders.make_edition(district, edition=2)
    anew = builders.propose(district, later)
    Target.objects.filter(pk=anew.pk).update(state="confirmed")
    target.target_set.__class__.objects.filter(pk=target.target_set_id).update(in_force=False)
    later.__class__.objects.filter(pk=later.pk).update(in_force=True)
    assert told in text(client, reported, den="2024-02")


def test_each_file_comes_with_its_name_and_kind(client, reported):
    for kind, media in (("docx", "wordprocessingml"), ("txt", "text/plain"), ("md", "text/markdown")):
        answer = client.get(reverse("report-file", args=[reported.slug, kind]), {"den": "2024-03"})
        assert answer.status_code == 200 and media in answer["Content-Type"]
        assert answer["Content-Disposition"] == f'attachment; filename="bao-cao-{reported.slug}-2024-03.{kind}"'
    word = client.get(reverse("report-file", args=[reported.slug, "docx"])).content
    assert any("920 lao động" in p.text for p in Document(io.BytesIO(word)).paragraphs)


def test_the_report_is_in_english_and_marks_what_people_wrote(client, district, reported):
    Target.objects.filter(target_set__programme=reported).update(owner=district.offices["lao-dong"])
    obstacle = {"text": "Hai doanh nghiệp hoãn tuyển", "by_office": district.offices["xa-an"], "found_on": TODAY}
    Obstacle.objects.create(target=Target.objects.get(target_set__programme=reported), **obstacle)
    client.cookies["django_language"] = "en"
    body = page(client, reported, den="2024-02")
    assert "Workers provided with jobs: 120 workers, 6% of the plan" in body
    assert 'Obstacle: <span lang="vi">Hai doanh nghiệp hoãn tuyển</span>.' in body


@pytest.mark.parametrize("asked", [{"den": "2024-04"}, {"den": "2023-12"}, {"den": "x"}])
def test_a_period_without_figures_is_not_found(client, reported, asked):
    assert client.get(reverse("report", args=[reported.slug]), asked).status_code == 404
    assert client.get(reverse("report-file", args=[reported.slug, "txt"]), asked).status_code == 404


def test_a_programme_that_is_not_published_or_spans_years_has_no_report(client, reported):
    for changes in ({"published": False}, {"published": True, "period": "2021-2025"}):
        Programme.objects.filter(pk=reported.pk).update(**changes)
        assert client.get(reverse("report", args=[reported.slug])).status_code == 404
        assert client.get(reverse("report-file", args=[reported.slug, "docx"])).status_code == 404


def test_another_kind_of_file_is_not_found(client, reported):
    assert client.get(reverse("report-file", args=[reported.slug, "pdf"])).status_code == 404


def test_before_any_figure_the_report_says_so(client, programme):
    Programme.objects.filter(pk=programme.pk).update(published=True)
    assert "đến nay chưa có số liệu" in page(client, programme)
