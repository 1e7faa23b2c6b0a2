"""A real district begins from two files, and gets from there to its first public figure without a demonstration."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from tests.web.builders import everything, refused
from tiendo_web.actions import begin
from tiendo_web.records.models import Event, Office, Place, Return, Right, TargetSet, User

TODAY = date(2024, 1, 10)
DEMO = settings.ROOT / "demo"
PLACES = ((DEMO / "places.csv").read_bytes(), "places.csv")
OFFICES = ((DEMO / "offices.csv").read_bytes(), "offices.csv")
PLANNER = {"office": "tai-chinh-ke-hoach", "username": "nguyen.van.a", "full_name": "Nguyễn Văn A", "today": TODAY}
PLAN = """Thạnh Hóa giao kế hoạch năm 2024

Năm 2024, huyện Thạnh Hóa phấn đấu hoàn thành 2 chỉ tiêu chủ yếu: tạo việc làm cho 2.000 lao động; thu ngân sách \
nhà nước trên địa bàn 137,5 tỷ đồng.
"""

pytestmark = pytest.mark.django_db


def test_places_offices_and_the_first_planner_are_there_and_the_log_says_so():
    password = begin.begin(places=PLACES, offices=OFFICES, **PLANNER)
    planner = User.objects.get()
    assert planner.check_password(password)
    assert [(r.role, r.office.code) for r in Right.objects.all()] == [("planner", "tai-chinh-ke-hoach")]
    assert Place.objects.get(code="800").children.count() == 11 and Office.objects.count() == 23
    assert list(Event.objects.order_by("number").values_list("verb", flat=True)) == ["begin", "grant_right"]
    assert password not in str(list(Event.objects.values_list("facts", flat=True)))


def test_it_begins_once():
    begin.begin(places=PLACES, offices=OFFICES, **PLANNER)
    with refused("đã được bắt đầu"):
        begin.begin(places=PLACES, offices=OFFICES, **PLANNER)


@pytest.mark.parametrize(
    ("places", "offices", "sentence"),
    [
        (b"", OFFICES[0], "places.csv"),
        (b"code,name\n1,A\n", OFFICES[0], "places.csv, dòng 1"),
        (b"code,name,kind,parent\n1,A,planet,\n", OFFICES[0], "places.csv, dòng 2, cột kind"),
        (PLACES[0], b"code,place,name\nxa-a,99,A\n", "offices.csv, dòng 2, cột place"),
        (PLACES[0], b"code,place,name\nxa-a,27868,\n", "offices.csv, dòng 2, cột name"),
        (PLACES[0], "code,place,name\nxa-a,27868,UBND xã A\n".encode(), "“tai-chinh-ke-hoach”"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_row_and_nothing_is_kept(places, offices, sentence):
    with refused(sentence):
        begin.begin(places=(places, "places.csv"), offices=(offices, "offices.csv"), **PLANNER)
    assert not any(rows for rows in everything().values())


def test_from_nothing_to_the_first_public_figure(client, settings):
    settings.TIENDO_TODAY = TODAY
    begin.begin(places=PLACES, offices=OFFICES, **PLANNER)
    assert "Chưa có chương trình nào được công bố" in client.get(reverse("home")).content.decode()
    client.force_login(User.objects.get())
    assert client.get(reverse("staff-home")).status_code == 200

    for username, role, office in (("reporter", "reporter", "xa-thuy-tay"), ("approver", "approver", "van-phong")):
        client.post(reverse("person-add"), {"username": username, "full_name": username})
        given = {"user": username, "role": role, "office": office, "first": "10/01/2024"}
        assert client.post(reverse("right-grant"), given).status_code == 302

    client.post(reverse("read-plan"), {"text": PLAN, "name": "", "programme": ""})
    edition = TargetSet.objects.get()
    client.post(reverse("edition-confirm", args=[edition.pk]), {"all": "1"})
    decided = {"decided_by": "Quyết định số 01/QĐ-UBND", "decided_on": "02/01/2024"}
    client.post(reverse("edition-in-force", args=[edition.pk]), decided)
    assert "2.000 lao động" in client.get(reverse("home")).content.decode()

    asked = {"programme": edition.programme.slug, "month": "2024-01", "due": "25/01/2024"}
    client.post(reverse("returns-open"), asked)
    assert Return.objects.count() == 11
    ret = Return.objects.get(office__code="xa-thuy-tay")

    client.force_login(User.objects.get(username="reporter"))
    assert "Số liệu tháng 1/2024" in client.get(reverse("staff-home")).content.decode()
    typed = {"version": ret.version, "value:jobs-created": "12", "value:state-revenue-local": "0,25"}
    client.post(reverse("return-submit", args=[ret.pk]), typed)
    client.force_login(User.objects.get(username="approver"))
    client.post(reverse("return-approve", args=[ret.pk]), {"version": Return.objects.get(pk=ret.pk).version})
    public = client.get(reverse("home")).content.decode()
    assert "12 lao động" in public and "1/11 địa bàn đã báo cáo đủ" in public
