"""Rows of the former merge under the names that answers have joined since.

Without this, every row that names a goal would count as changed once that goal is the same as
another PMO's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.intake.row_keys import RowComparison
from pmo_toolkit.merging.base.names import Names, renamed
from pmo_toolkit.merging.base.shapes import Joined, MergedRow
from pmo_toolkit.merging.comparing.joining import common_key


@dataclass(frozen=True)
class RenamedRows:
    """Rows under their joint names.

    Parameters
    ----------
    rows : list of mapping of str to str
    absorbed : mapping of str to mapping of str to str
        Key before the renaming → rows that have become one with another.
    """

    rows: list[Mapping[str, str]]
    absorbed: Mapping[str, Mapping[str, str]]


def joint_names(joined: Iterable[Joined]) -> Names:
    """The names of the former merge that have become others."""
    names = Names("")
    for group in joined:
        for member in group.members:
            names.titles[group.kind, member] = group.title
            names.joint[group.kind, member] = group.id
    return names


def under_joint_names(
    table: str, rows: Sequence[Mapping[str, str]], names: Names, locale: str
) -> RenamedRows:
    """Rows of a table as they would have been named.

    Parameters
    ----------
    table : str
    rows : sequence of mapping of str to str
    names : Names
        From `joint_names`.
    locale : str
    """
    if not names.joint or not rows:
        return RenamedRows(list(rows), {})
    comparison = RowComparison(table, locale)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    changed = [renamed(table, MergedRow(row, ()), names).cells for row in rows]
    before = comparison.keys(rows, columns)
    after = comparison.keys(changed, columns)
    absorbed_places = {
        number: before[number]
        for number, key in enumerate(after)
        if common_key(table) and _repeats(key) > _repeats(before[number])
    }
    return RenamedRows(
        [row for number, row in enumerate(changed) if number not in absorbed_places],
        {key: rows[number] for number, key in absorbed_places.items()},
    )


def _repeats(key: str) -> int:
    """How many rows before it have the same key."""
    _, mark, count = key.rpartition(" #")
    return int(count) if mark and count.isdigit() else 1
