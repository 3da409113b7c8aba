"""The steps of an assessment read through a reader, and what they read is noted."""

from __future__ import annotations

import ast
import random
from importlib.util import find_spec
from pathlib import Path

import pytest

from pmo_toolkit.assessment import proposal as steps
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.reader import Reader
from pmo_toolkit.workspace import read_workspace
from tests.assessment.changed_workspaces import all_reads, hashes, with_another_cell

#: Modules whose functions are the steps of an assessment.
STEPS = ("proposal", "views", "deepening", "provenance", "notes")


def test_a_new_read_counts_by_itself(base, tmp_path, monkeypatch):
    """A step that begins to read another table needs to be entered nowhere."""
    before = all_reads(read_workspace(base))
    real = steps.context_of

    def reading_more(reader):
        reader.rows("services", columns=("title",))
        return real(reader)

    monkeypatch.setattr(steps, "context_of", reading_more)
    after = all_reads(read_workspace(base))
    assert not {read.input_hash for read in before.values()} & {
        read.input_hash for read in after.values()
    }
    other = with_another_cell(base, tmp_path / "ws", "services", "title", random.Random(3))
    changed = read_workspace(other)
    assert all(hashes(changed, after)[each] != read.input_hash for each, read in after.items())
    assert all(hashes(changed, before)[each] == read.input_hash for each, read in before.items())


@pytest.mark.parametrize("module", STEPS)
def test_the_steps_of_an_assessment_have_no_workspace(module):
    """They are given a reader, so that nothing is read past it."""
    path = find_spec(f"pmo_toolkit.assessment.{module}").origin
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    past = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("workspace", "_answers", "answers")
    ]
    assert past == []


def test_rows_tell_their_place_in_the_file_only_where_it_is_read(base):
    reader = Reader(Answers(read_workspace(base)))
    assert list(reader.rows("costs")["_row"][:3]) == [0, 1, 2]
    shown = reader.rows("costs", columns=("_row",))["_row"]
    assert sorted(shown)[:3] == [2, 3, 4]
    assert "_row" not in reader.rows("costs", columns=("mode",))


def test_sources_are_noted_as_they_are_looked_at(base):
    reader = Reader(Answers(read_workspace(base)))
    assert reader.sources["costs"] == "costs.csv"
    assert "forecasts" not in reader.sources
    assert [query.where for query in reader.reads.queries] == [
        (("of", ("costs",)),),
        (("of", ("forecasts",)),),
    ]
