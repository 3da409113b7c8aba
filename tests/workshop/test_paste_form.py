"""The paste form: pasted rows are merged as they are read, and nothing while a cell is at fault."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workshop import PasteForm
from pmo_toolkit.workspace import read_workspace

COLUMNS = ("proposal", "title", "probability", "impact_money_low", "origin")
PROPOSALS = "id,title\nP-1,One\nP-2,Two\n"


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "ws"
    target.mkdir()
    (target / "proposals.csv").write_text(PROPOSALS, encoding="utf-8")
    return target


def test_what_is_pasted_in_german_reaches_the_workspace_as_it_was_read(folder):
    form = PasteForm("risks", folder, COLUMNS, locale="de_DE")
    form.table.paste(
        "proposal\ttitle\tprobability\timpact money low\torigin\n"
        'P-1\t"=cmd|"" /C""!A0"\t12,5 %\t1.234,567\tregister\n'
        "P-2\thttp://example.com 👋\t0,3\t2.000\tpre-mortem\n"
    )
    form.import_button.click()
    assert "2 added" in form.outcome.value
    risks = read_workspace(folder).table("risks").sort_values("proposal")
    assert risks["probability"].tolist() == [0.125, 0.3]
    assert risks["impact_money_low"].tolist() == [1234.567, 2000]
    assert risks["title"].tolist() == ['=cmd|" /C"!A0', "http://example.com 👋"]
    assert (folder / "proposals.csv").read_text("utf-8") == PROPOSALS


def test_nothing_is_written_while_a_cell_is_at_fault_or_no_row_is_filled(folder):
    form = PasteForm("risks", folder, COLUMNS)
    form.import_button.click()
    assert "no row is filled" in form.outcome.value
    form.table.paste("P-1\tFire\toften\t5\tregister\nP-1\t\t0.1\t5\tregister")
    form.import_button.click()
    assert "at fault" in form.outcome.value and not (folder / "risks.csv").exists()
    assert form.table.cells[0]["title"] == "Fire"


def test_an_unknown_table_or_column_is_refused():
    with pytest.raises(UsageError, match="there is no table 'rsiks'; known are"):
        PasteForm("rsiks")
    with pytest.raises(UsageError, match="no column"):
        PasteForm("risks", columns=["colour"])
