"""What limits a forecast, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmo_toolkit.analysis.flow.counting.weeks import DAYS_A_WEEK
from pmo_toolkit.analysis.flow.promises import SHARES
from pmo_toolkit.analysis.flow.regimes import Regime
from pmo_toolkit.analysis.flow.shapes import Coverage
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.core.settings.capacity import FlowSettings

#: Coverage is worth a remark where it is further from the share than chance of few weeks explains.
_FAR_OFF = 0.08
_FEW_ORIGINS = 40
#: Whole weeks of which nothing is known before the day of a forecast from which on that is told.
_OLD_FROM = 3


def remarks_on(
    regimes: Sequence[Regime],
    n_weeks: int,
    own_errors: int,
    coverage: Coverage,
    weeks: int,
    settings: FlowSettings,
    *,
    is_out_of_reach: bool = False,
) -> tuple[str, ...]:
    """Sentences on the present regime, on too few own errors, and on the measured coverage."""
    remarks = []
    if len(regimes) > 1:
        before, now = regimes[-2:]
        remarks.append(
            f"Since the week of {now.first_week} the team has finished nothing, before that about"
            f" {rate(before.items_a_week)} items a week: it has ended, rests or is recorded"
            " elsewhere. It brings no hours and hands over nothing."
            if not now.items_a_week
            else f"Since the week of {now.first_week} the team has finished about"
            f" {rate(now.items_a_week)} items a week, before that {rate(before.items_a_week)};"
            " the forecast goes on from the present level."
        )
    if own_errors < settings.own_errors:
        remarks.append(
            f"{counted(own_errors, 'own past forecast', 'own past forecasts')} of this length"
            f" side by side; below {settings.own_errors} the range leans on the spread that is"
            " usual for other teams."
        )
    if not coverage.n_origins:
        remarks.append(
            f"{counted(n_weeks, 'week', 'weeks')} of throughput are too few to measure how often"
            f" such promises were kept; that takes {settings.past_weeks} weeks and those ahead."
        )
    elif coverage.n_origins < _FEW_ORIGINS:
        number = counted(coverage.n_origins, "past week", "past weeks")
        remarks.append(f"The coverage rests on {number} alone and is uncertain.")
    elif abs((coverage.share(1) or 0.0) - SHARES[1]) > _FAR_OFF:
        kept = round(100 * (coverage.share(1) or 0.0))
        remarks.append(f"Promises of 80 % were kept in {kept} % of the past weeks of this team.")
    if is_out_of_reach:
        remarks.append(
            "Where no number stands, the items are not promised within"
            f" {counted(settings.furthest_weeks, 'week', 'weeks')}."
        )
    elif weeks > n_weeks:
        remarks.append("The forecast reaches further ahead than the history goes back.")
    return tuple(remarks)


def remark_on_age(last_week: str, as_of: date) -> str:
    """That nothing is known of the weeks before today; empty where they are few.

    Parameters
    ----------
    last_week : str
        Monday of the last week that is known, ISO 8601; empty for none.
    as_of : date
        The day of the forecast.
    """
    if not last_week:
        return ""
    weeks = ((as_of - date.fromisoformat(last_week)).days + 1) // DAYS_A_WEEK - 1
    if weeks < _OLD_FROM:
        return ""
    return (
        f"The last week that is known is that of {last_week}; {weeks} whole weeks have passed until"
        f" {as_of}: what the team has finished since is not known, and the weeks ahead begin after"
        " that one, not today."
    )


def rate(items_a_week: float) -> str:
    """Items a week as text: whole from ten on, else with one decimal."""
    return f"{items_a_week:,.0f}" if items_a_week >= 10 else f"{items_a_week:.1f}"
