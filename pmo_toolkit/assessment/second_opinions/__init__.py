"""Second opinions on every proposal by methods that others use, with what they lack."""

from pmo_toolkit.assessment.second_opinions.inputs import (
    DAYS_A_MONTH,
    WEEKDAYS_A_MONTH,
    OpinionInput,
)
from pmo_toolkit.assessment.second_opinions.opinions import RankedOpinion, second_opinions

__all__ = [
    "DAYS_A_MONTH",
    "WEEKDAYS_A_MONTH",
    "OpinionInput",
    "RankedOpinion",
    "second_opinions",
]
