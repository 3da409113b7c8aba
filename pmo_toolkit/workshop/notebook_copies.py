"""Copies of notebooks with parameters set, in a folder of the user's; what is there is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.atomic_files import write_text
from pmo_toolkit.core.files.notebook_parameters import with_parameters
from pmo_toolkit.core.places import place

#: Folder of copies below that of the notebooks; in a checkout, whose notebooks are the shipped
#: ones, they lie with all else that is made.
COPIES, COPIES_OF_CHECKOUT = "proposals", "out/notebooks"


@dataclass(frozen=True)
class Copies:
    """Notebooks that are set to one proposal.

    Parameters
    ----------
    paths : mapping of str to Path
        Name without suffix → copy.
    other : tuple of str
        Names of those that were there before and are set to something else.
    """

    paths: Mapping[str, Path]
    other: tuple[str, ...]


def copies_for(proposal: str, names: tuple[str, ...], workspace: Path | str, here: Path) -> Copies:
    """Notebooks set to one proposal; one that is there already is the user's and stays.

    Parameters
    ----------
    proposal : str
        Its id, which is fit to name a folder.
    names : tuple of str
        Notebooks, without suffix.
    workspace : path or str
        As the parameters cell shall name it: absolute, or ``sample``.
    here : Path
        Folder of the notebook that asks.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    shipped = place("notebooks")
    is_checkout = here.resolve() == shipped.resolve()
    folder = (here.parent / COPIES_OF_CHECKOUT if is_checkout else here / COPIES) / proposal
    folder.mkdir(parents=True, exist_ok=True)
    parameters = {"workspace": _literal(str(workspace)), "proposal_id": _literal(proposal)}
    parameters["proposals"] = f"[{_literal(proposal)}]"  # of a workshop
    paths, other = {}, []
    for name in names:
        copy = paths[name] = folder / f"{name}.ipynb"
        if not copy.exists():
            text = (shipped / copy.name).read_text(encoding="utf-8")
            write_text(copy, with_parameters(text, parameters))
        elif not _is_set(copy, parameters):
            other.append(name)
    return Copies(paths, tuple(other))


def _literal(text: str) -> str:
    """A text as Python writes it, in double quotes where it holds none."""
    plain = re.fullmatch(r"[\w ./:-]*", text) is not None
    return f'"{text}"' if plain else repr(text)


def _is_set(copy: Path, parameters: Mapping[str, str]) -> bool:
    """Whether the parameters of a copy are these."""
    try:
        text = copy.read_text(encoding="utf-8")
        return with_parameters(text, parameters).strip() == with_parameters(text, {}).strip()
    except (OSError, ValueError):
        return False
