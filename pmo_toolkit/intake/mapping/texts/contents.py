"""What stands in a column: how many of its cells are numbers, dates, ids, words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pmo_toolkit.core.written_numbers import is_placeholder, level
from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.mapping.texts.periods import period_of
from pmo_toolkit.intake.mapping.texts.unit_words import unit_in_cell
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed

#: Cells looked at in one column; further ones change no share that matters.
_MOST_CELLS = 2000
_ABOUT = re.compile(
    r"^(?:ca\.?|circa|rd\.?|rund|about|approx\.?|environ|env\.?|aprox\.?|approximately|etwa|"
    r"ungefähr|max\.?|min\.?|bis zu|up to|~|≈|<|>|≤|≥|\+/-|±)\s*",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^[-+(]?\s?[\d][\d.,' ]*\)?$|^[-+]?[.,]\d+$")
_DATE = re.compile(
    r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?$|^\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})"
    r"(?:\s\d.*)?$|^\d{1,2}\.?[\s-](?:de\s)?[^\W\d_]{3,10}\.?[\s,-]+(?:de\s)?(?:\d{4}|\d{2})$|"
    r"^[^\W\d_]{3,10}\.?\s\d{1,2},?\s\d{4}$"
)
_MONEY = re.compile(r"^(?:[€$£]|(?:EUR|USD|CHF|GBP|T€|TEUR|k€)\b)\s?\d")
_SPAN = re.compile(r"(?<=\d)\s?(?:–|-|bis|to|à|a|tot)\s?(?=\d)")
_ID = re.compile(r"^(?=.*\d)[^\W_]{0,8}[\s._/#-]?[\w./-]{1,16}$")


@lru_cache(maxsize=65536)
def number_in(text: str) -> float | None:
    """The number that a cell states in any usual style, its words left out; None for none.

    Only its size is meant: where ``1.234`` could be two numbers, three digits behind a single
    point or comma are taken as thousands.
    """
    bare = _ABOUT.sub("", level(text)).strip()
    bare = re.sub(r"^[€$£]\s?|^(?:EUR|USD|CHF|GBP|T€|TEUR|k€)\s?", "", bare)
    words = unit_in_cell(bare)
    if words is not None:
        bare = bare[: len(bare) - len(words.text)].strip()
    bare = bare.removesuffix("%").removesuffix(",-").removesuffix(",--").strip()
    ends = _SPAN.split(bare)
    if len(ends) == 2 and all(_PLAIN.match(end) for end in ends) and "/" not in bare:
        bare = ends[1]
    if not _PLAIN.match(bare) or _DATE.match(bare):
        return None
    return _plain_number(bare)


def _plain_number(text: str) -> float | None:
    digits = text.replace(" ", "").replace("'", "").strip("()+")
    marks = [char for char in digits if char in ".,"]
    if len(set(marks)) == 2:
        digits = digits.replace(marks[0], "").replace(",", ".")
    elif len(marks) > 1 or (marks and re.search(r"[.,]\d{3}$", digits) and digits[0] != "0"):
        digits = digits.replace(marks[0], "")
    else:
        digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def figure_of(cell: str) -> float | None:
    """The number that a cell states; what came with a type is canonical."""
    if isinstance(cell, Typed):
        try:
            return float(cell)
        except ValueError:
            return None
    return number_in(cell)


def is_date(text: str) -> bool:
    """Whether a cell names a day."""
    return bool(_DATE.match(text))


def is_range(text: str) -> bool:
    """Whether a cell holds a low and a high number."""
    return number_in(text) is not None and len(_SPAN.split(level(text))) == 2


@dataclass(frozen=True)
class Contents:
    """What stands in a column.

    Parameters
    ----------
    texts : tuple of str
        Cells that state something, in order.
    rows : int
        How many records the table has.
    numbers : tuple of float
        Those of its cells that are numbers.
    shares : dict of str to float
        Share of the stated cells that are a ``number``, ``date``, ``serial`` (a sheet's number of
        a day), ``period``, ``id``, ``long`` (several words) or ``percent``.
    """

    texts: tuple[str, ...]
    rows: int
    numbers: tuple[float, ...] = ()
    shares: dict[str, float] = field(default_factory=dict)

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """Different cells, in order."""
        return tuple(dict.fromkeys(self.texts))

    @property
    def unique(self) -> bool:
        """Whether every record has a cell of its own."""
        return len(self.texts) == self.rows > 0 and len(self.distinct) == self.rows

    def share(self, what: str) -> float:
        """A share of `shares`."""
        return self.shares.get(what, 0.0)

    def measures_other(self, measure: str) -> bool:
        """Whether a third of its cells state a unit that measures something else."""
        stated = [words for text in self.texts if (words := unit_in_cell(text)) is not None]
        other = sum(words.measuring(measure) is None for words in stated)
        other += sum(bool(_MONEY.match(text)) for text in self.texts) * (measure != "money")
        return 3 * other > len(self.texts)

    def within(self, low: float, high: float) -> float:
        """Share of its numbers from `low` to `high`."""
        if not self.numbers:
            return 0.0
        return sum(low <= number <= high for number in self.numbers) / len(self.numbers)


def contents_of(cells: tuple[str, ...]) -> Contents:
    """Look at the cells of one column."""
    stated = tuple(
        cell if isinstance(cell, Typed) else " ".join(cell.split())
        for cell in cells[:_MOST_CELLS]
        if cell.strip() and not isinstance(cell, FormulaError) and not is_placeholder(cell)
    )
    numbers = tuple(number for text in stated if (number := figure_of(text)) is not None)
    tests: dict[str, Callable[[str], bool]] = {
        "number": lambda text: figure_of(text) is not None,
        "date": is_date,
        "serial": lambda text: bool(re.fullmatch(r"[3-5]\d{4}(?:\.\d+)?", text)),
        "period": lambda text: period_of(text) is not None,
        "id": lambda text: bool(_ID.match(text)) and not _DATE.match(text),
        "long": lambda text: text.count(" ") >= 2,
        "percent": lambda text: text.endswith("%"),
    }
    shares = {
        name: sum(test(text) for text in stated) / len(stated) if stated else 0.0
        for name, test in tests.items()
    }
    return Contents(stated, min(len(cells), _MOST_CELLS), numbers, shares)


def column_cells(region: Region, header: str) -> tuple[str, ...]:
    """Cells under a header; those of a header that stands repeatedly one after another."""
    return (
        tuple(cell for cells in zip(*region.column(header), strict=True) for cell in cells)
        if region.records
        else ()
    )
