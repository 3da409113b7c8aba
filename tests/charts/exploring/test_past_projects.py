"""Pictures of finished projects: each group has its n, and the sentence says what is drawn."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from pmo_toolkit import explore_history
from pmo_toolkit.charts.exploring.past_projects import (
    estimates,
    estimates_alt,
    overruns,
    overruns_alt,
    sizes,
    sizes_alt,
)


@pytest.fixture(scope="module")
def past(sample):
    return explore_history(sample)


def labels(axes):
    axes.figure.canvas.draw()
    return [label.get_text() for label in axes.get_yticklabels()]


def test_every_group_has_its_n(past):
    drawn = labels(sizes(Figure().subplots(), past))
    assert drawn[0] == "software package (n = 50)"
    drawn = labels(overruns(Figure().subplots(), past, past.years, "year"))
    assert drawn[:2] == ["2015 (n = 2)", "2016 (n = 8)"]


def test_a_middle_is_drawn_only_where_there_are_five(past):
    axes = overruns(Figure().subplots(), past, past.years, "year")
    middles = [line for line in axes.lines if line.get_linewidth() == 3]
    assert len(middles) == sum(group.n >= 5 for group in past.years) == len(past.years) - 1
    shown = next(group for group in past.years if group.n >= 5)
    assert middles[0].get_xdata()[0] == pytest.approx(shown.bias.ratio, rel=0.01)


def test_odd_projects_are_named(past):
    axes = estimates(Figure().subplots(), past)
    assert {text.get_text() for text in axes.texts} == {odd.project for odd in past.odd}
    assert all(odd.project in estimates_alt(past) for odd in past.odd)


def test_sentences_say_what_is_drawn(past):
    assert "180 finished projects by class" in sizes_alt(past)
    assert "2015: 2, too few for a median; 2016: 1.5 in the middle" in overruns_alt(
        past, past.years, "year of finish"
    )
