"""Bad input is found, counted, reported; the rest is used."""

import pandas as pd
import pytest

from pmo_toolkit.analysis.tickets.cleaning import clean_tickets

AS_OF = pd.Timestamp("2026-11-20")


def row(**cells):
    plain = {"ticket": None, "service": "S-1", "category": "access", "opened": "2026-01-05"}
    return plain | {"closed": "2026-01-06", "hours": "2", "text": "broken", "role": "desk"} | cells


def cleaned(*rows):
    return clean_tickets(pd.DataFrame(list(rows)), AS_OF)


@pytest.mark.parametrize(
    ("cells", "kind", "used"),
    [
        ({"closed": "2026-01-01"}, "closed before opened", 2),
        ({"opened": "2027-01-01"}, "from the future", 1),
        ({"opened": "?"}, "opening not known", 1),
        ({"hours": "-3"}, "negative hours", 2),
        ({"hours": "99999", "closed": "2026-02-28"}, "more hours than days hold", 2),
        ({"text": ""}, "empty text", 2),
        ({"role": "Desk "}, "two spellings", 2),
        ({"role": "?"}, "sign for nothing", 2),
        ({"opened": "2026-13-45"}, "unreadable day", 1),
    ],
)
def test_one_odd_row_is_reported_and_the_other_is_used(cells, kind, used):
    found = cleaned(row(), row(**cells))
    assert kind in [finding.kind for finding in found.findings]
    assert len(found.rows) == used
    assert cleaned(row(), row()).findings == ()


def test_what_is_odd_in_a_cell_is_not_used_but_its_ticket_is():
    rows = cleaned(row(closed="2026-01-01", hours="-1")).rows
    assert rows["closed"].isna().all() and rows["hours"].isna().all()


def test_days_are_read_day_first_where_one_of_them_shows_it():
    found = cleaned(row(opened="3/2/2026", closed="29/2/2024"), row(opened="25/2/2026"))
    assert found.rows["opened"].dt.month.tolist() == [2, 2]
    undecided = cleaned(row(opened="3/2/2026"), row())
    assert len(undecided.rows) == 1
    assert "day or month first" in [finding.kind for finding in undecided.findings]


def test_time_zones_mixed_are_taken_in_utc():
    found = cleaned(
        row(opened="2026-01-05T23:30:00-05:00"), row(opened="2026-01-05T10:00:00+01:00")
    )
    assert "time zones mixed" in [finding.kind for finding in found.findings]
    assert found.rows["opened"].dt.day.tolist() == [6, 5]


def test_a_ticket_in_several_rows_counts_once_with_its_last_state():
    found = cleaned(
        row(ticket="T1", opened="2026-01-05", hours="1"),
        row(ticket="T1", opened="2026-01-07", hours="4", closed="2026-01-09"),
    )
    assert found.rows["hours"].tolist() == [4]
    assert str(found.rows["opened"].iloc[0].date()) == "2026-01-05"


def test_the_last_state_is_the_same_where_the_newest_stands_first():
    states = [
        row(ticket="T1", opened="2026-01-05", closed="", hours="1"),
        row(ticket="T1", opened="2026-01-05", closed="", hours="3"),
        row(ticket="T1", opened="2026-01-05", closed="2026-01-09", hours="4"),
        row(ticket="T2", opened="2026-02-05", closed="2026-02-06", hours="2"),
        row(ticket="T2", opened="2026-02-05", closed="", hours="5"),  # opened again
    ]
    for order in (states, states[::-1]):
        found = cleaned(*order)
        last = found.rows[found.rows["ticket"] == "T1"]
        assert last["hours"].tolist() == [4] and last["closed"].notna().all()
        again = found.rows[found.rows["ticket"] == "T2"]
        assert again["hours"].tolist() == [5] and again["closed"].isna().all()
        (told,) = (one for one in found.findings if one.kind == "repeated events")
        assert told.n == 3


def test_an_open_ticket_has_no_more_hours_than_the_days_until_today():
    most = 240 * 11  # 10 to 20 November
    opened = {"opened": "2026-11-10", "closed": ""}
    found = cleaned(row(**opened, hours=str(most)), row(**opened, hours=str(most + 1)), row())
    assert found.rows["hours"].isna().tolist() == [False, True, False]
    (told,) = (one for one in found.findings if one.kind == "more hours than days hold")
    assert told.n == 1 and "2026-11-20" in told.what
    today = cleaned(row(opened="2026-11-20", closed="", hours="241"))
    assert today.rows["hours"].isna().all()
