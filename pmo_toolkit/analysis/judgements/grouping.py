"""Texts of several people that say much the same, put together."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.cluster.hierarchy import fcluster, linkage

from pmo_toolkit.analysis.overlaps.encoding import TextEncoder, unit_rows

#: Mean cosine from which two groups of reasons are one: of twelve reasons in two languages it puts
#: the five on a supplier together and leaves the others apart.
ALIKE = 0.45


def alike_texts(
    texts: Sequence[str], encoder: TextEncoder, alike: float = ALIKE
) -> tuple[tuple[int, ...], ...]:
    """Places of the texts, those together that say much the same.

    Groups are joined as long as the mean cosine between their texts is at least `alike` (average
    linkage).

    Parameters
    ----------
    texts : sequence of str
    encoder : TextEncoder
    alike : float

    Returns
    -------
    tuple of tuple of int
        The largest group first, then by its first text; every place stands in exactly one.
    """
    if len(texts) < 2:
        return tuple((place,) for place in range(len(texts)))
    vectors = unit_rows(encoder.encode(list(texts)))
    gaps = [
        max(0.0, 1.0 - float(vectors[one] @ vectors[other]))
        for one in range(len(texts))
        for other in range(one + 1, len(texts))
    ]
    labels = fcluster(linkage(gaps, method="average"), 1.0 - alike, criterion="distance")
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(place)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0]))
    return tuple(map(tuple, ordered))
