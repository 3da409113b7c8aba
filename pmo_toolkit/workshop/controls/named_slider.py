"""A slider that has a name for those who do not see it, and a field for the same number."""

from __future__ import annotations

import math
from typing import Any

import anywidget
import traitlets

from pmo_toolkit.workshop.controls.browser_files import script, style


class NamedSlider(anywidget.AnyWidget):
    """A number between two bounds, moved by mouse or keyboard, or typed.

    The slider of ipywidgets has no accessible name; this one is the browser's own, so that arrows,
    PageUp, PageDown, Home and End move it and screen readers say its name, value and unit.

    Parameters
    ----------
    label : str
        What the number is.
    value, min, max, step : float
        A value beyond the bounds is taken to the nearer one.
    unit : str
        Said behind the name and the value.
    disabled, continuous_update : bool
        Whether it can be moved; whether each point on the way counts, or only where it is left.

    Raises
    ------
    TraitError
        Where a figure is not finite, the bounds are in the wrong order, or the step is not above
        nought.

    Examples
    --------
    >>> slider = NamedSlider(label="Weight of cost", value=40, max=100, unit="%")
    >>> slider.value = 120
    >>> slider.value
    100.0
    """

    _esm = script("named_slider")
    _css = style()
    label = traitlets.Unicode().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    min = traitlets.Float(0.0).tag(sync=True)
    max = traitlets.Float(100.0).tag(sync=True)
    step = traitlets.Float(1.0).tag(sync=True)
    value = traitlets.Float(0.0).tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)
    continuous_update = traitlets.Bool(False).tag(sync=True)

    def __init__(self, label: str, **traits: Any):
        super().__init__(label=label, **traits)

    @traitlets.validate("value", "min", "max", "step")
    def _fit(self, proposed: Any) -> float:
        name, value = proposed["trait"].name, float(proposed["value"])
        if not math.isfinite(value):
            raise traitlets.TraitError(f"{name} is {value}, and must be a finite number")
        if name == "value":
            return min(max(value, self.min), self.max)
        if name == "step" and value <= 0:
            raise traitlets.TraitError(f"step is {value:g}, and must be above 0")
        if (name == "min" and value > self.max) or (name == "max" and value < self.min):
            raise traitlets.TraitError(f"min to max would be {self.min:g} to {self.max:g}")
        return value

    @traitlets.observe("min", "max")
    def _keep_inside(self, _: object) -> None:
        self.value = min(max(self.value, self.min), self.max)
