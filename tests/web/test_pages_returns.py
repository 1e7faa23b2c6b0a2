"""The pages of returns: what a reporter sees first, the sheet, the approver's decision, the table of all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.builders import MARCH, TODAY, approved, fill, make_programme, one_event, open_return
from tiendo.model.period import Period
from tiendo_web.records import queries
from tiendo_web.records.models import Observation, Return


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def ret(district, programme):
    return open_return(district, programme)


JOBS = {"value:jobs-created": "1.234", "no_data:jobs-created": "", "vintage:jobs-created": "2"}


def test_work_asks_who_it_is_first(client):
    answer = client.get(reverse("staff-home"))
    assert answer.status_code == 302 and answer.url.startswith(reverse("login"))


def test_a_wrong_password_is_one_sentence_and_eight_of_them_lock_the_door(client, district):
    district.reporter.set_password("mật khẩu đúng của tôi")
    district.reporter.save()
    for _n in range(7):
        answer = client.post(reverse("login"), {"username": "reporter", "password": "sai"})
        assert "không đúng; hãy nhập lại" in answer.content.decode()
    client.post(reverse("login"), {"username": "reporter", "password": "sai"})
    locked = client.post(reverse("login"), {"username": "reporter", "password": "mật khẩu đúng của tôi"})
    assert locked.status_code == 429 and "thử lại sau 15 phút" in locked.content.decode()


def test_a_person_changes_the_own_password_and_stays_logged_in(client, district):
    district.reporter.set_password("mật khẩu cũ của tôi")
    district.reporter.save()
    client.force_login(district.reporter)
    typed = {"old_password": "mật khẩu cũ của tôi", "new_password1": "ngắn", "new_password2": "ngắn"}
    assert "field-error" in client.post(reverse("password"), typed).content.decode()
    with one_event("change_password") as event:
        typed |= {"new_password1": "một mật khẩu thật dài", "new_password2": "một mật khẩu thật dài"}
        page = client.post(reverse("password"), typed, follow=True)
    assert "Đã đổi mật khẩu." in page.content.decode() and "dài" not in str(event.facts)
    district.reporter.refresh_from_db()
    assert district.reporter.check_password("một mật khẩu thật dài")


def test_a_reporter_sees_what_is_due_first_with_its_date(client, district, ret):
    client.force_login(district.reporter)
    page = client.get(reverse("staff-home")).content.decode()
    assert page.index("Báo cáo phải gửi") < page.index("Số liệu tháng 3/2024") < page.index("25/03/2024")
    client.force_login(district.reporter_binh)
    assert "Số liệu tháng 3/2024" not in client.get(reverse("staff-home")).content.decode()


def test_a_draft_is_kept_and_shown_again(client, district, ret):
    client.force_login(district.reporter)
    answer = client.post(reverse("return-save", args=[ret.pk]), {"version": ret.version, **JOBS})
    assert answer.status_code == 302
    assert Observation.objects.get(owed_in=ret).value == Decimal("1234")
    assert 'name="value:jobs-created"' in (page := client.get(answer.url).content.decode())
    assert 'value="1234"' in page and "Đã lưu nháp." in page


def test_a_refused_sheet_keeps_what_was_typed_and_marks_the_line(client, district, ret):
    client.force_login(district.reporter)
    answer = client.post(
        reverse("return-submit", args=[ret.pk]), {"version": ret.version, **JOBS, "value:jobs-created": "1.5"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and "“1.5” không phải là số viết đúng cách" in page
    assert 'value="1.5"' in page and 'aria-invalid="true"' in page
    assert not Observation.objects.exists() and Return.objects.get().state == "open"


def test_an_empty_sheet_is_not_handed_in(client, district, ret):
    client.force_login(district.reporter)
    answer = client.post(
        reverse("return-submit", args=[ret.pk]), {"version": ret.version, **JOBS, "value:jobs-created": ""}
    )
    assert answer.status_code == 422 and "hãy nhập số, hoặc ghi lý do" in answer.content.decode()
    assert Return.objects.get().state == "open"


def test_every_empty_line_is_marked_at_once(client, district):
    ret = open_return(district, make_programme(district, "jobs-created", "bhyt-coverage"))
    client.force_login(district.reporter)
    page = client.post(reverse("return-submit", args=[ret.pk]), {"version": ret.version}).content.decode()
    assert page.count('class="field-error"') == 2
    assert 'id="loi-jobs-created"' in page and 'id="loi-bhyt-coverage"' in page


def test_a_place_below_is_asked_for_its_own_part_of_what_holds_for_all(client, district):
    ret = open_return(
        district, make_programme(district, "universal-education", "ntm-criteria-mean"), month=Period.month(2024, 12)
    )
    client.force_login(district.reporter)
    page = client.get(reverse("return", args=[ret.pk])).content.decode()
    assert "Số tiêu chí hoặc việc chưa đạt của địa bàn (0 là đạt)" in page
    assert "Số hiện có cuối kỳ (tiêu chí)" in page


def test_of_two_people_the_second_sees_what_the_first_saved(client, district, ret):
    client.force_login(district.reporter)
    first, second = {"version": ret.version, **JOBS}, {"version": ret.version, **JOBS, "value:jobs-created": "99"}
    client.post(reverse("return-save", args=[ret.pk]), first)
    answer = client.post(reverse("return-save", args=[ret.pk]), second)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Số đang lưu của người khác" in page
    assert "1.234 lao động" in page and 'value="99"' in page
    assert Observation.objects.get(owed_in=ret).value == Decimal("1234")


def test_what_was_sent_waits_for_the_approver_and_counts_from_the_approval_on(client, district, programme, ret):
    client.force_login(district.reporter)
    client.post(reverse("return-submit", args=[ret.pk]), {"version": ret.version, **JOBS})
    assert not queries.approved_observations(programme)
    client.force_login(district.approver)
    home = client.get(reverse("staff-home")).content.decode()
    assert "Chờ bạn duyệt" in home and reverse("return", args=[ret.pk]) in home
    client.post(reverse("return-approve", args=[ret.pk]), {"version": Return.objects.get().version})
    assert [o.value for o in queries.approved_observations(programme)] == [Decimal("1234")]
    public = client.get(reverse("home")).content.decode()
    assert "1.234 lao động" in public and "còn thiếu: xã An (tháng 1, tháng 2)" in public


def test_an_approver_answers_only_for_the_figures_that_were_on_the_page(client, district, ret):
    fill(district, ret, jobs_created="5")
    seen = Return.objects.get().version
    client.force_login(district.approver)
    client.post(reverse("return-give-back", args=[ret.pk]), {"reason": "Sai", "version": seen})
    fill(district, Return.objects.get(), jobs_created="500")
    client.post(reverse("return-approve", args=[ret.pk]), {"version": seen})
    assert Return.objects.get().state == "submitted" and not Observation.objects.filter(approved=True).exists()
    assert "Người khác vừa lưu" in client.get(reverse("return", args=[ret.pk])).content.decode()


def test_a_return_goes_back_with_a_reason_that_its_reporter_reads(client, district, ret):
    fill(district, ret, jobs_created="5")
    client.force_login(district.approver)
    version = Return.objects.get().version
    without = client.post(reverse("return-give-back", args=[ret.pk]), {"reason": " ", "version": version})
    assert without.status_code == 422 and Return.objects.get().state == "submitted"
    client.post(reverse("return-give-back", args=[ret.pk]), {"reason": "Thiếu lao động ấp 2", "version": version})
    client.force_login(district.reporter)
    assert "Thiếu lao động ấp 2" in client.get(reverse("staff-home")).content.decode()


def test_a_correction_shows_the_approver_what_changed(client, district, programme):
    ret = approved(district, programme, "100")
    client.force_login(district.reporter)
    assert "Đính chính" in client.get(reverse("return", args=[ret.pk])).content.decode()
    ret.refresh_from_db()
    typed = {**JOBS, "value:jobs-created": "120", "version": ret.version}
    assert client.post(reverse("return-correct", args=[ret.pk]), typed).status_code == 302
    client.force_login(district.approver)
    page = client.get(reverse("return", args=[ret.pk])).content.decode()
    assert 'class="changed"' in page and "120 lao động" in page and "100 lao động" in page
    assert "lần sửa 1: 100 lao động" in page and "lần sửa 2: 120 lao động" in page


def test_each_number_of_a_target_leads_to_its_source_and_at_work_to_its_return(client, district, programme):
    ret = approved(district, programme, "100")
    target = programme.target_sets.get().targets.get()
    address, link = reverse("target", args=[target.pk]), f'href="{reverse("return", args=[ret.pk])}"'
    public = client.get(address).content.decode()
    assert f"(số {ret.pk}, lần sửa 1)" in public and link not in public
    client.force_login(district.auditor)
    at_work = client.get(address).content.decode()
    assert link in at_work and 'href="#so-101"' in at_work and 'id="so-101"' in at_work


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("reporter_binh", "return-save"), ("reporter_binh", "return-submit"), ("reporter_binh", "return-correct"),
        ("nobody", "return-save"), ("reporter", "return-approve"), ("reporter", "return-give-back"),
        ("planner", "return-approve"), ("auditor", "return-submit"),
    ],
)  # fmt: skip
def test_an_address_typed_by_hand_gives_nobody_more_rights(client, district, ret, who, name):
    fill(district, ret, jobs_created="5")
    before = Return.objects.values().get()
    client.force_login(district.users[who])
    answer = client.post(reverse(name, args=[ret.pk]), {"version": ret.version, "reason": "Sai", **JOBS})
    assert answer.status_code == 403 and "không có quyền" in answer.content.decode()
    assert Return.objects.values().get() == before


def test_a_planner_opens_the_next_month_for_all_who_owe_figures(client, district, programme):
    client.force_login(district.planner)
    assert "tháng 1/2024" in client.get(reverse("returns")).content.decode()
    asked = {"programme": programme.slug, "month": "2024-01", "due": "25/01/2024"}
    client.post(reverse("returns-open"), asked)
    assert set(Return.objects.values_list("office__code", flat=True)) == {"xa-an", "xa-binh", "xa-cat", "thi-tran"}
    page = client.get(reverse("returns")).content.decode()
    assert "UBND xã Cát" in page and "tháng 2/2024" in page
    client.post(reverse("returns-open"), {**asked, "due": "31/02/2024"})
    assert "không phải là ngày" in client.get(reverse("returns")).content.decode()
    client.force_login(district.reporter)
    assert client.post(reverse("returns-open"), asked).status_code == 403


def test_the_pages_ask_no_more_of_the_database_for_three_returns_than_for_one(client, district):
    programme = make_programme(district, "jobs-created", "bhyt-coverage")
    client.force_login(district.approver)
    counts = []
    for office in ("xa-an", "xa-binh", "xa-cat"):
        ret = open_return(district, programme, office, MARCH)
        Return.objects.filter(pk=ret.pk).update(state="submitted", submitted_by=district.reporter)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("staff-home")).status_code == 200
            assert client.get(reverse("returns")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[2], counts


def test_an_odd_figure_is_shown_to_reporter_and_approver_and_blocked_by_nobody(client, district, programme):
    approved(district, programme, "100", month=Period.month(2024, 2))
    ret = open_return(district, programme)
    client.force_login(district.reporter)
    answer = client.post(reverse("return-submit", args=[ret.pk]), {"version": ret.version, **JOBS}, follow=True)
    assert Return.objects.get(pk=ret.pk).state == "submitted"
    for page in (answer, _seen_by(client, district.approver, ret)):
        assert 'class="odd"' in page.content.decode() and "tháng 2/2024" in page.content.decode()


def _seen_by(client, user, ret):
    client.force_login(user)
    return client.get(reverse("return", args=[ret.pk]))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value:jobs-created": "-5"}, "không thể âm"),
        ({"no_data:jobs-created": "chưa rà soát xong"}, "chưa có số liệu"),
        ({"value:jobs-created": "", "named:jobs-created": "Ông A"}, "nêu tên mà không có số"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_line(client, district, ret, typed, sentence):
    client.force_login(district.reporter)
    answer = client.post(reverse("return-save", args=[ret.pk]), {"version": ret.version, **JOBS, **typed})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert 'aria-describedby="loi-jobs-created"' in answer.content.decode()
    assert not Observation.objects.exists()
