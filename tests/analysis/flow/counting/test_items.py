"""Items that contradict themselves are named, and the rest is used."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.flow.counting.items import clean_items, join_spellings, teams_of

AS_OF = np.datetime64("2026-06-30")


def rows(*cells):
    frame = pd.DataFrame(cells, columns=["team", "item", "started", "done"])
    frame.index = range(2, len(frame) + 2)
    return frame


def notes_of(clean):
    return {(note.column, note.what.split(":")[0][:24]): note.rows for note in clean.notes}


def test_an_end_before_the_start_counts_as_finished_without_a_time():
    clean = clean_items(rows(("A", "1", "2026-05-04", "2026-05-01")), AS_OF)
    assert clean.frame["started"].isna().all() and clean.frame["done"].notna().all()
    assert [note.rows for note in clean.notes] == [(2,)]


def test_days_to_come_are_not_used_and_what_has_not_begun_is_left_out():
    clean = clean_items(
        rows(("A", "1", "2026-05-04", "2031-05-01"), ("A", "2", "2027-01-01", None)), AS_OF
    )
    assert clean.frame["item"].tolist() == ["1"] and clean.frame["done"].isna().all()
    assert set(notes_of(clean).values()) == {(2,), (3,)}


def test_a_team_of_which_nothing_can_be_used_is_named():
    empty = ("Empty", "2", None, None)
    clean = clean_items(rows(("A", "1", "2026-05-04", "2026-05-08"), empty, empty), AS_OF)
    (told,) = (note for note in clean.notes if "'Empty'" in note.what)
    assert set(clean.frame["team"]) == {"A"} and told.rows == (4,)


def test_a_repeated_item_counts_once_but_items_without_a_name_all_count():
    clean = clean_items(
        rows(
            ("A", "1", "2026-05-04", None),
            ("A", "1", "2026-05-04", "2026-05-08"),
            ("B", "1", "2026-05-04", "2026-05-08"),
            ("A", None, "2026-05-04", "2026-05-08"),
            ("A", None, "2026-05-04", "2026-05-08"),
        ),
        AS_OF,
    )
    assert len(clean.frame) == 4 and notes_of(clean)["item", "is listed again further "] == (2,)
    assert [(team, len(of_team)) for team, of_team in teams_of(clean.frame)] == [("A", 3), ("B", 1)]


def test_one_team_under_two_spellings_is_one():
    names = pd.Series(["Web team", "web-team", "Web team", "Shop"], index=[2, 3, 4, 5])
    joined, notes = join_spellings(names)
    assert joined.tolist() == ["Web team", "Web team", "Web team", "Shop"]
    assert [(note.rows, "Web team" in note.what) for note in notes] == [((3,), True)]


def test_the_word_team_makes_no_other_team_but_where_little_else_is_left():
    names = pd.Series(["Phoenix", "Team Phoenix", "phoenix team", "Phoenix", "Team 1", "1", "Web"])
    joined, _ = join_spellings(names)
    assert joined.tolist() == [*["Phoenix"] * 4, "Team 1", "1", "Web"]


def test_an_item_that_is_done_counts_though_its_start_lies_ahead():
    clean = clean_items(rows(("A", "1", "2026-07-04", "2026-05-01")), AS_OF)
    assert clean.frame["started"].isna().all() and len(clean.frame) == 1
    assert [note.rows for note in clean.notes] == [(2,)]


def test_a_deployment_without_a_commit_is_named_where_others_have_one():
    frame = rows(("A", "1", "2026-05-04", "2026-05-05"), ("A", "2", "2026-05-04", "2026-05-05"))
    frame["deployed"] = "2026-05-06"
    assert not clean_items(frame, AS_OF).notes
    frame["first_commit"] = ["2026-05-04", None]
    (note,) = clean_items(frame, AS_OF).notes
    assert (note.column, note.rows) == ("first_commit", (3,))


def test_an_incident_resolved_before_its_deployment_is_named():
    frame = rows(("A", "1", "2026-05-04", "2026-05-05"))
    frame["deployed"], frame["incident_resolved"] = "2026-05-06", "2026-05-05"
    clean = clean_items(frame, AS_OF)
    assert clean.frame["incident_resolved"].isna().all() and clean.frame["caused_incident"].all()
    assert [(note.column, note.rows) for note in clean.notes] == [("incident_resolved", (2,))]


def test_what_states_neither_start_nor_end_does_not_count():
    clean = clean_items(rows(("A", "1", None, None), (None, "2", "2026-05-04", None)), AS_OF)
    assert clean.frame["item"].tolist() == ["2"] and clean.notes[0].rows == (2,)


def test_items_without_a_team_are_all_items_only_where_none_has_one():
    nameless = (None, "2", "2026-05-04", None)
    beside = clean_items(rows(("A", "1", "2026-05-04", None), nameless), AS_OF)
    assert beside.frame["team"].tolist() == ["A", "no team stated"]
    assert clean_items(rows(nameless), AS_OF).frame["team"].tolist() == ["all items"]
