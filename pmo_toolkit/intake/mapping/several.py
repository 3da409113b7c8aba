"""Lists in one cell: goals, capabilities and dependencies that stand in a table of proposals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.known_rows import KnownRows, numbering, references_for
from pmo_toolkit.intake.mapping.names.headings import header_matches

_SEPARATORS = ";\n|,/+&"


@dataclass(frozen=True)
class _Link:
    """A table of pairs that a list in a cell of a proposal fills.

    `target` is the table of what is listed, made from titles where no sheet holds it.
    """

    table: str
    own: str
    listed: str
    target: str = ""
    constants: tuple[tuple[str, str, str], ...] = ()


_LINKS = (
    _Link("proposal_goals", "proposal", "goal", "goals"),
    _Link("proposal_capabilities", "proposal", "capability", "capabilities"),
    _Link(
        "dependencies",
        "from",
        "to",
        constants=(("type", "requires", "a list of predecessors says what a proposal requires"),),
    ),
)


def separators_of(cells: Sequence[str], known: frozenset[str] = frozenset()) -> str:
    """Characters that separate several values in the cells, unless known ids hold them."""
    return "".join(
        char
        for char in _SEPARATORS
        if any(char in cell.strip() for cell in cells) and not any(char in text for text in known)
    )


def split_cell(cell: str, separators: str) -> tuple[str, ...]:
    """The values of one cell, without blanks."""
    if not separators:
        return (" ".join(cell.split()),) if cell.strip() else ()
    pieces = re.split(f"[{re.escape(separators)}]", cell)
    return tuple(" ".join(piece.split()) for piece in pieces if piece.strip())


def _speaks(link: _Link, header: str, cells: Sequence[str], rows: KnownRows) -> float:
    """How far header and cells speak for a list of that kind, 0 to 1."""
    matches = {match.column: match for match in header_matches(link.table, header)}
    by_header = matches[link.listed].score if link.listed in matches else 0.0
    ids = rows.ids_for(link.table, link.listed)
    values = [value for cell in cells for value in split_cell(cell, separators_of(cells, ids))]
    if not values:
        return 0.0
    meant = sum(rows.meant(link.table, link.listed, value) is not None for value in values)
    share = meant / len(values) if ids else 0.0
    if not ids or not link.target:
        # titles of proposals stand in tables of proposals without saying what they hang on
        return by_header if by_header >= 0.85 else 0.0
    return max(by_header * (0.3 + 0.7 * share), 0.9 * share if share >= 0.7 else 0.0)


def _listed(link: _Link, header: str, cells: Sequence[str], rows: KnownRows) -> ColumnSuggestion:
    ids = rows.ids_for(link.table, link.listed)
    separators = separators_of(cells, ids)
    values = [value for cell in cells for value in split_cell(cell, separators)]
    found = references_for(rows, link.table, link.listed, values)
    doubts, numbered = found.doubts, found.numbered
    if not ids:
        doubts = (f"no rows are known that {link.listed} could mean",)
        numbered = numbering(link.target) if _are_titles(link, values) else None
    certainty = Certainty.UNSURE if doubts else Certainty.LIKELY
    several = any(len(split_cell(cell, separators)) > 1 for cell in cells)
    why = f'"{header}" lists several in one cell' if several else f'"{header}" names one a row'
    rule = ColumnRule(
        link.listed, (header,), words=found.words, separators=separators, numbered=numbered
    )
    return ColumnSuggestion(rule, certainty, why, doubts)


def _are_titles(link: _Link, values: Sequence[str]) -> bool:
    """Whether what is listed are titles, not ids of a table that is not among the files."""
    return bool(link.target) and sum(any(map(str.isdigit, value)) for value in values) == 0


def lists_in_cells(
    region: Region, own: ColumnRule | None, headers: Sequence[str], rows: KnownRows
) -> tuple[TableSuggestion, ...]:
    """Suggest tables of pairs from lists in the cells of a table of proposals.

    Parameters
    ----------
    region : Region
        A table of proposals.
    own : ColumnRule, optional
        The rule of its ids; without it nothing is suggested.
    headers : sequence of str
        Those that no column of the table itself uses.
    rows : KnownRows
    """
    if own is None:
        return ()
    found = []
    taken: set[str] = set()
    for link in _LINKS:
        scored = []
        for header in headers:
            cells = [cell for row in region.column(header) for cell in row if cell.strip()]
            score = _speaks(link, header, cells, rows)
            if score >= 0.5 and header not in taken:
                scored.append((score, header, cells))
        if scored:
            _, header, cells = max(scored, key=lambda entry: entry[0])
            taken.add(header)
            pairs = _suggestion(region, own, link, header, cells, rows)
            found.append(pairs)
            if pairs.rule.columns[1].numbered and not rows.ids_for(link.table, link.listed):
                found.append(_listed_rows(region, link, pairs.rule.columns[1]))
    return tuple(found)


def _listed_rows(region: Region, link: _Link, listed: ColumnRule) -> TableSuggestion:
    """The table of what is listed, made from its titles: no sheet holds it."""
    title = ColumnRule("title", listed.headers, separators=listed.separators)
    doubt = f"no sheet holds {link.target}: each title becomes one of its rows"
    columns = (
        ColumnSuggestion(
            ColumnRule("id", numbered=listed.numbered), Certainty.UNSURE, "numbered by us", (doubt,)
        ),
        ColumnSuggestion(title, Certainty.UNSURE, f'titles below "{listed.headers[0]}"', (doubt,)),
    )
    return _table(region, link.target, columns, Certainty.UNSURE, doubt)


def _suggestion(
    region: Region,
    own: ColumnRule,
    link: _Link,
    header: str,
    cells: Sequence[str],
    rows: KnownRows,
) -> TableSuggestion:
    listed = _listed(link, header, cells, rows)
    own_rule = ColumnRule(link.own, own.headers, numbered=own.numbered)
    columns = (
        ColumnSuggestion(own_rule, Certainty.SURE, "id of the proposal in the same row"),
        listed,
        *(
            ColumnSuggestion(ColumnRule(column, constant=text), Certainty.LIKELY, why)
            for column, text, why in link.constants
        ),
    )
    why = f'each value below "{header}" becomes a row'
    return _table(region, link.table, columns, listed.certainty, why)


def _table(
    region: Region,
    table: str,
    columns: tuple[ColumnSuggestion, ...],
    certainty: Certainty,
    why: str,
) -> TableSuggestion:
    rule = TableRule(
        table,
        region.source.file,
        region.source.sheet,
        region.header_rows,
        columns=tuple(column.rule for column in columns),
    )
    return TableSuggestion(region, rule, certainty, why, columns)
