"""Replies to the question whether two ask for the same, as rows of ``overlap_answers``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmo_toolkit.core.cell_questions import pair_asked, verdict_of
from pmo_toolkit.core.errors import shorten
from pmo_toolkit.intake.base.regions import Sheet

#: Columns of the table that they go into.
_COLUMNS = ("a", "b", "answer", "by_role", "date")


@dataclass(frozen=True)
class Reply:
    """A reply as a row of a workbook of questions holds it.

    Parameters
    ----------
    row : int
    proposals : tuple of str
    question, department, answer, date : str
    """

    row: int
    proposals: tuple[str, ...]
    question: str
    department: str
    answer: str
    date: str


def overlap_replies(page: Sheet, head: int, replies: Iterable[Reply]) -> tuple[Sheet, ...]:
    """The replies on overlaps as a sheet of our table; none where there are none.

    A reply that begins neither with yes nor with no, nor with what the table knows, says nothing
    that the table could hold: it stays among the answers in words, and a remark says so.

    Parameters
    ----------
    page : Sheet
        The sheet that they stand in.
    head : int
        Row of its headers.
    replies : iterable of Reply
    """
    lines: dict[int, tuple[str, ...]] = {head: _COLUMNS}
    remarks = []
    for reply in replies:
        pair = pair_asked(reply.question, reply.proposals)
        if pair is None:
            continue
        verdict = verdict_of(reply.question, reply.answer)
        if verdict is None:
            remarks.append(
                f"{page.source.sheet}, row {reply.row}: “{shorten(reply.answer, 60)}” begins"
                " neither with yes, no, same, different nor partly, so that it is kept in words"
                " alone; write one of them first to have the pair settled"
            )
        else:
            lines[reply.row] = (*pair, verdict, reply.department, reply.date)
    if len(lines) == 1 and not remarks:
        return ()
    sheet = replace(
        page,
        source=replace(page.source, sheet="overlap_answers"),
        lines=lines,
        merged=(),
        hidden_columns=frozenset(),
        hidden_rows=frozenset(),
        remarks=tuple(remarks),
    )
    return (sheet,)
