"""A rule makes rows of ours from a client's table, and says all that it converted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.applying import apply_rule
from pmo_toolkit.intake.base.applied import CellTrouble
from pmo_toolkit.intake.base.rules import ColumnRule, Declared, TableRule, Unpivot
from pmo_toolkit.intake.converting.numbering import Numbering
from tests.intake.client_tables import region

DECLARED = Declared("EUR", hours_per_day=8, locale="en_GB")


def _rule(table, *columns, **more):
    return TableRule(table, "intake.xlsx", columns=columns, **more)


PROJECTS = _rule(
    "proposals",
    ColumnRule("id", ("Nr.",)),
    ColumnRule("title", ("Titel",)),
    ColumnRule("stage", ("Phase",), words={"Idee": "idea", "Konzept": "outline"}),
    ColumnRule("estimate_effort_person_hours", ("Aufwand (PT)",), unit="person-days", decimal=","),
    ColumnRule("requested_budget", ("Budget T€",), unit="thousand", decimal=","),
)


def test_each_column_is_converted_and_listed():
    table = apply_rule(PROJECTS, region(), DECLARED)
    assert table.rows == (2, 3, 4)
    assert table.columns["id"] == ("P-01", "P-02", "P-03")
    assert table.columns["stage"] == ("idea", "outline", "Parkplatz")
    assert table.columns["estimate_effort_person_hours"] == ("96", "28", "TBD")
    assert table.columns["requested_budget"] == ("250000", "250000", "viel")
    troubles = {(note.column, note.row): note.trouble for note in table.notes}
    assert troubles == {
        ("stage", 4): CellTrouble.WORD,
        ("requested_budget", 2): CellTrouble.APPROXIMATE,
        ("requested_budget", 3): CellTrouble.RANGE,
        ("requested_budget", 4): CellTrouble.UNREAD,
    }
    effort = next(done for done in table.conversions if "effort" in done.column)
    assert effort.how == "from person-days (8 hours a day), decimal mark ','"
    examples = [(example.row, example.before, example.after) for example in effort.examples]
    assert examples == [(2, "12", "96"), (3, "3,5", "28"), (4, "TBD", "TBD")]


def test_a_cell_of_several_goals_becomes_rows_and_a_blank_one_none():
    goals = ColumnRule("goal", ("Ziele",), separators=";,")
    table = apply_rule(
        _rule("proposal_goals", ColumnRule("proposal", ("Nr.",)), goals), region(), DECLARED
    )
    pairs = list(zip(table.columns["proposal"], table.columns["goal"], strict=True))
    assert pairs == [("P-01", "Kosten"), ("P-01", "Qualität"), ("P-02", "Kosten")]
    assert table.rows == (2, 2, 3)
    assert table.left == ()


def test_goals_named_in_words_get_ids_on_which_tables_agree():
    numbering = Numbering()
    goals = apply_rule(
        _rule(
            "goals",
            ColumnRule("id", numbered="G-{:02}"),
            ColumnRule("title", ("Ziele",), separators=";"),
        ),
        region(),
        DECLARED,
        numbering,
    )
    links = apply_rule(
        _rule(
            "proposal_goals",
            ColumnRule("proposal", ("Nr.",)),
            ColumnRule("goal", ("Ziele",), separators=";", numbered="G-{:02}"),
        ),
        region(),
        DECLARED,
        numbering,
    )
    named = dict(zip(goals.columns["id"], goals.columns["title"], strict=True))
    assert named == {"G-01": "Kosten", "G-02": "Qualität"}
    assert links.columns["goal"] == ("G-01", "G-02", "G-01")


def test_months_side_by_side_become_rows_and_blanks_none():
    months = region(("Rolle", "Jan 2026", "Mrz 26"), [("Dev", "100", "1.200,5"), ("BA", "", "7")])
    rule = _rule(
        "capacity",
        ColumnRule("role", ("Rolle",)),
        ColumnRule("gross_hours", decimal=","),
        unpivot=Unpivot(("Jan 2026", "Mrz 26"), "month", "gross_hours"),
    )
    table = apply_rule(rule, months, DECLARED)
    assert table.columns["month"] == ("2026-01", "2026-03", "2026-03")
    assert table.columns["gross_hours"] == ("100", "1200.5", "7")
    assert table.rows == (2, 2, 3)


def test_columns_side_by_side_keep_their_header_beside_a_name_of_the_row():
    quarters = region(
        ("Position", "Q1 2027", "Q2 2027"), [("Licences", "500", "500"), ("", "", "70")]
    )
    rule = _rule(
        "costs",
        ColumnRule("option", constant="A"),
        ColumnRule("element", ("Position",), join=", "),
        ColumnRule("period", constant="once"),
        unpivot=Unpivot(("Q1 2027", "Q2 2027"), "element", "mode"),
    )
    table = apply_rule(rule, quarters, DECLARED)
    assert table.columns["element"] == ("Licences, Q1 2027", "Licences, Q2 2027", "Q2 2027")
    assert table.columns["mode"] == ("500", "500", "70")


def test_only_and_without_choose_rows():
    types = region(
        ("Key", "Summary", "Type"), [("A", "x", "Epic"), ("B", "y", "Bug"), ("C", "z", "epic ")]
    )
    columns = (ColumnRule("id", ("Key",)), ColumnRule("title", ("Summary",)))
    epics = apply_rule(_rule("proposals", *columns, only={"Type": ("Epic",)}), types, DECLARED)
    others = apply_rule(_rule("proposals", *columns, without={"Type": ("Epic",)}), types, DECLARED)
    assert (epics.columns["id"], others.columns["id"]) == (("A", "C"), ("B",))
    assert epics.left == ()


def test_repeated_headers_are_joined_each_value_once():
    sprints = region(
        ("Key", "Sprint", "Sprint", "Sprint"), [("A", "1", "", "2"), ("B", "1", "1", "")]
    )
    rule = _rule("proposals", ColumnRule("id", ("Key",)), ColumnRule("title", ("Sprint",)))
    assert apply_rule(rule, sprints, DECLARED).columns["title"] == ("1; 2", "1")


def test_a_row_without_what_is_needed_is_left_with_the_reason():
    table = apply_rule(
        PROJECTS, region(records=[("", "Summe", "", "15,5", "500", "", "")]), DECLARED
    )
    assert (table.rows, table.left[0].row) == ((), 2)
    assert "says nothing of id" in table.left[0].why
    no_rule = apply_rule(_rule("proposals", ColumnRule("title", ("Titel",))), region(), DECLARED)
    assert "no header was taken for id" in no_rule.left[0].why


def test_constants_fill_what_nothing_states():
    columns = (
        *PROJECTS.columns[:2],
        ColumnRule("department", ("Kontakt",), constant="none stated"),
        ColumnRule("size_unit", constant="story points"),
    )
    table = apply_rule(_rule("proposals", *columns), region(), DECLARED)
    assert table.columns["department"] == ("PMO", "IT", "none stated")
    assert set(table.columns["size_unit"]) == {"story points"}


CELLS = st.text(max_size=12)


@given(st.lists(st.tuples(*[CELLS] * 7), max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_taken_or_left(records):
    table = apply_rule(PROJECTS, region(records=records), DECLARED)
    said = {
        row
        for row, record in zip(range(2, 9), records, strict=False)
        if any(cell.replace("\0", "").strip() for cell in record[:5])
    }
    assert set(table.rows) | {row.row for row in table.left} == said
    assert all(len(texts) == len(table.rows) for texts in table.columns.values())
