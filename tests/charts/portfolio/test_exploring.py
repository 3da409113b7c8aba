"""Charts for JupyterLab: every proposal once, and a sentence that reads them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.figure import Figure

from pmo_toolkit.charts.portfolio.exploring import (
    rank_heatmap,
    rank_heatmap_alt,
    rank_table,
    value_scatter,
    value_scatter_alt,
    value_table,
)
from tests import invented_portfolios as portfolios

PORTFOLIO = portfolios.invented()


def test_ranks_are_a_row_a_proposal_and_sum_to_one():
    table = rank_table(PORTFOLIO)
    assert len(table) == 24 and list(table.columns) == [1, 2]
    assert np.allclose(table.sum(axis=1), 1.0)


def test_the_heat_map_shows_the_table():
    ax = rank_heatmap(Figure().add_subplot(), PORTFOLIO)
    drawn = ax.collections[0].get_array()
    assert np.allclose(np.asarray(drawn).reshape(24, 2), rank_table(PORTFOLIO))
    assert [label.get_text() for label in ax.get_yticklabels()] == list(rank_table(PORTFOLIO).index)
    assert "60\u00a0%" in rank_heatmap_alt(PORTFOLIO)


def test_values_leave_out_what_is_not_assessed():
    table = value_table(PORTFOLIO)
    assert len(table) == 21 and not table.isna().any().any()
    ax = value_scatter(Figure().add_subplot(), PORTFOLIO)
    assert len(ax.collections[0].get_offsets()) == 21
    assert ax.get_xlabel() == "cost, EUR, middle estimate"


def test_the_sentence_names_those_with_most_questions():
    most = value_table(PORTFOLIO)["open questions"].max()
    asked = [line.id for line in PORTFOLIO.lines if line.questions == most and line.option]
    assert any(name in value_scatter_alt(PORTFOLIO) for name in asked)


def test_a_tier_that_is_not_assessed_is_not_ranked():
    lines = tuple(replace(line, tier=portfolios.MISSING) for line in PORTFOLIO.lines)
    assert set(value_table(replace(PORTFOLIO, lines=lines))["tier"]) == {"not ranked"}
