"""The manifest: what a run left behind, one entry a proposal.

Other programs may rely on it; its JSON Schema travels with the package
(``schemas/manifest.schema.json``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PureWindowsPath
from typing import Any

from pmo_toolkit.assessment.lookups.queries import Query, queries_as_json, queries_from_json
from pmo_toolkit.batch.job.annexes import PAGES
from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.job.result_files import FILE_NAMES
from pmo_toolkit.batch.store.folder import Folder, LocalFolder
from pmo_toolkit.batch.store.journal import JOURNAL_NAME, replayed
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import UsageError, describe

SCHEMA_VERSION = "1.3"
MANIFEST_NAME = "manifest.json"
MADE_BY = "pmo-toolkit"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What became of one proposal.

    Parameters
    ----------
    id, title : str
    status : Status
    why : str or None
        Reason of a failure, in plain words.
    input_hash : str
        sha256 over everything that the assessment depends on; while it stays the same, so does the
        assessment.
    seed : int
    as_of : str
        ISO 8601 day at which the assessment looks at the world.
    versions : mapping of str to str
        Of Python, this package and the libraries that compute.
    seconds : float
        Time from start to end, on the machine that did it.
    report, notebook, assessment : str or None
        Paths relative to the folder of the manifest, with forward slashes; None where there is
        none.
    annexes : tuple of str
        Paths of the annexes, where they were asked for.
    contents : mapping of str to mapping
        Path of each file → its ``bytes`` and ``sha256``, so that anyone can tell whether the files
        belong together.
    summary : mapping or None
        What the index says of the proposal, in the words and the shape of its ``assessment.json``.
    queries : tuple of Query or None
        What its assessment read of the workspace; None where that is not known.
    """

    id: str
    title: str
    status: Status
    why: str | None
    input_hash: str
    seed: int
    as_of: str
    versions: Mapping[str, str]
    seconds: float
    report: str | None = None
    notebook: str | None = None
    assessment: str | None = None
    annexes: tuple[str, ...] = ()
    contents: Mapping[str, Mapping[str, int | str]] = field(default_factory=dict)
    summary: Mapping[str, Any] | None = None
    queries: tuple[Query, ...] | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of the files that this entry stands for."""
        own = (self.report, self.notebook, self.assessment, *self.annexes)
        return tuple(path for path in own if path is not None)

    def as_dict(self) -> dict[str, Any]:
        """The entry as JSON holds it."""
        own = {name: getattr(self, name) for name in _FIELDS}
        return own if self.queries is None else {**own, "queries": queries_as_json(self.queries)}


_FIELDS = tuple(item.name for item in fields(Entry))


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All that one folder of results holds.

    Parameters
    ----------
    workspace : str
        Name that ``workspace.toml`` states, never that of a folder.
    is_sample : bool
        Whether these are sample data.
    state : str
        ``running``, ``stopped`` (by the user or a fault of the system) or ``done``.
    set_aside : tuple of str
        Rows of the workspace that could not be used, one sentence each.
    proposals : tuple of Entry
        In the order of the workspace.
    index : tuple of str
        Names of the pages of the index, the one to open first.
    index_contents : mapping of str to mapping
        Each of these names → its ``bytes`` and ``sha256``.
    """

    workspace: str
    is_sample: bool
    state: str
    set_aside: tuple[str, ...] = ()
    proposals: tuple[Entry, ...] = ()
    index: tuple[str, ...] = ()
    index_contents: Mapping[str, Mapping[str, int | str]] = field(default_factory=dict)

    @property
    def by_id(self) -> dict[str, Entry]:
        """Entries by the proposal's id."""
        return {entry.id: entry for entry in self.proposals}

    def as_dict(self) -> dict[str, Any]:
        """The manifest as JSON holds it."""
        own = {item.name: getattr(self, item.name) for item in fields(self)}
        entries = [entry.as_dict() for entry in self.proposals]
        return {"schema_version": SCHEMA_VERSION, "made_by": MADE_BY, **own, "proposals": entries}

    def write(self, folder: Folder | Path) -> None:
        """Write ``manifest.json`` into `folder`, atomically.

        Raises
        ------
        OSError
            If it cannot be written; an older manifest is then untouched.
        """
        _folder(folder).write_text(MANIFEST_NAME, canonical_json(self.as_dict()))


def read_manifest(folder: Folder | Path) -> Manifest | None:
    """The manifest in `folder` with what the journal of an interrupted run adds; None without one.

    Raises
    ------
    UsageError
        If there is a ``manifest.json`` that this program did not write, or cannot understand.
    """
    held = _folder(folder)
    read = _content(held)
    if read is None:
        return None
    text, content = read
    try:
        records = {record["id"]: record for record in content["proposals"]}
        with suppress(FileNotFoundError):
            text += (journal := held.read_text(JOURNAL_NAME))
            records = replayed(records, journal)
        if "\\ud" in text.lower():  # halves of characters, which no file of ours holds, fail here
            json.dumps([content, records], ensure_ascii=False).encode("utf-8")
        return _manifest({**content, "proposals": records.values()})
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        raise UsageError(f"{held.where}/{MANIFEST_NAME} is damaged. Choose another --out") from None


def holds_manifest(folder: Folder | Path) -> bool:
    """Whether there is a ``manifest.json`` of ours, without looking at what it says of proposals.

    Raises
    ------
    UsageError
        As `read_manifest`, for a file of another program or version.
    """
    return _content(_folder(folder)) is not None


def _content(held: Folder) -> tuple[str, dict[str, Any]] | None:
    """Text and JSON of a manifest of this program and version."""
    path = f"{held.where}/{MANIFEST_NAME}"
    try:
        text = held.read_text(MANIFEST_NAME)
        content = json.loads(text)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {describe(error)}. Choose another --out"
        ) from None
    except (ValueError, RecursionError):
        raise UsageError(
            f"{path} is damaged: it is not the JSON text that a run writes. "
            "Bring it back from a copy, or choose another --out"
        ) from None
    if not isinstance(content, dict) or content.get("made_by") != MADE_BY:
        raise UsageError(f"{path} belongs to another program. Choose another --out")
    if str(content.get("schema_version", "")).partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise UsageError(
            f"{path} is of another version of this program ({content.get('schema_version')})."
            " Choose another --out"
        )
    return text, content


def _folder(folder: Folder | Path) -> Folder:
    return LocalFolder(folder) if isinstance(folder, Path) else folder


def _is_own(entry: Entry) -> bool:
    """Whether all paths are ones that a run writes.

    Files named here may be removed, so no other is trusted.
    """
    if not entry.files:
        return True
    own = PureWindowsPath(entry.id)  # splits at both kinds of slash and sees drives
    known = {f"{entry.id}/{name}" for name in (*FILE_NAMES, *PAGES)}
    return (
        not own.anchor
        and own.parts == (entry.id,)
        and entry.id != ".."
        and known.issuperset(entry.files)
    )


def _manifest(content: Mapping[str, Any]) -> Manifest:
    entries = []
    for record in content["proposals"]:
        entry = Entry(**{name: value for name, value in record.items() if name in _FIELDS})
        if not all(
            isinstance(record[name], str) for name in ("id", "title", "input_hash", "as_of")
        ):
            raise TypeError("an id or hash is not text")
        if not _is_own(entry):
            raise ValueError("a path leads elsewhere")
        if not all(
            isinstance(entry.contents.get(path, {}).get("bytes", 0), int) for path in entry.files
        ):
            raise TypeError("a size is no number")
        queries = None if entry.queries is None else queries_from_json(record["queries"])
        status, annexes = Status(entry.status), tuple(entry.annexes)
        entries.append(replace(entry, status=status, annexes=annexes, queries=queries))
    return Manifest(
        workspace=str(content["workspace"]),
        is_sample=bool(content["is_sample"]),
        state=str(content["state"]),
        set_aside=tuple(map(str, content["set_aside"])),
        proposals=tuple(entries),
        index=tuple(map(str, content["index"])),
        index_contents={
            str(name): dict(held) for name, held in content.get("index_contents", {}).items()
        },
    )
