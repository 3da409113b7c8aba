"""Currency codes and the signs they are written with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

#: Signs that several currencies share, or that Babel writes differently.
_SIGNS: dict[str, str] = {
    "$": (
        "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD"
        " SGD SRD TTD TWD USD UYU XCD"
    ),
    "US$": "USD",
    "USD$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAD$": "CAD",
    "CDN$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP EGP FKP GIP LBP SHP SYP",
    "¥": "JPY CNY",
    "￥": "JPY CNY",
    "kr": "SEK NOK DKK ISK",
    "Kr": "SEK NOK DKK ISK",
    "kr.": "SEK NOK DKK ISK",
    "Fr.": "CHF",
    "Fr": "CHF",
    "SFr.": "CHF",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "₹": "INR",
    "Rs": "INR PKR LKR NPR MUR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₫": "VND",
    "฿": "THB",
    "₦": "NGN",
    "₱": "PHP",
    "R": "ZAR",
}

SIGNS: dict[str, frozenset[str]] = {
    sign: frozenset(codes.split()) for sign, codes in _SIGNS.items()
}


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """All ISO 4217 codes that Babel knows."""
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


@lru_cache(maxsize=16)
def signs(locale: str) -> Mapping[str, frozenset[str]]:
    """Sign → the currencies that it may mean, with the signs that a locale uses."""
    from babel.numbers import get_currency_symbol

    found = dict(SIGNS)
    for code in currency_codes():
        sign = get_currency_symbol(code, locale)
        if sign != code:
            found.setdefault(sign, frozenset({code}))
    return found


def currencies_of(mark: str, locale: str = "en_GB") -> frozenset[str]:
    """The currencies that a sign or code in an amount may mean; empty where it means none."""
    known = signs(locale).get(mark)
    if known is not None:
        return known
    code = mark.upper()
    return frozenset({code}) if len(code) == 3 and code in currency_codes() else frozenset()
