"""Numbers that nobody has stated.

Plausible values are tried, to see how often they would change the advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.analysis.money.cash_streams import net_present_value
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.later_start import present_cost
from pmo_toolkit.analysis.money.net_value import streams_of
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.timing import Timing
from pmo_toolkit.analysis.money.valuation import LEAVING, BenefitDraws, Draws, OptionDraws
from pmo_toolkit.core.cell_questions import cell_question
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import IT

#: Values tried of each number, evenly spaced over its plausible range.
_TRIED = 13


@dataclass(frozen=True)
class UnstatedInput:
    """One unstated number with the net values of its option at plausible values.

    None of these is more likely than another.

    Parameters
    ----------
    name, option : str
        What is not stated, and of which option.
    question : Question
    tried : str
        The range that was tried, in words.
    values : tuple of ndarray of shape (draws,)
        Net value of the option at each value tried.
    """

    name: str
    option: str
    question: Question
    tried: str
    values: tuple[Draws, ...]


@dataclass(frozen=True)
class AdviceEffect:
    """How often the values tried change the advice, 0–1, and to which position most often."""

    chance_position: float
    chance_option: float
    chance_either: float
    becomes: str | None


def unstated_inputs(
    compared: ComparedOptions,
    stated: dict[str, tuple[float | None, float | None, float | None]],
    department: str | None,
    settings: Settings,
) -> tuple[UnstatedInput, ...]:
    """Unstated numbers of the options.

    Time to the first benefit, cost of leaving, share of the benefits.

    Parameters
    ----------
    stated : dict of str to (float or None, float or None, float or None)
        Months to the first benefit, exit cost (money) and share of the benefits (0–1) by option id.
    department : str or None
        The department that asks, to which questions on benefits go.
    """
    nothing = next(
        (option for option in compared.comparison.options if option.kind == "nothing"), None
    )
    if (
        nothing is None
        or nothing.id not in compared.draws
        or isinstance(compared.benefits, NotAssessed)
    ):
        return ()
    saved = compared.draws[nothing.id]
    return tuple(
        unstated
        for option in compared.comparison.options
        if option.id in compared.draws
        and option.kind != "nothing"
        and option.term_months == nothing.term_months
        for unstated in _of_option(
            option, stated[option.id], compared, compared.benefits, saved, department, settings
        )
    )


def _of_option(
    option: OptionResult,
    stated: tuple[float | None, float | None, float | None],
    compared: ComparedOptions,
    benefits: tuple[BenefitDraws, ...],
    saved: OptionDraws,
    department: str | None,
    settings: Settings,
) -> Iterator[UnstatedInput]:
    """What one option leaves open; `saved` is the cost of doing nothing."""
    delay, leaving, share = stated
    own, money, timing = compared.draws[option.id], settings.money, compared.timings[option.id]
    schedule = DiscountSchedule.of(settings)
    counted = [benefit for benefit in benefits if benefit.counted]
    cost = present_cost(own, option.term_months, timing, schedule)

    def value(share: float, at: Timing) -> Draws:
        streams = streams_of(counted, saved, option.term_months, share, at)
        gains = net_present_value(streams, schedule) if streams else 0.0
        return np.asarray(gains - (cost - saved.adjusted_present))

    if option.id not in compared.values:
        if share is None and counted:
            shares = np.linspace(0, 1, _TRIED)
            values = tuple(value(float(part), timing) for part in shares)
            yield _unstated_share(option, values, department or BUSINESS)
        return
    share = 1.0 if share is None else share
    if delay is None and money.plausible_delay_months:
        most = max(money.plausible_delay_months, int(np.max(timing.begins)))
        delays = np.linspace(0, most, _TRIED)
        values = tuple(value(share, timing.if_stated(float(months), settings)) for months in delays)
        yield _unstated_delay(option, values, most)
    if leaving is None and not any(
        element.purpose == "exit" for element in own.elements if element.element != LEAVING
    ):
        yield from _leaving_tried(option, compared, schedule, settings)


def _leaving_tried(
    option: OptionResult, compared: ComparedOptions, schedule: DiscountSchedule, settings: Settings
) -> Iterator[UnstatedInput]:
    """The cost of leaving from nothing to what is plausible, instead of what is assumed for it."""
    own, most = compared.draws[option.id], settings.money.plausible_exit_share
    assumed = sum(
        (element.present for element in own.elements if element.purpose == "exit"),
        np.zeros_like(own.once),
    )
    factor = float(schedule.factor(option.term_months / 12)) * median(own.adjusted_once)
    amounts = np.linspace(0, most, _TRIED) * factor
    values = tuple(compared.values[option.id] + assumed - float(amount) for amount in amounts)
    yield _unstated_exit_cost(option, values, most)


def advice_effect(
    unstated: UnstatedInput,
    compared: ComparedOptions,
    preferred: str,
    nothing: str | None,
    position: Callable[[float], str],
) -> AdviceEffect:
    """Share of the values tried at which another position or another option would be advised.

    Parameters
    ----------
    preferred, nothing : str
        Ids of the option that the advice is about, and of doing nothing.
    position : callable
        Position of the advice at a chance (0–1) that the preferred option's net value is above
        zero.
    """
    today = position(float(np.mean(compared.values[preferred] > 0)))
    acting = {key: value for key, value in compared.values.items() if key != nothing}
    parts = compared.comparison.parts
    advised = []
    for value in unstated.values:
        now = acting | {unstated.option: value}
        middle = {key: median(value) for key, value in now.items()}
        able = [key for key in now if key not in parts or middle[key] > 0] or list(now)
        best = max(able, key=lambda key: middle[key])
        # a tie is no reason to change
        if preferred in able and middle[best] <= middle[preferred]:
            best = preferred
        advised.append((position(float(np.mean(now[best] > 0))), best))
    moved = [place for place, _ in advised if place != today]
    return AdviceEffect(
        len(moved) / len(advised),
        sum(best != preferred for _, best in advised) / len(advised),
        sum(best != preferred or place != today for place, best in advised) / len(advised),
        max(sorted(set(moved)), key=moved.count) if moved else None,
    )


def _unstated_share(
    option: OptionResult, values: Sequence[Draws], department: str
) -> UnstatedInput:
    return UnstatedInput(
        "Share of the benefits",
        option.id,
        Question(
            department,
            cell_question("options", "benefit_share", title=option.title),
            "It could then be weighed against the others.",
            "benefit_share",
        ),
        "none to all of the benefits",
        tuple(values),
    )


def _unstated_delay(option: OptionResult, values: Sequence[Draws], months: int) -> UnstatedInput:
    return UnstatedInput(
        "Months to the first benefit",
        option.id,
        Question(
            IT,
            cell_question("options", "months_to_benefit", title=option.title),
            "As long as nobody says, the latest that is stated or planned beside it counts.",
            "months_to_benefit",
        ),
        f"0 to {months} months",
        tuple(values),
    )


def _unstated_exit_cost(
    option: OptionResult, values: Sequence[Draws], share: float
) -> UnstatedInput:
    return UnstatedInput(
        "Cost of leaving",
        option.id,
        Question(
            IT,
            cell_question("options", "exit_cost", title=option.title),
            "As long as nobody says, the largest that is stated or usual beside it counts.",
            "exit_cost",
        ),
        f"nothing to {share:.0%} of what setting it up costs".replace("%", " %"),
        tuple(values),
    )
