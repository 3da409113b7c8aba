"""What all proposals of a workspace share, made ready once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.exclusions import Valuation
from pmo_toolkit.analysis.estimating.fitted_models import Models
from pmo_toolkit.analysis.standing import Standing
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.assessment.reader import ProposalReader, Reader, Standings, standing_for
from pmo_toolkit.assessment.second_opinions import RankedOpinion
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace

if TYPE_CHECKING:
    from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory

#: Net values by proposal and settings, with what was read for them.
Valuations = dict[tuple[str, Settings], tuple[Valuation, tuple[Query, ...]]]


@dataclass(frozen=True, eq=False)
class LearntHistory:
    """What was learnt from the finished projects of a workspace, shared by all its proposals.

    Parameters
    ----------
    models : Models
        Fitted so far, shared by all proposals that state the same drivers.
    histories : dict of (str, int) to dict of str to PreparedHistory
        Proposal that stands in the history itself (or the empty text), and how many projects a
        model needs → target → what it learns from.
    """

    models: Models = field(default_factory=Models)
    histories: dict[tuple[str, int], dict[str, PreparedHistory]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A workspace made ready: what all its proposals share.

    Parameters
    ----------
    workspace : Workspace
    settings : Settings
    as_of : date
        Day to which assessments refer.
    figures : NumberFormat
        Writes money and numbers.
    answers : Answers
        Answers all that is read of the workspace.
    learnt : LearntHistory
    standings : dict
        Standings drawn so far.
    valuations : dict
        Net values of proposals drawn so far for those that hang together with them.
    draws_of_others : int or None
        Draws of these net values, where they are others than those of the settings.
    """

    workspace: Workspace
    settings: Settings
    as_of: dt.date
    figures: NumberFormat
    answers: Answers = field(repr=False)
    learnt: LearntHistory = field(default_factory=LearntHistory, repr=False)
    standings: Standings = field(default_factory=dict, repr=False)
    valuations: Valuations = field(default_factory=dict, repr=False)
    draws_of_others: int | None = None

    def with_seed(self, seed: int | None) -> Prepared:
        """The same with another seed in its settings; what has been made ready is shared."""
        if seed is None or seed == self.settings.seed:
            return self
        return replace(self, settings=self.settings.with_overrides({"seed": seed}))

    def with_draws(self, draws: int) -> Prepared:
        """The same with another number of draws in its settings, save for other proposals."""
        before = self.draws_of_others or self.settings.simulation.draws
        settings = self.settings.with_overrides({"draws": draws})
        return replace(self, settings=settings, draws_of_others=before)

    def without_answers(self, proposal: str) -> Prepared | None:
        """The same as if no department had filled a blank cell of a proposal; None if none has."""
        before = self.workspace.without_answers(proposal)
        if before is None:
            return None
        answers = Answers(before, self.settings)
        return replace(self, workspace=before, answers=answers, valuations={})

    @property
    def for_others(self) -> Prepared:
        """The same as net values of other proposals are drawn in, whatever this one's draws."""
        if self.draws_of_others is None:
            return self
        settings = self.settings.with_overrides({"draws": self.draws_of_others})
        return replace(self, settings=settings, draws_of_others=None)

    def proposal_or_first(self, proposal: str | None) -> str:
        """The proposal itself; for None the first one whose rows have no fault.

        Raises
        ------
        UsageError
            If the workspace holds no proposal.
        """
        if proposal is not None:
            return proposal
        first = self.workspace.first_proposal
        if first is None:
            raise UsageError("the table proposals has no row with an id; add a proposal first")
        return first

    def reader(self, proposal: str) -> ProposalReader:
        """Reads the workspace for one proposal, and notes what was read."""
        return ProposalReader(
            self.answers, proposal, self.settings, self.as_of, self.figures, self.standings
        )

    def shared_reader(self) -> Reader:
        """Reads the workspace for all proposals together, and notes what was read."""
        return Reader(self.answers)

    @property
    def standing(self) -> Standing | NotAssessed:
        """All proposals among each other, drawn once for each seed."""
        return standing_for(self.answers, self.settings, self.standings)

    @property
    def second_opinions(self) -> Mapping[str, tuple[RankedOpinion, ...]]:
        """Proposal → what WSJF, CD3 and RICE say of it from stated figures, ranked among all."""
        return self.answers.second_opinions
