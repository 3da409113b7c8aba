"""What a column's name says of when it was known: an estimate, a size, a rate, a result."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ESTIMATE = _words(
    "estimate estimated estimates estimation est plan planned budget budgeted forecast expected"
    " baseline initial proposed requested allowed prior previous past"
)
#: Their judgement, where the name speaks of nothing else but what they judged.
_EXPERT = _words("expert experts judgement guess")
_AFTER = _words(
    "actual actuals actually act achieved realised realized consumed spent booked billed invoiced"
    " disbursed final outturn"
)
_FINISH = _words(
    "end ended finish finished completion completed closed closing closure delivered golive"
    " handover"
)
_WHEN = _words("date year month day time quarter on at")
_RESULT = _words("defect defects bugs profit gain loss perceived")
#: These speak of an outcome even beside a word like "estimated": the ratio of actual to estimate,
#: the overrun.
_OUTCOME = _words("actual actuals actually")
_MISSED = _words(
    "overrun overruns underrun slippage slip overspend underspend overshoot lateness delay delays"
    " delayed mre mmre"
)
#: These do so only beside what was missed.
_BY_HOW_MUCH = _words("variance deviation error errors over late")
_PERCENT = _words("percent percentage pct relative absolute magnitude")
_EXPECTATION = _words("estimate estimated estimation prediction budget plan planned schedule")
#: A risk of overrun, a penalty for delay are known before.
_FORESEEN = _words(
    "risk tolerance penalty penalties allowance allowed clause limit threshold probability"
    " likelihood cause reason expected acceptable maximum max contingency"
)
_PRODUCTIVITY = re.compile(r"^(productivity|prod|n?pd[ru]\w?|throughput)$")
_RATES = _words("delivery completion burn")
_EFFORT = _words(
    "effort eff lneff logeffort workload mm manmonths manhours persondays personhours personmonths"
)
_COST = _words("cost costs expenditure spend")
_DURATION = _words("duration elapsed")
_AMOUNT = _words("hours hour hrs hr h hh mh ph days day md pd months month")
_LONG_AMOUNT = _words("hours hour hrs hr days mh md")
_PHASE = _words(
    "requirements specification specify spec analysis design coding code build programming"
    " construction development dev test testing integration implementation implement impl"
    " deployment install installation review rework documentation qa"
)
#: These are phases too where columns of the same form stand for other phases; else they are plans.
_PLANNING = _words("plan planning")
_NO_QUANTITY = _words(
    "adjustment multiplier factor driver drivers centre center code category type class method"
    " model constraint level rating reason"
)
_SIZE = re.compile(
    r"^(.*size|.*points?|u?a?c?fp|.*fp|[es]?k?s?loc|k?dsi|.*ksloc|.*kloc|lines|screens|transactions|entities)$"
)
#: Counts of these a day are a load to carry, no productivity.
_LOAD = _words("lines screens transactions entities")
_NOT_A_SIZE = _words("team organization organisation department")
_SATISFIED = _words("stakeholder customer client user sponsor business overall product")
_TEAM_THEN = _words("peak average avg mean max maximum end")
_RATE_REASON = "a rate such as productivity is computed from the result"


def words_in_name(name: str) -> list[str]:
    """``"YearEnd"`` and ``"year_end"`` → ``["year", "end"]``.

    The lower-case words of a column's name.
    """
    parted = re.sub(r"([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])", r"\1\3 \2", name)
    return [word.lower() for word in re.split(r"[^A-Za-z]+", parted) if word]


def is_estimate(name: str) -> bool:
    """Whether a column's name says that it was known beforehand: an estimate, a plan, a budget."""
    words = set(words_in_name(name))
    by_expert = words & _EXPERT and not words - _EXPERT - _EFFORT - _COST - _DURATION - _AMOUNT
    return bool(words & _ESTIMATE or by_expert)


def is_size(name: str) -> bool:
    """Whether a column's name says that it is a size, such as function points or lines of code."""
    words = words_in_name(name)
    return any(_SIZE.match(word) for word in words) and _NOT_A_SIZE.isdisjoint(words)


def is_rate(name: str) -> bool:
    """Whether a column's name says that it is an amount per unit of size, or the reverse."""
    words = words_in_name(re.sub(r"[/÷]", " per ", name))
    if any(_PRODUCTIVITY.match(word) for word in words):
        return True
    if "rate" in words and not _RATES.isdisjoint(words):
        return True
    if "per" not in words:
        return False
    amount, unit = set(words[: words.index("per")]), set(words[words.index("per") + 1 :])
    if amount & (_EFFORT | _COST | _DURATION):
        return True
    sized, by_size = (any(map(_SIZE.match, part)) for part in (amount - _LOAD, unit))
    return bool((amount & _AMOUNT and by_size) or (sized and unit & (_AMOUNT | _EFFORT)))


def phases_in(names: Iterable[str]) -> frozenset[str]:
    """Columns among `names` that hold the effort or time of one phase of the project."""
    forms = {name: form for name in names if (form := _form(name))}
    alike = Counter(forms.values())
    return frozenset(
        name
        for name, form in forms.items()
        if alike[form] > 2 or not (_PLANNING & set(words_in_name(name)) or is_estimate(name))
    )


def _form(name: str) -> frozenset[str]:
    """What is left of the name of a phase's effort without the phase; else empty."""
    words = set(words_in_name(name))
    plan = words & _PLANNING and not words & (_ESTIMATE - _PLANNING)
    if not (words & _PHASE or plan) or words & _NO_QUANTITY - _PHASE:
        return frozenset()
    measured = words & (_EFFORT | _LONG_AMOUNT)
    return frozenset(words - _PHASE - _PLANNING) if measured else frozenset()


def why_known_afterwards(column: str, target: str, values: pd.Series) -> str | None:
    """Why a column was known only at the end, going by its name; None where the name is silent."""
    words = words_in_name(column)
    seen = set(words)
    if not words:
        return None
    if _tells_a_miss(seen, "%" in column) or (seen & _OUTCOME and "start" not in seen):
        return "it tells what became of the project"
    if is_estimate(column):
        return None
    if seen & _AFTER and "start" not in seen:
        return "it tells what became of the project"
    if _is_finish(words, values):
        return "the end of a project is known only at its end"
    if is_rate(column):
        return _RATE_REASON
    if seen & _RESULT or ("satisfaction" in seen and seen & _SATISFIED):
        return "it is a result of the project"
    if ({"team", "size"} <= seen or seen & {"staff", "headcount"}) and seen & _TEAM_THEN:
        return "the team as it turned out is known only afterwards"
    measured = seen & (_EFFORT | _COST | _DURATION) or words in (["length"], ["project", "length"])
    if (measured and not seen & _NO_QUANTITY) or {"hours", "worked"} <= seen:
        return f"it is measured at the end, like {target}, and not marked as an estimate"
    return None


def _tells_a_miss(seen: set[str], percent: bool) -> bool:
    """Whether words speak of how far a project missed what was expected of it."""
    if seen & _FORESEEN:
        return False
    if seen & _MISSED:
        return True
    what, beside = seen & _BY_HOW_MUCH, seen - _BY_HOW_MUCH
    if not what:
        return False
    if what & {"variance", "deviation"} and not beside:
        return True
    if "late" in what:
        return bool(beside & (_AMOUNT | {"weeks"}))
    measures = (_EFFORT | _COST | _DURATION) if what & {"variance", "deviation"} else frozenset()
    return percent or bool(beside & (_PERCENT | _EXPECTATION | measures))


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
