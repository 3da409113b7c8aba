"""Which encoded drivers a regression uses, and which of them are emphasised."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder

#: Prior spread of the effect of size, and of the product of all effort multipliers, as a multiple
#: of that of any other driver (Boehm, "Software Engineering Economics", 1981).
EMPHASIS = 3.0


@dataclass(frozen=True)
class Features:
    """Encoded drivers as a regression sees them.

    Parameters
    ----------
    columns : array of int, shape (j,)
        Encoded columns that are used.
    scales : array of shape (j,)
        `EMPHASIS` for the size, 1 for the others.
    product : array of shape (j,)
        Shares in the logarithm of the product of effort multipliers; all zero without them.
    """

    columns: NDArray[np.intp]
    scales: Numbers
    product: Numbers

    def of(self, encoded: Numbers) -> Numbers:
        """Array of shape (m, j + 1)."""
        used = encoded[:, self.columns]
        return np.column_stack([used * self.scales, used @ self.product])


def choose_features(
    encoder: DriverEncoder, encoded: Numbers, logs: Numbers, lacking: Set[int], *, emphasise: bool
) -> Features:
    """Features without some drivers.

    The size is the sized driver that goes best with the target, if any goes with it at all.

    Parameters
    ----------
    encoder : DriverEncoder
    encoded : array of shape (n, k)
        Finished projects.
    logs : array of shape (n,)
        Logarithms of the target.
    lacking : set of int
        Places, among the encoder's columns, of drivers to do without.
    emphasise : bool
        Whether size and multipliers are expected to matter most.
    """
    columns = np.array(
        [i for i, owner in enumerate(encoder.owners_) if owner not in lacking], dtype=np.intp
    )
    drivers = [encoder.columns_[encoder.owners_[i]] for i in columns]
    used = encoded[:, columns]
    scales = np.ones(len(columns))
    sized = np.flatnonzero([driver.log for driver in drivers])
    if emphasise and len(sized) and np.ptp(logs) > 0:
        together = (logs - logs.mean()) @ (used[:, sized] - used[:, sized].mean(axis=0))
        together /= np.maximum(used[:, sized].std(axis=0), 1e-12)
        best = int(np.argmax(together))
        if together[best] > 0:
            scales[sized[best]] = EMPHASIS
    product = np.array(
        [driver.spread * (emphasise and driver.kind == "multiplier") for driver in drivers]
    )
    spread = float((used @ product).std()) if product.any() else 0.0
    return Features(columns, scales, product * (EMPHASIS / spread if spread > 0 else 0.0))
