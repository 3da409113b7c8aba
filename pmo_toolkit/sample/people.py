"""Rows that speak of people by role.

What options ask of them, what they have left, what teams finish, and what they think.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from numpy.random import Generator

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import between, chance, cost_range, lognormal, rounded, stream
from pmo_toolkit.sample.content import organisation
from pmo_toolkit.sample.effort_law import HOURLY_RATE
from pmo_toolkit.sample.options import Priced, option_id, priced_options

Row = dict[str, Any]

_HOURS_A_MONTH = 152
#: Share of contract hours lost to leave and sickness, January to December.
_ABSENCE = (0.12, 0.13, 0.11, 0.13, 0.13, 0.12, 0.22, 0.26, 0.12, 0.13, 0.12, 0.21)
_FIRST_MONTH, _MONTHS = (2026, 12), 24

#: Who does the work of a kind of option, as shares of its labour; what is left is done by
#: departments and suppliers.
_SHARES: MappingProxyType[str, dict[str, float]] = MappingProxyType(
    {
        "minimum": {"business analyst": 0.4, "change and training lead": 0.25},
        "reuse": {
            "project manager": 0.12,
            "business analyst": 0.2,
            "developer": 0.2,
            "change and training lead": 0.13,
        },
        "SaaS": {
            "project manager": 0.11,
            "business analyst": 0.16,
            "solution architect": 0.05,
            "integration engineer": 0.08,
            "change and training lead": 0.11,
        },
        "PaaS": {
            "project manager": 0.1,
            "business analyst": 0.1,
            "solution architect": 0.07,
            "developer": 0.26,
            "infrastructure engineer": 0.05,
        },
        "IaaS": {
            "project manager": 0.1,
            "solution architect": 0.08,
            "developer": 0.14,
            "infrastructure engineer": 0.25,
        },
        "build": {
            "project manager": 0.1,
            "business analyst": 0.13,
            "solution architect": 0.06,
            "developer": 0.4,
            "change and training lead": 0.05,
        },
    }
)
#: In some classes others do what developers do elsewhere.
_INSTEAD = MappingProxyType(
    {
        "integration": "integration engineer",
        "data and analytics": "data engineer",
        "infrastructure": "infrastructure engineer",
        "migration": "data engineer",
    }
)
#: When a role is needed, as shares of the duration: from, to.
_PHASES = MappingProxyType(
    {
        "business analyst": (0.0, 0.6),
        "solution architect": (0.0, 0.7),
        "developer": (0.2, 1.0),
        "integration engineer": (0.3, 0.9),
        "data engineer": (0.2, 1.0),
        "infrastructure engineer": (0.1, 0.7),
        "change and training lead": (0.55, 1.0),
    }
)
_CRITERIA = (
    "value to the business",
    "fit with goals",
    "urgency",
    "ease of delivery",
    "certainty of the case",
)

#: Day after which nothing is known yet.
KNOWN_UNTIL = date(2026, 11, 20)
#: How far the duration of an item scatters, standard deviation of its logarithm.
_SCATTER = 0.6
#: How many items a team begins in a week, least and most, as a share of what is usual.
_WEEKS_FROM, _WEEKS_TO = 0.5, 1.5
#: Tuesday and Thursday; share of deployed items whose deployment caused an incident.
_DEPLOYMENT_DAYS, _FAILED = (1, 3), 0.06


def demand_rows(case: Case) -> list[Row]:
    """Rows of ``demand``: every option that was priced, but doing nothing.

    What people outside information technology give to an option is written by hand.
    """
    rng = stream(case.seed, "demand", case.index)
    rows: list[Row] = []
    for option in priced_options(case):
        if option.kind == "nothing" or not option.elements:
            continue
        hours = _labour_hours(option)
        months = max(2, round(2.2 * (hours / _HOURS_A_MONTH) ** 0.4))
        for role, share in _SHARES[option.kind].items():
            if role == "developer":
                role = _INSTEAD.get(case.theme.project_class or "", role)  # noqa: PLW2901
            begin, end = _PHASES.get(role, (0.0, 1.0))
            first = 1 + math.floor(begin * months)
            length = max(1, math.ceil(end * months) - first + 1)
            low, mode, high = cost_range(
                rng, share * hours * lognormal(rng, 1.0, 0.15) / length, 0.9
            )
            if mode < 4:
                continue  # a few hours are not worth a plan
            rows.append(
                {
                    "option": option_id(case, option.kind),
                    "role": role,
                    "hours_per_month_low": low,
                    "hours_per_month_mode": mode,
                    "hours_per_month_high": high,
                    "start_month": first,
                    "months": length,
                }
            )
        rows += [
            {"option": option_id(case, option.kind), **more}
            for more in option.more.get("takes_too", ())
        ]
    return rows


def _labour_hours(option: Priced) -> float:
    spent = math.fsum(
        amount
        for element, amount in option.elements
        if element.group == "labour" and element.period == "once"
    )
    return spent / HOURLY_RATE


def capacity_rows(seed: int) -> list[Row]:
    """Rows of ``capacity``.

    Each role and month; the tickets of one role are not yet forecast for the last months.
    """
    rows: list[Row] = []
    for place, role in enumerate(organisation()["roles"]):
        rng = stream(seed, "capacity", place)
        for step in range(_MONTHS):
            year, month = divmod(_FIRST_MONTH[0] * 12 + _FIRST_MONTH[1] - 1 + step, 12)
            gross = role["posts"] * _HOURS_A_MONTH
            absence = gross * _ABSENCE[month] * between(rng, 0.9, 1.1)
            run = (gross - absence) * role["run_share"] * between(rng, 0.92, 1.08)
            tickets = (gross - absence) * role["ticket_share"] * between(rng, 0.85, 1.15)
            unknown = role["title"] == "infrastructure engineer" and step >= _MONTHS - 3
            rows.append(
                {
                    "role": role["title"],
                    "month": f"{year}-{month + 1:02d}",
                    "gross_hours": gross,
                    "absence_hours": rounded(absence),
                    "run_work_hours": rounded(run),
                    "ticket_hours": None if unknown else rounded(tickets),
                }
            )
    return rows


#: What is known of running work, beside its people.
_KNOWN_OF_RUNNING = (
    "department",
    "class",
    "start_date",
    "estimate_duration_days",
    "estimate_cost",
    "cost_to_date",
)


def in_flight_rows() -> list[Row]:
    """Rows of ``in_flight``."""
    return [
        {
            "project": project["project"],
            "title": project["title"],
            "role": role,
            "hours_per_month": hours,
            "finish_estimate": project.get("finish_estimate"),
            **{name: project[name] for name in _KNOWN_OF_RUNNING},
        }
        for project in organisation()["in_flight"]
        for role, hours in project["hours"].items()
    ]


def flow_rows(seed: int) -> list[Row]:
    """Rows of ``flow``: items in the order of their start; those under way have no end."""
    rows: list[Row] = []
    for place, team in enumerate(organisation()["flow_teams"]):
        rng, deploying = stream(seed, "flow", place), stream(seed, "deployments", place)
        first = date.fromisoformat(team["first_week"])
        number = 0
        for week in range(team["weeks"]):
            begun = round(team["items_a_week"] * between(rng, _WEEKS_FROM, _WEEKS_TO))
            for day in sorted(int(rng.integers(5)) for _ in range(begun)):
                number += 1
                started = first + timedelta(weeks=week, days=day)
                done = _workday(
                    started + timedelta(days=round(lognormal(rng, team["median_days"], _SCATTER)))
                )
                rows.append(
                    {
                        "team": team["team"],
                        "item": f"{place + 1}-{number:03d}",
                        "started": started.isoformat(),
                        "done": done.isoformat() if done <= KNOWN_UNTIL else None,
                        **_deployment(started, done, deploying),
                    }
                )
    return sorted(rows, key=lambda row: str(row["started"]))


def _deployment(started: date, done: date, rng: Generator) -> Row:
    """When the change of an item was begun and reached users, and whether that caused trouble."""
    committed, has_failed = started + timedelta(days=int(rng.integers(3))), rng.random() < _FAILED
    weekday = done.weekday()
    deployed = done + timedelta(days=min((day - weekday - 1) % 7 + 1 for day in _DEPLOYMENT_DAYS))
    resolved = deployed + timedelta(days=int(rng.integers(3)))
    if resolved > KNOWN_UNTIL:
        return {}
    return {
        "first_commit": min(committed, done).isoformat(),
        "deployed": deployed.isoformat(),
        "caused_incident": "yes" if has_failed else "no",
        "incident_resolved": resolved.isoformat() if has_failed else None,
    }


def _workday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def judgement_rows(cases: Sequence[Case], seed: int) -> list[Row]:
    """Rows of ``judgements``: scores from 1 to 10, more is better, by scorers who do not agree.

    Scorers lean towards their own department, some abstain where they know little, and about one
    proposal in five is contested. Ideas of which only the need is known are scored on value and
    urgency alone.
    """
    scorers = organisation()["scorers"]
    rows: list[Row] = []
    for case in cases:
        rng = stream(seed, "judgements", case.index)
        middles = _middles(case)
        middles["urgency"] = between(rng, 3, 8.5)
        contested = chance(rng, 0.2)
        sides = [1 if chance(rng, 0.5) else -1 for _ in scorers]
        for scorer, side in zip(scorers, sides, strict=True):
            near = 1.3 if scorer["department"] == case.theme.department else 0.0
            day = f"2026-{10 + int(rng.integers(2)):02d}-{1 + int(rng.integers(20)):02d}"
            for criterion in _CRITERIA:
                noise = 1.1 * float(rng.standard_normal())
                width, narrow = int(rng.integers(1, 4)), chance(rng, 0.75)
                if criterion not in middles or chance(rng, 0.05):
                    continue
                disagreement = (
                    2.0 * side
                    if contested and criterion in ("value to the business", "urgency")
                    else 0.0
                )
                value = round(middles[criterion] + near + scorer["leaning"] + disagreement + noise)
                value = min(10, max(1, value))
                rows.append(
                    {
                        "scorer_role": scorer["role"],
                        "item": case.id,
                        "criterion": criterion,
                        "value": value,
                        "low": None if narrow else max(1, value - width),
                        "high": None if narrow else min(10, value + width),
                        "time": day,
                    }
                )
    return rows


def _middles(case: Case) -> dict[str, float]:
    """Where the scores of a proposal lie before opinions part, by criterion."""
    theme = case.theme
    if theme.sparse:
        return {"value to the business": 5.0}
    served = math.fsum(share for _, share in theme.goals)
    size = math.log(case.labour / 200_000)
    return {
        "value to the business": 4.2 + 1.3 * min(theme.pays, 3),
        "fit with goals": 4.0 + 5 * min(served, 0.8),
        "ease of delivery": 6.5 - 1.2 * size - 0.5 * ((theme.technology_novelty or 3) - 3),
        "certainty of the case": (
            3.6 + 0.8 * (theme.requirements_clarity or 3) - 0.5 * (theme.stage == "idea")
        ),
    }
