"""What follows for preference and budget from how much of a proposal an option delivers."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cost import NOT_STATED, cost_from_options
from pmo_toolkit.core.settings import Settings
from tests.analysis.money.test_options import benefits, compared, costs, options

SETTINGS = Settings.of(seed=1)
NO_MODEL = NotAssessed("cost", "there is no history", ReasonCode.NO_HISTORY)


def test_a_part_that_says_no_share_of_the_benefits_is_not_credited_with_all():
    made = {
        scope: compared(
            options("nothing", "SaaS", scope=["nothing", scope]),
            costs(("O-nothing", 1, 1, 1, "once"), ("O-SaaS", 90, 100, 120, "once")),
            benefits((500, 500, 500)),
        )
        for scope in ("whole", "part")
    }
    values = {scope: found.comparison.options[1].net_value for scope, found in made.items()}
    assert values["whole"].p50 > 0
    assert isinstance(values["part"], NotAssessed) and values["part"].names == ("benefit_share",)


def test_reuse_of_the_whole_brings_all_benefits():
    made = compared(
        options("nothing", "reuse", scope=["nothing", "whole"]),
        costs(("O-nothing", 1, 1, 1, "once"), ("O-reuse", 90, 100, 120, "once")),
        benefits((500, 500, 500)),
    )
    assert made.comparison.options[1].net_value.p50 > 0 and made.comparison.whole == "O-reuse"


def money(minimum: float, whole: float, gain: float):
    """Doing nothing for 1, a minimum option and SaaS; the minimum brings three tenths."""
    return compared(
        options("nothing", "minimum", "SaaS", benefit_share=[np.nan, 0.3, np.nan]),
        costs(
            ("O-nothing", 1, 1, 1, "once"),
            ("O-minimum", minimum, minimum, minimum, "once"),
            ("O-SaaS", 0.9 * whole, whole, 1.2 * whole, "once"),
        ),
        benefits((gain, gain, gain)),
    )


def test_a_smaller_loss_is_no_reason_for_a_part():
    lost = money(minimum=300_000, whole=900_000, gain=20_000).comparison
    assert lost.preferred == lost.whole == "O-SaaS"
    worth = money(minimum=30_000, whole=900_000, gain=100_000).comparison
    assert (worth.preferred, worth.whole) == ("O-minimum", "O-SaaS")


def test_a_budget_is_held_against_the_whole_even_where_a_part_is_advised():
    made = money(minimum=30_000, whole=900_000, gain=100_000)
    view = cost_from_options(made, False, NO_MODEL, 500_000, SETTINGS)
    assert view.p80 < 100_000 and view.chance_within_budget == 0.0
    against = view.budget_against
    assert (against.option, against.covers) == ("O-SaaS", NOT_STATED)
    assert view.contingency == pytest.approx(against.cost.p80 - 500_000)
    assert view.budget_of_this_cost is None  # a mark on the curve of the part would not lie on it


def test_a_budget_for_the_project_is_not_held_against_running_it():
    made = compared(
        options("nothing", "build"),
        costs(
            ("O-nothing", 1, 1, 1, "once"),
            ("O-build", 90_000, 100_000, 110_000, "once"),
            ("O-build", 40_000, 50_000, 60_000, "per year"),
        ),
        benefits((200_000, 200_000, 200_000)),
    )
    project, whole, unknown = (
        cost_from_options(made, False, NO_MODEL, 120_000, SETTINGS, covers=covers)
        for covers in ("project", "whole life", None)
    )
    assert project.chance_within_budget == 1.0 and project.contingency == 0.0
    assert whole.chance_within_budget == unknown.chance_within_budget == 0.0
    assert project.p80 == whole.p80 == unknown.p80
    assert project.budget_of_this_cost is None
    assert whole.budget_of_this_cost == unknown.budget_of_this_cost == 120_000


def test_without_an_option_for_the_whole_the_budget_has_no_chance():
    made = compared(
        options("nothing", "minimum", benefit_share=[np.nan, 0.5]),
        costs(("O-nothing", 1, 1, 1, "once"), ("O-minimum", 10_000, 12_000, 15_000, "once")),
        benefits((50_000, 50_000, 50_000)),
    )
    view = cost_from_options(made, False, NO_MODEL, 500_000, SETTINGS)
    assert made.comparison.whole is None
    assert view.chance_within_budget is None and view.contingency is None
    assert view.requested_budget == 500_000
