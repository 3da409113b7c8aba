"""From the changes of a kept what-if back to the fields that say them."""

from __future__ import annotations

from typing import Any

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.studies.what_if.changes import (
    ENDS,
    Changes,
    only_option,
    row_of,
    starts_later,
)
from pmo_toolkit.studies.what_if.inputs import MovableInput
from pmo_toolkit.studies.what_if.keeping import KeptWhatIf
from pmo_toolkit.workspace import Workspace

#: Digits of a percentage beyond which a difference comes from dividing alone.
_DIGITS = 9


def put_into_fields(form: Any, changes: Changes) -> None:
    """Set every field of a form to what some changes say, or to what is stated.

    Parameters
    ----------
    form : `pmo_toolkit.workshop.WhatIfForm`
        On the proposal that the changes are of.
    changes : Changes
    """
    study = form.study
    workspace, proposal = study.workspace, study.proposal
    cells = {(one.table, one.row, one.column): one.value for one in changes.cells}
    form.option.value = next(
        (
            key
            for _, key in form.option.options
            if key and only_option(workspace, proposal, key).of("options") == changes.of("options")
        ),
        "",
    )
    budget = cells.get(("proposals", form.row, "requested_budget"), form.budget.stated)
    form.budget.show(number_of(budget))
    form.start.value = next(
        (
            months
            for months in range(1, form.start.max + 1)
            if (later := starts_later(workspace, proposal, months)) and later.cells <= changes.cells
        ),
        0,
    )
    for movable, field in form.inputs:
        field.value = 100 * _factor(form, movable, cells)
    for risk, box in form.risks:
        box.value = ("risks", risk.row) not in changes.left_out
    for benefit, box in form.owners:
        box.value = cells.get(("benefits", benefit.row, "department"), benefit.owner) is not None


def notes_on(kept: KeptWhatIf, workspace: Workspace, shown: Changes) -> list[str]:
    """What the reader of a kept what-if should know, in sentences.

    Parameters
    ----------
    kept : KeptWhatIf
    workspace : Workspace
        As its tables stand now.
    shown : Changes
        What the fields say.
    """
    notes = [f"This is {kept.name}, kept on {kept.kept_on}."]
    notes += [f"Since then: {found}." for found in kept.differences(workspace)]
    if shown != kept.changes:
        notes.append("The fields cannot show all that it changes.")
    return notes


def _factor(
    form: Any,
    movable: MovableInput,
    cells: dict[tuple[str, int, str], str | float | None],
) -> float:
    stated = row_of(form.study.workspace, movable.table, movable.row)
    for end in ENDS:
        before = number_of(stated[end])
        after = cells.get((movable.table, movable.row, end))
        if before and isinstance(after, int | float):
            return round(after / before, _DIGITS)
    return 1.0
