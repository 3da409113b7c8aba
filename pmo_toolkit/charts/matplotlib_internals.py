"""All that we use of matplotlib's private parts, each behind a public name of ours.

matplotlib may change them without notice, so its version has an upper bound in ``pyproject.toml``,
and ``tests/charts/test_matplotlib_internals.py`` fails where one has moved. Other modules use
public names of matplotlib alone.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backend_bases import RendererBase
from matplotlib.patches import Patch


class FontlessRenderer(RendererBase):
    """A renderer that knows itself how tall a font is, so that matplotlib opens none."""

    def font_height(self, prop: Any) -> tuple[float, float, float]:
        """Height above the line, depth below it and gap between lines, in pixels."""
        raise NotImplementedError

    def _get_font_height_metrics(self, prop: Any) -> tuple[float, float, float]:
        # Called by matplotlib from 3.11 on.
        return self.font_height(prop)


class TicklessAxis(Axis):
    """An axis that keeps its locator, formatter, label and looks, but no ticks."""

    def reset_ticks(self) -> None:
        """No ticks, where matplotlib would make one of each kind to be copied."""
        self.majorTicks: list[Any] = []
        self.minorTicks: list[Any] = []

    def get_major_ticks(self, numticks: int | None = None) -> list[Any]:
        """None of them."""
        return []

    def get_minor_ticks(self, numticks: int | None = None) -> list[Any]:
        """None of them."""
        return []

    def tick_look(self, name: str, usual: Any) -> Any:
        """What `tick_params` or `grid` set, else what is usual.

        Parameters
        ----------
        name : {"gridOn", "grid_color", "grid_linewidth", "labelsize", "labelcolor", "pad"}
        usual : object
        """
        return vars(self)["_major_tick_kw"].get(name, usual)


class AxesWithOwnParts(Axes):
    """Axes for which a subclass chooses the two axis objects and the ground."""

    def make_axis_objects(self) -> tuple[Any, Any]:
        """The axis across and the one upwards."""
        raise NotImplementedError

    def make_ground(self) -> Patch:
        """The shape of the Axes, to which all artists are clipped."""
        raise NotImplementedError

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = self.make_axis_objects()
        for side, axis in (
            ("bottom", self.xaxis),
            ("top", self.xaxis),
            ("left", self.yaxis),
            ("right", self.yaxis),
        ):
            self.spines[side].register_axis(axis)

    def _gen_axes_patch(self) -> Patch:
        return self.make_ground()
