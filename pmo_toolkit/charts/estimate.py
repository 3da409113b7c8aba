"""The chart of an estimate from history: effort or duration, with the outside view beneath it."""

from __future__ import annotations

from matplotlib.axes import Axes

from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.charts.drawing import RangeRow, draw_ranges, value_axis
from pmo_toolkit.core.number_format import NumberFormat


def estimate_ranges(
    ax: Axes,
    estimate: Estimate,
    numbers: NumberFormat,
    *,
    outside: OutsideView | None = None,
    unit: str = "h",
    divisor: float = 1.0,
    axis: str = "",
) -> Axes:
    """An estimate from history with its 80 % and 50 % ranges.

    Beneath it the outside view on the stated figure.

    Parameters
    ----------
    ax : Axes
    estimate : Estimate
    numbers : NumberFormat
    outside : OutsideView, optional
    unit, divisor : str, float
        Unit to write behind numbers, and what to divide the estimate's own unit by to get it.
    axis : str
        Label of the axis; the unit if empty.
    """
    draw_ranges(ax, _estimate_rows(estimate, outside, numbers, unit, divisor))
    value_axis(ax, lambda value: numbers.number(value, 4), axis or unit)
    return ax


def estimate_ranges_alt(
    estimate: Estimate,
    numbers: NumberFormat,
    *,
    outside: OutsideView | None = None,
    unit: str = "h",
    divisor: float = 1.0,
) -> str:
    """What `estimate_ranges` shows."""

    def span(low: float, high: float) -> str:
        return numbers.quantity_range(low / divisor, high / divisor, unit)

    middle = numbers.quantity(estimate.point / divisor, unit)
    parts = [f"Estimate from {estimate.n} finished projects: middle {middle}"]
    for interval in estimate.intervals:
        held = "not measured how often it held"
        if interval.coverage is not None:
            held = f"held {numbers.share(interval.coverage)} of the time in {interval.n} tests"
        parts.append(
            f"{numbers.share(interval.level)} range {span(interval.low, interval.high)}, {held}"
        )
    if outside is not None and outside.result is not None:
        each_view = outside.result
        parts.append(
            f"outside view from {outside.reference.n} projects: middle"
            f" {numbers.quantity(each_view.p50 / divisor, unit)}, P10 to P90"
            f" {span(each_view.p10, each_view.p90)}"
        )
    return "; ".join(parts) + "."


def _estimate_rows(
    estimate: Estimate,
    outside: OutsideView | None,
    numbers: NumberFormat,
    unit: str,
    divisor: float,
) -> list[RangeRow]:
    ordered = sorted(estimate.intervals, key=lambda each: -each.level)
    ends = [(interval.low / divisor, interval.high / divisor) for interval in ordered]
    point = estimate.point / divisor
    low, high = ends[0] if ends else (point, point)
    inner = ends[-1] if len(ends) > 1 else None
    rows = [
        RangeRow(
            "Model of finished projects", numbers.quantity(point, unit), low, point, high, inner
        )
    ]
    if outside is not None and outside.result is not None:
        low, middle, high = (
            getattr(outside.result, name) / divisor for name in ("p10", "p50", "p90")
        )
        rows.append(
            RangeRow(
                "Outside view on the stated figure",
                numbers.quantity(middle, unit),
                low,
                middle,
                high,
            )
        )
    return rows


def estimate_row_count(outside: OutsideView | None) -> int:
    """Rows that `estimate_ranges` would draw."""
    return 2 if outside is not None and outside.result is not None else 1
