"""Parquet files as lines of text.

A small file may hold a text once and use it a million times. So it runs in the reading process
only, and batch by batch.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.sources.cell_text import cell_text
from pmo_toolkit.workspace.sources.line_limits import CELL_BYTES, Line, refuse_columns, refuse_rows

_BATCH_ROWS = 1000
#: Rows of a batch that is handed on column by column, and what its texts may have at most.
_COLUMN_ROWS = 20_000
_BATCH_BYTES = 500_000_000


def read_parquet(path: Path, limits: ReadingSettings) -> Iterator[Line]:
    """Lines of a Parquet file, the names of its columns first.

    Raises
    ------
    Refused
        Where it is no Parquet file, is damaged, or holds more than is allowed.
    """
    batches = _batches(path, limits, None, _BATCH_ROWS, _texts_of)
    yield 1, next(batches)
    row = 2
    for texts in batches:
        for cells in zip(*texts, strict=True):
            yield row, list(cells)
            row += 1


def read_parquet_columns(
    path: Path, limits: ReadingSettings, columns: Collection[str]
) -> Iterator[list[Any]]:
    """Headers of a Parquet file, then its batches column by column: far quicker than lines.

    Parameters
    ----------
    path : Path
    limits : ReadingSettings
    columns : collection of str
        Those that are read, as far as the file has them.

    Returns
    -------
    iterator of list
        First the headers. Then for each batch and column its different texts, and the place of each
        row's text among them: 32-bit numbers as base64, None where every row has a text of its own.

    Raises
    ------
    Refused
        As `read_parquet`.
    """
    batches = _batches(path, limits, columns, _COLUMN_ROWS, _column_of)
    yield next(batches)
    used = 0
    for batch in batches:
        size = sum(weight for _, _, weight in batch)
        used += size
        if size > _BATCH_BYTES or used > limits.max_table_bytes:
            raise Refused(
                "its texts would unpack to more than is allowed",
                found=f"{max(size, used):,} bytes",
                next_step="Export single months, and import one after the other.",
            )
        yield [[texts, places] for texts, places, _ in batch]


def _batches(
    path: Path,
    limits: ReadingSettings,
    columns: Collection[str] | None,
    rows: int,
    convert: Callable[[Any], Any],
) -> Iterator[list[Any]]:
    """Headers, then what `convert` makes of the columns of each batch."""
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
            yield headers
            for batch in file.iter_batches(rows, columns=taken, use_threads=False):
                yield [convert(batch.column(at)) for at in kept]
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


def _texts_of(column: Any) -> list[str]:
    return [cell_text(value) for value in column.to_pylist()]


def _column_of(column: Any) -> tuple[list[str], str | None, int]:
    """Different texts of a column, the place of each row's among them, and bytes of all rows."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_nested(kind):
        written = [json.dumps(value, default=str) for value in column.to_pylist()]
        column = pa.array([text if text != "null" else None for text in written], pa.string())
    elif pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        column = pc.cast(column, pa.string())  # numbers, which are read as such again
    encoded = column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)
    texts, indices = _texts_of(encoded.dictionary), encoded.indices
    if indices.null_count:
        indices = indices.fill_null(len(texts))
        texts.append("")
    places = indices.to_numpy(zero_copy_only=False).astype("<i4")
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    weight = int(lengths[places].sum()) + CELL_BYTES * len(places)
    if len(texts) == len(places) and bool((places == np.arange(len(places))).all()):
        return texts, None, weight
    return texts, base64.b64encode(places.tobytes()).decode("ascii"), weight


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
