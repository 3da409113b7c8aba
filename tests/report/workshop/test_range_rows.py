"""Lines of ranges: figures as stated, those of several people rounded, a strip for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.workshop.range_rows import outside_table, range_table
from pmo_toolkit.studies.elicitation.combining import CombinedRange, JudgedQuantity, ScorerRange
from pmo_toolkit.studies.elicitation.outside import BesideOutside, OutsideRange
from pmo_toolkit.studies.elicitation.quantities import EFFORT, Quantity

NUMBERS = NumberFormat("en_GB", "EUR")
QUANTITY = Quantity("x", "P-1", EFFORT, "Effort", (("person-hours", 1.0),))


@pytest.fixture
def judged():
    ranges = (
        ScorerRange("Architect", 1, 12345.0, None, 23456.0, "as entered", ""),
        ScorerRange("Developer", 2, 100.0, 200.0, 300.0, "as entered", "reuse"),
    )
    equal = CombinedRange(100.0, 212.34, 300.0, (("Developer", 1.0),))
    classical = CombinedRange(1.0, 2.0, 3.0, (("Architect", 0.25), ("Developer", 0.75)))
    return JudgedQuantity(QUANTITY, ranges, (("Architect",), ()), 1, equal, classical)


def test_all_ranges_and_both_combinations(judged):
    table = range_table(judged, NUMBERS)
    first, second, equal, classical = table.lines
    assert (first.low, first.mode, first.high) == ("12,345", "open", "23,456")
    assert second.note == "reuse" and equal.mode == "212" and equal.together
    assert "Architect 25" in classical.note and "seed" not in table.remark
    assert len({line.strip for line in table.lines}) == 4


def test_why_nobody_is_weighed_by_seed_questions_is_said(judged):
    why = NotAssessed("x", "no seed question was revealed", ReasonCode.NOT_SCORED)
    table = range_table(replace(judged, classical=why), NUMBERS)
    assert "no seed question" in table.remark and len(table.lines) == 3


def test_the_outside_view_stands_beneath_the_group(judged):
    view = OutsideRange(1.0, 5.0, 9.0, "30 finished projects", 30)
    lines = outside_table(BesideOutside(judged, (view,), None), NUMBERS).lines
    assert [line.who for line in lines][-1] == "Outside view" and len(lines) == 3
