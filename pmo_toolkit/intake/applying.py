"""A rule applied to a client's table: rows of ours, and all that was converted on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from pmo_toolkit.core.written_numbers import parts_with_shares
from pmo_toolkit.intake.base.applied import AppliedTable, CellNote, CellTrouble, Conversion
from pmo_toolkit.intake.base.regions import Region, RowAside
from pmo_toolkit.intake.base.rules import ColumnRule, Declared, TableRule
from pmo_toolkit.intake.base.suggestions import Example
from pmo_toolkit.intake.converting.cells import CellConverter, CellText, tidy
from pmo_toolkit.intake.converting.numbering import Numbering
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import TABLES, lists_several
from pmo_toolkit.workspace.parsing.date_forms import orders_shown
from pmo_toolkit.workspace.parsing.units import unit_of

_EXAMPLES = 3


def apply_rule(
    rule: TableRule,
    region: Region,
    declared: Declared,
    numbering: Numbering | None = None,
    *,
    needs_all: bool = True,
) -> AppliedTable:
    """Make rows of our table from a client's.

    Parameters
    ----------
    rule : TableRule
    region : Region
    declared : Declared
        Its locale is the one in which figures are written.
    numbering : Numbering, optional
        Gives the ids of `ColumnRule.numbered`; the same one for all rules of an import, so that
        tables agree on them.
    needs_all : bool
        Whether rows without what a row of the table needs are left.

    Returns
    -------
    AppliedTable
        What could not be read stands there as the client wrote it, and in `notes`.
    """
    return _Applying(rule, region, declared, numbering or Numbering(), needs_all).table()


@dataclass(frozen=True)
class _RawRow:
    """One row of ours before its cells are converted: our column → the client's text."""

    row: int
    cells: dict[str, str]


class _Applying:
    def __init__(
        self,
        rule: TableRule,
        region: Region,
        declared: Declared,
        numbering: Numbering,
        needs_all: bool,
    ):
        self.rule, self.region, self.numbering = rule, region, numbering
        self.declared, self.needs_all = declared, needs_all
        self.rules = {column.column: column for column in rule.columns}
        if rule.unpivot is not None:
            for name in (rule.unpivot.names_to, rule.unpivot.values_to):
                self.rules.setdefault(name, ColumnRule(name))
        self.places: dict[str, list[int]] = {}
        for place, header in enumerate(region.headers):
            self.places.setdefault(header, []).append(place)
        self.split = [name for name, column in self.rules.items() if column.separators]
        self.left: list[RowAside] = []

    def table(self) -> AppliedTable:
        """All rows, converted; rows without what a row needs are left."""
        raw = list(self._rows())
        converted = {
            name: self._converted(column, [row.cells.get(name, "") for row in raw])
            for name, column in self.rules.items()
            if column.numbered is None or column.headers
        }
        columns = {
            name: [cell.text for cell in converted[name]] if name in converted else [""] * len(raw)
            for name in self.rules
        }
        for name, column in self.rules.items():
            if column.numbered is not None:
                columns[name] = self._numbered(column, raw, columns)
        kept = [place for place in range(len(raw)) if self._is_row(columns, place, raw[place])]
        return AppliedTable(
            self.rule.table,
            self.region.source,
            {name: tuple(texts[place] for place in kept) for name, texts in columns.items()},
            tuple(raw[place].row for place in kept),
            tuple(
                self._conversion(
                    column, [raw[place] for place in kept], [columns[name][place] for place in kept]
                )
                for name, column in self.rules.items()
            ),
            tuple(self._notes(raw, converted, kept)),
            tuple(self.left),
        )

    def _rows(self) -> Iterator[_RawRow]:
        for row, record in zip(self.region.rows, self.region.records, strict=True):
            if not self._is_meant(record):
                continue
            cells = {name: self._cell(column, record) for name, column in self.rules.items()}
            for parts in self._parts(cells, record):
                yield _RawRow(row, {**cells, **parts, **self._named(cells, parts)})

    def _is_meant(self, record: tuple[str, ...]) -> bool:
        """Whether `only` and `without` let a row pass."""
        for header, values in self.rule.only.items():
            if not self._holds(record, header, values):
                return False
        return not any(
            self._holds(record, header, values) for header, values in self.rule.without.items()
        )

    def _holds(self, record: tuple[str, ...], header: str, values: Iterable[str]) -> bool:
        held = {comparable(tidy(record[place])) for place in self.places.get(header, ())}
        return bool(held & {comparable(value) for value in values})

    def _cell(self, column: ColumnRule, record: tuple[str, ...]) -> str:
        """The text of a column's headers: one cell as it is, several joined."""
        if column.constant is not None and not column.headers:
            return column.constant
        texts: list[str] = []
        for header in column.headers:
            for place in self.places.get(header, ()):
                text = tidy(record[place])
                if text.strip() and text not in texts:
                    texts.append(text)
        if not texts:
            return column.constant or ""
        return texts[0] if len(texts) == 1 else column.join.join(texts)

    def _parts(self, cells: Mapping[str, str], record: tuple[str, ...]) -> Iterator[dict[str, str]]:
        """The rows that one of theirs becomes: a part of a cell each, a column each."""
        ways: list[list[dict[str, str]]] = []
        for name in self.split:
            ways.append([{name: part} for part in split_cell(cells[name], self.rules[name])])
        if self.rule.unpivot is not None:
            ways.append(list(self._unpivoted(record)))
        for way in product(*ways):
            yield {name: text for part in way for name, text in part.items()}

    def _unpivoted(self, record: tuple[str, ...]) -> Iterator[dict[str, str]]:
        assert self.rule.unpivot is not None
        for header in self.rule.unpivot.headers:
            for place in self.places.get(header, ()):
                if tidy(record[place]).strip():
                    yield {
                        self.rule.unpivot.names_to: header,
                        self.rule.unpivot.values_to: record[place],
                    }

    def _named(self, cells: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, str]:
        """What a row of columns side by side is called: ``Licences, Q1 2027``."""
        name = self.rule.unpivot.names_to if self.rule.unpivot is not None else ""
        if not cells.get(name) or name not in parts:
            return {}
        return {name: self.rules[name].join.join((cells[name], parts[name]))}

    def _converted(self, column: ColumnRule, texts: list[str]) -> list[CellText]:
        converter = CellConverter(
            self.rule.table,
            column,
            self.declared,
            orders_shown(dict.fromkeys(texts)),
            self.region.since_1904,
        )
        known: dict[tuple[type, str], CellText] = {}
        for text in texts:
            if (type(text), text) not in known:
                known[type(text), text] = converter.convert(text)
        return [known[type(text), text] for text in texts]

    def _numbered(
        self, column: ColumnRule, raw: list[_RawRow], columns: Mapping[str, list[str]]
    ) -> list[str]:
        """Ids made by us, where theirs gives none."""
        assert column.numbered is not None
        kind = (TABLES[self.rule.table].columns[column.column].metadata or {})["kind"]
        titles = columns.get("title") or columns.get("activity") or [""] * len(raw)
        by_title = bool({"title", column.column} & set(self.split))
        names = []
        for place, row in enumerate(raw):
            own = columns[column.column][place]
            if column.headers and kind == "reference" and own:
                several = lists_several(self.rule.table, column.column) and ";" in own
                titles_meant = parts_with_shares(own) if several else ((own, ""),)
                numbers = [
                    f"{self.numbering.of_title(column.numbered, one)}{share}"
                    for one, share in titles_meant
                ]
                names.append("; ".join(numbers))
            elif own:
                names.append(own)
            elif by_title:
                names.append(self.numbering.of_title(column.numbered, titles[place]))
            else:
                where = self.region.source.label
                names.append(self.numbering.of_row(column.numbered, where, row.row, titles[place]))
        return names

    def _is_row(self, columns: Mapping[str, list[str]], place: int, raw: _RawRow) -> bool:
        """Whether a row has what our table needs; it is left where it has not."""
        if not self.needs_all:
            return True
        schema = TABLES[self.rule.table].columns
        missing = [
            name
            for name, column in schema.items()
            if column.required and not columns.get(name, [""] * (place + 1))[place]
        ]
        if not missing:
            return True
        said = tuple(text for text in raw.cells.values() if text)
        if said:
            without_rule = [name for name in missing if name not in self.rules]
            why = f"says nothing of {', '.join(missing)}"
            if without_rule:
                why = f"no header was taken for {', '.join(without_rule)}: name one in the recipe"
            self.left.append(RowAside(raw.row, why, said))
        return False

    def _conversion(self, column: ColumnRule, raw: list[_RawRow], texts: list[str]) -> Conversion:
        name = column.column
        examples: dict[str, Example] = {}
        for row, text in zip(raw, texts, strict=True):
            before = row.cells.get(name, "")
            if (before or column.numbered) and text:
                examples.setdefault(before or text, Example(row.row, str(before), text))
        changed = [example for example in examples.values() if example.before != example.after]
        others = [example for example in examples.values() if example.before == example.after]
        headers = column.headers
        unpivot = self.rule.unpivot
        if unpivot is not None and name in (unpivot.names_to, unpivot.values_to):
            headers = (*headers, *unpivot.headers)
        return Conversion(
            name,
            headers,
            how_converted(column, self.declared),
            tuple((changed + others)[:_EXAMPLES]),
            sum(bool(text) for text in texts),
        )

    def _notes(
        self, raw: list[_RawRow], converted: Mapping[str, list[CellText]], kept: Iterable[int]
    ) -> Iterator[CellNote]:
        rows = set(kept)
        for name, cells in converted.items():
            if self.rules[name].numbered and self.rules[name].headers:
                continue
            for place, cell in enumerate(cells):
                if cell.trouble is not None and (place in rows or _is_grave(cell)):
                    before = str(raw[place].cells.get(name, ""))
                    yield CellNote(cell.trouble, name, raw[place].row, before, cell.text, cell.what)


def _is_grave(cell: CellText) -> bool:
    return cell.trouble is CellTrouble.FORMULA


def split_cell(text: str, rule: ColumnRule) -> list[str]:
    """The values of a cell that holds several, each once; none of a blank cell."""
    marks = "".join(re.escape(mark) for mark in rule.separators)
    parts = [part.strip() for part in re.split(f"[{marks}]", text)]
    return list(dict.fromkeys(part for part in parts if part))


def how_converted(rule: ColumnRule, declared: Declared) -> str:
    """What a rule does to the values of a column, in a clause; empty where it does nothing."""
    clauses = []
    unit = unit_of(rule.unit) if rule.unit else None
    if unit is not None:
        hours = (
            f" ({declared.hours_per_day:g} hours a day)"
            if unit.by_day and declared.hours_per_day
            else ""
        )
        clauses.append(f"from {unit.name}{hours}")
    if rule.words:
        clauses.append("words translated")
    if rule.decimal:
        clauses.append(f"decimal mark {rule.decimal!r}")
    if rule.date_order:
        clauses.append(f"dates read as {rule.date_order}")
    if rule.separators:
        clauses.append("a row for each part of a cell")
    if len(rule.headers) > 1:
        clauses.append("several columns joined")
    if rule.constant is not None:
        clauses.append(f"{rule.constant!r} where nothing is stated")
    if rule.numbered:
        clauses.append(f"numbered {rule.numbered.format(1)} and on")
    return ", ".join(clauses)
