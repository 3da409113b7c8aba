"""Which workspaces are merged, into which folder, and the prefix of each: refused or named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.file_lock import leads_elsewhere
from pmo_toolkit.workspace.sources.places import workspace_folder

_LONGEST = 12
_FITS = re.compile(rf"[A-Za-z0-9]{{1,{_LONGEST}}}")
#: Words of a folder's name that say nothing of whose it is.
_EMPTY_WORDS = {"pmo", "workspace", "portfolio", "ws", "the"}
#: Where the former merge is remembered.
RECORD_FOLDER = ".merges"
RECORD_FILE = f"{RECORD_FOLDER}/last.json"


@dataclass(frozen=True)
class Named:
    """A workspace with its prefix.

    Parameters
    ----------
    prefix : str
    given, path : Path
        As it was named, and where it lies.
    """

    prefix: str
    given: Path
    path: Path

    @property
    def folder_name(self) -> str:
        """Name of the folder or workbook, without ending."""
        return self.path.stem if self.path.is_file() else self.path.name

    def is_called(self, name: str) -> bool:
        """Whether a user's name for it means this one."""
        if name.casefold() in (self.prefix.casefold(), self.folder_name.casefold()):
            return True
        return str(self.given) == name or Path(name).expanduser().resolve() == self.path


def named_members(
    workspaces: Sequence[Path], into: Path, prefixes: Mapping[str, str]
) -> tuple[Named, ...]:
    """The workspaces with their prefixes.

    Raises
    ------
    UsageError
        For fewer than two, one that is named twice or missing, folders within each other, and
        prefixes that are unfit, unknown or not unique.
    """
    if len(workspaces) < 2:
        raise UsageError("name at least two workspaces to merge, as in: pmo merge A B --into C")
    paths = [_existing(path) for path in workspaces]
    for number, path in enumerate(paths):
        for other in range(number):
            if _same(path, paths[other]):
                raise UsageError(
                    f"{workspaces[number]} and {workspaces[other]} are the same workspace; name"
                    " each once"
                )
    _refuse_target(into, dict(zip(workspaces, paths, strict=True)))
    named = [Named("", given, path) for given, path in zip(workspaces, paths, strict=True)]
    stated: dict[int, str] = {}
    for name, prefix in prefixes.items():
        places = [number for number, one in enumerate(named) if one.is_called(name)]
        if len(places) != 1:
            raise UsageError(
                f"--prefix {name}={prefix}: {name} is none of the workspaces; name one of"
                f" {', '.join(map(str, workspaces))}"
            )
        if not _FITS.fullmatch(prefix):
            raise UsageError(
                f"--prefix {name}={prefix}: a prefix has 1 to {_LONGEST} letters a–z and digits"
            )
        stated[places[0]] = prefix
    chosen = tuple(
        Named(stated.get(number) or _own_prefix(one), one.given, one.path)
        for number, one in enumerate(named)
    )
    _refuse_clashes(chosen)
    return chosen


def _existing(path: Path) -> Path:
    workspace_folder(path)
    return path.resolve()


def _same(one: Path, other: Path) -> bool:
    return one == other or one.samefile(other)


def _refuse_target(into: Path, workspaces: Mapping[Path, Path]) -> None:
    try:
        if leads_elsewhere(into):
            raise UsageError(f"--into {into}: is a link, and links are not followed")
        target, is_file = into.resolve(), into.is_file()
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be a path"
        raise UsageError(f"--into {into}: the folder cannot be opened ({reason})") from None
    if is_file:
        raise UsageError(f"--into {into}: this is a file. Name a folder; it is made if need be")
    for given, path in workspaces.items():
        if target == path:
            raise UsageError(
                f"--into {into} is the workspace {given} itself, which a merge never changes;"
                " name another folder"
            )
        own = path if path.is_dir() else path.parent
        if path.is_dir() and own in target.parents:
            raise UsageError(
                f"--into {into} lies inside the workspace {given}; name a folder outside of it"
            )
        if target == own or target in own.parents:
            raise UsageError(
                f"the workspace {given} lies inside --into {into}, where it would be in the way;"
                " name another folder"
            )
    if target.is_dir() and not (target / RECORD_FILE).is_file() and any(target.iterdir()):
        raise UsageError(
            f"--into {into}: the folder holds something that no merge wrote. Name a new folder, or"
            " that of an earlier merge"
        )


def _own_prefix(named: Named) -> str:
    """A prefix from the first word of the folder's name that says whose it is."""
    plain = unicodedata.normalize("NFKD", named.folder_name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    telling = [word for word in words if word.casefold() not in _EMPTY_WORDS] or words
    if not telling:
        raise UsageError(
            f"{named.given}: no prefix can be made of this name. State one:"
            f" --prefix {named.folder_name}=ABC"
        )
    return str(telling[0])[:_LONGEST].upper()


def _refuse_clashes(members: Sequence[Named]) -> None:
    first: dict[str, Named] = {}
    for member in members:
        other = first.setdefault(member.prefix.casefold(), member)
        if other is not member:
            raise UsageError(
                f"{other.given} and {member.given} would both have the prefix {member.prefix}."
                f" State another: --prefix {member.given}={member.prefix[: _LONGEST - 1]}2"
            )
