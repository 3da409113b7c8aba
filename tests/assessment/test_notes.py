"""The consultant's voice stands beside what was computed, survives reruns and changes nothing."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pmo_toolkit import report
from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.assessment.notes import NoteAge, notes_beside
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import read_workspace

AGE = NoteAge(dt.date(2026, 11, 22), 365)
QUICK = Settings.of(draws=512, standing_draws=500)
COMPUTED = {
    "advice": {"position": "advance", "confidence": "high"},
    "cost": {"cost": {"p50": 100.0, "p80": 120}},
    "risks": [{"probability": 0.2}],
    "options": {"not_assessed": True},
}


def notes(*rows: dict[str, object]) -> pd.DataFrame:
    columns = ("proposal", "field", "text", "value", "reason", "role", "date")
    return pd.DataFrame(
        [{**dict.fromkeys(columns), "date": pd.NaT, **row} for row in rows], columns=columns
    )


@pytest.mark.parametrize(
    ("field", "computed", "unit"),
    [
        ("advice", "advance", ""),
        (" Advice ", "advance", ""),
        ("cost", 100.0, "money"),
        ("cost.cost.p80", 120.0, ""),
        ("risks.0.probability", 0.2, ""),
        ("risks.7.probability", None, ""),
        ("cost.cost", None, ""),
        ("effort", None, ""),
        ("the weather", None, ""),
        (None, None, ""),
    ],
)
def test_a_note_shows_the_computed_value_that_it_speaks_of(field, computed, unit):
    (note,) = notes_beside(
        notes({"field": field, "value": "other", "date": pd.Timestamp("2026-11-18")}), COMPUTED, AGE
    )
    assert (note.computed, note.unit, note.value, note.date) == (
        computed,
        unit,
        "other",
        "2026-11-18",
    )


def test_a_row_that_says_nothing_is_passed_over_and_the_order_is_kept():
    made = notes_beside(
        notes({"text": "first"}, {"reason": "alone"}, {"value": "third"}), COMPUTED, AGE
    )
    assert [each.text or each.value for each in made] == ["first", "third"]


@pytest.mark.parametrize(
    ("date", "days", "doubt"),
    [
        ("2025-11-22", 365, ""),
        ("2025-11-21", 366, "366 days ago: ask whether it still holds"),
        ("2026-11-23", -1, "on a day after that of this assessment"),
        (None, None, "on no stated day, so that nobody can tell whether it still holds"),
    ],
)
def test_how_old_a_note_is_counts(date, days, doubt):
    (note,) = notes_beside(notes({"text": "x", "date": pd.Timestamp(date)}), COMPUTED, AGE)
    assert (note.age_days, note.doubt.replace("\N{NO-BREAK SPACE}", " ")) == (days, doubt)


def test_the_page_says_that_an_old_note_may_no_longer_hold(sample, tmp_path):
    folder = tmp_path / "w"
    shutil.copytree(sample, folder)
    table = folder / "notes.csv"
    old = table.read_text(encoding="utf-8").replace("2026-11-18", "2024-11-18")
    table.write_text(old, encoding="utf-8")
    for place, is_told in ((sample, False), (folder, True)):
        page = report.money(assess_proposal(place, "P-001")).text
        assert ("ask whether it still holds" in page) == is_told


def test_notes_change_no_computed_number(sample, tmp_path):
    folder = tmp_path / "w"
    shutil.copytree(sample, folder)
    with_notes = json.loads(assess_proposal(folder, "P-001", settings=QUICK).to_json())
    assert with_notes["notes"]
    (folder / "notes.csv").unlink()
    without = json.loads(assess_proposal(folder, "P-001", settings=QUICK).to_json())
    assert without["notes"] == []
    for made in (with_notes, without):
        made.pop("notes")
        made["provenance"].pop("input_hash")
    assert with_notes == without


def test_the_first_page_marks_them_as_the_consultant_s(sample):
    page = report.money(assess_proposal(sample, "P-001", settings=QUICK)).html
    assert (
        "The consultant’s own view" in page
        and "advance in part" in page
        and "stays what was computed" in page
    )
    assert "own view" not in report.money(assess_proposal(sample, "P-024", settings=QUICK)).html


def test_a_note_on_an_unknown_proposal_is_told_with_its_row(sample, tmp_path):
    folder = tmp_path / "w"
    shutil.copytree(sample, folder)
    with (Path(folder) / "notes.csv").open("a", encoding="utf-8") as file:
        file.write("P-999,advice,hello,,,,\n")
    told = [
        each for each in read_workspace(folder).troubles if each.table == "notes" and each.row == 4
    ]
    assert told


def test_a_note_under_a_name_that_nothing_is_computed_for_says_so(sample, tmp_path):
    folder = tmp_path / "w"
    shutil.copytree(sample, folder)
    (folder / "notes.csv").write_text(
        "proposal,field,text,value,reason,role,date\nP-003,cost.nonsense.p99,,5,,,\n",
        encoding="utf-8",
    )
    page = report.money(assess_proposal(folder, "P-003", settings=QUICK)).html
    assert "nothing is computed under that name" in page and "instead of" not in page
