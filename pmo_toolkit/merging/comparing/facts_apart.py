"""Facts of two PMOs that stand apart in the tables and still contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from pmo_toolkit.core.written_numbers import is_placeholder, number_style
from pmo_toolkit.intake.row_keys import RowComparison
from pmo_toolkit.merging.base.shapes import Conflict, MergedRow, Question, Rows
from pmo_toolkit.merging.comparing.joining import statement
from pmo_toolkit.merging.comparing.recognising import DIFFERENT
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Unreadable

#: What two proposals that may be the same should agree on.
_FACTS = (
    "requested_budget",
    "estimate_effort_person_hours",
    "estimate_duration_days",
    "size",
    "start_window",
    "wanted_finish",
)


def conflicts_apart(
    rows: Rows, parts: Sequence[Rows], questions: Iterable[Question], config: WorkspaceConfig
) -> list[Conflict]:
    """Two budgets of what may be one proposal, of one scenario, and shares above the whole.

    Parameters
    ----------
    rows : mapping of str to list of MergedRow
        As they will stand.
    parts : sequence of mapping of str to list of MergedRow
        Those of each workspace, with their joint names.
    questions : iterable of Question
    config : WorkspaceConfig
        Of the merged workspace.
    """
    return [
        *_of_proposals(rows.get("proposals", ()), questions, config),
        *_of_scenarios(parts),
        *_of_targets(rows.get("targets", ()), config.locale),
    ]


def _of_proposals(
    proposals: Sequence[MergedRow], questions: Iterable[Question], config: WorkspaceConfig
) -> Iterator[Conflict]:
    by_id = {row.cells.get("id", ""): row for row in proposals}
    comparison = RowComparison("proposals", config.locale)
    for question in questions:
        if question.kind != "proposal" or question.answer == DIFFERENT:
            continue
        pair = [by_id[name] for name in (question.a, question.b) if name in by_id]
        for column in _FACTS if len(pair) == 2 else ():
            one, other = (_said(row.cells, column, config) for row in pair)
            stated = not (is_placeholder(one) or is_placeholder(other))
            if one and other and stated and not comparison.same(column, one, other):
                yield Conflict(
                    "proposal",
                    f"{question.a} and {question.b}, {column.replace('_', ' ')}",
                    tuple(
                        statement(row, said) for row, said in zip(pair, (one, other), strict=True)
                    ),
                    "both stand, each with its own proposal",
                    is_open=True,
                )


def _said(cells: Mapping[str, str], column: str, config: WorkspaceConfig) -> str:
    """What a cell says; of money in which currency and prices too."""
    text = cells.get(column, "").strip()
    if text and column == "requested_budget":
        prices = (
            cells.get("currency") or config.currency or "",
            cells.get("price_year") or str(config.price_year or ""),
        )
        text = " ".join(filter(None, (text, *prices)))
    return text


def _of_scenarios(parts: Sequence[Rows]) -> Iterator[Conflict]:
    """The same setting of a scenario that both PMOs call by one name, set to different values."""
    stated = [
        {
            (_own_name(row), row.cells.get("setting", "").strip().casefold()): row
            for row in part.get("scenarios", ())
        }
        for part in parts
    ]
    for one, other in combinations(stated, 2):
        for key, row in one.items():
            twin = other.get(key)
            if twin is None or row.cells.get("value") == twin.cells.get("value"):
                continue
            yield Conflict(
                "scenario",
                f"scenario {key[0]}, {key[1]}",
                tuple(statement(found, found.cells.get("value", "")) for found in (row, twin)),
                "two scenarios, each under the name of its PMO",
                is_open=True,
            )


def _own_name(row: MergedRow) -> str:
    """The name of a scenario as its PMO has it."""
    return row.cells.get("name", "").removeprefix(f"{row.sources[0].prefix}-").strip().casefold()


def _of_targets(targets: Sequence[MergedRow], locale: str) -> Iterator[Conflict]:
    """Shares of one kind that several PMOs state and that come to more than the whole."""
    by_kind: dict[str, list[MergedRow]] = {}
    for row in targets:
        by_kind.setdefault(row.cells.get("kind", "").strip().casefold(), []).append(row)
    for kind, rows in by_kind.items():
        total = sum(_share(row.cells.get("share", ""), locale) for row in rows)
        if len({source.prefix for row in rows for source in row.sources}) > 1 and total > 1.0001:
            yield Conflict(
                "target",
                f"targets by {kind}",
                tuple(
                    statement(row, f"{row.cells.get('name', '')} {row.cells.get('share', '')}")
                    for row in rows
                ),
                f"all stand and come to {total:.0%}; shares are of one whole",
                is_open=True,
            )


def _share(text: str, locale: str) -> float:
    try:
        return parse_number(text, number_style(locale), percent=True) if text else 0.0
    except Unreadable:
        return 0.0
