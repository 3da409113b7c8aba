"""180 finished projects: what they were thought to take, and what they took."""

from __future__ import annotations

import datetime as dt
import math
from types import MappingProxyType
from typing import Any

from numpy.random import Generator

from pmo_toolkit.sample.chance import chance, lognormal, pick, rounded, stream
from pmo_toolkit.sample.content import departments
from pmo_toolkit.sample.effort_law import (
    HOURLY_RATE,
    LAWS,
    NOISE,
    SIZES,
    ClassLaw,
    expected_hours,
    usual_days,
)

Row = dict[str, Any]

FINISHED_PROJECTS = 180
_FIRST_DAY, _LAST_DAY = dt.date(2015, 3, 1), dt.date(2026, 10, 30)

_SUBJECTS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "software package": (
            "Laboratory samples system",
            "Course booking",
            "Permit applications",
            "Vehicle fleet records",
            "Complaint records",
            "Project accounting",
            "Meeting room booking",
            "Insurance claims",
            "Warehouse stock",
            "Visitor registration",
        ),
        "custom development": (
            "Tariff calculator",
            "Network planning tool",
            "Connection fees calculation",
            "Water quality notices",
            "Drought plan support",
            "Meter exchange planning",
            "Payment plan rules",
            "Shift handover log",
        ),
        "integration": (
            "Bank payments connection",
            "Meter readings to billing",
            "Weather data for the control room",
            "Payroll to ledger connection",
            "Map data for work planning",
            "Supplier catalogue connection",
        ),
        "infrastructure": (
            "Server replacement",
            "Storage renewal",
            "Radio network for pumping stations",
            "Workplace computers",
            "Backup and recovery",
            "Telephone exchange",
        ),
        "data and analytics": (
            "Consumption forecasts",
            "Burst main statistics",
            "Energy reports",
            "Customer contact reports",
            "Asset condition scores",
        ),
        "migration": (
            "Document archive move",
            "Mail system move",
            "Map database move",
            "Customer records clean-up",
            "Old billing data transfer",
        ),
    }
)
_PLACES = (
    "for the head office",
    "for the northern works",
    "for the southern works",
    "for the depots",
    "for all sites",
    "for the east district",
    "for the west district",
)
_STEPS = (
    "",
    ", first stage",
    ", second stage",
    ", renewal",
    ", extension",
    ", third stage",
    ", pilot",
)
#: How projects of a class were delivered, and how often.
_DELIVERIES: MappingProxyType[str, tuple[tuple[str, ...], tuple[int, ...]]] = MappingProxyType(
    {
        "software package": (("SaaS", "IaaS", "reuse"), (5, 3, 2)),
        "custom development": (("build", "PaaS"), (4, 1)),
        "integration": (("build", "PaaS"), (3, 2)),
        "infrastructure": (("IaaS", "reuse"), (4, 1)),
        "data and analytics": (("PaaS", "SaaS", "build"), (2, 1, 2)),
        "migration": (("IaaS", "SaaS", "reuse"), (2, 2, 1)),
    }
)
#: Share of finished projects for which it was not recorded how they were delivered.
_UNKNOWN_DELIVERY = 0.05
#: Share of finished projects for which a driver was not recorded.
_UNKNOWN = MappingProxyType(
    {
        "size": 0.08,
        "interface_count": 0.09,
        "user_count": 0.13,
        "team_experience": 0.07,
        "requirements_clarity": 0.11,
        "technology_novelty": 0.06,
    }
)


def history_rows(seed: int) -> list[Row]:
    """Rows of ``history``, in the order in which the projects finished."""
    rng = stream(seed, "history")
    titles = _titles(rng)
    projects = []
    for project_class in _classes():
        projects.append(_project(rng, project_class, titles[project_class].pop()))
    projects.sort(key=lambda row: (row["finish_date"], row["title"]))
    kinds = stream(seed, "history delivery")  # of its own: no other figure depends on it
    for number, row in enumerate(projects, start=1):
        row["project"] = f"H-{number:03d}"
        delivery = pick(kinds, *_DELIVERIES[row["class"]])
        row["delivery"] = None if chance(kinds, _UNKNOWN_DELIVERY) else delivery
    return projects


def _classes() -> list[str]:
    """One class a project, in the proportions of `LAWS`."""
    classes: list[str] = []
    for name, law in LAWS.items():
        classes += [name] * round(law.share * FINISHED_PROJECTS)
    return (classes + ["software package"] * FINISHED_PROJECTS)[:FINISHED_PROJECTS]


def _titles(rng: Generator) -> dict[str, list[str]]:
    """Different titles for each class, in random order."""
    titles = {}
    for name, subjects in _SUBJECTS.items():
        choices = [
            f"{subject} {place}{step}"
            for step in _STEPS
            for place in _PLACES
            for subject in subjects
        ]
        order = sorted(range(len(choices)), key=[float(rng.random()) for _ in choices].__getitem__)
        titles[name] = [choices[place] for place in order]
    return titles


def _project(rng: Generator, project_class: str, title: str) -> Row:
    law = LAWS[project_class]
    unit = pick(rng, tuple(law.hours), law.unit_weights)
    median, sd = SIZES[unit]
    size = max(3, round(rounded(lognormal(rng, median, sd))))
    drivers = {
        "interface_count": _count(rng, size, unit),
        "team_experience": pick(rng, (1, 2, 3, 4, 5), (1, 3, 5, 4, 2)),
        "requirements_clarity": pick(rng, (1, 2, 3, 4, 5), (1, 4, 5, 4, 1)),
        "technology_novelty": pick(rng, (1, 2, 3, 4, 5), (3, 5, 4, 2, 1)),
    }
    effort = expected_hours(project_class, size, unit, **drivers) * lognormal(rng, 1.0, NOISE)
    overrun = _overrun(rng, law)
    labour = effort * HOURLY_RATE * lognormal(rng, 1.0, 0.1)
    cost = labour * (1 + law.purchases * lognormal(rng, 1.0, 0.35))
    cost_overrun = overrun**0.9 * lognormal(rng, 1.0, 0.1)
    days = usual_days(effort) * lognormal(rng, 1.0, 0.22)
    duration_overrun = overrun**0.6 * lognormal(rng, 1.03, 0.12)
    users = (
        size if unit == "users" else max(3, round(rounded(lognormal(rng, 0.9 * effort**0.62, 0.8))))
    )
    finish = _finish(rng)
    row: Row = {
        "project": None,
        "title": title,
        "department": pick(rng, (*departments(), "Information technology"), (5, 5, 5, 2, 6, 3, 4)),
        "start_date": (finish - dt.timedelta(days=round(days))).isoformat(),
        "finish_date": finish.isoformat(),
        "estimate_effort_person_hours": rounded(effort / overrun),
        "actual_effort_person_hours": round(effort),
        "estimate_cost": rounded(cost / cost_overrun),
        "actual_cost": round(cost, -2),
        "estimate_duration_days": None
        if chance(rng, 0.04)
        else max(10, round(days / duration_overrun, -1)),
        "actual_duration_days": round(days),
        "class": project_class,
        "size": size,
        "size_unit": unit,
        "user_count": users,
        **drivers,
    }
    for name, share in _UNKNOWN.items():
        if chance(rng, share):
            row[name] = None
    if row["size"] is None:
        row["size_unit"] = None
    return {
        key: int(value) if isinstance(value, float) and value.is_integer() else value
        for key, value in row.items()
    }


def _count(rng: Generator, size: float, unit: str) -> int:
    """Interfaces: more where more is built."""
    if unit == "interfaces":
        return max(1, round(size))
    middle = 2.5 * (size / SIZES[unit][0]) ** 0.4
    return max(0, round(lognormal(rng, middle, 0.5) - 0.5))


def _overrun(rng: Generator, law: ClassLaw) -> float:
    """Actual ÷ estimate: lognormal, and for some a disaster with a long tail."""
    ratio = lognormal(rng, law.overrun, law.overrun_sd)
    worse = -0.55 * math.log(1 - float(rng.random()))
    return ratio * math.exp(worse) if chance(rng, law.disasters) else ratio


def _finish(rng: Generator) -> dt.date:
    """A working day; later years hold more projects, because more was written down."""
    days = (_LAST_DAY - _FIRST_DAY).days
    day = _FIRST_DAY + dt.timedelta(days=round(days * float(rng.random()) ** 0.6))
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
