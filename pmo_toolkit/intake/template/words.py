"""What the workbook to fill in says, by language: explanations, labels, meanings, an example."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandera.pandas as pa

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace.dictionary.not_read import FIRST_SHEETS, MARKS, example_rows
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Languages that the workbook can speak.
LANGUAGES = tuple(MARKS)

#: Tables in the order in which people think of them; those that are not named follow.
_FIRST_TABLES = (
    *("proposals", "options", "costs", "benefits", "goals", "proposal_goals", "risks"),
    *("dependencies", "demand", "capacity", "in_flight", "history", "activities"),
    *("correlations", "capabilities", "proposal_capabilities", "services", "criteria"),
    *("judgements", "comparisons", "stakeholders", "overlap_answers", "notes"),
)
TABLE_ORDER = (*_FIRST_TABLES, *(name for name in TABLES if name not in _FIRST_TABLES))

_DATE_KINDS = ("date", "month", "period")


@dataclass(frozen=True)
class Words:
    """The words of one language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    phrases : mapping of str to str or list of str
        Short texts by name.
    example : mapping of str to mapping of str to object
        Table → column → what the example row says.
    tables, labels, units, meanings : mapping
        Translations; empty for English, whose words are those of the dictionary.
    """

    language: str
    phrases: Mapping[str, Any]
    example: Mapping[str, Mapping[str, Any]]
    tables: Mapping[str, tuple[str, str]]
    labels: Mapping[str, str]
    units: Mapping[str, str]
    meanings: Mapping[str, str]

    @property
    def mark(self) -> str:
        """What the first cell of a row begins with that is never read."""
        return MARKS[self.language]

    @property
    def first_sheet(self) -> str:
        """Name of the sheet that explains."""
        return FIRST_SHEETS[self.language]

    def table(self, name: str) -> tuple[str, str]:
        """Label of a table, and what it holds."""
        if name in self.tables:
            label, holds = self.tables[name]
            return label, holds
        return _spaced(name), str(TABLES[name].description)

    def label(self, column: str) -> str:
        """A column's name for people."""
        return self.labels.get(column) or _spaced(column)

    def meaning(self, column: pa.Column) -> str:
        """What a column means, with its unit and words: the comment of its header."""
        meta = column.metadata or {}
        description = str(column.description)
        lines = [f"{self.meanings.get(description, description)}."]
        if column.required:
            lines.append(self.phrases["required"])
        lines += self._allowed(str(meta.get("kind")), meta)
        return "\n".join(lines)

    def _allowed(self, kind: str, meta: Mapping[str, Any]) -> list[str]:
        """What may stand in a cell: unit, words, ids."""
        if meta.get("refers_to"):
            sheets = [target.partition(".")[0] for target in str(meta["refers_to"]).split("|")]
            either = f" {self.phrases['either']} "
            return [f"{self.phrases['id_of']} {either.join(sheets)}."]
        if meta.get("vocabulary"):
            return [f"{self.phrases['one_of']}: {', '.join(meta['vocabulary'])}."]
        if kind in _DATE_KINDS:
            return [f"{self.phrases[kind]}."]
        if kind == "flag":
            return [f"{self.phrases['yes_no']}."]
        unit = str(meta.get("unit") or "")
        if not unit:
            return []
        shown = self.units.get(unit, unit)
        currency = f" {self.phrases['currency']}" if kind == "money" else ""
        return [f"{self.phrases['unit']}: {shown}{currency}."]


@cache
def words_in(language: str) -> Words:
    """The words of a language.

    Raises
    ------
    UsageError
        For a language that the workbook does not speak.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"--language: {language!r} is not known; choose one of {', '.join(LANGUAGES)}"
        )
    own = _read(language)
    return Words(
        language,
        own["phrases"],
        example_rows(language),
        *(own.get(section, {}) for section in ("tables", "labels", "units", "meanings")),
    )


def _read(language: str) -> dict[str, Any]:
    text = (files(__package__) / "wording" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _spaced(name: str) -> str:
    return name.replace("_", " ").capitalize()
