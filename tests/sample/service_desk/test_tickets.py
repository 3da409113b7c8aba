"""What the fictional service desk hears."""

from __future__ import annotations

from collections import Counter

from pmo_toolkit.sample.chance import stream
from pmo_toolkit.sample.service_desk.tickets import ticket_rows


def test_one_department_hardly_reports_and_january_brings_most():
    rows = ticket_rows(stream(1, "tickets"))
    assert 380 <= len(rows) <= 460
    departments = Counter(row["department"] for row in rows)
    assert departments["Field services"] < 12
    months = Counter(row["opened"][5:7] for row in rows if row["opened"] >= "2024-11")
    assert months["01"] > 1.5 * months["08"]
    assert rows == ticket_rows(stream(1, "tickets"))
