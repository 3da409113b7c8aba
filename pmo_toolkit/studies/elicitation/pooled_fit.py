"""The distribution that fits the group's range of a quantity, as SHELF feeds it back."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.judgements.fitting import FittedDistribution, fitted
from pmo_toolkit.studies.elicitation.combining import LEVELS, CombinedRange, JudgedQuantity
from pmo_toolkit.studies.elicitation.quantities import BENEFIT


def pooled_fit(judged: JudgedQuantity) -> FittedDistribution | NotAssessed:
    """The distribution that fits the combined range best, all scorers alike.

    Only a benefit can be less than nought.

    Parameters
    ----------
    judged : JudgedQuantity

    Returns
    -------
    FittedDistribution or NotAssessed
        Not assessed where nothing is combined, or the range has no width on a side.
    """
    quantity = judged.quantity
    if not isinstance(judged.equal, CombinedRange):
        return judged.equal
    ends = judged.equal.low, judged.equal.mode, judged.equal.high
    lower = -np.inf if quantity.kind == BENEFIT else 0.0
    try:
        return _fit(ends, lower)
    except ValueError as error:
        why = f"no distribution can be fitted: {error}"
        return NotAssessed(quantity.label, why, ReasonCode.UNUSABLE_RANGE)


@lru_cache(maxsize=512)
def _fit(ends: tuple[float, float, float], lower: float) -> FittedDistribution:
    return fitted(ends, LEVELS, lower)
