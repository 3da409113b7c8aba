"""Columns of exports that hold people's names; they are taken out before anything is read of them.

Roles and departments are what the workbench speaks of. A name that nobody needs must not travel
into a workspace either, not even among the columns that are kept aside.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from pmo_toolkit.intake.base.regions import Region

_WHO = (
    "assignee|assigned to|reporter|creator|author|watchers?|approvers?|reviewers?|participants?"
    "|owner|sponsor|responsible|lead|manager|callers?|tester|developer|collaborators|submitter"
    "|user ?name|user|additional assignee list|watch list|requested for|contacts?|e-?mail"
    "|(?:created|opened|closed|resolved|changed|updated|activated|completed|submitted|requested"
    "|modified|authorized|raised)(?: (?:by|as))"
    "|bearbeiter|verantwortlich(?:er)?|ansprechpartner|zugewiesene person|zugewiesen an|autor"
    "|ersteller|melder|beobachter|(?:erstellt|abgeschlossen|geändert) von"
)
#: Running text that is signed, or addressed, line by line.
_SIGNED = "comments?|additional comments|log work|work notes|history|attachments?|kommentare?"
_PEOPLE = re.compile(rf"(?:.*\b)?(?:{_WHO})(?: ids?)?|{_SIGNED}", re.IGNORECASE)


def names_people(header: str) -> bool:
    """Whether a header says that people's names stand below it.

    ``Assignee Id``, ``closedBy``, ``assigned_to`` and ``Custom field (Product Owner)`` do.
    """
    plain = re.sub(r"^custom field \((.*)\)$", r"\1", header.strip(), flags=re.IGNORECASE)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    return _PEOPLE.fullmatch(re.sub(r"[_\s.]+", " ", words).strip()) is not None


def without_columns(region: Region, headers: Collection[str]) -> Region:
    """The region without the columns of these headers, and a remark that says so."""
    if not headers:
        return region
    kept = [place for place, header in enumerate(region.headers) if header not in headers]
    wide = len(region.headers)

    def cut(cells: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cells[place] for place in kept) if len(cells) == wide else ()

    remark = f"people's names are never imported; left out: {', '.join(dict.fromkeys(headers))}"
    return replace(
        region,
        headers=cut(region.headers),
        records=tuple(map(cut, region.records)),
        aside=tuple(replace(row, cells=cut(row.cells)) for row in region.aside),
        remarks=(*region.remarks, remark),
    )
