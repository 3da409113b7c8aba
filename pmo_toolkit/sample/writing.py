"""Writes a sample workspace: whole or not at all, and never over anything."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.sample.content import organisation
from pmo_toolkit.sample.tables import DEFAULT_PROPOSALS, DEFAULT_SEED, make_sample

CONFIG_FILE = "workspace.toml"

_CONFIG = """\
# Sample data: the organisation and everything in these tables is fictional.

name = "{name}"  # title of the workspace in reports
sample = true  # reports say wherever it shows that these are sample data
as_of = "2026-11-22"  # day to which the advice refers
decides = "{decides}"  # who decides on the proposals; reports only advise
currency = "EUR"  # money in all tables, unless a row says otherwise
price_year = 2026  # amounts are in the prices of this year, those of finished projects included
hours_per_day = 8  # working hours of a person-day
locale = "en_GB"  # how numbers and dates are written
fiscal_year_start = 1  # the fiscal year begins in January

[settings]  # defaults of the analyses that this workspace changes: none
"""


def write_sample(
    folder: str | Path, *, proposals: int = DEFAULT_PROPOSALS, seed: int = DEFAULT_SEED
) -> list[Path]:
    """Write the sample organisation as a workspace.

    A CSV file for each table, and ``workspace.toml``.

    Nothing that exists is written over, and if anything goes wrong, nothing is left behind. The
    same arguments give the same bytes.

    Parameters
    ----------
    folder : path
        Folder of the workspace; made where it does not exist. Other files in it stay.
    proposals, seed : int
        See `make_sample`.

    Returns
    -------
    list of Path
        The files written, ``workspace.toml`` first.

    Raises
    ------
    UsageError
        If an argument is unfit, a file exists already, or the folder cannot be written to.
    """
    folder = Path(folder)
    contents = _contents(proposals, seed)
    try:
        _refuse_taken(folder, contents)
        return _write(folder, contents)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"the sample cannot be written to {folder}: {reason}") from error


def _refuse_taken(folder: Path, contents: Mapping[str, bytes]) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name a folder for the sample")
    # is_symlink too: a link to nowhere does not exist for `exists`, but would be written through
    there = sorted(
        name for name in contents if (folder / name).exists() or (folder / name).is_symlink()
    )
    if there:
        shown = ", ".join(there[:3]) + (f" and {len(there) - 3} more" if len(there) > 3 else "")
        raise UsageError(
            f"{folder} holds {shown} already: name another folder, nothing was written"
        )


def _contents(proposals: int, seed: int) -> dict[str, bytes]:
    """Name of each file → its bytes."""
    known = organisation()
    contents = {CONFIG_FILE: _CONFIG.format(name=known["name"], decides=known["decides"]).encode()}
    for name, table in make_sample(proposals, seed).items():
        contents[f"{name}.csv"] = table.to_csv(index=False, lineterminator="\n").encode()
    return contents


def _write(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    if folder.is_dir():
        return _fill(folder, contents)
    created: list[Path] = []
    try:
        for parent in reversed([parent for parent in folder.parents if not parent.exists()]):
            parent.mkdir()
            created.append(parent)
        # filled beside its place and then renamed, so that even a stopped process leaves no half of
        # a sample there
        beside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
        beside.mkdir()
        created.append(beside)
        written = _fill(beside, contents)
        try:
            beside.rename(folder)
        except BaseException:
            _remove(written)
            raise
    except BaseException:
        for parent in reversed(created):
            parent.rmdir()
        raise
    return [folder / path.name for path in written]


def _fill(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    written: list[Path] = []
    try:
        for name, data in contents.items():
            # "x" refuses a file that somebody else made in the meantime
            with (folder / name).open("xb") as file:
                written.append(folder / name)
                file.write(data)
    except BaseException:
        _remove(written)
        raise
    return written


def _remove(written: list[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)
