"""What a board needs to know first, what it is asked, and what would change the picture."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import Infeasible, Selection
from pmo_toolkit.analysis.standing import Standing
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, month
from pmo_toolkit.studies.facilitation.contradictions import contradictions
from pmo_toolkit.studies.facilitation.result import ADVISED, Facilitation
from pmo_toolkit.studies.portfolio.shapes import (
    PortfolioLine,
    PortfolioQuestion,
    ScenarioOutcome,
)

#: From this chance on a role counts as one that has too little.
_LIKELY_SHORT = 0.5
#: Ids that a sentence names.
_MOST_NAMED = 6
#: Sentences on what would change the picture, of one kind.
_MOST_OF_A_KIND = 4


@dataclass(frozen=True)
class PortfolioWords:
    """All that sentences are made from.

    Parameters
    ----------
    lines : sequence of PortfolioLine
    assessed : mapping of str to Assessment
    facilitation : Facilitation or NotAssessed
    standing : Standing or NotAssessed
    inputs : PortfolioInputs
    scenarios : sequence of ScenarioOutcome
    has_budget : bool
        Whether the plan's own setting states any budget.
    questions : mapping of str to sequence of PortfolioQuestion
    decides : str
    figures : NumberFormat
    """

    lines: Sequence[PortfolioLine]
    assessed: Mapping[str, Assessment]
    facilitation: Facilitation | NotAssessed
    standing: Standing | NotAssessed
    inputs: PortfolioInputs
    scenarios: Sequence[ScenarioOutcome]
    has_budget: bool
    questions: Mapping[str, Sequence[PortfolioQuestion]]
    decides: str
    figures: NumberFormat

    def sentences(self) -> tuple[str, ...]:
        """Five at most, each on one thing: advice, firmness, money, people, questions."""
        if not self.lines:
            return ("No proposal of this workspace can be assessed yet; pmo check says why.",)
        found = (
            self._advice(),
            self._firmness(),
            self._money(),
            self._people(),
            self._open_questions(),
        )
        return tuple(sentence for sentence in found if sentence)

    def _advice(self) -> str:
        numbers = {
            position: sum(line.position == position for line in self.lines)
            for position in dict.fromkeys(line.position for line in self.lines)
        }
        parts = [f"{number} {_to(position)}" for position, number in numbers.items()]
        proposals = counted(len(self.lines), "proposal", "proposals")
        return (
            f"Of {proposals} we advise, on present evidence, {listed(parts)};"
            f" {self.decides} decides."
        )

    def _firmness(self) -> str:
        tiers = [line.tier.name for line in self.lines if not isinstance(line.tier, NotAssessed)]
        if not tiers:
            why = self.standing.why if isinstance(self.standing, NotAssessed) else "nobody scored"
            return f"How firmly they stand among each other is not assessed: {why}."
        robust, contested = tiers.count("robust"), tiers.count("contested")
        first = "No proposal" if robust == 0 else counted(robust, "proposal", "proposals")
        stands = "stand" if robust > 1 else "stands"
        firm = f"{first} {stands} among the first whatever weighs most and whoever scores"
        if not contested:
            return f"{firm}."
        others = "another" if contested == 1 else f"{contested} others"
        verb = "does" if contested == 1 else "do"
        return f"{firm}; whether {others} {verb} hangs on who is asked and on what weighs most."

    def _money(self) -> str:
        costs = [
            priced.cost
            for line in self.lines
            if line.position in ADVISED
            and (priced := self.inputs.priced.get(line.id)) is not None
            and priced.cost is not None
        ]
        if not costs:
            return "What the advised proposals cost together is not assessed."
        low, high = quantiles(np.sum(np.stack(costs), axis=0, dtype=float), (0.1, 0.9))
        money = self.figures.money_range(float(low), float(high))
        number = counted(len(costs), "advised proposal", "advised proposals")
        return (
            f"Over its life the work on {number} would cost {money} (80 % range).{self._chosen()}"
        )

    def _chosen(self) -> str:
        if not self.has_budget:
            return " No budget of a year is stated, so that money limits no choice yet."
        if not self.scenarios:
            return " What the budgets allow is not assessed."
        found = self.scenarios[0].outcome
        if isinstance(found, Infeasible):
            return " No selection keeps all stated limits."
        chance = found.chance_of_all_budgets
        kept = ""
        if chance is not None:
            kept = f" and keeps them with a chance of {self.figures.chance(chance)}"
        return (
            f" Within the stated budgets a choice of"
            f" {counted(len(found.choices), 'proposal', 'proposals')} brings most{kept}."
        )

    def _people(self) -> str:
        if isinstance(self.facilitation, NotAssessed) or not self.facilitation.roles:
            return "Whether people have hours for it is not assessed."
        short = {
            role.role: max((one.chance_overloaded or 0.0 for one in role.months), default=0.0)
            for role in self.facilitation.roles
        }
        worst = max(short, key=lambda role: (short[role], role))
        if short[worst] < _LIKELY_SHORT:
            return "If all that is advised began as wished, every role would likely have the hours."
        begin = sorted(line.start_p80 for line in self.lines if line.start_p80)
        last = f" The last of them could begin in {month(begin[-1])}." if begin else ""
        number = sum(chance >= _LIKELY_SHORT for chance in short.values())
        roles = counted(number, "role has", "roles have")
        return (
            f"If all that is advised began as wished, {roles} likely too few hours, the role"
            f" {worst} most of all ({self.figures.chance(short[worst])}).{last}"
        )

    def _open_questions(self) -> str:
        number = sum(len(questions) for questions in self.questions.values())
        if not number:
            return ""
        best = min(
            (question for questions in self.questions.values() for question in questions),
            key=lambda question: (-(question.worth or 0.0), -question.chance_changes),
        )
        questions = counted(number, "question is", "questions are")
        departments = counted(len(self.questions), "department", "departments")
        worth = "" if not best.worth else f", worth about {self.figures.money(best.worth)}"
        return (
            f"{questions} open to {departments}; the answer that matters most is that of"
            f" {best.department}{worth}."
        )

    def asked(self) -> tuple[str, ...]:
        """What is asked of whoever decides."""
        return tuple(self._asked())

    def _asked(self) -> Iterator[str]:
        ready = [line for line in self.lines if line.position in ADVISED and line.decision is None]
        if ready:
            yield f"Decide on what we advise to advance: {_ids(ready)}."
        contested = [
            line
            for line in ready
            if not isinstance(line.tier, NotAssessed) and line.tier.name == "contested"
        ]
        if contested:
            yield f"Say what weighs most where the order hangs on it: {_ids(contested)}."
        yield from self._settle()
        if not self.has_budget:
            yield (
                "State how much money there is in each year: without it no choice can be limited by"
                " money."
            )
        against = [line for line in self.lines if _is_against(line)]
        if against:
            yield (
                f"Look again at what was decided against our advice: {_ids(against)}; the advice"
                " stands beside the decision."
            )

    def _settle(self) -> list[str]:
        if isinstance(self.facilitation, NotAssessed):
            return []
        hard = contradictions(self.facilitation.dependencies)
        return [f"Settle: {clash.sentence}" for clash in hard[:2]]

    def turning(self) -> tuple[str, ...]:
        """What would change the picture: prices of limits, tiers that hang on weights, figures."""
        return (*self._prices(), *self._weights(), *self._figures())

    def _prices(self) -> Iterator[str]:
        for outcome in self.scenarios[:1]:
            found = outcome.outcome
            if not isinstance(found, Selection):
                continue
            for price in found.prices[:_MOST_OF_A_KIND]:
                if price.value > price.unsure_by:
                    amount = self.figures.money(price.value)
                    yield f"Without the limit “{price.what}” the choice would bring {amount} more."

    def _weights(self) -> Iterator[str]:
        """Neighbours in the order that a small change of weights would swap."""
        if isinstance(self.standing, NotAssessed):
            return
        titles = {criterion.id: criterion.title for criterion in self.standing.criteria}
        moves = []
        for place in self.standing.proposals:
            below = place.below
            if below is None or isinstance(below.swap, NotAssessed) or below.swap.single is None:
                continue
            moves.append((below.swap.moved, place.proposal, below.proposal, below.swap.single))
        for _, better, worse, change in sorted(moves, key=lambda move: move[:3])[:_MOST_OF_A_KIND]:
            yield (
                f"{better} and {worse} change places if the weight of"
                f" {titles.get(change.criterion, change.criterion)} goes from"
                f" {self.figures.share(change.before)} to {self.figures.share(change.after)}."
            )

    def _figures(self) -> Iterator[str]:
        """Of advised proposals with the least sure value, what would change our mind first."""
        known = [
            line
            for line in self.lines
            if line.position in ADVISED and line.chance_net_positive is not None
        ]
        known.sort(key=lambda line: (line.chance_net_positive or 0.0, line.id))
        for line in known[:_MOST_OF_A_KIND]:
            for sentence in self.assessed[line.id].advice.would_change[:1]:
                yield f"{line.id}: {sentence}"


def _is_against(line: PortfolioLine) -> bool:
    """Whether what was decided is against what we advise."""
    if line.decision is None:
        return False
    goes_ahead = line.decision.decision.startswith("go ahead")
    return goes_ahead != (line.position in ADVISED)


def _ids(lines: Collection[PortfolioLine]) -> str:
    names = [line.id for line in lines]
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return listed(names)


def notes_on(inputs: PortfolioInputs, *, has_budget: bool) -> tuple[str, ...]:
    """What scenarios rest on where something is not stated."""
    return tuple(_notes(inputs, has_budget=has_budget))


def _notes(inputs: PortfolioInputs, *, has_budget: bool) -> Iterator[str]:
    if not has_budget:
        yield "No budget of a year is stated: money sets no limit."
    if not inputs.problem.capacity:
        yield "Hours of people are not stated: people set no limit."
    for role, proposals in inputs.roles_without_hours.items():
        yield (
            f"Nobody states the hours of the role {role}, which {listed(list(proposals))} needs: it"
            " sets no limit."
        )
    if inputs.continued:
        yield (
            "Hours are not stated of every quarter of the plan; the least that is stated goes on:"
            f" {listed(list(inputs.continued))}."
        )
    if inputs.cost_alone:
        yield (
            "Without a net value these count with their cost alone, so that they are chosen where"
            f" others require them or where they are forced in: {listed(list(inputs.cost_alone))}."
        )


def _to(position: str) -> str:
    """A position after "we advise"."""
    return (
        f"not to {position.removeprefix('do not ')}"
        if position.startswith("do not ")
        else f"to {position}"
    )
