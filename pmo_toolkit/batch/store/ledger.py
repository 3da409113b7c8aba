"""What became of each proposal, entered as it is settled.

A line of the journal each, the manifest now and then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.journal import JOURNAL_NAME, begun_line, entry_line
from pmo_toolkit.batch.store.manifest import Entry, Manifest

#: A reader who watches a run finds a manifest no older than this, or than a hundred times what
#: writing it takes.
MANIFEST_SECONDS = 30.0
_SHARE = 100.0


class Ledger:
    """Entries of a folder of results; the caller holds its lock.

    Parameters
    ----------
    folder : Folder
    earlier : Manifest or None
        As it was read, journal included.
    manifest : Manifest
        What it is to say now; its entries are those of `earlier` that still count.
    order : sequence of str
        Proposals of the workspace.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self,
        folder: Folder,
        earlier: Manifest | None,
        manifest: Manifest,
        order: Sequence[str],
        clock: Callable[[], float] = time.monotonic,
    ):
        self.folder, self._earlier, self._head = folder, earlier, manifest
        self._order, self._clock = order, clock
        self.entries: dict[str, Entry] = manifest.by_id
        self._opened = False
        self._due = 0.0

    @property
    def manifest(self) -> Manifest:
        """All that is known now, in the order of the workspace."""
        entries = tuple(self.entries[name] for name in self._order if name in self.entries)
        return replace(self._head, proposals=entries)

    def begin(self, proposal: str) -> None:
        """Say that the files of a proposal are about to be replaced."""
        self._open()
        if proposal in self.entries:
            self.folder.append(JOURNAL_NAME, [begun_line(proposal)])
            del self.entries[proposal]

    def enter(self, entry: Entry) -> None:
        """Say what has become of a proposal; its files are in place."""
        self._open()
        self.folder.append(JOURNAL_NAME, [entry_line(entry.as_dict())])
        self.entries[entry.id] = entry
        if self._clock() >= self._due:
            self.write()

    def close(
        self,
        state: str,
        index: Sequence[str],
        contents: Mapping[str, Mapping[str, int | str]] = MappingProxyType({}),
    ) -> None:
        """Write the last word, with the pages of the index and what is known of their contents.

        Where nothing has changed since an earlier run, nothing is written; a journal that a run
        left behind which was killed at its very end goes.
        """
        self._head = replace(self._head, state=state, index=tuple(index), index_contents=contents)
        left_over = self.folder.size(JOURNAL_NAME) is not None
        if self._opened or left_over or self.manifest != self._earlier:
            self.write()

    def write(self) -> None:
        """Write the manifest; the journal then begins anew.

        A run that is killed between the two leaves a journal that repeats what the manifest says,
        which does no harm.
        """
        begun = self._clock()
        self.manifest.write(self.folder)
        self.folder.remove(JOURNAL_NAME)
        ended = self._clock()
        self._due = ended + max(MANIFEST_SECONDS, _SHARE * (ended - begun))
        self._opened = True

    def _open(self) -> None:
        """Before the first change: a journal alone would be no run of ours."""
        if not self._opened:
            self.write()
