"""Two controls of ours, where those of ipywidgets fail people: a named slider, a table to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use

if TYPE_CHECKING:
    from pmo_toolkit.workshop.controls.named_slider import NamedSlider
    from pmo_toolkit.workshop.controls.paste_table import PasteTable
    from pmo_toolkit.workshop.controls.table_columns import Column, columns_of

__all__ = ["Column", "NamedSlider", "PasteTable", "columns_of"]

__getattr__ = at_first_use(
    __name__,
    {
        "Column": "workshop.controls.table_columns",
        "NamedSlider": "workshop.controls.named_slider",
        "PasteTable": "workshop.controls.paste_table",
        "columns_of": "workshop.controls.table_columns",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)
