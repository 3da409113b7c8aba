"""Recipes for tests."""

from __future__ import annotations

from pmo_toolkit.intake.base.rules import ColumnRule, Declared, Recipe, TableRule, Unpivot

PROJECTS = TableRule(
    "proposals",
    "intake-*.xlsx",
    "Projekte",
    (3, 4),
    (
        ColumnRule("id", ("Nr.",)),
        ColumnRule("title", ("Titel",)),
        ColumnRule("stage", ("Phase",), words={"Idee": "idea", "Konzept": "outline"}),
        ColumnRule(
            "estimate_effort_person_hours", ("Aufwand (PT)",), unit="person-days", decimal=","
        ),
        ColumnRule("requested_budget", ("Budget T€",), unit="thousand", decimal=","),
        ColumnRule("start_window", ("Start",), date_order="dmy"),
    ),
    only={"Art": ("Vorhaben",)},
    aside=("Ansprechpartner",),
)
GOALS = TableRule(
    "proposal_goals",
    "intake-*.xlsx",
    "Projekte",
    (3, 4),
    (ColumnRule("proposal", ("Nr.",)), ColumnRule("goal", ("Ziele",), separators=";\n")),
)
CAPACITY = TableRule(
    "capacity",
    "capacity.csv",
    columns=(ColumnRule("role", ("Rolle",)), ColumnRule("gross_hours", decimal=",")),
    unpivot=Unpivot(("Jan 2026", "Feb 2026"), "month", "gross_hours"),
)
RECIPE = Recipe(
    (PROJECTS, GOALS, CAPACITY),
    Declared("EUR", 2026, 7.8, "de_DE"),
    ("intake-*.xlsx, sheet Notes",),
)
