"""Dependencies that cannot all be meant: of a proposal on itself, at odds, or in a circle.

All are findings: the rows are kept, so that the report can ask what is meant.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from pmo_toolkit.core.troubles import rows_in_words
from pmo_toolkit.workspace.checking.draft import Draft

_TABLE = "dependencies"
#: Circles that are told; who has more will find the others after mending these.
_MOST_CIRCLES = 20
#: Rows by what they lead from and to.
_Rows = dict[tuple[str, str], list[int]]


def check_links(drafts: Mapping[str, Draft]) -> None:
    """Report what rows of ``dependencies`` say against each other.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked; rows with faults are passed over.
    """
    draft = drafts.get(_TABLE)
    if draft is None or not all(map(draft.present, ("from", "to", "type"))):
        return
    requires, excludes = _rows_of(draft, "requires"), _rows_of(draft, "excludes")
    for position in draft.kept():
        own, other = draft.value("from", position), draft.value("to", position)
        if own is not None and own == other:
            _tell(draft, [position], "the row points at itself: not counted, and asked")
    for (own, other), positions in requires.items():
        against = excludes.get((own, other), []) + excludes.get((other, own), [])
        if against and own != other:
            what = f"{own} requires {other}, and one of them excludes the other"
            _tell(draft, [*positions, *against], f"{what}: both count, and it is asked what holds")
    _tell_repeats(draft)
    _tell_exclusions(draft, excludes)
    _tell_circles(draft, {ends: rows for ends, rows in requires.items() if ends[0] != ends[1]})


def _rows_of(draft: Draft, kind: str) -> _Rows:
    rows: _Rows = {}
    for position in draft.kept():
        own, other = draft.value("from", position), draft.value("to", position)
        if draft.value("type", position) == kind and own is not None and other is not None:
            rows.setdefault((str(own), str(other)), []).append(position)
    return rows


def _tell_repeats(draft: Draft) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for position in draft.kept():
        own, other, kind = (str(draft.value(name, position)) for name in ("from", "to", "type"))
        earlier = first.setdefault((own, other, kind), position)
        if earlier != position:
            draft.note(
                position,
                "to",
                "an earlier row says the same dependency; the more cautious of both counts",
                key=f"{own} {kind} {other}",
                of_cells=False,
                found=f"{_shown(draft, position)} (first in row {draft.rows[earlier]})",
                expected="each dependency once",
                next_step="Keep one of the rows.",
            )


def _tell_circles(draft: Draft, requires: _Rows) -> None:
    """One finding a circle; a circle that is told is opened, so that the search comes to an end."""
    before: dict[str, dict[str, None]] = {}
    for own, other in sorted(requires):
        before.setdefault(own, {})[other] = None
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(before).prepare()
            return
        except CycleError as error:
            circle = _from_lowest(list(reversed(error.args[1]))[1:])
        ties = list(zip(circle, (*circle[1:], circle[0]), strict=True))
        positions = [position for tie in ties for position in requires[tie]]
        named = " → ".join((*circle, circle[0]))
        what = f"these require each other in a circle, so that none could begin: {named}"
        _tell(draft, positions, what)
        del before[ties[-1][0]][ties[-1][1]]


def _tell_exclusions(draft: Draft, excludes: _Rows) -> None:
    """Exclusions that close a circle of three or more: of each pair at most one comes about."""
    pairs: dict[frozenset[str], list[int]] = {}
    for (own, other), positions in sorted(excludes.items()):
        if own != other:
            pairs.setdefault(frozenset((own, other)), []).extend(positions)
    beside: dict[str, list[str]] = {}
    told = 0
    for pair, positions in pairs.items():
        first, last = sorted(pair)
        way = _way(beside, first, last)
        if way and told < _MOST_CIRCLES:
            told += 1
            ties = [frozenset(tie) for tie in pairwise(way)]
            rows = [*positions, *(position for tie in ties for position in pairs[tie])]
            what = f"these exclude one another in a circle: {' – '.join((*way, first))}"
            _tell(draft, rows, f"{what}; of each pair at most one is advanced")
        beside.setdefault(first, []).append(last)
        beside.setdefault(last, []).append(first)


def _way(beside: Mapping[str, list[str]], first: str, last: str) -> list[str]:
    """The shortest way from `first` to `last`, both included; empty where there is none."""
    before: dict[str, str] = {first: first}
    queue = deque([first])
    while queue:
        here = queue.popleft()
        if here == last:
            way = [last]
            while way[-1] != first:
                way.append(before[way[-1]])
            return way[::-1]
        for near in beside.get(here, ()):
            if near not in before:
                before[near] = here
                queue.append(near)
    return []


def _from_lowest(circle: list[str]) -> list[str]:
    lowest = circle.index(min(circle))
    return circle[lowest:] + circle[:lowest]


def _tell(draft: Draft, positions: list[int], what: str) -> None:
    first = min(positions)
    where = "" if len(positions) == 1 else f" ({rows_in_words(_numbers(draft, positions))})"
    draft.troubles.finding(
        draft.name,
        what + where,
        row=draft.rows[first],
        column=draft.header("to"),
        proposal=draft.owners[first] if draft.owners else None,
        file=draft.file,
        found="; ".join(_shown(draft, position) for position in sorted(positions)[:6]),
        expected="dependencies that can all hold",
        next_step="Ask the departments which of them holds, and mend or remove the others.",
    )


def _numbers(draft: Draft, positions: list[int]) -> list[int]:
    return sorted({draft.rows[position] for position in positions})


def _shown(draft: Draft, position: int) -> str:
    own, kind, other = (draft.cells[name][position] for name in ("from", "type", "to"))
    return f"{own} {kind} {other}"
