"""Whose reports a folder of results holds: those of one client are never mixed with another's.

A workspace has no lasting identity: its folder may be renamed, its tables change from month to
month, and its name need not be stated. What lasts are the name where there is one, and proposals,
known again by id and title. Ids alone tell nothing, since everybody has a ``P-001``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from pmo_toolkit.batch.store.manifest import Entry, Manifest
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace.configuration.config import NO_NAME

#: Titles that share so much are the same title, reworded.
_ALIKE = 0.75


def refuse_other_workspace(
    manifest: Manifest, where: str, *, name: str | None, titles: Mapping[str, str]
) -> None:
    """Refuse to mix reports of two workspaces in one folder.

    Parameters
    ----------
    manifest : Manifest
        Of what the folder holds.
    where : str
        The folder, for the message.
    name : str or None
        Name that the workspace states.
    titles : mapping of str to str
        Proposals of the workspace: id → title, empty where that is not known.

    Raises
    ------
    UsageError
        If the folder holds reports of another workspace.
    """
    if _is_same(manifest, name, titles):
        return
    theirs = "" if manifest.workspace == NO_NAME else f", {manifest.workspace!r}"
    raise UsageError(
        f"{where} holds reports of another workspace{theirs} ({_few(manifest.by_id)}). Reports of"
        " two workspaces are not mixed: choose another --out, or remove that folder first"
    )


def _is_same(manifest: Manifest, name: str | None, titles: Mapping[str, str]) -> bool:
    """Whether the reports can be of the workspace.

    They are where both state the same name, or where most of the proposals that both hold bear
    the same title; of all reports, where both state names and these differ.
    """
    if not manifest.proposals or name == manifest.workspace:
        return True
    common = [entry for entry in manifest.proposals if entry.id in titles]
    known_again = sum(_alike(entry, titles[entry.id]) for entry in common)
    named_otherwise = name is not None and manifest.workspace != NO_NAME
    of = len(manifest.proposals) if named_otherwise else len(common)
    return 0 < of <= 2 * known_again


def _alike(entry: Entry, title: str) -> bool:
    """Whether two titles are the same but for wording; one that is not known tells nothing else."""
    if not title or entry.title == entry.id:
        return True
    one, other = (" ".join(text.casefold().split()) for text in (entry.title, title))
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _few(ids: Iterable[str]) -> str:
    shown = list(ids)
    return ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")
