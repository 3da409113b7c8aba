"""Scenarios of a portfolio: from stated settings, or from Python, to what is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.scenario_checks import PortfolioError
from pmo_toolkit.analysis.portfolio.shapes import (
    Infeasible,
    Objective,
    PortfolioProblem,
    Scenario,
    Selection,
)
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import NBSP, NumberFormat, listed
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.portfolio.shapes import ScenarioOutcome
from pmo_toolkit.studies.portfolio.stated_scenarios import budget_of, scenario_from
from pmo_toolkit.workspace.moderation.scenario_rows import (
    StatedScenario,
)
from pmo_toolkit.workspace.moderation.scenario_settings import SettingKind

#: Limits that are priced by a new solution each, by the number of proposals up to which so many
#: are.
_PRICED = ((60, 12), (300, 6), (1000, 2))
#: Gap from which on a selection is not said to be the best.
PROVED = 1e-6


def run_scenarios(
    inputs: PortfolioInputs,
    stated: Sequence[StatedScenario],
    goals_gap: NotAssessed | None,
    settings: Settings,
) -> tuple[PortfolioProblem, tuple[ScenarioOutcome, ...], dict[str, NotAssessed]]:
    """What is chosen in each scenario, compared with the first.

    Parameters
    ----------
    inputs : PortfolioInputs
    stated : sequence of StatedScenario
        The plan's own setting first.
    goals_gap : NotAssessed or None
        Why contributions to goals cannot be compared.
    settings : Settings

    Returns
    -------
    PortfolioProblem
        With the budgets of the plan's own setting.
    tuple of ScenarioOutcome
    dict of str to NotAssessed
        Scenario that is not run → why.
    """
    own = stated[0]
    years = tuple(dict.fromkeys(inputs.problem.years))
    problem = replace(inputs.problem, budget=budget_of(own.settings, years))
    outcomes: list[ScenarioOutcome] = []
    missing: dict[str, NotAssessed] = {}
    for scenario in stated:
        found = _unusable(scenario, inputs, goals_gap)
        if found is None:
            asked_for = scenario_from(scenario.name, scenario.settings, problem)
            found_outcome = outcome_of(problem, asked_for, outcomes[:1], settings)
            if isinstance(found_outcome, ScenarioOutcome):
                outcomes.append(found_outcome)
                continue
            found = found_outcome
        missing[scenario.name] = found
    return problem, tuple(outcomes), missing


def outcome_of(
    problem: PortfolioProblem,
    scenario: Scenario,
    first: Sequence[ScenarioOutcome],
    settings: Settings,
) -> ScenarioOutcome | NotAssessed:
    """What is chosen in a scenario, and what sets it apart from the first one.

    Parameters
    ----------
    problem : PortfolioProblem
    scenario : Scenario
    first : sequence of ScenarioOutcome
        The plan's own setting; empty if this is it.
    settings : Settings
    """
    try:
        found = _chosen_for(problem, scenario, settings, _priced(problem))
    except PortfolioError as error:
        return NotAssessed(f"scenario {scenario.name}", str(error), ReasonCode.UNUSABLE_ROW)
    before = _chosen(first[0]) if first else _chosen(ScenarioOutcome(found))
    after = _chosen(ScenarioOutcome(found))
    return ScenarioOutcome(
        found, added=tuple(sorted(after - before)), dropped=tuple(sorted(before - after))
    )


def _chosen_for(
    problem: PortfolioProblem, scenario: Scenario, settings: Settings, priced: int
) -> Selection | Infeasible:
    """What is chosen, with the prices of so many limits."""
    if not priced:
        return choose(problem, scenario, settings=settings)
    few = settings.with_overrides({"portfolio_priced": min(priced, settings.portfolio.priced)})
    return choose(problem, scenario, settings=few, prices=True)


def _priced(problem: PortfolioProblem) -> int:
    number = len(problem.proposals)
    return next((limits for most, limits in _PRICED if number <= most), 0)


def _chosen(outcome: ScenarioOutcome) -> set[str]:
    found = outcome.outcome
    if not isinstance(found, Selection):
        return set()
    return {choice.proposal for choice in found.choices}


def _unusable(
    scenario: StatedScenario, inputs: PortfolioInputs, goals_gap: NotAssessed | None
) -> NotAssessed | None:
    """Why a scenario is not run."""
    what = f"scenario {scenario.name}"
    if scenario.faults:
        fault = scenario.faults[0]
        why = f"row {fault.row} of scenarios: {fault.what}"
        rows = tuple(fault.row for fault in scenario.faults)
        return NotAssessed(what, why, ReasonCode.UNUSABLE_ROW, rows, ("scenarios",))
    for setting in scenario.settings:
        names = setting.value if isinstance(setting.value, tuple) else ()
        if setting.kind in (SettingKind.OPTION, SettingKind.START):
            names = (setting.subject,)
        for name in names:
            beside = inputs.beside.get(name)
            known = {proposal.id for proposal in inputs.problem.proposals}
            if setting.kind is not SettingKind.LEAVE_OUT and name not in known:
                why = "it is not assessed" if beside is None else beside.why
                return NotAssessed(
                    what,
                    f"{name} cannot be chosen as it stands: {why}",
                    ReasonCode.NOT_VALUED,
                    scenario.rows,
                    (name,),
                )
        counts_goals = (
            setting.kind is SettingKind.OBJECTIVE and setting.value != Objective.NET_VALUE
        )
        if counts_goals and goals_gap is not None:
            return replace(goals_gap, what=what)
    return None


def what_if(
    problem: PortfolioProblem,
    first: Sequence[ScenarioOutcome],
    settings: Settings,
    *,
    name: str,
    budget: float | Mapping[str, float] | None,
    exclude: Iterable[str],
    include: Iterable[str],
    objective: str,
    others: Mapping[str, object],
) -> ScenarioOutcome:
    """A scenario from Python; the plan stays as it is. See `Portfolio.scenario`."""
    years = tuple(dict.fromkeys(problem.years))
    money = dict.fromkeys(years, float(budget)) if isinstance(budget, float | int) else budget
    _refuse_unknown(objective, others)
    scenario = replace(
        Scenario(
            name=name,
            objective=Objective(objective),
            budget=None if money is None else {**problem.budget, **money},
            forced_in=tuple(include),
            forced_out=tuple(exclude),
        ),
        **others,  # type: ignore[arg-type]
    )
    found = _chosen_for(problem, scenario, settings, _priced(problem))
    before = _chosen(first[0]) if first else set()
    after = _chosen(ScenarioOutcome(found))
    return ScenarioOutcome(
        found, added=tuple(sorted(after - before)), dropped=tuple(sorted(before - after))
    )


def _refuse_unknown(objective: str, others: Mapping[str, object]) -> None:
    known = [item.value for item in Objective]
    if objective not in known:
        raise UsageError(f"objective {objective!r}: expected one of {', '.join(known)}")
    names = {item.name for item in fields(Scenario)}
    if strange := sorted(others.keys() - names):
        raise UsageError(
            f"a scenario has no setting {', '.join(strange)}; it has {', '.join(sorted(names))}"
        )


def objective_amount(value: float, objective: Objective, figures: NumberFormat) -> str:
    """A value of an objective: money, or points of a hundred where goals count."""
    if objective is Objective.NET_VALUE:
        return figures.money(value)
    points = figures.number(round(100 * value, 1))
    return f"{points} points of a hundred"


def gap_words(gap: float, objective: Objective, figures: NumberFormat) -> str:
    """How much more than a selection no choice can have: ``"at most 0.4 % more"``."""
    if gap <= PROVED:
        return "proved"
    more = figures.number(100 * gap, 2)
    unit = f"{NBSP}%" if objective is Objective.NET_VALUE else " points of a hundred"
    return f"at most {more}{unit} more"


def notes_on(inputs: PortfolioInputs, budget: Mapping[str, float]) -> tuple[str, ...]:
    """What scenarios rest on where something is not stated.

    Parameters
    ----------
    inputs : PortfolioInputs
    budget : mapping of str to float
        Year → money of the plan's own setting.
    """
    return tuple(_notes(inputs, budget))


def _notes(inputs: PortfolioInputs, budget: Mapping[str, float]) -> Iterator[str]:
    if not budget:
        yield "No budget of a year is stated: money sets no limit."
    elif free := [year for year in dict.fromkeys(inputs.problem.years) if year not in budget]:
        yield f"No budget is stated of {listed(free)}: money sets no limit there."
    if not inputs.problem.capacity:
        yield "Hours of people are not stated: people set no limit."
    for role, proposals in inputs.roles_without_hours.items():
        needs = "needs" if len(proposals) == 1 else "need"
        yield (
            f"Nobody states the hours of the role {role}, which {listed(list(proposals))} {needs}:"
            " it sets no limit."
        )
    if sum(priced.cost is not None for priced in inputs.priced.values()) > 1:
        yield (
            "Costs of different proposals err each by itself, but for what their correlation groups"
            " have in common. Where one way of estimating is too low throughout, they err alike:"
            " sums are then less sure than stated, and so are chances to keep a budget."
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
