"""Tickets as they come from a service desk, made usable: what is odd is counted and reported."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pmo_toolkit.analysis.tickets.days import NOTHING, Days, read_days
from pmo_toolkit.analysis.tickets.shapes import COLUMNS, CleanTickets, TicketFinding
from pmo_toolkit.core.number_format import counted

#: Columns whose names may be written in several ways.
_NAMES = ("service", "category", "department", "role", "channel")
_TEXTS = ("ticket", *_NAMES, "text")

#: Hours of a ticket in a day beyond which they are no hours of work: ten people around the clock.
_MOST_HOURS_A_DAY = 240


def clean_tickets(table: pd.DataFrame, as_of: pd.Timestamp) -> CleanTickets:
    """Rows that can be used, with what was odd about the others.

    Parameters
    ----------
    table : DataFrame
        Any of `COLUMNS`, as days and numbers or as text; other columns are not looked at.
    as_of : Timestamp
        Day to which the study refers.

    Returns
    -------
    CleanTickets
    """
    findings: list[TicketFinding] = []
    rows = pd.DataFrame(index=pd.RangeIndex(len(table)))
    given = table.reset_index(drop=True)
    for name in _TEXTS:
        rows[name], nothing = _text(given, name)
        if nothing:
            findings.append(_placeholder(name, nothing))
    for name in ("opened", "closed"):
        read = read_days(given[name]) if name in given else Days(_missing(given))
        rows[name] = read.days
        findings += _on_days(name, read)
    rows["hours"] = pd.to_numeric(given["hours"], errors="coerce") if "hours" in given else None
    rows["hours"] = rows["hours"].astype("float64")
    rows = rows[list(COLUMNS)]
    rows = _once_each(rows, findings)
    rows = _in_order(rows, as_of, findings)
    rows = _usable_cells(rows, as_of, findings)
    for name in _NAMES:
        rows[name] = _one_spelling(rows[name], name, findings)
    return CleanTickets(rows.reset_index(drop=True), tuple(findings), len(table))


def _missing(given: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.NaT, index=given.index, dtype="datetime64[ns]")


def _text(given: pd.DataFrame, name: str) -> tuple[pd.Series, int]:
    """A column as text, and how many cells hold a sign for nothing, such as ``?``."""
    if name not in given:
        return pd.Series(None, index=given.index, dtype="object"), 0
    text = given[name].astype("string").str.strip()
    nothing = text.str.casefold().isin(NOTHING).fillna(False)
    signs = int((nothing & (text != "").fillna(False)).sum())
    return text.mask(nothing).astype("object").where(lambda cells: cells.notna(), None), signs


def _placeholder(name: str, n: int) -> TicketFinding:
    return TicketFinding(
        "sign for nothing",
        n,
        f"{counted(n, 'cell', 'cells')} of {name} hold a sign such as ? instead of a value",
        "taken as not stated",
    )


def _on_days(name: str, read: Days) -> Iterator[TicketFinding]:
    if read.day_first:
        what = f"{counted(read.day_first, 'cell', 'cells')} of {name} are written day/month/year"
        yield TicketFinding("day/month/year", read.day_first, what, "read so: some days exceed 12")
    if read.undecided:
        n = read.undecided
        what = f"no cell of {name} shows whether 3/2/2016 begins with the day"
        yield TicketFinding("day or month first", n, what, "not read; write YYYY-MM-DD")
    if read.unreadable:
        what = f"{counted(read.unreadable, 'cell', 'cells')} of {name} are no days"
        yield TicketFinding("unreadable day", read.unreadable, what, "taken as not stated")
    if read.zones > 1:
        what = f"{name} stands in {read.zones} time zones"
        yield TicketFinding("time zones mixed", read.zones, what, "all days taken in UTC")


def _once_each(rows: pd.DataFrame, findings: list[TicketFinding]) -> pd.DataFrame:
    """The last state of each ticket that stands in several rows, opened when it first was.

    Exports list the newest first as often as last, so that the order of rows does not tell. Hours
    only grow, so that the state with most is the last, also of a ticket that was opened again; of
    equal ones the one closed latest; then the one that stands last.
    """
    named = rows["ticket"].notna()
    by_state = rows.sort_values(["hours", "closed"], kind="stable", na_position="first")
    repeated = named & by_state["ticket"].duplicated(keep="last").reindex(rows.index)
    n = int(repeated.sum())
    if not n:
        return rows
    first = rows[named].groupby("ticket", sort=False)["opened"].transform("min")
    rows = rows.assign(opened=first.reindex(rows.index).fillna(rows["opened"]))
    what = f"{counted(n, 'row repeats a ticket', 'rows repeat tickets')} that stand elsewhere"
    findings.append(TicketFinding("repeated events", n, what, "the last state of each counts once"))
    return rows[~repeated]


def _in_order(
    rows: pd.DataFrame, as_of: pd.Timestamp, findings: list[TicketFinding]
) -> pd.DataFrame:
    """Without tickets that cannot be placed in time, and without closings that cannot be."""
    unknown, future = rows["opened"].isna(), rows["opened"] > as_of
    for is_odd, kind, what in (
        (unknown, "opening not known", "state no day of opening that can be read"),
        (future, "from the future", f"were opened after {as_of:%Y-%m-%d}"),
    ):
        n = int(is_odd.sum())
        if n:
            findings.append(TicketFinding(kind, n, f"{n} tickets {what}", "left out"))
    rows = rows[~unknown & ~future]
    backward, ahead = rows["closed"] < rows["opened"], rows["closed"] > as_of
    for is_odd, kind in ((backward, "closed before opened"), (ahead, "closed in the future")):
        n = int(is_odd.sum())
        if n:
            used = "the day of closing is not used, the ticket is"
            what = f"{counted(n, 'ticket is', 'tickets are')} {kind}"
            findings.append(TicketFinding(kind, n, what, used))
    return rows.assign(closed=rows["closed"].mask(backward | ahead))


def _usable_cells(
    rows: pd.DataFrame, as_of: pd.Timestamp, findings: list[TicketFinding]
) -> pd.DataFrame:
    negative = ~(rows["hours"] >= 0) & rows["hours"].notna()
    n = int(negative.sum())
    if n:
        what = f"{counted(n, 'ticket states', 'tickets state')} negative hours"
        findings.append(TicketFinding("negative hours", n, what, "taken as not stated"))
    until = rows["closed"].fillna(as_of)  # one that is open has had no more days than that
    days = (until - rows["opened"]).dt.days + 1
    too_many = rows["hours"] > _MOST_HOURS_A_DAY * days
    n = int(too_many.sum())
    if n:
        what = (
            f"{counted(n, 'ticket states', 'tickets state')} more hours than"
            f" {_MOST_HOURS_A_DAY} a day from opening to closing, or to {as_of:%Y-%m-%d} where no"
            " closing is known"
        )
        findings.append(TicketFinding("more hours than days hold", n, what, "taken as not stated"))
    empty = int(rows["text"].isna().sum())
    if empty > 0:
        what = f"{counted(empty, 'ticket has', 'tickets have')} no text"
        used = "grouped by service and category alone"
        findings.append(TicketFinding("empty text", empty, what, used))
    return rows.assign(hours=rows["hours"].mask(negative | too_many))


def _one_spelling(column: pd.Series, name: str, findings: list[TicketFinding]) -> pd.Series:
    """Names that differ in case, space and punctuation alone, as the most frequent writes it."""
    counts = column.value_counts()
    frequent = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    keys = {str(spelling): folded_name(str(spelling)) or str(spelling) for spelling, _ in frequent}
    chosen: dict[str, str] = {}
    for spelling, key in keys.items():
        chosen.setdefault(key, spelling)
    other = {spelling: chosen[key] for spelling, key in keys.items() if chosen[key] != spelling}
    if other:
        n = int(counts[list(other)].sum())
        which = ", ".join(f"{old} = {new}" for old, new in sorted(other.items())[:3])
        what = f"{name}: {counted(len(other), 'name', 'names')} in another spelling ({which})"
        findings.append(TicketFinding("two spellings", n, what, "counted as one"))
        column = column.replace(other)
    return column


def folded_name(name: str) -> str:
    """Letters and digits of a name alone: one key for all of its spellings."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
