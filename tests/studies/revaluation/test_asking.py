"""Stated and recorded costs, and what is asked about them."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from pmo_toolkit.exports.revaluation import revaluation_workbook
from pmo_toolkit.report.revaluation.services import revaluation_services
from tests.studies.revaluation.offers import small_offer


def _months(service: str, amount: int, number: int = 12) -> str:
    rows = [f"{service},2026-{month:02},{amount}\n" for month in range(12 - number, 12)]
    return "".join(rows).replace("2026-00", "2025-12")


def test_a_stated_cost_and_twelve_months_that_differ_are_told_and_asked(tmp_path):
    costs = "service,month,amount\n" + _months("S-1", 10_000) + _months("S-2", 1_040)
    found = small_offer(tmp_path, service_costs=costs)
    told = [remark for remark in found.remarks if "differ by more than 10" in remark]
    assert len(told) == 1 and "S-1" in told[0] and "S-2" not in told[0]
    for figure in ("90\xa0k€", "120\xa0k€", "December 2025 to November 2026", "stated cost counts"):
        assert figure in told[0]
    asked = [one for one in found.questions if "Which of the two" in one.text]
    assert [one.text.partition(":")[0] for one in asked] == ["Payroll"]
    payroll = next(one for one in found.services if one.service.id == "S-1")
    assert payroll.annual_cost == 90_000 and payroll.costs_differ
    written = next(one for one in found.as_dict()["services"] if one["service"]["id"] == "S-1")
    assert written["recorded"] == {
        **{"amount": 120_000, "stated": 90_000, "months": 12, "differs": True},
        **{"first": "2025-12-01", "last": "2026-11-01"},
    }
    assert "120\xa0k€ from December 2025" in revaluation_services(found).text
    sheet = load_workbook(BytesIO(revaluation_workbook(found.as_dict())))["Services"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    row = next(row for row in cells if "Payroll" in row)
    assert 120_000 in row and "2025-12 to 2026-11, 12 of 12 months: not as stated" in row


def test_a_part_of_the_year_and_months_alone_are_no_difference(tmp_path):
    costs = "service,month,amount\n" + _months("S-1", 100, 5) + _months("S-3", 1_000)
    found = small_offer(tmp_path, service_costs=costs)
    assert not any(one.costs_differ for one in found.services)
    assert not [remark for remark in found.remarks if "differ by more" in remark]
