"""The business case of one proposal.

All options over their life, and why the preferred one is preferred.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.money.business_case.benefit_lines import BenefitsView, benefits_view
from pmo_toolkit.analysis.money.business_case.comparison import (
    AgainstNext,
    TippingInput,
    against_next,
    tipping_inputs,
)
from pmo_toolkit.analysis.money.business_case.fiscal_years import (
    FROM_THE_START,
    FiscalCalendar,
    FiscalYear,
    fiscal_years,
)
from pmo_toolkit.analysis.money.business_case.goal_chain import BenefitChain, benefit_chain
from pmo_toolkit.analysis.money.business_case.platform_order import PlatformOrder, platform_order
from pmo_toolkit.analysis.money.business_case.tipping_points import TippingPoint, tipping_points
from pmo_toolkit.analysis.money.business_case.waiting import (
    WaitForPeople,
    Waiting,
    cost_of_waiting,
    parallel_running,
    wait_for_people,
)
from pmo_toolkit.analysis.money.cash_streams import CashStream, cost_streams
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.later_start import spent_streams
from pmo_toolkit.analysis.money.measures.cashflow import CashFlow, cash_flow
from pmo_toolkit.analysis.money.measures.whole_life import (
    Commitment,
    WholeLife,
    commitment,
    whole_life,
)
from pmo_toolkit.analysis.money.measures.worth import Measures, measure
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.valuation import LEAVING
from pmo_toolkit.core.canonical_json import OMITTED_WHERE_NONE
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class OptionCase:
    """One option over its life.

    Parameters
    ----------
    id, kind, title : str
    preferred : bool
    commitment : Commitment
        Term, time to value, lock-in, exit.
    whole_life : WholeLife or NotAssessed
    cash_flow : CashFlow or NotAssessed
        Against doing nothing.
    measures : Measures or NotAssessed
        Against doing nothing.
    """

    id: str
    kind: str
    title: str
    preferred: bool
    commitment: Commitment
    whole_life: WholeLife | NotAssessed
    cash_flow: CashFlow | NotAssessed
    measures: Measures | NotAssessed


@dataclass(frozen=True)
class BusinessCase:
    """Options, benefits and money of one proposal.

    Parameters
    ----------
    discount_steps : tuple of (float, float)
        Year from which each real yearly rate holds, and the rate.
    options : tuple of OptionCase
        In the order of the comparison, doing nothing first.
    preferred : str or None
    why : str
        Why it is preferred, as a clause.
    against_next : AgainstNext or NotAssessed
        Why it beats the next option, which may be doing nothing, and which change of one input
        would turn that.
    worth_nothing : tuple of TippingInput
        Inputs at which the preferred option's median net value becomes zero.
    flips : tuple of TippingPoint
        Values of inputs at which the position of the advice changes; empty where no rules were
        given.
    waiting : tuple of Waiting
        What waiting longer would cost; empty where the net value is not assessed.
    fiscal_years : tuple of FiscalYear
        The preferred option year by year; empty where the net value is not assessed.
    parallel_running : Quantiles or NotAssessed
        Today's running cost until the preferred option has replaced it, which is in its net value.
    platform_order : PlatformOrder or NotAssessed
    benefits : BenefitsView
    chain : BenefitChain
    wait_for_people : WaitForPeople, optional
        What it costs that the start waits for people; absent where that is not known.
    """

    discount_steps: tuple[tuple[float, float], ...]
    options: tuple[OptionCase, ...]
    preferred: str | None
    why: str
    against_next: AgainstNext | NotAssessed
    worth_nothing: tuple[TippingInput, ...]
    flips: tuple[TippingPoint, ...]
    waiting: tuple[Waiting, ...]
    fiscal_years: tuple[FiscalYear, ...]
    parallel_running: Quantiles | NotAssessed
    platform_order: PlatformOrder | NotAssessed
    benefits: BenefitsView
    chain: BenefitChain
    wait_for_people: WaitForPeople | None = field(default=None, metadata=OMITTED_WHERE_NONE)


# Stays whole, though longer than most: half of it is its signature and docstring, and the rest
# puts the parts of the case together, one a line.
def business_case(
    compared: ComparedOptions | NotAssessed,
    options: pd.DataFrame,
    benefits: pd.DataFrame,
    goals: pd.DataFrame,
    alignment: Alignment,
    *,
    settings: Settings,
    department: str | None = None,
    position: Callable[[float], str] | None = None,
    calendar: FiscalCalendar = FROM_THE_START,
) -> BusinessCase | NotAssessed:
    """Make the business case from what `compare_options` drew: the same draws, the same figures.

    Parameters
    ----------
    compared : ComparedOptions or NotAssessed
    options, benefits : DataFrame
        The proposal's rows.
    goals : DataFrame
        Those that the proposal and its benefits name.
    alignment : Alignment
    department : str or None
        The department that asks, to which questions on benefits go.
    position : callable, optional
        Position of the advice at a chance (0–1) that the preferred option's net value is above
        zero; without it no tipping points are looked for.
    """
    if isinstance(compared, NotAssessed):
        return compared.about("business case")
    comparison = compared.comparison
    schedule = DiscountSchedule.of(settings)
    rows = {str(row["id"]): row for _, row in options.iterrows()}
    streams = _streams(compared)
    nothing = next((option.id for option in comparison.options if option.kind == "nothing"), None)
    cases = tuple(
        _option_case(option, rows[option.id], compared, streams, nothing, schedule)
        for option in comparison.options
    )
    preferred = comparison.preferred
    own = streams.get(preferred or "", ())
    chosen = next((case for case in cases if case.preferred), None)
    valued = preferred in compared.values and nothing in streams
    worthless: tuple[TippingInput, ...] = ()
    flips: tuple[TippingPoint, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    by_year: tuple[FiscalYear, ...] = ()
    if valued and preferred is not None and nothing is not None:
        beside = preferred, own, nothing, streams[nothing], schedule
        worthless = tipping_inputs(*beside, "worth nothing")
        months = compared.comparison.term_of(preferred)
        spared = cost_streams(compared.draws[nothing], months, sign=1.0)
        waiting = cost_of_waiting(own, spared, schedule)
        by_year = fiscal_years(own, spared, calendar)
        flips = () if position is None else tipping_points(*beside, position)
    return BusinessCase(
        discount_steps=schedule.steps,
        options=cases,
        preferred=preferred,
        why=comparison.why,
        against_next=_against_next(compared, streams, schedule),
        worth_nothing=worthless,
        flips=flips,
        waiting=waiting,
        fiscal_years=by_year,
        parallel_running=parallel_running(own, schedule),
        platform_order=platform_order(
            comparison, compared.values, chosen is not None and _exit_known(chosen, compared)
        ),
        benefits=benefits_view(benefits, _all_benefits(compared), schedule, department),
        chain=benefit_chain(benefits, goals, alignment),
        wait_for_people=wait_for_people(compared.values.get(preferred or ""), compared.if_free),
    )


def _streams(compared: ComparedOptions) -> dict[str, tuple[CashStream, ...]]:
    """Benefits that count and cost of every option whose cost is assessed.

    Benefits only where its net value is.
    """
    streams = {}
    for option in compared.comparison.options:
        if option.id not in compared.draws:
            continue
        timing = compared.timings[option.id]
        spent = spent_streams(compared.draws[option.id], option.term_months, timing)
        gains = compared.outcomes[option.id].counted if option.id in compared.values else ()
        streams[option.id] = (*gains, *spent)
    return streams


def _option_case(
    option: OptionResult,
    row: pd.Series,
    compared: ComparedOptions,
    streams: Mapping[str, tuple[CashStream, ...]],
    nothing: str | None,
    schedule: DiscountSchedule,
) -> OptionCase:
    drawn = compared.draws.get(option.id)
    flow: CashFlow | NotAssessed
    worth: Measures | NotAssessed
    if option.kind == "nothing":
        flow = NotAssessed(
            "cash flow", "it is what the others are compared with", ReasonCode.NOT_APPLICABLE
        )
        worth = NotAssessed(
            "measures", "it is what the others are compared with", ReasonCode.NOT_APPLICABLE
        )
    elif isinstance(option.net_value, NotAssessed):
        flow = option.net_value.about("cash flow")
        worth = option.net_value.about("measures")
    else:
        assert nothing is not None
        net = (
            *streams[option.id],
            *cost_streams(compared.draws[nothing], option.term_months, sign=1.0),
        )
        flow, worth = cash_flow(net, compared.values[option.id]), measure(net, schedule)
    return OptionCase(
        option.id,
        option.kind,
        option.title,
        option.preferred,
        commitment(row, option.term_months),
        (
            _not_priced(option)
            if drawn is None
            else whole_life(drawn, option.term_months, option.exit_cost)
        ),
        flow,
        worth,
    )


def _all_benefits(compared: ComparedOptions) -> tuple[CashStream, ...]:
    """All benefits of the preferred option, owned or not, in the order of their rows."""
    outcome = compared.outcomes.get(compared.comparison.preferred or "")
    return () if outcome is None else outcome.streams


def _not_priced(option: OptionResult) -> NotAssessed:
    assert isinstance(option.cost, NotAssessed)
    return option.cost.about("whole-life cost")


def _exit_known(case: OptionCase, compared: ComparedOptions) -> bool:
    """Whether somebody states what leaving costs: a figure, or an element for it."""
    if not isinstance(case.commitment.exit_cost, NotAssessed):
        return True
    drawn = compared.draws.get(case.id)
    elements = () if drawn is None else drawn.elements
    return any(element.purpose == "exit" and element.element != LEAVING for element in elements)


def _against_next(
    compared: ComparedOptions,
    streams: Mapping[str, tuple[CashStream, ...]],
    schedule: DiscountSchedule,
) -> AgainstNext | NotAssessed:
    comparison = compared.comparison
    if comparison.preferred is None or comparison.preferred not in compared.values:
        return NotAssessed(
            "why it beats the next",
            "the net value of the preferred option is not assessed",
            ReasonCode.NOT_VALUED,
        )
    if comparison.next_best is None:
        return NotAssessed(
            "why it beats the next",
            "no other option's net value is assessed",
            ReasonCode.NOT_VALUED,
        )
    rival = comparison.next_best
    return against_next(
        comparison.preferred, streams[comparison.preferred], rival, streams[rival], schedule
    )
