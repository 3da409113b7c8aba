"""Sections of the facilitator: for a moderator, in plain words, with nothing left to guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.shapes import EarliestStart
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.facilitation.resources import start_in_words
from pmo_toolkit.studies.facilitation.result import MIME_TYPE
from tests.facilitations import some
from tests.invented_portfolios import invented

SECTIONS = [name for name in report.__all__ if name.startswith("facilitation_")]
EVIL = '<img src=x onerror=alert(1)>"\u202egpj'


def text_of(name: str, facilitation=None) -> str:
    return getattr(report, name)(facilitation or some()).text.replace(NBSP, " ")


def bare():
    """A workspace of which nothing can be said."""
    found = some()
    why = NotAssessed("remaining resources", "no option is stated", ReasonCode.NO_OPTION)
    none = replace(found.overlaps.overlaps, pairs=(), services=(), judged=(), compared=0)
    return replace(
        found,
        proposals=tuple(replace(one, position="explore") for one in found.proposals),
        starts={one.id: why for one in found.proposals},
        overlaps=replace(found.overlaps, overlaps=none, remarks=()),
        schedule=replace(found.schedule, proposals=(), whole=None),
        roles=(),
        first_steps=(),
        opportunities=(),
        questions=(),
        supposed=(),
    )


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_says_something_of_little_and_of_much(name):
    assert len(text_of(name)) > 60
    assert len(text_of(name, bare())) > 30


@pytest.mark.parametrize("name", SECTIONS)
def test_what_users_wrote_is_never_executed(name):
    found = some()
    proposals = tuple(replace(one, title=EVIL, department=EVIL) for one in found.proposals)
    html = getattr(report, name)(replace(found, proposals=proposals)).html
    assert "<img src=x" not in html and "\u202e" not in html


def test_the_first_page_stands_alone():
    text = text_of("facilitation_headline")
    assert "Of 9 proposals we advise to advance 6" in text and "sample data" in text
    assert "which decides" in text and "What we would do first" in text
    assert "in four of five by the end of" in text
    for word in ("approved", "rejected"):
        assert word not in text


def test_where_nothing_is_advised_the_first_page_says_so():
    assert "none is advised to advance yet" in text_of("facilitation_headline", bare())


def test_where_the_only_proposal_is_not_advised_nothing_is_said_not_to_be_stated():
    found = some()
    (only, *_) = found.proposals
    alone = replace(bare(), proposals=(replace(only, position="defer"),), starts={})
    assert "one proposal that was assessed is not advised" in text_of(
        "facilitation_headline", alone
    )
    assert "none is planned" in text_of("facilitation_plan", alone)
    assert "nobody has people first" in text_of("facilitation_starts", alone)
    assert "not assessed" not in text_of("facilitation_people", alone)


def test_what_stands_after_all_others_is_not_said_to_be_unassessed():
    found = some()
    late = tuple(replace(one, position="defer") for one in found.proposals)
    text = text_of("facilitation_starts", replace(found, proposals=late))
    assert "that we do not advise to begin" in text and "No proposal can be assessed" not in text


def test_the_first_page_counts_what_its_annex_lists():
    found = some()
    (hard,) = found.dependencies.clashes
    dates = replace(hard, kind="too late")
    more = replace(found, dependencies=replace(found.dependencies, clashes=(hard, dates, dates)))
    text = text_of("facilitation_headline", more)
    assert "cannot all hold\n3 · 1 contradiction · 2 pairs of dates that do not fit" in text
    annex = report.graph_troubles(more.dependencies).text.replace(NBSP, " ")
    assert "1 contradiction and 2 pairs of dates that do not fit" in annex


@pytest.mark.parametrize(("is_corrected", "said"), [(False, "too few to tell"), (True, "0 ·")])
def test_among_few_no_pair_is_no_nought(is_corrected, said):
    found = bare()
    overlaps = replace(found.overlaps.overlaps, compared=9, is_corrected=is_corrected)
    found = replace(found, overlaps=replace(found.overlaps, overlaps=overlaps))
    assert f"asked twice\n{said}" in text_of("facilitation_headline", found)
    few = "too few to tell" in text_of("facilitation_twice", found)
    assert few is not is_corrected


def test_reasons_that_are_folded_stand_once():
    study = some().overlaps
    reasons = [study.questions.of_pair(pair, pair.b).why for pair in study.overlaps.pairs]
    reasons += [study.questions.of_service(found).why for found in study.overlaps.services]
    long = {reason for reason in reasons if len(reason) > 240}
    text = text_of("facilitation_twice")
    assert long and all(text.count(reason[:80]) == reasons.count(reason) for reason in long)


def test_another_order_of_the_plan_is_explained():
    found = some()
    text = text_of("facilitation_plan")
    assert "begins before P-020" in text and "stands below in the order of advice" in text
    starts = {work.proposal.id: work.start for work in found.schedule.proposals}
    in_order = tuple(sorted(found.proposals, key=lambda one: starts.get(one.id, 99)))
    assert "begins before" not in text_of("facilitation_plan", replace(found, proposals=in_order))


def test_the_plan_says_how_many_of_the_advised_it_holds():
    assert "One plan of 7 of the 9 proposals" in text_of("facilitation_plan")
    assert "A plan of 7 of the 9 proposals" in text_of("facilitation_headline")


def test_the_tightest_role_stands_first_and_the_unknown_one_is_asked():
    text = text_of("facilitation_people")
    rows = [line for line in text.splitlines() if " | " in line]
    assert rows[1].startswith("change and training lead | ")
    assert "control room operator | not assessed: How many hours" in text


def test_starts_stand_in_the_order_of_advice():
    text, found = text_of("facilitation_starts"), some()
    places = [text.index(proposal.title) for proposal in found.advised]
    assert places == sorted(places)
    assert "Nobody states how many hours the role control room operator has" in text
    assert "if P-013 (wanted by 31 August 2027) is there by then" in text


def test_the_plan_says_what_it_supposes():
    found = replace(some(), supposed=(("P-020", "P-005"), ("P-003", "P-005")))
    assert "P-005, required by P-020, P-003" in text_of("facilitation_plan", found)


def test_what_is_asked_twice_stands_with_its_ground_and_its_doubt():
    text = text_of("facilitation_twice")
    assert "P-009 and P-012" in text and "contracts" in text and "nothing is merged" in text


def test_each_department_has_one_list():
    text, found = text_of("facilitation_questions"), some()
    for department in {question.department for question in found.questions}:
        assert f"\n{department}\n" in f"\n{text}\n"


def test_a_failed_proposal_is_named_with_its_reason():
    text = text_of("facilitation_provenance", replace(some(), failed={"P-1": "its range is empty"}))
    assert "P-1 is left out: its range is empty" in text


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (("2027-03", "2027-03"), "March 2027"),
        (("2027-03", "2027-06"), "March 2027 – June 2027"),
        (("2027-03", None), "March 2027 – beyond the stated months"),
        ((None, None), "beyond the stated months (40 % within them)"),
    ],
)
def test_a_start_in_words(months, words):
    start = EarliestStart(*months, None, None, 0.4)
    assert start_in_words(start, NumberFormat()).replace(NBSP, " ") == words


def test_it_shows_itself_as_its_first_page_and_hands_over_every_number():
    found = some()
    assert "What we would do first" in found._repr_html_()
    carried = report.hand_over(found)
    assert "every number of it" in repr(carried)
    assert carried._repr_mimebundle_()[MIME_TYPE] == found.as_dict()


def test_the_page_of_the_portfolio_shows_the_same():
    found = some()
    portfolio = replace(invented(), facilitation=found)
    pairs = {
        "portfolio_map": report.graph_map(found.dependencies),
        "portfolio_clashes": report.graph_troubles(found.dependencies),
        "portfolio_unlocks": report.graph_unlocks(found.dependencies),
        "portfolio_people": report.facilitation_people(found),
        "portfolio_overlaps": report.facilitation_twice(found),
        "portfolio_opportunities": report.facilitation_opportunities(found),
    }
    for name, section in pairs.items():
        assert getattr(report, name)(portfolio).html == section.html
