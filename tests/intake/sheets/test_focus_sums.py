"""Sums of charges, and what is odd about charges, counted."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.intake.sheets.focus_columns import COLUMNS
from pmo_toolkit.intake.sheets.focus_sums import ChargeSums


def charge(effective: object, month: str = "2026-03", **more: str) -> dict[str, str]:
    return {
        "ServiceName": "Mail",
        "BillingCurrency": "EUR",
        "ChargeCategory": "Usage",
        "ChargePeriodStart": f"{month}-05T10:00:00Z",
        "EffectiveCost": str(effective),
        "BilledCost": "1",
        **more,
    }


def sums_of(*charges: dict[str, str], at_once: int = 1000) -> ChargeSums:
    sums = ChargeSums(1000)
    for first in range(0, len(charges), at_once):
        sums.add(pd.DataFrame(charges[first : first + at_once]))
    return sums


def figures(sums: ChargeSums) -> list[tuple[str, ...]]:
    """Service, month, currency and effective cost."""
    return [(line[0], line[3], line[4], line[5]) for line in sums.lines()[1:]]


def remarks(sums: ChargeSums) -> str:
    return "\n".join(sums.remarks()).replace("\N{NO-BREAK SPACE}", " ")


def test_credits_are_taken_off_and_taxes_left_out():
    sums = sums_of(
        charge(10),
        charge(-3, ChargeCategory="Credit"),
        charge(-1, ChargeCategory="Adjustment"),
        charge(-2, ChargeClass="Correction"),
        charge(5, ChargeCategory="Tax"),
    )
    assert figures(sums) == [("Mail", "2026-03", "EUR", "4")]
    assert "left out: 1 charge (taxes), EUR 5.00" in remarks(sums)
    assert "3 charges (credits, refunds, corrections), EUR -6.00: taken off" in remarks(sums)


def test_effective_and_billed_costs_are_never_added_together():
    sums = sums_of(charge(0, BilledCost="1200", ChargeCategory="Purchase"), charge(100))
    (line,) = sums.lines()[1:]
    assert line[5:7] == ["100", "1201"]
    assert "effective (amortised) cost, EUR 100.00; billed were EUR 1,201.00" in remarks(sums)


def test_two_currencies_are_kept_apart_and_counted():
    sums = sums_of(charge(1), charge(2, BillingCurrency="USD"), charge(3, month="2026-04"))
    assert figures(sums) == [
        ("Mail", "2026-03", "EUR", "1"),
        ("Mail", "2026-04", "EUR", "3"),
        ("Mail", "2026-03", "USD", "2"),
    ]
    assert "1 month of a service has charges in more than one currency" in remarks(sums)


@pytest.mark.parametrize(
    ("start", "month", "said"),
    [
        ("2026-03-31T23:30:00-02:00", "2026-04", "another zone"),
        ("2026-04-01T00:30:00+02:00", "2026-03", "another zone"),
        ("2026-03-31 23:30:00", "2026-03", "without a zone"),
        ("2026-03-31T23:30:00Z", "2026-03", ""),
        ("2026-03-31 23:30:00 UTC", "2026-03", ""),
        ("2026-03-31", "2026-03", "without a zone"),
    ],
)
def test_the_month_of_a_charge_is_that_of_utc(start, month, said):
    sums = sums_of(charge(1, ChargePeriodStart=start))
    assert [line[1] for line in figures(sums)] == [month]
    assert said in remarks(sums)
    assert bool(said) == ("zone" in remarks(sums))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ServiceName": " "}, "(no name of a service), EUR 7.00"),
        ({"ChargePeriodStart": "soon"}, "(no day in ChargePeriodStart"),
        ({"EffectiveCost": "n/a"}, "(no effective cost"),
        ({"EffectiveCost": "1e999"}, "(no effective cost"),
    ],
)
def test_what_cannot_be_used_is_counted_and_the_rest_is(change, said):
    sums = sums_of(charge(1), charge(7, **{}) | change)
    assert figures(sums) == [("Mail", "2026-03", "EUR", "1")]
    assert f"left out: 1 charge {said}" in remarks(sums)


def test_a_month_below_zero_and_an_unfinished_month_are_told():
    sums = sums_of(charge(-4), charge(1, ChargePeriodEnd="2026-03-12T00:00:00Z"))
    assert "1 charge (below zero, not called a credit), EUR -4.00" in remarks(sums)
    assert "1 month of a service costs less than nothing" in remarks(sums)
    assert "charges of 2026-03 reach to 2026-03-12" in remarks(sums)


def test_more_sums_than_any_house_has_are_refused():
    sums = ChargeSums(3)
    with pytest.raises(Refused, match="more services and months"):
        sums.add(pd.DataFrame([charge(1, ServiceName=f"S{n}") for n in range(9)]))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B"]), st.integers(1, 3), st.integers(-900, 900), st.booleans()
        ),
        min_size=1,
        max_size=30,
    ),
    st.integers(1, 7),
)
def test_sums_add_up_to_all_charges_whatever_the_batches(stated, at_once):
    charges = [
        charge(
            amount / 100,
            month=f"2026-0{month}",
            ServiceName=name,
            BillingCurrency="EUR" if euro else "USD",
        )
        for name, month, amount, euro in stated
    ]
    batched = sums_of(*charges, at_once=at_once)
    assert figures(batched) == figures(sums_of(*charges))
    whole = sum(amount for *_, amount, _ in stated) / 100
    assert abs(sum(float(line[3]) for line in figures(batched)) - whole) < 0.01


def test_absent_columns_are_blank():
    assert set(charge(1)) < set(COLUMNS)
    assert sums_of(charge(1)).lines()[1][1:3] == ["", ""]


def test_billed_costs_that_cannot_be_read_are_counted_by_row_and_the_sum_is_a_least():
    odd = [charge(1, BilledCost=cost) for cost in ("12,50", "", "1e400", "5")]
    sums = sums_of(charge(1), *odd, at_once=2)
    said = remarks(sums)
    assert "billed were at least EUR 6.00" in said and "cost, EUR 5.00" in said
    assert "the billed cost of 3 charges (rows 3, 4 and 5) is blank or cannot be read" in said
    lost = remarks(sums_of(charge(1), *[charge("?") for _ in range(10)], at_once=3))
    assert "rows 3, 4, 5, 6, 7, 8, 9, 10 and 2 more; their amount is not known" in lost
    assert "cost, at least EUR 1.00" in lost
    assert "at least" not in remarks(sums_of(charge(1)))


def test_a_column_or_a_tag_names_the_service():
    tags = ('{"app": "shop", "n": 1}', '[["app", "shop"]]', '{"app": ["x"]}', "no JSON", "")
    charges = [charge(1, Tags=text, SubAccountName="Sales") for text in tags]
    by_tag = ChargeSums(100, "Tags.app")
    by_tag.add(pd.DataFrame(charges))
    assert figures(by_tag) == [("shop", "2026-03", "EUR", "2")]
    assert "left out: 3 charges (no service in Tags.app), EUR 3.00" in remarks(by_tag)
    assert "the service of a charge is what Tags.app names" in remarks(by_tag)
    by_column = ChargeSums(100, "SubAccountName")
    by_column.add(pd.DataFrame(charges))
    assert figures(by_column) == [("Sales", "2026-03", "EUR", "5")]
