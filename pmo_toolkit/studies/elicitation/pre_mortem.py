"""The silent pre-mortem: reasons written alone, grouped once revealed, and risks made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.analysis.judgements.grouping import alike_texts
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.entries import (
    GROUP,
    REASON,
    RISK,
    Entry,
    checked_name,
    is_revealed,
)
from pmo_toolkit.studies.elicitation.journal import Journal

ORIGIN = "pre-mortem"
#: Columns of the table ``risks`` that a group fills, in its order.
RISK_COLUMNS = (
    "proposal",
    "title",
    "probability",
    "impact_money_low",
    "impact_money_mode",
    "impact_money_high",
    "impact_days_low",
    "impact_days_mode",
    "impact_days_high",
    "origin",
)


@dataclass(frozen=True)
class ReasonGroup:
    """Reasons that say much the same.

    Parameters
    ----------
    title : str
    reasons : tuple of Entry
    """

    title: str
    reasons: tuple[Entry, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of its entries in the journal."""
        return tuple(entry.number for entry in self.reasons)


@dataclass(frozen=True)
class PreMortem:
    """The pre-mortem of one proposal, as one scorer may see it.

    Parameters
    ----------
    proposal : str
    reasons : tuple of Entry
        Those that may be seen.
    scorers : tuple of str
        Roles that have written at least one.
    revealed : bool
    groups : tuple of ReasonGroup
        Empty before the reveal; afterwards every reason is in one.
    risks : mapping of str
        Title of a group → row of the table ``risks``.
    """

    proposal: str
    reasons: tuple[Entry, ...]
    scorers: tuple[str, ...]
    revealed: bool
    groups: tuple[ReasonGroup, ...]
    risks: Mapping[str, Mapping[str, Any]] = field(hash=False)


def subject_of(proposal: str) -> str:
    """What reasons for the failure of a proposal are filed under."""
    return f"{proposal}: pre-mortem"


def pre_mortem_of(entries: Iterable[Entry], proposal: str, role: str) -> PreMortem:
    """What a role may see of a proposal's pre-mortem.

    Parameters
    ----------
    entries : iterable of Entry
        All of the journal.
    proposal : str
    role : str
        The empty text sees what is revealed, and nothing else.
    """
    known, subject = tuple(entries), subject_of(proposal)
    reasons = [entry for entry in known if entry.kind == REASON and entry.subject == subject]
    revealed = is_revealed(known, subject, 1)
    seen = [entry for entry in reasons if revealed or entry.role == role]
    noted = next(
        (
            entry.value.get("groups", ())
            for entry in reversed(known)
            if entry.kind == GROUP and entry.subject == subject
        ),
        (),
    )
    risks = {
        str(entry.value["title"]): entry.value
        for entry in known
        if entry.kind == RISK and entry.value.get("proposal") == proposal
    }
    return PreMortem(
        proposal,
        tuple(seen),
        tuple(dict.fromkeys(entry.role for entry in reasons)),
        revealed,
        _groups(reasons, noted) if revealed else (),
        risks,
    )


def _groups(
    reasons: Sequence[Entry], noted: Iterable[Mapping[str, Any]]
) -> tuple[ReasonGroup, ...]:
    """Groups as they were noted; reasons that came later are groups of their own."""
    by_number = {entry.number: entry for entry in reasons}
    found = []
    for group in noted:
        own = [by_number.pop(number) for number in group["reasons"] if number in by_number]
        if own:
            found.append(ReasonGroup(str(group["title"]), tuple(own)))
    taken = {group.title for group in found}
    for entry in by_number.values():
        title = _distinct(str(entry.value["text"])[:100], taken)
        found.append(ReasonGroup(title, (entry,)))
    return tuple(found)


def _distinct(title: str, taken: set[str]) -> str:
    """A title that no other group has; is added to those that are taken."""
    made, number = title, 2
    while made in taken:
        made, number = f"{title} ({number})", number + 1
    taken.add(made)
    return made


def reveal_reasons(
    journal: Journal, proposal: str, role: str, encoder: TextEncoder | None = None
) -> None:
    """Let all see all reasons, similar ones together.

    Raises
    ------
    UsageError
        If nobody has written anything, or they are revealed already.
    """
    subject = subject_of(proposal)
    if is_revealed(journal.entries(), subject, 1):
        raise UsageError(f"the pre-mortem of {proposal} is revealed already")
    journal.reveal(subject, role)
    group_again(journal, proposal, role, encoder)


def group_again(
    journal: Journal, proposal: str, role: str, encoder: TextEncoder | None = None
) -> None:
    """Group all reasons by what they say, whatever was grouped by hand before."""
    reasons = pre_mortem_of(journal.entries(), proposal, role).reasons
    texts = [str(entry.value["text"]) for entry in reasons]
    taken: set[str] = set()
    groups = []
    for places in alike_texts(texts, encoder or default_encoder()[0]):
        shortest = min((texts[place] for place in places), key=lambda text: (len(text), text))
        title = _distinct(shortest[:100], taken)
        groups.append({"title": title, "reasons": [reasons[place].number for place in places]})
    journal.note(GROUP, subject_of(proposal), role, {"groups": groups})


def move_reason(
    journal: Journal, proposal: str, role: str, number: int, title: str
) -> tuple[ReasonGroup, ...]:
    """Put a reason into another group; one of a new name is begun.

    Raises
    ------
    UsageError
        If there is no such reason, the name is empty, or the reasons are not revealed yet.
    """
    name = checked_name(title, "the name of the group")
    found = pre_mortem_of(journal.entries(), proposal, role)
    if not found.revealed:
        raise UsageError("reasons are grouped once they are revealed")
    if number not in {entry.number for entry in found.reasons}:
        raise UsageError("choose the reason that belongs elsewhere")
    groups = {group.title: [n for n in group.numbers if n != number] for group in found.groups}
    groups.setdefault(name, []).append(number)
    noted = [{"title": key, "reasons": own} for key, own in groups.items() if own]
    journal.note(GROUP, subject_of(proposal), role, {"groups": noted})
    return pre_mortem_of(journal.entries(), proposal, role).groups


def keep_risk(
    journal: Journal,
    proposal: str,
    role: str,
    title: str,
    probability: float | None,
    money: Sequence[float | None] = (None, None, None),
    days: Sequence[float | None] = (None, None, None),
) -> Mapping[str, Any]:
    """Write down a group's probability and impact, as a row of the table ``risks``.

    Parameters
    ----------
    journal : Journal
    proposal, role, title : str
    probability : float
        0 to 1.
    money, days : sequence of float
        Low, middle and high; what nobody could say stays open.

    Raises
    ------
    UsageError
        If there is no such group, the probability is missing or not one, no impact is stated, or
        one does not go from low to high.
    """
    groups = pre_mortem_of(journal.entries(), proposal, role).groups
    if title not in {group.title for group in groups}:
        raise UsageError("choose the group of reasons that is a risk")
    if probability is None or not 0 <= probability <= 1:
        raise UsageError("state the probability of the risk, from 0 to 100 %")
    for what, ends in (("money", money), ("days", days)):
        stated = [end for end in ends if end is not None]
        if stated != sorted(stated):
            raise UsageError(f"the impact in {what} does not go from low to high")
    if all(end is None for end in (*money, *days)):
        raise UsageError("state the impact of the risk in money or in days")
    values = (proposal, title, probability, *money, *days, ORIGIN)
    row = dict(zip(RISK_COLUMNS, values, strict=True))
    journal.note(RISK, f"{proposal}: risk {title}"[:120], role, row)
    return row


def risk_rows(entries: Iterable[Entry], proposals: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """The risks of some proposals as rows of the table ``risks``; of one title the last holds."""
    known = tuple(entries)
    found = []
    for proposal in proposals:
        pre_mortem = pre_mortem_of(known, proposal, "")
        titles = [group.title for group in pre_mortem.groups if group.title in pre_mortem.risks]
        found += [dict(pre_mortem.risks[title]) for title in titles]
    return tuple(found)
