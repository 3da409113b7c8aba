"""What agile teams began and finished, item by item."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pmo_toolkit.sample.chance import between, lognormal, stream
from pmo_toolkit.sample.content import organisation

Row = dict[str, Any]

#: Day after which nothing is known yet.
_KNOWN_UNTIL = date(2026, 11, 20)
#: How far the duration of an item scatters, standard deviation of its logarithm.
_SCATTER = 0.6
#: How many items a team begins in a week, least and most, as a share of what is usual.
_WEEKS_FROM, _WEEKS_TO = 0.5, 1.5


def flow_rows(seed: int) -> list[Row]:
    """Rows of ``flow``: items of work in the order in which they were begun.

    What is not finished on the last known day has no end yet.
    """
    rows: list[Row] = []
    for place, team in enumerate(organisation()["flow_teams"]):
        rng = stream(seed, "flow", place)
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
                        "done": done.isoformat() if done <= _KNOWN_UNTIL else None,
                    }
                )
    return rows


def _workday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
