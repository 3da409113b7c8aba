"""From results to advice.

Position, likelihood, confidence with its grounds, reasons, questions. Pure.
"""

from pmo_toolkit.advice.confidence import Ground
from pmo_toolkit.advice.rules import advise
from pmo_toolkit.advice.shapes import (
    POSITIONS,
    Advice,
    Calendar,
    Condition,
    Likelihood,
    Reason,
    Results,
)
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal, Links

__all__ = [
    "POSITIONS",
    "Advice",
    "Calendar",
    "Condition",
    "Ground",
    "Likelihood",
    "LinkedProposal",
    "Links",
    "Reason",
    "Results",
    "advise",
]
