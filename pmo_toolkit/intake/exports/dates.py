"""In which order an export writes days and months, from all of its dates together."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_toolkit.workspace.parsing.date_forms import ISO, NUMERIC, orders_shown
from pmo_toolkit.workspace.parsing.spans import tidied


def date_order(texts: Iterable[str]) -> str | None:
    """The order of the dates of an export, which writes all of them alike.

    Parameters
    ----------
    texts : iterable of str
        Cells of all of its columns of dates; blanks are passed over.

    Returns
    -------
    str or None
        ``ymd``, ``dmy`` or ``mdy``; None where every date could be read both ways, or some can
        only be the one and some only the other. Months in words leave nothing open.
    """
    filled = [text for text in texts if text.strip()]
    numeric = [text for text in filled if NUMERIC.fullmatch(tidied(text))]
    if not numeric:
        iso = all(ISO.fullmatch(tidied(text)) for text in filled)
        return "ymd" if iso else "dmy"
    shown = orders_shown(numeric)
    return next(iter(shown)) if len(shown) == 1 else None


def look_like_dates(texts: tuple[str, ...]) -> bool:
    """Whether every filled cell holds a digit and a mark that dates are written with."""
    filled = [text.strip() for text in texts if text.strip()]
    return all(text[0].isdigit() and any(mark in text for mark in "-/.") for text in filled)
