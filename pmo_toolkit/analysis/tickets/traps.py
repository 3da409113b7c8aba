"""Conclusions that tables of tickets invite and do not allow, each refused with its reason."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.tickets.shapes import Trap
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.core.settings.revaluation import TicketSettings

#: Parts of names of columns that are known only once a ticket has been worked on.
_AFTERWARDS: tuple[str, ...] = (
    "resolved",
    "closed",
    "close_",
    "made_sla",
    "reopen",
    "reassign",
    "mod_count",
)
_AFTERWARDS += ("resolution", "hours", "time_spent", "time_worked", "caused_by", "state")
_AFTERWARDS += ("updated", "problem_id")
#: Whole names of such columns.
_AFTERWARDS_NAMES = frozenset({"active", "rfc", "vendor"})
#: A queue that begins within so many days of another's end, with a like mix, may be the same.
_HANDED_OVER_DAYS, _ALIKE_MIX, _FEWEST = 45, 0.9, 10
#: Days in which both names may be in use while a queue is moved.
_BOTH_IN_USE_DAYS = 14
#: Times as many tickets a day, more or fewer, that the same queue may have under another name.
_ALIKE_RATE = 2.0
#: Columns that may name a queue.
_QUEUES = ("role", "service", "category")


def known_afterwards(columns: Iterable[str]) -> tuple[str, ...]:
    """Columns that nobody knows when a ticket is opened, in their order."""
    return tuple(name for name in columns if _is_afterwards(name.casefold()))


def _is_afterwards(name: str) -> bool:
    return name in _AFTERWARDS_NAMES or any(part in name for part in _AFTERWARDS)


def traps_in(rows: pd.DataFrame, columns: Iterable[str], settings: TicketSettings) -> list[Trap]:
    """All traps that stand in usable tickets.

    Parameters
    ----------
    rows : DataFrame
        From `clean_tickets`.
    columns : iterable of str
        All columns that the table had, used or not.
    settings : TicketSettings
    """
    return [
        *_afterwards(rows, columns),
        *_selected_by_closing(rows),
        *_bulk_closures(rows, settings),
        *_renamed(rows),
    ]


def is_selected_by_closing(rows: pd.DataFrame) -> bool:
    """Whether no ticket is open: then those that were still open have been left out."""
    known = rows["closed"].notna()
    return len(rows) >= _FEWEST and bool(known.mean() > 0.99)


def _afterwards(rows: pd.DataFrame, columns: Iterable[str]) -> Iterator[Trap]:
    late = known_afterwards(columns)
    if late:
        yield Trap(
            "known only afterwards",
            "nothing is foretold of a ticket from " + ", ".join(late),
            "nobody knows these when it is opened; a rule learnt from them looks right and is not",
            len(rows),
        )


def _selected_by_closing(rows: pd.DataFrame) -> Iterator[Trap]:
    if is_selected_by_closing(rows):
        yield Trap(
            "selected by day of closing",
            "no trend of tickets or of their duration over time",
            "every ticket is closed: those still open when the table was drawn are not in it, so"
            " that late months look quieter and quicker than they were",
            len(rows),
        )


def _bulk_closures(rows: pd.DataFrame, settings: TicketSettings) -> Iterator[Trap]:
    a_day = rows["closed"].value_counts()
    if a_day.empty:
        return
    busy = float(a_day.quantile(0.9, interpolation="lower"))
    least = max(float(settings.bulk_least), settings.bulk_factor * busy)
    bulk = a_day[a_day >= least]
    if len(bulk):
        yield Trap(
            "bulk closures",
            "how long these tickets took",
            f"on {_days(bulk)} at least {least:.0f} tickets were closed at once, as a clean-up"
            f" does; a busy day closes {busy:.0f}",
            int(bulk.sum()),
        )


def _days(bulk: pd.Series) -> str:
    """The day with most closures, and how many others there are."""
    others = len(bulk) - 1
    more = f" and {counted(others, 'other day', 'other days')}" if others else ""
    return f"{bulk.idxmax():%Y-%m-%d}{more}"


def _renamed(rows: pd.DataFrame) -> Iterator[Trap]:
    """Queues of which one ends where another of the same mix and number begins.

    A queue may stand as the role, the service or the category; its mix is that of the other two.
    Where these say nothing, numbers a week that are alike must do.
    """
    for column in _QUEUES:
        yield from _renamed_in(rows, column, [name for name in _QUEUES if name != column])


def _renamed_in(rows: pd.DataFrame, column: str, others: list[str]) -> Iterator[Trap]:
    known = rows[rows[column].notna()]
    if known.empty:
        return
    spans = known.groupby(column)["opened"].agg(["min", "max", "size"])
    spans = spans[spans["size"] >= _FEWEST]
    begin, end = known["opened"].min(), known["opened"].max()
    margin = pd.Timedelta(days=_HANDED_OVER_DAYS)
    ended = spans[spans["max"] < end - margin]
    begun = spans[spans["min"] > begin + margin]
    if ended.empty or begun.empty:
        return
    kinds = known[others[0]].fillna("") + "|" + known[others[1]].fillna("")
    mix = pd.crosstab(known[column], kinds).astype(float)
    for old, before in ended.to_dict("index").items():
        for new, after in begun.to_dict("index").items():
            gap = (after["min"] - before["max"]).days
            if (
                not -_BOTH_IN_USE_DAYS <= gap <= _HANDED_OVER_DAYS
                or _cosine(mix, old, new) <= _ALIKE_MIX
            ):
                continue
            if not 1 / _ALIKE_RATE <= _a_day(after) / _a_day(before) <= _ALIKE_RATE:
                continue
            yield Trap(
                "one queue renamed",
                f"no trend of {old} or of {new}",
                f"{old} ends on {before['max']:%Y-%m-%d} and {new} begins on"
                f" {after['min']:%Y-%m-%d} ({column}) with the same kinds of tickets, about as many"
                " a week: likely one queue under two names",
                int(before["size"] + after["size"]),
            )


def _a_day(span: Mapping[Hashable, Any]) -> float:
    days: int = (span["max"] - span["min"]).days + 1
    return float(span["size"]) / days


def _cosine(mix: pd.DataFrame, one: Hashable, other: Hashable) -> float:
    a, b = mix.loc[[one]].to_numpy()[0], mix.loc[[other]].to_numpy()[0]
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))
