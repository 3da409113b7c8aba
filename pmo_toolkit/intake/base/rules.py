"""Rules by which a table of a client's becomes one of ours; together they are a recipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ColumnRule:
    """How one column of ours is filled.

    Parameters
    ----------
    column : str
        Ours.
    headers : tuple of str
        Theirs. Values of several, and of a header that stands repeatedly, are joined with `join`;
        blanks and repetitions are left out.
    unit : str, optional
        Unit in which their figures stand, of those that `workspace.parsing.units` knows, as in
        ``person-days``, ``months`` or ``thousand``; None for the column's own.
    words : mapping of str to str
        Their word → ours.
    decimal : str, optional
        ``,`` or ``.``: their decimal mark, where texts hold numbers.
    date_order : str, optional
        ``dmy``, ``mdy`` or ``ymd``.
    separators : str
        Characters that separate several values in one cell, each of which gets a row of its own.
    join : str
    constant : str, optional
        The same text in each row, where no header gives it.
    numbered : str, optional
        Ids made by us, as in ``P-{:03}``, where theirs has none.
    """

    column: str
    headers: tuple[str, ...] = ()
    unit: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    decimal: str | None = None
    date_order: str | None = None
    separators: str = ""
    join: str = "; "
    constant: str | None = None
    numbered: str | None = None


@dataclass(frozen=True)
class Unpivot:
    """Columns side by side, as a month each, that become rows.

    Parameters
    ----------
    headers : tuple of str
    names_to, values_to : str
        Columns of ours that take the header and the cell. Where the first has headers of its own,
        it is joined from both.
    """

    headers: tuple[str, ...]
    names_to: str
    values_to: str


@dataclass(frozen=True)
class TableRule:
    """How one table of ours is made from one of theirs.

    Parameters
    ----------
    table : str
        Ours.
    file : str
        Name of their file, or a pattern such as ``jira-*.csv``.
    sheet : str, optional
    header_rows : tuple of int
        Where the headers stood; looked for anew where they do not stand there.
    columns : tuple of ColumnRule
    unpivot : Unpivot, optional
    only : mapping of str to tuple of str
        Their header → values; other rows are left to other rules.
    aside : tuple of str
        Their headers that are kept aside, used by no table.
    without : mapping of str to tuple of str
        Their header → values; rows of them are left out, as issues that were rejected.
    """

    table: str
    file: str
    sheet: str | None = None
    header_rows: tuple[int, ...] = (1,)
    columns: tuple[ColumnRule, ...] = ()
    unpivot: Unpivot | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Declared:
    """What holds for the whole workspace, stated or found out.

    Parameters
    ----------
    currency : str, optional
    price_year : int, optional
    hours_per_day : float, optional
        Hours of a person-day; without it person-days cannot become hours.
    locale : str, optional
    """

    currency: str | None = None
    price_year: int | None = None
    hours_per_day: float | None = None
    locale: str | None = None


@dataclass(frozen=True)
class Recipe:
    """All rules of an import.

    Parameters
    ----------
    tables : tuple of TableRule
    declared : Declared
    ignored : tuple of str
        Labels of sheets that hold no table for us.
    charged_by : str, optional
        Of cloud charges in FOCUS: the column, or the tag as in ``Tags.application``, that names
        the service of a charge; None for ``ServiceName``.
    version : int
    """

    tables: tuple[TableRule, ...]
    declared: Declared = Declared()
    ignored: tuple[str, ...] = ()
    charged_by: str | None = None
    version: int = 1
