"""Scenarios side by side, the frontier, and what a list by value per money would lose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import (
    Objective,
    Price,
    RiskRule,
    Scenario,
    Selection,
)
from pmo_toolkit.charts.portfolio.choices import (
    frontier_curve,
    frontier_curve_alt,
    map_height,
    map_rows,
    scenario_map,
    scenario_map_alt,
)
from pmo_toolkit.core.number_format import NumberFormat, listed
from pmo_toolkit.core.rounding import as_written
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.scenarios import PROVED, gap_words, objective_amount
from pmo_toolkit.studies.portfolio.shapes import FrontierPoint, ScenarioOutcome

#: Proposals and prices of a scenario, and proposals beside all, that a page names; the workbook
#: has all.
MOST_NAMED, MOST_PRICES, MOST_BESIDE = 8, 5, 40


@dataclass(frozen=True)
class ScenarioRow:
    """One scenario, ready to print; `clashing` says why nothing satisfies it."""

    number: int
    name: str
    setting: str
    chosen: str
    money: str
    net_value: str
    goals: str
    chance: str
    gap: str
    added: tuple[str, ...]
    added_further: int
    dropped: tuple[str, ...]
    dropped_further: int
    prices: tuple[tuple[str, str], ...]
    clashing: tuple[str, ...]
    why: str


def portfolio_scenarios(portfolio: Portfolio) -> Section:
    """Scenarios side by side: what each adds and drops, how sure, and what a wish costs."""
    rows = [
        scenario_row(place, outcome, portfolio)
        for place, outcome in enumerate(portfolio.scenarios, 1)
    ]
    return render(
        "portfolio_scenarios",
        rows=rows,
        picture=_map(portfolio) if rows else None,
        first=rows[0].name if rows else "",
        not_run=portfolio.scenarios_not_run,
        notes=portfolio.notes,
        beside=portfolio.beside,
        most=MOST_BESIDE,
    )


def scenario_row(place: int, outcome: ScenarioOutcome, portfolio: Portfolio) -> ScenarioRow:
    """A scenario as texts."""
    figures, found = portfolio.figures, outcome.outcome
    setting = "; ".join(scenario_words(found.scenario, figures)) or "as the plan has it"
    if not isinstance(found, Selection):
        blank = ("",) * 6
        return ScenarioRow(
            place, outcome.name, setting, *blank, (), 0, (), 0, (), found.clashing, found.sentence
        )
    return ScenarioRow(
        place,
        outcome.name,
        setting,
        str(len(found.choices)),
        figures.money(sum(as_written(year.expected) for year in found.spend)),
        figures.money(found.net_value),
        figures.share(found.goals),
        "" if found.chance_of_all_budgets is None else figures.chance(found.chance_of_all_budgets),
        gap_words(found.gap, found.scenario.objective, figures),
        outcome.added[:MOST_NAMED],
        max(0, len(outcome.added) - MOST_NAMED),
        outcome.dropped[:MOST_NAMED],
        max(0, len(outcome.dropped) - MOST_NAMED),
        tuple(_price(price, found.scenario, figures) for price in _dear(found)[:MOST_PRICES]),
        (),
        "",
    )


def scenario_words(scenario: Scenario, figures: NumberFormat) -> Iterator[str]:
    """What a scenario sets, in words; nothing where it leaves all as it is."""
    if scenario.objective is Objective.GOALS:
        yield "as much of the goals as possible"
    elif scenario.objective is Objective.WEIGHTED:
        yield f"net value and goals, goals by {figures.share(scenario.goals_weight)}"
    for year, money in (scenario.budget or {}).items():
        yield f"budget {year}: {figures.money(money)}"
    for role, factor in scenario.capacity_factor.items():
        others = "all roles" if len(scenario.capacity_factor) == 1 else "all other roles"
        whose = others if role == "*" else role
        yield f"hours of {whose}: {figures.share(factor)} of what is left"
    if scenario.forced_in:
        yield f"with {_some(scenario.forced_in)}"
    if scenario.forced_out:
        yield f"without {_some(scenario.forced_out)}"
    for proposal, option in scenario.options.items():
        yield f"{proposal} only as {option}"
    for proposal, quarter in scenario.starts.items():
        yield f"{proposal} from {quarter} on"
    for bucket, share in scenario.least.items():
        yield f"at least {figures.share(share)} of the money for {bucket}"
    if scenario.risk is RiskRule.CHANCE:
        yield f"all budgets kept with a chance of at least {figures.share(scenario.chance)}"
    elif scenario.risk is RiskRule.TAIL_MEAN:
        tail = figures.share(1 - scenario.chance)
        yield f"budgets kept on average even in the dearest {tail} of cases"


def _dear(found: Selection) -> list[Price]:
    """Prices that are more than nought beyond all doubt, the dearest first."""
    dear = [price for price in found.prices if price.value > max(price.unsure_by, PROVED)]
    return sorted(dear, key=lambda price: (-price.value, price.what))


def _price(price: Price, scenario: Scenario, figures: NumberFormat) -> tuple[str, str]:
    """What a wish or a limit costs, with its doubt."""
    worth = objective_amount(price.value, scenario.objective, figures)
    if price.unsure_by <= abs(price.value) * 0.01:
        return price.what, worth
    unsure = objective_amount(price.unsure_by, scenario.objective, figures)
    return price.what, f"{worth}, give or take {unsure}"


def _some(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return listed(names) if names else ""
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"


def _map(portfolio: Portfolio) -> Picture:
    outcomes = portfolio.scenarios
    titles = [(line.id, line.title) for line in portfolio.lines]
    rows = map_rows(outcomes, titles)
    drawn = (
        ""
        if len(rows) == len(titles)
        else f" Drawn are the {len(rows)} of {len(titles)} on which they differ most."
    )
    return picture(
        lambda ax: scenario_map(ax, outcomes, rows),
        alt=scenario_map_alt(outcomes, titles),
        caption=(
            "Read it so: each column is a scenario by its number in the table, each row a proposal;"
            " filled where the scenario chooses it. A full row is right in all of them. A dotted"
            " column cannot be met." + drawn
        ),
        plot_height=map_height(len(rows)),
        bottom=2,
        top=2,
    )


@dataclass(frozen=True)
class FrontierRow:
    """One selection of the frontier, ready to print."""

    money: str
    value: str
    chance: str
    count: int
    gap: str


def portfolio_frontier(portfolio: Portfolio) -> Section:
    """What more money would buy, how safely, and what the naive list loses."""
    points, waterline, figures = portfolio.frontier, portfolio.waterline, portfolio.figures
    naive = None if isinstance(waterline, NotAssessed) else waterline
    first = portfolio.scenarios[0].outcome.scenario if portfolio.scenarios else None
    objective = Objective.NET_VALUE if first is None else first.objective
    drawn = None
    if not isinstance(points, NotAssessed) and points:
        drawn = picture(
            lambda ax: frontier_curve(ax, points, figures, naive, objective),
            alt=frontier_curve_alt(points, figures, naive, objective),
            caption=(
                "Read it so: each dot is the selection of most value that was found for its money;"
                " to the right it costs more, higher it is worth more, and the figure beside it is"
                " the chance that every year keeps its budget. Where the line flattens, more money"
                " buys little."
            ),
            plot_height=300,
            left=58,
            top=28,
        )
    return render(
        "portfolio_frontier",
        points=points,
        rows=()
        if isinstance(points, NotAssessed)
        else [_frontier_row(point, objective, figures) for point in points],
        picture=drawn,
        w=waterline,
        naive=naive,
        worth=lambda value: objective_amount(value, objective, figures),
        f=figures,
    )


def _frontier_row(point: FrontierPoint, objective: Objective, figures: NumberFormat) -> FrontierRow:
    chance = point.chance_of_all_budgets
    return FrontierRow(
        figures.money(point.money),
        objective_amount(point.value, objective, figures),
        "" if chance is None else figures.chance(chance),
        len(point.proposals),
        gap_words(point.gap, objective, figures),
    )
