"""Running work as rows of a history: what it has taken so far is a lower bound of what it will."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import TOO_LARGE

#: Target → column of running work that says what it has taken so far; of days, the start says it.
SO_FAR = {
    "effort_person_hours": "effort_to_date_person_hours",
    "cost": "cost_to_date",
}
_DURATION = "duration_days"


@dataclass(frozen=True)
class DateFinding:
    """A date, or the lack of one, that keeps a row from telling anything in time.

    Parameters
    ----------
    table, column : str
    kind : str
        ``"future"``, ``"no start"``, ``"no estimate"`` or ``"one year"``.
    what : str
        One plain sentence, without a full stop.
    rows : tuple of hashable
        Index labels of the rows concerned.
    """

    table: str
    column: str
    kind: str
    what: str
    rows: tuple[Hashable, ...]


def running_projects(in_flight: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row a running project, in the columns of the history.

    Columns ``actual_<target>`` hold lower bounds. A project without a start, or with one after the
    day, tells nothing and is left out; of several rows, the first that states a value counts.

    Parameters
    ----------
    in_flight : DataFrame
        The table, one row a project and role.
    as_of : Timestamp
        Day on which it is looked at.
    """
    if in_flight.empty or "start_date" not in in_flight:
        return in_flight.head(0).assign(start_date=pd.Series(dtype="datetime64[ns]"))
    projects = in_flight.groupby("project", sort=False).first().reset_index()
    started = projects["start_date"]
    projects = projects[started.notna() & (started < as_of)].reset_index(drop=True)
    bounds = {f"actual_{_DURATION}": (as_of - projects["start_date"]).dt.days.astype(float)}
    for target, column in SO_FAR.items():
        if column in projects:
            bounds[f"actual_{target}"] = projects[column].astype(float)
    return projects.assign(**bounds)


def believable_dates(projects: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Finished projects, without starts and ends that lie after the day."""
    known = [name for name in ("start_date", "finish_date") if name in projects]
    late = {name: projects[name] > as_of for name in known}
    changed = {name: projects[name].mask(rows) for name, rows in late.items() if rows.any()}
    return projects.assign(**changed) if changed else projects


def with_bounds(running: pd.DataFrame | None, target: str) -> pd.DataFrame:
    """Running work that states a start and has taken something of the target."""
    if running is None or target not in running:
        return pd.DataFrame(columns=["start_date", target])
    known = (running[target] > 0) & (running[target] <= TOO_LARGE) & running["start_date"].notna()
    return running[known].reset_index(drop=True)


def odd_dates(
    history: pd.DataFrame, in_flight: pd.DataFrame, as_of: pd.Timestamp
) -> Iterator[DateFinding]:
    """What is odd about the dates of finished and running projects, and what running work lacks.

    Parameters
    ----------
    history, in_flight : DataFrame
    as_of : Timestamp
        Days after it lie in the future.
    """
    for column, words in (("start_date", "started"), ("finish_date", "ended")):
        if column in history:
            late = history.index[history[column] > as_of]
            if len(late):
                yield DateFinding(
                    "history",
                    column,
                    "future",
                    f"{_count(len(late), 'finished project')} {words} after {as_of:%Y-%m-%d}",
                    tuple(late),
                )
    if "start_date" in history:
        years = history["start_date"].dropna().dt.year
        if len(years) > 1 and years.nunique() == 1:
            yield DateFinding(
                "history",
                "start_date",
                "one year",
                f"all projects started in {years.iloc[0]}: how estimates fare for later projects"
                " cannot be measured",
                (),
            )
    if "start_date" in in_flight and in_flight["start_date"].notna().any():
        yield from _odd_running(in_flight, as_of)


def _odd_running(in_flight: pd.DataFrame, as_of: pd.Timestamp) -> Iterator[DateFinding]:
    late = in_flight.index[in_flight["start_date"] > as_of]
    if len(late):
        what = f"{_count(len(late), 'row')} of running work would start after {as_of:%Y-%m-%d}"
        yield DateFinding("in_flight", "start_date", "future", what, tuple(late))
    for kind, columns, words in (
        ("no start", ["start_date"], "when it started"),
        (
            "no estimate",
            [name for name in in_flight if str(name).startswith("estimate_")],
            "any estimate",
        ),
    ):
        stated = in_flight[columns].notna().any(axis=1).groupby(in_flight["project"]).any()
        silent = stated.index[~stated]
        rows = tuple(in_flight.index[in_flight["project"].isin(silent)])
        if rows:
            verb = "does" if len(silent) == 1 else "do"
            what = f"{_count(len(silent), 'running project')} {verb} not state {words}"
            column = str(columns[0]) if columns else "project"
            yield DateFinding("in_flight", column, kind, what, rows)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
