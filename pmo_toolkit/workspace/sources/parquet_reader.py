"""Parquet files as lines of text.

A small file may hold a text once and use it a million times. So it runs in the reading process
only, and batch by batch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.sources.cell_text import cell_text
from pmo_toolkit.workspace.sources.line_limits import CELL_BYTES, Line, refuse_columns, refuse_rows

_BATCH_ROWS = 1000


def read_parquet(
    path: Path, limits: ReadingSettings, *, columns: Collection[str] | None = None
) -> Iterator[Line]:
    """Lines of a Parquet file, the names of its columns first; only some columns where named.

    Raises
    ------
    Refused
        Where it is no Parquet file, is damaged, or holds more than is allowed.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            _refuse_size(file.metadata, limits)
            names = file.schema_arrow.names
            taken = None if columns is None else [name for name in names if name in columns]
            names = names if taken is None else taken
            refuse_columns(len(names))
            kept = [at for at, name in enumerate(names) if not name.startswith("__index_level_")]
            headers = [names[at].strip() for at in kept]
            if headers and not any(headers):
                raise Refused("its columns have no names", expected="a name for each column")
            yield 1, headers
            row = 2
            for batch in file.iter_batches(_BATCH_ROWS, columns=taken, use_threads=False):
                texts = [map(cell_text, batch.column(at).to_pylist()) for at in kept]
                for cells in zip(*texts, strict=True):
                    yield row, list(cells)
                    row += 1
    except MemoryError:
        raise
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        OverflowError,
        LookupError,
        NotImplementedError,
    ) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Refused(
            "the file is not a Parquet file or is damaged", found=str(error)[:200]
        ) from None


def _refuse_size(metadata: Any, limits: ReadingSettings) -> None:
    groups = range(metadata.num_row_groups)
    size = sum(metadata.row_group(group).total_byte_size for group in groups)
    rows = metadata.num_rows
    if size >= 0:
        # encoded, a million equal values take no bytes at all
        size = max(size, rows * metadata.num_columns * CELL_BYTES)
    if rows > limits.max_rows:
        refuse_rows(f"{rows:,}", limits=limits)
    if not 0 <= size <= limits.max_table_bytes:
        raise Refused(
            "the file would unpack to more than is allowed",
            found=f"{size:,} bytes",
            expected=f"at most {limits.max_table_bytes:,}",
        )
