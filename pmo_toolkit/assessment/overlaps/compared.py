"""Proposals of a workspace compared with each other, once, and what that says of each of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Protocol

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.overlaps.figures import OverlapFigures
from pmo_toolkit.analysis.overlaps.finding import OverlapSearch
from pmo_toolkit.analysis.overlaps.questions import OverlapQuestions
from pmo_toolkit.analysis.overlaps.shapes import Overlaps, ProposalOverlaps
from pmo_toolkit.assessment.overlaps.encoders import (
    SENTENCE_ENCODER,
    default_encoder,
    installed_encoder,
    theme_vectors,
)
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

#: Whose code kept figures depend on; the themes are part of their key.
CODE = "pmo_toolkit.analysis.overlaps"
_WHAT = "who asks for something like it"
_ALONE = NotAssessed(
    _WHAT, "there is no other proposal, and no service, to compare it with", ReasonCode.NO_ROWS
)


class Shelf(Protocol):
    """Keeps figures from one run to the next."""

    def get(self, key: str) -> Mapping[str, Any] | None:
        """The figures of a key; None where there are none."""
        ...

    def put(self, key: str, figures: Mapping[str, Any]) -> None:
        """Keep figures under a key."""
        ...


def search_of(workspace: Workspace, settings: OverlapSettings, most: int) -> OverlapSearch:
    """What a workspace says of its proposals and services, to be searched.

    Parameters
    ----------
    workspace : Workspace
    settings : OverlapSettings
    most : int
        Proposals and services together beyond which services are left out.
    """
    proposals, services = proposal_profiles(workspace), service_profiles(workspace)
    left_out = len(services) if len(proposals) + len(services) > most else 0
    return OverlapSearch(
        proposals,
        () if left_out else services,
        business_themes(),
        judgements_of(workspace),
        tie_titles(workspace),
        settings,
        left_out,
    )


@dataclass(frozen=True)
class ComparedProposals:
    """What was compared, and what was found.

    Parameters
    ----------
    search : OverlapSearch
    found : Overlaps
    fallback : str
        Why words alone were compared; the empty text where they were not.
    """

    search: OverlapSearch = field(repr=False)
    found: Overlaps = field(repr=False)
    fallback: str = ""

    @property
    def questions(self) -> OverlapQuestions:
        """What was found, as questions."""
        return OverlapQuestions(
            self.found,
            {profile.id: profile for profile in self.search.proposals},
            {profile.id: profile for profile in self.search.services},
            self.search.settings.strong,
        )

    def of(self, proposal: str) -> ProposalOverlaps | NotAssessed:
        """What is asked about one proposal."""
        if proposal in self.found.without_text:
            why = "neither its title nor its need says anything that could be compared"
            return NotAssessed(_WHAT, why, ReasonCode.NOT_STATED)
        if self.found.compared < 2 and not self.search.services:
            return _ALONE
        questions = self.questions
        return ProposalOverlaps(
            proposals=questions.on_proposals(proposal),
            services=questions.on_services(proposal),
            same_words=questions.on_words(proposal),
            answers=questions.answers_on(proposal),
            remarks=remarks_on_one(proposal, self.search, self.found, self.fallback),
            encoder=self.found.encoder,
        )


def compare(search: OverlapSearch, encoder: TextEncoder | None = None) -> ComparedProposals:
    """Compare all proposals with each other and with the services.

    Parameters
    ----------
    search : OverlapSearch
    encoder : TextEncoder, optional
        Instead of the one that comes with the workbench.
    """
    figures, name, fallback = _figures(search, encoder)
    return ComparedProposals(search, search.explained(figures, name), fallback)


def _figures(search: OverlapSearch, encoder: TextEncoder | None) -> tuple[OverlapFigures, str, str]:
    """Figures, by what texts were compared, and why by words alone."""
    fallback = ""
    if encoder is None:
        encoder, fallback = default_encoder()
    return search.compare(encoder, theme_vectors(encoder)), encoder.name, fallback


def compare_in_report(
    workspace: Workspace, settings: OverlapSettings, shelf: Shelf | None = None
) -> ComparedProposals | NotAssessed:
    """The proposals of a workspace compared for its reports.

    Kept with the workspace and passed on to its what-if copies, which see whether it still fits.

    Parameters
    ----------
    workspace : Workspace
    settings : OverlapSettings
    shelf : Shelf, optional
        Where the figures lie from one run to the next.
    """
    key = "overlaps", settings
    content, compared = workspace.kept.get(key, (None, None))
    if content != workspace.input_hash:
        compared = _compared(workspace, settings, compared, shelf)
        workspace.kept[key] = workspace.input_hash, compared
    found: ComparedProposals | NotAssessed = compared
    return found


def keep_compared(
    workspace: Workspace, settings: OverlapSettings, compared: ComparedProposals | NotAssessed
) -> None:
    """Let `compare_in_report` find this for a workspace, as for a what-if beside unmoved others."""
    workspace.kept["overlaps", settings] = workspace.input_hash, compared


def _compared(
    workspace: Workspace, settings: OverlapSettings, known: object, shelf: Shelf | None
) -> ComparedProposals | NotAssessed:
    most = min(settings.most_in_report, settings.most_proposals)
    if len(workspace.table("proposals")) > most:
        why = (
            "every proposal would be compared with every other, and there are too many to do that"
            " in a report; pmo overlaps lists them, or raise overlap_most_in_report"
        )
        return NotAssessed(_WHAT, why, ReasonCode.TOO_MANY_PROPOSALS)
    search = search_of(workspace, settings, most)
    if isinstance(known, ComparedProposals) and known.search == search:
        return known
    if len(search.usable) < 2 and not search.services:
        return _ALONE
    key = None if shelf is None else _key(search)
    if shelf is not None and key is not None:
        kept = _known(shelf, key, search)
        if kept is not None:
            return kept
    figures, name, fallback = _figures(search, None)
    if shelf is not None and key is not None and not fallback:
        shelf.put(key, figures.as_json())
    figures = replace(figures, every=())  # only a study lists the scores of all pairs
    return ComparedProposals(search, search.explained(figures, name), fallback)


def _known(shelf: Shelf, key: str, search: OverlapSearch) -> ComparedProposals | None:
    """What was found before in the very same search; None where that is not known."""
    record = shelf.get(key)
    if record is None:
        return None
    try:
        figures = OverlapFigures.from_json(record)
        return ComparedProposals(search, search.explained(figures, SENTENCE_ENCODER))
    except (KeyError, TypeError, ValueError, IndexError):
        return None  # whatever wrote it, it was not this search


def _key(search: OverlapSearch) -> str | None:
    """sha256 of all that figures depend on beside the code; None without the sentence encoder."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    compared = [encoder, *(getattr(search, part.name) for part in fields(search))]
    text = json.dumps(compared, default=_as_plain, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _as_plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: getattr(value, part.name) for part in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else repr(value)
