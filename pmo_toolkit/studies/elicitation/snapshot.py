"""A workshop as it was when it was frozen: inputs, judgements, and hashes of both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.core.startup import __version__
from pmo_toolkit.studies.elicitation.combining import CombinedRange, JudgedQuantity
from pmo_toolkit.studies.elicitation.entries import Entry
from pmo_toolkit.studies.elicitation.outside import BesideOutside
from pmo_toolkit.studies.elicitation.result import (
    WorkshopResult,
    before_freeze,
    journal_hash,
    workshop_result,
)
from pmo_toolkit.workspace import Workspace

#: Name of its file.
SNAPSHOT = "snapshot.json"
_VERSION = 1
_LARGEST = 100_000_000


@dataclass(frozen=True)
class Snapshot:
    """What a freeze sets down.

    Parameters
    ----------
    workspace : str
        Its title.
    sample : bool
    input_hash : str
        Of all that its tables say.
    tables : mapping of str to str
        Table → sha256 of its file.
    result : WorkshopResult
        What was revealed; ranges that never were stand in the journal alone.
    besides : tuple of BesideOutside
    entries : tuple of Entry
        Lines of the journal, the freeze itself not among them.
    journal_hash : str
    role : str
        Who froze it.
    frozen_on : str
        Day or time, ISO 8601.
    tiers : tuple of mapping
        Ranks and tiers under the weights that were noted, beside those of today, a row a proposal.
    version : str
        Of the workbench.
    """

    workspace: str
    sample: bool
    input_hash: str
    tables: Mapping[str, str] = field(hash=False)
    result: WorkshopResult
    besides: tuple[BesideOutside, ...]
    entries: tuple[Entry, ...]
    journal_hash: str
    role: str
    frozen_on: str
    tiers: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    version: str = __version__

    @property
    def hashes(self) -> dict[str, str]:
        """What the journal keeps of it."""
        return {"input_hash": self.input_hash, "journal_hash": self.journal_hash}

    def as_dict(self) -> dict[str, Any]:
        """The snapshot as JSON holds it."""
        setup = self.result.setup
        return {
            "snapshot_version": _VERSION,
            "version": self.version,
            "workspace": self.workspace,
            "sample": self.sample,
            "input_hash": self.input_hash,
            "tables": dict(self.tables),
            "frozen_on": self.frozen_on,
            "frozen_by": self.role,
            "journal": {"entries": len(self.entries), "sha256": self.journal_hash},
            "proposals": list(setup.proposals),
            "roles": list(setup.roles),
            "judgements": [row for one in self.result.judged for row in _judgements(one)],
            "combined": [_combined(one) for one in self.result.judged],
            "outside": [row for beside in self.besides for row in _outside(beside)],
            "reasons": list(_reasons(self.result)),
            "risks": [dict(row) for row in self.result.risks],
            "tiers": [dict(row) for row in self.tiers],
            "notes": [
                {
                    "kind": entry.kind,
                    "subject": entry.subject,
                    "role": entry.role,
                    "at": entry.at,
                    "value": dict(entry.value),
                }
                for entry in self.result.further
            ],
        }


def snapshot_text(data: Mapping[str, Any]) -> str:
    """The file of a snapshot.

    What is worked out has six significant digits, as everywhere; what somebody entered has all.

    Parameters
    ----------
    data : mapping of str to object
        As `Snapshot.as_dict` gives it.
    """
    entered = {name: data[name] for name in ("judgements", "notes")}
    written = {**json_ready(data), **entered}
    return json.dumps(written, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def snapshot_of(
    entries: Iterable[Entry],
    workspace: Workspace,
    besides: Iterable[BesideOutside],
    role: str,
    frozen_on: str,
    tiers: Iterable[Mapping[str, Any]] = (),
) -> Snapshot:
    """What a freeze of these entries sets down.

    Parameters
    ----------
    entries : iterable of Entry
        All of the journal; a freeze among them is left out.
    workspace : Workspace
    besides : iterable of BesideOutside
    role, frozen_on : str
    tiers : iterable of mapping
    """
    known = before_freeze(entries)
    return Snapshot(
        workspace.config.name or workspace.name,
        workspace.is_sample,
        workspace.input_hash,
        {table: source.sha256 for table, source in workspace.sources.items()},
        workshop_result(known, workspace),
        tuple(besides),
        known,
        journal_hash(known),
        role,
        frozen_on,
        tuple(tiers),
    )


def read_snapshot(path: Path) -> dict[str, Any]:
    """What a snapshot's file holds.

    Raises
    ------
    PmoError
        If it cannot be read, or a newer version wrote it.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise PmoError(f"{path.name} is larger than any snapshot")
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version = int(record["snapshot_version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PmoError(
            f"{path.parent.name}/{path.name} cannot be read ({type(error).__name__}); nothing was"
            " changed"
        ) from None
    if version > _VERSION:
        raise PmoError(
            f"{path.parent.name}/{path.name} was written by a newer version of the workbench: bring"
            " this one up to date to look at it. Nothing was changed"
        )
    return record


def _judgements(judged: JudgedQuantity) -> Iterator[dict[str, Any]]:
    quantity = judged.quantity
    for seen in judged.ranges:
        yield {
            "quantity": quantity.label,
            "subject": quantity.subject,
            "role": seen.role,
            "round": seen.round,
            "low": seen.low,
            "mode": seen.mode,
            "high": seen.high,
            "unit": quantity.unit,
            "entered": seen.entered,
            "reason": seen.reason or None,
        }


def _combined(judged: JudgedQuantity) -> dict[str, Any]:
    quantity = judged.quantity
    return {
        "quantity": quantity.label,
        "subject": quantity.subject,
        "unit": quantity.unit,
        "rounds_revealed": judged.revealed,
        "equal": _pooled(judged.equal),
        "classical": _pooled(judged.classical),
        "known": quantity.known if judged.revealed else None,
    }


def _pooled(found: CombinedRange | NotAssessed) -> dict[str, Any]:
    if isinstance(found, NotAssessed):
        return {"not_assessed": found.why, "code": str(found.code)}
    return {
        "low": found.low,
        "mode": found.mode,
        "high": found.high,
        "weights": dict(found.weights),
    }


def _outside(beside: BesideOutside) -> Iterator[dict[str, Any]]:
    quantity = beside.judged.quantity
    for view in beside.views:
        yield {
            "quantity": quantity.label,
            "subject": quantity.subject,
            "low": view.low,
            "mode": view.mode,
            "high": view.high,
            "unit": quantity.unit,
            "source": view.source,
            "n": view.n,
        }


def _reasons(result: WorkshopResult) -> Iterator[dict[str, Any]]:
    for found in result.pre_mortems:
        for group in found.groups:
            for entry in group.reasons:
                yield {
                    "proposal": found.proposal,
                    "group": group.title,
                    "reason": entry.value["text"],
                    "role": entry.role,
                }
