"""The review page of a text: marks by kind and state, each verb behind its button, without any script."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.web.builders import PLAN, TODAY, make_edition
from tiendo_web.actions import confirm_targets, kept_texts, read_plan
from tiendo_web.records.models import Event, Target, TargetSet

TEXT = PLAN + "\nNăm 2023, huyện đã tạo việc làm cho 1.870 lao động.\n"


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def edition(district):
    return read(district, TEXT)


@pytest.fixture
def planner(client, district):
    client.force_login(district.planner)
    return client


def read(district, text):
    document = read_plan.read_plan(name="Kế hoạch", text=text, by=district.planner, today=TODAY)
    return read_plan.propose(document=document, by=district.planner, today=TODAY)


def page_of(client, edition):
    answer = client.get(reverse("edition", args=[edition.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, /, *args, **data):
    return client.post(reverse(name, args=args), data, follow=True)


def mark(page, n):
    """Classes of the mark of a figure and what it says to those who cannot see it."""
    found = re.search(rf'id="vi-tri-{n}" class="mark-number ([^"]+)" aria-label="([^"]+)"', page)
    return found[1], found[2]


def result(edition):
    return edition.document.figures.get(kind="result")


ADDRESSES = {
    "figure-agree": {},
    "figure-correct": {"value": "5"},
    "figure-remove": {"because": "not_figure"},
    "figure-restore": {},
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_only_the_planner_of_the_place_says_what_a_figure_is(client, district, edition, name):
    address = reverse(name, args=[edition.pk, 1])
    assert client.post(address, ADDRESSES[name]).status_code == 302  # to the log-in
    for who in ("reporter", "planner_la", "nobody"):
        client.force_login(district.users[who])
        assert client.post(address, ADDRESSES[name]).status_code == 403, who
    client.force_login(district.planner)
    assert client.get(address).status_code == 405
    assert send(client, name, edition.pk, 99, **ADDRESSES[name]).status_code == 404


def test_a_mark_says_kind_and_state_in_colour_sign_and_words(planner, district, edition):
    page = page_of(planner, edition)
    assert mark(page, 1) == ("target proposed", "số liệu 1: mức giao, chờ xác nhận") and ">◆? 1</a>" in page
    n = result(edition).ordinal
    assert mark(page, n)[0] == "result unchecked" and f">●? {n}</a>" in page
    confirm_targets.confirm(targets=edition.targets.filter(ordinal=1), by=district.planner, today=TODAY)
    page = page_of(planner, edition)
    assert mark(page, 1) == ("target confirmed", "số liệu 1: mức giao, đã xác nhận") and ">◆✓ 1</a>" in page


def test_the_page_says_what_the_text_says_of_itself(planner, edition):
    page = page_of(planner, edition)
    about = page[page.index("about-text") : page.index("</dl>", page.index("about-text"))]
    assert "Thanh Bình" in about and "cấp huyện" in about and "năm 2024" in about
    assert "văn bản không nói rõ" in about  # of the decision behind it
    assert "4 chỉ tiêu được nêu, 3 có tên ở đây, còn 1 phải nhập" in page


def test_each_figure_tells_its_rule_and_what_else_it_may_measure(planner, edition):
    page = page_of(planner, edition)
    assert page.count("Đọc theo quy tắc:") == edition.document.figures.count()
    assert "mức phải đạt: số đứng sau tên chỉ tiêu" in page
    assert re.search(r'value="bhyt-coverage" data-guess="1" aria-current="true"', page)


def test_a_weak_guess_is_marked_as_one_to_check_until_a_person_chose(planner, edition, monkeypatch):
    insurance = edition.document.figures.get(unit="%").ordinal
    monkeypatch.setattr("tiendo_web.pages.staff.review_page.TO_CHECK", Decimal(0))
    page = page_of(planner, edition)
    assert mark(page, insurance)[0] == "target proposed" and "máy chưa chắc" not in page
    monkeypatch.setattr("tiendo_web.pages.staff.review_page.TO_CHECK", Decimal("1.1"))
    page = page_of(planner, edition)
    assert mark(page, insurance)[0] == "target check" and page.count("máy chưa chắc, hãy kiểm tra") == 3
    page = send(planner, "figure-correct", edition.pk, insurance, indicator_code="bhxh-coverage").content.decode()
    assert mark(page, insurance)[0] == "target proposed" and page.count("máy chưa chắc, hãy kiểm tra") == 2


def test_a_result_is_agreed_to_corrected_promised_and_restored(planner, edition):
    one = result(edition)
    n = one.ordinal
    page = send(planner, "figure-agree", edition.pk, n).content.decode()
    assert mark(page, n)[0] == "result seen" and "đã soát 1/4 số liệu" in page
    page = send(planner, "figure-correct", edition.pk, n, value="1.871,5", unit="người").content.decode()
    assert "1.871,5 người" in page and "đã sửa thành" in page
    page = send(planner, "figure-correct", edition.pk, n, kind="target").content.decode()
    assert mark(page, n)[0].startswith("target") and page.count('<li id="chi-tieu-') == 4
    target = Target.objects.get(figures=one)
    page = send(planner, "target-withdraw", target.pk, because="result").content.decode()
    assert mark(page, n)[0] == "result seen"
    page = send(planner, "target-restore", target.pk).content.decode()
    assert Target.objects.get(pk=target.pk).state == "proposed"


def test_what_is_no_figure_is_struck_out_with_one_button_and_comes_back(planner, edition):
    n = result(edition).ordinal
    page = send(planner, "figure-remove", edition.pk, n, because="repeated").content.decode()
    assert mark(page, n) == ("result rejected", f"số liệu {n}: số thực hiện, đã bỏ")
    assert Event.objects.first().facts["reason"] == "Đã nêu ở chỗ khác"
    page = send(planner, "figure-restore", edition.pk, n).content.decode()
    assert mark(page, n)[0] == "result unchecked"


def test_without_a_reason_nothing_is_removed(planner, edition):
    answer = send(planner, "figure-remove", edition.pk, 1)
    assert answer.status_code == 422 and "Hãy ghi lý do bỏ số liệu này." in answer.content.decode()


def test_a_missed_figure_is_added_by_its_words(planner, edition):
    answer = send(planner, "figure-add", edition.pk, words="bước vào", kind="result", value="2", unit="bước")
    page = answer.content.decode()
    added = edition.document.figures.get(rule="by-hand")
    assert answer.redirect_chain[-1][0].endswith(f"#so-{added.ordinal}") and "người soát thêm bằng tay" in page
    answer = send(planner, "figure-add", edition.pk, words="không hề có", at="7")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="không hề có" aria-invalid="true"' in page
    assert '<details class="panel" id="them-so-lieu" open>' in page


def test_nothing_false_nothing_missed_is_said_on_the_page(planner, district, edition):
    assert "Còn 4 số liệu chưa soát." in page_of(planner, edition)
    answer = send(planner, "edition-sign", edition.pk)
    assert answer.status_code == 422 and "chưa soát" in answer.content.decode()
    send(planner, "edition-confirm", edition.pk, all="1")
    send(planner, "figure-agree", edition.pk, result(edition).ordinal)
    page = send(planner, "edition-sign", edition.pk).content.decode()
    assert "soát hết 4 số liệu, không sai, không sót" in page and "Tải ca mẫu (JSON)" in page
    assert TargetSet.objects.get(pk=edition.pk).reviewed_by == district.planner


def test_offices_named_by_the_text_are_proposed_and_given_by_the_planner(planner, district, edition, monkeypatch):
    read_again = kept_texts.reading_of

    def with_owners(document, *, programme=None):
        reading = read_again(document, programme=programme)
        named = ("Phòng lao động", "Văn phòng UBND huyện", "Phòng Lao dộng")  # the last is another word
        first = replace(reading.figures[0], owners=named, group="Về xã hội")
        return replace(reading, figures=(first, *reading.figures[1:]))

    monkeypatch.setattr(kept_texts, "reading_of", with_owners)
    page = page_of(planner, edition)
    assert '<h3 lang="vi">Về xã hội</h3>' in page and "Giao theo văn bản" in page
    assert "chưa có trong danh sách" in page and '<span lang="vi">Phòng Lao dộng</span>' in page
    target = edition.targets.get(ordinal=1)
    assert target.owner is None  # a person says it
    offices = [district.offices["lao-dong"].pk, district.offices["ubnd"].pk]
    assert [int(pk) for pk in re.findall(r'name="office" value="(\d+)"', page)] == offices
    send(planner, "target-owners", target.pk, office=offices)
    target.refresh_from_db()
    assert target.owner == district.offices["lao-dong"]
    assert list(target.coordinating.all()) == [district.offices["ubnd"]]
    other = send(planner, "target-owners", target.pk, office=[district.offices["huyen-la"].pk])
    assert other.status_code == 422


def test_a_text_without_a_figure_says_what_to_do(planner, district):
    empty = read_plan.read_plan(
        name="Thư", text="Năm 2024, huyện Thanh Bình ra sức thi đua.", by=district.planner, today=TODAY
    )
    edition = read_plan.propose(document=empty, by=district.planner, today=TODAY)
    page = page_of(planner, edition)
    assert "không có số liệu nào mà máy đọc được" in page and "Thêm số liệu máy đọc sót" in page


def test_an_edition_without_a_text_shows_its_list_alone(planner, district):
    page = page_of(planner, make_edition(district))
    assert 'id="chu"' not in page and "soat-het" not in page


def test_no_script_stands_in_the_page_itself(planner, edition):
    page = page_of(planner, edition)
    assert all(re.search(r'src="/static/', tag) for tag in re.findall(r"<script[^>]*>", page))
    assert not re.search(r"\son\w+=", page) and ' style="' not in page


def test_everything_is_said_in_english_too(planner, district, edition):
    send(planner, "figure-remove", edition.pk, result(edition).ordinal, because="repeated")
    planner.cookies["django_language"] = "en"
    page = page_of(planner, edition)
    assert (
        "Read by the rule:" in page and "level to reach" in page and "figure 1: target, waiting to be confirmed" in page
    )


def test_the_script_is_given_one_row_and_the_whole_list_where_that_row_is_gone(planner, edition):
    address, target = reverse("edition", args=[edition.pk]), edition.targets.first()

    def rows(asked):
        return re.findall(
            r'<li id="([^"]+)"[^>]*data-row', planner.get(address, headers={"X-Row": asked}).content.decode()
        )

    everything = rows("")
    assert len(everything) > 2
    assert rows(f"chi-tieu-{target.pk}") == [f"chi-tieu-{target.pk}"]
    other = result(edition).ordinal
    assert rows(f"dong-{other}") == [f"dong-{other}"]
    assert rows("chi-tieu-0") == everything
    page = planner.get(address, headers={"X-Row": f"chi-tieu-{target.pk}"}).content.decode()
    assert 'id="tien-do"' in page and 'id="hoan-tat"' in page and page.count("<mark") >= len(everything)
