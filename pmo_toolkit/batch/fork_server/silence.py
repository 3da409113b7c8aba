"""How long a process that says every few seconds that it lives has said nothing."""

from __future__ import annotations

import time

#: A fork server with work that says nothing for so long is stuck, whatever time its tasks still
#: have.
SILENT_SECONDS = 20.0
#: The same before it is ready: to import one library from a slow disk may take this long.
SILENT_START_SECONDS = 60.0
#: What one turn counts at most: the process that counts may itself have been stopped for hours.
_LONGEST_TURN_SECONDS = 1.0


class Silence:
    """The silence of one process, as the one that waits for it counts it."""

    def __init__(self) -> None:
        #: Time in which it should have said something and did not.
        self.seconds = 0.0
        self._turned = time.monotonic()

    def count(self, *, owes_a_sign: bool) -> None:
        """Add the time since the last turn, or begin anew where there is nothing to say."""
        now = time.monotonic()
        passed, self._turned = min(now - self._turned, _LONGEST_TURN_SECONDS), now
        self.seconds = self.seconds + passed if owes_a_sign else 0.0

    def end(self) -> None:
        """Something was heard."""
        self.seconds = 0.0

    def too_long(self, *, is_ready: bool) -> str | None:
        """Why the process counts as stuck, if it has been silent for too long."""
        limit = SILENT_SECONDS if is_ready else SILENT_START_SECONDS
        if self.seconds <= limit:
            return None
        return f"it said nothing for {limit:g} seconds and was ended"
