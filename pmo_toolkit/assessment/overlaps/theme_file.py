"""The business themes that bridge the vocabularies of departments, from the package's own file."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from pmo_toolkit.analysis.overlaps.themes import Theme

FILE = Path(__file__).resolve().parent / "themes.toml"
#: Languages of the words, each a text of words with commas between them.
LANGUAGES = ("en", "de")


@lru_cache(maxsize=1)
def business_themes() -> tuple[Theme, ...]:
    """All themes, in the order of the file."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Theme(
            entry["name"],
            tuple(
                tuple(word.strip().casefold() for word in entry[language].split(","))
                for language in LANGUAGES
            ),
        )
        for entry in entries.values()
    )
