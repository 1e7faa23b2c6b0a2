"""A process of its own for one database: `in_database.py LOG ROUNDS objects|no`; the environment says which database."""

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
    from bench.database import measure

    measure.main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "objects")


if __name__ == "__main__":
    main()
