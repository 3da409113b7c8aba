"""Rows that can be read one by one and still do not fit together.

Said twice, or at odds with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.workspace.checking.draft import Draft

#: Tables in which a row that says the same as another would count twice → a column to point at.
COUNTED: MappingProxyType[str, str] = MappingProxyType(
    {
        "costs": "element",
        "benefits": "title",
        "risks": "title",
        "demand": "role",
        "in_flight": "project",
    }
)


def check_consistency(drafts: Mapping[str, Draft], troubles: Troubles) -> None:
    """Report rows at odds with each other, all as findings.

    Repeated rows, a second option of doing nothing, a wanted finish before the start, and answers
    on a proposal and itself or against each other.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked; rows with faults are passed over.
    troubles : Troubles
    """
    for name, column in COUNTED.items():
        if name in drafts and drafts[name].present(column):
            _tell_repeats(drafts[name], column, troubles)
    if "options" in drafts:
        _tell_second_nothing(drafts["options"], troubles)
    if "proposals" in drafts:
        _tell_wanted(drafts["proposals"], troubles)
    answers = drafts.get("overlap_answers")
    if answers is not None and answers.present("a") and answers.present("b"):
        _tell_answers(answers, troubles)


def _tell_repeats(draft: Draft, column: str, troubles: Troubles) -> None:
    alike: dict[tuple[object, ...], list[int]] = {}
    for position in draft.kept():
        alike.setdefault(tuple(draft.value(name, position) for name in draft.cells), []).append(
            position
        )
    for positions in alike.values():
        if len(positions) > 1:
            where = rows_in_words(draft.rows[position] for position in positions)
            tell(
                draft,
                positions[1],
                column,
                troubles,
                what=f"{where} say the same, and each of them counts",
                found=draft.cells[column][positions[1]],
                expected="each thing once",
                next_step="Keep one of the rows, or give them titles that tell them apart.",
            )


def _tell_second_nothing(draft: Draft, troubles: Troubles) -> None:
    """Only the first option of doing nothing can be what the others are compared with."""
    if not (draft.present("proposal") and draft.present("kind") and draft.present("id")):
        return
    first: dict[object, int] = {}
    for position in draft.kept():
        if draft.value("kind", position) != "nothing":
            continue
        earlier = first.setdefault(draft.value("proposal", position), position)
        if earlier != position:
            tell(
                draft,
                position,
                "kind",
                troubles,
                what=(
                    f"row {draft.rows[earlier]} already says what doing nothing is; the others are"
                    " compared with that"
                ),
                found=draft.cells["id"][position],
                expected="one option of the kind nothing for a proposal",
                next_step="Keep one of them, or call the other minimum.",
            )


def _tell_wanted(draft: Draft, troubles: Troubles) -> None:
    for position in draft.kept():
        start, finish = (draft.value(name, position) for name in ("start_window", "wanted_finish"))
        if (
            start
            and finish
            and str(finish).rsplit("/", maxsplit=1)[-1] < str(start).split("/", maxsplit=1)[0]
        ):
            tell(
                draft,
                position,
                "wanted_finish",
                troubles,
                what="the wanted finish lies before the start, so that keeping it is not assessed",
                found=(
                    f"start {draft.cells['start_window'][position]}, finish"
                    f" {draft.cells['wanted_finish'][position]}"
                ),
                expected="a finish after the start",
                next_step="Mend one of the two.",
            )


def _tell_answers(draft: Draft, troubles: Troubles) -> None:
    """Answers on one and the same proposal, and different answers on one pair."""
    first: dict[frozenset[object], int] = {}
    for position in draft.kept():
        ends = draft.value("a", position), draft.value("b", position)
        if None in ends:
            continue
        shown = f"{ends[0]} and {ends[1]}: {draft.value('answer', position) or 'nothing'}"
        if ends[0] == ends[1]:
            tell(
                draft,
                position,
                "b",
                troubles,
                what="both ends name the same proposal, so that the row is not used",
                found=shown,
                expected="two proposals, or a proposal and a service",
                next_step="Name the other one, or remove the row.",
            )
            continue
        earlier = first.setdefault(frozenset(ends), position)
        if draft.value("answer", earlier) != draft.value("answer", position):
            tell(
                draft,
                position,
                "answer" if draft.present("answer") else "b",
                troubles,
                what=(
                    f"row {draft.rows[earlier]} answers otherwise on this pair; the later day"
                    " counts"
                ),
                found=shown,
                expected="one answer a pair",
                next_step="Ask which of them holds, and remove the other.",
            )


def tell(
    draft: Draft, position: int, column: str, troubles: Troubles, *, what: str, **where: str
) -> None:
    """Report a finding at a cell, with ``found``, ``expected`` and ``next_step``."""
    troubles.finding(
        draft.name,
        what,
        row=draft.rows[position],
        column=draft.header(column),
        proposal=draft.owners[position] if draft.owners else None,
        file=draft.file,
        **where,
    )
