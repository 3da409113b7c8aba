"""The section on dependencies names every tie and what a bundle is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.advice.dependency_words import bundle_in_words
from pmo_toolkit.analysis.dependencies.shapes import NO_LINKS
from pmo_toolkit.assessment.result import Dependencies
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.proposal.dependencies import dependencies
from pmo_toolkit.report.proposal.first_page import headline
from pmo_toolkit.report.proposal.questions import questions
from tests import fixtures
from tests.rich_links import dependencies as ties

RICH = fixtures.rich()
NUMBERS = NumberFormat("en_GB", "EUR")


def said(section) -> str:
    return section.text.replace(NBSP, " ")


@pytest.mark.parametrize(
    "words",
    [
        "One sign-in for all",
        "finished by 31 December 2027, then 30 days: this one from 31 January 2028",
        "not stated, taken as 100 %",
        "Billing system",
        "not known here",
        "this one is worth more in 64 % of the simulated cases",
        "best before this one",
        "best after this one",
        "where is asked of both departments",
        "P-017 and P-003 require each other in a circle",
        "could begin on 31 January 2028, later than its own start window",
        "2 further proposals that need it less are not counted",
        "its contract ends on 31 December 2028",
        "P-017 and P-003 exclude each other. · (dependencies, rows 3 and 7)",
        "If P-003 (One sign-in for all) is 90 days late, this one is late as well with a chance of"
        " 62 %: by at most 21 days in one case of two, by at most 85 days in four of five. Where"
        " it is needed, about 40 days of delay are not felt.",
        "Billing system · F-03 | less than 1 % | 0 days | 0 days | hardly needed",
        "needs this one with a chance of 50 %; with one of 20 % nothing else that is undecided",
        "Archive · P-031 | needs this one with a chance of 30 %, and nothing else that is undecided"
        " | not assessed",
        "If P-003 (One sign-in for all) failed, 2 proposals would more likely than not stop: P-017"
        " and P-020. All that is proposed for the goal “Fewer letters” hangs on it.",
        "Delays are not assessed as far as they come from X-9",
        "4 further items hang together with it from further away",
        "What hangs on what: 2 proposals, 1 service. P-017 requires P-003; P-017 requires S-01.",
    ],
)
def test_every_tie_is_named(words):
    assert words in said(dependencies(RICH))


def test_a_bundle_is_summed_in_words():
    text = bundle_in_words(ties().links.bundle, NUMBERS).replace(NBSP, " ")
    assert "Alone, P-017 would cost 120 k€ more than it brings at the median" in text
    assert "with P-020, counted by how likely" in text and "chance of 50 %" in text
    assert (
        "If all of P-017 and P-020 were done, together they would bring 190 k€ more than they"
        in text
        and "(80 % chance" in text
    )


def test_a_bundle_without_a_value_or_without_company_says_so():
    bundle = ties().links.bundle
    alone = replace(bundle, members=bundle.members[:1])
    assert "nothing that requires it adds" in bundle_in_words(alone, NUMBERS)
    lead = replace(bundle.members[0], net_value=bundle.members[2].net_value)
    gap = replace(bundle, members=(lead, *bundle.members[1:]), net_value=lead.net_value)
    assert "not assessed: no benefit is stated" in bundle_in_words(gap, NUMBERS)


def test_page_one_says_who_must_act_and_by_when():
    text = said(headline(RICH))
    assert "Customer services, by 20 February 2027" in text
    assert "Department asked for, date asked for" in text


def test_questions_say_until_when_an_answer_is_of_use():
    assert "Answers are of use until 20 February 2027" in said(questions(RICH))


def test_a_circle_is_told_once():
    links = RICH.dependencies.links
    circle = replace(links.clashes[0], kind="circle", sentence="Each waits for the next.")
    told = replace(RICH.dependencies, links=replace(links, clashes=(circle,)))
    text = said(dependencies(replace(RICH, dependencies=told)))
    assert "Each waits for the next." in text and "in a circle" not in text


def test_a_proposal_tied_to_itself_alone_is_still_asked():
    links = replace(NO_LINKS, clashes=RICH.dependencies.links.clashes)
    alone = replace(RICH, dependencies=Dependencies((), (), links))
    text = said(dependencies(alone))
    assert "cannot all hold" in text and "No dependency on other proposals" in text
