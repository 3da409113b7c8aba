"""Regions for tests: tables of the dictionary with plausible cells, under any headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.intake.base.regions import Region, Source
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.mapping.names.kinds import kind_of, vocabulary_of
from pmo_toolkit.workspace.dictionary.tables import TABLES

ROWS = 5
_PREFIXES = {"proposals": "P", "goals": "G", "capabilities": "C", "services": "S", "options": "O"}
_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "text": ("Replace the archive", "New portal", "Sign online", "Move the data", "Join systems"),
    "category": ("Sales", "Finance", "Sales", "Legal", "Finance"),
    "number": ("310", "1250", "480", "960", "2400"),
    "integer": ("12", "24", "7", "36", "18"),
    "money": ("120000", "80500", "240000", "61000", "99000"),
    "fraction": ("0.2", "0.5", "0.1", "0.35", "0.9"),
    "probability": ("0.2", "0.5", "0.1", "0.35", "0.9"),
    "rating": ("1", "4", "3", "5", "2"),
    "year": ("2024", "2025", "2025", "2026", "2026"),
    "date": ("2026-01-13", "2025-02-28", "2026-03-31", "2027-04-15", "2026-05-20"),
    "month": ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05"),
    "period": ("Q1 2026", "2026-06", "2026-09-30", "Q4 2026", "2027"),
    "flag": ("yes", "no", "yes", "yes", "no"),
}


def cells_for(table: str, column: str) -> tuple[str, ...]:
    """Five plausible cells of a column."""
    kind = kind_of(table, column)
    words = vocabulary_of(table, column)
    if words:
        return tuple(words[place % len(words)] for place in range(ROWS))
    if kind in ("id", "reference"):
        prefix = _PREFIXES.get(table if kind == "id" else f"{column}s", table[:1].upper())
        return tuple(f"{prefix}-{place + 1:03}" for place in range(ROWS))
    if column == "currency":
        return ("EUR", "EUR", "USD", "EUR", "CHF")
    return _BY_KIND[kind]


def region_of(
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    *,
    file: str = "client.xlsx",
    sheet: str | None = "Sheet1",
    title: str = "",
) -> Region:
    """A region from its columns."""
    records = tuple(zip(*columns, strict=True))
    rows = tuple(range(2, 2 + len(records)))
    return Region(Source(file, sheet), (1,), tuple(headers), records, rows, title=title)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def region_from_rows(sheet: str, text: str, *, title: str = "") -> Region:
    """A region from lines whose cells are parted by bars; the first line holds the headers."""
    lines = [_cells(line) for line in text.strip("\n").splitlines()]
    return region_of(lines[0], list(zip(*lines[1:], strict=True)), sheet=sheet, title=title)


def table_region(table: str, renamed: Mapping[str, str]) -> Region:
    """A whole table of the dictionary, some of its columns under other headers."""
    columns = list(TABLES[table].columns)
    headers = [renamed.get(column, column) for column in columns]
    return region_of(headers, [cells_for(table, column) for column in columns], sheet=table)


@dataclass(frozen=True)
class Expected:
    """What a sheet means: its table, and for each header our column and its unit."""

    table: str
    columns: Mapping[str, str]


def read_workbook(
    sheets: Mapping[str, tuple[str, str, str]],
) -> tuple[list[Region], list[Expected]]:
    """Regions of a workbook as `seen_workbooks` writes them, and what they mean."""
    regions, expected = [], []
    for sheet, (table, title, text) in sheets.items():
        lines = [_cells(line) for line in text.strip("\n").split("\n")]
        region = region_of(
            [line[0] for line in lines], [line[2:] for line in lines], sheet=sheet, title=title
        )
        regions.append(region)
        expected.append(Expected(table, {line[0]: line[1] for line in lines}))
    return regions, expected


@dataclass(frozen=True)
class Outcome:
    """What became of one header: meant and suggested, with the certainty of the suggestion."""

    sheet: str
    header: str
    meant: str
    suggested: str
    certainty: str

    @property
    def right(self) -> bool:
        """Whether the suggestion is what is meant."""
        return self.meant == self.suggested


def outcomes(
    suggestions: Sequence[TableSuggestion], regions: Sequence[Region], expected: Sequence[Expected]
) -> list[Outcome]:
    """Compare suggestions with what the sheets of a workbook mean, header by header."""
    found = []
    for region, meaning in zip(regions, expected, strict=True):
        own = [one for one in suggestions if one.region is region]
        suggested: dict[str, tuple[str, str]] = {}
        for table in own:
            prefix = "" if table.rule.table == meaning.table else f"{table.rule.table}."
            wide = table.rule.unpivot.headers if table.rule.unpivot else ()
            suggested.update(dict.fromkeys(wide, ("*", "likely")))
            for column in table.columns:
                unit = f":{column.rule.unit}" if column.rule.unit else ""
                name = f"{prefix}{column.rule.column}{unit}"
                for header in column.rule.headers:
                    suggested.setdefault(header, (name, column.certainty.value))
        for header, meant in meaning.columns.items():
            name, certainty = suggested.get(header, ("-", "aside"))
            sheet = f"{region.source.sheet}"
            found.append(Outcome(sheet, header, meant, name, certainty))
    return found
