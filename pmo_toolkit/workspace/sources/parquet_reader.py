"""Parquet files as text."""

from __future__ import annotations

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.sources.raw_table import (
    MAX_COLUMNS,
    RawTable,
    Refused,
    cell_text,
    file_hash,
)


def read_parquet(raw: RawTable, settings: Settings) -> None:
    """Fill `raw` from a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(raw.place.path) as file:
            meta = file.metadata
            size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
            if size > settings.reading.max_table_bytes or size < 0:
                raise Refused(
                    "the file would unpack to more than is allowed",
                    found=f"{size:,} bytes",
                    expected=f"at most {settings.reading.max_table_bytes:,}",
                )
            if meta.num_rows > settings.reading.max_rows:
                raise Refused(
                    "has too many rows",
                    found=f"{meta.num_rows:,}",
                    expected=f"at most {settings.reading.max_rows:,}",
                )
            if len(file.schema_arrow) > MAX_COLUMNS:
                raise Refused(
                    f"has {len(file.schema_arrow)} columns", expected=f"at most {MAX_COLUMNS}"
                )
            table = file.read()
            names = [name for name in table.column_names if not name.startswith("__index_level_")]
            columns = [
                [cell_text(value) for value in table.column(name).to_pylist()] for name in names
            ]
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Refused(
            "the file is not a Parquet file or is damaged", found=str(error)[:200]
        ) from None
    raw.sha256 = file_hash(raw.place)
    raw.headers = [str(name).strip() for name in names]
    for row, cells in enumerate(zip(*columns, strict=True), start=2):
        if any(cell.strip() for cell in cells):
            raw.rows.append(row)
            raw.records.append(list(cells))
