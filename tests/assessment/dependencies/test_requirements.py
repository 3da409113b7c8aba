"""What binds proposals in a plan, and that reports, orders of starts and plans read it alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from pmo_toolkit.assessment.capacity.portfolio import starts_in_order
from pmo_toolkit.assessment.dependencies.links import not_before_days
from pmo_toolkit.assessment.dependencies.requirements import COLUMNS, read_ties
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.assessment.scheduling.problem import AssessedBefore, problem_of
from pmo_toolkit.core.settings import Settings
from tests.assessment.capacity.small_workspace import TABLES, ready

REQUIRES, EXCLUDES = "requires", "excludes"
AS_OF = dt.date(2026, 12, 15)
MUCH = {"capacity": TABLES["capacity"].replace("100,", "900,")}


def ties(*rows: tuple):
    filled = [(*row, *(None,) * (5 - len(row)), number) for number, row in enumerate(rows, start=2)]
    return read_ties(pd.DataFrame(filled, columns=list(COLUMNS)), Settings())


def test_lags_are_months_and_of_several_the_longest_counts():
    found = ties(("A", "B", REQUIRES, 10), ("A", "B", REQUIRES, 60), ("A", "A", REQUIRES))
    assert [(tie.required, tie.lag_months, tie.rows) for tie in found.requires] == [
        ("B", 2, (2, 3))
    ]


def test_a_tie_that_more_likely_does_not_bind_moves_nothing_and_is_named():
    found = ties(
        ("A", "B", REQUIRES, 0, 0.4), ("C", "B", EXCLUDES, None, 0.4), ("A", "C", "relates")
    )
    assert found.requires == ()
    assert not found.excludes
    assert found.weak == (("A", "B", 2), ("C", "B", 3))


def test_a_lag_that_nobody_states_is_the_longest_of_what_is_required_besides():
    found = ties(
        ("A", "B", REQUIRES),
        ("A", "C", REQUIRES, 60),
        ("A", "D", REQUIRES, 90, 0.4),
        ("E", "B", REQUIRES),
    )
    assert [(tie.proposal, tie.required, tie.lag_days) for tie in found.requires] == [
        ("A", "B", 60),
        ("A", "C", 60),
        ("E", "B", None),
    ]


def starts_of(folder, wanted: str, rows: str, *, is_placed: bool) -> dict[str, str | None]:
    """Month in which P-2, which wishes to begin in January, begins by each of the three ways."""
    proposals = (
        f"id,title,start_window,wanted_finish\nP-1,First,2027-01,{wanted}\nP-2,Second,2027-01,\n"
    )
    made = ready(
        folder,
        {
            **MUCH,
            "proposals": proposals,
            "dependencies": "from,to,type,lag_days,strength\n" + rows,
        },
    )
    reader = made.reader("P-2")
    days = not_before_days(reader, "2027-01-01")
    report = None
    if days is not None:
        day = dt.date(2027, 1, 1) + dt.timedelta(days=days)
        whole = day if day.day == 1 else (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        report = whole.isoformat()[:7]
    order = [("P-1", "O-1")] * is_placed + [("P-2", "O-2")]
    placed = starts_in_order(made, order)[-1].after_others.month_p80
    beside = {} if is_placed else {"P-1": wanted or None}
    tables = {
        **made.workspace.tables,
        "proposals": made.workspace.table("proposals")
        .query("@is_placed or id == 'P-2'")
        .reset_index(drop=True),
    }
    plan = problem_of(
        prepare(replace(made.workspace, tables=tables), settings=made.settings).shared_reader(),
        as_of=AS_OF,
        settings=made.settings,
        assessed=AssessedBefore(beside=beside),
    )
    (own,) = [proposal for proposal in plan.proposals if proposal.id == "P-2"]
    return {"report": report, "order": placed, "plan": plan.months.name(own.release)}


@pytest.mark.parametrize(
    ("day", "lag", "strength", "month"),
    [
        ("2027-01-31", "", "1", "2027-02"),
        ("2027-02-01", "0", "1", "2027-03"),
        ("2027-01-15", "45", "1", "2027-04"),  # from 2 March on
        ("2027-02-28", "-30", "1", "2027-02"),  # from 30 January on
        ("2026-11-30", "0", "1", "2027-01"),
        ("2027-06-30", "0", "0.4", "2027-01"),  # does not bind
    ],
)
def test_what_stands_in_no_plan_is_there_by_its_wish_in_reports_orders_and_plans(
    tmp_path, day, lag, strength, month
):
    rows = f"P-2,P-1,requires,{lag},{strength}\n"
    found = starts_of(tmp_path, day, rows, is_placed=False)
    if strength == "0.4":
        assert found.pop("report") is None
    assert found == dict.fromkeys(found, month)


@pytest.mark.parametrize("wanted", ["2027-06-30", ""])
def test_what_is_placed_before_ends_where_it_is_placed(tmp_path, wanted):
    # P-1 takes January and February whatever it wishes; its own report counts on the wish
    found = starts_of(tmp_path, wanted, "P-2,P-1,requires,0,1\n", is_placed=True)
    assert found["order"] == "2027-03"
    assert found["report"] == ("2027-07" if wanted else None)


def test_without_a_stated_day_nothing_waits(tmp_path):
    found = starts_of(tmp_path, "", "P-2,P-1,requires,0,1\n", is_placed=False)
    assert found == {"report": None, "order": "2027-01", "plan": "2027-01"}
