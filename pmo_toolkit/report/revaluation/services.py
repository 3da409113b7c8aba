"""Services one by one: their fit, what may become of them and why, and staying beside options."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.staying import ContractWindow
from pmo_toolkit.core.number_format import day
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.revaluation import words
from pmo_toolkit.studies.revaluation.asking import recorded_in_words
from pmo_toolkit.studies.revaluation.result import (
    Revaluation,
    RevaluedService,
    ServiceAlternative,
)

#: Rows that a section shows at once, and that a page holds at most: workbook and figures hold all.
MOST_SHOWN, MOST_ON_PAGE = 12, 400
#: Chance above which a service stands in a quadrant more likely than not; floats of even ones vary.
_EVEN = 0.5 + 1e-9


@dataclass(frozen=True)
class ServiceRow:
    """One service, ready to print."""

    id: str
    title: str
    capability: str
    cost: str
    fit: str
    border: str
    way: str
    window: str
    hosting: str
    recorded: str
    trend: str
    ratings: str


@dataclass(frozen=True)
class AlternativeRow:
    """One option beside staying with a service, ready to print."""

    service: str
    option: str
    kind: str
    cost: str
    nothing: str
    staying: str
    trend: str
    ends: str
    exit: str


def is_likely(one: RevaluedService, quadrant: str) -> bool:
    """Whether a service stands in a quadrant more likely than not."""
    return not isinstance(one.fit, NotAssessed) and one.fit.chances[quadrant] > _EVEN


def is_on_border(one: RevaluedService, quadrant: str | None = None) -> bool:
    """Whether no quadrant is more likely than not, and a given one as likely as any other."""
    if isinstance(one.fit, NotAssessed) or one.fit.chance > _EVEN:
        return False
    return quadrant is None or one.fit.chances[quadrant] >= one.fit.chance - 1e-9


def revaluation_services(offer: Revaluation) -> Section:
    """Every service: cost, fit with chances, way, and the day to decide by."""
    rows = [_service_row(offer, one) for one in offer.services[:MOST_ON_PAGE]]
    counts = {
        name: sum(is_likely(one, name) for one in offer.services) for name in words.QUADRANT_WORDS
    }
    return render(
        "revaluation_services",
        rows=rows,
        further=len(offer.services) - len(rows),
        counts=counts,
        meanings=words.QUADRANT_WORDS,
        on_border=sum(is_on_border(one) for one in offer.services),
        unrated=sum(isinstance(one.fit, NotAssessed) for one in offer.services),
        most=MOST_SHOWN,
        rules=offer.rules,
        steps=words.counted_steps,
    )


@dataclass(frozen=True)
class PlacedRow:
    """One service under a capability, ready to print."""

    capability: str
    service: str
    cost: str
    ratings: str
    hosting: str
    until: str


def placed_services(offer: Revaluation) -> tuple[list[PlacedRow], int]:
    """Services under each capability that they name, as many as a page holds, and how many more."""
    named: dict[str, list[RevaluedService]] = {}
    for one in offer.services:
        for place in offer.tree.places_of(one.service):
            named.setdefault(place, []).append(one)
    placed = [(name, one) for name, _ in offer.tree.in_order for one in named.get(name, ())]
    rows = [_placed_row(offer, name, one) for name, one in placed[:MOST_ON_PAGE]]
    return rows, len(placed) - len(rows)


def _placed_row(offer: Revaluation, name: str, one: RevaluedService) -> PlacedRow:
    cost, share = one.annual_cost, one.service.shares[name]
    said = "not stated" if cost is None else offer.figures.money(cost * share)
    if share < 1:
        said += f" ({offer.figures.share(share)} of it)"
    end = one.service.contract_end
    return PlacedRow(
        offer.capability_title(name),
        one.service.title,
        said,
        words.ratings_in_words(one.service),
        one.service.hosting or "not stated",
        "not stated" if end is None else day(end.isoformat()),
    )


def _service_row(offer: Revaluation, one: RevaluedService) -> ServiceRow:
    numbers = offer.figures
    cost = "not stated" if one.annual_cost is None else numbers.money(one.annual_cost)
    if one.is_cost_of_months and one.recorded is not None:
        cost += f" (from {one.recorded.months} of its last 12 months)"
    recorded = ""
    if one.recorded is not None and one.costs_differ:
        recorded = f"stated; recorded {recorded_in_words(one.recorded, numbers)}"
    return ServiceRow(
        one.service.id,
        one.service.title,
        ", ".join(map(offer.capability_title, one.service.capabilities)) or "no capability",
        cost,
        words.fit_in_words(one.fit, numbers),
        words.border_in_words(one.fit),
        words.way_in_words(one.move),
        words.window_in_words(one.window),
        one.service.hosting or "not stated",
        recorded,
        "" if isinstance(one.trend, NotAssessed) else words.known_trend_in_words(one.trend),
        words.ratings_in_words(one.service),
    )


def revaluation_ways(offer: Revaluation) -> Section:
    """Why each service has its way: the questions in order, with evidence."""
    shown = offer.services[:MOST_ON_PAGE]
    return render(
        "revaluation_ways",
        rows=[(one, words.way_in_words(one.move)) for one in shown],
        further=len(offer.services) - len(shown),
        ways=words.WAY_WORDS,
    )


def revaluation_alternatives(offer: Revaluation) -> Section:
    """Staying with a service beside each option that reuses or replaces it."""
    rows = [
        _alternative_row(offer, one, alternative)
        for one in offer.services
        for alternative in one.alternatives
    ]
    return render("revaluation_alternatives", rows=rows[:MOST_ON_PAGE], failed=offer.failed)


def _alternative_row(
    offer: Revaluation, one: RevaluedService, alternative: ServiceAlternative
) -> AlternativeRow:
    numbers, option = offer.figures, alternative.option
    is_replaced = one.service.id in option.replaces
    ends = "goes on beside it"
    if is_replaced:
        ends = "ends"
        if one.annual_cost is not None:
            ends = f"ends: {numbers.money(one.annual_cost)} a year"
        if isinstance(one.window, ContractWindow) and not one.window.has_ended:
            ends += f", not before {one.window.contract_end.isoformat()[:7]}"
        ends += f"; {words.window_in_words(one.window)}" if one.service.contract_end else ""
    leaving = [] if option.lock_in is None else [f"lock-in {option.lock_in}"]
    if option.exit_cost is not None:
        leaving.append(f"{numbers.money(option.exit_cost)} to leave")
    term = "" if alternative.term_months is None else f" over {alternative.term_months} months"
    trend = ""
    if not isinstance(alternative.staying, NotAssessed):
        trend = words.trend_in_words(alternative.staying.trend)
    return AlternativeRow(
        one.service.title,
        f"{option.title} ({option.proposal})",
        option.kind,
        _money(offer, alternative, is_nothing=False) + term,
        _money(offer, alternative, is_nothing=True),
        words.staying_in_words(alternative.staying, numbers),
        trend,
        ends,
        ", ".join(leaving) or "not stated",
    )


def _money(offer: Revaluation, alternative: ServiceAlternative, *, is_nothing: bool) -> str:
    found = alternative.nothing if is_nothing else alternative.whole_life
    if isinstance(found, NotAssessed):
        return f"not assessed: {found.why}"
    return offer.figures.money_range(found.p10, found.p90)
