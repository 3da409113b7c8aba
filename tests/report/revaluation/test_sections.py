"""IT's offer from the business side, as its page says it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.thin_kinds import ThinKind
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from tests.studies.revaluation.offers import small_offer

SECTIONS = (
    *("headline", "map", "outcomes", "thin", "services", "ways", "alternatives", "questions"),
    "provenance",
)


@pytest.fixture(scope="module")
def offer(tmp_path_factory):
    return small_offer(tmp_path_factory.mktemp("offer"))


def text(name, offer):
    return getattr(report, f"revaluation_{name}")(offer).text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_page_says_cost_need_and_what_to_decide(offer):
    words = text("headline", offer)
    assert "4 services: at least 105 k€ a year to run" in words
    assert "Most is lacking for “Pay people”" in words
    assert "no proposal would make them more mature" in words
    assert "Payroll: decide by 1 April 2027 (90 days' notice, contract until 30 June 2027)" in words


SERVICES = "id,title,capability,hosting,annual_cost,technical_fit,functional_fit,contract_end\n"
NO_OPTIONS = "id,proposal,kind\n"


def test_a_day_that_has_passed_stands_first_while_the_contract_runs(tmp_path):
    payroll = "S-1,Payroll,C-11,SaaS,90000,4,4,2026-12-31\n"
    ended = "S-3,Shop,C-2,PaaS,1,4,4,2026-06-30\n"
    offer = small_offer(tmp_path, services=SERVICES + payroll + ended, options=NO_OPTIONS)
    words = text("headline", offer)
    assert "Payroll: the day to decide has passed (contract until 31 December 2026" in words
    assert "passed for 1 service" in words
    assert "Shop: the day" not in words  # its contract has ended, which the last section asks about


def test_rows_that_cannot_be_used_make_the_whole_cost_a_least_one(tmp_path):
    rows = SERVICES + "S-1,Payroll,C-11,SaaS,90000,4,4,\nS-3,Shop,C-99,PaaS,70000,4,4,\n"
    offer = small_offer(tmp_path, services=rows, options=NO_OPTIONS)
    words = text("headline", offer)
    assert "1 service: at least 90 k€ a year to run" in words
    assert "1 further row of services cannot be used" in words
    assert offer.as_dict()["services_left_out"] == 1


def test_an_outcome_with_a_cost_that_nobody_states_costs_at_least_the_rest(tmp_path):
    rows = SERVICES + "S-1,Payroll,C-11,SaaS,90000,4,4,\nS-2,Slips,C-11,SaaS,,4,4,\n"
    words = text("headline", small_offer(tmp_path, services=rows, options=NO_OPTIONS))
    assert "the dearest outcome is “Paid in time” (at least 90 k€)" in words


def test_outcomes_that_cost_about_as_much_are_named_together(offer):
    paid, other = offer.outcomes[0], offer.outcomes[1]
    pair = [
        replace(paid, goal="G-1", title="Paid in time", annual_cost=100_000.0, without_cost=()),
        replace(other, goal="G-2", title="Found at once", annual_cost=97_000.0, is_inferred=True),
        replace(other, goal="G-3", title="Sold well", annual_cost=90_000.0),
    ]
    words = text("headline", replace(offer, outcomes=tuple(pair)))
    assert "the dearest outcomes are “Paid in time”" in words and "and “Found at once” (" in words
    assert "tied to services partly by proposals alone" in words and "Sold well" not in words


def test_a_service_on_the_border_is_in_no_place_and_may_be_weak_in_both(tmp_path):
    rows = SERVICES + "S-1,Payroll,C-11,SaaS,90000,3,3,\nS-3,Shop,C-2,PaaS,70000,1,1,\n"
    offer = small_offer(tmp_path, services=rows, options=NO_OPTIONS)
    words = text("headline", offer)
    assert "1 service is likely weak in what they do" in words
    assert "1 service more on a border may be weak in both as well: 90 k€ a year" in words
    words = text("services", offer)
    assert "invest: 0" in words and "on a border: 1" in words and "eliminate: 1" in words


def test_the_map_has_words_for_those_who_hear_it(offer):
    section = report.revaluation_headline(offer)
    assert "Map of 3\N{NO-BREAK SPACE}capabilities" in section.html
    words = text("map", offer)
    assert "5 · 2 → 4" in words
    assert "Sell · C-2 | 3 · 3 → 3 | Sales | 1 | cost not stated" in words


def test_kinds_of_thin_spots_are_headings(offer):
    html = report.revaluation_thin(offer).html
    headings = [unescape(name) for name in re.findall(r"<h3>([^<]+) <span", html)]
    assert headings and set(headings) <= {kind.value.capitalize() for kind in ThinKind}


def test_the_map_names_its_darkest_cells_and_the_services_under_each_capability(tmp_path):
    rows = SERVICES + (
        "S-1,Payroll,C-11:75%; C-2:25%,SaaS,80000,4,,2026-12-31\nS-2,Slips,C-11,,,1,5,\n"
    )
    words = text("map", small_offer(tmp_path, services=rows, options=NO_OPTIONS))
    assert "Darkest: C-11 Pay people (5 · 2 → 4); C-12 Train people (4 · 2 → 4)." in words
    assert "Pay people | Payroll | 60 k€ (75 % of it) | 4 · ? | SaaS | 31 December 2026" in words
    assert "Sell | Payroll | 20 k€ (25 % of it)" in words
    assert "Pay people | Slips | not stated | 1 · 5 | not stated | not stated" in words


def test_capabilities_that_nobody_rates_are_counted_where_the_map_is_thin_and_asked(tmp_path):
    rows = (
        "id,title,parent,importance,maturity_now,maturity_target,department\n"
        "C-11,Pay people,,5,,4,People\nC-12,Train people,,,1,4,People\nC-2,Sell,,3,,,Sales\n"
    )
    offer = small_offer(tmp_path, capabilities=rows)
    assert offer.unrated == ("C-11", "C-12")
    assert "Of 2 of 3 capabilities nobody states how much they matter" in text("thin", offer)
    assert "2 capabilities are not rated" in text("headline", offer)
    (asked,) = [one for one in offer.questions if "how much does each matter" in one.text]
    assert asked.department == "People"
    assert asked.text.replace("\N{NO-BREAK SPACE}", " ").startswith("Pay people and Train people:")


def test_services_that_a_thin_spot_does_not_name_are_counted(tmp_path):
    rows = SERVICES + "".join(f"T-{n},Tool {n},C-11,SaaS,{n}000,4,4,\n" for n in range(1, 10))
    words = text("thin", small_offer(tmp_path, services=rows, options=NO_OPTIONS))
    assert "Tool 5, Tool 6 and 3 more; 36 k€ a year" in words


def test_cut_offs_and_trends_stand_with_the_services(tmp_path):
    months = "service,month,amount,units\n" + "".join(
        f"S-1,2025-{month:02},{1000 + 10 * month},\n" for month in range(1, 13)
    )
    rows = SERVICES + "S-1,Payroll,C-11,SaaS,,4,4,\n"
    offer = small_offer(tmp_path, services=rows, options=NO_OPTIONS, service_costs=months)
    words = text("services", offer)
    assert "technical fit counts as high from 3 of 5, functional fit from 3" in words
    assert "might give 1 step higher or lower" in words
    # ten money a month each month, of a middle month of 1,065: 11.3 % a year
    assert "+11.3 % a year for all of it (+11.3 % to +11.3 %, 80 % range, 12 months)" in words
    assert "12.8 k€ (from 12 of its last 12 months)" in words and "rated 4 · 4" in words


def test_cells_without_anything_say_so_once(tmp_path):
    words = text("outcomes", small_offer(tmp_path, services=SERVICES, options=NO_OPTIONS))
    assert "| no stated service |" in words and "not stated–" not in words
    assert "not statedno" not in words
    words = text("map", small_offer(tmp_path / "map"))
    assert "Train people · C-12 | 4 · 2 → 4 | People | 0 | – | none" in words


def test_outcomes_say_what_is_not_stated(offer):
    assert "not stated–" not in report.revaluation_outcomes(offer).html
    words = text("outcomes", offer)
    assert "Payroll (90 k€)" in words and "Shop (cost not stated)" in words
    assert "No stated outcome" in words


def test_services_stand_with_chance_border_way_and_day(offer):
    words = text("services", offer)
    assert "migrate (more than 99 %)" in words and "2 steps of technical fit" in words
    assert "subscribe to a service instead" in words
    assert "not assessed: nobody states its functional fit" in words
    assert "its contract ended on 30 June 2026: is there a newer one?" in words


def test_ways_show_each_question_with_its_evidence(offer):
    words = text("ways", offer)
    assert "Could it end without a successor? | no | by its fit: migrate" in words
    assert "proposed by P-1 (Payroll as a service)" in words
    assert "no capability of the map is named for it" in words


def test_staying_is_set_beside_the_options(offer):
    words = text("alternatives", offer)
    assert "Payroll as a service (P-1) · SaaS | 160 k€" in words
    assert "ends: 90 k€ a year, not before 2027-06" in words
    assert "goes on beside it" in words
    assert "doing nothing: 360 k€" in words and "taken to stay level" in words


@pytest.mark.parametrize("name", SECTIONS)
def test_what_a_user_wrote_is_shown_as_text(name, tmp_path):
    evil = "<img src=x onerror=alert(1)>"
    tables = {
        "capabilities": f"id,title,importance,maturity_now,maturity_target\nC-1,{evil},5,1,4\n",
        "services": f"id,title,capability,supplier\nS-1,{evil},C-1,{evil}\nS-2,{evil},,\n",
        "goals": f"id,title\nG-1,{evil}\n",
        "proposals": f"id,title\nP-1,{evil}\n",
        "options": "id,proposal,kind\n",
        "costs": "option,element\n",
        **dict.fromkeys(("proposal_goals", "proposal_capabilities"), ""),
    }
    tables = {name: own for name, own in tables.items() if own} | {
        "proposal_goals": "proposal,goal\n",
        "proposal_capabilities": "proposal,capability\n",
    }
    html = getattr(report, f"revaluation_{name}")(small_offer(tmp_path, **tables)).html
    assert "<img src=x" not in html


@pytest.mark.parametrize("name", SECTIONS)
def test_services_alone_and_capabilities_alone_have_a_page(name, tmp_path):
    bare = {
        "proposals": "id,title\nP-1,A portal\n",
        "options": "id,proposal,kind\n",
        "costs": "option,element\n",
        "goals": "id,title\n",
        "proposal_goals": "proposal,goal\n",
        "proposal_capabilities": "proposal,capability\n",
    }
    services = small_offer(
        tmp_path / "s", **bare, capabilities="id,title\n", services="id,title\nS-1,Payroll\n"
    )
    capabilities = small_offer(
        tmp_path / "c", **bare, services="id,title\n", capabilities="id,title\nC-1,Pay people\n"
    )
    for found in (services, capabilities):
        assert text(name, found)


def test_ends_that_are_not_drawn_are_counted_for_both_widths(offer):
    tops = [Capability(f"T{n}", "Branch") for n in range(9)]
    ends = [Capability(f"T{n % 9}-{n}", "End", f"T{n % 9}") for n in range(400)]
    words = text("map", replace(offer, tree=CapabilityTree.of([*tops, *ends])))
    assert "not drawn: 0, on a narrow screen " in words
    assert "not drawn" not in text("map", offer)
