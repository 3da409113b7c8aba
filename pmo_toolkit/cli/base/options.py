"""What the commands share: arguments, the log, JSON output."""

from __future__ import annotations

import logging
import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

import pmo_toolkit
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import FIRST_YEAR, LAST_YEAR

log = logging.getLogger("pmo_toolkit")

WorkspaceArgument = Annotated[
    Path,
    typer.Argument(
        metavar="WORKSPACE",
        help="Folder of tables, or one Excel workbook with a sheet a table.",
        show_default=False,
    ),
]
LogOption = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="Write details for support to this file."),
]
SeedOption = Annotated[
    int | None,
    typer.Option(min=0, metavar="S", help="Instead of the seed of the workspace's settings."),
]
SettingsSeedOption = Annotated[
    int | None,
    typer.Option(min=0, metavar="S", help="Seed.  [default: of the settings]", show_default=False),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=(
            "Day of the assessment, as in 2026-11-22.  [default: as_of of workspace.toml, else"
            " today]"
        ),
    ),
]


def json_option(description: str) -> Any:
    """The option ``--json`` of a command; `write_json` takes its value."""
    return typer.Option("--json", metavar="FILE", help=description)


def home(path: Path) -> Path:
    """The path with ``~`` resolved, where there is a home to resolve it to."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def target_of(out: str) -> Path | str:
    """What ``--out`` names: a folder, or an address as it stands.

    Raises
    ------
    UsageError
        If it names nothing.
    """
    from pmo_toolkit.batch.store.addresses import is_address, refuse_password

    if not out.strip():
        raise UsageError("--out names no folder. Name one, as in --out reports")
    if not is_address(out):
        if "://" in out:  # a slip before an address; as a folder's name it would show a password
            refuse_password(out)
        return home(Path(out))
    if out.lower().startswith("memory://"):
        raise UsageError(
            "--out: what is written to memory:// is gone when the command ends. Name a folder, as"
            " in --out reports"
        )
    return out


def start_log(path: Path | None) -> None:
    """Begin to write details to `path`, if one is given."""
    from pmo_toolkit.core.errors import describe
    from pmo_toolkit.core.logs import log_to

    try:
        log_to(None if path is None else home(path))
    except (OSError, ValueError) as error:
        raise UsageError(f"--log: nothing can be written to {path}: {describe(error)}") from None
    log.info("pmo %s, Python %s", pmo_toolkit.__version__, sys.version.split()[0])


def write_json(target: str, text: str) -> None:
    """Write JSON text to the file `target`, or to standard output where it is ``-``."""
    if target == "-":
        sys.stdout.buffer.write(
            text.encode("utf-8")
        )  # JSON is UTF-8 whatever the terminal's encoding
        sys.stdout.buffer.flush()
        return
    from pmo_toolkit.core.atomic_files import write_text

    path = home(Path(target))
    try:
        write_text(path, text)
    except OSError as error:
        raise UsageError(f"--json: nothing can be written to {path}: {error.strerror}") from None


def as_day(text: str) -> date:
    """The day that ``--as-of`` names."""
    try:
        if not re.fullmatch(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text
        ):  # other ISO forms are more often a slip
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of: {text!r} is not a day; write it as in 2026-11-22") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"--as-of: {text!r} is out of reach; expected a day from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return day
