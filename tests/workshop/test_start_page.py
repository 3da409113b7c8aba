"""The start page at a window and without one."""

from __future__ import annotations

import pytest

from pmo_toolkit.sample import write_sample
from pmo_toolkit.workshop import start_page
from pmo_toolkit.workshop.start_form import StartForm


@pytest.fixture
def desk(tmp_path):
    """A folder whose neighbours are no runs of other tests."""
    made = tmp_path / "home" / "desk"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def page(desk, monkeypatch, sample_of_eight):
    monkeypatch.chdir(desk)
    return start_page(sample_of_eight, "P-002")


@pytest.fixture(scope="module")
def sample_of_eight(tmp_path_factory):
    made = tmp_path_factory.mktemp("start") / "ws"
    write_sample(made, proposals=8)
    return made


def test_without_a_window_links_lead_to_the_notebooks_and_nothing_is_written(page, desk):
    assert 'href="what_if.ipynb"' in page.notebooks.section.html
    page.notebooks._ipython_display_()
    assert list(desk.iterdir()) == []
    assert "8\N{NO-BREAK SPACE}proposals" in page.health.text and "P-008" in page.proposals.text
    assert "pmo assess" in page.runs.text


def test_links_open_copies_that_are_set_to_the_chosen_proposal(page, desk):
    form = StartForm(page.tables, "P-002", page.links)
    assert 'href="proposals/P-002/business_case.ipynb"' in form.section.html
    form.picker.value = "p-005"
    assert 'href="proposals/P-005/business_case.ipynb"' in form.section.html
    assert form.output.outputs[0]["data"]["text/html"] == form.section.styled_html
    copy = desk / "proposals" / "P-005" / "what_if.ipynb"
    assert 'proposal_id = \\"P-005\\"' in copy.read_text(encoding="utf-8")
    assert "text/html" in form._repr_mimebundle_()
    form.picker.value = "<b>P-00"
    assert "no proposal, or of several" in form.notes.value and "<b>" not in form.notes.value
    form.picker.value = "p-002"
    assert form.notes.value == ""


def test_where_copies_cannot_be_written_the_links_lead_to_the_notebooks(page, desk):
    (desk / "proposals").touch()
    section = page.links("P-002")
    assert "No copies can be written" in section.text and 'href="what_if.ipynb"' in section.html
