"""Sections on a history say what was measured and what was not, and escape everything."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report.history.sections import HISTORY_SECTIONS
from tests import reliabilities
from tests.pages import Page

ALL = {
    "full": reliabilities.full(),
    "empty": reliabilities.empty(),
    "hostile": reliabilities.hostile(),
}
each_section = pytest.mark.parametrize("name", HISTORY_SECTIONS)


def text_of(name: str, reliability) -> str:
    return HISTORY_SECTIONS[name](reliability).text.replace(NBSP, " ")


@each_section
def test_the_package_offers_every_section(name):
    assert getattr(report, name) is HISTORY_SECTIONS[name]


@each_section
@pytest.mark.parametrize("which", ALL)
def test_a_section_is_sound_harmless_and_repeatable(name, which):
    section = HISTORY_SECTIONS[name](ALL[which])
    page = Page(section.html)
    page.assert_harmless()
    assert not re.search(r"\bNone\b(?! of)|\bnan\b|\(\)|: *,", page.text)
    assert section.html == HISTORY_SECTIONS[name](ALL[which]).html


def test_what_a_user_wrote_stays_text():
    assert "{{ 7 * 7 }}" in Page(HISTORY_SECTIONS["history_inputs"](ALL["hostile"]).html).text


@pytest.mark.parametrize(
    "name", [each for each in HISTORY_SECTIONS if each not in ("history_provenance",)]
)
def test_what_is_not_assessed_says_why(name):
    assert "there is no history of finished projects" in text_of(name, ALL["empty"])


def test_the_headline_gives_the_answer_and_four_figures():
    text = text_of("history_headline", ALL["full"])
    for part in (
        "sample data",
        "180 finished projects",
        "We advise, on present evidence, to plan with the ranges of effort",
        "0.58",
        "0 = guessing, 1 = perfect",
        "81 %",
        "75–87 %",
        "4.2 ×",
        "3 projects state no actual effort",
    ):
        assert part in text, part
    assert "approved" not in text


@pytest.mark.parametrize(
    ("verdict", "advice"),
    [
        ("too narrow", "wider ranges"),
        ("too wide", "by their measured share"),
        ("uneven", "by their measured share"),
    ],
)
def test_ranges_that_do_not_hold_change_the_advice(verdict, advice):
    full = ALL["full"]
    changed = replace(full, calibration=replace(full.calibration, verdict=verdict))
    assert advice in text_of("history_headline", changed)


def test_no_better_than_guessing_is_the_first_thing_said():
    full = ALL["full"]
    poor = replace(
        full, accuracy=replace(full.accuracy, methods=(reliabilities.line("default", 0.05),))
    )
    assert "not clearly better than guessing" in text_of("history_headline", poor)


def test_the_reason_common_to_all_is_said_once():
    assert (
        text_of("history_headline", ALL["empty"]).count("there is no history of finished projects")
        == 1
    )


@pytest.mark.parametrize("name", ["history_headline", "history_inputs"])
def test_where_nothing_was_measured_no_count_of_projects_is_claimed(name):
    text = text_of(name, ALL["empty"])
    assert "Finished projects" not in text and "all state their actual" not in text


def test_what_the_models_saw_and_did_not():
    text = text_of("history_inputs", ALL["full"])
    for part in (
        "class, size in function points",
        "lines (it has the same value",
        "actual cost: it tells what became",
        "the budget as last reported",
        "12 rows look like days (rows 2, 3, 4, 5, 6, 7, 8, 9 and 4 more)",
        "2 drivers of less weight are not shown",
        "3 more are left out",
    ):
        assert part in text, part


def test_groups_beyond_what_a_chart_holds_are_counted():
    assert "2 smaller groups are not drawn" in text_of("history_residuals", ALL["full"])


def test_a_program_gets_every_number():
    reliability = ALL["full"]
    assert reliability.to_dict() == json.loads(reliability.to_json())
    assert reliability.to_json() == canonical_json(reliability)
    assert reliability.to_dict()["accuracy"]["methods"][0]["sa"] == 0.58


def test_percentiles_that_were_not_kept_say_in_which_direction():
    assert (
        "P90: 80 % of the projects stayed within it (95 % range 74–85 %); that is less often than"
        " it says" in text_of("history_coverage", ALL["full"])
    )
