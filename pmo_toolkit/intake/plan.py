"""What an import would do, whole, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.applied import AppliedTable, CellNote
from pmo_toolkit.intake.base.regions import RowAside
from pmo_toolkit.intake.base.rules import Declared, Recipe
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.client_files import ClientFiles
from pmo_toolkit.intake.held_tables import HeldWorkspace
from pmo_toolkit.intake.merging import MergedTable
from pmo_toolkit.intake.questions import Question
from pmo_toolkit.intake.recipe.drift import Change


@dataclass(frozen=True)
class AsideColumns:
    """Columns or rows of a client's that no table of ours takes; kept, so that nothing is lost.

    Parameters
    ----------
    label : str
        File and sheet.
    file : str
        Within the workspace.
    headers : tuple of str
    records : tuple of tuple of str
        The row in the client's file, its id or why it was left, then the cells.
    whole_rows : bool
        Whether these are rows that no rule could take, with all their cells.
    """

    label: str
    file: str
    headers: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    whole_rows: bool = False


@dataclass(frozen=True, repr=False)
class ImportPlan:
    """What an import would do.

    Parameters
    ----------
    client : ClientFiles
    held : HeldWorkspace
        What stands at the place that is imported into.
    declared : Declared
    assumed : tuple of str
        What was declared though nobody stated it, in a sentence each.
    suggestions : tuple of TableSuggestion
        What each table of the client's was taken for.
    recipe : Recipe
    questions : tuple of Question
        What is unsure and has not been answered.
    recipe_notes : mapping
        Comments of the recipe; see `recipe_text`.
    applied : tuple of AppliedTable
    merged : tuple of MergedTable
    notes : mapping of str to tuple of CellNote
        Table → cells that stand twice and say different things.
    changes : tuple of Change
        Since the recipe was made.
    aside : tuple of AsideColumns
    rows_aside : mapping of str to tuple of RowAside
        File and sheet → rows that are no records, and why.
    ignored : mapping of str to str
        File and sheet → why nothing of it is imported.
    given : Recipe, optional
        The recipe that the import began with.
    """

    client: ClientFiles
    held: HeldWorkspace
    declared: Declared
    assumed: tuple[str, ...]
    suggestions: tuple[TableSuggestion, ...]
    recipe: Recipe
    questions: tuple[Question, ...] = ()
    recipe_notes: Mapping[tuple[int, ...], tuple[str, ...]] = field(default_factory=dict)
    applied: tuple[AppliedTable, ...] = ()
    merged: tuple[MergedTable, ...] = ()
    notes: Mapping[str, tuple[CellNote, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    aside: tuple[AsideColumns, ...] = ()
    rows_aside: Mapping[str, tuple[RowAside, ...]] = field(default_factory=dict)
    ignored: Mapping[str, str] = field(default_factory=dict)
    given: Recipe | None = None

    @property
    def has_new_recipe(self) -> bool:
        """Whether the recipe says something that the given one does not."""
        return self.recipe != self.given

    def __repr__(self) -> str:
        rows = ", ".join(
            f"{table.table}: {len(table.added)} added, {len(table.updated)} updated"
            for table in self.merged
        )
        return f"ImportPlan({rows or 'no rows'}; {len(self.questions)} questions open)"
