"""The folder of results as it changes during a run.

Files into place, entries into the ledger, the index at the end.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.queries import Query
from pmo_toolkit.batch.job.annexes import PAGES
from pmo_toolkit.batch.job.job import Done
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.result_files import ASSESSMENT_NAME, NOTEBOOK_NAME, REPORT_NAME
from pmo_toolkit.batch.plan import Plan, make_plan, rows_set_aside
from pmo_toolkit.batch.store.fingerprint import entry_hash, versions
from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.ledger import Ledger
from pmo_toolkit.batch.store.manifest import Entry, Manifest, read_manifest
from pmo_toolkit.batch.store.target import is_index_page
from pmo_toolkit.report.index.summary import summary_of
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
    folder : Folder
        Held by the caller.
    seed : int
    as_of : date
    run : str
        Hash of the run, as of `run_hash`.
    answers : Answers
        Answers what an assessment read.
    tell : callable
        Called for each proposal that is settled.
    """

    def __init__(
        self,
        workspace: Workspace,
        folder: Folder,
        *,
        seed: int,
        as_of: date,
        run: str,
        answers: Answers,
        tell: Callable[[Step], None],
    ):
        self.workspace, self.folder, self.seed, self.as_of, self.tell = (
            workspace,
            folder,
            seed,
            as_of,
            tell,
        )
        self.titles = _titles(workspace)
        self._run, self._answers = run, answers
        earlier = read_manifest(folder)
        self.earlier: Mapping[str, Entry] = {} if earlier is None else earlier.by_id
        self._index = () if earlier is None else earlier.index
        self.set_aside = rows_set_aside(workspace.troubles, workspace.proposal_ids)
        manifest = Manifest(
            workspace=workspace.name,
            is_sample=workspace.is_sample,
            state="running",
            set_aside=tuple(str(trouble) for trouble in self.set_aside),
            proposals=tuple(
                self.earlier[each] for each in workspace.proposal_ids if each in self.earlier
            ),
            index=self._index,
        )
        self.ledger = Ledger(folder, earlier, manifest, workspace.proposal_ids)
        self.total = self.settled = 0
        self._changed = (
            earlier is None or earlier.proposals != manifest.proposals or earlier.state != "done"
        )

    @property
    def manifest(self) -> Manifest:
        """All that is known now."""
        return self.ledger.manifest

    @property
    def left_over(self) -> tuple[str, ...]:
        """Proposals of earlier runs that the workspace no longer holds."""
        known = set(self.workspace.proposal_ids)
        return tuple(each for each in self.earlier if each not in known)

    def plan(self, chosen: tuple[str, ...], resume: bool) -> Plan:
        """What is to be done, given what lies in the folder."""
        return make_plan(
            chosen,
            failed=self.workspace.failed,
            earlier=self.earlier,
            resume=resume,
            is_unchanged=self._is_unchanged,
            is_there=self._is_there,
        )

    def begin(self, plan: Plan) -> None:
        """Settle what needs no run."""
        self.total = plan.total
        if plan.run:
            self.ledger.write()  # a folder that cannot be written should show before anything is run
        for each in plan.keep:
            self._told(self.earlier[each], kept=True)
        for each, why in plan.failed.items():
            self.settle(Done(each, Status.FAILED, why, 0.0), None)

    def settle(self, done: Done, staged: Path | None) -> None:
        """Bring a proposal's files to their place and enter what became of it.

        The entry is written when all files are in place; a run that is killed in between leaves
        none, neither old nor new, so that the proposal counts as not done.
        """
        done = self._of_this_workspace(done)
        written = {name: f"{done.proposal_id}/{name}" for name in done.files}
        contents, summary = _looked_at(staged, written)
        entry = Entry(
            id=done.proposal_id,
            title=self.titles.get(done.proposal_id, done.proposal_id),
            status=done.status,
            why=done.why,
            input_hash=self._hash(done.proposal_id, done.queries or ()),
            seed=self.seed,
            as_of=self.as_of.isoformat(),
            versions=versions(),
            seconds=round(done.seconds, 1),
            report=written.get(REPORT_NAME),
            notebook=written.get(NOTEBOOK_NAME),
            assessment=written.get(ASSESSMENT_NAME),
            annexes=tuple(written[name] for name in done.files if name in PAGES),
            contents=contents,
            summary=summary,
            queries=done.queries,
        )
        old = self.earlier.get(done.proposal_id)
        if staged is not None or entry != old:
            self._replace(entry, old, staged)
        self._told(entry)

    def _replace(self, entry: Entry, old: Entry | None, staged: Path | None) -> None:
        self._changed = True
        self.ledger.begin(entry.id)
        for path in () if old is None else old.files:
            if path not in entry.files:
                self.folder.remove(path)
        if staged is not None:
            for path in entry.files:
                self.folder.take(staged / Path(path).name, path)
            shutil.rmtree(
                staged, ignore_errors=True
            )  # what a failure left half written would only fill the disk
        if entry.files:
            self.folder.settle(entry.id)
        else:
            self.folder.remove_empty(entry.id)
        self.ledger.enter(entry)

    def stop(self) -> None:
        """Leave the folder in order as far as that is possible.

        What ended the run must not be hidden by this.
        """
        try:
            self.finish("stopped")
        except Exception:
            log.exception("the index or manifest of a stopped run")

    def finish(self, state: str) -> None:
        """Write the index, then the manifest in its last state.

        Where nothing has changed, nothing is written.
        """
        index = self._index
        if (
            self._changed
            or not index
            or any(self.folder.size(name) is None for name in index)
            or state != "done"
        ):
            index = self._write_index(state)
        self.ledger.close(state, index)

    def _write_index(self, state: str) -> tuple[str, ...]:
        from pmo_toolkit.report.index.pages import index_pages

        manifest = self.manifest
        found = {
            entry.id: shown
            for entry in manifest.proposals
            if (shown := self._summary(entry)) is not None
        }
        pages = index_pages({**manifest.as_dict(), "state": state}, found)
        for name, text in pages.items():
            self.folder.write_text(name, text)
        for name in self.folder.names():
            if is_index_page(name) and name not in pages:
                self.folder.remove(name)
        return tuple(pages)

    def _hash(self, proposal: str, queries: Iterable[Query]) -> str:
        return entry_hash(self._run, proposal, self._answers.hash_of(queries))

    def _is_unchanged(self, entry: Entry) -> bool:
        """Whether what its assessment read says the same today; False where that is not known."""
        if entry.queries is None:
            return False
        return entry.input_hash == self._hash(entry.id, entry.queries)

    def _of_this_workspace(self, done: Done) -> Done:
        """What became of a job, failed where it read another state of the workspace than this one."""
        reads = done.reads
        if reads is None or reads.input_hash == self._answers.hash_of(reads.queries):
            return done
        why = "the workspace was changed while the run was under way; run again with --resume"
        kept = tuple(name for name in done.files if name == NOTEBOOK_NAME)
        return Done(done.proposal_id, Status.FAILED, why, done.seconds, kept)

    def _told(self, entry: Entry, kept: bool = False) -> None:
        self.settled += 1
        log.info("%s: %s%s", entry.id, entry.status, f": {entry.why}" if entry.why else "")
        self.tell(Step(entry, self.settled, self.total, kept))

    def _is_there(self, entry: Entry) -> bool:
        """Whether all files of an entry are there, whole as far as their size tells."""
        for path in entry.files:
            size, known = self.folder.size(path), entry.contents.get(path)
            if not size or (known is not None and size != known["bytes"]):
                return False
        return True

    def _summary(self, entry: Entry) -> Mapping[str, Any] | None:
        """What the index says of a proposal.

        Entries of older versions have none, and their assessment is read.
        """
        if entry.summary is not None or entry.assessment is None:
            return entry.summary
        try:
            return summary_of(json.loads(self.folder.read_text(entry.assessment)))
        except (OSError, ValueError):
            return None


def _looked_at(
    staged: Path | None, written: Mapping[str, str]
) -> tuple[dict[str, dict[str, int | str]], dict[str, Any] | None]:
    """Size and hash of each file under its path to be, and what the index says of the assessment."""
    contents: dict[str, dict[str, int | str]] = {}
    summary = None
    if staged is None:
        return contents, summary
    for name, path in written.items():
        data = (staged / name).read_bytes()
        contents[path] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if name == ASSESSMENT_NAME:
            summary = summary_of(json.loads(data))
    return contents, summary


def _titles(workspace: Workspace) -> dict[str, str]:
    table = workspace.table("proposals")
    return {str(each): str(title) for each, title in zip(table["id"], table["title"], strict=True)}
