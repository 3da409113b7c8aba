"""Next month's export has another date in its name, and is recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.recipe.file_names import fits, pattern_of, recipe_name


@pytest.mark.parametrize(
    ("file", "pattern", "later"),
    [
        ("jira-2026-11.csv", "jira-*.csv", "jira-2026-12.csv"),
        ("JIRA 2026-11-03T10_22_11.csv", "JIRA *.csv", "JIRA 2026-12-01T08_00_00.csv"),
        ("Projekte_Stand_03.11.2026.xlsx", "Projekte_Stand_*.xlsx", "projekte_stand_1.12.26.XLSX"),
        ("Liste_Q3_2026_v2.xlsx", "Liste_*.xlsx", "Liste_Q4_2026_v1.xlsx"),
        ("export20261103.csv", "export*.csv", "export20261203.csv"),
        ("Intake November 2026.xlsx", "Intake *.xlsx", "Intake Dezember 2026.xlsx"),
        ("2026-11.csv", "????-??.csv", "2026-12.csv"),
        ("Portfolio.xlsx", "Portfolio.xlsx", "portfolio.xlsx"),
        ("a[1] 2026.csv", "a?1? *.csv", "a[1] 2027.csv"),
    ],
)
def test_dates_are_left_open(file, pattern, later):
    assert pattern_of(file) == pattern
    assert fits(file, pattern)
    assert fits(later, pattern)


@pytest.mark.parametrize("name", ["Projekte 4711.xlsx", "mar.csv", "Marketing.xlsx", "SAP-R3.csv"])
def test_what_is_no_date_stays(name):
    assert not fits("Other.xlsx", pattern_of(name))
    assert pattern_of(name)[:3] == name[:3]


@given(st.text(st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1))
def test_every_name_fits_its_own_pattern(name):
    assert fits(name, pattern_of(name))


def test_a_recipe_is_named_after_its_file():
    assert recipe_name(("jira-2026-11.csv", "b.csv")) == "jira"
    assert recipe_name(("2026-11.csv",)) == "import"
    assert recipe_name(("Überblick (alle).xlsx",)) == "überblick-alle"
