"""The leak guard: what was known only after a project ended never predicts one not yet begun.

A leak is found by its name or by a relation with the target so close that it was computed from it,
or the target from it. Every leak says why and on what evidence, and the user can overrule it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import lgamma

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from pmo_toolkit.analysis.estimating.history.relations import FEWEST_ROWS, numbers_of, relations

#: |correlation| of logarithms, or of ranks, from which on a column is a copy of the target in other
#: clothes. Sizes and experts' estimates of real projects stay well below.
COPY = 0.995
#: Chance (log) that levels without any relation would part the target into separate ranges;
#: legitimate drivers may part a dozen projects in two, never twenty in three.
_CHANCE = -16.0


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ESTIMATE = _words(
    "estimate estimated estimates estimation est plan planned budget budgeted forecast expected"
    " baseline initial proposed requested allowed prior previous past"
)
_AFTER = _words(
    "actual actuals actually act achieved realised realized consumed spent booked final outturn"
)
_FINISH = _words(
    "end ended finish finished completion completed closed closing closure delivered golive"
    " handover"
)
_WHEN = _words("date year month day time quarter on at")
_RESULT = _words("defect defects bugs lateness profit gain loss mre mmre perceived")
#: These speak of an outcome even beside a word like "estimated": the ratio of actual to estimate,
#: the overrun.
_OUTCOME = _words("actual actuals actually overrun underrun slippage overspend")
_PRODUCTIVITY = re.compile(r"^(productivity|prod|n?pd[ru]\w?|throughput)$")
_FROM_RESULT = "productivity is computed from the result"
_EFFORT = _words(
    "effort eff lneff logeffort workload mm manmonths manhours persondays personhours personmonths"
)
_COST = _words("cost costs expenditure spend")
_DURATION = _words("duration elapsed")
_NO_QUANTITY = _words(
    "adjustment multiplier factor driver drivers centre center code category type class method"
    " model constraint level rating reason"
)
_SIZE = re.compile(
    r"^(.*size|.*points?|u?a?c?fp|.*fp|[es]?k?s?loc|k?dsi|.*ksloc|.*kloc|lines|screens|transactions|entities)$"
)
_NOT_A_SIZE = _words("team organization organisation department")
_SATISFIED = _words("stakeholder customer client user sponsor business overall product")
_TEAM_THEN = _words("peak average avg mean max maximum end")


@dataclass(frozen=True)
class Leak:
    """A column that may not predict.

    Parameters
    ----------
    column : str
    reason : str
        Why, as a clause that can follow "not used:".
    evidence : str
        What was seen: the words of the name, or the relation with its figures and rows.
    """

    column: str
    reason: str
    evidence: str

    def __str__(self) -> str:
        return f"{self.column} is not used: {self.reason} ({self.evidence})"


def find_leaks(table: pd.DataFrame, target: str, *, keep: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Columns that were known only after the end of a project.

    Parameters
    ----------
    table : DataFrame of shape (n, k)
        Finished projects: drivers and the target.
    target : str
        Column to be predicted: an effort, a cost or a duration.
    keep : iterable of str
        Columns that the user knows to be known beforehand; never reported.

    Returns
    -------
    tuple of Leak
        One for each column, in the table's order.

    Raises
    ------
    KeyError
        If the table has no such column.
    """
    if target not in table:
        raise KeyError(f"the table has no column {target}")
    kept = {*keep, target}
    columns = [str(name) for name in table.columns if name not in kept]
    leaks: dict[str, Leak] = {}
    for column in columns:
        reason = _by_name(column, target, table[column])
        if reason:
            leaks[column] = Leak(column, *reason)
    numbers = np.asarray(pd.to_numeric(table[target], errors="coerce"), dtype=float)
    y: NDArray[np.float64] = np.where(np.isfinite(numbers) & (numbers > 0), numbers, np.nan)
    if np.isfinite(y).sum() >= FEWEST_ROWS and np.nanmin(y) < np.nanmax(y):
        copies: dict[str, Leak] = {}
        for column in columns:
            related = _by_relation(table[column], y)
            if related:
                copies[column] = Leak(column, *related)
        others = [column for column in columns if column not in copies]
        for relation in relations(table[others], y):
            for column in _not_known_before(relation.columns, leaks):
                copies.setdefault(
                    column, Leak(column, "the target is computed from it", str(relation))
                )
        leaks = copies | leaks
    return tuple(leaks[column] for column in columns if column in leaks)


def words_in_name(name: str) -> list[str]:
    """``"YearEnd"`` and ``"year_end"`` → ``["year", "end"]``.

    The lower-case words of a column's name.
    """
    parted = re.sub(r"([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\3 \2", name)
    return [word.lower() for word in re.split(r"[^A-Za-z]+", parted) if word]


def is_estimate(name: str) -> bool:
    """Whether a column's name says that it was known beforehand: an estimate, a plan, a budget."""
    return not _ESTIMATE.isdisjoint(words_in_name(name))


def _by_name(column: str, target: str, values: pd.Series) -> tuple[str, str] | None:
    words = words_in_name(column)
    seen = set(words)
    if not words or (is_estimate(column) and not seen & _OUTCOME):
        return None
    evidence = f"its name says “{column}”"
    if seen & (_AFTER | _OUTCOME) and "start" not in seen:
        return "it tells what became of the project", evidence
    if _is_finish(words, values):
        return "the end of a project is known only at its end", evidence
    measured = seen & (_EFFORT | _COST | _DURATION) or words in (["length"], ["project", "length"])
    if any(_PRODUCTIVITY.match(word) for word in words) or {"delivery", "rate"} <= seen:
        return _FROM_RESULT, evidence
    if "per" in seen and (
        measured or (seen & {"hours", "days"} and any(_SIZE.match(word) for word in words))
    ):
        return "an amount per unit is computed from the result", evidence
    if seen & _RESULT or ("satisfaction" in seen and seen & _SATISFIED):
        return "it is a result of the project", evidence
    if ({"team", "size"} <= seen or seen & {"staff", "headcount"}) and seen & _TEAM_THEN:
        return "the team as it turned out is known only afterwards", evidence
    if (measured and not seen & _NO_QUANTITY) or {"hours", "worked"} <= seen:
        return f"it is measured at the end, like {target}, and not marked as an estimate", evidence
    return None


def _is_finish(words: list[str], values: pd.Series) -> bool:
    ends = [i for i, word in enumerate(words) if word in _FINISH]
    if {"go", "live"} <= set(words):
        ends.append(-1)
    if not ends:
        return False
    if any(i >= 0 and words[i : i + 2] in (["end", "user"], ["end", "users"]) for i in ends):
        return False
    if not {"front", "back", "high", "low"}.isdisjoint(words):
        return False
    rest = set(words) - _FINISH - {"go", "live", "project", "technical"}
    return not rest or bool(rest & _WHEN) or pd.api.types.is_datetime64_any_dtype(values)


def _not_known_before(columns: tuple[str, ...], leaks: dict[str, Leak]) -> list[str]:
    """Which columns of a relation to drop.

    Estimates stay, and so do sizes where another column goes.

    What stands beside a productivity is a size by definition, whatever it is called.
    """
    ratios = [name for name in columns if name in leaks and leaks[name].reason == _FROM_RESULT]
    if ratios:
        return ratios
    others = [name for name in columns if name in leaks or not is_estimate(name)]
    return [name for name in others if name in leaks or not is_size(name)] or others


def is_size(name: str) -> bool:
    """Whether a column's name says that it is a size, such as function points or lines of code."""
    words = words_in_name(name)
    return any(_SIZE.match(word) for word in words) and _NOT_A_SIZE.isdisjoint(words)


def _by_relation(column: pd.Series, y: NDArray[np.float64]) -> tuple[str, str] | None:
    """A copy, a monotone transform or a binned copy of the target.

    A category that determines it.
    """
    usable = np.isfinite(y) & column.notna().to_numpy()
    n = int(usable.sum())
    if n < FEWEST_ROWS or np.ptp(y[usable]) == 0:
        return None
    logs: NDArray[np.float64] = np.log(y[usable])
    seen = column[usable]
    numbers = numbers_of(seen)
    if (
        numbers is not None
        and np.isfinite(numbers).all()
        and len(np.unique(numbers)) >= FEWEST_ROWS
    ):
        ranks = _correlation(rankdata(numbers), rankdata(logs))
        copies = [("ranks", ranks)] if abs(ranks) > 0.9995 else []
        if numbers.min() > 0:
            copies.append(("logarithms", _correlation(np.log(numbers), logs)))
        for what, correlation in copies:
            # Fixed-price work ends close to its plan; only an outright copy gives a marked estimate
            # away.
            if abs(correlation) > (0.99999 if is_estimate(str(column.name)) else COPY):
                return (
                    "it follows the target so closely that one was computed from the other",
                    f"correlation of {what} {correlation:.4f} over {n} projects",
                )
    groups = pd.Series(logs).groupby(seen.astype(str).to_numpy())
    levels = groups.ngroups
    if levels < 2 or levels > n / 2:
        return None
    left = float(np.sum((logs - groups.transform("mean").to_numpy()) ** 2)) / (n - levels)
    share = 1 - left / float(np.var(logs, ddof=1))
    if share > 0.999:
        return (
            "its values determine the target",
            f"{share:.2%} of the target's variation over {n} projects",
        )
    ends = groups.agg(["min", "max", "size"]).sort_values("min")
    apart = bool((ends["max"].to_numpy()[:-1] < ends["min"].to_numpy()[1:]).all())
    chance = sum(lgamma(size + 1) for size in ends["size"]) + lgamma(levels + 1) - lgamma(n + 1)
    if apart and levels >= 3 and n >= 20 and chance < _CHANCE:
        return (
            (
                "its values part the target into ranges that do not overlap, as if it were a coarse"
                " copy"
            ),
            f"{levels} values over {n} projects",
        )
    return None


def _correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    return 0.0 if np.ptp(a) == 0 or np.ptp(b) == 0 else float(np.corrcoef(a, b)[0, 1])
