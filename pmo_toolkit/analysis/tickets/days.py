"""Days of tickets, from days or from text as exports write them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

#: What exports write where nothing is known.
NOTHING = frozenset({"", "?", "-", "--", "n/a", "na", "null", "none", "nan", "nat", "unknown"})
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2})$"
_SLASHES = r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})"


@dataclass(frozen=True, eq=False)
class Days:
    """Days read from one column.

    Parameters
    ----------
    days : Series of datetime64
        Missing where nothing is stated or it cannot be read.
    unreadable : int
    day_first : int
        Cells such as 29/2/2016, whose order of day and month other cells of the column decide.
    undecided : int
        Cells such as 3/2/2016 where no cell of the column decides: none of them is read.
    zones : int
        Different time zones among the cells; more than one means that days were taken in UTC.
    """

    days: pd.Series
    unreadable: int = 0
    day_first: int = 0
    undecided: int = 0
    zones: int = 0


def read_days(column: pd.Series) -> Days:
    """Days of a column of days, or of text.

    Parameters
    ----------
    column : Series
        datetime64, or text: ISO 8601 with or without a time zone, d/m/Y or m/d/Y.
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.dt.tz_convert("UTC").dt.tz_localize(None) if column.dt.tz else column
        return Days(days.dt.normalize())
    text = column.astype("string").str.strip()
    text = text.mask(text.str.casefold().isin(NOTHING))
    parts = text.str.extract(_SLASHES).astype("float64")
    slashed = parts[0].notna()
    days = pd.Series(pd.NaT, index=column.index, dtype="datetime64[ns]")
    is_day_first = bool((parts[0] > 12).any())
    is_month_first = bool((parts[1] > 12).any())
    undecided = 0
    if is_day_first != is_month_first:
        day, month = (parts[0], parts[1]) if is_day_first else (parts[1], parts[0])
        built = pd.DataFrame({"year": parts[2], "month": month, "day": day})[slashed]
        days[slashed] = pd.to_datetime(built, errors="coerce")
    else:
        undecided = int(slashed.sum())
    iso = text[text.notna() & ~slashed]
    zones = iso.str.extract(f"({_ZONE})")[0].where(iso.str.contains("T|:", regex=True))
    moments = pd.to_datetime(iso, errors="coerce", utc=True, format="ISO8601")
    days[iso.index] = moments.dt.tz_localize(None).astype("datetime64[ns]").to_numpy()
    unreadable = int((days.isna() & text.notna()).sum()) - undecided
    return Days(
        days.dt.normalize(),
        unreadable,
        int(np.sum(slashed)) if is_day_first and not is_month_first else 0,
        undecided,
        int(zones.nunique()),
    )
