"""What a workshop's journal holds, as one reader may see it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pmo_toolkit.studies.elicitation.combining import JudgedQuantity, judged_quantities
from pmo_toolkit.studies.elicitation.entries import (
    FREEZE,
    QUESTION,
    TRIAL,
    WEIGHTS,
    Entry,
    is_frozen,
)
from pmo_toolkit.studies.elicitation.pre_mortem import PreMortem, pre_mortem_of, risk_rows
from pmo_toolkit.studies.elicitation.setup import Setup, setup_of
from pmo_toolkit.workspace import Workspace

#: Notes of other steps that a reader wants to find again.
_FURTHER = (WEIGHTS, QUESTION, TRIAL)


@dataclass(frozen=True)
class WorkshopResult:
    """What a workshop has come to.

    Parameters
    ----------
    setup : Setup
    pre_mortems : tuple of PreMortem
        One for each proposal.
    judged : tuple of JudgedQuantity
    risks : tuple of mapping
        Rows of the table ``risks``.
    further : tuple of Entry
        The last weights, questions and trials of each subject and role.
    entries : int
        Lines of the journal.
    since, until : str or None
        Of the first and the last line.
    frozen : bool
    """

    setup: Setup
    pre_mortems: tuple[PreMortem, ...]
    judged: tuple[JudgedQuantity, ...]
    risks: tuple[Mapping[str, Any], ...] = field(hash=False)
    further: tuple[Entry, ...]
    entries: int
    since: str | None
    until: str | None
    frozen: bool


def workshop_result(
    entries: Iterable[Entry], workspace: Workspace, role: str = ""
) -> WorkshopResult:
    """What a journal holds.

    Parameters
    ----------
    entries : iterable of Entry
    workspace : Workspace
    role : str
        Sees its own entries as well; the empty text sees what is revealed, and nothing else.
    """
    known = tuple(entries)
    setup = setup_of(known)
    further = {
        (entry.kind, entry.subject, entry.role): entry for entry in known if entry.kind in _FURTHER
    }
    return WorkshopResult(
        setup,
        tuple(pre_mortem_of(known, proposal, role) for proposal in setup.proposals),
        judged_quantities(known, setup.quantities(workspace), role),
        risk_rows(known, setup.proposals),
        tuple(further.values()),
        len(known),
        known[0].at if known else None,
        known[-1].at if known else None,
        is_frozen(known),
    )


def before_freeze(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that a freeze closes."""
    return tuple(entry for entry in entries if entry.kind != FREEZE)


def journal_hash(entries: Iterable[Entry]) -> str:
    """sha256 over entries, those that a freeze closes."""
    text = json.dumps([asdict(entry) for entry in before_freeze(entries)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
