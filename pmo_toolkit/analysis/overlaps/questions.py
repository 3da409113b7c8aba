"""What is asked about one proposal and others that may ask for the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.overlaps.shapes import (
    Judgement,
    Overlap,
    OverlapAnswer,
    OverlapQuestion,
    Overlaps,
    Profile,
    SameWords,
    ServiceOverlap,
    Strength,
)
from pmo_toolkit.analysis.overlaps.wording import (
    SAME_WORDS_DOUBT,
    departments_of,
    doubts_in_words,
    overlap_question,
    reasons_in_words,
    same_words_question,
    same_words_reason,
    service_question,
)
from pmo_toolkit.core.settings.names.departments import IT, NO_OTHER_NAMES, DepartmentNames

#: Questions of one kind about one proposal; a department answers no more in one round.
MOST_QUESTIONS = 5
#: What is said of words that are used for different things.
SAME_WORDS = "same words"


@dataclass(frozen=True)
class OverlapQuestions:
    """Puts what was found into questions.

    Parameters
    ----------
    found : Overlaps
    proposals, services : mapping of str to Profile
        Id → what was compared.
    strong : float
        Score from which a suggestion is called strong.
    names : DepartmentNames
    """

    found: Overlaps
    proposals: Mapping[str, Profile]
    services: Mapping[str, Profile]
    strong: float
    names: DepartmentNames = NO_OTHER_NAMES

    def on_proposals(self, proposal: str) -> tuple[OverlapQuestion, ...]:
        """Questions about a proposal and others, the nearest of them."""
        pairs = self.found.of(proposal)[:MOST_QUESTIONS]
        return _in_order(self.of_pair(pair, _other(pair, proposal)) for pair in pairs)

    def on_services(self, proposal: str) -> tuple[OverlapQuestion, ...]:
        """Questions about a proposal and the services that might do what it asks for."""
        own = [found for found in self.found.services if found.proposal == proposal]
        return _in_order(map(self.of_service, own[:MOST_QUESTIONS]))

    def on_words(self, proposal: str) -> tuple[OverlapQuestion, ...]:
        """Questions about words that a proposal and others seem to use for different things."""
        own = [pair for pair in self.found.same_words if proposal in (pair.a, pair.b)]
        return _in_order(
            self.of_words(pair, _other(pair, proposal)) for pair in own[:MOST_QUESTIONS]
        )

    def answers_on(self, proposal: str) -> tuple[OverlapAnswer, ...]:
        """What has been answered on a proposal and others."""
        return tuple(
            OverlapAnswer(
                other, self._title(other), judgement.answer, judgement.by_role, judgement.date
            )
            for judgement in self.found.judged
            if proposal in (judgement.a, judgement.b)
            for other in (_other(judgement, proposal),)
        )

    def of_pair(self, pair: Overlap, other: str) -> OverlapQuestion:
        """The question on a pair; `other` is the one of the two that a reader does not know."""
        first, second = self.proposals[pair.a], self.proposals[pair.b]
        return OverlapQuestion(
            id=other,
            title=self._title(other),
            kind=pair.kind.value,
            strength=self._strength(pair.score),
            departments=self._asked(*departments_of(first, second)),
            text=overlap_question(pair, first, second),
            why=reasons_in_words(pair.grounds),
            why_it_may_be_wrong=doubts_in_words(pair.doubts),
            answer=self._answer(pair.a, pair.b),
        )

    def of_service(self, found: ServiceOverlap) -> OverlapQuestion:
        """The question on a proposal and a service."""
        proposal, service = self.proposals[found.proposal], self.services[found.service]
        return OverlapQuestion(
            id=service.id,
            title=service.title,
            kind=found.kind.value,
            strength=self._strength(found.score),
            departments=self._asked(*departments_of(proposal), IT),
            text=service_question(proposal, service),
            why=reasons_in_words(found.grounds),
            why_it_may_be_wrong=doubts_in_words(found.doubts),
            answer=self._answer(found.proposal, found.service),
        )

    def of_words(self, pair: SameWords, other: str) -> OverlapQuestion:
        """The question on words that two proposals use."""
        first, second = self.proposals[pair.a], self.proposals[pair.b]
        return OverlapQuestion(
            id=other,
            title=self._title(other),
            kind=SAME_WORDS,
            strength=None,
            departments=self._asked(*departments_of(first, second)),
            text=same_words_question(pair, first, second),
            why=same_words_reason(pair),
            why_it_may_be_wrong=SAME_WORDS_DOUBT,
        )

    def _asked(self, *departments: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self.names.one, departments)))

    def _answer(self, one: str, other: str) -> str:
        pair = frozenset((one, other))
        answers = (
            known.answer for known in self.found.judged if frozenset((known.a, known.b)) == pair
        )
        return next(answers, "")

    def _strength(self, score: float) -> Strength:
        return Strength.STRONG if score >= self.strong else Strength.POSSIBLE

    def _title(self, name: str) -> str:
        known = self.proposals.get(name) or self.services.get(name)
        return known.title if known else ""


def _other(pair: Overlap | SameWords | Judgement, proposal: str) -> str:
    """The other end of a pair."""
    return pair.b if pair.a == proposal else pair.a


def _in_order(questions: Iterable[OverlapQuestion]) -> tuple[OverlapQuestion, ...]:
    """Strong ones first, and then by id: an order that a far-off change leaves as it is."""
    return tuple(
        sorted(
            questions, key=lambda question: (question.strength == Strength.POSSIBLE, question.id)
        )
    )
