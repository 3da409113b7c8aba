"""Years against budgets and shares against targets: each range with a mark of its own."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.charts.portfolio.spending import (
    MOST_SHARES,
    balance_bars,
    balance_bars_alt,
    year_spend,
    year_spend_alt,
)
from tests import invented_portfolios as portfolios
from tests.drawn import axes, dots, pieces, words

YEARS = portfolios.invented().scenarios[0].outcome.spend
LINES = portfolios.invented().balance


def test_a_year_shows_its_range_its_middle_and_its_budget():
    ax = year_spend(axes(), YEARS, portfolios.EUR)
    assert (YEARS[0].expected, 0) in dots(ax)
    assert [(YEARS[0].p10, 0), (YEARS[0].p90, 0)] in pieces(ax)
    marks = [piece for piece in pieces(ax) if piece[0][0] == piece[1][0] == YEARS[0].budget]
    assert len(marks) == 2, "the third year has no budget"
    assert "1.2 m€ of 1.5 m€ · kept with 83 %" in words(ax)
    assert "320 k€, no budget stated" in words(ax)


def test_a_year_without_draws_has_no_range():
    certain = tuple(replace(year, p10=None, p90=None, chance_within=None) for year in YEARS)
    ax = year_spend(axes(), certain, portfolios.EUR)
    assert "1.2 m€ of 1.5 m€" in words(ax)
    assert "kept" not in year_spend_alt(certain, portfolios.EUR)


def test_the_sentence_says_budget_and_chance():
    said = year_spend_alt(YEARS, portfolios.EUR).replace("\u00a0", " ")
    assert "2027: 1.2 m€" in said and "budget 1.5 m€, kept with 83 %" in said
    assert "no budget" in said


def test_a_share_stands_beside_its_target():
    goals = [line for line in LINES if line.kind == "goal"]
    ax = balance_bars(axes(), goals, portfolios.EUR)
    assert (0.4, -3) in dots(ax) and (0.4 * 1.2, -3) in dots(ax)
    assert [piece[0][0] for piece in pieces(ax) if piece[0][0] == piece[1][0]] == [0.25] * 4
    assert "40 %, target 25 %" in words(ax)
    assert ax.get_xlim()[0] < 0, "what is nought is not cut in half"


def test_what_is_not_assessed_has_no_dot():
    unknown = [replace(LINES[0], advised=portfolios.MISSING, chosen=portfolios.MISSING)]
    ax = balance_bars(axes(), unknown, portfolios.EUR)
    assert dots(ax) == [] and "not assessed, target 25 %" in words(ax)


def test_at_most_so_many_shares_are_drawn():
    many = [replace(LINES[0], title=f"Goal {place}") for place in range(40)]
    assert len(dots(balance_bars(axes(), many, portfolios.EUR))) == 2 * MOST_SHARES
    assert balance_bars_alt(many, portfolios.EUR).count("Goal") == MOST_SHARES
