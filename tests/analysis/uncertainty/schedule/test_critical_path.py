"""The critical path by the formulas of PERT: a published example, and what they need."""

import pytest

from pmo_toolkit.analysis.uncertainty.sampling.inputs import Lognormal
from pmo_toolkit.analysis.uncertainty.schedule.critical_path import classical_path
from pmo_toolkit.analysis.uncertainty.schedule.network import Activity, Network
from tests.analysis.uncertainty.schedule.test_network import activity
from tests.analysis.uncertainty.schedule.test_network_simulation import TAYLOR


def test_the_published_pert_network():
    found = classical_path(TAYLOR)
    assert found.path == ("1", "2", "3", "4")
    assert found.mean_days == pytest.approx(24) and found.variance_days2 == pytest.approx(5)


def test_the_formulas_need_three_points():
    with pytest.raises(ValueError, match=r"“a”.*three-point"):
        classical_path(Network([Activity("a", "", Lognormal(1, 1))]))


def test_the_classical_path_of_certain_durations_is_certain():
    found = classical_path(Network([activity("a", (4, 4, 4))]))
    assert (found.mean_days, found.variance_days2) == (4, 0)
