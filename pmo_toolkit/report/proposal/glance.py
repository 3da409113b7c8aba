"""What a board asks next, in a line each: standing, start, weakest point, risk, what turns it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.option_results import RiskLine
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, clean_text
from pmo_toolkit.report.proposal.case_words import turns
from pmo_toolkit.report.resources.capacity import start_at_a_glance

_LEVELS = {"low": 0, "moderate": 1, "high": 2}


class Glance(NamedTuple):
    """A label and a sentence, any text."""

    label: str
    text: str


def glances(assessment: Assessment, numbers: NumberFormat) -> tuple[Glance, ...]:
    """What is known of these; what is not is left to its own section, which says why."""
    return (
        *_standing(assessment),
        *_start(assessment, numbers),
        *_weakest(assessment),
        *_risk(assessment, numbers),
        *_turn(assessment, numbers),
    )


def weight_of(risk: RiskLine) -> tuple[float, float, float]:
    """Expected money, expected days, probability: for the order alone."""
    probability = 0.5 if risk.probability is None else risk.probability
    money = 0.0 if risk.impact_money is None else risk.impact_money[1]
    days = 0.0 if risk.impact_days is None else risk.impact_days[1]
    return (probability * money, probability * days, probability)


def _standing(assessment: Assessment) -> Iterator[Glance]:
    standing = assessment.standing
    if not isinstance(standing, NotAssessed):
        place = f"about rank {round(standing.expected_rank)} of {standing.alternatives}"
        why = clean_text(standing.tier.why)
        yield Glance("Standing among all", f"{place}, {standing.tier.name}: {why}.")


def _start(assessment: Assessment, numbers: NumberFormat) -> Iterator[Glance]:
    """The first month in which its people are free, where one can be named."""
    resources = assessment.resources
    line = None if isinstance(resources, NotAssessed) else start_at_a_glance(resources, numbers)
    if line is not None:
        yield Glance("Earliest start", line)


def _weakest(assessment: Assessment) -> Iterator[Glance]:
    """The ground of our confidence that carries least; nothing where all carry."""
    known = [ground for ground in assessment.advice.grounds if ground.level in _LEVELS]
    grounds = sorted(known, key=lambda ground: _LEVELS[ground.level])
    if grounds and grounds[0].level != "high":
        weakest = grounds[0]
        yield Glance("Weakest ground", f"{weakest.name} ({weakest.level}): {weakest.text}")


def _risk(assessment: Assessment, numbers: NumberFormat) -> Iterator[Glance]:
    counted = [risk for risk in assessment.risks if risk.impact_money or risk.impact_days]
    if not counted:
        return
    risk = max(counted, key=weight_of)
    effects = []
    if risk.impact_money:
        effects.append(numbers.stated_money_range(risk.impact_money[0], risk.impact_money[2]))
    if risk.impact_days:
        effects.append(numbers.stated_range(risk.impact_days[0], risk.impact_days[2], "days"))
    title = clean_text(risk.title).rstrip(".")
    chance = numbers.share(risk.probability)
    yield Glance("Largest stated risk", f"{title}: {chance}, then {' and '.join(effects)}.")


def _turn(assessment: Assessment, numbers: NumberFormat) -> Iterator[Glance]:
    """The single figure that is nearest to turning the advice."""
    case, advice = assessment.business_case, assessment.advice
    if "business_case.wait_for_people.chance_if_free" in advice.named:
        yield Glance("What would turn it first", f"People. {advice.would_change[0]}")
        return
    nearest = () if isinstance(case, NotAssessed) else turns(case, numbers, 1)
    for turn in nearest:
        yield Glance("What would turn it first", f"{turn.name} {turn.text}")
