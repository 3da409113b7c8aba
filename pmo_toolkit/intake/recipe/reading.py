"""A recipe from its TOML file; whatever is wrong with it is told at once, with its line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pmo_toolkit.core.errors import UsageError, describe, shorten, shown_value
from pmo_toolkit.intake.base.rules import ColumnRule, Declared, Recipe, TableRule, Unpivot
from pmo_toolkit.intake.recipe.rule_checks import rule_troubles

#: A recipe of thirty tables has 60 kB.
_MAX_BYTES = 1_000_000
_VERSION = 1
_MOST_TOLD = 20
_RECIPE: TypeAdapter[Recipe] = TypeAdapter(Recipe)
_EXPECTED = {
    "string_type": "text in quotes",
    "tuple_type": 'a list, as in ["Title", "Name"]',
    "dict_type": 'pairs, as in { "hoch" = "5" }',
    "mapping_type": 'pairs, as in { "hoch" = "5" }',
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "missing": "this entry, which every rule needs",
    "dataclass_type": "a section of entries",
}

#: Where an entry stands: names of entries and numbers of rules, counted from 0.
Location = tuple[str | int, ...]


class RecipeError(UsageError):
    """A recipe that cannot be used, with every trouble on a line of its own."""


def read_recipe(path: str | os.PathLike[str]) -> Recipe:
    """Read a recipe.

    Raises
    ------
    RecipeError
        With all that is wrong: what, on which line, what was expected.
    """
    path = Path(path)
    return parse_recipe(_text(path), path.name)


def parse_recipe(text: str, name: str = "the recipe") -> Recipe:
    """The recipe that a text of TOML holds; see `read_recipe`."""
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecipeError(
            f"{name}: cannot be read as TOML: {error}. Put text in quotes and mend this line"
        ) from None
    if entries.get("version", _VERSION) != _VERSION:
        raise RecipeError(
            f"{name}: is a recipe of version {shown_value(entries['version'])}; this program reads"
            f" version {_VERSION}. Use the program that wrote it, or import anew without it"
        )
    lines = _Lines(text)
    unknown = list(_unknown_entries(Recipe, entries, ()))
    try:
        recipe = _RECIPE.validate_python(_without(entries, [place for place, _ in unknown]))
    except ValidationError as errors:
        troubles = [
            (
                error["loc"],
                f"has a value that cannot be used; found {shown_value(error['input'])}, expected"
                f" {_EXPECTED.get(error['type'], error['msg'])}"
                if error["type"] != "missing"
                else "is missing; every such rule needs it",
            )
            for error in errors.errors(include_url=False)
        ]
        raise _error(name, lines, [*unknown, *troubles]) from None
    troubles = [*unknown, *rule_troubles(recipe)]
    if not recipe.tables:
        troubles.append((("tables",), "are missing: a recipe has a [[tables]] for each table"))
    if troubles:
        raise _error(name, lines, troubles)
    return recipe


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise RecipeError(f"{path}: there is no such recipe. Check the path after --recipe")
        if path.stat().st_size > _MAX_BYTES:
            raise RecipeError(
                f"{path.name}: is no recipe; it has {path.stat().st_size:,} bytes, expected a small"
                " text file that pmo import wrote"
            )
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RecipeError(f"{path.name}: is not written in UTF-8. Save it again as UTF-8") from None
    except (OSError, ValueError) as error:
        raise RecipeError(f"{path}: the recipe cannot be opened: {describe(error)}") from None


def _unknown_entries(
    shape: type, entries: Mapping[str, Any], place: Location
) -> Iterator[tuple[Location, str]]:
    """Entries that a rule of that shape does not have, and of the rules within it."""
    known = {field.name for field in fields(shape)}
    for name, value in entries.items():
        here = (*place, name)
        if name not in known:
            from pmo_toolkit.workspace.dictionary.headers import meant, nearest

            near = meant(nearest(name, known)) or f"Known are {', '.join(sorted(known))}. "
            yield here, f"is not known. {near}Mend or remove this line"
        elif (inner := _SHAPES.get((shape, name))) is not None:
            held = value if isinstance(value, list) else [value]
            for number, part in enumerate(held):
                if isinstance(part, dict):
                    inside = (*here, number) if isinstance(value, list) else here
                    yield from _unknown_entries(inner, part, inside)


_SHAPES: dict[tuple[type, str], type] = {
    (Recipe, "tables"): TableRule,
    (Recipe, "declared"): Declared,
    (TableRule, "columns"): ColumnRule,
    (TableRule, "unpivot"): Unpivot,
}


def _without(entries: dict[str, Any], places: list[Location]) -> dict[str, Any]:
    for *way, name in places:
        holder: Any = entries
        for part in way:
            holder = holder[part]
        holder.pop(name, None)
    return entries


def _error(name: str, lines: _Lines, troubles: list[tuple[Location, str]]) -> RecipeError:
    told = [
        f"{name}, line {lines.of(place)}: {_shown(place)} {what}"
        for place, what in troubles[:_MOST_TOLD]
    ]
    if len(troubles) > _MOST_TOLD:
        told.append(f"and {len(troubles) - _MOST_TOLD} further entries")
    return RecipeError("\n".join(told))


def _shown(place: Location) -> str:
    return shorten(str(next((part for part in reversed(place) if isinstance(part, str)), "")))


@dataclass(frozen=True)
class _Lines:
    """Finds the line of an entry by the headers of its rules."""

    toml: str

    def of(self, place: Location) -> int:
        """Line of an entry; of its rule, where it is written in an unusual way."""
        rest, begin, end = list(place), 0, len(self.toml.split("\n"))
        lines = self.toml.split("\n")
        if rest[:1] == ["tables"] and len(rest) > 1:
            begin, end = self._section(r"\[\[\s*tables\s*\]\]", int(rest[1]), begin, end, None)
            rest = rest[2:]
            if rest[:1] == ["columns"] and len(rest) > 1:
                header = r"\[\[\s*tables\.columns\s*\]\]"
                begin, end = self._section(header, int(rest[1]), begin, end, r"\[")
                rest = rest[2:]
        names = [part for part in rest if isinstance(part, str)]
        for name in reversed(names):
            entry = re.compile(rf"\s*(\[.*)?[\"']?{re.escape(name)}[\"']?\s*(=|\])")
            for number in range(begin, end):
                if entry.match(lines[number]):
                    return number + 1
        return begin + 1

    def _section(
        self, header: str, count: int, begin: int, end: int, ending: str | None
    ) -> tuple[int, int]:
        lines = self.toml.split("\n")
        places = [
            number for number in range(begin, end) if re.match(rf"\s*{header}", lines[number])
        ]
        if count >= len(places):
            return begin, end
        first = places[count]
        later = [
            number
            for number in range(first + 1, end)
            if re.match(rf"\s*(?:{ending or header})", lines[number])
        ]
        return first, (later[0] if later else end)
