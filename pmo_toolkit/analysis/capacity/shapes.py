"""What is left of each role, and when work could start, in the form in which it is reported.

Months are counted from 0, the month of the day to which the assessment refers. Roles and teams are
looked at, never persons.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question


@dataclass(frozen=True)
class RoleMonth:
    """One role in one month.

    Parameters
    ----------
    month : str
        ``YYYY-MM``.
    gross_hours, absence_hours, run_work_hours, ticket_hours : float or None
        As stated; None where nothing is.
    in_flight_hours : Quantiles or NotAssessed
        What work under way takes, its slip included.
    net_hours : Quantiles or NotAssessed
        What is left of the gross hours; below nought where more is taken than there is.
    demand_hours : Quantiles or NotAssessed
        What the proposal would take if it started when it wishes.
    chance_overloaded : float or None
        Probability that demand is above what is left; None where that is not known.
    """

    month: str
    gross_hours: float | None
    absence_hours: float | None
    run_work_hours: float | None
    ticket_hours: float | None
    in_flight_hours: Quantiles | NotAssessed
    net_hours: Quantiles | NotAssessed
    demand_hours: Quantiles | NotAssessed
    chance_overloaded: float | None

    @property
    def hours_overbooked(self) -> float:
        """Hours that are taken above what there is before anything is asked, at the median."""
        return max(0.0, -self.net_hours.p50) if isinstance(self.net_hours, Quantiles) else 0.0


@dataclass(frozen=True)
class RoleLoad:
    """One role over all months that are looked at.

    Parameters
    ----------
    role : str
    months : tuple of RoleMonth
    chance_overloaded : float or None
        Probability that it is overloaded in at least one month of the proposal.
    question : str or None
        What is asked where its capacity is not stated, or not all of it.
    is_at_most : bool
        Whether less may be left than is shown, since something that takes its hours is not stated
        at all; chances are then *at least* these.
    months_waited : float
        Months before the start in which it is short of hours, on average.
    all_taken : tuple of str
        Work under way whose hours of the role nobody states and nothing beside tells: it is taken
        to keep all until it ends.
    """

    role: str
    months: tuple[RoleMonth, ...]
    chance_overloaded: float | None
    question: str | None = None
    is_at_most: bool = False
    months_waited: float = 0.0
    all_taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class EarliestStart:
    """When a proposal could start so that every role has the hours that it needs.

    Parameters
    ----------
    month_p50, month_p80 : str or None
        First month, ``YYYY-MM``, from which on hours suffice with that chance; None where they do
        not within the months that are stated.
    wait_p50, wait_p80 : float or None
        Calendar days after the wished start.
    chance_within_horizon : float
        Share of the cases in which it can start within the stated months at all.
    month_at_least : str or None
        First month that is not ruled out with a chance of one in two, ``YYYY-MM``: sooner than
        that hours do not suffice, whatever lies beyond the stated months.
    chance_ruled_out : float
        Share of the cases in which a role is known to lack hours whatever stated month it starts
        in; where its work would only reach beyond the stated months, nobody knows.
    chance_as_wished : float
        Share of the cases in which it can start in the wished month.
    """

    month_p50: str | None
    month_p80: str | None
    wait_p50: float | None
    wait_p80: float | None
    chance_within_horizon: float
    month_at_least: str | None = None
    chance_ruled_out: float = 0.0
    chance_as_wished: float = 0.0


@dataclass(frozen=True)
class OnePersonMore:
    """What one more person of a role would buy.

    Parameters
    ----------
    role : str
    hours_per_month : float
        What such a person adds, net, on average.
    months_earlier_p50, months_earlier_p80 : float or None
        By how much the proposal could start sooner.
    net_value : Quantiles or NotAssessed
        What the sooner start is worth, money.
    month_p80 : str or None
        First month with that person, ``YYYY-MM``, with a chance of 80 %.
    """

    role: str
    hours_per_month: float
    months_earlier_p50: float | None
    months_earlier_p80: float | None
    net_value: Quantiles | NotAssessed
    month_p80: str | None = None


@dataclass(frozen=True)
class TeamThroughput:
    """What an agile team finishes.

    Parameters
    ----------
    team : str
    weeks : int
        Weeks that were counted.
    items_per_week : Quantiles
    hours_per_item : Quantiles or NotAssessed
        Of finished projects that are sized in items.
    hours_per_month : Quantiles or NotAssessed
        Both together; nought for a team that has ended.
    idle_weeks : int
        Whole weeks up to the last that is known in which a team finished nothing that finished
        items before: it has ended, rests or is recorded elsewhere; 0 for one that goes on.
    """

    team: str
    weeks: int
    items_per_week: Quantiles
    hours_per_item: Quantiles | NotAssessed
    hours_per_month: Quantiles | NotAssessed
    idle_weeks: int = 0


@dataclass(frozen=True)
class RemainingResources:
    """Who would do one proposal's preferred option, and when it could start.

    Parameters
    ----------
    option : str
        Id of the option.
    wished_month : str
        Month in which it would start if everybody were free, ``YYYY-MM``.
    roles : tuple of RoleLoad
        Those that the option needs, the tightest first.
    bottleneck : str or None
        The role that the start waits for most often; None where none is waited for.
    alone : EarliestStart or NotAssessed
        Beside work under way alone.
    after_others : EarliestStart or NotAssessed
        After what comes before it too.
    others : tuple of str
        Ids of the proposals that come before it.
    one_more : tuple of OnePersonMore
    without_capacity : tuple of str
        Roles that it needs and whose capacity nobody states: asked, never taken as nought.
    wished_day : str
        First day of the wished start, from which waits are counted, ISO 8601.
    is_start_stated : bool
        Whether the proposal states a start; otherwise it is the first full month.
    last_stated_month : str
        Last month for which hours of any of its roles are stated, ``YYYY-MM``.
    months_needed : int
        Months from its start to the end of its work.
    demand_unknown : tuple of str
        Roles that it names without hours or length of work.
    teams : tuple of TeamThroughput
        Of its roles those that are teams whose items are counted.
    questions : tuple of Question
    """

    option: str
    wished_month: str
    roles: tuple[RoleLoad, ...]
    bottleneck: str | None
    alone: EarliestStart | NotAssessed
    after_others: EarliestStart | NotAssessed
    others: tuple[str, ...]
    one_more: tuple[OnePersonMore, ...]
    without_capacity: tuple[str, ...]
    wished_day: str = ""
    is_start_stated: bool = True
    last_stated_month: str = ""
    months_needed: int = 0
    demand_unknown: tuple[str, ...] = ()
    teams: tuple[TeamThroughput, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def is_all_known(self) -> bool:
        """Whether nothing that it needs is left out and no role has fewer hours than shown."""
        left_out = self.without_capacity or self.demand_unknown
        return not left_out and not any(role.is_at_most for role in self.roles)
