"""Open questions: ordered by what an answer would change, each put to a department."""

import numpy as np
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.money.business_case.open_questions import (
    ValueOfInformation,
    value_of_information,
)
from pmo_toolkit.core.canonical_json import canonical_json
from tests.analysis.money.business_case.cases import (
    NAN,
    QUICK,
    RATIOS,
    THREE,
    THREE_COSTS,
    TWO_BENEFITS,
    benefits,
    compared,
    options,
)

OWNER = Question("Finance", "Who answers for it?", "…", "benefit_owner")
GOAL = Question("Finance", "Which goal?", "…", "goals")
STATED = THREE.assign(months_to_benefit=[NAN, 6.0, 12.0], exit_cost=[NAN, 20.0, 10.0])


def position(chance: float) -> str:
    return "advance" if chance >= 0.55 else "explore" if chance >= 0.45 else "defer"


def asked(
    opts=STATED, cost=THREE_COSTS, gains=TWO_BENEFITS, *, ratios=(), **more
) -> ValueOfInformation:
    drawn = compared(opts, cost, gains, ratios=ratios)
    return value_of_information(
        drawn, opts, position=position, department="Sales", settings=QUICK, **more
    )


def about(made: ValueOfInformation, name: str, option: str | None = None):
    return next(
        each for each in made.questions if each.about == name and option in (None, each.option)
    )


def test_the_likeliest_to_change_the_advice_comes_first():
    made = asked(ratios=RATIOS)
    chances = [each.chance_changes for each in made.questions]
    assert chances == sorted(chances, reverse=True) and chances[0] > 0
    for each in made.questions:
        if each.rests_on == "draws":
            assert 0 <= each.worth <= made.perfect_information
            assert each.tried is None and each.standard_error >= 0


def test_each_question_goes_to_a_department():
    gains = benefits(
        ("Fewer calls", 20, 40, 50), ("Less paper", 5, 10, 15), department=["Service", None]
    )
    made = asked(THREE.assign(months_to_benefit=[NAN, 6.0, 12.0], benefit_share=NAN), gains=gains)
    assert about(made, "Fewer calls").question.department == "Service"
    assert "Less paper" not in {each.about for each in made.questions}, "it does not count"
    assert (
        about(made, "Subscription").question.department == "IT"
        and about(made, "Subscription").option == "O-SaaS"
    )
    assert set(made.by_department()) == {"Service", "IT"}
    assert sum(map(len, made.by_department().values())) == len(made.questions)


def test_what_decides_is_worth_most():
    """One benefit holds nearly all of the doubt about a choice that is close.

    Its answer is worth nearly everything.
    """
    certain = THREE_COSTS.assign(low=THREE_COSTS["mode"], high=THREE_COSTS["mode"])
    made = asked(cost=certain, gains=benefits(("Wide", -20, 22, 70), ("Narrow", 0.9, 1, 1.1)))
    wide, narrow = about(made, "Wide"), about(made, "Narrow")
    assert made.questions[0] == wide and wide.worth > 0.9 * made.perfect_information > 0
    assert narrow.worth < 0.02 * wide.worth and wide.chance_changes > 0.2


def test_where_the_outside_view_scales_the_set_up_its_elements_are_no_inputs():
    made = asked(ratios=RATIOS)
    names = {each.about for each in made.questions}
    assert "Roll-out" not in names and "Cost of setting it up against its estimate" in names
    assert "Roll-out" in {each.about for each in asked().questions}


def test_figures_without_a_range_are_no_question():
    certain = THREE_COSTS.assign(low=THREE_COSTS["mode"], high=THREE_COSTS["mode"])
    made = asked(cost=certain, gains=benefits(("Gain", 40, 40, 40)))
    assert made.questions == () and made.perfect_information == 0


def test_unstated_numbers_are_tried():
    made = asked(THREE.assign(months_to_benefit=NAN))
    delay, leaving = (
        about(made, "Months to the first benefit", "O-SaaS"),
        about(made, "Cost of leaving", "O-build"),
    )
    assert (
        delay.rests_on == "trial"
        and delay.tried == "0 to 18 months"
        and leaving.tried.startswith("nothing to 30 %")
    )
    assert isinstance(delay.worth, NotAssessed)
    assert all(
        each.about != "Cost of leaving" or each.option != "O-SaaS" for each in made.questions
    ), "it is stated"
    # by hand: the share of 13 delays at which SaaS is no longer preferred or its chance falls into
    # another band
    tried = []
    for months in np.linspace(0, 18, 13):
        opts = THREE.assign(months_to_benefit=[NAN, months, NAN])
        now = compared(opts, THREE_COSTS, TWO_BENEFITS)
        best = now.comparison.preferred
        tried.append((position(float(np.mean(now.values[best] > 0))), best))
    start = tried[0]
    assert delay.chance_changes == pytest.approx(sum(each != start for each in tried) / 13)


def test_a_share_of_the_benefits_that_nobody_stated_is_tried():
    opts = options(
        {"kind": "nothing"}, {"kind": "SaaS", "months_to_benefit": 0.0}, {"kind": "reuse"}
    )
    cost = THREE_COSTS.assign(option=THREE_COSTS["option"].replace("O-build", "O-reuse"))
    cheap = cost["option"] == "O-reuse"
    cost = cost.assign(**{name: cost[name].where(~cheap, 0.1) for name in ("low", "mode", "high")})
    made = asked(opts, cost)
    share = about(made, "Share of the benefits")
    assert share.question.department == "Sales" and share.option == "O-reuse"
    assert 0 < share.chance_option < 1, "with all of the benefits the cheap one would be preferred"


def test_absent_evidence_changes_what_the_rules_say():
    made = asked(
        absent=(OWNER, GOAL),
        if_answered={
            "benefit_owner": {"explore": 1.0},
            "goals": {"advance": 0.75, "explore": 0.25},
        },
        position_today="explore",
    )
    goal, owner = about(made, "goals"), about(made, "benefit_owner")
    assert (goal.chance_changes, goal.becomes, goal.rests_on) == (0.75, "advance", "rules")
    assert (owner.chance_changes, owner.becomes) == (0.0, None)
    assert isinstance(goal.worth, NotAssessed)


def test_without_options_or_values_only_the_rules_speak():
    none = value_of_information(
        NotAssessed("options", "none", ReasonCode.NO_OPTION),
        THREE,
        position=position,
        department=None,
        settings=QUICK,
        absent=(GOAL,),
    )
    assert [each.about for each in none.questions] == ["goals"] and isinstance(
        none.perfect_information, NotAssessed
    )
    assert asked(gains=benefits()).questions == ()


def test_it_can_be_written_as_json():
    assert canonical_json(asked(ratios=RATIOS)) == canonical_json(asked(ratios=RATIOS))
