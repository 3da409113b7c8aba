"""What a proposal's dependencies give, in the form in which they are reported."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.dependencies.graph import NOTHING, DependencyGraph
from pmo_toolkit.analysis.dependencies.graph_results import Clash, DistantTie, KnockOn, SinglePoint


@dataclass(frozen=True)
class LinkedProposal:
    """What stands at the other end of a dependency: a proposal, work in flight, or a name alone.

    Parameters
    ----------
    id, title : str
        The title is empty where no table holds the id.
    strength : float
        Probability that the link binds, 0–1; where none is stated, the settings' default.
    department : str or None
    is_strength_stated : bool
    lag_days : float or None
        Days between the end of what is required and the start of what requires it.
    start, finish : str or None
        First day of its start window and last day of its wanted or planned finish, ISO 8601.
    """

    id: str
    title: str
    strength: float
    department: str | None = None
    is_strength_stated: bool = True
    lag_days: float | None = None
    start: str | None = None
    finish: str | None = None


@dataclass(frozen=True)
class Exclusion:
    """A proposal that cannot come about beside this one.

    Parameters
    ----------
    proposal : LinkedProposal
    chance_worth_more : float or None
        Probability that this proposal's net value is above the other's; None where either is not
        assessed.
    gives_way : bool
        Whether this proposal waits until the other is decided: the other is worth more in more
        than half of the draws (the lower id at a tie) and its own net value is likely positive,
        or the other is under way.
    is_under_way : bool
        Whether the other is work in flight.
    """

    proposal: LinkedProposal
    chance_worth_more: float | None
    gives_way: bool
    is_under_way: bool = False


@dataclass(frozen=True)
class BundleMember:
    """One proposal of a bundle.

    Parameters
    ----------
    id, title : str
    role : str
        ``enabler``, ``dependant``, or ``also required`` by a dependant.
    department : str or None
    net_value : Quantiles or NotAssessed
        Of its preferred option, alone.
    weight : float
        Probability with which its net value counts in the bundle.
    also_requires : tuple of str
        Other proposals, not approved either, that it requires.
    why : str
        Why it does not count in full, as a clause; empty where it does.
    """

    id: str
    title: str
    role: str
    department: str | None
    net_value: Quantiles | NotAssessed
    weight: float
    also_requires: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Bundle:
    """An enabler together with the proposals that require it, on the same draws.

    Parameters
    ----------
    enabler : str
    members : tuple of BundleMember
        The enabler first.
    net_value : Quantiles or NotAssessed
        The enabler's net value once, and that of each dependant where its link binds.
    chance_net_positive : float or None
        Probability that this is above zero.
    all_together : Quantiles or NotAssessed
        The net values of all members that have one, each once and in full, as if all were done.
    chance_all_together : float or None
    left_out : int
        Further dependants, that need it least, where there are more than the settings count.
    """

    enabler: str
    members: tuple[BundleMember, ...]
    net_value: Quantiles | NotAssessed
    chance_net_positive: float | None
    all_together: Quantiles | NotAssessed
    chance_all_together: float | None
    left_out: int = 0


@dataclass(frozen=True)
class Links:
    """How a proposal hangs together with others, beside what it requires and what requires it.

    Parameters
    ----------
    in_flight : tuple of LinkedProposal
        Work in flight that it requires.
    unknown : tuple of LinkedProposal
        What it requires and no table holds.
    existing : tuple of LinkedProposal
        Services and capabilities that it requires.
    around : DependencyGraph
        The nearest of all that hangs together with it, for a picture.
    excludes : tuple of Exclusion
    enables, enabled_by, relates : tuple of LinkedProposal
    bundle : Bundle or None
        The bundle that it is the enabler of where anything requires it, else that of the proposal
        which it requires most.
    other_bundles : tuple of Bundle
        Further bundles that it is part of.
    circle : tuple of str
        Proposals that require each other in a circle, this one first; empty where there is none.
    contradictions : tuple of str
        Proposals that it requires and excludes at once, itself among them where a row says so.
    may_advance : bool
        False where it excludes another and its own net value is not likely positive.
    not_before : str or None
        First day on which all that it requires is finished, lags included, ISO 8601; None where
        no such day is known.
    not_before_days : float or None
        Days from the first day of its own start window until then, never below nought.
    needs, unlocks : tuple of DistantTie
        What it hangs on and what hangs on it, over all requirements; the likeliest first.
    single_points : tuple of SinglePoint
        On which it or a goal that it serves hangs, itself among them where much hangs on it.
    knock_on : tuple of KnockOn
        What a delay of each item that it hangs on would do to it; the weightiest first.
    passes_on : tuple of KnockOn
        What a delay of its own would do to others.
    knock_on_unknown : tuple of str
        Items on either side of which no date is known, so that no knock-on is assessed.
    clashes : tuple of Clash
        Dependencies around it that cannot all hold.
    not_followed : int
        Items that hang together with it beyond those that one report follows.
    """

    in_flight: tuple[LinkedProposal, ...] = ()
    unknown: tuple[LinkedProposal, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    enables: tuple[LinkedProposal, ...] = ()
    enabled_by: tuple[LinkedProposal, ...] = ()
    relates: tuple[LinkedProposal, ...] = ()
    bundle: Bundle | None = None
    other_bundles: tuple[Bundle, ...] = ()
    circle: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    may_advance: bool = True
    not_before: str | None = None
    not_before_days: float | None = None
    needs: tuple[DistantTie, ...] = ()
    unlocks: tuple[DistantTie, ...] = ()
    single_points: tuple[SinglePoint, ...] = ()
    knock_on: tuple[KnockOn, ...] = ()
    passes_on: tuple[KnockOn, ...] = ()
    knock_on_unknown: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    not_followed: int = 0
    existing: tuple[LinkedProposal, ...] = ()
    around: DependencyGraph = NOTHING

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        """All bundles that it is part of."""
        return (*([self.bundle] if self.bundle else []), *self.other_bundles)


NO_LINKS = Links()
#: Stands among contradictions where a row names the proposal at both of its ends.
ITSELF = "itself"
