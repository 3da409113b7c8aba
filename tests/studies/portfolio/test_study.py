"""All proposals together: every part is there, or says why it is not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pmo_toolkit import UsageError, study_portfolio
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import Selection
from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import WorkspaceError
from pmo_toolkit.studies.portfolio.frontier import frontier_of
from tests.portfolios import CONFIG, QUICK, TABLES, three, workspace
from tests.workspace.builders import read


def test_the_same_bytes_twice_and_whatever_the_order_of_rows(tmp_path):
    def turned(text):
        head, *rows = text.splitlines(keepends=True)
        return "".join([head, *rows[::-1]])

    once = canonical_json(three().as_dict())
    again = study_portfolio(workspace(tmp_path / "again"), settings=QUICK)
    assert canonical_json(again.as_dict()) == once
    tables = {name: turned(text) for name, text in TABLES.items()}
    other = study_portfolio(workspace(tmp_path / "turned", **tables), settings=QUICK).as_dict()
    for key in ("proposals", "scenarios", "balance", "sentences", "questions", "inputs"):
        assert other[key] == json.loads(once)[key], key


def test_the_first_scenario_is_the_plan_and_all_that_pays_is_chosen():
    (plan,) = three().scenarios
    found = plan.outcome
    assert plan.name == "as stated" and isinstance(found, Selection)
    assert [(one.proposal, one.quarter) for one in found.choices] == [
        ("P-1", "2027-Q1"),
        ("P-2", "2027-Q1"),
        ("P-3", "2027-Q2"),
    ]
    assert [year.expected for year in found.spend] == pytest.approx([40_500, 42_000])
    assert "No budget of a year is stated" in three().notes[0]
    assert three().questions["Enterprise PMO"][0].topic == "budget"


def test_hours_of_a_role_limit_what_begins_together(tmp_path):
    hours = TABLES["capacity"].replace(",100,0", ",45,0")
    found = study_portfolio(workspace(tmp_path, capacity=hours), settings=QUICK)
    chosen = found.scenarios[0].outcome
    taken = chosen.hours["developer"]
    assert max(taken) <= 135 + 1e-6 and len({one.quarter for one in chosen.choices}) == 3


def test_assessments_that_are_there_are_used_and_strange_ones_refused(tmp_path):
    held = workspace(tmp_path)
    ready = prepare(held, settings=QUICK)
    known = {name: assess_prepared(ready, name) for name in ("P-1", "P-2", "P-3")}
    found = study_portfolio(held, settings=QUICK, assessments=known)
    assert canonical_json(found.as_dict()) == canonical_json(three().as_dict())
    with pytest.raises(UsageError, match="P-9"):
        study_portfolio(held, settings=QUICK, assessments={"P-9": known["P-1"]})


def test_only_titles_leave_each_part_with_its_reason(tmp_path):
    found = study_portfolio(
        read(tmp_path, CONFIG, proposals="id,title\nP-1,Register\nP-2,Portal\n"), settings=QUICK
    )
    assert len(found.lines) == 2 and set(found.beside) == {"P-1", "P-2"}
    assert isinstance(found.standing, NotAssessed) and not found.dissent
    assert isinstance(found.lines[0].value_and_cost, NotAssessed)
    assert found.groups[0].goal is None and found.groups[0].proposals == ("P-1", "P-2")
    assert found.scenarios[0].outcome.choices == ()
    assert canonical_json(found.as_dict()) and found.sentences


def test_a_table_of_proposals_without_rows_is_refused_as_everywhere(tmp_path):
    held = read(tmp_path, CONFIG, **{**TABLES, "proposals": "id,title\n"})
    with pytest.raises(WorkspaceError, match="one row a proposal"):
        study_portfolio(held, settings=QUICK)


def test_without_any_usable_proposal_the_rest_is_there(tmp_path):
    held = read(tmp_path, CONFIG, **{**TABLES, "proposals": "id,title\nP-1,\n"})
    if not held.proposal_ids or held.failed:
        found = study_portfolio(held, settings=QUICK)
        assert isinstance(found.facilitation, NotAssessed) and not found.lines
        assert "pmo check" in found.sentences[0]
        assert canonical_json(found.as_dict())


def test_more_money_brings_more_and_a_plain_list_never_more():
    points = three().frontier
    assert [point.value for point in points] == sorted(point.value for point in points)
    assert points[-1].value == pytest.approx(three().scenarios[0].outcome.value)
    assert points[0].money == 0 and points[0].proposals == ()
    plan, many = three().scenarios[0], replace(three().settings.moderation, frontier_points=40)
    finer = frontier_of(three().problem, plan, replace(three().settings, moderation=many))
    found = [(point.money, point.value, point.proposals) for point in finer]
    assert len(set(found)) == len(found) < 40
    assert three().waterline.loses >= 0
    assert three().waterline.kept_value + three().waterline.loses == pytest.approx(
        three().scenarios[0].outcome.value
    )


def test_what_it_says_of_itself():
    found = three()
    assert list(found.summary()["proposal"]) == [line.id for line in found.lines]
    assert repr(found).startswith("Portfolio(3 proposals")
    assert list(found.handed_over()) == ["application/vnd.pmo.portfolio+json"]
    assert found.line("P-1").title == "Register of meters" and found.line("P-9") is None
    assert len(found.sentences) <= 5


def test_decisions_stand_beside_the_advice_and_move_nothing(tmp_path):
    rows = (
        "proposal,decision,by_role,date,reason\nP-1,later,Board,2026-11-20,No people\n"
        "P-1,no,Board,2026-11-21,No money\n"
    )
    found = study_portfolio(workspace(tmp_path, decisions=rows), settings=QUICK)
    line = found.line("P-1")
    assert (line.decision.decision, line.decision.date) == ("no", "2026-11-21")
    assert line.position == three().line("P-1").position
    assert found.scenarios == three().scenarios


def test_a_line_of_a_merged_workspace_names_its_office(tmp_path):
    head, *rows = TABLES["proposals"].splitlines()
    cell = "FIN Finance PMO | proposals.csv | "
    marked = [f"{head},_source", *(f"{row},{cell}{place}" for place, row in enumerate(rows, 2))]
    merged = workspace(tmp_path, proposals="\n".join(marked) + "\n")
    portfolio = study_portfolio(merged, settings=QUICK)
    sources = {line.id: line.source for line in portfolio.lines}
    assert sources["P-2"] == "Finance PMO (FIN), proposals.csv row 3"
