"""Numbers in many locales: read exactly, or refused with what would fit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.parsing.numbers import (
    canonical_number,
    locale_that_fits,
    parse_number,
)
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable

LOCALES = (
    "en_GB",
    "en_US",
    "de_DE",
    "de_CH",
    "fr_FR",
    "sv_SE",
    "es_ES",
    "pt_BR",
    "en_IN",
    "ja_JP",
    "pl_PL",
    "it_CH",
)
EN, DE, FR = (number_style(locale) for locale in ("en_GB", "de_DE", "fr_FR"))


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1234", "en_GB", 1234),
        ("1,234.50", "en_GB", 1234.5),
        ("1.234,50", "de_DE", 1234.5),
        ("1.234", "de_DE", 1234),
        ("1.234", "en_GB", 1.234),
        ("1 234,50", "fr_FR", 1234.5),
        ("1\u202f234,50", "fr_FR", 1234.5),
        ("1\u00a0234,50", "de_DE", 1234.5),
        ("1 234 567", "en_GB", 1234567),
        ("1'234.50", "de_CH", 1234.5),
        ("1’234.50", "en_GB", 1234.5),
        ("12,34,567", "en_IN", 1234567),
        ("1,234,567", "en_IN", 1234567),
        ("(1,234)", "en_GB", -1234),
        ("-12", "en_GB", -12),
        ("−12", "en_GB", -12),
        ("12-", "en_GB", -12),
        ("+12", "en_GB", 12),
        (".5", "en_GB", 0.5),
        (",5", "de_DE", 0.5),
        ("12k", "en_GB", 12000),
        ("1.2 bn", "en_GB", 1.2e9),
        ("1,2 Mio.", "de_DE", 1.2e6),
        ("3 million", "en_GB", 3e6),
        ("1e5", "en_GB", 1e5),
        ("1.5E+06", "en_GB", 1.5e6),
        ("١٢", "en_GB", 12),
        ("１２", "ja_JP", 12),
        ("  7 ", "en_GB", 7),
    ],
)
def test_a_number_is_read_in_its_locale(text, locale, value):
    assert parse_number(text, number_style(locale)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1,2,3",
        "12,34",
        "1.2.3",
        "1,234,5",
        "--5",
        "(-5)",
        "-(5)",
        "1 2",
        "½",
        "500-700",
        "~5",
        ">5",
        "5 or 6",
        "inf",
        "nan",
        "1e999",
        "0x10",
        "1_000",
        "12 34 567",
        "1 234,50",
        "€5",
        "5%",
        "5 apples",
        "12m",
        "1,234.5,6",
    ],
)
def test_what_is_not_one_number_is_refused(text):
    with pytest.raises(Unreadable):
        parse_number(text, EN)


@pytest.mark.parametrize(
    ("text", "locale", "fits"),
    [
        ("1.234,50", "en_GB", "de_DE"),
        ("1 234,50", "en_GB", "fr_FR"),
        ("1,234.50", "de_DE", "en_GB"),
        ("1'234.50", "fr_FR", "de_CH"),
        ("12,34,567.5", "en_GB", "en_IN"),
        ("many", "en_GB", None),
    ],
)
def test_the_locale_that_would_fit_is_named(text, locale, fits):
    assert locale_that_fits(text, number_style(locale)) == fits


def test_a_refusal_says_which_locale_would_fit_and_how_the_declared_one_writes():
    with pytest.raises(Unreadable) as refused:
        parse_number("1.234,50", EN)
    assert "de_DE" in refused.value.next_step
    assert "1,234.50" in refused.value.expected


def test_a_range_is_refused_with_the_advice_to_give_one_number():
    with pytest.raises(Unreadable, match="not a number") as refused:
        parse_number("500 - 700", EN)
    assert "range" in refused.value.next_step


@pytest.mark.parametrize(
    ("text", "value"), [("40 %", 0.4), ("40%", 0.4), ("12.5 %", 0.125), ("0.4", 0.4)]
)
def test_a_share_may_be_a_percentage(text, value):
    assert parse_number(text, EN, percent=True) == value


@pytest.mark.parametrize("text", ["40 % %", "%", "% of 40", "40 % of cost"])
def test_odd_percentages_are_refused(text):
    with pytest.raises(Unreadable):
        parse_number(text, EN, percent=True)


def test_a_percentage_does_not_fit_where_hours_are_expected():
    with pytest.raises(Unreadable) as refused:
        parse_number("40 %", EN, units=("hours",))
    assert "percentage" in refused.value.next_step


def test_the_columns_own_unit_may_follow_and_no_other():
    assert parse_number("12 months", EN, units=("months", "month")) == 12
    with pytest.raises(Unreadable) as refused:
        parse_number("2 years", EN, units=("months", "month"))
    assert refused.value.next_step == "Give it in months."


def test_a_bare_m_means_a_million_only_where_it_cannot_mean_months():
    assert parse_number("12m", EN, big=True) == 12e6
    with pytest.raises(Unreadable):
        parse_number("12m", EN, units=("months",))


def test_typed_text_is_canonical_whatever_the_locale():
    assert parse_number(Typed("1234.5"), DE) == 1234.5
    assert parse_number("1234,5", DE) == 1234.5


@given(
    value=st.decimals(min_value=-(10**12), max_value=10**12, places=3),
    locale=st.sampled_from(LOCALES),
    grouped=st.booleans(),
)
def test_what_babel_writes_is_read_back(value, locale, grouped):
    written = format_decimal(value, locale=locale, group_separator=grouped)
    assert parse_number(written, number_style(locale)) == float(value)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(LOCALES))
def test_a_locale_reads_a_number_right_or_not_at_all(value, locale):
    """No text of another locale becomes a different number.

    Except where three digits follow a lone sign.
    """
    written = format_decimal(value, format="#,##0.00", locale="en_GB")
    try:
        read = parse_number(written, number_style(locale))
    except Unreadable:
        return
    assert read == float(value)


@given(st.text(max_size=40), st.sampled_from(LOCALES))
def test_no_text_breaks_the_reader(text, locale):
    try:
        value = parse_number(text, number_style(locale), percent=True, units=("h",), big=True)
    except Unreadable as refused:
        assert refused.what and refused.expected
    else:
        assert value == value and abs(value) != float("inf")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.0, "7"),
        (7, "7"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e15, "1000000000000000"),
        (-2.50, "-2.5"),
        (100.0, "100"),
        (Decimal("1.10"), "1.1"),
        (float("nan"), ""),
        (float("inf"), ""),
    ],
)
def test_a_typed_number_has_one_text(value, text):
    assert canonical_number(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_typed_number_comes_back_unchanged(value):
    assert parse_number(canonical_number(value), DE) == value
