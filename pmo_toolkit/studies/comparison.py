"""All proposals of a workspace among each other, with one of them looked at more closely."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import ProposalStanding, Standing
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.assessment.reader import read_for_comparison
from pmo_toolkit.assessment.second_opinions import RankedOpinion
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace


@dataclass(frozen=True)
class Comparison(ShownAsFirstPage):
    """The standing of all proposals, and what second opinions say.

    Parameters
    ----------
    proposal : str
        The one that is looked at more closely.
    titles : mapping of str to str
        Proposal → title, of all that can be assessed.
    standing : Standing or NotAssessed
    second_opinions : mapping of str to tuple of RankedOpinion
        Proposal → WSJF, CD3 and RICE.
    workspace, decides, as_of, input_hash, version : str
        For whom and from what; the day is ISO 8601.
    is_sample : bool
    seed : int
    figures : NumberFormat
        Writes numbers as the workspace does.

    Examples
    --------
    >>> from pmo_toolkit import compare_proposals
    >>> comparison = compare_proposals("sample", "P-001")  # doctest: +SKIP
    >>> comparison.summary()  # doctest: +SKIP
    """

    proposal: str
    titles: Mapping[str, str]
    standing: Standing | NotAssessed
    second_opinions: Mapping[str, tuple[RankedOpinion, ...]]
    workspace: str
    decides: str
    as_of: str
    input_hash: str
    version: str
    is_sample: bool
    seed: int
    figures: NumberFormat

    @property
    def own(self) -> ProposalStanding | NotAssessed:
        """The standing of the proposal that is looked at."""
        return (
            self.standing
            if isinstance(self.standing, NotAssessed)
            else self.standing.of(self.proposal)
        )

    def summary(self) -> pd.DataFrame:
        """A row a ranked proposal, the best expected rank first; empty where there is no standing.

        Columns ``proposal``, ``tier``, ``among the first`` (whole per cent), ``expected rank``
        (whole), ``rank from``, ``rank to`` and ``CD3`` (rank, or ``not assessed``).
        """
        if isinstance(self.standing, NotAssessed):
            return pd.DataFrame({"standing": [str(self.standing)]})
        found = self.standing.table
        cd3 = [self._rank(each, "CD3") for each in found["proposal"]]
        return pd.DataFrame(
            {
                "proposal": found["proposal"],
                "tier": found["tier"],
                "among the first": [
                    f"{100 * each:.0f} %" for each in found["chance among the first"]
                ],
                "expected rank": [f"{each:.0f}" for each in found["expected rank"]],
                "rank from": found["rank from"],
                "rank to": found["rank to"],
                "CD3": cd3,
            }
        )

    def _rank(self, proposal: str, method: str) -> str:
        for each in self.second_opinions.get(proposal, ()):
            if each.opinion.method == method and not isinstance(each.rank, NotAssessed):
                return f"{each.rank:g} of {each.ranked}"
        return "not assessed"

    def __repr__(self) -> str:
        known = 0 if isinstance(self.standing, NotAssessed) else len(self.standing.proposals)
        return (
            f"Comparison({self.proposal} among {len(self.titles)} proposals, {known} of them"
            " ranked)"
        )


def compare_proposals(
    workspace: Workspace | str | Path,
    proposal_id: str | None = None,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
) -> Comparison:
    """Compare all proposals of a workspace, with one of them looked at more closely.

    Parameters
    ----------
    workspace : Workspace or path
    proposal_id : str, optional
        Default: the first proposal whose rows have no fault.
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    ProposalError
        If the proposal has a row fault.
    UsageError
        If there is no such proposal.

    Examples
    --------
    >>> compare_proposals("sample", "P-003", as_of="2026-11-22")
    Comparison(P-003 among 24 proposals, 24 of them ranked)
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    proposal = ready.proposal_or_first(proposal_id)
    ready.reader(proposal).row()  # raises where there is none
    reader = ready.shared_reader()
    titles = read_for_comparison(reader)
    return Comparison(
        proposal=proposal,
        titles=titles,
        standing=ready.standing,
        second_opinions=ready.second_opinions,
        workspace=reader.config.title,
        decides=reader.config.decides,
        as_of=ready.as_of.isoformat(),
        input_hash=reader.reads.input_hash,
        version=version("pmo-toolkit"),
        is_sample=reader.config.sample,
        seed=ready.settings.seed,
        figures=ready.figures,
    )
