"""SaaS, then PaaS, then IaaS, then a build of one's own.

A question to answer for the preferred option, not a rule.

Sources: Government of Canada, *Cloud Adoption Strategy* (order, exit strategy required); UK
Government, *Cloud First* (exceptions are justified by whole-life cost).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.money.option_results import OptionResult, OptionsComparison
from pmo_toolkit.analysis.money.valuation import Draws
from pmo_toolkit.core.settings.names.departments import IT

#: The order in which the kinds are asked about.
ORDER = ("SaaS", "PaaS", "IaaS", "build")


@dataclass(frozen=True)
class EarlierKind:
    """A kind that is asked about before that of the preferred option.

    Parameters
    ----------
    kind : str
    option : str or None
        Id of the option of this kind with the highest median net value, or the first; None where
        there is none.
    state : str
        ``"worse"``: its median net value is lower than the preferred one's; ``"not weighed"``: it
        is among the options, but its net value is not assessed; ``"not considered"``: it is not
        among the options.
    value_below : float or None
        Median of the preferred option's net value less that of this one, money; above zero speaks
        against it.
    chance_better : float or None
        Probability that its net value is above the preferred one's.
    cost_above : float or None
        Its median whole-life cost less the preferred one's, money.
    lock_in : str or None
    exit_cost : float or None
    """

    kind: str
    option: str | None
    state: str
    value_below: float | None
    chance_better: float | None
    cost_above: float | None
    lock_in: str | None
    exit_cost: float | None


@dataclass(frozen=True)
class PlatformOrder:
    """The question of order, answered or open.

    Parameters
    ----------
    preferred_kind : str
    applies : bool
        Whether the preferred option is one of the four kinds; the others come before all of them.
    earlier : tuple of EarlierKind
        In the order in which they are asked about.
    answered : bool
        Whether every earlier kind was weighed.
    exit_known : bool
        Whether the preferred option states what leaving it costs.
    questions : tuple of Question
        What remains to be answered.
    """

    preferred_kind: str
    applies: bool
    earlier: tuple[EarlierKind, ...]
    answered: bool
    exit_known: bool
    questions: tuple[Question, ...]


def platform_order(
    comparison: OptionsComparison, values: Mapping[str, Draws], exit_known: bool
) -> PlatformOrder | NotAssessed:
    """Ask for each earlier kind whether it was considered and what speaks against it.

    Parameters
    ----------
    values : mapping of str to ndarray of shape (draws,)
        Net value by option id, of the options whose net value is assessed.
    exit_known : bool
        Whether the preferred option states what leaving it costs.
    """
    chosen = next((option for option in comparison.options if option.preferred), None)
    if chosen is None:
        return NotAssessed("order of platforms", comparison.why, ReasonCode.NO_PREFERENCE)
    applies = chosen.kind in ORDER
    kinds = ORDER[: ORDER.index(chosen.kind)] if applies else ()
    earlier = tuple(_earlier(kind, chosen, comparison.options, values) for kind in kinds)
    questions = [_question(kind, chosen) for kind in earlier if kind.state != "worse"]
    if applies and not exit_known:
        questions.append(
            Question(
                IT,
                f"How would we leave “{chosen.title}”, what would it cost, and who keeps the data?",
                "An exit strategy is part of the choice of a platform.",
                "exit",
            )
        )
    answered = all(kind.state == "worse" for kind in earlier)
    return PlatformOrder(chosen.kind, applies, earlier, answered, exit_known, tuple(questions))


def _earlier(
    kind: str, chosen: OptionResult, options: tuple[OptionResult, ...], values: Mapping[str, Draws]
) -> EarlierKind:
    same = [option for option in options if option.kind == kind]
    if not same:
        return EarlierKind(kind, None, "not considered", None, None, None, None, None)
    best = max(
        same, key=lambda option: median(values[option.id]) if option.id in values else -np.inf
    )
    cost_above = None
    if not isinstance(best.cost, NotAssessed) and not isinstance(chosen.cost, NotAssessed):
        cost_above = best.cost.p50 - chosen.cost.p50
    if best.id not in values or chosen.id not in values:
        state, below, chance = "not weighed", None, None
    else:
        state = "worse"
        below = median(values[chosen.id]) - median(values[best.id])
        chance = float(np.mean(values[best.id] > values[chosen.id]))
    return EarlierKind(
        kind, best.id, state, below, chance, cost_above, best.lock_in, best.exit_cost
    )


def _question(earlier: EarlierKind, chosen: OptionResult) -> Question:
    if earlier.state == "not considered":
        text = f"Why would {_WORDS[earlier.kind]} not do in place of “{chosen.title}”?"
    else:
        text = (
            f"What speaks against {_WORDS[earlier.kind]}, in cost and benefits, compared with"
            f" “{chosen.title}”?"
        )
    return Question(
        IT,
        text,
        "It answers why a kind that is asked about earlier is passed over.",
        "platform order",
    )


_WORDS = {
    "SaaS": "a subscribed service (SaaS)",
    "PaaS": "a rented platform (PaaS)",
    "IaaS": "rented servers (IaaS)",
    "build": "a build of our own",
}
