"""What estimates of a workspace learn from: its own finished projects, and public figures."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.estimating.prepared_history import History
from pmo_toolkit.analysis.estimating.priors import SizePrior, from_figures
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, WorkspaceConfig

#: Figures of public data sets; `tools/make_priors.py` writes them.
PRIORS_FILE = Path(__file__).resolve().parent / "priors.json"


def history_of(
    workspace: Workspace,
    projects: pd.DataFrame | None = None,
    *,
    settings: Settings | None = None,
    keep: Collection[str] = (),
) -> History:
    """The history of a workspace, the same for reports, check, notebook and command.

    Parameters
    ----------
    workspace : Workspace
    projects : DataFrame, optional
        Instead of all its finished projects.
    settings : Settings, optional
        Instead of the workspace's own; model_minimum is used.
    keep : collection of str
        Columns known beforehand, beside those that the workspace declares.
    """
    return history_from(
        workspace.table("history") if projects is None else projects,
        workspace.drivers,
        workspace.config,
        settings or workspace.settings,
        keep,
    )


def history_from(
    projects: pd.DataFrame,
    drivers: Sequence[str],
    config: WorkspaceConfig,
    settings: Settings,
    keep: Collection[str] = (),
) -> History:
    """The same from its parts.

    Parameters
    ----------
    projects : DataFrame
        Finished projects.
    drivers : sequence of str
        Columns that could be known before a project starts.
    config : WorkspaceConfig
    settings : Settings
        model_minimum is used.
    keep : collection of str
        Columns known beforehand, beside those that the workspace declares.
    """
    return History(
        projects=projects,
        drivers=tuple(drivers),
        keep=(*config.drivers_keep, *config.drivers_known_before, *keep),
        actual_means=config.actual_means,
        fewest=settings.estimating.model_minimum,
        priors=public_priors(),
    )


@cache
def public_priors() -> Mapping[str, SizePrior]:
    """Public figures by unit of size."""
    kept = json.loads(PRIORS_FILE.read_text(encoding="utf-8"))
    return {prior["size_unit"]: from_figures(prior) for prior in kept["priors"]}
