"""Cost without any benefit: never better than with one that somebody answers for."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.money.discounting import DiscountSchedule, level
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.advice_inputs import compared_options
from pmo_toolkit.assessment.views import views_of_value
from tests.portfolios import QUICK, TABLES, workspace


def compared(folder, **tables):
    ready = prepare(workspace(folder, **tables), settings=QUICK)
    reader = ready.reader("P-1")
    row = {str(name): value for name, value in reader.row().to_dict().items()}
    return compared_options(reader, row, views_of_value(reader, ready.learnt, row)).compared


def yearly(amount):
    """Present value of an amount a year, paid monthly over five years."""
    return amount / 12 * DiscountSchedule.of(QUICK).present(level(60))


def test_what_is_saved_counts_from_when_today_is_replaced(tmp_path):
    benefits = TABLES["benefits"].replace("year,Sales,0\nP-2", "year,,0\nP-2")
    found = compared(tmp_path, benefits=benefits)
    alone = found.costs_alone["O-1S"](np.zeros(256))
    assert "O-1S" not in found.values and "O-1N" not in found.costs_alone
    # four months of 500 go on beside the new: three until it is there, one of both
    assert alone == pytest.approx(np.full(256, yearly(-6000) - 4 * 500), rel=0.01)


def test_without_doing_nothing_nothing_is_saved(tmp_path):
    options = TABLES["options"].replace("O-1N,P-1,nothing,60,\n", "")
    costs = TABLES["costs"].replace("O-1N,Today,per year,6000,6000,6000\n", "")
    found = compared(tmp_path, options=options, costs=costs)
    alone = found.costs_alone["O-1S"](np.zeros(256))
    assert alone == pytest.approx(np.full(256, yearly(-12_000)))


def test_a_stated_harm_counts_though_a_benefit_is_blank(tmp_path):
    harm = "P-1,Harm,-3000,-3000,-3000,money per year,Sales,0\n"
    blank = TABLES["benefits"].replace("P-1,Hours,30000,30000,30000", "P-1,Hours,,,")
    without = compared(tmp_path / "one", benefits=blank).costs_alone
    harmed = compared(tmp_path / "two", benefits=blank + harm).costs_alone
    if not without:
        pytest.skip("a blank benefit is filled to the safe side here")
    assert (harmed["O-1S"](np.zeros(256)) < without["O-1S"](np.zeros(256))).all()


def test_a_benefit_that_somebody_answers_for_is_never_worse(tmp_path):
    benefits = TABLES["benefits"].replace("year,Sales,0\nP-2", "year,,0\nP-2")
    alone = compared(tmp_path / "one", benefits=benefits).costs_alone["O-1S"]
    owned = compared(tmp_path / "two").values_of_wait["O-1S"]
    for days in (0.0, 90.0, 700.0):
        waited = np.full(256, days)
        assert (alone(waited) <= owned(waited)).all()
