"""Numbers as a reader meets them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.number_format import (
    MINUS,
    NBSP,
    NOT_STATED,
    NumberFormat,
    age,
    clean_text,
    counted,
    day,
    period,
    short,
)
from pmo_toolkit.core.rounding import earned

EUR = NumberFormat("en_GB", "EUR")
GERMAN = NumberFormat("de_DE", "EUR")
finite = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e20, max_value=1e20)


def read(text: str) -> str:
    """The text with ordinary blanks."""
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (598_300, "600 k€"),
        (420_000, "420 k€"),
        (1_147_000, "1.15 m€"),
        (999_600, "1 m€"),
        (9_996, "10 k€"),
        (4_512, "4,500 €"),
        (0, "0 €"),
        (0.4, "0.4 €"),
        (-45_300, "−45 k€"),
        (3.21e9, "3.2 bn€"),
        (7.7e12, "7.7 tn€"),
        (2e17, "2.0 × 10^17 €"),
    ],
)
def test_money_has_the_precision_earned(value, said):
    assert read(EUR.money(value)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (420_300, 598_000, "420–600 k€"),
        (850_000, 1_180_000, "0.85–1.18 m€"),
        (-120_000, 310_000, "−120 to 310 k€"),
        (900, 1.3e6, "900 € to 1.3 m€"),
        (600_100, 603_000, "600 k€"),
        (0, 300_000, "0–300 k€"),
        (None, 5, NOT_STATED),
        (math.nan, 5, NOT_STATED),
    ],
)
def test_money_ranges_share_a_unit(low, high, said):
    assert read(EUR.money_range(low, high)) == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (NumberFormat("en_CA", "CAD"), "CAD 1.2–3.4 m"),
        (NumberFormat("en_GB", "GBP"), "£1.2–3.4 m"),
        (NumberFormat("de_DE", "EUR"), "1,2–3,4 m€"),
        (NumberFormat("de-DE", "chf"), "CHF 1,2–3,4 m"),
        (NumberFormat("en_GB", None), "1.2–3.4 m"),
        (NumberFormat("no such locale", None), "1.2–3.4 m"),
    ],
)
def test_currency_and_locale(figures, said):
    assert read(figures.money_range(1_200_000, 3_400_000)) == said


def test_what_was_stated_is_shown_as_stated():
    assert read(EUR.stated_money(6_279_429)) == "6.279 m€"
    assert read(EUR.stated_money(385_000)) == "385 k€"
    assert read(NumberFormat("en_GB", "GBP").stated_money(-385_000)) == "−£385 k"
    assert EUR.number(40_000) == "40,000" and GERMAN.number(40_000.25) == "40.000,3"
    assert EUR.number(None) == EUR.money(None) == EUR.hours(None) == EUR.chance(None) == NOT_STATED


def test_hours_and_days():
    assert read(EUR.quantity_range(1_873, 8_121, "h")) == "1,900–8,100 h"
    assert read(GERMAN.quantity_range(1_873, 8_121, "h")) == "1.900–8.100 h"
    assert read(EUR.days_range(20, 60)) == "20–60 days"
    assert read(EUR.days_range(190, 820)) == "6–27 months"
    assert read(EUR.days_range(137, 304)) == "4.5–10 months"
    assert read(EUR.days(30)) == "30 days"


def test_simulation_never_knows_the_last_per_cent():
    assert read(EUR.chance(0.0)) == "less than 1 %"
    assert read(EUR.chance(1.0)) == "more than 99 %"
    assert read(EUR.chance(0.406)) == "41 %"
    assert read(EUR.share(1.0)) == "100 %" and read(EUR.share(0.005)) == "1 %"
    assert read(EUR.share_range(0.74, 0.86)) == "74–86 %"


def test_dates_periods_and_ages():
    assert day("2026-11-22") == "22 November 2026"
    assert day("some day") == "some day" and day(None) == NOT_STATED
    assert period("2027-03-01/2027-03-31") == "March 2027"
    assert period("2027-04-01/2027-09-30") == "April to September 2027"
    assert period("2026-10-01/2027-03-31") == "October 2026 to March 2027"
    assert period("2027-01-01/2027-12-31") == "2027"
    assert period("2027-03-05/2027-03-31") == "5 March 2027 to 31 March 2027"
    assert period("2027-03-05") == "5 March 2027" and period("soon") == "soon"
    assert [age(each) for each in (None, 0.0, 0.3, 2.6, -1)] == [
        "no date",
        "under a month",
        "4 months",
        "3 years",
        "dated in the future",
    ]
    assert read(counted(1, "question", "questions")) == "1 question"
    assert read(counted(12_000, "draw", "draws")) == "12,000 draws"


def test_text_loses_only_what_turns_or_hides():
    assert clean_text("a\r\n\tb\u202ec\x00\x1b[31m") == "a bc[31m"
    assert clean_text(f"600{NBSP}k€  now ") == f"600{NBSP}k€ now"
    assert clean_text("שלום 🚀 <b>") == "שלום 🚀 <b>"
    assert short("x" * 200, 20) == "x" * 19 + "…" and short("short") == "short"


@given(
    finite,
    st.sampled_from(["EUR", "GBP", "CAD", None]),
    st.sampled_from(["en_GB", "de_DE", "ar_EG", "x"]),
)
def test_any_number_can_be_written_on_one_line(value, currency, locale):
    figures = NumberFormat(locale, currency)
    for said in (
        figures.money(value),
        figures.stated_money(value),
        figures.rounded(value),
        figures.amount(value),
    ):
        assert said and "\n" not in said and "-" not in said
    assert (MINUS in figures.money(value)) == (
        value < 0 and earned(value) != 0
    ) or "10^" in figures.money(value)


@given(finite, finite)
def test_a_range_names_both_ends(one, other):
    low, high = sorted((one, other))
    said = EUR.money_range(low, high)
    assert said.count("€") in (1, 2)
    assert NOT_STATED not in said


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_what_is_stated_prints_as_stated(low, high):
    low, high = min(low, high), max(low, high)
    assert EUR.stated(float(high), "h").replace(",", "") == f"{high}{NBSP}h"
    ends = EUR.stated_range(low, high, "days").removesuffix(f"{NBSP}days").split("–")
    assert [end.replace(",", "") for end in ends] == list(dict.fromkeys([str(low), str(high)]))


def test_stated_figures_keep_their_digits():
    assert EUR.stated(1150, "h") == f"1,150{NBSP}h" and GERMAN.stated(1150, "h") == f"1.150{NBSP}h"
    assert EUR.stated_money_range(11_860, 59_300) == f"11.86–59.3{NBSP}k€"
    assert EUR.stated(None, "h") == NOT_STATED
