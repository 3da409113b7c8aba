"""Which of today's services a proposal touches."""

from __future__ import annotations

from pmo_toolkit import report
from pmo_toolkit.analysis.capability.touched import Touch, TouchedService
from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report.resources.services import ending_in_words
from tests.studies.revaluation.offers import TABLES, write_offer

AS_OF = "2026-12-01"
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
    text = ending_in_words((replaced(None, None), replaced(10_000.0, "2027-06-30")), NUMBERS, AS_OF)
    assert "at least" in text and "not before 30 June 2027" in text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "what that costs is not stated" in ending_in_words(
        (replaced(None, None),), NUMBERS, AS_OF
    )
    assert ending_in_words((), NUMBERS, AS_OF) == ""


def test_ends_that_have_passed_or_are_not_stated_are_said():
    past = replaced(1.0, "2026-06-30")
    assert "the stated contracts have ended" in ending_in_words((past,), NUMBERS, AS_OF)
    partly = ending_in_words(
        (past, replaced(1.0, None), replaced(1.0, "2027-06-30")), NUMBERS, AS_OF
    )
    assert "not before 30 June 2027; until when some contracts run is not stated" in partly.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_services_below_its_capability_and_costs_of_months_are_found(tmp_path):
    folder = write_offer(
        tmp_path,
        proposal_capabilities="proposal,capability,maturity_gain\nP-2,C-1,1\n",
        services=TABLES["services"] + "S-5,Rosters,,C-12,SaaS,,4,5,2026-06-30,,\n",
        service_costs="service,month,amount\nS-5,2026-10,100\nS-5,2026-11,120\nS-5,2027-01,9\n",
    )
    assessment = assess_proposal(folder, "P-2", settings=Settings.of(draws=256))
    found = {one.service: one for one in assessment.services}
    assert set(found) == {"S-1", "S-2", "S-5"}
    assert {one.touch for one in found.values()} == {Touch.BESIDE}
    assert (found["S-5"].annual_cost, found["S-5"].cost_months) == (1_320, 2)
    text = report.services(assessment).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "(from 2 of its last 12 months)" in text
    assert "ended on 30 June 2026: is there a newer one?" in text


def test_without_a_capability_what_it_touches_is_not_assessed(tmp_path):
    bare = {"proposal_capabilities": "proposal,capability,maturity_gain\n"}
    other = report.services(assess_proposal(write_offer(tmp_path / "o", **bare), "P-2"))
    assert "Not assessed: it names no capability of the map" in other.text
    some = report.services(
        assess_proposal(write_offer(tmp_path / "s", **bare), "P-1", settings=Settings.of(draws=256))
    )
    assert "services that may do the same are not known" in some.text


def test_a_day_to_decide_that_has_passed_is_said(tmp_path):
    rows = TABLES["services"].replace("2027-06-30,90", "2026-12-31,90")
    folder = write_offer(tmp_path, services=rows)
    text = report.services(
        assess_proposal(folder, "P-1", settings=Settings.of(draws=256))
    ).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "until 31 December 2026; the day to decide, 2 October 2026, has passed" in text
