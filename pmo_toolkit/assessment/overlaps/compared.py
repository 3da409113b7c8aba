"""Proposals of a workspace compared with each other, once, and what that says of each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pmo_toolkit.advice.proposal_overlaps import OverlapQuestions
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.overlaps.finding import find_overlaps
from pmo_toolkit.analysis.overlaps.shapes import Judgement, Overlaps, Profile, ProposalOverlaps
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.assessment.overlaps.profiles import (
    judgements_of,
    proposal_profiles,
    service_profiles,
    tie_titles,
)
from pmo_toolkit.assessment.overlaps.remarks import remarks_on_one
from pmo_toolkit.assessment.overlaps.theme_file import business_themes
from pmo_toolkit.core.settings.overlaps import OverlapSettings
from pmo_toolkit.workspace import Workspace

_WHAT = "who asks for something like it"


@dataclass(frozen=True)
class OverlapInputs:
    """All that is compared of a workspace."""

    proposals: tuple[Profile, ...]
    services: tuple[Profile, ...]
    judgements: tuple[Judgement, ...]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, workspace: Workspace) -> OverlapInputs:
        """What a workspace says of its proposals and services."""
        return cls(
            proposal_profiles(workspace),
            service_profiles(workspace),
            judgements_of(workspace),
            tie_titles(workspace),
        )

    @property
    def with_text(self) -> int:
        """How many proposals say something to compare."""
        return sum(bool(profile.whole) for profile in self.proposals)


@dataclass(frozen=True)
class ComparedProposals:
    """What was compared, and what was found.

    Parameters
    ----------
    inputs : OverlapInputs
    found : Overlaps
    fallback : str
        Why words alone were compared; the empty text where they were not.
    settings : OverlapSettings
    """

    inputs: OverlapInputs = field(repr=False)
    found: Overlaps = field(repr=False)
    fallback: str
    settings: OverlapSettings

    @property
    def questions(self) -> OverlapQuestions:
        """What was found, as questions."""
        return OverlapQuestions(
            self.found,
            {profile.id: profile for profile in self.inputs.proposals},
            {profile.id: profile for profile in self.inputs.services},
            self.settings.strong,
        )

    def of(self, proposal: str) -> ProposalOverlaps | NotAssessed:
        """What is asked about one proposal."""
        if proposal in self.found.without_text:
            why = "neither its title nor its need says anything that could be compared"
            return NotAssessed(_WHAT, why, ReasonCode.NOT_STATED)
        if self.found.compared < 2 and not self.inputs.services:
            why = "there is no other proposal, and no service, to compare it with"
            return NotAssessed(_WHAT, why, ReasonCode.NO_ROWS)
        questions = self.questions
        return ProposalOverlaps(
            proposals=questions.on_proposals(proposal),
            services=questions.on_services(proposal),
            same_words=questions.on_words(proposal),
            answers=questions.answers_on(proposal),
            remarks=remarks_on_one(proposal, self.found, self.fallback, self.settings.characters),
            encoder=self.found.encoder,
        )


def compare_inputs(
    inputs: OverlapInputs, settings: OverlapSettings, encoder: TextEncoder | None = None
) -> ComparedProposals:
    """Compare all proposals with each other and with the services.

    Parameters
    ----------
    inputs : OverlapInputs
    settings : OverlapSettings
    encoder : TextEncoder, optional
        Instead of the one that comes with the workbench.
    """
    fallback = ""
    if encoder is None:
        encoder, fallback = default_encoder()
    found = find_overlaps(
        inputs.proposals,
        inputs.services,
        encoder=encoder,
        themes=business_themes(),
        judgements=inputs.judgements,
        titles=inputs.titles,
        settings=settings,
    )
    return ComparedProposals(inputs, found, fallback, settings)


def compare_in_report(
    workspace: Workspace, settings: OverlapSettings
) -> ComparedProposals | NotAssessed:
    """The proposals of a workspace compared for its reports.

    Kept with the workspace and passed on to its what-if copies, which see whether it still fits.
    """
    key = "overlaps", settings
    content, compared = workspace.kept.get(key, (None, None))
    if content != workspace.input_hash:
        compared = _compared(workspace, settings, compared)
        workspace.kept[key] = workspace.input_hash, compared
    found: ComparedProposals | NotAssessed = compared
    return found


def overlaps_on(
    workspace: Workspace, proposal: str, settings: OverlapSettings
) -> ProposalOverlaps | NotAssessed:
    """Who asks for something like what a proposal asks for."""
    compared = compare_in_report(workspace, settings)
    return compared if isinstance(compared, NotAssessed) else compared.of(proposal)


def _compared(
    workspace: Workspace, settings: OverlapSettings, known: object
) -> ComparedProposals | NotAssessed:
    most = min(settings.most_in_report, settings.most_proposals)
    if len(workspace.table("proposals")) > most:
        why = (
            "every proposal would be compared with every other, and there are too many to do that"
            " in a report; pmo overlaps lists them, or raise overlap_most_in_report"
        )
        return NotAssessed(_WHAT, why, ReasonCode.TOO_MANY_PROPOSALS)
    inputs = OverlapInputs.of(workspace)
    if isinstance(known, ComparedProposals) and known.inputs == inputs:
        return known
    if inputs.with_text < 2 and not inputs.services:
        why = "there is no other proposal, and no service, to compare it with"
        return NotAssessed(_WHAT, why, ReasonCode.NO_ROWS)
    compared = compare_inputs(inputs, settings)
    return replace(compared, found=replace(compared.found, all_scores=()))  # for a study alone
