"""The import form: the same results as the command, corrections, and text that does no harm."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from pmo_toolkit.intake.importing import import_files
from pmo_toolkit.sample.client.workbook import write_client_workbook
from pmo_toolkit.workshop.import_form import ImportForm
from pmo_toolkit.workshop.import_table_view import ASIDE, LEFT_OUT, OWN_UNIT

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    return write_client_workbook(tmp_path_factory.mktemp("client"), proposals=6)


@pytest.fixture(scope="module")
def client_files(tmp_path_factory) -> list[Path]:
    """Two small tables, as most tests need no more."""
    folder = tmp_path_factory.mktemp("tables")
    proposals = (
        "Nr.;Bezeichnung;Bedarf;Budget (T€);Aufwand (PT)\n"
        "V-1;Ablösung des Archivs;Platz fehlt;460;250\n"
        "V-2;Neues Portal;Viele Wege;1200;400\n"
        "V-3;Rechnungen ohne Papier;Stapel;75,5;90\n"
    )
    goals = "Ziel-Nr.;Ziel;Messgröße\nZ-1;Weniger Anrufe;Anrufe\nZ-2;Schnellere Antwort;Tage\n"
    for name, text in (("Vorhaben.csv", proposals), ("Ziele.csv", goals)):
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / "Vorhaben.csv", folder / "Ziele.csv"]


@pytest.fixture
def form(client_files, tmp_path) -> ImportForm:
    return ImportForm(client_files, tmp_path / "workspace")


def _within(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _within(child)


def _html(form: ImportForm) -> str:
    return "\n".join(widget.value for widget in _within(form) if isinstance(widget, widgets.HTML))


def _view(form: ImportForm, table: str):
    return next(view for view in form.tables.children if view.suggestion.rule.table == table)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _upload(form: ImportForm, name: str, content: bytes) -> None:
    form.upload.value = (
        {
            "name": name,
            "content": content,
            "size": len(content),
            "type": "",
            "last_modified": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
        },
    )


def _cells(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        delimiter = ";" if ";" in sample else ","
        return [row[column] for row in csv.DictReader(file, delimiter=delimiter)]


def test_form_and_function_write_the_same_bytes(workbook, tmp_path):
    ImportForm(workbook, tmp_path / "workspace").carry_out()
    other = tmp_path / "by function" / "workspace"
    import_files(workbook, other)
    assert _files(tmp_path / "workspace") == _files(other)


def test_nothing_is_written_before_the_button(form, tmp_path):
    assert form.workspace().table("proposals").shape[0] == 3
    assert not (tmp_path / "workspace").exists()
    form.import_button.click()
    assert (tmp_path / "workspace" / "proposals.csv").is_file()


def test_every_unit_stands_beside_its_column(form):
    units = form.summary().set_index("their column")["unit"].to_dict()
    assert units["Aufwand (PT)"] == "person-days"
    assert units["Budget (T€)"] == "thousand"
    assert units["Bezeichnung"] == ""


def test_a_corrected_unit_changes_what_is_imported(form, tmp_path):
    view = _view(form, "proposals")
    view.units["Budget (T€)"].value = OWN_UNIT
    form.carry_out()
    budgets = _cells(tmp_path / "workspace" / "proposals.csv", "requested_budget")
    assert "460" in budgets
    assert "460000" not in budgets


def test_a_column_given_to_another_of_ours_is_taken_from_the_one_that_had_it(form, tmp_path):
    view = _view(form, "proposals")
    assert view.columns["Bedarf"].value == "need"
    view.columns["Bedarf"].value = "description"
    view.columns["Bezeichnung"].value = "title"
    form.carry_out()
    headers = (tmp_path / "workspace" / "proposals.csv").read_text("utf-8-sig").split("\n")[0]
    assert "description" in headers
    assert "need" not in headers


def test_a_column_kept_aside_is_not_lost(form, tmp_path):
    _view(form, "proposals").columns["Bedarf"].value = ASIDE
    form.carry_out()
    kept = "".join(
        path.read_text("utf-8-sig") for path in (tmp_path / "workspace" / "aside").iterdir()
    )
    assert "Bedarf" in kept


def test_a_table_left_out_is_not_imported(form, tmp_path):
    _view(form, "goals").table.value = LEFT_OUT
    form.carry_out()
    assert not (tmp_path / "workspace" / "goals.csv").exists()
    assert (tmp_path / "workspace" / "proposals.csv").exists()


def test_hours_of_a_day_change_the_effort(form):
    before = form.workspace().table("proposals")["estimate_effort_person_hours"]
    form.hours.value = 4.0
    after = form.workspace().table("proposals")["estimate_effort_person_hours"]
    assert (after.dropna() * 2).tolist() == before.dropna().tolist()


def test_impossible_hours_are_said_below_the_form(form):
    form.hours.value = 99.0
    assert "between 1 and 24" in form.outcome.value
    assert form.plan.declared.hours_per_day == 8


def test_the_saved_recipe_does_the_same(form, client_files, tmp_path):
    target = form.save_recipe(tmp_path / "client.toml")
    assert "[[tables]]" in target.read_text("utf-8")
    other = tmp_path / "by recipe" / "workspace"
    import_files(client_files, other, recipe=target)
    form.carry_out()
    theirs = _files(other)
    mine = _files(tmp_path / "workspace")
    assert {name: theirs[name] for name in theirs if name.endswith(".csv")} == {
        name: mine[name] for name in mine if name.endswith(".csv")
    }


def test_text_of_users_is_never_markup(tmp_path):
    file = tmp_path / "proposals.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "title", HOSTILE])
        writer.writerow(["P-1", HOSTILE, HOSTILE])
        writer.writerow(["P-2", "Second", HOSTILE])
    html = _html(ImportForm(file, tmp_path / "workspace"))
    assert "alert(1)" in html
    assert "<img" not in html
    assert "<script" not in html


def test_uploaded_files_are_read(client_files, tmp_path):
    form = ImportForm(None, tmp_path / "workspace")
    assert form.plan is None
    form.import_button.click()
    assert "no file is chosen" in form.outcome.value
    content = client_files[0].read_bytes()
    _upload(form, "../Liste.csv", content)
    assert form.plan is not None
    assert form.plan.client.files == ("Liste.csv",)


def test_a_file_that_cannot_be_read_is_said_below_the_form(tmp_path):
    form = ImportForm(None, tmp_path / "workspace")
    _upload(form, "old.xls", b"x")
    assert ".xlsx" in form.outcome.value
    assert form.plan is None


def test_another_workspace_is_the_one_that_is_written(form, tmp_path):
    form.into.value = str(tmp_path / "other")
    form.import_button.click()
    assert (tmp_path / "other" / "proposals.csv").is_file()
    assert not (tmp_path / "workspace").exists()


def test_a_file_is_no_workspace_and_the_plan_stays(form, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    form.into.value = str(tmp_path / "file")
    assert "note" in form.outcome.value
    assert form.plan.held.folder == tmp_path / "workspace"
    assert form.into.value == str(tmp_path / "workspace")
