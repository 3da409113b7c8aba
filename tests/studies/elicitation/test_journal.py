"""Lines are added and nothing else, by several tabs, also after a kill."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.places import place
from pmo_toolkit.studies.elicitation.entries import seen_by
from pmo_toolkit.studies.elicitation.journal import Journal

SUBJECT = "P-007: effort"


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path)


def _range(journal, role="Architect", low=10.0, **more):
    return journal.add_range(SUBJECT, role, low, 40.0, 20.0, "person-days", **more)


def test_two_rounds_by_two_scorers_and_a_freeze(journal):
    _range(journal)
    _range(journal, "Developer", 5)
    assert [entry.role for entry in seen_by(journal.entries(), "Developer")] == ["Developer"]
    journal.reveal(SUBJECT, "Moderator")
    assert len(seen_by(journal.entries(), "Developer")) == 3
    with pytest.raises(UsageError, match="reason is empty"):
        _range(journal)
    second = _range(journal, reason="The interface is\n new")
    assert (second.round, second.value["reason"]) == (2, "The interface is new")
    journal.reveal(SUBJECT, "Moderator")
    with pytest.raises(UsageError, match="closed"):
        _range(journal, reason="late")
    journal.freeze("Moderator", {"input_hash": "abc"})
    with pytest.raises(UsageError, match="frozen"):
        journal.add_reason(SUBJECT, "Developer", "too late")
    assert Journal(journal.folder).entries()[-1].value == {"input_hash": "abc"}


def test_an_empty_pre_mortem_and_an_early_reveal_are_said(journal):
    with pytest.raises(UsageError, match="empty"):
        journal.add_reason(SUBJECT, "Developer", " \n")
    with pytest.raises(UsageError, match="nothing to reveal"):
        journal.reveal(SUBJECT, "Moderator")
    assert journal.entries() == () and not journal.path.exists()


def test_another_tab_on_the_same_field_is_said_and_nothing_is_lost(journal):
    first = _range(journal, after=0)
    other_tab = _range(journal, low=12.0, after=first.number)
    with pytest.raises(UsageError, match="another tab has entered 12 to 40"):
        _range(journal, low=13.0, after=first.number)
    assert journal.entries() == (first, other_tab)


def test_sixty_scorers_at_once_all_stand_in_it(journal):
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: _range(journal, f"Role {number}"), range(60)))
    found = journal.entries()
    assert {entry.role for entry in found} == {f"Role {number}" for number in range(60)}
    assert [entry.number for entry in found] == list(range(1, 61))


def test_a_line_cut_by_a_kill_is_dropped_and_the_rest_goes_on(journal):
    first = _range(journal)
    with journal.path.open("ab") as file:
        file.write(b'{"version": 1, "prev')
    assert journal.entries() == (first,)
    second = _range(journal, low=11.0)
    assert journal.entries() == (first, second)


def test_a_line_that_was_changed_later_is_found(journal):
    _range(journal)
    _range(journal, low=11.0)
    text = journal.path.read_text(encoding="utf-8")
    journal.path.write_text(text.replace('"low": 10.0', '"low": 99.0'), encoding="utf-8")
    with pytest.raises(PmoError, match="changed before line 2"):
        journal.entries()


def test_a_newer_version_and_rubbish_are_said(journal):
    _range(journal)
    record = json.loads(journal.path.read_text(encoding="utf-8"))
    journal.path.write_text(json.dumps(record | {"version": 9}) + "\n", encoding="utf-8")
    with pytest.raises(PmoError, match="newer version"):
        journal.entries()
    journal.path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(PmoError, match="cannot be read"):
        _range(journal)


def test_a_full_disk_leaves_the_journal_as_it_was(journal, monkeypatch):
    first = _range(journal)

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pmo_toolkit.studies.elicitation.journal.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            _range(journal, low=11.0)
    assert journal.entries() == (first,)


def test_notes_are_seen_by_all_at_once_and_end_with_the_freeze(journal):
    weights = journal.note("weights", "criteria", "Moderator", {"benefit": 100, "risk": 40})
    assert seen_by(journal.entries(), "Developer") == (weights,)
    with pytest.raises(UsageError, match="a note is one of"):
        journal.note("range", SUBJECT, "Moderator", {})
    journal.freeze("Moderator", {})
    with pytest.raises(UsageError, match="frozen"):
        journal.note("weights", "criteria", "Moderator", {})


def test_a_freeze_closes_what_was_looked_at_and_nothing_else(journal):
    first = _range(journal)
    _range(journal, "Developer")
    with pytest.raises(UsageError, match="entered something since"):
        journal.freeze("Moderator", {}, after=first.number)
    assert journal.freeze("Moderator", {}, after=2).number == 3


def test_the_shipped_sample_is_not_written_into():
    shipped = Journal(place("sample"))
    with pytest.raises(UsageError, match="pmo sample FOLDER"):
        _range(shipped)
    assert not shipped.path.exists()
