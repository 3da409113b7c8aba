"""Scenarios and targets as they are checked; all that is wrong is a finding.

A scenario with a fault is not run, the others are. A share that cannot hold is told and not used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.headers import meant, nearest
from pmo_toolkit.workspace.moderation.named_things import NamedThings
from pmo_toolkit.workspace.moderation.scenario_rows import ScenarioRow, stated_scenarios
from pmo_toolkit.workspace.moderation.target_rows import TargetRow, TargetTrouble, checked_targets


def check_moderation(
    drafts: Mapping[str, Draft], config: WorkspaceConfig, as_of: dt.date | None, quarters: int
) -> None:
    """Report what cannot be meant in ``scenarios`` and ``targets``.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked; rows with faults are passed over.
    config : WorkspaceConfig
    as_of : date or None
        The declared day to which the advice refers.
    quarters : int
        Of the plan.
    """

    def column(table: str, name: str) -> Iterable[object]:
        draft = drafts.get(table)
        return [] if draft is None else draft.values.get(name, [])

    if not drafts.keys() & {"scenarios", "targets"}:
        return
    known = NamedThings.of(column, config, as_of, quarters)
    if (scenarios := drafts.get("scenarios")) is not None:
        _check_scenarios(scenarios, known, config)
    if (targets := drafts.get("targets")) is not None:
        _check_targets(targets, known)


def _check_scenarios(draft: Draft, known: NamedThings, config: WorkspaceConfig) -> None:
    places = {draft.rows[position]: position for position in draft.kept()}
    rows = [
        ScenarioRow(row, str(draft.value("name", place)), *_cells(draft, place))
        for row, place in places.items()
        if draft.value("name", place) is not None
    ]
    for scenario in stated_scenarios(rows, known, number_style(config.locale)):
        for fault in scenario.faults:
            draft.troubles.finding(
                draft.name,
                f"{fault.what}, so that the scenario “{scenario.name}” is not assessed",
                row=fault.row,
                column=draft.header(fault.column),
                file=draft.file,
                found=fault.found,
                expected=fault.expected,
                next_step=fault.next_step,
            )


def _cells(draft: Draft, position: int) -> tuple[str | None, str | None]:
    setting, value = (draft.value(name, position) for name in ("setting", "value"))
    return (
        None if setting is None else str(setting),
        None if value is None else str(value),
    )


def _check_targets(draft: Draft, known: NamedThings) -> None:
    rows = [
        TargetRow(
            draft.rows[position],
            draft.value("kind", position),
            draft.value("name", position),
            draft.value("share", position),
        )
        for position in draft.kept()
    ]
    _, troubles = checked_targets(rows, known)
    for trouble in troubles:
        _tell(draft, trouble, known)


def _tell(draft: Draft, trouble: TargetTrouble, known: NamedThings) -> None:
    near = nearest(trouble.found, known.counted.get(trouble.kind, ()))
    draft.troubles.finding(
        draft.name,
        trouble.what,
        row=trouble.row,
        column=draft.header(trouble.column),
        file=draft.file,
        found=trouble.found,
        expected=trouble.expected,
        next_step=f"{meant(near) if trouble.column == 'name' else ''}{trouble.next_step}",
    )
