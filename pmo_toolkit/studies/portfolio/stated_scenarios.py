"""Scenarios as the table states them: read, and brought into the shape of the choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pmo_toolkit.analysis.portfolio.shapes import Objective, PortfolioProblem, RiskRule, Scenario
from pmo_toolkit.assessment import Prepared
from pmo_toolkit.core.written_numbers import number_style
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
    budget = budget_of(settings, years)
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


def budget_of(settings: Sequence[ScenarioSetting], years: Collection[str]) -> dict[str, float]:
    """Year → money; a budget of a named year goes before one of all years."""
    found: dict[str, float] = {}
    for setting in sorted(settings, key=lambda setting: setting.subject != ""):
        if setting.kind is SettingKind.BUDGET and isinstance(setting.value, float | int):
            found |= dict.fromkeys([setting.subject] if setting.subject else years, setting.value)
    return found
