"""Figures as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.converting.figures import FigureReader, client_style
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.parsing.units import UnitError, unit_of

GERMAN = client_style(",", "en_GB")
ENGLISH = client_style(".", "de_DE")
IN_THOUSANDS = FigureReader(GERMAN, "money", unit_of("thousand"))
IN_DAYS = FigureReader(GERMAN, "person-hours", unit_of("person-days"), 8)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250", 250_000),
        ("1.250,5", 1_250_500),
        ("250 T€", 250_000),
        ("150 TEUR", 150_000),
        ("1,2 Mio. €", 1_200_000),
        ("1,2 Mio", 1_200_000),
        ("EUR 20.000", 20_000),
        ("-5", -5_000),
        ("(300)", -300_000),
    ],
)
def test_an_amount_is_of_its_own_unit_or_else_of_its_column_s(text, value):
    figure = IN_THOUSANDS.read(text)
    assert figure.value == value
    assert (figure.ends, figure.approximate) == (None, False)


@pytest.mark.parametrize(
    "text", ["ca. 250", "~250", "rd. 250 T€", "max. 250", "bis zu 250", "≈ 250", "250 (geschätzt)"]
)
def test_what_is_called_approximate_is_noted(text):
    figure = IN_THOUSANDS.read(text)
    assert (figure.value, figure.approximate) == (250_000, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("200–250", 200_000, 250_000),
        ("200 - 250 T€", 200_000, 250_000),
        ("200 bis 250", 200_000, 250_000),
        ("200 k€ - 300 k€", 200_000, 300_000),
        ("0,15 Mio € bis 250 T€", 150_000, 250_000),
        ("ca. 200-250", 200_000, 250_000),
    ],
)
def test_of_a_range_the_upper_end_is_the_value(text, low, high):
    figure = IN_THOUSANDS.read(text)
    assert (figure.ends, figure.value) == ((low, high), high)


@pytest.mark.parametrize("text", ["x", "2026-11-03", "12.5", "1,2,3", "250 Äpfel", "3-2", "T€"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Unreadable):
        IN_THOUSANDS.read(text)


def test_effort_in_days_and_what_a_cell_says_itself():
    assert IN_DAYS.read("12,5").value == 100
    assert IN_DAYS.read("12 PT").value == 96
    own = IN_DAYS.read("96 h")
    assert (own.value, own.own_unit) == (96, True)
    assert IN_DAYS.read(Typed("12.5")).value == 100


def test_days_without_hours_per_day_are_refused():
    with pytest.raises(UnitError):
        FigureReader(GERMAN, "person-hours", unit_of("person-days")).read("12")


def test_shares():
    share = FigureReader(GERMAN, "probability 0–1", is_share=True)
    assert [share.read(text).value for text in ("40 %", "0,4", "40%")] == [0.4] * 3
    assert share.read("30-40 %").ends == (0.3, 0.4)


@given(st.integers(-(10**9), 10**9), st.sampled_from(["thousand", "million", "money"]))
def test_a_plain_number_is_read_in_every_unit(number, unit):
    found = unit_of(unit)
    for style in (GERMAN, ENGLISH):
        reader = FigureReader(style, "money", found)
        assert reader.read(f"{number}").value == pytest.approx(number * found.factor)


@given(st.floats(0.001, 1e9).map(lambda value: round(value, 3)))
def test_a_german_number_is_never_read_as_an_english_one(value):
    text = f"{value:,.3f}"
    swapped = text.translate(str.maketrans(",.", ".,"))
    assert FigureReader(ENGLISH, "money").read(text).value == value
    assert FigureReader(GERMAN, "money").read(swapped).value == value


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text):
    for reader in (IN_THOUSANDS, IN_DAYS):
        try:
            reader.read(text)
        except (Unreadable, UnitError):
            continue


@pytest.mark.parametrize(("end", "value"), [("upper", 250_000), ("lower", 200_000)])
def test_of_a_range_the_safe_end_is_taken(end, value):
    reader = FigureReader(GERMAN, "money", safe_end=end)
    figure = reader.read("200–250 T€")
    assert (figure.value, figure.ends) == (value, (200_000, 250_000))


def test_a_range_without_a_safe_end_is_no_figure():
    with pytest.raises(Unreadable, match="neither of its ends"):
        FigureReader(GERMAN, "points", safe_end=None).read("3-4")


def test_a_written_out_amount_in_a_column_of_thousands_is_no_thousands():
    reader = FigureReader(GERMAN, "money", unit_of("thousand"))
    figure = reader.read("1.500.000 €")
    assert (figure.value, figure.own_unit) == (1_500_000, True)
    assert reader.read("100").value == 100_000
    with pytest.raises(Unreadable, match="it may be whole or thousand"):
        reader.read("100 €")


@pytest.mark.parametrize(("text", "value"), [("40%", 40), ("35,5 %", 35.5), ("25", 25)])
def test_percents_in_a_column_of_plain_numbers(text, value):
    assert FigureReader(GERMAN, "points", unit_of("percent")).read(text).value == value
