"""Entries survive whatever ends a run, at a cost that does not grow with their number."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.journal import JOURNAL_NAME, begun_line, entry_line, replayed
from pmo_toolkit.batch.store.ledger import MANIFEST_SECONDS, Ledger
from pmo_toolkit.batch.store.manifest import MANIFEST_NAME, Manifest, read_manifest
from tests.batch.manifests import RENDERED

EMPTY = Manifest(workspace="w", is_sample=False, state="running")


def entry(number: int):
    name = f"P-{number}"
    paths = {"report": f"{name}/report.html", "notebook": f"{name}/assessment.ipynb"}
    return replace(RENDERED, id=name, **paths, assessment=f"{name}/assessment.json")


class Counting(LocalFolder):
    """Counts how often whole files are written."""

    written = 0

    def write_text(self, name, text):
        self.written += 1
        super().write_text(name, text)


@pytest.fixture
def folder(tmp_path):
    return Counting(tmp_path)


def ledger(folder, *, clock=lambda: 0.0, count=50):
    earlier = read_manifest(folder)
    head = EMPTY if earlier is None else replace(EMPTY, proposals=earlier.proposals)
    return Ledger(folder, earlier, head, [f"P-{number}" for number in range(count)], clock)


def test_each_entry_is_a_line_and_the_manifest_is_not_written_for_it(folder):
    made = ledger(folder)
    for number in (3, 1, 2):
        made.enter(entry(number))
    assert folder.written == 1
    assert len(folder.read_text(JOURNAL_NAME).splitlines()) == 3
    assert json.loads(folder.read_text(MANIFEST_NAME))["proposals"] == []
    # what a killed run left is all there for whoever comes next, in the order of the workspace as
    # soon as it is written
    assert {each.id for each in read_manifest(folder).proposals} == {"P-1", "P-2", "P-3"}
    made.close("done", ["index.html"])
    assert folder.size(JOURNAL_NAME) is None
    found = read_manifest(folder)
    assert ([each.id for each in found.proposals], found.state, found.index) == (
        ["P-1", "P-2", "P-3"],
        "done",
        ("index.html",),
    )


def test_the_manifest_is_written_now_and_then(folder):
    now = [0.0]
    made = ledger(folder, clock=lambda: now[0])
    for number in range(40):
        made.enter(entry(number))
        now[0] += MANIFEST_SECONDS / 4
    assert 5 <= folder.written <= 12


def test_files_that_are_being_replaced_count_as_not_done(folder):
    made = ledger(folder)
    made.enter(entry(1))
    made.enter(entry(2))
    made.begin("P-1")  # and here it is killed
    assert [each.id for each in read_manifest(folder).proposals] == ["P-2"]


def test_an_older_entry_comes_back_only_with_a_new_one(folder):
    made = ledger(folder)
    made.enter(entry(1))
    made.close("done", ())
    again = ledger(folder)
    again.begin("P-1")
    assert read_manifest(folder).proposals == ()
    again.enter(replace(entry(1), seconds=9.0))
    assert [each.seconds for each in read_manifest(folder).proposals] == [9.0]


def test_where_nothing_changed_nothing_is_written(folder):
    made = ledger(folder)
    made.enter(entry(1))
    made.close("done", ("index.html",))
    folder.written = 0
    ledger(folder).close("done", ("index.html",))
    assert folder.written == 0


def test_a_kill_between_manifest_and_journal_does_no_harm_and_the_next_run_tidies(
    folder, monkeypatch
):
    made = ledger(folder)
    made.enter(entry(1))
    made.begin("P-1")
    made.enter(entry(1))
    monkeypatch.setattr(folder, "remove", lambda name: None)
    made.close("done", ())
    assert [each.id for each in read_manifest(folder).proposals] == ["P-1"]
    monkeypatch.undo()
    before = folder.read_text(MANIFEST_NAME)
    assert sorted(folder.names()) == [MANIFEST_NAME, JOURNAL_NAME]
    ledger(folder).close("done", ())
    assert folder.names() == [MANIFEST_NAME]
    assert folder.read_text(MANIFEST_NAME) == before


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12), st.integers(0, 400))
def test_a_journal_cut_anywhere_says_what_was_done_before_the_cut(acts, cut):
    lines = [
        entry_line({"id": name, "n": n}) if enter else begun_line(name)
        for n, (name, enter) in enumerate(acts)
    ]
    text = "".join(f"{line}\n" for line in lines)[:cut]
    whole = text.count("\n")
    wanted = {}
    for n, (name, enter) in enumerate(
        acts[: whole + (whole < len(lines) and text.endswith(lines[whole]))]
    ):
        wanted.pop(name, None)
        if enter:
            wanted[name] = {"id": name, "n": n}
    assert replayed({}, text) == wanted


@pytest.mark.parametrize(
    "noise", ["", "\0\0\0", "3", "[]", '{"entry": 3}', '{"begun": {}}', '{"entry": {"id": 1}}']
)
def test_noise_is_passed_over(noise):
    assert replayed({"P-1": {"id": "P-1"}}, f"{noise}\n") == {"P-1": {"id": "P-1"}}
