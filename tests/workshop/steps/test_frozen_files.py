"""A freeze leaves all of its files or none, and can be repeated after a kill."""

from __future__ import annotations

import errno
import io
import json

import openpyxl
import pytest

from pmo_toolkit import assess_proposal
from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.exports.workshop import workshop_workbook
from pmo_toolkit.intake.importing import carry_out, plan_import
from pmo_toolkit.studies.elicitation import pre_mortem
from pmo_toolkit.studies.elicitation.entries import QUESTION, TRIAL, WEIGHTS
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.pre_mortem import keep_risk, reveal_reasons, subject_of
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.studies.elicitation.snapshot import read_snapshot
from pmo_toolkit.studies.questions.noted import question_of
from pmo_toolkit.workshop.steps import frozen_files
from pmo_toolkit.workshop.steps.freeze_step import FreezeStep
from pmo_toolkit.workshop.steps.frozen_files import freeze_workshop, frozen_folders, write_again
from pmo_toolkit.workspace import load_workspace
from tests.workshop.steps.conftest import HOSTILE, SUBJECT


@pytest.fixture
def session(folder, workspace):
    made = WorkshopSession(folder, workspace, "Moderator", ("P-001",))
    keep_setup(made.journal, workspace, "Moderator", ["P-001"], ["Architect", HOSTILE])
    made.journal.add_range(SUBJECT, HOSTILE, 10, 40, 20, "person-days")
    made.journal.reveal(SUBJECT, "Moderator")
    return made


FAILURE = "The supplier fails"
#: A row of ranks under noted weights.
TIER = {
    "proposal": "P-001",
    "tier_today": "weak",
    "tier_then": "robust",
    "first": 2,
    "chance_first_today": 0.1,
    "chance_first_then": 0.9,
    "likeliest_rank": 1,
    "rank_low": 1,
    "rank_high": 2,
}


def _cost(session):
    """P80 of what a proposal costs, as an assessment of the files has it."""
    figures = assess_proposal(session.folder, "P-001", as_of="2026-11-22").summary()
    return float(figures.set_index("figure")["value"]["cost P80"].replace(",", ""))


def _left(session):
    """Everything beside the tables, the journal and the lock."""
    return [path.name for path in session.folder.iterdir() if path.is_dir()]


def test_the_report_the_workbook_and_the_snapshot_say_the_same(session):
    made = freeze_workshop(session)
    data = read_snapshot(made / "snapshot.json")
    (judgement,) = data["judgements"]
    assert (judgement["low"], judgement["role"], judgement["entered"]) == (
        80,
        HOSTILE,
        "10 / 20 / 40 person-days",
    )
    assert data["input_hash"] == session.workspace.input_hash
    page = (made / "report.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in page and "<img src=x" not in page and "Content-Security" in page
    book = openpyxl.load_workbook(io.BytesIO((made / "workshop.xlsx").read_bytes()))
    assert list(book["scorer ranges"].values)[1][1:6] == (HOSTILE, 1, 80, 160, 320)
    closing = session.journal.entries()[-1]
    assert closing.value["journal_hash"] == data["journal"]["sha256"]
    with pytest.raises(UsageError, match="frozen already"):
        freeze_workshop(session)
    assert frozen_folders(session) == ((made.name, ""),)


def test_questions_and_weights_stand_in_the_report(session):
    made = question_of("How many users?", "Finance", "2027-03-31", "P-001", "Architect")
    session.journal.note(QUESTION, made.subject, "Architect", made.as_note())
    session.journal.note(WEIGHTS, "swing weights", "Architect", {"points": {"K-01": 100}})
    folder = freeze_workshop(session)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "How many users?" in page and "gave points to the move" in page
    assert "K-01" not in page and "Kept for other criteria than those of today" in page
    kinds = [note["kind"] for note in read_snapshot(folder / "snapshot.json")["notes"]]
    assert kinds == [QUESTION, WEIGHTS]


def test_the_workbook_of_the_same_snapshot_has_the_same_bytes(session):
    data = read_snapshot(freeze_workshop(session) / "snapshot.json")
    assert workshop_workbook(data) == workshop_workbook(json.loads(json.dumps(data)))


@pytest.mark.parametrize("at", ["report.html", "snapshot.json", "journal"])
def test_a_full_disk_freezes_nothing_and_loses_nothing(session, monkeypatch, at):
    before = session.journal.path.read_bytes()
    write = frozen_files.write_bytes

    def full(*given):
        if at == "journal" or given[0].name == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*given)

    if at == "journal":
        monkeypatch.setattr(Journal, "_write", full)
    else:
        monkeypatch.setattr(frozen_files, "write_bytes", full)
    step = FreezeStep(session)
    step.sure.value = True
    step.freeze_button.click()
    assert "No space left on device" in step.notes.value and step.sure.value
    assert session.journal.path.read_bytes() == before and _left(session) == []


def test_after_a_kill_in_between_the_report_is_written_again(session, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(frozen_files, "move", killed)
    with pytest.raises(KeyboardInterrupt):
        freeze_workshop(session)
    monkeypatch.undo()
    assert _left(session) == []
    step = FreezeStep(session)
    assert "write it again" in step.folders.value and step.again_button.layout.display == ""
    step.again_button.click()
    (name,) = _left(session)
    assert "Written" in step.notes.value and f"{name}/report.html" in step.folders.value
    with pytest.raises(UsageError, match="the report is there"):
        write_again(session)


def test_changed_tables_are_told_apart_before_a_freeze(session):
    path = session.folder / "proposals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("One front", "A front"), "utf-8")
    with pytest.raises(UsageError, match="have changed since"):
        freeze_workshop(session)
    assert _left(session) == [] and len(session.journal.entries()) == 3


def test_a_snapshot_of_a_newer_version_is_said_in_one_line(session):
    folder = session.folder / "workshop-2020-01-01"
    folder.mkdir()
    (folder / "snapshot.json").write_text('{"snapshot_version": 99}', encoding="utf-8")
    step = FreezeStep(session)
    assert "newer version" in step.folders.value
    (folder / "snapshot.json").write_text("{", encoding="utf-8")
    with pytest.raises(PmoError, match="cannot be read"):
        read_snapshot(folder / "snapshot.json")
    step.refresh()
    assert "cannot be read" in step.folders.value
    assert freeze_workshop(session).is_dir()


def test_an_import_takes_the_risks_over_and_nothing_else(session, monkeypatch):
    book = _with_a_risk(session, monkeypatch)
    data = read_snapshot(book.parent / "snapshot.json")
    book.write_bytes(workshop_workbook(data | {"tiers": [TIER]}))
    plan = plan_import([book], session.folder)
    assert [merged.table for merged in plan.merged] == ["risks"]
    result = carry_out(plan, session.folder)
    assert "risks.csv" in result.written
    (row,) = load_workspace(session.folder).table("risks").to_dict("records")
    assert (row["title"], row["probability"], row["origin"]) == (FAILURE, 0.3, "pre-mortem")
    assert (row["impact_money_mode"], row["impact_days_high"]) == (200_000, 40)


@pytest.mark.slow
def test_a_risk_that_was_imported_makes_the_assessment_dearer(session, monkeypatch):
    before = _cost(session)
    book = _with_a_risk(session, monkeypatch)
    carry_out(plan_import([book], session.folder), session.folder)
    assert _cost(session) > before


def _with_a_risk(session, monkeypatch):
    """The workbook of a freeze with a risk and a trial."""
    monkeypatch.setattr(pre_mortem, "default_encoder", lambda: (WordEncoder(), ""))
    session.journal.add_reason(subject_of("P-001"), "Architect", FAILURE)
    reveal_reasons(session.journal, "P-001", "Moderator")
    money, days = (1e5, 2e5, 3e5), (None, 20, 40)
    keep_risk(session.journal, "P-001", "Moderator", FAILURE, 0.3, money, days)
    then = {"proposal": "P-001", "advice_today": "defer", "advice_then": "explore"}
    session.journal.note(TRIAL, "Late", "Architect", {"words": "P-002 later", "then": [then]})
    return freeze_workshop(session) / "workshop.xlsx"
