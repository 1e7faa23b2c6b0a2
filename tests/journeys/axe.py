"""What axe-core says of a page: its findings of serious or critical impact, as one line each."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from playwright.sync_api import Page

_RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 120)}`));
}"""


@cache
def _source() -> str:
    return (settings.ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Empty when the page is fine. axe comes in through the debugger, because pages allow no foreign script."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN)
    return found
