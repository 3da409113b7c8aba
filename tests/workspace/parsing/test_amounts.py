"""Amounts of money, with and without the sign or code of a currency."""

from __future__ import annotations

import pytest
from babel.numbers import format_currency
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
