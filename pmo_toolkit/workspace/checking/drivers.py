"""Cost drivers outside the dictionary: columns that stand in both proposals and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.checking.cells import CellReader
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import TABLES, driver_columns

_TABLES = ("proposals", "history")
_FEW = 10  # so many different words are categories in any case


@dataclass(frozen=True)
class ExtraColumn:
    """A column that the dictionary does not know.

    Parameters
    ----------
    name : str
        Its header as a column name.
    header : str
        The header as written.
    cells : list of str
    """

    name: str
    header: str
    cells: list[str]


Extras = Mapping[str, Mapping[str, ExtraColumn]]


def shared_columns(extras: Extras) -> dict[str, dict[str, ExtraColumn]]:
    """Columns of the same name in proposals and history: our name → table → column.

    Parameters
    ----------
    extras : mapping of str to mapping of str to ExtraColumn
        Table → normalised name → column.
    """
    proposals, history = (extras.get(table, {}) for table in _TABLES)
    known = set(TABLES["proposals"].columns) | set(TABLES["history"].columns)
    return {
        column.name: {"proposals": column, "history": history[key]}
        for key, column in proposals.items()
        if key in history and column.name and column.name not in known
    }


def read_drivers(
    drafts: Mapping[str, Draft],
    shared: Mapping[str, Mapping[str, ExtraColumn]],
    reader: CellReader,
    config: WorkspaceConfig,
    troubles: Troubles,
) -> dict[str, str]:
    """Type the shared columns and put those that are kept into both drafts.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Must hold proposals and history where `shared` is not empty.
    shared : mapping
        From `shared_columns`.

    Returns
    -------
    dict of str to str
        Driver → dtype.
    """
    kept: dict[str, str] = {}
    for name, columns in shared.items():
        texts = [text for column in columns.values() for text in column.cells]
        numeric = reader.all_numbers(texts)
        why = _reason_to_drop(name, columns["history"].cells, numeric, config)
        if why is not None:
            troubles.finding(
                "history",
                f"the column is not used as a cost driver: {why}",
                column=columns["history"].header,
                file=drafts["history"].file,
                next_step=None
                if name in config.drivers_drop
                else f"Name it under keep in [drivers] of {CONFIG_FILE} to use it; of the columns"
                " outside the dictionary only those named there are used then.",
            )
            continue
        kept[name] = "float64" if numeric else "str"
        for table, column in columns.items():
            draft = drafts[table]
            draft.headers[name], draft.cells[name] = column.header, column.cells
            reader.read_extra(draft, name, numeric=numeric)
    _report_unknown(set(shared), config, troubles)
    return kept


def _report_unknown(shared: set[str], config: WorkspaceConfig, troubles: Troubles) -> None:
    """Tell which columns are named under [drivers] to no effect.

    What was known before a project began is asked of every column of history, an estimate, too.
    """
    drivers = {*shared, *driver_columns()}
    history = {*drivers, *TABLES["history"].columns}
    lists = (
        ("drop", config.drivers_drop, drivers),
        ("keep", config.drivers_keep, drivers),
        ("known_before", config.drivers_known_before, history),
    )
    for entry, names, known in lists:
        for name in names:
            if name in known:
                continue
            if name in TABLES["history"].columns:
                what = f"{entry} in [drivers] names a column that is never used as a cost driver"
                step = (
                    f"Name it under known_before in [drivers] of {CONFIG_FILE} if it was known"
                    " before a project began."
                )
            else:
                what = (
                    f"{entry} in [drivers] names a column that does not stand in both proposals"
                    " and history"
                )
                step = None
            troubles.finding("workspace", what, found=name, file=CONFIG_FILE, next_step=step)


def _reason_to_drop(
    name: str, texts: list[str], numeric: bool, config: WorkspaceConfig
) -> str | None:
    if name in config.drivers_drop:
        return f"{CONFIG_FILE} drops it"
    if config.drivers_keep:
        return (
            None
            if name in config.drivers_keep
            else f"{CONFIG_FILE} names the columns to keep, and not this one"
        )
    different = {text for text in texts if text}
    if not different:
        return "it is empty in history"
    if not numeric and len(different) > max(_FEW, sum(map(bool, texts)) // 2):
        return "nearly every row says something else, as free text does"
    return None
