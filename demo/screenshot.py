"""Take docs/start/home.png of the running demonstration: `python demo/screenshot.py [address]`, Chromium needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ADDRESS = "http://127.0.0.1:8000/"
PICTURE = Path(__file__).resolve().parent.parent / "docs/start/home.png"


def main(address: str) -> None:
    """Open the home page at the width of a laptop and keep what is seen first; refuse a page that is not right."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("TIENDO_CHROMIUM", "/usr/bin/chromium"))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            sys.exit(f"{address} does not answer with a page; start it with “make run”.")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ADDRESS)
