"""Rows that several PMOs hold in common become one; where they differ, nobody's figure wins.

A cell that the PMOs state differently stays empty until an answer names whose holds: it is then not
assessed, and both figures are listed. Of names and descriptions the first is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pmo_toolkit.intake.row_keys import RowComparison
from pmo_toolkit.merging.base.cells import money_columns
from pmo_toolkit.merging.base.shapes import Conflict, MergedRow, Question, Rows, Statement
from pmo_toolkit.merging.comparing.answers import Answers
from pmo_toolkit.workspace.checking.identifiers import KEYS
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Columns by which rows of two PMOs are the same row, of tables without an id.
_COMMON_KEYS: Mapping[str, tuple[str, ...]] = {
    **{table: columns for table, columns in KEYS.items() if table != "rates"},
    "in_flight": ("project", "role"),
    "stakeholders": ("department", "role"),
    "targets": ("kind", "name"),
    "comparisons": ("scorer_role", "criterion", "other"),
}
#: What is said in words: two ways of saying it are no conflict.
_WORDING = ("title", "description")
_PRICES = ("currency", "price_year")
_EMPTY = "empty, so not assessed, until merge_answers.csv says whose holds"


@dataclass
class Joining:
    """Joins rows and gathers what differs.

    Parameters
    ----------
    answers : Answers
        Of a former merge.
    locale : str
        Of the merged workspace.
    """

    answers: Answers
    locale: str
    questions: list[Question] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def joined(self, parts: Sequence[Rows]) -> Rows:
        """The rows of all workspaces, each that they have in common once."""
        tables = [name for name in TABLES if any(name in part for part in parts)]
        return {
            table: self._table(table, [row for part in parts for row in part.get(table, ())])
            for table in tables
            if table != "rates"
        }

    def _table(self, table: str, rows: list[MergedRow]) -> list[MergedRow]:
        columns = common_key(table)
        if not columns:
            return rows
        comparison = RowComparison(table, self.locale)
        groups: dict[object, list[MergedRow]] = {}
        for number, row in enumerate(rows):
            texts = [row.cells.get(column, "").strip() for column in columns]
            key: object = number
            if all(texts):
                key = tuple(map(comparison.level, columns, texts))
            groups.setdefault(key, []).append(row)
        kept: list[MergedRow] = []
        for group in groups.values():
            first: dict[str, MergedRow] = {}
            for row in group:
                first.setdefault(row.sources[0].prefix, row)
            repeats = [row for row in group if row is not first[row.sources[0].prefix]]
            own = list(first.values())
            kept.append(own[0] if len(own) == 1 else self._one(table, columns, own, comparison))
            kept += repeats  # twice in one workspace: its own fault, which the check tells
        return kept

    def _one(
        self,
        table: str,
        key: Sequence[str],
        rows: Sequence[MergedRow],
        comparison: RowComparison,
    ) -> MergedRow:
        about = " ".join((table, *(rows[0].cells.get(column, "") for column in key)))
        cells = self._priced(table, about, rows)
        for column in dict.fromkeys(name for row in rows for name in row.cells):
            if column in cells:
                continue
            stated = [row for row in rows if row.cells.get(column, "").strip()]
            texts = [row.cells[column] for row in stated]
            cells[column] = texts[0] if texts else ""
            if all(comparison.same(column, texts[0], text) for text in texts[1:]):
                continue
            if column in key:
                continue
            cells[column] = self._differing(f"{about} {column}", column, stated)
        return MergedRow(cells, tuple(source for row in rows for source in row.sources))

    def _priced(self, table: str, about: str, rows: Sequence[MergedRow]) -> dict[str, str]:
        """Money with its currency and price year, where the rows differ in these."""
        names = list(dict.fromkeys(name for row in rows for name in row.cells))
        money = money_columns(table, dict.fromkeys(names))
        priced = [row for row in rows if any(row.cells.get(name, "").strip() for name in money)]
        prices = {tuple(row.cells.get(name, "") for name in _PRICES) for row in priced}
        if len(prices) < 2:
            return {
                name: priced[0].cells.get(name, "") for name in _PRICES if priced and name in names
            }
        columns = [name for name in (*money, *_PRICES) if name in names]
        statements = tuple(
            statement(row, " ".join(filter(None, (row.cells.get(name, "") for name in columns))))
            for row in priced
        )
        cells = dict.fromkeys(columns, "")
        taken = self._answered(f"{about} money", statements)
        if taken is not None:
            holder = priced[statements.index(taken)]
            cells = {name: holder.cells.get(name, "") for name in columns}
        outcome = _EMPTY if taken is None else f"as {taken.name} has it, by an answer"
        self.conflicts.append(
            Conflict("cell", f"{about} money", statements, outcome, is_open=taken is None)
        )
        return cells

    def _differing(self, about: str, column: str, rows: Sequence[MergedRow]) -> str:
        """The text of a cell that the PMOs state differently."""
        statements = tuple(statement(row, row.cells[column]) for row in rows)
        if column in _WORDING:
            outcome = f"the words of {statements[0].name} are shown"
            self.conflicts.append(Conflict("wording", about, statements, outcome, is_open=False))
            return statements[0].value
        taken = self._answered(about, statements)
        if taken is None:
            self.conflicts.append(Conflict("cell", about, statements, _EMPTY, is_open=True))
            return ""
        outcome = f"{taken.value}, as {taken.name} has it, by an answer"
        self.conflicts.append(Conflict("cell", about, statements, outcome, is_open=False))
        return taken.value

    def _answered(self, about: str, statements: Sequence[Statement]) -> Statement | None:
        """Whose statement holds; each pair with the first is a question of its own."""
        asked = [
            Question(
                "value",
                about,
                statements[0].prefix,
                other.prefix,
                statements[0].value,
                other.value,
                f"{_place(statements[0])} and {_place(other)} state different things",
            )
            for other in statements[1:]
        ]
        asked = self.answers.applied(asked)
        self.questions += asked
        chosen = {question.answer for question in asked if question.answer}
        first = statements[0].prefix
        if chosen == {first} and not any(question.is_open for question in asked):
            return statements[0]
        others = chosen - {first}
        if len(others) == 1:
            return next(found for found in statements if found.prefix in others)
        return None


def statement(row: MergedRow, value: str) -> Statement:
    """What a row says, and where it stands."""
    source = row.sources[0]
    return Statement(source.prefix, source.name, source.file, source.row, value)


def _place(stated: Statement) -> str:
    return f"{stated.name}, {stated.file} row {stated.row},"


def common_key(table: str) -> tuple[str, ...]:
    """Columns by which rows of two PMOs are one row; none where each keeps its own."""
    if table in _COMMON_KEYS:
        return _COMMON_KEYS[table]
    return tuple(
        str(name)
        for name, column in TABLES[table].columns.items()
        if (column.metadata or {}).get("kind") == "id"
    )
