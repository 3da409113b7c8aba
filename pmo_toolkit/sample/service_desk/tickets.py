"""Rows of ``tickets``: what the service desk of the sample organisation hears."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from numpy.random import Generator

Row = dict[str, Any]

#: Day after which nothing is known yet.
_KNOWN_UNTIL = date(2026, 11, 20)
#: Share of tickets that state their hours.
_WITH_HOURS = 0.85
#: Days that a ticket stays open, median and standard deviation of its logarithm.
_OPEN_DAYS, _SCATTER = 2.0, 0.9
_DAYS_A_MONTH = 28


@cache
def service_desk() -> dict[str, Any]:
    """Kinds of tickets, departments, channels and season."""
    text = (files(__package__) / "desk.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def ticket_rows(rng: Generator) -> list[Row]:
    """Rows of ``tickets``, by the day of opening.

    One trouble comes again and again, one department hardly reports any, and the same months of
    each year bring more.

    Parameters
    ----------
    rng : numpy.random.Generator
    """
    desk = service_desk()
    year, month = map(int, desk["first_month"].split("-"))
    rows: list[Row] = []
    for step in range(desk["months"] + 1):
        place = year * 12 + month - 1 + step
        usual = desk["a_month"] * desk["season"][place % 12]
        for _ in range(round(usual * rng.uniform(0.9, 1.1))):
            day = date(place // 12, place % 12 + 1, 1 + int(rng.integers(_DAYS_A_MONTH)))
            if day <= _KNOWN_UNTIL:
                rows.append(_ticket(rng, desk, day))
    rows.sort(key=lambda row: row["opened"])
    return [{"ticket": f"T-{number:04d}", **row} for number, row in enumerate(rows, start=1)]


def _ticket(rng: Generator, desk: dict[str, Any], opened: date) -> Row:
    kinds = desk["kinds"]
    kind = kinds[_weighted(rng, [one["weight"] for one in kinds])]
    names, channels = list(desk["departments"]), list(desk["channels"])
    department = names[_weighted(rng, list(desk["departments"].values()))]
    closed = opened + timedelta(days=round(_OPEN_DAYS * rng.lognormal(0, _SCATTER)))
    hours = round(kind["hours"] * rng.lognormal(0, 0.5), 1)
    is_stated = rng.random() < _WITH_HOURS and closed <= _KNOWN_UNTIL
    return {
        "service": kind.get("service"),
        "category": kind["category"],
        "opened": opened.isoformat(),
        "closed": closed.isoformat() if closed <= _KNOWN_UNTIL else None,
        "hours": hours if is_stated else None,
        "text": kind["texts"][int(rng.integers(len(kind["texts"])))],
        "department": kind.get("department", department),
        "role": kind["role"],
        "channel": channels[_weighted(rng, list(desk["channels"].values()))],
    }


def _weighted(rng: Generator, weights: list[float]) -> int:
    return int(rng.choice(len(weights), p=[weight / sum(weights) for weight in weights]))
