"""The folder that results go into: refused before anything is run if it cannot serve."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pmo_toolkit.batch.store.addresses import is_address, local_path, open_address
from pmo_toolkit.batch.store.finishing import ON_THE_WAY
from pmo_toolkit.batch.store.folder import STAGING_PREFIX, Folder, LocalFolder
from pmo_toolkit.batch.store.journal import JOURNAL_NAME
from pmo_toolkit.batch.store.manifest import MANIFEST_NAME, holds_manifest
from pmo_toolkit.core.atomic_files import TEMPORARY, write_bytes
from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.core.file_lock import LOCK_NAME

INDEX_NAME = "index.html"
#: Files that studies of a whole workspace leave, which may lie beside the reports of a run.
STUDY_FILES = frozenset(
    {
        *(f"facilitation.{ending}" for ending in ("html", "json", "ipynb")),
        *("portfolio.html", "moderation.json", "moderation.xlsx", "portfolio_advice.ipynb"),
        *(f"revaluation.{ending}" for ending in ("html", "json", "xlsx")),
        "service_revaluation.ipynb",
    }
)
_QUESTION_FILE = re.compile(r"questions(-[a-z0-9-]+\.(html|xlsx|txt)|\.json)")
_INDEX_PAGE = re.compile(r"index(-[0-9]+)?\.html", re.IGNORECASE)
#: What systems put into folders unasked.
_CLUTTER = {".ds_store", "thumbs.db", "desktop.ini", ".directory"}


def is_index_page(name: str) -> bool:
    """Whether a file of that name in the folder of results is a page of the index."""
    return _INDEX_PAGE.fullmatch(name) is not None


def is_question_file(name: str) -> bool:
    """Whether a file of that name in the folder of results holds questions to departments."""
    return _QUESTION_FILE.fullmatch(name) is not None


@contextmanager
def target(out: Path | str, workspace: Path) -> Iterator[Folder]:
    """`open_target` for a ``with`` block.

    A folder that was made for it and is empty after an error goes again.
    """
    path = local_path(out) if isinstance(out, str) and is_address(out) else Path(out)
    is_new = path is not None and not os.path.lexists(path)
    folder = open_target(out, workspace)
    try:
        yield folder
    except BaseException:
        if is_new and path is not None:
            with suppress(OSError):  # it is not empty: something was done
                path.rmdir()
        raise


def open_target(out: Path | str, workspace: Path) -> Folder:
    """The folder of results that `out` names.

    A path, made sure of as by `prepare_target`, or an address.

    Raises
    ------
    UsageError
        As `prepare_target` and `open_address`.
    """
    if isinstance(out, Path) or not is_address(out):
        return LocalFolder(prepare_target(Path(out), workspace))
    if (path := local_path(out)) is not None:
        return LocalFolder(prepare_target(path, workspace))
    folder = open_address(out)
    try:
        if not holds_manifest(folder):
            _refuse_foreign(folder.names(), out)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be looked into: {describe(error)}. Choose another --out"
        ) from None
    return folder


def prepare_target(out: Path, workspace: Path) -> Path:
    """Make sure that results can go into `out`, and make the folder if need be.

    Parameters
    ----------
    out : Path
        Folder named by the user.
    workspace : Path
        Folder or file of the workspace.

    Returns
    -------
    Path
        The folder, absolute and without symbolic links.

    Raises
    ------
    UsageError
        If `out` is a file, lies in the workspace or holds it, holds other things than our results,
        or cannot be written.
    """
    try:
        folder = out.resolve()
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{out} is a file. Choose a folder with --out")
        _refuse_inside(folder, workspace, out)
        folder.mkdir(parents=True, exist_ok=True)
        refuse_links(LocalFolder(folder), (LOCK_NAME, MANIFEST_NAME, JOURNAL_NAME))
        if not holds_manifest(folder):
            _refuse_foreign((path.name for path in folder.iterdir()), out)
        _refuse_around(folder, workspace, out)
        trial = folder / f".{secrets.token_hex(8)}{TEMPORARY}"
        write_bytes(trial, b"")
        trial.unlink()
    # ValueError: a NUL in the name; RuntimeError: a loop of links
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"nothing can be written into {ascii_safe(out)}: {describe(error)}. Choose another"
            " --out"
        ) from None
    return folder


def refuse_links(folder: Folder, names: Iterable[str]) -> None:
    """Make sure that nothing of a run would be written where a link leads.

    Raises
    ------
    UsageError
        If one of the names is a symbolic link in the folder.
    """
    for name in names:
        if folder.is_link(name):
            raise UsageError(
                f"{folder.where}/{name} is a symbolic link: what is written there would land"
                " elsewhere. Remove the link, or choose another --out"
            )


def ascii_safe(path: Path) -> str:
    """A path for a message, even where its name is not valid text."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")


def _refuse_inside(folder: Path, workspace: Path, out: Path) -> None:
    for place in (folder, *folder.parents):
        if place.exists() and place.samefile(workspace):
            raise UsageError(
                f"{out} lies in the workspace, where reports would mix with your tables. Choose"
                " another --out"
            )


def _refuse_around(folder: Path, workspace: Path, out: Path) -> None:
    if folder in workspace.resolve().parents:
        raise UsageError(
            f"the workspace lies in {out}, where reports would mix with your tables. Choose another"
            " --out"
        )


def _refuse_foreign(names: Iterable[str], out: Path | str) -> None:
    for name in names:
        if (
            name.startswith(STAGING_PREFIX)
            or name.endswith(TEMPORARY)
            or name.casefold() in (LOCK_NAME, ON_THE_WAY, *_CLUTTER, *STUDY_FILES)
            or is_question_file(name)
        ):
            continue
        raise UsageError(
            f"{out} holds other things ({name}) and no {MANIFEST_NAME} of an earlier run. "
            "Choose a new or empty folder with --out"
        )
