"""Finished projects speak once both rounds are revealed, and only of what they state."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, ReferenceClass
from pmo_toolkit.core.errors import ProposalError
from pmo_toolkit.studies.elicitation import outside
from pmo_toolkit.studies.elicitation.combining import CombinedRange, JudgedQuantity
from pmo_toolkit.studies.elicitation.outside import beside_outside, besides_of
from pmo_toolkit.studies.elicitation.quantities import (
    ALL_COSTS,
    BENEFIT,
    COST,
    DURATION,
    EFFORT,
    Quantity,
)
from pmo_toolkit.studies.elicitation.session import WorkshopSession

VIEW = OutsideView(
    "effort_person_hours",
    ReferenceClass("all", 30, ()),
    Quantiles(0.5, 0.7, 1.5, 2.0, 3.0, "ratio"),
    0.8,
    100.0,
    "the effort that the proposal expects",
    Quantiles(50, 70, 150, 200, 300, "person-hours"),
    None,
)
NONE = NotAssessed("effort", "there are no finished projects", ReasonCode.NO_HISTORY)
VIEWS = SimpleNamespace(outside=SimpleNamespace(effort=VIEW, duration=NONE, cost=VIEW))


def _judged(kind, revealed=2, unit="EUR"):
    nobody = NotAssessed("x", "nobody", ReasonCode.NOT_SCORED)
    quantity = Quantity("P-1: x", "P-1", kind, "X", ((unit, 1.0),))
    return JudgedQuantity(
        quantity, (), ((), ()), revealed, CombinedRange(5, 10, 20, (("A", 1.0),)), nobody
    )


def test_it_is_hidden_before_both_rounds_are_revealed():
    found = beside_outside(_judged(EFFORT, 1), VIEWS)
    assert found.views == () and "both rounds" in found.absent.why


def test_the_groups_middle_and_the_proposals_own_figure_are_held_against_the_class():
    group, own = beside_outside(_judged(EFFORT), VIEWS).views
    assert (group.low, group.mode, group.high, group.n) == (5, 15, 30, 30)
    assert (own.low, own.mode, own.high) == (50, 150, 300) and "expects" in own.source
    (whole,) = beside_outside(_judged(ALL_COSTS), VIEWS).views
    assert whole.mode == 15


@pytest.mark.parametrize(
    ("kind", "unit", "words"),
    [
        (DURATION, "days", "no finished projects"),
        (ALL_COSTS, "EUR per year", "whole project alone"),
        (COST, "EUR", "whole project alone"),
    ],
)
def test_what_they_do_not_state_is_not_assessed(kind, unit, words):
    found = beside_outside(_judged(kind, unit=unit), VIEWS)
    assert found.views == () and words in found.absent.why


def test_a_proposal_is_assessed_once_and_only_where_it_may_be_shown(
    tmp_path, workspace, monkeypatch
):
    calls = []

    def refuse(*_, **__):
        calls.append(1)
        raise ProposalError("a row fault", [])

    monkeypatch.setattr(outside, "assess_proposal", refuse)
    session = WorkshopSession(tmp_path, replace(workspace), "Moderator", ("P-001",))
    waiting = besides_of(session, [_judged(EFFORT, 1), _judged(BENEFIT)])
    assert calls == [] and "benefits" in waiting[1].absent.why
    (failed,) = besides_of(session, [_judged(EFFORT)])
    assert "cannot be assessed" in failed.absent.why and calls == [1]
