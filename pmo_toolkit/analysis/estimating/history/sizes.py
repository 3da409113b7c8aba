"""Sizes of finished projects, a column for each unit."""

from __future__ import annotations

import pandas as pd

#: So many projects must be sized in a unit before a size in that unit can teach anything.
FEWEST_IN_UNIT = 5


def sizes_by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns ``size`` and ``size_unit`` as a column of sizes for each unit.

    Sizes in different units do not compare. A project sized in another unit gets that column's
    median, so that only its unit speaks. Units of fewer than `FEWEST_IN_UNIT` projects get no
    column.

    Parameters
    ----------
    rows : DataFrame of shape (n, 2)

    Returns
    -------
    DataFrame of shape (n, …)
        With ``size_unit`` only where there is more than one.
    """
    units = rows["size_unit"].where(rows["size"].notna())
    counts = units.value_counts()
    columns: dict[str, pd.Series] = {}
    if len(counts) > 1:
        columns["size_unit"] = units.astype("object").where(units.notna(), None)
    for name in sorted(str(unit) for unit, count in counts.items() if count >= FEWEST_IN_UNIT):
        sizes = rows["size"].where(units == name).astype(float)
        columns[f"size in {name}"] = sizes.fillna(sizes.median())
    return pd.DataFrame(columns, index=rows.index)


def learnable_columns(projects: pd.DataFrame, used: tuple[str, ...]) -> pd.DataFrame:
    """The columns `used` as numbers or text, and sizes in a column for each unit."""
    columns: dict[str, pd.Series] = {}
    for name in used:
        if name == "size" and "size_unit" in projects:
            sizes = sizes_by_unit(projects[["size", "size_unit"]])
            columns |= {str(unit): values for unit, values in sizes.items()}
        elif pd.api.types.is_numeric_dtype(projects[name]):
            columns[name] = projects[name].astype(float)
        else:
            columns[name] = projects[name].astype("object").where(projects[name].notna(), None)
    return pd.DataFrame(columns, index=projects.index)
