"""The recipe for a client's files: the one that is named, or else the workspace's own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmo_toolkit.intake.base.rules import Recipe
from pmo_toolkit.intake.recipe.file_names import fits
from pmo_toolkit.intake.recipe.reading import RecipeError, read_recipe

PathLike = str | os.PathLike[str]
#: Folder of a workspace that holds its recipes.
RECIPES = "recipes"
#: Ends the name of a recipe that nobody has looked through yet.
DRAFT = ".draft.toml"
_FILE_ENTRY = re.compile(r"^\s*[\"']?file[\"']?\s*=\s*([\"'])(.+)\1\s*(?:#.*)?$", re.MULTILINE)


def find_recipe(
    workspace: PathLike, files: Sequence[PathLike], named: PathLike | None
) -> tuple[Recipe | None, Path | None]:
    """The recipe that was named, or else the workspace's own for files of these names.

    Of several for these files, the one that was written last. One that cannot be read is never
    passed over where it may be that one: what somebody mended in it would be lost unseen.

    Parameters
    ----------
    workspace : path-like
    files : sequence of path-like
    named : path-like, optional
        Where it is not there, the recipe of this import is to be written there: None is given.

    Raises
    ------
    RecipeError
        Where the recipe cannot be used.
    """
    if named is not None:
        path = Path(named)
        return (read_recipe(path), path) if path.exists() else (None, None)
    names = [Path(file).name for file in files]
    held = [
        path for path in (Path(workspace) / RECIPES).glob("*.toml") if not path.name.endswith(DRAFT)
    ]
    newest_first = (path.stat().st_mtime_ns for path in held)
    for _, path in sorted(zip(newest_first, held, strict=True), reverse=True):
        try:
            recipe = read_recipe(path)
        except RecipeError as error:
            if _may_be_for(path, names):
                raise RecipeError(
                    f"{error}\nThis is the workspace's recipe for these files; nothing was"
                    f" imported. Mend {path}, or move it elsewhere to import without it"
                ) from None
            continue
        patterns = [rule.file for rule in recipe.tables]
        patterns += [label.partition(", sheet ")[0] for label in recipe.ignored]
        if all(_any_fits(name, patterns) for name in names):
            return recipe, path
    return None, None


def _any_fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fits(name, pattern) for pattern in patterns)


def _may_be_for(path: Path, names: Sequence[str]) -> bool:
    """Whether a recipe that cannot be read may be for one of these files.

    Its ``file`` entries say so, also where the rest is no TOML. Where it shows none, it may be.
    """
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return True
    patterns = [found[2] for found in _FILE_ENTRY.finditer(text.replace("\r\n", "\n"))]
    return not patterns or any(_any_fits(name, patterns) for name in names)
