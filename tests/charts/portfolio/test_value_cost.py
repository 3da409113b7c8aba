"""Value against cost: dots where they belong, ellipses round them, ids that never collide."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.charts.portfolio.value_cost import (
    MOST_LABELS,
    MOST_ON_PHONE,
    ellipse,
    notable,
    placed,
    value_cost,
    value_cost_alt,
)
from pmo_toolkit.studies.portfolio.shapes import ValueAndCost
from tests import invented_portfolios as portfolios
from tests.drawn import axes, dots, words


def labels(ax):
    """Ids in the chart with their places in pixels."""
    places = {}
    for text in ax.texts:
        if text.get_text().startswith("P-"):
            places[text.get_text()] = ax.transData.transform(text.get_position())
    return places


@pytest.mark.parametrize("width", [9.4, 8.5])
def test_all_of_24_are_named_and_no_two_names_touch(width):
    ax = value_cost(axes(width), portfolios.invented())
    found = labels(ax)
    assert set(found) == {line.id for line, _ in placed(portfolios.invented())}
    places = np.array(list(found.values())) * 72 / ax.figure.dpi
    for place, one in enumerate(places):
        apart = np.abs(places[place + 1 :] - one)
        assert ((apart[:, 0] > 5 * 0.5 * 10) | (apart[:, 1] > 9.5)).all()


def test_of_500_only_what_stands_out_is_named_and_all_have_a_dot():
    portfolio = portfolios.invented(500)
    points = placed(portfolio)
    ax = value_cost(axes(), portfolio)
    assert len(dots(ax)) == len(points)
    named = {line.id for line, _ in notable(points, MOST_LABELS)}
    assert set(labels(ax)) <= named and len(named) == MOST_LABELS
    dearest = max(points, key=lambda point: point[1].cost)
    best = max(points, key=lambda point: point[1].net_value)
    assert {dearest[0].id, best[0].id} <= named
    assert len(labels(value_cost(axes(4.9), portfolio))) <= MOST_ON_PHONE


def test_an_ellipse_goes_through_the_ends_of_its_half_axes():
    spot = ValueAndCost(10.0, 5.0, (2.0, -1.0), (0.5, 3.0), 0.8)
    corners = ellipse(spot)
    for end in ((12.0, 4.0), (8.0, 6.0), (10.5, 8.0), (9.5, 2.0)):
        assert np.abs(corners - end).sum(axis=1).min() == pytest.approx(0.0, abs=1e-9)


def test_the_sentence_names_the_best_and_the_least():
    portfolio = portfolios.invented()
    points = placed(portfolio)
    said = value_cost_alt(portfolio)
    for choose in (max, min):
        assert choose(points, key=lambda point: point[1].net_value)[0].id in said
    assert f"{sum(spot.net_value > 0 for _, spot in points)} would gain" in said


def test_money_is_written_at_both_axes():
    ax = value_cost(axes(), portfolios.invented())
    assert "net value, EUR" in words(ax) and ax.get_xlabel() == "cost, EUR"
    assert "1 m" in [label.get_text().replace("\u00a0", " ") for label in ax.get_xticklabels()]
