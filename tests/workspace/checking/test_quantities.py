"""Cells with a unit of their own, ranges to the safe side, and declared units of columns."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.workspace.checking.quantities import safe_end
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.builders import grave, one, read, told

EURO = 'currency = "EUR"\nprice_year = 2026\nlocale = "de_DE"\n'
HOURS = EURO + "hours_per_day = 8\n"


def column(folder, name, *cells, config=HOURS):
    rows = "".join(f"P{i};a;{cell}\n" for i, cell in enumerate(cells, 1))
    return read(folder, config, proposals=f"id;title;{name}\n{rows}")


def values(workspace, name, table="proposals"):
    return [None if pd.isna(value) else value for value in workspace.table(table)[name]]


def test_amounts_as_clients_write_them(tmp_path):
    cells = ("150 TEUR", "T€ 150", "ca. 250 T€", "rd. 250.000 €", "1,2 Mio. €", "2 Mrd", "150,- €")
    workspace = column(tmp_path, "requested_budget", *cells)
    assert values(workspace, "requested_budget") == [150e3, 150e3, 250e3, 250e3, 1.2e6, 2e9, 150]
    assert grave(workspace) == []
    assert one(workspace, says="approximate").rows == (4, 5)


def test_a_range_is_read_to_the_safe_side_and_both_ends_are_told(tmp_path):
    workspace = read(
        tmp_path,
        EURO,
        proposals="id;title;requested_budget\nP1;a;200–250 T€\nP2;b;1 bis 2 Mio. €\n",
        benefits="proposal;mode;unit\nP1;200-250 k€;money per year\nP2;10-20;unit per year\n",
    )
    assert values(workspace, "requested_budget") == [250e3, 2e6]
    assert sorted(values(workspace, "mode", "benefits")) == [10, 200e3]
    budgets = told(workspace, column="requested_budget", says="upper end")
    assert [trouble.found for trouble in budgets] == [
        "200–250 T€ = 200,000 to 250,000",
        "1 bis 2 Mio. € = 1,000,000 to 2,000,000",
    ]
    (first, second) = told(workspace, column="mode", says="lower end")
    assert first.found == "200-250 k€ = 200,000 to 250,000" and second.found == "10-20 = 10 to 20"


@pytest.mark.parametrize(
    ("name", "cell"),
    [("team_experience", "3-4"), ("requested_budget", "250-200"), ("price_year", "2025-2026")],
)
def test_a_range_without_a_safe_end_is_not_assessed(tmp_path, name, cell):
    workspace = column(tmp_path, name, cell)
    assert values(workspace, name) == [None]
    assert "not assessed" in one(workspace, column=name, row=2).what and grave(workspace) == []


def test_every_column_of_numbers_has_a_side_or_none():
    sides = {
        (table, column): safe_end(table, column, meta.get("kind"))
        for table, schema in TABLES.items()
        for column, meta in ((name, c.metadata or {}) for name, c in schema.columns.items())
        if meta.get("kind") in ("number", "integer", "money", "rating", "fraction", "probability")
    }
    assert sides["costs", "mode"] == sides["risks", "probability"] == "upper"
    assert sides["benefits", "high"] == sides["capacity", "gross_hours"] == "lower"
    assert sides["proposals", "team_experience"] is None
    assert sides["judgements", "value"] is None


def test_a_unit_in_the_cell_is_converted_into_that_of_the_column(tmp_path):
    workspace = read(
        tmp_path,
        HOURS,
        proposals=(
            "id;title;estimate_effort_person_hours;estimate_duration_days\n"
            "P1;a;40 PT;3 Monate\nP2;b;ca. 40 PT;10 Arbeitstage\nP3;c;40 h;40 d\nP4;d;7;7\n"
        ),
        options="id;proposal;kind\nO1;P1;build\n",
        demand="option;role;hours_per_month_mode\nO1;Entwicklung;5 PT\n",
    )
    assert values(workspace, "estimate_effort_person_hours") == [320, 320, 40, 7]
    assert values(workspace, "estimate_duration_days") == [91.3125, 14, 40, 7]
    assert values(workspace, "hours_per_month_mode", "demand") == [40]
    effort = one(workspace, column="estimate_effort_person_hours", says="converted")
    assert effort.rows == (2, 3) and "8 hours a day" in effort.what
    assert grave(workspace) == []


@pytest.mark.parametrize(
    ("name", "cell"),
    [("requested_budget", "250 T€ p.a."), ("estimate_effort_person_hours", "10 PT/Monat")],
)
def test_a_figure_of_a_period_is_none_of_a_column_that_holds_the_whole(tmp_path, name, cell):
    workspace = column(tmp_path, name, cell)
    assert values(workspace, name) == [None]
    assert "the column holds the whole" in one(workspace, column=name, row=2).what


def test_a_figure_of_the_columns_own_period_is_read(tmp_path):
    services = "id;title;annual_cost\nS1;a;250 T€ p.a.\nS2;b;10 T€/Jahr\n"
    workspace = read(tmp_path, EURO, services=services)
    assert values(workspace, "annual_cost", "services") == [250e3, 10e3]


@pytest.mark.parametrize(("cell", "value"), [("EUR 150,000", None), ("150,000", 150)])
def test_an_amount_with_three_decimals_is_never_taken_for_a_small_one_in_silence(
    tmp_path, cell, value
):
    workspace = column(tmp_path, "requested_budget", cell)
    assert values(workspace, "requested_budget") == [value]
    trouble = one(workspace, column="requested_budget", row=2)
    assert "thousands are meant" in trouble.what or "150 or 150,000" in trouble.what


def test_working_days_without_the_hours_of_a_day_are_not_assessed(tmp_path):
    workspace = column(tmp_path, "estimate_effort_person_hours", "40 PT", "30", config=EURO)
    assert values(workspace, "estimate_effort_person_hours") == [None, 30]
    trouble = one(workspace, column="estimate_effort_person_hours", row=2)
    assert "hours_per_day = 8" in trouble.next_step and workspace.exit_code == 0


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("estimate_effort_person_hours", "3 Monate Arbeit"),
        ("estimate_duration_days", "40 PT"),
        ("requested_budget", "40 PT"),
        ("user_count", "150 TEUR"),
        ("estimate_effort_person_hours", "0,5 FTE"),
    ],
)
def test_what_measures_something_else_is_not_assessed(tmp_path, name, cell):
    workspace = column(tmp_path, name, cell)
    assert values(workspace, name) == [None] and grave(workspace) == []
    trouble = one(workspace, column=name, row=2)
    assert "not assessed" in trouble.what and "word out" not in str(trouble.next_step)


def test_a_declared_unit_holds_for_plain_numbers_and_the_cells_own_before_it(tmp_path):
    config = HOURS + (
        '[units.proposals]\nrequested_budget = "T€"\nestimate_effort_person_hours = "PT"\n'
        'estimate_duration_days = "months"\n'
    )
    workspace = read(
        tmp_path,
        config,
        proposals=(
            "id;title;requested_budget;estimate_effort_person_hours;estimate_duration_days\n"
            "P1;a;150;20;2\nP2;b;150 T€;20 h;14 Tage\nP3;c;0,5 Mio;20 PT;2 Wochen\nP4;d;150 €;;\n"
        ),
    )
    assert values(workspace, "requested_budget") == [150e3, 150e3, 500e3, None]
    assert values(workspace, "estimate_effort_person_hours") == [160, 20, 160, None]
    assert values(workspace, "estimate_duration_days") == [60.875, 14, 14, None]
    assert "no scale" in one(workspace, found="150 €").what


def test_a_what_if_row_is_in_the_units_of_the_dictionary(tmp_path):
    config = HOURS + '[units.proposals]\nestimate_effort_person_hours = "PT"\n'
    workspace = column(tmp_path, "estimate_effort_person_hours", "20", config=config)
    changed = workspace.with_values("proposals", "P1", estimate_duration_days=30)
    assert values(changed, "estimate_effort_person_hours") == [160]


def test_words_are_translated_into_words_and_numbers(tmp_path):
    config = (
        '[words.proposals.stage]\n"Idee" = "idea"\n"offen" = ""\n"Vorstudie" = "sketch"\n'
        '[words.team_experience]\nhoch = 5\n"sehr gering" = 1\n'
    )
    workspace = read(
        tmp_path,
        config,
        proposals=(
            "id,title,stage,team_experience\nP1,a,idee,hoch\nP2,b,offen,Sehr Gering\n"
            "P3,c,Vorstudie,3\n"
        ),
        history="project,team_experience\nH1,Hoch\n",
    )
    assert values(workspace, "stage") == ["idea", None, None]
    assert values(workspace, "team_experience") == [5, 1, 3]
    assert values(workspace, "team_experience", "history") == [5]
    trouble = one(workspace, column="stage", row=4)
    assert "'sketch' by [words]" in trouble.what and trouble.found == "Vorstudie"


def test_a_rating_in_words_is_advised_to_be_translated(tmp_path):
    workspace = read(tmp_path, proposals="id,title,team_experience\nP1,a,hoch\n")
    advice = one(workspace, column="team_experience", row=2).next_step
    assert "[words.proposals.team_experience]" in advice


def test_a_vocabulary_still_takes_further_words(tmp_path):
    config = '[vocabulary]\nstage = ["pilot"]\n[words.stage]\nVersuch = "pilot"\n'
    workspace = read(tmp_path, config, proposals="id,title,stage\nP1,a,pilot\nP2,b,Versuch\n")
    assert values(workspace, "stage") == ["pilot", "pilot"]
