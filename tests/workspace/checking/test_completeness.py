"""What is not there is told once, however many rows it concerns."""

from __future__ import annotations

from pmo_toolkit.workspace.checking.completeness import MATTER
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.builders import one, read, told


def test_the_columns_that_matter_exist_and_are_optional():
    for table, columns in MATTER.items():
        assert set(columns) <= {
            name for name, column in TABLES[table].columns.items() if not column.required
        }


def test_absent_tables_are_one_finding(tmp_path):
    workspace = read(tmp_path, goals="id\nG1\n", costs="option,element\n")
    trouble = one(workspace, says="tables are absent")
    assert "options" in trouble.found and "history" in trouble.found
    assert not {"goals", "costs", "proposals", "rates"} & set(trouble.found.split(", "))


def test_absent_columns_are_one_finding_a_table(tmp_path):
    trouble = one(read(tmp_path), table="proposals", says="columns are absent")
    assert "requested_budget" in trouble.found


def test_blank_cells_are_one_finding_a_column(tmp_path):
    rows = "".join(f"P{i},Title,{'x' if i % 2 else ''}\n" for i in range(400))
    trouble = one(read(tmp_path, proposals=f"id,title,need\n{rows}"), column="need")
    assert trouble.row == 2
    assert "200 rows: 2, 4, 6" in trouble.what


def test_a_wholly_blank_column_says_so(tmp_path):
    assert (
        "in all 2 rows"
        in one(read(tmp_path, proposals="id,title,need\nP1,a,\nP2,b,\n"), column="need").what
    )


def test_the_one_blank_cell_names_its_proposal(tmp_path):
    assert (
        one(read(tmp_path, proposals="id,title,need\nP1,a,x\nP2,b,\n"), column="need").proposal
        == "P2"
    )


def test_a_history_without_any_pair_is_told(tmp_path):
    assert told(read(tmp_path / "a", history="project,actual_cost\nH1,5\n"), says="past accuracy")
    pair = read(tmp_path / "b", history="project,actual_cost,estimate_cost\nH1,5,4\n")
    assert not told(pair, says="past accuracy")


def test_findings_stay_few_for_a_long_poor_list(tmp_path):
    rows = "".join(f"P{i},Title {i},,{'TBD' if i % 3 else 'soon'},\n" for i in range(463))
    workspace = read(
        tmp_path, proposals=f"id,title,department,start_window,requested_budget\n{rows}"
    )
    assert len(workspace.troubles) < 10
    assert workspace.exit_code == 0
