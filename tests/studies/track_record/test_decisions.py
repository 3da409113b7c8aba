"""Rows of decisions: the latest counts, those before are kept, the rest is named with a way out."""

from __future__ import annotations

import datetime as dt

from pmo_toolkit.studies.track_record.decisions import Decisions, decisions_of
from pmo_toolkit.studies.track_record.shapes import Decision
from tests.portfolios import CONFIG, workspace
from tests.track_records import DECISIONS

DAY = dt.date(2026, 11, 22)
HEAD = "proposal,decision,by_role,date,reason\n"


def read(folder, rows, as_of=DAY, config=CONFIG):
    return decisions_of(workspace(folder, config, decisions=rows), as_of)


def test_the_latest_counts_and_those_before_are_kept(tmp_path):
    found = read(tmp_path, DECISIONS)
    assert found.latest["P-1"] == Decision("go ahead", "Board", "2026-11-10", None)
    assert found.earlier == {
        "P-1": (Decision("ask again", "Board", "2026-11-01", "No figures yet"),)
    }
    assert found.latest["P-3"] == Decision("later", "Board", None, None)


def test_of_one_day_the_lower_row_counts(tmp_path):
    rows = "P-1,no,Board,2026-11-10,\nP-1,later,Board,2026-11-10,\n"
    assert read(tmp_path, HEAD + rows).latest["P-1"].decision == "later"


def test_a_row_without_a_day_never_outweighs_one_with_a_day(tmp_path):
    found = read(tmp_path, HEAD + "P-1,no,Board,2026-11-10,\nP-1,later,Board,,\n")
    assert found.latest["P-1"].decision == "no"
    assert [one.decision for one in found.earlier["P-1"]] == ["later"]


def test_each_row_that_does_not_count_says_why_and_what_to_do(tmp_path):
    unused = read(tmp_path, DECISIONS).unused
    assert [one.row for one in unused] == [2, 3, 7, 9, 10]
    assert [one.proposal for one in unused] == [None, "P-1", "P-3", None, "P-2"]
    says = ("P-9", "perhaps", "2031-01-01", "needed", "does not say")
    assert all(words in one.why for words, one in zip(says, unused, strict=True))
    assert all(one.next_step.endswith(".") for one in unused)
    assert "[vocabulary]" in unused[1].next_step


def test_a_decision_of_a_later_day_counts_from_that_day_on(tmp_path):
    rows = HEAD + "P-1,no,Board,2026-11-23,\n"
    before, then = read(tmp_path / "a", rows), read(tmp_path / "b", rows, dt.date(2026, 11, 23))
    assert before.latest == {} and before.unused[0].row == 2
    assert then.latest["P-1"].decision == "no" and then.unused == ()


def test_a_word_of_the_workspace_itself_is_a_decision(tmp_path):
    config = CONFIG + '[vocabulary]\n"decisions.decision" = ["hand to the region"]\n'
    found = read(tmp_path, HEAD + "P-1,hand to the region,Board,2026-11-10,\n", config=config)
    assert found.latest["P-1"].decision == "hand to the region" and not found.unused


def test_no_table_and_no_rows_say_nothing(tmp_path):
    assert read(tmp_path / "a", None) == Decisions()
    assert read(tmp_path / "b", HEAD) == Decisions()
