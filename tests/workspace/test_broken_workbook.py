"""One workbook with one planted fault of every sort: each must be named, with its cell."""

from __future__ import annotations

import pytest
import xlsxwriter

from pmo_toolkit.core.errors import ExitCode
from pmo_toolkit.workspace import check_report, read_workspace
from tests.workspace.builders import told

SHEETS = {
    "Proposals": [
        [
            "ID",
            "Title",
            "Department",
            "Class",
            "Requested Budget",
            "Start window",
            "Team experience",
            "Currency",
            "Price year",
        ],
        ["P1", "Sound", "Finance", "migration", "$6,279,429", "FY2026/27", 3],
        ["P2", "Bad number", "Finance", "migration", "1.234,50", "Q3 2026/27", 3],
        ["P3", "Bad word", "Finance", "migratoin", 5, "soon", 3],
        ["P4", "Out of bounds", "Finance", "migration", 5, "On hold", 7],
        ["P5", "No rate", "Finance", "migration", 5, None, 3, "EUR", 2024],
        ["P6", "Other sign", "Finance", "migration", "€ 5"],
        ["P7", None, "Finance", "migration", 5],
        ["P8", "Impossible day", "Finance", "migration", 5, "31/02/2027"],
        ["p1", "Same but for case", "Finance", "migration", 5],
        ["../x", "Unfit", "Finance", "migration", 5],
        ["CON", "Unfit too", "Finance", "migration", 5],
        ["P2", "Twice", "Finance", "migration", 5],
        [None, "No id", "Finance", "migration", 5],
        ["P9", "Stray cell", "Finance", "migration", 5, None, None, None, None, "stray"],
        ["P10", "Formula", "Finance", "migration"],
        ["P11", "Only findings", "Finance", "TBD", "TBD", "when funded", None],
    ],
    "Goals": [["id", "title", "date"], ["G1", "Goal", "30 June 2027"]],
    "proposal-goals": [
        ["proposal", "goal", "contribution"],
        ["P1", "G1", 0.4],
        ["P1", "G7", 0.2],
        ["P3", "G1", 40],
    ],
    "Options": [
        ["id", "proposal", "kind", "term months"],
        ["O1", "P1", "build", 60],
        ["O2", "P4", "SaaS", 0],
        ["O3", "P99", "SaaS", 12],
    ],
    "Costs": [
        ["option", "element", "low", "mode", "high"],
        ["O1", "Licences", 3, 2, 1],
        ["O2", "Fine in itself", 1, 2, 3],
        ["O1", "Fine", "12k", "1.2m", "3 m"],
    ],
    "Dependencies": [
        ["from", "to", "type", "strength"],
        ["P1", "P1", "requires", 0.5],
        ["P1", "F1", "blocks", 2],
    ],
    "In flight": [["project", "finish estimate"], ["F1", "03/04/2027"], ["F2", "12/25/2027"]],
    "Capacity": [["role", "gross hours"], ["analyst", 120]],
    "Stakeholders": [["department", "interest", "Interest"], ["Finance", 3, 4]],
    "Risk": [["proposal", "probability"], ["P1", 1.5]],
    "Risks": [["proposal", "probability"], ["P1", 0.5]],
    "Beneffits": [["proposal"], ["P1"]],
    "Services": [["id", "title"]],
}
CONFIG = (
    'currency = "CAD"\nprice_year = 2026\nfiscal_year_start = 4\nlocale = "en_GB"\ncurency ='
    ' "CAD"\n'
)

FAULTS = [
    ("Proposals", 10, "ID", "p1", "only in case"),
    ("Proposals", 13, "ID", "P2", "rows 3 and 13"),
    ("Capacity", 1, "month", "role, gross hours", "missing"),
    ("Stakeholders", 1, "Interest", "interest and Interest", "same header"),
    (None, None, None, "intake.xlsx, sheet Risk and intake.xlsx, sheet Risks", "more than once"),
]
ROW_FAULTS = [
    ("Proposals", 11, "ID", "../x", "'/'", None),
    ("Proposals", 12, "ID", "CON", "Windows", None),
    ("Proposals", 14, "ID", "nothing", "empty", None),
    ("Proposals", 8, "Title", "nothing", "not given", "P7"),
    ("Proposals", 15, None, "stray", "more cells", "P9"),
    ("proposal-goals", 3, "goal", "G7", "not hold", "P1"),
    ("Options", 4, "proposal", "P99", "not hold", None),
    ("Costs", 2, "low", "low 3, mode 2, high 1", "from low to high", "P1"),
    ("Dependencies", 3, "type", "blocks", "not a word", "P1"),
]
FINDINGS = [
    ("Proposals", 3, "Requested Budget", "1.234,50", "locale en_GB"),
    ("Proposals", 4, "Class", "migratoin", "not a word"),
    ("Proposals", 5, "Team experience", "7", "outside"),
    ("Proposals", 6, "Currency", "EUR 2024", "no rate"),
    ("Proposals", 7, "Requested Budget", "€ 5", "another currency"),
    ("Proposals", 9, "Start window", "31/02/2027", "calendar does not have"),
    ("Proposals", 16, "Requested Budget", "#DIV/0!", "formula"),
    ("proposal-goals", 4, "contribution", "40", "outside"),
    ("Options", 3, "term months", "0", "outside"),
    ("Dependencies", 3, "strength", "2", "outside"),
    ("In flight", 2, "finish estimate", "03/04/2027", "could be"),
    ("Proposals", 4, "Start window", "soon · when funded", "period that can be read"),
    ("Proposals", 5, "Start window", "On hold", "not known yet"),
    ("Proposals", 17, "Class", "TBD", "not known yet"),
    ("Proposals", 17, "Requested Budget", "TBD", "not known yet"),
    ("Services", None, None, None, "no rows"),
    ("Beneffits", None, None, "Beneffits", "not used"),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("broken")
    with xlsxwriter.Workbook(str(folder / "intake.xlsx")) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        book.get_worksheet_by_name("Proposals").write_formula(15, 4, "=1/0", None, "#DIV/0!")
    (folder / "workspace.toml").write_text(CONFIG)
    return read_workspace(folder / "intake.xlsx")


def place(sheet):
    return None if sheet is None else f"intake.xlsx, sheet {sheet}"


@pytest.mark.parametrize(("sheet", "row", "column", "found", "says"), FAULTS)
def test_every_fault_is_named_with_its_cell(workspace, sheet, row, column, found, says):
    assert told(
        workspace, grade="fault", file=place(sheet), row=row, column=column, found=found, says=says
    )


@pytest.mark.parametrize(("sheet", "row", "column", "found", "says", "proposal"), ROW_FAULTS)
def test_every_row_fault_is_named_with_its_cell(
    workspace, sheet, row, column, found, says, proposal
):
    assert told(
        workspace,
        grade="row",
        file=place(sheet),
        row=row,
        column=column,
        found=found,
        says=says,
        proposal=proposal,
    )


@pytest.mark.parametrize(("sheet", "row", "column", "found", "says"), FINDINGS)
def test_every_finding_is_named_with_its_cell(workspace, sheet, row, column, found, says):
    assert told(
        workspace,
        grade="finding",
        file=place(sheet),
        row=row,
        column=column,
        found=found,
        says=says,
    )


def test_nothing_else_is_called_faulty(workspace):
    assert len(told(workspace, grade="fault")) == len(FAULTS)
    assert len(told(workspace, grade="row")) == len(ROW_FAULTS)


def test_the_misspelt_entry_of_the_config_is_named_with_its_line(workspace):
    (trouble,) = told(workspace, column="curency")
    assert (trouble.row, trouble.file) == (5, "workspace.toml")
    assert "currency?" in trouble.next_step


def test_every_fault_and_row_fault_says_what_is_wrong_and_what_was_expected(workspace):
    for trouble in workspace.troubles:
        if trouble.grade.value != "finding":
            assert trouble.what and (trouble.expected or trouble.next_step), trouble


def test_the_sound_parts_are_read_all_the_same(workspace):
    assert workspace.exit_code is ExitCode.BAD_INPUT
    assert set(workspace.tables) == {
        "proposals", "goals", "proposal_goals", "options", "costs", "dependencies", "in_flight"
    }  # fmt: skip
    assert workspace.table("costs")[["low", "mode", "high"]].to_numpy().tolist() == [
        [12e3, 1.2e6, 3e6],
        [1, 2, 3],
    ]
    assert set(workspace.failed) == {"P1", "P7", "P9"}
    assert check_report(workspace)["grades"]["faults"] == len(FAULTS)
