"""The sections of a comparison of proposals, one function each, in the order of its notebook."""

from __future__ import annotations

from collections import Counter

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.tiers import TIERS
from pmo_toolkit.charts import standing as charts
from pmo_toolkit.charts.rank_map import rank_map, rank_map_alt, rank_map_rows
from pmo_toolkit.report.kit.pictures import picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.standing import criterion_titles, disputes, swap_words
from pmo_toolkit.studies import Comparison

ROW_HEIGHT = 21
#: Disputes of all proposals that are listed.
MOST_DISPUTES = 10
METHODS = ("WSJF", "CD3", "RICE")


def standing_tiers(comparison: Comparison) -> Section:
    """All proposals by tier, with expected rank and 80 % range of ranks."""
    standing = comparison.standing
    groups = {
        name: (
            []
            if isinstance(standing, NotAssessed)
            else [s for s in standing.proposals if s.tier.name == name]
        )
        for name in TIERS
    }
    return _section("tiers", comparison, groups=groups)


def standing_ranks(comparison: Comparison) -> Section:
    """Chance of each rank for all proposals, as a heatmap."""
    standing, drawn = comparison.standing, None
    if not isinstance(standing, NotAssessed):
        rows = rank_map_rows(standing.proposals, comparison.proposal)
        drawn = picture(
            lambda ax: rank_map(ax, rows, comparison.proposal),
            alt=rank_map_alt(rows, comparison.proposal),
            caption=(
                "Read it so: each row is a proposal, each column a rank; the darker, the likelier."
                " Chances from 10 % are written in per cent. A row with one dark spot is settled, a"
                " pale row has no rank yet, whatever a list would say; two dark spots mean that"
                " scorers see two different proposals."
            ),
            plot_height=ROW_HEIGHT * len(rows),
            left=82,
        )
    return _section("ranks", comparison, picture=drawn)


def standing_pairwise(comparison: Comparison) -> Section:
    """The chosen proposal against each of the others."""
    own, drawn = comparison.own, None
    if not isinstance(own, NotAssessed):
        rows = charts.pairwise_rows(own.beats)
        drawn = picture(
            lambda ax: charts.pairwise_bars(ax, rows, comparison.figures),
            alt=charts.pairwise_bars_alt(rows, comparison.figures),
            caption=(
                "Read it so: bars to the right are proposals that it more likely comes before, bars"
                " to the left those that more likely come before it. Near the middle there is no"
                " order."
            ),
            plot_height=ROW_HEIGHT * len(rows),
            left=82,
            right=64,
        )
    return _section("pairwise", comparison, picture=drawn)


def standing_weights(comparison: Comparison) -> Section:
    """Weights by scorer, those that would favour the chosen proposal, and what would swap it."""
    own, standing = comparison.own, comparison.standing
    return _section(
        "weights",
        comparison,
        titles_of=criterion_titles(own),
        swap=swap_words,
        weighing=None if isinstance(standing, NotAssessed) else standing.weighing,
    )


def standing_dissent(comparison: Comparison) -> Section:
    """What each role said of the chosen proposal, and where scorers disagree most of all."""
    standing = comparison.standing
    widest = []
    if not isinstance(standing, NotAssessed):
        widest = [
            (proposal.proposal, one)
            for proposal in standing.proposals
            for one in disputes(proposal.dissent)
        ]
        widest.sort(key=lambda pair: (-pair[1].spread_share, pair[0]))
    return _section(
        "dissent",
        comparison,
        widest=widest[:MOST_DISPUTES],
        count=len(widest),
        titles_of=_titles(comparison),
    )


def standing_opinions(comparison: Comparison) -> Section:
    """WSJF, CD3 and RICE beside the standing.

    A method without a value for any proposal is told once.
    """
    known = [
        name
        for name in METHODS
        if any(_value(comparison, proposal, name) for proposal in comparison.titles)
    ]
    missing = [
        next(
            one
            for one in comparison.second_opinions[comparison.proposal]
            if one.opinion.method == name
        )
        for name in METHODS
        if name not in known
    ]
    rows = []
    standing = comparison.standing
    ranked = [] if isinstance(standing, NotAssessed) else list(standing.proposals)
    order = [proposal.proposal for proposal in ranked]
    for proposal in [*order, *(name for name in comparison.titles if name not in order)]:
        part = ranked[order.index(proposal)] if proposal in order else None
        rows.append((proposal, part, [_value(comparison, proposal, name) for name in known]))
    leaves_out = {
        one.opinion.method: one.opinion.leaves_out
        for one in comparison.second_opinions[comparison.proposal]
    }
    return _section(
        "opinions", comparison, rows=rows, known=known, missing=missing, leaves_out=leaves_out
    )


def standing_findings(comparison: Comparison) -> Section:
    """What was found, what was set aside, and where it comes from."""
    standing = comparison.standing
    counts = Counter(
        ()
        if isinstance(standing, NotAssessed)
        else (proposal.tier.name for proposal in standing.proposals)
    )
    return _section("findings", comparison, counts=[(counts[name], name) for name in TIERS])


def _section(part: str, comparison: Comparison, **values: object) -> Section:
    return render(
        f"standing_{part}",
        c=comparison,
        s=comparison.standing,
        own=comparison.own,
        f=comparison.figures,
        **values,
    )


def _titles(comparison: Comparison) -> dict[str, str]:
    standing = comparison.standing
    return (
        {}
        if isinstance(standing, NotAssessed)
        else {criterion.id: criterion.title for criterion in standing.criteria}
    )


def _value(comparison: Comparison, proposal: str, method: str) -> str | None:
    """Rank by one method as text; None where it is not assessed."""
    for opinion in comparison.second_opinions.get(proposal, ()):
        if opinion.opinion.method == method and not isinstance(opinion.rank, NotAssessed):
            return f"{opinion.rank:g}"
    return None
