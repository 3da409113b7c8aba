"""What becomes of the text of one cell: a value, something to tell, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from pmo_toolkit.core.written_numbers import is_placeholder
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import meant, nearest
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Noted, Remarked, Unreadable
from pmo_toolkit.workspace.parsing.words import visible

Reader = Callable[[str], Any]

#: Far above any plan's money or hours, and far below where sums of squares overflow.
_LARGEST = 1e15
_SMALLEST = 1e-12


class NotKnownYet:
    """The cell says that its value is not known yet."""


#: Outcomes about which something may have to be told.
TO_BE_TOLD = (type(None), NotKnownYet, Unreadable, Noted, Remarked)


def outcome_of(text: str, read: Reader, *, placeholder_first: bool = False) -> Any:
    """Value, `Noted`, `Unreadable`, `NotKnownYet`, or None for a blank cell."""
    if not text:
        return None
    if isinstance(text, FormulaError):
        return _of_formula(text)
    if placeholder_first and is_placeholder(text):
        return NotKnownYet()
    try:
        return _of_a_size(read(text))
    except Unreadable as error:
        return NotKnownYet() if is_placeholder(text) else error


def _of_formula(text: FormulaError) -> Any:
    if text.never_stored:
        return Unreadable(
            "holds a formula whose value was never stored",
            "a value",
            "Open the file in Excel and save it.",
        )
    error = Unreadable(
        "holds the error of a formula", "a value", "Mend the formula, or leave the cell empty."
    )
    return NotKnownYet() if text == "#N/A" else error


def settle(draft: Draft, column: str, position: int, outcome: Any, *, required: bool) -> Any:
    """The value of one cell, with its troubles told.

    What cannot be read costs the row only where the cell is required; otherwise the cell alone is
    not assessed.
    """
    text = draft.cells[column][position]
    if outcome is None or isinstance(outcome, NotKnownYet):
        _tell_missing(draft, column, position, outcome, required=required)
        return None
    if isinstance(outcome, Unreadable):
        where: dict[str, Any] = {
            "expected": outcome.expected,
            "next_step": outcome.next_step,
            "found": text,
        }
        if required:
            draft.row_fault(position, column, outcome.what, **where)
        else:
            said = outcome.what if outcome.finding else f"{outcome.what}: not assessed"
            draft.note(position, column, said, **where)
        return None
    if isinstance(outcome, Noted):
        draft.note(position, column, outcome.note, found=text, next_step=outcome.next_step)
        return outcome.value
    if isinstance(outcome, Remarked):
        for remark in outcome.remarks:
            draft.note(
                position,
                column,
                remark.what,
                key=remark.shown or "",
                found=remark.shown or text,
                next_step=remark.next_step,
            )
        return outcome.value
    return outcome


def _tell_missing(
    draft: Draft, column: str, position: int, outcome: Any, *, required: bool
) -> None:
    text = draft.cells[column][position]
    if required:
        said = ", and this says that it is not known yet" if text else " and not given"
        draft.row_fault(
            position,
            column,
            f"is needed{said}",
            found=text or "nothing",
            expected="a value",
            next_step="Fill it in, or remove the row.",
        )
    elif outcome is not None:
        draft.note(
            position,
            column,
            "says that the value is not known yet and is read as missing: not assessed",
            key=text.casefold(),
            found=text,
            next_step="Fill it in once it is known.",
        )


def _of_a_size(value: Any) -> Any:
    """The value, unless it is a number so large or small that sums or ratios would overflow."""
    size = getattr(value, "value", value)
    if isinstance(size, float) and abs(size) > _LARGEST:
        raise Unreadable(
            "is too large to be meant",
            "a number below a million billions",
            "See whether digits slipped in.",
        )
    if isinstance(size, float) and 0 < abs(size) < _SMALLEST:
        raise Unreadable(
            "is too small to be meant",
            "0, or a number above a million millionth",
            "See whether a decimal point slipped.",
        )
    return value


def visible_text(text: str) -> Any:
    """Text without characters that nobody sees; None where nothing else is in it."""
    cleaned = visible(text)
    if cleaned == text:
        return str(text)
    if not cleaned.strip():
        return None
    return Noted(cleaned, "held characters that nobody sees, which are left out")


def word_reader(words: tuple[str, ...], column: str) -> Reader:
    """A reader of words of a vocabulary, however they are spelt.

    Parameters
    ----------
    words : tuple of str
    column : str
        The table and the column, with a dot between.
    """
    by_key = {comparable(word): word for word in reversed(words)}

    def read(text: str) -> str:
        word = by_key.get(comparable(text))
        if word is None:
            near = nearest(text, words)
            raise Unreadable(
                "is not a word that this column knows",
                "one of " + ", ".join(words),
                f"{meant(near)}Translate it under [words.{column}] in workspace.toml, or declare it"
                " as a further word under [vocabulary].",
            )
        return word

    return read


def stamp(value: Any) -> Any:
    """A day as pandas holds it; a period stays a text."""
    if isinstance(value, Noted):
        return Noted(stamp(value.value), value.note, value.next_step)
    return value if isinstance(value, str) else pd.Timestamp(value)
