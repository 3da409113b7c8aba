"""Names that tie rows together: which columns hold them, and what they become in a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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
    ("in_flight", "project"): "project",
    ("flow", "team"): "team",
    ("tickets", "ticket"): "ticket",
    ("scenarios", "name"): "scenario",
}
_SEVERAL = {("options", "goals"): "goal"}
#: What a target is of, where its name is an id.
_TARGETS = {"goal": "goal", "capability": "capability"}

#: Kind and name as one PMO has it.
Name = tuple[str, str]


@dataclass
class Names:
    """The names of one workspace.

    Parameters
    ----------
    prefix : str
    titles : dict of (str, str) to str
        Kind and name → its title, empty where it has none.
    joint : dict of (str, str) to str
        Names that mean the same as one of another PMO → the name that they have in common.
    """

    prefix: str
    titles: dict[Name, str] = field(default_factory=dict)
    joint: dict[Name, str] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> str:
        """What a name becomes."""
        return self.joint.get((kind, name)) or f"{self.prefix}-{name}"


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
    for column, text in row.cells.items():
        if text.strip():
            cells[column] = _renamed_cell(table, column, text.strip(), row.cells, names)
    return MergedRow(cells, row.sources)


def _renamed_cell(
    table: str, column: str, text: str, cells: Mapping[str, str], names: Names
) -> str:
    kinds = _kinds(table, column, cells)
    if (table, column) in _SEVERAL:
        parts = [part.strip() for part in re.split(r"[,;]", text)]
        return ";".join(names.of(kinds[0], part) for part in parts if part)
    if kinds:
        known = [kind for kind in kinds if (kind, text) in names.titles]
        return names.of((known or kinds)[0], text)
    if (table, column) == ("judgements", "criterion"):
        return _criterion(text, names)
    if (table, column) in (("scenarios", "value"), ("scenarios", "setting")):
        return _with_names(text, names)
    return cells[column]


def _kinds(table: str, column: str, cells: Mapping[str, str]) -> list[str]:
    """What a cell may name; nothing where it holds no name."""
    if (table, column) in _NAMED:
        return [_NAMED[table, column]]
    if (table, column) in _SEVERAL:
        return [_SEVERAL[table, column]]
    if (table, column) == ("targets", "name"):
        kind = _TARGETS.get(cells.get("kind", "").strip().casefold())
        return [kind] if kind else []
    known = TABLES[table].columns.get(column)
    metadata = (known.metadata if known is not None else None) or {}
    if metadata.get("kind") == "id":
        return [kind_of(table)]
    if metadata.get("kind") == "reference":
        return list(map(_referred, str(metadata["refers_to"]).split("|")))
    return []


def _referred(to: str) -> str:
    table, _, _ = to.partition(".")
    return kind_of(table)


def _criterion(text: str, names: Names) -> str:
    """A criterion by its id or title; the label of one that no row describes stays."""
    if ("criterion", text) in names.titles:
        return names.of("criterion", text)
    for (kind, name), title in names.titles.items():
        if kind == "criterion" and title.strip() == text:
            return names.of("criterion", name)
    return text


def _with_names(text: str, names: Names) -> str:
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
