"""How large amounts are in other currencies, in orders of magnitude.

Units of a currency that pay for about as much work as one euro does in the euro area: exchange
rates of 2025, rounded, and lower where wages are. They serve to see that an amount cannot be meant,
never to convert one.
"""

from __future__ import annotations

from types import MappingProxyType

_SCALES = {
    1.0: "EUR USD CHF GBP BGN BAM JOD OMR KWD BHD",
    1.5: "CAD AUD NZD SGD BND FJD",
    3.0: "PLN RON BRL PEN MYR ILS GEL AZN BYN TND",
    4.0: "CNY AED SAR QAR HKD MAD BOB",
    10.0: "SEK NOK DKK MXN ZAR TRY THB EGP UYU MDL GTQ",
    20.0: "CZK TWD INR UAH PHP DOP NIO MKD",
    50.0: "RUB RSD ALL BDT PKR LKR KES NPR",
    150.0: "JPY HUF ISK AMD DZD",
    500.0: "CLP CRC KZT XOF XAF",
    1000.0: "KRW COP MNT IQD TZS UGX",
    5000.0: "IDR VND PYG UZS LAK",
}
SCALES: MappingProxyType[str, float] = MappingProxyType(
    {code: scale for scale, codes in _SCALES.items() for code in codes.split()}
)
