"""Amounts of money, with and without the sign or code of a currency."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.dictionary.currencies import SIGNS, currencies_of, currency_codes
from pmo_toolkit.workspace.parsing.amounts import parse_money
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable

EN, DE = number_style("en_GB"), number_style("de_DE")


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("$6,279,429", 6279429, "CAD"),
        ("£12k", 12000, "GBP"),
        ("€1.2bn", 1.2e9, "EUR"),
        ("1.2m", 1.2e6, None),
        ("CAD 1,200", 1200, "CAD"),
        ("1,200 CAD", 1200, "CAD"),
        ("CAD12k", 12000, "CAD"),
        ("12k CAD", 12000, "CAD"),
        ("US$ 1,200", 1200, "USD"),
        ("$1,200 USD", 1200, "USD"),
        ("(1,234)", -1234, None),
        ("($1,234)", -1234, "USD"),
        ("$(1,234)", -1234, "USD"),
        ("-$5", -5, "USD"),
        ("$-5", -5, "USD"),
        ("- £ 5", -5, "GBP"),
        ("5 kr", 5, "SEK"),
        ("R$ 5", 5, "BRL"),
        ("$ 0", 0, "USD"),
        ("\u200e$5", 5, "USD"),
    ],
)
def test_an_amount_is_read_with_its_currency(text, value, code):
    amount = parse_money(text, EN)
    assert amount.value == value
    assert (code in amount.currencies) if code else not amount.mark


@pytest.mark.parametrize(
    "text",
    [
        "$",
        "",
        "CAD",
        "$$5",
        "5 $ $ $",
        "$1,200 EUR",
        "five dollars",
        "XYZ 5",
        "$1.234,50",
        "$5-$7",
        "(-5)",
        "40 %",
        "TBD $5",
        "-(-5)",
        "-($5",
        "$5)",
    ],
)
def test_what_is_not_one_amount_is_refused(text):
    with pytest.raises(Unreadable):
        parse_money(text, EN)


def test_two_currencies_in_one_amount_are_named():
    with pytest.raises(Unreadable, match="two different currencies"):
        parse_money("$1,200 EUR", EN)


def test_an_amount_in_another_locale_names_it():
    with pytest.raises(Unreadable) as refused:
        parse_money("€ 1.234,50", EN)
    assert "de_DE" in refused.value.next_step


def test_a_dollar_fits_any_dollar_and_nothing_else():
    assert {"USD", "CAD", "AUD", "NZD"} <= currencies_of("$")
    assert "EUR" not in currencies_of("$")


def test_every_sign_means_currencies_that_exist():
    assert all(codes and codes <= currency_codes() for codes in SIGNS.values())


def test_a_typed_cell_needs_no_locale():
    assert parse_money(Typed("1234.5"), DE).value == 1234.5


@given(
    st.decimals(min_value=-(10**11), max_value=10**11, places=2),
    st.sampled_from(["EUR", "GBP", "USD", "CAD", "CHF", "SEK", "PLN", "BRL"]),
    st.sampled_from(["en_GB", "en_US", "en_CA", "de_DE", "sv_SE", "pl_PL", "pt_BR", "es_ES"]),
)
def test_what_babel_writes_is_read_back(value, code, locale):
    amount = parse_money(format_currency(value, code, locale=locale), number_style(locale))
    assert amount.value == float(value)
    assert code in amount.currencies


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    try:
        parse_money(text, EN)
    except Unreadable as refused:
        assert refused.what


SCALED = {
    "{} TEUR": 1e3, "T€ {}": 1e3, "{} T€": 1e3, "{}k€": 1e3, "{} k€": 1e3, "€{}k": 1e3,
    "{} Tsd. €": 1e3, "{} thousand euros": 1e3, "EUR {} k": 1e3, "{}M": 1e6, "{} Mio": 1e6,
    "{} Mio. €": 1e6, "{} MEUR": 1e6, "€{}m": 1e6, "{} Mrd. €": 1e9, "{} bn": 1e9, "€ {}": 1,
    "{} €": 1, "{}": 1, "{},- €": 1, "EUR {}": 1,
}  # fmt: skip


@given(
    st.integers(0, 10**7),
    st.sampled_from(sorted(SCALED)),
    st.sampled_from(["de_DE", "en_GB", "fr_FR", "de_CH"]),
    st.booleans(),
)
def test_an_amount_in_any_style_and_scale_reads_back_exactly(number, way, locale, grouped):
    """Never a value that is a thousand times too small."""
    written = way.format(format_decimal(number, locale=locale, group_separator=grouped))
    assert parse_money(written, number_style(locale)).value == number * SCALED[way]


@given(
    st.decimals(min_value=0, max_value=9999, places=2),
    st.sampled_from([way for way, factor in sorted(SCALED.items()) if factor > 1]),
    st.sampled_from(["de_DE", "en_GB"]),
    st.booleans(),
)
def test_a_scaled_amount_has_the_decimals_of_either_style(number, way, locale, sure):
    """``1,2 Mio`` can mean only one amount, whatever the locale."""
    written = way.format(format_decimal(number, locale=locale, format="0.00"))
    for read_in in (EN, DE):
        amount = parse_money(written, read_in, sure=sure)
        assert amount.value == float(number * Decimal(SCALED[way]))


@pytest.mark.parametrize("text", ["250.000 €", "1.250 TEUR", "1,250 Mio. €", "€ 1.234"])
def test_an_amount_that_could_be_two_is_not_read_where_no_locale_is_declared(text):
    with pytest.raises(Unreadable, match="not assessed") as refused:
        parse_money(text, EN, sure=False)
    assert refused.value.finding and "locale" in refused.value.next_step


def test_the_currency_of_a_scale_is_kept():
    assert parse_money("150 TEUR", DE).currencies == {"EUR"}
    assert parse_money("150 TUSD", DE).currencies == {"USD"}
    assert parse_money("T€ 150", DE).mark == "€"
    with pytest.raises(Unreadable, match="two different currencies"):
        parse_money("$ 150 TEUR", DE)


@pytest.mark.parametrize("text", ["150 TEUR", "150 Quatloo", "150 T Stück", "40 PT", "3 Monate"])
def test_no_advice_leads_to_an_amount_a_thousand_times_too_small(text):
    try:
        assert parse_money(text, DE).value == 150_000
    except Unreadable as refused:
        assert "word out" not in (refused.next_step or "")


def test_a_cell_that_is_too_long_is_told_with_its_length():
    with pytest.raises(Unreadable, match=r"holds 300 characters.*at most 100"):
        parse_money("5" * 300, DE)
