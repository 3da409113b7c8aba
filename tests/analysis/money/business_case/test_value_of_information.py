"""Value of information: the formula for normal values, and its bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from pmo_toolkit.analysis.money.business_case.value_of_information import (
    best_on_average,
    input_worth,
    perfect_information,
)
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms

N = 16384


def normal(key: str, draws: int = N, seed: int = 1) -> np.ndarray:
    return norm.ppf(uniforms(seed, key, draws))


def position(chance: float) -> str:
    return "yes" if chance >= 0.5 else "no"


def worth(values, known, preferred="do"):
    return input_worth(values, known, preferred=preferred, nothing="nothing", position=position)


def loss(mean: float, sd: float) -> float:
    """Expected gain of knowing a normal value before choosing it or nothing.

    The unit normal loss integral.

    Raiffa & Schlaifer (1961), *Applied Statistical Decision Theory*.
    """
    z = abs(mean) / sd
    return sd * float(norm.pdf(z) - z * norm.sf(z))


@pytest.mark.parametrize("mean", [-0.5, 0.0, 0.3, 1.0])
def test_worth_of_a_normal_input_is_the_loss_integral(mean):
    x, noise = normal("x"), normal("noise")
    values = {"nothing": np.zeros(N), "do": mean + x + 2 * noise}
    assert perfect_information(values) == pytest.approx(loss(mean, np.sqrt(5)), abs=0.05)
    assert worth(values, x).worth == pytest.approx(loss(mean, 1.0), abs=0.05)
    assert worth(values, noise).worth == pytest.approx(loss(mean, 2.0), abs=0.05)


def test_an_input_that_does_not_matter_is_worth_nothing():
    values = {"nothing": np.zeros(N), "do": 0.2 + normal("x")}
    made = worth(values, normal("elsewhere"))
    assert (made.worth, made.chance_either, made.becomes) == (0.0, 0.0, None)


def test_an_input_without_a_range_is_worth_nothing():
    values = {"nothing": np.zeros(N), "do": normal("x")}
    assert worth(values, np.full(N, 3.0)).worth == 0.0


def test_chance_of_another_position_where_the_input_settles_it():
    x = normal("x")
    values = {"nothing": np.zeros(N), "do": 0.5 + x + 0.05 * normal("noise")}
    made = worth(values, x)
    assert made.chance_position == pytest.approx(norm.cdf(-0.5), abs=0.03)
    assert made.becomes == "no" and made.chance_option == 0.0


def test_chance_of_another_option():
    x = normal("x")
    values = {"nothing": np.zeros(N), "do": 10 + 0 * x, "other": 9.5 + x}
    made = worth(values, x)
    assert made.chance_option == pytest.approx(norm.cdf(-0.5), abs=0.03)
    assert made.chance_position == 0.0 and made.chance_either == made.chance_option
    assert best_on_average(values) == "do"


def test_a_skewed_value_is_compared_at_its_median():
    """The mean of one option lies far above its median.

    An idle input must not look as if it turned the choice.
    """
    values = {
        "nothing": np.zeros(N),
        "do": 1.0 + 0.1 * normal("x"),
        "wild": np.exp(2 * normal("y")) - 0.5,
    }
    assert np.mean(values["wild"]) > np.mean(values["do"]) and np.median(
        values["wild"]
    ) < np.median(values["do"])
    assert worth(values, normal("idle")).chance_option == 0.0


@given(
    means=st.lists(st.floats(-2, 2), min_size=1, max_size=3),
    slopes=st.lists(st.floats(-3, 3), min_size=3, max_size=3),
    bend=st.floats(-1, 1),
    seed=st.integers(0, 20),
)
def test_worth_lies_between_nothing_and_perfect_information(means, slopes, bend, seed):
    x = normal("x", 2048, seed)
    values = {"nothing": np.zeros(2048)}
    for place, (mean, slope) in enumerate(zip(means, slopes, strict=False)):
        own = normal(f"own {place}", 2048, seed)
        values["do" if place == 0 else f"do {place}"] = mean + slope * x + bend * x**2 + own
    made = worth(values, x)
    assert 0 <= made.worth <= perfect_information(values) + 1e-12
    assert 0 <= made.chance_either <= 1 and made.standard_error >= 0
    assert max(made.chance_position, made.chance_option) <= made.chance_either
    assert made.chance_either <= made.chance_position + made.chance_option + 1e-12


def test_a_chance_just_below_a_threshold_is_not_rounded_twice():
    """44.48 % is printed as 44 %; rounded to 44.5 % first it would be 45 %, another position."""
    values = {"do": np.where(np.arange(10_000) < 4448, 1.0, -1.0), "nothing": np.zeros(10_000)}

    def printed(chance: float) -> str:
        return "explore" if round(chance, 2) >= 0.45 else "defer"

    unrelated = np.random.default_rng(3).permutation(10_000).astype(float)
    found = input_worth(values, unrelated, preferred="do", nothing="nothing", position=printed)
    assert printed(0.4448) == "defer" and found.chance_position == 0.0


def test_a_part_that_loses_less_is_never_what_an_answer_would_lead_to():
    rng = np.random.default_rng(7)
    known = rng.normal(0, 1, 4096)
    values = {
        "nothing": np.zeros(4096),
        "whole": -100 + 60 * known,
        "part": np.full(4096, -10.0),
    }

    def position(chance: float) -> str:
        return "advance" if chance > 0.5 else "defer"

    def found(**parts):
        return input_worth(
            values, known, preferred="whole", nothing="nothing", position=position, **parts
        )

    assert found().chance_option > 0.8
    assert found(parts={"part"}).chance_option == 0.0
