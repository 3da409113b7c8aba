"""How a proposal hangs together with others, and what it is worth together with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmo_toolkit.advice.dependency_words import (
    bundle_in_words,
    knock_on_in_words,
    rows_in_words,
    single_point_in_words,
    some_of,
    unlocked_in_words,
)
from pmo_toolkit.analysis.dependencies.dates import free_from
from pmo_toolkit.analysis.dependencies.graph_results import DistantTie, KnockOn
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal, Links
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed
from pmo_toolkit.report.kit.dependency_maps import map_picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import number_format_of


@dataclass(frozen=True)
class Tie:
    """One dependency as a row: what ties it to what, how firmly, and what follows."""

    id: str
    title: str
    words: str
    strength: str
    remark: str


def dependencies(assessment: Assessment) -> Section:
    """What the proposal hangs on and what hangs on it, near and far, and its bundles."""
    numbers = number_format_of(assessment)
    links = assessment.dependencies.links
    ties = list(_ties(assessment, numbers))
    told = {clash.kind for clash in links.clashes}
    return render(
        "dependencies",
        f=numbers,
        ties=ties,
        not_before=links.not_before,
        late=bool(links.not_before_days),
        circle=listed(links.circle) if links.circle and "circle" not in told else "",
        clashes=[(clash.sentence, rows_in_words(clash.rows)) for clash in links.clashes],
        chart=map_picture(links.around, assessment.proposal.id),
        delay=delay_of(links.knock_on or links.passes_on),
        knock_on=links.knock_on,
        first_knock_on=(
            knock_on_in_words(links.knock_on[0], numbers, effect="this one")
            if links.knock_on
            else ""
        ),
        unlocks=_unlocks(links, numbers),
        unknown=some_of(links.knock_on_unknown) if links.knock_on_unknown else "",
        single_points=[single_point_in_words(point) for point in links.single_points],
        not_followed=links.not_followed,
        bundles=[(bundle, bundle_in_words(bundle, numbers)) for bundle in links.bundles],
    )


def delay_of(knock_on: Sequence[KnockOn]) -> float | None:
    """The delay that knock-on is told for, days; None where there is none."""
    return knock_on[0].delay_days if knock_on else None


def _unlocks(links: Links, numbers: NumberFormat) -> list[tuple[DistantTie, str, KnockOn | None]]:
    """What hangs on the proposal, how surely, and what its own delay would do to that."""
    passed = {found.effect: found for found in links.passes_on}
    return [(tie, unlocked_in_words(tie, numbers), passed.get(tie.id)) for tie in links.unlocks]


def _ties(assessment: Assessment, numbers: NumberFormat) -> Iterator[Tie]:
    """All dependencies, those that bind first."""
    links, own = assessment.dependencies.links, assessment.dependencies
    for work in (*own.requires, *links.in_flight, *links.unknown):
        yield _tie(work, "is required by this one", _finish(work), numbers)
    ends = {item.id: item.contract_end for item in links.around.items}
    for work in links.existing:
        until = ends.get(work.id)
        remark = f"its contract ends on {day(until)}" if until else "there today"
        yield _tie(work, "is required by this one", remark, numbers)
    for work in own.required_by:
        yield _tie(work, "requires this one", "", numbers)
    for exclusion in links.excludes:
        remark = "which is worth more is not known"
        if exclusion.chance_worth_more is not None:
            share = numbers.chance(exclusion.chance_worth_more)
            remark = f"this one is worth more in {share} of the simulated cases"
        yield _tie(
            exclusion.proposal, "excludes this one, and the other way round", remark, numbers
        )
    for work in links.enabled_by:
        yield _tie(work, "would make this one worth more", "best before this one", numbers)
    for work in links.enables:
        yield _tie(work, "would be worth more after this one", "best after this one", numbers)
    for work in links.relates:
        yield _tie(work, "touches this one", "where is asked of both departments", numbers)


def _tie(work: LinkedProposal, words: str, remark: str, numbers: NumberFormat) -> Tie:
    strength = numbers.share(work.strength)
    if not work.is_strength_stated:
        strength = f"not stated, taken as {strength}"
    return Tie(work.id, work.title or "not known here", words, strength, remark)


def _finish(work: LinkedProposal) -> str:
    free = free_from(work)
    if free is None or work.finish is None:
        return "its finish is not stated"
    lag = f", then {counted(round(work.lag_days), 'day', 'days')}" if work.lag_days else ""
    return f"finished by {day(work.finish)}{lag}: this one from {day(free)}"
