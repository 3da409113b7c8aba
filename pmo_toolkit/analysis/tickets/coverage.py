"""What tickets cannot show: who and what they hardly speak of, against how much it matters.

A department without tickets may have no trouble, help itself, use something of its own, or have
given up. Tickets alone do not tell which; that is a question, never a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
from scipy.stats import poisson

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.core.number_format import counted, listed


class CoverageKind(StrEnum):
    """Of what tickets are counted."""

    DEPARTMENT = "department"
    CAPABILITY = "capability"
    CHANNEL = "channel"


@dataclass(frozen=True)
class CoverageRules:
    """From where on tickets hardly speak of something.

    Parameters
    ----------
    silent_share : float
        Share of the tickets expected by importance below which something is silent.
    chance : float
        Chance below which so few tickets are no accident.
    least_stated : float
        Share of tickets that must state a department (service, channel) for it to be counted.
    one_channel : float
        Share of tickets in one channel from which on the others are hardly heard.
    """

    silent_share: float
    chance: float
    least_stated: float
    one_channel: float


@dataclass(frozen=True)
class Covered:
    """Tickets of one department, capability or channel against its importance.

    Parameters
    ----------
    kind : CoverageKind
    name, title : str
    tickets : int
    share : float
        Of the tickets that state one.
    importance : float or None
        Points, such as the sum of its capabilities' importance; None where nobody states it.
    expected : float or None
        Tickets if they went by importance.
    is_silent : bool
        Whether there are far fewer than that, and hardly by accident.
    department : str or None
        Who could say why.
    """

    kind: CoverageKind
    name: str
    title: str
    tickets: int
    share: float
    importance: float | None
    expected: float | None
    is_silent: bool
    department: str | None = None


@dataclass(frozen=True)
class Coverage:
    """One kind of coverage.

    Parameters
    ----------
    kind : CoverageKind
    lines : tuple of Covered
        Those that matter most first.
    stated, tickets : int
        Tickets that state one, and all.
    """

    kind: CoverageKind
    lines: tuple[Covered, ...]
    stated: int
    tickets: int

    @property
    def silent(self) -> tuple[Covered, ...]:
        """Those of which tickets hardly speak."""
        return tuple(line for line in self.lines if line.is_silent)


def coverage(
    kind: CoverageKind,
    labels: pd.Series,
    importance: Mapping[str, float | None],
    rules: CoverageRules,
    *,
    titles: Mapping[str, str] | None = None,
    departments: Mapping[str, str | None] | None = None,
) -> Coverage | NotAssessed:
    """Tickets of each name against its importance.

    Parameters
    ----------
    kind : CoverageKind
    labels : Series of str or None
        One a ticket.
    importance : mapping of str to float or None
        Every name that is known otherwise → points.
    rules : CoverageRules
    titles : mapping of str to str, optional
        Name → how it is called.
    departments : mapping of str to str or None, optional
        Name → who could say why.
    """
    counts = labels.dropna().value_counts()
    stated, number = int(counts.sum()), len(labels)
    if not number or stated < rules.least_stated * number or not stated:
        why = f"{stated:,} of {counted(number, 'ticket states', 'tickets state')} the {kind}"
        names = (kind.value,)
        return NotAssessed(f"coverage of {kind.value}", why, ReasonCode.NOT_STATED, (), names)
    points = sum(value for value in importance.values() if value)
    # importance speaks of those that it knows; tickets of others are none of its total
    within = int(sum(counts.get(name, 0) for name, value in importance.items() if value))
    lines = []
    for name in dict.fromkeys((*importance, *map(str, counts.index))):
        own, value = int(counts.get(name, 0)), importance.get(name)
        expected = within * value / points if value and points else None
        lines.append(
            Covered(
                kind,
                name,
                (titles or {}).get(name, name),
                own,
                own / stated,
                value,
                expected,
                expected is not None
                and own < rules.silent_share * expected
                and float(poisson.cdf(own, expected)) < rules.chance,
                (departments or {}).get(name),
            )
        )
    lines.sort(key=lambda line: (-(line.importance or 0.0), -line.tickets, line.name))
    return Coverage(kind, tuple(lines), stated, number)


def one_channel(found: Coverage | NotAssessed, rules: CoverageRules) -> Covered | None:
    """The channel by which nearly all tickets come, if there is one."""
    if isinstance(found, NotAssessed):
        return None
    return next((line for line in found.lines if line.share >= rules.one_channel), None)


def questions_on_silence(
    departments: Coverage | NotAssessed, capabilities: Coverage | NotAssessed, period: str
) -> tuple[Question, ...]:
    """What is asked of those of whom tickets hardly speak.

    Parameters
    ----------
    departments, capabilities : Coverage or NotAssessed
    period : str
        From when to when, in words.
    """
    found = []
    for line in () if isinstance(departments, NotAssessed) else departments.silent:
        number = counted(line.tickets, "ticket", "tickets")
        found.append(
            Question(
                line.name,
                f"We know of {number} from you {period}, and by what you answer for about"
                f" {line.expected:.0f} were to be expected. Does all work, do you help yourselves,"
                " do you use something of your own, or has reporting not helped?",
                "Tickets alone would rank your needs too low; your answer stands beside them.",
                "tickets",
            )
        )
    unseen: dict[str, list[str]] = {}
    for line in () if isinstance(capabilities, NotAssessed) else capabilities.silent:
        if line.department is not None:
            number = counted(line.tickets, "ticket", "tickets")
            unseen.setdefault(line.department, []).append(f"“{line.title}” ({number})")
    for department, named in unseen.items():
        found.append(
            Question(
                department,
                f"{listed(named)}: tickets hardly speak of it {period}. What goes wrong there, and"
                " where do people turn then?",
                "It matters and is not seen by tickets; needs would be missed.",
                "tickets",
            )
        )
    return tuple(found)
