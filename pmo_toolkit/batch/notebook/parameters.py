"""What may be handed to the notebook.

Four known names, and values that are plain text, whole numbers or nothing.

The runner executes parameters as code and only warns of names it does not know; so nothing that a
user typed ever becomes a name, and the notebook is asked first which names it has.

Values arrive as they are or are refused; nothing is converted. What only behaves like text or a
whole number (NumPy's own kinds, enumerations, classes derived from text) is refused too: it could
write itself as anything, and would arrive as another type than it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pmo_toolkit.core.errors import UsageError, shorten

#: The parameters of ``assess_proposal.ipynb``.
NAMES = ("workspace", "proposal_id", "seed", "as_of")
#: What a notebook that is run may be given: those, and the former runs of a portfolio.
KNOWN = (*NAMES, "assessments", "since")

#: Longest whole number, in bits: many times any seed, far below where Python refuses to write a
#: number out.
LARGEST_BITS = 1024

Value = str | int | None


def notebook_parameters(
    *, workspace: Path, proposal_id: str, seed: int, as_of: date
) -> dict[str, Value]:
    """The parameters of one run, checked.

    Raises
    ------
    UsageError
        For text that cannot be handed over.
    """
    return checked(
        {
            "workspace": str(workspace.absolute()),
            "proposal_id": proposal_id,
            "seed": seed,
            "as_of": as_of.isoformat(),
        }
    )


def checked(parameters: Mapping[str, object], known: Iterable[str] = KNOWN) -> dict[str, Value]:
    """The same parameters, if every name is known and every value can be handed over.

    Raises
    ------
    UsageError
        For an unknown name (with the nearest known one), a value of another kind, a number of more
        than `LARGEST_BITS`, or text that is not valid Unicode or holds a NUL.
    """
    allowed = tuple(known)
    values: dict[str, Value] = {}
    for name, value in parameters.items():
        if type(name) is not str:
            raise UsageError(f"the name of a parameter is text, not {type(name).__name__}")
        if name not in allowed:
            near = get_close_matches(name, allowed, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(allowed)}"
            raise UsageError(f"the notebook has no parameter {shorten(name)!a}{hint}")
        values[name] = _value(name, value)
    return values


def check_notebook(notebook: Path) -> None:
    """Make sure that the notebook can be read and has all of `NAMES` in its parameters cell.

    Raises
    ------
    UsageError
        Naming what is missing.
    """
    from pmo_toolkit.core.startup import import_nbformat

    import_nbformat()
    import papermill

    try:
        present = papermill.inspect_notebook(runner_path(notebook))
    except FileNotFoundError:
        raise UsageError(f"the notebook {notebook} is missing; install the program again") from None
    except Exception as error:  # nbformat and papermill raise many kinds for a damaged file
        raise UsageError(
            f"{notebook} cannot be read as a notebook ({type(error).__name__})"
        ) from None
    missing = [name for name in NAMES if name not in present]
    if len(missing) == len(NAMES):
        raise UsageError(f"{notebook} has no cell tagged “parameters” that sets {', '.join(NAMES)}")
    if missing:
        raise UsageError(f"{notebook}: its parameters cell lacks {', '.join(missing)}")


def runner_path(path: Path) -> str:
    """A path as papermill wants it: it would otherwise take braces for placeholders."""
    return str(path.absolute()).replace("{", "{{").replace("}", "}}")


def _value(name: str, value: object) -> Value:
    if value is None:
        return None
    if type(value) is str:
        return _text(name, value)
    if type(value) is not int:
        raise UsageError(
            f"parameter {name}: expected text or a whole number, found {type(value).__name__}"
        )
    if value.bit_length() > LARGEST_BITS:
        raise UsageError(
            f"parameter {name}: a whole number of {value.bit_length()} bits is too large"
        )
    return value


def _text(name: str, value: str) -> str:
    if "\0" in value:
        raise UsageError(f"parameter {name}: {shorten(value)!a} holds a NUL character")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError(
            f"parameter {name}: {shorten(value)!a} is not valid Unicode text"
        ) from None
    return value
