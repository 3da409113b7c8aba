"""The law behind the sample's figures.

What work of a class and size takes, and how estimates of it go wrong.

History and proposals follow the same law, so that a model learnt from the one says something about
the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

#: Euros a person-hour, own people and suppliers together.
HOURLY_RATE = 95.0
#: Effort grows a little less than size; departures from the law are this wide (standard deviation
#: of the logarithm).
SIZE_POWER, NOISE = 0.95, 0.45


@dataclass(frozen=True)
class ClassLaw:
    """What is typical of a class of projects.

    Parameters
    ----------
    hours : mapping of str to float
        Person-hours for a project of size 1, by unit of size.
    unit_weights : tuple of float
        How often each of these units is used.
    purchases : float
        Licences and equipment as a share of the cost of labour.
    overrun : float
        Median of actual ÷ estimated effort.
    overrun_sd : float
        Standard deviation of its logarithm.
    disasters : float
        Share of projects that go wrong beyond that.
    share : float
        Share of the class among finished projects.
    """

    hours: MappingProxyType[str, float]
    unit_weights: tuple[float, ...]
    purchases: float
    overrun: float
    overrun_sd: float
    disasters: float
    share: float


def _law(hours: dict[str, float], weights: tuple[float, ...], *rest: float) -> ClassLaw:
    return ClassLaw(MappingProxyType(hours), weights, *rest)


LAWS: MappingProxyType[str, ClassLaw] = MappingProxyType(
    {
        "software package": _law(
            {"function points": 11, "users": 5.0}, (0.72, 0.28), 0.30, 1.20, 0.32, 0.04, 0.28
        ),
        "custom development": _law({"function points": 15}, (1.0,), 0.06, 1.32, 0.42, 0.13, 0.24),
        "integration": _law(
            {"function points": 14, "interfaces": 330}, (0.6, 0.4), 0.10, 1.28, 0.40, 0.12, 0.15
        ),
        "infrastructure": _law({"servers": 62}, (1.0,), 0.75, 1.10, 0.24, 0.02, 0.12),
        "data and analytics": _law({"function points": 12}, (1.0,), 0.15, 1.24, 0.36, 0.06, 0.12),
        "migration": _law(
            {"function points": 12, "servers": 55}, (0.7, 0.3), 0.12, 1.24, 0.34, 0.05, 0.09
        ),
    }
)

#: Median of the sizes in each unit, and the standard deviation of their logarithm.
SIZES: MappingProxyType[str, tuple[float, float]] = MappingProxyType(
    {
        "function points": (230, 0.85),
        "users": (480, 0.85),
        "servers": (34, 0.75),
        "interfaces": (8, 0.7),
    }
)


def expected_hours(
    project_class: str,
    size: float,
    size_unit: str,
    *,
    interface_count: float | None = None,
    team_experience: float | None = None,
    requirements_clarity: float | None = None,
    technology_novelty: float | None = None,
) -> float:
    """Person-hours that such work takes at the median; what is not known counts as middling."""
    hours = LAWS[project_class].hours[size_unit] * size**SIZE_POWER
    hours *= 0.91 ** (_or(team_experience, 3) - 3)
    hours *= 0.93 ** (_or(requirements_clarity, 3) - 3)
    hours *= 1.10 ** (_or(technology_novelty, 3) - 3)
    return float(hours * 1.015 ** (min(_or(interface_count, 4), 20) - 4))


def usual_days(hours: float) -> float:
    """Calendar days over which so many person-hours are usually spread."""
    return float(68 * (hours / 150) ** 0.38)


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
