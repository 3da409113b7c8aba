"""Networks: what cannot be one is refused, circles with names."""

import pytest

from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint
from pmo_toolkit.analysis.uncertainty.schedule.network import Activity, Network


def activity(name: str, values: tuple[float, float, float], *before: str) -> Activity:
    return Activity(name, f"Activity {name}", ThreePoint(*values, name=name), before)


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([], "at least one"),
        ([activity("a", (1, 2, 3)), activity("a", (1, 2, 3))], "“a” stands twice"),
        ([activity("a", (1, 2, 3), "x")], "“a” waits for “x”, which is not"),
        ([activity("a", (-1, 2, 3))], "“a”.*negative, found -1 days"),
        ([activity("a", (1, 2, 3), "a")], "circle: “a” → “a”"),
        (
            [
                activity("start", (1, 1, 1)),
                activity("b", (1, 2, 3), "start", "c"),
                activity("c", (1, 2, 3), "b"),
            ],
            "circle: (“b” → “c” → “b”|“c” → “b” → “c”)",
        ),
    ],
)
def test_a_network_that_cannot_be_is_refused_with_names(acts, words):
    with pytest.raises(ValueError, match=words):
        Network(acts)
