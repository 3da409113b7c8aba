"""The moderation workbook says what ``moderation.json`` says, and runs nothing."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.exports.moderation import moderation_workbook
from pmo_toolkit.studies.track_record.shapes import TrackRecord
from pmo_toolkit.workspace.dictionary.moderation_tables import DECISIONS, PACK_COLUMNS, PACK_MARK

MISSING = {"what": "x", "why": "nobody said so", "code": "not_stated", "rows": [], "names": []}
MONEY = {"p10": 10.0, "p20": 15.0, "p50": 20.0, "p80": 30.0, "p90": 40.0, "unit": "money"}
SCENARIO = {"name": "as stated", "objective": "net value"}
YEAR = {"year": "2027", "budget": 5.0, "expected": 4.0, "p10": 3.0, "p90": 6.0}


def proposal(name, **parts):
    line = {
        "id": name,
        "title": "=HYPERLINK(1)",
        "department": None,
        "position": "advance",
        "confidence": "low",
        "chance_net_positive": 0.75,
        "option": "O-1",
        "cost": MONEY,
        "net_value": MISSING,
        "tier": {"name": "robust", "top": 1, "chance_top": 0.9, "why": "it is first"},
        "ranks": [[1, 0.9], [2, 0.1]],
        "outcomes": ["G-1", "G-2"],
        "start_p80": None,
        "decision": None,
        "questions": 3,
        "source": None,
        "value_and_cost": MISSING,
    }
    return line | parts


@pytest.fixture
def data():
    chosen = {
        "scenario": SCENARIO,
        "choices": [{"proposal": "P-1", "option": "O-1", "quarter": "2027-Q1"}],
        "value": 5.0,
        "bound": 5.5,
        "gap": 0.1,
        "net_value": 5.0,
        "goals": 0.25,
        "chance_of_all_budgets": 0.8,
        "spend": [YEAR | {"chance_within": 0.8}],
        "prices": [{"what": "P-2 left out", "value": 1.5, "unsure_by": 0.1}],
    }
    clash = {"scenario": SCENARIO | {"name": "too much"}, "clashing": ["a", "b"], "sentence": "No."}
    return {
        "workspace": "A house",
        "sample": True,
        "as_of": "2026-11-28",
        "valid_until": "2027-02-26",
        "decides": "the board",
        "units": {"money": "EUR", "shares": "0 to 1", "hours": "person-hours"},
        "version": "1",
        "seed": 7,
        "input_hash": "ab" * 32,
        "sentences": ["One sentence."],
        "asked": ["Decide."],
        "proposals": [
            proposal("P-1"),
            proposal(
                "P-2",
                tier=MISSING,
                ranks=[],
                decision={"decision": "later", "by_role": "Board", "date": None, "reason": None},
            ),
        ],
        "robust": MISSING,
        "scenarios": [
            {"outcome": chosen, "added": [], "dropped": []},
            {"outcome": clash, "added": [], "dropped": []},
        ],
        "frontier": MISSING,
        "balance": [],
        "dissent": [{"proposal": "P-1", "sentence": "Two differ.", "roles": ["CFO", "CIO"]}],
        "questions": {
            "IT": [
                {
                    "proposals": ["P-1"],
                    "text": "How much?",
                    "effect": "Much.",
                    "worth": 12.0,
                    "chance_changes": 0.3,
                }
            ]
        },
        "changes": None,
        "track_record": json_ready(TrackRecord()),
        "facilitation": MISSING,
        "waterline": MISSING,
        "turning": ["If it snowed."],
        "rank_reversals": [],
        "notes": ["No budget."],
        "scenarios_not_run": {"odd": MISSING},
        "beside": {},
        "cost_alone": {},
        "failed": [{"proposal": "P-9", "why": "no id"}],
    }


def read(data):
    return openpyxl.load_workbook(io.BytesIO(moderation_workbook(data)))


def rows(book, sheet):
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_numbers_are_numbers_and_what_is_missing_says_why(data):
    first, second = rows(read(data), "Proposals")
    assert first["cost P50"] == 20.0
    assert first["net value P50"] == "not assessed: nobody said so"
    assert first["chance of a positive net value"] == 0.75
    assert second["tier"] == "not assessed: nobody said so"


def test_the_decision_is_for_others_to_fill_in(data):
    book = read(data)
    assert [row["decision"] for row in rows(book, "Proposals")] == [None, None]
    assert [row["decided before"] for row in rows(book, "Proposals")] == [None, "later (Board)"]
    (rule,) = book["Proposals"].data_validations.dataValidation
    assert all(word in rule.formula1 for word in DECISIONS)
    assert book["Read me"]["A1"].value == PACK_MARK
    assert set(PACK_COLUMNS) <= set(rows(book, "Proposals")[0])


def test_text_of_users_is_no_formula(data):
    data["proposals"][0]["title"] = "=1+1"
    with zipfile.ZipFile(io.BytesIO(moderation_workbook(data))) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert rows(read(data), "Proposals")[0]["title"] == "=1+1"


def test_a_scenario_without_a_solution_names_what_clashes(data):
    found = rows(read(data), "Scenarios")
    assert found[0]["gap"] == 0.1 and found[0]["what clashes"] is None
    assert found[1]["what clashes"] == "No. (a, b)" and found[1]["net value"] is None


def test_every_sheet_has_a_filter_frozen_panes_and_a_print_area(data):
    book = read(data)
    for sheet in book.worksheets[1:]:
        assert sheet.auto_filter.ref and sheet.freeze_panes == "B2" and sheet.print_area, sheet


def test_the_same_portfolio_gives_the_same_bytes(data):
    assert moderation_workbook(data) == moderation_workbook(data)


def test_nothing_to_show_is_said(data):
    book = read(data)
    assert "--since DIR" in book["Changes"]["A2"].value
    assert book["Advice by decision"]["A2"].value.startswith("not assessed: no decision")
    assert book["Finished proposals"]["A2"].value.startswith("not assessed: ")
    assert book["Dependencies"]["A2"].value == "not assessed: nobody said so"
    assert book["Frontier"]["A2"].value == "not assessed: nobody said so"


def test_what_the_page_folds_away_has_a_sheet(data):
    found = [tuple(row.values()) for row in rows(read(data), "Grounds")]
    assert ("would change the picture", None, "If it snowed.") in found
    assert ("scenario that is not run", "odd", "nobody said so") in found
    assert ("no place in value against cost", "P-2", "nobody said so") in found
    assert ("could not be assessed", "P-9", "no id") in found


def test_changed_figures_are_called_as_on_the_page(data):
    change = dict.fromkeys(("before", "after", "why"), "x")
    data["changes"] = [change | {"proposal": "P-1", "what": "figure", "name": "net_value.p50"}]
    (row,) = rows(read(data), "Changes")
    assert row["name"] == "net value P50"


def test_a_scenario_says_what_it_would_spend(data):
    assert [row["expected money"] for row in rows(read(data), "Scenarios")] == [4.0, None]
