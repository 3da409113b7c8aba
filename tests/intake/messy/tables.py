"""A client's table, from a clean one: columns written, dropped, shuffled, folded and added."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.intake.messy.clean import KEYS, NEEDED, Columns, lexicon
from tests.intake.messy.style import Style
from tests.intake.messy.values import Written, written

#: Columns whose equal cells clients merge.
MERGED = {"proposals": "department", "costs": "option", "history": "department"}
_RANGES = {"low": "range", "mode": "range", "high": "range"}
_PLAN = {
    **dict.fromkeys(
        ("estimate_effort_person_hours", "estimate_cost", "estimate_duration_days"), "plan"
    ),
    **dict.fromkeys(
        ("actual_effort_person_hours", "actual_cost", "actual_duration_days"), "actual"
    ),
}


@dataclass
class ClientTable:
    """A table as it stands in a client's file.

    Attributes
    ----------
    table : str
        Ours.
    columns : list of Written
    unit_in_title : str
        What the title says of the unit of all money; empty for nothing.
    """

    table: str
    columns: list[Written]
    unit_in_title: str = ""

    def __len__(self) -> int:
        return len(self.columns[0].cells)


def client_table(style: Style, table: str, clean: Columns, goals: Columns | None) -> ClientTable:
    """One table in the client's writing.

    Parameters
    ----------
    style : Style
    table : str
    clean : Columns
    goals : Columns or None
        Links of proposals to goals, for a column that lists them in one cell.
    """
    clean = _sorted_for_merging(style, table, clean)
    chosen = ClientTable(table, [])
    money = any(column.endswith(("cost", "budget", "low")) for column in clean)
    if money and table != "risks" and style.happens("unit in the title", 0.08):
        style.choices[f"thousand in title:{table}"] = "thousand"
        unit = style.unit("thousand")
        chosen.unit_in_title = {
            "de": f"alle Beträge in {unit}",
            "en": f"all amounts in {unit}",
            "fr": f"tous les montants en {unit}",
            "es": f"todos los importes en {unit}",
            "nl": f"alle bedragen in {unit}",
        }[style.language]
    for column, truth in clean.items():
        if column not in NEEDED[table] and style.chance.random() < 0.12:
            continue
        chosen.columns.append(written(style, table, column, truth))
    if table == "capacity" and style.happens("months side by side", 0.4):
        chosen.columns = _wide(style, clean)
    _slip(style, chosen)
    if goals is not None and style.happens("goals in one cell", 0.6):
        chosen.columns.append(_goal_lists(style, clean["id"], goals))
    if table != "capacity" and style.happens("columns shuffled", 0.4):
        first, *others = chosen.columns
        ranges = [column for column in others if column.ours in _RANGES]
        others = [column for column in others if column.ours not in _RANGES]
        style.chance.shuffle(others)
        chosen.columns = [first, *others, *ranges]
    if table != "capacity" and style.happens("columns that mean nothing to us", 0.4):
        _add_noise(style, chosen)
    _group(style, chosen)
    return chosen


def _sorted_for_merging(style: Style, table: str, clean: Columns) -> Columns:
    column = MERGED.get(table)
    if column not in clean or not style.happens(f"merged cells: {table}", 0.3):
        return clean
    style.choices[f"merged:{table}"] = column
    order = sorted(range(len(clean[column])), key=lambda place: clean[column][place])
    return {name: [texts[place] for place in order] for name, texts in clean.items()}


def _slip(style: Style, chosen: ClientTable) -> None:
    for column in chosen.columns:
        is_long = (
            isinstance(column.header, str)
            and len(column.header) >= 8
            and "@" not in (column.ours or "")
        )
        if is_long and column.ours not in KEYS[chosen.table] and style.happens("typo", 0.06):
            column.header = style.misspelt(column.header)


def _wide(style: Style, clean: Columns) -> list[Written]:
    """Roles down, months across, of the gross hours alone."""
    roles, months = list(dict.fromkeys(clean["role"])), sorted(set(clean["month"]))
    hours = {
        (role, month): text
        for role, month, text in zip(
            clean["role"], clean["month"], clean["gross_hours"], strict=True
        )
    }
    form = style.pick("month headers", ("iso", "digits", "word", "day"), (1, 1, 1, 1))
    columns = [Written(style.header("capacity", "role"), list(roles), roles, "role")]
    for month in months:
        day = dt.date.fromisoformat(f"{month}-01")
        header: Any = day if form == "day" else style.month(day, form)
        texts = [hours.get((role, month), "") for role in roles]
        cells = [int(text) if text else None for text in texts]
        columns.append(Written(header, cells, texts, f"gross_hours@{month}"))
    return columns


def _goal_lists(style: Style, ids: list[str], goals: Columns) -> Written:
    separator = style.chance.choice(("; ", ", ", "\n"))
    spaced = style.choices.get("ids") == "with a space"
    cells = []
    for proposal in ids:
        named = [
            goal.replace("-", " ", 1) if spaced else goal
            for owner, goal in zip(goals["proposal"], goals["goal"], strict=True)
            if owner == proposal
        ]
        cells.append(separator.join(named) or None)
    return Written(style.texts("goals"), cells, [cell or "" for cell in cells], "goals@list")


def _add_noise(style: Style, chosen: ClientTable) -> None:
    """Columns that no table of ours has; one of them may stand twice or be hidden."""
    rows = len(chosen)
    words = {
        0: ["grün", "gelb", "rot", "green", "amber", "red"],
        1: ["mmeier", "jdoe", "asmith"],
        2: [f"4711/{number}" for number in range(9)],
    }
    for place, header in enumerate(style.texts("noise")):
        if style.chance.random() < 0.5:
            cells = [style.chance.choice(words[place]) for _ in range(rows)]
            at = style.chance.randrange(1, len(chosen.columns) + 1)
            chosen.columns.insert(at, Written(header, cells, [], None))
    if chosen.table == "proposals" and style.happens("repeated columns", 0.2):
        for number in (1, 2):
            cells = [f"Sprint {number + row % 3}" for row in range(rows)]
            chosen.columns.append(Written("Sprint", cells, [], None))


def _group(style: Style, chosen: ClientTable) -> None:
    """Give neighbours that belong together a common header above them."""
    groups = _RANGES if chosen.table in ("costs", "benefits") else _PLAN
    if chosen.table not in ("costs", "benefits", "history"):
        return
    if not style.happens("two-row headers", 0.25):
        return
    names = _groups(style)
    for column in chosen.columns:
        if column.ours in groups:
            column.group = names[groups[column.ours]]
    if chosen.table == "history":
        free = [column for column in chosen.columns if not column.group]
        plan = [column for column in chosen.columns if column.group == names["plan"]]
        actual = [column for column in chosen.columns if column.group == names["actual"]]
        chosen.columns = [*free, *plan, *actual]


def _groups(style: Style) -> dict[str, str]:
    """What stands above several columns, in the language."""
    groups: dict[str, str] = lexicon()["groups"][style.language]
    return groups
