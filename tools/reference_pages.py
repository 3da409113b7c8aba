"""Write the reference pages that follow from the program: docs/commands.md and docs/settings.md.

python tools/reference_pages.py            write them
python tools/reference_pages.py --check    say whether they are up to date
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import typer.main
from click import Command, Parameter

from pmo_toolkit.cli import app
from pmo_toolkit.core.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"

COMMANDS_HEAD = """# Commands

This page is generated from the commands themselves (`make docs`), so it says what
`pmo assess --help` and the others say. How they work together is shown in [how-to.md](how-to.md).

| exit code | meaning |
|---|---|
| 0 | all well; findings (something absent or odd) are in the reports as *not assessed* |
| 1 | a row was unusable: its proposal failed, the others are rendered |
| 2 | a table or the command was unusable: nothing was run |
| 70 | an error of the program itself; run again with `--log FILE` |
| 130 | stopped by you |
"""

SETTINGS_HEAD = """# Settings

This page is generated from the settings themselves (`make docs`). Change one in `workspace.toml`,
and each report prints what was changed:

```toml
[settings]
validity_days = 60
```
"""


def commands_page() -> str:
    """Every command with what it does, an example, and a table of what it takes."""
    command: Command = typer.main.get_command(app)
    commands: Mapping[str, Command] = command.commands  # type: ignore[attr-defined]
    return "\n".join([COMMANDS_HEAD, *(_command(name, commands[name]) for name in commands)])


def _command(name: str, command: Command) -> str:
    summary, _, example = (command.help or "").partition("Example:")
    rows = [
        f"| {_name(parameter)} | {_cell(parameter.help or '')}{_needed(parameter)} |"
        for parameter in command.params
    ]
    return "\n".join(
        [
            f"## pmo {name}\n",
            f"{' '.join(summary.split())}\n",
            f"```sh\n{' '.join(example.split())}\n```\n",
            "| argument or option | what it says |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def _name(parameter: Parameter) -> str:
    names = ", ".join(parameter.opts)
    if parameter.param_type_name == "argument":
        return _cell(f"`{parameter.metavar or parameter.name}`")
    return f"`{names} {parameter.metavar or ''}".rstrip() + "`"


def _needed(parameter: Parameter) -> str:
    if parameter.required:
        return " Needed."
    default = parameter.default
    if isinstance(default, bool) or not isinstance(default, int | float | str) or default == "":
        return ""
    return f" Default: {default}."


def settings_page() -> str:
    """Every setting with its default, reason and source, a table a group."""
    groups: dict[str, list[str]] = {}
    for record in Settings.describe():
        source = f" *Source: {record['source']}*" if record["source"] else ""
        why = _cell(record["reason"]) + source
        row = f"| `{record['name']}` | {_value(record['default'])} | {why} |"
        groups.setdefault(record["group"] or "all analyses", []).append(row)
    parts = [SETTINGS_HEAD]
    for group, rows in groups.items():
        head = ["| setting | default | why |", "|---|---|---|"]
        parts.append("\n".join([f"## {group.capitalize()}\n", *head, *rows, ""]))
    return "\n".join(parts)


def _value(value: object) -> str:
    listed = (
        ", ".join(map(str, value))
        if isinstance(value, Sequence) and not isinstance(value, str)
        else value
    )
    return f"`{listed}`"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


PAGES = {"commands.md": commands_page, "settings.md": settings_page}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` say which are out of date."""
    stale = []
    for name, page in PAGES.items():
        path = DOCS / name
        if "--check" not in arguments:
            path.write_text(page(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page():
            stale.append(name)
    for name in stale:
        print(f"docs/{name} is out of date: make docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
