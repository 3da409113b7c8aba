"""What tickets say, as a page shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.report.facilitation.asking import by_department
from pmo_toolkit.studies.tickets import study_tickets
from tests.studies.revaluation.offers import write_offer

SECTIONS = ("problems", "load", "unseen", "traps", "questions")


@pytest.fixture(scope="module")
def sample():
    return study_tickets("data/sample", encoder=WordEncoder())


def shown(study, name):
    return getattr(report, f"tickets_{name}")(study).text


def test_the_sample_shows_a_recurring_problem_a_silent_department_and_a_season(sample):
    assert "Customer records and billing system" in shown(sample, "problems")
    assert "most in January" in shown(sample, "load")
    assert "Field services" in shown(sample, "unseen")
    assert "known only afterwards" in shown(sample, "traps").lower()


@pytest.mark.parametrize("name", ["problems", "load", "unseen"])
def test_charts_have_words_for_those_who_do_not_see_them(sample, name):
    html = getattr(report, f"tickets_{name}")(sample).html
    assert 'alt="' in html
    assert "Read it so" in html


@pytest.mark.parametrize("name", SECTIONS)
def test_without_tickets_every_section_says_so(tmp_path, name):
    write_offer(tmp_path)
    text = shown(study_tickets(tmp_path, as_of="2026-11-22"), name)
    assert text
    assert "None" not in text
    assert "nan" not in text.split()


def test_texts_of_users_are_escaped(sample):
    first = replace(sample.problems[0], title="<script>x</script>")
    html = report.tickets_problems(replace(sample, problems=(first,))).html
    assert "<script>" not in html


def test_of_departments_with_as_many_questions_the_weightier_stands_first():
    questions = [Question(name, "?", "", "") for name in ("A", "B", "C", "C")]
    assert list(by_department(questions)) == ["C", "A", "B"]
    assert list(by_department(questions, ("B", "D"))) == ["C", "B", "A"]
