"""A number of points, typed into a field or moved by a slider."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from pmo_toolkit.workshop.fields import NumberField


class PointsField(widgets.HBox):  # type: ignore[misc] # ipywidgets has no types
    """Points from 0 to `most` by a field, beneath which a fault stands, and a slider.

    Parameters
    ----------
    label : str
    value : float
    locale : str
    most : float
    """

    def __init__(self, label: str, value: float, *, locale: str, most: float = 100.0):
        self.field = NumberField(label, value, locale=locale, unit="points", most=most)
        self.slider = widgets.IntSlider(
            value=round(value),
            min=0,
            max=int(most),
            readout=False,
            description=f"Slide: {label}",
            tooltip=f"Slide: {label}",
            style={"description_width": "0px"},
        )
        self._following = False
        self._calls: list[Callable[[], object]] = []
        self.field.text.observe(lambda _: self._typed(), "value")
        self.slider.observe(lambda _: self._moved(), "value")
        super().__init__((self.field, self.slider))

    def points(self) -> float:
        """The number in the field.

        Raises
        ------
        ValueError
            If there is none; the reason stands beneath the field.
        """
        value = self.field.number()
        if value is None:
            raise self.field.refuse("Enter a number from 0 to 100.")
        return value

    def set(self, value: float) -> None:
        """Show other points, without calling anybody."""
        self._following = True
        try:
            self.field.stated = value
            self.field.reset()
            self.slider.value = round(value)
        finally:
            self._following = False

    def on_change(self, call: Callable[[], object]) -> None:
        """Call it whenever somebody changes the points."""
        self._calls.append(call)

    def _typed(self) -> None:
        if self._following:
            return
        try:
            value = self.points()
        except ValueError:
            self._call()
            return
        self._following = True
        try:
            self.slider.value = round(value)
        finally:
            self._following = False
        self._call()

    def _moved(self) -> None:
        if self._following:
            return
        self.set(float(self.slider.value))
        self._call()

    def _call(self) -> None:
        for call in self._calls:
            call()
