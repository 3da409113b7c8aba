"""What estimates of a workspace learn from: its own finished projects, and public figures."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol

import pandas as pd

from pmo_toolkit.analysis.estimating.in_time.running import believable_dates, running_projects
from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.analysis.estimating.priors import SizePrior, from_figures
from pmo_toolkit.analysis.estimating.target_histories import History
from pmo_toolkit.assessment.coverage_cache import PRIORS_FILE
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig


class HistorySource(Protocol):
    """A workspace, or who reads one."""

    @property
    def drivers(self) -> tuple[str, ...]:
        """Columns of the history that may predict."""
        ...

    @property
    def config(self) -> WorkspaceConfig:
        """What ``workspace.toml`` declares."""
        ...


def history_of(
    source: HistorySource,
    projects: pd.DataFrame,
    *,
    settings: Settings,
    keep: Iterable[str] = (),
    prepared: dict[str, PreparedHistory] | None = None,
    in_flight: pd.DataFrame | None = None,
    as_of: dt.date | None = None,
) -> History:
    """The history of a workspace, the same for reports, check, notebook and command.

    Parameters
    ----------
    source : Workspace or reader of one
    projects : DataFrame
        Its finished projects, or those that a proposal may learn from.
    settings : Settings
        Uses model_minimum.
    keep : iterable of str
        Columns known beforehand, beside those that the workspace declares.
    prepared : dict of str to PreparedHistory, optional
        Where what is prepared of the same projects is shared.
    in_flight : DataFrame, optional
        Running work; what stands in the history as well has ended.
    as_of : date, optional
        Day on which running work is looked at; dates after it are not believed.
    """
    config, running = source.config, None
    if as_of is not None:
        day = pd.Timestamp(as_of)
        projects = believable_dates(projects, day)
        if in_flight is not None:
            under_way = in_flight[~in_flight["project"].isin(projects["project"])]
            running = running_projects(under_way, day)
    return History(
        projects=projects,
        running=running,
        drivers=source.drivers,
        keep=(*config.drivers_keep, *config.drivers_known_before, *keep),
        actual_means=config.actual_means,
        fewest=settings.estimating.model_minimum,
        priors=public_priors(),
        prepared={} if prepared is None else prepared,
    )


@cache
def public_priors() -> Mapping[str, SizePrior]:
    """Public figures by unit of size."""
    kept = json.loads(PRIORS_FILE.read_text(encoding="utf-8"))
    return {prior["size_unit"]: from_figures(prior) for prior in kept["priors"]}
