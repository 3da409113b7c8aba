"""What all who do the work have in common.

At the end of their ``with`` block nothing of theirs runs on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self


class StopsAtTheEnd(ABC):
    """Use it in a ``with`` block, which ends its processes on the way out."""

    @abstractmethod
    def stop(self) -> None:
        """End everything at work."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.stop()
