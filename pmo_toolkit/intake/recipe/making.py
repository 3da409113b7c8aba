"""The recipe of an import: its rules, and what they did, for whoever reviews them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.applied import AppliedTable
from pmo_toolkit.intake.base.regions import Region, Source
from pmo_toolkit.intake.base.rules import Declared, Recipe, TableRule, Unpivot
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.recipe.drift import Matched, rule_headers
from pmo_toolkit.intake.recipe.file_names import pattern_of


def used_headers(rules: Sequence[TableRule]) -> set[str]:
    """Headers that some rule takes."""
    used: set[str] = set()
    for rule in rules:
        used.update(rule_headers(rule))
        used.update(rule.unpivot.headers if rule.unpivot else ())
    return used


def recipe_of(
    suggestions: Sequence[TableSuggestion], declared: Declared, ignored: Sequence[Source]
) -> Recipe:
    """The rules of these suggestions, for the next files of the same kind.

    What no rule takes of a region is named once, by the first rule of that region.
    """
    rules, named = [], set()
    for one in suggestions:
        own = [other.rule for other in suggestions if other.region is one.region]
        used = used_headers(own)
        aside = tuple(dict.fromkeys(h for h in one.region.headers if h not in used))
        if id(one.region) in named:
            aside = ()
        named.add(id(one.region))
        rules.append(replace(one.rule, file=pattern_of(one.rule.file), aside=aside))
    labels = tuple(replace(source, file=pattern_of(source.file)).label for source in ignored)
    return Recipe(tuple(rules), declared, labels)


def renewed(given: Recipe, matched: Sequence[Matched]) -> Recipe:
    """A recipe with headers as they are spelt by now, new months, and new columns aside."""
    rules = list(given.tables)
    for match in matched:
        rule, region = rules[match.place], match.region
        if sum(other.place == match.place for other in matched) > 1:
            continue
        own = [other for other in matched if other.region is region]
        known = used_headers([other.rule for other in own])
        known.update(header for other in own for header in given.tables[other.place].aside)
        first = own[0] is match
        new = [header for header in dict.fromkeys(region.headers) if header not in known]
        rules[match.place] = replace(
            rule,
            columns=match.rule.columns,
            only=match.rule.only,
            without=match.rule.without,
            unpivot=_both(rule.unpivot, match.rule.unpivot),
            aside=(*rule.aside, *new) if first else rule.aside,
        )
    return replace(given, tables=tuple(rules))


def _both(before: Unpivot | None, now: Unpivot | None) -> Unpivot | None:
    if before is None or now is None:
        return before
    return replace(before, headers=tuple(dict.fromkeys((*before.headers, *now.headers))))


def recipe_notes(
    suggestions: Sequence[TableSuggestion], applied: Sequence[AppliedTable]
) -> dict[tuple[int, ...], tuple[str, ...]]:
    """Comments of a recipe: why each rule is so, how sure that is, three values."""
    notes: dict[tuple[int, ...], tuple[str, ...]] = {}
    for place, (one, table) in enumerate(zip(suggestions, applied, strict=True)):
        notes[(place,)] = (
            f"{one.rule.table} from {one.region.source.label}: {one.certainty.value}; {one.why}",
        )
        why = {column.rule.column: column for column in one.columns}
        done = {conversion.column: conversion for conversion in table.conversions}
        for number, rule in enumerate(one.rule.columns):
            lines = []
            if rule.column in why:
                column = why[rule.column]
                lines.append(f"{column.certainty.value}: {'; '.join((column.why, *column.doubts))}")
            examples = done[rule.column].examples if rule.column in done else ()
            if examples:
                shown = (f"{example.before!r} → {example.after!r}" for example in examples)
                lines.append("   ".join(shown))
            notes[(place, number)] = tuple(lines)
    return notes


def aside_name(region: Region) -> str:
    """Name of the file that keeps the columns of a region which no rule takes."""
    label = replace(region.source, file=pattern_of(region.source.file)).label
    name = re.sub(r"[^\w\-. ]+", "-", label.replace("*", "").replace("?", ""))
    return re.sub(r"[\s.\-]+", "-", name).strip("-_").casefold()[:80] or "columns"
