"""Words for probabilities, after Intelligence Community Directive 203, with half-open bands."""

from __future__ import annotations

from bisect import bisect_right

_BOUNDS = (0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
_WORDS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even",
    "likely",
    "very likely",
    "almost certain",
)


def likelihood_words(probability: float) -> str:
    """The word for a probability, 0 to 1.

    Bands are closed below and open above: [0, .05) almost no chance, [.05, .20) very unlikely,
    [.20, .45) unlikely, [.45, .55) roughly even, [.55, .80) likely, [.80, .95) very likely, [.95,
    1] almost certain.

    Raises
    ------
    ValueError
        If `probability` is not between 0 and 1.

    Examples
    --------
    >>> likelihood_words(0.2), likelihood_words(0.95)
    ('unlikely', 'almost certain')
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies between 0 and 1, found {probability!r}")
    return _WORDS[bisect_right(_BOUNDS, probability)]


def percent(share: float) -> str:
    """A share, 0 to 1, in whole per cent with a space that does not break: ``"80 %"``."""
    return f"{100 * share:.0f}\u00a0%"
