"""The prepared histories of all targets that estimates of a workspace learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.analysis.estimating.priors import SizePrior


@dataclass(frozen=True)
class History:
    """What estimates of a workspace learn from.

    Parameters
    ----------
    projects : DataFrame
        Finished projects without the proposal's own row; column ``actual_<target>`` holds what
        became of them.
    drivers : tuple of str
        Columns that could be known before a project starts.
    keep : tuple of str
        Columns that the leak guard must not touch.
    actual_means : str or None
        What an "actual" is where it is not the final figure.
    fewest : int
        Projects that a model needs.
    priors : mapping of str to SizePrior
        Public figures by unit of size, for where there are too few projects.
    running : DataFrame or None
        Running work in the same columns (see `running_projects`).
    prepared : dict of str to PreparedHistory
        By target; shared by all proposals that learn from the same projects.
    """

    projects: pd.DataFrame
    drivers: tuple[str, ...]
    keep: tuple[str, ...]
    actual_means: str | None = None
    fewest: int = 5
    priors: Mapping[str, SizePrior] = field(default_factory=dict)
    running: pd.DataFrame | None = None
    prepared: dict[str, PreparedHistory] = field(default_factory=dict)

    def of(self, target: str) -> PreparedHistory:
        """What these projects say of a target such as ``"cost"``, prepared once."""
        if target not in self.prepared:
            self.prepared[target] = PreparedHistory(
                self.projects,
                self.drivers,
                f"actual_{target}",
                self.keep,
                own_estimate=f"estimate_{target}",
                fewest=self.fewest,
                running=self.running,
            )
        return self.prepared[target]
