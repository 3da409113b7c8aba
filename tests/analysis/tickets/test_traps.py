"""Conclusions that are refused."""

import pandas as pd
import pytest

from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.traps import known_afterwards, traps_in
from pmo_toolkit.core.settings import Settings

DAYS = pd.date_range("2025-01-01", periods=300, freq="D")


def kinds(frame, columns=()):
    rows = clean_tickets(frame, pd.Timestamp("2026-11-20")).rows
    return [trap.kind for trap in traps_in(rows, columns, Settings().tickets)]


def steady(**columns):
    later = DAYS + pd.Timedelta(days=3)
    return pd.DataFrame({"opened": DAYS, "closed": later, "service": "S", "role": "desk"} | columns)


def test_a_table_without_open_tickets_was_selected_by_closing():
    some_open = steady()
    some_open.loc[290:, "closed"] = pd.NaT
    assert kinds(some_open) == []
    assert kinds(steady()) == ["selected by day of closing"]


def test_a_clean_up_is_told_from_a_busy_day():
    frame = steady()
    frame.loc[100:140, "closed"] = pd.Timestamp("2026-02-01")
    frame.loc[290:, "closed"] = pd.NaT
    assert kinds(frame) == ["bulk closures"]


@pytest.mark.parametrize(
    ("days", "said"),
    [(["2026-02-01"], "on 2026-02-01 at"), (["2026-02-01", "2026-02-02"], "and 1 other day at")],
)
def test_the_days_of_a_clean_up_are_counted_in_words(days, said):
    frame = steady()
    for place, day in enumerate(days):
        frame.loc[100 + 50 * place : 140 + 40 * place, "closed"] = pd.Timestamp(day)
    rows = clean_tickets(frame, pd.Timestamp("2026-11-20")).rows
    (why,) = [
        trap.why for trap in traps_in(rows, (), Settings().tickets) if trap.kind == "bulk closures"
    ]
    assert said in why.replace("\N{NO-BREAK SPACE}", " ")


def test_a_queue_under_a_new_name_is_suspected():
    frame = steady(role=["old"] * 150 + ["new"] * 150)
    frame.loc[290:, "closed"] = pd.NaT
    assert kinds(frame) == ["one queue renamed"]
    frame["category"] = ["a"] * 150 + ["b"] * 150
    assert kinds(frame) == []


@pytest.mark.parametrize(("both", "found"), [(10, ["one queue renamed"]), (40, [])])
def test_both_names_may_be_in_use_for_some_days(both, found):
    roles = ["old"] * 150 + ["old", "new"] * (both // 2) + ["new"] * (150 - both)
    assert kinds(pd.DataFrame({"opened": DAYS, "role": roles})) == found


@pytest.mark.parametrize("column", ["role", "service", "category"])
def test_a_queue_under_a_new_name_is_suspected_without_another_label(column):
    frame = pd.DataFrame({"opened": DAYS, column: ["old"] * 150 + ["new"] * 150})
    assert kinds(frame) == ["one queue renamed"]
    few = frame.drop(index=[day for day in range(150) if day % 4])  # the old one: one in four
    assert kinds(few) == []


def test_columns_known_only_afterwards_are_named():
    names = ("number", "opened_at", "resolved_at", "made_sla", "category", "hours")
    assert known_afterwards(names) == ("resolved_at", "made_sla", "hours")
    late = ("active", "sys_updated_at", "problem_id", "rfc", "vendor")
    assert known_afterwards((*late, "interactive", "vendor_class")) == late
