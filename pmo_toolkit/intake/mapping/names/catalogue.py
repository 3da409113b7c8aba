"""All spellings of our columns and tables that are known, ready to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from pmo_toolkit.intake.mapping.spellings import (
    deliveries,
    dutch,
    english,
    french,
    german,
    spanish,
)
from pmo_toolkit.intake.mapping.spellings.tables import SHEETS
from pmo_toolkit.intake.mapping.texts.folding import spelling_key, word_set_key
from pmo_toolkit.workspace.dictionary.synonyms import SYNONYMS
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Language → what its speakers call our columns.
LANGUAGES: dict[str, dict[str, str]] = {
    "en": english.COLUMNS | deliveries.COLUMNS["en"],
    "de": german.COLUMNS | deliveries.COLUMNS["de"],
    "fr": french.COLUMNS | deliveries.COLUMNS["fr"],
    "es": spanish.COLUMNS | deliveries.COLUMNS["es"],
    "nl": dutch.COLUMNS | deliveries.COLUMNS["nl"],
}
#: Column of a table → further keys of the spellings that hold for it.
_ALSO: dict[str, tuple[str, ...]] = {
    "history.project": ("*project", "id"),
    "in_flight.project": ("*project", "id"),
    "history.title": ("*project_title",),
    "in_flight.title": ("*project_title",),
    "activities.activity": ("id",),
    "in_flight.hours_per_month": ("*hours_per_month",),
    "flow.item": ("id", "title"),
    "judgements.item": ("proposal",),
    **dict.fromkeys(
        (
            "options.title",
            "benefits.title",
            "costs.element",
            "goals.title",
            "capabilities.title",
            "services.title",
            "risks.title",
            "criteria.title",
        ),
        ("*description",),
    ),
}
#: Columns whose general spellings mean another column of the same table.
_NOT_GENERAL = frozenset({"stakeholders.role", "notes.role"})
_ENDS = {
    "low": ("*low", "*optimistic"),
    "mode": ("*mode",),
    "high": ("*high", "*pessimistic"),
}
_ENDS_OF_BENEFITS = {**_ENDS, "low": ("*low", "*pessimistic"), "high": ("*high", "*optimistic")}
#: Tables with ranges → what their columns begin with, and whether an end alone names a column.
_RANGES: dict[str, tuple[tuple[str, bool], ...]] = {
    "costs": (("", True),),
    "benefits": (("", True),),
    "demand": (("hours_per_month", True),),
    "risks": (("impact_money", False), ("impact_days", False)),
    "activities": (("duration_days", True),),
    "judgements": (("", True),),
}


@dataclass(frozen=True)
class Spelling:
    """One way of writing a column's header.

    Parameters
    ----------
    column : str
        Ours.
    text : str
    language : str
        ``en``, ``de``, ``fr``, ``es`` or ``nl``; ``own`` for our own name.
    """

    column: str
    text: str
    language: str

    @cached_property
    def key(self) -> str:
        """The text without regard to case, accents, spaces and hyphens."""
        return spelling_key(self.text)

    @cached_property
    def words(self) -> str:
        """The words that carry meaning, in alphabetical order."""
        return word_set_key(self.text)

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The words that carry meaning."""
        return frozenset(self.words.split())


def parts(text: str) -> tuple[str, ...]:
    """Spellings parted by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _range_of(table: str, column: str) -> tuple[str, str, bool] | None:
    """Beginning and end of a range's column, and whether the end alone names it."""
    for prefix, end_alone in _RANGES.get(table, ()):
        start = f"{prefix}_" if prefix else ""
        if column.startswith(start) and column.removeprefix(start) in _ENDS:
            return prefix or table, column.removeprefix(start), end_alone
    return None


def _range_spellings(table: str, column: str, language: dict[str, str]) -> tuple[str, ...]:
    """``Kosten min`` and ``min Kosten``, put together from their parts."""
    found = _range_of(table, column)
    if found is None:
        return ()
    prefix, end, end_alone = found
    keys = (_ENDS_OF_BENEFITS if table == "benefits" else _ENDS)[end]
    ends = tuple(text for key in keys for text in parts(language.get(key, "")))
    starts = parts(language.get(f"*{prefix}", ""))
    # "Impact low" says neither money nor days; what stands below it does
    shared = parts(language.get(f"*{prefix.partition('_')[0]}", "")) if "_" in prefix else ()
    together = tuple(f"{start} {text}" for start in (*starts, *shared) for text in ends)
    alone = starts if end == "mode" else ()
    return (*alone, *ends, *together) if end_alone else (*alone, *together)


def _written(table: str, column: str, language: dict[str, str]) -> tuple[str, ...]:
    name = f"{table}.{column}"
    keys = [name, *_ALSO.get(name, ())]
    listed = [text for key in keys for text in parts(language.get(key, ""))]
    if name not in _NOT_GENERAL:
        taken = _own_names(table, language)
        general = parts(language.get(column, ""))
        listed += [text for text in general if spelling_key(text) not in taken]
    return (*listed, *_range_spellings(table, column, language))


def _own_names(table: str, language: dict[str, str]) -> frozenset[str]:
    """What columns of just this table are called: there it means no other column."""
    return frozenset(
        spelling_key(text)
        for column in TABLES[table].columns
        if column not in language
        for text in parts(language.get(f"{table}.{column}", ""))
    )


@lru_cache(maxsize=64)
def spellings(table: str) -> tuple[Spelling, ...]:
    """Every spelling of every column of a table, our own names first."""
    found: dict[tuple[str, str], Spelling] = {}

    def add(column: str, text: str, language: str) -> None:
        found.setdefault((column, spelling_key(text)), Spelling(column, text, language))

    for column in TABLES[table].columns:
        add(column, column.replace("_", " "), "own")
    for column, others in SYNONYMS.get(table, {}).items():
        for text in others:
            add(column, text, "en")
    for name, language in LANGUAGES.items():
        for column in TABLES[table].columns:
            for text in _written(table, column, language):
                add(column, text, name)
    return tuple(found.values())


@lru_cache(maxsize=1)
def sheet_names() -> tuple[tuple[str, str], ...]:
    """Folded name of a sheet or file and the table that it means."""
    own = [(spelling_key(name.replace("_", " ")), name) for name in TABLES]
    listed = [
        (spelling_key(text), table) for table, texts in SHEETS.items() for text in parts(texts)
    ]
    return tuple(dict.fromkeys([*own, *listed]))


@lru_cache(maxsize=8)
def plan_words(which: str) -> frozenset[str]:
    """Folded words that say ``*plan``, ``*actual`` or an end of a range, as ``*low``, alone."""
    return frozenset(
        spelling_key(text)
        for language in LANGUAGES.values()
        for text in parts(language.get(which, ""))
    )
