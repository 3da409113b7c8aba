"""From rows of a table to weekly items a team, with what was odd on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.counting.items import (
    ItemNote,
    clean_items,
    day_numbers,
    join_spellings,
    named_teams,
    teams_of,
)
from pmo_toolkit.analysis.flow.counting.renamed import renamed_teams
from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems, weekly_items

#: Days from a last day to the day on which its week counts as over: a Friday ends its week.
_DAYS_TO_THE_END = 3
#: No team rests for so long; a day before such a gap is a slip of the pen, or of another team.
_LONGEST_GAP = pd.Timedelta(days=5 * 365)


@dataclass(frozen=True, eq=False)
class CountedTeams:
    """What was finished in each week by each team.

    Parameters
    ----------
    weekly : tuple of WeeklyItems
        In the order of their names.
    items : mapping of str to DataFrame
        Team → its items; empty where counts alone are known.
    last_day : int
        The last day that anything is known of, as days since 1 January 1970.
    notes : tuple of ItemNote
    """

    weekly: tuple[WeeklyItems, ...]
    items: dict[str, pd.DataFrame]
    last_day: int
    notes: tuple[ItemNote, ...]


def day_number_of(day: date) -> int:
    """A day as days since 1 January 1970."""
    return int(np.datetime64(day, "D").astype(np.int64))


def count_items(rows: pd.DataFrame, as_of: date) -> CountedTeams:
    """Items with their days → weeks; the weeks end with the table's last day or `as_of`.

    A team that finishes nothing while others do has weeks without any. What came after the last
    day of the whole table is not known and does not count as nothing.

    Parameters
    ----------
    rows : DataFrame
        As `pmo_toolkit.analysis.flow.counting.items.clean_items` takes it.
    as_of : date
    """
    clean = clean_items(rows, np.datetime64(as_of, "D"))
    frame, today = clean.frame, day_number_of(as_of)
    if frame.empty:
        return CountedTeams((), {}, today, clean.notes)
    known = _all_days(frame)
    last = int(known.max())
    until = min(last + _DAYS_TO_THE_END, today + 1)
    notes = list(clean.notes)
    frame = _after_gaps(frame, frame["done"].fillna(frame["started"]), notes, "done")
    weekly, items = [], {}
    for team, of_team in teams_of(frame):
        done = day_numbers(of_team["done"].dropna())
        first = int(_all_days(of_team).min())
        days = done if len(done) else np.asarray([first], dtype=np.int64)
        numbers = np.ones(len(days)) if len(done) else np.zeros(1)
        weekly.append(weekly_items(team, days, numbers, first=first, until=until))
        items[team] = of_team
    notes += renamed_teams(weekly, _first_rows(frame))
    return CountedTeams(tuple(weekly), items, last, tuple(notes))


def count_weeks(rows: pd.DataFrame, as_of: date) -> CountedTeams:
    """Counts a week → weeks of each team, from its first row to its last.

    Parameters
    ----------
    rows : DataFrame
        Columns ``team``, ``week`` (a day in it) and ``items``, indexed by row.
    as_of : date
        Weeks that are not over on this day do not count.
    """
    frame, today = rows.copy(), day_number_of(as_of)
    frame["team"], notes = join_spellings(named_teams(frame["team"]))
    day = pd.Timestamp(as_of)
    ahead = frame["week"] + pd.Timedelta(days=6) > day
    _note(notes, ahead, f"is not over on {as_of.isoformat()} and is not used", "week")
    frame = frame[~ahead]
    not_monday = frame["week"].dt.day_of_week != 0
    _note(notes, not_monday, "is not a Monday; it counts to the week of the Monday before", "week")
    copies = frame.duplicated(["team", "week", "items"], keep="last")
    _note(notes, copies, "is listed again further down; it counts once", "week")
    frame = frame[~copies]
    several = frame.duplicated(["team", "week"], keep="last")
    _note(notes, several, "has several counts of one team; they are added up", "week")
    frame = _after_gaps(frame, frame["week"], notes, "week")
    weekly = tuple(
        weekly_items(team, day_numbers(of_team["week"]), of_team["items"].to_numpy(dtype=float))
        for team, of_team in teams_of(frame)
    )
    notes += renamed_teams(weekly, _first_rows(frame))
    ends = [team.first + 7 * len(team) - 1 for team in weekly]
    return CountedTeams(weekly, {}, max(ends, default=today), tuple(notes))


def _after_gaps(
    frame: pd.DataFrame, days: pd.Series, notes: list[ItemNote], column: str
) -> pd.DataFrame:
    """Rows of each team after its last gap of many years: a slip in a year makes no idle decade."""
    ordered = days.sort_values(kind="stable")
    teams = frame["team"].reindex(ordered.index)
    is_gap = (ordered.groupby(teams).diff() > _LONGEST_GAP).astype(int)
    gaps_ahead = is_gap[::-1].groupby(teams[::-1]).cumsum()[::-1] - is_gap
    before = (gaps_ahead > 0).reindex(frame.index)
    what = "lies more than five years before the team's next and is not used"
    _note(notes, before, what, column)
    return frame[~before]


def _first_rows(frame: pd.DataFrame) -> dict[str, int]:
    """Team → its first row as the user sees it."""
    return {team: int(rows.index.min()) for team, rows in teams_of(frame)}


def _all_days(frame: pd.DataFrame) -> NDArray[np.int64]:
    return day_numbers(pd.concat([frame["started"], frame["done"]]).dropna())


def _note(notes: list[ItemNote], odd: pd.Series, what: str, column: str) -> None:
    if odd.any():
        notes.append(ItemNote(what, column, tuple(int(row) for row in odd.index[odd])))
