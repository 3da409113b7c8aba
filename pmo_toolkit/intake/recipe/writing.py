"""A recipe as a TOML file that a consultant can review: what each rule does, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from pmo_toolkit.core.errors import one_line, shorten
from pmo_toolkit.intake.base.rules import Recipe, TableRule

_HEAD = """\
# How a client's own tables become those of a workspace. Read it, mend it, use it again:
#   pmo import NEW-FILE --into WORKSPACE --recipe THIS-FILE
# Ours stands on the left (table, column), theirs on the right (file, sheet, headers). Every rule
# says what it did with three values, so that a wrong one shows.
#   unit        in which their figures stand; it is converted into the unit of our column
#   words       their word = ours
#   decimal     their decimal mark; date_order theirs of day, month and year
#   separators  characters that separate several values of one cell: each gets a row of its own
#   constant    the same text in every row;  numbered  ids made by us
#   only        rows with these values, others are left to other rules;  without  rows left out
#   aside       headers that are kept, and used by no table
"""
_WIDE = 100

#: What is written above a rule, a line each; by table, or by table and column, both counted from 0.
Notes = Mapping[tuple[int, ...], Sequence[str]]


def recipe_text(recipe: Recipe, notes: Notes | None = None) -> str:
    """The recipe as commented TOML; `read_recipe` reads the same recipe from it.

    Parameters
    ----------
    recipe : Recipe
    notes : mapping, optional
        Lines above the rule of a table, ``(0,)``, or of its column, ``(0, 2)``: why it is so, how
        sure that is, values before and after; above what is declared, ``()``.
    """
    notes = notes or {}
    lines = [_HEAD, f"version = {recipe.version}"]
    if recipe.ignored:
        lines += ["", "# Sheets that hold no table for us.", *_entry("ignored", recipe.ignored)]
    if recipe.charged_by is not None:
        lines += [
            "",
            "# What names the service of a cloud charge: a column, or Tags.x for a tag.",
        ]
        lines += _entry("charged_by", recipe.charged_by)
    declared = list(_fields(recipe.declared))
    if declared:
        lines += ["", "# What holds for all figures.", *_comments(notes.get((), ()))]
        lines += ["[declared]", *declared]
    for place, rule in enumerate(recipe.tables):
        lines += ["", "", *_comments(notes.get((place,), ())), *_table(rule)]
        for column, column_rule in enumerate(rule.columns):
            lines += ["", *_comments(notes.get((place, column), ())), "[[tables.columns]]"]
            lines += _fields(column_rule)
    return "\n".join(lines) + "\n"


def _table(rule: TableRule) -> Iterator[str]:
    yield "[[tables]]"
    yield from _fields(rule, passed_over=("columns", "unpivot", "only", "without"))
    for name, filters in (("only", rule.only), ("without", rule.without)):
        if filters:
            yield from ("", f"[tables.{name}]")
            for header, values in filters.items():
                yield from _entry(_quoted(header), tuple(values))
    if rule.unpivot:
        yield from ("", "# Columns side by side that become rows.", "[tables.unpivot]")
        yield from _fields(rule.unpivot)


def _fields(rule: Any, passed_over: Sequence[str] = ()) -> Iterator[str]:
    """The entries of a rule that are not as by default, and where its headers stood."""
    for field in fields(rule):
        value = getattr(rule, field.name)
        default = field.default
        if field.default_factory is not MISSING:
            default = field.default_factory()
        if field.name in passed_over or (value == default and field.name != "header_rows"):
            continue
        yield from _entry(field.name, value)


def _entry(name: str, value: object) -> Iterator[str]:
    line = f"{name} = {_toml(value)}"
    if len(line) <= _WIDE or not isinstance(value, tuple):
        yield line
        return
    yield f"{name} = ["
    yield from (f"  {_toml(part)}," for part in value)
    yield "]"


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(str(key))} = {_toml(held)}" for key, held in value.items())
        return "{ " + ", ".join(pairs) + " }" if value else "{}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, int | float):
        return repr(value)
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comments(notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        yield f"# {shorten(one_line(note), 200)}"
