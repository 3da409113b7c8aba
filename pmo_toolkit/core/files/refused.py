"""The refusal of a file that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmo_toolkit.core.settings.reading import ReadingSettings


class Refused(Exception):
    """A file cannot be read.

    Parameters
    ----------
    what : str
        What is wrong, in a sentence without a full stop.
    **where : object
        Further parts of the fault, as in `Trouble`: row, found, expected, next_step.
    """

    def __init__(self, what: str, **where: Any):
        super().__init__(what)
        self.what, self.where = what, where


def refuse_large_file(path: Path, limits: ReadingSettings) -> None:
    """Refuse a file that is larger than a table may be."""
    size = path.stat().st_size
    if size > limits.max_table_bytes:
        raise Refused(
            "the file is larger than is allowed",
            found=f"{size:,} bytes",
            expected=f"at most {limits.max_table_bytes:,}",
            next_step=(
                "Keep only the rows that matter, or raise max_table_bytes under [settings] in"
                " workspace.toml."
            ),
        )
