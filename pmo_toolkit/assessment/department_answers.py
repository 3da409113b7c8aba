"""What departments answered to questions on a proposal, and how far it moved the advice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmo_toolkit.advice import Advice, Results
from pmo_toolkit.advice.questions import questions_to_ask
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionsComparison
from pmo_toolkit.assessment.lookups.queries import DEPARTMENT_ANSWERS
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.core.cell_questions import same_words
from pmo_toolkit.core.number_format import day, short
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer

#: Characters of a question and of an answer that the table of evidence quotes.
_QUOTED = 240
_DAYS_OF_A_YEAR = 365.25
#: What becomes of an answer → what is said of it beside its quotation.
_WHY = {
    "cell": "counts as {cell}; said by those who were asked, not checked by anyone else",
    "agrees": "{cell} holds the same",
    "differs": "{cell} holds {held}, which counts: one of the two is wrong",
    "words": "closes the question; it is in words, and moved no figure",
    "not asked": "the question is not asked, or in other words; it moved no figure",
    "older": "a newer answer counts",
    "disputed": "another answer of the same day says otherwise; neither counts",
    "unreadable": "{cell} cannot hold it, so that it moved no figure and the question stays open",
}
#: What is worth a line of the evidence although it does not count.
_QUIET = ("older",)


@dataclass(frozen=True)
class Stand:
    """Where the advice on a proposal stands.

    Parameters
    ----------
    position : str
    option : str or None
        Id of the preferred option.
    net_value : Quantiles or NotAssessed
        Of the preferred option.
    chance_net_positive, chance_within_budget : float or None
        That this net value is above zero, and that the budget asked for suffices.
    """

    position: str
    option: str | None
    net_value: Quantiles | NotAssessed
    chance_net_positive: float | None
    chance_within_budget: float | None

    @classmethod
    def of(
        cls,
        advice: Advice,
        options: OptionsComparison | NotAssessed,
        cost: CostView | NotAssessed,
    ) -> Stand:
        """From an advice and what it was drawn from."""
        within = None if isinstance(cost, NotAssessed) else cost.chance_within_budget
        if isinstance(options, NotAssessed):
            return cls(advice.position, None, options.about("net value"), None, within)
        for option in options.options:
            if option.preferred:
                chance = option.chance_net_positive
                return cls(advice.position, option.id, option.net_value, chance, within)
        unknown = NotAssessed("net value", options.why, ReasonCode.NO_PREFERENCE)
        return cls(advice.position, None, unknown, None, within)


@dataclass(frozen=True)
class DepartmentAnswers:
    """All answers to questions on a proposal.

    Parameters
    ----------
    lines : tuple of DepartmentAnswer
    before : Stand or None
        Where the advice would stand if no answer filled a blank cell; None where none does.
    now : Stand
    """

    lines: tuple[DepartmentAnswer, ...]
    before: Stand | None
    now: Stand

    @property
    def moves(self) -> bool:
        """Whether the answers move the advice, its option or a figure that it goes by."""
        return self.before is not None and self.before != self.now


def answers_to(reader: ProposalReader, results: Results) -> tuple[DepartmentAnswer, ...]:
    """The answers on a proposal; those in words to a question that is not asked are marked so.

    An answer on several proposals together counts where one of them asks its question.

    Parameters
    ----------
    reader : ProposalReader
    results : Results
        From which the questions follow, with open questions weighed.
    """
    together: tuple[DepartmentAnswer, ...] = reader.value(DEPARTMENT_ANSWERS, "")
    given: tuple[DepartmentAnswer, ...] = ()
    if not reader.rows("answers", {"proposal": (reader.proposal,)}).empty:
        given = reader.value(DEPARTMENT_ANSWERS, reader.proposal)
    if not (given or together):
        return ()
    asked = {same_words(one.text) for one in questions_to_ask(results, reader.settings)}
    if results.open_questions is not None:
        asked |= {same_words(one.question.text) for one in results.open_questions.questions}
    own = (
        replace(one, use="not asked")
        if one.use == "words" and same_words(one.question) not in asked
        else one
        for one in given
    )
    shared = (one for one in together if one.use == "words" and same_words(one.question) in asked)
    return (*own, *shared)


def without_answered(results: Results, given: Iterable[DepartmentAnswer]) -> Results:
    """The results without the questions that answers in words have closed."""
    closed = frozenset(same_words(one.question) for one in given if one.use == "words")
    if not closed:
        return results
    known = results.open_questions
    if known is not None:
        still = (one for one in known.questions if same_words(one.question.text) not in closed)
        known = replace(known, questions=tuple(still))
    return replace(results, open_questions=known, answered=closed)


def answer_evidence(
    reader: ProposalReader, given: tuple[DepartmentAnswer, ...]
) -> tuple[EvidenceLine, ...]:
    """A line of evidence for each answer that counts or contradicts."""
    if not given:
        return ()
    source = reader.sources["answers"]
    return tuple(
        EvidenceLine(
            f"“{short(one.question, _QUOTED)}” – “{short(one.answer, _QUOTED)}”",
            source,
            _age(one.date, reader.as_of),
            "weak",
            f"answered by {said_by(one)}: {why_of(one)}",
        )
        for one in given
        if one.use not in _QUIET
    )


def why_of(answer: DepartmentAnswer) -> str:
    """What became of an answer, in a clause."""
    cell = ""
    if answer.table:
        held = TABLES[answer.table].columns[answer.column].description
        cell = f"“{held}” ({answer.cell})"
    return _WHY[answer.use].format(cell=cell, held=short(answer.held, _QUOTED))


def said_by(answer: DepartmentAnswer) -> str:
    """Who answered, and when."""
    who = short(answer.department or "somebody", 80)
    return who if answer.date is None else f"{who} on {day(answer.date)}"


def _age(date: str | None, as_of: dt.date) -> float | None:
    if date is None:
        return None
    return (as_of - dt.date.fromisoformat(date)).days / _DAYS_OF_A_YEAR
