"""Cost drivers outside the dictionary: shared by proposals and history, or not used."""

from __future__ import annotations

from pmo_toolkit.workspace.dictionary.tables import driver_columns
from tests.workspace.builders import grave, one, read, told

PROPOSALS = "id,title,Team Size,Method,notes\nP1,a,5,Agile,x\nP2,b,TBD,waterfall,y\n"
HISTORY = 'project,team_size,METHOD,comment\nH1,"1,200",agile,u\nH2,8,Waterfall,v\n'


def test_columns_of_both_tables_are_kept_under_one_name(tmp_path):
    workspace = read(tmp_path, proposals=PROPOSALS, history=HISTORY)
    assert grave(workspace) == []
    assert workspace.extra_drivers == ("team_size", "method")
    assert workspace.drivers == (*driver_columns(), "team_size", "method")
    proposals, history = workspace.table("proposals"), workspace.table("history")
    assert str(history["team_size"].dtype) == str(proposals["team_size"].dtype) == "float64"
    assert history["team_size"].tolist() == [1200, 8]
    assert proposals["team_size"].isna().tolist() == [False, True]
    assert (
        proposals["method"].str.lower().tolist()
        == history["method"].str.lower().tolist()
        == ["agile", "waterfall"]
    )
    assert set(proposals["method"]) == set(history["method"])
    assert one(workspace, found="TBD").column == "Team Size"


def test_other_columns_are_told_as_not_used(tmp_path):
    workspace = read(tmp_path, proposals=PROPOSALS, history=HISTORY)
    assert one(workspace, table="proposals", says="not used").column == "notes"
    assert one(workspace, table="history", says="not used").column == "comment"
    assert "notes" not in workspace.table("proposals")


def test_one_word_among_numbers_makes_labels(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,risk\nP1,a,1\nP2,b,high\n",
        history="project,risk\nH1,1\nH2,2\n",
    )
    assert workspace.table("history")["risk"].tolist() == ["1", "2"]


def test_a_column_of_the_dictionary_is_no_extra_driver(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,estimate_cost\nP1,a,5\n",
        history="project,description,estimate_cost\nH1,x,5\n",
    )
    assert workspace.extra_drivers == ()
    assert one(workspace, column="estimate_cost").table == "proposals"
    assert one(workspace, column="description").table == "history"


def test_drivers_may_be_dropped(tmp_path):
    workspace = read(
        tmp_path, '[drivers]\ndrop = ["Team Size", "size"]\n', proposals=PROPOSALS, history=HISTORY
    )
    assert workspace.extra_drivers == ("method",)
    assert "size" not in workspace.drivers
    assert "drops it" in one(workspace, column="team_size").what


def test_drivers_may_be_chosen(tmp_path):
    workspace = read(
        tmp_path, '[drivers]\nkeep = ["method"]\n', proposals=PROPOSALS, history=HISTORY
    )
    assert workspace.extra_drivers == ("method",)
    assert "keep" in one(workspace, column="team_size").what


def test_free_text_is_no_driver_unless_it_is_chosen(tmp_path):
    rows = "".join(f"H{i},remark number {i} about nothing\n" for i in range(30))
    tables = {
        "proposals": "id,title,remark\nP1,a,something\n",
        "history": f"project,remark\n{rows}",
    }
    workspace = read(tmp_path / "a", **tables)
    assert workspace.extra_drivers == ()
    finding = one(workspace, column="remark")
    assert "free text" in finding.what
    assert "only those named there are used" in finding.next_step
    assert read(tmp_path / "b", '[drivers]\nkeep = ["remark"]\n', **tables).extra_drivers == (
        "remark",
    )


def test_many_different_numbers_are_a_driver(tmp_path):
    rows = "".join(f"H{i},{i}k\n" for i in range(30))
    workspace = read(tmp_path, proposals="id,title,loc\nP1,a,5k\n", history=f"project,loc\n{rows}")
    assert workspace.extra_drivers == ("loc",)
    assert workspace.table("history")["loc"].tolist()[:3] == [0, 1000, 2000]


def test_a_mapped_name_may_be_a_driver(tmp_path):
    config = '[columns.proposals]\nsites = "Standorte"\n[columns.history]\nsites = "No of sites"\n'
    workspace = read(
        tmp_path,
        config,
        proposals="id,title,Standorte\nP1,a,3\n",
        history="project,No of sites\nH1,4\n",
    )
    assert workspace.extra_drivers == ("sites",)
    assert workspace.table("proposals")["sites"].tolist() == [3]


def test_a_driver_that_is_not_there_is_told(tmp_path):
    workspace = read(tmp_path, '[drivers]\ndrop = ["sites"]\n')
    assert one(workspace, says="[drivers]").found == "sites"


def test_an_estimate_may_be_named_as_known_before_but_not_as_a_driver(tmp_path):
    tables = {
        "proposals": "id,title,Aufwand\nP1,a,8\n",
        "history": "project,Aufwand geplant\nH1,8\n",
    }
    mapped = (
        '[columns.proposals]\nestimate_effort_person_hours = "Aufwand"\n'
        '[columns.history]\nestimate_effort_person_hours = "Aufwand geplant"\n[drivers]\n'
    )
    named = '= ["estimate_effort_person_hours"]\n'
    workspace = read(tmp_path / "a", f"{mapped}known_before {named}", **tables)
    assert not told(workspace, says="[drivers]")
    finding = one(read(tmp_path / "b", f"{mapped}keep {named}", **tables), says="[drivers]")
    assert "never used as a cost driver" in finding.what
    assert "known_before" in finding.next_step


def test_a_column_that_is_empty_in_history_is_no_driver(tmp_path):
    workspace = read(tmp_path, proposals="id,title,sites\nP1,a,3\n", history="project,sites\nH1,\n")
    assert workspace.extra_drivers == ()


def test_no_history_no_extra_drivers(tmp_path):
    workspace = read(tmp_path, proposals=PROPOSALS)
    assert workspace.extra_drivers == ()
    assert told(workspace, says="3 columns are not used")
