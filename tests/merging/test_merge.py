"""Merging: ids apart, names recognised, conflicts listed, figures that survive, nothing half."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pandas as pd
import pytest

from pmo_toolkit import assess_proposal, read_workspace
from pmo_toolkit.core.errors import UsageError, WorkspaceError
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.tables import SOURCE
from pmo_toolkit.workspace.row_sources import sources_of
from tests.merging.offices import CONFIG, answer, merged, office, rows
from tests.workspace.builders import workbook

GOALS = "id,title,baseline,target\nG-1,{title},{baseline},9\n"


def two(folder, **tables):
    """Finance and sales with the same tables, but for their proposals."""
    return office(folder / "finance-pmo", **tables), office(folder / "sales-pmo", **tables)


def test_ids_are_kept_apart_in_every_table(tmp_path):
    tables = {
        "goals": GOALS.format(title="Less waste", baseline=14),
        "options": 'id,proposal,kind,goals\nO-1,P-1,build,"G-1, G-1"\n',
        "costs": "option,element,mode\nO-1,licence,100\n",
        "in_flight": "project,role\nX-1,developer\n",
        "dependencies": "from,to,type\nP-1,X-1,requires\n",
        "targets": "kind,name,share\ngoal,G-1,0.4\n",
        "scenarios": "name,setting,value\nlean,leave out,P-1; P-9\n",
    }
    merged(tmp_path, *two(tmp_path, **tables))
    assert [row["id"] for row in rows(tmp_path, "proposals")] == ["FINANCE-P-1", "SALES-P-1"]
    option = rows(tmp_path, "options")[1]
    assert (option["id"], option["proposal"]) == ("SALES-O-1", "SALES-P-1")
    assert option["goals"] == "SALES-G-1;SALES-G-1"
    assert rows(tmp_path, "costs")[1]["option"] == "SALES-O-1"
    assert rows(tmp_path, "dependencies")[1]["to"] == "SALES-X-1"
    assert rows(tmp_path, "in_flight")[1]["role"] == "SALES-developer"
    assert rows(tmp_path, "targets")[1]["name"] == "SALES-G-1"
    assert rows(tmp_path, "scenarios")[1]["value"] == "SALES-P-1; P-9"
    faults = [t for t in read_workspace(tmp_path / "joint").troubles if t.grade != "finding"]
    assert faults == []


def test_each_row_says_whose_it_is(tmp_path):
    merge = merged(tmp_path, *two(tmp_path))
    frame = read_workspace(tmp_path / "joint").table("proposals")
    (source,) = sources_of(frame[SOURCE][1])
    assert (source.prefix, source.name, source.file, source.row) == (
        "SALES",
        "sales-pmo",
        "proposals.csv",
        2,
    )
    assert merge.members[1].proposals == {"SALES-P-1": "sales-pmo"}


def test_the_report_of_a_proposal_says_whose_it_is(tmp_path):
    merged(tmp_path, *two(tmp_path))
    quick = Settings.of(draws=256)
    assessment = assess_proposal(tmp_path / "joint", "SALES-P-1", settings=quick)
    assert assessment.context.merged_from == "sales-pmo (SALES), proposals.csv row 2"
    from pmo_toolkit import report

    assert "sales-pmo (SALES)" in report.provenance(assessment).text


def test_the_same_goal_is_asked_and_joined_by_an_answer(tmp_path):
    one = office(tmp_path / "finance-pmo", goals=GOALS.format(title="Less waste", baseline=14))
    other = office(
        tmp_path / "sales-pmo",
        goals=GOALS.format(title="Less waste!", baseline=14),
        proposal_goals="proposal,goal\nP-1,G-1\n",
    )
    first = merged(tmp_path, one, other)
    assert [(q.kind, q.answer) for q in first.questions] == [("goal", "")]
    assert len(rows(tmp_path, "goals")) == 2
    answer(tmp_path, goal="Same")
    second = merged(tmp_path, one, other)
    assert [joined.id for joined in second.joined] == ["FINANCE-G-1"]
    assert rows(tmp_path, "proposal_goals")[0]["goal"] == "FINANCE-G-1"
    assert len(sources_of(rows(tmp_path, "goals")[0][SOURCE])) == 2
    assert len(rows(tmp_path, "goals")) == 1


def test_two_baselines_stand_in_no_cell_until_somebody_answers(tmp_path):
    one = office(tmp_path / "finance-pmo", goals=GOALS.format(title="Less waste", baseline=14))
    other = office(tmp_path / "sales-pmo", goals=GOALS.format(title="Less waste", baseline=15))
    merge = merged(tmp_path, one, other, accept=True)
    (conflict,) = merge.open_conflicts
    assert [(s.value, s.file, s.row) for s in conflict.statements] == [
        ("14", "goals.csv", 2),
        ("15", "goals.csv", 2),
    ]
    assert rows(tmp_path, "goals")[0]["baseline"] == ""
    answer(tmp_path, value="sales")
    merge = merged(tmp_path, one, other)
    assert rows(tmp_path, "goals")[0]["baseline"] == "15"
    assert not merge.open_conflicts
    other.joinpath("goals.csv").write_text(GOALS.format(title="Less waste", baseline=16))
    again = merged(tmp_path, one, other)
    assert rows(tmp_path, "goals")[0]["baseline"] == "", "the answer was to another figure"
    assert [cell.after for cell in again.changes["goals"].changed[-1].cells] == ["16"]


def test_two_capacities_of_one_role_and_month_are_a_conflict(tmp_path):
    table = "role,month,gross_hours\nDeveloper,2027-01,{}\nDeveloper,2027-02,100\n"
    one = office(tmp_path / "finance-pmo", capacity=table.format(160))
    other = office(tmp_path / "sales-pmo", capacity=table.format(150))
    assert [q.kind for q in merged(tmp_path, one, other).questions] == ["role"]
    merge = merged(tmp_path, one, other, accept=True)
    assert [c.about for c in merge.open_conflicts] == [
        "capacity FINANCE-Developer 2027-01 gross_hours"
    ]
    assert [row["gross_hours"] for row in rows(tmp_path, "capacity")] == ["", "100"]


def test_budgets_of_what_may_be_one_proposal_are_both_listed(tmp_path):
    table = "id,title,requested_budget\nP-{},One portal for all,{}\n"
    one = office(tmp_path / "finance-pmo", proposals=table.format(1, 1200))
    other = office(tmp_path / "sales-pmo", proposals=table.format(7, 900))
    merge = merged(tmp_path, one, other, accept=True)
    assert [q.kind for q in merge.open_questions] == ["proposal"]
    assert [s.value for c in merge.conflicts for s in c.statements] == [
        "1200 EUR 2026",
        "900 EUR 2026",
    ]
    assert merge.conflicts[0].about == "FINANCE-P-1 and SALES-P-7, requested budget"
    answer(tmp_path, proposal="different")
    assert not merged(tmp_path, one, other).open_conflicts
    assert rows(tmp_path, "overlap_answers")[0]["answer"] == "different"


def test_figures_survive_another_locale_unit_and_calendar(tmp_path):
    english = office(
        tmp_path / "sales-pmo",
        proposals='id,title,requested_budget\nP-1,A,"1,234.5"\n',
    )
    german = office(
        tmp_path / "finanz-pmo",
        config=CONFIG.format(name="F").replace("en_GB", "de_DE")
        + '[units.history]\nactual_effort_person_hours = "person-days"\n'
        + '[words.proposals.stage]\nIdee = "idea"\n[columns.proposals]\ntitle = "Vorhaben"\n',
        proposals=(
            "id;Vorhaben;requested_budget;start_window;stage;lines\n"
            "P-1;A;1.234,5;03.04.2027;Idee;1.500,5\nP-2;B;1,234.5;;idea;2\n"
        ),
        history="project;actual_effort_person_hours;lines\nX;12,5;3,5\n",
    )
    merged(tmp_path, german, english)
    read = read_workspace(tmp_path / "joint")
    table = read.table("proposals")
    assert table["requested_budget"].tolist()[:1] == [1234.5]
    assert pd.isna(table["requested_budget"][1]), "what its own PMO cannot read stays unread"
    assert "1,234.5" in rows(tmp_path, "proposals")[1]["requested_budget"]
    assert table["requested_budget"][2] == 1234.5
    assert table["start_window"][0] == "2027-04-03/2027-04-03"
    assert table["stage"].tolist()[:2] == ["idea", "idea"]
    assert table["lines"].tolist()[:2] == [1500.5, 2]
    assert read.table("history")["actual_effort_person_hours"][0] == 100


def test_money_keeps_its_currency_and_asks_for_a_rate(tmp_path):
    one = office(tmp_path / "finance-pmo", rates="currency,year,factor\nUSD,2025,0.9\n")
    dollars = CONFIG.format(name="S").replace("EUR", "CAD").replace("2026\n", "2025\n")
    other = office(
        tmp_path / "sales-pmo", config=dollars, rates="currency,year,factor\nGBP,2024,1.7\n"
    )
    with pytest.raises(UsageError, match=r"prices: .*EUR 2026.*CAD 2025.*--take prices=FINANCE"):
        merged(tmp_path, one, other)
    assert not (tmp_path / "joint").exists()
    merge = merged(tmp_path, one, other, take={"prices": "finance-pmo"})
    assert merge.missing_rates == ("CAD 2025 to EUR 2026: 1 rows",)
    sales = rows(tmp_path, "proposals")[1]
    assert (sales["currency"], sales["price_year"]) == ("CAD", "2025")
    assert any("GBP 2024" in remark for remark in merge.remarks)
    with (tmp_path / "joint" / "rates.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write("CAD,2025,0.65,\r\n")
    again = merged(tmp_path, one, other, take={"prices": "FINANCE"})
    assert not again.missing_rates, "a rate that somebody wrote there stays"
    assert read_workspace(tmp_path / "joint").table("proposals")["requested_budget"][1] == 780


def test_what_one_pmo_adds_changes_nothing_of_its_neighbours_money(tmp_path):
    merged(tmp_path, place("sample"), office(tmp_path / "sales-pmo"))
    quick = Settings.of(draws=1024)
    alone = assess_proposal("sample", "P-003", settings=quick)
    joint = assess_proposal(tmp_path / "joint", "SAMPLE-P-003", settings=quick)
    assert joint.proposal.requested_budget == alone.proposal.requested_budget
    # draws belong to ids, so that those of another id differ by the noise of the simulation
    assert joint.cost.p80 == pytest.approx(alone.cost.p80, rel=0.02)
    values = [
        option.measures.net_present_value.p50
        for found in (alone, joint)
        for option in found.business_case.options
        if option.preferred
    ]
    assert values[1] == pytest.approx(values[0], rel=0.05)


def test_a_workbook_and_parquet_are_merged_too(tmp_path):
    pd.DataFrame({"id": ["P-1"], "title": ["A"], "requested_budget": [1234.5]}).to_parquet(
        office(tmp_path / "finance-pmo") / "proposals.parquet"
    )
    (tmp_path / "finance-pmo" / "proposals.csv").unlink()
    book = workbook(
        tmp_path / "sales-pmo.xlsx",
        {"proposals": [["id", "title", "requested_budget"], ["P-1", "B", 99.5]]},
    )
    merged(tmp_path, tmp_path / "finance-pmo", book, take={"everything": "FINANCE"})
    read = read_workspace(tmp_path / "joint")
    assert read.table("proposals")["requested_budget"].tolist() == [1234.5, 99.5]


def test_columns_that_nobody_knows_are_kept_under_one_header(tmp_path):
    one = office(tmp_path / "finance-pmo", proposals="id,title,Cost centre\nP-1,A,007\n")
    other = office(tmp_path / "sales-pmo", proposals="id,title,cost_centre\nP-1,B,8\n")
    merged(tmp_path, one, other)
    assert [row["Cost centre"] for row in rows(tmp_path, "proposals")] == ["007", "8"]


def test_words_that_one_pmo_declares_are_known_to_all(tmp_path):
    config = CONFIG.format(name="F") + '[vocabulary]\nstage = ["{}"]\n'
    table = "id,title,stage\nP-1,A,{}\n"
    one = office(tmp_path / "f-1", config.format("pilot"), proposals=table.format("pilot"))
    other = office(tmp_path / "s-2", config.format("trial"), proposals=table.format("trial"))
    merge = merged(tmp_path, one, other)
    stages = read_workspace(tmp_path / "joint").table("proposals")["stage"].tolist()
    assert stages == ["pilot", "trial"]
    assert [c.about for c in merge.conflicts] == ["vocabulary of stage"]


def test_faults_are_told_with_the_name_of_their_workspace(tmp_path):
    good = office(tmp_path / "finance-pmo")
    bad = office(tmp_path / "sales-pmo", proposals="id,title\nP-1,A\nP-1,B\n")
    with pytest.raises(WorkspaceError, match="sales-pmo: proposals, row 3"):
        merged(tmp_path, good, bad)
    assert not (tmp_path / "joint").exists()


def test_the_json_fits_its_schema(tmp_path):
    goals = [GOALS.format(title="Less waste", baseline=figure) for figure in (1, 2)]
    one = office(tmp_path / "finance-pmo", goals=goals[0])
    other = office(tmp_path / "sales-pmo", goals=goals[1])
    merged(tmp_path, one, other)
    other.joinpath("goals.csv").write_text(GOALS.format(title="More waste", baseline=3))
    merged(tmp_path, one, other)
    schema = files("pmo_toolkit") / "schemas" / "merge.schema.json"
    data = json.loads((tmp_path / "joint" / "merge.json").read_bytes())
    jsonschema.validate(data, json.loads(schema.read_text(encoding="utf-8")))
    assert data["changes"]["goals"]["changed"]
    page = (tmp_path / "joint" / "merge_report.html").read_text(encoding="utf-8")
    assert "More waste" in page
    assert "<script" not in page
