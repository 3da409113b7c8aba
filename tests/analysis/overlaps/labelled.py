"""Labelled organisations: proposals of which we know who asks for the same in other words.

Written for this project. Texts in English and German, as departments write; ``group`` names what a
proposal asks for, and is empty for near misses and proposals that stand alone.

The weights of `pmo_toolkit.analysis.overlaps.scoring` were fitted to the development sets. The test
sets were written after the themes: the university was measured before and after one change of
speed, the grocer before and after one of rare words, which was chosen with it in view. The grocer's
departments write in pictures ("light fingers"), which no comparison of texts sees through.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pmo_toolkit.analysis.overlaps.shapes import Profile, Tie

DEVELOPMENT = ("machine_builder", "hospital", "city")
TEST = ("grocer", "university")

_FOLDER = Path(__file__).resolve().parent


def labelled_proposals(name: str, *, ties: bool = True) -> tuple[list[Profile], dict[str, str]]:
    """The proposals of one organisation, and id → what each asks for.

    Parameters
    ----------
    name : str
    ties : bool
        Whether goals and capabilities are given.
    """
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    proposals = [
        Profile(
            row["id"],
            row["title"],
            row["department"],
            row["need"],
            ties={
                Tie.GOALS: frozenset(row["goals"].split()),
                Tie.CAPABILITIES: frozenset(row["capabilities"].split()),
            }
            if ties
            else {},
        )
        for row in rows
    ]
    return proposals, {row["id"]: row["group"] for row in rows}
