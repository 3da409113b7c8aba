"""Tables whose rows say something of two things.

Each pair once, and correlations only of what the proposal has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pmo_toolkit.core.troubles import rows_in_words
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.headers import nearest


@dataclass(frozen=True)
class _Pairs:
    """Columns of a table about pairs, and whether the other way round is the reciprocal."""

    whose: str
    one: str
    other: str
    said: str
    reciprocal: bool


_TABLES: Mapping[str, _Pairs] = MappingProxyType(
    {
        "comparisons": _Pairs("scorer_role", "criterion", "other", "ratio", reciprocal=True),
        "correlations": _Pairs("proposal", "one", "other", "correlation", reciprocal=False),
    }
)
#: 0.33 the other way round is meant as 3.
_ALIKE = 0.03


def check_pairs(drafts: Mapping[str, Draft]) -> None:
    """Report pairs that stand twice or against each other, and correlations of nothing.

    Rows that contradict each other are all faults, since none of them can be trusted; of rows that
    agree the first counts.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked for bounds and references.
    """
    if "correlations" in drafts and ("costs" in drafts or "activities" in drafts):
        _check_names(drafts)
    for name, pairs in _TABLES.items():
        columns = (pairs.whose, pairs.one, pairs.other, pairs.said)
        if name in drafts and all(map(drafts[name].present, columns)):
            _check_repeats(drafts[name], pairs)


def _check_repeats(draft: Draft, pairs: _Pairs) -> None:
    rows_of_pair: dict[tuple[str, frozenset[str]], list[int]] = {}
    for position in draft.kept():
        whose, one, other = (
            draft.value(column, position) for column in (pairs.whose, pairs.one, pairs.other)
        )
        if None in (whose, one, other):
            continue
        ends = frozenset((str(one).casefold(), str(other).casefold()))
        rows_of_pair.setdefault((str(whose).casefold(), ends), []).append(position)
    for positions in rows_of_pair.values():
        if len(positions) < 2:
            continue
        values = [draft.value(pairs.said, position) for position in positions]
        oriented = [_turned(draft, position, positions[0], pairs) for position in positions]
        known = [value for value in oriented if value is not None]
        spread = max(known, default=0.0) - min(known, default=0.0)
        largest = max(map(abs, known), default=0.0)
        agree = len(known) == len(values) and spread <= _ALIKE * largest
        where = rows_in_words(draft.rows[position] for position in positions)
        shown = "; ".join(
            " ".join(
                draft.cells[column][at] or "nothing"
                for column in (pairs.one, pairs.other, pairs.said)
            )
            for at in positions
        )
        for position in positions[1:] if agree else positions:
            draft.row_fault(
                position,
                pairs.said,
                f"{where} say the same pair"
                f" {'twice; the first counts' if agree else 'and contradict each other'}",
                found=shown,
                expected="one row a pair, the other way round is implied",
                next_step=(
                    "Remove all but one of the rows."
                    if agree
                    else "Ask which of them holds, and keep that row."
                ),
            )


def _turned(draft: Draft, position: int, first: int, pairs: _Pairs) -> float | None:
    """What a row says, as if its two ends stood as in the first row."""
    value = draft.value(pairs.said, position)
    if value is None:
        return None
    same = (
        str(draft.value(pairs.one, position)).casefold()
        == str(draft.value(pairs.one, first)).casefold()
    )
    return float(value) if same or not pairs.reciprocal else 1 / float(value)


def _check_names(drafts: Mapping[str, Draft]) -> None:
    draft = drafts["correlations"]
    groups, alone, grouped = _names(drafts)
    for column in ("one", "other"):
        if not draft.present(column):
            continue
        for position in range(len(draft)):
            owner, name = (
                draft.owners[position] if draft.owners else None,
                draft.value(column, position),
            )
            if owner is None or name is None:
                continue
            known = groups.get(owner, {}) | alone.get(owner, {})
            if str(name).casefold() in known:
                continue
            group = grouped.get(owner, {}).get(str(name).casefold())
            near = nearest(str(name), tuple(known.values()))
            if group:
                step = f"Name the group {group} instead."
            elif near:
                step = f"Did you mean {near}?"
            else:
                step = "Name what the tables costs and activities of this proposal hold."
            draft.row_fault(
                position,
                column,
                (
                    f"the cost element belongs to the correlation group “{group}”"
                    if group
                    else "names neither a correlation group nor a cost element of the proposal"
                ),
                expected="a correlation group, or a cost element that belongs to none",
                next_step=step,
            )


def _names(drafts: Mapping[str, Draft]) -> tuple[dict[str, dict[str, str]], ...]:
    """Proposal → folded name → name.

    Of groups, of elements in no group, and of the group of each other element.
    """
    groups, alone, grouped = (
        dict[str, dict[str, str]](),
        dict[str, dict[str, str]](),
        dict[str, dict[str, str]](),
    )
    for name in ("costs", "activities"):
        draft = drafts.get(name)
        for position in range(0 if draft is None else len(draft)):
            assert draft is not None
            owner = draft.owners[position] if draft.owners else None
            if owner is None:
                continue
            group, element = (
                draft.value("correlation_group", position),
                draft.value("element", position),
            )
            if group is not None:
                groups.setdefault(owner, {})[str(group).casefold()] = str(group)
            if element is not None and group is None:
                alone.setdefault(owner, {})[str(element).casefold()] = str(element)
            elif element is not None:
                grouped.setdefault(owner, {})[str(element).casefold()] = str(group)
    return groups, alone, grouped
