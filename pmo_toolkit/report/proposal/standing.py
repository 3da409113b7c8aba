"""How one proposal stands among the others, and how sure that is: a section of its report."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.analysis.standing.dissent import Dissent
from pmo_toolkit.analysis.standing.shapes import ScorerView, Swap
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.charts import standing as charts
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import number_format_of

#: Criteria on which disagreement is told at once; the rest is folded away.
MOST_DISPUTES = 3
#: Ranks that take this share of all and more are no rank yet.
_ANYWHERE = 0.8
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
    """Tier, chance of each rank, neighbours and what would swap them, dissent, second opinions."""
    result, numbers = assessment.standing, number_format_of(assessment)
    parts: dict[str, object] = {
        "picture": None,
        "dissent": (),
        "others": (),
        "extremes": (),
        "meaning": "",
    }
    if not isinstance(result, NotAssessed):
        disputed = disputes(result.dissent)
        parts = {
            "picture": _ranks(result, numbers),
            "dissent": disputed[:MOST_DISPUTES],
            "others": disputed[MOST_DISPUTES:],
            "extremes": extremes(result.views, result.alternatives),
            "meaning": MEANINGS.get(result.tier.name, ""),
        }
    return render(
        "standing",
        a=assessment,
        s=result,
        f=numbers,
        titles=criterion_titles(result),
        weighing=None if isinstance(result, NotAssessed) else result.weighing,
        swap=swap_words,
        amount=amount_words,
        **parts,
    )


def criterion_titles(result: ProposalStanding | NotAssessed) -> dict[str, str]:
    """Id of a criterion → its title."""
    return (
        {}
        if isinstance(result, NotAssessed)
        else {criterion.criterion: criterion.title for criterion in result.criteria}
    )


def disputes(dissent: Sequence[Dissent]) -> list[Dissent]:
    """Criteria on which somebody differs, the widest spread first."""
    return sorted(
        (dispute for dispute in dissent if dispute.who_differs), key=lambda each: -each.spread_share
    )


def extremes(views: Sequence[ScorerView], alternatives: int) -> tuple[ScorerView, ...]:
    """The kindest and the hardest view where they lie a third of all ranks or more apart.

    Else nothing.
    """
    ordered = sorted(views, key=lambda each: each.expected_rank)
    if len(ordered) < 2 or ordered[-1].expected_rank - ordered[0].expected_rank < alternatives / 3:
        return ()
    return (ordered[0], ordered[-1])


def swap_words(swap: Swap | NotAssessed, titles: dict[str, str], numbers: NumberFormat) -> str:
    """The smallest change of weights that reverses two proposals, as a clause."""
    if isinstance(swap, NotAssessed):
        if swap.code is ReasonCode.NO_WEIGHTS:
            return swap.why
        return f"what would swap them is not assessed: {swap.why}"
    single = swap.single
    if single is not None:
        name = titles.get(single.criterion, single.criterion)
        return (
            f"they would swap if “{name}” counted {numbers.share(single.after)} instead of"
            f" {numbers.share(single.before)} and the other criteria kept their proportions"
        )
    less = [
        titles.get(change.criterion, change.criterion)
        for change in swap.changes
        if change.after < change.before
    ]
    more = [
        titles.get(change.criterion, change.criterion)
        for change in swap.changes
        if change.after > change.before
    ]
    return (
        f"they would swap if {numbers.share(swap.moved)} of all weight moved from"
        f" “{'” and “'.join(less)}” to “{'” and “'.join(more)}”"
    )


def amount_words(numbers: NumberFormat, value: float, unit: str) -> str:
    """What a method was fed with or gave, with its unit."""
    if unit == "share":
        return numbers.share(value)
    if unit.startswith("money"):
        return f"{numbers.money(value)}{unit.removeprefix('money')}"
    return numbers.quantity(value, unit)


def _ranks(result: ProposalStanding, numbers: NumberFormat) -> Picture:
    low, high = result.rank_low, result.rank_high
    where = f"The dark ranks {low} to {high} have"
    if low == high:
        where = f"The dark rank {low} has"
    if high - low + 1 >= _ANYWHERE * result.alternatives:
        where = f"It may end anywhere: the dark ranks {low} to {high} have"
    return picture(
        lambda ax: charts.rank_bars(ax, result, numbers),
        alt=charts.rank_bars_alt(result, numbers),
        caption=(
            f"Read it so: each bar is the chance of one rank among {result.alternatives}, over"
            f" plausible weights and over the scores of all scorers. {where} at least 80 %"
            f" of the chance; the shaded part is the first {result.tier.top}."
        ),
        plot_height=150,
    )
