"""Where the files that travel with the package lie: templates, notebooks and the sample organisation.

An installed wheel carries them inside the package (``pmo_toolkit/_shipped``); a source checkout has them beside it.
"""

from __future__ import annotations

from importlib.resources import files
from os import PathLike
from pathlib import Path
from types import MappingProxyType

#: Name of a place → its folder in a source checkout, relative to the root of the project.
PLACES: MappingProxyType[str, str] = MappingProxyType(
    {"templates": "templates", "notebooks": "notebooks", "sample": "data/sample"}
)


def place(name: str) -> Path:
    """Folder of shipped files.

    Parameters
    ----------
    name : str
        ``"templates"``, ``"notebooks"`` or ``"sample"``.

    Returns
    -------
    Path
        A folder that exists; treat it as read-only.

    Raises
    ------
    ValueError
        For a name that is not a place.
    FileNotFoundError
        If the installation is incomplete.
    """
    if name not in PLACES:
        raise ValueError(f"there is no place {name!r}; known are {', '.join(PLACES)}")
    package = Path(str(files("pmo_toolkit")))
    # The wheel comes first: a folder of the same name next to site-packages must never win over it.
    for folder in (package / "_shipped" / name, package.parent / PLACES[name]):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installed pmo-toolkit lacks its {name}; install it again")


def workspace_path(named: str | PathLike[str]) -> Path:
    """The path of a workspace; ``"sample"`` means the shipped sample organisation where nothing else has that name."""
    path = Path(named)
    return place("sample") if path == Path("sample") and not path.exists() else path
