"""The outside view: what became of the estimates of comparable finished projects."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.history.target_words import words_of_target
from pmo_toolkit.core.settings import Settings

#: With fewer projects than this no quantile is worth printing.
_FEWEST = 5


@dataclass(frozen=True)
class ReferenceClass:
    """The finished projects that a proposal is compared with.

    Parameters
    ----------
    label : str
        In words, such as ``"software package, Finance"`` or ``"all finished projects"``.
    n : int
        Projects with both an estimate and an actual.
    considered : tuple of (str, int)
        Narrower classes that were tried first, with their sizes, when they held too few.
    """

    label: str
    n: int
    considered: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class OutsideView:
    """Quantiles of actual ÷ estimate in the reference class, applied to this proposal's figure.

    Parameters
    ----------
    target : str
        ``"cost"``, ``"effort_person_hours"`` or ``"duration_days"``.
    reference : ReferenceClass
    ratio : Quantiles
        Actual ÷ estimate; unit ``"ratio"``.
    share_over : float
        Share of projects whose actual exceeded the estimate, 0–1.
    applied_to, applied_label : float, str or None
        The proposal's own figure and what it is (``"the requested budget"``); None where it states
        none.
    result : Quantiles or None
        `applied_to` times the ratios, in the target's unit.
    actual_means : str or None
        What an "actual" is in this history where it is not the final figure.
    ratios : tuple of float
        The ratios themselves, ascending.
    """

    target: str
    reference: ReferenceClass
    ratio: Quantiles
    share_over: float
    applied_to: float | None
    applied_label: str | None
    result: Quantiles | None
    actual_means: str | None
    ratios: tuple[float, ...] = ()


def outside_view(
    history: pd.DataFrame,
    *,
    target: str,
    unit: str,
    project_class: str | None,
    department: str | None,
    applied_to: float | None,
    applied_label: str | None,
    settings: Settings,
    actual_means: str | None = None,
) -> OutsideView | NotAssessed:
    """What became of the estimates of comparable projects.

    The narrowest class that holds as many projects as the setting class_minimum says is taken:
    class and department, class, department, all finished projects.

    Parameters
    ----------
    history : DataFrame
        Finished projects without the proposal's own row; columns ``estimate_<target>`` and
        ``actual_<target>``.
    target, unit : str
        Such as ``"cost"`` and ``"money"``.
    project_class, department : str or None
        What the proposal states.
    applied_to, applied_label : float, str or None
        The proposal's own figure and what it is.
    """
    ratios = actual_to_estimate(history, target)
    if len(ratios) < _FEWEST:
        words = (
            "no finished project states"
            if ratios.empty
            else f"only {len(ratios)} finished projects state"
        )
        return NotAssessed(
            f"outside view of {words_of_target(target)}",
            f"{words} both an estimate and an actual",
            ReasonCode.TOO_FEW_PROJECTS,
        )
    reference, members = choose_class(
        history.loc[ratios.index], project_class, department, settings.estimating.class_minimum
    )
    ratios = ratios.loc[members]
    result = None
    if applied_to is not None and applied_to > 0:
        result = Quantiles.of(ratios * applied_to, unit)
    return OutsideView(
        target=target,
        reference=reference,
        ratio=Quantiles.of(ratios, "ratio"),
        share_over=float((ratios > 1).mean()),
        applied_to=applied_to,
        applied_label=applied_label,
        result=result,
        actual_means=actual_means,
        ratios=tuple(sorted(ratios.tolist())),
    )


def actual_to_estimate(history: pd.DataFrame, target: str) -> pd.Series:
    """Actual ÷ estimate of each project that states both above zero, on the history's index."""
    estimate, actual = f"estimate_{target}", f"actual_{target}"
    if estimate not in history or actual not in history:
        return pd.Series(dtype=float)
    both = history[(history[estimate] > 0) & (history[actual] > 0)]
    return (both[actual] / both[estimate]).astype(float)


def choose_class(
    history: pd.DataFrame, project_class: str | None, department: str | None, minimum: int
) -> tuple[ReferenceClass, pd.Index]:
    """The narrowest class of at least `minimum` projects, and the index of its members.

    Falls back to all projects, however few, and keeps what was tried.
    """
    everyone = pd.Series(True, index=history.index)
    in_class = history["class"] == project_class if project_class and "class" in history else None
    in_department = (
        history["department"] == department if department and "department" in history else None
    )
    candidates: list[tuple[str, pd.Series]] = []
    if in_class is not None and in_department is not None:
        candidates.append((f"{project_class} projects for {department}", in_class & in_department))
    if in_class is not None:
        candidates.append((f"{project_class} projects", in_class))
    if in_department is not None:
        candidates.append((f"projects for {department}", in_department))
    considered: list[tuple[str, int]] = []
    for label, members in candidates:
        n = int(members.sum())
        if n >= minimum:
            return ReferenceClass(label, n, tuple(considered)), history.index[members]
        considered.append((label, n))
    return (
        ReferenceClass("all finished projects", len(history), tuple(considered)),
        history.index[everyone],
    )
