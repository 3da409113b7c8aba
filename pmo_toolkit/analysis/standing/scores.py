"""From the tables of criteria and judgements to scores by role, and what is odd, by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, records_of, shown_row, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Judgement:
    """One score: role, proposal, criterion by id, points with the ends of their range, and row."""

    role: str
    item: str
    criterion: str
    value: float
    low: float
    high: float
    row: int


@dataclass(frozen=True)
class Remark:
    """What is odd about a row of judgements.

    Its row, its proposal, the column to look at, and what, as a clause.
    """

    row: int
    item: str
    column: str
    what: str

    def __str__(self) -> str:
        return f"judgements row {self.row}: {self.what}"


@dataclass(frozen=True)
class Scores:
    """What was scored.

    Parameters
    ----------
    criteria : tuple of Criterion
    items : tuple of str
        Proposals with at least one usable score, in the order in which they first stand in the
        table.
    roles : tuple of str
        Scorers with at least one usable score.
    judgements : tuple of Judgement
        At most one for each role, proposal and criterion.
    refused : dict of str to Remark
        Proposal none of whose scores can be used → why.
    remarks : tuple of Remark
        What was set aside.
    """

    criteria: tuple[Criterion, ...]
    items: tuple[str, ...]
    roles: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    refused: dict[str, Remark]
    remarks: tuple[Remark, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """The remarks as sentences without a full stop."""
        return tuple(map(str, self.remarks))


def read_criteria(criteria: pd.DataFrame) -> tuple[Criterion, ...] | NotAssessed:
    """Criteria of the table ``criteria``.

    Not assessed, with the row, where one of them cannot be used.

    One unfit criterion stops the whole standing: without it, every rank would silently mean
    something else.
    """
    if criteria.empty:
        return NotAssessed(
            "standing",
            "no criteria are stated, so direction, scale and weight of what was scored are not"
            " known",
            ReasonCode.NO_CRITERIA,
        )
    usable: list[Criterion] = []
    for row in records_of(criteria):
        criterion = criterion_of(row)
        if isinstance(criterion, NotAssessed):
            why = f"criteria row {_row(row)}: {criterion.why}"
            return replace(criterion, what="standing", why=why)
        usable.append(criterion)
    if all(criterion.weight == 0 for criterion in usable):
        return NotAssessed(
            "standing",
            "all weights are zero: at least one criterion must count",
            ReasonCode.ZERO_WEIGHTS,
        )
    return tuple(usable)


def criterion_of(row: Mapping[Any, Any]) -> Criterion | NotAssessed:
    """One row of the table ``criteria`` as a criterion, or why it cannot be used."""
    name = str(row["id"])
    low, high = number_of(row.get("scale_low")), number_of(row.get("scale_high"))
    direction = text_of(row.get("direction"))
    if direction is None or low is None or high is None:
        cells = {"direction": direction, "scale_low": low, "scale_high": high}
        absent = tuple(column for column, cell in cells.items() if cell is None)
        return NotAssessed(
            f"criterion {name}",
            f"criterion {name} states no {' and no '.join(absent)}",
            ReasonCode.NOT_STATED,
            shown_row(row),
            (name, *absent),
        )
    weight, method = number_of(row.get("weight")), text_of(row.get("weight_method"))
    try:
        return Criterion(
            name, text_of(row.get("title")) or name, direction, low, high, weight, method
        )
    except ValueError as error:
        return NotAssessed(
            f"criterion {name}", str(error), ReasonCode.UNUSABLE_ROW, shown_row(row), (name,)
        )


def ahp_unproved(criteria: Sequence[Criterion]) -> str | None:
    """What cannot be said of weights that come from AHP, as a clause.

    Tables hold its weights, not its comparisons.
    """
    titles = [
        criterion.title
        for criterion in criteria
        if (criterion.method or "").casefold() == "ahp" and criterion.weight is not None
    ]
    if not titles:
        return None
    return (
        f"the weights of {', '.join(titles)} come from AHP, and the comparisons behind them are not"
        " in the tables: whether they contradict each other (consistency ratio above 0.1) is not"
        " assessed"
    )


def read_scores(judgements: pd.DataFrame, criteria: Sequence[Criterion]) -> Scores:
    """Scores of the table ``judgements`` that can be used, and what is odd about the others.

    A score names its criterion by id or title. Where one role scored the same thing twice, the
    later score counts.
    """
    names = {criterion.title.casefold(): criterion for criterion in criteria} | {
        criterion.id.casefold(): criterion for criterion in criteria
    }
    kept: dict[tuple[str, str, str], Judgement] = {}
    times: dict[tuple[str, str, str], int] = {}
    refused: dict[str, Remark] = {}
    remarks: list[Remark] = []
    rows = judgements.drop(columns="time", errors="ignore").to_dict("records")
    for row, time in zip(rows, _times(judgements), strict=True):
        score = _judgement(row, names)
        if isinstance(score, Remark):
            remarks.append(score)
            refused.setdefault(score.item, score)
            continue
        key = score.role, score.item, score.criterion
        if key in kept:
            earlier, later = sorted(
                (kept[key], score),
                key=lambda judgement: (
                    times[key] if judgement is kept[key] else time,
                    judgement.row,
                ),
            )
            again = f"the {score.role} scored {score.item} again in row {later.row}, which counts"
            remarks.append(Remark(earlier.row, score.item, "value", again))
            score = later
        times[key] = max(times.get(key, time), time)
        kept[key] = score
    scores = tuple(kept.values())
    items = tuple(dict.fromkeys(judgement.item for judgement in scores))
    return Scores(
        criteria=tuple(criteria),
        items=items,
        roles=tuple(dict.fromkeys(judgement.role for judgement in scores)),
        judgements=scores,
        refused={item: remark for item, remark in refused.items() if item not in items},
        remarks=tuple(remarks),
    )


def _judgement(row: Mapping[Any, Any], names: Mapping[str, Criterion]) -> Judgement | Remark:
    """One usable score, or why the row is set aside."""
    item, number = str(row["item"]), _row(row)
    label, value = text_of(row.get("criterion")), number_of(row.get("value"))
    if label is None:
        what = "names no criterion, so its score is set aside"
        return Remark(number, item, "criterion", what)
    criterion = names.get(label.casefold())
    if criterion is None:
        what = f"names {label!r}, which is no criterion, so its score is set aside"
        return Remark(number, item, "criterion", what)
    if value is None:
        return Remark(number, item, "value", f"holds no score on {criterion.title}")
    low, high = number_of(row.get("low")), number_of(row.get("high"))
    low, high = value if low is None else low, value if high is None else high
    for score in (value, low, high):
        if not criterion.holds(score):
            what = (
                f"the score {score:g} lies outside the scale {criterion.low:g} to"
                f" {criterion.high:g} of {criterion.title}, so it is set aside"
            )
            return Remark(number, item, "value", what)
    if not low <= value <= high:
        what = (
            f"the score {value:g} lies outside its own range {low:g} to {high:g}, so it is set"
            " aside"
        )
        return Remark(number, item, "value", what)
    return Judgement(str(row["scorer_role"]), item, criterion.id, value, low, high, number)


def _row(row: Mapping[Any, Any]) -> int:
    return int(row["_row"])


def _times(judgements: pd.DataFrame) -> list[int]:
    """When each score was given, as numbers that ascend with time.

    The lowest of all where that is not stated.
    """
    if "time" not in judgements:
        return [0] * len(judgements)
    times: list[int] = judgements["time"].to_numpy("datetime64[ns]").astype("int64").tolist()
    return times


def middle_scores(scores: Scores) -> Floats:
    """Median score over the roles, in points, shape (proposals, criteria).

    NaN where nobody scored.
    """
    _, values, _ = _by_role(scores)
    return _median(values)


def views_of(scores: Scores) -> tuple[ScoreRanges, ...]:
    """Each role's own scores as ranges of desirability.

    Where a role did not score a proposal on a criterion, it is given the whole span of what the
    others said: lowest end, median score, highest end. Where nobody scored, nothing is known and
    the whole scale remains possible.
    """
    low, values, high = _by_role(scores)
    with_gaps = np.isnan(values)
    lowest = np.where(
        np.isnan(low).all(axis=0), np.nan, np.min(np.where(with_gaps, np.inf, low), axis=0)
    )
    highest = np.where(
        np.isnan(high).all(axis=0), np.nan, np.max(np.where(with_gaps, -np.inf, high), axis=0)
    )
    middle = _median(values)
    views = []
    for place in range(len(scores.roles)):
        own = [
            np.where(with_gaps[place], filled, own_scores[place])
            for own_scores, filled in ((low, lowest), (values, middle), (high, highest))
        ]
        ends = [
            np.column_stack([c.desirability(ends[:, k]) for k, c in enumerate(scores.criteria)])
            for ends in own
        ]
        falls = np.array(
            [c.direction == "down" for c in scores.criteria]
        )  # the lower end is then the better one
        views.append(
            ScoreRanges(
                np.where(falls, ends[2], ends[0]), ends[1], np.where(falls, ends[0], ends[2])
            )
        )
    return tuple(views)


def _by_role(scores: Scores) -> tuple[Floats, Floats, Floats]:
    """Low, score and high in points, shape (roles, proposals, criteria); NaN where not scored."""
    roles = {role: place for place, role in enumerate(scores.roles)}
    items = {item: place for place, item in enumerate(scores.items)}
    columns = {criterion.id: place for place, criterion in enumerate(scores.criteria)}
    points = np.full((3, len(roles), len(items), len(columns)), np.nan)
    for judgement in scores.judgements:
        points[:, roles[judgement.role], items[judgement.item], columns[judgement.criterion]] = (
            judgement.low,
            judgement.value,
            judgement.high,
        )
    return points[0], points[1], points[2]


def _median(values: Floats) -> Floats:
    """Median over the first axis without a warning where all are missing."""
    ordered = np.sort(values, axis=0)  # NaN last
    n = np.count_nonzero(~np.isnan(values), axis=0)
    lower, upper = np.maximum((n - 1) // 2, 0), np.minimum(n // 2, len(values) - 1)
    ends = [np.take_along_axis(ordered, place[None], axis=0)[0] for place in (lower, upper)]
    return np.where(n == 0, np.nan, (ends[0] + ends[1]) / 2)
