"""In one database, in a process of its own: fill it, store totals or forget them, count the queries of each page, and say
where its time goes. `in_database.py SIZE stored|added SEED`; the last line is JSON."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Set Django up before anything is imported that needs it."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tiendo_web.settings")
    import django

    django.setup()
    from bench.pages import pages

    pages.main(sys.argv[1], stored=sys.argv[2] == "stored", seed=int(sys.argv[3]))


if __name__ == "__main__":
    main()
