"""Ranges as lines of a table, each with a strip on an axis that all of a quantity share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.charts import range_strip
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit.pictures import data_uri
from pmo_toolkit.studies.elicitation.combining import CombinedRange, JudgedQuantity
from pmo_toolkit.studies.elicitation.outside import BesideOutside
from pmo_toolkit.studies.elicitation.pooled_fit import pooled_fit

_EQUAL = "Combined, all alike"
_CLASSICAL = "Combined by seed questions (Cooke)"


class RangeLine(NamedTuple):
    """A range as text.

    Parameters
    ----------
    who : str
    round : str
    low, mode, high : str
    note : str
        A reason, weights or a source.
    strip : str
        Picture as a URI.
    together : bool
        Whether it stands for several people.
    """

    who: str
    round: str
    low: str
    mode: str
    high: str
    note: str
    strip: str
    together: bool


class RangeTable(NamedTuple):
    """All ranges of a quantity.

    Parameters
    ----------
    label, unit : str
    lines : tuple of RangeLine
    state : str
        Who has entered something, and what is revealed.
    remark : str
        Why something is not combined.
    """

    label: str
    unit: str
    lines: tuple[RangeLine, ...]
    state: str
    remark: str = ""


class _Ends(NamedTuple):
    who: str
    round: str
    low: float
    mode: float | None
    high: float
    note: str
    together: bool = False


def range_table(judged: JudgedQuantity, numbers: NumberFormat) -> RangeTable:
    """The ranges of a quantity that may be seen, and all of them combined."""
    ends = _scorers(judged)
    remark = ""
    if isinstance(judged.equal, CombinedRange):
        ends.append(_combined(_EQUAL, judged.equal))
    if isinstance(judged.classical, CombinedRange):
        ends.append(_combined(_CLASSICAL, judged.classical, _weights(judged.classical, numbers)))
    elif isinstance(judged.equal, CombinedRange) and judged.quantity.known is None:
        remark = f"Not weighed by seed questions: {judged.classical.why}."
    known = judged.quantity.known
    if known is not None and judged.revealed:
        ends.append(_Ends("What it came to", "", known, known, known, "", True))
    remarks = (remark, _fit_words(judged, numbers))
    return _table(judged, ends, numbers, _state(judged), " ".join(filter(None, remarks)))


def _fit_words(judged: JudgedQuantity, numbers: NumberFormat) -> str:
    """What the fitted distribution of the group's range implies; empty where there is no range."""
    if not isinstance(judged.equal, CombinedRange) or judged.quantity.known is not None:
        return ""
    found = pooled_fit(judged)
    if isinstance(found, NotAssessed):
        return f"{found.why.capitalize()}."
    p5, p95 = (numbers.number(found.quantile(share), 3) for share in (0.05, 0.95))
    implied = (
        f"A {found.name} distribution fits the combined range best: one case in twenty is below"
        f" {p5}, one in twenty above {p95} {judged.quantity.unit}. Whether that is"
        " believable is for the group to say."
    )
    return " ".join(filter(None, (implied, found.misfit)))


def outside_table(beside: BesideOutside, numbers: NumberFormat) -> RangeTable:
    """The group's range and what finished projects say."""
    judged = beside.judged
    ends = []
    if isinstance(judged.equal, CombinedRange):
        ends.append(_combined("The group, all alike", judged.equal))
    if isinstance(judged.classical, CombinedRange):
        ends.append(_combined("The group by seed questions (Cooke)", judged.classical))
    ends += [
        _Ends("Outside view", "", view.low, view.mode, view.high, f"{view.source}.", True)
        for view in beside.views
    ]
    return _table(judged, ends, numbers, "", "")


def _scorers(judged: JudgedQuantity) -> list[_Ends]:
    return [
        _Ends(seen.role, str(seen.round), seen.low, seen.mode, seen.high, seen.reason)
        for seen in judged.ranges
    ]


def _combined(who: str, found: CombinedRange, note: str = "") -> _Ends:
    return _Ends(who, "", found.low, found.mode, found.high, note, True)


def _weights(found: CombinedRange, numbers: NumberFormat) -> str:
    return "; ".join(f"{role} {numbers.share(weight)}" for role, weight in found.weights)


def _state(judged: JudgedQuantity) -> str:
    rounds = "both rounds are" if judged.revealed > 1 else "the first round is"
    revealed = f"{rounds} revealed" if judged.revealed else "nothing is revealed yet"
    entered = [
        f"round {number}: {len(roles)} entered"
        for number, roles in enumerate(judged.scorers, start=1)
        if roles
    ]
    return "; ".join((*entered, revealed)).capitalize() + "."


def _table(
    judged: JudgedQuantity,
    ends: Sequence[_Ends],
    numbers: NumberFormat,
    state: str,
    remark: str,
) -> RangeTable:
    limits = (min((end.low for end in ends), default=0), max((end.high for end in ends), default=1))
    quantity = judged.quantity
    lines = tuple(_line(end, limits, numbers) for end in ends)
    return RangeTable(quantity.label, quantity.unit, lines, state, remark)


def _line(end: _Ends, limits: tuple[float, float], numbers: NumberFormat) -> RangeLine:
    digits = 3 if end.together else 6
    middle = (end.low + end.high) / 2 if end.mode is None else end.mode
    quantiles = Quantiles(end.low, end.low, middle, end.high, end.high, "")
    return RangeLine(
        end.who,
        end.round,
        numbers.number(end.low, digits),
        "open" if end.mode is None else numbers.number(end.mode, digits),
        numbers.number(end.high, digits),
        end.note,
        data_uri(range_strip(quantiles, limits)),
        end.together,
    )
