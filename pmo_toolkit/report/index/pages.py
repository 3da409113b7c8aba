"""The index of many proposals.

An overview of the groups, and pages of at most some hundred rows, all without script.

A run of some hundred proposals has everything on one page. Above that, every row on one page is
megabytes that a phone cannot hold, so each group gets pages of its own, and further pages list all
proposals by id for whoever seeks one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.report.index.page import filled, index_view
from pmo_toolkit.report.index.rows import Group, Row

#: Up to this number of proposals there is one page; above it, no page of a group has more rows.
MOST_ON_ONE_PAGE = 600
ROWS_A_PAGE = 250
IDS_A_PAGE = 2500
FIRST = "index.html"


@dataclass(frozen=True)
class Part:
    """One page of a group.

    `number` of `parts`, its file `name`, and the pages before and after it, if any.
    """

    name: str
    group: Group
    rows: tuple[Row, ...]
    number: int
    parts: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Ids:
    """One page of the list by id."""

    name: str
    rows: tuple[Row, ...]

    @property
    def span(self) -> str:
        """From which id to which."""
        return f"{self.rows[0].id} – {self.rows[-1].id}"


def index_pages(
    manifest: Mapping[str, Any], assessments: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """File name → page of the index, the one to open first at its beginning.

    Parameters as for `render_index`.

    Further pages are called ``index-2.html`` and so on.
    """
    view = index_view(manifest, assessments)
    rows: Sequence[Row] = view["rows"]
    if len(rows) <= MOST_ON_ONE_PAGE:
        return {FIRST: filled("index/index.html.j2", view)}
    parts: list[Part] = []
    for group in view["groups"]:
        parts += _parts(group, 2 + len(parts))
    by_id = [
        Ids(f"index-{2 + len(parts) + place}.html", tuple(rows[start : start + IDS_A_PAGE]))
        for place, start in enumerate(range(0, len(rows), IDS_A_PAGE))
    ]
    view["parts"] = {
        group.number: [part for part in parts if part.group is group] for group in view["groups"]
    }
    view["by_id"] = by_id
    pages = {FIRST: filled("index/index.html.j2", view)}
    pages |= {part.name: filled("index/part.html.j2", {**view, "part": part}) for part in parts}
    return pages | {ids.name: filled("index/ids.html.j2", {**view, "ids": ids}) for ids in by_id}


def _parts(group: Group, first: int) -> list[Part]:
    """The pages of one group, as even as can be."""
    count = -(-len(group.rows) // ROWS_A_PAGE)
    size = -(-len(group.rows) // count)
    names = [f"index-{first + place}.html" for place in range(count)]
    return [
        Part(
            name=name,
            group=group,
            rows=group.rows[place * size : (place + 1) * size],
            number=place + 1,
            parts=count,
            before=names[place - 1] if place else None,
            after=names[place + 1] if place + 1 < count else None,
        )
        for place, name in enumerate(names)
    ]
