"""What a freeze leaves behind: a report, a workbook and a snapshot, all of them or none."""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmo_toolkit.core.atomic_files import TEMPORARY, move, write_bytes
from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.exports.workshop import workshop_workbook
from pmo_toolkit.report.comparison.swing_weights import swing_weights, weight_spread
from pmo_toolkit.report.departments.workshop_questions import workshop_questions
from pmo_toolkit.report.kit.html import render_sections
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.report.workshop.further_sections import workshop_trials, workshop_weights
from pmo_toolkit.report.workshop.sections import (
    workshop_outside,
    workshop_overview,
    workshop_pre_mortem,
    workshop_provenance,
    workshop_ranges,
)
from pmo_toolkit.studies.elicitation.entries import FREEZE, Entry
from pmo_toolkit.studies.elicitation.outside import besides_of
from pmo_toolkit.studies.elicitation.result import workshop_result
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.snapshot import (
    SNAPSHOT,
    Snapshot,
    read_snapshot,
    snapshot_of,
    snapshot_text,
)
from pmo_toolkit.studies.questions.noted import noted_questions
from pmo_toolkit.studies.weighing.noted import NotedWeights, noted_weights
from pmo_toolkit.workshop.base.step import titles_of
from pmo_toolkit.workspace import load_workspace

#: Names of its files.
REPORT, WORKBOOK = "report.html", "workshop.xlsx"
_FOLDER = "workshop-"


def freeze_workshop(session: WorkshopSession) -> Path:
    """Close the journal and write what it has come to.

    Returns
    -------
    Path
        The new folder in the workspace.

    Raises
    ------
    UsageError
        If it is frozen already, nothing was chosen, or the tables or the journal have changed since
        this tab read them.
    OSError
        If it cannot be written; nothing is frozen then.
    """
    entries = session.journal.entries()
    if frozen_by(entries) is not None:
        raise UsageError("the workshop is frozen already")
    if not workshop_result(entries, session.workspace).setup.proposals:
        raise UsageError("there is nothing to freeze yet: choose proposals in the first step")
    _refuse_changed(session, session.workspace.input_hash)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    snapshot, weighed = _snapshot(session, entries, session.role, now)
    target = _target(session, now)
    with _staged(session, snapshot, weighed) as stage:
        hashes = {**snapshot.hashes, "folder": target.name}
        session.journal.freeze(session.role, hashes, after=len(entries))
        move(stage, target)
    return target


def write_again(session: WorkshopSession) -> Path:
    """Write what a frozen workshop has come to, where a kill or a fault has kept it from that.

    Raises
    ------
    UsageError
        If it is not frozen, all is there, or the tables are not those that were frozen.
    OSError
        If it cannot be written.
    """
    entries = session.journal.entries()
    closed = frozen_by(entries)
    if closed is None:
        raise UsageError("the workshop is not frozen yet")
    target = session.folder / Path(str(closed.value["folder"])).name
    if target.exists():
        raise UsageError(f"the report is there: {target.name}/{REPORT}")
    _refuse_changed(session, str(closed.value["input_hash"]))
    snapshot, weighed = _snapshot(session, entries, closed.role, closed.at)
    with _staged(session, snapshot, weighed) as stage:
        move(stage, target)
    return target


def frozen_by(entries: tuple[Entry, ...]) -> Entry | None:
    """The freeze among the entries; None where there is none."""
    return next((entry for entry in entries if entry.kind == FREEZE), None)


def frozen_folders(session: WorkshopSession) -> tuple[tuple[str, str], ...]:
    """Folders of freezes in the workspace, each with what is wrong with it, or nothing."""
    found = []
    for path in sorted(session.folder.glob(f"{session.stem}{_FOLDER}*/{SNAPSHOT}")):
        try:
            read_snapshot(path)
        except PmoError as error:
            found.append((path.parent.name, str(error)))
        else:
            found.append((path.parent.name, ""))
    return tuple(found)


def report_sections(
    session: WorkshopSession, snapshot: Snapshot, weighed: NotedWeights | None = None
) -> Iterator[Section]:
    """The report of a freeze, section by section."""
    titles, config = titles_of(session), session.workspace.config
    numbers = NumberFormat(config.locale, config.currency)
    result = snapshot.result
    yield _heading("h1", "Workshop")
    yield workshop_overview(result, titles, sample=snapshot.sample)
    yield _heading("h2", "Why it could fail")
    for found in result.pre_mortems:
        yield workshop_pre_mortem(found, titles.get(found.proposal, ""), numbers)
    yield _heading("h2", "What the scorers expect")
    yield workshop_ranges([one for one in result.judged if one.revealed], numbers)
    yield _heading("h2", "Beside it: what finished projects say")
    yield workshop_outside(snapshot.besides, numbers, frozen=True)
    yield _heading("h2", "Weights, and the ranks that follow")
    yield workshop_weights(result.further)
    if weighed is not None:
        yield weight_spread(weighed.scorers, weighed.study.criteria, numbers, weighed.outdated)
        yield swing_weights(weighed.study, weighed.ranks, result.setup.proposals, brief=True)
    yield _heading("h2", "What was tried out")
    yield workshop_trials(result.further, numbers)
    yield _heading("h2", "Questions")
    yield workshop_questions(noted_questions(snapshot.entries))
    yield _heading("h2", "What was frozen")
    yield workshop_provenance(snapshot)


def _heading(level: str, words: str) -> Section:
    return Section("heading", f'<div class="pmo"><{level}>{words}</{level}></div>')


def _snapshot(
    session: WorkshopSession, entries: tuple[Entry, ...], role: str, frozen_on: str
) -> tuple[Snapshot, NotedWeights | None]:
    judged = workshop_result(entries, session.workspace).judged
    besides, weighed = besides_of(session, judged), noted_weights(session, entries)
    tiers = () if weighed is None else weighed.tier_rows
    snapshot = snapshot_of(entries, session.workspace, besides, role, frozen_on, tiers)
    return snapshot, weighed


def _refuse_changed(session: WorkshopSession, input_hash: str) -> None:
    """Refuse where the tables on disk are not those that were looked at."""
    if input_hash not in (session.workspace.input_hash,) or (
        load_workspace(session.path).input_hash != input_hash
    ):
        raise UsageError(
            "the tables on disk have changed since they were looked at: read them again first."
            " What was entered is all there"
        )


def _target(session: WorkshopSession, now: str) -> Path:
    name, number = f"{session.stem}{_FOLDER}{now[:10]}", 1
    while (session.folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return session.folder / (name if number == 1 else f"{name}-{number}")


@contextmanager
def _staged(
    session: WorkshopSession, snapshot: Snapshot, weighed: NotedWeights | None
) -> Iterator[Path]:
    """All files in a folder that nobody sees yet; it is gone where the rest does not succeed."""
    data = snapshot.as_dict()
    title = f"Workshop: {snapshot.workspace}"
    page = render_sections(report_sections(session, snapshot, weighed), title=title)
    contents = {
        REPORT: page.encode("utf-8"),
        WORKBOOK: workshop_workbook(data),
        SNAPSHOT: snapshot_text(data).encode("utf-8"),
    }
    stage = session.folder / f".{secrets.token_hex(8)}{TEMPORARY}"
    try:
        stage.mkdir()
        for name, content in contents.items():
            write_bytes(stage / name, content)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
