"""Everything that hangs together in a workspace: the map, what clashes, what much hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.advice.dependency_words import (
    clashes_in_words,
    kind_in_words,
    knock_on_in_words,
    rows_in_words,
    single_point_in_words,
    some_of,
)
from pmo_toolkit.analysis.dependencies.graph_results import ExistingUse
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.report.kit.dependency_maps import map_picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.dependencies import DependencyStudy, Unlocking

#: Rows of each kind that a page shows; the rest is counted.
MOST_ROWS = 20
#: Effects of delays that a page shows, the weightiest first.
_MOST_EFFECTS = 40


@dataclass(frozen=True)
class UnlockingRow:
    """An item on which others hang: who, how many on average, and whom it would let begin."""

    item: Unlocking
    kind: str
    expected: str
    surely: str
    alone: str


def graph_map(study: DependencyStudy) -> Section:
    """The map of all that hangs together, and what is not drawn."""
    return render(
        "graph_map",
        chart=map_picture(study.graph),
        remarks=study.remarks,
        failed=some_of(study.failed) if study.failed else "",
    )


def graph_troubles(study: DependencyStudy) -> Section:
    """Dependencies that cannot all hold, each in a sentence with its rows."""
    shown = study.clashes[:MOST_ROWS]
    hard = sum(clash.kind != "too late" for clash in study.clashes)
    return render(
        "graph_troubles",
        kinds=" and ".join(clashes_in_words(hard, len(study.clashes) - hard)),
        clashes=[(clash.sentence, rows_in_words(clash.rows)) for clash in shown],
        further=len(study.clashes) - len(shown),
        stated=bool(study.graph.links),
    )


def graph_unlocks(study: DependencyStudy) -> Section:
    """What each item would let begin, and where much hangs on one thing."""
    rows = [_unlocking_row(item) for item in study.unlocks[:MOST_ROWS]]
    points = study.single_points[:MOST_ROWS]
    return render(
        "graph_unlocks",
        rows=rows,
        further=len(study.unlocks) - len(rows),
        points=[single_point_in_words(point) for point in points],
        further_points=len(study.single_points) - len(points),
        existing=[(use, _users(use)) for use in study.existing[:MOST_ROWS]],
    )


def graph_knock_on(study: DependencyStudy) -> Section:
    """What a delay of one item would do to others."""
    shown = study.knock_on[:_MOST_EFFECTS]
    return render(
        "graph_knock_on",
        f=study.figures,
        delay=study.delay_days,
        first=knock_on_in_words(shown[0], study.figures) if shown else "",
        rows=shown,
        further=len(study.knock_on) - len(shown),
        unknown=some_of(study.unknown_dates) if study.unknown_dates else "",
    )


def _unlocking_row(item: Unlocking) -> UnlockingRow:
    surely = [tie.id for tie in item.ties if tie.chance > 0.5]
    alone = [tie.id for tie in item.ties if (tie.chance_alone or 0.0) > 0.5]
    return UnlockingRow(
        item,
        kind_in_words(item.kind),
        f"{item.expected:.1f}",
        some_of(surely) if surely else "–",
        some_of(alone) if alone else "–",
    )


def _users(use: ExistingUse) -> str:
    """Who hangs on a service or a capability, in words."""
    parts = []
    if use.required_by:
        parts.append(f"required by {some_of(use.required_by)}")
    if use.touched_by:
        touched = counted(len(use.touched_by), "proposal", "proposals")
        parts.append(f"touched by {touched}: {some_of(use.touched_by)}")
    return "; ".join(parts)
