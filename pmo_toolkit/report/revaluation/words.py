"""Services and their ways in the words of departments."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.moves import ServiceMove
from pmo_toolkit.analysis.capability.service_fit import ServiceFit
from pmo_toolkit.analysis.capability.shapes import Service
from pmo_toolkit.analysis.capability.staying import ContractWindow, CostTrend, StayingCost
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed, month

#: What each way means.
WAY_WORDS = {
    "retire": "end it",
    "repurchase": "subscribe to a service instead",
    "retain": "keep it as it is for now",
    "refactor": "renew what it does",
    "replatform": "move it to another platform",
    "rehost": "move it to rented machines as it is",
    "relocate": "move it to other rented machines",
}
#: What each quadrant means.
QUADRANT_WORDS = {
    "tolerate": "sound, but does little of what is needed",
    "invest": "sound, and does what is needed",
    "migrate": "does what is needed, on weak ground",
    "eliminate": "weak, and does little of what is needed",
}
#: Chance of a quadrant that is worth saying beside the likeliest.
_WORTH_SAYING = 0.1


def cost_in_words(cost: float, services: int, without: Sequence[str], numbers: NumberFormat) -> str:
    """What services cost together: at least that where some do not state it.

    Parameters
    ----------
    cost : float
        Money of those that state it.
    services : int
        All of them.
    without : sequence of str
        Those that do not state it.
    numbers : NumberFormat
    """
    if not services:
        return "–"
    if len(without) == services:
        return "cost not stated"
    return f"{'at least ' if without else ''}{numbers.money(cost)}"


def fit_in_words(fit: ServiceFit | NotAssessed, numbers: NumberFormat) -> str:
    """The quadrant with its chance, what else is likely, and how far the border is."""
    if isinstance(fit, NotAssessed):
        return f"not assessed: {fit.why}"
    said = f"{fit.quadrant} ({numbers.chance(fit.chance)})"
    others = sorted(
        (
            (name, chance)
            for name, chance in fit.chances.items()
            if name != fit.quadrant and chance >= _WORTH_SAYING
        ),
        key=lambda pair: (-pair[1], pair[0]),
    )
    if others:
        named = [f"{name} ({numbers.chance(chance)})" for name, chance in others]
        said += f", else {listed(named)}"
    return said


def border_in_words(fit: ServiceFit | NotAssessed) -> str:
    """How far a service is from the next quadrant."""
    if isinstance(fit, NotAssessed):
        return "–"
    if fit.to_border == 0:
        return f"on the border by its {fit.nearest_border}"
    steps = counted_steps(fit.to_border)
    return f"{steps} of {fit.nearest_border}"


def counted_steps(steps: float) -> str:
    """Steps of a rating, such as ``1 step`` or ``1.5 steps``."""
    return f"{steps:g} {'step' if steps == 1 else 'steps'}"


def way_in_words(move: ServiceMove) -> str:
    """What may become of a service, and on what that depends."""
    if move.way is None:
        return "asked: nothing that is stated decides it"
    said = WAY_WORDS[move.way]
    if not move.provided:
        return said
    number = counted(len(move.provided), "earlier question is", "earlier questions are")
    return f"{said}, if {number} answered no"


def window_in_words(window: ContractWindow | NotAssessed) -> str:
    """By when to decide: ``decide by March 2027 (90 days' notice, contract until …)``."""
    if isinstance(window, NotAssessed):
        return "not stated"
    notice = f"{window.notice_days:g} days' notice"
    if window.is_notice_supposed:
        notice = f"{notice} supposed, as none is stated"
    end = day(window.contract_end.isoformat())
    if window.has_ended:
        return f"its contract ended on {end}: is there a newer one?"
    if window.is_past:
        return f"the day to decide has passed (contract until {end}, {notice})"
    return f"decide by {day(window.decide_by.isoformat())} ({notice}, contract until {end})"


def decide_by_month(window: ContractWindow) -> str:
    """Month of the day to decide by."""
    return month(window.decide_by.isoformat()[:7])


def trend_in_words(trend: CostTrend | NotAssessed) -> str:
    """How a cost moves a year, with its range and what it rests on."""
    if isinstance(trend, NotAssessed):
        return "taken to stay level" if trend.names else f"taken to stay level: {trend.why}"
    return known_trend_in_words(trend)


def known_trend_in_words(trend: CostTrend) -> str:
    """The same of a cost that is known to move."""
    of = "a unit" if trend.is_per_unit else "all of it"
    return (
        f"{_percent(trend.per_year)} a year for {of} ({_percent(trend.low)} to"
        f" {_percent(trend.high)}, 80 % range, {trend.months} months)"
    )


def _percent(share: float) -> str:
    sign = "\N{MINUS SIGN}" if share < 0 else "+"
    return f"{sign}{abs(100 * share):.1f} %"


def ratings_in_words(service: Service) -> str:
    """Technical · functional fit as rated, such as ``2 · ?``."""
    rated = (service.technical_fit, service.functional_fit)
    return " · ".join("?" if rating is None else f"{rating:g}" for rating in rated)


def staying_in_words(staying: StayingCost | NotAssessed, numbers: NumberFormat) -> str:
    """What staying costs over the term."""
    if isinstance(staying, NotAssessed):
        return f"not assessed: {staying.why}"
    if staying.low == staying.high:
        return numbers.money(staying.middle)
    return numbers.money_range(staying.low, staying.high)
