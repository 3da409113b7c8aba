"""When items can begin and how long they take: from what is stated, on keyed draws."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.dependencies.binding import DRAWS
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.assessment.dependencies.timings import duration_ratios, timings_of
from pmo_toolkit.core.settings import Settings
from tests.analysis.dependencies.graphs import graph

DAY = dt.date(2027, 1, 1)
RATIOS = tuple(np.linspace(0.8, 1.6, 201))


def timing(name: str, ratios: tuple[float, ...] = (), **stated):
    found = graph("P8 requires P9", **{name: stated})
    return timings_of(found, ratios, DAY, 7)[name]


def test_a_proposal_takes_its_estimate_on_the_draws_of_its_delivery():
    found = timing("P1", RATIOS, days=100.0, start="2027-03-02")
    assert found.start == 60
    # the draws of the estimates are more, and begin with these
    u = uniforms(7, "P1|duration", 2**14, place_of("single", 2))[:DRAWS]
    assert found.days == pytest.approx(100 * sample_ratios(u, RATIOS))


def test_without_an_estimate_it_takes_the_time_that_it_wants():
    assert (timing("P1", start="2027-03-01", finish="2027-03-31").days == 31).all()


@pytest.mark.parametrize(
    "stated", [{}, {"start": "2027-03-01"}, {"start": "2027-03-01", "finish": "2027-02-01"}]
)
def test_nothing_is_known_of_how_long_it_takes(stated):
    assert timing("P1", **stated).days is None


def test_a_start_that_has_passed_is_today():
    assert timing("P1", start="2026-03-01", days=5.0).start == 0


def test_of_work_under_way_what_is_left_is_stretched():
    found = timing("F1", RATIOS, finish="2027-04-10")
    assert found.days is None
    assert found.free.min() == pytest.approx(80, abs=1) and found.free.max() <= 160
    assert np.median(found.free) == pytest.approx(120, abs=1)


@pytest.mark.parametrize("stated", [{}, {"finish": "2026-11-30"}])
def test_nothing_is_known_of_a_finish_that_is_not_stated_or_has_passed(stated):
    assert timing("F1", **stated).free is None


def test_services_and_unknown_items_have_no_timing():
    assert set(timings_of(graph("P1 requires S1", "P1 requires X1"), (), DAY, 7)) == {"P1"}


def test_too_few_finished_projects_tell_nothing():
    history = pd.DataFrame({"estimate_duration_days": [1.0], "actual_duration_days": [2.0]})
    assert duration_ratios(history, Settings()) == ()
    many = pd.concat([history] * 8, ignore_index=True)
    assert np.median(duration_ratios(many, Settings())) == pytest.approx(2.0)
