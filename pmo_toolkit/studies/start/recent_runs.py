"""Runs of `pmo assess` in folders nearby: when they were made and what they advise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_toolkit.workspace import Workspace

MANIFEST = "manifest.json"
_MADE_BY = "pmo-toolkit"
#: How far and how long is looked: a start page must not search a whole disk.
_DEEPEST, _MOST_FOLDERS, _MOST_RUNS = 3, 2000, 12
#: Bytes of a manifest beyond which it is left alone; one of 2,000 proposals has some 10 MB.
_LARGEST = 64 * 2**20


@dataclass(frozen=True)
class KnownAdvice:
    """What a run says of one proposal.

    Parameters
    ----------
    position, confidence : str
    report : str or None
        Path of the report, relative to the folder of the run.
    """

    position: str
    confidence: str
    report: str | None


@dataclass(frozen=True)
class RecentRun:
    """One folder that a run left behind.

    Parameters
    ----------
    folder : Path
    workspace : str
        Title of the workspace that it assessed.
    as_of : str
        ISO day at which it looks at the world; empty where it assessed nothing.
    written : float
        When its manifest was written last, in seconds of the file system.
    state : str
        ``running``, ``stopped`` or ``done``.
    index : str or None
        Page to open first.
    advice : mapping of str to KnownAdvice
        Proposal → what it says.
    failed : int
        Proposals without advice.
    is_of_workspace : bool
        Whether it assessed the workspace that is looked at.
    """

    folder: Path
    workspace: str
    as_of: str
    written: float
    state: str
    index: str | None
    advice: Mapping[str, KnownAdvice]
    failed: int
    is_of_workspace: bool

    @property
    def positions(self) -> tuple[tuple[str, int], ...]:
        """Position of the advice and how many proposals have it, the most frequent first."""
        return tuple(Counter(known.position for known in self.advice.values()).most_common())


def recent_runs(places: Sequence[Path], workspace: Workspace) -> tuple[RecentRun, ...]:
    """Runs below some folders, those of the workspace first, the latest before older ones.

    What cannot be read is left out; nothing is written.

    Parameters
    ----------
    places : sequence of Path
    workspace : Workspace
        Runs of it are marked.
    """
    manifests = {path.resolve(): path for place in places for path in _manifests(place)}
    runs = [run for path in manifests.values() if (run := _run(path, workspace)) is not None]
    return tuple(sorted(runs, key=_order)[:_MOST_RUNS])


def _order(run: RecentRun) -> tuple[bool, float, str]:
    return not run.is_of_workspace, -run.written, str(run.folder)


def latest_advice(runs: Sequence[RecentRun]) -> dict[str, tuple[RecentRun, KnownAdvice]]:
    """Proposal → the latest run of this workspace that advises on it, and what it says."""
    found: dict[str, tuple[RecentRun, KnownAdvice]] = {}
    for run in runs:
        if run.is_of_workspace:
            for proposal, known in run.advice.items():
                found.setdefault(proposal, (run, known))
    return found


def _manifests(place: Path) -> Iterator[Path]:
    waiting, looked = [(place, 0)], 0
    while waiting and looked < _MOST_FOLDERS:
        folder, depth = waiting.pop(0)
        looked += 1
        try:
            if (folder / MANIFEST).is_file():
                yield folder / MANIFEST
                continue  # what lies below belongs to the run
            below = sorted(path for path in folder.iterdir() if path.is_dir())
        except OSError:
            continue
        if depth < _DEEPEST:
            own = (path for path in below if not path.name.startswith((".", "_")))
            waiting += [(path, depth + 1) for path in own if not path.is_symlink()]


def _run(path: Path, workspace: Workspace) -> RecentRun | None:
    try:
        stated = path.stat()
        content = json.loads(path.read_bytes()) if stated.st_size <= _LARGEST else {}
        entries = list(content["proposals"]) if content["made_by"] == _MADE_BY else None
        if entries is None:
            return None
        ids = {str(entry["id"]) for entry in entries}
        advice = {str(entry["id"]): known for entry in entries if (known := _advice(entry))}
        index = content.get("index") or [None]
        return RecentRun(
            folder=path.parent,
            workspace=str(content["workspace"]),
            as_of=max((str(entry.get("as_of") or "") for entry in entries), default=""),
            written=stated.st_mtime,
            state=str(content["state"]),
            index=None if index[0] is None else str(index[0]),
            advice=advice,
            failed=len(ids) - len(advice),
            is_of_workspace=content["workspace"] == workspace.config.title
            and not ids.isdisjoint(workspace.proposal_ids),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _advice(entry: Mapping[str, Any]) -> KnownAdvice | None:
    advice = (entry.get("summary") or {}).get("advice") or {}
    if not advice.get("position"):
        return None
    report = entry.get("report")
    return KnownAdvice(
        str(advice["position"]),
        str(advice.get("confidence") or "not stated"),
        None if report is None else str(report),
    )
