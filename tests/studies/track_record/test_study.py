"""The whole track record: from pack to pack, its sentences, and nothing claimed too much."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from pmo_toolkit import UsageError
from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.studies.schemas.moderation import moderation_schema
from pmo_toolkit.studies.track_record.words import NO_PROOF
from tests.portfolios import CONFIG, QUICK, TABLES, three, workspace
from tests.track_records import former_pack, much, recorded

HEAD = "proposal,decision,by_role,date,reason\n"


def notes(portfolio):
    return " ".join(portfolio.track_record.notes).replace(NBSP, " ")


def packed(portfolio, folder):
    folder.mkdir(parents=True)
    text = canonical_json(portfolio.as_dict())
    (folder / "moderation.json").write_text(text, encoding="utf-8")
    return folder


def test_every_part_is_there_and_keeps_the_schema(tmp_path):
    found = much(tmp_path)
    Draft202012Validator(moderation_schema()).validate(found.as_dict())
    assert [one.basis for one in found.track_record.decided] == ["before", "today", "today"]
    said = notes(found)
    assert "3 proposals were decided on, none are still open." in said
    assert "1 of 1 (100 %; 95 % range, Wilson, 21–100 %)." in said
    assert "Fewer than 15 cases are examples, not a rate." in said
    assert "For 2 decisions only today's advice is known (0 of 2 decided as it says)" in said
    assert "neither a hit nor a miss" in said and NO_PROOF in said
    assert "5 rows of decisions do not count" in said and "1 decision has no day" in said
    assert "held for 0 of 1 (0 %; 95 % range, Wilson, 0–79 %)" in said


def test_the_same_inputs_give_the_same_bytes(tmp_path):
    once, again = (canonical_json(much(tmp_path / name).as_dict()) for name in "ab")
    assert once == again


def test_no_table_says_so_and_claims_nothing():
    said = notes(three())
    assert said.startswith("No decision is recorded") and "%" not in said
    assert three().track_record.undecided == tuple(line.id for line in three().lines)


def test_advice_moves_nothing_and_is_moved_by_nothing(tmp_path):
    found = recorded(tmp_path, decisions=HEAD + "P-1,no,Board,2026-11-01,\n")
    assert [one.position for one in found.lines] == [one.position for one in three().lines]


def test_a_pack_remembers_what_the_packs_before_it_said(tmp_path):
    first = former_pack(tmp_path / "first")
    second = packed(recorded(tmp_path / "second", since=first), tmp_path / "second-pack")
    rows = HEAD + "P-1,go ahead,Board,2026-11-10,\n"
    third = recorded(tmp_path / "third", since=second, decisions=rows)
    (decided,) = third.track_record.decided
    assert (decided.basis, decided.advised_on) == ("before", "2026-10-01")
    days = [said.as_of for said in third.track_record.given["P-1"]]
    assert days == ["2026-10-01", "2026-11-22"]


def test_a_pack_of_the_first_schema_brings_its_own_advice(tmp_path):
    folder = former_pack(tmp_path / "former")
    file = folder / "moderation.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    del content["track_record"]
    file.write_text(json.dumps(content | {"schema_version": "1.0"}), encoding="utf-8")
    rows = HEAD + "P-1,go ahead,Board,2026-11-10,\n"
    (decided,) = recorded(tmp_path, since=folder, decisions=rows).track_record.decided
    assert (decided.basis, decided.advised_on) == ("before", "2026-10-01")


def test_assessments_of_an_earlier_day_bring_their_advice(tmp_path):
    ready = prepare(workspace(tmp_path / "then"), settings=QUICK, as_of="2026-10-01")
    place = tmp_path / "runs" / "P-1"
    place.mkdir(parents=True)
    text = assess_prepared(ready, "P-1").to_json()
    (place / "assessment.json").write_text(text, encoding="utf-8")
    rows = HEAD + "P-1,go ahead,Board,2026-11-10,\nP-2,no,Board,2026-11-10,\n"
    found = recorded(tmp_path, since=tmp_path / "runs", decisions=rows).track_record
    assert [(one.proposal, one.basis) for one in found.decided] == [
        ("P-1", "before"),
        ("P-2", "today"),
    ]


@pytest.mark.parametrize("record", [{}, {"given": None}, {"given": {"P-1": [{"as_of": "soon"}]}}])
def test_a_pack_that_somebody_edited_is_refused(tmp_path, record):
    file = former_pack(tmp_path / "former") / "moderation.json"
    content = json.loads(file.read_text(encoding="utf-8")) | {"track_record": record}
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UsageError, match="not what a run of this program writes"):
        recorded(tmp_path, since=file)


def test_a_decision_on_what_cannot_be_assessed_is_shown_without_advice(tmp_path):
    costs = TABLES["costs"].replace("O-3S,Run,per year,6000,6000", "O-3S,Run,per year,9000,6000")
    rows = HEAD + "P-3,no,Board,2026-11-10,\n"
    found = recorded(tmp_path, costs=costs, decisions=rows)
    assert set(found.failed) == {"P-3"}
    record = found.track_record
    assert record.unadvised == ("P-3",) and record.decided[0].basis == "none"
    assert record.crossings == () and "cannot be assessed" in notes(found)


def test_a_word_of_the_workspace_itself_is_shown_and_not_compared(tmp_path):
    config = CONFIG + '[vocabulary]\n"decisions.decision" = ["hand to the region"]\n'
    rows = HEAD + "P-1,hand to the region,Board,2026-11-10,\n"
    found = recorded(tmp_path, config=config, decisions=rows)
    assert found.track_record.crossings[0].as_advised is None
    assert "word of this workspace's own" in notes(found)
