"""Tickets as they come: what is odd is counted and set aside, the rest is used.

A table may hold text, as a service desk exports it, or days that have been read already. ``?`` and
its like mean that nobody stated a value. The order of day and month is taken from the whole column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pmo_toolkit.core.number_format import counted

COLUMNS = (
    "ticket",
    "service",
    "category",
    "opened",
    "closed",
    "hours",
    "text",
    "department",
    "role",
    "channel",
)
_DATES = ("opened", "closed")
_LABELS = ("ticket", "service", "category", "text", "department", "role", "channel")
#: Ways in which exports write that nothing is known.
_NOT_KNOWN = frozenset({"", "?", "-", "–", "n/a", "na", "none", "null", "nan", "unknown", "tbd"})
_SLASHED = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_OFFSET = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})$")


@dataclass(frozen=True)
class TicketFault:
    """One kind of odd value with how often it was met.

    Parameters
    ----------
    what : str
        A clause such as ``"closed before they were opened"``.
    rows : int
    dealt : str
        What became of these rows, as a clause.
    """

    what: str
    rows: int
    dealt: str

    @property
    def sentence(self) -> str:
        """The fault in words."""
        return f"{counted(self.rows, 'ticket', 'tickets')} {self.what}: {self.dealt}."


@dataclass(frozen=True, eq=False)
class CleanTickets:
    """Tickets that can be used, one row a ticket.

    Parameters
    ----------
    rows : DataFrame
        Columns of `COLUMNS`, each there: days and times as timestamps without zone, hours as
        numbers, all else as text; None, NaT or NaN where nobody states it. Sorted by ``opened``.
    faults : tuple of TicketFault
    given : int
        Rows of the table.
    has_times : bool
        Whether moments are known, not days alone.
    """

    rows: pd.DataFrame
    faults: tuple[TicketFault, ...]
    given: int
    has_times: bool

    @property
    def used(self) -> int:
        """Tickets that are used."""
        return len(self.rows)

    @property
    def first(self) -> date:
        """Day of the first ticket; there must be one."""
        day: date = self.rows["opened"].iloc[0].date()
        return day

    @property
    def last(self) -> date:
        """Day of the last ticket; there must be one."""
        day: date = self.rows["opened"].iloc[-1].date()
        return day


def read_tickets(table: pd.DataFrame, as_of: date) -> CleanTickets:
    """Take what can be used, and count what is odd.

    Parameters
    ----------
    table : DataFrame
        Any of `COLUMNS`; others are passed over.
    as_of : date
        Tickets opened later are of the future.
    """
    rows = pd.DataFrame(index=range(len(table)))
    faults: list[TicketFault] = []
    for name in _LABELS:
        rows[name] = _labels(table, name, faults)
    zones: list[TicketFault] = []
    for name in _DATES:
        rows[name] = _moments(table, name, zones)
    faults += zones[:1] if len(zones) > 1 and zones[0].what == zones[1].what else zones
    rows["hours"] = _hours(table, faults)
    rows = _without_unusable(rows, as_of, faults)
    moments = rows["opened"]
    return CleanTickets(
        rows=rows[list(COLUMNS)].sort_values("opened", kind="stable").reset_index(drop=True),
        faults=tuple(fault for fault in faults if fault.rows),
        given=len(table),
        has_times=bool((moments != moments.dt.normalize()).any()),
    )


def _labels(table: pd.DataFrame, name: str, faults: list[TicketFault]) -> pd.Series[Any]:
    if name not in table:
        return pd.Series([None] * len(table), dtype=object)
    # labels repeat, so that each is looked at once
    codes, labels = pd.factorize(table[name], use_na_sentinel=True)
    known = [_label(label) for label in labels]
    marked = sum(
        int((codes == place).sum())
        for place, label in enumerate(labels)
        if str(label).strip() in "?"
    )
    faults.append(
        TicketFault(f"hold “?” or blanks as {name}", marked, "read as not stated, never as a value")
    )
    return pd.Series([None if code < 0 else known[code] for code in codes], dtype=object)


def _label(value: object) -> str | None:
    text = " ".join(str(value).split())
    return None if text.casefold() in _NOT_KNOWN else text


def _moments(table: pd.DataFrame, name: str, faults: list[TicketFault]) -> pd.Series[Any]:
    """Moments of a column in universal time where zones are stated, as written else."""
    if name not in table:
        return pd.Series(pd.NaT, index=range(len(table)), dtype="datetime64[ns]")
    column = table[name].reset_index(drop=True)
    if pd.api.types.is_datetime64_any_dtype(column):
        plain = column if column.dt.tz is None else column.dt.tz_convert(None)
        return plain.astype("datetime64[ns]")
    text = column.astype(object).where(column.notna(), "").map(str).str.strip()
    known = ~text.str.casefold().isin(_NOT_KNOWN)
    zoned = text.str.contains(_OFFSET, regex=True)
    if zoned.any() and (known & ~zoned).any():
        rows = int((known & ~zoned).sum())
        dealt = "read as universal time, so that each may be hours off, and its day by one"
        faults.append(TicketFault("state no time zone where others do", rows, dealt))
    slashed = text.str.extract(_SLASHED)
    is_slashed = slashed[0].notna()
    months_first = _is_month_first(slashed[is_slashed].astype(int)) if is_slashed.any() else None
    read = pd.Series(pd.NaT, index=text.index, dtype="datetime64[ns]")
    if months_first is not None:
        moments = pd.to_datetime(
            text[is_slashed].str.replace(".", "/", regex=False),
            dayfirst=not months_first,
            errors="coerce",
            format="mixed",
        )
        read[is_slashed] = moments.astype("datetime64[ns]")
    elif is_slashed.any():
        dealt = "refused, since each could be two days and no other row tells the order"
        faults.append(TicketFault(f"state {name} as 3/4/2026", int(is_slashed.sum()), dealt))
    rest = known & ~is_slashed
    other = pd.to_datetime(text[rest], errors="coerce", format="ISO8601", utc=True)
    read[rest] = other.dt.tz_convert(None).astype("datetime64[ns]")
    unread = int((known & read.isna() & (~is_slashed | (months_first is not None))).sum())
    faults.append(TicketFault(f"state {name} in no known form", unread, "read as not stated"))
    return read


def _is_month_first(parts: pd.DataFrame) -> bool | None:
    """Whether the month stands first; None where no date of the column tells."""
    first, second = bool((parts[0] > 12).any()), bool((parts[1] > 12).any())
    if first == second:
        return None
    return second


def _hours(table: pd.DataFrame, faults: list[TicketFault]) -> pd.Series[Any]:
    if "hours" not in table:
        return pd.Series(float("nan"), index=range(len(table)))
    hours = pd.to_numeric(table["hours"].reset_index(drop=True), errors="coerce").astype(float)
    negative = hours < 0
    faults.append(TicketFault("state negative hours", int(negative.sum()), "hours not counted"))
    return hours.where(~negative)


def _without_unusable(rows: pd.DataFrame, as_of: date, faults: list[TicketFault]) -> pd.DataFrame:
    undated = rows["opened"].isna()
    faults.append(TicketFault("state no day of opening", int(undated.sum()), "left out"))
    future = rows["opened"] >= pd.Timestamp(as_of) + pd.Timedelta(days=1)
    faults.append(TicketFault("lie in the future", int(future.sum()), "left out"))
    kept = rows[~undated & ~future].copy()
    backwards = kept["closed"] < kept["opened"]
    # a day without a time is midnight, before any moment of that day
    same_day = kept["closed"].dt.normalize() == kept["opened"].dt.normalize()
    wrong = backwards & ~same_day
    kept.loc[backwards & same_day, "closed"] = kept.loc[backwards & same_day, "opened"]
    dealt = "counted by their opening; the closing is not used"
    faults.append(TicketFault("were closed before they were opened", int(wrong.sum()), dealt))
    kept.loc[wrong, "closed"] = pd.NaT
    ahead = kept["closed"] >= pd.Timestamp(as_of) + pd.Timedelta(days=1)
    faults.append(TicketFault("were closed in the future", int(ahead.sum()), "read as open"))
    kept.loc[ahead, "closed"] = pd.NaT
    named = kept["ticket"].notna()
    repeated = named & kept.sort_values(["opened", "closed"], na_position="first", kind="stable")[
        "ticket"
    ].duplicated(keep="last").reindex(kept.index)
    dealt = "one row counts for each number, the last; else one ticket counts several times"
    faults.append(TicketFault("repeat a number", int(repeated.sum()), dealt))
    return kept[~repeated]


def in_sentences(faults: tuple[TicketFault, ...]) -> Iterator[str]:
    """Each fault in words."""
    return (fault.sentence for fault in faults)
