"""A proposal as it stands and under other figures, side by side, with the sentence that changed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.core.number_format import NumberFormat, clean_text
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.what_if.outlook import Outlook

_NOT_ASSESSED = "not assessed"


class Line(NamedTuple):
    """One figure as it stands and under the changes, any text."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether a reader sees a difference."""
        return self.before != self.after


class Piece(NamedTuple):
    """A piece of a sentence, and whether it is new."""

    text: str
    is_new: bool


def what_if(before: Outlook, after: Outlook, numbers: NumberFormat) -> Section:
    """The advice, chances, cost and ranks under changes beside those of today.

    Parameters
    ----------
    before, after : Outlook
        Of the same proposal.
    numbers : NumberFormat

    Examples
    --------
    >>> from pmo_toolkit.studies.what_if.study import WhatIfStudy
    >>> study = WhatIfStudy("data/sample", "P-021", as_of="2026-01-15")
    >>> what_if(study.today, study.today, study.figures).name
    'what_if'
    """
    return render(
        "what_if",
        changed=bool(after.changes),
        before=before,
        after=after,
        pieces=pieces_of(before.sentence, after.sentence),
        lines=lines_of(before, after, numbers),
        curve=_curve(before, after, numbers),
        on_border=len(after.possible) > 1,
    )


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """The later sentence in pieces, those apart that the earlier one does not have."""
    old, new = clean_text(before).split(), clean_text(after).split()
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(
        Piece(" ".join(new[first:last]), kind != "equal")
        for kind, _, _, first, last in matcher.get_opcodes()
        if first < last
    )


def changed_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """As `pieces_of`; none where both say the same."""
    return () if before == after else pieces_of(before, after)


def lines_of(before: Outlook, after: Outlook, numbers: NumberFormat) -> tuple[Line, ...]:
    """Every figure of the comparison that is assessed on either side, as text."""
    old, new = dict(_figures(before, numbers)), dict(_figures(after, numbers))
    return tuple(
        Line(label, old.get(label, _NOT_ASSESSED), new.get(label, _NOT_ASSESSED))
        for label in dict.fromkeys((*old, *new))
    )


def _figures(outlook: Outlook, numbers: NumberFormat) -> Iterator[tuple[str, str]]:
    yield "Our advice", outlook.position
    yield "Confidence", outlook.confidence
    for likelihood in outlook.likelihoods:
        chance = f"{numbers.chance(likelihood.probability)}, {likelihood.words}"
        yield f"Chance: {likelihood.statement}", chance
    if isinstance(outlook.cost, CostView):
        yield "Cost, even chance (P50)", numbers.money(outlook.cost.p50)
        yield "Cost to plan with (P80)", numbers.money(outlook.cost.p80)
    yield from _of_options(outlook, numbers)
    yield from _ranks(outlook, numbers)


def _of_options(outlook: Outlook, numbers: NumberFormat) -> Iterator[tuple[str, str]]:
    if isinstance(outlook.options, NotAssessed):
        return
    for option in outlook.options.options:
        name = f"{option.title} ({option.id})"
        if option.preferred:
            yield "The option that we advise on", name
        if option.chance_net_positive is not None:
            yield f"Chance to be worth it: {name}", numbers.chance(option.chance_net_positive)
        if option.chance_if_owned not in (None, option.chance_net_positive):
            owned = numbers.chance(option.chance_if_owned or 0.0)
            yield f"The same if every benefit had an owner: {name}", owned


def _ranks(outlook: Outlook, numbers: NumberFormat) -> Iterator[tuple[str, str]]:
    standing = outlook.standing
    if not isinstance(standing, NotAssessed):
        rank = f"{numbers.number(standing.expected_rank, 2)} of {standing.alternatives}"
        yield "Rank by scores (figures do not move it)", rank
    for opinion in outlook.opinions:
        if not isinstance(opinion.rank, NotAssessed):
            rank = f"{numbers.number(opinion.rank, 3)} of {opinion.ranked}"
            yield f"Rank by {opinion.opinion.method}", rank


def _curve(before: Outlook, after: Outlook, numbers: NumberFormat) -> Picture | None:
    cost, former = after.cost, before.cost
    if isinstance(cost, NotAssessed):
        return None
    behind = former if isinstance(former, CostView) and after.changes else None
    caption = "Read it so: the higher the curve at an amount, the surer the cost stays within it."
    if behind is not None:
        caption += " The broken line is the cost as it stands today."
    return picture(
        lambda ax: charts.s_curve(ax, cost, numbers, before=behind),
        alt=charts.s_curve_alt(cost, numbers),
        caption=caption,
        plot_height=200,
        left=54,
        top=14,
    )
