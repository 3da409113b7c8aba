"""DORA's four measures of delivery, with the events that they are defined by.

They describe how changes reach users, over time, for the team itself. They never rank teams or
people: teams differ in what they deliver to whom.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.counting.items import day_numbers
from pmo_toolkit.analysis.flow.counting.weeks import DAYS_A_WEEK, monday_of
from pmo_toolkit.core.settings.capacity import FlowSettings

BANDS = ("elite", "high", "medium", "low")
#: Year of the report whose bands are the defaults of the settings.
BANDS_OF = 2023
#: What each measure is, by its events.
DEFINITIONS = {
    "deployment_days_a_week": "median over the weeks of the days on which something was deployed",
    "change_lead_days": "median of days from the first commit of a change to the end of its"
    " deployment",
    "change_failure_share": "days of deployment that caused an incident, of all days of deployment",
    "recovery_days": "median of days from the deployment that caused an incident to its being"
    " resolved",
}
_RARE = (
    "mean over the weeks of the days on which something was deployed, since in most weeks nothing"
    " was"
)


@dataclass(frozen=True)
class DeliveryMeasure:
    """One of the four.

    Parameters
    ----------
    name, definition, unit : str
    value : float
    n : int
        Weeks, changes, deployments or incidents that it rests on.
    band : str
        One of `BANDS`, by the bounds of the settings.
    """

    name: str
    definition: str
    unit: str
    value: float
    n: int
    band: str


@dataclass(frozen=True)
class Deliveries:
    """The four measures of a team.

    Parameters
    ----------
    weeks : int
        Whole weeks up to the last day that are looked at.
    bands_of : int
        Year of the report that the default bands come from.
    measures : tuple of (DeliveryMeasure or NotAssessed)
        Deployment frequency, lead time of changes, change failure rate, recovery.
    """

    weeks: int
    bands_of: int
    measures: tuple[DeliveryMeasure | NotAssessed, ...]


def deliveries_of(
    rows: pd.DataFrame, as_of: int, settings: FlowSettings
) -> Deliveries | NotAssessed:
    """DORA's measures of one team, of the last weeks.

    Parameters
    ----------
    rows : DataFrame
        From `clean_items`, of one team; ``deployed`` is the day on which a deployment ended.
        Where ``incident_resolved`` or ``caused_incident`` is stated the deployment caused an
        incident; several items that were deployed on one day are one deployment day.
    as_of : int
        The last day, as days since 1 January 1970.
    settings : FlowSettings
    """
    what = "deliveries"
    if rows["deployed"].isna().all():
        why = "no item states when it was deployed"
        return NotAssessed(what, why, ReasonCode.NOT_STATED)
    end = int(monday_of(np.asarray([as_of + 1]))[0])
    known = rows.dropna(subset=["deployed"])
    days = day_numbers(known["deployed"])
    begin = max(end - settings.measured_weeks * DAYS_A_WEEK, int(monday_of(days).min()))
    inside = (days >= begin) & (days < end)
    weeks = (end - begin) // DAYS_A_WEEK
    if not inside.any() or weeks < settings.fewest_weeks:
        why = f"{max(weeks, 0)} whole weeks with deployments are too few"
        return NotAssessed(what, why, ReasonCode.TOO_FEW_PROJECTS)
    known, days = known[inside], days[inside]
    return Deliveries(
        weeks,
        BANDS_OF,
        (
            _frequency(days, begin, weeks, settings),
            _lead_time(known, settings),
            _failures(known, days, settings),
            _recovery(known, settings),
        ),
    )


def _frequency(
    days: NDArray[np.int64], begin: int, weeks: int, settings: FlowSettings
) -> DeliveryMeasure:
    deployed = np.unique(days)
    a_week = np.bincount((deployed - begin) // DAYS_A_WEEK, minlength=weeks)
    value = float(median(a_week))
    is_rare = not value  # their mean tells teams apart that deploy less than weekly
    if is_rare:
        value = len(deployed) / weeks
    band = _band(-value, [-bound for bound in settings.deployment_days], is_closed=True)
    found = _measure("deployment_days_a_week", "days a week", value, weeks, band)
    return replace(found, definition=_RARE) if is_rare else found


def _lead_time(known: pd.DataFrame, settings: FlowSettings) -> DeliveryMeasure | NotAssessed:
    took = (known["deployed"] - known["first_commit"]).dropna().dt.days.to_numpy(dtype=float)
    if not len(took):
        return _not_stated("lead time of changes", "no deployed item states its first commit")
    value = median(took)
    band = _band(value, settings.change_days)
    return _measure("change_lead_days", "days", value, len(took), band)


def _failures(
    known: pd.DataFrame, days: NDArray[np.int64], settings: FlowSettings
) -> DeliveryMeasure | NotAssessed:
    if known["caused_incident"].isna().all() and known["incident_resolved"].isna().all():
        why = "no deployed item states whether it caused an incident"
        return _not_stated("change failure rate", why)
    failed = _is_failed(known)
    # where some state that there was none, a blank cell does not say so
    if (known["caused_incident"] == False).fillna(False).any():  # noqa: E712
        is_stated = known["caused_incident"].notna().to_numpy() | failed
        days, failed = days[is_stated], failed[is_stated]
    deployments = np.unique(days)
    value = len(np.unique(days[failed])) / len(deployments)
    band = _band(value, settings.failure_shares, is_closed=True)
    return _measure("change_failure_share", "share 0–1", value, len(deployments), band)


def _recovery(known: pd.DataFrame, settings: FlowSettings) -> DeliveryMeasure | NotAssessed:
    took = (known["incident_resolved"] - known["deployed"]).dropna().dt.days.to_numpy(dtype=float)
    took = took[took >= 0]
    if not len(took):
        return _not_stated("recovery", "no incident states when it was resolved")
    value = median(took)
    band = _band(value, settings.recovery_days)
    if value == 0:  # days alone do not tell an hour from a day
        band = BANDS[1]
    return _measure("recovery_days", "days", value, len(took), band)


def _is_failed(known: pd.DataFrame) -> NDArray[np.bool_]:
    stated = known["caused_incident"].fillna(False).astype(bool)
    return (stated | known["incident_resolved"].notna()).to_numpy()


def _band(value: float, bounds: object, *, is_closed: bool = False) -> str:
    limits = np.asarray(bounds, dtype=float)
    below = value <= limits if is_closed else value < limits
    return BANDS[int(np.argmax(below)) if below.any() else -1]


def _measure(name: str, unit: str, value: float, n: int, band: str) -> DeliveryMeasure:
    return DeliveryMeasure(name, DEFINITIONS[name], unit, value, n, band)


def _not_stated(what: str, why: str) -> NotAssessed:
    return NotAssessed(what, why, ReasonCode.NOT_STATED)
