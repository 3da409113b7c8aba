"""Whole numbers out of a text, each with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmo_toolkit.analysis.scheduling.shapes import Mode, Resource
from pmo_toolkit.plan_files.base.shapes import PlanFileError, fault

#: No plan has more activities, resources, or longer work; beyond it a file is damaged.
LARGEST = 10_000_000
MOST_ACTIVITIES = 100_000
MOST_RESOURCES = 1_000
_AGAIN = "Fetch or export the file again."


class Numbers:
    """Whole numbers of a text, one after another, across its lines.

    Parameters
    ----------
    file : str
        Name of the file, for messages.
    lines : list of (int, str)
        Line number, from 1, and text.
    """

    def __init__(self, file: str, lines: list[tuple[int, str]]):
        self.file = file
        self._tokens = [(number, token) for number, line in lines for token in line.split()]
        self._last_line = lines[-1][0] if lines else 1
        self._next = 0

    @property
    def line(self) -> int:
        """Line of the number that was read last."""
        return self._tokens[self._next - 1][0] if self._next else 1

    @property
    def left(self) -> int:
        """How many tokens are left."""
        return len(self._tokens) - self._next

    def token(self, meaning: str) -> str:
        """The next token as text.

        Raises
        ------
        PlanFileError
            Where the text has ended.
        """
        if not self.left:
            raise fault(
                self.file,
                "the file ends too early",
                row=self._last_line,
                expected=meaning,
                next_step=_AGAIN,
            )
        self._next += 1
        return self._tokens[self._next - 1][1]

    def whole(self, meaning: str, *, low: int = 0, high: int = LARGEST) -> int:
        """The next token as a whole number from `low` to `high`.

        Raises
        ------
        PlanFileError
            Where there is none, or another thing.
        """
        return self.checked(self.token(meaning), meaning, low=low, high=high)

    def checked(self, token: str, meaning: str, *, low: int = 0, high: int = LARGEST) -> int:
        """A token as a whole number from `low` to `high`.

        Raises
        ------
        PlanFileError
            Where it is another thing.
        """
        if re.fullmatch(r"[+-]?\d{1,18}(\.0*)?", token, re.ASCII):
            number = int(token.partition(".")[0])
            if low <= number <= high:
                return number
        raise self.wrong(token, f"{meaning}: a whole number from {low:,} to {high:,}")

    def wrong(self, found: str, expected: str) -> PlanFileError:
        """The refusal of what was read last."""
        return fault(
            self.file,
            "the line cannot be read",
            row=self.line,
            found=found,
            expected=expected,
            next_step=_AGAIN,
        )

    def end(self) -> None:
        """See to it that nothing is left.

        Raises
        ------
        PlanFileError
        """
        if self.left:
            token = self.token("nothing")
            raise self.wrong(token, "the end of the file, by the counts that it states itself")


def read_mode(numbers: Numbers, id_: str, owner: str, resources: Sequence[Resource]) -> Mode:
    """A mode as a line states it: its duration, then units of each resource.

    Parameters
    ----------
    numbers : Numbers
    id_ : str
        Of the mode.
    owner : str
        What it is a mode of, for messages, such as ``"job 3"``.
    resources : sequence of Resource

    Raises
    ------
    PlanFileError
    """
    duration = numbers.whole(f"duration of {owner}")
    needs = [
        (resource.id, numbers.whole(f"need of {owner} for resource {resource.id}"))
        for resource in resources
    ]
    return Mode(id_, duration, {resource: units for resource, units in needs if units})
