"""Who reads a workspace for remaining resources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import Any, Protocol

import pandas as pd

from pmo_toolkit.assessment.dependencies.linked_rows import RowSource
from pmo_toolkit.workspace import WorkspaceConfig


class ResourceSource(RowSource, Protocol):
    """Who reads a workspace for one proposal."""

    as_of: dt.date
    kept: dict[Hashable, Any]

    @property
    def config(self) -> WorkspaceConfig:
        """What ``workspace.toml`` says."""
        ...

    def value(self, name: str, of: str | None = None) -> Any:
        """A value that is computed from tables."""
        ...

    def own(
        self, table: str, column: str = "proposal", *, columns: Iterable[str] = ()
    ) -> pd.DataFrame:
        """Rows of a table that name the proposal."""
        ...

    def history_without_own(self) -> pd.DataFrame:
        """Finished projects without the proposal's own row."""
        ...

    def in_flight_without_own(self) -> pd.DataFrame:
        """Work under way without the proposal's own rows."""
        ...

    def stands_among_projects(self) -> bool:
        """Whether the proposal is itself among finished projects or work under way."""
        ...


class ResourceSources(Protocol):
    """Who gives a source for each proposal of a workspace, such as `Prepared`."""

    def reader(self, proposal: str) -> ResourceSource:
        """Reads the workspace for one proposal."""
        ...
