"""By which channels tickets come in, and which of them a department leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.tickets.cleaning import folded_name
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.core.settings.names.departments import NO_OTHER_NAMES, DepartmentNames
from pmo_toolkit.core.settings.revaluation import TicketSettings


@dataclass(frozen=True)
class ChannelUse:
    """Tickets of the last twelve months that came in by one channel.

    Parameters
    ----------
    name : str
    n : int
    share : float
        Of all tickets that state a channel.
    departments : int
        Departments that used it.
    """

    name: str
    n: int
    share: float
    departments: int


@dataclass(frozen=True)
class DepartmentChannels:
    """By which channels one department raises its tickets.

    Parameters
    ----------
    department : str
    importance : float or None
        1 to 5 where it is stated.
    n : int
        Its tickets of the last twelve months that state a channel.
    not_recorded : int
        Its tickets that state none.
    used : tuple of str
        Channels that it used, that with most tickets first.
    unused : tuple of str
        Channels that others used and it did not.
    left_out : tuple of str
        Of `unused` those that it would hardly have left out by accident, if it raised tickets as
        others do.
    basis : str
        What was counted, in a sentence; the empty text where nothing is asked.
    question : str
        The empty text where nothing is asked.
    """

    department: str
    importance: float | None
    n: int
    not_recorded: int
    used: tuple[str, ...]
    unused: tuple[str, ...]
    left_out: tuple[str, ...]
    basis: str
    question: str

    @property
    def is_one_channel(self) -> bool:
        """Whether all of several tickets came in by the same channel."""
        return self.n > 1 and len(self.used) == 1


@dataclass(frozen=True)
class ChannelCoverage:
    """What is known of the channels of tickets.

    Parameters
    ----------
    channels : tuple of ChannelUse
        That with most tickets first.
    stated, not_recorded : int
        Tickets of the last twelve months that state a channel, and that state none: of those
        nothing is assessed.
    is_judged : bool
        Whether enough tickets state one to say what a department leaves out.
    departments : tuple of DepartmentChannels
        Those of which something is asked first, by importance.
    """

    channels: tuple[ChannelUse, ...]
    stated: int
    not_recorded: int
    is_judged: bool
    departments: tuple[DepartmentChannels, ...]


def channels_of(
    rows: pd.DataFrame,
    importance: Mapping[str, float | None],
    settings: TicketSettings,
    names: DepartmentNames | None = None,
) -> ChannelCoverage:
    """Channels of tickets, and those that each department uses and leaves out.

    Parameters
    ----------
    rows : DataFrame
        Of the last twelve months.
    importance : mapping of str to float or None
        Department → its importance, 1 to 5.
    settings : TicketSettings
        A department leaves a channel out where the chance of none among its tickets, each coming by
        it as often as tickets of the others do, is below ``silent_chance``.
    names : DepartmentNames, optional
        Which departments are one.
    """
    one = (names or NO_OTHER_NAMES).one
    owner = rows["department"].map(lambda name: folded_name(one(str(name))), na_action="ignore")
    spelled = {folded_name(one(str(name))): one(str(name)) for name in rows["department"].dropna()}
    weighed: dict[str, float] = {}
    for name, value in importance.items():
        key = folded_name(one(name))
        if value is not None:
            weighed[key] = max(value, weighed.get(key, value))
    stated = rows["channel"].notna()
    counts = {str(name): int(n) for name, n in rows["channel"].value_counts().items()}
    order = sorted(counts, key=lambda name: (-counts[name], name))
    own = Counter(zip(owner[stated].fillna(""), rows["channel"][stated], strict=True))
    blank = Counter(owner[~stated].fillna(""))
    n_stated = int(stated.sum())
    is_judged = n_stated >= settings.stated_share * len(rows) and len(order) > 1
    departments = [
        _of_department(
            name,
            weighed.get(key),
            {channel: own[key, channel] for channel in order},
            counts,
            blank[key],
            settings if is_judged else None,
        )
        for key, name in spelled.items()
    ]
    return ChannelCoverage(
        tuple(
            ChannelUse(
                name,
                counts[name],
                counts[name] / n_stated,
                sum(own[key, name] > 0 for key in spelled),
            )
            for name in order
        ),
        n_stated,
        len(rows) - n_stated,
        is_judged,
        tuple(sorted(departments, key=_first_asked)),
    )


def _of_department(
    name: str,
    importance: float | None,
    own: Mapping[str, int],
    all_of: Mapping[str, int],
    not_recorded: int,
    settings: TicketSettings | None,
) -> DepartmentChannels:
    n, others = sum(own.values()), sum(all_of.values()) - sum(own.values())
    used = sorted((channel for channel in own if own[channel]), key=lambda key: (-own[key], key))
    unused = tuple(channel for channel in own if not own[channel])
    left_out: tuple[str, ...] = ()
    if settings is not None and n and others:
        left_out = tuple(
            channel
            for channel in unused
            if (1 - all_of[channel] / others) ** n < settings.silent_chance
        )
    basis = question = ""
    if left_out:
        basis = (
            f"None of the {n:,} tickets of {name} came by {listed(left_out)}; of the other"
            f" {others:,}, {sum(all_of[channel] for channel in left_out):,} did."
        )
        question = (
            f"Why do no tickets of {name} come by {listed(left_out)}: have people there no way to"
            " it, do they settle such matters among themselves, or have they given up on it?"
        )
    return DepartmentChannels(
        name, importance, n, not_recorded, tuple(used), unused, left_out, basis, question
    )


def _first_asked(one: DepartmentChannels) -> tuple[bool, float, int, str]:
    return not one.question, -(one.importance or 3.0), -one.n, one.department
