"""Words for probabilities at the edges of their bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.likelihood import likelihood_words

EDGES = [
    (0.0, "almost no chance"),
    (0.0499, "almost no chance"),
    (0.05, "very unlikely"),
    (0.20, "unlikely"),
    (0.45, "roughly even"),
    (0.5499, "roughly even"),
    (0.55, "likely"),
    (0.80, "very likely"),
    (0.95, "almost certain"),
    (1.0, "almost certain"),
]


@pytest.mark.parametrize(("probability", "words"), EDGES)
def test_bands_are_closed_below_and_open_above(probability, words):
    assert likelihood_words(probability) == words


@given(st.floats(allow_nan=True).filter(lambda p: not 0 <= p <= 1))
def test_what_is_no_probability_is_refused(probability):
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood_words(probability)
