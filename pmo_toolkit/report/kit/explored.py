"""A chart that is looked at once, in JupyterLab: one image at the density of a good screen."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pmo_toolkit.report.kit.pictures import WIDE, Picture

#: Inches of the width; dots an inch that a screen of high density needs.
_WIDTH, _DOTS = 8.5, 130


def explored(paint: Callable[[Axes], Axes], alt: str, caption: str, height: float) -> Picture:
    """Draw a chart of seaborn's.

    Parameters
    ----------
    paint : callable
        Draws on the Axes that it is given.
    alt, caption : str
        Alternative text; caption, which begins "Read it so:".
    height : float
        In inches.
    """
    with sns.axes_style("whitegrid"), sns.plotting_context("notebook", font_scale=0.8):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        paint(figure.subplots())
        written = BytesIO()
        figure.savefig(written, format="png", dpi=_DOTS)
    address = f"data:image/png;base64,{b64encode(written.getvalue()).decode('ascii')}"
    pixels = round(WIDE * height / _WIDTH)
    return Picture(address, address, pixels, pixels, alt, caption)
