"""The uncertain inputs of a proposal's options, with draws and the questions to narrow them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.valuation import Draws
from pmo_toolkit.core.settings.names.departments import IT


@dataclass(frozen=True)
class UncertainInput:
    """One input.

    Parameters
    ----------
    name : str
        The benefit or cost element, or what else is uncertain.
    kind : str
        ``"benefit"``, ``"cost"``, ``"risks"`` or ``"outside view"``.
    option : str or None
        Id of the option whose cost it is; None where all options share it.
    question : Question
    draws : ndarray of shape (draws,)
    """

    name: str
    kind: str
    option: str | None
    question: Question
    draws: Draws


def uncertain_inputs(
    compared: ComparedOptions, department: str | None
) -> tuple[UncertainInput, ...]:
    """All inputs of the options whose net value is assessed, those with a range only.

    Parameters
    ----------
    department : str or None
        The department that asks; questions on benefits go to it where a benefit names no owner.
    """
    inputs = [*_benefits(compared, department or BUSINESS), *_shared(compared), *_costs(compared)]
    return tuple(uncertain for uncertain in inputs if np.ptp(uncertain.draws) > 0)


def _benefits(compared: ComparedOptions, department: str) -> list[UncertainInput]:
    if isinstance(compared.benefits, NotAssessed):
        return []
    return [
        UncertainInput(
            benefit.title,
            "benefit",
            None,
            Question(
                benefit.department or department,
                f"How much would “{benefit.title}” be a year, and what would narrow its range: a"
                " trial, a count, figures of a year?",
                "The range of this benefit is part of what the advice hangs on.",
                "benefits",
            ),
            benefit.yearly,
        )
        for benefit in compared.benefits
        if benefit.counted
    ]


def _shared(compared: ComparedOptions) -> list[UncertainInput]:
    """What all options share.

    How far estimates of this kind are off, and the risks that are stated.
    """
    drawn = [draws for key, draws in compared.draws.items() if key in compared.values]
    scaled = next((draws for draws in drawn if draws.scaled and np.ptp(draws.once) > 0), None)
    inputs = []
    if scaled is not None:
        inputs.append(
            UncertainInput(
                "Cost of setting it up against its estimate",
                "outside view",
                None,
                Question(
                    IT,
                    "What would a first stage, a trial or a fixed-price offer say about the cost of"
                    " setting it up?",
                    "Finished projects differ widely in what became of such estimates.",
                    "costs",
                ),
                scaled.once,
            )
        )
    risky = next((draws for draws in drawn if draws.risks.any()), None)
    if risky is not None:
        inputs.append(
            UncertainInput(
                "Stated risks",
                "risks",
                None,
                Question(
                    IT,
                    "Which of the stated risks can be settled before the decision, and what would"
                    " they cost?",
                    "Risks that are settled no longer widen the cost.",
                    "risks",
                ),
                risky.risks,
            )
        )
    return inputs


def _costs(compared: ComparedOptions) -> list[UncertainInput]:
    titles = {option.id: option.title for option in compared.comparison.options}
    inputs = []
    for key, drawn in compared.draws.items():
        if key not in compared.values:
            continue
        for element in drawn.elements:
            if element.one_off and drawn.scaled:
                continue  # its spread is that of the outside view
            inputs.append(
                UncertainInput(
                    element.element,
                    "cost",
                    key,
                    Question(
                        IT,
                        f"What would “{element.element}” of “{titles[key]}” cost, and what would"
                        " narrow its range: an offer, a contract, figures of a year?",
                        "The range of this cost is part of what the advice hangs on.",
                        "costs",
                    ),
                    element.total,
                )
            )
    return inputs
