"""Value against cost, what is affordable, and whether money goes where it was meant to."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.shapes import Selection
from pmo_toolkit.charts.portfolio.spending import (
    MOST_SHARES,
    balance_bars,
    balance_bars_alt,
    year_spend,
    year_spend_alt,
)
from pmo_toolkit.charts.portfolio.value_cost import (
    MOST_LABELS,
    notable,
    placed,
    value_cost,
    value_cost_alt,
)
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.portfolio.proposals import ProposalRow, proposal_row
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import BalanceLine
from pmo_toolkit.workspace.moderation.scenario_rows import AS_STATED

_YEAR_ROW = 44
#: Proposals beside the chart that a page lists; the workbook has all.
MOST_LISTED = 120
#: What shares are compared by → how a reader would write it.
KINDS = {
    "goal": "Business outcomes",
    "capability": "Capabilities",
    "department": "Departments",
    "class": "Classes of work",
}


@dataclass(frozen=True)
class Shares:
    """Shares of one kind: those drawn, and those in the table alone."""

    title: str
    picture: Picture
    lines: tuple[BalanceLine, ...]
    further: int


def portfolio_value(portfolio: Portfolio) -> Section:
    """Value against cost with the doubt about both; what is not drawn is listed."""
    points = placed(portfolio)
    named = {line.id for line, _ in notable(points, MOST_LABELS)}
    rest = [line for line, _ in points if line.id not in named]
    absent = [line for line in portfolio.lines if isinstance(line.value_and_cost, NotAssessed)]
    share = points[0][1].share if points else 0.0
    return render(
        "portfolio_value",
        picture=_value(portfolio, share) if points else None,
        rest=[_row(portfolio, line.id) for line in rest[:MOST_LISTED]],
        further=max(0, len(rest) - MOST_LISTED),
        absent=absent[:MOST_LISTED],
        absent_further=max(0, len(absent) - MOST_LISTED),
    )


def _row(portfolio: Portfolio, proposal: str) -> ProposalRow:
    line = portfolio.line(proposal)
    assert line is not None
    return proposal_row(line, portfolio.figures)


def _value(portfolio: Portfolio, share: float) -> Picture:
    return picture(
        lambda ax: value_cost(ax, portfolio),
        alt=value_cost_alt(portfolio),
        caption=(
            "Read it so: to the right costs more, higher is worth more; above the dark line a"
            f" proposal gains more than it costs. An ellipse holds {portfolio.figures.share(share)}"
            " of what may happen to it: where two overlap widely, do not let their order decide."
            " Both axes shrink towards large amounts, so that small proposals can be told apart."
        ),
        plot_height=430,
        left=58,
        top=26,
    )


def portfolio_affordable(portfolio: Portfolio) -> Section:
    """What is spent a year against the budget, and the chance of keeping it."""
    gap = next(
        (gap for name, gap in portfolio.scenarios_not_run.items() if name.casefold() == AS_STATED),
        None,
    )
    first = portfolio.scenarios[0] if portfolio.scenarios and gap is None else None
    found = None if first is None else first.outcome
    drawn = None
    if isinstance(found, Selection) and found.spend:
        years = found.spend
        drawn = picture(
            lambda ax: year_spend(ax, years, portfolio.figures),
            alt=year_spend_alt(years, portfolio.figures),
            caption=(
                "Read it so: the bar holds what is spent in eight cases of ten, the dot is what is"
                " expected, the upright mark is the budget. A bar that reaches beyond its mark may"
                " break the budget."
            ),
            plot_height=_YEAR_ROW * len(years),
        )
    return render(
        "portfolio_affordable",
        first=first,
        gap=gap,
        s=found if isinstance(found, Selection) else None,
        picture=drawn,
        f=portfolio.figures,
        titles={line.id: line.title for line in portfolio.lines},
    )


def portfolio_balance(portfolio: Portfolio) -> Section:
    """Shares of the money by outcome, capability, department and class, against targets."""
    return render(
        "portfolio_balance",
        groups=[
            found
            for kind, title in KINDS.items()
            if (found := _shares(portfolio, kind, title)) is not None
        ],
        targets=any(line.target is not None for line in portfolio.balance),
        f=portfolio.figures,
    )


def _shares(portfolio: Portfolio, kind: str, title: str) -> Shares | None:
    lines = [line for line in portfolio.balance if line.kind == kind]
    if not lines:
        return None
    # Those with a target first, then by the money that they take.
    lines.sort(key=lambda line: (line.target is None, -_advised(line)))
    drawn = picture(
        lambda ax: balance_bars(ax, lines, portfolio.figures),
        alt=balance_bars_alt(lines, portfolio.figures),
        caption=(
            "Read it so: the dot is the share of the money of what we advise to advance, the bar"
            " its range in eight cases of ten, the ring the share in the first scenario, the"
            " upright mark the target."
        ),
        plot_height=_YEAR_ROW * len(lines[:MOST_SHARES]),
    )
    return Shares(title, drawn, tuple(lines[:MOST_LISTED]), max(0, len(lines) - MOST_LISTED))


def _advised(line: BalanceLine) -> float:
    return 0.0 if isinstance(line.advised, NotAssessed) else line.advised
