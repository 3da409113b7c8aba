"""The app: several browser tabs on one workspace, a killed kernel, nothing written early."""

from __future__ import annotations

import asyncio

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.journal import JOURNAL
from pmo_toolkit.workshop import workshop
from pmo_toolkit.workshop.base.step import Step
from pmo_toolkit.workshop.steps import form as form_module
from tests.workshop.steps.conftest import HOSTILE, SUBJECT


@pytest.fixture
def opened(folder):
    return workshop(folder, proposals=["P-001"], as_of="2026-01-15")


def _set_up(form):
    step = form.steps[0]
    step.quantities.value, step.roles.value = (SUBJECT,), "Architect\nDeveloper"
    step.keep_button.click()


def test_a_new_kernel_goes_on_where_the_last_one_stopped(opened, folder):
    assert not (folder / JOURNAL).exists() and "No workshop has begun" in opened.section.text
    _set_up(opened)
    opened.tabs.selected_index = 2
    ranges = opened.steps[2]
    assert ranges.quantity.value == SUBJECT
    opened.role.value = "Architect"
    ranges = opened.steps[2]
    assert opened.session.role == "Architect" and opened.tabs.selected_index == 2
    for end, text in (("low", "1"), ("high", "3"), ("mode", "2")):
        ranges.ends[end].text.value = text
    ranges.enter_button.click()
    again = workshop(folder, "Architect")
    assert again.session.proposals == ("P-001",)
    assert again.steps[2].ends["mode"].text.value == "2"
    assert "Architect; Developer" in again.section.text
    assert "Entered" not in again.section.text and "1 / 2 / 3" not in again.section.text
    bundle = again._repr_mimebundle_()
    assert (
        "Workshop" in bundle["text/html"] and "application/vnd.jupyter.widget-view+json" in bundle
    )


def test_another_tab_sees_what_was_revealed_within_seconds(folder, monkeypatch):
    monkeypatch.setattr(form_module, "_POLL", 0.02)

    async def play():
        one, other = workshop(folder, "Architect"), workshop(folder, "Developer")
        _set_up(one)
        other.tabs.selected_index = 2
        journal = one.session.journal
        journal.add_range(SUBJECT, "Architect", 11, 33, 22, "person-hours")
        await asyncio.sleep(0.2)
        before = other.steps[2].view.value
        journal.reveal(SUBJECT, "Moderator")
        await asyncio.sleep(0.2)
        after = other.steps[2].view.value
        for form in (one, other):
            form.close()
        await asyncio.sleep(0.05)
        assert one._polling.cancelled() and other._polling.cancelled()
        return before, after

    before, after = asyncio.run(play())
    assert "33" not in before and "Architect" in after and ">33<" in after


def test_the_sample_is_looked_at_and_not_written():
    form = workshop("sample")
    assert "nothing is kept" in form.state.value
    _set_up(form)
    assert "pmo sample FOLDER" in form.steps[0].notes.value
    assert not form.session.journal.path.exists()


def test_changed_tables_are_said_and_taken_over_on_request(opened, folder):
    _set_up(opened)
    opened.steps[1].reasons.value = "typed"
    path = folder / "proposals.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("One front", HOSTILE), "utf-8")
    opened.look()
    assert "proposals.csv" in opened.state.value
    opened.read_button.click()
    assert "proposals.csv" not in opened.state.value and opened.steps[1].reasons.value == "typed"
    opened.tabs.selected_index = 1
    assert "&lt;img" in opened.steps[1].view.value


def test_a_journal_of_a_newer_version_is_said_in_one_line(opened, folder):
    (folder / JOURNAL).write_text('{"version": 9, "previous": "", "number": 1', encoding="utf-8")
    line = '{"at": "", "kind": "setup", "number": 1, "previous": "%s", "role": "", "round": 1,'
    line = line % ("0" * 64) + ' "subject": "", "value": {}, "version": 9}\n'
    (folder / JOURNAL).write_text(line, encoding="utf-8")
    opened.look()
    assert "newer version" in opened.state.value and "newer version" in opened.section.text
    opened.steps[0].keep_button.click()
    assert "newer version" in opened.state.value
    assert (folder / JOURNAL).read_text(encoding="utf-8") == line


def test_a_folder_that_cannot_be_written(opened, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pmo_toolkit.studies.elicitation.journal.Journal._add", refuse)
    _set_up(opened)
    said = opened.steps[0].notes.value
    assert "Permission denied" in said and opened.steps[0].roles.value == "Architect\nDeveloper"


def test_a_workbook_has_a_journal_of_its_own(tmp_path, folder):
    import pandas as pd

    book = tmp_path / "intake.xlsx"
    pd.read_csv(folder / "proposals.csv", dtype=str).to_excel(
        book, sheet_name="proposals", index=False
    )
    _set_up(workshop(book))
    assert (tmp_path / f"intake.{JOURNAL}").is_file()


def test_what_is_not_there_is_said(folder):
    with pytest.raises(UsageError, match="no proposal P-999"):
        workshop(folder, proposals=["P-999"])
    with pytest.raises(UsageError, match="as_of is a day"):
        workshop(folder, as_of="tomorrow")


def test_further_steps_are_made_once_their_tab_is_chosen(folder, monkeypatch):
    class Further(Step):
        title = "Further"

        def __init__(self, session):
            super().__init__(session)
            if session.role == "Tester":
                raise UsageError("there are no criteria")

        def refresh(self):
            self.say("here")

    monkeypatch.setattr(form_module, "FURTHER_STEPS", (Further,))
    form = workshop(folder)
    assert form.tabs.titles[5:] == ("6 Further", "7 Freeze")
    assert not isinstance(form.steps[5], Further)
    for _ in range(5):
        form.forward_button.click()
    assert isinstance(form.tabs.children[5], Further) and "here" in form.steps[5].notes.value
    form.role.value = "Tester"
    assert "no criteria" in form.state.value and form.tabs.selected_index == 5
    form.back_button.click()
    assert form.tabs.selected_index == 4 and "no criteria" not in form.state.value


def test_every_field_has_a_name(opened):
    import ipywidgets as widgets

    def every(box):
        for child in getattr(box, "children", ()):
            yield child
            yield from every(child)

    fields = [
        field
        for field in every(opened)
        if not isinstance(field, widgets.Box | widgets.HTML | widgets.Tab)
    ]
    names = [getattr(field, "description", "") or field.label for field in fields]
    assert len(fields) > 30 and all(names)
