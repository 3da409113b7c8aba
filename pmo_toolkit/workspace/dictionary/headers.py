"""Which of our names a file name, sheet or column header means, however it is spelt.

Case, spaces, hyphens and underscores never matter. A unit in brackets is passed over when it is the
column's own. A short list of other names is understood too, and told as a finding, so that nobody
is surprised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.synonyms import SYNONYMS
from pmo_toolkit.workspace.dictionary.tables import SOURCE, TABLES


def _singular(text: str) -> str:
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-1] if text.endswith("s") else text


_BY_NAME = {_singular(comparable(name)): name for name in TABLES}


def table_named(text: str) -> str | None:
    """The table that a file stem or sheet name means, or None."""
    return _BY_NAME.get(_singular(comparable(text)))


def nearest(text: str, choices: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The choice spelt most like `text`, or None where none is near."""
    by_key = {comparable(choice): choice for choice in choices}
    near = get_close_matches(comparable(text)[:100], list(by_key), n=1, cutoff=cutoff)
    return by_key[near[0]] if near else None


def meant(near: str | None) -> str:
    """``Did you mean near? `` with a space behind it, or nothing."""
    return f"Did you mean {near}? " if near else ""


def snake(text: str) -> str:
    """`text` as a column name: ``Team Size`` and ``teamSize`` become ``team_size``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\W_]+", "_", spaced.casefold()).strip("_")


@dataclass
class HeaderMatch:
    """What the headers of one table mean.

    Attributes
    ----------
    columns : dict of str to int
        Our column → position of the header.
    synonyms : list of (str, int)
        Our column and the position of a header that only a synonym explains.
    unknown : list of int
        Positions of headers that mean none of our columns.
    duplicates : list of (int, int)
        Positions of two headers that say the same.
    unmapped : list of (str, str)
        Entries of ``[columns]`` whose header does not stand in the table.
    """

    columns: dict[str, int] = field(default_factory=dict)
    synonyms: list[tuple[str, int]] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    duplicates: list[tuple[int, int]] = field(default_factory=list)
    unmapped: list[tuple[str, str]] = field(default_factory=list)


def match_headers(
    table: str, headers: Sequence[str], mapping: Mapping[str, str], *, currency: str | None = None
) -> HeaderMatch:
    """Tell what each header means.

    Parameters
    ----------
    table : str
        Name of a table of the dictionary.
    headers : sequence of str
        Headers as written.
    mapping : mapping of str to str
        Our column → their header, from ``[columns.<table>]``.
    currency : str, optional
        Declared currency; a header may carry it in brackets.
    """
    matching = _Matching.of(headers)
    match = matching.match
    matching.take_mapped(mapping)
    schema = TABLES[table]
    for ours in schema.columns:
        matching.claim(ours, comparable(ours))
    for ours, column in schema.columns.items():
        for unit in _units((column.metadata or {}).get("unit"), currency):
            matching.claim(ours, comparable(ours) + comparable(unit))
    for ours, others in SYNONYMS.get(table, {}).items():
        for other in others:
            claimed = matching.claim(ours, comparable(other))
            if claimed is not None:
                match.synonyms.append((ours, claimed))
    explained = {*match.columns.values(), *(second for _, second in match.duplicates)}
    match.unknown = [
        position
        for position, header in enumerate(headers)
        if comparable(header) and header.strip() != SOURCE and position not in explained
    ]
    return match


@dataclass
class _Matching:
    """Headers on their way to a match: each is claimed once, by one of our columns."""

    #: Comparable header → position of the first that reads so.
    positions: dict[str, int] = field(default_factory=dict)
    match: HeaderMatch = field(default_factory=HeaderMatch)

    @classmethod
    def of(cls, headers: Sequence[str]) -> _Matching:
        """Headers of which none is claimed; those that repeat another are noted."""
        matching = cls()
        for position, header in enumerate(headers):
            key = comparable(header)
            if not key or header.strip() == SOURCE:
                continue
            first = matching.positions.setdefault(key, position)
            if first != position:
                matching.match.duplicates.append((first, position))
        return matching

    def take_mapped(self, mapping: Mapping[str, str]) -> None:
        """Let a workspace's ``[columns]`` have the headers that it names, before all others."""
        for ours, theirs in mapping.items():
            position = self.positions.get(comparable(theirs))
            if position is None:
                self.match.unmapped.append((ours, theirs))
            else:
                self.match.columns[ours] = position

    def claim(self, ours: str, key: str) -> int | None:
        """Give a header to a column of ours; None where either is taken or there is no such."""
        position, columns = self.positions.get(key), self.match.columns
        if position is None or position in columns.values() or ours in columns:
            return None
        columns[ours] = position
        return position


def _units(unit: str | None, currency: str | None) -> tuple[str, ...]:
    """What may stand in brackets behind a header without changing its meaning."""
    if not unit:
        return ()
    if unit.startswith("money"):
        return (currency,) if currency else ()
    return (unit, unit.split()[0])
