"""The journal of a workshop: a file in the workspace to which lines are added and nothing else.

Every line holds the hash of the one before it, so that a line that was changed or removed later is
found. A line that a killed process left half written was never confirmed, and is dropped by the
next. Several tabs write one after another, each while it holds the workspace's lock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.file_lock import FolderLock
from pmo_toolkit.core.places import place
from pmo_toolkit.studies.elicitation.entries import (
    FREEZE,
    NOTES,
    RANGE,
    REASON,
    REVEAL,
    ROUNDS,
    Entry,
    checked_name,
    checked_range,
    checked_text,
    is_frozen,
    is_revealed,
    latest_ranges,
    round_of,
)

#: Name of the file in the workspace.
JOURNAL = "workshop.jsonl"
_VERSION = 1
_START = "0" * 64
_FIELDS = ("number", "kind", "subject", "role", "round", "value", "at")
#: Largest journal that is read, in bytes: hundreds of scorers for days.
_LARGEST = 50_000_000
_PATIENCE = 5.0


@dataclass(frozen=True)
class Journal:
    """The journal of one workspace; every call reads it anew, so that it resumes where it stopped.

    Parameters
    ----------
    folder : Path
        The workspace, an existing folder.
    name : str
        Of the file; that of a workbook is named after it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     journal = Journal(Path(folder))
    ...     made = journal.add_range("P-1: effort", "Architect", 10, 40, 20, "person-days")
    ...     journal.entries() == (made,)
    True
    """

    folder: Path
    name: str = JOURNAL

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    @property
    def stamp(self) -> tuple[int, int] | None:
        """Size and time of the file, to see whether it has grown; None where there is none."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_size, found.st_mtime_ns

    def entries(self) -> tuple[Entry, ...]:
        """All entries, the first first.

        Raises
        ------
        PmoError
            If a line was changed later, or a newer version wrote it.
        """
        return self._read()[0]

    def add_range(
        self,
        subject: str,
        role: str,
        low: float,
        high: float,
        mode: float | None,
        unit: str,
        *,
        reason: str = "",
        after: int | None = None,
    ) -> Entry:
        """A role's range of a quantity; in the second round with the reason for it.

        Parameters
        ----------
        subject, role : str
        low, high, mode : float
            `mode` may be open as yet.
        unit : str
        reason : str
        after : int, optional
            Number of this role's last range that the writer has seen, 0 for none: where another
            tab has written one since, it is said and nothing is written.

        Raises
        ------
        UsageError
            For a faulty range, a frozen journal, a second round without a reason, or another tab's
            entry that the writer has not seen.
        """
        value = checked_range(low, high, mode, unit)

        def checked(known: tuple[Entry, ...], name: str, who: str) -> tuple[int, dict[str, Any]]:
            current = round_of(known, name)
            if is_revealed(known, name, ROUNDS):
                raise UsageError(f"both rounds of {name} are revealed: it is closed")
            why = {"reason": checked_text(reason, "the reason")} if current > 1 else {}
            held = latest_ranges(known, name).get((who, current))
            if after is not None and held is not None and held.number != after:
                low_held, high_held = held.value["low"], held.value["high"]
                raise UsageError(
                    f"another tab has entered {low_held:g} to {high_held:g} for {who} since: look"
                    " at it, then enter yours again"
                )
            return current, {**value, **why}

        return self._add(RANGE, subject, role, checked)

    def add_reason(self, subject: str, role: str, text: str) -> Entry:
        """A reason why something could fail, written alone; raises as `add_range` does."""
        value = {"text": checked_text(text, "the reason")}
        return self._add(
            REASON, subject, role, lambda known, name, _: (round_of(known, name), value)
        )

    def reveal(self, subject: str, role: str) -> Entry:
        """Let all see what was entered of a subject so far, and begin its second round.

        Raises
        ------
        UsageError
            If nothing was entered since, or both rounds are revealed.
        """

        def checked(known: tuple[Entry, ...], name: str, _: str) -> tuple[int, dict[str, Any]]:
            current = round_of(known, name)
            if is_revealed(known, name, ROUNDS):
                raise UsageError(f"both rounds of {name} are revealed already")
            judged = [entry for entry in known if entry.subject == name and entry.round == current]
            if not any(entry.kind in (RANGE, REASON) for entry in judged):
                raise UsageError(f"nobody has entered anything on {name} yet: nothing to reveal")
            return current, {}

        return self._add(REVEAL, subject, role, checked)

    def note(self, kind: str, subject: str, role: str, value: Mapping[str, Any]) -> Entry:
        """Something that all see at once.

        Parameters
        ----------
        kind : str
            One of `entries.NOTES`.
        subject, role : str
        value : mapping of str
            As JSON can hold it; the last one of a kind and subject is the one that holds.

        Raises
        ------
        UsageError
            For another kind, or a frozen journal.
        """
        if kind not in NOTES:
            raise UsageError(f"a note is one of {', '.join(NOTES)}, not {kind!r}")
        return self._add(kind, subject, role, lambda *_: (1, dict(value)))

    def freeze(self, role: str, hashes: Mapping[str, str], *, after: int | None = None) -> Entry:
        """Close the journal, with hashes of what it belongs to, such as the workspace's inputs.

        Parameters
        ----------
        role : str
        hashes : mapping of str to str
        after : int, optional
            Number of the last entry that the hashes are of.

        Raises
        ------
        UsageError
            If it is frozen already, or has further entries by now.
        """

        def checked(known: tuple[Entry, ...], *_: str) -> tuple[int, dict[str, Any]]:
            if after is not None and len(known) != after:
                raise UsageError("another tab has entered something since: look at it, then freeze")
            return 1, dict(hashes)

        return self._add(FREEZE, "workshop", role, checked)

    def _add(self, kind: str, subject: str, role: str, checked: Any) -> Entry:
        name, who = checked_name(subject, "the subject"), checked_name(role, "the role")
        if self.folder.resolve() == place("sample").resolve():
            raise UsageError(
                "the sample organisation is not written into; make a copy with: pmo sample FOLDER"
            )
        with FolderLock(self.folder, patience=_PATIENCE):
            known, previous, whole = self._read()
            if is_frozen(known):
                raise UsageError("the workshop is frozen: copy the workspace to go on from it")
            current, value = checked(known, name, who)
            now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            entry = Entry(len(known) + 1, kind, name, who, current, value, now)
            self._write(_line(entry, previous), whole)
        return entry

    def _read(self) -> tuple[tuple[Entry, ...], str, int]:
        """The entries, the hash of the last line, and how many bytes of the file are whole."""
        if not self.path.exists():
            return (), _START, 0
        if self.path.stat().st_size > _LARGEST:
            raise PmoError(f"{self.name} is larger than any workshop's journal; move it away")
        data = self.path.read_bytes()
        whole = data.rfind(b"\n") + 1
        found, previous = [], _START
        for number, line in enumerate(data[:whole].splitlines(), start=1):
            found.append(_entry(line, number, previous))
            previous = hashlib.sha256(line).hexdigest()
        return tuple(found), previous, whole

    def _write(self, line: bytes, whole: int) -> None:
        """Add a line behind those that are whole, onto the disk; on a fault all is as before."""
        with self.path.open("ab") as file:
            file.truncate(whole)
            try:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(whole)
                raise


def _line(entry: Entry, previous: str) -> bytes:
    record = {
        "version": _VERSION,
        "previous": previous,
        "number": entry.number,
        "kind": entry.kind,
        "subject": entry.subject,
        "role": entry.role,
        "round": entry.round,
        "value": dict(entry.value),
        "at": entry.at,
    }
    return json.dumps(record, sort_keys=True, allow_nan=False).encode() + b"\n"


def _entry(line: bytes, number: int, previous: str) -> Entry:
    try:
        record = json.loads(line)
        version, before = int(record["version"]), record["previous"]
        entry = Entry(
            *(
                record[name]
                for name in ("number", "kind", "subject", "role", "round", "value", "at")
            )
        )
    except (ValueError, KeyError, TypeError):
        raise PmoError(f"line {number} of {JOURNAL} cannot be read; nothing was changed") from None
    if version > _VERSION:
        raise PmoError(f"{JOURNAL} was written by a newer version; bring this one up to date")
    if before != previous or entry.number != number:
        raise PmoError(f"{JOURNAL} was changed before line {number}: its lines do not follow")
    return entry
