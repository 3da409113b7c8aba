"""How everything in a workspace hangs together, what cannot hold, and what one delay does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pmo_toolkit.analysis.dependencies.binding import BindingDraws
from pmo_toolkit.analysis.dependencies.distant_ties import unlocked_by
from pmo_toolkit.analysis.dependencies.existing_use import existing_use
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph
from pmo_toolkit.analysis.dependencies.graph_results import (
    Clash,
    DistantTie,
    ExistingUse,
    KnockOn,
    SinglePoint,
)
from pmo_toolkit.analysis.dependencies.knock_on import Schedule
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.dependencies.graph_values import findings_of
from pmo_toolkit.assessment.dependencies.timings import duration_ratios, timings_of
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace

#: What hangs on an item is followed for the items on which most hangs: for so many, the more
#: requirements there are the fewer, so that the study takes seconds.
_FEWEST, _MOST, _STEPS = 6, 40, 60_000


@dataclass(frozen=True)
class Unlocking:
    """What hangs on one item.

    Parameters
    ----------
    id, title, kind : str
    department : str or None
    ties : tuple of DistantTie
        The likeliest first.
    """

    id: str
    title: str
    kind: str
    department: str | None
    ties: tuple[DistantTie, ...]

    @property
    def expected(self) -> float:
        """Number of items that need it, on average."""
        return sum(tie.chance for tie in self.ties)


@dataclass(frozen=True)
class DependencyStudy:
    """How a workspace hangs together.

    Parameters
    ----------
    graph : DependencyGraph
    clashes : tuple of Clash
        Dependencies that cannot all hold.
    single_points : tuple of SinglePoint
        On what whole goals or many proposals hang.
    unlocks : tuple of Unlocking
        Items on which others hang, those first on which most hang.
    knock_on : tuple of KnockOn
        What a delay of each of them would do, the weightiest first.
    existing : tuple of ExistingUse
        Services and capabilities that proposals hang on or touch.
    unknown_dates : tuple of str
        Items that others require and of which no finish is known.
    delay_days : float
        Delay that knock-on is told for.
    remarks : tuple of str
        What limits the result, in words.
    failed : tuple of str
        Proposals that row faults keep out.
    workspace, input_hash, version : str
        From what.
    seed : int
    as_of : str
        ISO 8601.
    is_sample : bool
    figures : NumberFormat
        Writes numbers as the workspace does.
    """

    graph: DependencyGraph
    clashes: tuple[Clash, ...]
    single_points: tuple[SinglePoint, ...]
    unlocks: tuple[Unlocking, ...]
    knock_on: tuple[KnockOn, ...]
    existing: tuple[ExistingUse, ...]
    unknown_dates: tuple[str, ...]
    delay_days: float
    remarks: tuple[str, ...]
    failed: tuple[str, ...]
    workspace: str
    input_hash: str
    version: str
    seed: int
    as_of: str
    is_sample: bool
    figures: NumberFormat = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """All of it in plain types."""
        return {
            "workspace": self.workspace,
            "sample": self.is_sample,
            "input_hash": self.input_hash,
            "version": self.version,
            "seed": self.seed,
            "as_of": self.as_of,
            "delay_days": self.delay_days,
            "items": list(self.graph.items),
            "links": list(self.graph.links),
            "clashes": list(self.clashes),
            "single_points": list(self.single_points),
            "unlocks": list(self.unlocks),
            "knock_on": list(self.knock_on),
            "existing": list(self.existing),
            "unknown_dates": list(self.unknown_dates),
            "remarks": list(self.remarks),
            "failed": list(self.failed),
        }

    def __repr__(self) -> str:
        return (
            f"DependencyStudy({len(self.graph.items)} items, {len(self.graph.links)} ties,"
            f" {len(self.clashes)} clashes)"
        )


def study_dependencies(
    workspace: Workspace | str | Path,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
) -> DependencyStudy:
    """Study how proposals, work in flight, services and capabilities hang together.

    Parameters
    ----------
    workspace : Workspace or path
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    read, chosen = ready.workspace, ready.settings
    findings = findings_of(read, chosen)
    graph, drawn = findings.graph, BindingDraws(chosen.seed)
    ratios = duration_ratios(read.table("history"), chosen)
    schedule = Schedule(graph, timings_of(graph, ratios, ready.as_of, chosen.seed), drawn)
    causes, further = _causes(graph)
    delay = chosen.dependencies.knock_on_days
    unlocks = [_unlocking(graph, name, drawn) for name in causes]
    knock_on = [found for name in causes for found in schedule.passed_on(name, delay)]
    unknown = _unknown(graph, schedule.free)
    return DependencyStudy(
        graph=graph,
        clashes=findings.clashes,
        single_points=findings.single_points,
        unlocks=tuple(sorted(unlocks, key=lambda one: (-one.expected, one.id))),
        knock_on=tuple(sorted(knock_on, key=_weight)),
        existing=existing_use(graph),
        unknown_dates=unknown,
        delay_days=delay,
        remarks=_remarks(graph, ratios, further),
        failed=tuple(read.failed),
        workspace=read.config.title,
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        seed=chosen.seed,
        as_of=ready.as_of.isoformat(),
        is_sample=read.is_sample,
        figures=ready.figures,
    )


def _causes(graph: DependencyGraph) -> tuple[list[str], int]:
    """Items on which most others hang, and how many there are beyond those that are followed."""
    hanging: Mapping[str, int] = {
        name: len(others - {name}) for name, others in graph.hanging_on.items() if others - {name}
    }
    ordered = sorted(hanging, key=lambda name: (-hanging[name], name))
    requirements = max(1, graph.requires.number_of_edges())
    most = min(_MOST, max(_FEWEST, _STEPS // requirements))
    return ordered[:most], max(0, len(ordered) - most)


def _unlocking(graph: DependencyGraph, name: str, drawn: BindingDraws) -> Unlocking:
    item = graph.by_id[name]
    return Unlocking(name, item.title, item.kind, item.department, unlocked_by(graph, name, drawn))


def _unknown(graph: DependencyGraph, known: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(
        item.id
        for item in graph.items
        if graph.hanging_on[item.id]
        and item.id not in known
        and item.kind not in ("service", "capability")
    )


def _weight(found: KnockOn) -> tuple[float, float, float, str, str]:
    return -found.p80, -found.chance, -found.p50, found.cause, found.effect


def _remarks(graph: DependencyGraph, ratios: tuple[float, ...], further: int) -> tuple[str, ...]:
    remarks = []
    if not graph.links_of("requires"):
        remarks.append(
            "No requirement is stated between proposals, work under way, services and capabilities."
            " That none is stated does not mean that there is none."
        )
    if not ratios:
        remarks.append(
            "Too few finished projects state how long they were expected to take: durations and"
            " finish dates are taken as they stand, so that delays look surer than they are."
        )
    if further:
        items = counted(further, "further item", "further items")
        remarks.append(
            f"What hangs on each item is followed for those on which most hangs; {items} on which"
            " less hangs are left out."
        )
    return tuple(remarks)
