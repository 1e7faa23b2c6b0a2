"""The command line: files in, files out, no database. Further commands join through the entry points `tiendo.commands`.

Each command is loaded when it is called, so that `tiendo judge` does not wait for what only reads PDF.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points

import click

_OWN = {
    "read": "tiendo.cli.read",
    "collect": "tiendo.cli.figures",
    "rollup": "tiendo.cli.figures",
    "judge": "tiendo.cli.figures",
    "compare": "tiendo.cli.compared",
    "sets": "tiendo.cli.compared",
    "changes": "tiendo.cli.planned",
    "trajectory": "tiendo.cli.planned",
    "publish": "tiendo.cli.published",
    "check": "tiendo.cli.published",
    "places": "tiendo.cli.places",
    "log": "tiendo.cli.log",
    "derive": "tiendo.cli.derived",
}


class _Commands(click.Group):
    """The commands of this folder, and those that installed packages add."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*_OWN, *(e.name for e in entry_points(group="tiendo.commands"))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _OWN:
            found = getattr(import_module(_OWN[cmd_name]), cmd_name)
        else:
            found = next((e.load() for e in entry_points(group="tiendo.commands") if e.name == cmd_name), None)
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tiendo")
def main() -> None:
    """Tiến Độ: from the published plan to the public page."""
