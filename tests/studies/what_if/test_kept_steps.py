"""A step is taken again where what it read has changed, and only there."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment import prepare
from pmo_toolkit.studies.what_if.kept_steps import KeptSteps, NotedRow, same


@pytest.fixture
def steps():
    return KeptSteps()


def _counted(read):
    taken = []

    def step(reader, row):
        taken.append(read(reader, row))
        return len(taken)

    return step, taken


def test_a_column_that_was_not_looked_at_does_not_count(workspace, quick, steps):
    prepared = prepare(workspace, settings=quick)
    step, taken = _counted(lambda _, row: row["class"])
    for row in ({"class": "a", "size": 1.0}, {"class": "a", "size": 2.0}):
        assert steps.take("s", prepared, "P-001", row, step) == 1
    assert steps.take("s", prepared, "P-001", {"class": "b", "size": 2.0}, step) == 2
    assert taken == ["a", "b"]


def test_a_column_that_is_absent_counts_once_it_is_there(workspace, quick, steps):
    prepared = prepare(workspace, settings=quick)
    step, _ = _counted(lambda _, row: row.get("class"))
    assert steps.take("s", prepared, "P-001", {}, step) == 1
    assert steps.take("s", prepared, "P-001", {"class": "b"}, step) == 2


def test_rows_that_were_read_count_and_others_do_not(workspace, quick, steps):
    step, _ = _counted(lambda reader, _: len(reader.own("benefits")))

    def take(held):
        return steps.take("s", prepare(held, settings=quick), "P-001", {}, step)

    benefits = workspace.table("benefits")
    other = workspace.with_rows("benefits", benefits[benefits["proposal"] != "P-002"])
    own = workspace.with_rows("benefits", benefits[benefits["proposal"] != "P-001"])
    assert [take(workspace), take(other), take(own), take(workspace)] == [1, 1, 2, 1]


def test_inputs_count_by_themselves_or_by_what_they_say(workspace, quick, steps):
    prepared, step = prepare(workspace, settings=quick), _counted(lambda *_: None)[0]
    one, other = object(), object()
    assert steps.take("s", prepared, "P-001", {}, step, one) == 1
    assert steps.take("s", prepared, "P-001", {}, step, other) == 2
    assert steps.take("s", prepared, "P-001", {}, step, one) == 1
    assert steps.take("s", prepared, "P-001", {}, step, ("a", 1.0)) == 3
    assert steps.take("s", prepared, "P-001", {}, step, ("a", 1.0)) == 3
    assert steps.take("s", prepared, "P-001", {}, step) == 4


def test_only_the_last_results_are_kept(workspace, quick, steps):
    prepared, step = prepare(workspace, settings=quick), _counted(lambda *_: None)[0]
    for value in range(20):
        steps.take("s", prepared, "P-001", {}, step, f"{value}")
    assert steps.take("s", prepared, "P-001", {}, step, "0") == 21


def test_missing_values_say_the_same():
    assert same(None, float("nan")) and not same(None, 0.0) and same("a", "a")
    row = NotedRow({"a": 1})
    assert dict(row) == {"a": 1} and row.noted == {"a"} and len(row) == 1
