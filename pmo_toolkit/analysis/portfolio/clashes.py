"""Why nothing satisfies a scenario: limits of which any one less would leave a selection."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pmo_toolkit.analysis.portfolio.cases import Case
from pmo_toolkit.analysis.portfolio.search import Effort
from pmo_toolkit.analysis.portfolio.shapes import Infeasible
from pmo_toolkit.core.settings.portfolio import PortfolioSettings

Possible = Callable[[list[str]], bool]


def infeasible(case: Case, settings: PortfolioSettings) -> Infeasible:
    """An irreducible set of clashing limits, found by leaving limits out and solving again.

    Source: Junker (2004), QuickXplain: halves of the limits are tried before single ones, so that
    a few clashing among many are found with few solutions.
    """
    nothing_to_gain = Case(
        case.problem,
        case.scenario,
        case.model.with_objective(np.zeros(case.model.variables)),
        case.budget,
        case.draws,
        case.seed,
    )
    effort = Effort.for_value(settings)

    def is_possible(names: list[str]) -> bool:
        return nothing_to_gain.keeping(set(names)).solve(effort) is not None

    names = list(dict.fromkeys(limit.name for limit in case.limits))
    clashing = tuple(sorted(_irreducible(names, is_possible)))
    return Infeasible(case.scenario, clashing, _sentence(clashing, is_proved=not case.has_doubt))


def _irreducible(names: list[str], is_possible: Possible) -> list[str]:
    if is_possible(names):  # a rule on risk under which nothing was found, though it was not proved
        return []
    return _explained([], [], names, is_possible)


def _explained(
    background: list[str], new: list[str], names: list[str], is_possible: Possible
) -> list[str]:
    """Limits among `names` that clash with the background, none of them needless."""
    if new and not is_possible(background):
        return []
    if len(names) == 1:
        return names
    first, second = names[: len(names) // 2], names[len(names) // 2 :]
    of_second = _explained([*background, *first], first, second, is_possible)
    of_first = _explained([*background, *of_second], of_second, first, is_possible)
    return [*of_first, *of_second]


def _sentence(clashing: tuple[str, ...], *, is_proved: bool) -> str:
    """What clashes; under a rule on risk the search proves nothing, and the sentence says so."""
    if not clashing:
        return "No selection was found that keeps all limits of this scenario."
    if len(clashing) == 1:
        if is_proved:
            return f"No selection is possible: {clashing[0]} cannot be kept by itself."
        return f"No selection was found, though none is ruled out, that keeps {clashing[0]}."
    together = f"{', '.join(clashing[:-1])} and {clashing[-1]}"
    if is_proved:
        return (
            f"No selection is possible: {together} clash. Without any one of them there would be"
            " one."
        )
    return (
        f"No selection was found, though none is ruled out, that keeps {together}. Without any one"
        " of them one was found."
    )
