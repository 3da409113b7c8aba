"""All proposals of a workspace that may ask for the same, or for what a service already does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.analysis.overlaps.questions import OverlapQuestions
from pmo_toolkit.analysis.overlaps.shapes import OverlapQuestion, Overlaps
from pmo_toolkit.assessment.overlaps.compared import ComparedProposals, compare, search_of
from pmo_toolkit.assessment.overlaps.remarks import remarks_on_all
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, load_workspace

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class OverlapStudy:
    """Proposals of a workspace that may ask for the same.

    Parameters
    ----------
    overlaps : Overlaps
    questions : OverlapQuestions
        What was found, as questions.
    remarks : tuple of str
        What limits the result, in words.
    failed : tuple of str
        Proposals that row faults keep out.
    workspace, input_hash, version : str
        From what.
    is_sample : bool
    """

    overlaps: Overlaps
    questions: OverlapQuestions
    remarks: tuple[str, ...]
    failed: tuple[str, ...]
    workspace: str
    input_hash: str
    version: str
    is_sample: bool

    def as_dict(self, *, every_pair: bool = False) -> dict[str, Any]:
        """What ``pmo overlaps --json`` writes; see ``pmo_toolkit/schemas/overlaps.schema.json``.

        Parameters
        ----------
        every_pair : bool
            List the scores of all pairs too, as ``all_pairs``.

        Raises
        ------
        UsageError
            For the scores of all pairs, where what was found before was taken again.
        """
        found, compared = self.overlaps, self.questions.proposals.keys()
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
            "not_compared": sorted(
                {*found.without_text, *self.failed} - (compared - set(found.without_text))
            ),
            "pairs": self._pairs(),
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
            if found.compared > 1 and not found.all_scores:
                raise UsageError("scores of all pairs are not kept; study_overlaps finds them")
            made["all_pairs"] = [
                {"a": one, "b": other, "score": score} for one, other, score in found.all_scores
            ]
        return made

    def _pairs(self) -> list[dict[str, Any]]:
        pairs = [(pair, self.questions.of_pair(pair, pair.b)) for pair in self.overlaps.pairs]
        return [
            {
                "a": pair.a,
                "b": pair.b,
                "score": pair.score,
                **_in_words(question),
                "grounds": pair.grounds,
                "doubts": list(pair.doubts),
            }
            for pair, question in pairs
        ]

    def _services(self) -> list[dict[str, Any]]:
        services = [(reuse, self.questions.of_service(reuse)) for reuse in self.overlaps.services]
        return [
            {
                "proposal": reuse.proposal,
                "service": reuse.service,
                "score": reuse.score,
                **_in_words(question),
                "grounds": reuse.grounds,
                "doubts": list(reuse.doubts),
            }
            for reuse, question in services
        ]

    def _same_words(self) -> list[dict[str, Any]]:
        pairs = [(pair, self.questions.of_words(pair, pair.b)) for pair in self.overlaps.same_words]
        return [
            {"a": pair.a, "b": pair.b, "words": list(pair.words), **_in_words(question)}
            for pair, question in pairs
        ]

    def __repr__(self) -> str:
        found = self.overlaps
        return f"OverlapStudy({found.compared} proposals, {len(found.pairs)} questions)"


def study_overlaps(
    workspace: Workspace | str | Path,
    *,
    encoder: TextEncoder | None = None,
    settings: Settings | None = None,
    known: ComparedProposals | NotAssessed | None = None,
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
    known : ComparedProposals or NotAssessed, optional
        What reports found (`Answers.compared`): taken again if it is of the very same search. It
        lacks the scores of all pairs.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If there are more proposals than the setting ``overlap_most_proposals`` allows.
    """
    read = load_workspace(workspace)
    chosen = (settings or read.settings).overlaps
    search = search_of(read, chosen, chosen.most_proposals)
    if len(search.proposals) > chosen.most_proposals:
        raise UsageError(
            f"the workspace holds {len(search.proposals)} proposals, and every pair of them would"
            " be compared; split it, or raise overlap_most_proposals (now"
            f" {chosen.most_proposals})"
        )
    if isinstance(known, ComparedProposals) and known.search == search:
        compared = known
    else:
        compared = compare(search, encoder)
    return OverlapStudy(
        overlaps=compared.found,
        questions=replace(compared.questions, names=read.department_names),
        remarks=(
            *remarks_on_all(search, compared.found, compared.fallback),
            *_remarks_on_faults(read, compared.questions.proposals),
        ),
        failed=tuple(read.failed),
        workspace=read.config.title,
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        is_sample=read.is_sample,
    )


def _remarks_on_faults(workspace: Workspace, compared: Collection[str]) -> Iterator[str]:
    """Which proposals have faults, where, and whether they were compared all the same."""
    for name, faults in sorted(workspace.failed.items()):
        where = listed(list(dict.fromkeys(fault.where for fault in faults)))
        if name in compared:
            yield f"{name} is compared by its texts though rows of it have faults: {where}."
        else:
            yield f"{name} is not compared, since its own row has faults: {where}."


def _in_words(question: OverlapQuestion) -> dict[str, Any]:
    """What is asked, of whom, why, and why it may be wrong."""
    return {
        "kind": question.kind,
        "strength": question.strength,
        "departments": list(question.departments),
        "question": question.question,
        "why": question.why,
        "why_it_may_be_wrong": question.why_it_may_be_wrong or None,
    }
