"""Errors of the system and of libraries as one plain line."""

from __future__ import annotations

import errno
import re
import unicodedata

from pmo_toolkit.core.errors import shorten

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
        return shorten(repr(value), _VALUE_LENGTH)
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
