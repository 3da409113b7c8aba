"""Ranges, one quantity after the other: low and high first, the middle only then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.report.workshop.sections import workshop_ranges
from pmo_toolkit.studies.elicitation.coherence import checked_unit, incoherences
from pmo_toolkit.studies.elicitation.combining import JudgedQuantity, judged_quantities
from pmo_toolkit.studies.elicitation.entries import latest_ranges
from pmo_toolkit.studies.elicitation.quantities import BENEFIT, SEED, Quantity
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.workshop.base.fields import NumberField
from pmo_toolkit.workshop.base.html_views import empty_view, html_text, html_view
from pmo_toolkit.workshop.base.later import Later
from pmo_toolkit.workshop.base.step import Choice, Step, button, text_area
from pmo_toolkit.workshop.steps.seed_table import SeedTable

_DISORDER = "The high is less than the low: which of them is meant otherwise?"
_LARGEST = 1e15
#: Seconds that a press waits for what was typed before it.
_TYPED = 0.4


class RangesStep(Step):
    """Each scorer enters ranges alone; nobody sees those of others before *Reveal*."""

    title: ClassVar[str] = "Ranges, alone"
    round_number: ClassVar[int] = 1

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        self.quantity = Choice("Quantity")
        self.unit = Choice("Unit")
        locale = session.workspace.config.locale
        named = {
            "low": "Low: one case in ten is below",
            "high": "High: one case in ten is above",
            "mode": "Middle: as often above as below",
        }
        self.ends = {
            end: NumberField(label, None, locale=locale, least=-_LARGEST)
            for end, label in named.items()
        }
        # The middle opens while the high is typed, so that Tab leads into it.
        self.ends["high"].text.continuous_update = True
        self.reason = text_area("What I have heard, and why this range", rows=2)
        self.enter_button = button("Enter my range", self._press, primary=True)
        self.next_button = button("Next quantity", self._next)
        self.reveal_button = button("Reveal to all", self._reveal)
        self.waiting = html_view("import_outcome", lines=[], grave=False)
        self.view = empty_view()
        self._after, self._pressed = 0, ""
        # A press can arrive before what was typed just ahead of it: browsers hold the latter back
        # while an earlier message is at work.
        self._entering = Later(self._enter, seconds=_TYPED)
        self.quantity.on_choice(self._open)
        for end in ("low", "high"):
            self.ends[end].text.observe(self._unlock, "value")
        asked = (self.reason,) if self.round_number > 1 else ()
        self.seeds = SeedTable(
            locale,
            (
                button("Enter my answers", self._enter_seeds),
                button("Reveal the seed questions to all", self._reveal_seeds),
            ),
        )
        self.children = (
            self.quantity,
            self.unit,
            *self.ends.values(),
            *asked,
            widgets.HBox((self.enter_button, self.next_button, self.reveal_button)),
            self.notes,
            self.waiting,
            self.view,
            *(() if self.round_number > 1 else (self.seeds,)),
        )
        self.refresh()
        self._open()

    def refresh(self) -> None:
        """Show the chosen quantity as far as it may be seen."""
        found = self._offered()
        self.quantity.offer(
            [(f"{one.quantity.label} ({self._mark(one)})", one.quantity.subject) for one in found],
        )
        judged = self._chosen(found, str(self.quantity.value))
        self.view.show_sections(workshop_ranges([] if judged is None else [judged], self.numbers))
        self.waiting.value = html_text("import_outcome", lines=self._missing(judged), grave=False)
        self.reveal_button.disabled = judged is None or judged.revealed >= self.round_number
        open_seeds = [one.quantity for one in self._open_seeds(found)]
        self.seeds.show(open_seeds, self.entries, self.session.role)

    @staticmethod
    def _open_seeds(offered: Iterable[JudgedQuantity]) -> list[JudgedQuantity]:
        return [one for one in offered if one.quantity.kind == SEED and not one.is_closed]

    def _enter_seeds(self) -> None:
        """Write down the seed questions of the table."""
        session, count = self.session, list[int]()
        if self.guarded(lambda: count.append(self.seeds.enter(session.journal, session.role))):
            self.say(f"{counted(count[0], 'answer is', 'answers are')} entered.")

    def _reveal_seeds(self) -> None:
        def reveal() -> None:
            for one in self._open_seeds(self._offered()):
                self.session.journal.reveal(one.quantity.subject, self.session.role)

        self.guarded(reveal)

    def _offered(self) -> list[JudgedQuantity]:
        """Quantities that are estimated in this round."""
        quantities = self.setup.quantities(self.session.workspace)
        return list(judged_quantities(self.entries, quantities, self.session.role))

    def _judged(self) -> JudgedQuantity | None:
        return self._chosen(self._offered(), str(self.quantity.value))

    @staticmethod
    def _chosen(offered: Iterable[JudgedQuantity], subject: str) -> JudgedQuantity | None:
        return next((one for one in offered if one.quantity.subject == subject), None)

    def _mark(self, judged: JudgedQuantity) -> str:
        if judged.revealed >= self.round_number:
            return "revealed"
        entered = self.session.role in judged.scorers[self.round_number - 1]
        return "entered" if entered else "open"

    def _missing(self, judged: JudgedQuantity | None) -> list[str]:
        """Who has not entered anything in this round, while that can still be done."""
        if judged is None or judged.revealed >= self.round_number:
            return []
        entered = judged.scorers[self.round_number - 1]
        missing = [role for role in self.setup.roles if role not in entered]
        return [f"Still open: {', '.join(missing)}."] if missing else ["All scorers have entered."]

    def _open(self) -> None:
        """Fill the fields with what this role entered last of the quantity."""
        self._entering.flush()  # the fields still hold what it is about
        judged = self._judged()
        if judged is None:
            self.unit.offer([])
            return
        quantity, role = judged.quantity, self.session.role
        own = latest_ranges(self.entries, quantity.subject)
        current = own.get((role, self.round_number))
        held = current or own.get((role, 1))
        self._after = 0 if current is None else current.number
        units = [name for name, _ in quantity.units]
        self.unit.offer([(name, name) for name in units])
        for end, field in self.ends.items():
            field.stated = None if held is None else held.value[end]
            field.reset()
        if held is not None and held.value["unit"] in units:
            self.unit.value = held.value["unit"]
        self.reason.value = "" if current is None else str(current.value.get("reason", ""))
        self.say()
        self._unlock()
        self.refresh()

    def _unlock(self, _: Any = None) -> None:
        """Open the middle once low and high are there and in order."""
        ready = False
        try:
            low, high = self.ends["low"].number(), self.ends["high"].number()
        except ValueError:
            pass  # said beneath the field
        else:
            ready = low is not None and high is not None and low <= high
            if low is not None and high is not None and low > high:
                self.ends["high"].refuse(_DISORDER)
        self.ends["mode"].text.disabled = not ready

    def _press(self) -> None:
        self._pressed = str(self.quantity.value)
        self._entering.request()

    def _enter(self) -> None:
        """Write the range of the quantity that was chosen when the button was pressed."""
        session, said = self.session, list[str]()

        def enter() -> None:
            judged = self._chosen(self._offered(), self._pressed)
            if judged is None:
                raise UsageError("choose proposals and scorers in the first step")
            if judged.revealed >= self.round_number:
                raise UsageError(self._closed(judged.quantity))
            low, high, mode = (self._stated(end, judged.quantity) for end in self.ends)
            entry = session.journal.add_range(
                judged.quantity.subject,
                session.role,
                low,
                high,
                mode,
                checked_unit(judged.quantity, self.unit.value or ""),
                reason=self.reason.value if self.round_number > 1 else "",
                after=self._after,
            )
            self._after = entry.number
            quantities = [one.quantity for one in self._offered()]
            said.extend(
                incoherences(self.entries, quantities, session.role, judged.quantity.subject)
            )

        if self.guarded(enter):
            self.say("Entered.", *said)
        else:
            self._look_again()

    def _stated(self, end: str, quantity: Quantity) -> float:
        value = self.ends[end].number()
        if value is None:
            raise UsageError(f"state the {'middle' if end == 'mode' else end} as a number")
        if value < 0 and quantity.kind != BENEFIT:
            raise UsageError(f"{quantity.label} cannot be less than nought")
        return value

    def _closed(self, quantity: Quantity) -> str:
        if self.round_number == 1 and quantity.kind != SEED:
            return "its first round is revealed: go on in the second round"
        return "all of its rounds are revealed: it is closed"

    def _look_again(self) -> None:
        """Show what another tab has entered meanwhile; pressed again, one's own is written."""
        told = self.notes.value
        own = latest_ranges(self.entries, self.quantity.value or "")
        held = own.get((self.session.role, self.round_number))
        self._after = self._after if held is None else held.number
        self.refresh()
        self.notes.value = told

    def _next(self) -> None:
        options = [str(value) for _, value in self.quantity.options]
        if options:
            place = options.index(str(self.quantity.value)) + 1
            self.quantity.value = options[place % len(options)]

    def _reveal(self) -> None:
        self._entering.flush()

        def reveal() -> None:
            judged = self._judged()
            if judged is None:
                raise UsageError("choose proposals and scorers in the first step")
            if judged.revealed + 1 != self.round_number:
                raise UsageError(self._closed(judged.quantity))
            self.session.journal.reveal(judged.quantity.subject, self.session.role)

        self.guarded(reveal)


class SecondRoundStep(RangesStep):
    """Once more after all have been seen, each with a reason (IDEA protocol)."""

    title: ClassVar[str] = "Second round"
    round_number: ClassVar[int] = 2

    def _offered(self) -> list[JudgedQuantity]:
        return [
            judged
            for judged in super()._offered()
            if judged.revealed and judged.quantity.kind != SEED
        ]
