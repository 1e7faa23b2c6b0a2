"""English is complete on the pages themselves: whoever looks, no Vietnamese is left but names and what people wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from lxml import html
from playwright.sync_api import expect

from tiendo.catalogue.places import load_history
from tiendo.model.place import PlaceKind
from tiendo_web.records.models import Article, Comment, Observation, Office, Place, Target, User

pytestmark = pytest.mark.browser

PEOPLE = ("kehoach", "baocao", "duyet", "lanhdao", "bientap", "kiemtra")
PAGES_OF_A_KIND = 2  # one page a place or a return says what the others say
_OF_MAPS = (PlaceKind.COUNTRY, PlaceKind.PROVINCE, PlaceKind.CITY)
_NEAR = ("277", "278", "279", "79", "80")  # official places that the pages of the demonstration name
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĩũĨŨạ-ỹẠ-Ỹ]")
_SAID_IN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-too-long")  # read aloud, or shown by style


def in_english(page) -> None:
    page.goto("/")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])


def pages_linked(page, start: str) -> Iterator[tuple[str, html.HtmlElement]]:
    """Pages under `start` that links lead to from there, at most PAGES_OF_A_KIND of one view; each as it came, not
    rendered."""
    seen: set[str] = set()
    of_view: Counter[str] = Counter()
    waiting = [start]
    while waiting:
        path = waiting.pop(0)
        view = resolve(urlsplit(path).path).url_name
        if path in seen or of_view[view] == PAGES_OF_A_KIND:
            continue
        seen.add(path)
        answer = page.request.get(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        if "text/html" not in answer.headers["content-type"]:
            continue
        of_view[view] += 1
        tree = html.document_fromstring(answer.text())
        yield path, tree
        for link in tree.iter("a"):
            to, here = urlsplit(urljoin(answer.url, link.get("href"))), urlsplit(answer.url)
            if to.netloc == here.netloc and to.path.startswith(start):
                waiting.append(to.path + (f"?{to.query}" if to.query else ""))


def said_on(element: html.HtmlElement, *, by_people: bool = False) -> Iterator[str]:
    """What the page says in English: text and the attributes that are read or shown. Left out is what is marked as
    Vietnamese; names within a sentence (`foreign`: marked, and not to be translated) are looked at all the same."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return
    if lang := element.get("lang"):
        name = element.tag == "span" and element.get("translate") == "no"
        by_people = lang == "vi" and not name
    if not by_people:
        yield from (element.get(name, "") for name in _SAID_IN)
        if element.tag != "textarea":
            yield element.text or ""
    for child in element:
        yield from said_on(child, by_people=by_people)
        if not by_people:
            yield child.tail or ""


def proper_names() -> re.Pattern[str]:
    """Names of the demonstration that English keeps, longest first; of one with brackets, what stands in and before
    them is marked by itself."""
    names = {
        *Place.objects.values_list("name", flat=True),
        *(p.name for p in load_history().places if p.kind in _OF_MAPS or p.code.startswith(_NEAR)),
        *chain.from_iterable(Office.objects.values_list("name", "head")),
        *User.objects.values_list("full_name", flat=True),
        *Comment.objects.values_list("name", flat=True),
        *Article.objects.values_list("title", flat=True),
        *Target.objects.values_list("subject", flat=True),
        *chain.from_iterable(Observation.objects.exclude(named=[]).values_list("named", flat=True)),
        "Tiến Độ", "Tiếng Việt",
    } - {""}  # fmt: skip
    names |= {part.strip() for name in names for part in re.split(r"[()]", name) if part.strip()}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def vietnamese_left(page, start: str) -> tuple[int, list[str]]:
    """How many pages were read, and each piece of Vietnamese on them that is no name."""
    names, left, count = proper_names(), [], 0
    for path, tree in pages_linked(page, start):
        count += 1
        assert tree.get("lang") == "en", path
        for text in said_on(tree):
            if _VIETNAMESE.search(names.sub("", text)):
                left.append(f"{path}: {' '.join(text.split())[:120]}")
    return count, left


def test_the_public_pages_are_in_english(page):
    in_english(page)
    count, left = vietnamese_left(page, "/")
    assert count > 15
    assert not left, "\n".join(left)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_work_pages_are_in_english_for(person, page, log_in):
    log_in(page, person)
    in_english(page)
    count, left = vietnamese_left(page, "/lam-viec/")
    assert count >= 5
    assert not left, "\n".join(left)


def test_a_refusal_names_things_in_english(page, log_in):
    log_in(page, "baocao")
    in_english(page)
    page.goto("/lam-viec/")
    page.get_by_role("link", name="Figures of March 2024").click()
    page.locator('[name="value:jobs-created"]').fill("mười")
    page.get_by_role("button", name="Submit for approval").click()
    said = "Workers provided with jobs: “mười” is not a number written properly; write it like 1,234.5."
    expect(page.locator(".field-error")).to_have_text(said)


def test_the_log_tells_in_english_what_was_changed(page, log_in):
    log_in(page, "kiemtra")
    in_english(page)
    page.goto("/lam-viec/nhat-ky/?verb=share_out")
    event = page.get_by_role("listitem").filter(has_text="Total food output (dry paddy)")
    event.get_by_text("Content").click()
    expect(event.get_by_role("row", name="Thạnh Hóa town")).to_contain_text("6,800")
