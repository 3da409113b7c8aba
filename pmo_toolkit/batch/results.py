"""The folder of results as it changes during a run, and the manifest that mirrors it."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pmo_toolkit.batch.annexes import PAGES
from pmo_toolkit.batch.atomic import move, write_text
from pmo_toolkit.batch.fingerprint import entry_hash, versions
from pmo_toolkit.batch.manifest import ASSESSMENT_NAME, NOTEBOOK_NAME, REPORT_NAME, Entry, Manifest, read_manifest
from pmo_toolkit.batch.one import Done
from pmo_toolkit.batch.outcome import Status
from pmo_toolkit.batch.plan import Plan, make_plan, rows_set_aside
from pmo_toolkit.batch.target import INDEX_NAME
from pmo_toolkit.workspace import Workspace

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """One proposal is settled: `place` of `total`; `kept` if an earlier run had done it."""

    entry: Entry
    place: int
    total: int
    kept: bool = False


class Results:
    """What a run writes; the caller holds the folder's lock.

    Parameters
    ----------
    workspace : Workspace
    folder : Path
        Prepared by `prepare_target`.
    seed : int
    as_of : date
    run : str
        Hash of the run, as of `run_hash`.
    tell : callable
        Called for each proposal that is settled.
    """

    def __init__(
        self,
        workspace: Workspace,
        folder: Path,
        *,
        seed: int,
        as_of: date,
        run: str,
        tell: Callable[[Step], None],
    ):
        self.workspace, self.folder, self.seed, self.as_of, self.tell = workspace, folder, seed, as_of, tell
        self.titles = _titles(workspace)
        self.hashes = {each: entry_hash(run, each) for each in workspace.proposal_ids}
        earlier = read_manifest(folder)
        self.earlier: Mapping[str, Entry] = {} if earlier is None else earlier.by_id
        self.set_aside = rows_set_aside(workspace.troubles, workspace.proposal_ids)
        self.manifest = Manifest(
            workspace=workspace.name,
            is_sample=workspace.is_sample,
            state="running",
            set_aside=tuple(str(trouble) for trouble in self.set_aside),
            proposals=tuple(self.earlier[each] for each in workspace.proposal_ids if each in self.earlier),
        )
        self.total = self.settled = 0

    @property
    def left_over(self) -> tuple[str, ...]:
        """Proposals of earlier runs that the workspace no longer holds."""
        return tuple(each for each in self.earlier if each not in self.hashes)

    def plan(self, chosen: tuple[str, ...], resume: bool) -> Plan:
        """What is to be done, given what lies in the folder."""
        return make_plan(
            chosen,
            failed=self.workspace.failed,
            earlier=self.earlier,
            hashes=self.hashes,
            resume=resume,
            is_there=self._is_there,
        )

    def begin(self, plan: Plan) -> None:
        """Write the manifest for the first time, and settle what needs no run."""
        self.total = plan.total
        self.manifest.write(self.folder)
        for each in plan.keep:
            self._told(self.earlier[each], kept=True)
        for each, why in plan.failed.items():
            self.settle(Done(each, Status.FAILED, why, 0.0), None)

    def settle(self, done: Done, staged: Path | None) -> None:
        """Move a proposal's files to their place and enter it into the manifest."""
        own = self.folder / done.proposal_id
        written = {name: f"{done.proposal_id}/{name}" for name in done.files}
        old = self.manifest.by_id.get(done.proposal_id)
        for path in () if old is None else old.files:
            if path not in written.values():
                (self.folder / path).unlink(missing_ok=True)
        if written:
            own.mkdir(exist_ok=True)
        elif own.is_dir():
            with suppress(OSError):  # only an empty folder goes
                own.rmdir()
        if staged is not None:
            for name in done.files:
                move(staged / name, own / name)
            shutil.rmtree(staged, ignore_errors=True)  # what a failure left half written would only fill the disk
        entry = Entry(
            id=done.proposal_id,
            title=self.titles.get(done.proposal_id, done.proposal_id),
            status=done.status,
            why=done.why,
            input_hash=self.hashes[done.proposal_id],
            seed=self.seed,
            as_of=self.as_of.isoformat(),
            versions=versions(),
            seconds=round(done.seconds, 1),
            report=written.get(REPORT_NAME),
            notebook=written.get(NOTEBOOK_NAME),
            assessment=written.get(ASSESSMENT_NAME),
            annexes=tuple(written[name] for name in done.files if name in PAGES),
        )
        self.manifest = self.manifest.with_entry(entry, self.workspace.proposal_ids)
        self.manifest.write(self.folder)
        self._told(entry)

    def stop(self) -> None:
        """Leave the folder in order as far as that is possible; what ended the run must not be hidden by this."""
        try:
            self.finish("stopped")
        except Exception:
            log.exception("the index or manifest of a stopped run")

    def finish(self, state: str) -> None:
        """Write the index, then the manifest in its last state."""
        from pmo_toolkit.report.index import render_index

        self.manifest = replace(self.manifest, state=state)
        assessments = {
            entry.id: self._assessment(entry.assessment) for entry in self.manifest.proposals if entry.assessment
        }
        found = {each: content for each, content in assessments.items() if content is not None}
        write_text(self.folder / INDEX_NAME, render_index(self.manifest.as_dict(), found))
        self.manifest.write(self.folder)

    def _told(self, entry: Entry, kept: bool = False) -> None:
        self.settled += 1
        log.info("%s: %s%s", entry.id, entry.status, f": {entry.why}" if entry.why else "")
        self.tell(Step(entry, self.settled, self.total, kept))

    def _is_there(self, path: str) -> bool:
        try:
            return (self.folder / path).stat().st_size > 0
        except OSError:
            return False

    def _assessment(self, path: str) -> dict[str, Any] | None:
        try:
            content = json.loads((self.folder / path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return content if isinstance(content, dict) else None


def _titles(workspace: Workspace) -> dict[str, str]:
    table = workspace.table("proposals")
    return {str(each): str(title) for each, title in zip(table["id"], table["title"], strict=True)}
