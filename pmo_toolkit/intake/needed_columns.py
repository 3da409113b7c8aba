"""Columns of ours that no header of theirs was taken for, though one fits by its cells.

Columns without which a table says nothing, and columns of a fixed vocabulary: a cost without its
period would count once. What is taken is always unsure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.rules import ColumnRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.texts.periods import period_of
from pmo_toolkit.intake.mapping.words import has_words, meaning, translate
from pmo_toolkit.intake.recipe.making import used_headers
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: So many of a header's cells must fit a column that the table needs, and one that it does not.
_ENOUGH, _ALMOST_ALL = 0.6, 0.8

#: Table and column → the ids that stand there.
Ids = Mapping[str, frozenset[str]]


def with_needed_columns(
    suggestions: Sequence[TableSuggestion], others: Sequence[TableSuggestion] = ()
) -> tuple[TableSuggestion, ...]:
    """The suggestions, with further columns where a header fits by its cells.

    A header that is left, and for a column that the table cannot do without also one that was taken
    for another with doubts.

    Parameters
    ----------
    suggestions : sequence of TableSuggestion
    others : sequence of TableSuggestion
        Of other tables of the same files, whose ids may be referred to.
    """
    ids = _ids((*suggestions, *others))
    used = [
        used_headers([other.rule for other in suggestions if other.region is one.region])
        for one in suggestions
    ]
    return tuple(
        _completed(one, own, ids) if one.rule.table in TABLES else one
        for one, own in zip(suggestions, used, strict=True)
    )


def _completed(one: TableSuggestion, used: set[str], ids: Ids) -> TableSuggestion:
    filled = {column.column for column in one.rule.columns}
    if one.rule.unpivot is not None:
        filled |= {one.rule.unpivot.names_to, one.rule.unpivot.values_to}
    for name, column in TABLES[one.rule.table].columns.items():
        needed = bool(column.required)
        if name in filled or not (needed or (column.metadata or {}).get("vocabulary")):
            continue
        left = [header for header in dict.fromkeys(one.region.headers) if header not in used]
        candidates = [*left, *_doubtful(one)] if needed else left
        found = _likeliest(one, name, candidates, ids, needed=needed)
        if found is not None:
            used = used | set(found.rule.headers)
            one = _with_column(one, found)
    return one


def _doubtful(one: TableSuggestion) -> list[str]:
    """Headers that were taken for a column that the table can do without, and unsurely."""
    schema = TABLES[one.rule.table].columns
    return [
        header
        for column in one.columns
        if column.certainty is Certainty.UNSURE
        and column.rule.column in schema
        and not schema[column.rule.column].required
        for header in column.rule.headers
    ]


def _with_column(one: TableSuggestion, found: ColumnSuggestion) -> TableSuggestion:
    """The suggestion with one more column, whose header no other column takes."""
    taken = set(found.rule.headers)
    rules = [rule for rule in one.rule.columns if not taken & set(rule.headers)]
    return replace(
        one,
        columns=(*(own for own in one.columns if not taken & set(own.rule.headers)), found),
        rule=replace(
            one.rule,
            columns=(*rules, found.rule),
            aside=tuple(header for header in one.rule.aside if header not in taken),
        ),
    )


def _likeliest(
    one: TableSuggestion, column: str, left: Sequence[str], ids: Ids, *, needed: bool
) -> ColumnSuggestion | None:
    """The header of those left that fits the column best; None where none fits."""
    best: tuple[float, str] = (0.0, "")
    kind = str((TABLES[one.rule.table].columns[column].metadata or {}).get("kind"))
    for header in left:
        share = _fit(one, column, header, ids)
        # of texts, those that differ most say most: a traffic light is no element of a cost
        merit = len(_texts(one, header)) if kind == "text" else share
        if share > (_ENOUGH if needed else _ALMOST_ALL) and merit > best[0]:
            best = (merit, header)
    if not best[1]:
        return None
    table, header = one.rule.table, best[1]
    texts = _texts(one, header)
    words = dict(translate(table, column, texts).words) if has_words(table, column) else {}
    others = f" of the {len(left)} that are left" if len(left) > 1 else ""
    why = f'{table} needs {column}, and no header says it; "{header}" fits best{others}'
    return ColumnSuggestion(
        ColumnRule(column, (header,), words=words),
        Certainty.UNSURE,
        why if needed else f'the cells of "{header}" are words of {column}',
        (f"whether it is {column}",),
    )


def _fit(one: TableSuggestion, column: str, header: str, ids: Ids) -> float:
    """Share of a header's cells that could stand in the column; the more varied texts first."""
    texts = _texts(one, header)
    if not texts:
        return 0.0
    table = one.rule.table
    metadata = TABLES[table].columns[column].metadata or {}
    kind = str(metadata.get("kind"))
    if kind == "reference":
        known = frozenset().union(
            *(ids.get(target, frozenset()) for target in str(metadata["refers_to"]).split("|"))
        )
        return sum(comparable(text) in known for text in texts) / len(texts)
    if kind in ("month", "date"):
        return sum(period_of(text) is not None for text in texts) / len(texts)
    if has_words(table, column):
        meanings = [meaning(table, column, text) for text in texts]
        several = len(set(meanings) - {None}) > 1
        return sum(known is not None for known in meanings) / len(texts) if several else 0.0
    if kind not in ("text", "category"):
        return 0.0
    in_words = sum(any(mark.isalpha() for mark in text) for text in texts) / len(texts)
    filled = sum(any(cell.strip() for cell in cells) for cells in one.region.column(header))
    return in_words * filled / max(1, len(one.region.records))


def _texts(one: TableSuggestion, header: str) -> list[str]:
    """The different texts below a header."""
    return [
        text
        for text in dict.fromkeys(
            cell.strip() for cells in one.region.column(header) for cell in cells
        )
        if text
    ]


def _ids(suggestions: Sequence[TableSuggestion]) -> Ids:
    found: dict[str, frozenset[str]] = {}
    for one in suggestions:
        for rule in one.rule.columns:
            if rule.column in ("id", "project"):
                key = f"{one.rule.table}.{rule.column}"
                texts = {
                    comparable(text) for header in rule.headers for text in _texts(one, header)
                }
                found[key] = found.get(key, frozenset()) | texts
    return found
