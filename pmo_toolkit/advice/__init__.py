"""From results to advice.

Position, likelihood, confidence with its grounds, reasons, questions. Pure.
"""

from pmo_toolkit.advice.confidence import Ground
from pmo_toolkit.advice.rules import advise
from pmo_toolkit.advice.shapes import POSITIONS, Advice, Likelihood, LinkedProposal, Reason, Results

__all__ = [
    "POSITIONS",
    "Advice",
    "Ground",
    "Likelihood",
    "LinkedProposal",
    "Reason",
    "Results",
    "advise",
]
