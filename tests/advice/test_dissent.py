"""Dissent stands in the advice with roles and numbers, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.advice.dissent import dissent_in_words
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat
from tests import standings
from tests.advice.test_rules import advice, results

FIGURES = NumberFormat("en_GB", "EUR")
SCORED = standings.standing()


def test_both_ends_are_named_with_their_chances_and_the_widest_criterion_with_its_scores():
    whole, criterion = dissent_in_words(SCORED, FIGURES)
    assert "Director of operations" in whole and "95\u00a0%" in whole
    assert "Finance director" in whole and "31\u00a0%" in whole and "first 8 of 24" in whole
    assert (
        criterion
        == "On “urgency” the scores run from 2 (Finance director) to 9 (Director of operations)."
    )


def test_of_equal_chances_the_last_rank_is_named():
    extra = replace(SCORED.views[0], role="A worse one", expected_rank=20.0)
    (whole, _) = dissent_in_words(replace(SCORED, views=(*SCORED.views, extra)), FIGURES)
    assert "by those of the A worse one" in whole


@pytest.mark.parametrize("chances", [(0.9, 0.6), (0.4, 0.1), (0.504, 0.1)])
def test_roles_on_the_same_side_do_not_disagree_on_the_whole(chances):
    views = tuple(
        replace(each, chance_top=chance) for each, chance in zip(SCORED.views, chances, strict=True)
    )
    (said,) = dissent_in_words(replace(SCORED, views=views), FIGURES)
    assert "urgency" in said


def test_without_scores_or_disagreement_nothing_is_said():
    calm = replace(SCORED, views=SCORED.views[:1], dissent=SCORED.dissent[:1])
    for none in (
        None,
        NotAssessed("standing", "nobody has scored it", ReasonCode.NOT_SCORED),
        calm,
    ):
        assert dissent_in_words(none, FIGURES) == ()


def test_it_stands_in_the_advice_and_changes_nothing_else():
    without, with_it = advice(results()), advice(results(standing=SCORED))
    assert without.dissent == () and len(with_it.dissent) == 2
    assert replace(with_it, dissent=()) == without
