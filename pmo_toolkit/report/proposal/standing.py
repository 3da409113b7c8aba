"""How one proposal stands among the others, and how sure that is: a section of its report."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.analysis.standing.dissent import Dissent
from pmo_toolkit.analysis.standing.shapes import ScorerView, Swap, weighing_of
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.charts import standing as charts
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import figures_of

#: Criteria on which disagreement is told at once; the rest is folded away.
MOST_TOLD = 3
MEANINGS = {
    "robust": (
        "Nearly all plausible weights and scores put it among the first, and no scorer sees it"
        " otherwise."
    ),
    "contested": (
        "Where it ends depends on how much each criterion counts, or on whose scores one takes."
    ),
    "weak": "Hardly any plausible weights and scores put it among the first.",
}


def standing(assessment: Assessment) -> Section:
    """Tier, chance of each rank, neighbours and what would swap them, dissent by role, second opinions."""
    found, figures = assessment.standing, figures_of(assessment)
    told: dict[str, object] = {
        "picture": None,
        "dissent": (),
        "others": (),
        "extremes": (),
        "meaning": "",
    }
    if not isinstance(found, NotAssessed):
        disputed = disputes(found.dissent)
        told = {
            "picture": _ranks(found, figures),
            "dissent": disputed[:MOST_TOLD],
            "others": disputed[MOST_TOLD:],
            "extremes": extremes(found.views, found.alternatives),
            "meaning": MEANINGS.get(found.tier.name, ""),
        }
    return render(
        "standing",
        a=assessment,
        s=found,
        f=figures,
        titles=criterion_titles(found),
        weighing=weighing_of(found),
        swap=swap_words,
        amount=amount_words,
        **told,
    )


def criterion_titles(found: ProposalStanding | NotAssessed) -> dict[str, str]:
    """Id of a criterion → its title."""
    return (
        {}
        if isinstance(found, NotAssessed)
        else {each.criterion: each.title for each in found.criteria}
    )


def disputes(dissent: Sequence[Dissent]) -> list[Dissent]:
    """Criteria on which somebody differs, the widest spread first."""
    return sorted(
        (each for each in dissent if each.who_differs), key=lambda each: -each.spread_share
    )


def extremes(views: Sequence[ScorerView], alternatives: int) -> tuple[ScorerView, ...]:
    """The kindest and the hardest view where they lie a third of all ranks or more apart.

    Else nothing.
    """
    ordered = sorted(views, key=lambda each: each.expected_rank)
    if len(ordered) < 2 or ordered[-1].expected_rank - ordered[0].expected_rank < alternatives / 3:
        return ()
    return (ordered[0], ordered[-1])


def swap_words(found: Swap | NotAssessed, titles: dict[str, str], figures: NumberFormat) -> str:
    """The smallest change of weights that reverses two proposals, as a clause."""
    if isinstance(found, NotAssessed):
        return (
            found.why
            if "no weights" in found.why
            else f"what would swap them is not assessed: {found.why}"
        )
    one = found.single
    if one is not None:
        name = titles.get(one.criterion, one.criterion)
        return (
            f"they would swap if “{name}” counted {figures.share(one.after)} instead of"
            f" {figures.share(one.before)} and the other criteria kept their proportions"
        )
    less = [
        titles.get(each.criterion, each.criterion)
        for each in found.changes
        if each.after < each.before
    ]
    more = [
        titles.get(each.criterion, each.criterion)
        for each in found.changes
        if each.after > each.before
    ]
    return (
        f"they would swap if {figures.share(found.moved)} of all weight moved from"
        f" “{'” and “'.join(less)}” to “{'” and “'.join(more)}”"
    )


def amount_words(figures: NumberFormat, value: float, unit: str) -> str:
    """What a method was fed with or gave, with its unit."""
    if unit == "share":
        return figures.share(value)
    if unit.startswith("money"):
        return f"{figures.money(value)}{unit.removeprefix('money')}"
    return figures.quantity(value, unit)


def _ranks(found: ProposalStanding, figures: NumberFormat) -> Picture:
    low, high = found.rank_low, found.rank_high
    span = f"rank {low} has" if low == high else f"ranks {low} to {high} have"
    return picture(
        lambda ax: charts.rank_bars(ax, found, figures),
        alt=charts.rank_bars_alt(found, figures),
        caption=(
            f"Read it so: each bar is the chance of one rank among {found.alternatives}, over"
            f" plausible weights and over the scores of all scorers. The dark {span} at least 80 %"
            f" of the chance; the shaded part is the first {found.tier.top}."
        ),
        plot_height=150,
    )
