"""Confidence by declared rules, each ground printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import GoalServed
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.tickets.grades import TICKETS_ONLY, TWO_SOURCES, EvidenceGrade
from pmo_toolkit.core.number_format import NumberFormat, listed
from pmo_toolkit.core.settings import Settings

LEVELS = ("low", "moderate", "high")
NOT_JUDGED = "not assessed"
_ENGLISH = NumberFormat()


@dataclass(frozen=True)
class Ground:
    """One ground of the confidence: its level and why.

    The level is high, moderate, low, or ``"not assessed"`` where there is nothing to judge.
    """

    name: str
    level: str
    text: str


@dataclass(frozen=True)
class Confidence:
    """Level, a sentence that gives the strongest ground on either side, and all grounds."""

    level: str
    sentence: str
    grounds: tuple[Ground, ...]


def assess_confidence(
    readiness: Readiness,
    outside: OutsideView | NotAssessed,
    effort: Estimate | NotAssessed,
    cost: CostView | NotAssessed,
    age_years: float | None,
    settings: Settings,
    *,
    figures: NumberFormat = _ENGLISH,
    unknown_labels: Sequence[str] = (),
    beside_tickets: EvidenceGrade | None = None,
    goals: Sequence[GoalServed] | None = None,
) -> Confidence:
    """Weigh five grounds.

    Comparable projects, kept coverage, evidence present, age, agreement of the views.

    High: at least four grounds are high, none is low and no goal is in doubt. Low: the evidence
    present is low, or two or more grounds are low. Moderate: all else.

    Parameters
    ----------
    figures : NumberFormat
        How numbers are written.
    unknown_labels : sequence of str
        Words by which the proposal would be compared and that no finished project bears, such as
        ``"department Finance"``.
    beside_tickets : EvidenceGrade, optional
        What speaks beside tickets, where there are tickets of its services or nothing else speaks:
        a sixth ground, low where nothing does, so that tickets alone never make for high
        confidence, and leaving them out does not either.
    goals : sequence of GoalServed, optional
        Where one is in doubt, or nobody states by when it is to be reached, a ground says so and
        rules out high confidence: leaving out the day makes nothing more certain.
    """
    in_doubt = _goals(goals)
    grounds = (
        _comparable(outside, unknown_labels, settings),
        _coverage(effort, settings),
        _evidence(readiness, settings),
        *(() if in_doubt is None else (in_doubt,)),
        _age(age_years, figures, settings),
        _agreement(cost, figures, settings),
        *(() if beside_tickets is None else (_beside_tickets(beside_tickets),)),
    )
    lows = sum(ground.level == "low" for ground in grounds)
    highs = sum(ground.level == "high" for ground in grounds)
    firm = highs >= 4 and lows == 0
    level = "high" if firm and in_doubt is None else "moderate"
    if lows >= 2 or grounds[2].level == "low":
        level = "low"
    # Where all else would make for high confidence, the goal is what keeps it from it.
    return Confidence(level, _sentence(level, grounds, in_doubt if firm else None), grounds)


def _sentence(level: str, grounds: tuple[Ground, ...], decisive: Ground | None) -> str:
    for_it = next((ground for ground in grounds if ground.level == "high"), None)
    judged = [ground for ground in grounds if ground.level in LEVELS]
    worst = decisive or min(judged, key=lambda ground: LEVELS.index(ground.level))
    if level == "high" or worst.level == "high":
        return f"Our confidence is {level}: {grounds[0].text}, and {grounds[1].text}."
    if for_it is None or level == "low":
        against = [ground.text for ground in grounds if ground.level == "low"][:2] or [worst.text]
        return f"Our confidence is {level}: {', and '.join(against)}."
    return f"Our confidence is {level}: {for_it.text}, but {worst.text}."


def _comparable(
    outside: OutsideView | NotAssessed, unknown_labels: Sequence[str], settings: Settings
) -> Ground:
    name = "Comparable projects"
    if isinstance(outside, NotAssessed):
        return Ground(name, "low", "there are no comparable finished projects")
    n = outside.reference.n
    text = f"{n} finished projects to compare with ({outside.reference.label})"
    if unknown_labels:
        text += f"; none of them is of {listed([f'“{label}”' for label in unknown_labels])}"
    # All projects are many almost by definition; they say less than many of the same class.
    closest = max((effect.n for effect in outside.reference.classes), default=0)
    if closest >= settings.confidence.high_confidence_n:
        return Ground(name, "high", text)
    if n >= settings.confidence.high_confidence_n:
        return Ground(name, "moderate", text)
    return Ground(
        name, "moderate" if n >= settings.estimating.class_minimum else "low", f"only {text}"
    )


def _coverage(effort: Estimate | NotAssessed, settings: Settings) -> Ground:
    name = "Coverage kept"
    if isinstance(effort, NotAssessed):
        return Ground(name, "low", "no estimate could be made from finished projects")
    wide = effort.intervals[0]
    if wide.coverage is None:
        return Ground(name, "low", "how often such ranges held could not be measured")
    text = (
        f"ranges meant to hold {percent(wide.level)} of the time held {percent(wide.coverage)} (n ="
        f" {wide.n})"
    )
    if effort.outside_range:
        return Ground(name, "low", "this proposal lies outside what finished projects have had")
    gap = abs(wide.coverage - wide.level)
    if (
        gap <= settings.confidence.coverage_tolerance
        and wide.n >= settings.confidence.high_confidence_n
    ):
        return Ground(name, "high", text)
    return Ground(
        name, "moderate" if gap <= 2 * settings.confidence.coverage_tolerance else "low", text
    )


def _evidence(readiness: Readiness, settings: Settings) -> Ground:
    name = "Evidence present"
    text = f"{percent(readiness.share)} of the evidence that we ask for is there"
    if readiness.share >= 0.8:
        return Ground(name, "high", text)
    if readiness.share >= settings.advice.evidence_to_advance:
        return Ground(name, "moderate", text)
    return Ground(name, "low", f"only {text}")


def _age(age_years: float | None, figures: NumberFormat, settings: Settings) -> Ground:
    name = "Age of the evidence"
    if age_years is None:
        return Ground(name, NOT_JUDGED, "no finished project carries a date")
    years = figures.number(round(age_years, 1))
    text = f"half of the finished projects are older than {years} years"
    if age_years <= settings.confidence.stale_years / 2:
        return Ground(name, "high", text)
    return Ground(name, "moderate" if age_years <= settings.confidence.stale_years else "low", text)


def _agreement(cost: CostView | NotAssessed, figures: NumberFormat, settings: Settings) -> Ground:
    name = "Agreement of the views"
    views = [] if isinstance(cost, NotAssessed) else _views_of(cost)
    medians = [view.p50 for view in views if view.p50 > 0]
    if len(medians) < 2:
        return Ground(
            name,
            "low",
            "there is only one view of the cost" if medians else "there is no view of the cost",
        )
    factor = max(medians) / min(medians)
    text = (
        f"{len(medians)} views of the cost differ by a factor of"
        f" {figures.ratio(round(factor, 1))} at the median"
    )
    if factor <= settings.confidence.views_agree_factor:
        return Ground(name, "high", text)
    return Ground(
        name, "moderate" if factor <= 2 * settings.confidence.views_agree_factor else "low", text
    )


def _goals(goals: Sequence[GoalServed] | None) -> Ground | None:
    """What speaks against counting on the goals that it serves; None where nothing does."""
    if goals is None:
        return None
    doubted = next((goal for goal in goals if goal.doubt), None)
    undated = next((goal for goal in goals if goal.date is None), None)
    if doubted is not None:
        text = f"its goal “{doubted.title}” is in doubt: {doubted.doubt}"
    elif undated is not None:
        text = f"nobody states by when its goal “{undated.title}” is to be reached"
    elif not goals:
        text = "it names no goal that it serves"
    else:
        return None
    return Ground("Goals within reach", "moderate", text)


def _beside_tickets(grade: EvidenceGrade) -> Ground:
    """What a conclusion from tickets rests on beside them."""
    levels = {TICKETS_ONLY: "low", TWO_SOURCES: "moderate"}
    text = grade.sentence
    if grade.sources:
        text = f"what tickets say of its services: {text}"
    return Ground("Evidence beyond tickets", levels.get(grade.grade, "high"), text)


def _views_of(cost: CostView) -> list[Quantiles]:
    """Views of one and the same thing: of what is spent once, where finished projects say it."""
    project = cost.project
    if project is not None and project.history is not None:
        return [project.inside, project.planned, project.history]
    return [view for view in (cost.inside, cost.outside, cost.history) if view]
