"""All rows of ``scenarios`` together: each scenario with its settings, or with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pmo_toolkit.core.written_numbers import NumberStyle
from pmo_toolkit.workspace.moderation.named_things import NamedThings
from pmo_toolkit.workspace.moderation.scenario_settings import (
    ADDED_UP,
    ScenarioSetting,
    SettingKind,
    read_setting,
)
from pmo_toolkit.workspace.parsing.outcomes import Unreadable

#: The scenario that is the plan's own setting; its budgets hold for the others too.
AS_STATED = "as stated"


@dataclass(frozen=True)
class ScenarioRow:
    """One row as it stands: its number in the file, and its three cells."""

    row: int
    name: str
    setting: str | None
    value: str | None


@dataclass(frozen=True)
class ScenarioFault:
    """Why a row cannot be used, so that its scenario is not run."""

    row: int
    column: str
    found: str
    what: str
    expected: str
    next_step: str


@dataclass(frozen=True)
class StatedScenario:
    """A scenario as the table states it.

    Parameters
    ----------
    name : str
    settings : tuple of ScenarioSetting
        In the order of its rows; only those that can be used.
    faults : tuple of ScenarioFault
        With any of them the scenario is not run.
    rows : tuple of int
    """

    name: str
    settings: tuple[ScenarioSetting, ...]
    faults: tuple[ScenarioFault, ...]
    rows: tuple[int, ...]


def stated_scenarios(
    rows: Iterable[ScenarioRow], known: NamedThings, style: NumberStyle
) -> tuple[StatedScenario, ...]:
    """Scenarios in the order in which their names stand first; `as stated` before all others.

    Parameters
    ----------
    rows : iterable of ScenarioRow
    known : NamedThings
    style : NumberStyle
    """
    by_name: dict[str, list[ScenarioRow]] = {}
    for row in sorted(rows, key=lambda row: row.row):
        by_name.setdefault(" ".join(row.name.split()).casefold(), []).append(row)
    order = sorted(by_name, key=lambda name: name != AS_STATED)
    return tuple(_scenario(by_name[name], known, style) for name in order)


def _scenario(
    rows: Sequence[ScenarioRow], known: NamedThings, style: NumberStyle
) -> StatedScenario:
    first: dict[tuple[SettingKind, str], int] = {}
    settings: list[ScenarioSetting] = []
    faults: list[ScenarioFault] = []
    for row in rows:
        try:
            found = read_setting(row.setting, row.value, known, style)
        except Unreadable as error:
            faults.append(_fault(row, error))
            continue
        key = found.kind, found.subject
        if found.kind not in ADDED_UP and key in first:
            faults.append(_twice(row, first[key]))
            continue
        first[key] = row.row
        settings.append(found)
    faults += _contradictions(rows, settings)
    name = " ".join(rows[0].name.split())
    return StatedScenario(name, tuple(settings), tuple(faults), tuple(row.row for row in rows))


def _fault(row: ScenarioRow, error: Unreadable) -> ScenarioFault:
    no_value = not (row.value or "").strip()
    column = "value" if no_value and row.setting else "setting"
    return ScenarioFault(
        row.row,
        column,
        f"{row.setting or ''} = {row.value or ''}".strip(" ="),
        error.what,
        error.expected or "a setting that can be read",
        error.next_step or "Mend the row.",
    )


def _twice(row: ScenarioRow, first: int) -> ScenarioFault:
    return ScenarioFault(
        row.row,
        "setting",
        f"{row.setting} = {row.value}",
        f"row {first} sets the same for this scenario",
        "each setting once in a scenario; two scenarios have two names",
        "Remove one of the rows, or give the second scenario a name of its own.",
    )


def _contradictions(
    rows: Sequence[ScenarioRow], settings: Sequence[ScenarioSetting]
) -> list[ScenarioFault]:
    """Proposals that are forced in and left out, and both rules for the budget at once."""
    found = []
    named = {kind: _named(settings, kind) for kind in ADDED_UP}
    if both := sorted(named[SettingKind.FORCE_IN] & named[SettingKind.LEAVE_OUT]):
        found.append((f"{', '.join(both)} is forced in and left out", "one of the two"))
    kinds = {setting.kind for setting in settings}
    if {SettingKind.KEEP_BUDGET, SettingKind.TAIL_MEAN} <= kinds:
        found.append(("keep budget and tail mean are set together", "one rule for the risk"))
    last = rows[-1]
    return [
        ScenarioFault(
            last.row, "setting", last.setting or "", what, expected, "Remove one of them."
        )
        for what, expected in found
    ]


def _named(settings: Sequence[ScenarioSetting], kind: SettingKind) -> set[str]:
    return {
        name
        for setting in settings
        if setting.kind is kind and isinstance(setting.value, tuple)
        for name in setting.value
    }
