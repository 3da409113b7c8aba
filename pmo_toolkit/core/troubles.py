"""Troubles gathered while reading: all are told at once, and none floods the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pmo_toolkit.core.errors import Grade, Trouble, shorten

#: Troubles of one sort in one column that are listed singly before the rest is only counted.
LISTED = 100
#: Findings in the cells of one proposal that its report lists.
OF_A_PROPOSAL = 40
_ROWS_NAMED = 12
_TEXTS_NAMED = 6
_LONGEST_FOUND = 400  # characters of a cell that are quoted

_GRADES = {grade: rank for rank, grade in enumerate((Grade.FAULT, Grade.ROW, Grade.FINDING))}


@dataclass
class _Group:
    """Findings of one sort, told as one trouble."""

    where: dict[str, Any]
    rows: list[int] = field(default_factory=list)
    proposals: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)
    of_cells: bool = True
    found: dict[str, str] = field(default_factory=dict)


class Troubles:
    """A list of troubles that can group findings of one sort and cut endless repetition.

    Parameters
    ----------
    tables : iterable of str
        Names of tables in the order in which their troubles are listed.
    """

    def __init__(self, tables: Iterable[str] = ()) -> None:
        self._tables = {name: rank for rank, name in enumerate(("workspace", *tables))}
        self._listed: list[Trouble] = []
        self._groups: dict[tuple[str, ...], _Group] = {}
        self._count: Counter[tuple[Grade, str, str | None, str]] = Counter()
        self._unlisted: dict[tuple[Grade, str, str | None, str], list[int | None]] = {}

    def fault(self, table: str, what: str, **where: Any) -> Trouble:
        """Add a fault; see `Trouble` for `where`."""
        return self._add(Trouble(grade=Grade.FAULT, table=table, what=what, **where))

    def row(self, table: str, what: str, **where: Any) -> Trouble:
        """Add a row fault and return it."""
        return self._add(Trouble(grade=Grade.ROW, table=table, what=what, **where))

    def finding(self, table: str, what: str, **where: Any) -> Trouble:
        """Add a finding."""
        return self._add(Trouble(grade=Grade.FINDING, table=table, what=what, **where))

    def group(
        self,
        table: str,
        what: str,
        *,
        row: int,
        proposal: str | None = None,
        key: str = "",
        of_cells: bool = True,
        **where: Any,
    ) -> None:
        """Add a finding that stands once for all rows with the same table, column, what and key.

        What was found is listed where the rows hold different texts. Findings of cells are told of
        each proposal, too (`by_proposal`).
        """
        name = (table, str(where.get("column")), what, key)
        group = self._groups.setdefault(
            name, _Group({"table": table, "what": what, **where, "found": None})
        )
        group.rows.append(row)
        found = shorten(where["found"], _LONGEST_FOUND) if where.get("found") else None
        if found is not None:
            group.found.setdefault(found.casefold(), found)
        if proposal is not None:
            group.proposals.setdefault(proposal, []).append((row, found))
        group.of_cells = of_cells

    def by_proposal(self) -> dict[str, tuple[Trouble, ...]]:
        """Grouped findings once more, each row by itself, under the proposal that it belongs to."""
        singly: dict[str, list[Trouble]] = {}
        for group in (group for group in self._groups.values() if group.of_cells):
            for proposal, rows in group.proposals.items():
                own = singly.setdefault(proposal, [])
                for row, found in rows[: OF_A_PROPOSAL - len(own)]:
                    where = {**group.where, "row": row, "found": found, "proposal": proposal}
                    own.append(Trouble(grade=Grade.FINDING, **where))
        return {proposal: tuple(found) for proposal, found in singly.items()}

    def all(self) -> tuple[Trouble, ...]:
        """Every trouble: the gravest first, then by table, row and column."""
        troubles = [*self._listed, *map(_told, self._groups.values()), *self._remainders()]
        return tuple(
            sorted(
                troubles,
                key=lambda t: (
                    _GRADES[t.grade],
                    self._tables.get(t.table, 99),
                    t.row or 0,
                    t.column or "",
                ),
            )
        )

    def _add(self, trouble: Trouble) -> Trouble:
        if trouble.found is not None and len(trouble.found) > _LONGEST_FOUND:
            trouble = replace(trouble, found=shorten(trouble.found, _LONGEST_FOUND))
        kind = (trouble.grade, trouble.table, trouble.column, trouble.what)
        self._count[kind] += 1
        # A row fault that fails a proposal is always told: its proposal's report has to name it.
        if self._count[kind] <= LISTED or (
            trouble.grade is Grade.ROW and trouble.proposal is not None
        ):
            self._listed.append(trouble)
        else:
            self._unlisted.setdefault(kind, []).append(trouble.row)
        return trouble

    def _remainders(self) -> Iterable[Trouble]:
        for (grade, table, column, what), rows in self._unlisted.items():
            sentence = f"{what}; the same in {len(rows)} further rows, which are not listed"
            known = tuple(sorted({row for row in rows if row is not None}))
            yield Trouble(
                grade=grade, table=table, column=column, what=sentence, reason=what, rows=known
            )


def rows_in_words(rows: Iterable[int]) -> str:
    """``rows 2, 5 and 9``, cut after a dozen."""
    named = sorted(set(rows))
    if len(named) == 1:
        return f"row {named[0]}"
    if len(named) > _ROWS_NAMED:
        shown = ", ".join(map(str, named[:_ROWS_NAMED]))
        return f"{len(named)} rows: {shown} and {len(named) - _ROWS_NAMED} more"
    return f"rows {', '.join(map(str, named[:-1]))} and {named[-1]}"


def _told(group: _Group) -> Trouble:
    where = dict(group.where)
    rows = sorted(set(group.rows))
    found = list(group.found.values())
    where["found"] = (
        " · ".join(found[:_TEXTS_NAMED]) + (" · …" if len(found) > _TEXTS_NAMED else "") or None
    )
    if len(rows) > 1:
        where["reason"] = where["what"]
        where["what"] = f"{where['what']} ({rows_in_words(rows)})"
    proposal = next(iter(group.proposals)) if len(group.proposals) == 1 else None
    where["rows"] = tuple(rows) if len(rows) > 1 else ()
    return Trouble(grade=Grade.FINDING, row=rows[0], proposal=proposal, **where)
