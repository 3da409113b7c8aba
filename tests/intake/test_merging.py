"""Importing again updates by id and never overwrites what somebody edited by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.base.applied import AppliedTable
from pmo_toolkit.intake.base.regions import Source
from pmo_toolkit.intake.held_tables import HeldTable
from pmo_toolkit.intake.merging import imported_rows, merge

SOURCE = Source("a.csv")


def _imported(*rows, table="proposals"):
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: tuple(row.get(name, "") for row in rows) for name in names}
    return imported_rows([AppliedTable(table, SOURCE, columns, tuple(range(2, 2 + len(rows))))])


def _row(name, title="T", budget="", **more):
    return {"id": name, "title": title, "requested_budget": budget, **more}


def _held(merged, **edits):
    """The table as it was written, with cells edited since: ``P1__title="x"``."""
    columns = {name: place for place, name in enumerate(merged.headers)}
    records = [list(record) for record in merged.records]
    for where, text in edits.items():
        name, _, column = where.partition("__")
        record = next(r for r in records if r[columns["id"]].replace("-", "") == name)
        record[columns[column]] = text
    return HeldTable(
        merged.table, merged.file, merged.headers, tuple(map(tuple, records)), columns, ",", "h"
    )


def _cell(merged, name, column):
    columns = list(merged.headers)
    record = next(r for r in merged.records if r[columns.index("id")] == name)
    return record[columns.index(column)]


FIRST = merge(_imported(_row("P-1", budget="100"), _row("P-2")), None, {}, "en_GB", ",")


def test_a_new_table_has_the_columns_that_say_something_in_the_dictionary_s_order():
    merged = merge(
        _imported({"title": "T", "need": "", "id": "P-1", "stage": "idea"}), None, {}, "en_GB", ";"
    )
    assert merged.headers == ("id", "title", "stage")
    assert (merged.file, merged.delimiter, merged.changes) == ("proposals.csv", ";", True)
    assert merged.added == ("P-1",)


def test_the_same_again_changes_nothing():
    again = merge(
        _imported(_row("P-1", budget="100"), _row("P-2")), _held(FIRST), FIRST.base, "en_GB", ","
    )
    assert (again.unchanged, again.changes, again.conflicts) == (("P-1", "P-2"), False, ())
    assert again.records == FIRST.records


def test_the_same_number_written_otherwise_is_the_same():
    held = _held(FIRST, P1__requested_budget="100.00 ")
    again = merge(_imported(_row("P-1", budget="100"), _row("P-2")), held, FIRST.base, "en_GB", ",")
    assert (again.changes, again.conflicts) == (False, ())


def test_what_the_client_changed_is_taken_and_new_rows_are_added():
    later = _imported(_row("P-1", "New title", "120"), _row("P-3"))
    merged = merge(later, _held(FIRST), FIRST.base, "en_GB", ",")
    assert (merged.updated, merged.added, merged.vanished) == (("P-1",), ("P-3",), ("P-2",))
    assert _cell(merged, "P-1", "requested_budget") == "120"
    assert _cell(merged, "P-2", "title") == "T"


def test_a_hand_edit_stays_and_is_listed():
    held = _held(FIRST, P1__requested_budget="150")
    for budget, changed in (("100", False), ("120", True)):
        later = _imported(_row("P-1", budget=budget), _row("P-2"))
        merged = merge(later, held, FIRST.base, "en_GB", ",")
        assert _cell(merged, "P-1", "requested_budget") == "150"
        (conflict,) = merged.conflicts
        assert (conflict.row, conflict.column, conflict.held) == ("P-1", "requested_budget", "150")
        assert conflict.client_changed is changed
        third = merge(later, _held(merged), merged.base, "en_GB", ",")
        assert _cell(third, "P-1", "requested_budget") == "150"


def test_a_cell_emptied_by_hand_stays_empty_and_a_blank_overwrites_nothing():
    held = _held(FIRST, P1__requested_budget="")
    merged = merge(_imported(_row("P-1", budget="100")), held, FIRST.base, "en_GB", ",")
    assert _cell(merged, "P-1", "requested_budget") == ""
    assert len(merged.conflicts) == 1
    blank = merge(_imported(_row("P-1", budget="")), _held(FIRST), FIRST.base, "en_GB", ",")
    assert (_cell(blank, "P-1", "requested_budget"), blank.conflicts) == ("100", ())


def test_without_a_record_every_cell_that_differs_counts_as_edited():
    merged = merge(_imported(_row("P-1", "Other", "100")), _held(FIRST), {}, "en_GB", ",")
    assert [(one.column, one.held) for one in merged.conflicts] == [("title", "T")]
    filled = merge(_imported(_row("P-2", budget="7")), _held(FIRST), {}, "en_GB", ",")
    assert _cell(filled, "P-2", "requested_budget") == "7"


def test_columns_of_the_workspace_stay_where_they_are():
    held = HeldTable(
        "proposals", "p.csv", ("Title", "note", "id"), (("A", "mine", "P-1"),),
        {"title": 0, "note": 1, "id": 2}, ";", "h",
    )  # fmt: skip
    merged = merge(_imported(_row("P-1", "A", "5")), held, {}, "en_GB", ",")
    assert merged.headers == ("Title", "note", "id", "requested_budget")
    assert merged.records == (("A", "mine", "P-1", "5"),)
    assert (merged.file, merged.delimiter) == ("p.csv", ";")


def test_tables_without_an_id_are_updated_by_what_names_a_row():
    first = merge(
        _imported({"role": "Dev", "month": "2026-01", "gross_hours": "100"}, table="capacity"),
        None, {}, "en_GB", ",",
    )  # fmt: skip
    columns = {name: place for place, name in enumerate(first.headers)}
    held = HeldTable(
        "capacity", "capacity.csv", first.headers, (("dev", "Jan 2026", "100"),), columns, ",", "h"
    )
    later = _imported({"role": "Dev", "month": "2026-01", "gross_hours": "120"}, table="capacity")
    merged = merge(later, held, first.base, "en_GB", ",")
    assert merged.records == (("dev", "Jan 2026", "120"),)


def test_an_id_that_stands_twice_is_one_row_and_what_differs_is_listed():
    rows = _imported(_row("P-1", budget=""), _row("p-1", "Other", "5"))
    assert len(rows.rows) == 1
    assert (rows.rows[0]["title"], rows.rows[0]["requested_budget"]) == ("T", "5")
    assert [(note.column, note.row, note.before, note.after) for note in rows.notes] == [
        ("id", 3, "p-1", "P-1"),
        ("title", 3, "Other", "T"),
    ]


def test_risks_of_one_title_are_several_rows():
    risk = {"proposal": "P-1", "title": "Delay", "probability": "0.1"}
    merged = merge(_imported(risk, risk, table="risks"), None, {}, "en_GB", ",")
    assert len(merged.records) == 2


ROWS = st.dictionaries(
    st.sampled_from(["A", "B", "C"]), st.sampled_from(["", "1", "2"]), max_size=3
)


@given(ROWS, ROWS, st.sampled_from(["", "1", "7"]), ROWS)
def test_whatever_happens_a_hand_edit_is_never_lost(before, later, edit, last):
    def rows(budgets):
        return _imported(*(_row(name, budget=text) for name, text in budgets.items()))

    if not before:
        return
    first = merge(rows(before), None, {}, "en_GB", ",")
    if "requested_budget" not in first.headers:
        return
    name = next(iter(before))
    held = _held(first, **{f"{name}__requested_budget": edit})
    base = first.base
    for budgets in (later, last):
        if budgets:
            merged = merge(rows(budgets), held, base, "en_GB", ",")
            held, base = _held(merged), merged.base
    found = dict(zip(held.texts("id"), held.texts("requested_budget"), strict=True))
    if edit != before[name]:
        expected = {edit} if edit or before[name] else {"", *later.values(), *last.values()}
        assert found[name] in expected
    assert set(before) | set(later) | set(last) == set(found)


def test_of_a_ticket_that_stands_in_several_states_the_last_counts_from_its_first_day_on():
    states = (
        {"ticket": "T-1", "opened": "2026-01-05", "closed": "", "role": "desk", "hours": "1"},
        {"ticket": "T-1", "opened": "2026-01-06", "closed": "2026-01-09", "role": "network"},
        {"ticket": "T-1", "closed": "2026-01-12", "hours": "4"},
    )
    rows = _imported(*states, table="tickets")
    assert rows.rows == (
        {
            "ticket": "T-1",
            "opened": "2026-01-05",
            "closed": "2026-01-12",
            "role": "network",
            "hours": "4",
        },
    )
    assert len(rows.notes) == 4 and "says last" in rows.notes[-1].what
    assert _imported(_row("P-1", "A"), _row("P-1", "B")).rows[0]["title"] == "A"
