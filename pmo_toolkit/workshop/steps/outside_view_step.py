"""The outside view, only after both rounds: what finished projects say, beside the group."""

from __future__ import annotations

from typing import ClassVar

from pmo_toolkit.report.workshop.sections import workshop_outside, workshop_ranges
from pmo_toolkit.studies.elicitation.outside import besides_of
from pmo_toolkit.studies.elicitation.result import workshop_result
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workshop.base.html_views import empty_view
from pmo_toolkit.workshop.base.step import Step


class OutsideViewStep(Step):
    """Quantities whose rounds are both revealed, each beside its reference class."""

    title: ClassVar[str] = "Outside view"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        self.view = empty_view()
        self.children = (self.notes, self.view)
        self.refresh()

    def refresh(self) -> None:
        """Show what may be shown by now; a proposal is assessed when that begins."""
        judged = workshop_result(self.entries, self.session.workspace, self.session.role).judged
        closed = [one for one in judged if one.is_closed]
        self.view.show_sections(
            workshop_outside(besides_of(self.session, judged), self.numbers),
            *([workshop_ranges(closed, self.numbers)] if closed else []),
        )
