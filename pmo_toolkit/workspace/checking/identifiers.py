"""Ids: unique, and fit to name a file on any system, since reports are filed under them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from pmo_toolkit.core.atomic_files import TEMPORARY
from pmo_toolkit.core.troubles import rows_in_words
from pmo_toolkit.core.written_numbers import named_shares
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.parsing.words import visible

MAX_LENGTH = 100
_MAX_BYTES = 200  # file systems count bytes, and the name of a report is longer than the id
_PROPOSED_LENGTH = 60
_FORBIDDEN = '/\\:*?"<>|'
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
#: Files that a run leaves beside the folders of the proposals.
_TAKEN = re.compile(rf"index(-\d+)?\.html|manifest\.jsonl?|.*{re.escape(TEMPORARY)}", re.IGNORECASE)

#: Columns that together may stand only once in a table without an id.
KEYS: dict[str, tuple[str, ...]] = {
    "proposal_goals": ("proposal", "goal"),
    "proposal_capabilities": ("proposal", "capability"),
    "capacity": ("role", "month"),
    "rates": ("currency", "year"),
}


def unfit(text: str) -> str | None:
    """Why a text cannot be an id, or None when it can."""
    if not text:
        return "is empty"
    if len(text) > MAX_LENGTH or len(text.encode("utf-8", "replace")) > _MAX_BYTES:
        return f"is longer than {MAX_LENGTH} characters"
    for char in text:
        if char in _FORBIDDEN:
            return f"holds {char!r}, which file names must not hold"
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            return f"holds an invisible character (U+{ord(char):04X})"
    if visible(text) != text:
        return "holds a character that nobody sees"
    if text.startswith(".") or text.endswith("."):
        return "begins or ends with a dot"
    if text != text.strip():
        return "begins or ends with a space"
    if _RESERVED.fullmatch(text):
        return "is a name that Windows keeps for itself"
    if _TAKEN.fullmatch(text):
        return "is the name of a file that every run writes"
    return None


def proposed_id(text: str, taken: Collection[str]) -> str:
    """The id nearest to an unfit one that is fit and not taken yet."""
    kept = "".join("-" if unfit(char) and char not in ". " else char for char in visible(text))
    kept = re.sub(r"\s+", " ", kept)
    base = re.sub(r"-{2,}", "-", kept)[:_PROPOSED_LENGTH].strip("-. ") or "ID"
    if unfit(base):
        base = f"ID-{base}" if not unfit(f"ID-{base}") else "ID"
    folded = {_folded(other) for other in taken}
    numbers = (f"{base}-{number}" for number in range(2, len(folded) + 3))
    return next(name for name in (base, *numbers) if _folded(name) not in folded)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def check_ids(draft: Draft) -> None:
    """Report ids that are empty, unfit or not unique.

    A row without an id that can name a file is set aside; two rows of one id make the table
    unusable, since nobody knows which of them the other tables mean.
    """
    for column in draft.columns_of("id"):
        first_positions: dict[str, int] = {}
        for position, text in enumerate(draft.cells[column]):
            where = {
                "row": draft.rows[position],
                "column": draft.header(column),
                "file": draft.file,
            }
            why = unfit(text)
            if why is not None:
                _tell_unfit(draft, column, position, why)
                continue
            folded = _folded(text)
            first = first_positions.setdefault(folded, position)
            if first == position:
                continue
            other = draft.cells[column][first]
            same = other == text
            draft.troubles.fault(
                draft.name,
                (
                    f"the id stands in rows {draft.rows[first]} and {draft.rows[position]}"
                    if same
                    else (
                        f"the id differs only in case or spelling marks from {other!r} in row"
                        f" {draft.rows[first]}"
                    )
                ),
                found=text,
                expected="a different id in every row",
                next_step="Keep one of the rows, or give one of them its own id.",
                **where,
            )


def _tell_unfit(draft: Draft, column: str, position: int, why: str) -> None:
    text = draft.cells[column][position]
    step = "Give the row an id of its own."
    if text:
        step = (
            f"Write {proposed_id(text, draft.cells[column])!r}, here and where it is referred to."
        )
    draft.row_fault(
        position,
        column,
        f"the id {why}",
        found=text or "nothing",
        expected="a short name that is safe as a file name",
        next_step=step,
    )


def check_keys(draft: Draft) -> None:
    """Report rows that say a second time what may be said once."""
    columns = KEYS.get(draft.name, ())
    if not columns or not all(draft.present(column) for column in columns):
        return
    positions_by_key: dict[tuple[object, ...], list[int]] = {}
    for position in draft.kept():
        key = tuple(draft.value(column, position) for column in columns)
        if None not in key:
            positions_by_key.setdefault(key, []).append(position)
    names = " and ".join(draft.header(column) for column in columns)
    for positions in positions_by_key.values():
        for position in positions[1:]:
            draft.row_fault(
                position,
                columns[-1],
                f"the same {names} stand in {rows_in_words(draft.rows[p] for p in positions)}",
                found=", ".join(draft.cells[column][position] for column in columns),
                expected="one row for each",
                next_step="Keep one of the rows.",
            )
        if len(positions) > 1 and draft.name == "rates":
            # neither of two factors can be trusted
            draft.row_fault(positions[0], columns[-1], f"the same {names} stand in a later row too")


def check_shares(draft: Draft) -> None:
    """Report shares behind ids that cannot be used: not all stated, named twice, not 100 %."""
    for column in draft.columns_of("reference"):
        if not draft.metadata(column).get("several"):
            continue
        for position, value in enumerate(draft.values[column]):
            try:
                named_shares(value or "")
            except ValueError as error:
                draft.row_fault(
                    position,
                    column,
                    f"it cannot be told how its cost is shared: {error}",
                    expected="no share, or one for each id, together 100 %, as in C-1:60%; C-2:40%",
                    next_step="Mend the shares, or write the ids alone for equal parts.",
                )
                draft.values[column][position] = None


def owners(draft: Draft, proposals: frozenset[str], options: Mapping[str, str]) -> list[str | None]:
    """The proposal that each row belongs to, where that can be told.

    Parameters
    ----------
    draft : Draft
    proposals : frozenset of str
        All ids of proposals.
    options : mapping of str to str
        Option → its proposal.
    """
    if draft.name == "proposals":
        return [
            text if text in proposals else None for text in draft.cells.get("id", [""] * len(draft))
        ]
    found: list[str | None] = [None] * len(draft)
    for column in draft.columns_of("reference"):
        target = draft.metadata(column)["refers_to"]
        if target not in ("proposals.id", "options.id"):
            continue
        for position, text in enumerate(draft.cells[column]):
            owner: Any = text if target == "proposals.id" else options.get(text)
            if found[position] is None and owner in proposals:
                found[position] = owner
    return found
