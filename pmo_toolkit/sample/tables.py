"""All tables of a sample, as the consultant would hand them in: text, with gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.sample.activities import activity_rows
from pmo_toolkit.sample.benefits import benefit_rows
from pmo_toolkit.sample.cases import Case, make_cases
from pmo_toolkit.sample.chance import between, stream
from pmo_toolkit.sample.content import organisation, themes
from pmo_toolkit.sample.history import history_rows
from pmo_toolkit.sample.options import option_and_cost_rows
from pmo_toolkit.sample.people import (
    KNOWN_UNTIL,
    capacity_rows,
    demand_rows,
    flow_rows,
    in_flight_rows,
    judgement_rows,
)
from pmo_toolkit.sample.proposals import (
    answer_rows,
    capability_rows,
    decision_rows,
    dependency_rows,
    goal_rows,
    overlap_answer_rows,
    proposal_row,
    risk_rows,
    scenario_rows,
    target_rows,
)
from pmo_toolkit.sample.service_desk import ticket_rows
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Months of which service costs are known.
_COST_MONTHS = 24

#: Proposals of the sample that ships with the package, and its seed.
DEFAULT_PROPOSALS = len(themes())
DEFAULT_SEED = Settings().seed
#: Titles beyond this would repeat, and ``judgements`` would outgrow a spreadsheet.
MOST_PROPOSALS = 36_000

Row = dict[str, Any]


def make_sample(
    proposals: int = DEFAULT_PROPOSALS, seed: int = DEFAULT_SEED
) -> dict[str, pd.DataFrame]:
    """Make the tables of a fictional organisation.

    The same arguments give the same tables, and a larger sample begins with the proposals of a
    smaller one (with more digits in their ids beyond 999).

    Parameters
    ----------
    proposals : int
        How many proposals, 1 to 36,000. The first 24 are hand-written, the others vary them.
    seed : int
        Seed of all random draws, not negative.

    Returns
    -------
    dict of str to DataFrame
        Table name → table, in the order of the data dictionary. Every cell is text as a user would
        write it; the empty text stands for what is not known. Columns are those of the dictionary
        without currency and price year, which hold for the whole workspace.

    Raises
    ------
    UsageError
        If an argument lies outside its range.
    """
    _refuse_unfit("proposals", proposals, 1, MOST_PROPOSALS)
    _refuse_unfit("seed", seed, 0, 2**63 - 1)
    cases = make_cases(proposals, seed)
    options, costs = _options_and_costs(cases)
    known = organisation()
    rows: dict[str, list[Row]] = {
        "proposals": [proposal_row(case) for case in cases],
        "goals": known["goals"],
        "proposal_goals": _rows_of(cases, goal_rows),
        "capabilities": known["capabilities"],
        "proposal_capabilities": _rows_of(cases, capability_rows),
        "services": known["services"],
        "service_costs": _service_cost_rows(seed),
        "options": options,
        "costs": costs,
        "benefits": _rows_of(cases, benefit_rows),
        "dependencies": dependency_rows(cases, seed),
        "demand": _rows_of(cases, demand_rows),
        "capacity": capacity_rows(seed),
        "in_flight": in_flight_rows(),
        "history": history_rows(seed),
        "tickets": ticket_rows(seed),
        "flow": flow_rows(seed),
        "risks": _rows_of(cases, risk_rows),
        "criteria": known["criteria"],
        "activities": _rows_of(cases, activity_rows),
        "judgements": judgement_rows(cases, seed),
        "notes": [row for row in known["notes"] if row["proposal"] in {case.id for case in cases}],
        "stakeholders": known["stakeholders"],
        "overlap_answers": overlap_answer_rows(cases),
        "targets": target_rows(cases),
        "scenarios": scenario_rows(cases),
        "answers": answer_rows(cases),
        "decisions": decision_rows(cases),
    }
    return {name: _table(name, rows[name]) for name in TABLES if name in rows}


def _refuse_unfit(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise UsageError(
            f"sample: {name} must be a whole number from {low} to {high}, found {value!r}"
        )


def _rows_of(cases: Iterable[Case], make: Callable[[Case], list[Row]]) -> list[Row]:
    return [row for case in cases for row in make(case)]


def _options_and_costs(cases: Iterable[Case]) -> tuple[list[Row], list[Row]]:
    options: list[Row] = []
    costs: list[Row] = []
    for case in cases:
        some, theirs = option_and_cost_rows(case)
        options += some
        costs += theirs
    return options, costs


def _table(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    columns = [
        column for column in TABLES[name].columns if column not in ("currency", "price_year")
    ]
    rows = list(rows)
    if unknown := {key for row in rows for key in row} - set(columns):
        raise ValueError(f"{name}: the data dictionary has no column {sorted(unknown)}")
    return pd.DataFrame(
        {
            column: pd.array([_text(row.get(column)) for row in rows], dtype="str")
            for column in columns
        },
        columns=columns,
    )


def _text(value: Any) -> str:
    """A cell as it is written: no exponent, no digits that nobody claimed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return (
        str(int(value)) if value == int(value) else format(round(float(value), 4), "f").rstrip("0")
    )


def _service_cost_rows(seed: int) -> list[Row]:
    """Rows of ``service_costs``: the last 24 months before the known day, of a few services."""
    rows: list[Row] = []
    for place, service in enumerate(organisation()["service_costs"]):
        rng = stream(seed, "service costs", place)
        for number in range(_COST_MONTHS):
            ago = _COST_MONTHS - number
            month = KNOWN_UNTIL.year * 12 + KNOWN_UNTIL.month - 1 - ago
            years = -ago / 12
            units = service.get("units", 1) * (1 + service["more_units"] * years)
            price = service["a_unit"] * (1 + service["dearer"] * years) * between(rng, 0.98, 1.02)
            rows.append(
                {
                    "service": service["service"],
                    "month": f"{month // 12}-{month % 12 + 1:02d}",
                    "amount": round(round(units) * price),
                    "units": round(units) if "units" in service else None,
                }
            )
    return rows
