"""Hashes that tell whether an assessment made earlier would come out the same today."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pmo_toolkit
from pmo_toolkit.core.settings import Settings

#: Libraries whose release may change a number or the look of a report.
LIBRARIES = (
    "jinja2",
    "matplotlib",
    "mistune",
    "nh3",
    "numpy",
    "pandas",
    "papermill",
    "scikit-learn",
    "scipy",
)


@cache
def versions() -> dict[str, str]:
    """Releases of Python, of this package and of the libraries that compute, by name."""
    releases = {"python": platform.python_version(), "pmo-toolkit": pmo_toolkit.__version__}
    for name in LIBRARIES:
        try:
            releases[name] = version(name)
        except PackageNotFoundError:
            continue
    return releases


def run_hash(
    settings: Settings,
    *,
    seed: int,
    as_of: date,
    notebook: Path,
    templates: Path,
    annexes: Sequence[Path] = (),
    comparison: str | None = None,
) -> str:
    """sha256 over everything but the data that all reports of a run depend on.

    Covered are the settings, seed, day, the notebook, the templates, this package's own code, and
    the releases of the libraries.

    Parameters
    ----------
    settings : Settings
    seed : int
    as_of : date
    notebook : Path
        The notebook that is run.
    annexes : sequence of Path
        Further notebooks that are run for each proposal.
    templates : Path
        Folder of the report templates.
    comparison : str, optional
        Hash of the data of all proposals, where a page compares them.
    """
    parts = {
        "settings": settings.as_dict(),
        "seed": seed,
        "as_of": as_of.isoformat(),
        "notebook": hashlib.sha256(notebook.read_bytes()).hexdigest(),
        "annexes": [hashlib.sha256(path.read_bytes()).hexdigest() for path in annexes],
        "comparison": comparison,
        "templates": files_hash(templates, templates.rglob("*")),
        "code": _own_code(),
        "versions": versions(),
    }
    return _sha256(json.dumps(parts, sort_keys=True))


def entry_hash(run: str, proposal_id: str, data: str) -> str:
    """sha256 for one proposal of a run.

    Parameters
    ----------
    run : str
        From `run_hash`.
    proposal_id : str
    data : str
        Hash of all that its assessment read.
    """
    return _sha256(json.dumps([run, proposal_id, data]))


def files_hash(folder: Path, files: Iterable[Path]) -> str:
    """sha256 over names and contents of files, whatever order they come in.

    Hidden files are passed over.
    """
    digest = hashlib.sha256()
    named = {path.relative_to(folder).as_posix(): path for path in files if path.is_file()}
    for name in sorted(named):
        if not any(part.startswith((".", "__pycache__")) for part in name.split("/")):
            content = named[name].read_bytes()
            digest.update(f"{len(name.encode())}:{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()


@cache
def _own_code() -> str:
    package = Path(pmo_toolkit.__file__).parent
    return files_hash(package, package.rglob("*.py"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
