"""The files that a study leaves in a folder of results: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.target import refuse_links, target
from pmo_toolkit.batch.store.together import take_together
from pmo_toolkit.core.atomic_files import write_bytes
from pmo_toolkit.core.errors import ExitCode, PmoError, describe

_Result = TypeVar("_Result")


class StudyError(PmoError):
    """A study could not be made or written; nothing of it was put in place."""

    exit_code = ExitCode.SOME_FAILED


def write_files(
    name: str,
    workspace: Path,
    out: Path | str,
    make: Callable[[Folder, Path], tuple[Mapping[str, bytes], _Result]],
    files: Iterable[str] = (),
    *,
    former: Callable[[str], bool] | None = None,
) -> _Result:
    """Make the files of a study and put them into a folder, whole or not at all.

    Parameters
    ----------
    name : str
        Of the study, for messages.
    workspace : Path
    out : Path or str
        New, empty, or of an earlier run; reports of proposals may lie there. Also an address.
    make : callable
        Given the folder, whose lock is held, and a folder for files on their way: file → content,
        and the result.
    files : iterable of str
        Names that are known beforehand; nothing is made where one of them is a link.
    former : callable, optional
        Whether a file of that name is one that an earlier run left; it goes unless it is made anew.

    Returns
    -------
    object
        The result of `make`.

    Raises
    ------
    UsageError
        For a folder that cannot serve; nothing is made.
    StudyError
        If the files cannot be written.
    """
    with target(out, workspace) as folder:
        refuse_links(folder, files)
        try:
            with folder.lock(), folder.staging() as staged:
                contents, result = make(folder, staged)
                refuse_links(folder, contents)
                for file, content in contents.items():
                    write_bytes(staged / file, content)
                known = folder.names() if former is not None else ()
                gone = [file for file in known if former is not None and former(file)]
                take_together(folder, staged, contents, sorted(set(gone) - set(contents)))
        except OSError as error:
            raise StudyError(
                f"the {name} cannot be written into {folder.where}: {describe(error)}"
            ) from error
    return result
