"""A plan in a file, whatever its format: told by the contents, not by the name."""

from __future__ import annotations

import re
from pathlib import Path

from pmo_toolkit.analysis.scheduling.shapes import SchedulingProblem
from pmo_toolkit.core.errors import describe
from pmo_toolkit.plan_files.base.shapes import PlanFile, PlanFileError, fault
from pmo_toolkit.plan_files.mspdi.reading import read_mspdi
from pmo_toolkit.plan_files.patterson import read_mplib, read_patterson
from pmo_toolkit.plan_files.psplib import read_psplib

#: Formats that are read, as messages name them.
KNOWN = (
    "a plan of PSPLIB (.sm, .mm), of Patterson (.rcp), of several projects (MPLIB), or of Microsoft"
    " Project as XML (.xml)"
)
#: Ten times the largest plan that was seen; a text of numbers is smaller.
MOST_BYTES = 200_000_000
#: Bytes that tell XML from text.
_HEAD = 4096
_MPLIB_TOKEN = re.compile(r"(?<!\S)\d+:\d+(?!\S)")
_NUMBERS = re.compile(r"[\d\s.+-]*")


def read_plan(path: Path) -> SchedulingProblem:
    """The scheduling problem that a file states; see `read_plan_file`."""
    return read_plan_file(path).problem


def read_plan_file(path: Path) -> PlanFile:
    """A plan with its dates and remarks.

    Parameters
    ----------
    path : Path
        A file of PSPLIB, Patterson, MPLIB or MSPDI.

    Raises
    ------
    PlanFileError
        Where it cannot be read, is damaged, or is of another kind.
    """
    path = Path(path)
    try:
        return _read(path)
    except OSError as error:
        raise PlanFileError(f"{path}: cannot be read: {describe(error)}") from None


def _read(path: Path) -> PlanFile:
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise fault(
            path.name,
            "the file is larger than any plan",
            found=f"{size:,} bytes",
            expected=f"at most {MOST_BYTES:,}",
            next_step="Export the plan alone.",
        )
    with path.open("rb") as stream:
        data = stream.read(_HEAD)
        start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
        if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
            return read_mspdi(path)
        data += stream.read()
    text = _text(path.name, data)
    lines = list(enumerate(text.splitlines(), start=1))
    if re.search(r"PRECEDENCE\s+RELATIONS|REQUESTS/DURATIONS|^jobs\s+\(incl", text, re.MULTILINE):
        return read_psplib(path.name, path.stem, lines)
    if _MPLIB_TOKEN.search(text) and _NUMBERS.fullmatch(text.replace(":", " ")):
        return read_mplib(path.name, path.stem, lines)
    if _looks_like_numbers(text):
        return read_patterson(path.name, path.stem, lines)
    raise unknown(path.name, _shown(text))


def _text(file: str, data: bytes) -> str:
    if b"\0" in data:
        raise unknown(file, "a binary file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if not text.strip():
        raise fault(file, "the file is empty", expected=KNOWN, next_step="Export it again.")
    return text


def _looks_like_numbers(text: str) -> bool:
    """Whether the first line that holds anything is two whole numbers, activities and resources."""
    first = next(line for line in text.splitlines() if line.strip())
    return re.fullmatch(r"\s*\d+(\s+\d+)*\s*", first, re.ASCII) is not None


def unknown(file: str, found: str) -> PlanFileError:
    """The refusal of a file of another kind."""
    return fault(
        file,
        "the file is no plan that is known",
        found=found,
        expected=KNOWN,
        next_step="Save an .mpp file in Microsoft Project as XML; give a workspace as its folder.",
    )


def _shown(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if line.strip())[:60]
