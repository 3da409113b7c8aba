"""One rule of rounding, so that a figure looks the same wherever it stands.

An estimate has two significant digits; estimated money has three where the first digit is 1 (1.15
and 9.6 million, never 1.147 or 9.63).
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

#: Significant digits of figures in files of results.
WRITTEN_DIGITS = 6


def earned(value: float, *, money: bool = False) -> float:
    """Round to the precision earned.

    Two significant digits; money keeps three where the first digit is 1.

    Examples
    --------
    >>> earned(598_300), earned(1_147), earned(1_147, money=True), earned(-0.0456)
    (600000.0, 1100.0, 1150.0, -0.046)
    """
    value = as_written(value)
    rough = significant(value, 2)
    leads_with_one = money and f"{rough:e}".lstrip("-").startswith("1")
    return significant(value, 3) if leads_with_one else rough


def as_written(value: float) -> float:
    """`value` as files of results carry it, with six significant digits.

    Whatever is shown is rounded from this, so that a page and the file beside it never differ:
    rounded twice, 1,249.9996 would be 1,250 in one and 1,200 in the other.

    Examples
    --------
    >>> as_written(1_249.9996), as_written(0.0123456789)
    (1250.0, 0.0123457)
    """
    return float(f"{value:.{WRITTEN_DIGITS}g}") + 0.0


def significant(value: float, digits: int) -> float:
    """`value` rounded half up to `digits` significant digits.

    Raises
    ------
    ValueError
        If `value` is not finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"a finite number is needed, found {value!r}")
    if value == 0:
        return 0.0
    exact = Decimal(repr(float(value)))
    return float(
        exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), rounding=ROUND_HALF_UP)
    )


def half_up(value: float) -> float:
    """`value` rounded to a whole number, halves upwards.

    Examples
    --------
    >>> half_up(2.5), half_up(-2.5)
    (3, -2)
    """
    return math.floor(value + 0.5)
