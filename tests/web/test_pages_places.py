"""Pages of places in time: loading an act, its outlook, finding an old name, the past of a place, the map."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.web.builders import TODAY, approved, make_programme, one_event
from tests.web.test_redraw_places import DAY, HEADS, MERGE, SPLIT, active, draft
from tiendo_web.records.models import PlaceShape, Redrawing


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TIENDO_TODAY = TODAY


@pytest.fixture
def planner(client, district):
    client.force_login(district.planner)
    return client


def test_a_planner_loads_a_table_sees_what_it_does_and_activates_it(planner, district):
    approved(district, make_programme(district), "100")
    file = SimpleUploadedFile("doi.csv", "\n".join((HEADS, *SPLIT)).encode())
    answer = planner.post(reverse("redrawing-load"), {"file": file}, follow=True)
    page = answer.content.decode()
    assert "1 địa bàn kết thúc, 2 địa bàn mới" in page
    assert "62%" in page and "theo dân số" in page and "bằng nhau" in page
    assert "không ai; hãy cấp quyền riêng" not in page  # while it is a draft somebody can still be chosen
    row = Redrawing.objects.get()
    page = planner.post(reverse("redrawing-activate", args=[row.pk]), follow=True).content.decode()
    assert "Đã áp dụng 12/NQ-UBTVQH15 từ ngày 01/04/2024" in page
    page = planner.post(reverse("redrawing-undo", args=[row.pk]), follow=True).content.decode()
    assert "Đã hoàn tác" in page


def test_a_wrong_table_comes_back_with_its_sentence(planner):
    file = SimpleUploadedFile("doi.csv", "\n".join((HEADS, SPLIT[0])).encode())
    answer = planner.post(reverse("redrawing-load"), {"file": file})
    assert answer.status_code == 422
    assert "doi.csv" in answer.content.decode()
    assert not Redrawing.objects.exists()


def test_shares_are_corrected_on_the_page_and_a_wrong_one_keeps_what_was_typed(planner, district):
    row = draft(district, [r.replace("0,62;dân số", ";").replace("0,38;dân số", ";") for r in SPLIT])
    first, second = row.lines.all()
    where = reverse("redrawing-shares", args=[row.pk, district.places["101"].pk])
    typed = {f"share:{first.pk}": "70%", f"share:{second.pk}": "20%", "basis": "area", "source": "Niên giám"}
    answer = planner.post(where, typed)
    assert answer.status_code == 422
    assert "phải là 100%" in answer.content.decode() and 'value="70%"' in answer.content.decode()
    with one_event("correct_place_shares"):
        planner.post(where, {**typed, f"share:{second.pk}": "30%"})


def test_shares_that_become_known_later_are_corrected_on_the_page_of_the_act_that_holds(planner, district):
    approved(district, make_programme(district), "100")
    row = active(district, [r.replace("0,62;dân số", ";").replace("0,38;dân số", ";") for r in SPLIT])
    assert "Sửa tỷ lệ" in planner.get(reverse("redrawing", args=[row.pk])).content.decode()
    first, second = row.lines.all()
    where = reverse("redrawing-shares", args=[row.pk, district.places["101"].pk])
    typed = {f"share:{first.pk}": "70%", f"share:{second.pk}": "30%", "basis": "area", "source": "Niên giám"}
    with one_event("correct_place_shares"):
        planner.post(where, typed)
    assert "70% của xã An theo diện tích" in planner.get(reverse("place-past", args=["111"])).content.decode()


def test_the_empty_table_is_a_workbook_and_loads_as_it_is(planner):
    answer = planner.get(reverse("redrawing-template"))
    assert answer["Content-Disposition"] == 'attachment; filename="doi-dia-ban.xlsx"'
    file = SimpleUploadedFile("doi-dia-ban.xlsx", answer.content)
    page = planner.post(reverse("redrawing-load"), {"file": file}).content.decode()
    # read to the end: only the places of the example are not here
    assert "không có địa bàn nào mang mã “27829”" in page
    assert planner.get(reverse("redrawing-template"), {"dang": "csv"}).content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("who", ["reporter", "leader", "planner_la", "nobody"])
def test_others_do_not_see_or_change_the_acts(client, district, who):
    row = draft(district, MERGE)
    client.force_login(district.users[who])
    for name in ("redrawing", "redrawing-activate", "redrawing-undo", "redrawing-discard"):
        send = client.get if name == "redrawing" else client.post
        assert send(reverse(name, args=[row.pk])).status_code == 403, name
    row.refresh_from_db()
    assert row.state == "draft"


def test_an_old_name_is_found_with_what_became_of_it(client, district):
    make_programme(district)
    active(district, MERGE)
    page = client.get(reverse("places"), {"tim": "xã Bình"}).content.decode()
    assert "xã Bình → nay thuộc xã An Bình" in page


def test_the_past_of_a_place_tells_act_shares_and_restated_figures(client, district):
    approved(district, make_programme(district), "100")
    active(district, SPLIT)
    page = client.get(reverse("place-past", args=["111"])).content.decode()
    assert "Lập ngày 01/04/2024 theo 12/NQ-UBTVQH15 từ 62% của xã An (theo dân số)." in page
    assert "Tính lại theo địa bàn ngày 01/04/2024: 62% của xã An theo dân số" in page
    csv = client.get(reverse("csv-place-past", args=["111"])).content.decode()
    assert ",62," in csv and "62% của xã An theo dân số" in csv
    old = client.get(reverse("place-past", args=["101"])).content.decode()
    assert "Từ 01/04/2024 thuộc xã An Đông (62%, theo dân số), xã An Tây (38%, theo dân số)" in old
    assert client.get(reverse("place-past", args=["999"])).status_code == 404


def test_the_map_shows_the_places_of_the_day_as_tiles_and_table_then_as_the_office_drew_them(client, planner, district):
    approved(district, make_programme(district), "100")
    page = client.get(reverse("map")).content.decode()
    assert "4 địa bàn ngày 20/03/2024" in page and "Sơ đồ, không theo tỷ lệ" in page
    assert "Quần đảo Hoàng Sa" in page and "Quần đảo Trường Sa" in page
    ring = [[105, 10], [105.1, 10], [105.1, 10.1], [105, 10]]
    features = [
        {"properties": {"code": c}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for c in ("101", "102", "103", "104", "999")
    ]
    file = SimpleUploadedFile("xa.geojson", json.dumps({"features": features}).encode())
    answer = planner.post(
        reverse("shapes-load"), {"shapes": file, "source": "Phòng TNMT", "on": "20/03/2024"}, follow=True
    )
    assert "Đã nạp đường biên của 4 địa bàn." in answer.content.decode()
    assert PlaceShape.objects.count() == 4
    assert "Đường biên do đơn vị cung cấp" in client.get(reverse("map")).content.decode()


@pytest.mark.parametrize("day", ["hôm nay", "31/02/2025", "01/01/9999", "0001-01-01"])
def test_a_day_that_cannot_be_is_said_at_its_input(client, district, day):
    make_programme(district)
    assert client.get(reverse("map"), {"ngay": day}).status_code == 422


def test_the_map_of_another_day_has_the_places_of_that_day(client, district):
    approved(district, make_programme(district), "100")
    active(district, MERGE)
    page = client.get(reverse("map"), {"ngay": DAY.strftime("%d/%m/%Y")}).content.decode()
    assert "3 địa bàn ngày 01/04/2024" in page and "xã An Bình" in page
