"""What a workshop is about and who scores: a note in its journal, the last one holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.entries import SETUP, Entry, checked_name
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.quantities import Quantity, quantities_of, seed_questions
from pmo_toolkit.workspace import Workspace

#: So many scorers a workshop can have.
MOST_ROLES = 60
_SUBJECT = "workshop"


@dataclass(frozen=True)
class Setup:
    """What a workshop is about.

    Parameters
    ----------
    proposals : tuple of str
        Ids.
    roles : tuple of str
        Who scores, by role.
    subjects : tuple of str
        Quantities that are estimated, in order; seed questions among them.
    """

    proposals: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def quantities(self, workspace: Workspace) -> tuple[Quantity, ...]:
        """The chosen quantities that the workspace still has, in their order."""
        known = {quantity.subject: quantity for quantity in offered(workspace, self.proposals)}
        return tuple(known[subject] for subject in self.subjects if subject in known)


def offered(workspace: Workspace, proposals: Iterable[str]) -> tuple[Quantity, ...]:
    """Quantities that can be chosen: those of the proposals, then seed questions."""
    ids = tuple(proposals)
    content, found = workspace.kept.get(("quantities", ids), (None, ()))
    if content != workspace.input_hash:
        found = (*quantities_of(workspace, ids), *seed_questions(workspace))
        workspace.kept["quantities", ids] = workspace.input_hash, found
    kept: tuple[Quantity, ...] = found
    return kept


def setup_of(entries: Iterable[Entry]) -> Setup:
    """The setup that holds; an empty one where none was chosen yet."""
    found = Setup()
    for entry in entries:
        if entry.kind == SETUP and entry.subject == _SUBJECT:
            named = (entry.value.get(name, ()) for name in ("proposals", "roles", "subjects"))
            found = Setup(*(tuple(map(str, names)) for names in named))
    return found


def keep_setup(
    journal: Journal,
    workspace: Workspace,
    role: str,
    proposals: Iterable[str],
    roles: Iterable[str],
    subjects: Iterable[str] | None = None,
) -> Setup:
    """Write down what the workshop is about.

    Parameters
    ----------
    journal : Journal
    workspace : Workspace
    role : str
        Who moderates.
    proposals, roles : iterable of str
    subjects : iterable of str, optional
        Quantities; by default all of the proposals.

    Raises
    ------
    UsageError
        If no proposal, scorer or quantity is chosen, one is not known, there are too many scorers,
        or the journal is frozen.
    """
    ids = tuple(dict.fromkeys(proposals))
    unknown = [key for key in ids if key not in workspace.proposal_ids]
    if unknown or not ids:
        raise UsageError(
            f"there is no proposal {', '.join(unknown)}" if unknown else "choose a proposal"
        )
    names = checked_roles(roles)
    known = {quantity.subject: quantity for quantity in offered(workspace, ids)}
    if subjects is None:
        chosen = tuple(quantity.subject for quantity in quantities_of(workspace, ids))
    else:
        chosen = tuple(subject for subject in dict.fromkeys(subjects) if subject in known)
    if not chosen:
        raise UsageError("choose at least one quantity to estimate")
    value = {"proposals": list(ids), "roles": list(names), "subjects": list(chosen)}
    journal.note(SETUP, _SUBJECT, role, value)
    return Setup(ids, names, chosen)


def checked_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """Roles without blanks and repetitions.

    Raises
    ------
    UsageError
        For none, too many, or one that is too long.
    """
    found: dict[str, str] = {}
    for role in roles:
        if role.strip():
            name = checked_name(role, "the role")
            found.setdefault(name.casefold(), name)
    if not found:
        raise UsageError("name who scores, a role on each line, such as Head of operations")
    if len(found) > MOST_ROLES:
        raise UsageError(f"{len(found)} scorers are named; a workshop holds at most {MOST_ROLES}")
    return tuple(found.values())
