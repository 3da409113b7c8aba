"""The first page of the portfolio: five sentences, one chart, and what is asked of whom."""

from __future__ import annotations

from collections import Counter

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.charts.portfolio.outcomes import (
    outcome_bars,
    outcome_bars_alt,
    outcome_heights,
)
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.portfolio.result import Portfolio


def portfolio_headline(portfolio: Portfolio) -> Section:
    """What a board needs to know first, one chart, and what is asked of it; it stands alone."""
    return render(
        "portfolio_headline",
        p=portfolio,
        sentences=portfolio.sentences or (count_sentence(portfolio),),
        picture=_outcomes(portfolio),
        decides=_decides(portfolio),
        decided=_decided(portfolio),
    )


def count_sentence(portfolio: Portfolio) -> str:
    """How many proposals there are, and what we advise on them."""
    if not portfolio.lines:
        return "There is no proposal that can be assessed, so that there is nothing to decide on."
    counts = Counter(line.position for line in portfolio.lines)
    parts = [f"{counts[name]} {name}" for name in POSITIONS if counts[name]]
    proposals = counted(len(portfolio.lines), "proposal", "proposals")
    return f"{proposals}, and what we advise on them: {', '.join(parts)}."


def portfolio_provenance(portfolio: Portfolio) -> Section:
    """What was set aside, and where it comes from."""
    return render(
        "portfolio_provenance",
        p=portfolio,
        decides=_decides(portfolio),
        failed=sorted(portfolio.failed.items()),
    )


def _outcomes(portfolio: Portfolio) -> Picture | None:
    if not portfolio.lines:
        return None
    wide, narrow = outcome_heights(portfolio)
    return picture(
        lambda ax: outcome_bars(ax, portfolio),
        alt=outcome_bars_alt(portfolio),
        caption=(
            "Read it so: each row is a goal of the organisation, each piece of its bar a proposal"
            " that serves it most, as wide as its likely cost; where they are too thin to be seen,"
            " those of one advice are one piece. The darker, the firmer we advise to"
            " go on. Beside it: how many of its proposals we advise to advance, and what all of"
            " them would likely cost, added up, where that is known."
        ),
        plot_height=wide,
        narrow_plot_height=narrow,
        bottom=2,
        top=2,
    )


def _decides(portfolio: Portfolio) -> str:
    """Who decides, as a sentence begins."""
    decides = portfolio.context.decides
    return decides[:1].upper() + decides[1:]


def _decided(portfolio: Portfolio) -> str:
    """How many proposals have been decided on; empty where none has."""
    decided = sum(line.decision is not None for line in portfolio.lines)
    if not decided:
        return ""
    return (
        f"{decided} of {counted(len(portfolio.lines), 'proposal', 'proposals')}"
        f" {'has' if decided == 1 else 'have'} been decided on; what was decided stands beside our"
        " advice and never changes it."
    )
