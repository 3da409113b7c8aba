"""A table of the user's own that holds weekly counts or items: which column is which, typed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pmo_toolkit.core.errors import Trouble, UsageError, shorten
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.own_table import read_own_table
from pmo_toolkit.workspace.parsing.date_forms import NUMERIC, orders_shown
from pmo_toolkit.workspace.parsing.dates import parse_date
from pmo_toolkit.workspace.parsing.outcomes import Noted, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle

TABLE = "flow"
#: Our column → plain names of it, the likeliest first, compared without case and blanks.
_NAMES: dict[str, tuple[str, ...]] = {
    "team": ("team", "series", "squad", "teamname", "project", "board", "group"),
    "week": ("week", "weekstart", "weekbeginning", "weekof", "weekstarting", "monday", "date"),
    "items": (
        *("items", "throughput", "count", "itemsdone", "doneitems", "itemsfinished", "finished"),
        *("completed", "closed", "resolved", "done", "n"),
    ),
    "item": ("item", "id", "key", "issuekey", "itemid", "issueid", "ticket", "number"),
    "started": (
        *("started", "start", "startdate", "devstarted", "startedat", "startedon", "begun"),
        *("began", "inprogress", "inprogresssince", "created", "opened"),
    ),
    "done": (
        *("done", "finished", "completed", "resolved", "closed", "end", "enddate", "finishdate"),
        *("donedate", "finishedat", "completedat", "resolvedat", "closedat", "completeddate"),
    ),
    "first_commit": ("firstcommit", "firstcommitat", "committed"),
    "deployed": ("deployed", "deployedat", "deployment", "released", "deploymentfinished"),
    "caused_incident": ("causedincident", "incident", "failed", "changefailed"),
    "incident_resolved": ("incidentresolved", "restored", "recovered", "incidentclosed"),
}
_DATES = ("week", "started", "done", "first_commit", "deployed", "incident_resolved")
_ZONE = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$")
#: A week as ISO 8601 names it: 2026-W07.
_ISO_WEEK = re.compile(r"^(\d{4})-?W(\d\d)$", re.IGNORECASE)
_YES = frozenset({"yes", "y", "true", "1", "ja", "oui", "sí", "si"})
#: A day up to this may be a month.
_MONTHS = 12
#: What the rows are, for whoever gives a table without any that can be used.
EXPECTED = (
    "one row a week of a team (headers team, week, items), or one row an item of work (headers"
    " team, item, started, done)"
)
#: Weekly counts beyond are slips.
_MOST_ITEMS = 1e7


@dataclass(frozen=True, eq=False)
class FlowTable:
    """A table of the user's own, typed.

    Parameters
    ----------
    rows : DataFrame
        Of counts: ``team``, ``week``, ``items``. Of items: ``team``, ``item``, and days.
    is_weekly : bool
    source : str
    troubles : tuple of Trouble
    """

    rows: pd.DataFrame
    is_weekly: bool
    source: str
    troubles: tuple[Trouble, ...]


def read_flow_table(path: Path) -> FlowTable:
    """Read weekly counts (team, week, items) or items (team, item, started, done).

    Raises
    ------
    UsageError
        When the file cannot be read, or no columns are recognised.
    """
    own = read_own_table(path, rows=EXPECTED)
    frame, troubles = own.frame, Troubles()
    columns = _columns(frame)
    is_weekly = "week" in columns and "items" in columns
    if not is_weekly and "done" not in columns:
        raise UsageError(_not_recognised(own.file, [str(header) for header in frame.columns]))
    if frame.empty:
        headers = ", ".join(map(str, frame.columns))
        raise UsageError(
            f"{own.file}: no rows below the headers; found {shorten(headers)}; expected {EXPECTED}"
        )
    wanted = ("team", "week", "items") if is_weekly else tuple(_NAMES)
    rows = pd.DataFrame(index=frame.index)
    for name in wanted:
        if name in columns and (is_weekly or name not in ("week", "items")):
            rows[name] = frame[columns[name]]
    days = [name for name in _DATES if name in rows]
    shown = orders_shown(text for name in days for text in _written(rows[name]))
    for name in days:
        rows[name] = _days(rows[name], str(columns[name]), shown, troubles)
    _tell_zones({columns[name]: frame[columns[name]] for name in days}, troubles)
    for name in ("team", "item"):
        rows[name] = _texts(rows[name]) if name in rows else pd.NA
    if "caused_incident" in rows:
        rows["caused_incident"] = _flags(rows["caused_incident"])
    if is_weekly:
        rows = _counts(rows, columns, troubles)
    found = tuple(replace(trouble, table=TABLE) for trouble in (*own.troubles, *troubles.all()))
    return FlowTable(rows, is_weekly, own.file, found)


def _not_recognised(file: str, headers: list[str]) -> str:
    """What is said of a table whose headers name no flow of work."""
    values = [header for header in headers if _is_value(header)]
    next_step = "Rename the headers"
    if values:
        next_step = (
            f"The first row seems to hold values ({shorten(values[0])}): write a row of headers"
            " above it"
        )
    return (
        f"{file}: no columns of items or of counts a week were recognised; found the headers"
        f" {shorten(', '.join(headers))}; expected {EXPECTED}. {next_step}"
    )


def _is_value(header: str) -> bool:
    """Whether a header is a number or a day, which no header is."""
    text = header.strip().replace(",", ".").lstrip("-")
    return text.replace(".", "", 1).isdigit() or _day(text, DateStyle(), frozenset()) is not None


def _columns(frame: pd.DataFrame) -> dict[str, str]:
    """Our column → header; a header serves once, and a number is no day."""
    headers = {comparable(str(header)): str(header) for header in frame.columns}
    columns: dict[str, str] = {}
    for name, spellings in _NAMES.items():
        for spelling in spellings:
            header = headers.get(spelling)
            if header is None or header in columns.values():
                continue
            if name == "items" and spelling in _NAMES["done"] and frame[header].isna().all():
                continue  # days of items none of which is done, as well as counts
            is_number = pd.api.types.is_numeric_dtype(frame[header])
            is_unfit = (name in _DATES and is_number) or (name == "items" and not is_number)
            if is_unfit and frame[header].notna().any():
                continue
            columns[name] = header
            break
    return columns


def _texts(cells: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(cells):
        return cells.map(lambda number: f"{number:g}", na_action="ignore")
    stripped = cells.str.strip()
    return stripped.mask(stripped == "")


def _flags(cells: pd.Series) -> pd.Series:
    return cells.map(
        lambda cell: str(cell).strip().casefold().removesuffix(".0") in _YES, na_action="ignore"
    )


def _written(cells: pd.Series) -> pd.Series:
    return cells.dropna().astype(str)


def _days(
    cells: pd.Series, header: str, shown_elsewhere: frozenset[str], troubles: Troubles
) -> pd.Series:
    """Days of a column of text; what cannot be read is missing, with a finding.

    Where no cell of the column shows whether the day comes first, other columns do.
    """
    texts = _written(cells)
    shown = orders_shown(texts) or (shown_elsewhere if len(shown_elsewhere) == 1 else frozenset())
    style = DateStyle(order="mdy" if shown == {"mdy"} else "dmy", order_declared=False)
    known: dict[str, pd.Timestamp | None] = {}
    days: dict[int, pd.Timestamp] = {}
    for row, text in texts.items():
        if text not in known:
            known[text] = _day(text, style, shown)
        day = known[text]
        if day is None:
            what = "is not a day that can be read, and counts as missing"
            troubles.group(TABLE, what, row=int(str(row)), column=header, found=text)
        else:
            days[int(str(row))] = day
            if not shown and NUMERIC.fullmatch(text.strip()) and day.day <= _MONTHS:
                what = "may begin with the day or the month and is read day first; write YYYY-MM-DD"
                troubles.group(TABLE, what, row=int(str(row)), column=header, found=text)
    return pd.Series(days, index=cells.index, dtype="datetime64[ns]")


def _tell_zones(cells: dict[str, pd.Series], troubles: Troubles) -> None:
    """Each cell with a time zone, where not all days of the table are of the same."""
    known = [
        (column, int(str(row)), text, match)
        for column, texts in cells.items()
        for row, text in _written(texts).items()
        for match in [_ZONE.match(text)]
    ]
    zones = {"" if match is None else _offset(match[3]) for *_, match in known}
    if len(zones) < 2:
        return
    what = "has a time zone where others have another or none; it is taken as the day it is in UTC"
    for column, row, text, match in known:
        if match is not None:
            troubles.group(TABLE, what, row=row, column=column, found=text)


def _offset(zone: str) -> str:
    """A time zone in one spelling."""
    return "+0000" if zone == "Z" else zone.replace(":", "")


def _day(text: str, style: DateStyle, shown: frozenset[str]) -> pd.Timestamp | None:
    if _ZONE.match(text):
        return pd.Timestamp(text).tz_convert("UTC").tz_localize(None).normalize()
    week = _ISO_WEEK.match(text.strip())
    try:
        if week is not None:
            return pd.Timestamp(dt.date.fromisocalendar(int(week[1]), int(week[2]), 1))
        read = parse_date(text, style, shown)
    except (Unreadable, ValueError):
        return None
    day = read.value if isinstance(read, Noted) else read
    return pd.Timestamp(day) if isinstance(day, dt.date) else None


def _counts(rows: pd.DataFrame, columns: dict[str, str], troubles: Troubles) -> pd.DataFrame:
    """Weekly counts that can be used; the others are row faults."""
    items, header = rows["items"], columns["items"]
    odd = {
        "counts fewer items than none": items < 0,
        "counts more items than any team finishes in a week": items > _MOST_ITEMS,
        "names no week that can be read": rows["week"].isna(),
    }
    bad = pd.Series(False, index=rows.index)
    for what, places in odd.items():
        for row in rows.index[places & ~bad]:
            found = None if pd.isna(items[row]) else f"{items[row]:g}"
            troubles.row(TABLE, what, row=int(row), column=header, found=found)
        bad |= places
    for row in rows.index[items.isna() & ~bad]:
        what = "states no count; the week counts as one without any"
        troubles.group(TABLE, what, row=int(row), column=header)
    return rows[~bad].assign(items=items[~bad].fillna(0.0))
