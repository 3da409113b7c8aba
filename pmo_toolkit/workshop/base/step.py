"""What all steps of a workshop share: a title, the journal read anew, and what is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.report.workshop.sections import workshop_overview
from pmo_toolkit.studies.elicitation.entries import Entry
from pmo_toolkit.studies.elicitation.result import WorkshopResult
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.setup import Setup, setup_of
from pmo_toolkit.workshop.base.fields import WORDS
from pmo_toolkit.workshop.base.html_views import html_text, html_view


class Step(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A step of a workshop.

    Parameters
    ----------
    session : WorkshopSession
    """

    title: ClassVar[str] = ""

    def __init__(self, session: WorkshopSession):
        self.session = session
        self.notes = html_view("import_outcome", lines=[], grave=False)
        self._read: tuple[object, tuple[Entry, ...]] = (None, ())
        super().__init__()

    def refresh(self) -> None:
        """Read the journal anew and show what it holds; what is typed in fields stays."""
        raise NotImplementedError

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The journal as it is now; read anew where its file has grown."""
        journal = self.session.journal
        stamp = journal.stamp
        if stamp != self._read[0]:
            self._read = stamp, journal.entries()
        return self._read[1]

    @property
    def setup(self) -> Setup:
        """What the workshop is about, as the journal has it now."""
        return setup_of(self.entries)

    @property
    def numbers(self) -> NumberFormat:
        """How numbers are written here."""
        config = self.session.workspace.config
        return NumberFormat(config.locale, config.currency)

    def overview(self, result: WorkshopResult) -> Section:
        """How far the workshop has come."""
        workspace = self.session.workspace
        return workshop_overview(result, titles_of(self.session), sample=workspace.is_sample)

    def guarded(self, action: Callable[[], object], done: str = "") -> bool:
        """Do it and show the journal; what is wrong stands below the step, and nothing is lost.

        Parameters
        ----------
        action : callable
        done : str
            What is said once it is done.

        Returns
        -------
        bool
            Whether it was done.
        """
        self.say()
        try:
            action()
        except (PmoError, OSError, ValueError) as error:
            self.say(*cause(error), grave=True)
            return False
        try:
            self.refresh()
        except (PmoError, OSError, ValueError) as error:  # it is done, and cannot be shown
            self.say(*cause(error), grave=True)
            return True
        if done:
            self.say(done)
        return True

    def say(self, *lines: str, grave: bool = False) -> None:
        """Say something below the step."""
        self.notes.value = html_text("import_outcome", lines=lines, grave=grave)


def cause(error: Exception) -> list[str]:
    """What an error says to somebody who is filling in a form."""
    if isinstance(error, OSError):
        why = error.strerror or str(error)
        return [f"The workspace cannot be written: {why}. What you typed still stands here."]
    return str(error).split("\n")


def button(words: str, call: Callable[[], object], *, primary: bool = False) -> widgets.Button:
    """A button that calls something without arguments."""
    made = widgets.Button(
        description=words,
        tooltip=words,
        button_style="primary" if primary else "",
        layout=widgets.Layout(width="auto", align_self="flex-start"),
    )
    made.on_click(lambda _: call())
    return made


def text_area(label: str, rows: int = 3) -> widgets.Textarea:
    """A field for several lines."""
    return widgets.Textarea(
        description=label,
        rows=rows,
        style=WORDS,
        layout=widgets.Layout(width="100%", max_width="76em"),
    )


class Choice(widgets.Dropdown):  # type: ignore[misc] # ipywidgets has no types
    """A field to choose one of several, whose options can change around what is chosen.

    Parameters
    ----------
    label : str
    """

    value: Any
    options: Any

    def __init__(self, label: str):
        self._offering = False
        super().__init__(
            options=[],
            description=label,
            style=WORDS,
            layout=widgets.Layout(width="100%", max_width="76em"),
        )

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer other options; what is chosen stays chosen where it still can be."""
        offered, chosen = list(options), self.value
        if list(self.options) == offered:
            return
        values = [value for _, value in offered]
        self._offering = True
        try:
            with self.hold_sync():
                self.options = offered
                self.value = chosen if chosen in values else next(iter(values), None)
        finally:
            self._offering = False
        if self.value != chosen:
            self.notify_change(
                {"name": "value", "old": chosen, "new": self.value, "owner": self, "type": "change"}
            )

    def on_choice(self, call: Callable[[], object]) -> None:
        """Call it when something else is chosen, and not when only the options change."""
        self.observe(lambda _: None if self._offering else call(), "value")


def titles_of(session: WorkshopSession) -> dict[str, str]:
    """Title of every proposal by its id."""
    proposals = session.workspace.table("proposals")
    return {
        str(key): str(title) for key, title in zip(proposals["id"], proposals["title"], strict=True)
    }
