"""One run at a time into a folder of an object store, as far as that can be had without locks."""

from __future__ import annotations

import json
import logging
import threading
import time
from contextlib import suppress
from secrets import token_hex
from types import TracebackType
from typing import Protocol

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.file_lock import LOCK_NAME

#: A lock that was not renewed for so long belongs to a run that is dead.
STALE_SECONDS = 300.0
RENEW_SECONDS = 60.0

log = logging.getLogger(__name__)


class Store(Protocol):
    """What a lock needs of the folder that it holds."""

    @property
    def where(self) -> str:
        """The folder as a user knows it."""

    def create(self, name: str, data: bytes) -> None:
        """Put a file; FileExistsError if it is there and the driver can tell."""

    def read_bytes(self, name: str) -> bytes:
        """Content of a file."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Put a file whole."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""


class RemoteLock:
    """Holds a folder while the ``with`` block runs, by an object that is renewed every minute.

    Parameters
    ----------
    folder : Store

    Raises
    ------
    UsageError
        On entry, if another run holds the folder or did until a moment ago.
    """

    def __init__(self, folder: Store):
        self.folder, self.token = folder, token_hex(16)
        self._over = threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True, name="pmo-lock")

    def __enter__(self) -> RemoteLock:
        holder = self._holder()
        if holder is not None:
            age = time.time() - holder[1]
            if age < STALE_SECONDS:
                raise self._taken(max(0.0, age))
            self.folder.remove(LOCK_NAME)
        try:
            self.folder.create(LOCK_NAME, self._content())
        except FileExistsError:
            raise self._taken(0.0) from None
        holder = self._holder()
        if holder is None or holder[0] != self.token:
            raise self._taken(0.0)
        self._renewing.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._renewing.join(RENEW_SECONDS)
        with suppress(OSError):
            holder = self._holder()
            if holder is not None and holder[0] == self.token:
                self.folder.remove(LOCK_NAME)

    def _content(self) -> bytes:
        return json.dumps({"token": self.token, "renewed": round(time.time(), 1)}).encode()

    def _holder(self) -> tuple[str, float] | None:
        """Who holds the folder, and when that was last said."""
        try:
            content = json.loads(self.folder.read_bytes(LOCK_NAME))
            return str(content["token"]), float(content["renewed"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            return "", 0.0  # not one of ours, or damaged: as good as stale

    def _taken(self, age: float) -> UsageError:
        return UsageError(
            f"another run is writing into {self.folder.where}, or was until {age:.0f} seconds ago."
            " Wait for it, or choose another --out; what a killed run holds is free after"
            f" {STALE_SECONDS:.0f} seconds"
        )

    def _renew(self) -> None:
        while not self._over.wait(RENEW_SECONDS):
            try:
                self.folder.write_bytes(LOCK_NAME, self._content())
            except OSError:
                log.exception("the lock of %s could not be renewed", self.folder.where)
