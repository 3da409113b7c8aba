"""How near texts are to each other, corrected for texts that are near to everything.

In many dimensions some texts ("hubs") are among the nearest of nearly all others, whatever they are
about. Cross-domain similarity local scaling takes from each similarity the mean similarity of both
texts to their nearest (Conneau et al. 2018, Word translation without parallel data).
"""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.overlaps.encoding import Matrix


def corrected(similarity: Matrix, nearest: int, *, same: bool = True) -> Matrix:
    """Similarities corrected for hubs.

    Parameters
    ----------
    similarity : ndarray, shape (n, n)
        Cosines between the rows of one set and those of another, or of one set among itself. What
        stands at the same place in both is the same proposal and never counts as its own nearest.
    nearest : int
        How many nearest texts the mean is taken over.
    same : bool
        Whether both sets are the same, so that the matrix is symmetric.

    Returns
    -------
    ndarray, shape (n, n)
    """
    others = similarity.copy()
    np.fill_diagonal(others, -np.inf)
    of_rows = _mean_of_highest(others, nearest)
    of_columns = of_rows if same else _mean_of_highest(others.T, nearest)
    return 2 * similarity - of_rows[:, None] - of_columns[None, :]


def mean_of_views(views: tuple[Matrix, Matrix, Matrix], nearest: int) -> Matrix:
    """The mean similarity of whole texts, needs, titles, and needs crossed with titles.

    Parameters
    ----------
    views : three ndarrays, each of shape (n, d)
        Rows of length one: of the whole texts, the needs and the titles.
    nearest : int
        As in `corrected`; 0 for plain cosines.

    Returns
    -------
    ndarray, shape (n, n)
    """
    _, needs, titles = views
    cosines = [view @ view.T for view in views]
    crossed = needs @ titles.T
    if nearest:
        cosines = [corrected(cosine, nearest) for cosine in cosines]
        crossed = corrected(crossed, nearest, same=False)
    mean: Matrix = (sum(cosines) + (crossed + crossed.T) / 2) / 4
    return mean


def _mean_of_highest(similarity: Matrix, count: int) -> Matrix:
    """Mean of the highest values of each row, shape (n,)."""
    kept = min(count, similarity.shape[1] - 1)
    if kept < 1:
        return np.zeros(len(similarity))
    highest = np.sort(np.partition(similarity, -kept, axis=1)[:, -kept:], axis=1)
    mean: Matrix = highest.mean(axis=1)
    return mean
