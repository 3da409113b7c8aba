"""What cost elements of the sample are for, and when an option brings its first benefit."""

from __future__ import annotations

from types import MappingProxyType

from pmo_toolkit.sample.cases import Case
from pmo_toolkit.sample.chance import between, chance, stream

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
