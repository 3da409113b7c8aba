"""Sheets on services hold what the figures hold, and nothing where nobody states it."""

from __future__ import annotations

import json

import pytest

from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.exports.revaluation_services import service_sheets
from tests.studies.revaluation.offers import TABLES, small_offer

SERVICES = TABLES["services"] + "S-5,Five,,C-12:60%; C-11:40%,SaaS,9000,3,,,,\n"
MONTHS = "service,month,amount,units\n" + "".join(
    f"S-3,2026-{month:02},{100 + month},\n" for month in range(1, 4)
)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    offer = small_offer(tmp_path_factory.mktemp("offer"), services=SERVICES, service_costs=MONTHS)
    data = json.loads(canonical_json(offer.as_dict()))
    return {
        sheet.title: [
            dict(zip((column.title for column in sheet.columns), row, strict=True))
            for row in sheet.rows
        ]
        for sheet in service_sheets(data)
    }


def test_each_service_stands_under_its_capabilities_with_its_share(sheets):
    rows = sheets["Services by capability"]
    placed = {(row["Capability"], row["Service"]): row for row in rows}
    assert len(placed) == len(rows) == 6
    five = placed["C-12", "S-5"]
    assert (five["Share of its cost"], five["A year, this share"]) == (0.6, pytest.approx(5_400))
    assert (five["Technical fit"], five["Functional fit"], five["Hosting"]) == (3, None, "SaaS")
    assert placed["C-11", "S-1"]["Contract end"] == "2027-06-30"
    loose = placed["no capability", "S-4"]
    assert (loose["Capability in words"], loose["A year, this share"]) == ("not on the map", 3_000)


def test_services_hold_ratings_shares_and_where_their_cost_comes_from(sheets):
    rows = {row["Service"]: row for row in sheets["Services"]}
    assert rows["S-5"]["Their shares of the cost"] == "60 %, 40 %"
    assert (rows["S-1"]["Technical fit"], rows["S-1"]["Notice is"]) == (1, "as stated")
    assert rows["S-3"]["Cost comes from"] == "3 of its last 12 months"
    assert rows["S-3"]["A year"] == pytest.approx(12 * 102)
    assert rows["S-3"]["Trend a year"] is None  # three months tell none
    assert rows["S-3"]["Notice is"] == "supposed" and rows["S-4"]["Notice is"] == ""


def test_staying_stands_beside_exit_terms_and_the_day_to_decide(sheets):
    (row,) = [one for one in sheets["Staying and options"] if one["Service"] == "S-1"]
    assert (row["Decide on the service by"], row["Its contract ends"]) == (
        "2027-04-01",
        "2027-06-30",
    )
    assert row["To leave the option"] is None and row["Why not assessed"] == ""
