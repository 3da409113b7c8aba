"""The import form: a client's files, what they are taken for, and what would come of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets as widgets
import pandas as pd

from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.importing import (
    ImportResult,
    carry_out,
    plan_as_corrected,
    plan_for,
    plan_import,
)
from pmo_toolkit.intake.plan import ImportPlan
from pmo_toolkit.intake.recipe_files import write_recipe
from pmo_toolkit.workshop.base.html_views import html_text, html_view, style_view
from pmo_toolkit.workshop.import_table_view import TableView
from pmo_toolkit.workspace import Workspace, read_workspace

PathLike = str | os.PathLike[str]
SAMPLE = "sample"
_ACCEPTED = ".xlsx,.xlsm,.csv,.tsv,.txt,.xml"


class ImportForm(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A form that imports a client's files into a workspace, as ``pmo import`` does.

    Nothing is written before somebody presses *Import*.

    Parameters
    ----------
    files : path-like, or a sequence of them, optional
        ``"sample"`` is the sample organisation's workbook. None waits for an upload.
    into : path-like
        Folder of the workspace; it need not be there.

    Raises
    ------
    UsageError
        Where a file cannot be read or holds no table.

    Examples
    --------
    >>> form = ImportForm("sample", "my-workspace")
    >>> form.plan.merged[0].table
    'proposals'
    """

    def __init__(
        self, files: Sequence[PathLike] | PathLike | None = SAMPLE, into: PathLike = "my-workspace"
    ):
        self._kept = TemporaryDirectory(prefix="pmo-import-")
        self.plan: ImportPlan | None = None
        self.upload = widgets.FileUpload(
            accept=_ACCEPTED, multiple=True, description="Choose files", tooltip="Client files"
        )
        self.upload.observe(self._take_upload, "value")
        self.into = widgets.Text(value=str(into), description="Workspace", continuous_update=False)
        self.into.observe(self._move, "value")
        self.hours = widgets.FloatText(value=0.0, description="Hours a day", step=0.1)
        self.hours.observe(self._state_hours, "value")
        self.save_button = widgets.Button(description="Save recipe", icon="file-text")
        self.save_button.on_click(lambda _: self._guarded(self.save_recipe))
        self.import_button = widgets.Button(
            description="Import", button_style="primary", icon="check"
        )
        self.import_button.on_click(lambda _: self._guarded(self.carry_out))
        self.outcome = html_view("import_outcome", lines=[], grave=False)
        self.tables = widgets.Tab()
        self.tables.add_class("pmo-import")
        super().__init__(
            (
                style_view("import"),
                widgets.HBox((self.upload, self.into, self.hours)),
                self.tables,
                widgets.HBox((self.save_button, self.import_button)),
                self.outcome,
            )
        )
        if files is not None:
            self._read(_paths(files, Path(self._kept.name)))

    def summary(self) -> pd.DataFrame:
        """Every column of the client's files, what it is taken for, and how sure that is.

        Returns
        -------
        DataFrame
            Columns ``sheet``, ``their column``, ``table``, ``column``, ``unit``, ``certainty``.
        """
        rows = [
            row for suggestion in self._current().suggestions for row in _summary_rows(suggestion)
        ]
        names = ["sheet", "their column", "table", "column", "unit", "certainty"]
        return pd.DataFrame(rows, columns=names)

    def workspace(self) -> Workspace:
        """The workspace as the import would leave it, read and checked; nothing is written.

        Tables that the workspace holds already are not among it.
        """
        with TemporaryDirectory(prefix="pmo-import-") as folder:
            target = Path(folder) / (Path(self.into.value).name or "workspace")
            carry_out(plan_for(self._current(), target), target)
            return read_workspace(target)

    def save_recipe(self, path: PathLike | None = None) -> Path:
        """Write the recipe, by default ``recipe.toml`` beside the workspace."""
        target = Path(path or Path(self.into.value).parent / "recipe.toml")
        write_recipe(self._current(), target)
        self._say(
            f"The recipe is written: {target}. Next month: pmo import FILES --into"
            f" {self.into.value} --recipe {target}"
        )
        return target

    def carry_out(self) -> tuple[str, ...]:
        """Import into the workspace; the files that were written."""
        folder = self._current().held.folder
        result = carry_out(self._current(), folder)
        self._say(*outcome_lines(result, folder))
        return result.written

    def _current(self) -> ImportPlan:
        if self.plan is None:
            raise PmoError("no file is chosen yet: choose one with the button Choose files")
        return self.plan

    def _read(self, files: Sequence[Path]) -> None:
        self.plan = plan_import(files, Path(self.into.value))
        hours = self.plan.declared.hours_per_day
        self.hours.value = hours or 0.0
        self._show_tables()

    def _show_tables(self) -> None:
        plan = self._current()
        views = [
            TableView(suggestion, plan.declared, self._corrector(place))
            for place, suggestion in enumerate(plan.suggestions)
        ]
        self.tables.children = views
        self.tables.titles = [
            f"{suggestion.region.source.sheet or suggestion.region.source.file} →"
            f" {suggestion.rule.table or 'left out'}"
            for suggestion in plan.suggestions
        ]
        unsure = sum(bool(column.doubts) for one in plan.suggestions for column in one.columns)
        self._say(
            f"{len(plan.suggestions)} tables found; {unsure} columns are unsure: look at these."
            if unsure
            else f"{len(plan.suggestions)} tables found."
        )

    def _corrector(self, place: int) -> Any:
        def correct(suggestion: TableSuggestion) -> None:
            plan = self._current()
            suggestions = list(plan.suggestions)
            suggestions[place] = suggestion
            self._guarded(lambda: self._replan(suggestions))

        return correct

    def _replan(self, suggestions: Sequence[TableSuggestion]) -> None:
        plan = self._current()
        self.plan = plan_as_corrected(plan, suggestions, plan.declared)
        self._say("Taken over.")

    def _move(self, change: Any) -> None:
        if self.plan is None or self.plan.held.folder == Path(change["new"]):
            return
        self._guarded(lambda: self._replan_for(change["new"]))
        self.into.value = str(self.plan.held.folder)  # as before, where the folder is unfit

    def _replan_for(self, folder: str) -> None:
        self.plan = plan_for(self._current(), Path(folder))
        self._say(f"The import goes into {folder}.")

    def _state_hours(self, change: Any) -> None:
        plan = self.plan
        if plan is None or change["new"] == plan.declared.hours_per_day:
            return
        hours = change["new"]
        if not 1 <= hours <= 24:
            self._say("The hours of a person-day lie between 1 and 24.", grave=True)
            return
        declared = replace(plan.declared, hours_per_day=float(hours))
        self._guarded(lambda: self._restate(declared))

    def _restate(self, declared: Any) -> None:
        plan = self._current()
        self.plan = plan_as_corrected(plan, plan.suggestions, declared)
        self._show_tables()

    def _take_upload(self, change: Any) -> None:
        paths = []
        for uploaded in change["new"]:
            path = Path(self._kept.name) / Path(uploaded["name"]).name
            path.write_bytes(uploaded["content"])
            paths.append(path)
        if paths:
            self._guarded(lambda: self._read(paths))

    def _guarded(self, action: Any) -> None:
        """Do it; what is wrong stands below the form, and nothing is lost."""
        try:
            action()
        except (PmoError, OSError) as error:
            self._say(*str(error).split("\n"), grave=True)

    def _say(self, *lines: str, grave: bool = False) -> None:
        self.outcome.value = html_text("import_outcome", lines=lines, grave=grave)


def outcome_lines(result: ImportResult, folder: Path) -> list[str]:
    """What an import has written into a workspace, and what its check finds now."""
    lines = [f"Written into {folder}: {', '.join(result.written)}"]
    lines += [
        f"{table.table}: {len(table.added)} added, {len(table.updated)} updated,"
        f" {len(table.unchanged)} unchanged, {len(table.conflicts)} conflicts"
        for table in result.plan.merged
    ]
    count = len(read_workspace(folder).troubles)
    return [*lines, f"The check finds {count} things to look at: report.check shows them."]


def _paths(files: Sequence[PathLike] | PathLike, kept: Path) -> list[Path]:
    several = [files] if isinstance(files, str | os.PathLike) else list(files)
    if several == [SAMPLE] and not Path(SAMPLE).exists():
        from pmo_toolkit.sample.client.workbook import write_client_workbook

        return [write_client_workbook(kept)]
    return [Path(file) for file in several]


def _summary_rows(suggestion: TableSuggestion) -> Iterable[tuple[str, ...]]:
    source = suggestion.region.source
    for column in suggestion.columns:
        yield (
            source.sheet or source.file,
            " + ".join(column.rule.headers) or "(none)",
            suggestion.rule.table,
            column.rule.column,
            column.rule.unit or "",
            column.certainty.value,
        )
