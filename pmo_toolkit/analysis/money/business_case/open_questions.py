"""Open questions, by how likely an answer is to change the advice and by what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.money.business_case.uncertain_inputs import uncertain_inputs
from pmo_toolkit.analysis.money.business_case.unstated_inputs import advice_effect, unstated_inputs
from pmo_toolkit.analysis.money.business_case.value_of_information import (
    best_on_average,
    input_worth,
    perfect_information,
)
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class OpenQuestion:
    """One question with what an answer would do.

    Parameters
    ----------
    question : Question
        With the department that can answer it.
    about : str
        The input or the evidence that it is about.
    option : str or None
        Id of the option that it concerns; None where it concerns all.
    rests_on : str
        ``"draws"`` (the stated range of the input), ``"trial"`` (plausible values of a number that
        nobody stated) or ``"rules"`` (evidence that is absent, and the rules of the advice).
    chance_changes : float
        Probability that the answer would change the position of the advice or the preferred option.
    chance_position, chance_option : float
        The same for each of the two.
    becomes : str or None
        Position that the answer would most likely lead to, if it changes.
    worth : float or NotAssessed
        Expected gain in net present value from having the answer before the choice, money.
    standard_error : float or None
        Of `worth`, money, from the number of draws.
    tried : str or None
        The plausible values that were tried, in words.
    """

    question: Question
    about: str
    option: str | None
    rests_on: str
    chance_changes: float
    chance_position: float
    chance_option: float
    becomes: str | None
    worth: float | NotAssessed
    standard_error: float | None
    tried: str | None


@dataclass(frozen=True)
class ValueOfInformation:
    """What is open, most likely to change the advice first.

    Parameters
    ----------
    questions : tuple of OpenQuestion
    perfect_information : float or NotAssessed
        What knowing every range's outcome before the choice would be worth, money: no question is
        worth more.
    best_on_average : str or None
        Id of the option with the highest mean net value, which worth is counted from. The advice
        goes by the median; where the two disagree, the tail decides.
    """

    questions: tuple[OpenQuestion, ...]
    perfect_information: float | NotAssessed
    best_on_average: str | None

    def by_department(self) -> dict[str, tuple[OpenQuestion, ...]]:
        """The questions of each department, in the same order."""
        names = dict.fromkeys(question.question.department for question in self.questions)
        return {
            name: tuple(
                question for question in self.questions if question.question.department == name
            )
            for name in names
        }


def value_of_information(
    compared: ComparedOptions | NotAssessed,
    options: pd.DataFrame,
    *,
    position: Callable[[float], str],
    department: str | None,
    settings: Settings,
    absent: Sequence[Question] = (),
    if_answered: Mapping[str, Mapping[str, float]] | None = None,
    position_today: str | None = None,
) -> ValueOfInformation:
    """Order all open questions by their chance to change the advice, then by worth.

    Parameters
    ----------
    compared : ComparedOptions or NotAssessed
    options : DataFrame
        The proposal's rows.
    position : callable
        Position of the advice at a chance (0–1) that the preferred option's net value is above
        zero, all else equal.
    department : str or None
        The department that asks.
    absent : sequence of Question
        Questions for evidence that is absent, most weighty first.
    if_answered : mapping of str to mapping of str to float, optional
        Topic of such a question → position → probability of that position once it is answered.
    position_today : str, optional
        Position of the advice as it stands, to compare these with.
    """
    questions = _absent(absent, if_answered or {}, position_today)
    worth: float | NotAssessed = NotAssessed(
        "value of information", "no option's net value is assessed", ReasonCode.NOT_VALUED
    )
    best = None
    if not isinstance(compared, NotAssessed) and compared.comparison.preferred in compared.values:
        questions += _drawn(compared, position, department)
        questions += _tried(compared, options, position, department, settings)
        worth, best = perfect_information(compared.values), best_on_average(compared.values)
    order = sorted(
        questions, key=lambda question: (-question.chance_changes, -_money(question.worth))
    )
    return ValueOfInformation(tuple(order), worth, best)


def _money(worth: float | NotAssessed) -> float:
    return 0.0 if isinstance(worth, NotAssessed) else worth


def _nothing(compared: ComparedOptions) -> str | None:
    return next(
        (option.id for option in compared.comparison.options if option.kind == "nothing"), None
    )


def _absent(
    questions: Sequence[Question], if_answered: Mapping[str, Mapping[str, float]], today: str | None
) -> list[OpenQuestion]:
    unpriced = NotAssessed(
        "worth of an answer",
        "no range is stated that it could be drawn from",
        ReasonCode.NO_PROBABILITIES,
    )
    open_questions = []
    for question in questions:
        others = {
            place: chance
            for place, chance in if_answered.get(question.topic, {}).items()
            if place != today
        }
        likely = max(others, key=lambda place: others[place]) if sum(others.values()) > 0 else None
        chance = sum(others.values())
        open_questions.append(
            OpenQuestion(
                question,
                question.topic,
                None,
                "rules",
                chance,
                chance,
                0.0,
                likely,
                unpriced,
                None,
                None,
            )
        )
    return open_questions


def _drawn(
    compared: ComparedOptions, position: Callable[[float], str], department: str | None
) -> list[OpenQuestion]:
    questions = []
    assert compared.comparison.preferred is not None
    for uncertain in uncertain_inputs(compared, department):
        worth = input_worth(
            compared.values,
            uncertain.draws,
            preferred=compared.comparison.preferred,
            nothing=_nothing(compared),
            position=position,
            parts=compared.comparison.parts,
        )
        questions.append(
            OpenQuestion(
                uncertain.question,
                uncertain.name,
                uncertain.option,
                "draws",
                worth.chance_either,
                worth.chance_position,
                worth.chance_option,
                worth.becomes,
                worth.worth,
                worth.standard_error,
                None,
            )
        )
    return questions


def _tried(
    compared: ComparedOptions,
    options: pd.DataFrame,
    position: Callable[[float], str],
    department: str | None,
    settings: Settings,
) -> list[OpenQuestion]:
    stated = {
        str(row["id"]): (
            number_of(row.get("months_to_benefit")),
            number_of(row["exit_cost"]),
            number_of(row["benefit_share"]),
        )
        for _, row in options.iterrows()
    }
    unpriced = NotAssessed(
        "worth of an answer",
        "plausible values were tried, none of them more likely than another",
        ReasonCode.NO_PROBABILITIES,
    )
    questions = []
    assert compared.comparison.preferred is not None
    for unstated in unstated_inputs(compared, stated, department, settings):
        effect = advice_effect(
            unstated, compared, compared.comparison.preferred, _nothing(compared), position
        )
        questions.append(
            OpenQuestion(
                unstated.question,
                unstated.name,
                unstated.option,
                "trial",
                effect.chance_either,
                effect.chance_position,
                effect.chance_option,
                effect.becomes,
                unpriced,
                None,
                unstated.tried,
            )
        )
    return questions
