"""``pmo init``: a workspace to fill in: its tables, a commented ``workspace.toml``, a README."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace.capability_catalogue import StarterMap
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE
from pmo_toolkit.workspace.dictionary.documentation import dictionary_markdown
from pmo_toolkit.workspace.dictionary.headers import table_named
from pmo_toolkit.workspace.dictionary.tables import TABLES

_CONFIG = """\
# What holds for this workspace. Every line is optional: take the # away to say something.
# What is not declared is never assumed silently; the check says what it would help to know.

# name = "Intake 2026"                # shown in reports; the name of the folder never is
# as_of = 2026-11-22                  # the day to which the assessment refers; today where absent
# decides = "the enterprise PMO"      # who decides; named in every report
# it_departments = ["Digital", "IT"]  # names of IT's own department, counted as one

# Money
# currency = "CAD"                    # ISO code; rows in another currency need the table rates
# price_year = 2026                   # the year whose prices the amounts are in

# Time and writing
# hours_per_day = 7.5                 # working hours of a person-day
# locale = "en_GB"                    # numbers: en_GB 1,234.50 · de_DE 1.234,50 · fr_FR 1 234,50
# date_order = "dmy"                  # 03/04/2026 is 3 April (dmy) or 4 March (mdy)
# fiscal_year_start = 4               # month in which FY2026/27 begins; 1 for the calendar year
# encoding = "cp1252"                 # only for CSV files that are not UTF-8

# Files with other names. Sheet, row of the headers and encoding of a file may stand beside.
# [files]
# proposals = "projects_2026.csv"
# goals = { file = "intake.xlsx", sheet = "Sheet 1", header_row = 3 }
# costs = { file = "costs.csv", encoding = "cp1252" }

# Headers with other names: ours on the left, yours on the right; a section a table.
# [columns.proposals]
# title = "Project name"
# requested_budget = "Total budget"

# Columns whose plain numbers stand in another unit; a section a table. A single cell may state its
# own: 150 TEUR, 40 PT. Person-days need hours_per_day.
# [units.history]
# actual_effort_person_hours = "person-days"
# actual_cost = "thousand"

# Your words for ours, and words that stand for numbers; a section a column.
# [words.proposals.stage]
# "Idee" = "idea"
# [words.team_experience]
# hoch = 5

# Further words for columns with a fixed vocabulary, kept as they are.
# [vocabulary]
# stage = ["pilot"]
# "options.kind" = ["outsource"]

# [history]
# actual_means = "the budget as restated a year later"  # what an actual is

# Columns outside the dictionary that stand in both proposals and history are used as cost drivers.
# [drivers]
# drop = ["team_size"]                # not used, since it is known only afterwards
# keep = ["site_count"]               # if given, the only extra ones to be used
# known_before = ["planned_cost"]     # known before a project began, though it looks otherwise

# Defaults of the analyses; each has its reason and source in the documentation.
# [settings]
# validity_days = 90
"""

_README = """\
# Workspace

Each file, or sheet of a workbook, is a table; its first line holds the headers. Fill in what you
know and leave the rest blank: a blank is *not assessed*, never zero. Only `proposals` with `id` and
`title` is required.

- Check it at any time: `pmo check FOLDER`
- Assess it: `pmo assess FOLDER --out reports`
- You may save a table as .xlsx, or put all of them as sheets into one workbook.
- An id is used as a file name: letters, digits, hyphens and underscores are safe.
- Name roles and departments, not people.

"""


def start_workspace(
    folder: str | os.PathLike[str],
    *,
    tables: Mapping[str, bytes] | None = None,
    capabilities: StarterMap | None = None,
) -> list[Path]:
    """Write a workspace that is empty, or holds a starter map of capabilities.

    Parameters
    ----------
    folder : path-like
        Made where it does not exist.
    tables : mapping of str to bytes, optional
        Name → content of the files that hold the tables; an empty CSV file a table where absent.
    capabilities : StarterMap, optional
        Capabilities to begin with; the README names their source.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    UsageError
        When the folder holds something that would be overwritten or hidden, or cannot be written.
        Nothing is left half-written.
    """
    folder = Path(folder)
    contents = dict(tables or {f"{name}.csv": _empty_table(name) for name in TABLES})
    contents[CONFIG_FILE] = _CONFIG.encode("utf-8")
    readme = _README
    if capabilities is not None:
        contents["capabilities.csv"] = capabilities.table
        readme += f"{capabilities.credit}\n"
    contents["README.md"] = (readme + dictionary_markdown()).encode("utf-8")
    _refuse_overwriting(folder, set(contents))
    made_folders = _make(folder)
    written: list[Path] = []
    try:
        for name, content in contents.items():
            # "x" refuses a file that appeared meanwhile, and never follows a link
            with (folder / name).open("xb") as stream:
                written.append(folder / name)
                stream.write(content)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        _remove(made_folders)
        raise UsageError(
            f"{folder}: the workspace cannot be written ({error.strerror or error})"
        ) from None
    return written


def _empty_table(name: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(TABLES[name].columns)
    # With the mark, Excel takes the file for what it is: UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _refuse_overwriting(folder: Path, names: set[str]) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder}: this is a file; give a folder")
        held = sorted(each.name for each in folder.iterdir()) if folder.exists() else []
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{folder}: the folder cannot be opened ({getattr(error, 'strerror', None) or error})"
        ) from None
    lower = {name.lower() for name in names}
    tables = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet")
    taken = [
        name
        for name in held
        if name.lower() in lower
        or (name.lower().endswith(tables) and table_named(Path(name).stem) is not None)
    ]
    if taken:
        more = f" and {len(taken) - 3} more" if len(taken) > 3 else ""
        raise UsageError(
            f"{folder}: there is a workspace already ({', '.join(taken[:3])}{more}); choose another"
            " folder"
        )


def _make(folder: Path) -> list[Path]:
    """Make the folder and those above it; the ones that were made, the innermost first."""
    missing = []
    for each in (folder, *folder.parents):
        if each.exists():
            break
        missing.append(each)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        _remove(missing)
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{folder}: the folder cannot be made ({reason})") from None
    return missing


def _remove(folders: list[Path]) -> None:
    for each in folders:
        try:
            each.rmdir()
        except (OSError, ValueError):
            return  # something else stands in it by now, or it was never made
