"""``pmo import``: what it prints, asks and writes, and how it refuses."""

from __future__ import annotations

import json
import zipfile

import pytest

from pmo_toolkit.cli import import_command
from pmo_toolkit.cli.printing import imports
from pmo_toolkit.sample.client.workbook import write_client_workbook
from tests.cli.commands import pmo
from tests.intake.client_tables import write_csv, write_workbook

HEADERS = ("id", "title", "Aufwand (PT)", "remark")
ROWS = (("P-1", "Portal", "12", "x"), ("P-2", "ERP", "3.5", "y"))


@pytest.fixture
def client(tmp_path):
    return write_csv(tmp_path / "client" / "proposals.csv", HEADERS, ROWS)


def test_three_commands_lead_from_a_client_s_workbook_to_a_check(tmp_path):
    workbook = write_client_workbook(tmp_path / "client")
    done = pmo("import", workbook, "--into", tmp_path / "ws", "--accept")
    assert (done.exit_code, done.stderr) == (0, "")
    for told in (
        "proposals: 24 added",
        "from person-days (8 hours a day)",
        "8 are assumed",
        "“ca. ",
        "a total, by its label",
        "Next: pmo check",
    ):
        assert told in done.stdout
    assert pmo("check", tmp_path / "ws").exit_code == 0


def test_without_a_terminal_it_asks_nothing_and_imports_nothing(client, tmp_path):
    done = pmo("import", client, "--into", tmp_path / "ws")
    assert done.exit_code == 1
    assert "Nothing was imported" in done.stdout
    assert "How many hours has a person-day?" in done.stdout
    written = [path.name for path in (tmp_path / "ws").rglob("*") if path.is_file()]
    assert written == ["proposals.draft.toml"]
    recipe = tmp_path / "ws" / "recipes" / "proposals.draft.toml"
    again = pmo("import", client, "--into", tmp_path / "ws", "--recipe", recipe)
    assert again.exit_code == 0
    assert (tmp_path / "ws" / "proposals.csv").exists()
    third = pmo("import", client, "--into", tmp_path / "ws")
    assert "By the recipe proposals.toml" in third.stdout


def _with_owner(folder):
    rows = [(*row, "new") for row in ROWS]
    return write_csv(folder / "proposals.csv", (*HEADERS, "owner"), rows)


def test_the_workspace_s_own_recipe_is_renewed_in_its_place(client, tmp_path):
    recipes = tmp_path / "ws" / "recipes"
    assert pmo("import", client, "--into", tmp_path / "ws", "--accept").exit_code == 0
    first = (recipes / "proposals.toml").read_bytes()
    later = _with_owner(tmp_path / "later")
    second = pmo("import", later, "--into", tmp_path / "ws")
    assert "new column 'owner'" in second.stdout
    told = " ".join(second.stdout.split())
    assert "recipes/proposals.toml (as it was before: recipes/proposals.toml.bak)" in told
    assert (recipes / "proposals.toml").read_bytes() != first
    third = pmo("import", later, "--into", tmp_path / "ws")
    assert "By the recipe proposals.toml" in third.stdout
    assert "0 changes" in third.stdout
    assert sorted(path.name for path in recipes.iterdir()) == [
        "proposals.toml",
        "proposals.toml.bak",
    ]
    assert (recipes / "proposals.toml.bak").read_bytes() == first


def test_a_named_recipe_is_never_written_over(client, tmp_path):
    assert pmo("import", client, "--into", tmp_path / "ws", "--accept").exit_code == 0
    recipe = tmp_path / "ws" / "recipes" / "proposals.toml"
    first = recipe.read_bytes()
    later = _with_owner(tmp_path / "later")
    done = pmo("import", later, "--into", tmp_path / "ws", "--recipe", recipe)
    assert "recipes/proposals-2.toml" in "".join(done.stdout.split())
    assert recipe.read_bytes() == first


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('"person-days"', '"person-dys"', "proposals.toml, line "),
        ("[[tables]]", "[[tables", "proposals.toml: cannot be read as TOML"),
    ],
)
def test_a_recipe_of_the_workspace_with_a_mistake_is_not_passed_over(
    client, tmp_path, right, wrong, told
):
    pmo("import", client, "--into", tmp_path / "ws", "--accept")
    recipe = tmp_path / "ws" / "recipes" / "proposals.toml"
    recipe.write_text(recipe.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "ws").rglob("*") if path.is_file()}
    done = pmo("import", _with_owner(tmp_path / "later"), "--into", tmp_path / "ws", "--accept")
    assert done.exit_code == 2
    assert told in done.stderr
    assert "nothing was imported" in " ".join(done.stderr.split())
    after = {path: path.read_bytes() for path in (tmp_path / "ws").rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("more", [(), ("--json", "report.json")])
def test_all_is_written_before_a_word_is_printed(client, tmp_path, monkeypatch, more):
    monkeypatch.chdir(tmp_path)

    def closed(*_):
        raise BrokenPipeError

    monkeypatch.setattr(imports, "show_plan", closed)
    done = pmo("import", client, "--into", tmp_path / "ws", "--accept", *more)
    assert done.stdout == ""
    assert "P-2" in (tmp_path / "ws" / "proposals.csv").read_text("utf-8-sig")
    assert (tmp_path / "ws" / "recipes" / "proposals.toml").exists()
    assert (tmp_path / "report.json").exists() == bool(more)


def test_a_stop_before_the_writing_says_that_nothing_was_imported(client, tmp_path, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_command, "_is_terminal", lambda: True)
    monkeypatch.setattr(imports, "ask", stopped)
    done = pmo("import", client, "--into", tmp_path / "ws")
    assert (done.exit_code, done.stderr) == (130, "Stopped. Nothing was imported.\n")
    assert not (tmp_path / "ws").exists()


def test_without_proposals_it_says_that_they_are_missing(client, tmp_path):
    headers = ("project", "title", "actual_cost")
    file = write_csv(tmp_path / "history.csv", headers, [("H-1", "A", "100"), ("H-2", "B", "9")])
    done = pmo("import", file, "--into", tmp_path / "ws", "--accept")
    assert "The table proposals is still missing" in done.stdout
    assert "Next: pmo check" not in done.stdout
    assert "Next: pmo check" in pmo("import", client, "--into", tmp_path / "ws", "--accept").stdout
    again = pmo("import", file, "--into", tmp_path / "ws", "--accept").stdout
    assert "still missing" not in again


def test_what_is_sure_is_imported_without_a_question(tmp_path):
    file = write_csv(tmp_path / "proposals.csv", ("id", "title"), [("P-1", "A"), ("P-2", "B")])
    assert pmo("import", file, "--into", tmp_path / "ws").exit_code == 0


def test_on_a_terminal_it_asks_one_question_at_a_time(client, tmp_path, monkeypatch):
    monkeypatch.setattr(import_command, "_is_terminal", lambda: True)
    done = pmo("import", client, "--into", tmp_path / "ws", typed="99\n5\n\ns\n\n\n\n")
    assert done.exit_code == 0, done.output
    assert "a number from 1 to 7, Enter, or s" in done.stdout
    effort = (tmp_path / "ws" / "proposals.csv").read_text("utf-8-sig")
    assert ",90" in effort  # 12 days of 7.5 hours


def test_a_terminal_that_ends_imports_nothing(client, tmp_path, monkeypatch):
    monkeypatch.setattr(import_command, "_is_terminal", lambda: True)
    done = pmo("import", client, "--into", tmp_path / "ws", typed="")
    assert done.exit_code == 2
    assert "the answers ended before the questions" in done.stderr
    assert not (tmp_path / "ws").exists()


def test_json_lists_everything(client, tmp_path):
    done = pmo("import", client, "--into", tmp_path / "ws", "--accept", "--json", "-")
    report = json.loads(done.stdout)
    assert report["schema_version"] == "1.0"
    assert report["imported"] is True
    assert report["tables"][0]["added"] == ["P-1", "P-2"]
    assert report["aside"][0]["columns"] == ["remark"]
    assert report["assumed"]
    assert "Tables" in done.stderr
    (source,) = report["sources"]
    effort = next(one for one in source["columns"] if "effort" in one["column"])
    assert effort["examples"][0] == {"row": 2, "before": "12", "after": "96"}


def test_the_recipe_of_the_workspace_is_used_next_time(client, tmp_path):
    assert pmo("import", client, "--into", tmp_path / "ws", "--accept").exit_code == 0
    again = pmo("import", client, "--into", tmp_path / "ws")
    assert again.exit_code == 0
    assert "By the recipe proposals.toml of an earlier import" in again.stdout
    assert "2 unchanged" in again.stdout


def test_the_recipe_is_written_where_it_is_wanted(client, tmp_path):
    target = tmp_path / "r" / "client.toml"
    done = pmo("import", client, "--into", tmp_path / "ws", "--recipe", target, "--accept")
    assert done.exit_code == 0
    assert target.exists()
    assert not (tmp_path / "ws" / "recipes").exists()


@pytest.mark.parametrize("option", ["--json", "--recipe"])
def test_nothing_is_imported_where_something_beside_cannot_be_written(client, tmp_path, option):
    (tmp_path / "file").write_text("", encoding="utf-8")
    target = tmp_path / "file" / "x"
    done = pmo("import", client, "--into", tmp_path / "ws", "--accept", option, target)
    assert done.exit_code == 2
    assert not (tmp_path / "ws" / "proposals.csv").exists()


def _protected(path):
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    path.write_bytes(start + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)


def _old(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def _zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")


def _entities(path):
    path.write_text('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf-8")


def _nothing(path):
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("a.xlsx", _protected, "password"),
        ("a.xls", _old, ".xls"),
        ("a.ods", _zip, ".ods"),
        ("a.docx", _zip, ".docx"),
        ("a.xlsx", _zip, "workbook"),
        ("a.xml", _entities, "entit"),
        ("a.csv", _nothing, "no table"),
        ("a.pdf", _nothing, ".pdf"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_what_to_do(tmp_path, name, make, told):
    path = tmp_path / name
    make(path)
    done = pmo("import", path, "--into", tmp_path / "ws", "--accept")
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.output
    assert not (tmp_path / "ws").exists()


def test_every_file_that_cannot_be_read_is_told_at_once(client, tmp_path):
    done = pmo("import", client, tmp_path / "no.csv", tmp_path, "--into", tmp_path / "ws")
    assert done.exit_code == 2
    assert "there is no such file" in done.stderr
    assert "is a folder" in done.stderr


def test_a_hundred_thousand_blank_rows_and_formula_errors(tmp_path):
    lines = [("id", "title", "requested_budget"), ("P-1", "A", "100"), ("P-2", "B", "200")]
    path = write_workbook(tmp_path / "proposals.xlsx", {"proposals": lines})
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["proposals"]
    sheet["C3"] = "#REF!"
    sheet["C3"].data_type = "e"
    sheet.cell(100_000, 1).value = " "
    book.save(path)
    done = pmo("import", path, "--into", tmp_path / "ws", "--accept")
    assert done.exit_code == 0
    assert "formula error" in done.stdout
    assert "2 added" in done.stdout


def test_a_cell_cannot_steer_the_terminal(tmp_path):
    file = write_csv(
        tmp_path / "proposals.csv", ("id", "title", "x\x1b[31m"), [("P-1", "a\x1b[2Jb", "y")] * 1
    )
    done = pmo("import", file, "--into", tmp_path / "ws", "--accept")
    assert "\x1b" not in done.output


def test_what_an_export_leaves_out_is_told(tmp_path):
    headers = ("Issue Type", "Issue key", "Issue id", "Summary", "Status", "Assignee", "Created")
    row = ("Epic", "PAY-1", "1", "Pay", "To Do", "Ada Example", "2026-03-02 09:05")
    file = write_csv(tmp_path / "Jira.csv", headers, [row])
    done = pmo("import", file, "--into", tmp_path / "ws")
    assert done.exit_code == 0
    assert "people's names are never imported; left out: Assignee" in " ".join(done.stdout.split())
