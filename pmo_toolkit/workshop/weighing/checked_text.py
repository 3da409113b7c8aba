"""A field for a text, perhaps one of several that are offered, beneath which a fault stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.workshop.base.fields import WIDE, WORDS
from pmo_toolkit.workshop.base.html_views import EscapedHtml, empty_view, html_text

_Value = TypeVar("_Value")


class CheckedText(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A text that is checked when it is needed; what is wrong stands beneath it.

    Parameters
    ----------
    label : str
    options : iterable of str, optional
        Offered while somebody types; another text can be typed all the same.
    """

    def __init__(self, label: str, options: Iterable[str] = ()):
        self.text = widgets.Combobox(
            options=list(options),
            description=label,
            continuous_update=False,
            style=WORDS,
            layout=widgets.Layout(width=WIDE),
        )
        self.fault = empty_view()
        self.text.observe(lambda _: self._clear(), "value")
        super().__init__((self.text, self.fault))

    @property
    def value(self) -> str:
        """The text without idle blanks."""
        return " ".join(self.text.value.split())

    def checked(self, check: Callable[[str], _Value]) -> _Value:
        """What a check makes of the text.

        Raises
        ------
        PmoError
            Of the check; the reason stands beneath the field.
        """
        try:
            found = check(self.value)
        except PmoError as error:
            self.fault.value = html_text("import_outcome", lines=[str(error)], grave=True)
            raise
        self._clear()
        return found

    def _clear(self) -> None:
        self.fault.value = EscapedHtml()
