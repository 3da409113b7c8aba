"""How an option's cost and net value vary together, as an ellipse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median, quantiles

#: Half axes shorter than this share of the longer one are as good as none.
_FLAT = 1e-9


@dataclass(frozen=True)
class Ellipse:
    """Medians of cost and net value, half axes as steps in both, and the share of draws within."""

    centre: tuple[float, float]
    cost_axis: tuple[float, float]
    value_axis: tuple[float, float]
    share: float


def ellipse_of(
    cost: NDArray[np.floating], value: NDArray[np.floating], share: float
) -> Ellipse | None:
    """The ellipse about the medians that holds `share` of joint draws.

    Its axes are those along which cost and value vary independently of each other. Both half axes
    grow together until the share is held, so that what is shown is measured and no law is assumed.

    Parameters
    ----------
    cost, value : ndarray of shape (draws,)
    share : float
        0 to 1.

    Returns
    -------
    Ellipse or None
        None where neither varies.
    """
    drawn = np.stack([cost, value]).astype(float)
    scale = drawn.std(axis=1)
    if not scale.any():
        return None
    unit = np.where(scale > 0, scale, 1.0)
    variances, directions = np.linalg.eigh(np.cov(drawn / unit[:, None], ddof=0))
    centre = np.array([median(part) for part in drawn])
    centred = (drawn - centre[:, None]) / unit[:, None]
    spread = np.sqrt(np.maximum(variances, 0.0))
    usable = spread > _FLAT * spread.max()
    along = (directions.T @ centred)[usable] / spread[usable, None]
    distance = np.sqrt(np.sum(along**2, axis=0))
    radius = float(quantiles(distance, (share,))[0])
    axes = directions * np.where(usable, spread, 0.0) * radius * unit[:, None]
    held = float(np.mean(distance <= radius * (1 + 1e-12)))
    first, second = axes[:, 1].tolist(), axes[:, 0].tolist()
    if abs(second[0]) > abs(first[0]):
        first, second = second, first
    middle = float(centre[0]), float(centre[1])
    return Ellipse(middle, (first[0], first[1]), (second[0], second[1]), held)
