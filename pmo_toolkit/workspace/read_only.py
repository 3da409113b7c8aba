"""A table that refuses to be changed in place, and says what to do instead."""

from __future__ import annotations

from typing import Any, NoReturn

import pandas as pd

from pmo_toolkit.core.errors import UsageError


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise UsageError(
        "a table of a workspace cannot be changed in place, since nothing would be computed from the"
        " change; for a what-if call workspace.with_values(table, key, column=value) or"
        " workspace.with_rows(table, frame), for a table of your own take .copy() of it"
    )


def _for_reading(name: str) -> property:
    """The indexer of this name, which reads as usual and refuses to write."""
    usual = type(getattr(pd.DataFrame(), name))
    guarded = type(usual.__name__, (usual,), {"__setitem__": _refuse})
    return property(lambda table: guarded(name, table))


class ReadOnlyTable(pd.DataFrame):
    """A DataFrame that refuses changes in place; whatever is derived from it is an ordinary one.

    Parameters
    ----------
    frame : DataFrame
        Its values are shared, not copied.
    """

    def __init__(self, frame: pd.DataFrame):
        super().__init__(frame, copy=False)  # type: ignore[call-arg]

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame

    __setitem__ = insert = pop = update = _refuse
    __delitem__ = _refuse  # type: ignore[misc]
    loc, iloc, at, iat = (_for_reading(name) for name in ("loc", "iloc", "at", "iat"))
