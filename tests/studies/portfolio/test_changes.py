"""What differs from a former run, and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pmo_toolkit import UsageError, study_portfolio
from pmo_toolkit.core.canonical_json import canonical_json
from tests.portfolios import CONFIG, QUICK, TABLES, three, workspace

MORE = TABLES["benefits"].replace("P-2,Hours,40000,40000,40000", "P-2,Hours,45000,45000,45000")


@pytest.fixture
def former(tmp_path):
    folder = tmp_path / "former"
    folder.mkdir()
    (folder / "moderation.json").write_text(canonical_json(three().as_dict()), encoding="utf-8")
    return folder


def since(former, folder, *, settings=QUICK, config=CONFIG, **tables):
    held = workspace(folder / "now", config, **tables)
    return study_portfolio(held, settings=settings, since=former)


def kinds(found, proposal):
    return {(one.what, one.name) for one in found.changes if one.proposal == proposal}


def test_nothing_differs_from_the_same_run(former, tmp_path):
    assert since(former, tmp_path).changes == ()
    assert three().changes is None


def test_a_changed_row_moves_its_proposal_and_is_named(former, tmp_path):
    found = since(former, tmp_path, benefits=MORE)
    assert ("figure", "net_value.p50") in kinds(found, "P-2")
    assert not kinds(found, "P-1") and not kinds(found, "P-3")
    (row,) = [one for one in found.changes if one.what == "input"]
    assert (row.proposal, row.name, row.after) == ("P-2", "benefits", "row 3")
    moved = next(one for one in found.changes if one.name == "net_value.p50")
    assert moved.why == "Its rows of benefits changed." and moved.before != moved.after


def test_what_is_new_and_what_is_gone(former, tmp_path):
    text = TABLES["proposals"].replace("P-3,Archive of letters", "P-4,Archive of maps")
    others = {name: TABLES[name].replace("P-3", "P-4") for name in ("options", "benefits")}
    found = since(former, tmp_path, proposals=text, **others)
    assert kinds(found, "P-4") == {("new", "proposal")}
    assert kinds(found, "P-3") == {("gone", "proposal")}


def test_seed_settings_and_what_all_share_are_named(former, tmp_path):
    goals = TABLES["goals"].replace("G-1,Calls,3", "G-1,Calls,5")
    settings = QUICK.with_overrides({"seed": 7, "discount_rate": 0.05})
    found = since(former, tmp_path, settings=settings, goals=goals)
    why = next(one.why for one in found.changes if one.name == "net_value.p50")
    assert "seed" in why and "discount_rate" in why and "goals" in why
    assert ("input", "goals") in kinds(found, "")


def test_a_run_of_assessments_alone_is_read_too(former, tmp_path):
    from pmo_toolkit.assessment import assess_prepared, prepare

    folder, ready = tmp_path / "runs", prepare(workspace(tmp_path / "then"), settings=QUICK)
    for name in ("P-1", "P-2", "P-3"):
        (folder / name).mkdir(parents=True)
        text = assess_prepared(ready, name).to_json()
        (folder / name / "assessment.json").write_text(text, encoding="utf-8")
    assert since(folder, tmp_path).changes == ()
    found = since(folder, tmp_path / "more", benefits=MORE)
    assert ("figure", "net_value.p50") in kinds(found, "P-2")
    assert "did not write which rows" in found.changes[0].why


def _written(former, **changed):
    file = former / "moderation.json"
    content = json.loads(file.read_text(encoding="utf-8")) | changed
    file.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"workspace": "Other"}, "of another workspace"),
        ({"schema_version": "9.0"}, "newer version"),
        ({"schema_version": None}, "no schema version"),
        ({"proposals": [{"id": "P-1"}]}, "not what a run of this program writes"),
    ],
)
def test_a_run_that_cannot_be_compared_is_refused(former, tmp_path, changed, says):
    _written(former, **changed)
    with pytest.raises(UsageError, match=says):
        since(former, tmp_path)


def test_a_folder_without_a_run_and_a_torn_file(former, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="holds no finished run"):
        since(tmp_path / "empty", tmp_path)
    (former / "moderation.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        since(former, tmp_path / "torn")


def test_an_older_minor_version_is_read(former, tmp_path):
    _written(former, schema_version="0.9")
    assert since(former, tmp_path).changes == ()
    assert replace(three(), changes=()).as_dict()["changes"] == []


def test_decisions_that_were_recorded_since_are_told_and_move_no_figure(former, tmp_path):
    head = "proposal,decision,by_role,date,reason\n"
    found = since(former, tmp_path, decisions=head + "P-1,later,Board,2026-11-20,No people\n")
    (change,) = found.changes
    assert (change.proposal, change.what, change.before, change.after) == (
        "P-1",
        "decision",
        "",
        "later",
    )
    assert change.why == "Decided on 2026-11-20 by Board; not computed."
    text = canonical_json(found.as_dict())
    (former / "moderation.json").write_text(text, encoding="utf-8")
    again = since(former, tmp_path / "again", decisions=head + "P-1,no,Board,2026-11-21,\n")
    assert [(one.before, one.after) for one in again.changes] == [("later", "no")]
    gone = since(former, tmp_path / "gone").changes
    assert [(one.before, one.after) for one in gone] == [("later", "")]
    assert "is gone" in gone[0].why
