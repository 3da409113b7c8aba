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
from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.batch.job.annexes import PAGES
from pmo_toolkit.batch.job.job import JobResult
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.result_files import ASSESSMENT_NAME, NOTEBOOK_NAME, REPORT_NAME
from pmo_toolkit.batch.ownership import refuse_other_workspace
from pmo_toolkit.batch.plan import Plan, make_plan, rows_set_aside
from pmo_toolkit.batch.store.fingerprint import entry_hash, versions
from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.ledger import Ledger
from pmo_toolkit.batch.store.manifest import Entry, Manifest, read_manifest
from pmo_toolkit.batch.store.target import is_index_page, refuse_links
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
    on_step : callable
        Called for each proposal that is settled.

    Raises
    ------
    UsageError
        If the folder holds reports of another workspace.
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
        on_step: Callable[[Step], None],
    ):
        self.workspace, self.folder, self.on_step = workspace, folder, on_step
        self.seed, self.as_of = seed, as_of
        self.titles = _titles(workspace)
        self._run, self._answers = run, answers
        earlier = read_manifest(folder)
        if earlier is not None:
            known = {proposal: self.titles.get(proposal, "") for proposal in workspace.proposal_ids}
            refuse_other_workspace(earlier, folder.where, name=workspace.config.name, titles=known)
        self.earlier: Mapping[str, Entry] = {} if earlier is None else earlier.by_id
        self._index = () if earlier is None else earlier.index
        self._index_contents = {} if earlier is None else earlier.index_contents
        self.set_aside = rows_set_aside(workspace.troubles, workspace.proposal_ids)
        manifest = Manifest(
            workspace=workspace.config.title,
            is_sample=workspace.is_sample,
            state="running",
            set_aside=tuple(str(trouble) for trouble in self.set_aside),
            proposals=tuple(
                self.earlier[name] for name in workspace.proposal_ids if name in self.earlier
            ),
            index=self._index,
            index_contents=self._index_contents,
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
        return tuple(name for name in self.earlier if name not in known)

    def plan(self, chosen: tuple[str, ...], resume: bool) -> Plan:
        """What is to be done, given what lies in the folder.

        UsageError if the folder of a proposal is a symbolic link.
        """
        refuse_links(self.folder, chosen)
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
            self.ledger.write()  # a folder that cannot be written should show before any work
        for proposal in plan.keep:
            self._report(self.earlier[proposal], kept=True)
        for proposal, why in plan.failed.items():
            self.settle(JobResult(proposal, Status.FAILED, why, 0.0), None)

    def settle(self, result: JobResult, staged: Path | None) -> None:
        """Bring a proposal's files to their place and enter what became of it.

        The entry is written when all files are in place; a run that is killed in between leaves
        none, neither old nor new, so that the proposal counts as not done.
        """
        result = self._of_this_workspace(result)
        written = {name: f"{result.proposal_id}/{name}" for name in result.files}
        contents, summary = _contents_and_summary(staged, written)
        entry = Entry(
            id=result.proposal_id,
            title=self.titles.get(result.proposal_id, result.proposal_id),
            status=result.status,
            why=result.why,
            input_hash=self._hash(result.proposal_id, result.queries or ()),
            seed=self.seed,
            as_of=self.as_of.isoformat(),
            versions=versions(),
            seconds=round(result.seconds, 1),
            report=written.get(REPORT_NAME),
            notebook=written.get(NOTEBOOK_NAME),
            assessment=written.get(ASSESSMENT_NAME),
            annexes=tuple(written[name] for name in result.files if name in PAGES),
            contents=contents,
            summary=summary,
            queries=result.queries,
        )
        old = self.earlier.get(result.proposal_id)
        if staged is not None or entry != old:
            self._replace(entry, old, staged)
        self._report(entry)

    def _replace(self, entry: Entry, old: Entry | None, staged: Path | None) -> None:
        self._changed = True
        self.ledger.begin(entry.id)
        for path in () if old is None else old.files:
            if path not in entry.files:
                self.folder.remove(path)
        if staged is not None:
            for path in entry.files:
                self.folder.take(staged / Path(path).name, path)
            # What a failure left half written would only fill the disk.
            shutil.rmtree(staged, ignore_errors=True)
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
        if self._changed or state != "done" or not self._index_is_whole():
            self._write_index(state)
        self.ledger.close(state, self._index, self._index_contents)

    def _index_is_whole(self) -> bool:
        return bool(self._index) and all(
            self.folder.size(name) is not None
            and self.folder.sha256(name) in (None, self._index_contents.get(name, {}).get("sha256"))
            for name in self._index
        )

    def _write_index(self, state: str) -> None:
        from pmo_toolkit.report.index.pages import index_pages

        manifest = self.manifest
        summaries = {
            entry.id: entry.summary for entry in manifest.proposals if entry.summary is not None
        }
        pages = index_pages({**manifest.as_dict(), "state": state}, summaries)
        for name, text in pages.items():
            self.folder.write_text(name, text)
        for name in self.folder.names():
            if is_index_page(name) and name not in pages:
                self.folder.remove(name)
        self._index = tuple(pages)
        self._index_contents = {name: content_of(text.encode()) for name, text in pages.items()}

    def _hash(self, proposal: str, queries: Iterable[Query]) -> str:
        return entry_hash(self._run, proposal, self._answers.hash_of(queries))

    def _is_unchanged(self, entry: Entry) -> bool:
        """Whether what its assessment read says the same today; False where that is not known."""
        if entry.queries is None:
            return False
        return entry.input_hash == self._hash(entry.id, entry.queries)

    def _of_this_workspace(self, result: JobResult) -> JobResult:
        """What became of a job; failed where it read another state of the workspace."""
        reads = result.reads
        if reads is None or reads.input_hash == self._answers.hash_of(reads.queries):
            return result
        why = "the workspace was changed while the run was under way; run again with --resume"
        kept = tuple(name for name in result.files if name == NOTEBOOK_NAME)
        return JobResult(result.proposal_id, Status.FAILED, why, result.seconds, kept)

    def _report(self, entry: Entry, kept: bool = False) -> None:
        self.settled += 1
        log.info("%s: %s%s", entry.id, entry.status, f": {entry.why}" if entry.why else "")
        self.on_step(Step(entry, self.settled, self.total, kept))

    def _is_there(self, entry: Entry) -> bool:
        """Whether all files of an entry are there, as they were written.

        Sizes first, then hashes on a disk of this machine, which cost 0.35 CPU seconds for 1,000
        proposals of 363 kB; at an address sizes alone, since to hash would be to download.
        """
        known = [(path, entry.contents.get(path, {})) for path in entry.files]
        for path, content in known:
            size = self.folder.size(path)
            if not size or size != content.get("bytes"):
                return False
        return all(
            self.folder.sha256(path) in (None, content.get("sha256")) for path, content in known
        )


def _contents_and_summary(
    staged: Path | None, written: Mapping[str, str]
) -> tuple[dict[str, dict[str, int | str]], dict[str, Any] | None]:
    """Size and hash of each file by its path to be, and what the index says of the assessment."""
    contents: dict[str, dict[str, int | str]] = {}
    summary = None
    if staged is None:
        return contents, summary
    for name, path in written.items():
        data = (staged / name).read_bytes()
        contents[path] = content_of(data)
        if name == ASSESSMENT_NAME:
            summary = summary_of(json.loads(data))
    return contents, summary


def content_of(data: bytes) -> dict[str, int | str]:
    """Size and hash of a file, as the manifest has them."""
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _titles(workspace: Workspace) -> dict[str, str]:
    table = workspace.table("proposals")
    return {str(key): str(title) for key, title in zip(table["id"], table["title"], strict=True)}
