"""Scenarios of a portfolio: from stated settings, or from Python, to what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.scenario_checks import PortfolioError
from pmo_toolkit.analysis.portfolio.shapes import (
    Objective,
    PortfolioProblem,
    RiskRule,
    Scenario,
    Selection,
)
from pmo_toolkit.assessment import Prepared
from pmo_toolkit.assessment.portfolio.problem import PortfolioInputs
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.studies.portfolio.shapes import ScenarioOutcome
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.moderation.named_things import NamedThings
from pmo_toolkit.workspace.moderation.scenario_rows import (
    AS_STATED,
    ScenarioRow,
    StatedScenario,
    stated_scenarios,
)
from pmo_toolkit.workspace.moderation.scenario_settings import ScenarioSetting, SettingKind

#: Settings of how doubt about money is treated.
_RULES = (
    (SettingKind.KEEP_BUDGET, RiskRule.CHANCE),
    (SettingKind.TAIL_MEAN, RiskRule.TAIL_MEAN),
)
#: Above so many proposals only the first scenario has its limits priced, each by a new solution.
_MOST_PRICED = 150


def scenarios_of(ready: Prepared) -> tuple[StatedScenario, ...]:
    """What the table of scenarios states, the plan's own setting first, which is always there."""
    workspace = ready.workspace
    table = workspace.table("scenarios")
    rows = [
        ScenarioRow(int(row), str(name), _text(setting), _text(value))
        for row, name, setting, value in zip(
            table["_row"], table["name"], table["setting"], table["value"], strict=True
        )
        if _text(name)
    ]
    stated = stated_scenarios(rows, known_in(ready), number_style(workspace.config.locale))
    if any(scenario.name.casefold() == AS_STATED for scenario in stated):
        return stated
    return (StatedScenario(AS_STATED, (), (), ()), *stated)


def known_in(ready: Prepared) -> NamedThings:
    """What scenarios and targets of a workspace may name."""
    workspace, quarters = ready.workspace, ready.settings.moderation.plan_quarters

    def column(table: str, name: str) -> Iterable[object]:
        if (table, name) == ("proposals", "id"):
            return workspace.proposal_ids
        return _values(workspace, table, name)

    return NamedThings.of(column, workspace.config, ready.as_of, quarters)


def _values(workspace: Workspace, table: str, name: str) -> list[object]:
    held = workspace.table(table)
    return list(held[name]) if name in held else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


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
    problem = replace(inputs.problem, budget=_budget(own.settings, years))
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
    priced = not first or len(problem.proposals) <= _MOST_PRICED
    try:
        found = choose(problem, scenario, settings=settings, prices=priced)
    except PortfolioError as error:
        return NotAssessed(f"scenario {scenario.name}", str(error), ReasonCode.UNUSABLE_ROW)
    before = _chosen(first[0]) if first else _chosen(ScenarioOutcome(found))
    after = _chosen(ScenarioOutcome(found))
    return ScenarioOutcome(
        found, added=tuple(sorted(after - before)), dropped=tuple(sorted(before - after))
    )


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


def scenario_from(
    name: str, settings: Sequence[ScenarioSetting], problem: PortfolioProblem
) -> Scenario:
    """A scenario from its settings; budgets that it does not set are those of the plan.

    Parameters
    ----------
    name : str
    settings : sequence of ScenarioSetting
    problem : PortfolioProblem
    """
    by_kind: dict[SettingKind, list[ScenarioSetting]] = {}
    for setting in settings:
        by_kind.setdefault(setting.kind, []).append(setting)

    def pairs(kind: SettingKind) -> dict[str, str]:
        return {one.subject: str(one.value) for one in by_kind.get(kind, ())}

    def numbers(kind: SettingKind) -> dict[str, float]:
        return {
            one.subject: one.value
            for one in by_kind.get(kind, ())
            if isinstance(one.value, float | int)
        }

    def proposals(kind: SettingKind) -> tuple[str, ...]:
        known = {proposal.id for proposal in problem.proposals}
        found = [
            other
            for one in by_kind.get(kind, ())
            if isinstance(one.value, tuple)
            for other in one.value
        ]
        return tuple(other for other in dict.fromkeys(found) if other in known)

    years = tuple(dict.fromkeys(problem.years))
    budget = _budget(settings, years)
    risk, chance = RiskRule.EXPECTED, 0.8
    for kind, rule in _RULES:
        for level in numbers(kind).values():
            risk, chance = rule, level
    return Scenario(
        name=name,
        objective=Objective(pairs(SettingKind.OBJECTIVE).get("", Objective.NET_VALUE.value)),
        goals_weight=numbers(SettingKind.GOALS_WEIGHT).get("", 0.5),
        budget={**problem.budget, **budget} if budget else None,
        capacity_factor={
            role or "*": factor for role, factor in numbers(SettingKind.CAPACITY).items()
        },
        forced_in=proposals(SettingKind.FORCE_IN),
        forced_out=proposals(SettingKind.LEAVE_OUT),
        options=pairs(SettingKind.OPTION),
        starts=pairs(SettingKind.START),
        least=numbers(SettingKind.LEAST),
        risk=risk,
        chance=chance,
    )


def _budget(settings: Sequence[ScenarioSetting], years: Collection[str]) -> dict[str, float]:
    """Year → money; a budget of a named year goes before one of all years."""
    found: dict[str, float] = {}
    for setting in sorted(settings, key=lambda setting: setting.subject != ""):
        if setting.kind is SettingKind.BUDGET and isinstance(setting.value, float | int):
            found |= dict.fromkeys([setting.subject] if setting.subject else years, setting.value)
    return found


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
    priced = len(problem.proposals) <= _MOST_PRICED
    found = choose(problem, scenario, settings=settings, prices=priced)
    before = _chosen(first[0]) if first else set()
    after = _chosen(ScenarioOutcome(found))
    return ScenarioOutcome(
        found, added=tuple(sorted(after - before)), dropped=tuple(sorted(before - after))
    )
