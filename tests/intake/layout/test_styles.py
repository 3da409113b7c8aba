"""How columns write numbers and dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.layout.styles import column_style
from pmo_toolkit.workspace.parsing.outcomes import Typed


@pytest.mark.parametrize(
    ("texts", "decimal", "certain"),
    [
        (["1.234,5", "7"], ",", True),
        (["1,234.50"], ".", True),
        (["12,5 T€", "3"], ",", True),
        (["0.125"], ".", True),
        (["1.234.567"], ",", True),
        (["1'234.50"], ".", True),
        (["1 234,567"], ",", True),
        (["12345,678"], ",", True),
        (["1.234"], ",", False),
        (["1,234", "2,500"], ".", False),
        (["1.234", "0,5"], ",", True),
        (["1,5", "2.5"], ",", False),
        (["250", "300"], None, True),
        ([Typed("1.5")], None, True),
        (["offen", ""], None, True),
    ],
)
def test_decimal_marks(texts, decimal, certain):
    style = column_style(texts)
    assert (style.decimal, style.certain) == (decimal, certain)


@pytest.mark.parametrize(
    ("texts", "order", "certain"),
    [
        (["12/31/2026", "03/04/2026"], "mdy", True),
        (["31/12/2026", "03/04/2026"], "dmy", True),
        (["03.04.2026"], "dmy", True),
        (["2026-04-03"], "ymd", True),
        (["03/04/2026"], "dmy", False),
        (["31/12/2026", "12/31/2026"], "dmy", False),
        (["05/05/2026"], None, True),
        (["3.4.26"], "dmy", True),
        ([Typed("2026-04-03")], None, True),
        (["2026-04-03", "03/04/2026"], "dmy", False),
    ],
)
def test_orders_of_dates(texts, order, certain):
    style = column_style(texts)
    assert (style.date_order, style.certain) == (order, certain)


def test_what_tells_is_named():
    assert column_style(["5", "1.234,5"]).why == '"1.234,5" tells the decimal mark'
    assert "nothing tells" in column_style(["1.234"]).why
    assert column_style(["x"]).why == "no number or date is written as text"


@given(st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), min_size=1))
def test_a_certain_order_of_dates_is_right(days):
    for order, form in (("mdy", "%m/%d/%Y"), ("dmy", "%d/%m/%Y"), ("ymd", "%Y-%m-%d")):
        style = column_style(day.strftime(form) for day in days)
        assert style.date_order in (order, None) or not style.certain


@given(st.lists(st.floats(0, 1e6).map(lambda number: f"{number:,.2f}"), min_size=1))
def test_two_decimals_always_tell_the_mark(texts):
    assert column_style(texts).decimal == "."
    turned = [text.translate(str.maketrans(",.", ".,")) for text in texts]
    style = column_style(turned)
    assert (style.decimal, style.certain) == (",", True)
