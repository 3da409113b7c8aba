"""Headers: missing, double, misplaced, misspelt; tables without rows."""

from __future__ import annotations

from tests.workspace.builders import grave, one, read, told


def test_a_missing_required_column_is_a_fault_with_the_nearest_header(tmp_path):
    workspace = read(tmp_path, proposals="id,Tittle\nP1,One\n")
    trouble = one(workspace, grade="fault")
    assert (trouble.table, trouble.row, trouble.column) == ("proposals", 1, "title")
    assert "'Tittle'" in trouble.next_step
    assert trouble.found == "id, Tittle"
    assert "proposals" not in workspace.tables


def test_all_missing_columns_of_all_tables_are_told(tmp_path):
    workspace = read(tmp_path, proposals="a,b\n1,2\n", costs="low\n5\n", capacity="role\nx\n")
    assert [(t.table, t.column) for t in told(workspace, grade="fault")] == [
        ("proposals", "id"),
        ("proposals", "title"),
        ("costs", "element"),
        ("costs", "option"),
        ("capacity", "month"),
    ]


def test_headers_that_stand_further_down_are_found(tmp_path):
    workspace = read(
        tmp_path,
        proposals="Intake of the year 2026,,\nprinted on Monday,,\nid,title,need\nP1,One,x\n",
    )
    assert "row 3" in one(workspace, grade="fault").next_step
    assert told(workspace, grade="row") == []


def test_two_headers_that_say_the_same_are_a_fault(tmp_path):
    trouble = one(read(tmp_path, proposals="id,title,Need,need \nP1,One,a,b\n"), grade="fault")
    assert "(C and D)" in trouble.what
    assert trouble.found == "Need and need"


def test_other_faults_of_the_table_are_told_all_the_same(tmp_path):
    workspace = read(tmp_path, proposals="id,size,size\nP1,x,1\nP1,2,2\n")
    assert [t.what.split(" (")[0] for t in told(workspace, grade="fault")] == [
        "two columns",
        "the required column title is missing",
        "the id stands in rows 2 and 3",
    ]
    assert one(workspace, column="size", row=2).found == "x"


def test_a_column_without_a_header_is_told_where_it_holds_something(tmp_path):
    workspace = read(tmp_path, proposals="id,,title,\nP1,,One\nP2,note,Two\n")
    assert one(workspace, says="has no header").what.startswith("column B")
    assert grave(workspace) == []


def test_columns_that_are_not_used_are_told_with_the_nearest(tmp_path):
    workspace = read(tmp_path, proposals="id,title,requested_bugdet,a,b\nP1,One,5,1,2\n")
    assert "requested_budget?" in one(workspace, column="requested_bugdet").next_step
    assert one(workspace, says="2 columns are not used").found == "a, b"


def test_a_synonym_is_read_and_told(tmp_path):
    workspace = read(tmp_path, proposals="Ref,Project Name\nP1,One\n")
    assert workspace.table("proposals").loc[0, ["id", "title"]].tolist() == ["P1", "One"]
    assert {t.column: t.what for t in told(workspace, says="is read as")} == {
        "Ref": "the column is read as id",
        "Project Name": "the column is read as title",
    }


def test_columns_may_be_mapped(tmp_path):
    config = (
        '[columns.proposals]\nid = "Nr"\ntitle = "Vorhaben"\nneed = "Text"\ndescription ='
        ' "Text"\nsize = "Umfang"\n'
    )
    workspace = read(tmp_path, config, proposals="nr,VORHABEN,Text,title\n1,One,why,other\n")
    assert workspace.table("proposals").loc[0, ["id", "title", "need", "description"]].tolist() == [
        "1",
        "One",
        "why",
        "why",
    ]
    trouble = one(workspace, says="maps size")
    assert (trouble.found, trouble.file) == ("Umfang", "workspace.toml")


def test_troubles_name_the_header_as_written(tmp_path):
    workspace = read(tmp_path, proposals="id,title,Requested Budget\nP1,One,x\n")
    assert one(workspace, row=2).column == "Requested Budget"


def test_an_empty_required_table_is_a_fault(tmp_path):
    for number, text in enumerate(("", "\n\n", "id,title\n", "id,title\n,\n")):
        trouble = one(read(tmp_path / str(number), proposals=text), grade="fault")
        assert trouble.table == "proposals"
        assert "id and the title" in trouble.next_step


def test_an_empty_optional_table_counts_as_absent(tmp_path):
    workspace = read(tmp_path, goals="id,title\n", risks="")
    assert grave(workspace) == []
    assert not workspace.has("goals") and "goals" not in workspace.tables
    assert (
        one(workspace, table="goals").what
        == "the table has headers but no rows and counts as absent: not assessed"
    )
    assert (
        one(workspace, table="risks").what
        == "the table is empty and counts as absent: not assessed"
    )
