"""The planner's pages: read a document, correct and confirm what it proposes, put it in force, share it out."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.builders import PLAN, TODAY, make_edition, make_programme, propose, propose_compound
from tiendo.catalogue.load import load_catalogue
from tiendo_web.actions import read_plan
from tiendo_web.records.models import Document, Event, Programme, Target, TargetSet


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def planner(client, district):
    """A browser in which the planner is logged in."""
    client.force_login(district.planner)
    return client


@pytest.fixture
def edition(district):
    """What the small plan proposes: jobs, insurance, revenue; 4 stated."""
    return read(district, PLAN)


def read(district, text):
    document = read_plan.read_plan(name="Kế hoạch", text=text, by=district.planner, today=TODAY)
    return read_plan.propose(document=document, by=district.planner, today=TODAY)


def page_of(client, name, /, *args, **data):
    answer = client.get(reverse(name, args=args), data)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, /, *args, **data):
    """The answer after what was sent: a refused form at once, else the page that it leads to."""
    return client.post(reverse(name, args=args), data, follow=True)


def summary(page):
    return re.search(r'summary-line" role="status"><strong>(.*?)</strong>', page)[1]


def typed(target, **more):
    """The form of a target as it stands, with some inputs typed over; None leaves one out."""
    data = {"name": target.name, "indicator_code": target.indicator_code, "reported_by": target.reported_by}
    data |= {"frequency": target.frequency, "owner": target.owner_id or ""}
    for n, c in enumerate(target.conditions.all(), start=1):
        data.setdefault("condition", []).append(str(n))
        data |= {f"comparator:{n}": c.comparator, f"value:{n}": str(c.value).replace(".", ","), f"unit:{n}": c.unit}
        data |= {f"change:{n}": c.change, f"change_in:{n}": c.change_in}
    return {key: value for key, value in {**data, **more}.items() if value is not None}


# --- who may ----------------------------------------------------------------------------------------------------------


def pages(edition):
    target = edition.targets.first()
    return [
        reverse("documents-read"),
        reverse("read-plan"),
        reverse("planned-programmes"),
        reverse("planned-programme", args=[edition.programme.slug]),
        reverse("edition", args=[edition.pk]),
        reverse("target-add", args=[edition.pk]),
        reverse("target-edit", args=[target.pk]),
        reverse("target-share", args=[target.pk]),
        reverse("target-share-total", args=[target.pk]),
    ]


def test_every_page_is_the_planners_alone(client, district, edition):
    for address in pages(edition):
        assert client.get(address).status_code == 302, address
    for name in ("reporter", "approver", "leader", "editor", "auditor", "nobody"):
        client.force_login(district.users[name])
        assert {client.get(address).status_code for address in pages(edition)} == {403}, name
        assert "Đọc văn bản" not in client.get(reverse("staff-home")).content.decode()
    client.force_login(district.planner)
    assert {client.get(address).status_code for address in pages(edition)} == {200}


def test_a_planner_of_another_place_sees_nothing_of_this_programme(client, district, edition):
    client.force_login(district.planner_la)
    for address in pages(edition)[3:]:
        assert client.get(address).status_code == 403, address
    assert "Thanh Bình" not in page_of(client, "planned-programmes")
    before = Target.objects.get(pk=edition.targets.first().pk).state
    assert send(client, "edition-confirm", edition.pk, all="1").status_code == 403
    assert Target.objects.get(pk=edition.targets.first().pk).state == before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_whole_in_both_languages(planner, district, edition, language):
    propose_compound(district, edition)
    planner.cookies["django_language"] = language
    for address in pages(edition):
        assert planner.get(address).status_code == 200


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_pasted_text_becomes_an_edition_to_review(planner):
    answer = send(planner, "read-plan", text=PLAN)
    edition = TargetSet.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("edition", args=[edition.pk])
    page = answer.content.decode()
    assert summary(page) == "4 chỉ tiêu được nêu, 3 có tên ở đây, còn 1 phải nhập"
    assert edition.document.name == "Huyện Thanh Bình bước vào năm 2024"


def test_a_text_pasted_with_its_page_goes_by_its_headline(planner):
    send(planner, "read-plan", text=f"Thứ Hai, 17/06/2024 07:45 (GMT +7)\n\n{PLAN}")
    assert Document.objects.get().name == "Huyện Thanh Bình bước vào năm 2024"


def test_marks_and_rows_lead_to_each_other(planner, edition):
    page = page_of(planner, "edition", edition.pk)
    ids, links = set(re.findall(r'id="([^"]+)"', page)), set(re.findall(r'href="#([^"]+)"', page))
    numbers = {str(f.ordinal) for f in edition.document.figures.all()}
    assert numbers and {f"so-{n}" for n in numbers} | {f"vi-tri-{n}" for n in numbers} <= ids & links
    assert len(re.findall(r'id="so-', page)) == len(re.findall(r'id="vi-tri-', page)) == len(numbers)


def test_a_file_is_read_as_well(planner):
    file = SimpleUploadedFile("ke-hoach.txt", PLAN.encode())
    page = send(planner, "read-plan", file=file).content.decode()
    assert summary(page).startswith("4 chỉ tiêu được nêu, 3 có tên")
    assert Document.objects.get().name == "ke-hoach.txt"


@pytest.mark.parametrize(
    ("given", "sentence", "field"),
    [
        ({"text": "  "}, "Chưa có văn bản nào", 'name="text"'),
        ({"file": SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n\0\0")}, "không thuộc loại đọc được", 'name="file"'),
        ({"file": SimpleUploadedFile("a.txt", b"x"), "text": "Năm 2024"}, "không cả hai", 'name="file"'),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form(planner, given, sentence, field):
    for file in (f for f in given.values() if hasattr(f, "seek")):
        file.seek(0)
    answer = send(planner, "read-plan", **given)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and not Document.objects.exists()
    assert re.search(rf'{field}[^>]*aria-invalid="true"', page)


def test_a_text_about_another_place_is_refused_in_one_sentence(planner):
    answer = send(planner, "read-plan", text="Huyện Lạ năm 2024 phấn đấu tạo việc làm cho 3.000 lao động.")
    page = answer.content.decode()
    assert answer.status_code == 422 and not TargetSet.objects.exists()
    assert "Văn bản nói về “Lạ”, không phải địa bàn mà bạn lập kế hoạch; hãy kiểm tra lại văn bản." in page


def test_typed_text_is_kept_when_refused(planner, edition):
    answer = send(planner, "read-plan", text="Năm 2024 tạo việc làm", programme="khong-co", name="Tên của tôi")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Hãy chọn chương trình trong danh sách." in page
    assert ">Năm 2024 tạo việc làm</textarea>" in page and 'value="Tên của tôi"' in page
    assert Document.objects.count() == 1


def test_a_text_without_a_year_asks_only_for_the_programme(planner, district, programme):
    text = "Phấn đấu tạo việc làm cho 3.000 lao động; tỷ lệ bao phủ bảo hiểm y tế đạt 95% dân số."
    answer = send(planner, "read-plan", text=text)
    page = answer.content.decode()
    document = Document.objects.get()
    assert answer.status_code == 422 and "hãy chọn chương trình" in page and 'name="text"' not in page
    assert f'name="document" value="{document.pk}"' in page
    page = send(planner, "read-plan", document=document.pk, programme=programme.slug).content.decode()
    assert summary(page) == "2 chỉ tiêu có tên ở đây; văn bản không nêu tổng số"
    assert TargetSet.objects.get(document=document).programme == programme


def test_a_document_read_before_leads_to_its_edition(planner, edition):
    answer = send(planner, "read-plan", text=PLAN)
    assert answer.redirect_chain[-1][0] == reverse("edition", args=[edition.pk])
    assert "đã được đọc ngày" in answer.content.decode() and TargetSet.objects.count() == 1


def test_more_text_than_a_form_takes_is_said_and_not_lost_in_a_crash(planner, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = planner.post(reverse("read-plan"), {"text": "x" * 2000})
    assert answer.status_code == 413 and "gửi văn bản dưới dạng tệp" in answer.content.decode()


# --- correcting -------------------------------------------------------------------------------------------------------


def test_the_readers_guesses_come_first_with_their_score(planner, edition):
    page = page_of(planner, "target-edit", edition.targets.get(indicator_code="bhyt-coverage").pk)
    guessed = page[page.index("Máy đoán") : page.index("</optgroup>", page.index("Máy đoán"))]
    assert re.search(r'value="bhyt-coverage" selected>[^<]*khớp 99%', guessed)
    assert page.count('value="bhyt-coverage" selected') == 1


def test_everything_about_a_target_can_be_corrected(planner, district, edition):
    target = edition.targets.get(indicator_code="jobs-created")
    labour, commune = district.offices["lao-dong"], district.offices["xa-an"]
    data = typed(
        target,
        name="Việc làm mới",
        name_en="New jobs",
        indicator_code="poor-households",
        owner=str(labour.pk),
        coordinating=[str(commune.pk)],
        reported_by="both",
        frequency="quarterly",
        subject="Xã An",
        condition=["1", "4"],
        baseline_value="140,5",
        baseline_day="31/12/2023",
        baseline_source="Danh sách được duyệt",
        then="list",
        **{"comparator:1": "range", "value:1": "1.234,5", "value_max:1": "2.000", "unit:1": "hộ", "keep:1": "on"},
        **{"comparator:4": "about", "value:4": "15", "tolerance:4": "5", "unit:4": "%", "change:4": "decrease"},
        **{"change_in:4": "per_cent", "milestone:2024-03": "500", "milestone:2024-06": ""},
    )
    answer = send(planner, "target-edit", target.pk, **data)
    assert answer.redirect_chain[-1][0].endswith(f"#chi-tieu-{target.pk}")
    target = Target.objects.get(pk=target.pk)
    assert (target.name, target.name_en, target.indicator_code) == ("Việc làm mới", "New jobs", "poor-households")
    assert (target.owner, target.reported_by, target.frequency) == (labour, "both", "quarterly")
    assert list(target.coordinating.all()) == [commune] and target.subject == "Xã An"
    first, second = target.conditions.all()
    assert (first.comparator, first.value, first.value_max, first.keep) == (
        "range",
        Decimal("1234.5"),
        Decimal(2000),
        True,
    )
    assert (second.comparator, second.tolerance, second.change, second.change_in) == (
        "about",
        Decimal("0.05"),
        "decrease",
        "per_cent",
    )
    assert (target.baseline.value, target.baseline.as_of.isoformat()) == (Decimal("140.5"), "2023-12-31")
    assert [(m.month, m.value) for m in target.milestones.all()] == [("2024-03", Decimal(500))]
    # Opened and sent again as it stands, nothing changes.
    page = page_of(planner, "target-edit", target.pk)
    assert 'value="1234,5"' in page and 'name="tolerance:2" inputmode="decimal" autocomplete="off" value="5"' in page


def test_a_form_sent_back_as_it_was_changes_nothing(planner, edition):
    target = edition.targets.get(indicator_code="state-revenue-local")
    events = Event.objects.count()
    send(planner, "target-edit", target.pk, **typed(target, name_en=target.name_en))
    assert Event.objects.count() == events


def test_a_wrong_number_comes_back_with_everything_typed(planner, edition):
    target = edition.targets.first()
    answer = send(planner, "target-edit", target.pk, **typed(target, name="Tên mới", **{"value:1": "1.5"}))
    page = answer.content.decode()
    assert answer.status_code == 422 and "hãy viết như 1.234,5" in page and ">Tên mới</textarea>" in page
    assert re.search(r'name="value:1"[^>]*value="1.5"[^>]*aria-invalid="true"', page)
    assert Target.objects.get(pk=target.pk).name == target.name


@pytest.mark.parametrize(
    ("wrong", "sentence", "where"),
    [
        ({"baseline_value": "140"}, "đủ giá trị, ngày và nguồn", "baseline_value"),
        ({"baseline_day": "31/13/2023"}, "không phải là ngày", "baseline_day"),
        ({"milestone:2024-03": "x"}, "không phải là số", "milestone:2024-03"),
        ({"owner": "999999"}, "chọn đơn vị trong danh sách", "owner"),
        ({"comparator:1": "range", "value_max:1": "1"}, "Khoảng giá trị", "value:1"),
        ({"indicator_code": "khong-co"}, "Danh mục không có", "indicator_code"),
        ({"name": " "}, "Hãy ghi tên chỉ tiêu", "name"),
        ({"change:1": "sideways"}, "Điều kiện của chỉ tiêu không hợp lệ", "value:1"),
    ],
)
def test_each_refusal_marks_its_input(planner, edition, wrong, sentence, where):
    target = edition.targets.get(indicator_code="jobs-created")
    answer = send(planner, "target-edit", target.pk, **typed(target, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page
    assert re.search(rf'name="{where}"[^>]*aria-invalid="true"', page)


def test_a_condition_more_or_less_saves_nothing(planner, edition):
    target, events = edition.targets.first(), Event.objects.count()
    more = send(planner, "target-edit", target.pk, **typed(target, name="Đang sửa", more="1"))
    page = more.content.decode()
    assert more.status_code == 200 and 'name="value:2"' in page and ">Đang sửa</textarea>" in page
    less = typed(target, less="1", condition=["1", "2"], **{"value:2": "7", "comparator:2": ">"})
    page = send(planner, "target-edit", target.pk, **less).content.decode()
    assert 'name="value:1"' not in page and re.search(r'name="value:2"[^>]*value="7"', page)
    assert Event.objects.count() == events


def test_a_row_without_a_number_is_no_condition(planner, edition):
    target = edition.targets.first()
    send(planner, "target-edit", target.pk, **typed(target, condition=["1", "2"], **{"value:2": " ", "unit:2": "tấn"}))
    assert target.conditions.count() == 1


def test_the_implied_baseline_is_a_hint_and_never_filled_in(planner, district):
    edition = read(district, PLAN.replace("137,5 tỷ đồng", "137,5 tỷ đồng; giảm 15% số hộ nghèo (21 hộ)"))
    target = edition.targets.get(indicator_code="poor-households")
    for page in (page_of(planner, "edition", edition.pk), page_of(planner, "target-edit", target.pk)):
        assert "137-143; hãy nhập gốc" in page
    assert re.search(r'name="baseline_value"[^>]*value=""', page) and 'aria-describedby="goi-y-goc"' in page


def test_saving_can_confirm_or_go_on_with_the_next(planner, edition):
    first, second, _third = edition.targets.order_by("ordinal")
    answer = send(planner, "target-edit", first.pk, **typed(first, then="next"))
    assert answer.redirect_chain[-1][0] == reverse("target-edit", args=[second.pk])
    send(planner, "target-edit", first.pk, **typed(first, then="confirm"))
    assert Target.objects.get(pk=first.pk).state == "confirmed"
    # Saved all the same when it cannot be confirmed.
    answer = send(planner, "target-edit", second.pk, **typed(second, indicator_code="", name="Khác", then="confirm"))
    assert answer.status_code == 422 and "chưa gắn với chỉ tiêu nào" in answer.content.decode()
    assert Target.objects.get(pk=second.pk).name == "Khác"


def test_in_force_the_promise_is_locked_and_the_rest_is_not(planner, district, programme):
    target = Target.objects.get(target_set__programme=programme)
    page = page_of(planner, "target-edit", target.pk)
    assert "chỉ đổi được bằng một quyết định mới" in page
    assert 'name="owner"' in page and 'name="baseline_value"' in page
    assert not re.search(r'name="(name|indicator_code|subject|value:1)"', page)
    owner = district.offices["lao-dong"]
    send(planner, "target-edit", target.pk, **typed(target, owner=str(owner.pk), name="Khác", **{"value:1": "1"}))
    target = Target.objects.get(pk=target.pk)
    assert target.owner == owner and target.name == "Chỉ tiêu jobs-created"
    assert target.conditions.get().value == 2000


def test_a_compound_target_is_corrected_part_by_part(planner, district, edition):
    whole, (first, _second) = propose_compound(district, edition)
    page = page_of(planner, "target-edit", whole.pk)
    assert reverse("target-edit", args=[first.pk]) in page and 'name="value:1"' not in page
    answer = send(planner, "target-edit", whole.pk, name="Nông thôn mới", owner=str(district.offices["ubnd"].pk))
    assert answer.status_code == 200 and Target.objects.get(pk=whole.pk).owner == district.offices["ubnd"]
    assert Target.objects.get(pk=whole.pk).parts.count() == 2
    send(planner, "target-edit", first.pk, **typed(first, name="Không còn xã nợ tiêu chí"))
    assert Target.objects.get(pk=first.pk).name == "Không còn xã nợ tiêu chí"
    assert "(1 chỉ tiêu gồm 2 phần)" in summary(page_of(planner, "edition", edition.pk))


# --- confirming, adding, withdrawing, putting in force ----------------------------------------------------------------


def states(edition):
    return list(edition.targets.order_by("ordinal").values_list("state", flat=True))


def test_one_some_or_all_are_confirmed(planner, edition):
    first, _second, third = edition.targets.order_by("ordinal")
    assert send(planner, "edition-confirm", edition.pk, only=first.pk).status_code == 200
    assert states(edition) == ["confirmed", "proposed", "proposed"]
    answer = send(planner, "edition-confirm", edition.pk)
    assert answer.status_code == 422 and "Hãy chọn ít nhất một đề xuất" in answer.content.decode()
    send(planner, "edition-confirm", edition.pk, target=[third.pk])
    assert states(edition) == ["confirmed", "proposed", "confirmed"]
    page = send(planner, "edition-confirm", edition.pk, all="1").content.decode()
    assert states(edition) == ["confirmed"] * 3 and "Đã xác nhận 1 chỉ tiêu." in page


def test_a_refused_confirmation_confirms_none_and_keeps_what_was_chosen(planner, edition):
    first, second, _third = edition.targets.order_by("ordinal")
    Target.objects.filter(pk=second.pk).update(indicator_code="")
    answer = send(planner, "edition-confirm", edition.pk, target=[first.pk, second.pk])
    page = answer.content.decode()
    assert answer.status_code == 422 and states(edition) == ["proposed"] * 3
    assert len(re.findall(r'name="target"[^>]* checked', page)) == 2
    assert "Còn thiếu:" in page and "chỉ tiêu trong danh mục" in page


def test_what_the_text_does_not_name_is_added_by_hand(planner, district, edition):
    form = {"name": "Hộ dùng nước sạch", "condition": ["1"], "unit:1": "%"}
    code = next(c for c in load_catalogue().indicators if "water" in c)
    form |= {
        "indicator_code": code,
        "value:1": "85,5",
        "comparator:1": ">=",
        "change:1": "none",
        "change_in:1": "units",
    }
    page = send(planner, "target-add", edition.pk, **form).content.decode()
    assert summary(page) == "4 chỉ tiêu được nêu, 4 có tên ở đây, còn 0 phải nhập"
    added = edition.targets.get(indicator_code=code)
    assert added.state == "proposed" and added.conditions.get().value == Decimal("85.5")
    answer = send(planner, "target-add", edition.pk, **{**form, "name": ""})
    assert answer.status_code == 422 and "Hãy ghi tên chỉ tiêu." in answer.content.decode()
    assert 'value="85,5"' in answer.content.decode()


def test_a_proposal_is_withdrawn_with_a_reason(planner, edition):
    target = edition.targets.first()
    page = send(planner, "target-withdraw", target.pk, reason="").content.decode()
    assert "Hãy ghi lý do" in page and states(edition) == ["proposed"] * 3
    page = send(planner, "target-withdraw", target.pk, reason="Trùng").content.decode()
    assert summary(page) == "4 chỉ tiêu được nêu, 2 có tên ở đây, còn 2 phải nhập" and "1 đề xuất đã bỏ" in page


def test_in_force_it_is_public_and_a_later_edition_replaces_it(planner, client, district, edition):
    slug = edition.programme.slug
    answer = send(planner, "edition-in-force", edition.pk, decided_by="QĐ 1", decided_on="29/12/2023")
    assert answer.status_code == 422 and not TargetSet.objects.get(pk=edition.pk).in_force
    send(planner, "edition-confirm", edition.pk, all="1")
    answer = send(planner, "edition-in-force", edition.pk, decided_by="QĐ 1", decided_on="29-12")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="QĐ 1"' in page and 'value="29-12"' in page
    send(planner, "edition-in-force", edition.pk, decided_by="QĐ 1", decided_on="29/12/2023")
    edition.refresh_from_db()
    assert edition.in_force and edition.decided_on.isoformat() == "2023-12-29"
    assert client.get(reverse("programme", args=[slug])).status_code == 200

    later = read(district, PLAN.replace("2.000", "2.500"))
    page = page_of(planner, "edition", later.pk)
    assert later.edition == 2 and "bản nháp, chưa có hiệu lực" in page and "lần giao 1" in page
    assert "lần giao 2" in page_of(planner, "staff-home")
    send(planner, "edition-confirm", later.pk, all="1")
    send(planner, "edition-in-force", later.pk, decided_by="QĐ 2", decided_on="20/03/2024")
    page = page_of(planner, "edition", edition.pk)
    assert "đã được thay" in page and "2.000 lao động" in page
    assert "<form" not in page[page.index('class="proposals"') :] and "chỉ còn để đọc" in page
    old = edition.targets.get(indicator_code="jobs-created")
    for refused in (
        send(planner, "target-edit", old.pk, **typed(old, owner=str(district.offices["ubnd"].pk))),
        send(planner, "target-add", edition.pk, name="Muộn"),
    ):
        assert refused.status_code == 422 and "đã được thay bằng lần giao 2" in refused.content.decode()
    send(planner, "target-withdraw", old.pk, reason="Muộn")
    assert Target.objects.get(pk=old.pk).state == "confirmed" and edition.targets.count() == 3
    page = page_of(planner, "planned-programme", slug)
    assert page.count("đang có hiệu lực</span>") == 1 and "2.500 lao động" in page
    assert "Lần giao chưa có hiệu lực" not in page_of(planner, "staff-home")


def test_a_new_edition_takes_owners_and_baselines_over_and_keeps_its_own_levels(planner, district, edition):
    owner, helper = district.offices["lao-dong"], district.offices["xa-an"]
    jobs = edition.targets.get(indicator_code="jobs-created")
    send(planner, "target-edit", jobs.pk, **typed(jobs, owner=str(owner.pk), coordinating=[str(helper.pk)]))
    said = {"baseline_value": "1.900", "baseline_day": "31/12/2023", "baseline_source": "Báo cáo năm 2023"}
    send(planner, "target-edit", jobs.pk, **typed(jobs, owner=str(owner.pk), frequency="quarterly", **said))
    send(planner, "edition-confirm", edition.pk, all="1")
    answer = send(planner, "edition-take-over", edition.pk)
    assert answer.status_code == 422 and "Chưa có lần giao nào đang có hiệu lực" in answer.content.decode()
    send(planner, "edition-in-force", edition.pk, decided_by="QĐ 1", decided_on="29/12/2023")

    later = read(district, PLAN.replace("2.000", "2.500"))
    brought = later.targets.get(indicator_code="jobs-created")  # reading took it over; an edition read before has not
    assert (brought.owner, brought.frequency, brought.baseline.value) == (owner, "quarterly", Decimal(1900))
    brought.baseline.delete()
    Target.objects.filter(pk=brought.pk).update(owner=None, frequency="monthly")
    assert "Lấy theo lần giao 1" in page_of(planner, "edition", later.pk)
    before = Event.objects.count()
    send(planner, "edition-take-over", later.pk)
    fresh = later.targets.get(indicator_code="jobs-created")
    assert (fresh.owner, fresh.frequency, fresh.state) == (owner, "quarterly", "proposed")
    assert (fresh.baseline.value, fresh.baseline.source) == (Decimal(1900), "Báo cáo năm 2023")
    assert fresh.conditions.get().value == 2500
    assert {e.verb for e in Event.objects.filter(number__gt=before)} == {"edit_target"}
    # What has an owner is left alone.
    send(planner, "target-edit", fresh.pk, **typed(fresh, owner=str(district.offices["ubnd"].pk)))
    send(planner, "edition-take-over", later.pk)
    assert later.targets.get(pk=fresh.pk).owner == district.offices["ubnd"]


def test_before_it_is_in_force_the_page_says_what_is_missing_and_what_would_disappear(planner, district, edition):
    poor = propose(district, edition, "poor-households", "-15 %%", owner=district.offices["lao-dong"])
    send(planner, "edition-confirm", edition.pk, all="1")
    page = page_of(planner, "edition", edition.pk)
    assert "Chưa có đơn vị phụ trách:" in page and "sẽ không còn trên trang công khai" not in page
    assert f"<li>{poor.number}. " in page[page.index("Chưa có gốc so sánh nên chưa đánh giá được:") :]
    send(planner, "edition-in-force", edition.pk, decided_by="QĐ 1", decided_on="29/12/2023")
    later = read(district, PLAN.replace("2.000", "2.500"))
    page = page_of(planner, "edition", later.pk)
    notice = page[page.index("không có trong lần giao này sẽ không còn trên trang công khai") :].split("</ul>")[0]
    assert notice.count("<li>") == 1 and poor.name in notice
    send(planner, "edition-confirm", later.pk, all="1")
    assert "Lấy theo lần giao 1" in page_of(planner, "edition", later.pk)  # owners are missing still
    too_early = send(planner, "edition-in-force", later.pk, decided_by="QĐ 2", decided_on="28/12/2023")
    assert too_early.status_code == 422 and "trước ngày 29/12/2023 của lần giao 1" in too_early.content.decode()
    send(planner, "edition-in-force", later.pk, decided_by="QĐ 2", decided_on="20/03/2024")
    assert TargetSet.objects.get(pk=later.pk).in_force


def test_the_address_of_a_replaced_target_leads_to_the_one_in_force(planner, district, edition):
    gone = propose(district, edition, "ocop-new", "= 1 sản phẩm")
    send(planner, "edition-confirm", edition.pk, all="1")
    send(planner, "edition-in-force", edition.pk, decided_by="QĐ 1", decided_on="29/12/2023")
    old = edition.targets.get(indicator_code="jobs-created")
    assert planner.get(reverse("target-work", args=[old.pk])).status_code == 200
    later = read(district, PLAN.replace("2.000", "2.500"))
    assert planner.get(reverse("target-work", args=[old.pk])).status_code == 200  # a draft replaces nothing
    send(planner, "edition-confirm", later.pk, all="1")
    send(planner, "edition-in-force", later.pk, decided_by="QĐ 2", decided_on="20/03/2024")
    new = later.targets.get(indicator_code="jobs-created")
    assert planner.get(reverse("target-work", args=[old.pk])).url == reverse("target-work", args=[new.pk])
    assert "2.500 lao động" in page_of(planner, "target-work", new.pk)
    assert planner.get(reverse("target-work", args=[gone.pk])).status_code == 404


def test_parts_of_a_compound_target_are_taken_over_with_their_whole(planner, district, edition):
    whole, (first, _second) = propose_compound(district, edition)
    send(planner, "target-edit", whole.pk, name=whole.name, owner=str(district.offices["ubnd"].pk))
    send(planner, "target-edit", first.pk, **typed(first, frequency="annual"))
    send(planner, "edition-confirm", edition.pk, all="1")
    send(planner, "edition-in-force", edition.pk)
    later = make_edition(district, edition=2, authority=edition.authority)
    fresh, (part, _other) = propose_compound(district, later)
    send(planner, "edition-take-over", later.pk)
    assert Target.objects.get(pk=fresh.pk).owner == district.offices["ubnd"]
    part = Target.objects.get(pk=part.pk)
    assert (part.owner, part.frequency) == (None, "annual")


# --- sharing out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("town", "said"),
    [
        ("500", "Tổng phần giao 2.000 lao động, khớp với mức giao."),
        ("499,5", "còn thiếu 0,5 lao động so với mức giao 2.000 lao động"),
        ("1.500", "vượt 1.000 lao động so với mức giao 2.000 lao động"),
    ],
)
def test_shares_add_up_or_say_by_how_much_they_do_not(planner, programme, town, said):
    target = Target.objects.get(target_set__programme=programme)
    shares = {"101": "500", "102": "500", "103": "500", "104": town}
    assert said in page_of(planner, "target-share-total", target.pk, **shares) and not target.shares.exists()
    assert said in send(planner, "target-share", target.pk, **shares).content.decode()
    assert sum(s.value for s in target.shares.all()) == 1500 + Decimal(town.replace(".", "").replace(",", "."))
    assert said in page_of(planner, "planned-programme", programme.slug)


def test_an_empty_share_is_no_share_and_a_zero_is_one(planner, programme):
    target = Target.objects.get(target_set__programme=programme)
    send(planner, "target-share", target.pk, **{"101": "0", "102": "", "103": "2000", "104": ""})
    assert {s.place.code: s.value for s in target.shares.all()} == {"101": 0, "103": 2000}
    page = page_of(planner, "target-share", target.pk)
    assert re.search(r'name="101"[^>]*value="0"', page) and re.search(r'name="102"[^>]*value=""', page)


def test_a_share_that_is_no_number_is_refused_at_its_input(planner, programme):
    target = Target.objects.get(target_set__programme=programme)
    answer = send(planner, "target-share", target.pk, **{"101": "1.5", "102": "700"})
    page = answer.content.decode()
    assert answer.status_code == 422 and not target.shares.exists()
    assert re.search(r'name="101"[^>]*value="1.5"[^>]*aria-invalid="true"', page)
    assert re.search(r'name="102"[^>]*value="700"', page)
    assert "hãy viết như" in page_of(planner, "target-share-total", target.pk, **{"101": "1.5"})


def test_a_rate_goes_to_every_place_as_it_is(planner, district):
    programme = make_programme(district, "bhyt-coverage")
    target = Target.objects.get(target_set__programme=programme)
    assert "không có gì để cộng" in page_of(planner, "target-share", target.pk)
    page = send(planner, "target-share", target.pk, same="1").content.decode()
    assert {s.value for s in target.shares.all()} == {Decimal(94)} and target.shares.count() == 4
    assert "không cộng được giữa các địa bàn" in page


def test_shares_of_a_falling_target_are_counted_in_its_units(planner, district):
    edition = make_edition(district)
    target = propose(district, edition, "poor-households", "-15 %%", "-21 hộ")
    page = page_of(planner, "target-share-total", target.pk, **{"101": "20", "102": "1"})
    assert "Tổng phần giao 21 hộ, khớp với mức giao." in page


def test_a_compound_target_is_shared_by_its_parts(planner, district):
    whole, _parts = propose_compound(district, make_edition(district))
    assert "hãy giao từng phần" in page_of(planner, "target-share", whole.pk)


# --- as many questions to the database for three rows as for one ------------------------------------------------------


def count_queries(client, *address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page_of(client, *address)
    return len(asked)


def test_pages_of_an_edition_ask_the_same_for_one_and_three_targets(planner, district):
    edition = make_edition(district)
    propose(district, edition)
    addresses = [("edition", edition.pk), ("planned-programme", edition.programme.slug)]
    for address in addresses:
        page_of(planner, *address)  # what is kept in memory is loaded
    one = [count_queries(planner, *address) for address in addresses]
    propose(district, edition, "bhyt-coverage", "= 94 %")
    propose(district, edition, "state-revenue-local", "= 137.5 tỷ đồng")
    assert [count_queries(planner, *address) for address in addresses] == one


def test_lists_ask_the_same_for_one_and_three_rows(planner, district):
    read(district, PLAN)
    addresses = [("documents-read",), ("planned-programmes",), ("staff-home",)]
    for address in addresses:
        page_of(planner, *address)
    one = [count_queries(planner, *address) for address in addresses]
    read(district, PLAN.replace("2.000", "3.000"))
    read(district, PLAN.replace("2024", "2025"))
    assert [count_queries(planner, *address) for address in addresses] == one
    assert Document.objects.count() == 3 and Programme.objects.count() == 2
