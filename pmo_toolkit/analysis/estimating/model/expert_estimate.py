"""An expert's estimate of the target among the drivers.

To a regression it is one size more, drawn towards the middle and held within the range of the
finished projects. Both are wrong for an estimate of the target itself: it grows in proportion, and
a project larger than all before is estimated as such.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.column_names import is_estimate, is_size
from pmo_toolkit.analysis.estimating.history.columns import Numbers, logs_of

#: Fewer finished projects with an estimate say too little of it.
_FEWEST = 10
#: Estimates stand in the target's unit: their median ratio to it stays within this factor.
_SAME_UNIT = 4.0


def expert_estimates(X: pd.DataFrame, logs: Numbers) -> Iterator[tuple[Hashable, Numbers]]:
    """Columns that may hold an expert's estimate of the target.

    Each by its name (`is_estimate`, no size), stated by half of the projects and by ten, and in the
    target's unit.

    Parameters
    ----------
    X : DataFrame of shape (n, k)
    logs : array of shape (n,)
        Logarithms of the target.

    Yields
    ------
    (name, logarithms of shape (n,), NaN where no positive estimate is stated)
    """
    for name in X.columns:
        if not is_estimate(str(name)) or is_size(str(name)):
            continue
        stated = logs_of(X[name])
        ratio = (logs - stated)[np.isfinite(stated)]
        if len(ratio) < max(_FEWEST, len(logs) / 2) or abs(np.median(ratio)) > np.log(_SAME_UNIT):
            continue
        yield name, stated
