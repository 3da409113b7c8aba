"""All proposals by business outcome, where roles differ, and what changed since a former run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, day, month
from pmo_toolkit.core.rounding import as_written
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.facilitation.result import ADVISED
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.shapes import Change, DissentLine, PortfolioLine
from pmo_toolkit.studies.track_record.shapes import Decision
from pmo_toolkit.workspace.dictionary.moderation_tables import FIGURE_NAMES

#: Proposals up to which all stand open in one table, and the rows of an outcome shown beyond it.
MOST_OPEN, MOST_IN_GROUP = 60, 40
#: Rows that are shown at once, and rows that a page holds; the workbook has all.
MOST_SHOWN, MOST_ROWS = 12, 120
#: What may have changed, in the order in which it is said.
CHANGE_KINDS = ("advice", "decision", "new", "gone", "figure", "input")


@dataclass(frozen=True)
class ProposalRow:
    """One proposal, ready to print; empty texts where nothing is known."""

    id: str
    title: str
    department: str
    position: str
    confidence: str
    cost: str
    net_value: str
    chance: str
    tier: str
    start: str
    questions: str
    decision: str
    decision_note: str
    source: str


@dataclass(frozen=True)
class OutcomeRows:
    """Proposals of one outcome; `further` more stand in the workbook alone."""

    title: str
    summary: str
    rows: tuple[ProposalRow, ...]
    further: int


def portfolio_proposals(portfolio: Portfolio) -> Section:
    """All proposals by business outcome with our advice, and what was decided beside it."""
    rows = {line.id: proposal_row(line, portfolio.figures) for line in portfolio.lines}
    lines = {line.id: line for line in portfolio.lines}
    few = len(rows) <= MOST_OPEN
    most = len(rows) if few else MOST_IN_GROUP
    groups = [
        OutcomeRows(
            group.title,
            _summary([lines[name] for name in group.proposals], portfolio.figures),
            tuple(rows[name] for name in group.proposals[:most]),
            max(0, len(group.proposals) - most),
        )
        for group in portfolio.groups
    ]
    return render(
        "portfolio_proposals",
        groups=groups,
        few=few,
        count=len(rows),
        decided=any(row.decision for row in rows.values()),
    )


def proposal_row(line: PortfolioLine, figures: NumberFormat) -> ProposalRow:
    """A line of the portfolio as texts."""
    return ProposalRow(
        id=line.id,
        title=line.title or line.id,
        department=line.department or "",
        position=line.position,
        confidence=line.confidence,
        cost=_range(line.cost, figures),
        net_value=_range(line.net_value, figures),
        chance="" if line.chance_net_positive is None else figures.chance(line.chance_net_positive),
        tier="" if isinstance(line.tier, NotAssessed) else line.tier.name,
        start="" if line.start_p80 is None else month(line.start_p80),
        questions=str(line.questions),
        decision="" if line.decision is None else line.decision.decision,
        decision_note="" if line.decision is None else decision_note(line.decision),
        source=line.source or "",
    )


def decision_note(decision: Decision) -> str:
    """By whom it was decided, when and why; empty where nobody says so."""
    when = "" if decision.date is None else day(decision.date)
    said = ", ".join(part for part in (decision.by_role or "", when) if part)
    return ": ".join(part for part in (said, decision.reason or "") if part)


def _range(value: object, figures: NumberFormat) -> str:
    """From the tenth to the ninetieth percentile; empty where it is not assessed."""
    low, high = getattr(value, "p10", None), getattr(value, "p90", None)
    return "" if low is None or high is None else figures.money_range(low, high)


def _summary(lines: Sequence[PortfolioLine], figures: NumberFormat) -> str:
    """Such as ``2 of 5 advised to advance · likely cost 1.9 m€, 1 without``."""
    advised = sum(line.position in ADVISED for line in lines)
    costs = [as_written(line.cost.p50) for line in lines if not isinstance(line.cost, NotAssessed)]
    words = f"{advised:,} of {len(lines):,} advised to advance"
    if not costs:
        return f"{words} · no cost yet"
    absent = len(lines) - len(costs)
    without = f", {absent:,} without" if absent else ""
    return f"{words} · likely cost {figures.money(sum(costs))}{without}"


def portfolio_dissent(portfolio: Portfolio) -> Section:
    """Where roles do not agree on a proposal, and which roles that concerns."""
    lines = portfolio.dissent
    roles = Counter(role for line in lines for role in line.roles)
    shown = MOST_SHOWN
    while 0 < shown < len(lines) and lines[shown].proposal == lines[shown - 1].proposal:
        shown += 1  # what is said of one proposal stands together
    return render(
        "portfolio_dissent",
        shown=_titled(portfolio, lines[:shown]),
        more=_titled(portfolio, lines[shown:MOST_ROWS]),
        further=max(0, len(lines) - MOST_ROWS),
        roles=sorted(roles.items(), key=lambda item: (-item[1], item[0])),
        standing=portfolio.standing,
    )


def _titled(
    portfolio: Portfolio, lines: Iterable[DissentLine]
) -> list[tuple[str, str, list[DissentLine]]]:
    """Proposal, its title, and what is said of it; in the order of first mention."""
    titles = {line.id: line.title for line in portfolio.lines}
    groups: dict[str, list[DissentLine]] = {}
    for line in lines:
        groups.setdefault(line.proposal, []).append(line)
    return [(name, titles.get(name) or name, said) for name, said in groups.items()]


def portfolio_changes(portfolio: Portfolio) -> Section:
    """What differs from a former run, and why."""
    found = portfolio.changes or ()
    order = {kind: place for place, kind in enumerate(CHANGE_KINDS)}
    changes = sorted(found, key=lambda change: order.get(change.what, len(order)))
    return render(
        "portfolio_changes",
        compared=portfolio.changes is not None,
        names=FIGURE_NAMES,
        counts=_counts(changes),
        shown=changes[:MOST_SHOWN],
        more=changes[MOST_SHOWN:MOST_ROWS],
        further=max(0, len(changes) - MOST_ROWS),
    )


def _counts(changes: Sequence[Change]) -> list[tuple[int, str]]:
    """How many of each kind, in words that follow a number."""
    words = {
        "advice": ("change of our advice or standing", "changes of our advice or standing"),
        "decision": ("decision taken since", "decisions taken since"),
        "new": ("new proposal", "new proposals"),
        "gone": ("proposal that is gone", "proposals that are gone"),
        "figure": ("figure that moved", "figures that moved"),
        "input": ("table that was changed", "tables that were changed"),
    }
    counts = Counter(change.what for change in changes)
    return [(counts[kind], words[kind][counts[kind] > 1]) for kind in CHANGE_KINDS if counts[kind]]
