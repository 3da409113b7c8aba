"""The evidence table: each claim with its source, its age and a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.core.settings import Settings

#: Evidence item → the table that holds it.
_TABLE_OF = {
    "need": "proposals",
    "goals": "proposal_goals",
    "capabilities": "proposal_capabilities",
    "benefits": "benefits",
    "options": "options",
    "costs": "costs",
    "drivers": "proposals",
    "requested_budget": "proposals",
    "demand": "demand",
    "risks": "risks",
}


@dataclass(frozen=True)
class EvidenceLine:
    """One claim with its source.

    Age in years at as_of (None: no date), and grade: strong, fair, weak or absent.
    """

    claim: str
    source: str
    age_years: float | None
    grade: str
    why: str


def evidence_table(
    readiness: Readiness,
    alignment: Alignment,
    costs: pd.DataFrame,
    judgements: pd.DataFrame,
    history: pd.DataFrame,
    estimates: Mapping[str, Estimate | NotAssessed],
    outside: Mapping[str, OutsideView | NotAssessed],
    *,
    sources: Mapping[str, str],
    as_of: pd.Timestamp,
    settings: Settings,
) -> tuple[EvidenceLine, ...]:
    """Grade what the assessment rests on.

    Parameters
    ----------
    costs, judgements : DataFrame
        The proposal's own rows.
    history : DataFrame
        Finished projects without the proposal's own row.
    estimates, outside : mapping
        Words for a target → the estimate and the outside view of it.
    sources : mapping
        Table → name of the file that holds it.
    as_of : Timestamp
        Day from which ages are counted.
    """
    lines = [
        _stated_line(item.label, item.key, item.present, item.detail, alignment, costs, sources)
        for item in readiness.items
        if item.key in _TABLE_OF
    ]
    age = median_age(history, "finish_date", as_of)
    past = sources.get("history", "history")
    for words, view in outside.items():
        if isinstance(view, OutsideView):
            claim = f"What became of estimates of {words}: {view.reference.label}"
            grade, why = _grade_of_n(view.reference.n, age, settings)
            lines.append(EvidenceLine(claim, past, age, grade, why))
    for words, estimate in estimates.items():
        if isinstance(estimate, Estimate):
            claim = f"Estimate of {words} from {estimate.n} finished projects"
            grade, why = _grade_of_estimate(estimate, age, settings)
            lines.append(EvidenceLine(claim, past, age, grade, why))
    if len(judgements):
        roles = judgements["scorer_role"].nunique()
        lines.append(
            EvidenceLine(
                f"Judgements by {roles} {'role' if roles == 1 else 'roles'}",
                sources.get("judgements", "judgements"),
                median_age(judgements, "time", as_of),
                "fair" if roles >= 3 else "weak",
                "people's own views; three roles or more show where they differ",
            )
        )
    return tuple(lines)


def median_age(table: pd.DataFrame, column: str, as_of: pd.Timestamp) -> float | None:
    """Median age in years at `as_of` of the dates in `column`, or None where there are none."""
    if column not in table or table[column].isna().all():
        return None
    return float((as_of - table[column].dropna()).dt.days.median() / 365.25)


def _stated_line(
    label: str,
    key: str,
    present: bool,
    detail: str,
    alignment: Alignment,
    costs: pd.DataFrame,
    sources: Mapping[str, str],
) -> EvidenceLine:
    table = _TABLE_OF[key]
    source = sources.get(table, "no table")
    if not present and key == "costs" and len(costs):
        return EvidenceLine(label, source, None, "weak", f"stated for {detail}")
    if not present:
        return EvidenceLine(label, source if table in sources else "–", None, "absent", detail)
    if key == "benefits":
        owned = all(line.department and line.measure for line in alignment.benefits)
        why = (
            "each has an owner and a measure"
            if owned
            else "stated, but not every benefit has an owner and a measure"
        )
        return EvidenceLine(label, source, None, "fair" if owned else "weak", why)
    if key == "costs":
        wide = bool((costs["high"] > costs["low"]).mean() > 0.5) if len(costs) else False
        why = "stated as ranges" if wide else "single figures, without a range"
        return EvidenceLine(label, source, None, "fair" if wide else "weak", why)
    if key == "goals":
        measured = all(
            goal.contribution is not None and goal.target is not None for goal in alignment.goals
        )
        doubt = next((goal.doubt for goal in alignment.goals if goal.doubt), None)
        if doubt:
            return EvidenceLine(label, source, None, "weak", f"of at least one goal, {doubt}")
        why = (
            "contribution and target are stated"
            if measured
            else "named, but the contribution or the target is not stated"
        )
        return EvidenceLine(label, source, None, "fair" if measured else "weak", why)
    doubts = [one.doubt for one in alignment.capabilities if one.doubt and key == "capabilities"]
    if doubts:
        return EvidenceLine(label, source, None, "weak", f"of at least one, {doubts[0]}")
    if key in ("options", "drivers", "demand", "risks"):
        return EvidenceLine(label, source, None, "fair", f"{detail}; stated by those who ask")
    return EvidenceLine(
        label, source, None, "weak", "stated by those who ask, not checked by anyone else"
    )


def _grade_of_n(n: int, age: float | None, settings: Settings) -> tuple[str, str]:
    old = age is not None and age > settings.confidence.stale_years
    if n >= settings.confidence.high_confidence_n:
        return ("fair" if old else "strong"), f"{n} finished projects" + (
            ", but old ones" if old else ""
        )
    if n >= settings.estimating.class_minimum:
        return ("weak" if old else "fair"), f"{n} finished projects" + (
            ", and old ones" if old else ""
        )
    return "weak", f"only {n} finished projects"


def _grade_of_estimate(
    estimate: Estimate, age: float | None, settings: Settings
) -> tuple[str, str]:
    wide = estimate.intervals[0]
    grade, why = _grade_of_n(estimate.n, age, settings)
    if estimate.outside_range:
        return "weak", "the proposal lies outside what finished projects have had"
    if wide.coverage is None:
        return "weak", f"{why}; how often its ranges held could not be measured"
    if abs(wide.coverage - wide.level) > settings.confidence.coverage_tolerance:
        return "weak", f"its {percent(wide.level)} ranges held {percent(wide.coverage)} of the time"
    return (
        grade,
        f"{why}; its {percent(wide.level)} ranges held {percent(wide.coverage)} of the time",
    )
