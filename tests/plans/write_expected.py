"""Writes expected.json for one plan: `python -m tests.plans.write_expected ID`. Look at the difference before keeping it."""

import json
import sys

from tests.plans.test_plans import HERE, read
from tiendo.cli.read import reading_as_json

folder = HERE / sys.argv[1]
said = json.dumps(reading_as_json(read(folder / "plan.txt")), ensure_ascii=False, indent=2)
(folder / "expected.json").write_text(said + "\n", encoding="utf-8")
