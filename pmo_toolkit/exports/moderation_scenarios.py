"""Sheets of scenarios: what each chooses and spends, what limits cost, and the frontier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, is_assessed, joined
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

_NONE = "No scenario could be worked out."


def scenario_sheets(data: Mapping[str, Any]) -> Iterator[Sheet]:
    """Sheets on scenarios, from what ``moderation.json`` holds."""
    titles = {line["id"]: line["title"] for line in data["proposals"]}
    solved = [one["outcome"] for one in data["scenarios"] if "choices" in one["outcome"]]
    yield _scenarios(data)
    yield _chosen(solved, titles)
    yield _spend(solved)
    yield _prices(solved)
    yield _frontier(data)
    yield _plain_list(data)


def _scenarios(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("scenario", width=28),
        Column("objective", width=16),
        Column("proposals", Kind.WHOLE, 10),
        Column("expected money", Kind.MONEY, 14),
        Column("value of the objective", Kind.NUMBER, 16),
        Column("no choice has more than", Kind.NUMBER, 16),
        Column("gap", Kind.SHARE, 9),
        Column("net value", Kind.MONEY, 14),
        Column("goal contribution", Kind.SHARE, 12),
        Column("chance that all budgets hold", Kind.SHARE, 14),
        Column("more than the first", width=26),
        Column("less than the first", width=26),
        Column("what clashes", width=50),
    )
    rows = [_scenario(one) for one in data["scenarios"]]
    return Sheet("Scenarios", columns, rows, note=_NONE)


def _scenario(one: Mapping[str, Any]) -> list[Any]:
    outcome = one["outcome"]
    scenario = outcome["scenario"]
    if "choices" not in outcome:
        clashing = f"{outcome['sentence']} ({joined(outcome['clashing'])})"
        return [scenario["name"], scenario["objective"], *[None] * 10, clashing]
    return [
        scenario["name"],
        scenario["objective"],
        len(outcome["choices"]),
        sum(year["expected"] for year in outcome["spend"]),
        outcome["value"],
        outcome["bound"],
        outcome["gap"],
        outcome["net_value"],
        outcome["goals"],
        outcome["chance_of_all_budgets"],
        joined(one["added"]),
        joined(one["dropped"]),
        None,
    ]


def _chosen(solved: list[Mapping[str, Any]], titles: Mapping[str, str]) -> Sheet:
    columns = (
        Column("scenario", width=28),
        Column("proposal", width=10),
        Column("title", width=40),
        Column("option", width=18),
        Column("begins in", width=12),
    )
    rows = [
        [
            outcome["scenario"]["name"],
            choice["proposal"],
            titles.get(choice["proposal"]),
            choice["option"],
            choice["quarter"],
        ]
        for outcome in solved
        for choice in outcome["choices"]
    ]
    return Sheet("Chosen", columns, rows, note=_NONE)


def _spend(solved: list[Mapping[str, Any]]) -> Sheet:
    columns = (
        Column("scenario", width=28),
        Column("year", width=10),
        Column("budget", Kind.MONEY, 14),
        Column("expected", Kind.MONEY, 14),
        Column("P10", Kind.MONEY, 14),
        Column("P90", Kind.MONEY, 14),
        Column("chance that the budget holds", Kind.SHARE, 14),
    )
    keys = ("year", "budget", "expected", "p10", "p90", "chance_within")
    rows = [
        [outcome["scenario"]["name"], *[year[key] for key in keys]]
        for outcome in solved
        for year in outcome["spend"]
    ]
    return Sheet("Spend", columns, rows, note=_NONE)


def _prices(solved: list[Mapping[str, Any]]) -> Sheet:
    columns = (
        Column("scenario", width=28),
        Column("forced decision or limit", width=40),
        Column("its price", Kind.NUMBER, 16),
        Column("unsure by", Kind.NUMBER, 14),
    )
    rows = [
        [outcome["scenario"]["name"], price["what"], price["value"], price["unsure_by"]]
        for outcome in solved
        for price in outcome["prices"]
    ]
    return Sheet("Forced and limits", columns, rows, note="Nothing is forced or limited.")


def _frontier(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("money", Kind.MONEY, 14),
        Column("value", Kind.NUMBER, 16),
        Column("chance that all budgets hold", Kind.SHARE, 14),
        Column("gap", Kind.SHARE, 9),
        Column("proposals", width=80),
    )
    frontier = data["frontier"]
    if not is_assessed(frontier):
        return Sheet("Frontier", columns, note=cell(frontier))
    keys = ("money", "value", "chance_of_all_budgets", "gap")
    rows = [[*[point[key] for key in keys], joined(point["proposals"])] for point in frontier]
    return Sheet("Frontier", columns, rows, note=_NONE)


def _plain_list(data: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("list by value per money", width=40),
        Column("its net value", Kind.NUMBER, 16),
        Column("limits that it breaks", width=50),
        Column("without those that break a limit", width=40),
        Column("value of these", Kind.NUMBER, 16),
        Column("less than the best choice by", Kind.NUMBER, 16),
    )
    plain = data["waterline"]
    if not is_assessed(plain):
        return Sheet("Plain list", columns, note=cell(plain))
    row = [
        joined(plain["proposals"]),
        plain["value"],
        "; ".join(plain["breaks"]),
        joined(plain["kept"]),
        plain["kept_value"],
        plain["loses"],
    ]
    return Sheet("Plain list", columns, [row])
