"""What a journal holds, as nobody in particular and as one scorer sees it."""

from __future__ import annotations

from pmo_toolkit.studies.elicitation.entries import QUESTION
from pmo_toolkit.studies.elicitation.pre_mortem import subject_of
from pmo_toolkit.studies.elicitation.result import before_freeze, journal_hash, workshop_result
from pmo_toolkit.studies.elicitation.setup import keep_setup
from pmo_toolkit.studies.elicitation.snapshot import snapshot_of


def test_an_empty_journal_and_one_with_everything(journal, workspace):
    assert workshop_result((), workspace).setup.proposals == ()
    keep_setup(journal, workspace, "Moderator", ["P-001"], ["Architect"], ["P-001: effort"])
    journal.add_reason(subject_of("P-001"), "Architect", "supplier fails")
    journal.add_range("P-001: effort", "Architect", 1, 3, 2, "person-hours")
    for text in ("first", "last"):
        journal.note(QUESTION, "P-001", "Architect", {"text": text})
    hidden = workshop_result(journal.entries(), workspace)
    assert hidden.judged[0].ranges == () and hidden.pre_mortems[0].reasons == ()
    assert [entry.value["text"] for entry in hidden.further] == ["last"]
    own = workshop_result(journal.entries(), workspace, "Architect")
    assert len(own.judged[0].ranges) == len(own.pre_mortems[0].reasons) == 1
    assert own.entries == 5 and not own.frozen


def test_a_freeze_changes_no_hash_and_a_snapshot_tells_nothing_hidden(journal, workspace):
    keep_setup(journal, workspace, "Moderator", ["P-001"], ["Architect"], ["P-001: effort"])
    journal.add_range("P-001: effort", "Architect", 1, 3, 2, "person-hours")
    before = journal_hash(journal.entries())
    journal.freeze("Moderator", {})
    assert journal_hash(journal.entries()) == before and len(before_freeze(journal.entries())) == 2
    found = snapshot_of(journal.entries(), workspace, (), "Moderator", "2026-01-15")
    data = found.as_dict()
    assert found.hashes["journal_hash"] == before == data["journal"]["sha256"]
    assert data["judgements"] == [] and "not_assessed" in data["combined"][0]["equal"]
    assert data["tables"]["proposals"] == workspace.sources["proposals"].sha256
