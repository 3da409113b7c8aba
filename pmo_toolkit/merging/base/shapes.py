"""What a merge finds and writes: rows with their sources, questions, conflicts, changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.workspace.row_sources import RowSource

#: See ``pmo_toolkit/schemas/merge.schema.json``.
SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class MergedRow:
    """A row as it will stand.

    Parameters
    ----------
    cells : mapping of str to str
        Column → text.
    sources : tuple of RowSource
        Where it stood; several where PMOs hold the row in common, none where somebody added it.
    """

    cells: Mapping[str, str]
    sources: tuple[RowSource, ...]


#: Rows of all tables.
Rows = dict[str, list[MergedRow]]


@dataclass(frozen=True)
class Question:
    """What the PMOs are asked; one row of ``merge_answers.csv``.

    Parameters
    ----------
    kind : str
        What is asked about: ``goal``, ``capability``, ``service``, ``criterion``, ``project``,
        ``role``, ``team``, ``proposal``, or ``value`` of a cell that two PMOs state otherwise.
    about : str
        Of a value: table, row and column; else empty.
    a, b : str
        Ids in the merged workspace; of a value the prefixes.
    a_says, b_says : str
        The names, or the values.
    why : str
        Why this is asked.
    is_sure : bool
        Whether ``--accept`` takes it as the same.
    answer, by_role, date : str
        As filled in; empty while it is open.
    """

    kind: str
    about: str
    a: str
    b: str
    a_says: str
    b_says: str
    why: str
    is_sure: bool = False
    answer: str = ""
    by_role: str = ""
    date: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what an answer is found again."""
        return self.kind, self.about, self.a, self.b

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered."""
        return not self.answer


@dataclass(frozen=True)
class Statement:
    """What one PMO says, and where.

    Parameters
    ----------
    prefix, name, file : str
    row : int, optional
        None for what ``workspace.toml`` declares.
    value : str
        Empty where nothing is stated.
    """

    prefix: str
    name: str
    file: str
    row: int | None
    value: str


@dataclass(frozen=True)
class Conflict:
    """Two PMOs that state different things.

    Parameters
    ----------
    kind : str
        ``declaration``, ``cell``, ``wording``, ``proposal``, ``scenario``, ``target``, ``rate``, or
        ``edit`` of the merged workspace.
    about : str
        Of what.
    statements : tuple of Statement
        Each as its PMO has it.
    outcome : str
        What stands in the merged workspace.
    is_open : bool
        Whether somebody still has to say what holds.
    """

    kind: str
    about: str
    statements: tuple[Statement, ...]
    outcome: str
    is_open: bool


@dataclass(frozen=True)
class Member:
    """One of the merged workspaces.

    Parameters
    ----------
    prefix, name, folder : str
        The name of its folder or workbook, never a path.
    rows : mapping of str to int
        Table → its rows in the merged workspace, those held in common included.
    proposals : mapping of str to str
        Id in the merged workspace → title.
    """

    prefix: str
    name: str
    folder: str
    rows: Mapping[str, int]
    proposals: Mapping[str, str]


@dataclass(frozen=True)
class CellChange:
    """A cell before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A row that differs from the former merge: in some cells, or as a whole."""

    row: str
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class TableChanges:
    """What a table has become since the former merge, or what somebody edited in it."""

    added: tuple[RowChange, ...] = ()
    changed: tuple[RowChange, ...] = ()
    removed: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Joined:
    """Names that mean one thing, by an answer."""

    kind: str
    id: str
    members: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class Merge(ShownAsFirstPage):
    """What became of several workspaces.

    Parameters
    ----------
    name, folder, version : str
        Of the merged workspace; the version of the toolkit.
    members : tuple of Member
    rows : mapping of str to int
        Table → rows.
    questions : tuple of Question
        Open and answered ones.
    joined : tuple of Joined
    conflicts : tuple of Conflict
    missing_rates : tuple of str
        Currencies and price years that need a row in ``rates``.
    changes : mapping of str to TableChanges, optional
        Since the former merge; None for the first.
    edits : mapping of str to TableChanges
        What somebody changed in the merged workspace; it was kept.
    remarks : tuple of str

    Examples
    --------
    >>> from pmo_toolkit import merge_workspaces
    >>> merge = merge_workspaces(["finance-pmo", "sales-pmo"], "joint")  # doctest: +SKIP
    >>> merge.open_conflicts  # doctest: +SKIP
    """

    name: str
    folder: str
    version: str
    members: tuple[Member, ...]
    rows: Mapping[str, int]
    questions: tuple[Question, ...] = ()
    joined: tuple[Joined, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    missing_rates: tuple[str, ...] = ()
    changes: Mapping[str, TableChanges] | None = None
    edits: Mapping[str, TableChanges] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Those that nobody has answered."""
        return tuple(question for question in self.questions if question.is_open)

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """Those of which somebody still has to say what holds."""
        return tuple(conflict for conflict in self.conflicts if conflict.is_open)

    def as_dict(self) -> dict[str, Any]:
        """What ``merge.json`` holds; see ``pmo_toolkit/schemas/merge.schema.json``."""
        data: dict[str, Any] = json_ready(self)
        return {"schema_version": SCHEMA_VERSION, **data}

    def __repr__(self) -> str:
        return (
            f"Merge({len(self.members)} workspaces, {sum(self.rows.values())} rows,"
            f" {len(self.open_questions)} open questions,"
            f" {len(self.open_conflicts)} open conflicts)"
        )
