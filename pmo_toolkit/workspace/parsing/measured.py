"""Numbers with the unit that their cell states: ``40 PT``, ``3 Monate``, ``T€ 150``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pmo_toolkit.core.written_numbers import NumberStyle, level, signed_number
from pmo_toolkit.workspace.parsing.numbers import parse_number, refuse_long
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.parsing.units import Unit, unit_named

_PARTS = re.compile(
    r"(?P<before>[^\d+\-(.,]*?)\s*(?P<number>[+\-(]?[\d.,' ]*\d\)?)\s*(?P<behind>[^\d\s].*)?",
    re.DOTALL,
)
_LONE_MARK = re.compile(r"[+-]?(\d+)[.,](\d+)")


def parse_measured(
    text: str,
    style: NumberStyle,
    measures: str | None,
    *,
    units: Iterable[str] = (),
    sure: bool = True,
) -> tuple[float, Unit | None]:
    """Read a number, and the unit that stands beside it.

    Parameters
    ----------
    text : str
    style : NumberStyle
    measures : str, optional
        ``effort`` or ``time``, what the column measures; None where no unit is looked for.
    units : iterable of str
        Words that may follow the number without changing it.
    sure : bool
        Whether the style was declared; otherwise ``1.250 PT`` could be two numbers.

    Returns
    -------
    tuple of float and (Unit or None)
        The unit is None where the text states none.

    Raises
    ------
    Unreadable
    """
    if not isinstance(text, Typed):
        refuse_long(text)
        levelled = level(text)
        if measures is not None and signed_number(levelled, style) is None:
            parts = number_and_unit(levelled, style, measures, sure=sure)
            if parts is not None:
                return parts[0], parts[1]
    return parse_number(text, style, units=units), None


def number_and_unit(
    text: str, style: NumberStyle, measures: str, *, sure: bool
) -> tuple[float, Unit, str] | None:
    """The number of a levelled text, its unit, and the unit as written; None without a unit.

    Raises
    ------
    Unreadable
        Where there is a unit and the number could be two.
    """
    parts = _PARTS.fullmatch(text)
    if parts is None or bool(parts["before"].strip()) == bool((parts["behind"] or "").strip()):
        return None
    word = (parts["before"] or parts["behind"]).strip()
    unit = unit_named(word, measures)
    value = None if unit is None else _value(parts["number"].strip(), style, word, sure=sure)
    return None if unit is None or value is None else (value, unit, word)


def _value(number: str, style: NumberStyle, word: str, *, sure: bool) -> float | None:
    """A number beside a unit, whose decimal mark is often that of the unit's language."""
    lone = _LONE_MARK.fullmatch(number)
    if lone is not None:
        whole, fraction = lone[1], lone[2]
        # nobody parts thousands behind a zero, or by groups of other than three digits
        if len(fraction) != 3 or whole.startswith("0") or len(whole) > 3:
            return float(Decimal(number.replace(",", ".")))
        if not sure:
            raise two_numbers(number, word)
    return signed_number(number, style)


def two_numbers(number: str, word: str = "", *, sure: bool = False) -> Unreadable:
    """The refusal of a number whose one mark may part thousands or decimals."""
    decimal = number.replace(",", ".")
    thousands = re.sub(r"[.,]", "", number)
    behind = f" {word}" if word else ""
    why = "" if sure else ", since no locale is declared"
    return Unreadable(
        f"could be {float(decimal):g} or {float(thousands):,.0f}{behind}{why}: not assessed",
        "a number that can mean only one",
        (
            "Write it without decimals, or with two."
            if sure
            else 'Write locale = "de_DE" (or the one that holds) in workspace.toml.'
        ),
        finding=True,
    )
