"""Merging again: only what changed is shown, and neither answers nor edits are lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.merging.former import storing
from tests.merging.offices import answer, merged, office, rows

PROPOSALS = "id,title,requested_budget\nP-1,Portal,{}\nP-2,{},50\n"


def offices(folder):
    one = office(folder / "finance-pmo", proposals=PROPOSALS.format(10, "Roof"))
    return one, office(folder / "sales-pmo", proposals="id,title\nP-1,Shop\n")


def test_nothing_has_changed_where_nothing_has(tmp_path):
    paths = offices(tmp_path)
    assert merged(tmp_path, *paths).changes is None
    before = {path.name: path.read_bytes() for path in (tmp_path / "joint").glob("*.csv")}
    assert merged(tmp_path, *paths).changes == {}
    assert {path.name: path.read_bytes() for path in (tmp_path / "joint").glob("*.csv")} == before


def test_only_what_changed_is_shown(tmp_path):
    one, other = offices(tmp_path)
    merged(tmp_path, one, other)
    text = "id,title,requested_budget\nP-3,New,1\nP-1,Portal,12\n"
    (one / "proposals.csv").write_text(text)
    changes = merged(tmp_path, one, other).changes
    assert list(changes) == ["proposals"]
    found = changes["proposals"]
    assert [row.row for row in found.added] == ["FINANCE-P-3"]
    assert [row.row for row in found.removed] == ["FINANCE-P-2"]
    assert [(cell.before, cell.after) for row in found.changed for cell in row.cells] == [
        ("10", "12")
    ]


def test_edits_of_the_merged_workspace_stay(tmp_path):
    one, other = offices(tmp_path)
    merged(tmp_path, one, other)
    table = tmp_path / "joint" / "proposals.csv"
    text = table.read_text(encoding="utf-8-sig").replace("Roof,50", "Roof,55")
    table.write_text(text + "OWN-1,Mine,5,\n", encoding="utf-8")
    (one / "proposals.csv").write_text(PROPOSALS.format(11, "Roof"))
    merge = merged(tmp_path, one, other)
    held = {row["id"]: row["requested_budget"] for row in rows(tmp_path, "proposals")}
    assert held == {"FINANCE-P-1": "11", "FINANCE-P-2": "55", "SALES-P-1": "", "OWN-1": "5"}
    assert [row.row for row in merge.edits["proposals"].added] == ["OWN-1"]
    assert not merge.open_conflicts
    (one / "proposals.csv").write_text(PROPOSALS.format(11, "Roof").replace(",50", ",60"))
    merge = merged(tmp_path, one, other)
    assert [s.value for s in merge.open_conflicts[0].statements] == ["60", "55"]
    assert rows(tmp_path, "proposals")[1]["requested_budget"] == "55"


def test_a_row_taken_out_by_hand_stays_out(tmp_path):
    paths = offices(tmp_path)
    merged(tmp_path, *paths)
    table = tmp_path / "joint" / "proposals.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if "Roof" not in line), encoding="utf-8")
    merge = merged(tmp_path, *paths)
    assert [row.row for row in merge.edits["proposals"].removed] == ["FINANCE-P-2"]
    assert len(rows(tmp_path, "proposals")) == 2


def test_an_edited_configuration_stays_while_it_fits(tmp_path):
    one, other = offices(tmp_path)
    merged(tmp_path, one, other)
    config = tmp_path / "joint" / "workspace.toml"
    config.write_text(config.read_text() + "\n[settings]\nseed = 7\n")
    merged(tmp_path, one, other)
    assert "seed = 7" in config.read_text()
    config.write_text(config.read_text().replace("EUR", "CAD"))
    with pytest.raises(UsageError, match="currency of joint: changed"):
        merged(tmp_path, one, other)


def test_answers_stay_and_files_of_others_too(tmp_path):
    goals = "id,title\nG-1,Less waste\n"
    one = office(tmp_path / "finance-pmo", goals=goals)
    other = office(tmp_path / "sales-pmo", goals=goals)
    merged(tmp_path, one, other)
    answer(tmp_path, goal="different")
    (tmp_path / "joint" / "reports").mkdir()
    (tmp_path / "joint" / "reports" / "mine.txt").write_text("mine")
    (one / "goals.csv").unlink()
    merged(tmp_path, one, other)
    (one / "goals.csv").write_text(goals)
    merge = merged(tmp_path, one, other, accept=True)
    assert [question.answer for question in merge.questions] == ["different"]
    assert (tmp_path / "joint" / "reports" / "mine.txt").read_text() == "mine"


def test_a_table_that_no_pmo_has_any_more_is_gone(tmp_path):
    one = office(tmp_path / "finance-pmo", risks="proposal,title\nP-1,Late\n")
    other = office(tmp_path / "sales-pmo")
    merged(tmp_path, one, other)
    (one / "risks.csv").unlink()
    assert merged(tmp_path, one, other).changes["risks"].removed
    assert not (tmp_path / "joint" / "risks.csv").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind,about\ngoal,\n", "lacks the columns"),
        ("kind,about,a,b,answer\ngoal,,A-1,B-1,perhaps\n", "row 2: the answer 'perhaps'"),
        ("kind;about;a;b;answer\ngoal;;A-1;B-1;same\ngoal;;A-1;B-1;different\n", "row 3: A-1"),
        ("kind,about,a,b,answer\nvalue,goals G,FIN,SAL,OPS\n", "expected FIN or SAL"),
    ],
)
def test_answers_that_cannot_be_read_are_refused(tmp_path, text, message):
    paths = offices(tmp_path)
    merged(tmp_path, *paths)
    (tmp_path / "joint" / "merge_answers.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        merged(tmp_path, *paths)


def test_a_record_that_cannot_be_read_is_refused(tmp_path):
    paths = offices(tmp_path)
    merged(tmp_path, *paths)
    record = tmp_path / "joint" / ".merges" / "last.json"
    data = json.loads(record.read_bytes())
    for damaged in (b"{", b"[]", json.dumps({**data, "version": 9}).encode()):
        record.write_bytes(damaged)
        with pytest.raises(UsageError, match=r"cannot be read|newer version"):
            merged(tmp_path, *paths)


KILLED = """
import os, signal, sys
from pmo_toolkit.merging import tables
from pmo_toolkit.merging.merge import merge_workspaces
tables.lookalikes = lambda *_: ([], [])
calls = 0
def count(name):
    own = getattr(os, name)
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
        return own(*arguments, **options)
    setattr(os, name, call)
for name in ("fsync", "mkdir", "rename", "link"):
    count(name)
merge_workspaces(sys.argv[3:], sys.argv[2])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
@pytest.mark.parametrize("moment", ["1", "4", "9"])
def test_a_killed_merge_leaves_the_old_workspace_whole(tmp_path, moment):
    one, other = offices(tmp_path)
    merged(tmp_path, one, other)
    joint = tmp_path / "joint"
    before = {path.name: path.read_bytes() for path in joint.rglob("*") if path.is_file()}
    (one / "proposals.csv").write_text(PROPOSALS.format(99, "Roof"))
    command = [sys.executable, "-c", KILLED, moment, str(joint), str(one), str(other)]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ})
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    after = {path.name: path.read_bytes() for path in joint.rglob("*") if path.is_file()}
    assert {name: data for name, data in after.items() if name != ".pmo-lock"} == before
    assert merged(tmp_path, one, other).changes["proposals"].changed
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_where_folders_cannot_be_exchanged_the_files_are_renamed(tmp_path, monkeypatch):
    monkeypatch.setattr(storing, "_call", lambda: None)
    one, other = offices(tmp_path)
    merged(tmp_path, one, other)
    (one / "proposals.csv").write_text(PROPOSALS.format(99, "Roof"))
    assert merged(tmp_path, one, other).changes["proposals"].changed
    assert rows(tmp_path, "proposals")[0]["requested_budget"] == "99"
