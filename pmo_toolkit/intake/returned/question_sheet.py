"""A workbook of questions that comes back: what was answered in it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pmo_toolkit.core.cell_questions import question_id
from pmo_toolkit.core.errors import UsageError, shorten
from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.intake.base.regions import Sheet
from pmo_toolkit.intake.returned.overlap_replies import Reply, overlap_replies
from pmo_toolkit.workspace.dictionary.moderation_tables import (
    QUESTION_COLUMNS,
    QUESTIONS_SHEET,
)
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed

#: Columns of the table that the answers go into.
_ANSWERS = ("proposal", "question", "department", "answer", "date")
_DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass
class _Taken:
    """Rows of answers, each with the row of the sheet that it stands in; why others were left."""

    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)


def answers_alone(
    sheets: Sequence[Sheet], locale: str, proposals: Collection[str] | None
) -> tuple[Sheet, ...]:
    """Of a workbook of questions only what was answered, as our own table.

    A row without an answer is passed over. Where several proposals stand in a row, the answer
    counts for each of them. A reply on whether two ask for the same becomes a row of
    ``overlap_answers`` too. A row whose question or proposal was changed, or that cannot be told
    from another one, is left; the remarks of the sheet say so.

    Parameters
    ----------
    sheets : sequence of Sheet
        All of one file.
    locale : str
        Of the workspace; numbers that were typed are written in it.
    proposals : collection of str or None
        Ids that the workspace knows; None where they are not known here.

    Raises
    ------
    UsageError
        For a workbook without its sheet or one of its columns, or without any answer that can be
        taken.
    """
    file = sheets[0].source.file
    page = next((sheet for sheet in sheets if sheet.source.sheet == QUESTIONS_SHEET), None)
    if page is None or not page.lines:
        raise UsageError(
            f"{file}: this workbook of questions has no sheet “{QUESTIONS_SHEET}” any more. Give"
            " the sheet its name back, or have the questions written anew"
        )
    head = min(page.lines)
    places = _places(page, head)
    taken = _Taken()
    for row in sorted(page.lines.keys() - {head}):
        _take(page, row, places, locale, proposals, taken)
    if not taken.rows:
        raise UsageError(_nothing_taken(file, taken.left))
    return (_table(page, taken), *overlap_replies(page, head, taken.replies))


def _places(page: Sheet, head: int) -> dict[str, int]:
    """Our name of a column → where it stands."""
    titles = [cell.strip() for cell in page.lines[head]]
    for title in QUESTION_COLUMNS:
        if titles.count(title) != 1:
            what = "is gone" if title not in titles else "stands there twice"
            raise UsageError(
                f"{page.source.file}, sheet {QUESTIONS_SHEET}, row {head}: the column “{title}”"
                f" {what}. Put the columns back as they were, or have the questions written anew"
            )
    return {name: titles.index(title) for title, name in QUESTION_COLUMNS.items()}


def _take(
    page: Sheet,
    row: int,
    places: Mapping[str, int],
    locale: str,
    proposals: Collection[str] | None,
    taken: _Taken,
) -> None:
    """Add the answer of a row, or why it is left; nothing where there is none."""
    line = page.lines[row]
    cells = {name: line[place] if place < len(line) else "" for name, place in places.items()}
    if not cells["answer"].strip():
        return
    names = [name.strip() for name in cells["proposal"].split(",") if name.strip()]
    why = _why_left(page, row, places, cells, names)
    if why is not None:
        taken.left.append(
            f"{QUESTIONS_SHEET}, row {row}: {why};"
            f" the answer “{shorten(cells['answer'], 60)}” was left"
        )
        return
    unknown = [name for name in names if proposals is not None and name not in proposals]
    if unknown:
        listed = ", ".join(unknown)
        taken.left.append(
            f"{QUESTIONS_SHEET}, row {row}: the workspace holds no proposal {listed}; left for it"
        )
    answer = _written(cells["answer"], locale)
    question, department = cells["question"].strip(), cells["department"].strip()
    if not unknown:
        taken.replies.append(Reply(row, tuple(names), question, department, answer, cells["date"]))
    taken.rows += [
        (row, (name, question, department, answer, cells["date"]))
        for name in names or [""]
        if name not in unknown
    ]


def _why_left(
    page: Sheet,
    row: int,
    places: Mapping[str, int],
    cells: Mapping[str, str],
    names: Sequence[str],
) -> str | None:
    """Why the answer of a row cannot be taken, in a clause."""
    if isinstance(cells["answer"], FormulaError):
        return "the answer is the error of a formula"
    columns = {place + 1 for place in places.values()}
    if any(
        area.first_row <= row <= area.last_row
        and any(area.first_column <= column <= area.last_column for column in columns)
        for area in page.merged
    ):
        return "its cells are merged with others, so that it is not clear what was answered"
    if not cells["id"].strip():
        return "it has no question id, so that it is none of our questions"
    owner = names[0] if len(names) == 1 else ""
    if question_id(owner, cells["question"]) != cells["id"].strip():
        return "its question, its proposal or its id is not as it was sent; put it back"
    return None


def _written(text: str, locale: str) -> str:
    """An answer as the workspace writes it: a number that was typed has its decimal sign."""
    if isinstance(text, Typed) and _DECIMAL.fullmatch(text):
        return text.replace(".", number_style(locale).decimal)
    return str(text).strip()


def _table(page: Sheet, taken: _Taken) -> Sheet:
    """The answers as a sheet of our table."""
    lines: dict[int, tuple[str, ...]] = {min(page.lines): _ANSWERS}
    further = max(page.lines) + 1  # an answer for several proposals makes several rows of ours
    for row, cells in taken.rows:
        lines[row if row not in lines else further] = cells
        further += 1
    return replace(
        page,
        source=replace(page.source, sheet="answers"),
        lines=lines,
        merged=(),
        hidden_columns=frozenset(),
        hidden_rows=frozenset(),
        remarks=(*page.remarks, *taken.left, *_twice(taken)),
    )


def _twice(taken: _Taken) -> Iterator[str]:
    """Questions that were answered twice on one day in different words."""
    known: dict[tuple[str, ...], tuple[int, str]] = {}
    for row, (proposal, question, department, answer, date) in taken.rows:
        key = proposal, question, department, str(date)
        first = known.setdefault(key, (row, answer))
        if first[1] != answer:
            yield (
                f"{QUESTIONS_SHEET}, rows {first[0]} and {row}: two answers of one day to"
                f" “{shorten(question, 60)}” differ; both are kept, and neither counts until one"
                " of them is removed"
            )


def _nothing_taken(file: str, left: Sequence[str]) -> str:
    if left:
        return "\n".join(f"{file}, sheet {line}" for line in left)
    return (
        f"{file}, sheet {QUESTIONS_SHEET}: nothing was answered; the column “your answer” is empty."
        " Fill it in, and import the workbook again"
    )
