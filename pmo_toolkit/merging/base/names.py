"""Names that tie rows together: which columns hold them, and what they become in a merge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from pmo_toolkit.core.written_numbers import parts_with_shares
from pmo_toolkit.merging.base.shapes import MergedRow
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Tables whose ids mean something that two PMOs may have in common.
KIND_OF_TABLE = {
    "goals": "goal",
    "capabilities": "capability",
    "services": "service",
    "criteria": "criterion",
    "history": "project",
    "in_flight": "project",
}
#: Columns that hold names without being ids of the dictionary.
_NAMED: Mapping[tuple[str, str], str] = {
    ("capacity", "role"): "role",
    ("demand", "role"): "role",
    ("in_flight", "role"): "role",
    ("services", "role"): "role",
    ("tickets", "role"): "role",
    ("in_flight", "project"): "project",
    ("flow", "team"): "team",
    ("tickets", "ticket"): "ticket",
    ("scenarios", "name"): "scenario",
}
#: Kind and name as one PMO has it.
Name = tuple[str, str]


@dataclass
class Names:
    """The names of one workspace.

    Parameters
    ----------
    prefix : str
        Empty for names that have theirs.
    titles : dict of (str, str) to str
        Kind and name → its title, empty where it has none.
    joint : dict of (str, str) to str
        Names that mean the same as one of another PMO → the name that they have in common.
    """

    prefix: str
    titles: dict[Name, str] = field(default_factory=dict)
    joint: dict[Name, str] = field(default_factory=dict)

    @cached_property
    def criteria(self) -> dict[str, str]:
        """Title of a criterion → its id."""
        return {
            title.strip(): name for (of, name), title in self.titles.items() if of == "criterion"
        }

    def of(self, kind: str, name: str) -> str:
        """What a name becomes."""
        own = f"{self.prefix}-{name}" if self.prefix else name
        return self.joint.get((kind, name)) or own


def kind_of(table: str) -> str:
    """Kind of the ids of a table."""
    return KIND_OF_TABLE.get(table, table.removesuffix("s"))


def names_of(prefix: str, rows: Mapping[str, list[MergedRow]]) -> Names:
    """All names of a workspace, with their titles."""
    names = Names(prefix)
    for table, own in rows.items():
        columns = _own_columns(table)
        for row in own:
            for column, kind in columns:
                name = row.cells.get(column, "").strip()
                if name:
                    title = "" if column in ("role", "team") else row.cells.get("title", "")
                    names.titles[kind, name] = names.titles.get((kind, name)) or title
    return names


def _own_columns(table: str) -> list[tuple[str, str]]:
    """Columns that bring names into being, each with its kind."""
    ids = [
        (str(name), kind_of(table))
        for name, column in TABLES[table].columns.items()
        if (column.metadata or {}).get("kind") == "id"
    ]
    return ids + [(column, kind) for (of, column), kind in _NAMED.items() if of == table]


def renamed(table: str, row: MergedRow, names: Names) -> MergedRow:
    """The row with every name in it as the merged workspace has it."""
    cells = dict(row.cells)
    for column, way in _ways(table, tuple(row.cells)):
        text = cells[column].strip()
        if text:
            cells[column] = way(text, cells, names)
    return MergedRow(cells, row.sources)


#: What becomes of a filled cell, by its row.
_Way = Callable[[str, Mapping[str, str], Names], str]


@cache
def _ways(table: str, columns: tuple[str, ...]) -> tuple[tuple[str, _Way], ...]:
    """The columns that hold names, and how each is renamed."""
    ways = ((column, _way(table, column)) for column in columns)
    return tuple((column, way) for column, way in ways if way is not None)


def _way(table: str, column: str) -> _Way | None:
    special = _SPECIAL.get((table, column))
    if special is not None:
        return special
    if (table, column) in _NAMED:
        return _of_kinds((_NAMED[table, column],))
    known = TABLES[table].columns.get(column)
    metadata = (known.metadata if known is not None else None) or {}
    if metadata.get("kind") == "id":
        return _of_kinds((kind_of(table),))
    if metadata.get("kind") == "reference":
        refers = str(metadata["refers_to"]).split("|")
        if metadata.get("several"):
            return _several(kind_of(refers[0].partition(".")[0]))
        return _of_kinds(tuple(kind_of(to.partition(".")[0]) for to in refers))
    return None


def _of_kinds(kinds: tuple[str, ...]) -> _Way:
    """A name of the first kind that knows it."""

    def way(text: str, _: Mapping[str, str], names: Names) -> str:
        known = next((kind for kind in kinds if (kind, text) in names.titles), kinds[0])
        return names.of(known, text)

    return way


def _several(kind: str) -> _Way:
    """Each of several names of one kind in a cell; shares behind them stay."""

    def way(text: str, _: Mapping[str, str], names: Names) -> str:
        return ";".join(f"{names.of(kind, part)}{share}" for part, share in parts_with_shares(text))

    return way


def _target(text: str, cells: Mapping[str, str], names: Names) -> str:
    """Id of a goal or capability; the name of a department or class stays."""
    kind = cells.get("kind", "").strip().casefold()
    return names.of(kind, text) if kind in ("goal", "capability") else text


def _criterion(text: str, _: Mapping[str, str], names: Names) -> str:
    """A criterion by its id or title; the label of one that no row describes stays."""
    if ("criterion", text) in names.titles:
        return names.of("criterion", text)
    own = names.criteria.get(text)
    return text if own is None else names.of("criterion", own)


def _with_names(text: str, _: Mapping[str, str], names: Names) -> str:
    """A text of several words, parted by commas or semicolons, some of which may be names."""
    parts = re.split(r"(\s*[,;]\s*)", text)
    return "".join(_known(part, names) for part in parts)


def _known(part: str, names: Names) -> str:
    whole = next((kind for kind in _candidates(part, names)), None)
    if whole is not None:
        return names.of(whole, part)
    # ‘capacity Developer’, ‘start P-001’: a name behind the word that says what is set
    head, blank, tail = part.partition(" ")
    kind = next(_candidates(tail, names), None) if blank else None
    return part if kind is None else f"{head} {names.of(kind, tail)}"


def _candidates(name: str, names: Names) -> Iterator[str]:
    return (
        kind
        for kind in ("proposal", "option", "goal", "capability", "role", "service", "project")
        if (kind, name) in names.titles
    )


_SPECIAL: Mapping[tuple[str, str], _Way] = {
    ("options", "goals"): _several("goal"),
    ("options", "replaces"): _several("service"),
    ("capabilities", "goals"): _several("goal"),
    ("targets", "name"): _target,
    ("judgements", "criterion"): _criterion,
    ("scenarios", "setting"): _with_names,
    ("scenarios", "value"): _with_names,
}
