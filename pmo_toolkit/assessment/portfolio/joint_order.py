"""In which order the draws of a proposal stand beside those of all others.

Within a proposal all draws belong together. Beside another proposal the same places would belong
together by accident: both take the same dimensions of one Sobol sequence. So the draws of each
proposal are put into an order of its own, which follows from the seed and its id. Correlation
groups that several proposals name move together in all of them: the order follows what these groups
have in common, by ranks (Iman and Conover 1982), so that no draw of a proposal changes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from pmo_toolkit.analysis.uncertainty.cost_lines import shared_draws
from pmo_toolkit.analysis.uncertainty.coupling import Coupling

Places = NDArray[np.intp]
#: Spread of what a proposal has of its own beside what its shared groups have in common.
_OWN = 0.25


def shared_groups(groups_of: Iterable[Collection[str]]) -> frozenset[str]:
    """Correlation groups that more than one proposal names.

    Parameters
    ----------
    groups_of : iterable of collections of str
        Groups of each proposal.
    """
    named = Counter(group for groups in groups_of for group in set(groups))
    return frozenset(group for group, proposals in named.items() if proposals > 1)


def joint_order(
    proposal: str,
    coupling: Coupling,
    shares: Mapping[str, float],
    shared: Collection[str],
    *,
    seed: int,
    draws: int,
    of: int,
) -> Places:
    """Places of the first draws of a proposal, in the order in which they stand beside others.

    Parameters
    ----------
    proposal : str
    coupling : Coupling
        How its correlation groups move with each other.
    shares : mapping of str to float
        Group → how much of the spread of its cost the group has, in any unit.
    shared : collection of str
        Groups that other proposals name too.
    seed : int
    draws : int
        How many of the first draws are taken.
    of : int
        How many there are.

    Returns
    -------
    ndarray of int, shape (draws,)
    """
    own = np.random.default_rng(_key(seed, proposal))
    names = [
        name
        for name in coupling.groups
        if name in shared and name not in coupling.alone and shares.get(name, 0.0) > 0
    ]
    if not names:
        return own.permutation(draws)
    drawn, _ = shared_draws(
        coupling.groups, proposal=proposal, draws=of, seed=seed, between=coupling.between
    )
    weights = np.array([shares[name] for name in names])
    weights /= np.sqrt(np.sum(weights**2))
    found = weights @ np.stack([ndtri(drawn[name][:draws]) for name in names])
    common = weights @ np.stack([_common(seed, name, draws) for name in names])
    wanted = common + _OWN * own.standard_normal(draws)
    places = np.empty(draws, dtype=np.intp)
    places[np.argsort(wanted, kind="stable")] = np.argsort(found, kind="stable")
    return places


def _common(seed: int, group: str, draws: int) -> NDArray[np.float64]:
    """What a group has in common over all proposals, standard normal, shape (draws,)."""
    return np.random.default_rng(_key(seed, f"all proposals|group {group}")).standard_normal(draws)


def _key(seed: int, name: str) -> list[int]:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return [seed, *np.frombuffer(digest[:16], dtype="<u4").tolist()]
