"""Headers that do not stand in the first row, since a title or a remark stands above them."""

from __future__ import annotations

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import HeaderMatch
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.headers.header_units import match_with_units
from pmo_toolkit.workspace.parsing.outcomes import Typed
from pmo_toolkit.workspace.sources.raw_table import RawTable

_LOOK_DOWN = 20  # rows in which misplaced headers are looked for
_TITLE_CELLS = 2  # a row with more texts is no title


def tell_headers_below(
    raw: RawTable, match: HeaderMatch, config: WorkspaceConfig, troubles: Troubles
) -> bool:
    """Report headers that stand further down; whether they do."""
    row = None if raw.declared_header_row is not None else _headers_below(raw, match, config)
    if row is None:
        return False
    table = raw.place.table
    named = f'file = "{raw.place.file}", '
    if raw.place.sheet is not None:
        named += f'sheet = "{raw.place.sheet}", '
    troubles.fault(
        table,
        "the first row does not hold the headers",
        row=raw.header_row,
        found=", ".join(filter(None, raw.headers)),
        expected=f"the headers, which seem to stand in row {row}",
        next_step=(
            f"Write [files] {table} = {{ {named}header_row = {row} }} in {CONFIG_FILE}, or delete"
            f" the rows above row {row}."
        ),
        file=raw.place.label,
    )
    return True


def _headers_below(raw: RawTable, match: HeaderMatch, config: WorkspaceConfig) -> int | None:
    """A row below the first that reads more like headers than the first does."""
    columns = TABLES[raw.place.table].columns
    needed = {name for name, column in columns.items() if column.required}
    if len(match.columns) > 1 and needed <= match.columns.keys():
        return None
    behind = dict(raw.too_long)
    rows = [
        (raw.rows[position], [*record, *behind.get(position, [])])
        for position, record in enumerate(raw.records[:_LOOK_DOWN])
    ]
    named = max(((len(_known(raw, cells, config)), -row) for row, cells in rows), default=(0, 0))
    if named[0] > max(1, len(match.columns)):
        return -named[1]
    if match.columns or sum(map(bool, raw.headers)) > _TITLE_CELLS:
        return None
    return next((row for row, cells in rows if _reads_like_headers(cells)), None)


def _known(raw: RawTable, cells: list[str], config: WorkspaceConfig) -> dict[str, int]:
    if any(isinstance(cell, Typed) for cell in cells if cell):
        return {}
    return match_with_units(raw.place.table, cells, config)[0].columns


def _reads_like_headers(cells: list[str]) -> bool:
    """Several different words, none of them a number or a day."""
    texts = [cell for cell in cells if cell.strip()]
    words = {comparable(text) for text in texts if any(map(str.isalpha, text))}
    typed = any(isinstance(text, Typed) for text in texts)
    return len(texts) > _TITLE_CELLS and len(words) == len(texts) and not typed
