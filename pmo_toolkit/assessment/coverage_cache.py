"""What was measured of a model, or of texts compared with each other, is kept for the next run.

Under a key that covers everything it depends on. Figures only, as JSON, in the user's own cache
folder: nothing is ever executed or unpickled, a file that cannot be read is measured anew, and the
folder may be deleted at any time. Each file holds its key and a checksum over both: figures that
were edited by hand, damaged or copied from another key count as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

import platformdirs

#: Figures of public data sets; `tools/make_priors.py` writes them.
PRIORS_FILE = Path(__file__).resolve().parent / "priors.json"
#: Names another folder than the user's cache; an empty value switches keeping off.
FOLDER_VARIABLE = "PMO_CACHE_DIR"
_LIBRARIES = ("numpy", "pandas", "scikit-learn", "scipy")
_PACKAGE = "pmo_toolkit.analysis.estimating"
#: Bytes that no file of ours reaches: figures of one model are a few kilobytes.
_MOST_BYTES = 1_000_000


class KeptFigures:
    """Measured figures in a folder, one small file each.

    Parameters
    ----------
    folder : Path
    package : str
        Whose code the figures depend on.
    """

    def __init__(self, folder: Path, package: str = _PACKAGE):
        self.folder, self._package = folder, package

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Figures kept under a key, or None where there are none that are as they were put."""
        full = self._full_key(key)
        try:
            with self._file(full).open("rb") as file:
                kept = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return None
        figures = kept.get("figures") if isinstance(kept, dict) else None
        if not isinstance(figures, dict) or kept.get("sha256") != _checksum(full, figures):
            return None
        return figures

    def put(self, key: str, figures: Mapping[str, Any]) -> None:
        """Keep figures; where the folder cannot be written, they are simply not kept."""
        full = self._full_key(key)
        target = self._file(full)
        beside = target.with_name(f"{target.name}.{uuid4().hex}")
        kept = {"key": full, "figures": figures, "sha256": _checksum(full, figures)}
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(target)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _full_key(self, key: str) -> str:
        """The key of the data with all else that the figures depend on."""
        return hashlib.sha256(f"{key} {_made_by(self._package)}".encode()).hexdigest()

    def _file(self, full: str) -> Path:
        return self.folder / full[:2] / f"{full}.json"


def _checksum(full: str, figures: Mapping[str, Any]) -> str:
    """sha256 over a key and its figures; JSON gives every float back as it was."""
    return hashlib.sha256(f"{full} {json.dumps(figures, sort_keys=True)}".encode()).hexdigest()


def kept_figures(package: str = _PACKAGE) -> KeptFigures | None:
    """Figures kept in the user's cache folder, or where ``PMO_CACHE_DIR`` says.

    None where that is empty.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named is None:
        folder = platformdirs.user_cache_path("pmo-toolkit", appauthor=False)
        return KeptFigures(folder / "measured", package)
    return KeptFigures(Path(named) / "measured", package) if named else None


@cache
def _made_by(package: str) -> str:
    """What the figures depend on besides the data: our code, the libraries, the machine."""
    digest = hashlib.sha256()
    root = Path(str(files(package)))
    for code in sorted(root.rglob("*.py")):
        digest.update(code.relative_to(root).as_posix().encode() + b"\0" + code.read_bytes())
    digest.update(PRIORS_FILE.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}".encode())
    digest.update(f"{platform.python_version()} {platform.machine()} {platform.system()}".encode())
    return digest.hexdigest()
