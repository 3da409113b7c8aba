"""Which of today's services a proposal touches."""

from __future__ import annotations

from pmo_toolkit import report
from pmo_toolkit.analysis.capability.touched import Touch, TouchedService
from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report.resources.services import ending_in_words
from tests.studies.revaluation.offers import write_offer

NUMBERS = NumberFormat("en", "EUR")


def replaced(cost, end):
    return TouchedService("S", "Payroll", Touch.REPLACED, ("O",), cost, end, end, False, None)


def test_the_section_says_what_would_end_and_what_goes_on(tmp_path):
    assessment = assess_proposal(write_offer(tmp_path), "P-1", settings=Settings.of(draws=256))
    text = report.services(assessment).text.replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "It would make Payroll superfluous: 90 k€ a year would end, not before 30 June 2027."
        in text
    )
    assert "Pay slips · S-2 | reused | 12 k€" in text
    none = report.services(
        assess_proposal(
            write_offer(
                tmp_path / "2",
                services="id,title\n",
                options="id,proposal,kind\n",
                costs="option,element\n",
            ),
            "P-2",
        )
    )
    assert "touches none of today's services" in none.text


def test_a_cost_that_nobody_states_makes_the_sum_the_least():
    text = ending_in_words((replaced(None, None), replaced(10_000.0, "2027-06-30")), NUMBERS)
    assert "at least" in text and "not before 30 June 2027" in text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "what that costs is not stated" in ending_in_words((replaced(None, None),), NUMBERS)
    assert ending_in_words((), NUMBERS) == ""
