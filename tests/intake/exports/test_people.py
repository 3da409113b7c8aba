"""Which headers say that people's names stand below them."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.base.regions import Region, RowAside, Source
from pmo_toolkit.intake.exports.people import names_people, without_columns


@pytest.mark.parametrize(
    "header",
    [
        "Assignee",
        "Assignee Id",
        "closedBy",
        "assigned_to",
        "caller_id",
        "Project lead",
        "Custom field (Product Owner)",
        "sys_created_by",
        "Created By",
        "Authorized As",
        "Log Work",
        "Additional comments",
        "Zugewiesen an",
        "Watchers Id",
        "Contacts",
        "Author Username",
    ],
)
def test_columns_of_people(header):
    assert names_people(header)


@pytest.mark.parametrize(
    "header",
    [
        "Issue key",
        "Summary",
        "Contact type",
        "Created",
        "Created At (UTC)",
        "Assignment group",
        "Business service",
        "Project name",
        "Custom field (Story Points)",
        "Comment Count",
        "Department",
        "Description",
        "BillingAccountName",
        "ProviderName",
        "Task Name",
        "MS Project plan",
        "Leading indicator",
    ],
)
def test_columns_of_other_things(header):
    assert not names_people(header)


def test_repeated_columns_and_rows_aside_lose_their_cells_too():
    region = Region(
        Source("a.csv"),
        (1,),
        ("Key", "Comment", "Comment"),
        (("1", "Ada", "Grace"),),
        (2,),
        (RowAside(3, "a total", ("", "Ada", "")), RowAside(4, "a note", ("Ada",))),
    )
    cut = without_columns(region, ["Comment"])
    assert (cut.headers, cut.records) == (("Key",), (("1",),))
    assert [row.cells for row in cut.aside] == [("",), ()]
    assert "left out: Comment" in cut.remarks[0]
