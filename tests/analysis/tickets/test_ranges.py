"""How wide the hours of a problem are, and how few tickets make nobody silent."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.coverage import (
    coverage_of_capabilities,
    coverage_of_departments,
)
from pmo_toolkit.analysis.tickets.grades import TICKETS_ONLY, grade_of
from pmo_toolkit.analysis.tickets.recurring import recurring_problems
from pmo_toolkit.analysis.tickets.relief import NamedServices, relief_of
from pmo_toolkit.analysis.tickets.window import TicketWindow, ticket_window
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import DepartmentNames

AS_OF = pd.Timestamp("2026-11-22")
RULES = Settings().tickets
S1 = NamedServices(("S-1",))


def problem(days: pd.DatetimeIndex, window: TicketWindow | None = None):
    rows = pd.DataFrame({"opened": days, "service": "S-1", "category": "fault", "hours": 2.0})
    clean = clean_tickets(rows, AS_OF).rows
    return recurring_problems(clean, AS_OF, RULES, window=window)[0]


def test_a_steady_problem_has_the_range_of_its_count():
    found = problem(pd.date_range("2025-11-24", periods=52, freq="7D"))
    assert found.hours_a_year == 104
    assert found.avoided_low == pytest.approx(0.25 * (104 - 1.2816 * 2 * 52**0.5))
    assert found.avoided_high == pytest.approx(0.75 * (104 + 1.2816 * 2 * 52**0.5))


def test_bursts_earn_a_wider_range_around_the_same_hours():
    # four bursts of 13: their weeks' hours are 26, 26, 26, 26 and 48 times none
    bursts = pd.date_range("2025-12-01", periods=4, freq="91D").repeat(13)
    found = problem(bursts, TicketWindow(365))
    spread = (4 * (26 - 2) ** 2 + 48 * 2**2) ** 0.5
    assert found.hours_a_year == 104
    assert found.avoided_high == pytest.approx(0.75 * (104 + 1.2816 * spread))


@pytest.mark.parametrize("stated", [1, 2, 20, 51])
def test_blank_hours_never_make_the_range_narrower(stated):
    days = pd.date_range("2025-11-24", periods=52, freq="7D")
    rows = pd.DataFrame({"opened": days, "service": "S-1", "category": "fault", "hours": 2.0})
    rows.loc[stated:, "hours"] = None
    found = recurring_problems(clean_tickets(rows, AS_OF).rows, AS_OF, RULES)[0]
    whole = problem(days)
    assert (found.n, found.with_hours, found.hours_a_year) == (52, stated, 104)
    assert found.avoided_low < whole.avoided_low and found.avoided_high > whole.avoided_high
    # all blanks err with the mean of k stated hours: (n - k) s / sqrt(k), s at least the mean
    doubt = 1.2816 * ((2 * 52**0.5) ** 2 + ((52 - stated) * 2 / stated**0.5) ** 2) ** 0.5
    assert found.avoided_high == pytest.approx(0.75 * (104 + doubt))


@pytest.mark.parametrize(("tickets", "silent"), [(3, []), (90, ["Field"])])
def test_a_handful_of_tickets_makes_nobody_silent(tickets, silent):
    rows = pd.DataFrame({"department": ["Sales"] * tickets})
    found = coverage_of_departments(rows, {"Sales": 3.0, "Field": 3.0}, RULES)
    assert [one.name for one in found if one.is_silent] == silent


def test_tickets_of_what_stands_below_are_those_of_the_capability_too():
    rows = pd.DataFrame({"service": ["S-2"] * 90})
    of_service, known = {"S-1": ("C",), "S-2": ("C-1",)}, {"C": ("All", 5.0), "C-1": ("Part", 5.0)}
    alone = coverage_of_capabilities(rows, of_service, known, RULES)
    assert [one.name for one in alone if one.is_silent] == ["All"]
    found = coverage_of_capabilities(rows, of_service, known, RULES, {"C": ("C", "C-1")})
    assert [(one.name, one.n, one.share) for one in found if not one.is_silent] == [
        ("All", 90, 1.0),
        ("Part", 90, 1.0),
    ]


def test_half_a_year_of_tickets_is_scaled_to_a_year_and_its_doubt_with_it():
    half = problem(pd.date_range("2026-05-25", periods=26, freq="7D"))
    whole = problem(pd.date_range("2025-11-24", periods=52, freq="7D"))
    assert (half.n, half.window_days) == (26, 176)
    assert half.hours_a_year == pytest.approx(52 * 365 / 176)
    assert half.avoided_high / half.avoided_low > whole.avoided_high / whole.avoided_low


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2020-01-01", "2026-11-22", 365),
        ("2026-11-22", "2026-11-22", 1),
        ("2020-01-01", "2025-08-14", 365),  # of an old export: its own last year
        ("2026-06-01", "2026-08-14", 75),
        ("2026-08-15", "2026-11-22", 100),
    ],
)
def test_the_window_is_what_the_table_knows_of_the_year(first, last, days):
    rows = pd.DataFrame({"opened": pd.to_datetime([first, last])})
    assert ticket_window(rows, AS_OF).days == days


def test_what_a_proposal_relieves_is_scaled_by_the_whole_table():
    days = pd.date_range("2026-05-27", periods=180, freq="D")
    rows = pd.DataFrame(
        {"opened": days, "service": ["S-1", "S-2"] * 90, "role": "desk", "hours": 1.0}
    )
    found = relief_of(clean_tickets(rows, AS_OF).rows, S1, None, grade_of(()), AS_OF, RULES)
    (role,) = found.roles
    assert (found.n, found.window_days, role.n) == (90, 180, 90)
    assert role.hours_a_year == pytest.approx(90 * 365 / 180)


def test_where_few_tickets_state_a_department_nobody_is_silent_and_the_grade_falls():
    stated = pd.DataFrame({"department": ["Sales"] * 90 + [None] * 200})
    found = coverage_of_departments(stated, {"Sales": 3.0, "Field": 3.0}, RULES)
    assert not any(one.is_silent for one in found)
    weak = grade_of(("what departments said on notes",), "most tickets state no department")
    assert weak.grade == TICKETS_ONLY and "state no department" in weak.sentence


@pytest.mark.parametrize(("last", "grade"), [("2025-11-22", "two sources"), ("2025-11-21", "")])
def test_old_tickets_count_a_step_less_and_say_so(last, grade):
    days = pd.date_range(end=last, periods=60, freq="D")
    rows = clean_tickets(pd.DataFrame({"opened": days, "service": "S-1", "hours": 1.0}), AS_OF).rows
    found = relief_of(rows, S1, None, grade_of(("benefits",)), AS_OF, RULES)
    assert (found.n, found.last_day) == (60, last)
    assert found.grade.grade == (grade or TICKETS_ONLY)
    assert ("days old" in found.grade.sentence) == (not grade)


def test_what_a_proposal_relieves_says_of_how_many_tickets_nothing_is_known():
    days = pd.date_range("2026-05-27", periods=6, freq="D")
    rows = pd.DataFrame({"opened": days, "service": "S-1", "role": "desk", "hours": 1.0})
    rows.loc[0, "role"], rows.loc[1, "hours"] = None, None
    found = relief_of(clean_tickets(rows, AS_OF).rows, S1, None, grade_of(()), AS_OF, RULES)
    assert (found.n, found.unplaced, found.roles[0].n) == (6, 2, 4)


def test_it_under_another_name_raised_its_own_tickets():
    days = pd.date_range("2026-05-27", periods=3, freq="D")
    rows = pd.DataFrame({"opened": days, "department": ["IT", "Information technology", "Sales"]})
    names = DepartmentNames.of({"IT": 1, "Information technology": 2})
    clean = clean_tickets(rows, AS_OF).rows
    found = relief_of(clean, NamedServices(()), "IT", grade_of(()), AS_OF, RULES, departments=names)
    assert found.from_own_department == 2
