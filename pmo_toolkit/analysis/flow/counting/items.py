"""Items of work made fit to count: what contradicts itself is named, the rest is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Columns that hold days.
DAYS = ("started", "done", "first_commit", "deployed", "incident_resolved")
#: Team of items where no item names one, and of those that name none beside others that do.
ALL_ITEMS, NO_TEAM = "all items", "no team stated"
#: Words that a name may have or lack without meaning another team.
_TEAM_WORD = re.compile(r"\b(team|teams|équipe|equipe)\b")
#: Shorter names mean too little without the word for a team: team 1 is not group 1.
_LEAST_NAME = 3


@dataclass(frozen=True)
class ItemNote:
    """Something odd in items or weeks, what was done about it, and where.

    Parameters
    ----------
    what : str
        A clause without a full stop.
    column : str
    rows : tuple of int
        Rows as the user sees them; their number is the count.
    """

    what: str
    column: str
    rows: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class CleanItems:
    """Items that can be counted.

    Parameters
    ----------
    frame : DataFrame
        Columns ``team``, ``item``, ``caused_incident`` and those of `DAYS`, indexed by row.
    notes : tuple of ItemNote
    """

    frame: pd.DataFrame
    notes: tuple[ItemNote, ...]


def clean_items(rows: pd.DataFrame, as_of: np.datetime64) -> CleanItems:
    """Join spellings of a team, leave out what repeats, and take no day after the last.

    Parameters
    ----------
    rows : DataFrame
        Columns ``team`` and ``item`` (text, may be missing) and of `DAYS` those that are known,
        typed as dates; indexed by the row as the user sees it.
    as_of : datetime64
        The last day that anything can be known of.
    """
    frame = rows.copy()
    for column in DAYS:
        if column not in frame:
            frame[column] = pd.NaT
        frame[column] = pd.to_datetime(frame[column])
    if "caused_incident" not in frame:
        frame["caused_incident"] = pd.NA
    notes: list[ItemNote] = []
    frame["team"], joined = join_spellings(named_teams(frame["team"]))
    notes += joined
    frame = _without_repeated(frame, notes)
    last = pd.Timestamp(as_of)
    ahead = frame[list(DAYS)] > last
    for column in DAYS:
        _note(notes, ahead[column], f"lies after {last:%Y-%m-%d} and is not used", column)
    frame[list(DAYS)] = frame[list(DAYS)].mask(ahead)
    frame = frame[~ahead["started"] | frame["done"].notna()].copy()
    _order(frame, notes)
    _without_commit(frame, notes)
    blank = frame["started"].isna() & frame["done"].isna()
    _note(notes, blank, "states neither start nor end and does not count", "done")
    usable = frame[~blank]
    for team in sorted(set(frame["team"]) - set(usable["team"])):
        is_empty = frame["team"] == team
        _note(notes, is_empty, f"{team!r} has no item that can be used and is not forecast", "team")
    return CleanItems(usable, tuple(notes))


def named_teams(teams: pd.Series) -> pd.Series:
    """Teams with a name for those that have none, which are all items only where nobody has one."""
    return teams.fillna(NO_TEAM if teams.notna().any() else ALL_ITEMS)


def join_spellings(names: pd.Series) -> tuple[pd.Series, list[ItemNote]]:
    """Names that differ by case, blanks, marks and the word for a team alone become one.

    The most frequent spelling stands for all.
    """
    counts = names.value_counts()
    groups: dict[str, list[str]] = {}
    for name in sorted(counts.index, key=lambda name: (-counts[name], name)):
        groups.setdefault(same_name(str(name)), []).append(name)
    renamed = {other: same[0] for same in groups.values() for other in same[1:]}
    notes = [
        ItemNote(
            f"counts as the same as {same[0]!r}",
            "team",
            tuple(int(row) for row in names.index[names.isin(same[1:])]),
        )
        for same in groups.values()
        if len(same) > 1
    ]
    return names.replace(renamed), notes


def same_name(name: str) -> str:
    """What is the same in all spellings of a team's name."""
    words = re.sub(r"[\W_]+", " ", name.casefold())
    short = _TEAM_WORD.sub("", words).replace(" ", "")
    return short if len(short) >= _LEAST_NAME else words.replace(" ", "") or name


def _without_repeated(frame: pd.DataFrame, notes: list[ItemNote]) -> pd.DataFrame:
    named = frame["item"].notna()
    repeated = named & frame.duplicated(["team", "item"], keep="last")
    what = "is listed again further down; the last row of an item counts"
    _note(notes, repeated, what, "item")
    return frame[~repeated]


def _order(frame: pd.DataFrame, notes: list[ItemNote]) -> None:
    """Days that stand before those that they must follow: the earlier event is not used."""
    for first, last in _FOLLOWING:
        odd = frame[last] < frame[first]
        what = f"lies after {last}: it counts as unknown, so that no time is negative"
        _note(notes, odd, what, first)
        frame.loc[odd, first] = pd.NaT

    early = frame["incident_resolved"] < frame["deployed"]
    what = "lies before deployed: the incident counts, its time does not"
    _note(notes, early, what, "incident_resolved")
    frame.loc[early, "incident_resolved"] = pd.NaT
    frame["caused_incident"] = frame["caused_incident"].mask(early, True)


def _without_commit(frame: pd.DataFrame, notes: list[ItemNote]) -> None:
    """Deployments of changes without a commit, where others state theirs."""
    blank = frame["deployed"].notna() & frame["first_commit"].isna()
    if frame["first_commit"].notna().any():
        what = "states no first commit that can be used; its change has no lead time"
        _note(notes, blank, what, "first_commit")


_FOLLOWING = (
    ("started", "done"),
    ("first_commit", "deployed"),
)


def _note(notes: list[ItemNote], odd: pd.Series, what: str, column: str) -> None:
    if odd.any():
        notes.append(ItemNote(what, column, tuple(int(row) for row in odd.index[odd])))


def teams_of(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each team with its rows, in the order of their names."""
    groups: Iterable[tuple[object, pd.DataFrame]] = frame.groupby("team", sort=True)
    for team, rows in groups:
        yield str(team), rows


def day_numbers(days: pd.Series) -> NDArray[np.int64]:
    """Days since 1 January 1970 of days that are all known, in their order."""
    return np.asarray(days.to_numpy().astype("datetime64[D]").astype(np.int64))
