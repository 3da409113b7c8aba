"""Two controls of ours, where those of ipywidgets fail people: a named slider, a table to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.workshop.controls.named_slider import NamedSlider

__all__ = ["NamedSlider"]

__getattr__ = at_first_use(
    __name__,
    {"NamedSlider": "workshop.controls.named_slider"},
)


def __dir__() -> list[str]:
    return sorted(__all__)
