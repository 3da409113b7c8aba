"""Which proposals are run, kept or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.plan import choose, make_plan, reasons, rows_set_aside, run_exit_code
from pmo_toolkit.core.errors import ExitCode, Grade, Trouble, UsageError
from tests.batch.manifests import FAILED, RENDERED

KNOWN = ("P-001", "P-002", "P-010", "Überblick 7")
ROW = Trouble(
    grade=Grade.ROW, table="costs", row=3, column="low", what="low exceeds high", proposal="P-1"
)


def test_all_are_chosen_if_none_is_named():
    assert choose(KNOWN, ()) == KNOWN


def test_named_ones_come_once_and_in_the_order_of_the_workspace():
    assert choose(KNOWN, ["P-010", "P-001", "P-010"]) == ("P-001", "P-010")


def test_every_unknown_id_is_named_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        choose(KNOWN, ["p-001", "P-001", "überblick7", "zebra\x1b[2J", "P-0O1"])
    lines = str(caught.value).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("there is no proposal 'p-001'; did you mean P-001")
    assert "Überblick 7" in lines[1]
    assert (
        lines[2] == r"there is no proposal 'zebra\x1b[2J'; the workspace has P-001, P-002, P-010,"
        r" Überblick 7"
    )
    assert "P-001" in lines[3]


def test_many_known_ids_are_not_all_listed():
    with pytest.raises(UsageError, match="the workspace has 500, from N0 to N499"):
        choose([f"N{number}" for number in range(500)], ["something else"])


@given(st.sets(st.sampled_from(KNOWN)))
def test_choosing_is_a_subset_in_order(wanted):
    chosen = choose(KNOWN, wanted)
    assert set(chosen) == (wanted or set(KNOWN))
    assert list(chosen) == sorted(chosen, key=KNOWN.index)


def plan(chosen, **changes):
    given = {
        "failed": {},
        "earlier": {"P-1": RENDERED, "P-2": FAILED},
        "resume": True,
        "is_unchanged": lambda entry: True,
        "is_there": lambda entry: True,
    }
    return make_plan(chosen, **(given | changes))


def test_resume_keeps_what_is_done_and_redoes_what_failed_or_is_new():
    made = plan(["P-1", "P-2", "P-3"])
    assert (made.run, made.keep, made.failed, made.total) == (("P-2", "P-3"), ("P-1",), {}, 3)


@pytest.mark.parametrize(
    "change",
    [
        {"resume": False},
        {"is_unchanged": lambda entry: False},
        {"is_there": lambda entry: False},
        {"earlier": {}},
        {"earlier": {"P-1": replace(RENDERED, status=Status.FAILED)}},
        {"earlier": {"P-1": replace(RENDERED, notebook=None)}},
    ],
)
def test_anything_else_is_run_again(change):
    assert plan(["P-1"], **change).run == ("P-1",)


def test_row_faults_fail_before_anything_is_run():
    made = plan(["P-1", "P-2"], failed={"P-1": (ROW,)})
    assert made.run == ("P-2",)
    assert made.failed == {"P-1": "costs, row 3, column low: low exceeds high"}


@pytest.mark.parametrize(
    "odd", ["index.html", "Manifest.JSON", ".pmo-lock", ".pmo-run-1", "x.pmo-tmp"]
)
def test_ids_that_are_names_of_our_files_fail(odd):
    assert "name of a file" in plan([odd]).failed[odd]


def test_ids_that_some_file_systems_take_for_one_fail():
    made = plan(["a", "A", "b"], resume=False)
    assert made.run == ("a", "b")
    assert "differs from a only in capital letters" in made.failed["A"]


def test_reasons_are_cut_after_the_third():
    assert reasons([ROW] * 5).count("low exceeds high") == 3
    assert reasons([ROW] * 5).endswith("; and 2 more")


def test_exit_code():
    assert run_exit_code([RENDERED], ()) is ExitCode.OK
    assert run_exit_code([RENDERED, FAILED], ()) is ExitCode.SOME_FAILED
    assert run_exit_code([RENDERED], (ROW,)) is ExitCode.SOME_FAILED
    assert run_exit_code([], ()) is ExitCode.OK


def test_only_rows_of_no_proposal_are_set_aside():
    loose, stray = replace(ROW, proposal=None), replace(ROW, proposal="P-9")
    finding = replace(loose, grade=Grade.FINDING)
    assert rows_set_aside([ROW, loose, finding, stray], ["P-1"]) == (loose, stray)
