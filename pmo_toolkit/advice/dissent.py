"""Where those who scored a proposal see it otherwise than each other, in words.

Kept, never averaged away.
"""

from __future__ import annotations

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.core.number_format import NumberFormat


def dissent_in_words(
    standing: ProposalStanding | NotAssessed | None, figures: NumberFormat
) -> tuple[str, ...]:
    """At most two sentences with roles and numbers.

    On the standing as a whole, and on the most disputed criterion.

    Parameters
    ----------
    standing : ProposalStanding, NotAssessed or None
    figures : NumberFormat
        Writes numbers.
    """
    if standing is None or isinstance(standing, NotAssessed):
        return ()
    sentences = []
    views = sorted(
        standing.views, key=lambda view: (-view.chance_top, view.expected_rank, view.role)
    )
    # Whole per cent, as printed. One role finds it more likely than not to be among the first, and
    # another does not.
    if views and round(views[0].chance_top, 2) > 0.5 > round(views[-1].chance_top, 2):
        most, least = views[0], views[-1]
        sentences.append(
            f"By the scores of the {most.role} alone it would be among the first"
            f" {standing.tier.top} of {standing.alternatives} with a chance of"
            f" {figures.chance(most.chance_top)}, by those of the {least.role} with"
            f" {figures.chance(least.chance_top)}."
        )
    disputed = [dissent for dissent in standing.dissent if dissent.who_differs]
    if disputed:
        widest = max(disputed, key=lambda dissent: dissent.spread_share)
        title = next(
            (
                criterion.title
                for criterion in standing.criteria
                if criterion.criterion == widest.criterion
            ),
            widest.criterion,
        )
        high, low = widest.said[0], widest.said[-1]
        sentences.append(
            f"On “{title}” the scores run from {figures.number(low.value)} ({low.role}) to"
            f" {figures.number(high.value)} ({high.role})."
        )
    return tuple(sentences)
