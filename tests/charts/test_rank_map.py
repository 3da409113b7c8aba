"""The map of ranks: each cell where it belongs, and few bytes for many cells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.colors import to_hex

from pmo_toolkit.charts.drawing import BLUE
from pmo_toolkit.charts.rank_map import rank_map
from pmo_toolkit.report.kit.pictures import svg
from tests import standings
from tests.drawn import axes, pieces, words


def many(count: int = 24):
    """Proposals, each on its own rank more than on others."""
    base = standings.standing(count)
    made = []
    for place in range(count):
        shares = np.full(count, 0.4 / (count - 1))
        shares[place] = 0.6
        made.append(
            replace(base, proposal=f"P-{place:03d}", rank_acceptability=tuple(shares.tolist()))
        )
    return made


def cells(ax) -> dict[str, int]:
    """Shade → cells that are drawn in it."""
    found = {}
    for each in ax.patches:
        left_to_right = each.get_path().vertices[::5, 0], each.get_path().vertices[1::5, 0]
        found[to_hex(each.get_facecolor())] = int((left_to_right[1] - left_to_right[0]).sum())
    return found


def test_the_map_shows_every_high_chance_darkest_and_writes_it():
    ax = rank_map(axes(), many(), "P-003")
    assert (
        cells(ax)[BLUE] == 24 and sum(cells(ax).values()) == 24 * 24 and words(ax).count("60") == 24
    )
    assert ax.get_xlim() == (0, 24) and ax.get_ylim() == (24, 0), "the first proposal on top"
    corners = (
        next(each for each in ax.patches if to_hex(each.get_facecolor()) == BLUE)
        .get_path()
        .vertices
    )
    assert {(int(x), int(y)) for x, y in corners[::5]} == {(place, place) for place in range(24)}


def test_the_map_sets_off_the_chosen_proposal():
    ax = rank_map(axes(), many(), "P-003")
    assert [(0, 3), (24, 3), (24, 4), (0, 4), (0, 3)] in pieces(ax)
    assert len(pieces(rank_map(axes(), many(), "P-999"))) == len(pieces(ax)) - 1


def test_beyond_some_width_ranks_share_a_column():
    ax = rank_map(axes(), many(90)[:40], "P-003")
    assert ax.get_xlim() == (0, 30) and "3 ranks a column" in ax.get_xlabel()


def test_a_map_of_many_cells_stays_small():
    drawn = svg(lambda ax: rank_map(ax, many(40), "P-003"), 680, 900, (60, 14, 10, 46))
    assert len(drawn) < 30_000
