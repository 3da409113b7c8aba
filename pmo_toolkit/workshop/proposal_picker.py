"""A field in which a proposal is found by its id or its title."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from pmo_toolkit.core.number_format import short
from pmo_toolkit.workshop.base.fields import WORDS
from pmo_toolkit.workspace import Workspace


class ProposalPicker(widgets.Combobox):  # type: ignore[misc] # ipywidgets has no types
    """Choose a proposal: type a part of its id or its title.

    Parameters
    ----------
    workspace : Workspace
    chosen : str
        Id that it begins with.
    choose : callable
        Called with the id of the one that is chosen.
    refuse : callable, optional
        Called with a sentence where a text means no proposal, or several.

    Examples
    --------
    >>> from pmo_toolkit import load_workspace
    >>> picker = ProposalPicker(load_workspace("data/sample"), "P-001", print)
    >>> picker.value = "P-002"
    P-002
    """

    def __init__(
        self,
        workspace: Workspace,
        chosen: str,
        choose: Callable[[str], object],
        refuse: Callable[[str], object] | None = None,
    ):
        proposals = workspace.table("proposals")
        self._ids = {
            f"{key} · {short(str(title), 80)}": str(key)
            for key, title in zip(proposals["id"], proposals["title"], strict=True)
        }
        self._names = {key: name for name, key in self._ids.items()}
        self.chosen, self._choose, self._refuse = chosen, choose, refuse
        super().__init__(
            value=self._names.get(chosen, chosen),
            options=tuple(self._ids),
            description="Proposal (id or title)",
            continuous_update=False,
            style=WORDS,
            layout=widgets.Layout(width="100%", max_width="76em"),
        )
        self.observe(self._follow, "value")

    def found(self, text: str) -> str | None:
        """Id of the only proposal that a text can mean; None for none or several."""
        wanted = text.strip().casefold()
        exact = [
            key for name, key in self._ids.items() if wanted in (name.casefold(), key.casefold())
        ]
        if exact:
            return exact[0]
        near = [key for name, key in self._ids.items() if wanted and wanted in name.casefold()]
        return near[0] if len(near) == 1 else None

    def stay(self, proposal: str) -> None:
        """Show a proposal without choosing it, as where another could not be opened."""
        self.chosen = proposal
        self.value = self._names.get(proposal, proposal)

    def _follow(self, change: dict[str, str]) -> None:
        text = change["new"].strip()
        found = self.found(text)
        if found is None and text and self._refuse is not None:
            self._refuse(
                f"“{text}” is in the id or title of no proposal, or of several."
                f" {self.chosen} stays chosen."
            )
        if found is not None and found != self.chosen:
            self.chosen = found
            self._choose(found)
