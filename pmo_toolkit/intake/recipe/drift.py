"""A recipe held against the client's next file: which rule means which table, what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, Recipe, TableRule, Unpivot
from pmo_toolkit.intake.mapping.texts.periods import period_of
from pmo_toolkit.intake.recipe.file_names import fits, label_fits
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.parsing.units import unit_named

#: Of the headers that a rule needs, so many must stand in a table for it to be the one meant.
_ENOUGH = 0.5
_BRACKETS = re.compile(r"[(\[]([^)\]]+)[)\]]")
_IN = re.compile(r"\s(?:in|en)\s(\S+)$", re.IGNORECASE)


class ChangeKind(Enum):
    """What has changed in a client's files since the recipe was made."""

    NEW_COLUMN = "new column"
    VANISHED_COLUMN = "vanished column"
    RENAMED_COLUMN = "column spelt otherwise"
    CHANGED_UNIT = "unit of a header changed"
    NEW_PERIOD = "new period"
    NEW_WORD = "new word"
    NEW_SHEET = "new sheet"
    RENAMED_SHEET = "renamed sheet"
    VANISHED_SHEET = "vanished sheet"


@dataclass(frozen=True)
class Change:
    """One thing that has changed.

    Parameters
    ----------
    kind : ChangeKind
    where : str
        File and sheet.
    what : str
        The header, word or sheet.
    effect : str
        What the import does about it, in a clause.
    """

    kind: ChangeKind
    where: str
    what: str
    effect: str


@dataclass(frozen=True)
class Matched:
    """A rule with the table that it means.

    Parameters
    ----------
    place : int
        Of the rule in the recipe.
    rule : TableRule
        With headers spelt as they stand in the table.
    region : Region
    """

    place: int
    rule: TableRule
    region: Region


def match_recipe(
    recipe: Recipe, regions: Sequence[Region], labels: Sequence[str]
) -> tuple[tuple[Matched, ...], tuple[Change, ...]]:
    """Which rule means which table, and what has changed in the tables.

    Parameters
    ----------
    recipe : Recipe
    regions : sequence of Region
        All tables of the client's files.
    labels : sequence of str
        All sheets of the files, those without a table, too.

    Raises
    ------
    UsageError
        Where no rule means any of the tables: the recipe is for another file.
    """
    matched: list[Matched] = []
    changes: list[Change] = []
    for place, rule in enumerate(recipe.tables):
        meant, renamed = _meant(rule, regions)
        if not meant:
            where = rule.file if rule.sheet is None else f"{rule.file}, sheet {rule.sheet}"
            changes.append(
                Change(
                    ChangeKind.VANISHED_SHEET,
                    where,
                    rule.table,
                    f"{rule.table} gets no rows from it; what the workspace holds stays",
                )
            )
        for region in meant:
            own, differences = _as_spelt(rule, region)
            matched.append(Matched(place, own, region))
            changes += differences
            if renamed:
                changes.append(
                    Change(
                        ChangeKind.RENAMED_SHEET,
                        region.source.label,
                        str(rule.sheet),
                        f"is taken for the sheet {rule.sheet}, since it has its headers",
                    )
                )
    if not matched:
        raise UsageError(_is_for_others(recipe, labels))
    changes += _new_columns(recipe, matched)
    changes += _new_sheets(recipe, matched, regions)
    return tuple(matched), tuple(dict.fromkeys(changes))


def rule_headers(rule: TableRule) -> tuple[str, ...]:
    """Every header of theirs that a rule needs."""
    headers = [header for column in rule.columns for header in column.headers]
    return tuple(dict.fromkeys((*headers, *rule.only, *rule.without)))


def _meant(rule: TableRule, regions: Sequence[Region]) -> tuple[list[Region], bool]:
    """The tables that a rule means, and whether their sheet has another name."""
    of_file = [region for region in regions if fits(region.source.file, rule.file)]
    named = [
        region
        for region in of_file
        if rule.sheet is None or (region.source.sheet or "").casefold() == rule.sheet.casefold()
    ]
    if named:
        best: dict[str, Region] = {}
        for region in named:
            label = region.source.label
            if label not in best or _share(rule, region) > _share(rule, best[label]):
                best[label] = region
        enough = [region for region in best.values() if _share(rule, region) >= _ENOUGH]
        return enough, False
    whole = [region for region in of_file if rule_headers(rule) and _share(rule, region) == 1]
    return (whole, True) if len(whole) == 1 else ([], False)


def _share(rule: TableRule, region: Region) -> float:
    """Share of a rule's headers that stand in a table."""
    needed = rule_headers(rule) + (rule.unpivot.headers if rule.unpivot else ())
    held = {comparable(header) or header for header in region.headers}
    there = [header for header in needed if (comparable(header) or header) in held]
    return len(there) / len(needed) if needed else 0.0


def _as_spelt(rule: TableRule, region: Region) -> tuple[TableRule, list[Change]]:
    """The rule with the headers as they stand in a table, and those that do not."""
    spelling = _Spelling(region)
    columns = tuple(spelling.of_column(column) for column in rule.columns)
    only, without = (
        {spelling.of_header(header, rule.table): values for header, values in filters.items()}
        for filters in (rule.only, rule.without)
    )
    unpivot = rule.unpivot
    if unpivot is not None:
        unpivot = _periods(rule, unpivot, region, spelling.changes)
    return replace(
        rule, columns=columns, only=only, without=without, unpivot=unpivot
    ), spelling.changes


class _Spelling:
    """How the headers of a recipe are spelt in a table now."""

    def __init__(self, region: Region):
        self.exact = set(region.headers)
        self.near = {comparable(header): header for header in reversed(region.headers)}
        self.near.pop("", None)
        self.without_unit = {
            comparable(base): (header, unit)
            for header in reversed(region.headers)
            for base, unit in [header_and_unit(header)]
            if comparable(base)
        }
        self.where = region.source.label
        self.changes: list[Change] = []

    def of_column(self, column: ColumnRule) -> ColumnRule:
        """A column's rule; where the header names another unit now, by that one."""
        if len(column.headers) == 1 and self._near(column.headers[0]) is None:
            base, unit = header_and_unit(column.headers[0])
            header, new = self.without_unit.get(comparable(base), ("", None))
            if header and new is not None and new != unit:
                named = unit_named(new)
                if named is not None:
                    effect = f"{header!r} was taken, from {named.name}"
                    self._tell(ChangeKind.CHANGED_UNIT, column.headers[0], effect)
                    return replace(column, headers=(header,), unit=named.name)
        headers = tuple(self.of_header(header, column.column) for header in column.headers)
        return replace(column, headers=headers)

    def of_header(self, header: str, column: str) -> str:
        """A header as it is spelt now."""
        other = self._near(header)
        if other is None:
            effect = f"{column} stays as the workspace has it"
            self._tell(ChangeKind.VANISHED_COLUMN, header, effect)
            return header
        if other != header:
            self._tell(ChangeKind.RENAMED_COLUMN, header, f"{other!r} was taken")
        return other

    def _near(self, header: str) -> str | None:
        return header if header in self.exact else self.near.get(comparable(header))

    def _tell(self, kind: ChangeKind, what: str, effect: str) -> None:
        self.changes.append(Change(kind, self.where, what, effect))


def header_and_unit(header: str) -> tuple[str, str | None]:
    """A header without the unit that it names, and that: ``Aufwand (PT)`` → ``Aufwand``, ``PT``."""
    found = _BRACKETS.search(header) or _IN.search(header)
    if found is None:
        word = header.rpartition(" ")[2]
        if word != header and unit_named(word) is not None:
            return header[: -len(word)].strip(), word
        return header, None
    return (header[: found.start()] + header[found.end() :]).strip(), found[1].strip()


def _periods(rule: TableRule, unpivot: Unpivot, region: Region, changes: list[Change]) -> Unpivot:
    """Columns side by side as they stand now: months that have come since are taken, too."""
    held = [header for header in region.headers if header in unpivot.headers]
    names = next((column for column in rule.columns if column.column == unpivot.names_to), None)
    if not all(period_of(header) is not None for header in unpivot.headers) and not (
        names and names.words
    ):
        return replace(unpivot, headers=tuple(dict.fromkeys(held)))
    used = {*unpivot.headers, *rule_headers(rule), *rule.aside}
    new = [
        header for header in region.headers if header not in used and period_of(header) is not None
    ]
    for header in new:
        effect = f"was taken as a further {unpivot.names_to} of {rule.table}"
        changes.append(Change(ChangeKind.NEW_PERIOD, region.source.label, header, effect))
    return replace(unpivot, headers=tuple(dict.fromkeys([*held, *new])))


def _new_columns(recipe: Recipe, matched: Sequence[Matched]) -> Iterator[Change]:
    """Headers that no rule knows, of tables that some rule means."""
    by_region: dict[int, list[Matched]] = {}
    for match in matched:
        by_region.setdefault(id(match.region), []).append(match)
    for matches in by_region.values():
        known: set[str] = set()
        for match in matches:
            own = recipe.tables[match.place]
            unpivot = match.rule.unpivot.headers if match.rule.unpivot else ()
            known |= {*rule_headers(match.rule), *unpivot, *own.aside}
        for header in dict.fromkeys(matches[0].region.headers):
            cells = matches[0].region.column(header)
            if header not in known and any("".join(held).strip() for held in cells):
                where = matches[0].region.source.label
                yield Change(ChangeKind.NEW_COLUMN, where, header, "is kept aside")


def _new_sheets(
    recipe: Recipe, matched: Sequence[Matched], regions: Iterable[Region]
) -> Iterator[Change]:
    used = {id(match.region) for match in matched}
    for region in regions:
        label = region.source.label
        if id(region) not in used and not any(label_fits(label, name) for name in recipe.ignored):
            what = region.source.sheet or region.source.file
            effect = "is not imported: no rule of the recipe is for it"
            yield Change(ChangeKind.NEW_SHEET, label, what, effect)


def _is_for_others(recipe: Recipe, labels: Sequence[str]) -> str:
    wanted = dict.fromkeys(
        rule.file if rule.sheet is None else f"{rule.file}, sheet {rule.sheet}"
        for rule in recipe.tables
    )
    headers = ", ".join(rule_headers(recipe.tables[0])[:6])
    return (
        f"the recipe is for other files: it knows {'; '.join(list(wanted)[:6])}, with headers such"
        f" as {headers or '(none)'}; found {'; '.join(labels[:6]) or 'nothing'}. Name after"
        " --recipe the recipe of this file, or a new file: the recipe is made anew then"
    )
