"""Money by business outcome: as wide as the cost, as dark as the advice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from pmo_toolkit.charts.drawing import BLUE
from pmo_toolkit.charts.portfolio.outcomes import (
    MOST_ROWS,
    outcome_bars,
    outcome_bars_alt,
    outcome_heights,
    outcome_rows,
)
from pmo_toolkit.studies.facilitation.result import ADVISED
from pmo_toolkit.studies.portfolio.shapes import OutcomeGroup
from tests import invented_portfolios as portfolios
from tests.drawn import axes, words


def test_a_row_counts_what_is_advised_and_adds_up_the_money():
    portfolio = portfolios.invented()
    for row, group in zip(outcome_rows(portfolio), portfolio.groups, strict=True):
        lines = [line for line in portfolio.lines if line.id in group.proposals]
        assert row.all_of_them == len(lines)
        assert row.advised == sum(line.position in ADVISED for line in lines)
        assert row.money == pytest.approx(sum(line.cost.p50 for line in row.lines))
        assert len(row.lines) + row.without_cost == len(lines)


def test_pieces_are_as_wide_as_costs_and_dark_where_advised():
    portfolio = portfolios.invented()
    ax = outcome_bars(axes(14.0), portfolio)
    drawn = [patch for patch in ax.patches if patch.get_height() > 15]
    lines = [line for row in outcome_rows(portfolio) for line in row.lines]
    assert len(drawn) == len(lines)
    per_money = [
        (patch.get_width() + 1.5) / line.cost.p50 for patch, line in zip(drawn, lines, strict=True)
    ]
    assert max(per_money) == pytest.approx(min(per_money))
    dark = [to_hex(patch.get_facecolor()) == BLUE for patch in drawn]
    assert dark == [line.position == "advance" for line in lines]


def test_of_one_advice_many_thin_pieces_are_one():
    portfolio = portfolios.invented(500)
    ax = outcome_bars(axes(), portfolio)
    drawn = [patch for patch in ax.patches if patch.get_height() > 15]
    advice = {
        (place, line.position)
        for place, row in enumerate(outcome_rows(portfolio))
        for line in row.lines
    }
    assert len(drawn) == len(advice)
    assert not set(words(ax)) & {line.id for line in portfolio.lines}


def test_counts_of_thousands_leave_room_for_the_bars():
    portfolio = portfolios.invented()
    names = tuple(line.id for line in portfolio.lines) * 50
    ax = outcome_bars(axes(), replace(portfolio, groups=(OutcomeGroup("G-1", "All", names),)))
    counts = [text for text in ax.texts if " of 1," in text.get_text()]
    left = min(patch.get_x() for patch in ax.patches if patch.get_height() > 15)
    assert counts
    for text in counts:
        assert text.get_position()[0] + 6.5 * len(text.get_text()) < left


def test_what_has_no_cost_is_counted_beside_the_bar():
    portfolio = portfolios.invented()
    absent = [row.without_cost for row in outcome_rows(portfolio) if row.without_cost]
    said = [text for text in words(outcome_bars(axes(), portfolio)) if text.endswith(" without")]
    assert [int(text.split(", ")[1].split()[0]) for text in said] == absent and absent


def test_bars_stay_within_the_axes_beside_their_words():
    for width in (9.4, 4.9):
        ax = outcome_bars(axes(width), portfolios.invented())
        assert max(patch.get_x() + patch.get_width() for patch in ax.patches) < ax.get_xlim()[1]


def test_many_outcomes_share_the_last_row_and_the_height():
    portfolio = portfolios.invented()
    groups = tuple(
        OutcomeGroup(f"G-{place}", f"Goal {place}", (line.id,))
        for place, line in enumerate(portfolio.lines)
    )
    rows = outcome_rows(replace(portfolio, groups=groups))
    assert len(rows) == MOST_ROWS and rows[-1].title == "13 further outcomes"
    assert sum(row.all_of_them for row in rows) == 24
    wide, narrow = outcome_heights(portfolio)
    assert narrow > wide > 4 * 28


def test_hundreds_of_thin_pieces_are_drawn_as_few():
    ax = outcome_bars(axes(), portfolios.invented(500))
    assert len(ax.patches) < 120


def test_the_sentence_says_every_outcome_with_its_advice():
    said = outcome_bars_alt(portfolios.invented())
    assert all(goal[4:] in said for goal in portfolios.GOALS)
    assert "without a cost" in said and "do not pursue yet" in said


def test_what_has_no_cost_is_said():
    portfolio = portfolios.invented()
    one = replace(portfolio.lines[0], cost=portfolios.MISSING)
    alone = replace(portfolio, lines=(one,), groups=(OutcomeGroup(None, "None", (one.id,)),))
    assert "no cost yet" in " ".join(words(outcome_bars(axes(), alone)))
