"""What the facilitator found over all proposals of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.advice.opportunities import Opportunity
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.capacity.shapes import EarliestStart, RoleLoad
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.assessment.result import Assessment, Context
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.dependencies import DependencyStudy
from pmo_toolkit.studies.flow.hand_over_calendar import Landing
from pmo_toolkit.studies.overlaps import OverlapStudy
from pmo_toolkit.studies.schedule_result import ScheduleStudy

SCHEMA_VERSION = "1.2"
MIME_TYPE = "application/vnd.pmo.facilitation+json"
#: Positions of proposals for which people are set aside, in the order of advice.
ADVISED = ("advance", "advance in part")

_NOTHING_PREFERRED = NotAssessed("option", "no option is preferred", ReasonCode.NO_PREFERENCE)


@dataclass(frozen=True)
class AdvisedProposal:
    """One proposal as the facilitator sees it.

    Parameters
    ----------
    id, title : str
    department : str or None
    position : str
        What is advised.
    option : str or None
        Id of the preferred option.
    cost, net_value : Quantiles or NotAssessed
        Of the preferred option.
    chance_net_positive : float or None
        Probability that its net value is above nought.
    wanted_finish : str or None
        As stated, ISO 8601.
    """

    id: str
    title: str
    department: str | None
    position: str
    option: str | None
    cost: Quantiles | NotAssessed
    net_value: Quantiles | NotAssessed
    chance_net_positive: float | None
    wanted_finish: str | None

    @property
    def is_advised(self) -> bool:
        """Whether people are set aside for it before others."""
        return self.position in ADVISED

    @classmethod
    def of(cls, assessment: Assessment) -> AdvisedProposal:
        """What matters here of an assessment."""
        facts, preferred = assessment.proposal, _preferred(assessment)
        option, chance = None, None
        cost: Quantiles | NotAssessed
        net_value: Quantiles | NotAssessed
        if isinstance(preferred, NotAssessed):
            cost, net_value = preferred.about("cost"), preferred.about("net value")
        else:
            option, chance = preferred.id, preferred.chance_net_positive
            cost, net_value = preferred.cost, preferred.net_value
        return cls(
            id=facts.id,
            title=facts.title,
            department=facts.department,
            position=assessment.advice.position,
            option=option,
            cost=cost,
            net_value=net_value,
            chance_net_positive=chance,
            wanted_finish=facts.wanted_finish,
        )


def _preferred(assessment: Assessment) -> OptionResult | NotAssessed:
    options = assessment.options
    if isinstance(options, NotAssessed):
        return options
    chosen = (option for option in options.options if option.id == options.preferred)
    return next(chosen, _NOTHING_PREFERRED)


@dataclass(frozen=True)
class PlacedStart:
    """When one proposal could start with the people who are left.

    Parameters
    ----------
    wished_month : str
        Month in which it would start if everybody were free, ``YYYY-MM``.
    alone : EarliestStart or NotAssessed
        Beside work under way alone.
    after_others : EarliestStart or NotAssessed
        After all that stands before it in the order of advice, and what it requires of that.
    bottleneck : str or None
        The role that it waits for most often after the others.
    without_capacity : tuple of str
        Roles that it needs and whose hours nobody states.
    supposes : tuple of str
        Proposals that it requires and that do not stand before it: the start after the others
        holds if these are there by the day by which they are wanted.
    not_before : str or None
        First day on which all that it requires is there if each is finished on the day by which it
        is wanted, ISO 8601, as its own report counts; one that is placed before it may be sooner.
    """

    wished_month: str
    alone: EarliestStart | NotAssessed
    after_others: EarliestStart | NotAssessed
    bottleneck: str | None
    without_capacity: tuple[str, ...]
    supposes: tuple[str, ...] = ()
    not_before: str | None = None

    @property
    def is_as_wished(self) -> bool:
        """Whether it could start when it wishes after the others, in four cases of five.

        False where hours of a role that it needs are not stated.
        """
        return not self.without_capacity and self.is_on_time

    @property
    def is_on_time(self) -> bool:
        """The same as far as hours of roles are stated."""
        found = self.after_others
        return not isinstance(found, NotAssessed) and found.month_p80 == self.wished_month

    @property
    def waits_for(self) -> str:
        """The role that it waits for, ``"nobody"``, or ``"others"``: what it requires."""
        return "nobody" if self.is_on_time else self.bottleneck or "others"


@dataclass(frozen=True)
class FirstStep:
    """What would be done first, in a sentence, and whose turn it is."""

    text: str
    departments: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Facilitation(ShownAsFirstPage):
    """All proposals together: what ties them, what is asked twice, who is left, when each starts.

    Parameters
    ----------
    proposals : tuple of AdvisedProposal
        In the order of advice: those that are advised first, as `order_of_advice` says.
    dependencies : DependencyStudy
    overlaps : OverlapStudy
    starts : mapping of str to PlacedStart or NotAssessed
        Proposal → when it could start: beside work under way, and after all that stands before it.
    roles : tuple of RoleLoad
        What is left of each role, and what all advised proposals together would take of it.
    schedule : ScheduleStudy
        One plan of what is advised and of ideas that may follow.
    supposed : tuple of (str, str)
        Proposal of the plan, and what it requires that is not in it.
    first_steps : tuple of FirstStep
    opportunities : tuple of Opportunity
    questions : tuple of Question
        Each department's together.
    failed : mapping of str to str
        Proposal that cannot be assessed → why.
    context : Context
        For whom, when and in which money it speaks.
    input_hash, version : str
    seed : int
    figures : NumberFormat
        Writes numbers as the workspace does.
    asking_places : mapping of str to int
        Department → place in the order of asking, by interest and influence.
    landings : tuple of Landing
        What lands when, by the plan, work under way and teams' forecasts; the earliest first.

    Examples
    --------
    >>> from pmo_toolkit import study_facilitation
    >>> facilitation = study_facilitation("sample")  # doctest: +SKIP
    >>> facilitation.first_steps[0].text  # doctest: +SKIP
    """

    proposals: tuple[AdvisedProposal, ...]
    dependencies: DependencyStudy
    overlaps: OverlapStudy
    starts: Mapping[str, PlacedStart | NotAssessed]
    roles: tuple[RoleLoad, ...]
    schedule: ScheduleStudy
    supposed: tuple[tuple[str, str], ...]
    first_steps: tuple[FirstStep, ...]
    opportunities: tuple[Opportunity, ...]
    questions: tuple[Question, ...]
    failed: Mapping[str, str]
    context: Context
    input_hash: str
    version: str
    seed: int
    figures: NumberFormat
    asking_places: Mapping[str, int] = field(default_factory=dict, repr=False)
    landings: tuple[Landing, ...] = field(default=(), repr=False)

    @property
    def advised(self) -> tuple[AdvisedProposal, ...]:
        """Proposals for which people are set aside, in the order of advice."""
        return tuple(proposal for proposal in self.proposals if proposal.is_advised)

    def title_of(self, proposal: str) -> str:
        """Title of a proposal; the empty text where there is none."""
        return next((one.title for one in self.proposals if one.id == proposal), "")

    def as_dict(self) -> dict[str, Any]:
        """What ``facilitation.json`` holds.

        See ``pmo_toolkit/schemas/facilitation.schema.json``.
        """
        made = {
            "schema_version": SCHEMA_VERSION,
            "workspace": self.context.workspace,
            "sample": self.context.is_sample,
            "as_of": self.context.as_of,
            "currency": self.context.currency,
            "seed": self.seed,
            "input_hash": self.input_hash,
            "version": self.version,
            "first_steps": self.first_steps,
            "proposals": [self._proposal(proposal) for proposal in self.proposals],
            "roles": self.roles,
            "dependencies": self.dependencies.as_dict(),
            "overlaps": self.overlaps.as_dict(),
            "schedule": self.schedule.as_dict(),
            "supposed": [{"proposal": name, "requires": other} for name, other in self.supposed],
            "hand_overs": self.landings,
            "opportunities": self.opportunities,
            "questions": self.questions,
            "failed": [{"proposal": name, "why": why} for name, why in self.failed.items()],
        }
        ready: dict[str, Any] = json_ready(made)
        return ready

    def _proposal(self, proposal: AdvisedProposal) -> dict[str, Any]:
        start = self.starts.get(proposal.id)
        return {
            "id": proposal.id,
            "title": proposal.title,
            "department": proposal.department,
            "position": proposal.position,
            "option": proposal.option,
            "cost": proposal.cost,
            "net_value": proposal.net_value,
            "chance_net_positive": proposal.chance_net_positive,
            "wanted_finish": proposal.wanted_finish,
            "start": start,
        }

    def handed_over(self) -> dict[str, Any]:
        """What an executed notebook carries, by type."""
        return {MIME_TYPE: self.as_dict()}

    def summary(self) -> pd.DataFrame:
        """A row a proposal, in the order of advice.

        Text columns ``proposal``, ``position``, ``wished start``, ``alone``, ``after others`` (the
        months that are not exceeded in four cases of five) and ``waits for`` (a role).
        """
        return pd.DataFrame([self._row(proposal) for proposal in self.proposals])

    def _row(self, proposal: AdvisedProposal) -> dict[str, str]:
        start = self.starts.get(proposal.id)
        row = {"proposal": proposal.id, "position": proposal.position}
        if start is None or isinstance(start, NotAssessed):
            return row | dict.fromkeys(
                ("wished start", "alone", "after others", "waits for"), "not assessed"
            )
        return row | {
            "wished start": start.wished_month,
            "alone": _month_of(start.alone),
            "after others": _month_of(start.after_others),
            "waits for": start.waits_for,
        }

    def __repr__(self) -> str:
        return (
            f"Facilitation({len(self.proposals)} proposals, {len(self.advised)} advised,"
            f" {len(self.opportunities)} opportunities, {len(self.questions)} questions)"
        )


def _month_of(start: EarliestStart | NotAssessed) -> str:
    if isinstance(start, NotAssessed):
        return "not assessed"
    return start.month_p80 or "beyond what is stated"
