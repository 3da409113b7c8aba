"""The silent pre-mortem: reasons written alone, revealed together, grouped, and made risks."""

from __future__ import annotations

from typing import ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.number_format import short
from pmo_toolkit.report.workshop.sections import workshop_pre_mortem
from pmo_toolkit.studies.elicitation.entries import checked_text
from pmo_toolkit.studies.elicitation.pre_mortem import (
    PreMortem,
    group_again,
    keep_risk,
    move_reason,
    pre_mortem_of,
    reveal_reasons,
    subject_of,
)
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workshop.base.fields import WIDE, WORDS, NumberField
from pmo_toolkit.workshop.base.html_views import empty_view
from pmo_toolkit.workshop.base.step import (
    Choice,
    Step,
    button,
    text_area,
    titles_of,
)

_ENDS = ("low", "middle", "high")


class PreMortemStep(Step):
    """Write reasons alone; after *Reveal* all see them, similar ones together."""

    title: ClassVar[str] = "Silent pre-mortem"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        self.proposal = Choice("Proposal")
        self.reasons = text_area("It has failed. Why? A reason on each line", rows=5)
        self.add_button = button("Add my reasons", self._add, primary=True)
        self.reveal_button = button("Reveal to all", self._reveal)
        self.view = empty_view()
        self.reason = Choice("Reason that belongs elsewhere")
        self.group = widgets.Combobox(
            description="Group, or a new one",
            style=WORDS,
            layout=widgets.Layout(width=WIDE),
        )
        self.move_button = button("Move reason", self._move)
        self.again_button = button("Group anew by what they say", self._again)
        self.risk = Choice("Group that is a risk")
        locale, currency = session.workspace.config.locale, session.workspace.config.currency
        self.probability = NumberField("Probability", None, locale=locale, unit="%", most=100)
        self.money = [
            NumberField(f"Impact on cost, {end}", None, locale=locale, unit=currency or "money")
            for end in _ENDS
        ]
        self.days = [
            NumberField(f"Impact on duration, {end}", None, locale=locale, unit="days")
            for end in _ENDS
        ]
        self.risk_button = button("Keep as a risk", self._keep_risk)
        self.grouping = widgets.VBox(
            (
                self.reason,
                self.group,
                widgets.HBox((self.move_button, self.again_button)),
                self.risk,
                self.probability,
                *self.money,
                *self.days,
                self.risk_button,
            )
        )
        self.proposal.on_choice(self._show)
        self.children = (
            self.proposal,
            self.reasons,
            widgets.HBox((self.add_button, self.reveal_button)),
            self.notes,
            self.view,
            self.grouping,
        )
        self.refresh()

    def refresh(self) -> None:
        """Show the reasons that may be seen of the chosen proposal."""
        titles = titles_of(self.session)
        self.proposal.offer(
            [(f"{key} · {short(titles.get(key, ''), 80)}", key) for key in self._proposals()],
        )
        self._show()

    def _proposals(self) -> tuple[str, ...]:
        return self.setup.proposals or self.session.proposals

    def _found(self) -> PreMortem:
        return pre_mortem_of(self.entries, self.proposal.value or "", self.session.role)

    def _show(self) -> None:
        found, titles = self._found(), titles_of(self.session)
        self.view.show_sections(
            workshop_pre_mortem(found, titles.get(found.proposal, ""), self.numbers)
        )
        groups = [group.title for group in found.groups]
        self.reason.offer(
            [
                (short(f"{entry.value['text']} ({entry.role})", 100), str(entry.number))
                for entry in found.reasons
                if found.revealed
            ],
        )
        self.group.options = groups
        self.risk.offer([(title, title) for title in groups])
        self.grouping.layout.display = "" if found.revealed else "none"
        self.reveal_button.disabled = found.revealed

    def _add(self) -> None:
        """Write the lines; what is written leaves the field: none is lost, none written twice."""

        def add() -> None:
            lines = [line for line in self.reasons.value.splitlines() if line.strip()]
            for line in lines:
                checked_text(line, "the reason")
            checked_text(self.reasons.value, "the list of reasons", 100_000)
            while lines:
                self.session.journal.add_reason(self._subject, self.session.role, lines[0])
                del lines[0]
                self.reasons.value = "\n".join(lines)

        if self.guarded(add):
            self.say("Added. Others see it once it is revealed.")

    @property
    def _subject(self) -> str:
        return subject_of(self.proposal.value or "")

    def _reveal(self) -> None:
        session = self.session
        if self.guarded(
            lambda: reveal_reasons(session.journal, self.proposal.value or "", session.role)
        ):
            self.say("")

    def _move(self) -> None:
        session, number = self.session, int(self.reason.value or 0)
        self.guarded(
            lambda: move_reason(
                session.journal, self.proposal.value or "", session.role, number, self.group.value
            )
        )

    def _again(self) -> None:
        session = self.session
        self.guarded(lambda: group_again(session.journal, self.proposal.value or "", session.role))

    def _keep_risk(self) -> None:
        session = self.session

        def keep() -> None:
            chance = self.probability.number()
            keep_risk(
                session.journal,
                self.proposal.value or "",
                session.role,
                self.risk.value or "",
                None if chance is None else chance / 100,
                [field.number() for field in self.money],
                [field.number() for field in self.days],
            )

        if self.guarded(keep):
            for field in (self.probability, *self.money, *self.days):
                field.reset()
            self.say("Kept as a risk of origin pre-mortem, for the export; no table is written.")
