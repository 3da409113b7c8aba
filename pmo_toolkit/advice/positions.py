"""The position that the rules lead to, and whether the draws tell it from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import sqrt

from pmo_toolkit.advice.shapes import POSITIONS, Results, firmest, start_beside_running_work
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal
from pmo_toolkit.core.settings import Settings

#: Standard errors within which a chance counts as not told from a threshold.
_ERRORS = 2.0


def position_of(results: Results, settings: Settings) -> str:
    """The position that is advised: one of `POSITIONS`.

    Where the draws cannot tell several apart, the most cautious of them.
    """
    return possible_positions(results, settings)[-1]


def possible_positions(results: Results, settings: Settings) -> tuple[str, ...]:
    """Positions that the rules lead to within the sampling error of the chances, boldest first.

    The error is that of a share of independent draws (binomial); draws of a Sobol sequence err
    less, so that a border is said too often rather than too seldom.
    """
    grounds, draws = Grounds.of(results), settings.simulation.draws
    chances = (grounds.chance, grounds.within, grounds.start, grounds.if_free)
    found = {
        position_from(
            replace(grounds, chance=chance, within=within, start=start, if_free=if_free), settings
        )
        for chance, within, start, if_free in product(*(_near(chance, draws) for chance in chances))
    }
    return tuple(sorted(found, key=POSITIONS.index))


def _near(chance: float | None, draws: int) -> tuple[float | None, ...]:
    """A chance, and the ends of what it may be."""
    if chance is None:
        return (None,)
    error = _ERRORS * sqrt(chance * (1 - chance) / draws)
    return (chance - error, chance, chance + error)


@dataclass(frozen=True)
class Grounds:
    """All that the position rests on.

    Parameters
    ----------
    chance, within : float or None
        Probability that the net value is positive, and that the budget asked for suffices; None:
        not assessed.
    goals : bool
        Whether a business goal is named.
    evidence : float
        Share of evidence that is present, 0–1.
    requires, required_by : tuple of LinkedProposal
    bundle : float or None
        Probability that the proposal is worth it together with those that require it.
    unknown : tuple of LinkedProposal
        What it requires and no table holds.
    gives_way : bool
        Whether a proposal that excludes this one is to be decided first.
    may_advance : bool
        False where it excludes another and its own net value is not likely positive.
    in_part : bool
        Whether the option that is advised delivers a part of the proposal only.
    start : float or None
        Probability that no month for which hours are stated is ruled out as a start by want of
        people; None where that is not known.
    if_free : float or None
        Probability that the net value is positive if all whom it needs were free at once; None
        where it is not known to wait for anybody.
    """

    chance: float | None
    within: float | None
    goals: bool
    evidence: float
    requires: tuple[LinkedProposal, ...] = ()
    required_by: tuple[LinkedProposal, ...] = ()
    bundle: float | None = None
    unknown: tuple[LinkedProposal, ...] = ()
    gives_way: bool = False
    may_advance: bool = True
    in_part: bool = False
    start: float | None = None
    if_free: float | None = None

    @classmethod
    def of(cls, results: Results) -> Grounds:
        """The grounds that results give."""
        start, wait = start_beside_running_work(results), results.wait_for_people
        return cls(
            results.chance_net_positive,
            results.chance_within_budget,
            bool(results.alignment.goals),
            results.readiness.share,
            results.requires,
            results.required_by,
            results.chance_of_bundle,
            results.links.unknown,
            any(exclusion.gives_way for exclusion in results.links.excludes),
            results.links.may_advance,
            results.in_part,
            None if start is None else 1 - start.chance_ruled_out,
            None if wait is None else wait.chance_if_free,
        )


def position_from(grounds: Grounds, settings: Settings) -> str:
    """The position that the rules lead to on these grounds: one of `POSITIONS`."""
    position = _with_bundle(_alone(grounds, settings), grounds, settings)
    if position not in ("advance", "advance in part"):
        return position
    if firm_link(grounds.requires) or grounds.gives_way:
        return "defer"
    if is_without_people(grounds.start, settings):
        return "defer"
    if firm_link(grounds.unknown) or not grounds.may_advance:
        return "explore"
    return position


def _alone(grounds: Grounds, settings: Settings) -> str:
    """The position by the proposal's own net value, evidence and budget."""
    chance = printed(grounds.chance)
    if pays_only_if_free(grounds.chance, grounds.if_free, settings):
        return "defer"
    if chance is not None and chance < settings.advice.unlikely:
        return "do not pursue yet"
    if chance is None or not _is_ripe(grounds, settings):
        return "explore"
    if chance < settings.advice.roughly_even:
        return "defer"
    if chance < settings.advice.likely:
        return "explore"
    return _by_budget(grounds, settings)


def _with_bundle(alone: str, grounds: Grounds, settings: Settings) -> str:
    """The position of an enabler, where its bundle is likelier worth it than it is alone."""
    chance, bundle = printed(grounds.chance), printed(grounds.bundle)
    if chance is None or chance >= settings.advice.likely:
        return alone
    if bundle is None:
        # those that hang on it are not valued: nobody knows yet what it would be worth with them
        hangs = alone == "do not pursue yet" and firm_link(grounds.required_by)
        return "explore" if hangs else alone
    if bundle >= settings.advice.likely and _is_ripe(grounds, settings):
        return _by_budget(grounds, settings)
    lowest = settings.advice.unlikely
    if alone == "defer":
        lowest = settings.advice.roughly_even
    return "explore" if bundle >= lowest else alone


def _is_ripe(grounds: Grounds, settings: Settings) -> bool:
    return grounds.goals and grounds.evidence >= settings.advice.evidence_to_advance


def _by_budget(grounds: Grounds, settings: Settings) -> str:
    if grounds.in_part:  # the budget is for the whole, and says nothing of the part
        return "advance in part"
    within = printed(grounds.within)
    if within is not None and within < settings.advice.budget_floor:
        return "advance in part"
    return "advance"


def is_without_people(start: float | None, settings: Settings) -> bool:
    """Whether a start in any month for which hours are stated is unlikely, for want of people."""
    chance = printed(start)
    return chance is not None and chance < settings.advice.roughly_even


def pays_only_if_free(chance: float | None, if_free: float | None, settings: Settings) -> bool:
    """Whether people stand in the way, not money.

    So it is where the net value is unlikely positive with the wait for them, `chance`, and would be
    likely positive if all were free at once, `if_free`.
    """
    with_wait, without = printed(chance), printed(if_free)
    if with_wait is None or without is None:
        return False
    return with_wait < settings.advice.roughly_even and without >= settings.advice.likely


def people_stand_in_the_way(results: Results, settings: Settings) -> bool:
    """Whether it would likely be worth it if people were free at once, and is not as they are."""
    wait = results.wait_for_people
    if_free = None if wait is None else wait.chance_if_free
    return pays_only_if_free(results.chance_net_positive, if_free, settings)


def printed(probability: float | None) -> float | None:
    """A probability in whole per cent, as it is printed.

    Thresholds then agree with what the reader sees.
    """
    return None if probability is None else round(probability, 2)


def firm_link(linked: Sequence[LinkedProposal]) -> LinkedProposal | None:
    """The linked proposal that binds most, if one binds firmly."""
    place = firmest(linked)
    return None if place is None else linked[place]
