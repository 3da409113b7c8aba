"""Clean tables laid into messy sheets come out again, and never is a row lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo_toolkit.intake.base.regions import MergedArea, Sheet, Source
from pmo_toolkit.intake.layout.regions import find_layout
from tests.intake.layout.accounted import unaccounted
from tests.intake.layout.messy_sheets import MessySheet, messy_sheet

_LEAST_RECOVERED = 0.98


def is_recovered(messy: MessySheet) -> bool:
    """Whether exactly the tables that were laid into a sheet are found in it."""
    found = [(region.headers, list(region.records)) for region in find_layout(messy.sheet).regions]
    return sorted(found) == sorted(messy.tables)


def lost_records(messy: MessySheet) -> list[tuple[str, ...]]:
    """Records that are found as no record and are not set aside either."""
    layout = find_layout(messy.sheet)
    kept = {cell for region in layout.regions for record in region.records for cell in record}
    for item in (*layout.aside, *(item for region in layout.regions for item in region.aside)):
        kept.update(item.cells)
    return [record for _, records in messy.tables for record in records if not kept >= set(record)]


def recovered_share(seeds: range) -> float:
    """Share of the seeds' sheets whose tables are found exactly."""
    return sum(is_recovered(messy_sheet(seed)) for seed in seeds) / len(seeds)


def test_nearly_all_tables_are_recovered():
    assert recovered_share(range(120)) >= _LEAST_RECOVERED


@pytest.mark.slow
def test_of_five_hundred_nearly_all_are_recovered():
    assert recovered_share(range(10_000, 10_500)) >= _LEAST_RECOVERED


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**9))
@example(2653)
def test_no_cell_of_a_messy_sheet_is_lost(seed):
    messy = messy_sheet(seed)
    assert unaccounted(messy.sheet, find_layout(messy.sheet)) == []
    assert lost_records(messy) == []


_WORDS = (
    *("", "", "", "a", "Summe", "12", "3,5", "01.02.2026", "P-1", "Name", "Kosten", "* x", "Q1"),
    *("2026", "Text mit Wörtern.", "Stand:", "#", "x", "PT", "€", "Beispiel", "Zeile\nzwei"),
)


@st.composite
def _any_sheet(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(1, 8))
    line = st.tuples(*[st.sampled_from(_WORDS)] * width)
    lines = draw(st.dictionaries(st.integers(1, 18), line, max_size=14))
    place = st.tuples(st.integers(1, 16), st.integers(1, 6), st.integers(0, 3), st.integers(0, 3))
    areas = tuple(
        MergedArea(row, column, row + height, column + wide)
        for row, column, height, wide in draw(st.lists(place, max_size=2))
    )
    return Sheet(Source("any.xlsx", "S"), dict(sorted(lines.items())), merged=areas)


@settings(deadline=None, max_examples=300)
@given(_any_sheet())
def test_no_cell_of_any_sheet_is_lost(sheet):
    layout = find_layout(sheet)
    assert unaccounted(sheet, layout) == []
    assert layout.regions or layout.why
    for region in layout.regions:
        assert all(len(record) == len(region.headers) for record in region.records)
        assert len(region.rows) == len(region.records) > 0
