"""An opportunity is offered only where it is one, and with the most that it can be worth."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.advice.opportunities import (
    bundle_opportunity,
    free_hours,
    one_person,
    service_reuse,
    shared_investment,
)
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.shapes import EarliestStart
from pmo_toolkit.analysis.dependencies.shapes import Bundle, BundleMember
from pmo_toolkit.analysis.overlaps.shapes import OverlapQuestion, Strength
from pmo_toolkit.core.number_format import NBSP, NumberFormat

FIGURES = NumberFormat(currency="EUR")
UNKNOWN = NotAssessed("net value", "no benefit is stated", ReasonCode.NO_ROWS)
BOTH = {"P-1": "Register", "P-2": "Portal"}
QUESTION = OverlapQuestion(
    "P-2",
    "Portal",
    "same need",
    Strength.STRONG,
    ("Finance", "People"),
    "do you …?",
    "Both say so.",
)


def money(p50: float) -> Quantiles:
    return Quantiles(p50 - 2, p50 - 1, p50, p50 + 1, p50 + 2, "money")


def bundle(lead, dependant, *, joint=None, chance=None, weight=0.8):
    members = (
        BundleMember("P-1", "Platform", "enabler", "Finance", lead, 1.0),
        BundleMember("P-2", "Portal", "dependant", "People", dependant, weight),
    )
    return Bundle("P-1", members, UNKNOWN if joint is None else joint, chance, UNKNOWN, None)


def test_worth_it_together_though_not_alone():
    found = bundle(money(-100_000), money(400_000), joint=money(220_000), chance=0.8)
    opportunity = bundle_opportunity(found, money(300_000), FIGURES)
    assert opportunity.ids == ("P-1", "P-2") and opportunity.departments == ("Finance", "People")
    assert opportunity.amount == 220_000 and f"80{NBSP}%" in opportunity.sentence


def test_no_bundle_where_it_is_worth_it_alone_or_not_even_together():
    worth = bundle(money(10_000), money(400_000), joint=money(330_000), chance=0.9)
    hopeless = bundle(money(-900_000), money(400_000), joint=money(-580_000), chance=0.1)
    alone = bundle(money(-100_000), money(400_000), joint=money(-100_000), chance=0.6, weight=0.0)
    assert [bundle_opportunity(one, UNKNOWN, FIGURES) for one in (worth, hopeless, alone)] == [
        None
    ] * 3


def test_what_nobody_valued_can_be_carried_by_what_needs_it():
    found = bundle(UNKNOWN, money(400_000))
    assert bundle_opportunity(found, money(300_000), FIGURES).amount == 0.8 * 400_000 - 300_000
    assert bundle_opportunity(found, money(330_000), FIGURES) is None
    assert bundle_opportunity(found, UNKNOWN, FIGURES) is None


def test_at_most_the_smaller_cost_is_saved():
    found = shared_investment(BOTH, QUESTION, [money(500_000), money(80_000)], FIGURES)
    assert found.amount == 80_000 and "at most" in found.sentence


def test_without_a_cost_nothing_is_said_to_be_saved():
    for costs in ([money(500_000), UNKNOWN], [money(500_000)]):
        found = shared_investment(BOTH, QUESTION, costs, FIGURES)
        assert found.amount is None and "not assessed" in found.sentence


def test_a_sequence_and_an_answered_pair_are_no_investment():
    for question in (replace(QUESTION, kind="sequence"), replace(QUESTION, answer="partly")):
        assert shared_investment(BOTH, question, [money(1), money(1)], FIGURES) is None


def test_a_service_is_offered_with_its_doubt():
    question = replace(QUESTION, id="S-1", title="Archive", why_it_may_be_wrong="It may be wrong.")
    found = service_reuse("P-1", "Register", question)
    assert found.ids == ("P-1", "S-1") and found.basis == "It may be wrong."


def test_people_are_left_where_a_month_can_be_named():
    start = EarliestStart("2027-03", "2027-05", 0.0, 61.0, 1.0)
    later = free_hours("P-1", "Register", None, start, "2027-03")
    assert "in May 2027" in later.sentence and later.departments == ("the asking department",)
    assert "as it wishes" in free_hours("P-1", "", "Finance", start, "2027-05").sentence
    assert free_hours("P-1", "", None, replace(start, month_p80=None), "2027-03") is None


def test_one_person_who_changes_nothing_is_no_opportunity():
    assert one_person("analyst", 0, ("P-1",)) is None and one_person("analyst", 2, ()) is None
    assert f"2{NBSP}months in all" in one_person("analyst", 2, ("P-1", "P-2")).sentence
