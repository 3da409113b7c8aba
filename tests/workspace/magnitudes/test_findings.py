"""Columns in another unit are found and named; sound workspaces are left in peace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.core.places import place
from pmo_toolkit.workspace import Workspace, read_workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.magnitudes.quantities import Quantity
from tests.workspace.builders import one, read, told
from tests.workspace.magnitudes.varied_workspaces import (
    Mistakes,
    mistaken,
    mistakes,
    varied_tables,
    write,
)

CONFIG = 'currency = "EUR"\nhours_per_day = 8\nas_of = "2026-11-22"\nlocale = "en_GB"\n'
EUR = 'currency = "EUR"\nprice_year = 2026\nhours_per_day = 8\n'


def guesses(workspace: Workspace) -> list[Trouble]:
    return told(workspace, says="looks like")


def named(workspace: Workspace) -> set[tuple[str, str | None, str]]:
    """Table, column and unit of each guess."""
    return {
        (
            guess.table,
            guess.column,
            guess.what.split(":")[0].split(",")[0].removeprefix("looks like "),
        )
        for guess in guesses(workspace)
    }


def wanted(made: Mistakes) -> set[tuple[str, str | None, str]]:
    return {
        (quantity.table, quantity.column, "thousands" if unit == "thousand" else unit)
        for quantity, (_, unit) in made.items()
    }


def test_the_sample_is_left_in_peace():
    sample = read_workspace(place("sample"))
    assert guesses(sample) == [] and told(sample, says="far more hours") == []


def test_the_disaster_is_told_with_rows_figures_and_the_line_to_write(tmp_path):
    tables = varied_tables(7)
    assert len(tables["history"]) >= 20
    history = {
        Quantity("history", f"actual_{name}"): mistake
        for name, mistake in (
            ("effort_person_hours", (8.0, "person-days")),
            ("cost", (1000.0, "thousand")),
            ("duration_days", (30.4, "months")),
        )
    }
    workspace = read_workspace(write(tmp_path / "w", mistaken(tables, history), CONFIG))
    assert named(workspace) == wanted(history)
    cost = one(workspace, says="looks like", column="actual_cost")
    assert cost.what.startswith("looks like thousands: × 1,000 (")
    assert "actual cost by hour: " in str(cost.found) and "usual 15 to 400" in str(cost.found)
    assert cost.next_step == (
        'If so, write actual_cost = "thousand" under [units.history] in workspace.toml.'
    )
    effort = one(workspace, says="looks like person-days, not person-hours: × 8")
    days = one(workspace, says="looks like months, not calendar days: × 30.44")
    assert effort.proposal is None and days.row == 2


def _present(tables) -> dict[Quantity, None]:
    """Columns of effort, time and money that state anything."""
    known: dict[Quantity, None] = {}
    for name, table in tables.items():
        for column in table:
            quantity = Quantity(name, column)
            if column in TABLES[name].columns and quantity.measures and (table[column] != "").any():
                known[quantity] = None
    return known


def test_the_line_that_a_finding_names_mends_it(tmp_path):
    made: Mistakes = {Quantity("history", "actual_cost"): (1000, "thousand")}
    tables = mistaken(varied_tables(7), made)
    found = read_workspace(write(tmp_path / "before", tables, CONFIG))
    step = str(one(found, says="looks like").next_step)
    line = step.removeprefix("If so, write ").partition(" under ")[0]
    declared = f"{CONFIG}\n[units.history]\n{line}\n"
    mended = read_workspace(write(tmp_path / "after", tables, declared))
    assert guesses(mended) == []
    ratio = mended.table("history")["actual_cost"] / found.table("history")["actual_cost"]
    assert ratio.dropna().round(6).eq(1000).all()


def cases(seeds: range) -> Iterator[tuple[int, str, dict, Mistakes]]:
    """Of each seed one mistake, another one each time."""
    for seed in seeds:
        tables = varied_tables(seed)
        possible = list(mistakes(_present(tables)))
        name, made = possible[seed % len(possible)]
        yield seed, name, tables, made


@pytest.mark.parametrize("seed", range(40, 46))
def test_sound_workspaces_are_left_in_peace_and_mistaken_units_are_named(tmp_path, seed):
    ((_, name, tables, made),) = cases(range(seed, seed + 1))
    assert guesses(read_workspace(write(tmp_path / "sound", tables, CONFIG))) == []
    workspace = read_workspace(write(tmp_path / "mistaken", mistaken(tables, made), CONFIG))
    assert named(workspace) == wanted(made), name


@pytest.mark.slow
def test_of_300_sound_workspaces_few_are_asked_in_vain_and_most_mistakes_are_named(tmp_path):
    alarms, right, wrong = 0, 0, 0
    for seed, _, tables, made in cases(range(300)):
        alarms += bool(guesses(read_workspace(write(tmp_path / f"s{seed}", tables, CONFIG))))
        changed = mistaken(tables, made)
        found = named(read_workspace(write(tmp_path / f"m{seed}", changed, CONFIG)))
        right += wanted(made) <= found
        wrong += bool(found - wanted(made))
    assert alarms <= 3 and right >= 265 and wrong <= 12, (alarms, right, wrong)


def test_a_range_is_told_once_with_a_line_for_each_of_its_columns(tmp_path):
    tables = varied_tables(7)
    made: Mistakes = {Quantity("costs", "mode"): (1000, "thousand")}
    workspace = read_workspace(write(tmp_path / "w", mistaken(tables, made), CONFIG))
    step = one(workspace, says="looks like").next_step
    assert 'low = "thousand", mode = "thousand", high = "thousand" under [units.costs]' in str(step)


def test_hours_of_a_day_are_asked_for_where_they_are_not_stated(tmp_path):
    made: Mistakes = {Quantity("history", "actual_effort_person_hours"): (8, "person-days")}
    changed = mistaken(varied_tables(7), made)
    workspace = read_workspace(write(tmp_path / "w", changed, 'currency = "EUR"\n'))
    assert "hours_per_day = 8 (or what it is)" in str(one(workspace, says="looks like").next_step)


def test_who_asks_for_far_more_than_a_role_has_is_told(tmp_path):
    workspace = read(
        tmp_path,
        EUR,
        options="id,proposal,kind\nO1,P1,build\n",
        demand="option,role,hours_per_month_mode\nO1,analyst,700\nO1,tester,250\n",
        capacity="role,month,gross_hours\nanalyst,2027-01,160\nanalyst,2027-02,150\n"
        "tester,2027-01,160\n",
    )
    trouble = one(workspace, says="far more hours a month")
    assert (trouble.row, trouble.found) == (2, "700 of analyst, who have 160")


def test_a_currency_of_small_units_is_no_alarm(tmp_path: Path):
    rows = "".join(f"H{n},{2000 + 300 * n},{(2000 + 300 * n) * 9000}\n" for n in range(30))
    history = f"project,actual_effort_person_hours,actual_cost\n{rows}"
    for number, config in enumerate(('currency = "JPY"\n', "")):
        assert guesses(read(tmp_path / str(number), config, history=history)) == []
    assert guesses(read(tmp_path / "eur", EUR, history=history)) != []
