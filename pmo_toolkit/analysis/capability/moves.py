"""What may become of a service: seven ways, asked for in one order, each answer with its evidence.

The questions are put one after the other: is it needed at all, is it bought as a service elsewhere,
must it stay as it is, does it carry what matters most, would another platform do, can it simply be
moved. The first yes names the way. Where an earlier question has no answer, the way holds only if
that answer would have been no: the question is then put to a department.

Source: the seven ways (retire, retain, repurchase, refactor, replatform, rehost, relocate) are the
usual ones of moves to rented platforms; the order is ours, see ``docs/method.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.capability.service_fit import ServiceFit
from pmo_toolkit.analysis.capability.shapes import Capability, Service, ServiceOption
from pmo_toolkit.core.number_format import NumberFormat, day
from pmo_toolkit.core.settings.names.departments import IT

#: Chance of the likeliest quadrant below which it does not decide by itself.
SURE = 0.55
#: Chances as they are written everywhere; whole per cent are alike in all locales.
_WORDS = NumberFormat()
#: Hosting of machines of one's own, rented ones, and platforms that others run.
OWN, RENTED = "on-premises", "IaaS"


@dataclass(frozen=True)
class MoveAnswer:
    """One question of the order.

    Parameters
    ----------
    question : str
    answer : bool or None
        None where nothing that is stated answers it.
    evidence : str
        What the answer rests on, or what is missing.
    way : str
        What a yes would mean.
    """

    question: str
    answer: bool | None
    evidence: str
    way: str


@dataclass(frozen=True)
class ServiceMove:
    """What may become of a service.

    Parameters
    ----------
    way : str or None
        ``"retire"``, ``"repurchase"``, ``"retain"``, ``"refactor"``, ``"replatform"``, ``"rehost"``
        or ``"relocate"``; None where nothing can be said.
    answers : tuple of MoveAnswer
        As far as they were asked, in order.
    provided : tuple of str
        Questions without an answer before the first yes: the way holds if these are answered no.
    questions : tuple of Question
    """

    way: str | None
    answers: tuple[MoveAnswer, ...]
    provided: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ServiceCase:
    """What is known of one service when its way is asked for.

    Parameters
    ----------
    service : Service
    capability : Capability or None
    fit : ServiceFit or NotAssessed
    options : tuple of ServiceOption
        Options of proposals that reuse or replace it.
    others : int
        Further services under the same capability.
    further : tuple of Capability
        Others that it supports.
    """

    service: Service
    capability: Capability | None
    fit: ServiceFit | NotAssessed
    options: tuple[ServiceOption, ...]
    others: int
    further: tuple[Capability, ...] = ()


def service_move(
    case: ServiceCase, *, important_from: float, soon_days: int, as_of: date
) -> ServiceMove:
    """The way of a service by the first question that is answered yes.

    Parameters
    ----------
    case : ServiceCase
    important_from : float
        Importance from which on a capability matters.
    soon_days : int
        Days within which a contract ends soon.
    as_of : date
    """
    answers: list[MoveAnswer] = []
    for answer in _asked(case, important_from, soon_days, as_of):
        answers.append(answer)
        if answer.answer:
            break
    way = answers[-1].way if answers[-1].answer else None
    provided = tuple(one.question for one in answers if one.answer is None)
    department = _department(case)
    title = case.service.title or case.service.id
    questions = tuple(
        Question(
            department,
            f"{title}: {one.question[:1].lower()}{one.question[1:]}",
            f"A yes would mean to {one.way} it; {one.evidence}.",
            "services",
        )
        for one in answers
        if one.answer is None
    )
    return ServiceMove(way, tuple(answers), provided, questions)


def _department(case: ServiceCase) -> str:
    if case.capability is not None and case.capability.department:
        return case.capability.department
    return IT


def _asked(
    case: ServiceCase, important_from: float, soon_days: int, as_of: date
) -> Iterator[MoveAnswer]:
    yield _is_superfluous(case)
    yield _is_bought(case)
    yield _must_stay(case, soon_days, as_of)
    yield _is_strategic(case, important_from)
    yield _needs_platform(case)
    yield _can_move(case)


def _is_superfluous(case: ServiceCase) -> MoveAnswer:
    question = "Could it end without a successor?"
    if case.capability is None:
        return MoveAnswer(question, None, "no capability of the map is named for it", "retire")
    if isinstance(case.fit, NotAssessed):
        return MoveAnswer(question, None, case.fit.why, "retire")
    words = f"{case.fit.quadrant} with a chance of {_WORDS.chance(case.fit.chance)}"
    if is_open(case.fit, "eliminate"):
        others = "nothing else supports"
        if case.others:
            others = f"{case.others} more of the catalogue support"
        evidence = f"{words}, and {others} {case.capability.title}"
        return MoveAnswer(question, None, evidence, "retire")
    return MoveAnswer(question, False, f"by its fit: {words}", "retire")


def is_open(fit: ServiceFit, quadrant: str) -> bool:
    """Whether ratings leave it open that a service stands in a quadrant: no other is likelier."""
    chance = fit.chances[quadrant]
    return chance >= 1 - SURE or chance >= fit.chance - 1e-9


def _is_bought(case: ServiceCase) -> MoveAnswer:
    question = "Is there a subscribed service that does the same?"
    offers = [one for one in case.options if one.kind == "SaaS"]
    if case.service.hosting == "SaaS":
        return MoveAnswer(question, False, "it is one itself", "repurchase")
    if offers:
        named = ", ".join(f"{one.proposal} ({one.title})" for one in offers[:3])
        return MoveAnswer(question, True, f"proposed by {named}", "repurchase")
    if (
        isinstance(case.fit, ServiceFit)
        and case.fit.quadrant == "invest"
        and case.fit.chance >= SURE
    ):
        return MoveAnswer(
            question, False, f"it fits well (chance {_WORDS.chance(case.fit.chance)})", "repurchase"
        )
    return MoveAnswer(
        question, None, "no proposal names one and nobody says that there is none", "repurchase"
    )


def _must_stay(case: ServiceCase, soon_days: int, as_of: date) -> MoveAnswer:
    question = "Must it stay as it is for now?"
    end = case.service.contract_end
    if end is None:
        fit = case.fit
        if isinstance(fit, ServiceFit) and fit.quadrant == "invest" and fit.chance >= SURE:
            return MoveAnswer(
                question, True, f"it fits well (chance {_WORDS.chance(fit.chance)})", "retain"
            )
        return MoveAnswer(question, None, "the end of its contract is not stated", "retain")
    days = (end - as_of).days
    if days > soon_days:
        evidence = f"its contract runs until {day(end.isoformat())}"
        return MoveAnswer(question, True, evidence, "retain")
    fit = case.fit
    if isinstance(fit, ServiceFit) and fit.quadrant == "invest" and fit.chance >= SURE:
        return MoveAnswer(
            question, True, f"it fits well (chance {_WORDS.chance(fit.chance)})", "retain"
        )
    ended = "ended" if days < 0 else "ends"
    return MoveAnswer(question, False, f"its contract {ended} on {day(end.isoformat())}", "retain")


def _is_strategic(case: ServiceCase, important_from: float) -> MoveAnswer:
    """Yes by any capability that it supports; no only where all of them say no."""
    question = "Does it carry a capability that matters and is not mature enough?"
    if case.capability is None:
        why = "the importance of its capability is not stated"
        return MoveAnswer(question, None, why, "refactor")
    known = (case.capability, *case.further)
    found = [(_is_lacking(one, important_from), one) for one in known]
    wanted = next(kind for kind in (True, None, False) if any(own is kind for own, _ in found))
    told = max((one for own, one in found if own is wanted), key=_need)
    of = f"{told.title}: " if case.further else ""
    if wanted is not None:
        return MoveAnswer(question, wanted, of + _state(told, important_from), "refactor")
    why = "the importance of its capability is not stated"
    if told.importance is not None:
        why = "maturity today or aimed at is not stated"
    return MoveAnswer(question, None, of + why, "refactor")


def _is_lacking(one: Capability, important_from: float) -> bool | None:
    """Whether a capability matters and is below its aim; None where that is not stated."""
    if one.gap == 0 or (one.importance is not None and one.importance < important_from):
        return False
    return None if one.importance is None or one.gap is None else True


def _need(one: Capability) -> float:
    return (one.importance or 0.0) * (one.gap or 0.0)


def _state(one: Capability, important_from: float) -> str:
    if one.importance is None:
        return "it is as mature as aimed at"
    if one.importance < important_from or one.gap is None:
        return f"importance {one.importance:g} of 5"
    return f"importance {one.importance:g} of 5, {one.gap:g} steps short of its aim"


def _needs_platform(case: ServiceCase) -> MoveAnswer:
    question = "Is it sound in what it does and weak in how it runs?"
    if isinstance(case.fit, NotAssessed):
        return MoveAnswer(question, None, case.fit.why, "replatform")
    chance = case.fit.chances["migrate"]
    answer = None if chance < SURE and is_open(case.fit, "migrate") else chance >= SURE
    evidence = f"migrate with a chance of {_WORDS.chance(chance)}"
    return MoveAnswer(question, answer, evidence, "replatform")


def _can_move(case: ServiceCase) -> MoveAnswer:
    hosting = case.service.hosting
    question = "Can it be moved as it is?"
    if hosting is None:
        return MoveAnswer(question, None, "nobody states where it runs", "rehost")
    if hosting == OWN:
        return MoveAnswer(question, True, "it runs on machines of one's own", "rehost")
    if hosting == RENTED:
        return MoveAnswer(question, True, "it runs on rented machines", "relocate")
    return MoveAnswer(question, False, "others run its platform already", "relocate")


def open_questions(moves: Sequence[ServiceMove]) -> tuple[Question, ...]:
    """What is asked for the ways of several services, in their order, each once."""
    return tuple(dict.fromkeys(question for move in moves for question in move.questions))
