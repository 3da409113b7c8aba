"""What all proposals of a workspace share, made ready once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.fitted_models import Models
from pmo_toolkit.analysis.estimating.prepared_history import History
from pmo_toolkit.analysis.standing import Standing, standing_of
from pmo_toolkit.analysis.uncertainty.coupling import Coupling, coupling_of
from pmo_toolkit.assessment.coverage_cache import kept_figures
from pmo_toolkit.assessment.inputs import OF_OPTIONS, OWNED, Inputs
from pmo_toolkit.assessment.offered import offered
from pmo_toolkit.assessment.second_opinions import RankedOpinion, second_opinions
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, load_workspace


@dataclass(frozen=True, eq=False)
class Prepared:
    """A workspace made ready: what all its proposals share.

    Parameters
    ----------
    workspace : Workspace
    settings : Settings
    as_of : date
        Day to which assessments refer.
    figures : NumberFormat
        Writes money and numbers.
    models : Models
        Fitted so far, shared by all proposals that state the same drivers.
    histories : dict of str to History
        Proposal that stands in the history itself (or the empty text) → what it learns from.
    """

    workspace: Workspace
    settings: Settings
    as_of: dt.date
    figures: NumberFormat
    _rows: Mapping[str, Mapping[str, pd.DataFrame]] = field(repr=False)
    models: Models = field(default_factory=Models, repr=False)
    histories: dict[str, History] = field(default_factory=dict, repr=False)
    _standings: dict[Settings, Standing | NotAssessed] = field(default_factory=dict, repr=False)

    def rows(self, table: str, proposal: str) -> pd.DataFrame:
        """The proposal's own rows of a table, empty where it has none.

        Of ``dependents`` those that name it as `to`.
        """
        own = self._rows[table].get(proposal)
        return self.workspace.table(_TABLE.get(table, table)).iloc[:0] if own is None else own

    def coupling(self, proposal: str) -> Coupling | None:
        """How the proposal's correlation groups move with each other.

        None where it states nothing of that.
        """
        stated = self.rows("correlations", proposal)
        if stated.empty:
            return None
        return coupling_of(self.rows("costs", proposal), self.rows("activities", proposal), stated)

    def standing(self, settings: Settings) -> Standing | NotAssessed:
        """All proposals among each other, drawn once for each seed."""
        if settings not in self._standings:
            judgements, criteria = (
                self.workspace.table("judgements"),
                self.workspace.table("criteria"),
            )
            proposals = self.workspace.table("proposals")
            titles = dict(zip(proposals["id"], proposals["title"], strict=True))
            self._standings[settings] = standing_of(
                judgements,
                criteria,
                settings,
                titles,
                self.workspace.table("comparisons"),
            )
        return self._standings[settings]

    @cached_property
    def second_opinions(self) -> Mapping[str, tuple[RankedOpinion, ...]]:
        """Proposal → what WSJF, CD3 and RICE say of it from stated figures, ranked among all."""
        return second_opinions(self.workspace)

    @cached_property
    def inputs(self) -> Inputs:
        """The data that each assessment depends on."""
        return Inputs(self.workspace, self.settings, self.second_opinions)

    def history_without(self, proposal: str) -> pd.DataFrame:
        """Finished projects without the proposal's own row, so that it never sees its own outcome."""
        history = self.workspace.table("history")
        return history[history["project"] != proposal].reset_index(drop=True)


_TABLE = {"dependents": "dependencies"}


def prepare(
    workspace: Workspace | str | Path,
    *,
    settings: Settings | None = None,
    as_of: dt.date | str | None = None,
) -> Prepared:
    """Read a workspace and make ready what all its proposals share.

    Where a batch has prepared the very workspace and day in this process already, that is taken.

    Parameters
    ----------
    workspace : Workspace or path
    settings : Settings, optional
        Instead of the workspace's own.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If `as_of` is not an ISO date.
    """
    found: Prepared | None = offered(workspace, as_of) if settings is None else None
    if found is not None:
        return found
    loaded = workspace if isinstance(workspace, Workspace) else load_workspace(workspace)
    rows: dict[str, dict[str, pd.DataFrame]] = {
        table: _by(loaded.table(table), column) for table, column in OWNED.items()
    }
    owner = loaded.table("options").set_index("id")["proposal"]
    for table in OF_OPTIONS:
        frame = loaded.table(table)
        rows[table] = _by(frame.assign(_owner=frame["option"].map(owner)), "_owner")
    rows["dependents"] = _by(loaded.table("dependencies"), "to")
    return Prepared(
        workspace=loaded,
        settings=settings or loaded.settings,
        as_of=_day(as_of, loaded),
        figures=NumberFormat(loaded.config.locale, loaded.config.currency),
        _rows=rows,
        models=Models(kept_figures()),
    )


def _by(frame: pd.DataFrame, column: str) -> dict[str, pd.DataFrame]:
    return {
        str(key): rows.reset_index(drop=True) for key, rows in frame.groupby(column, sort=False)
    }


def _day(as_of: dt.date | str | None, workspace: Workspace) -> dt.date:
    if as_of is None:
        return workspace.config.as_of or dt.date.today()
    if isinstance(as_of, dt.date):
        return as_of
    try:
        return dt.date.fromisoformat(as_of)
    except ValueError:
        raise UsageError(f"as_of needs a date such as 2026-11-22, found {as_of!r}") from None
