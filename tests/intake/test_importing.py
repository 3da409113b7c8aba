"""From a client's files to a workspace that the check reads, and again next month."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError, WorkspaceError
from pmo_toolkit.intake.importing import (
    carry_out,
    import_files,
    plan_import,
    replan,
)
from pmo_toolkit.intake.questions import HOURS
from pmo_toolkit.intake.recipe.drift import ChangeKind
from pmo_toolkit.intake.recipe.finding import find_recipe
from pmo_toolkit.intake.recipe.reading import read_recipe
from pmo_toolkit.sample.client.workbook import write_client_workbook
from pmo_toolkit.workspace import read_workspace
from tests.intake.client_tables import write_csv, write_workbook

HEADERS = ("id", "title", "stage", "Aufwand (PT)", "requested_budget", "remark")
ROWS = (
    ("P-1", "Portal", "idea", "12", "250000", "x"),
    ("P-2", "ERP", "outline", "3.5", "90000", "y"),
)


@pytest.fixture
def client(tmp_path):
    return write_csv(tmp_path / "client" / "proposals-2026-11.csv", HEADERS, ROWS)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return write_client_workbook(tmp_path_factory.mktemp("client"))


def _files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_workspace_is_read_without_a_fault(workbook, tmp_path):
    before = workbook.read_bytes()
    result = import_files(workbook, tmp_path / "ws")
    workspace = read_workspace(tmp_path / "ws")
    assert workspace.exit_code == 0
    assert len(workspace.tables["proposals"]) == 24
    assert len(workspace.tables["history"]) == 180
    assert workbook.read_bytes() == before
    assert result.recipe_file == "recipes/vorhabenliste.toml"
    assert workspace.config.currency == "EUR"
    assert read_recipe(tmp_path / "ws" / result.recipe_file) == result.plan.recipe


def test_nothing_is_written_by_planning(client, tmp_path):
    plan_import([client], tmp_path / "ws")
    assert not (tmp_path / "ws").exists()


def test_importing_again_changes_nothing(client, tmp_path):
    first = import_files(client, tmp_path / "ws")
    before = _files(tmp_path / "ws")
    recipe = tmp_path / "ws" / first.recipe_file
    again = import_files(client, tmp_path / "ws", recipe=recipe)
    assert _files(tmp_path / "ws") == before
    assert again.recipe_file is None
    assert [table.unchanged for table in again.plan.merged] == [("P-1", "P-2")]


def test_the_next_file_updates_by_id_and_tells_what_changed(client, tmp_path):
    first = import_files(client, tmp_path / "ws")
    proposals = tmp_path / "ws" / "proposals.csv"
    edited = proposals.read_text("utf-8-sig").replace("ERP", "ERP (mine)")
    proposals.write_text(edited, encoding="utf-8")
    later = write_csv(
        tmp_path / "proposals-2026-12.csv",
        (*HEADERS[:3], "Aufwand (h)", "requested_budget", "owner"),
        [("P-2", "ERP", "outline", "28", "95000", "z"), ("P-3", "New", "Parkplatz", "8", "1", "")],
    )
    recipe = tmp_path / "ws" / first.recipe_file
    result = import_files(later, tmp_path / "ws", recipe=recipe)
    (table,) = result.plan.merged
    assert (table.added, table.updated, table.vanished) == (("P-3",), ("P-2",), ("P-1",))
    assert [(one.column, one.held) for one in table.conflicts] == [("title", "ERP (mine)")]
    kinds = {change.kind: change.what for change in result.plan.changes}
    assert kinds[ChangeKind.NEW_COLUMN] == "owner"
    assert kinds[ChangeKind.NEW_WORD] == "Parkplatz"
    assert kinds[ChangeKind.CHANGED_UNIT] == "Aufwand (PT)"
    frame = read_workspace(tmp_path / "ws").tables["proposals"].set_index("id")
    assert frame.loc["P-2", "requested_budget"] == 95000
    assert frame.loc["P-2", "estimate_effort_person_hours"] == 28
    assert [record[1] for record in table.records] == ["Portal", "ERP (mine)", "New"]


def test_the_workspace_s_other_tables_stay(client, tmp_path):
    folder = tmp_path / "ws"
    write_csv(folder / "goals.csv", ("id", "title"), [("G-1", "Cost")])
    (folder / "workspace.toml").write_text('currency = "CAD"\n', encoding="utf-8")
    before = _files(folder)
    import_files(client, folder)
    after = _files(folder)
    assert {name: after[name] for name in before} == before


def test_a_workspace_just_begun_keeps_its_comments(client, tmp_path):
    from pmo_toolkit.workspace import start_workspace

    start_workspace(tmp_path / "ws")
    import_files(client, tmp_path / "ws")
    text = (tmp_path / "ws" / "workspace.toml").read_text("utf-8")
    assert "hours_per_day = 8\n" in text
    assert "# [vocabulary]" in text
    assert len(read_workspace(tmp_path / "ws").tables["proposals"]) == 2


def test_what_no_rule_takes_is_kept_with_its_row_and_id(client, tmp_path):
    import_files(client, tmp_path / "ws")
    kept = (tmp_path / "ws" / "aside" / "proposals-csv.csv").read_text("utf-8-sig")
    assert kept.splitlines() == ["row,id,remark", "2,P-1,x", "3,P-2,y"]


def test_answers_change_what_is_taken(client, tmp_path):
    planned = plan_import([client], tmp_path / "ws")
    questions = {question.name: question for question in planned.questions}
    assert HOURS in questions
    seven = questions[HOURS].choices.index(
        next(choice for choice in questions[HOURS].choices if choice.label.startswith("7 "))
    )
    answered = replan(planned, {HOURS: seven})
    assert HOURS not in {question.name for question in answered.questions}
    assert answered.assumed == ()
    carry_out(answered, tmp_path / "ws")
    frame = read_workspace(tmp_path / "ws").tables["proposals"]
    assert list(frame["estimate_effort_person_hours"]) == [84.0, 24.5]


def test_days_of_unknown_length_stay_days(client, tmp_path):
    planned = plan_import([client], tmp_path / "ws")
    (hours,) = (one for one in planned.questions if one.name == HOURS)
    unknown = replan(planned, {HOURS: len(hours.choices) - 1})
    assert "person-days stay what they are" in unknown.assumed[0]
    carry_out(unknown, tmp_path / "ws")
    text = (tmp_path / "ws" / "proposals.csv").read_text("utf-8-sig")
    assert "12 person-days" in text
    again = plan_import([client], tmp_path / "ws", unknown.recipe)
    assert (again.questions, again.assumed) == ((), unknown.assumed)
    assert again.merged[0].unchanged == ("P-1", "P-2")


def test_two_sheets_for_one_table_are_put_together(tmp_path):
    lines = {
        "Proposals": [("id", "title", "need"), ("P-1", "Portal", ""), ("P-2", "ERP", "b")],
        "Proposals 2": [("id", "title", "need"), ("P-1", "Portal!", "a"), ("P-3", "New", "c")],
    }
    result = import_files(write_workbook(tmp_path / "a.xlsx", lines), tmp_path / "ws")
    (table,) = result.plan.merged
    assert [record[0] for record in table.records] == ["P-1", "P-2", "P-3"]
    (note,) = result.plan.notes["proposals"]
    assert (note.before, note.after, note.column) == ("Portal!", "Portal", "title")


def test_the_recipe_of_several_files_is_found_again(client, tmp_path):
    notes = write_csv(tmp_path / "notes-2026-11.csv", ("xyzzy", "plugh"), [("1", "2"), ("3", "4")])
    first = import_files([client, notes], tmp_path / "ws")
    names = [tmp_path / "proposals-2026-12.csv", tmp_path / "notes-2026-12.csv"]
    recipe, path = find_recipe(tmp_path / "ws", names, None)
    assert (recipe, path.name) == (first.plan.recipe, "proposals.toml")
    assert find_recipe(tmp_path / "ws", [*names, tmp_path / "other.csv"], None) == (None, None)


def test_a_recipe_for_another_file_is_refused(client, tmp_path):
    first = import_files(client, tmp_path / "ws")
    other = write_csv(tmp_path / "tickets.csv", ("opened", "closed"), [("2026-01-01", "")])
    before = _files(tmp_path / "ws")
    with pytest.raises(UsageError, match="the recipe is for other files: it knows proposals-"):
        import_files(other, tmp_path / "ws", recipe=tmp_path / "ws" / first.recipe_file)
    assert _files(tmp_path / "ws") == before


def test_a_table_that_is_no_csv_file_is_not_written(client, tmp_path):
    write_workbook(tmp_path / "ws" / "proposals.xlsx", {"proposals": [("id", "title")]})
    before = _files(tmp_path / "ws")
    with pytest.raises(UsageError, match=r"proposals stands in proposals\.xlsx"):
        import_files(client, tmp_path / "ws")
    assert _files(tmp_path / "ws") == before


def test_a_workspace_that_is_a_file_is_refused(client, tmp_path):
    (tmp_path / "ws.xlsx").write_bytes(b"x")
    with pytest.raises(UsageError, match=r"this is a file\. Name a folder"):
        import_files(client, tmp_path / "ws.xlsx")


def test_a_workspace_with_a_fault_is_refused(client, tmp_path):
    write_csv(tmp_path / "ws" / "goals.csv", ("id",), [("1",)])
    (tmp_path / "ws" / "workspace.toml").write_text("currency = ", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="cannot be read as TOML"):
        import_files(client, tmp_path / "ws")


def test_the_same_file_twice_is_refused(client, tmp_path):
    twin = tmp_path / "copy.csv"
    twin.write_bytes(client.read_bytes())
    with pytest.raises(UsageError) as error:
        import_files([client, client, twin], tmp_path / "ws")
    assert "is named twice" in str(error.value)
    assert "holds the same as proposals-2026-11.csv, byte for byte" in str(error.value)
    assert not (tmp_path / "ws").exists()


def test_a_file_of_the_workspace_itself_is_refused(client, tmp_path):
    import_files(client, tmp_path / "ws")
    with pytest.raises(UsageError, match="lies in the workspace"):
        import_files(tmp_path / "ws" / "proposals.csv", tmp_path / "ws")


def test_files_without_a_table_of_ours_are_refused(tmp_path):
    other = write_csv(tmp_path / "a.csv", ("xyzzy", "plugh"), [("1", "2"), ("3", "4")])
    with pytest.raises(UsageError, match="nothing was imported"):
        import_files(other, tmp_path / "ws")
    (tmp_path / "b.csv").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"no table is found in b\.csv"):
        import_files(tmp_path / "b.csv", tmp_path / "ws")
    assert not (tmp_path / "ws").exists()
