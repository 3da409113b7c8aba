"""Cloud charges in FOCUS (1.0 to 1.2), added up by service, currency and month as they are read.

A month of charges is millions of rows, of which only sums by month are kept.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_toolkit.core.errors import shorten
from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.intake.base.regions import Sheet, Source
from pmo_toolkit.intake.sheets.delimiters import delimiter_of
from pmo_toolkit.intake.sheets.focus_columns import COLUMNS, columns_read
from pmo_toolkit.intake.sheets.focus_sums import ChargeSums
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess

if TYPE_CHECKING:
    import pandas as pd

#: Columns without which a file is none of FOCUS.
_NEEDED = frozenset({"BilledCost", "EffectiveCost", "ServiceName", "BillingCurrency"})
_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_HEAD_BYTES = 100_000
#: Bytes of text that are read and parsed at once.
_BLOCK_BYTES = 2_000_000
#: A year of a large house; beyond it somebody should export months.
_MOST_BYTES = 20_000_000_000
_MOST_ROWS = 50_000_000
_MOST_SECONDS = 600


def is_focus(path: Path) -> bool:
    """Whether a file is one of charges, by its kind and its first line; Parquet by its kind."""
    if path.suffix.lower() == ".parquet":
        return True
    if path.suffix.lower() not in _TEXTS:
        return False
    return set(_headers(path)[0]) >= _NEEDED


def read_focus(
    path: Path, process: ReadingProcess, charged_by: str | None = None
) -> tuple[Sheet, ...]:
    """The charges of a file by service, currency and month, as one sheet.

    Parameters
    ----------
    path : Path
        CSV in UTF-8, or Parquet.
    process : ReadingProcess
        Whose limits hold for all that does not grow with the number of charges.
    charged_by : str, optional
        Column, or tag as in ``Tags.application``, that names the service of a charge.

    Raises
    ------
    Refused
        Where it is damaged, of another kind, larger than any export, or holds no charge of use.
    OSError
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise Refused(
            "the file is larger than any export of charges",
            found=f"{size:,} bytes",
            expected=f"at most {_MOST_BYTES:,}",
            next_step="Export single months, and import one after the other.",
        )
    sums = ChargeSums(process.limits.max_rows, charged_by)
    wanted = columns_read(charged_by)
    is_parquet = path.suffix.lower() == ".parquet"
    read = _parquet_batches(path, process, wanted) if is_parquet else _text_batches(path, wanted)
    for batch in read:
        sums.add(batch)
    lines = sums.lines()
    if len(lines) == 1:
        raise Refused(
            "no charge in it names a service, a month and a cost",
            found=counted(sums.rows, "row", "rows"),
            next_step="Export it again, with the columns of the FOCUS specification.",
        )
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    numbered = {row: tuple(cells) for row, cells in enumerate(lines, start=1)}
    return (Sheet(Source(path.name), numbered, remarks=tuple(sums.remarks()), sha256=sha256),)


def _headers(path: Path) -> tuple[list[str], str]:
    """The cells of the first line, and what parts them."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES).decode("utf-8-sig", "replace")
    line = head.partition("\n")[0].rstrip("\r")
    if "BilledCost" not in line:
        return [], ","
    delimiter = delimiter_of(line)
    return [cell.strip(' "') for cell in line.split(delimiter)], delimiter


def _refuse_absent(columns: Sequence[str], headers: Sequence[str]) -> None:
    """Refuse a file without the column that somebody said names the service of a charge."""
    asked = columns[-1]
    if columns != COLUMNS and asked not in headers:
        raise Refused(
            f"has no column {shorten(asked)}, which is to name the service of a charge",
            found=f"columns {shorten(', '.join(headers), 300)}",
            next_step="Name one of them, or a tag as in Tags.application, after --charged-by.",
        )


def _text_batches(path: Path, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    import pyarrow as pa
    from pyarrow import csv

    headers, delimiter = _headers(path)
    wanted = [name for name in columns if name in headers]
    _refuse_absent(columns, headers)
    try:
        reader = csv.open_csv(
            path,
            csv.ReadOptions(use_threads=False, block_size=_BLOCK_BYTES),
            csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, pa.string()),
                strings_can_be_null=False,
            ),
        )
        for batch in reader:
            yield batch.to_pandas()
    except pa.ArrowException as error:
        raise Refused(
            "the file of charges is damaged or not in UTF-8",
            found=str(error).partition("\n")[0][:200],
            next_step="Export it again as CSV in UTF-8, or as Parquet.",
        ) from None


def _parquet_batches(
    path: Path, process: ReadingProcess, columns: Sequence[str]
) -> Iterator[pd.DataFrame]:
    """Batches of a Parquet file; it unpacks in a process of its own, since it can grow."""
    import pandas as pd

    limits = replace(
        process.limits,
        max_rows=_MOST_ROWS,
        max_table_bytes=_MOST_BYTES,
        max_read_seconds=max(process.limits.max_read_seconds, _MOST_SECONDS),
    )
    with ReadingProcess(limits) as own:
        batches = own.columns(path, columns)
        headers = next(batches, [])
        if not set(headers) >= _NEEDED:
            raise Refused(
                "is a Parquet file that holds no charges in FOCUS",
                found=f"columns {', '.join(headers[:8]) or 'of other names'}",
                expected=f"columns {', '.join(sorted(_NEEDED))}",
                next_step="Save other tables as .csv or .xlsx.",
            )
        _refuse_absent(columns, headers)
        for batch in batches:
            cells = {name: _cells(*part) for name, part in zip(headers, batch, strict=True)}
            yield pd.DataFrame(cells)


def _cells(texts: list[str], places: str | None) -> pd.Series:
    """The texts of all rows of a batch, from those that differ and the places of each row's."""
    import numpy as np
    import pyarrow as pa

    words = pa.array(texts, pa.string())
    if places is not None:
        words = words.take(pa.array(np.frombuffer(base64.b64decode(places), dtype="<i4")))
    series: pd.Series = words.to_pandas()
    return series
