"""``merge_report.html``: who brought what, what is asked, what contradicts, what has changed."""

from __future__ import annotations

import re

from nbformat import from_dict

from pmo_toolkit.core.number_format import counted
from pmo_toolkit.merging.base.shapes import Merge
from pmo_toolkit.report.kit.html import render_report
from pmo_toolkit.report.kit.section import Section, render

#: Rows of one list that the page shows; ``merge.json`` holds all.
_MOST = 200


def merge_page(merge: Merge) -> str:
    """The page of a merge, without code, script or outside request."""
    title = f"Merged: {merge.name}"
    html = merge_section(merge).html
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Workspaces side by side"},
        {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output]},
    ]
    notebook = from_dict({"cells": cells})  # type: ignore[no-untyped-call]
    return render_report(notebook, title=title)


def merge_section(merge: Merge) -> Section:
    """What a merge found, as a section."""
    return render(
        "merge",
        merge=merge,
        most=_MOST,
        open_questions=merge.open_questions,
        answered=[question for question in merge.questions if not question.is_open],
        conflicts=sorted(merge.conflicts, key=lambda conflict: not conflict.is_open),
        first_sentence=first_sentence(merge),
        grouped=_grouped,
    )


def first_sentence(merge: Merge) -> str:
    """How much was merged, and how much of it waits for an answer."""
    proposals = merge.rows.get("proposals", 0)
    waiting = len(merge.open_questions)
    conflicts = len(merge.open_conflicts)
    return (
        f"{counted(proposals, 'proposal', 'proposals')} of"
        f" {counted(len(merge.members), 'PMO', 'PMOs')} stand side by side:"
        f" {counted(waiting, 'question', 'questions')} and"
        f" {counted(conflicts, 'conflict', 'conflicts')} wait for an answer."
    )


def _grouped(value: str) -> str:
    """A whole amount that begins a value, written in groups of three; a year stays as it is."""
    first, space, rest = value.partition(" ")
    return f"{int(first):,}{space}{rest}" if re.fullmatch("[1-9][0-9]{4,14}", first) else value
