"""Portfolios with every part filled by hand, for tests that look at how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.portfolio.robust.shapes import Part, RobustChoice, RobustPortfolios
from pmo_toolkit.analysis.portfolio.shapes import (
    Choice,
    Infeasible,
    Objective,
    Price,
    RiskRule,
    Scenario,
    Selection,
    YearSpend,
)
from pmo_toolkit.analysis.standing import ProposalStanding, Standing
from pmo_toolkit.analysis.standing.tiers import Tier
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import (
    BalanceLine,
    Change,
    DissentLine,
    FrontierPoint,
    OutcomeGroup,
    PortfolioLine,
    PortfolioQuestion,
    ScenarioOutcome,
    ValueAndCost,
    Waterline,
)
from pmo_toolkit.studies.track_record.shapes import Decision
from tests import standings, track_records

POSITIONS = ("advance", "advance in part", "explore", "defer", "do not pursue yet")
GOALS = ("G-1 Fewer interruptions", "G-2 Lower cost", "G-3 First contact", "G-4 Safe work")
DEPARTMENTS = ("Operations", "Finance", "Customer services")
TIERS = ("robust", "contested", "weak")
MISSING = NotAssessed("cost", "no option is priced", ReasonCode.NO_OPTION)
NOTHING = NotAssessed("proposals together", "no proposal can be assessed", ReasonCode.NO_ROWS)
EUR = NumberFormat("en_GB", "EUR")


def line(number: int) -> PortfolioLine:
    """One proposal; every eighth has no cost, every seventh has been decided on."""
    cost = 90_000.0 + 61_000.0 * (number * 7 % 23)
    value = 0.35 * cost * ((number * 5 % 9) - 2.5)
    known = number % 8 != 0
    return PortfolioLine(
        id=f"P-{number:03d}",
        title=f"Proposal of number {number}",
        department=DEPARTMENTS[number % 3],
        outcomes=(GOALS[number % 4][:3],),
        position=POSITIONS[number * 3 % 5],
        confidence=("high", "moderate", "low")[number % 3],
        chance_net_positive=0.1 + 0.08 * (number % 11) if known else None,
        option=f"O-{number:03d}-1" if known else None,
        cost=_spread(cost, 0.3) if known else MISSING,
        net_value=_spread(value, 0.8) if known else MISSING.about("net value"),
        value_and_cost=(
            ValueAndCost(cost, value, (0.3 * cost, -0.2 * cost), (0.02 * cost, 0.45 * cost), 0.8)
            if known
            else MISSING.about("value against cost")
        ),
        tier=Tier(TIERS[number % 3], 8, 0.9 - 0.4 * (number % 3), "as drawn"),
        ranks=((1, 0.4), (2, 0.6)),
        start_p80="2027-06" if number % 5 else None,
        decision=_decision() if number % 7 == 0 else None,
        questions=number % 6,
    )


def _spread(middle: float, share: float) -> Quantiles:
    half = abs(middle) * share
    ends = (middle - half, middle - half / 2, middle, middle + half / 2, middle + half)
    return Quantiles(*ends, unit="EUR")


def _decision() -> Decision:
    return Decision("go ahead", "Investment board", "2026-11-10", "Safety first")


def filled(portfolio: Portfolio) -> Portfolio:
    """The same portfolio with the parts that need a choice, each by hand."""
    ids = [one.id for one in portfolio.lines]
    return replace(
        portfolio,
        sentences=SENTENCES,
        asked=("Decide on the six that we advise to advance.", "Settle P-009 against P-012."),
        robust=_robust(ids),
        rank_reversals=("P-003 stands before P-007; without P-011 it stands after it.",),
        scenarios=scenarios(ids),
        frontier=tuple(_point(ids, step) for step in range(1, 13)),
        waterline=Waterline(
            tuple(ids[:7]), 3_600_000.0, 410_000.0, ("budget 2027",), tuple(ids[:5]), 2_900_000.0
        ),
        balance=_balance(),
        dissent=portfolio.dissent or (DissentLine(ids[0], "urgency: 2 to 9.", ("Finance", "HR")),),
        changes=(
            Change(ids[1], "figure", "cost", "310 k€", "420 k€", "two offers came in"),
            Change(ids[0], "advice", "advice", "explore", "advance", "the budget was stated"),
        ),
        track_record=track_records.invented(portfolio),
        turning=("If the budget of 2027 were 300 k€ more, P-005 would begin as well.",),
    )


SENTENCES = (
    "Of 24 proposals we advise to advance six, for 3.1 m€; eleven more deserve a closer look.",
    "What we advise fits the budget of every year with a chance of 83 %.",
    "Four stand firm whatever the weights; nine depend on whose view counts.",
    "Data engineers are the bottleneck: three proposals wait for them until 2028.",
    "Two departments ask for the same register; one decision would settle both.",
)


def scenarios(ids: Sequence[str]) -> tuple[ScenarioOutcome, ...]:
    """Six: the plan's own, five questions to it, and one of these that cannot be met."""
    plan = selection(Scenario("As planned"), ids[:8])
    half = Scenario("Half the money", budget={"2027": 400_000.0, "2028": 500_000.0})
    goals = Scenario("Goals first", objective=Objective.GOALS)
    safe = Scenario("Nine times in ten", risk=RiskRule.CHANCE, chance=0.9)
    wish = Scenario("With the portal", forced_in=(ids[-1],), starts={ids[-1]: "2027-Q3"})
    never = Scenario("Everything at once", forced_in=tuple(ids[:6]), budget={"2027": 100_000.0})
    price = Price(f"{ids[-1]} forced in", 240_000.0, 12_000.0)
    return (
        ScenarioOutcome(plan),
        ScenarioOutcome(selection(half, ids[:4]), (), tuple(ids[4:8])),
        ScenarioOutcome(selection(goals, ids[2:11], gap=0.004), tuple(ids[8:11]), tuple(ids[:2])),
        ScenarioOutcome(selection(safe, ids[:6]), (), tuple(ids[6:8])),
        ScenarioOutcome(
            replace(selection(wish, [*ids[:6], ids[-1]]), prices=(price,)),
            (ids[-1],),
            tuple(ids[6:8]),
        ),
        ScenarioOutcome(
            Infeasible(
                never,
                (f"{ids[0]} forced in", "budget 2027"),
                "The budget of 2027 does not hold what is forced in.",
            )
        ),
    )


def selection(scenario: Scenario, chosen: Sequence[str], *, gap: float = 0.0) -> Selection:
    """A selection of some proposals under a scenario."""
    many = len(chosen)
    years = tuple(
        YearSpend(
            year,
            None if year == "2029" else 1_500_000.0,
            many * money,
            many * money * 0.8,
            many * money * 1.25,
            None if year == "2029" else 0.83,
        )
        for year, money in (("2027", 150_000.0), ("2028", 120_000.0), ("2029", 40_000.0))
    )
    return Selection(
        scenario=scenario,
        choices=tuple(Choice(name, f"O-{name[2:]}-1", "2027-Q2") for name in sorted(chosen)),
        value=many * 400_000.0,
        bound=many * 400_000.0 * (1 + gap),
        gap=gap,
        net_value=many * 400_000.0,
        goals=0.06 * many,
        spend=years,
        hours={"data engineer": (1200.0, 1300.0)},
        chance_of_all_budgets=0.78,
    )


def _robust(ids: Sequence[str]) -> RobustPortfolios:
    choices = tuple(
        RobustChoice(name, part, index)
        for name, (part, index) in zip(ids, map(_part, range(len(ids))), strict=True)
    )
    return RobustPortfolios(
        choices,
        37,
        True,
        "Of 37 portfolios that no other beats, all hold the core; none holds the exterior.",
        {"P-900": "nobody has scored it"},
    )


def _part(place: int) -> tuple[Part, float]:
    if place % 4 == 0:
        return Part.CORE, 1.0
    if place % 4 == 1:
        return Part.EXTERIOR, 0.0
    return Part.BORDERLINE, 0.15 + 0.07 * (place % 11)


def _point(ids: Sequence[str], step: int) -> FrontierPoint:
    money = 350_000.0 * step
    value = 4_000_000.0 * (1 - 0.78**step)
    return FrontierPoint(money, value, max(0.3, 1.02 - 0.05 * step), tuple(ids[:step]), 0.0)


def _balance() -> tuple[BalanceLine, ...]:
    lines = [
        BalanceLine(
            "goal",
            f"G-{place}",
            title[4:],
            0.1 * place,
            0.12 * place,
            0.06 * place,
            0.14 * place,
            0.25,
        )
        for place, title in enumerate(GOALS, 1)
    ]
    unknown = MISSING.about("share")
    lines += [
        BalanceLine("department", name, name, 0.3, unknown, 0.25, 0.36, None)
        for name in DEPARTMENTS
    ]
    return tuple(lines)


@cache
def invented(count: int = 24) -> Portfolio:
    """A portfolio of invented proposals; nothing of the facilitator."""
    lines = tuple(line(number) for number in range(1, count + 1))
    groups = tuple(
        OutcomeGroup(goal[:3], goal[4:], tuple(one.id for one in lines if goal[:3] in one.outcomes))
        for goal in GOALS
    )
    questions = {
        name: tuple(
            PortfolioQuestion(
                name,
                f"What is the need behind P-{place:03d}?",
                "It would make an estimate possible.",
                "need",
                (f"P-{place:03d}",),
                0.2,
                30_000.0 if place % 2 else None,
            )
            for place in range(1, 6)
        )
        for name in DEPARTMENTS
    }
    bare = Portfolio(
        lines=lines,
        groups=groups,
        sentences=(),
        asked=(),
        facilitation=NOTHING,
        standing=_standing(lines),
        robust=NOTHING.about("robust portfolios"),
        rank_reversals=(),
        scenarios=(),
        frontier=NOTHING.about("frontier"),
        waterline=NOTHING.about("waterline"),
        balance=(),
        dissent=(),
        questions=questions,
        changes=None,
        turning=(),
        failed={"P-900": "its costs have faults"},
        context=Context(
            "Invented", False, "the board", "2026-11-22", "2027-02-20", "EUR", 2026, "en_GB"
        ),
        input_hash="0" * 64,
        version="0",
        seed=1,
        figures=EUR,
    )
    return filled(bare)


def _standing(lines: Sequence[PortfolioLine]) -> Standing:
    places: list[ProposalStanding] = [
        replace(standings.standing(len(lines)), proposal=one.id) for one in lines
    ]
    criterion = Criterion("K-1", "value to the business", "up", 1, 10, 1.0)
    return Standing((criterion,), (1.0,), ("Finance",), tuple(places), {}, (), 64, 1)


def empty() -> Portfolio:
    """A workspace of which nothing can be said."""
    return replace(
        invented(),
        lines=(),
        groups=(),
        sentences=(),
        asked=(),
        standing=NOTHING.about("standing"),
        robust=NOTHING.about("robust portfolios"),
        rank_reversals=(),
        scenarios=(),
        frontier=NOTHING.about("frontier"),
        waterline=NOTHING.about("waterline"),
        balance=(),
        dissent=(),
        questions={},
        changes=None,
        turning=(),
    )
