"""Whether a scorer's ranges fit each other: the parts against the whole that they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.entries import Entry, latest_ranges
from pmo_toolkit.studies.elicitation.quantities import Quantity

#: Low, middle and high, in the first unit of the quantity.
Range = tuple[float, float | None, float]


def checked_unit(quantity: Quantity, unit: str) -> str:
    """The unit, where the quantity can be stated in it.

    Raises
    ------
    UsageError
        Where it cannot.
    """
    if quantity.factor(unit) is None:
        fitting = ", ".join(name for name, _ in quantity.units)
        raise UsageError(f"{quantity.label} is stated in {fitting}, not in {unit!r}")
    return unit


def range_of(quantity: Quantity, entry: Entry) -> Range | None:
    """The range of an entry in the first unit; None where its unit does not fit any more."""
    factor = quantity.factor(str(entry.value["unit"]))
    if factor is None:
        return None
    mode = entry.value["mode"]
    middle = None if mode is None else float(mode) * factor
    return float(entry.value["low"]) * factor, middle, float(entry.value["high"]) * factor


def last_range(entries: Iterable[Entry], quantity: Quantity, role: str) -> Range | None:
    """What a role said last of a quantity; None where it has said nothing."""
    own = latest_ranges(entries, quantity.subject)
    entry = own.get((role, 2)) or own.get((role, 1))
    return None if entry is None else range_of(quantity, entry)


def incoherences(
    entries: Iterable[Entry], quantities: Iterable[Quantity], role: str, about: str = ""
) -> tuple[str, ...]:
    """Where a role's whole and its parts cannot both be right, a sentence each.

    Ranges of parts are wider together than they are likely to be (not all go badly at once), so
    that only what lies outside all that the parts allow is said.

    Parameters
    ----------
    entries : iterable of Entry
    quantities : iterable of Quantity
    role : str
    about : str
        Subject that a whole is or has among its parts; by default all wholes are looked at.
    """
    known = tuple(entries)
    by_subject = {quantity.subject: quantity for quantity in quantities}
    said = {
        subject: found
        for subject, quantity in by_subject.items()
        if (found := last_range(known, quantity, role)) is not None
    }
    return tuple(
        sentence
        for subject, quantity in by_subject.items()
        if subject in said and quantity.parts and all(part in said for part in quantity.parts)
        if not about or about in (subject, *quantity.parts)
        for sentence in _against_parts(quantity, said)
    )


def _against_parts(quantity: Quantity, said: Mapping[str, Range]) -> Iterable[str]:
    low, middle, high = said[quantity.subject]
    parts = [said[part] for part in quantity.parts]
    least, most = sum(part[0] for part in parts), sum(part[2] for part in parts)
    if high < least:
        yield (
            f"{quantity.label}: your high of {high:,.6g} {quantity.unit} is less than the lows of"
            f" its {len(parts)} parts together, {least:,.6g}."
        )
    if low > most:
        yield (
            f"{quantity.label}: your low of {low:,.6g} {quantity.unit} is more than the highs of"
            f" its {len(parts)} parts together, {most:,.6g}."
        )
    middles = [part[1] for part in parts if part[1] is not None]
    if middle is None or len(middles) < len(parts):
        return
    together = sum(middles)
    if not low <= together <= high:
        yield (
            f"{quantity.label}: the middles of its {len(parts)} parts add up to {together:,.6g}"
            f" {quantity.unit}, outside your {low:,.6g} to {high:,.6g}."
        )
