"""A range for a table cell: an SVG without words, so small that it is written rather than drawn."""

from __future__ import annotations

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.charts.drawing import AMBER, BLUE, LINE, PALE

#: Width of the bar, radius of the dot and width of its rim, pixels.
_BAR, _DOT, _RIM = 6.0, 3.5, 1.2
#: Share of the axis that stays free at either end, so that the round ends of a bar are whole.
_PAD = 0.03


def range_strip(
    cost: Quantiles,
    limits: tuple[float, float],
    *,
    mark: float | None = None,
    width: int = 190,
    height: int = 20,
) -> str:
    """P10–P90 as a bar, P50 as a dot, and a tick at `mark`, as SVG.

    Parameters
    ----------
    cost : Quantiles
    limits : (float, float)
        Ends of the axis that all strips of one table share.
    mark : float, optional
        A value to compare with; left out where it lies beyond `limits`.
    width, height : int
        CSS pixels.
    """
    low, high = limits
    pad = _PAD * (high - low) or 1.0
    middle = _short(height / 2)

    def place(value: float) -> str:
        return _short((value - low + pad) / (high - low + 2 * pad) * width)

    parts = [f'<path d="M{place(low)} {middle}H{place(high)}" stroke="{LINE}" stroke-width="1.6"/>']
    if mark is not None and low <= mark <= high:
        look = f'stroke="{AMBER}" stroke-width="1.6" stroke-dasharray="3.5 2.6"'
        parts.append(f'<path d="M{place(mark)} {height}V0" {look}/>')
    # A line without length would show no round ends.
    end = f"H{place(cost.p90)}" if cost.p90 > cost.p10 else "h.01"
    bar = f'stroke="{PALE}" stroke-width="{_short(_BAR)}" stroke-linecap="round"'
    parts.append(f'<path d="M{place(cost.p10)} {middle}{end}" {bar}/>')
    rim = f'fill="{BLUE}" stroke="#fff" stroke-width="{_short(_RIM)}"'
    parts.append(f'<circle cx="{place(cost.p50)}" cy="{middle}" r="{_short(_DOT)}" {rim}/>')
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{"".join(parts)}</svg>'


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
