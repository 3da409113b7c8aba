"""The errors that a user can cause, told so that the user can put them right.

Every trouble says what is wrong, where (table, row, column), what was found, what was expected and
what to do next. It carries one of three grades, and the grade decides the exit code:

======== ================================================================= =========
grade    meaning                                                           exit code
======== ================================================================= =========
fault    the table cannot be used; nothing is run                          2
row      one row cannot be used; its proposal fails, the others run        1
finding  something is absent or odd; it is *not assessed*, with a question 0
======== ================================================================= =========
"""

from __future__ import annotations

import datetime as dt
import errno
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What a command tells the shell.

    Examples
    --------
    >>> int(ExitCode.BAD_INPUT)
    2
    """

    OK = 0
    SOME_FAILED = 1
    BAD_INPUT = 2


class Grade(StrEnum):
    """How bad a trouble is.

    Examples
    --------
    >>> Grade("finding") is Grade.FINDING
    True
    """

    FAULT = "fault"
    ROW = "row fault"
    FINDING = "finding"


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One thing that is wrong, absent or odd in the user's input.

    Parameters
    ----------
    grade : Grade
    table : str
        Name of the table, or ``"workspace"`` where no single table is meant.
    what : str
        The trouble in one plain sentence, without a full stop.
    row : int, optional
        Row as the user sees it: spreadsheet row or line of the file, header = 1.
    column : str, optional
        Column header as the user wrote it.
    found, expected, next_step : str, optional
        What stood there, what should stand there, and what to do.
    proposal : str, optional
        The proposal that the row belongs to, where that can be told.
    file : str, optional
        Name of the file (and sheet) that holds the table; never a full path.
    reason : str, optional
        The sentence without the rows, where several rows are told as one trouble.
    rows : tuple of int
        All rows of which this is told, where there are several.

    Examples
    --------
    >>> Trouble(grade=Grade.ROW, table="costs", row=12, column="low", what="is above high").where
    'costs, row 12, column low'
    """

    grade: Grade
    table: str
    what: str
    row: int | None = None
    column: str | None = None
    found: str | None = None
    expected: str | None = None
    next_step: str | None = None
    proposal: str | None = None
    file: str | None = None
    reason: str | None = None
    rows: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        """``table, row 3, column id``: as much of the place as is known."""
        parts = [self.table]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        text = f"{self.grade.value}: {self.where}: {self.what}"
        if self.found is not None:
            text += f"; found {shorten(self.found)!r}"
        if self.expected is not None:
            text += f"; expected {self.expected}"
        if self.next_step is not None:
            text += f". {self.next_step}"
        return text


def shorten(text: str, length: int = 80) -> str:
    """Cut a cell's text to `length` characters so that one bad cell cannot flood the screen."""
    return text if len(text) <= length else text[: length - 1] + "…"


def exit_code(troubles: Iterable[Trouble]) -> ExitCode:
    """Exit code for a list of troubles: the worst grade decides."""
    grades = {trouble.grade for trouble in troubles}
    if Grade.FAULT in grades:
        return ExitCode.BAD_INPUT
    return ExitCode.SOME_FAILED if Grade.ROW in grades else ExitCode.OK


class PmoError(Exception):
    """Base of all errors that a user can cause and mend.

    Shown as a sentence, never as a traceback.

    Examples
    --------
    >>> issubclass(UsageError, PmoError) and UsageError("no such id").exit_code == 2
    True
    """

    exit_code: ExitCode = ExitCode.BAD_INPUT

    def _render_traceback_(self) -> list[str]:
        """What IPython and JupyterLab print instead of a traceback."""
        return [f"{type(self).__name__}: {clean(self._in_a_cell())}"]

    def _in_a_cell(self) -> str:
        return str(self)


class UsageError(PmoError):
    """A command or function was called in a way that cannot work (unknown id, bad date).

    Examples
    --------
    >>> str(UsageError("there is no proposal P-999"))
    'there is no proposal P-999'
    """


class SettingsError(PmoError):
    """A setting has a name, type or value that is not allowed.

    Examples
    --------
    >>> from pmo_toolkit import Settings
    >>> try:
    ...     Settings.of(draws=-1)
    ... except SettingsError as error:
    ...     print("draws" in str(error))
    True
    """


class WorkspaceError(PmoError):
    """The workspace cannot be used.

    Parameters
    ----------
    troubles : iterable of Trouble
        All troubles found, not only the first.

    Examples
    --------
    >>> fault = Trouble(grade=Grade.FAULT, table="proposals", what="it has no rows")
    >>> WorkspaceError([fault]).troubles[0].where
    'proposals'
    """

    def __init__(self, troubles: Iterable[Trouble]):
        self.troubles = tuple(troubles)
        super().__init__("\n".join(str(trouble) for trouble in self.troubles))

    def _in_a_cell(self) -> str:
        """What has to be mended; the rest is counted, as it stops nothing."""
        grave = [trouble for trouble in self.troubles if trouble.grade is not Grade.FINDING]
        others = len(self.troubles) - len(grave)
        lines = ["the workspace cannot be used yet", *map(str, grave)]
        if others:
            findings = "1 finding, which stops" if others == 1 else f"{others} findings, which stop"
            lines.append(f"… and {findings} nothing; pmo check lists them")
        return "\n".join(lines) if grave else str(self)


class ProposalError(PmoError):
    """One proposal cannot be assessed because of its row faults; the others can.

    Parameters
    ----------
    proposal : str
        Id of the proposal.
    troubles : iterable of Trouble
        Its row faults.

    Examples
    --------
    >>> fault = Trouble(grade=Grade.ROW, table="costs", what="low is above high", row=12)
    >>> str(ProposalError("P-007", [fault]))
    'P-007: row fault: costs, row 12: low is above high'
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, proposal: str, troubles: Iterable[Trouble]):
        self.proposal = proposal
        self.troubles = tuple(troubles)
        super().__init__(f"{proposal}: " + "; ".join(str(trouble) for trouble in self.troubles))


_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]")
_LINE_LENGTH = 400
_VALUE_LENGTH = 200


def describe(error: BaseException) -> str:
    """Name and last line of an error, or the plain reason where the system gives one."""
    if isinstance(error, OSError) and error.errno is not None:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "the disk is full"
        return str(error.strerror or error).lower()
    if isinstance(error, MemoryError):
        return "the memory ran out"
    lines = [line for line in clean(str(error)).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[-1].strip()}" if lines else type(error).__name__


def shown_value(value: object) -> str:
    """A value as text of bounded length, whatever it is."""
    try:
        text = value.isoformat() if isinstance(value, dt.date) else repr(value)
        return shorten(text, _VALUE_LENGTH)
    except ValueError:
        return "a number of very many digits"
    except RecursionError:
        return "entries within entries, very deep"


def one_line(text: str) -> str:
    """`text` as one line without control characters and of bounded length."""
    return shorten(" ".join(clean(text).split()), _LINE_LENGTH)


def clean(text: str) -> str:
    """`text` without control characters and terminal colours."""
    text = _ANSI.sub("", text)
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
        else " "
        for character in text
    )
