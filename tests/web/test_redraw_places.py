"""Redrawing places: an act as a draft, what it will do, activated on its day, taken back while nothing rests on it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.builders import TODAY, approved, everything, fill, make_programme, one_event, open_return, refused
from tiendo.model.period import Period
from tiendo_web.actions import draft_redrawing, hand_in_figures, redraw_places, rights, share_out
from tiendo_web.actions.refused import NotAllowed
from tiendo_web.records import queries
from tiendo_web.records.models import Membership, Office, Place, Redrawing, Return, Right, Role, Target, User

DAY = date(2024, 4, 1)
BEFORE = DAY - timedelta(days=1)
APRIL = Period.month(2024, 4)
HEADS = "mã cũ;mã mới;tên mới;loại;thuộc mã;tỷ lệ;căn cứ;nguồn;ngày hiệu lực;văn bản;ngày ký"
ACT = "01/04/2024;12/NQ-UBTVQH15;15/03/2024"

# An and Bình become one; its code is the one that An had.
MERGE = (f"101;101;An Bình;xã;100;1;nguyên vẹn;;{ACT}", f"102;101;;;;1;nguyên vẹn;;{ACT}")
# An is parted; 0,62 and 0,38 by population.
SPLIT = (f"101;111;An Đông;xã;100;0,62;dân số;Niên giám;{ACT}", f"101;112;An Tây;xã;100;0,38;dân số;Niên giám;{ACT}")
# A part of An goes to what was Bình, the rest goes on under another code.
TRANSFER = (
    f"101;113;An Mới;xã;100;3/4;diện tích;Niên giám;{ACT}",
    f"101;114;Bình Mới;xã;100;1/4;diện tích;Niên giám;{ACT}",
    f"102;114;;;;1;nguyên vẹn;;{ACT}",
)
RENAME = (f"101;115;Bình An;xã;100;1;nguyên vẹn;;{ACT}",)
ACTS = {"merge": MERGE, "split": SPLIT, "transfer": TRANSFER, "rename": RENAME}


def draft(district, rows, by="planner", today=TODAY) -> Redrawing:
    data = "\n".join((HEADS, *rows)).encode("utf-8-sig")
    return draft_redrawing.load_draft(data=data, name="doi.csv", by=district.users[by], today=today)


def active(district, rows) -> Redrawing:
    row = draft(district, rows)
    redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)
    return row


def new_place(code) -> Place:
    return Place.objects.get(code=code, first=DAY)


# --- drafts -------------------------------------------------------------------------------------------------------------


def test_a_draft_changes_nothing_but_itself(district):
    before = everything()
    with one_event("draft_redrawing"):
        row = draft(district, SPLIT)
    after = everything()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"Redrawing", "RedrawnPlace", "RedrawnLine", "Event"}
    assert (row.state, row.day, row.document, row.document_day) == ("draft", DAY, "12/NQ-UBTVQH15", date(2024, 3, 15))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((f"999;111;An Đông;xã;100;1;nguyên vẹn;;{ACT}",), "không có địa bàn nào mang mã “999”"),
        ((f"101;103;An Đông;xã;100;1;nguyên vẹn;;{ACT}",), "Mã “103” ngày 01/04/2024 vẫn là xã Cát"),
        ((f"101;111;An Đông;xã;77;1;nguyên vẹn;;{ACT}",), "không có địa bàn nào mang mã đó"),
        ((f"101;111;An Đông;xã;100;0,6;dân số;;{ACT}", SPLIT[1]), "cộng lại là"),
        ((f"101;111;An Đông;xã;100;0,6;;;{ACT}", SPLIT[1]), "dòng 2, cột căn cứ"),
        ((f"101;111;An Đông;xã;100;nửa;dân số;;{ACT}", SPLIT[1]), "dòng 2, cột tỷ lệ: “nửa”"),
        ((f"101;111;An Đông;làng;100;1;;;{ACT}",), "cột loại: “làng”"),
        ((f"101;111;;xã;100;1;;;{ACT}",), "cột tên mới"),
        ((SPLIT[0], SPLIT[1].replace("12/NQ", "13/NQ")), "Một tệp chỉ nạp một văn bản"),
        (("101;111;An Đông;xã;100;1;;;32/04/2024;12/NQ;",), "cột ngày hiệu lực"),
    ],
)
def test_a_wrong_table_is_refused_with_its_row_and_column(district, rows, sentence):
    with refused(sentence, field="file"):
        draft(district, rows)


def test_parts_without_a_share_are_equal_parts_and_said_so(district):
    row = draft(district, [r.replace("0,62;dân số", ";").replace("0,38;dân số", ";") for r in SPLIT])
    look = queries.outlook(row)
    assert [str(line.share) for e in look.ending for line in e.lines] == ["1/2", "1/2"]
    assert [e.place.name for e in look.assumed] == ["An"]


def test_a_share_is_corrected_with_its_basis_and_source(district):
    row = draft(district, [r.replace("0,62;dân số", ";").replace("0,38;dân số", ";") for r in SPLIT])
    first, second = row.lines.all()
    given = {"redrawing": row, "old": district.places["101"], "by": district.planner, "today": TODAY}
    with refused("cộng lại là 90%", field="shares"):
        draft_redrawing.correct_shares(
            **given, shares={first.pk: "60%", second.pk: "0,3"}, basis="population", source="Niên giám"
        )
    with refused("nguồn", field="source"):
        draft_redrawing.correct_shares(
            **given, shares={first.pk: "60%", second.pk: "0,4"}, basis="population", source=""
        )
    with one_event("correct_place_shares") as said:
        draft_redrawing.correct_shares(
            **given, shares={first.pk: "60%", second.pk: "0,4"}, basis="population", source="Niên giám"
        )
    assert said.facts["after"] == {"111": "3/5 population Niên giám", "112": "2/5 population Niên giám"}
    assert not queries.outlook(row).assumed


# --- what it will do ----------------------------------------------------------------------------------------------------


def test_the_outlook_says_who_must_finish_what_and_compares_the_sums(district):
    programme = make_programme(district)
    approved(district, programme, "100")
    other = open_return(district, programme, office="xa-binh")
    look = queries.outlook(draft(district, SPLIT))
    (jobs,) = look.sums
    assert (jobs.before, jobs.after, jobs.equal, jobs.count) == (Decimal(100), Decimal(100), True, 1)
    assert look.to_finish == ()
    look = queries.outlook(draft(district, MERGE))
    assert look.to_finish == (other,)
    (jobs,) = look.sums
    assert jobs.equal
    assert [p.name for p in jobs.missing] == ["Bình"]


def test_figures_of_the_time_after_the_day_stand_in_the_way(district):
    programme = make_programme(district)
    ret = open_return(district, programme, month=APRIL)
    row = draft(district, MERGE)
    fill(district, ret, jobs_created="5")
    with refused("đã có số liệu"):
        redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)


# --- activated ----------------------------------------------------------------------------------------------------------


def test_activated_the_old_places_end_and_the_new_ones_begin_with_one_event(district):
    programme = make_programme(district)
    approved(district, programme, "100")
    kept = {name: rows for name, rows in everything().items() if name in {"Observation", "Return", "Right", "Office"}}
    row = draft(district, MERGE)
    with one_event("activate_redrawing"):
        redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)
    now = everything()
    assert all(set(map(str, rows)) <= set(map(str, now[name])) for name, rows in kept.items())
    assert queries.load_tree(BEFORE).children("100") == ("101", "102", "103", "104")
    assert queries.load_tree(DAY).children("100") == ("101", "103", "104")
    assert queries.load_tree(BEFORE)["101"].name == "An"
    assert queries.load_tree(DAY)["101"].name == "An Bình"


def test_a_year_with_a_merger_in_it_adds_up_to_what_was_sent(district):
    programme = make_programme(district)
    approved(district, programme, "100")
    ret = fill(district, open_return(district, programme, office="xa-binh"), "reporter_binh", jobs_created="40")
    hand_in_figures.approve(ret=ret, by=district.approver, today=TODAY)
    before = queries.standing(programme, today=BEFORE).verdicts[0].total
    active(district, MERGE)
    after = queries.standing(programme, today=DAY + timedelta(days=5)).verdicts[0].total
    assert before.value == after.value == Decimal(140)
    (merged,) = [p for p in after.places if p.place_code == "101"]
    assert merged.value == Decimal(140)
    assert queries.standing(programme, today=BEFORE).verdicts[0].total.value == Decimal(140)


def test_the_next_month_is_asked_of_the_new_office_and_the_old_month_of_the_old_ones(district):
    programme = make_programme(district)
    active(district, MERGE)
    new = Office.objects.get(place=new_place("101"))
    march = {o.code for o in queries.offices_owing(programme, Period.month(2024, 3))}
    april = {o.code for o in queries.offices_owing(programme, APRIL)}
    assert {"xa-an", "xa-binh"} <= march and new.code not in march
    assert new.code in april and not {"xa-an", "xa-binh"} & april
    (ret,) = hand_in_figures.open_returns(
        programme=programme, month=APRIL, offices=[new], due=date(2024, 4, 25), by=district.planner, today=DAY
    )
    assert list(queries.indicators_owed(ret)) == ["jobs-created"]
    late = open_return(district, programme)  # the old month can still be opened
    assert rights.may(district.reporter, "hand_in", late, today=DAY)


# --- rights: every role, every kind of act ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("kind", ACTS)
def test_rights_follow_the_whole_place_and_nobody_gets_one_by_accident(district, kind, role):
    programme = make_programme(district)
    people = {}
    for office in Office.objects.all():
        people[office.code] = User.objects.create(username=f"{role}-{office.code}")
        Right.objects.create(user=people[office.code], role=role, office=office, first=TODAY)
    old_return = open_return(district, programme)
    may_before = {code: rights.may(user, "hand_in", old_return, today=TODAY) for code, user in people.items()}
    reach_before = {code: {r.office_id for r in rights.rights_of(user, today=TODAY)} for code, user in people.items()}
    active(district, ACTS[kind])
    whole = {"merge": {"xa-an": "101", "xa-binh": "101"}, "split": {}, "transfer": {"xa-binh": "114"}}
    follows = whole.get(kind, {"xa-an": "115"})
    for code, user in people.items():
        on_the_day = {r.office.place for r in rights.rights_of(user, today=DAY)}
        the_day_before = {r.office_id for r in rights.rights_of(user, today=BEFORE)}
        gained = on_the_day - {Office.objects.get(code=code).place}
        assert gained == ({new_place(follows[code])} if code in follows else set()), code
        assert the_day_before == reach_before[code], code
        assert {r.role for r in rights.rights_of(user, today=DAY)} == {role}
        # what the old place owes stays with the very people who owed it
        assert rights.may(user, "hand_in", old_return, today=DAY) is may_before[code], code
        for office in Office.objects.filter(place__first=DAY):
            ret = Return(programme=programme, office=office, place=office.place, period=APRIL.code)
            mine = code in follows and office.place.code == follows[code]
            assert rights.may(user, "hand_in", ret, today=DAY) is (mine and role == "reporter"), (code, office)
            over = code in {"ubnd", "tai-chinh", "lao-dong"}
            assert rights.may(user, "approve", ret, today=DAY) is ((mine or over) and role == "approver"), (
                code,
                office,
            )


def test_people_of_a_split_place_go_on_where_the_planner_says(district):
    row = draft(district, SPLIT)
    heir = row.new_places.get(code="112")
    with one_event("say_place_heir"):
        draft_redrawing.say_heir(redrawing=row, old=district.places["101"], heir=heir, by=district.planner, today=TODAY)
    redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)
    places = {r.office.place.code for r in rights.rights_of(district.reporter, today=DAY)}
    assert places == {"101", "112"}
    assert not Office.objects.filter(place=new_place("111")).exists()


def test_an_office_of_an_old_place_is_not_here_by_its_code(district):
    programme = make_programme(district)
    active(district, MERGE)  # the new place has the code of An
    here = queries.places_here(programme, DAY)
    assert new_place("101").pk in here
    assert district.places["101"].pk not in here


@pytest.mark.parametrize("who", ["planner_la", "planner_an", "reporter", "approver", "leader", "nobody"])
def test_only_who_plans_above_every_old_place_may_redraw_it(district, who):
    before = everything()
    with pytest.raises(NotAllowed):
        draft(district, MERGE, by=who)
    assert everything() == before


def test_a_new_place_does_not_begin_in_somebody_elses_area(district):
    with refused(kind=NotAllowed):
        draft(district, [f"101;111;An Lạ;xã;200;1;nguyên vẹn;;{ACT}"])


def test_a_place_above_may_begin_with_the_act_and_its_planner_still_sees_it(district):
    row = draft(
        district, [MERGE[0].replace(";100;", ";110;"), MERGE[1], f"103;110;Thanh Bình Mới;huyện;;1;nguyên vẹn;;{ACT}"]
    )
    redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)
    assert rights.may(district.planner, "redraw", row, today=TODAY)
    assert queries.load_tree(DAY).parent("101") == "110"
    redraw_places.undo(redrawing=row, by=district.planner, today=TODAY)


# --- taken back ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ACTS)
def test_taken_back_everything_is_as_it_was(district, kind):
    programme = make_programme(district)
    approved(district, programme, "100")
    target = Target.objects.get(target_set__programme=programme)
    shares = {"101": Decimal(900), "102": Decimal(600), "103": Decimal(300), "104": Decimal(200)}
    share_out.share_out(target=target, shares=shares, by=district.planner, today=TODAY)
    open_return(district, programme, office="xa-binh")
    april = open_return(district, programme, month=APRIL)  # empty, of the time after the day: withdrawn
    Return.objects.filter(pk=april.pk).update(returned_reason="Thiếu số", version=7)
    of_the_act = {"Redrawing", "RedrawnPlace", "RedrawnLine", "Event"}
    made_again = {"StoredTotals", "PlaceResult"}  # results that are worked out anew when they are not stored
    left_out = of_the_act | made_again
    before = {name: rows for name, rows in everything().items() if name not in left_out}
    row = active(district, ACTS[kind])
    assert not Return.objects.filter(pk=april.pk).exists()
    with one_event("undo_redrawing") as said:
        redraw_places.undo(redrawing=row, by=district.planner, today=DAY)
    assert said.facts["reopened"] == ["xa-an 2024-04"]
    assert {name: rows for name, rows in everything().items() if name not in left_out} == before
    assert row.state == "undone"
    again = draft(district, ACTS[kind])
    redraw_places.activate(redrawing=again, by=district.planner, today=TODAY)


def test_a_return_that_somebody_opened_again_meanwhile_stays_as_it_is(district):
    programme = make_programme(district)
    april = open_return(district, programme, month=APRIL)
    row = active(district, MERGE)
    again = Return.objects.create(
        programme=programme, office=april.office, place=april.place, period=april.period, due=date(2024, 5, 2)
    )
    redraw_places.undo(redrawing=row, by=district.planner, today=DAY)
    assert [r.pk for r in Return.objects.filter(period=april.period)] == [again.pk]


def test_shares_that_become_known_later_are_corrected_while_the_act_holds_and_the_figures_follow(client, district):
    approved(district, make_programme(district), "100")
    row = active(district, [r.replace("0,62;dân số", ";").replace("0,38;dân số", ";") for r in SPLIT])
    page = reverse("place-past", args=["111"])
    assumed = "Chưa biết tỷ lệ chia của xã An: tạm chia đều."
    assert assumed in client.get(page).content.decode()
    given = {
        "redrawing": row,
        "old": district.places["101"],
        "shares": dict(zip([line.pk for line in row.lines.all()], ("70%", "30%"), strict=True)),
        "basis": "population",
        "source": "Niên giám",
        "by": district.planner,
        "today": DAY,
    }
    with one_event("correct_place_shares"):
        draft_redrawing.correct_shares(**given)
    said = client.get(page).content.decode()
    assert "70% của xã An theo dân số" in said and assumed not in said
    redraw_places.undo(redrawing=row, by=district.planner, today=DAY)
    with refused("đã hoàn tác hoặc đã bỏ"):
        draft_redrawing.correct_shares(**given)


def test_not_taken_back_once_something_rests_on_it(district):
    programme = make_programme(district)
    row = active(district, MERGE)
    new = Office.objects.get(place=new_place("101"))
    hand_in_figures.open_returns(
        programme=programme, month=APRIL, offices=[new], due=date(2024, 4, 25), by=district.planner, today=DAY
    )
    with refused("1 báo cáo kỳ"):
        redraw_places.undo(redrawing=row, by=district.planner, today=DAY)


def test_shares_given_to_ended_places_no_longer_count_and_are_never_taken_for_the_new_ones(district):
    programme = make_programme(district)
    target = Target.objects.get(target_set__programme=programme)
    shares = {"101": Decimal(900), "102": Decimal(600), "103": Decimal(300), "104": Decimal(200)}
    share_out.share_out(target=target, shares=shares, by=district.planner, today=TODAY)
    active(district, MERGE)  # the new place has the code of An
    before = queries.standing(programme, today=BEFORE).verdicts[0].target.shares
    after = queries.standing(programme, today=DAY).verdicts[0].target.shares
    assert [s.place_code for s in before] == ["101", "102", "103", "104"]
    assert [s.place_code for s in after] == ["103", "104"]


def test_every_figure_restated_on_a_page_says_what_it_was_worked_out_from(client, district, settings):
    settings.TIENDO_TODAY = DAY + timedelta(days=5)
    programme = make_programme(district)
    approved(district, programme, "100")
    active(district, SPLIT)
    target = Target.objects.get(target_set__programme=programme)
    said = "62% của xã An theo dân số. Văn bản 12/NQ-UBTVQH15."
    assert said in client.get(reverse("target", args=[target.pk])).content.decode()
    csv = client.get(reverse("csv-target", args=[target.pk])).content.decode()
    assert said in csv and ",62," in csv and ",38," in csv


def test_an_act_that_was_activated_twice_at_once_holds_once(district):
    row = draft(district, MERGE)
    redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)
    with refused("không còn là bản nháp"):
        redraw_places.activate(redrawing=row, by=district.planner, today=TODAY)


def test_an_act_of_the_catalogue_takes_the_places_that_are_known_here(district):
    """Thạnh Hóa's communes by their official codes; the province begins with them, Bình Hòa Hưng is not here."""
    names = {"27874": "Thạnh Phước", "27877": "Thạnh Phú", "27880": "Thuận Nghĩa Hòa"}
    for code, name in names.items():
        place = Place.objects.create(code=code, name=name, kind="commune")
        Membership.objects.create(child=place, parent=district.places["100"])
    row = draft_redrawing.draft_act(document="1682/NQ-UBTVQH15", day=date(2025, 7, 1), by=district.planner, today=TODAY)
    assert [(p.code, p.name) for p in row.new_places.all()] == [("80", "Tây Ninh"), ("27877", "Thạnh Phước")]
    assert {line.old.name for line in row.lines.all()} == set(names.values())
    with refused("Văn bản này không đổi địa bàn nào của bạn", field="act"):
        draft_redrawing.draft_act(document="1/NQ", day=date(2025, 7, 1), by=district.planner, today=TODAY)


def test_who_went_on_reads_and_finishes_what_the_old_place_reported(client, district, settings):
    programme = make_programme(district)
    sent = approved(district, programme, "100")
    february = open_return(district, programme, month=Period.month(2024, 2))
    active(district, MERGE)
    settings.TIENDO_TODAY = DAY + timedelta(days=1)
    client.force_login(district.reporter)
    assert client.get(reverse("return", args=[sent.pk])).status_code == 200
    home = client.get(reverse("staff-home")).content.decode()
    assert reverse("return", args=[february.pk]) in home
    entries = {"jobs-created": {"value": Decimal(3)}}
    saved = hand_in_figures.save_draft(
        ret=february, entries=entries, version=february.version, by=district.reporter, today=settings.TIENDO_TODAY
    )
    assert hand_in_figures.submit(ret=saved, by=district.reporter, today=settings.TIENDO_TODAY).state == "submitted"


def test_a_later_act_on_the_new_places_keeps_the_first_from_being_taken_back(district):
    row = active(district, SPLIT)
    later = "01/05/2024;13/NQ-UBTVQH15;15/04/2024"
    draft(district, [f"111;120;An Chung;xã;100;1;;;{later}", f"112;120;;;;1;;;{later}"])
    with refused("1 văn bản đổi địa bàn tiếp theo"):
        redraw_places.undo(redrawing=row, by=district.planner, today=TODAY)


# --- as many questions to the database for forty lines as for two ------------------------------------------------------


def _wide_act(district, lines: int) -> list[str]:
    """Places with an office, its reporter and an empty return after the day each; the act joins them two by two, and
    parts the last one."""
    programme = make_programme(district)
    rows = []
    for n in range(lines):
        place = Place.objects.create(code=f"5{n:02d}", name=f"Xã {n}", kind="commune")
        Membership.objects.create(child=place, parent=district.places["100"])
        office = Office.objects.create(code=f"xa-{n}", name=f"UBND xã {n}", name_en=f"Commune {n}", place=place)
        user = User.objects.create(username=f"nguoi-{n}")
        Right.objects.create(user=user, role="reporter", office=office, first=TODAY)
        Return.objects.create(programme=programme, office=office, place=place, period="2024-04", due=date(2024, 5, 2))
        rows.append(f"5{n:02d};6{n // 2:02d};Mới {n // 2};xã;100;1;nguyên vẹn;;{ACT}")
    rows[-1:] = [
        f"5{n:02d};6{n // 2:02d};Mới {n // 2};xã;100;1/2;chia đều;;{ACT}",
        f"5{n:02d};799;Lẻ;xã;100;1/2;chia đều;;{ACT}",
    ]
    return rows


def _asked(district, client, lines: int) -> dict[str, int]:
    """How many questions each step asks."""
    rows, counts = _wide_act(district, lines), {}
    client.force_login(district.planner)

    def count(what, step):
        with CaptureQueriesContext(connection) as asked:
            made = step()
        counts[what] = len(asked)
        return made

    row = count("load", lambda: draft(district, rows))
    given = {"redrawing": row, "by": district.planner, "today": TODAY}
    address = reverse("redrawing", args=[row.pk])
    assert count("page", lambda: client.get(address)).status_code == 200
    count("activate", lambda: redraw_places.activate(**given))
    assert count("active page", lambda: client.get(address)).status_code == 200
    assert count("list", lambda: client.get(reverse("redrawings"))).status_code == 200
    count("undo", lambda: redraw_places.undo(**given))
    return counts


def test_the_database_is_asked_as_often_for_forty_lines_as_for_two(district, client, settings):
    settings.TIENDO_TODAY = TODAY
    with transaction.atomic():
        for_two = _asked(district, client, 2)
        transaction.set_rollback(True)
    assert _asked(district, client, 40) == for_two
