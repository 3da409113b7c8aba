"""WSJF, CD3 and RICE.

One-figure rankings in common use, as second opinions, each with what it leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, prod

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.scoring import ranks_of

#: What holds for every one of them.
_ALL = (
    "doubt: each input is taken as exact, so a close order means little",
    "what one proposal needs from another",
)
LEAVES_OUT: Mapping[str, tuple[str, ...]] = {
    "WSJF": (
        (
            "how large the differences are: value, urgency and risk are relative points, of"
            " different kinds and yet added"
        ),
        "money: neither cost nor budget enters, only job size",
        *_ALL,
    ),
    "CD3": (
        "value that delay does not reduce, and dates after which it is lost at once",
        "cost, and people of whom there are too few: only time divides",
        *_ALL,
    ),
    "RICE": (
        "urgency: what is worth less next year stands as high as what is not",
        "doubt about reach, impact and effort, since one confidence figure multiplies them all",
        "what cannot be counted as people reached, such as duties under law",
        _ALL[1],
    ),
}


@dataclass(frozen=True)
class SecondOpinion:
    """One proposal in the eyes of one method.

    Parameters
    ----------
    method : str
        ``"WSJF"``, ``"CD3"`` or ``"RICE"``.
    value : float or NotAssessed
        The higher the sooner.
    unit : str
    leaves_out : tuple of str
        What the method cannot see.
    """

    method: str
    value: float | NotAssessed
    unit: str
    leaves_out: tuple[str, ...]


def wsjf(
    business_value: float | None,
    time_criticality: float | None,
    risk_reduction: float | None,
    job_size: float | None,
) -> SecondOpinion:
    """Weighted shortest job first: (business value + time criticality + risk reduction) ÷ job size.

    Parameters
    ----------
    business_value, time_criticality, risk_reduction, job_size : float or None
        Relative points on one scale; the sum is the cost of delay. None where nobody said.

    Raises
    ------
    ValueError
        If a number is negative or infinite, or the job size zero.

    Examples
    --------
    >>> wsjf(8, 5, 2, 5).value
    3.0
    """
    gains = {
        "business value": business_value,
        "time criticality": time_criticality,
        "risk reduction": risk_reduction,
    }
    return _opinion("WSJF", "points per point of job size", gains, {"job size": job_size})


def cd3(cost_of_delay: float | None, duration_months: float | None) -> SecondOpinion:
    """Cost of delay divided by duration.

    Parameters
    ----------
    cost_of_delay : float or None
        Money lost with each month of delay.
    duration_months : float or None
        Months that the work takes.

    Raises
    ------
    ValueError
        If a number is negative or infinite, or the duration zero.

    Examples
    --------
    >>> cd3(12_000, 4).value
    3000.0
    """
    gains = {"cost of delay": cost_of_delay}
    return _opinion(
        "CD3", "money per month, for each month of work", gains, {"duration": duration_months}
    )


def rice(
    reach: float | None,
    impact: float | None,
    confidence: float | None,
    effort_person_months: float | None,
) -> SecondOpinion:
    """Reach × impact × confidence ÷ effort.

    Parameters
    ----------
    reach : float or None
        People reached in a stated period.
    impact : float or None
        Effect on each of them, in points.
    confidence : float or None
        0 to 1.
    effort_person_months : float or None

    Raises
    ------
    ValueError
        If a number is negative or infinite, the confidence above 1, or the effort zero.

    Examples
    --------
    >>> rice(1000, 2, 0.8, 4).value
    400.0
    """
    if confidence is not None and confidence > 1:
        raise ValueError(f"RICE: confidence lies between 0 and 1, found {confidence:g}")
    gains = {"reach": reach, "impact": impact, "confidence": confidence}
    return _opinion(
        "RICE", "points per person-month", gains, {"effort": effort_person_months}, multiply=True
    )


def _opinion(
    method: str,
    unit: str,
    gains: dict[str, float | None],
    size: dict[str, float | None],
    multiply: bool = False,
) -> SecondOpinion:
    inputs = gains | size
    for name, value in inputs.items():
        if value is not None and not (isfinite(value) and value >= 0):
            raise ValueError(f"{method}: {name} must not be negative, found {value:g}")
    missing = [name for name, value in inputs.items() if value is None]
    if missing:
        why = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not stated"
        return SecondOpinion(
            method,
            NotAssessed(method, why, ReasonCode.NOT_STATED, names=tuple(missing)),
            unit,
            LEAVES_OUT[method],
        )
    (name, divisor), *_ = size.items()
    if not divisor:
        raise ValueError(f"{method}: {name} must be above zero")
    numbers = [float(gain) for gain in gains.values() if gain is not None]
    total = prod(numbers) if multiply else sum(numbers)
    return SecondOpinion(method, total / divisor, unit, LEAVES_OUT[method])


def ranked_opinions(opinions: Mapping[str, SecondOpinion]) -> dict[str, float | NotAssessed]:
    """Rank of each proposal under one method, 1 the first; those without a value stay not assessed.

    Parameters
    ----------
    opinions : mapping of str to SecondOpinion
        Proposal → opinion, all by one method.

    Raises
    ------
    ValueError
        If the opinions come from several methods.
    """
    if len({opinion.method for opinion in opinions.values()}) > 1:
        raise ValueError("only opinions of one method can be ranked together")
    valued = {
        key: opinion.value
        for key, opinion in opinions.items()
        if not isinstance(opinion.value, NotAssessed)
    }
    ranks = dict(zip(valued, ranks_of(list(valued.values())), strict=True)) if valued else {}
    by_proposal: dict[str, float | NotAssessed] = {}
    for key, opinion in opinions.items():
        by_proposal[key] = opinion.value if isinstance(opinion.value, NotAssessed) else ranks[key]
    return by_proposal
