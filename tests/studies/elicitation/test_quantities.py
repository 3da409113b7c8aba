"""What is estimated: the proposal's own rows with their units, nothing twice."""

from __future__ import annotations

import pytest

from pmo_toolkit.studies.elicitation.quantities import (
    ALL_COSTS,
    BENEFIT,
    COST,
    SEED,
    quantities_of,
    seed_questions,
)


@pytest.fixture(scope="module")
def quantities(workspace):
    return {found.subject: found for found in quantities_of(workspace, ["P-001"])}


def test_effort_can_be_stated_in_days_of_the_workspace(quantities):
    effort = quantities["P-001: effort"]
    assert effort.units == (("person-hours", 1.0), ("person-days", 8.0), ("person-months", 160.0))
    assert effort.factor("miles") is None


def test_every_cost_of_every_option_but_doing_nothing_stands_in_one_whole(quantities, workspace):
    costs, options = workspace.table("costs"), workspace.table("options")
    own = options[(options["proposal"] == "P-001") & (options["kind"] != "nothing")]["id"]
    lines = [found for found in quantities.values() if found.kind == COST]
    assert len(lines) == costs["option"].isin(own).sum() > 0
    wholes = [found for found in quantities.values() if found.kind == ALL_COSTS]
    parts = [part for whole in wholes for part in whole.parts]
    assert len(parts) == len(set(parts)) and set(parts) <= set(quantities)
    assert all(quantities[part].unit == whole.unit for whole in wholes for part in whole.parts)


def test_benefits_keep_their_unit(quantities):
    units = {found.unit for found in quantities.values() if found.kind == BENEFIT}
    assert "EUR per year" in units


def test_seed_questions_are_finished_projects_with_their_actual(workspace):
    history = workspace.table("history").set_index("project")["actual_effort_person_hours"]
    seeds = seed_questions(workspace)
    assert 0 < len(seeds) <= 10 and {seed.kind for seed in seeds} == {SEED}
    assert all(seed.known == history[seed.proposal] for seed in seeds)
    assert not any(f"{seed.known:.0f}" in seed.label for seed in seeds)
