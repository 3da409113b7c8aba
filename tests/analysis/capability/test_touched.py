"""Services that a proposal reuses, replaces or may duplicate."""

from __future__ import annotations

import datetime as dt

from pmo_toolkit.analysis.capability.shapes import Service, ServiceOption
from pmo_toolkit.analysis.capability.touched import Touch, touched_services

AS_OF = dt.date(2026, 12, 1)
SERVICES = [
    Service("S1", "Payroll", ("C",), annual_cost=9.0, contract_end=dt.date(2027, 6, 30)),
    Service("S2", "Slips", ("Z",), annual_cost=5.0),
    Service("S3", "Forms", ("C",), annual_cost=7.0, functional_fit=4.0),
    Service("S4", "Lists", ("C",), annual_cost=8.0, functional_fit=3.0),
    Service("S5", "Shop", ("Z",)),
]
OPTIONS = [
    ServiceOption("O1", "P", "SaaS", "New", replaces=("S1",)),
    ServiceOption("O2", "P", "reuse", "Old", reuses="S2"),
    ServiceOption("O3", "P", "build", "Both", reuses="S1"),
]


def touched(options=OPTIONS):
    return touched_services(
        SERVICES, options, {"C"}, functional_from=3, usual_notice_days=90, as_of=AS_OF
    )


def test_the_closest_touch_counts_and_stands_first():
    found = [(one.service, one.touch) for one in touched()]
    assert found == [
        ("S1", Touch.REPLACED),
        ("S2", Touch.REUSED),
        ("S3", Touch.DUPLICATED),
        ("S4", Touch.BESIDE),
    ]


def test_options_and_days_stand_with_it():
    first = touched()[0]
    assert first.options == ("O1", "O3")
    assert (first.contract_end, first.decide_by) == ("2027-06-30", "2027-04-01")
    assert first.is_notice_supposed


def test_without_options_all_stand_beside_it():
    found = [(one.service, one.touch) for one in touched(())]
    assert found == [("S3", Touch.DUPLICATED), ("S1", Touch.BESIDE), ("S4", Touch.BESIDE)]
