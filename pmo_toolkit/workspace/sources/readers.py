"""From a file to rows of text.

Everything is text first: what a cell means is decided later, by its column. Cells that came with a
type (numbers and dates of Excel and Parquet) keep a canonical text that no locale can misread.
"""

from __future__ import annotations

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.sources.csv_reader import read_csv
from pmo_toolkit.workspace.sources.excel_reader import read_excel
from pmo_toolkit.workspace.sources.files import CSV, EXCEL, Place
from pmo_toolkit.workspace.sources.parquet_reader import read_parquet
from pmo_toolkit.workspace.sources.raw_table import RawTable, Refused


def read_table(
    place: Place, settings: Settings, encoding: str | None, troubles: Troubles
) -> RawTable | None:
    """Read one table as text; None, with a fault, where it cannot be read."""
    raw = RawTable(place)
    try:
        if place.format == CSV:
            read_csv(raw, settings, encoding)
        elif place.format == EXCEL:
            read_excel(raw, settings)
        else:
            read_parquet(raw, settings)
    except Refused as refused:
        troubles.fault(place.table, refused.what, file=place.label, **refused.where)
        return None
    except OSError as error:
        found = error.strerror or str(error)
        troubles.fault(
            place.table,
            "the file cannot be opened",
            file=place.label,
            found=found,
            next_step="Close it in other programs and check that you may read it.",
        )
        return None
    return raw
