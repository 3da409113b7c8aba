"""What is made of some tables alone is kept with the workspace while these are the same."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar, cast

from pmo_toolkit.workspace import Workspace

_Made = TypeVar("_Made")


def made_of_tables(
    workspace: Workspace,
    key: Hashable,
    tables: Iterable[str],
    make: Callable[[], _Made],
    also: object = None,
) -> _Made:
    """What `make` returns, or what it returned before for the very same tables.

    What-if copies of a workspace share it where they share the tables.

    Parameters
    ----------
    workspace : Workspace
        Keeps it.
    key : hashable
        What it is, with the settings that it depends on.
    tables : iterable of str
        All that it is made of.
    make : callable
    also : object, optional
        What else it is made of; an equal one means the same.
    """
    frames = tuple(workspace.tables.get(table) for table in tables)
    known: tuple[Any, ...] | None = workspace.kept.get(key)
    if known is None or known[1] != also or any(map(operator.is_not, known[0], frames)):
        known = workspace.kept[key] = frames, also, make()
    return cast(_Made, known[2])
