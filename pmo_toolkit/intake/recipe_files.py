"""Where the recipe of an import is written, and under which name."""

from __future__ import annotations

import os
from pathlib import Path

from pmo_toolkit.core.atomic_files import move, write_text
from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.intake.plan import ImportPlan
from pmo_toolkit.intake.recipe.file_names import recipe_name
from pmo_toolkit.intake.recipe.finding import DRAFT, RECIPES
from pmo_toolkit.intake.recipe.writing import recipe_text

PathLike = str | os.PathLike[str]


def draft_recipe(planned: ImportPlan, named: PathLike | None) -> Path:
    """Write a plan's recipe for review, and nothing else; where it stands.

    Raises
    ------
    UsageError
    """
    stem = recipe_name(planned.client.files)
    path = Path(named) if named is not None else planned.held.folder / RECIPES / (stem + DRAFT)
    if named is None or not path.exists():
        write_recipe(planned, path)
    return path


def adopt_draft(path: Path) -> Path:
    """A recipe that was looked through and used is a draft no more; where it stands then."""
    target = path.with_name(path.name.removesuffix(DRAFT) + ".toml")
    if not path.name.endswith(DRAFT) or target.exists():
        return path
    try:
        move(path, target)
    except OSError:
        return path
    return target


def write_recipe(planned: ImportPlan, path: PathLike) -> None:
    """Write the recipe of a plan to a file of its own.

    Raises
    ------
    UsageError
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_text(target, text_of_recipe(planned))
    except (OSError, ValueError) as error:
        raise UsageError(f"{target}: the recipe cannot be written: {describe(error)}") from None


def new_recipe_name(planned: ImportPlan) -> str:
    """Name within the workspace under which the recipe takes nobody's place."""
    stem = recipe_name(planned.client.files)
    folder, number = planned.held.folder, 1
    name = f"{RECIPES}/{stem}.toml"
    while (folder / name).exists():
        number += 1
        name = f"{RECIPES}/{stem}-{number}.toml"
    return name


def text_of_recipe(planned: ImportPlan) -> str:
    """The recipe of a plan as it stands in its file."""
    return recipe_text(planned.recipe, planned.recipe_notes)
