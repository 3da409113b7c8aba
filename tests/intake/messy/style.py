"""How one client writes: language, numbers, days, units. Drawn once a workbook."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.intake.messy.clean import headers_of, lexicon

LANGUAGES = ("de", "en", "fr", "es", "nl")
_SIGNS = {
    "de": (".", ","),
    "en": (",", "."),
    "fr": ("\u202f", ","),
    "es": (".", ","),
    "nl": (".", ","),
}
_DAYS = {"de": "%d.%m.%Y", "en": "%m/%d/%Y", "fr": "%d/%m/%Y", "es": "%d/%m/%Y", "nl": "%d-%m-%Y"}


@dataclass
class Style:
    """What holds for a whole workbook.

    Attributes
    ----------
    chance : random.Random
    language : str
    other_headers : bool
        Whether headers are drawn from those that are kept apart.
    used : set of str
        Names of the disturbances that were put in.
    choices : dict
        Choices that several columns share, as the unit of a range.
    """

    chance: random.Random
    language: str
    other_headers: bool = False
    used: set[str] = field(default_factory=set)
    choices: dict[str, Any] = field(default_factory=dict)

    def happens(self, name: str, probability: float) -> bool:
        """Whether a disturbance is put in; it is noted if so."""
        if self.chance.random() >= probability:
            return False
        self.used.add(name)
        return True

    def pick(self, name: str, options: Sequence[str], weights: Sequence[float]) -> str:
        """One of several ways, noted; the first is the plain one."""
        chosen = self.chance.choices(options, weights)[0]
        if chosen != options[0]:
            self.used.add(f"{name}: {chosen}")
        return chosen

    def shared(self, key: str, options: Sequence[str], weights: Sequence[float]) -> str:
        """As `pick`, but the same for all that share the key."""
        if key not in self.choices:
            self.choices[key] = self.pick(key.partition(":")[0], options, weights)
        return str(self.choices[key])

    def texts(self, name: str) -> Any:
        """Words of the language, as the word for a total."""
        return lexicon()["texts"][self.language][name]

    def word(self, vocabulary: str, word: str) -> str:
        """A word of ours in the language, itself where there is none."""
        words = lexicon()["words"][self.language].get(vocabulary, {})
        return str(words.get(word, word))

    def header(self, table: str, column: str) -> str:
        """One of the headers that clients write."""
        headers = headers_of(self.language, other=self.other_headers)
        return self.chance.choice(headers[table][column])

    def unit(self, name: str) -> str:
        """How a unit is written."""
        return self.chance.choice(lexicon()["units"][self.language][name])

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number as text, with the language's signs."""
        thousands, decimal = _SIGNS[self.language]
        if decimals is None:
            text = f"{value:,.6f}".rstrip("0").rstrip(".")
        else:
            text = f"{value:,.{decimals}f}"
        return text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)

    def day(self, day: dt.date) -> str:
        """A day as text, in the language's order."""
        return day.strftime(_DAYS[self.language])

    def month(self, day: dt.date, form: str) -> str:
        """A month as text: ``digits`` 03/2027, ``word`` March 2027, ``iso`` 2027-03."""
        if form == "iso":
            return f"{day:%Y-%m}"
        if form == "digits":
            return f"{day:%m.%Y}" if self.language == "de" else f"{day:%m/%Y}"
        return f"{self.texts('months')[day.month - 1]} {day:%Y}"

    def misspelt(self, header: str) -> str:
        """A header with a slip of the finger: a letter left out, doubled or swapped."""
        inside = [
            place
            for word in re.finditer(r"[^\W\d_]{7,}", header)
            for place in range(word.start() + 2, word.end() - 2)
        ]
        if not inside:
            return header
        place = self.chance.choice(inside)
        kind = self.chance.randrange(3)
        if kind == 0:
            return header[:place] + header[place + 1 :]
        if kind == 1:
            return header[:place] + header[place] + header[place:]
        return header[: place - 1] + header[place] + header[place - 1] + header[place + 1 :]
