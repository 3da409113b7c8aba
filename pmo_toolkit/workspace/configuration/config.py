"""What ``workspace.toml`` declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pydantic.dataclasses import dataclass

from pmo_toolkit.workspace.configuration.values import (
    ColumnNames,
    Currency,
    DateOrder,
    Day,
    Encoding,
    FileChoice,
    FileEntry,
    Flag,
    Hours,
    LocaleName,
    Month,
    Text,
    Translated,
    VisibleText,
    Words,
    Year,
)

CONFIG_FILE = "workspace.toml"
DECIDES = "the enterprise PMO"
#: Stands for the name of a workspace that states none. The folder's name is no input.
NO_NAME = "(no name stated)"


@dataclass(frozen=True)
class WorkspaceConfig:
    """What ``workspace.toml`` declares; the defaults are what holds without it.

    Parameters
    ----------
    name : str, optional
        Title of the workspace for reports.
    sample : bool
        Whether these are sample data.
    as_of : date, optional
        Day to which the assessment refers.
    decides : str
        Who decides on the proposals.
    it_departments : tuple of str
        Names of IT's own department, the one to use first; empty: the recognised names.
    currency : str, optional
        ISO 4217 code; None means that none is declared, and money is shown without one.
    price_year : int, optional
        Year whose prices the amounts are in.
    hours_per_day : float, optional
        Working hours of a person-day.
    locale : str
        How numbers and dates are written, as in ``de_DE``.
    date_order : str
        ``dmy``, ``mdy`` or ``ymd``.
    fiscal_year_start : int
        Month (1–12) in which the fiscal year begins.
    encoding : str, optional
        Encoding of CSV files that are not UTF-8.
    columns, files, vocabulary : mapping
        Their headers, file names and further words.
    units : mapping
        Table and column → the unit in which its plain numbers stand.
    translations : mapping
        Column, or table and column with a dot between → their word → ours.
    actual_means : str, optional
        What an "actual" in ``history`` is, in words for the reports.
    drivers_drop, drivers_keep, drivers_known_before : tuple of str
        Cost drivers not to use; the only extra ones to use; those that were known before a project
        began, whatever their name or figures suggest.
    settings : mapping
        Overrides of `Settings`.
    declared : frozenset of str
        Names of the top-level entries that were stated.
    """

    name: VisibleText | None = None
    sample: Flag = False
    as_of: Day | None = None
    decides: VisibleText = DECIDES
    it_departments: Words = ()
    currency: Currency | None = None
    price_year: Year | None = None
    hours_per_day: Hours | None = None
    locale: LocaleName = "en_GB"
    date_order: DateOrder = "dmy"
    fiscal_year_start: Month = 1
    encoding: Encoding | None = None
    columns: Mapping[str, dict[str, Text]] = field(default_factory=dict)
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    vocabulary: Mapping[str, Words] = field(default_factory=dict)
    units: Mapping[str, dict[str, str]] = field(default_factory=dict)
    translations: Mapping[str, dict[str, Translated]] = field(default_factory=dict)
    actual_means: VisibleText | None = None
    drivers_drop: ColumnNames = ()
    drivers_keep: ColumnNames = ()
    drivers_known_before: ColumnNames = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """Name of the workspace in reports."""
        return self.name or NO_NAME

    def words(self, table: str, column: str) -> tuple[str, ...]:
        """Further words declared for a column."""
        return (*self.vocabulary.get(column, ()), *self.vocabulary.get(f"{table}.{column}", ()))

    def translation(self, table: str, column: str) -> dict[str, str | float]:
        """Their words of a column → ours."""
        everywhere = self.translations.get(column, {})
        return {**everywhere, **self.translations.get(f"{table}.{column}", {})}

    def file_choice(self, table: str) -> FileChoice:
        """What is declared of the file of a table."""
        return self.files.get(table, FileChoice())
