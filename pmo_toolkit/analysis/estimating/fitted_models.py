"""Models fitted once and shared: the estimator of a history, and what was measured of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.estimating.in_time.dates import Dates
from pmo_toolkit.analysis.estimating.measuring.steps import Progress, measuring
from pmo_toolkit.core.settings import Settings

if TYPE_CHECKING:
    from pmo_toolkit.analysis.estimating.measured import Measured
    from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator


class FigureStore(Protocol):
    """Where figures are kept beyond one run, by a key that covers everything they depend on."""

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Figures kept under a key, or None."""
        ...

    def put(self, key: str, figures: Mapping[str, Any]) -> None:
        """Keep figures under a key."""
        ...


class Models:
    """Fitted models by the content of what they learnt from.

    Equal histories share one model, whoever asks.

    Parameters
    ----------
    store : FigureStore, optional
        Keeps what was measured, which costs several times the fit. Models themselves are always
        fitted, never unpickled.
    progress : callable, optional
        Is told how far measuring is, where figures have to be measured.
    """

    def __init__(self, store: FigureStore | None = None, progress: Progress | None = None):
        self.store, self.progress = store, progress
        self._fitted: dict[str, tuple[EffortEstimator, Measured]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Without the callback, which belongs to the process that waits."""
        return {**vars(self), "progress": None}

    def __len__(self) -> int:
        return len(self._fitted)

    def fitted(
        self,
        drivers: pd.DataFrame,
        actual: ArrayLike,
        dates: Dates | None,
        settings: Settings,
        *,
        what: str = "the target",
    ) -> tuple[EffortEstimator, Measured]:
        """The estimator fitted to a history, and what was measured of it.

        Parameters
        ----------
        drivers : DataFrame of shape (n, k)
        actual : array of shape (n,)
        dates : Dates or None
            Starts and ends, and running work.
        settings : Settings
            Uses backtest_folds, confidence_levels and seed.
        what : str
            What is estimated, for the progress.
        """
        from pmo_toolkit.analysis.estimating.measured import measure  # slow to load
        from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

        key = content_key(drivers, actual, dates, settings)
        if key not in self._fitted:
            y = np.asarray(actual, dtype=float)
            model = EffortEstimator()
            model = model.fit(drivers, y) if dates is None else dates.fit(model, drivers, y)
            self._fitted[key] = (
                model,
                self._kept(
                    key,
                    (len(drivers), len(settings.estimating.confidence_levels)),
                    lambda: measure(
                        model, drivers, actual, settings, dates, measuring(what, self.progress)
                    ),
                ),
            )
        return self._fitted[key]

    def _kept(
        self, key: str, size: tuple[int, int], measure_now: Callable[[], Measured]
    ) -> Measured:
        """Figures of the store for so many projects and levels, or measured now and kept."""
        from pmo_toolkit.analysis.estimating.measured import Measured

        kept = None if self.store is None else self.store.get(key)
        if kept is not None:
            with suppress(KeyError, TypeError, ValueError, OverflowError, AttributeError):
                known = Measured.from_figures(kept)
                if (known.n, len(known.hits)) == size:
                    return known
            # not our figures, or impossible ones: measured anew
        measured = measure_now()
        if self.store is not None:
            self.store.put(key, asdict(measured))
        return measured


def content_key(
    drivers: pd.DataFrame, actual: ArrayLike, dates: Dates | None, settings: Settings
) -> str:
    """SHA-256 of all that a fit and its measurement depend on, the code aside."""
    used = (
        settings.estimating.backtest_folds,
        settings.estimating.confidence_levels,
        settings.seed,
    )
    parts: list[Any] = [used, np.asarray(actual, dtype=float).tolist()]
    parts.append(None if dates is None else dates.fingerprint)
    for name in drivers.columns:
        known = drivers[name].notna()
        parts.append(
            [
                str(name),
                str(drivers[name].dtype),
                drivers[name].astype(str).where(known, None).tolist(),
            ]
        )
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()
