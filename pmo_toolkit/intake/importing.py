"""From a client's own files to a workspace: planned, then written, all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.errors import UsageError, shorten
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.intake.base.rules import Declared, Recipe
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.client_files import read_client_files
from pmo_toolkit.intake.declaring import declared_lines
from pmo_toolkit.intake.exports.focus import FOCUS
from pmo_toolkit.intake.held_tables import read_held
from pmo_toolkit.intake.plan import ImportPlan
from pmo_toolkit.intake.planning import plan
from pmo_toolkit.intake.questions import Answers
from pmo_toolkit.intake.recipe.finding import RECIPES
from pmo_toolkit.intake.recipe.reading import read_recipe
from pmo_toolkit.intake.recipe_files import new_recipe_name, text_of_recipe, write_recipe
from pmo_toolkit.intake.storing import (
    RECORD_FILE,
    csv_bytes,
    finish_earlier,
    read_record,
    record_bytes,
    write_together,
)
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess

PathLike = str | os.PathLike[str]
_CONFIG_HEAD = "# What the import found out; mend it where it is wrong. See docs/settings.md.\n"


@dataclass(frozen=True, repr=False)
class ImportResult:
    """What an import did.

    Parameters
    ----------
    plan : ImportPlan
    written : tuple of str
        Files, within the workspace.
    recipe_file : str, optional
        Where the recipe was written; None where it stands as it was given.
    """

    plan: ImportPlan
    written: tuple[str, ...]
    recipe_file: str | None

    @property
    def holds_proposals(self) -> bool:
        """Whether the workspace has the table without which nothing is assessed."""
        tables = {table.table for table in self.plan.merged}
        return "proposals" in tables or "proposals" in self.plan.held.places

    def __repr__(self) -> str:
        return f"ImportResult({len(self.written)} files written, {self.plan!r})"


def plan_import(
    files: Iterable[PathLike],
    workspace: PathLike,
    recipe: Recipe | None = None,
    answers: Answers | None = None,
    *,
    settings: Settings | None = None,
    charged_by: str | None = None,
) -> ImportPlan:
    """What an import of a client's files would do; nothing is written.

    Parameters
    ----------
    files : iterable of path-like
        Workbooks, CSV files and exports; never changed.
    workspace : path-like
        The folder that they are imported into; it need not be there.
    recipe : Recipe, optional
        Of an earlier import. Without one, each table is looked at anew.
    answers : mapping of str to int, optional
        Name of a question → number of its choice; see `ImportPlan.questions`.
    settings : Settings, optional
        Limits of reading.
    charged_by : str, optional
        Column, or tag as in ``Tags.application``, that names the service of cloud charges in FOCUS;
        instead of what the recipe says.

    Raises
    ------
    UsageError, WorkspaceError
        Where a file cannot be read, holds no table of ours, or the recipe is for other files.

    Examples
    --------
    >>> plan_import(["lists.xlsx"], "my-portfolio").questions  # doctest: +SKIP
    """
    folder = Path(workspace)
    finish_earlier(folder)
    with ReadingProcess((settings or Settings()).reading) as process:
        held = read_held(folder, process)
        named_by = charged_by or (recipe.charged_by if recipe else None)
        client = read_client_files([Path(file) for file in files], process, held, named_by)
    if charged_by is not None and not any(map(FOCUS.recognises, client.regions)):
        raise UsageError(
            f"--charged-by {shorten(charged_by)}: no file holds cloud charges; leave it out"
        )
    return plan(client, held, read_record(folder), recipe, answers)


def replan(earlier: ImportPlan, answers: Answers) -> ImportPlan:
    """The same plan with questions answered; no file is read again."""
    base = read_record(earlier.held.folder)
    return plan(earlier.client, earlier.held, base, earlier.given, answers)


def plan_as_corrected(
    earlier: ImportPlan, suggestions: Sequence[TableSuggestion], declared: Declared | None = None
) -> ImportPlan:
    """The same plan with its tables taken for what somebody says; no file is read again.

    Raises
    ------
    UsageError
        Where nothing is left that is a table of ours.
    """
    held = earlier.held
    base = read_record(held.folder)
    stated = Recipe((), declared) if declared is not None else None
    return plan(earlier.client, held, base, stated, corrected=suggestions)


def plan_for(earlier: ImportPlan, workspace: PathLike) -> ImportPlan:
    """The same plan for another folder; the client's files are not read again.

    Raises
    ------
    UsageError, WorkspaceError
        Where the folder cannot be imported into.
    """
    folder = Path(workspace)
    finish_earlier(folder)
    with ReadingProcess(Settings().reading) as process:
        held = read_held(folder, process)
    stated = Recipe((), earlier.declared)
    return plan(earlier.client, held, read_record(folder), stated, corrected=earlier.suggestions)


def carry_out(
    planned: ImportPlan,
    workspace: PathLike,
    *,
    recipe_file: PathLike | None = None,
    own_recipe: PathLike | None = None,
) -> ImportResult:
    """Write what was planned: all of it, or nothing.

    Parameters
    ----------
    planned : ImportPlan
    workspace : path-like
        The folder that it was planned for.
    recipe_file : path-like, optional
        Where the recipe is written, if it says anything new; default: ``recipes`` there.
    own_recipe : path-like, optional
        The workspace's own recipe that the plan began with. What it says anew is written in its
        place; the former stays beside it, as ``….toml.bak``.

    Raises
    ------
    UsageError
        Where a table was changed since, or something cannot be written.

    Examples
    --------
    >>> carry_out(plan_import(["lists.xlsx"], "new"), "new").recipe_file  # doctest: +SKIP
    """
    folder = Path(workspace)
    if folder != planned.held.folder:
        raise UsageError(f"the import was planned for {planned.held.folder}, not for {folder}")
    files = _table_files(planned)
    inside = None
    if recipe_file is None and planned.has_new_recipe:
        inside = new_recipe_name(planned)
        if own_recipe is not None and Path(own_recipe).is_file():
            inside = f"{RECIPES}/{Path(own_recipe).name}"
            files[f"{inside}.bak"] = Path(own_recipe).read_bytes()
        files[inside] = text_of_recipe(planned).encode("utf-8")
    expected = {table.file: table.sha256 for table in planned.merged if table.file in files}
    if recipe_file is not None and planned.has_new_recipe:
        write_recipe(planned, recipe_file)  # first: where it cannot be written, nothing is imported
        inside = str(recipe_file)
    write_together(folder, files, expected)
    return ImportResult(planned, tuple(files), inside)


def import_files(
    files: Sequence[PathLike] | PathLike,
    into: PathLike,
    *,
    recipe: PathLike | None = None,
    answers: Answers | None = None,
) -> ImportResult:
    """Import a client's files and take every suggestion that no answer turns down.

    Parameters
    ----------
    files : path-like, or a sequence of them
    into : path-like
        Folder of the workspace; made where it is not there.
    recipe : path-like, optional
        Recipe of an earlier import.
    answers : mapping of str to int, optional
        To questions of `plan_import`.

    Returns
    -------
    ImportResult
        Its plan lists all that was converted, ``plan.questions`` what was taken though unsure.

    Raises
    ------
    UsageError, WorkspaceError
        Nothing is written then.

    Examples
    --------
    >>> import_files("lists.xlsx", "my-portfolio").plan.questions  # doctest: +SKIP
    """
    several = [files] if isinstance(files, str | os.PathLike) else files
    planned = plan_import(several, into, None if recipe is None else read_recipe(recipe), answers)
    return carry_out(planned, into)


def _table_files(planned: ImportPlan) -> dict[str, bytes]:
    """Every file that the import writes into the workspace, but the recipe."""
    files = {
        table.file: csv_bytes(table.headers, table.records, table.delimiter)
        for table in planned.merged
        if table.changes
    }
    files |= {
        part.file: csv_bytes(part.headers, part.records, _delimiter(planned))
        for part in planned.aside
    }
    config = _config_text(planned)
    if config is not None:
        files[CONFIG_FILE] = config.encode("utf-8")
    record = read_record(planned.held.folder)
    tables = {**record, **{table.table: table.base for table in planned.merged}}
    files[RECORD_FILE] = record_bytes(tables)
    return files


def _delimiter(planned: ImportPlan) -> str:
    return planned.merged[0].delimiter if planned.merged else ","


def _config_text(planned: ImportPlan) -> str | None:
    """``workspace.toml`` of a workspace that declares nothing yet; None where it does."""
    if not planned.held.is_new:
        return None
    lines = declared_lines(planned.declared, planned.held.config.declared)
    if not lines:
        return None
    path = planned.held.folder / CONFIG_FILE
    before = path.read_text("utf-8") if path.is_file() else ""
    return _CONFIG_HEAD + "\n".join(lines) + "\n" + (f"\n{before}" if before else "")
