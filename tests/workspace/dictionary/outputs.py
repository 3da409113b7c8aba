"""Every output of a workspace, each made once and only when it is looked at; where two differ."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit import (
    study_facilitation,
    study_flow,
    study_portfolio,
    study_questions,
    study_revaluation,
    study_tickets,
)
from pmo_toolkit.assessment import Assessment, assess_prepared, prepare
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from tests.workspace.dictionary.base_workspace import PROPOSALS, base_rows

QUICK = Settings().with_overrides({"draws": 256, "standing_draws": 500})
#: Says from what a result was made, not what it comes to.
NO_OUTPUT = {"input_hash", "provenance", "schema_version", "seconds"}
STUDIES: dict[str, Callable[..., Any]] = {"forecast": study_flow, "tickets": study_tickets}
#: Studies over all proposals, the cheapest first.
TOGETHER: dict[str, Callable[..., Any]] = {
    "revaluation": study_revaluation,
    "facilitation": study_facilitation,
    "questions": study_questions,
    "portfolio": study_portfolio,
}
#: Proposals by what their assessment costs, the cheapest first.
CHEAPEST = ("P-020", "P-003", "P-005", "P-017", "P-004", "P-001")
#: Outputs in which a table shows first; those of the proposals of its rows otherwise.
FIRST: dict[str, tuple[str, ...]] = {
    "tickets": ("tickets",),
    "flow": ("forecast",),
    "stakeholders": ("tickets",),
    "scenarios": ("portfolio",),
    "targets": ("portfolio",),
    "service_costs": ("revaluation",),
    "services": ("revaluation",),
    "capabilities": ("revaluation",),
    "overlap_answers": ("facilitation",),
}
CHECK = "check"


@dataclass(frozen=True)
class Outputs:
    """Every output of a workspace by its name.

    Studies over all proposals are given the assessments of the `base`, where there is one: what
    reaches them through an assessment has shown in that assessment, which is an output itself.
    """

    workspace: Workspace
    base: Mapping[str, Assessment] | None = None
    known: dict[str, Any] = field(default_factory=dict)
    assessed: dict[str, Assessment] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            self.known[name] = json.loads(canonical_json(self._made(name)))
        return self.known[name]

    def _made(self, name: str) -> Any:
        if name == CHECK:
            return [[each.what, each.table, each.column] for each in self.workspace.troubles]
        if name in STUDIES:
            return STUDIES[name](self.workspace, settings=QUICK).as_dict()
        if name in PROPOSALS:
            if name not in self.workspace.proposal_ids or name in self.workspace.failed:
                return None
            return self.assessment(name).to_dict()
        known = self.base or self.all_assessed()
        made = TOGETHER[name](self.workspace, settings=QUICK, assessments=known).as_dict()
        made.pop("inputs", None)  # digests of rows
        return made

    def all_assessed(self) -> dict[str, Assessment]:
        """The assessments of all proposals that can be assessed."""
        failed = self.workspace.failed
        return {n: self.assessment(n) for n in self.workspace.proposal_ids if n not in failed}

    def assessment(self, name: str) -> Assessment:
        """The assessment of one proposal."""
        if name not in self.assessed:
            if "ready" not in self.known:
                self.known["ready"] = prepare(self.workspace, settings=QUICK)
            self.assessed[name] = assess_prepared(self.known["ready"], name)
        return self.assessed[name]


def names_for(table: str) -> tuple[str, ...]:
    """Names of all outputs, those first that look at a table most, the report of checks last."""
    cells = " ".join(cell for row in base_rows(table) for cell in row.values())
    own = tuple(name for name in CHEAPEST if name in cells.replace("O-", "P-"))
    order = (*FIRST.get(table, ()), *own, *CHEAPEST, *TOGETHER, *STUDIES, CHECK)
    return tuple(dict.fromkeys(order))


def worst(workspace: Workspace) -> int:
    """How many faults and row faults a workspace has."""
    return sum(trouble.grade is not Grade.FINDING for trouble in workspace.troubles)


@dataclass(frozen=True)
class Change:
    """A place of an output that another content changes.

    `level`: 3 where a figure or finding differs, 2 where words do, 1 where the output only repeats
    the changed cell.
    """

    place: str
    level: int


def changes(before: Any, after: Any, cells: set[tuple[str, str]]) -> Iterator[Change]:
    """Places where two outputs differ, told by whether they only repeat the changed `cells`."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted(before.keys() | after.keys()):
            if name not in NO_OUTPUT:
                for change in changes(before.get(name), after.get(name), cells):
                    yield Change(f"{name}.{change.place}", change.level)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from changes(one, other, cells)
    elif before != after:
        is_text = all(isinstance(value, str | None) for value in (before, after))
        level = 1 if _repeats(before, after, cells) else 2 if is_text else 3
        yield Change(f"{before!r:.60} → {after!r:.60}", level)


def _repeats(before: Any, after: Any, cells: set[tuple[str, str]]) -> bool:
    for old, new in cells:
        if _same(before, old) and _same(after, new):
            return True
        is_text = isinstance(before, str) and isinstance(after, str)
        if is_text and old and before.replace(old, new) == after:
            return True
    return False


def _same(value: Any, cell: str) -> bool:
    if value is None or isinstance(value, (dict, list)):
        return not value and not cell
    if isinstance(value, bool):
        return cell == ("yes" if value else "no")
    if isinstance(value, (int, float)):
        try:
            return math.isclose(value, float(cell), rel_tol=1e-5)
        except ValueError:
            return False
    return str(value) == cell or (bool(cell) and str(value).startswith(cell))
