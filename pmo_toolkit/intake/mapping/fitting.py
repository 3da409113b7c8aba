"""Whether what stands in a column can be what a column of ours holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.intake.mapping.names.kinds import (
    kind_of,
    own_unit,
    refers_to,
    vocabulary_of,
)
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.words import meaning
from pmo_toolkit.workspace.dictionary.tables import lists_several

#: Share of cells below which a column's contents contradict a kind.
_LEAST = 0.5
#: Names of tables and columns → the ids that stand there; from all regions of an import.
KnownIds = Mapping[tuple[str, str], frozenset[str]]


@dataclass(frozen=True)
class Fit:
    """How well contents fit a column.

    Parameters
    ----------
    score : float
        0 to 1; 0.5 where nothing speaks for or against it.
    contradicts : bool
        Whether the contents cannot be meant.
    speaks : str
        What speaks for the column by its contents alone; empty where nothing does.
    """

    score: float
    contradicts: bool = False
    speaks: str = ""


_NEUTRAL = Fit(0.5)
_NEVER = Fit(0.0, True)


def _by_share(share: float, *, strong: float = 0.9) -> Fit:
    return _NEVER if share < _LEAST else Fit(strong * share)


def _identifier(contents: Contents) -> Fit:
    if contents.share("long") > 0.3 or contents.share("date") > 0.5:
        return _NEVER
    if contents.unique:
        by_pattern = contents.share("id") >= 0.8
        if by_pattern:
            return Fit(0.95, speaks="each row has a short text of its own")
        return Fit(0.2 if any(" " in text for text in contents.texts) else 0.45)
    repeated = len(contents.distinct) < 0.7 * len(contents.texts)
    return Fit(0.1, repeated) if repeated else Fit(0.4)


def _reference(table: str, column: str, contents: Contents, ids: KnownIds) -> Fit:
    several = lists_several(table, column)
    # "C-1: 60 %" is an id with its share
    has_shares = several and any(":" in text for text in contents.distinct)
    if contents.share("date") > 0.5 or (contents.share("percent") > 0.5 and not has_shares):
        return _NEVER
    # titles of its own table would be taken for what they are not
    targets = [target for target in refers_to(table, column) if target[0] != table]
    known = frozenset[str]().union(*(ids.get(target, frozenset()) for target in targets))
    texts = contents.distinct
    if known and texts:
        share = sum(
            text in known or (several and known.issuperset(listed_names(text))) for text in texts
        ) / len(texts)
        if share >= 0.6:
            return Fit(0.6 + 0.4 * share, speaks=f"its cells are ids or titles of {targets[0][0]}")
        return Fit(0.3)
    decimal = any(number != int(number) for number in contents.numbers)
    return Fit(0.2, decimal) if decimal else Fit(0.55 if contents.share("long") < 0.5 else 0.35)


def _text(contents: Contents) -> Fit:
    if contents.share("date") > 0.8:
        return _NEVER
    if contents.share("number") > 0.8:
        return Fit(0.2)
    if contents.share("id") > 0.8 and not contents.share("long"):
        return Fit(0.45)
    return Fit(0.6 + 0.2 * contents.share("long"))


def _category(table: str, column: str, contents: Contents) -> Fit:
    words = vocabulary_of(table, column)
    if contents.share("date") > 0.5:
        return _NEVER
    if not words:
        if contents.share("number") > 0.8:
            return Fit(0.1, column in ("department", "role", "team"))
        return Fit(0.65 if len(contents.distinct) < max(2, len(contents.texts)) else 0.55)
    known = sum(meaning(table, column, text) is not None for text in contents.distinct)
    share = known / len(contents.distinct)
    if share >= 0.6 and known >= 2:
        return Fit(0.7 + 0.3 * share, speaks="its cells are words of that column")
    return Fit(0.05 + 0.75 * share, share == 0 and contents.share("number") > 0.8)


def _money(contents: Contents) -> Fit:
    if contents.share("percent") > 0.3:
        return _NEVER
    return _by_share(contents.share("number"))


def _share_of_one(contents: Contents) -> Fit:
    numeric = contents.share("number")
    if numeric < _LEAST:
        return _NEVER
    return Fit(
        0.95 if contents.share("percent") > 0.5 else 0.8 * contents.within(0, 100),
        (contents.within(0, 100) < 0.8),
    )


def _rating(table: str, column: str, contents: Contents) -> Fit:
    numeric = contents.share("number")
    words = [text for text in contents.distinct if meaning(table, column, text) is not None]
    if numeric >= _LEAST:
        within = contents.within(1, 5)
        return Fit(0.9 * within, within < 0.9 or contents.share("percent") > 0)
    return Fit(0.85) if len(words) >= 0.5 * len(contents.distinct) else _NEVER


def _probability(table: str, column: str, contents: Contents) -> Fit:
    if contents.share("number") >= _LEAST:
        return _share_of_one(contents)
    words = [text for text in contents.distinct if meaning(table, column, text) is not None]
    return Fit(0.8) if len(words) >= 0.5 * len(contents.distinct) else _NEVER


def _year(contents: Contents) -> Fit:
    return _by_share(contents.within(1950, 2150) * contents.share("number"))


def _date(contents: Contents) -> Fit:
    days = contents.share("date") + contents.share("serial")
    return _by_share(min(days + 0.5 * contents.share("period"), 1.0))


def _period(contents: Contents) -> Fit:
    days = contents.share("date") + contents.share("serial")
    share = min(days + contents.share("period"), 1.0)
    if share < _LEAST and contents.share("number") > 0.5:
        return _NEVER
    return Fit(0.9 * share) if share >= _LEAST else Fit(0.35)


def _month(contents: Contents) -> Fit:
    return _by_share(max(contents.share("period"), contents.share("date")))


def _flag(table: str, column: str, contents: Contents) -> Fit:
    known = [text for text in contents.distinct if meaning(table, column, text) is not None]
    return _by_share(len(known) / len(contents.distinct))


_BY_CONTENTS: Mapping[str, Callable[[Contents], Fit]] = {
    "id": _identifier,
    "text": _text,
    "number": lambda contents: _by_share(contents.share("number")),
    "integer": lambda contents: _by_share(contents.share("number")),
    "money": _money,
    "fraction": _share_of_one,
    "year": _year,
    "date": _date,
    "period": _period,
    "month": _month,
}
_BY_COLUMN: Mapping[str, Callable[[str, str, Contents], Fit]] = {
    "category": _category,
    "rating": _rating,
    "probability": _probability,
    "flag": _flag,
}


def fit_of(table: str, column: str, contents: Contents, ids: KnownIds) -> Fit:
    """Compare contents with what a column of ours holds.

    Parameters
    ----------
    table, column : str
        Ours.
    contents : Contents
        Of a column of theirs; one without stated cells fits everything half.
    ids : mapping of (str, str) to frozenset of str
        Ids and titles known from other regions, by table and column of ours.
    """
    if not contents.texts:
        return _NEUTRAL
    own = own_unit(table, column)
    if own is not None and contents.measures_other(own.measures):
        return _NEVER
    kind = kind_of(table, column)
    if kind == "reference":
        return _reference(table, column, contents, ids)
    if kind in _BY_COLUMN:
        return _BY_COLUMN[kind](table, column, contents)
    return _BY_CONTENTS[kind](contents)
