"""Rows of ``targets``: which share of the money should serve what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_toolkit.workspace.moderation.named_things import NamedThings

#: What rounding of stated shares may add up to.
_ROUNDING = 0.005


@dataclass(frozen=True)
class TargetRow:
    """One row as it was read: its number in the file, kind, name and share (0 to 1)."""

    row: int
    kind: str | None
    name: str | None
    share: float | None


@dataclass(frozen=True)
class TargetTrouble:
    """What cannot be meant of a row, or of all rows of a kind."""

    row: int
    kind: str
    column: str
    found: str
    what: str
    expected: str
    next_step: str


@dataclass(frozen=True)
class Target:
    """A share of the money, 0 to 1, that should serve something."""

    kind: str
    name: str
    share: float
    row: int


def checked_targets(
    rows: Iterable[TargetRow], known: NamedThings
) -> tuple[tuple[Target, ...], tuple[TargetTrouble, ...]]:
    """Targets that can be compared with, and what is wrong with the others.

    Parameters
    ----------
    rows : iterable of TargetRow
    known : NamedThings
    """
    targets: dict[tuple[str, str], Target] = {}
    troubles = []
    for row in sorted(rows, key=lambda row: row.row):
        trouble = _trouble(row, known, targets)
        if trouble is not None:
            troubles.append(trouble)
        elif row.kind is not None and row.name is not None and row.share is not None:
            targets[row.kind, row.name] = Target(row.kind, row.name, row.share, row.row)
    for kind in dict.fromkeys(target.kind for target in targets.values()):
        own = [target for target in targets.values() if target.kind == kind]
        total = sum(target.share for target in own)
        if total > 1 + _ROUNDING and kind != "capability":
            troubles.append(_over(own[-1].row, kind, total))
    return tuple(targets.values()), tuple(troubles)


def _trouble(
    row: TargetRow, known: NamedThings, targets: dict[tuple[str, str], Target]
) -> TargetTrouble | None:
    kind, name = row.kind, row.name
    if kind is None or name is None:
        return None  # a required cell is missing: told where cells are read
    names = known.counted.get(kind, ())
    if name not in names:
        return TargetTrouble(
            row.row,
            kind,
            "name",
            name,
            f"no {kind} of this name is there, so that the target is not used",
            f"one of: {', '.join(names[:12]) or 'none is stated'}",
            "Name one that is there, or remove the row.",
        )
    if row.share is None:
        return TargetTrouble(
            row.row,
            kind,
            "share",
            "",
            f"no share that can be used is stated for the {kind} {name}: not assessed",
            "a share of the money, 0 to 1 or in per cent",
            "Fill in the share, or remove the row.",
        )
    if (kind, name) in targets:
        return TargetTrouble(
            row.row,
            kind,
            "name",
            name,
            f"row {targets[kind, name].row} states a target for the {kind} {name} already; the"
            " first counts",
            "each of them once",
            "Keep one of the rows.",
        )
    return None


def _over(row: int, kind: str, total: float) -> TargetTrouble:
    plural = {"class": "classes"}.get(kind, f"{kind}s")
    return TargetTrouble(
        row,
        kind,
        "share",
        f"{100 * total:.0f} % together",
        f"the targets of all {plural} come to more than 100 %, so that not all can be reached",
        "at most 100 % together",
        "Ask the enterprise PMO which share is meant to be smaller.",
    )
