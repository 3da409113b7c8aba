"""What the rules would say if something were otherwise, or known."""

from dataclasses import replace

import pytest

from pmo_toolkit.advice.answers import if_answered, position_at
from pmo_toolkit.advice.positions import Grounds, position_from, position_of
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.readiness import EvidenceItem, Readiness
from pmo_toolkit.core.settings import Settings
from tests.advice.test_rules import FIRM, results

SETTINGS = Settings()


def gap(key: str, weight: float) -> EvidenceItem:
    return EvidenceItem(key, key, False, "none stated", weight, Question("Finance", "?", "…", key))


def lacking(*gaps: EvidenceItem, share: float = 0.7, **change):
    return results(readiness=Readiness(gaps, share), **change)


@pytest.mark.parametrize("chance", [0.0, 0.1, 0.19, 0.3, 0.5, 0.54, 0.55, 0.9, 1.0])
@pytest.mark.parametrize("change", [{}, {"requires": FIRM}, {"required_by": FIRM}, {"share": 0.3}])
def test_a_chance_that_is_tried_leads_where_the_rules_lead_with_it(chance, change):
    assert position_at(results(0.7, **change), SETTINGS)(chance) == position_from(
        Grounds.of(results(chance, **change)), SETTINGS
    )


def test_a_goal_that_is_named_frees_the_way():
    made = lacking(gap("goals", 0.1), alignment=Alignment((), (), ()))
    assert position_of(made, SETTINGS) == "explore"
    assert if_answered(made, SETTINGS) == {"goals": {"advance": 1.0}}


def test_evidence_counts_by_its_weight():
    made = lacking(gap("need", 0.15), gap("sponsor", 0.02), share=0.5)
    assert if_answered(made, SETTINGS) == {"need": {"advance": 1.0}, "sponsor": {"explore": 1.0}}


def test_benefits_that_are_the_last_thing_missing_may_lead_anywhere():
    found = if_answered(lacking(gap("benefits", 0.1), chance=None), SETTINGS)["benefits"]
    assert sum(found.values()) == pytest.approx(1.0)
    # twenty chances, .025 to .975: below .2, to .45, to .55, and from .55, in whole per cent
    assert found == pytest.approx(
        {"do not pursue yet": 0.2, "defer": 0.25, "explore": 0.1, "advance": 0.45}
    )


def test_benefits_alone_do_not_help_where_cost_is_missing_too():
    found = if_answered(lacking(gap("benefits", 0.1), gap("costs", 0.1), chance=None), SETTINGS)
    assert found == {"benefits": {"explore": 1.0}, "costs": {"explore": 1.0}}


def test_a_budget_may_turn_out_too_small():
    made = lacking(gap("requested_budget", 0.05))
    made = replace(made, cost=replace(made.cost, chance_within_budget=None, requested_budget=None))
    assert if_answered(made, SETTINGS)["requested_budget"] == pytest.approx(
        {"advance": 0.8, "advance in part": 0.2}
    )


def test_nothing_missing_nothing_to_answer():
    assert if_answered(results(readiness=Readiness((), 1.0)), SETTINGS) == {}
