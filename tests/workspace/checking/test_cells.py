"""Each kind of column: what is read, what is missing and told, and what makes a row unusable."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.builders import grave, one, read, told

OPTIONS = "id,proposal,kind\nO1,P1,build\n"


def proposals(folder, column, *cells, config=""):
    rows = "".join(f"P{i},Title,{cell}\n" for i, cell in enumerate(cells, start=1))
    return read(folder, config, proposals=f"id,title,{column}\n{rows}")


def values(workspace, column):
    return [None if pd.isna(value) else value for value in workspace.table("proposals")[column]]


def test_words_for_not_known_yet_are_missing_and_told_once_a_word(tmp_path):
    workspace = proposals(tmp_path, "requested_budget", "TBD", "5", "tbd", "On hold", "", "NA")
    assert grave(workspace) == []
    assert values(workspace, "requested_budget") == [None, 5, None, None, None, None]
    first = (
        one(workspace, found="TBD · tbd")
        if told(workspace, found="TBD · tbd")
        else one(workspace, found="TBD")
    )
    assert (first.row, first.column) == (2, "requested_budget")
    assert "rows 2 and 4" in first.what
    assert one(workspace, found="On hold").proposal == "P4"
    assert one(workspace, says="blank").row == 6


def test_in_text_they_stay_text(tmp_path):
    workspace = proposals(tmp_path, "need", "NA", "TBD", "?")
    assert values(workspace, "need") == ["NA", "TBD", "?"]


def test_in_a_required_cell_they_are_a_row_fault(tmp_path):
    workspace = read(
        tmp_path,
        options="id,proposal,kind\nO1,P1,TBD\nO2,P2,\nO3,?,build\n",
        proposals="id,title\nP1,\nP2,x\n",
    )
    bad = [
        (trouble.table, trouble.row, trouble.column, trouble.found)
        for trouble in told(workspace, grade="row")
    ]
    assert bad == [
        ("proposals", 2, "title", "nothing"),
        ("options", 2, "kind", "TBD"),
        ("options", 3, "kind", "nothing"),
        ("options", 4, "proposal", "?"),
    ]


@pytest.mark.parametrize(
    "cell",
    ["CUSTOM DEVELOPMENT", "custom-development", "Custom_Development", " custom development "],
)
def test_a_word_is_known_in_any_spelling(tmp_path, cell):
    assert values(proposals(tmp_path, "class", cell), "class") == ["custom development"]


def test_an_unknown_word_is_not_assessed_and_told_with_the_nearest(tmp_path):
    workspace = proposals(tmp_path, "class", "custom developement")
    trouble = one(workspace, column="class", grade="finding")
    assert workspace.exit_code == 0 and values(workspace, "class") == [None]
    assert (trouble.row, trouble.column, trouble.proposal) == (2, "class", "P1")
    assert "custom development?" in trouble.next_step
    assert "migration" in trouble.expected


def test_further_words_can_be_declared_even_such_as_mean_nothing_elsewhere(tmp_path):
    workspace = proposals(
        tmp_path, "stage", "On Hold", "pilot", config='[vocabulary]\nstage = ["on hold", "pilot"]\n'
    )
    assert values(workspace, "stage") == ["on hold", "pilot"]


def test_a_label_keeps_its_first_spelling_across_tables_and_says_so(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,department\nP1,a,Human Resources\nP2,b,human  resources\nP3,c,HR\n",
        stakeholders="department,interest\nHUMAN-RESOURCES,5\n",
    )
    assert values(workspace, "department") == ["Human Resources", "Human Resources", "HR"]
    assert workspace.table("stakeholders").loc[0, "department"] == "Human Resources"
    assert len(told(workspace, says="spelt otherwise")) == 2


@pytest.mark.parametrize(
    ("column", "cell"),
    [("interface_count", "2.5"), ("team_experience", "4.5"), ("price_year", "2020.5")],
)
def test_a_part_is_no_whole_number(tmp_path, column, cell):
    workspace = proposals(tmp_path, column, cell)
    assert "whole number" in one(workspace, column=column, row=2).what
    assert values(workspace, column) == [None] and grave(workspace) == []


def test_a_number_of_another_locale_names_it(tmp_path):
    trouble = one(proposals(tmp_path, "requested_budget", '"1.234,50"'), column="requested_budget")
    assert "en_GB" in trouble.what
    assert "de_DE" in trouble.next_step
    assert values(
        proposals(tmp_path, "requested_budget", '"1.234,50"', config='locale = "de_DE"'),
        "requested_budget",
    ) == [1234.5]


def test_a_number_that_could_be_a_thousand_is_noted_where_no_locale_is_declared(tmp_path):
    workspace = proposals(tmp_path, "size", "1.234", "0.125", "1.5")
    assert values(workspace, "size") == [1.234, 0.125, 1.5]
    assert one(workspace, says="could be a thousand").row == 2
    assert (
        told(
            proposals(tmp_path, "size", "1.234", config='locale = "en_GB"'),
            says="could be a thousand",
        )
        == []
    )


def test_mixed_date_formats_are_understood_cell_by_cell(tmp_path):
    workspace = proposals(
        tmp_path,
        "wanted_finish",
        "31/12/2026",
        "12/31/2026",
        "2026-12-31",
        '"December 31, 2026"',
        "31.12.2026",
    )
    assert grave(workspace) == []
    assert set(values(workspace, "wanted_finish")) == {"2026-12-31/2026-12-31"}


def test_an_ambiguous_date_beside_evidence_of_the_other_order_is_not_read(tmp_path):
    workspace = proposals(
        tmp_path,
        "wanted_finish",
        "12/31/2026",
        "03/04/2026",
        "04/04/2026",
        config='date_order = "dmy"',
    )
    trouble = one(workspace, column="wanted_finish")
    assert (trouble.row, trouble.found) == (3, "03/04/2026")
    days = ["2026-12-31/2026-12-31", None, "2026-04-04/2026-04-04"]
    assert values(workspace, "wanted_finish") == days


def test_words_about_a_time_are_told_in_one_finding(tmp_path):
    workspace = proposals(tmp_path, "start_window", "when funded", "after the election", "2027")
    assert grave(workspace) == []
    trouble = one(workspace, column="start_window")
    assert trouble.found == "when funded · after the election"
    assert trouble.row == 2


def test_flags_months_and_dates(tmp_path):
    workspace = read(
        tmp_path,
        benefits="proposal,cashable\nP1,yes\nP1,N\nP2,\n",
        capacity="role,month\nanalyst,March 2026\nanalyst,2026-04\nanalyst,15/05/2026\n",
        goals="id,date\nG1,30 June 2026\nG2,2027\n",
    )
    assert workspace.table("benefits").sort_values("_row")["cashable"].tolist()[:2] == [True, False]
    assert workspace.table("benefits")["cashable"].isna().sum() == 1
    assert workspace.table("capacity")["month"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-03-01",
        "2026-04-01",
    ]
    assert one(workspace, grade="row", table="capacity").row == 4
    assert "names a year" in one(workspace, table="goals", row=3, column="date", says="names").what


def test_benefits_are_money_only_where_the_unit_says_so(tmp_path):
    text = (
        "proposal,low,unit\nP1,$5k,money per year\nP1,12,unit per year\nP1,$5,unit per"
        " year\nP1,€5,\n"
    )
    workspace = read(tmp_path, 'currency = "CAD"\n', benefits=text)
    bad = [trouble.row for trouble in told(workspace, column="low", says="not assessed")]
    assert bad == [4, 5] and grave(workspace) == []
    assert sorted(workspace.table("benefits")["low"].dropna()) == [12, 5000]


def test_every_kind_of_the_dictionary_is_read(tmp_path):
    good = {
        "id": "X1",
        "text": "some text",
        "number": "2",
        "integer": "2",
        "fraction": "20 %",
        "probability": "0.2",
        "rating": "2",
        "money": "2",
        "year": "2026",
        "date": "2026-06-30",
        "month": "2026-06",
        "period": "2026",
        "flag": "yes",
    }
    references = {
        "proposals.id": "X1",
        "goals.id": "X1",
        "options.id": "X1",
        "services.id": "X1",
        "capabilities.id": "X1",
        "criteria.id": "X1",
    }
    others = {
        "dependencies": {"to": "some text"},
        "capabilities": {"parent": ""},
        "activities": {"correlation_group": "Other"},
        "comparisons": {"other": "X2"},
        "correlations": {"one": "Label", "other": "Other", "correlation": "0.5"},
    }
    tables = {}
    for name, schema in TABLES.items():
        row = {}
        for column, made in schema.columns.items():
            meta = made.metadata
            if meta["kind"] == "category":
                row[column] = (
                    "CAD" if column == "currency" else (meta["vocabulary"] or ("Label",))[0]
                )
            elif meta["kind"] == "reference":
                row[column] = references[meta["refers_to"].split("|")[0]]
            else:
                row[column] = good[meta["kind"]]
        row |= others.get(name, {})
        tables[name] = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    tables["criteria"] += tables["criteria"].splitlines()[1].replace("X1", "X2") + "\n"
    workspace = read(tmp_path, 'currency = "CAD"\nprice_year = 2026\n', **tables)
    assert grave(workspace) == []
    assert set(workspace.tables) == set(TABLES)
    for name, schema in TABLES.items():
        schema.validate(workspace.tables[name], lazy=True)
        filled = workspace.tables[name].drop(columns=["parent"], errors="ignore")
        assert filled.notna().all().all(), name


def test_hidden_characters_are_told_and_reach_no_value(tmp_path):
    hidden = "id,title,department\nP1,On\u200be,IT\nP2,Tw\U000e0041o,I\u2060T\nP3,\u200b,IT\n"
    workspace = read(tmp_path, proposals=hidden)
    assert workspace.table("proposals")["title"].tolist() == ["One", "Two"]
    assert one(workspace, grade="row").row == 4
    assert set(workspace.table("proposals")["department"]) == {"IT"}
    assert "nobody sees" in one(workspace, column="title", row=2).what


def test_numbers_too_small_to_be_meant_are_refused(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,requested_budget\nP1,One,5e-324\n",
        history="project,actual_effort_person_hours\nH1,5e-324\nH2,40\n",
    )
    assert told(workspace, column="requested_budget")
    assert one(workspace, column="actual_effort_person_hours").row == 2
    assert workspace.table("history")["actual_effort_person_hours"].fillna(0).tolist() == [0, 40]
