"""Rows of ours that the regions of an import hold: ids, and titles that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from pmo_toolkit.core.written_numbers import listed_names, parts_with_shares
from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.mapping.fitting import KnownIds
from pmo_toolkit.intake.mapping.names.kinds import refers_to
from pmo_toolkit.intake.mapping.table_choice import TableFit, is_table
from pmo_toolkit.intake.mapping.texts.folding import spelling_key
from pmo_toolkit.workspace.dictionary.tables import lists_several

#: Tables whose rows others refer to, and the column that holds their id.
ID_COLUMNS = {
    "proposals": "id",
    "goals": "id",
    "capabilities": "id",
    "services": "id",
    "options": "id",
    "criteria": "id",
    "in_flight": "project",
    "history": "project",
}
#: How alike two titles are, from 0 to 100, where one may be meant by the other.
_ALIKE = 88.0


def numbering(table: str) -> str:
    """How rows of a table without ids are numbered, as in ``P-{:03}``."""
    return f"{table[:1].upper()}-{{:03}}"


@dataclass(frozen=True)
class KnownRows:
    """Ids and titles by table and column of ours.

    Parameters
    ----------
    ids : mapping of (str, str) to frozenset of str
    titles : mapping of (str, str) to mapping of str to str
        Folded title → id.
    texts : mapping of (str, str) to frozenset of str
        Ids and titles as they are written: what a reference elsewhere may hold.
    numbered : mapping of (str, str) to str
        Pattern of the ids that are numbered by us, where the client's table has none; there a
        row's title stands for its id.
    """

    ids: KnownIds = field(default_factory=dict)
    titles: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    texts: KnownIds = field(default_factory=dict)
    numbered: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def ids_for(self, table: str, column: str) -> frozenset[str]:
        """Ids that a reference may hold."""
        targets = refers_to(table, column)
        return frozenset[str]().union(*(self.ids.get(target, frozenset()) for target in targets))

    def meant(self, table: str, column: str, text: str) -> tuple[str, bool] | None:
        """The id that a text means and whether that is certain, or None.

        The text is the id, holds it beside other words, or is the row's title.
        """
        ids = self.ids_for(table, column)
        if text in ids:
            return text, True
        by_key = {spelling_key(known): known for known in sorted(ids)}
        if spelling_key(text) in by_key:
            return by_key[spelling_key(text)], True
        if ";" in text and lists_several(table, column):
            return self._several(table, column, text) or self._by_title(table, column, text)
        inside = [
            known
            for known in sorted(ids, key=lambda known: (-len(known), known))
            if re.search(rf"(?<![\w-]){re.escape(known)}(?![\w-])", text)
        ]
        if len(inside) == 1 or (inside and all(other in inside[0] for other in inside)):
            return inside[0], True
        return self._several(table, column, text) or self._by_title(table, column, text)

    def _several(self, table: str, column: str, text: str) -> tuple[str, bool] | None:
        """The ids that the parts of a text mean, where a cell of the column may list several."""
        parts = parts_with_shares(text)
        if len(parts) < 2 or not lists_several(table, column):
            return None
        meant = [(self.meant(table, column, part), share) for part, share in parts]
        known = [(found, share) for found, share in meant if found is not None]
        if len(known) < len(parts):
            return None
        named = "; ".join(f"{row_id}{share}" for (row_id, _), share in known)
        return named, all(certain for (_, certain), _ in known)

    def _by_title(self, table: str, column: str, text: str) -> tuple[str, bool] | None:
        key = spelling_key(text)
        titles = {
            title: row_id
            for target in refers_to(table, column)
            for title, row_id in self.titles.get(target, {}).items()
        }
        if not key or not titles:
            return None
        if key in titles:
            return titles[key], True
        score, title = max((fuzz.ratio(key, title), title) for title in titles)
        return (titles[title], False) if score >= _ALIKE else None


def known_rows(regions: Sequence[Region], fits: Sequence[Sequence[TableFit]]) -> KnownRows:
    """Collect ids and titles of the tables that the regions are taken for."""
    ids: dict[tuple[str, str], frozenset[str]] = {}
    titles: dict[tuple[str, str], dict[str, str]] = {}
    texts: dict[tuple[str, str], frozenset[str]] = {}
    numbered: dict[tuple[str, str], str] = {}
    for region, region_fits in zip(regions, fits, strict=True):
        table = region_fits[0].table
        if not is_table(region_fits) or table not in ID_COLUMNS:
            continue
        key = (table, ID_COLUMNS[table])
        headers = {
            assignment.chosen.column: assignment.header for assignment in region_fits[0].assignments
        }
        row_ids = _cells(region, headers.get(key[1]))
        if not row_ids:
            numbered[key] = numbering(table)
            row_ids = _cells(region, headers.get("title"))
        ids[key] = ids.get(key, frozenset()) | frozenset(filter(None, row_ids))
        row_titles = _cells(region, headers.get("title"))
        written = frozenset(filter(None, [*row_ids, *row_titles]))
        texts[key] = texts.get(key, frozenset()) | written
        for row_id, title in zip(row_ids, row_titles, strict=False):
            if row_id and spelling_key(title):
                titles.setdefault(key, {}).setdefault(spelling_key(title), row_id)
    return KnownRows(ids, titles, texts, numbered)


def _cells(region: Region, header: str | None) -> list[str]:
    if header is None:
        return []
    return [" ".join(cells[0].split()) for cells in region.column(header)]


@dataclass(frozen=True)
class References:
    """What the texts of a reference become.

    Parameters
    ----------
    words : mapping of str to str
        Text → id, where the text is not the id itself.
    doubts : tuple of str
    numbered : str, optional
        Pattern of the ids where they are numbered by us and the words become titles.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    numbered: str | None = None


def references_for(rows: KnownRows, table: str, column: str, texts: Iterable[str]) -> References:
    """Look texts of a reference up among the ids and titles that are known."""
    if not rows.ids_for(table, column):
        return References()
    words: dict[str, str] = {}
    meant: set[str] = set()
    doubts = []
    unknown = []
    for text in dict.fromkeys(texts):
        found = rows.meant(table, column, text)
        if found is None:
            unknown.append(text)
            continue
        row_id, certain = found
        several = lists_several(table, column) and row_id not in rows.ids_for(table, column)
        meant.update(listed_names(row_id) if several else (row_id,))
        if row_id != text:
            words[text] = row_id
        if not certain:
            doubts.append(f'"{text}" is taken for {row_id}')
    if unknown:
        shown = ", ".join(f'"{text}"' for text in unknown[:3])
        verb = "is" if len(unknown) == 1 else "are"
        doubts.append(f"{shown} {verb} no id or title that is known")
    numbered = _numbered(rows, table, column, meant)
    if numbered is None and _numbered(rows, table, column, set()) is not None and meant:
        doubts.append("ids of two tables are mixed, of which one is numbered by us")
    return References(words, tuple(doubts), numbered)


def _numbered(rows: KnownRows, table: str, column: str, meant: set[str]) -> str | None:
    """The pattern of a table whose ids are numbered by us and hold all that is meant."""
    for target in refers_to(table, column):
        if target in rows.numbered and meant <= rows.ids.get(target, frozenset()):
            return rows.numbered[target]
    return None
