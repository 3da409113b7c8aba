"""Who else asks for what a proposal asks for: questions to both departments."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.advice.overlap_questions import (
    doubts_in_words,
    reasons_in_words,
    same_words_question,
    same_words_reason,
    service_question,
)
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.overlaps import OverlapStudy

#: Questions of one kind that a report shows; a department answers no more in one round.
MOST_QUESTIONS = 5


@dataclass(frozen=True)
class OverlapRow:
    """One question as a row: about what, why it is asked, and why it might be wrong."""

    id: str
    title: str
    kind: str
    question: str
    why: str
    doubt: str = ""


def overlaps(study: OverlapStudy, proposal: str) -> Section:
    """Proposals that may ask for the same, services that may do it, and words used twice.

    Parameters
    ----------
    study : OverlapStudy
    proposal : str
        Id of the proposal that the report is about.
    """
    rows = [*_pairs(study, proposal), *_services(study, proposal), *_same_words(study, proposal)]
    answered = [answer for answer in study.overlaps.judged if proposal in (answer.a, answer.b)]
    return render(
        "overlaps",
        rows=rows,
        answered=[(answer, answer.b if answer.a == proposal else answer.a) for answer in answered],
        remarks=study.remarks,
        compared=proposal in study.proposals
        and proposal not in study.overlaps.without_text
        and study.overlaps.compared > 1,
        others=max(study.overlaps.compared - 1, 0),
    )


def _pairs(study: OverlapStudy, proposal: str) -> list[OverlapRow]:
    rows = []
    for pair in study.overlaps.of(proposal)[:MOST_QUESTIONS]:
        other = study.proposals[pair.b if pair.a == proposal else pair.a]
        rows.append(
            OverlapRow(
                other.id,
                other.title,
                pair.kind.value,
                study.question(pair),
                reasons_in_words(pair.grounds),
                doubts_in_words(pair),
            )
        )
    return rows


def _services(study: OverlapStudy, proposal: str) -> list[OverlapRow]:
    own = [found for found in study.overlaps.services if found.proposal == proposal]
    return [
        OverlapRow(
            found.service,
            study.services[found.service].title,
            found.kind.value,
            service_question(found, study.proposals[proposal], study.services[found.service]),
            reasons_in_words(found.grounds),
        )
        for found in own[:MOST_QUESTIONS]
    ]


def _same_words(study: OverlapStudy, proposal: str) -> list[OverlapRow]:
    own = [pair for pair in study.overlaps.same_words if proposal in (pair.a, pair.b)]
    rows = []
    for pair in own[:MOST_QUESTIONS]:
        one, other = study.proposals[pair.a], study.proposals[pair.b]
        shown = other if one.id == proposal else one
        rows.append(
            OverlapRow(
                shown.id,
                shown.title,
                "same words",
                same_words_question(pair, one, other),
                same_words_reason(pair),
            )
        )
    return rows
