"""Choose a proposal on the start page: links to notebooks that are set to it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.workshop.base.html_views import empty_view, html_text, style_view
from pmo_toolkit.workshop.proposal_picker import ProposalPicker
from pmo_toolkit.workspace import Workspace


class StartForm(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A field for a proposal and the links that belong to it.

    The links stand in an output, so that JupyterLab opens them within itself.

    Parameters
    ----------
    workspace : Workspace
    chosen : str
        Id that it begins with.
    links : callable
        Id → section with links.
    """

    def __init__(self, workspace: Workspace, chosen: str, links: Callable[[str], Section]):
        self._links = links
        self.picker = ProposalPicker(workspace, chosen, self._choose, self._unclear)
        self.output, self.notes = widgets.Output(), empty_view()
        self.section: Section
        self._choose(self.picker.chosen)
        super().__init__((style_view("import"), self.picker, self.notes, self.output))

    def _choose(self, proposal: str) -> None:
        self.notes.value = ""
        self.section = self._links(proposal)
        data = self.section._repr_mimebundle_()
        self.output.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)

    def _unclear(self, why: str) -> None:
        self.notes.value = html_text("import_outcome", lines=[why], grave=True)

    def _repr_mimebundle_(self, *given: object, **named: object) -> dict[str, object]:
        """The form where widgets run, and its links where they do not."""
        bundle = super()._repr_mimebundle_(*given, **named) or {}
        return {**bundle, **self.section._repr_mimebundle_()}
