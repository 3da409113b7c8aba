"""Missing roles and delays: the workspace is the one whose files were edited by hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil

import pandas as pd
import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.what_if.trials import (
    ItemDelay,
    RoleCut,
    Trial,
    item_named,
    items_of,
    month_named,
    months_of,
    role_named,
    roles_of,
    tried_workspace,
)
from pmo_toolkit.workspace import load_workspace
from tests.studies.what_if.conftest import DAY

AS_OF = dt.date.fromisoformat(DAY)
ROLE = "project manager"


def edited(folder, copy, table, change):
    """The workspace after `change` has edited every row of a CSV file."""
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    path = copy / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        change(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return load_workspace(copy)


def test_a_role_is_missing_in_some_months(folder, workspace, tmp_path):
    def change(row):
        if row["role"] == ROLE and "2027-02" <= row["month"] <= "2027-04":
            for column in ("gross_hours", "absence_hours"):
                row[column] = str(float(row[column]) * 0.5) if row[column] else ""

    def rows(read):
        return read.table("capacity").sort_values("_row").reset_index(drop=True)

    by_hand = edited(folder, tmp_path / "ws", "capacity", change)
    cut = RoleCut(ROLE, 0.5, "2027-02", "2027-04")
    tried = tried_workspace(workspace, Trial((cut,)), AS_OF)
    pd.testing.assert_frame_equal(rows(tried), rows(by_hand))
    assert not rows(tried).equals(rows(workspace))
    gone = tried_workspace(workspace, Trial((RoleCut(ROLE),)), AS_OF).table("capacity")
    assert (gone.loc[gone["role"] == ROLE, "gross_hours"].dropna() == 0).all()


def test_work_in_flight_finishes_later(workspace):
    before = workspace.table("in_flight").set_index("project")["finish_estimate"]
    name = str(before.dropna().index[0])
    tried = tried_workspace(workspace, Trial(delays=(ItemDelay(name, 2),)), AS_OF)
    after = tried.table("in_flight").set_index("project")["finish_estimate"]
    moved = (after[name].iloc[0] - before[name].iloc[0]).days
    assert 58 <= moved <= 62
    assert after.drop(name).equals(before.drop(name))


def test_a_proposal_starts_later_and_is_wanted_as_before(workspace):
    before = workspace.table("proposals").set_index("id")
    tried = tried_workspace(workspace, Trial(delays=(ItemDelay("P-003", 4),)), AS_OF)
    after = tried.table("proposals").set_index("id")
    assert after.loc["P-003", "start_window"] != before.loc["P-003", "start_window"]
    assert str(after.loc["P-003", "wanted_finish"]) == str(before.loc["P-003", "wanted_finish"])


@pytest.mark.parametrize("stated", [None, "2020-03", "2020-Q2"])
def test_a_start_that_is_not_stated_or_has_passed_counts_from_now(workspace, stated):
    rows = workspace.table("proposals").astype(object)
    rows.loc[rows["id"] == "P-003", "start_window"] = stated
    other = workspace.with_rows("proposals", rows)
    tried = tried_workspace(other, Trial(delays=(ItemDelay("P-003", 3),)), AS_OF)
    after = tried.table("proposals").set_index("id")
    assert after.loc["P-003", "start_window"] == "2026-05-01/2026-05-31"


def test_the_workspace_itself_stays(workspace):
    before = {name: frame.copy() for name, frame in workspace.tables.items()}
    name = str(workspace.table("in_flight")["project"].iloc[0])
    tried_workspace(workspace, Trial((RoleCut(ROLE, 0.3),), (ItemDelay(name, 1),)), AS_OF)
    assert all(frame.equals(before[name]) for name, frame in workspace.tables.items())


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        (Trial((RoleCut("project manger"),)), "did you mean 'project manager'"),
        (Trial((RoleCut(ROLE, 0.0),)), "above 0 %"),
        (Trial((RoleCut(ROLE, 1.5),)), "up to 100 %"),
        (Trial((RoleCut(ROLE, 1.0, "March"),)), "not a month such as"),
        (Trial((RoleCut(ROLE, 1.0, "2050-01"),)), "no hours of the role"),
        (Trial(delays=(ItemDelay("P-999", 1),)), "no proposal or work in flight"),
        (Trial(delays=(ItemDelay("P-003", 0),)), "one month or more"),
        (Trial(delays=(ItemDelay("P-003", 90),)), "beyond all that is planned"),
        (Trial(delays=(ItemDelay("F-01", 90),)), "beyond all that is planned"),
    ],
)
def test_what_cannot_be_tried_is_refused(workspace, trial, words):
    with pytest.raises(UsageError, match=words):
        tried_workspace(workspace, trial, AS_OF)


def test_without_a_finish_nothing_can_be_later(workspace):
    rows = workspace.table("in_flight").astype(object)
    rows.loc[rows["project"] == "F-01", "finish_estimate"] = None
    other = workspace.with_rows("in_flight", rows)
    with pytest.raises(UsageError, match="states no finish"):
        tried_workspace(other, Trial(delays=(ItemDelay("F-01", 1),)), AS_OF)


def test_a_trial_survives_json_and_says_what_it_is():
    trial = Trial((RoleCut(ROLE, 0.5, "2027-02", None),), (ItemDelay("F-01", 2),))
    assert Trial.from_dict(json.loads(json.dumps(trial.as_dict()))) == trial
    assert trial.words == (
        "50 % of the hours of the role project manager missing, from February 2027 on; F-01 later"
        " by 2 months"
    )
    assert not Trial() and Trial().words == ""
    assert "all hours of the role" in Trial((RoleCut(ROLE, last="2027-03"),)).words


def test_names_are_found_as_they_are_typed(workspace):
    assert role_named(workspace, "Project Manager") == ROLE and ROLE in roles_of(workspace)
    name, key = items_of(workspace)[0]
    assert item_named(workspace, name) == item_named(workspace, key.lower()) == key
    assert month_named("") is None and month_named("2027-03") == "2027-03"
    assert months_of(workspace) == tuple(sorted(months_of(workspace)))
