"""The first step: which proposals the workshop is about, who scores, and what is estimated."""

from __future__ import annotations

from typing import Any, ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import counted, short
from pmo_toolkit.studies.elicitation.quantities import SEED, SEED_SUBJECT
from pmo_toolkit.studies.elicitation.result import workshop_result
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.setup import Setup, keep_setup, offered
from pmo_toolkit.workshop.base.fields import WORDS
from pmo_toolkit.workshop.base.html_views import empty_view, html_text
from pmo_toolkit.workshop.base.step import Step, button, text_area, titles_of

_ROWS = 8


class SetupStep(Step):
    """Choose proposals, scorers and quantities; nothing is written before *Keep*."""

    title: ClassVar[str] = "Proposals and scorers"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        titles = titles_of(session)
        self.proposals = _several(
            "Proposals",
            [(f"{key} · {short(titles[key], 80)}", key) for key in titles],
        )
        self.proposals.value = tuple(key for key in session.proposals if key in titles)
        self.roles = text_area("Scorers: a role on each line, never a name", rows=6)
        self.quantities = _several("Quantities to estimate", [])
        self.amount = empty_view()
        self.keep_button = button("Keep proposals and scorers", self._keep, primary=True)
        self.view = empty_view()
        self._seen = Setup()
        self._offer()
        self._count()
        self.proposals.observe(self._offer, "value")
        for field in (self.roles, self.quantities):
            field.observe(self._count, "value")
        self.children = (
            self.proposals,
            self.roles,
            self.quantities,
            self.amount,
            self.keep_button,
            self.notes,
            self.view,
        )
        self.refresh()

    def refresh(self) -> None:
        """Show the setup that holds; fields that were moved here stay as they are."""
        entries, setup = self.entries, self.setup
        if setup != self._seen:
            if self._is_untouched():
                self._fill(setup)
            self._seen = setup
        result = workshop_result(entries, self.session.workspace)
        self.view.show_sections(self.overview(result))

    def _keep(self) -> None:
        def keep() -> None:
            if self.setup != self._seen:
                raise UsageError(
                    "another tab has changed the setup since: look at it below, then keep yours"
                )
            self._seen = keep_setup(
                self.session.journal,
                self.session.workspace,
                self.session.role,
                self.proposals.value,
                self.roles.value.splitlines(),
                self.quantities.value,
            )

        if self.guarded(keep):
            self.say("Kept. Other tabs see it within seconds.")
        else:
            told = self.notes.value
            self.refresh()
            self.notes.value = told

    def _fill(self, setup: Setup) -> None:
        known = {value for _, value in self.proposals.options}
        self.proposals.value = tuple(key for key in setup.proposals if key in known)
        self.roles.value = "\n".join(setup.roles)
        subjects = {value for _, value in self.quantities.options}
        self.quantities.value = tuple(name for name in setup.subjects if name in subjects)

    def _is_untouched(self) -> bool:
        """Whether the fields show what was read last, or nothing of one's own."""
        seen = self._seen
        if not seen.proposals:
            return not self.roles.value.strip()
        return (set(self.proposals.value), self.roles.value) == (
            set(seen.proposals),
            "\n".join(seen.roles),
        ) and set(self.quantities.value) == set(seen.subjects)

    def _offer(self, _: Any = None) -> None:
        """Offer the quantities of the proposals.

        Chosen are all but seed questions and the parts of a sum: asked for each cost line, nobody
        is done in 90 minutes.
        """
        found = offered(self.session.workspace, self.proposals.value)
        parts = {part for quantity in found for part in quantity.parts}
        self.quantities.options = [(quantity.label, quantity.subject) for quantity in found]
        self.quantities.value = tuple(
            quantity.subject
            for quantity in found
            if quantity.kind != SEED and quantity.subject not in parts
        )

    def _count(self, _: Any = None) -> None:
        """Say how many ranges that makes."""
        chosen = self.quantities.value
        seeds = sum(subject.startswith(SEED_SUBJECT) for subject in chosen)
        quantities = len(chosen) - seeds
        roles = len({line.strip().casefold() for line in self.roles.value.splitlines()} - {""})
        lines = [
            f"{counted(quantities, 'quantity', 'quantities')}"
            + (f" and {counted(seeds, 'seed question', 'seed questions')}" if seeds else "")
            + f": each scorer gives {counted(quantities + seeds, 'range', 'ranges')} alone and up"
            f" to {quantities} in the second round"
            + (
                f", {counted(roles, 'scorer', 'scorers')} together"
                f" {roles * (2 * quantities + seeds)}."
                if roles
                else "."
            )
        ]
        self.amount.value = html_text("import_outcome", lines=lines, grave=False)


def _several(label: str, options: list[tuple[str, str]]) -> widgets.SelectMultiple:
    return widgets.SelectMultiple(
        options=options,
        description=label,
        rows=_ROWS,
        style=WORDS,
        layout=widgets.Layout(width="100%", max_width="76em"),
    )
