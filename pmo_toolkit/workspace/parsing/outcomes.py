"""What reading a cell can come to, beside a value."""

from __future__ import annotations

from dataclasses import dataclass


class Typed(str):
    """Text of a cell that came with a type.

    Its numbers and dates are canonical, whatever the locale.
    """

    __slots__ = ()


class FormulaError(Typed):
    """The error that a formula of a sheet came to, such as ``#DIV/0!``.

    No value stands in the cell.
    """

    __slots__ = ()


class Unreadable(Exception):
    """A text that cannot be read as the kind of its column.

    Parameters
    ----------
    what : str
        What is wrong, in a sentence without a full stop.
    expected, next_step : str, optional
    finding : bool
        Whether the value is merely not known well enough, so that the row can stay.
    """

    def __init__(
        self,
        what: str,
        expected: str | None = None,
        next_step: str | None = None,
        *,
        finding: bool = False,
    ):
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.next_step = next_step
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Noted:
    """A value that was read, with a remark the user should see."""

    value: float | str | object
    note: str
    next_step: str | None = None
