"""An outlook is the first page of the assessment of the workspace that was edited by hand."""

from __future__ import annotations

import csv
import shutil

import numpy as np

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.what_if.changes import (
    NO_CHANGES,
    cell,
    only_option,
    range_times,
    starts_later,
    without,
)
from pmo_toolkit.studies.what_if.study import WhatIfStudy
from pmo_toolkit.workspace.dictionary.tables import ROW
from tests.studies.what_if.conftest import DAY


def _row(workspace, table, column="proposal", key="P-007", place=0) -> int:
    rows = workspace.table(table)
    return int(rows.loc[rows[column] == key, ROW].iloc[place])


def _first_page(assessment) -> tuple:
    advice = assessment.advice
    return (
        advice.position,
        advice.sentence,
        advice.likelihoods,
        advice.confidence,
        advice.confidence_sentence,
        assessment.cost,
        assessment.options,
        assessment.standing,
        assessment.second_opinions,
    )


def _outlook_page(outlook) -> tuple:
    return (
        outlook.position,
        outlook.sentence,
        outlook.likelihoods,
        outlook.confidence,
        outlook.confidence_sentence,
        outlook.cost,
        outlook.options,
        outlook.standing,
        outlook.opinions,
    )


def _all(workspace) -> dict:
    preferred = "O-007-PAAS"
    return {
        "nothing": NO_CHANGES,
        "budget": cell("proposals", _row(workspace, "proposals", "id"), "requested_budget", 9e6),
        "no budget": cell(
            "proposals", _row(workspace, "proposals", "id"), "requested_budget", None
        ),
        "benefit": range_times(workspace, "benefits", _row(workspace, "benefits"), 1.6),
        "no owner": cell("benefits", _row(workspace, "benefits"), "department", None),
        "cost": range_times(workspace, "costs", _row(workspace, "costs", "option", preferred), 1.5),
        "no risk": without("risks", [_row(workspace, "risks")]),
        "start": starts_later(workspace, "P-007", 9),
        "option": only_option(workspace, "P-007", "O-007-SAAS"),
    }


def test_every_outlook_is_the_first_page_of_its_assessment(study):
    """Whatever was kept of the steps before it."""
    moves = _all(study.workspace)
    outlooks = {name: study.outlook(changes) for name, changes in moves.items()}
    for name in reversed(moves):
        assert study.outlook(moves[name]) == outlooks[name]
    clear = [name for name in moves if len(outlooks[name].possible) == 1]
    assert len(clear) >= 5
    for name in clear[1::4]:
        assert _outlook_page(outlooks[name]) == _first_page(study.assessment(moves[name])), name
    assert study.outlook(NO_CHANGES) == study.today


def test_it_is_the_assessment_of_files_that_were_edited_by_hand(folder, quick, tmp_path):
    """Budget, benefit and owner typed into the CSV files, for all other proposals untouched."""
    copy = tmp_path / "ws"
    shutil.copytree(folder, copy)

    def edit(table, row, values):
        path = copy / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rows[row - 2].update(values)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    study = WhatIfStudy(folder, "P-003", settings=quick, as_of=DAY)
    benefit = _row(study.workspace, "benefits", key="P-003")
    proposal = _row(study.workspace, "proposals", "id", "P-003")
    edit("proposals", proposal, {"requested_budget": "123456"})
    edit("benefits", benefit, {"low": "10", "mode": "20", "high": "30", "department": ""})
    by_hand = assess_prepared(prepare(copy, settings=quick, as_of=DAY), "P-003")
    changes = cell("benefits", benefit, "department", None)
    for end, value in (("low", 10.0), ("mode", 20.0), ("high", 30.0)):
        changes |= cell("benefits", benefit, end, value)
    changes |= cell("proposals", proposal, "requested_budget", 123456.0)
    outlook = study.outlook(changes)
    assert len(outlook.possible) == 1
    assert _outlook_page(outlook) == _first_page(by_hand)
    assert outlook != study.today


def test_other_proposals_stay_as_they_are(study):
    """Risks left out move what a usual register adds for others, but not what others are worth."""
    rows = study.workspace.table("risks")
    changes = without("risks", map(int, rows.loc[rows["proposal"] == "P-007", ROW]))
    others = study.today.options
    assert study.outlook(changes).options != others
    assert study.outlook(NO_CHANGES) == study.today


def test_a_position_on_a_border_is_said(study):
    """The budget is sought at which the draws cannot tell two positions apart."""
    place = _row(study.workspace, "proposals", "id")
    curve, share = study.today.cost.curve, Settings().advice.unlikely
    budget = float(np.interp(share, curve.shares, curve.values))
    outlook = study.outlook(cell("proposals", place, "requested_budget", budget))
    assert len(outlook.possible) > 1
    assert outlook.position == outlook.possible[-1]
