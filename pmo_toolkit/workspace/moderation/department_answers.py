"""Answers of departments that say what a blank cell should hold.

A question that asks for a cell names it by its words (`core.cell_questions`). Where the cell is
blank, the newest answer to it is read as that column is read, and counts as if it stood there.
Where the cell is filled, the cell counts; a different answer beside it is told.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pmo_toolkit.core.cell_questions import CELL_QUESTIONS, cell_question, same_words
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.core.written_numbers import is_placeholder
from pmo_toolkit.workspace.checking.cells import CellReader
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.values import check_bounds
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Words that answer a question, though a cell that holds them says nothing.
_SAYS_NONE = ("none", "nil")
#: What a row is called in a question where it has no title.
_UNTITLED = {"benefits": "benefit without a title"}
#: Columns that name a department; an answer must name one that the workspace knows.
_DEPARTMENTS = ("proposals", "benefits", "stakeholders", "services", "capabilities", "in_flight")


@dataclass(frozen=True)
class DepartmentAnswer:
    """What a department answered to one question, and what becomes of it.

    Parameters
    ----------
    proposal : str
        Empty where the question is about several together.
    question, answer : str
    department, date : str or None
        Who answered, and when (ISO 8601).
    use : str
        ``"cell"`` (counts as the value of a blank cell), ``"agrees"`` or ``"differs"`` (the cell
        holds the same, or another value, which counts), ``"words"`` (asks for no cell: closes the
        question and moves no figure), ``"not asked"`` (the question is not asked in these words),
        ``"older"`` (a newer one counts), ``"disputed"`` (another one of the same day says
        otherwise) or ``"unreadable"`` (the cell cannot hold it); the question then stays open.
    table, column : str
        The cell that it is about; empty where it asks for none.
    row : int or None
        Of that table, as the user sees it.
    held : str
        What the cell holds where it differs.
    """

    proposal: str
    question: str
    answer: str
    department: str | None
    date: str | None
    use: str
    table: str = ""
    column: str = ""
    row: int | None = None
    held: str = ""

    @property
    def cell(self) -> str:
        """Table and column, as in ``options.exit_cost``; empty where it is about no cell."""
        return f"{self.table}.{self.column}" if self.table else ""


@dataclass(frozen=True)
class _Row:
    """One answer with its place in the table of answers."""

    position: int
    answer: DepartmentAnswer


def department_answers(
    drafts: Mapping[str, Draft], config: WorkspaceConfig
) -> tuple[DepartmentAnswer, ...]:
    """All answers with what becomes of each; blank cells that were asked for are filled.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, their cells read. What cannot be used becomes a finding.
    config : WorkspaceConfig
    """
    table = drafts.get("answers")
    if table is None or not (table.present("question") and table.present("answer")):
        return ()
    newest, passed_over = _newest(table, list(_rows(table)))
    found = [row.answer for row in passed_over]
    asked = _asked_cells(drafts, newest)
    for key, row in newest.items():
        found.append(_settled(drafts, row, asked[key], config) if key in asked else row.answer)
    order = [(one.proposal, same_words(one.question), one.date or "", one.answer) for one in found]
    return tuple(found[place] for place in sorted(range(len(found)), key=order.__getitem__))


def _rows(table: Draft) -> Iterator[_Row]:
    """Rows that answer something; one that says that nothing is known yet is told."""
    for position in range(len(table)):
        text, question = (_text(table, name, position).strip() for name in ("answer", "question"))
        if not text or not question:
            continue
        if is_placeholder(text) and text.casefold() not in _SAYS_NONE:
            step = "Write the answer once it is known."
            _tell(table, position, "says that it is not known yet: the question stays open", step)
            continue
        date = table.value("date", position)
        yield _Row(
            position,
            DepartmentAnswer(
                _text(table, "proposal", position),
                question,
                text,
                _text(table, "department", position) or None,
                None if date is None or pd.isna(date) else pd.Timestamp(date).date().isoformat(),
                "words",
            ),
        )


def _newest(table: Draft, rows: list[_Row]) -> tuple[dict[tuple[str, str], _Row], list[_Row]]:
    """(Proposal, question) → the answer that counts; and those that do not.

    The order of rows means nothing: where two of the newest day differ, none counts.
    """
    groups: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row.answer.proposal, same_words(row.answer.question)), []).append(row)
    newest, passed_over = {}, []
    for key, group in groups.items():
        last = max(row.answer.date or "" for row in group)
        of_day = [row for row in group if (row.answer.date or "") == last]
        passed_over += [_as(row, "older") for row in group if row not in of_day]
        if len({same_words(row.answer.answer) for row in of_day}) > 1:
            passed_over += [_as(row, "disputed") for row in of_day]
            what = "differs from another answer of the same day, so that neither counts"
            _tell(table, of_day[-1].position, what, "Remove the one that does not hold.")
        else:
            newest[key] = of_day[0]
            passed_over += [_as(row, "older") for row in of_day[1:]]
    return newest, passed_over


def _as(row: _Row, use: str) -> _Row:
    return replace(row, answer=replace(row.answer, use=use))


def _asked_cells(
    drafts: Mapping[str, Draft], answered: Container[tuple[str, str]]
) -> dict[tuple[str, str], list[tuple[str, str, int]]]:
    """(Proposal, question) → table, column and position of the cells that it asks for."""
    found: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for name, column in CELL_QUESTIONS:
        draft = drafts.get(name)
        if draft is None or column in draft.unread:
            continue
        for position, (proposal, question) in enumerate(_questions(draft, column)):
            key = proposal, same_words(question)
            if key in answered:
                found.setdefault(key, []).append((name, column, position))
    return found


def _questions(draft: Draft, column: str) -> Iterator[tuple[str, str]]:
    """Of each row: its proposal, and the question that asks for the cell of a column."""
    for position in range(len(draft)):
        title = _text(draft, "title", position) or _text(draft, "kind", position)
        row = {
            "title": title or _UNTITLED.get(draft.name, ""),
            "department": _text(draft, "department", position),
            "sponsor_role": _text(draft, "sponsor_role", position),
        }
        owner = draft.owners[position] if draft.owners else None
        yield owner or "", cell_question(draft.name, column, **row)


def _text(draft: Draft, column: str, position: int) -> str:
    value = draft.value(column, position)
    return "" if value is None else str(value)


def _settled(
    drafts: Mapping[str, Draft],
    row: _Row,
    cells: list[tuple[str, str, int]],
    config: WorkspaceConfig,
) -> DepartmentAnswer:
    """Let an answer fill the cell that was asked for, or tell why it does not."""
    table, answer = drafts["answers"], row.answer
    name, column, position = cells[0]
    draft, where = drafts[name], f"{name}.{column}"
    answer = replace(answer, table=name, column=column)
    if len(cells) > 1:
        step = "Fill in the cells themselves."
        _tell(table, row.position, f"could mean several rows of {where}", step)
        return replace(answer, use="unreadable")
    answer = replace(answer, row=draft.rows[position])
    value, mark, why = _read_as(draft, column, answer.answer, config)
    if why is None and column == "department" and not _is_department(drafts, str(value)):
        why = "names no department that the workspace knows"
    held = draft.cells[column][position].strip() if draft.present(column) else ""
    stands = bool(held) and not is_placeholder(held)
    if why is not None:
        if not stands:
            step = f"Write {answer_form(name, column)} and nothing else, or fill in the cell."
            _tell(table, row.position, f"cannot be used for {where}: it {why}", step)
        return replace(answer, use="words" if stands else "unreadable")
    if stands and _same(draft.value(column, position), value):
        return replace(answer, use="agrees")
    if stands:
        what = f"differs from what {where} holds in row {answer.row} ({held}), which counts"
        _tell(table, row.position, what, "Mend the one that is wrong.")
        return replace(answer, use="differs", held=held)
    _fill(draft, column, position, value, answer.answer)
    if mark is not None:
        draft.amounts.setdefault(column, {})[position] = mark
    return replace(answer, use="cell")


def _read_as(
    draft: Draft, column: str, text: str, config: WorkspaceConfig
) -> tuple[Any, Any, str | None]:
    """An answer as a cell of a column: value, mark of a currency, and why it cannot be read."""
    troubles = Troubles(TABLES)
    alone = Draft(draft.name, draft.file, {column: column}, {column: [text]}, [1], troubles)
    # without the units of a column of theirs: who answers was asked in ours
    CellReader(replace(config, units={})).read(alone)
    check_bounds(alone)
    value = alone.value(column, 0)
    if value is None:
        told = troubles.all()
        return None, None, told[0].what.removesuffix(": not assessed") if told else "says nothing"
    return value, alone.amounts.get(column, {}).get(0), None


def answer_form(table: str, column: str) -> str:
    """How an answer to the question for a cell is to be written, as in ``an amount of money``."""
    metadata = TABLES[table].columns[column].metadata or {}
    words = tuple(metadata.get("vocabulary") or ())
    kind, unit = str(metadata["kind"]), str(metadata.get("unit", ""))
    if words:
        return "one of " + ", ".join(words)
    if column == "department":
        return "the name of one department"
    return {
        "money": "an amount of money, as in 120000",
        "fraction": "a share, as in 0.4 or 40 %",
        "period": "a month, quarter or year, as in 2027-Q2",
        "integer": f"a whole number of {unit}",
        "number": f"a number of {unit}",
    }.get(kind, "a short text")


def _is_department(drafts: Mapping[str, Draft], name: str) -> bool:
    known = {
        comparable(str(value))
        for table in _DEPARTMENTS
        if table in drafts
        for value in drafts[table].values.get("department", ())
        if value is not None
    }
    return comparable(name) in known


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or comparable(str(one)) == comparable(str(other))


def _fill(draft: Draft, column: str, position: int, value: Any, text: str) -> None:
    if not draft.present(column):
        draft.headers[column] = column
        draft.cells[column] = [""] * len(draft)
        draft.values[column] = [None] * len(draft)
    draft.cells[column][position] = text
    draft.values[column][position] = value


def _tell(table: Draft, position: int, what: str, step: str) -> None:
    found = table.cells["answer"][position]
    table.note(position, "answer", what, found=found, next_step=step)
