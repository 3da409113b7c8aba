"""What these steps of a workshop share: the journal read anew, and what is said of a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.elicitation.entries import Entry
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workshop.html_views import html_text, html_view


class JournalStep(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A step of a workshop over its journal.

    Parameters
    ----------
    session : WorkshopSession
    """

    title: ClassVar[str] = ""

    def __init__(self, session: WorkshopSession):
        self.session = session
        self.notes = html_view("import_outcome", lines=[], grave=False)
        super().__init__()

    def refresh(self) -> None:
        """Read the journal anew and show what it holds; what is typed in fields stays."""
        raise NotImplementedError

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The journal as it is now."""
        return self.session.journal.entries()

    @property
    def numbers(self) -> NumberFormat:
        """How numbers are written here."""
        config = self.session.workspace.config
        return NumberFormat(config.locale, config.currency)

    def guarded(self, action: Callable[[], object], done: str = "") -> bool:
        """Do it and show the journal; what is wrong stands below the step, and nothing is lost.

        Returns
        -------
        bool
            Whether it was done.
        """
        self.say()
        try:
            action()
            self.refresh()
        except OSError as error:
            why = error.strerror or str(error)
            self.say(
                f"The workspace cannot be written: {why}. What you entered still stands here.",
                grave=True,
            )
            return False
        except (PmoError, ValueError) as error:
            self.say(*str(error).split("\n"), grave=True)
            return False
        if done:
            self.say(done)
        return True

    def say(self, *lines: str, grave: bool = False) -> None:
        """Say something below the step."""
        self.notes.value = html_text("import_outcome", lines=lines, grave=grave)


def button(words: str, call: Callable[[], object], *, primary: bool = False) -> widgets.Button:
    """A button that calls something without arguments."""
    made = widgets.Button(
        description=words,
        tooltip=words,
        button_style="primary" if primary else "",
        layout=widgets.Layout(width="auto"),
    )
    made.on_click(lambda _: call())
    return made
