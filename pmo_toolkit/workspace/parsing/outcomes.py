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

    No value stands in the cell. Where none was ever stored, it is the formula: ``=SUM(B2:B5)``.
    """

    __slots__ = ()

    @property
    def never_stored(self) -> bool:
        """Whether the file holds the formula alone, as files that no spreadsheet program saved."""
        return self.startswith("=")


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


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the user should see about how a cell was read.

    Parameters
    ----------
    what : str
    next_step : str, optional
    shown : str, optional
        What is shown as found instead of the cell's text; it stands for itself.
    """

    what: str
    next_step: str | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Remarked:
    """A number that was read, with remarks.

    Parameters
    ----------
    value : float
    remarks : tuple of Remark
    mark : str
        The currency sign or code that it was written with; empty where there was none.
    currencies : frozenset of str
        ISO codes that the mark may mean.
    """

    value: float
    remarks: tuple[Remark, ...] = ()
    mark: str = ""
    currencies: frozenset[str] = frozenset()
