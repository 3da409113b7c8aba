"""What an advice is drawn from and what it consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.advice.confidence import Confidence, Ground
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.capacity.shapes import EarliestStart, RemainingResources
from pmo_toolkit.analysis.dependencies.shapes import NO_LINKS, Bundle, LinkedProposal, Links
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.business_case.open_questions import ValueOfInformation
from pmo_toolkit.analysis.money.business_case.waiting import WaitForPeople
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionResult, OptionsComparison
from pmo_toolkit.analysis.overlaps.shapes import ProposalOverlaps
from pmo_toolkit.analysis.standing import ProposalStanding

POSITIONS = ("advance", "advance in part", "explore", "defer", "do not pursue yet")

#: Kinds of conditions, in the order in which they are said.
CONDITION_KINDS = (
    "budget",
    "benefit owner",
    "answer",
    "people",
    "requires",
    "in flight",
    "excludes",
    "bundle",
    "single point",
    "same need",
    "other",
)


@dataclass(frozen=True)
class Likelihood:
    """A statement with its probability, 0–1, and the word for it.

    `number` is its path in ``assessment.json``.
    """

    statement: str
    probability: float
    words: str
    sentence: str
    number: str


@dataclass(frozen=True)
class Reason:
    """One reason, tied to a number of the assessment.

    `number` is the path of that number in ``assessment.json``, such as
    ``"cost.chance_within_budget"``; `value` and `unit` repeat it.
    """

    text: str
    number: str
    value: float
    unit: str


@dataclass(frozen=True)
class Condition:
    """What must hold for the advice to stand, with who must act and by when.

    Parameters
    ----------
    text : str
        A sentence that stands alone.
    department : str or None
        Who must act; None where no table says it, which is then asked.
    by_date : str or None
        Last day, ISO 8601; None where no day that it could follow from is stated.
    kind : str
        What it is about, one of `CONDITION_KINDS`.
    number : str or None
        Path of the number that it rests on in ``assessment.json``.
    """

    text: str
    department: str | None = None
    by_date: str | None = None
    kind: str = "other"
    number: str | None = None


@dataclass(frozen=True)
class Advice:
    """What the consultant would tell the deciding body.

    Parameters
    ----------
    position : str
        One of `POSITIONS`.
    sentence : str
        The advice in one sentence, beginning "We advise, on present evidence, …".
    decides : str
        Who decides.
    likelihoods : tuple of Likelihood
    confidence, confidence_sentence : str
        high, moderate or low; and why, in a sentence that speaks of no likelihood.
    grounds : tuple of Ground
        Why the confidence is what it is.
    reasons : tuple of Reason
    conditions : tuple of Condition
    questions : tuple of Question
        Most likely to change the advice first, then most weighty.
    would_change : tuple of str
        What would change our mind, with switching values.
    dissent : tuple of str
        Where those who scored it see it otherwise than each other, by role; empty where they do not
        or nobody scored.
    decide_by : str or None
        Last day for what the decision waits for, answers among it, ISO 8601.
    """

    position: str
    sentence: str
    decides: str
    likelihoods: tuple[Likelihood, ...]
    confidence: str
    confidence_sentence: str
    grounds: tuple[Ground, ...]
    reasons: tuple[Reason, ...]
    conditions: tuple[Condition, ...]
    questions: tuple[Question, ...]
    would_change: tuple[str, ...]
    dissent: tuple[str, ...]
    decide_by: str | None = None

    @property
    def named(self) -> dict[str, float]:
        """Path in ``assessment.json`` → value, of every number that the advice names.

        It follows from these alone.
        """
        chances = {likelihood.number: likelihood.probability for likelihood in self.likelihoods}
        return chances | {reason.number: reason.value for reason in self.reasons}


@dataclass(frozen=True)
class Calendar:
    """Days that the advice refers to, ISO 8601.

    Parameters
    ----------
    as_of, valid_until : str
        Day of the advice, and the last day on which it holds.
    start, finish : str or None
        First day of the proposal's start window and last day of its wanted finish.
    """

    as_of: str
    valid_until: str
    start: str | None = None
    finish: str | None = None


@dataclass(frozen=True)
class Results:
    """Everything that an advice is drawn from.

    `requires` and `required_by` are proposals that nobody has approved either; all else that the
    proposal hangs together with stands in `links`. `calendar` is None where days are of no
    interest.

    `open_questions` is None until their worth has been worked out.
    `table_questions` are on figures that seem to be in another unit, and on a missing pre-mortem.

    `overlaps` are proposals and services that may ask for, or do, the same.

    `resources` say who would do it and when it could start, `wait_for_people` what it costs that
    the start waits; None where no option names any role.

    `standing` is what those who scored the proposal say of it; the position does not rest on it.
    `answered` are questions that departments answered in words, as `same_words` gives them; `name`
    holds the proposal's id and title.
    """

    readiness: Readiness
    alignment: Alignment
    cost: CostView | NotAssessed
    options: OptionsComparison | NotAssessed
    effort: Estimate | NotAssessed
    outside_cost: OutsideView | NotAssessed
    confidence: Confidence
    department: str | None
    requires: tuple[LinkedProposal, ...] = ()
    required_by: tuple[LinkedProposal, ...] = ()
    open_questions: ValueOfInformation | None = None
    standing: ProposalStanding | NotAssessed | None = None
    stage: str | None = None
    calendar: Calendar | None = None
    links: Links = NO_LINKS
    table_questions: tuple[Question, ...] = ()
    overlaps: ProposalOverlaps | NotAssessed | None = None
    resources: RemainingResources | NotAssessed | None = None
    wait_for_people: WaitForPeople | None = None
    answered: frozenset[str] = frozenset()
    name: str = "this"

    @property
    def preferred_place(self) -> int | None:
        """Position of the option that the advice is about among the options."""
        if isinstance(self.options, NotAssessed):
            return None
        return next(
            (place for place, option in enumerate(self.options.options) if option.preferred), None
        )

    @property
    def preferred(self) -> OptionResult | None:
        """The option that the advice is about."""
        place = self.preferred_place
        if place is None or isinstance(self.options, NotAssessed):
            return None
        return self.options.options[place]

    @property
    def in_part(self) -> bool:
        """Whether the option that the advice is about delivers a part of the proposal only."""
        return self.preferred is not None and self.preferred.scope == "part"

    @property
    def first_part(self) -> OptionResult | None:
        """The part that is named where a part is advised.

        The preferred option if it delivers a part, else the part of the highest net value.
        """
        if self.in_part or isinstance(self.options, NotAssessed):
            return self.preferred
        parts = [
            (option.net_value.p50, option)
            for option in self.options.options
            if option.scope == "part" and not isinstance(option.net_value, NotAssessed)
        ]
        return max(parts, key=lambda part: part[0])[1] if parts else None

    @property
    def chance_net_positive(self) -> float | None:
        """Probability that the preferred option's net value is above zero."""
        return self.preferred.chance_net_positive if self.preferred else None

    @property
    def chance_within_budget(self) -> float | None:
        """Probability that the budget asked for suffices."""
        return None if isinstance(self.cost, NotAssessed) else self.cost.chance_within_budget

    @property
    def own_bundle(self) -> Bundle | None:
        """The bundle that the proposal is the enabler of."""
        return self.links.bundle if self.required_by else None

    @property
    def chance_of_bundle(self) -> float | None:
        """Probability that the proposal is worth it together with those that require it."""
        return None if self.own_bundle is None else self.own_bundle.chance_net_positive


def start_beside_running_work(results: Results) -> EarliestStart | None:
    """When it could start beside work under way alone; None where that is not known."""
    resources = results.resources
    if not isinstance(resources, RemainingResources) or isinstance(resources.alone, NotAssessed):
        return None
    return resources.alone


#: A dependency of this strength or more settles the order of decisions.
FIRM = 0.8


def firmest(linked: Sequence[LinkedProposal]) -> int | None:
    """Place of the linked proposal that binds most, if one binds firmly."""
    firm = [place for place, proposal in enumerate(linked) if proposal.strength >= FIRM]
    return max(firm, key=lambda place: linked[place].strength, default=None)


_KIND_WORDS = {
    "nothing": "doing nothing",
    "minimum": "the minimum option",
    "reuse": "reuse of an existing service",
    "build": "a build of our own",
}


def kind_words(option: OptionResult, *, start: bool = False) -> str:
    """The kind of an option in words; with a capital at the `start` of a sentence."""
    words = kind_named(option.kind)
    return words[0].upper() + words[1:] if start else words


def kind_named(kind: str) -> str:
    """A kind of option in words."""
    return _KIND_WORDS.get(kind, kind)


def planned_cost(cost: CostView) -> float:
    """The cost to plan with, money: P80."""
    return cost.p80


def money_to_ask_for(cost: CostView) -> float:
    """Money that would suffice for what the budget is asked for, at P80."""
    against = cost.budget_against
    return planned_cost(cost) if against is None else against.cost.p80


def the_whole(results: Results) -> str:
    """What the budget is asked for, where the advice is about a part: `` the whole (SaaS)``."""
    if isinstance(results.cost, NotAssessed) or not results.in_part:
        return ""
    against = results.cost.budget_against
    return f" the whole ({kind_named(against.kind)})" if against else " the whole"
