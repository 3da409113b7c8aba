"""The outside view: what became of the estimates of comparable finished projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import exp, prod

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.history.target_words import words_of_target
from pmo_toolkit.analysis.estimating.reference.class_effects import (
    ClassEffect,
    ClassLevel,
    predictive_quantiles,
    put_on_level,
)
from pmo_toolkit.analysis.estimating.reference.others_spread import (
    SPREAD_OF_OTHERS,
    pooled_with_others,
    weight_of_others,
)
from pmo_toolkit.core.settings import Settings

#: With fewer projects than this no quantile is worth printing.
_FEWEST = 5
#: Standard deviation of log(actual ÷ estimate) between kinds of delivery, where the history cannot
#: tell them apart. No public set states kinds of delivery; between kinds of work it is .13 in seera
#: and 0 in kitchenham (`benchmarks/outside_view.py`), of which the larger is taken.
BETWEEN_DELIVERIES = 0.13
#: Share of the spread that is others' from which the reader is told.
_TOLD_FROM = 0.2
#: Evenly spaced shares at which the distribution of the ratios is kept. Both ends are as far out
#: as a table of some hundred projects can say.
_SHARES = np.clip(np.linspace(0, 1, 201), 0.0025, 0.9975)


@dataclass(frozen=True)
class ReferenceClass:
    """The finished projects that a proposal is compared with.

    Parameters
    ----------
    label : str
        The classes whose level was taken, in words, such as ``"software package, Finance"``; or
        ``"all finished projects"``.
    n : int
        Projects with both an estimate and an actual.
    considered : tuple of (str, int)
        Classes of the proposal that were tried and changed nothing, with their sizes: too few, or
        no further from the others than by chance.
    classes : tuple of ClassEffect
        Classes whose level was taken, each with its size, weight and factor.
    effective_n : float
        Projects of these very classes that would tell their level as well, at most `n`.
    remarks : tuple of str
        What the reader must know of the comparison, as sentences.
    """

    label: str
    n: int
    considered: tuple[tuple[str, int], ...]
    classes: tuple[ClassEffect, ...] = ()
    effective_n: float = 0.0
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The projects and the level that they were put on; follows "of" and ends in a comma."""
        projects = f"{self.n} finished projects"
        if not self.classes:
            return f"{projects},"
        names = " and ".join(f"{effect.label} ({effect.n})" for effect in self.classes)
        return f"{projects}, put on the level of {names},"


@dataclass(frozen=True)
class OutsideView:
    """Quantiles of actual ÷ estimate of comparable projects, applied to this proposal's figure.

    Parameters
    ----------
    target : str
        ``"cost"``, ``"effort_person_hours"`` or ``"duration_days"``.
    reference : ReferenceClass
    ratio : Quantiles
        Actual ÷ estimate of one more project of these classes; unit ``"ratio"``.
    share_over : float
        Share of projects whose actual exceeded the estimate, 0–1, on the level of these classes.
    applied_to, applied_label : float, str or None
        The proposal's own figure and what it is (``"the requested budget"``); None where it states
        none.
    result : Quantiles or None
        `applied_to` times the ratios, in the target's unit.
    actual_means : str or None
        What an "actual" is in this history where it is not the final figure.
    ratios : tuple of float
        The distribution of the ratio as 201 quantiles at evenly spaced shares, ascending.
    """

    target: str
    reference: ReferenceClass
    ratio: Quantiles
    share_over: float
    applied_to: float | None
    applied_label: str | None
    result: Quantiles | None
    actual_means: str | None
    ratios: tuple[float, ...] = field(default=())


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
    delivery: str | None = None,
    actual_means: str | None = None,
) -> OutsideView | NotAssessed:
    """What became of the estimates of comparable projects.

    All finished projects speak, put on the level of the proposal's kind of delivery, class and
    department, each by the weight that its number of projects and the difference between such
    classes earn (`put_on_level`); from `class_minimum` projects on. The range is that of one more
    project, so that fewer projects give a wider one (`predictive_quantiles`). Where history cannot
    tell kinds of delivery apart, the range is wider by what such kinds usually differ. How far
    costs spread is pooled with others' projects, which counts while own ones are few
    (`pooled_with_others`); the level, and the share that cost more, are the house's own.

    Parameters
    ----------
    history : DataFrame
        Finished projects without the proposal's own row; columns ``estimate_<target>`` and
        ``actual_<target>``, and ``delivery``, ``class`` and ``department`` where known.
    target, unit : str
        Such as ``"cost"`` and ``"money"``.
    project_class, department : str or None
        What the proposal states.
    applied_to, applied_label : float, str or None
        The proposal's own figure and what it is.
    delivery : str or None
        Kind of the option, such as ``"SaaS"``.

    Returns
    -------
    OutsideView or NotAssessed
        Not assessed with fewer than five projects.
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
    stated = {"delivery": delivery, "class": project_class, "department": department}
    compared = history.loc[ratios.index]
    level, reference = _level(compared, np.log(ratios), stated, settings)
    logs = level.logs
    if target == "cost":
        logs = pooled_with_others(logs, settings)
        reference = _with_others(reference, settings)
    values = tuple(np.exp(predictive_quantiles(logs, _SHARES)).tolist())
    result = None
    if applied_to is not None and applied_to > 0:
        result = Quantiles.of(np.array(values) * applied_to, unit)
    return OutsideView(
        target=target,
        reference=reference,
        ratio=Quantiles.of(values, "ratio"),
        share_over=float((level.logs > 1e-9).mean()),
        applied_to=applied_to,
        applied_label=applied_label,
        result=result,
        actual_means=actual_means,
        ratios=values,
    )


def actual_to_estimate(history: pd.DataFrame, target: str) -> pd.Series:
    """Actual ÷ estimate of each project that states both above zero, on the history's index."""
    estimate, actual = f"estimate_{target}", f"actual_{target}"
    if estimate not in history or actual not in history:
        return pd.Series(dtype=float)
    both = history[(history[estimate] > 0) & (history[actual] > 0)]
    return (both[actual] / both[estimate]).astype(float)


def tells_deliveries(history: pd.DataFrame) -> bool:
    """Whether finished projects state at least two kinds of delivery."""
    return "delivery" in history and history["delivery"].nunique() > 1


def _level(
    history: pd.DataFrame,
    logs: pd.Series,
    stated: Mapping[str, str | None],
    settings: Settings,
) -> tuple[ClassLevel, ReferenceClass]:
    """Log ratios on the level of what the proposal states, and what they rest on."""
    classes = {
        column: (history[column], own) for column, own in stated.items() if column in history
    }
    enough = len(logs) >= settings.estimating.class_minimum
    level = put_on_level(logs, classes, told_apart=enough)
    delivery = stated["delivery"]
    if not tells_deliveries(history):
        remark = (
            "The finished projects do not state how they were delivered, so that all kinds of"
            " delivery are compared with this one; the range is wider for it (a factor of"
            f" {exp(BETWEEN_DELIVERIES):.2f} is usual between kinds)."
        )
        return _widened(level), _reference(level, (remark,))
    if delivery is None or not (history["delivery"] == delivery).any():
        why = "It is not known how this would be delivered"
        if delivery is not None:
            why = f"No finished project was delivered as {delivery}"
        return level, _reference(level, (f"{why}, so that it is compared with all kinds.",))
    return level, _reference(level, ())


def _widened(level: ClassLevel) -> ClassLevel:
    """The same about its middle with the variance between kinds of delivery added."""
    unsure = level.unsure + BETWEEN_DELIVERIES**2
    spread = level.within + level.unsure
    if spread == 0:
        return level
    middle = float(np.median(level.logs))
    factor = np.sqrt((level.within + unsure) / spread)
    return ClassLevel(middle + factor * (level.logs - middle), level.effects, level.within, unsure)


def _with_others(reference: ReferenceClass, settings: Settings) -> ReferenceClass:
    """The same with a remark where others' projects have a say in the spread."""
    weight = weight_of_others(reference.n, settings)
    if weight < _TOLD_FROM:
        return reference
    remark = (
        f"{reference.n} projects tell the level, but not well how far estimates spread:"
        f" {weight:.0%} of that is taken from {SPREAD_OF_OTHERS.n} public projects of others."
    )
    return replace(reference, remarks=(*reference.remarks, remark))


def _reference(level: ClassLevel, remarks: tuple[str, ...]) -> ReferenceClass:
    """What the distribution rests on."""
    n = len(level.logs)
    used = tuple(effect for effect in level.effects if effect.weight > 0)
    idle = tuple((effect.label, effect.n) for effect in level.effects if effect.weight == 0)
    label = ", ".join(effect.label for effect in used) or "all finished projects"
    # The level is uncertain by what the classes leave, and by the common level as far as they leave
    # it any weight.
    rest = prod(1 - effect.weight for effect in used)
    of_level = rest**2 * level.within / n + level.unsure
    effective = n if of_level == 0 else min(n, level.within / of_level)
    return ReferenceClass(label, n, idle, used, float(effective), remarks)
