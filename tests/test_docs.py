"""The documents say what is there: commands, words, folders, rights, links."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tiendo.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")], key=str)

# Words of the design, one meaning each; the tables of the database are added to them below.
WORDS = [
    "Document",
    "Span",
    "Figure",
    "Indicator",
    "Programme",
    "TargetSet",
    "Target",
    "Baseline",
    "Observation",
    "vintage",
    "Period",
    "Clock",
    "Unit",
    "Place",
    "PlaceTree",
    "PlaceChange",
    "Office",
    "Return",
    "roll-up",
    "Total",
    "attainment",
    "verdict",
    "trajectory",
    "Task",
    "Obstacle",
    "Remedy",
    "Directive",
    "Funding",
    "Circulation",
    "state",
    "Problem",
]


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _glossary() -> dict[str, tuple[str, str]]:
    """Word → (Vietnamese, meaning); a row may hold several words."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", _text("GLOSSARY.md"), re.MULTILINE)
    return {word.strip(): (vi, means) for words, vi, means in rows for word in words.split(",")}


def test_every_command_is_documented():
    documented = _text("docs/howto/commands.md")
    missing = [name for name in main.list_commands(None) if f"`tiendo {name}" not in documented]
    assert not missing, f"Say in docs/howto/commands.md what these commands do: {', '.join(missing)}."


def test_every_word_is_in_the_glossary_in_both_languages():
    glossary = _glossary()
    from django.apps import apps

    tables = [m.__name__ for m in apps.get_app_config("records").get_models()]
    missing = [word for word in [*WORDS, *tables] if word not in glossary]
    assert not missing, f"Add to GLOSSARY.md: {', '.join(missing)}."
    assert all(vi.strip() and means.strip() for vi, means in glossary.values())


def test_every_folder_is_in_the_architecture():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    folders = {line.split("/")[0] for line in listed.splitlines() if "/" in line and not line.startswith(".")}
    inside = {f"src/tiendo/{p.name}/" for p in (ROOT / "src/tiendo").iterdir() if (p / "__init__.py").exists()}
    architecture = _text("ARCHITECTURE.md")
    missing = sorted(name for name in {f"{f}/" for f in folders} | inside if name not in architecture)
    assert not missing, f"Say in ARCHITECTURE.md what these folders are for: {', '.join(missing)}."


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_make_commands_exist(page):
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"^    make ([a-z-]+)", text, re.MULTILINE)) | set(re.findall(r"`make ([a-z-]+)`", text))
    assert named <= targets, f"The Makefile has no {', '.join(sorted(named - targets))}."


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not broken, f"{page.relative_to(ROOT)} links to what is not there: {', '.join(broken)}."


def test_both_readmes_name_the_two_commands():
    for name in ("README.md", "README.vi.md"):
        assert "    make run" in _text(name) and "    make test" in _text(name)


def test_every_right_is_explained():
    from tiendo_web.actions.rights import PERMISSIONS

    rights = _text("docs/rules/rights.md")
    missing = [verb for verb in PERMISSIONS if f"`{verb}`" not in rights]
    assert not missing, f"Say in docs/rules/rights.md who may: {', '.join(missing)}."


def _words_on_screen() -> str:
    """Every sentence that pages say, with numbers for their gaps."""
    with (ROOT / "src/tiendo_web/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        said = [m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file)]
    return "\n".join(re.sub(r"%\(\w+\)[sd]", "1", sentence) for sentence in said)


@pytest.mark.parametrize("page", sorted((ROOT / "docs/start").glob("[a-z]*.md")), ids=lambda p: p.name)
def test_the_first_hour_names_buttons_as_the_screen_does(page):
    bold = re.findall(r"\*\*([A-ZĐ][^*]+)\*\*", page.read_text(encoding="utf-8").replace("\n   ", " "))
    screen = _words_on_screen()
    missing = [said for said in bold if re.sub(r"\d+", "1", said) not in screen]
    assert bold and not missing, f"No screen says: {', '.join(missing)}."


def test_every_decision_is_listed():
    index = _text("docs/decisions/README.md")
    files = [p.name for p in (ROOT / "docs/decisions").glob("0*.md")]
    assert files and all(name in index for name in files)
