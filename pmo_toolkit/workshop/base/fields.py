"""Fields of forms: numbers whose faults are said beside them, and percentages with a slider."""

from __future__ import annotations

import ipywidgets as widgets

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workshop.base.html_views import empty_view, html_text
from pmo_toolkit.workshop.controls.named_slider import NamedSlider
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Unreadable

#: Room for the words beside a field.
WORDS = {"description_width": "24em"}
WIDE = "46em"


class NumberField(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A field for a number as the workspace writes them; what is wrong stands beneath it.

    Parameters
    ----------
    label, unit : str
    value : float or None
    locale : str
        Such as ``"en_GB"``.
    least, most : float
        Bounds; most of them inclusive.
    """

    def __init__(
        self,
        label: str,
        value: float | None,
        *,
        locale: str,
        unit: str = "",
        least: float = 0.0,
        most: float = 1e15,
    ):
        self._style, self._bounds, self.stated = number_style(locale), (least, most), value
        self._is_percentage = unit == "%"
        self.text = widgets.Text(
            value=_plain(value, self._style.decimal),
            description=f"{label}, {unit}" if unit else label,
            continuous_update=False,
            style=WORDS,
            layout=widgets.Layout(width=WIDE),
        )
        self.fault = empty_view()
        super().__init__((self.text, self.fault))

    def number(self) -> float | None:
        """The number in the field, None where it is empty.

        Raises
        ------
        ValueError
            If there is no such number; the reason stands beneath the field.
        """
        text = self.text.value.strip()
        if text == _plain(self.stated, self._style.decimal):
            self.fault.value = ""
            return self.stated
        try:
            number = text.removesuffix("%").strip() if self._is_percentage else text
            value = parse_number(number, self._style, big=True) if number else None
        except Unreadable as error:
            raise self.refuse(f"{text!r} {error.what}. {error.next_step or ''}") from None
        least, most = self._bounds
        if value is not None and not least <= value <= most:
            raise self.refuse(f"{text!r} lies outside {least:,g} to {most:,g}.")
        self.fault.value = ""
        return value

    def reset(self) -> None:
        """Show what is stated again."""
        self.show(self.stated)

    def show(self, value: float | None) -> None:
        """Put a number into the field, or empty it."""
        self.text.value = _plain(value, self._style.decimal)
        self.fault.value = ""

    def refuse(self, why: str) -> ValueError:
        """Say beneath the field what is wrong, and give the error to raise."""
        self.fault.value = html_text("import_outcome", lines=[why], grave=True)
        return ValueError(why)


class FactorField(NamedSlider):
    """A percentage of what is stated, by a slider or typed into its field.

    Parameters
    ----------
    label : str
    """

    def __init__(self, label: str):
        super().__init__(label, value=100, min=0, max=300, step=5, unit="% of what is stated")

    @property
    def factor(self) -> float:
        """1 means as stated."""
        return float(self.value) / 100

    def reset(self) -> None:
        """As stated."""
        self.value = 100


def _plain(value: float | None, decimal: str) -> str:
    return "" if value is None else f"{value:.12g}".replace(".", decimal)
