"""Whether a folder of results still holds what its run wrote.

Every file against its hash in the manifest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.manifest import MANIFEST_NAME, read_manifest
from pmo_toolkit.core.errors import UsageError


@dataclass(frozen=True)
class Verification:
    """What became of the files of a run.

    Parameters
    ----------
    folder : str
    files : int
        How many were compared with their hashes.
    changed, absent, unreadable : tuple of str
        Paths relative to the folder, with forward slashes.
    unfinished : bool
        Whether the run that wrote them was ended before its end.
    """

    folder: str
    files: int
    changed: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    unfinished: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every file is there and as it was written."""
        return not (self.changed or self.absent or self.unreadable)


def verify(folder: Path) -> Verification:
    """Compare every file of a run with the hash that its manifest holds.

    Parameters
    ----------
    folder : Path
        What ``pmo assess --out`` named.

    Returns
    -------
    Verification

    Raises
    ------
    UsageError
        If the folder holds no manifest, or one that cannot be understood.
    """
    held = LocalFolder(folder)
    manifest = read_manifest(held)
    if manifest is None:
        raise UsageError(
            f"{folder} holds no {MANIFEST_NAME}: name the folder that pmo assess --out wrote"
        )
    problems: dict[str, list[str]] = {"changed": [], "absent": [], "unreadable": []}
    files = 0
    for paths, contents in (
        (manifest.index_contents, manifest.index_contents),  # of older runs nothing is known
        *((entry.files, entry.contents) for entry in manifest.proposals),
    ):
        files += len(paths)
        for path, problem in _problems(held, paths, contents):
            problems[problem].append(path)
    return Verification(
        folder=str(folder),
        files=files,
        unfinished=manifest.state != "done",
        **{problem: tuple(paths) for problem, paths in problems.items()},
    )


def _problems(
    folder: LocalFolder, paths: Iterable[str], contents: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[str, str]]:
    """Path and problem (changed, absent, unreadable) of each file that is not as it was written."""
    for path in paths:
        if folder.size(path) is None:
            yield path, "absent"
        elif not (digest := folder.sha256(path)):
            yield path, "unreadable"
        elif digest != contents.get(path, {}).get("sha256"):
            yield path, "changed"


def verification_lines(verification: Verification) -> list[str]:
    """What `pmo verify` prints: one line a file that is not as it was written, and the sum."""
    lines = []
    for problem in ("changed", "absent", "unreadable"):
        lines += [f"{problem}: {path}" for path in getattr(verification, problem)]
    bad = len(lines)
    if verification.unfinished:
        lines.append("the run that wrote these files was ended early; go on with --resume")
    if verification.is_whole:
        lines.append(f"{verification.files} files are as they were written.")
    else:
        lines.append(
            f"{bad} of {verification.files} files are not as they were written."
            " pmo assess … --resume makes the proposals concerned anew."
        )
    return lines
