"""Keep a what-if under a name, and show one that was kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from pmo_toolkit.core.errors import PmoError, describe
from pmo_toolkit.core.number_format import short
from pmo_toolkit.studies.what_if.changes import Changes
from pmo_toolkit.studies.what_if.keeping import KeptWhatIf, keep_what_if, kept_what_ifs
from pmo_toolkit.studies.what_if.study import WhatIfStudy
from pmo_toolkit.workshop.base.fields import WIDE, WORDS

_NONE = ("(choose one)", "")
#: Longest name of a what-if that the list shows at once.
_SHOWN = 80


class KeptWhatIfsField(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A name with a button to keep, and those that were kept, to show them again.

    Parameters
    ----------
    folder : Path or None
        Workspace; None where nothing can be kept.
    keep : callable
        Called where the button is pressed.
    show : callable
        Called with a `KeptWhatIf` that is chosen.
    """

    def __init__(
        self,
        folder: Path | None,
        keep: Callable[[], object],
        show: Callable[[KeptWhatIf], object],
    ):
        layout = widgets.Layout(width=WIDE)
        self.name = widgets.Text(description="Name of the what-if", style=WORDS, layout=layout)
        self.button = widgets.Button(description="Keep as scenario", icon="save")
        self.button.on_click(lambda _: keep())
        self.known = widgets.Dropdown(
            options=[_NONE], description="Show one that was kept", style=WORDS, layout=layout
        )
        self.known.observe(self._chosen, "value")
        self._folder, self._show, self._filling = folder, show, False
        self._kept: dict[str, KeptWhatIf] = {}
        self._row = () if folder is None else (widgets.HBox((self.name, self.button)),)
        super().__init__(self._row)

    def fill(self, proposal: str) -> None:
        """List those that are kept of a proposal; without any there is no list.

        Raises
        ------
        PmoError
            As `kept_what_ifs` does.
        """
        if self._folder is None:
            return
        known = kept_what_ifs(self._folder)
        self._filling = True
        self._kept = {kept.name: kept for kept in known if kept.proposal == proposal}
        self.known.options = [
            _NONE,
            *(
                (f"{short(name, _SHOWN)} ({kept.kept_on})", name)
                for name, kept in self._kept.items()
            ),
        ]
        self.known.value = ""
        self._filling = False
        self.children = (*self._row, self.known) if self._kept else self._row

    def write(self, study: WhatIfStudy, changes: Changes) -> str:
        """Keep changes under the name in the field; what was done, in a sentence.

        Raises
        ------
        PmoError
            As `keep_what_if` does, and where the workspace cannot be written.
        """
        if self._folder is None:
            raise PmoError("open the form with the path of the workspace to keep a what-if in it")
        self.fill(study.proposal)  # another tab may have kept one
        before, name = set(self._kept), self.name.value
        try:
            kept = keep_what_if(self._folder, study.workspace, name, study.proposal, changes)
        except OSError as error:
            raise PmoError(
                f"nothing was kept, the workspace cannot be written: {describe(error)}"
            ) from None
        self.fill(study.proposal)
        instead = ", in place of the one of that name" if kept.name in before else ""
        return f"Kept as {kept.name}{instead}. The tables are as they were."

    def _chosen(self, change: dict[str, str]) -> None:
        found = self._kept.get(change["new"] or "")
        if found is not None and not self._filling:
            self.name.value = found.name
            self._show(found)
