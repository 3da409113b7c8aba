"""Readings of tickets that mislead: each is looked for, named, and refused with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.tickets.reading import CleanTickets
from pmo_toolkit.core.number_format import counted, listed

#: Fewest tickets of a queue that may have been renamed, and of one bulk closure.
LEAST_QUEUE, LEAST_BULK = 20, 20
#: Days between the end of a queue and the beginning of the next, and to both ends of the table.
_GAP_DAYS, _FROM_ENDS_DAYS = 14, 21
_ALIKE, _LIKE_RATE = 0.8, 2.0
#: Times the usual number of closures from which on they were hardly done one by one.
_BULK_TIMES = 5
#: Open tickets that must be expected before their absence says anything, and the share then found.
_LEAST_OPEN, _OPEN_SHARE = 10.0, 0.1
#: Parts of names of columns that are filled in only while a ticket is worked on or afterwards.
_AFTERWARDS = (
    "closed",
    "resolved",
    "resolution",
    "made_sla",
    "breach",
    "reassign",
    "reopen",
    "mod_count",
    "updated",
    "hours",
    "time_worked",
    "caused_by",
    "problem_id",
    "rfc",
    "satisfaction",
)


class TrapKind(StrEnum):
    """What misleads."""

    AFTERWARDS = "known only afterwards"
    BY_CLOSING = "selected by the day of closing"
    BULK = "closed in bulk"
    RENAMED = "one queue under two names"


@dataclass(frozen=True)
class Trap:
    """A misleading reading that these tickets invite.

    Parameters
    ----------
    kind : TrapKind
    what : str
        What was found, as a sentence.
    refused : str
        What is therefore not done, as a sentence.
    tickets : int
        Tickets concerned; 0 where it concerns columns.
    names : tuple of str
        Columns or queues.
    """

    kind: TrapKind
    what: str
    refused: str
    tickets: int = 0
    names: tuple[str, ...] = ()


def known_afterwards(columns: Iterable[str]) -> tuple[str, ...]:
    """Columns that are filled in only while a ticket is worked on, or after it."""
    return tuple(name for name in columns if any(part in name.casefold() for part in _AFTERWARDS))


def traps_in(tickets: CleanTickets, columns: Iterable[str]) -> tuple[Trap, ...]:
    """Every trap of these tickets.

    Parameters
    ----------
    tickets : CleanTickets
    columns : iterable of str
        Of the table as it came.
    """
    afterwards = known_afterwards(columns)
    found: list[Trap] = []
    if afterwards:
        found.append(
            Trap(
                TrapKind.AFTERWARDS,
                f"{listed(afterwards)} {'is' if len(afterwards) == 1 else 'are'} filled in only"
                " while a ticket is worked on or when it is over.",
                "They tell what was spent; nothing is grouped or forecast by them.",
                names=afterwards,
            )
        )
    by_closing = selected_by_closing(tickets)
    if by_closing is not None:
        found.append(by_closing)
    found += bulk_closures(tickets)
    found += renamed_queues(tickets)
    return tuple(found)


def selected_by_closing(tickets: CleanTickets) -> Trap | None:
    """Whether only closed tickets were taken, so that the latest months are cut.

    Little's law says how many would be open on the last day: those that open a day times the days
    that they stay open (Little 1961). Where hardly any is there, open ones were left out.
    """
    rows = tickets.rows
    if rows.empty or rows["closed"].notna().sum() < LEAST_BULK:
        return None
    days = max(1, (tickets.last - tickets.first).days + 1)
    stayed = (rows["closed"] - rows["opened"]).dt.total_seconds() / 86400
    expected = len(rows) / days * float(stayed.mean())
    found = int(rows["closed"].isna().sum())
    if expected < _LEAST_OPEN or found > _OPEN_SHARE * expected:
        return None
    return Trap(
        TrapKind.BY_CLOSING,
        f"{counted(found, 'ticket is', 'tickets are')} open, where about {expected:.0f} would be"
        f" ({len(rows) / days:.1f} a day, open for {stayed.mean():.1f} days): the table seems to"
        " hold closed tickets alone.",
        "No trend is read from it, since the latest months lack what is not closed yet; figures a"
        " year are at least what they say.",
        len(rows),
    )


def bulk_closures(tickets: CleanTickets) -> Iterator[Trap]:
    """Moments (days where no time is known) at which many tickets were closed at once."""
    moments = bulk_moments(tickets)
    if moments.empty:
        return
    most = moments.index[int(np.argmax(moments.to_numpy()))]
    words = f"{most:%Y-%m-%d %H:%M}" if tickets.has_times else f"{most:%Y-%m-%d}"
    yield Trap(
        TrapKind.BULK,
        f"{counted(int(moments.sum()), 'ticket was', 'tickets were')} closed on"
        f" {counted(len(moments), 'moment', 'moments')} at which many were closed at once"
        f" (most on {words}: {moments.max():,}).",
        "How long these stayed open is not used: it tells when somebody tidied up.",
        int(moments.sum()),
    )


def bulk_moments(tickets: CleanTickets) -> pd.Series[int]:
    """Moment → tickets closed then, where there are far more than usual."""
    closed = tickets.rows["closed"].dropna()
    if not tickets.has_times:
        closed = closed.dt.normalize()
    counts = closed.value_counts().sort_index()
    if counts.empty:
        return counts
    usual = float(np.median(counts.to_numpy()))
    return counts[(counts >= LEAST_BULK) & (counts > _BULK_TIMES * usual)]


def renamed_queues(tickets: CleanTickets) -> Iterator[Trap]:
    """Queues of which one ends when another of the same work begins."""
    for column in ("role", "service", "category"):
        for old, new, number in _renamed(tickets, column):
            yield Trap(
                TrapKind.RENAMED,
                f"The {column} “{old}” has no ticket from the day on from which “{new}” has its"
                " first, with the same kind of work at the same rate.",
                "Neither the fall of one nor the rise of the other is read as a change of load.",
                number,
                (old, new),
            )


def _renamed(tickets: CleanTickets, column: str) -> Iterator[tuple[str, str, int]]:
    rows = tickets.rows
    named = rows[rows[column].notna()]
    if named.empty:
        return
    spans = named.groupby(column)["opened"].agg(["min", "max", "size"])
    spans = spans[spans["size"] >= LEAST_QUEUE]
    margin = pd.Timedelta(days=_FROM_ENDS_DAYS)
    start, end = rows["opened"].iloc[0] + margin, rows["opened"].iloc[-1] - margin
    ended, begun = spans[spans["max"] < end], spans[spans["min"] > start]
    other = "category" if column != "category" else "service"
    mixes = pd.crosstab(named[column], named[other]) if len(ended) else None
    for old in ended.itertuples():
        for new in begun.itertuples():
            gap = (new.min - old.max).days
            if old.Index == new.Index or not -1 <= gap <= _GAP_DAYS:
                continue
            rates = [one.size / max(1, (one.max - one.min).days + 1) for one in (old, new)]
            if max(rates) > _LIKE_RATE * min(rates):
                continue
            assert mixes is not None
            if not {old.Index, new.Index} <= set(mixes.index):
                continue  # nothing says which work it was
            if _cosine(mixes.loc[old.Index], mixes.loc[new.Index]) >= _ALIKE:
                yield str(old.Index), str(new.Index), int(old.size + new.size)


def _cosine(one: pd.Series[int], other: pd.Series[int]) -> float:
    a, b = one.to_numpy(dtype=float), other.to_numpy(dtype=float)
    length = float(np.linalg.norm(a) * np.linalg.norm(b))
    return 0.0 if length == 0 else float(a @ b) / length
