"""What the facilitator finds, as the portfolio's page shows it: ties, people, overlaps, offers."""

from __future__ import annotations

from collections.abc import Callable

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.report.facilitation.asking import facilitation_opportunities, facilitation_twice
from pmo_toolkit.report.facilitation.dependency_graph import (
    graph_map,
    graph_troubles,
    graph_unlocks,
)
from pmo_toolkit.report.facilitation.resources import facilitation_people
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.facilitation.result import Facilitation
from pmo_toolkit.studies.portfolio.result import Portfolio


def portfolio_map(portfolio: Portfolio) -> Section:
    """The map of all that hangs together."""
    return _with(portfolio, lambda found: graph_map(found.dependencies))


def portfolio_clashes(portfolio: Portfolio) -> Section:
    """Dependencies that cannot all hold."""
    return _with(portfolio, lambda found: graph_troubles(found.dependencies))


def portfolio_unlocks(portfolio: Portfolio) -> Section:
    """What much hangs on, and what it would let begin."""
    return _with(portfolio, lambda found: graph_unlocks(found.dependencies))


def portfolio_people(portfolio: Portfolio) -> Section:
    """Roles by months: what is left, and what all that is advised would take."""
    return _with(portfolio, facilitation_people)


def portfolio_overlaps(portfolio: Portfolio) -> Section:
    """What may be asked twice, and what a service may do already."""
    return _with(portfolio, facilitation_twice)


def portfolio_opportunities(portfolio: Portfolio) -> Section:
    """Bundles and other offers: what several proposals together would make possible."""
    return _with(portfolio, facilitation_opportunities)


def _with(portfolio: Portfolio, section: Callable[[Facilitation], Section]) -> Section:
    found = portfolio.facilitation
    if isinstance(found, NotAssessed):
        return render("portfolio_absent", missing=found)
    return section(found)
