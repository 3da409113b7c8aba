"""The last step: freeze what was judged, with a report, a workbook and a snapshot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.report.departments.workshop_questions import workshop_questions
from pmo_toolkit.report.workshop.further_sections import workshop_trials, workshop_weights
from pmo_toolkit.studies.elicitation.result import workshop_result
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.questions.noted import noted_questions
from pmo_toolkit.workshop.base.fields import WIDE
from pmo_toolkit.workshop.base.html_views import empty_view, html_text, html_view
from pmo_toolkit.workshop.base.step import Step, button
from pmo_toolkit.workshop.steps.frozen_files import (
    REPORT,
    freeze_workshop,
    frozen_by,
    frozen_folders,
    write_again,
)


class FreezeStep(Step):
    """Look through all once more, then close the journal; nothing can be added afterwards."""

    title: ClassVar[str] = "Freeze"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        self.sure = widgets.Checkbox(
            value=False,
            description="We have looked through it: nothing is added afterwards",
            indent=False,
            layout=widgets.Layout(width=WIDE),
        )
        self.freeze_button = button("Freeze", self._freeze, primary=True)
        self.again_button = button("Write the report again", self._write_again)
        self.folders = html_view("import_outcome", lines=[], grave=False)
        self.view = empty_view()
        self.children = (
            self.view,
            self.sure,
            widgets.HBox((self.freeze_button, self.again_button)),
            self.notes,
            self.folders,
        )
        self.refresh()

    def refresh(self) -> None:
        """Show how far the workshop has come, and what was frozen before."""
        entries = self.entries
        result = workshop_result(entries, self.session.workspace)
        further = [
            workshop_weights(result.further),
            workshop_trials(result.further, self.numbers),
            workshop_questions(noted_questions(entries)),
        ]
        self.view.show_sections(self.overview(result), *(further if result.further else ()))
        closed, folders = frozen_by(entries), dict(frozen_folders(self.session))
        self.freeze_button.disabled = self.sure.disabled = closed is not None
        missing = closed is not None and closed.value.get("folder") not in folders
        self.again_button.layout.display = "" if missing else "none"
        lines = [fault or f"Frozen: {name}/{REPORT}" for name, fault in folders.items()]
        if missing:
            lines.insert(0, "The workshop is frozen, but its report is not there: write it again.")
        self.folders.value = html_text(
            "import_outcome", lines=lines, grave=missing or any(folders.values())
        )

    def _freeze(self) -> None:
        def freeze() -> Path:
            if not self.sure.value:
                raise UsageError("tick first that all have looked through it")
            return freeze_workshop(self.session)

        self._written(freeze)

    def _write_again(self) -> None:
        self._written(lambda: write_again(self.session))

    def _written(self, write: Callable[[], Path]) -> None:
        made: list[Path] = []
        if self.guarded(lambda: made.append(write())):
            self.say(f"Written: {made[0].name}/{REPORT}, with a workbook and a snapshot beside it.")
