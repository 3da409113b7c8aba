"""Readings that mislead are found where they are, and only there."""

from __future__ import annotations

from pmo_toolkit.analysis.tickets.traps import TrapKind, known_afterwards, traps_in
from tests.analysis.tickets.written import every, read


def kinds(rows, columns=()):
    return [trap.kind for trap in traps_in(read(rows), columns)]


def test_columns_that_are_filled_in_afterwards_are_named():
    columns = ("opened", "closed", "hours", "resolved_at", "made_sla", "category", "channel")
    assert known_afterwards(columns) == ("closed", "hours", "resolved_at", "made_sla")


def test_only_closed_tickets_where_open_ones_are_expected():
    # two a day that stay open for 20 days: 40 would be open
    rows = [
        {"opened": f"2026-0{1 + day // 28}-{1 + day % 28:02d}", "closed": closed}
        for day in range(84)
        for closed in (f"2026-0{2 + day // 28}-{1 + day % 28:02d}",) * 2
    ]
    trap = traps_in(read(rows), ())[0]
    assert trap.kind is TrapKind.BY_CLOSING
    assert "No trend" in trap.refused
    still_open = [{**row, "closed": None} for row in rows[-40:]]
    assert kinds([*rows[:-40], *still_open]) == []


def test_bulk_closures_are_counted():
    rows = [*every(1, 60), *({"opened": "2026-01-06", "closed": "2026-02-27"} for _ in range(30))]
    trap = next(one for one in traps_in(read(rows), ()) if one.kind is TrapKind.BULK)
    assert trap.tickets == 31
    assert TrapKind.BULK not in kinds(every(1, 60))


def test_a_renamed_queue_is_one_queue():
    rest = every(3, 60, role="desk", category="request")
    old = every(2, 40, role="mail team", category="mail")
    new = every(2, 40, start="2026-03-28", role="messaging", category="mail")
    trap = traps_in(read([*rest, *old, *new]), ())[0]
    assert trap.kind is TrapKind.RENAMED
    assert trap.names == ("mail team", "messaging")
    other_work = [{**row, "category": "printing"} for row in new]
    assert kinds([*rest, *old, *other_work]) == []
    beside = every(2, 60, role="messaging", category="mail")
    assert kinds([*rest, *old, *beside]) == []
