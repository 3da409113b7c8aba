"""The sections of IT's offer seen from the business side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.outcomes import OutcomePart
from pmo_toolkit.analysis.capability.staying import ContractWindow
from pmo_toolkit.analysis.capability.thin_kinds import ThinKind, ThinSpot
from pmo_toolkit.charts.planning.capability_cells import every_end, state_of
from pmo_toolkit.charts.planning.capability_map import darkest, most_needed
from pmo_toolkit.core.number_format import NumberFormat, counted, listed
from pmo_toolkit.report.facilitation.asking import by_department
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.first_page import Fact
from pmo_toolkit.report.revaluation import words
from pmo_toolkit.report.revaluation.map_pictures import ends_picture, overview_picture
from pmo_toolkit.report.revaluation.services import (
    MOST_ON_PAGE,
    MOST_SHOWN,
    is_likely,
    is_on_border,
    placed_services,
)
from pmo_toolkit.studies.revaluation.mapped import MappedCapability
from pmo_toolkit.studies.revaluation.result import (
    Revaluation,
    RevaluedService,
)

#: Days to decide by, and dearest outcomes, that page one names.
_DECISIONS = 3
#: Part by which the cost of outcomes may differ before one is called dearer.
_ABOUT_AS_MUCH = 0.05
#: Cells of the map that are named in words.
_DARKEST = 8
#: Services that a thin spot names; the others are counted.
_NAMED = 6


def revaluation_headline(offer: Revaluation) -> Section:
    """What IT's offer costs and serves, and what is to decide; it stands alone."""
    return render(
        "revaluation_headline",
        t=offer,
        sentences=list(headline_sentences(offer)),
        facts=list(_facts(offer)),
        picture=overview_picture(offer.tree),
        first=[
            f"{one.service.title}: {words.window_in_words(one.window)}"
            for one in (*offer.missed[:_DECISIONS], *offer.decisions[:_DECISIONS])
        ],
    )


def headline_sentences(offer: Revaluation) -> Iterator[str]:
    """Five sentences: cost, need, fit, decisions, what nobody knows."""
    numbers = offer.figures
    services = counted(len(offer.services), "service", "services")
    yield f"{services}: {_whole_cost(offer)} a year to run{_dearest(offer)}."
    if offer.services_left_out:
        rows = counted(offer.services_left_out, "further row", "further rows")
        yield f"{rows} of services cannot be used, so that no figure holds them; the end says why."
    needed = most_needed(offer.tree, 3)
    if needed:
        named = listed([f"“{one.title}”" for one in needed])
        yield f"Most is lacking for {named}: important, and less mature than is aimed at."
    unserved = [spot for spot in offer.thin if spot.kind is ThinKind.UNSERVED]
    if unserved:
        number = counted(len(unserved), "capability matters", "capabilities matter")
        yield f"{number}, and no proposal would make them more mature."
    weak = [one for one in offer.services if is_likely(one, "eliminate")]
    if weak:
        number = counted(len(weak), "service is", "services are")
        yield (f"{number} likely weak in what they do and how they run: {_cost_of(weak, numbers)}.")
    maybe = [one for one in offer.services if is_on_border(one, "eliminate")]
    if maybe:
        number = counted(len(maybe), "service", "services")
        more = "more " if weak else ""
        yield (
            f"{number} {more}on a border may be weak in both as well: {_cost_of(maybe, numbers)}."
        )
    asked = len({question.department for question in offer.questions})
    if offer.questions:
        yield (
            f"{counted(len(offer.questions), 'question is', 'questions are')} open to"
            f" {counted(asked, 'department', 'departments')}; answers would move what is said here."
        )


def _dearest(offer: Revaluation) -> str:
    """Outcomes that cost most to run: all that cost about as much, and what their tie rests on."""
    outcomes = [one for one in offer.outcomes if one.goal is not None and one.annual_cost > 0]
    most = max((one.annual_cost for one in outcomes), default=0.0)
    about = sorted(
        (one for one in outcomes if one.annual_cost >= (1 - _ABOUT_AS_MUCH) * most),
        key=lambda one: -one.annual_cost,
    )[:_DECISIONS]
    if not about:
        return ""
    said = [
        f"“{one.title}” ("
        + words.cost_in_words(one.annual_cost, len(one.parts), one.without_cost, offer.figures)
        + ")"
        for one in about
    ]
    tied = (
        ", tied to services partly by proposals alone"
        if any(one.is_inferred for one in about)
        else ""
    )
    return (
        f"; the dearest {'outcome is' if len(about) == 1 else 'outcomes are'} {listed(said)}{tied}"
    )


def _cost_of(services: Sequence[RevaluedService], numbers: NumberFormat) -> str:
    without = [one.service.id for one in services if one.annual_cost is None]
    cost = sum(one.annual_cost or 0.0 for one in services)
    said = words.cost_in_words(cost, len(services), without, numbers)
    return said if len(without) == len(services) else f"{said} a year"


def _facts(offer: Revaluation) -> Iterator[Fact]:
    yield Fact("To run a year", _whole_cost(offer), ())
    rated = [one for one in offer.services if not isinstance(one.fit, NotAssessed)]
    yield Fact("Services rated", f"{len(rated)} of {len(offer.services)}", ())
    blank = counted(len(offer.unrated), "capability is", "capabilities are")
    unrated = (f"{blank} not rated, so that nobody can tell there",) if offer.unrated else ()
    yield Fact("Thin spots of the map", str(len(offer.thin)), unrated)
    soonest = next(iter(offer.decisions), None)
    late = counted(len(offer.missed), "service", "services")
    if offer.missed and soonest is None:
        yield Fact("Days to decide by", f"passed for {late}", ())
    if soonest is not None and isinstance(soonest.window, ContractWindow):
        yield Fact(
            "Decide first by",
            words.decide_by_month(soonest.window),
            (soonest.service.title, *([f"passed for {late}"] if offer.missed else [])),
        )


def _whole_cost(offer: Revaluation) -> str:
    """What all services cost a year: at least that where some cannot be counted."""
    without = (*offer.without_cost, *("",) * offer.services_left_out)
    services = len(offer.services) + offer.services_left_out
    return words.cost_in_words(offer.annual_cost, services, without, offer.figures)


def revaluation_map(offer: Revaluation) -> Section:
    """Each capability in a table, and by id where the first page has no room for all."""
    drawn = ends_picture(offer.tree)
    numbers = offer.figures
    rows = [
        (
            one,
            state_of(one.capability),
            words.cost_in_words(one.annual_cost, len(one.services), one.without_cost, numbers),
        )
        for one in offer.capabilities[:MOST_ON_PAGE]
    ]
    placed, more_placed = placed_services(offer)
    return render(
        "revaluation_map",
        picture=drawn,
        darkest=[(one, state_of(one)) for one in darkest(offer.tree, _DARKEST)],
        placed=placed,
        more_placed=more_placed,
        rows=rows,
        further=len(offer.capabilities) - len(rows),
        is_empty=not offer.tree.by_id,
        not_drawn=[every_end(offer.tree, narrow=narrow).further for narrow in (False, True)],
        indent=_indent,
    )


def _indent(one: MappedCapability) -> str:
    return "\N{NO-BREAK SPACE}" * 3 * min(one.level, 6)


def revaluation_outcomes(offer: Revaluation) -> Section:
    """What each outcome costs to run, what is lacking for it, and what is proposed."""
    numbers = offer.figures
    rows = []
    for one in offer.outcomes:
        lacking = [capability.title for capability in one.below_target]
        rows.append(
            (
                one,
                one.title or "No stated outcome",
                words.cost_in_words(one.annual_cost, len(one.parts), one.without_cost, numbers),
                [_part(part, numbers) for part in one.parts[:4]],
                len(one.parts) - 4,
                lacking,
                ("at least " if one.without_budget and one.budget else "")
                + (numbers.money(one.budget) if one.budget else "not stated"),
            )
        )
    return render("revaluation_outcomes", rows=rows)


def _part(part: OutcomePart, numbers: NumberFormat) -> str:
    """A service with what of its cost counts for an outcome."""
    cost = part.service.annual_cost
    money = "cost not stated" if cost is None else numbers.money(cost * part.share)
    return f"{part.service.title} ({money})"


def revaluation_thin(offer: Revaluation) -> Section:
    """Where the map is thin, kind by kind."""
    groups: dict[str, list[tuple[str, ThinSpot, str]]] = {}
    titles = {one.service.id: one.service.title for one in offer.services}
    numbers = offer.figures
    for spot in offer.thin:
        about = offer.capability_title(spot.capability) or "Several capabilities"
        if spot.kind is ThinKind.NO_GAP:
            about = listed(spot.proposals)
        money = "" if spot.amount is None else f"{numbers.money(spot.amount)} a year"
        named = ", ".join(titles.get(name, name) for name in spot.services[:_NAMED])
        if len(spot.services) > _NAMED:
            named += f" and {len(spot.services) - _NAMED} more"
        detail = "; ".join(part for part in (named, money) if part)
        groups.setdefault(spot.kind.value, []).append((about, spot, detail))
    return render(
        "revaluation_thin",
        groups=groups,
        most=MOST_SHOWN,
        unrated=len(offer.unrated),
        capabilities=len(offer.capabilities),
    )


def revaluation_questions(offer: Revaluation) -> Section:
    """What is asked of whom."""
    groups = by_department(offer.questions, offer.asking_places)
    return render("facilitation_questions", groups=groups)


def revaluation_provenance(offer: Revaluation) -> Section:
    """What is odd in the tables, and where it comes from."""
    return render("revaluation_provenance", t=offer)
