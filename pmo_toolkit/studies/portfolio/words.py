"""What a board needs to know first, and what it is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import Objective, Selection
from pmo_toolkit.analysis.standing import Standing
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.core.number_format import NBSP, NumberFormat, counted, listed, month
from pmo_toolkit.studies.facilitation.contradictions import contradictions
from pmo_toolkit.studies.facilitation.result import ADVISED, Facilitation, PlacedStart
from pmo_toolkit.studies.portfolio.costs_together import costs_together
from pmo_toolkit.studies.portfolio.questions import by_worth
from pmo_toolkit.studies.portfolio.scenarios import PROVED, gap_words
from pmo_toolkit.studies.portfolio.shapes import (
    PortfolioLine,
    PortfolioQuestion,
    ScenarioOutcome,
)

#: From this chance on a role counts as one that has too little.
_LIKELY_SHORT = 0.5
#: Ids that a sentence names.
_MOST_NAMED = 6
#: Chance from which on it is said that an answer may change the advice.
_WORTH_SAYING = 0.01
#: Objective → what the best selection has most of.
_MOST = {
    Objective.NET_VALUE: "net value",
    Objective.GOALS: "contribution to goals",
    Objective.WEIGHTED: "net value and goals, weighed together,",
}


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
    plan : ScenarioOutcome or None
        What the plan's own setting chooses; None where it is not run.
    has_budget : bool
        Whether the plan's own setting states any budget.
    questions : mapping of str to sequence of PortfolioQuestion
    decides : str
    figures : NumberFormat
    plan_gap : str
        Why the plan's own setting is not run; empty where it is.
    """

    lines: Sequence[PortfolioLine]
    assessed: Mapping[str, Assessment]
    facilitation: Facilitation | NotAssessed
    standing: Standing | NotAssessed
    inputs: PortfolioInputs
    plan: ScenarioOutcome | None
    has_budget: bool
    questions: Mapping[str, Sequence[PortfolioQuestion]]
    decides: str
    figures: NumberFormat
    plan_gap: str = ""

    @property
    def advised(self) -> list[PortfolioLine]:
        """Proposals that we advise to advance, whole or in part."""
        return [line for line in self.lines if line.position in ADVISED]

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
        number = len(self.lines)
        parts = [f"{count:,} {_to(position)}" for position, count in numbers.items()]
        whose, what = f"Of {number:,}{NBSP}proposals", listed(parts)
        if len(numbers) == 1:
            what = _to(self.lines[0].position)
            whose = "On the one proposal" if number == 1 else f"On all {number:,}{NBSP}proposals"
        return f"{whose} we advise, on present evidence, {what}; {self.decides} decides."

    def _firmness(self) -> str:
        tiers = [line.tier.name for line in self.lines if not isinstance(line.tier, NotAssessed)]
        if not tiers:
            why = self.standing.why if isinstance(self.standing, NotAssessed) else "nobody scored"
            return f"How firmly they stand among each other is not assessed: {why}."
        robust, contested = tiers.count("robust"), tiers.count("contested")
        first = "No proposal" if robust == 0 else counted(robust, "proposal", "proposals")
        stands = "stand" if robust > 1 else "stands"
        said = f"{first} {stands} among the first whatever weighs most and whoever scores"
        if contested:
            said += (
                f"; whether {_others(contested, robust)} hangs on who is asked and on what weighs"
                " most"
            )
        absent = len(self.lines) - len(tiers)
        are = "is" if absent == 1 else "are"
        return f"{said}; {absent:,} {are} not ranked." if absent else f"{said}."

    def _money(self) -> str:
        if not self.advised:
            return f"No proposal is advised to advance, so that no money is bound.{self._chosen()}"
        costs = [
            priced.cost
            for line in self.advised
            if (priced := self.inputs.priced.get(line.id)) is not None and priced.cost is not None
        ]
        if not costs:
            return f"What the advised proposals cost together is not assessed.{self._chosen()}"
        sums = costs_together(costs)
        money, kind = self.figures.money_range(sums.low, sums.high), "80 % range"
        if len(costs) > 1:
            alike = self.figures.money_range(sums.low_alike, sums.high_alike)
            kind += f" where each errs by itself; {alike} where all err alike"
        number = counted(len(self.advised), "advised proposal", "advised proposals")
        absent = len(self.advised) - len(costs)
        whose = f"{len(costs):,} of {number}" if absent else number
        rest = f"; what {absent:,} more would cost is not assessed" if absent else ""
        return (
            f"Over its life the work on {whose} would cost {money} ({kind}){rest}.{self._chosen()}"
        )

    def _chosen(self) -> str:
        if self.plan is None:
            why = f": {self.plan_gap}" if self.plan_gap else ""
            return f" What can be afforded is not assessed{why}."
        if not self.has_budget:
            return " No budget of a year is stated, so that money limits no choice yet."
        found = self.plan.outcome
        if not isinstance(found, Selection):
            clash = f": {listed(found.clashing)} clash" if len(found.clashing) > 1 else ""
            return f" No choice keeps all that is set{clash}."
        number = len(found.choices)
        if not number:
            return " Within the stated limits no choice brings more than to begin nothing."
        advised = {line.id for line in self.advised}
        ours = sum(choice.proposal in advised for choice in found.choices)
        whose = "" if ours == number else f", {ours or 'none'} of them advised,"
        chance = found.chance_of_all_budgets
        kept = "" if chance is None else f" and keeps them {self._with(chance)}"
        return (
            f" Within the stated budgets a choice of {counted(number, 'proposal', 'proposals')}"
            f"{whose} brings {self._best(found)}{kept}."
        )

    def _best(self, found: Selection) -> str:
        """The most of what is aimed at, or how near to it."""
        objective = found.scenario.objective
        if found.gap <= PROVED:
            return f"the most {_MOST[objective]}"
        more = gap_words(found.gap, objective, self.figures)
        return f"the most {_MOST[objective]} that was found, {more} being possible,"

    def _people(self) -> str:
        if not self.advised:
            return "As nothing is advised to advance, nobody's hours are asked for."
        if isinstance(self.facilitation, NotAssessed) or not self.facilitation.roles:
            return "Whether people have hours for what is advised is not assessed."
        short = {
            role.role: max(known)
            for role in self.facilitation.roles
            if (
                known := [
                    chance for one in role.months if (chance := one.chance_overloaded) is not None
                ]
            )
        }
        if not short:
            return "Whether people have hours for what is advised is not assessed."
        absent = len(self.facilitation.roles) - len(short)
        more = counted(absent, "role more", "roles more")
        of_others = f"; nobody states the hours of {more}" if absent else ""
        worst = max(short, key=lambda role: (short[role], role))
        number = sum(chance >= _LIKELY_SHORT for chance in short.values())
        who = "all that is advised"
        if not self._all_placed():
            who = "what is advised and can be held against hours"
        if not number:
            whose = "every role" if not absent else counted(len(short), "role", "roles")
            return f"If {who} began as wished, {whose} would likely have the hours{of_others}."
        roles = counted(number, "role", "roles")
        return (
            f"If {who} began as wished, {roles} would likely have too few hours, the role {worst}"
            f" most of all ({self.figures.chance(short[worst])}){of_others}.{self._last_start()}"
        )

    def _all_placed(self) -> bool:
        """Whether all that is advised is held against the hours that are left."""
        if isinstance(self.facilitation, NotAssessed):
            return False
        starts = self.facilitation.starts
        return all(isinstance(starts.get(line.id), PlacedStart) for line in self.advised)

    def _last_start(self) -> str:
        """By when all that is advised could have begun with the hours that are left."""
        begin = sorted(line.start_p80 for line in self.advised if line.start_p80)
        if not begin:
            return " When they could begin is not assessed."
        absent = len(self.advised) - len(begin)
        rest = f"; for {absent:,} more no start is known" if absent else ""
        last = "it could begin" if len(self.advised) == 1 else "the last could begin"
        return f" With the hours that are left {last} in {month(begin[-1])}{rest}."

    def _open_questions(self) -> str:
        every = [question for questions in self.questions.values() for question in questions]
        if not every:
            return ""
        best = min(every, key=by_worth)
        asked = counted(len(every), "question is", "questions are")
        departments = counted(len(self.questions), "department", "departments")
        said = f"{asked} open to {departments}"
        if best.worth:
            worth = f"it is worth up to {self.figures.money(best.worth)}"
        elif best.chance_changes >= _WORTH_SAYING:
            worth = f"it changes the advice {self._with(best.chance_changes)}"
        else:
            return f"{said}; what an answer would be worth is not assessed."
        about = "" if not best.proposals else f" on {_briefly(best.proposals)}"
        return f"{said}; the answer that matters most is that of {best.department}{about}: {worth}."

    def _with(self, chance: float) -> str:
        return f"with a chance of {self.figures.chance(chance)}"

    def asked(self) -> tuple[str, ...]:
        """What is asked of whoever decides."""
        return tuple(self._asked())

    def _asked(self) -> Iterator[str]:
        ready = [line for line in self.advised if line.decision is None]
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
        if self.plan is None and self.plan_gap:
            yield f"Mend the plan's own setting, which is not run: {self.plan_gap}."
        elif not self.has_budget:
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


def _is_against(line: PortfolioLine) -> bool:
    """Whether what was decided is against what we advise."""
    if line.decision is None:
        return False
    goes_ahead = line.decision.decision.startswith("go ahead")
    return goes_ahead != (line.position in ADVISED)


def _others(number: int, before: int) -> str:
    """So many more than those before, with their verb: ``"3 others do"``, ``"another does"``."""
    if not before:
        return f"{number:,} {'does' if number == 1 else 'do'}"
    return "another does" if number == 1 else f"{number:,} others do"


def _briefly(ids: Sequence[str]) -> str:
    return listed(ids) if len(ids) <= 2 else counted(len(ids), "proposal", "proposals")


def _ids(lines: Collection[PortfolioLine]) -> str:
    return _named([line.id for line in lines])


def _named(ids: Sequence[str]) -> str:
    names = list(ids)
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return listed(names)


def _to(position: str) -> str:
    """A position after "we advise"."""
    return (
        f"not to {position.removeprefix('do not ')}"
        if position.startswith("do not ")
        else f"to {position}"
    )
