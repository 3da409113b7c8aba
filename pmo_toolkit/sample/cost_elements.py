"""Which cost elements each kind of option has, and how large they typically are."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import between, chance, stream


@dataclass(frozen=True)
class Element:
    """One cost element: `share` is its most likely amount (a year, or once) ÷ cost of labour."""

    name: str
    cost_type: str
    period: str
    group: str | None
    share: float


def _elements(*rows: tuple[str, str, str, str | None, float]) -> tuple[Element, ...]:
    return tuple(Element(*row) for row in rows)


#: Typical cost of each kind of option. "labour" and "operations" are people, the other groups are
#: bought.
ELEMENTS: MappingProxyType[str, tuple[Element, ...]] = MappingProxyType(
    {
        "nothing": _elements(
            ("Running the present service", "opex", "per year", "operations", 0.09),
            ("Support contract and small repairs", "opex", "per year", "licence", 0.035),
            ("Stopgap measures", "opex", "once", None, 0.04),
        ),
        "minimum": _elements(
            ("Changes to the present way of working", "opex", "once", "labour", 0.26),
            ("Training and change", "opex", "once", "labour", 0.08),
            ("Running the present service", "opex", "per year", "operations", 0.09),
            ("Additional checks and small repairs", "opex", "per year", "licence", 0.04),
        ),
        "reuse": _elements(
            ("Adaptation of the present service", "capex", "once", "labour", 0.42),
            ("Transfer of data", "capex", "once", "labour", 0.18),
            ("Training and change", "opex", "once", "labour", 0.16),
            ("Additional users and licences", "opex", "per year", "licence", 0.08),
            ("Operation", "opex", "per year", "operations", 0.06),
        ),
        "SaaS": _elements(
            ("Choice of supplier and contract", "opex", "once", "labour", 0.05),
            ("Configuration and roll-out", "capex", "once", "labour", 0.46),
            ("Transfer of data and connections", "capex", "once", "labour", 0.29),
            ("Training and change", "opex", "once", "labour", 0.20),
            ("Subscription", "opex", "per year", "licence", 0.17),
            ("Management of the service", "opex", "per year", "operations", 0.05),
        ),
        "PaaS": _elements(
            ("Development on the platform", "capex", "once", "labour", 0.55),
            ("Testing and acceptance", "capex", "once", "labour", 0.15),
            ("Transfer of data and connections", "capex", "once", "labour", 0.18),
            ("Training and change", "opex", "once", "labour", 0.12),
            ("Use of the platform", "opex", "per month", "infrastructure", 0.10),
            ("Operation and improvement", "opex", "per year", "operations", 0.08),
        ),
        "IaaS": _elements(
            ("Installation and set-up", "capex", "once", "labour", 0.58),
            ("Transfer of data and connections", "capex", "once", "labour", 0.21),
            ("Testing and acceptance", "capex", "once", "labour", 0.12),
            ("Training and change", "opex", "once", "labour", 0.09),
            ("Licences", "capex", "once", "licence", 0.12),
            ("Rented servers and storage", "opex", "per month", "infrastructure", 0.09),
            ("Operation", "opex", "per year", "operations", 0.10),
        ),
        "build": _elements(
            ("Analysis and design", "capex", "once", "labour", 0.17),
            ("Development", "capex", "once", "labour", 0.52),
            ("Testing and acceptance", "capex", "once", "labour", 0.20),
            ("Training and change", "opex", "once", "labour", 0.11),
            ("Equipment and tools", "capex", "once", "infrastructure", 0.07),
            ("Operation", "opex", "per year", "operations", 0.05),
            ("Corrections and improvement", "opex", "per year", "labour", 0.09),
        ),
    }
)


#: Servers are bought rather than developed.
SERVERS: MappingProxyType[str, tuple[str, float]] = MappingProxyType(
    {
        "Analysis and design": ("Design and ordering", 0.25),
        "Development": ("Installation and move of data", 0.50),
        "Testing and acceptance": ("Testing of restart and recovery", 0.15),
        "Training and change": ("Training of operators", 0.10),
        "Equipment and tools": ("Servers and storage", 0.80),
        "Corrections and improvement": ("Maintenance contract", 0.10),
    }
)


#: Purpose of what falls due again and again; everything else that is spent once is capital.
_PURPOSES = MappingProxyType(
    {
        "Running the present service": "run",
        "Support contract and small repairs": "maintenance",
        "Stopgap measures": "maintenance",
        "Additional checks and small repairs": "maintenance",
        "Additional users and licences": "run",
        "Operation": "run",
        "Subscription": "run",
        "Management of the service": "management",
        "Use of the platform": "run",
        "Operation and improvement": "maintenance",
        "Rented servers and storage": "run",
        "Corrections and improvement": "maintenance",
        "Maintenance contract": "maintenance",
    }
)
#: Months from the start to the first benefit: what exists is there sooner than what must be made.
_MONTHS = MappingProxyType(
    {
        "minimum": (2, 4),
        "reuse": (3, 7),
        "SaaS": (4, 9),
        "PaaS": (7, 12),
        "IaaS": (6, 11),
        "build": (9, 16),
    }
)


def purpose_of(case: Case, element: str) -> str | None:
    """What an element is for; None throughout in the proposals that never said so."""
    if chance(stream(case.seed, "purposes", case.index), 0.15):
        return None
    return _PURPOSES.get(element, "capital")


def months_to_benefit(case: Case, kind: str) -> int | None:
    """Months until the option's first benefit; None for doing nothing and where nobody has said."""
    if kind not in _MONTHS:
        return None
    rng = stream(case.seed, f"first benefit {kind}", case.index)
    months = round(between(rng, *_MONTHS[kind]))
    return None if chance(rng, 0.15) else months
