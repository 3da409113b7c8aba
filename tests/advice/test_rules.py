"""Advice by its declared rules: position, wording, and reasons that name a number."""

import re
from dataclasses import replace

import pytest

from pmo_toolkit.advice import POSITIONS, LinkedProposal, Links, Results, advise
from pmo_toolkit.advice.confidence import Confidence
from pmo_toolkit.advice.positions import Grounds, position_from
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.dependencies.shapes import Bundle, Exclusion
from pmo_toolkit.analysis.evidence.alignment import Alignment, GoalServed
from pmo_toolkit.analysis.evidence.readiness import EvidenceItem, Readiness
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionResult, OptionsComparison
from pmo_toolkit.analysis.money.switching import SwitchingValue
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings

QUESTION = Question("Finance", "What would it bring?", "the value could be assessed", "benefits")
GAP = EvidenceItem("benefits", "Benefits as ranges in money", False, "none stated", 0.3, QUESTION)
GAP_OF_VALUE = NotAssessed("net value", "no benefit is stated", ReasonCode.NO_ROWS)
GOAL = GoalServed("G", "Faster answers", None, None, None, None, None, None, 0.5, 0.2)


def quantiles(p50: float) -> Quantiles:
    return Quantiles(p50 - 200, p50 - 100, p50, p50 + 100, p50 + 200, "money")


def option(chance: float | None, kind: str = "SaaS", preferred: bool = True) -> OptionResult:
    value = (
        NotAssessed("net value", "no benefit is stated", ReasonCode.NO_ROWS)
        if chance is None
        else quantiles(1000 * (chance - 0.5))
    )
    return OptionResult(
        kind,
        kind,
        kind,
        60,
        quantiles(5e5),
        quantiles(4e5),
        value,
        chance,
        None,
        None,
        3,
        preferred,
    )


def cost(within: float | None = 0.5, contingency: float | None = 1e5) -> CostView:
    budget = None if within is None else 4e5
    curve = Curve((1.0, 2.0), (0.1, 0.9), "money")
    return CostView(
        "options", "cost", quantiles(5e5), curve, None, None, None, budget, within, contingency, 0.8
    )


def results(chance: float | None = 0.7, share: float = 0.9, **change: object) -> Results:
    options = OptionsComparison((option(chance),), "SaaS", "why", ())
    base = Results(
        readiness=Readiness((GAP,), share),
        alignment=Alignment((GOAL,), (), ()),
        cost=cost(),
        options=options,
        effort=NotAssessed("effort", "no history", ReasonCode.NO_HISTORY),
        outside_cost=NotAssessed("outside", "no history", ReasonCode.NO_HISTORY),
        confidence=Confidence("moderate", "Our confidence is moderate: reasons.", ()),
        requires=(),
        required_by=(),
        department="Finance",
    )
    return replace(base, **change)


def advice(made: Results):
    return advise(
        made,
        decides="the enterprise PMO",
        figures=NumberFormat("en_GB", "EUR"),
        settings=Settings(),
    )


def bundled(chance: float) -> Links:
    """Links of an enabler whose bundle is positive with a chance."""
    return Links(
        bundle=Bundle("P-1", (), quantiles(1000 * (chance - 0.5)), chance, GAP_OF_VALUE, None)
    )


FIRM = (LinkedProposal("P-9", "The platform", 0.9),)
LOOSE = (LinkedProposal("P-9", "The platform", 0.4),)


@pytest.mark.parametrize(
    ("made", "position"),
    [
        (results(0.7), "advance"),
        (results(0.55), "advance"),
        (results(0.544), "explore"),
        (results(0.546), "advance"),
        (results(0.444), "defer"),
        (results(0.194), "do not pursue yet"),
        (results(0.2), "defer"),
        (results(0.1, required_by=FIRM), "explore"),
        (results(0.1, required_by=LOOSE), "do not pursue yet"),
        (results(0.1, required_by=LOOSE, links=bundled(0.6)), "advance"),
        (results(0.1, required_by=LOOSE, links=bundled(0.6), requires=FIRM), "defer"),
        (results(0.1, required_by=LOOSE, links=bundled(0.6), cost=cost(0.1)), "advance in part"),
        (results(0.1, required_by=LOOSE, links=bundled(0.6), share=0.1), "explore"),
        (results(0.1, required_by=LOOSE, links=bundled(0.2)), "explore"),
        (results(0.1, required_by=FIRM, links=bundled(0.1)), "do not pursue yet"),
        (results(0.3, required_by=LOOSE, links=bundled(0.4)), "defer"),
        (results(0.3, required_by=LOOSE, links=bundled(0.5)), "explore"),
        (results(0.7, required_by=LOOSE, links=bundled(0.1)), "advance"),
        (results(0.7, links=Links(unknown=FIRM)), "explore"),
        (results(0.7, links=Links(unknown=LOOSE)), "advance"),
        (results(0.7, links=Links(unknown=FIRM), requires=FIRM), "defer"),
        (results(0.7, links=Links(excludes=(Exclusion(FIRM[0], 0.3, True),))), "defer"),
        (results(0.7, links=Links(excludes=(Exclusion(FIRM[0], 0.7, False),))), "advance"),
        (results(0.7, links=Links(may_advance=False)), "explore"),
        (results(0.1, share=0.1), "do not pursue yet"),
        (results(None), "explore"),
        (results(0.7, share=0.59), "explore"),
        (results(0.7, alignment=Alignment((), (), ())), "explore"),
        (results(0.7, requires=FIRM), "defer"),
        (results(0.7, requires=LOOSE), "advance"),
        (results(0.7, cost=cost(within=0.194)), "advance in part"),
        (results(0.7, cost=cost(within=None, contingency=None)), "advance"),
        (
            results(0.7, options=NotAssessed("options", "none stated", ReasonCode.NO_OPTION)),
            "explore",
        ),
    ],
)
def test_position_follows_the_rules(made, position):
    assert position in POSITIONS
    assert position_from(Grounds.of(made), Settings()) == position


@pytest.mark.parametrize("chance", [None, 0.1, 0.3, 0.5, 0.6, 0.99])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("requires", [(), FIRM])
@pytest.mark.parametrize("within", [None, 0.0, 0.1, 0.9, 1.0])
def test_every_advice_reads_well(chance, share, requires, within):
    contingency = None if within is None else (0.0 if within > 0.8 else 1e5)
    made = advice(results(chance, share=share, requires=requires, cost=cost(within, contingency)))
    assert made.sentence.startswith("We advise, on present evidence, ")
    assert made.sentence.endswith(".") and ".." not in made.sentence and "None" not in made.sentence
    for word in ("approve", "reject", "decision is"):
        assert word not in made.sentence
    for each in made.likelihoods:
        assert "confidence" not in each.sentence and each.words in each.sentence
    for reason in made.reasons:
        assert reason.number and reason.text.endswith(".")
    for text in (*(condition.text for condition in made.conditions), *made.would_change):
        assert not re.search(r"\b(nan|None)\b", text)


def test_likelihood_of_the_net_value_and_of_the_budget_are_told_apart():
    made = advice(results(0.72, cost=cost(0.41)))
    assert (
        made.likelihoods[0].sentence == "A positive net value over 60 months is likely (72\u00a0%)."
    )
    assert (
        made.likelihoods[1].sentence == "The budget asked for is unlikely to suffice (41\u00a0%)."
    )


def test_switching_values_are_put_into_words():
    switching = (
        SwitchingValue("benefits", 0.64),
        SwitchingValue("cost", 1.5),
        SwitchingValue("cost against next", 1.2),
    )
    options = OptionsComparison(
        (option(0.7), option(0.6, "build", False)), "SaaS", "why", (), "build", 0.6, switching
    )
    texts = advice(results(options=options)).would_change
    assert any("64\u00a0%" in text for text in texts)
    assert any("50\u00a0%" in text for text in texts)
    assert any("a build of our own would overtake" in text for text in texts)


def test_a_gap_is_named_when_the_advice_is_to_explore():
    assert (
        "what it would bring in money"
        in advice(results(None, options=NotAssessed("options", "x", ReasonCode.NO_OPTION))).sentence
    )
    assert "no benefit is stated" in advice(results(None)).sentence
    assert advice(results(None)).questions == (QUESTION,)


@pytest.mark.parametrize(
    ("within", "sentence"),
    [
        (0.02, "The budget asked for has almost no chance to suffice (2\u00a0%)."),
        (0.5, "The budget asked for has a roughly even chance to suffice (50\u00a0%)."),
        (0.546, "The budget asked for is likely to suffice (55\u00a0%)."),
        (1.0, "The budget asked for is almost certain to suffice (more than 99\u00a0%)."),
    ],
)
def test_words_and_printed_per_cent_never_contradict_each_other(within, sentence):
    assert advice(results(0.7, cost=cost(within))).likelihoods[1].sentence == sentence
