"""What ``pmo import --json`` writes: everything that was converted, kept, doubted or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.intake.base.applied import AppliedTable, CellNote, CellTrouble
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.merging import MergedTable
from pmo_toolkit.intake.plan import ImportPlan
from pmo_toolkit.intake.questions import Question

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class NoteGroup:
    """Cells of one column with the same trouble.

    Parameters
    ----------
    table, column : str
    label : str
        File and sheet.
    trouble : CellTrouble
    notes : tuple of CellNote
    """

    table: str
    column: str
    label: str
    trouble: CellTrouble
    notes: tuple[CellNote, ...]


def grouped_notes(planned: ImportPlan) -> tuple[NoteGroup, ...]:
    """Every cell that was not simply taken over, by column and trouble."""
    groups: dict[tuple[str, str, str, CellTrouble], list[CellNote]] = {}
    for table in planned.applied:
        for note in table.notes:
            key = (table.table, note.column, table.source.label, note.trouble)
            groups.setdefault(key, []).append(note)
    for name, notes in planned.notes.items():
        for note in notes:
            groups.setdefault((name, note.column, "", note.trouble), []).append(note)
    return tuple(NoteGroup(*key, tuple(notes)) for key, notes in groups.items())


def unsure_columns(planned: ImportPlan) -> Iterator[tuple[str, str, ColumnSuggestion]]:
    """Label, table and suggestion of every column that was taken though it is unsure."""
    for one in planned.suggestions:
        for column in one.columns:
            if column.certainty is Certainty.UNSURE or column.doubts:
                yield one.region.source.label, one.rule.table, column


def unsure_tables(planned: ImportPlan) -> list[TableSuggestion]:
    """Every table of the client's that was taken for one of ours though it is unsure."""
    return [one for one in planned.suggestions if one.certainty is Certainty.UNSURE]


def import_report(planned: ImportPlan, written: Sequence[str] | None) -> dict[str, Any]:
    """The whole import as JSON-ready data.

    Parameters
    ----------
    planned : ImportPlan
    written : sequence of str, optional
        Files that were written; None where nothing was imported.
    """
    declared = planned.declared
    return {
        "schema_version": SCHEMA_VERSION,
        "imported": written is not None,
        "written": sorted(written or ()),
        "files": [
            {"file": name, "sha256": digest} for name, digest in planned.client.sha256.items()
        ],
        "declared": {
            "currency": declared.currency,
            "price_year": declared.price_year,
            "hours_per_day": declared.hours_per_day,
            "locale": declared.locale,
        },
        "assumed": list(planned.assumed),
        "tables": [_table(table) for table in planned.merged],
        "sources": [
            _source(planned, place, applied) for place, applied in enumerate(planned.applied)
        ],
        "notes": [
            {
                "table": group.table,
                "column": group.column,
                "source": group.label,
                "trouble": group.trouble.value,
                "cells": [
                    {"row": note.row, "before": note.before, "after": note.after, "what": note.what}
                    for note in group.notes
                ],
            }
            for group in grouped_notes(planned)
        ],
        "questions": [_question(question) for question in planned.questions],
        "changes": [
            {
                "kind": change.kind.value,
                "where": change.where,
                "what": change.what,
                "effect": change.effect,
            }
            for change in planned.changes
        ],
        "aside": [
            {
                "source": part.label,
                "file": part.file,
                "columns": list(part.headers[2:]),
                "whole_rows": part.whole_rows,
            }
            for part in planned.aside
        ],
        "rows_aside": [
            {"source": label, "row": row.row, "why": row.why, "cells": list(row.cells)}
            for label, rows in planned.rows_aside.items()
            for row in rows
        ],
        "ignored": [{"source": label, "why": why} for label, why in planned.ignored.items()],
        "remarks": [
            {"source": label, "remark": remark} for label, remark in planned.client.remarks
        ],
    }


def _table(table: MergedTable) -> dict[str, Any]:
    return {
        "table": table.table,
        "file": table.file,
        "rows": len(table.records),
        "added": list(table.added),
        "updated": list(table.updated),
        "unchanged": list(table.unchanged),
        "vanished": list(table.vanished),
        "repeated": list(table.repeated),
        "conflicts": [
            {
                "row": conflict.row,
                "column": conflict.column,
                "kept": conflict.held,
                "client": conflict.imported,
                "client_changed": conflict.client_changed,
            }
            for conflict in table.conflicts
        ],
    }


def _source(planned: ImportPlan, place: int, applied: AppliedTable) -> dict[str, Any]:
    one = planned.suggestions[place]
    columns = {column.rule.column: column for column in one.columns}
    return {
        "source": applied.source.label,
        "table": applied.table,
        "certainty": one.certainty.value,
        "why": one.why,
        "rows": len(applied.rows),
        "columns": [
            {
                "column": done.column,
                "headers": list(done.headers),
                "how": done.how,
                "filled": done.filled,
                "certainty": columns[done.column].certainty.value
                if done.column in columns
                else one.certainty.value,
                "doubts": list(columns[done.column].doubts) if done.column in columns else [],
                "examples": [
                    {"row": example.row, "before": example.before, "after": example.after}
                    for example in done.examples
                ],
            }
            for done in applied.conversions
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "text": question.text,
        "why": question.why,
        "choices": [choice.label for choice in question.choices],
        "examples": [
            {"row": example.row, "before": example.before, "after": example.after}
            for example in question.examples
        ],
    }
