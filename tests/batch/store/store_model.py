"""What a folder of results must say after runs, kills and edits: a model without files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Done:
    """What a proposal's files were made from, and whether they are a report or a failure's."""

    title: str
    seed: int
    rendered: bool


@dataclass
class Model:
    """Proposals that are settled, those of which nothing is promised, and damaged files."""

    titles: dict[str, str]
    seed: int = 1
    done: dict[str, Done] = field(default_factory=dict)
    #: Killed in the middle of being entered: either kept or made again.
    unsure: set[str] = field(default_factory=set)
    #: Path → changed or absent.
    damaged: dict[str, str] = field(default_factory=dict)
    #: Whether a manifest was written.
    begun: bool = False
    #: Whether the last manifest said so.
    ended: bool = False

    def must_run(self, chosen: list[str], resume: bool) -> list[str]:
        """Proposals that a run has to make, in order, but for unsure ones."""
        return [
            name
            for name in chosen
            if name not in self.unsure and not (resume and self.may_be_kept(name))
        ]

    def may_be_kept(self, name: str) -> bool:
        """Whether what is there is a report, whole, and made from what holds today."""
        whole = not any(path.startswith(f"{name}/") for path in self.damaged)
        return whole and self.done.get(name) == Done(self.titles[name], self.seed, True)

    def replaced(self, name: str) -> None:
        """The files of a proposal are being replaced."""
        if self.done.pop(name, None) is not None:
            self.unsure.add(name)
        self._forget_damage(name)

    def entered(self, name: str, rendered: bool) -> None:
        """All files of a proposal are in place, and its entry is written."""
        self.done[name] = Done(self.titles[name], self.seed, rendered)
        self.unsure.discard(name)
        self._forget_damage(name)

    def lost(self, lines: str) -> None:
        """Lines at the end of the journal are lost: of whom they spoke nothing is promised."""
        for name in self.titles:
            if f'"{name}"' in lines:
                self._unsure(name)

    def follow(self, operation: list[str], failing: set[str]) -> None:
        """What an operation on the folder, as it was done in another process, means."""
        kind, what = operation
        if kind == "write_text" and what.startswith("{"):  # a manifest
            self.begun = True
            self.ended = json.loads(what)["state"] == "done"
        elif kind in ("take", "remove") and "/" in what:
            self.replaced(what.partition("/")[0])
        elif kind == "append":
            record = json.loads(what)
            if "begun" in record:
                self.replaced(record["begun"])
            else:
                name = record["entry"]["id"]
                self.entered(name, name not in failing)

    def torn(self, operation: list[str]) -> None:
        """A kill in the middle of an operation."""
        kind, what = operation
        if kind == "append":
            record = json.loads(what)
            self._unsure(record.get("begun") or record["entry"]["id"])

    def _unsure(self, name: str) -> None:
        self.done.pop(name, None)
        self.unsure.add(name)
        self._forget_damage(name)

    def _forget_damage(self, name: str) -> None:
        self.damaged = {
            path: problem
            for path, problem in self.damaged.items()
            if not path.startswith(f"{name}/")
        }
