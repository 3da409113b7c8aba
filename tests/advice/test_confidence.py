"""Confidence follows its declared rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.advice.confidence import LEVELS, assess_confidence
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.estimate import Estimate, Interval
from pmo_toolkit.analysis.estimating.reference.class_effects import ClassEffect
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView, ReferenceClass
from pmo_toolkit.analysis.evidence.alignment import GoalServed
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.tickets.grades import NOTHING_SPEAKS, grade_of
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings

CURVE = Curve((1.0, 2.0), (0.1, 0.9), "money")
INTERVAL = Interval(0.8, 10, 60, 0.81, 0.75, 0.86, 150)
ESTIMATE = Estimate(
    "effort_person_hours",
    "person-hours",
    "model",
    "",
    30,
    (INTERVAL,),
    CURVE,
    150,
    (),
    (),
    (),
    (),
    0.5,
    0.3,
    None,
)


def quantiles(p50: float) -> Quantiles:
    return Quantiles(p50 / 2, p50 / 1.5, p50, p50 * 1.5, p50 * 2, "money")


def outside(n: int, label: str = "migration projects") -> OutsideView:
    known = label != "all finished projects"
    classes = (ClassEffect("class", label, n, 0.8, 1.0),) if known else ()
    return OutsideView(
        "cost", ReferenceClass(label, n, (), classes), quantiles(1.2), 0.6, None, None, None, None
    )


def cost(inside: float | None, seen: float | None) -> CostView:
    views = [None if each is None else quantiles(each) for each in (inside, seen)]
    return CostView(
        "options", "cost", quantiles(100), CURVE, views[0], views[1], None, None, None, None, 0.8
    )


BEST = {
    "readiness": Readiness((), 0.9),
    "outside": outside(40),
    "effort": ESTIMATE,
    "cost": cost(100, 120),
    "age_years": 2.0,
}


def level(**change: object) -> str:
    return assess_confidence(**(BEST | change), settings=Settings()).level


def test_all_grounds_high_is_high():
    assert level() == "high"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"readiness": Readiness((), 0.3)}, "low"),
        ({"readiness": Readiness((), 0.7)}, "high"),
        ({"outside": outside(40, "all finished projects"), "age_years": 4.0}, "moderate"),
        ({"outside": outside(6)}, "moderate"),
        ({"outside": outside(6), "age_years": 9.0}, "low"),
        (
            {
                "outside": NotAssessed("outside", "x", ReasonCode.TOO_FEW_PROJECTS),
                "effort": NotAssessed("effort", "y", ReasonCode.TOO_FEW_PROJECTS),
            },
            "low",
        ),
        ({"cost": cost(100, 500)}, "moderate"),
        ({"effort": replace(ESTIMATE, outside_range=("size 9 lies outside",))}, "moderate"),
    ],
)
def test_each_ground_counts(change, expected):
    assert level(**change) == expected


def test_every_ground_is_printed_and_the_sentence_speaks_of_no_likelihood():
    made = assess_confidence(**BEST, settings=Settings())
    assert len(made.grounds) == 5
    assert "likely" not in made.sentence and "chance" not in made.sentence
    assert made.sentence.startswith("Our confidence is high: ")


def test_evidence_without_a_date_is_not_assessed_and_counts_for_nothing():
    made = assess_confidence(**(BEST | {"age_years": None}), settings=Settings())
    ground = next(ground for ground in made.grounds if ground.name == "Age of the evidence")
    assert (ground.level, ground.text) == ("not assessed", "no finished project carries a date")
    others = outside(40, "all finished projects")
    assert level(outside=others) == "high"
    assert level(outside=others, age_years=None) == "moderate"


def test_a_label_that_no_project_bears_is_named():
    made = assess_confidence(**BEST, settings=Settings(), unknown_labels=("department Archive",))
    assert "none of them is of “department Archive”" in made.grounds[0].text
    assert "none of them" not in assess_confidence(**BEST, settings=Settings()).grounds[0].text


def test_numbers_follow_the_locale():
    change = {"age_years": 2.4, "cost": cost(100, 130)}
    made = assess_confidence(**(BEST | change), settings=Settings(), figures=NumberFormat("de_DE"))
    said = " ".join(ground.text for ground in made.grounds)
    assert "2,4 years" in said and "factor of 1,3" in said and "2.4" not in said


GROUNDS = st.fixed_dictionaries(
    {
        "readiness": st.sampled_from([Readiness((), share) for share in (0.9, 0.7, 0.3)]),
        "outside": st.sampled_from([outside(40), outside(6), BEST["outside"]]),
        "cost": st.sampled_from([cost(100, 120), cost(100, 500), cost(100, None)]),
        "age_years": st.sampled_from([2.0, 4.0, 9.0, None]),
    }
)


@given(GROUNDS)
def test_tickets_raise_confidence_by_no_more_than_what_speaks_beside_them(grounds):
    def place(grade):
        return LEVELS.index(level(**grounds, beside_tickets=grade))

    alone, with_one = grade_of(()), grade_of(("scores",))
    three = grade_of(("scores", "answers"))
    assert place(alone) < LEVELS.index("high")
    assert place(alone) == place(NOTHING_SPEAKS)  # without tickets nothing is more certain
    assert place(with_one) <= place(None)  # with one other source they add no certainty
    assert place(alone) <= place(with_one) <= place(three)
    assert place(grade_of(("scores",), "few state a department")) == place(alone)


def goal(title="Fewer leaks", due="2028-12-31", doubt=None):
    return GoalServed("G-1", title, None, None, 1.0, 2.0, due, None, None, 0.5, doubt)


def with_goals(*goals):
    return assess_confidence(**BEST, settings=Settings(), goals=goals)


def test_a_goal_in_doubt_rules_out_high_confidence_and_its_ground_says_why():
    assert with_goals(goal(), goal()).level == "high"
    made = with_goals(goal(), goal("Fewer calls", doubt="it is due on 2027-01-01, before the work"))
    assert made.level == "moderate" and made.grounds[3].name == "Goals within reach"
    assert "“Fewer calls” is in doubt: it is due on 2027-01-01" in made.grounds[3].text
    assert "Fewer calls" in made.sentence


def test_what_keeps_it_from_high_confidence_is_what_the_sentence_names():
    old = {**BEST, "age_years": Settings().confidence.stale_years - 0.1}
    assert assess_confidence(**old, settings=Settings()).level == "high"
    made = assess_confidence(**old, settings=Settings(), goals=(goal(doubt="too late"),))
    assert (
        made.level == "moderate"
        and "but its goal “Fewer leaks” is in doubt: too late" in made.sentence
    )


def test_leaving_out_the_day_of_a_goal_or_all_goals_makes_nothing_more_certain():
    doubted = with_goals(goal(doubt="too late"))
    for less in (with_goals(goal(due=None)), with_goals(goal(), goal(due=None)), with_goals()):
        assert LEVELS.index(less.level) <= LEVELS.index(doubted.level)
        assert less.grounds[3].level == "moderate"
    assert assess_confidence(**BEST, settings=Settings()).level == "high"
