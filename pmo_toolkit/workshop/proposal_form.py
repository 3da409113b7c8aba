"""The field above a notebook's cells: choose another proposal, then run the cells below."""

from __future__ import annotations

import os
from collections.abc import Callable

import ipywidgets as widgets

from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.workshop.base.html_views import empty_view, html_text, style_view
from pmo_toolkit.workshop.proposal_picker import ProposalPicker
from pmo_toolkit.workspace import Workspace, read_workspace

_HOW = "Type a part of an id or a title and choose; then run the cells below."


class ProposalForm(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A `ProposalPicker` that says what was chosen and what to do next.

    Parameters
    ----------
    workspace : Workspace or path
        What is wrong with it is said in place of the field.
    chosen : str or None
        Id that it begins with; None is the first whose rows have no fault.
    choose : callable
        Called with the id of what is chosen.
    is_another : bool
        Whether `chosen` is another one than the parameters name.

    Examples
    --------
    >>> form = ProposalForm("sample", "P-001", print)
    >>> form.picker.value = "P-002"
    P-002
    """

    def __init__(
        self,
        workspace: Workspace | str | os.PathLike[str],
        chosen: str | None,
        choose: Callable[[str], object],
        *,
        is_another: bool = False,
    ):
        self._give, self.notes = choose, empty_view()
        self.picker: ProposalPicker | None = None
        style = style_view("import")
        super().__init__((style, self.notes))
        try:
            read = workspace if isinstance(workspace, Workspace) else read_workspace(workspace)
        except (PmoError, OSError) as error:
            self._say(*str(error).split("\n"), grave=True)
            return
        chosen = chosen or read.first_proposal
        if chosen is None:
            self._say("The table proposals has no row with an id; add a proposal.", grave=True)
            return
        self.picker = ProposalPicker(read, chosen, self._choose, self._unclear)
        self.children = (style, self.picker, self.notes)
        if chosen not in read.proposal_ids:
            self._say(f"There is no proposal {chosen}. {_HOW}", grave=True)
        elif is_another:
            self._say_chosen(chosen)
        else:
            self._say(_HOW)

    def _choose(self, proposal: str) -> None:
        self._give(proposal)
        self._say_chosen(proposal)

    def _say_chosen(self, proposal: str) -> None:
        self._say(
            f"{proposal} is chosen: run the cells below to see it."
            " Select the next cell, then Run ▸ Run Selected Cell and All Below."
        )

    def _unclear(self, why: str) -> None:
        self._say(why, grave=True)

    def _say(self, *lines: str, grave: bool = False) -> None:
        self.notes.value = html_text("import_outcome", lines=lines, grave=grave)
