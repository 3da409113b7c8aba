"""The what-if form: the numbers of the study, faults at the field, and text that does no harm."""

from __future__ import annotations

import shutil
from unittest.mock import Mock

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.what_if.changes import cell, range_times, without
from pmo_toolkit.studies.what_if.keeping import KeptWhatIf, kept_what_ifs
from pmo_toolkit.workshop import what_if
from pmo_toolkit.workspace import load_workspace

DAY = "2026-01-15"
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("form") / "ws"
    write_sample(made, proposals=8)
    return made


@pytest.fixture(scope="module")
def opened(folder):
    return what_if(folder, "P-007", as_of=DAY)


@pytest.fixture
def form(opened):
    opened.reset()
    return opened


@pytest.fixture
def copy(folder, tmp_path):
    """To write into; without a history, since measuring one takes long."""
    made = tmp_path / "ws"
    shutil.copytree(folder, made, ignore=shutil.ignore_patterns("history.csv", "what_ifs.json"))
    return made


def test_a_slider_moves_the_outlook_to_that_of_the_study(form):
    movable, field = form.inputs[0]
    before = form.view.value
    field.value = 150
    changes = range_times(form.study.workspace, movable.table, movable.row, 1.5)
    assert form.changes() == changes
    assert form.outlook == form.study.outlook(changes) != form.study.today
    assert form.view.value != before
    form.reset()
    assert form.outlook == form.study.today and form.view.value == before


def test_switches_and_the_option_are_changes(form):
    form.risks[0][1].value = False
    assert form.changes().left_out == {("risks", form.risks[0][0].row)}
    form.owners[0][1].value = not form.owners[0][1].value
    assert {change.column for change in form.changes().cells} == {"department"}
    form.option.value = form.option.options[1][1]
    assert {table for table, _ in form.changes().left_out} >= {"options", "costs"}
    form.start.value = 3
    assert "start_window" in {change.column for change in form.changes().cells}


@pytest.mark.parametrize(
    ("text", "words"), [("much", "is not a number"), ("-4", "lies outside"), (HOSTILE, "&lt;img")]
)
def test_what_is_wrong_in_a_field_stands_beneath_it_and_nothing_is_lost(form, text, words):
    form.budget.text.value = "500 k"
    good = form.outlook
    form.budget.text.value = text
    assert words in form.budget.fault.value and "<img" not in form.budget.fault.value
    assert form.outlook is good
    form.budget.text.value = "500000"
    assert "note" not in form.budget.fault.value


def test_a_what_if_is_kept_under_its_name(copy, monkeypatch):
    form = what_if(copy, "P-003", as_of=DAY)
    form.budget.text.value = "1"
    form.keep_button.click()
    assert "needs a name" in form.notes.value
    form.name.value = HOSTILE
    with monkeypatch.context() as patch:
        error = PermissionError(13, "Permission denied", "what_ifs.json")
        patch.setattr("pmo_toolkit.studies.what_if.keeping.write_text", Mock(side_effect=error))
        form.keep_button.click()
    assert "cannot be written: permission denied" in form.notes.value
    form.keep_button.click()
    assert "Kept as" in form.notes.value and "<img" not in form.notes.value
    assert kept_what_ifs(copy)[0].changes == form.changes()
    assert load_workspace(copy).input_hash == form.study.workspace.input_hash


def test_a_kept_what_if_is_shown_again_field_by_field(form):
    assert form.kept.known not in form.kept.children
    form.budget.text.value = "123456.5"
    form.start.value = 3
    form.inputs[0][1].value = 135
    form.risks[0][1].value = False
    form.owners[0][1].value = not form.owners[0][1].value
    form.name.value = "dearer and later"
    form.keep_button.click()
    assert "Kept as" in form.notes.value and "in place of" not in form.notes.value
    changes, outlook = form.changes(), form.outlook
    form.keep_button.click()
    assert "in place of the one of that name" in form.notes.value
    form.reset()
    form.option.value = form.option.options[1][1]
    form.name.value = "one option"
    form.keep_button.click()
    one_option = form.changes()
    form.kept.known.value = "dearer and later"
    assert (form.changes(), form.outlook) == (changes, outlook)
    assert "This is dearer and later" in form.notes.value and "cannot" not in form.notes.value
    form.kept.known.value = "one option"
    assert form.changes() == one_option and form.option.value


def test_what_has_changed_since_it_was_kept_is_said(form):
    budget = cell("proposals", 8, "requested_budget", 1.0)
    stood = ("proposals", 8, "requested_budget", "777777")
    form.show(KeptWhatIf(HOSTILE, "P-007", budget, (stood,), "2026-01-14"))
    assert form.changes() == budget
    assert "and had 777777 when" in form.notes.value and "<img" not in form.notes.value
    gone = without("options", [2])
    form.show(KeptWhatIf("a", "P-007", budget | gone, (), "2026-01-14"))
    assert "cannot show all that it changes" in form.notes.value


def test_a_list_of_what_ifs_that_cannot_be_read_is_said_and_left_alone(form, folder):
    (folder / "what_ifs.json").write_text("{", encoding="utf-8")
    form.budget.text.value, form.name.value = "1", "x"
    form.keep_button.click()
    assert "what_ifs.json cannot be read" in form.notes.value
    assert (folder / "what_ifs.json").read_text(encoding="utf-8") == "{"
    (folder / "what_ifs.json").unlink()


def test_a_proposal_that_cannot_be_opened_leaves_form_and_picker_as_they_were(form, monkeypatch):
    refused = Mock(side_effect=UsageError("P-002 has row faults"))
    monkeypatch.setattr("pmo_toolkit.workshop.what_if_form.WhatIfStudy", refused)
    form.picker.value = "P-002"
    assert form.study.proposal == form.picker.chosen == "P-007"
    assert form.picker.value.startswith("P-007 · ") and "P-002 has row faults" in form.notes.value


def test_another_proposal_is_found_by_its_id_or_title(form):
    picker = form.picker
    assert picker.found("p-003") == "P-003"
    assert picker.found("P-00") is None and picker.found("") is None
    title = picker.options[2].partition(" · ")[2]
    assert picker.found(title[:14]) == "P-003"
    before = form.study
    picker.value = "nothing like it"
    assert form.study is before
    assert "in the id or title of no proposal" in form.notes.value


def test_without_widgets_the_same_is_shown(form):
    bundle = form._repr_mimebundle_()
    assert "As it stands today" in bundle["text/plain"]
    assert form.section.html in bundle["text/html"]
