"""What the whole graph of dependencies says, in the form in which it is reported."""

from __future__ import annotations

from dataclasses import dataclass

#: What hangs together.
ITEM_KINDS = ("proposal", "in flight", "service", "capability", "unknown")
#: Ways in which dependencies cannot all hold.
CLASH_KINDS = (
    "itself",
    "circle",
    "requires and excludes",
    "requires both",
    "under way",
    "too late",
)


@dataclass(frozen=True)
class RowReference:
    """Where something is stated: a table and the row that the user sees, header = 1."""

    table: str
    row: int


@dataclass(frozen=True)
class Clash:
    """Dependencies that cannot all hold.

    Parameters
    ----------
    kind : str
        One of `CLASH_KINDS`.
    ids : tuple of str
        What is concerned, in the order of the sentence; of a circle each requires the next.
    sentence : str
        What clashes, for the departments concerned.
    rows : tuple of RowReference
        The rows that say so.
    lag_days : float or None
        Of a circle, the sum of the stated lags around it.
    affects : tuple of str
        What hangs on it beside those.
    """

    kind: str
    ids: tuple[str, ...]
    sentence: str
    rows: tuple[RowReference, ...] = ()
    lag_days: float | None = None
    affects: tuple[str, ...] = ()


@dataclass(frozen=True)
class DistantTie:
    """What a proposal hangs on, or what hangs on it, over one requirement or several.

    Parameters
    ----------
    id, title, kind : str
        The kind is one of `ITEM_KINDS`.
    department : str or None
    chance : float
        Probability that the one needs the other, by the strengths of all ways between them.
    chance_alone : float or None
        Of what hangs on it: probability that nothing else that is undecided stands in the way
        either.
    steps : int
        Requirements on the shortest way.
    """

    id: str
    title: str
    kind: str
    department: str | None
    chance: float
    chance_alone: float | None = None
    steps: int = 1


@dataclass(frozen=True)
class SinglePoint:
    """Something on which much hangs, so that its failure would stop all of that.

    Parameters
    ----------
    id, title, kind : str
        The kind is one of `ITEM_KINDS`.
    department : str or None
    stops : tuple of str
        Proposals that more likely than not need it, over one requirement or several; ids.
    goals, goal_titles : tuple of str
        Goals of which every proposal that serves them is among those or is the item itself, from
        two proposals on; ids and titles.
    expected : float
        Number of proposals that need it on average, by the strengths.
    until : str or None
        Last day of its contract, where it is a service, ISO 8601.
    """

    id: str
    title: str
    kind: str
    department: str | None
    stops: tuple[str, ...]
    goals: tuple[str, ...] = ()
    expected: float = 0.0
    until: str | None = None
    goal_titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnockOn:
    """What the delay of one item does to another.

    Parameters
    ----------
    cause, effect : str
        Ids.
    cause_title, effect_title : str
    cause_kind : str
        One of `ITEM_KINDS`.
    delay_days : float
        Delay of the cause, calendar days.
    chance : float
        Probability that the effect moves by a day or more.
    p50, p80 : float
        Days by which it moves, not exceeded with that chance, over all cases.
    slack_p50 : float or None
        Days that the cause may slip before the effect moves, median of the cases in which the one
        needs the other; None where they are too few to say.
    by_way_of : tuple of str
        What lies between them on the shortest way.
    """

    cause: str
    effect: str
    cause_title: str
    effect_title: str
    cause_kind: str
    delay_days: float
    chance: float
    p50: float
    p80: float
    slack_p50: float | None = None
    by_way_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExistingUse:
    """A service or a capability with the proposals that hang on it or touch it.

    Parameters
    ----------
    id, title, kind : str
    required_by : tuple of str
        Proposals that require it, directly or by way of others; ids.
    touched_by : tuple of str
        Proposals that raise it, a capability that it supports, or would use it again.
    until : str or None
        Last day of its contract, ISO 8601.
    later_than_contract : tuple of str
        Those of them that want to be finished only after that day.
    """

    id: str
    title: str
    kind: str
    required_by: tuple[str, ...]
    touched_by: tuple[str, ...]
    until: str | None = None
    later_than_contract: tuple[str, ...] = ()
