"""Drop a role, delay a predecessor: what that does to starts and advice, today beside then."""

from __future__ import annotations

from typing import Any, ClassVar

import ipywidgets as widgets

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.report.what_if.knock_on import knock_on
from pmo_toolkit.studies.elicitation.entries import TRIAL, Entry, checked_name
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.what_if.knock_on import KnockOnResult, KnockOnStudy
from pmo_toolkit.studies.what_if.trials import (
    ItemDelay,
    RoleCut,
    Trial,
    item_named,
    items_of,
    month_named,
    months_of,
    role_named,
    roles_of,
)
from pmo_toolkit.workshop.base.fields import WIDE, WORDS, NumberField
from pmo_toolkit.workshop.base.html_views import empty_view
from pmo_toolkit.workshop.base.step import Step, button
from pmo_toolkit.workshop.weighing.checked_text import CheckedText

_NEW = ("(a new one)", "")


class KnockOnStep(Step):
    """A role that is missing and work that is late, with what they do to the workshop's proposals.

    Parameters
    ----------
    session : WorkshopSession
    """

    title: ClassVar[str] = "Knock-on"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        workspace = session.workspace
        self.study = KnockOnStudy(
            workspace, session.proposals, seed=session.seed, as_of=session.as_of
        )
        months, locale = months_of(workspace), workspace.config.locale
        self.role = CheckedText("Role that is missing (blank: none)", roles_of(workspace))
        self.share = NumberField("Share of its hours", 100, locale=locale, unit="%", most=100)
        self.first = CheckedText("From the month (blank: from the first)", months)
        self.last = CheckedText("Up to the month (blank: to the last)", months)
        names = [name for name, _ in items_of(workspace)]
        self.item = CheckedText("Work that is late (blank: none)", names)
        self.months = NumberField("Late by", 3, locale=locale, unit="months", least=1, most=120)
        self.name = CheckedText("Name of the trial, to keep it")
        self.kept = widgets.Dropdown(
            options=[_NEW],
            value="",
            description="Trials that are kept",
            style=WORDS,
            layout=widgets.Layout(width=WIDE),
        )
        self.try_button = button("Show the knock-on", self.try_out, primary=True)
        self.keep_button = button("Keep the trial", self.keep)
        self.view = empty_view()
        self.result: KnockOnResult | None = None
        self.kept.observe(lambda _: self._open(), "value")
        self.children = (
            self.kept,
            self.role,
            self.share,
            self.first,
            self.last,
            self.item,
            self.months,
            self.try_button,
            widgets.HBox((self.name, self.keep_button)),
            self.notes,
            self.view,
        )
        self.refresh()

    @property
    def section(self) -> Section:
        """What is shown, as a section of a report; of today before anything is tried out."""
        found = self.result or self.study.result(Trial())
        return knock_on(found, self.study.figures, self.study.failed)

    def refresh(self) -> None:
        """Read the journal anew for the trials that are kept; what is typed stays."""
        names = [_NEW, *((name, name) for name in self._noted())]
        if list(self.kept.options) != names:
            chosen = self.kept.value
            self.kept.options = names
            self.kept.value = chosen if chosen in dict(names).values() else ""

    def trial(self) -> Trial:
        """What the fields say.

        Raises
        ------
        UsageError, ValueError
            For what is in none of the lists or no number; the reason stands beneath the field.
        """
        workspace = self.session.workspace
        cuts: tuple[RoleCut, ...] = ()
        if self.role.value:
            role = self.role.checked(lambda text: role_named(workspace, text))
            share = self.share.number()
            if not share:
                raise self.share.refuse("Enter a share above 0 % and up to 100 %.")
            ends = self.first.checked(month_named), self.last.checked(month_named)
            cuts = (RoleCut(role, share / 100, *ends),)
        delays: tuple[ItemDelay, ...] = ()
        if self.item.value:
            item = self.item.checked(lambda text: item_named(workspace, text))
            months = self.months.number()
            if months is None or months != int(months):
                raise self.months.refuse("Enter a whole number of months.")
            delays = (ItemDelay(item, int(months)),)
        return Trial(cuts, delays)

    def try_out(self) -> None:
        """Show what comes of the fields."""

        def show() -> None:
            trial = self.trial()
            if not trial:
                raise UsageError("name a role that is missing, or work that is late")
            self.result = self.study.result(trial)
            self.view.show_sections(self.section)

        self.guarded(show)

    def keep(self) -> None:
        """Note the trial, with what came of it, in the journal; the tables stay as they are."""

        def note() -> None:
            trial = self.trial()
            if not trial:
                raise UsageError("nothing is tried out yet: there is nothing to keep")
            name = self.name.checked(lambda text: checked_name(text, "the name of the trial"))
            self.result = self.study.result(trial)
            self.view.show_sections(self.section)
            value = {
                "words": trial.words,
                "trial": trial.as_dict(),
                "then": _then(self.result),
                "passed_on": _passed_on(self.result),
            }
            self.session.journal.note(TRIAL, name, self.session.role, value)

        self.guarded(note, "The trial is kept. The tables are as they were.")

    def rows(self) -> list[dict[str, Any]]:
        """A row a kept trial and proposal, for an export."""
        return [
            {"trial": name, "what": entry.value.get("words", ""), "by": entry.role, **row}
            for name, entry in self._noted().items()
            for row in entry.value.get("then", [])
        ]

    def _noted(self) -> dict[str, Entry]:
        """The last note of each name."""
        return {entry.subject: entry for entry in self.entries if entry.kind == TRIAL}

    def _open(self) -> None:
        """Fill the fields with a trial that is kept."""
        if self.kept.value:
            self.guarded(lambda: self._fill(self.kept.value))

    def _fill(self, name: str) -> None:
        try:
            trial = Trial.from_dict(self._noted()[name].value["trial"])
        except (KeyError, TypeError, ValueError):
            raise UsageError(f"the trial {name!r} cannot be read from the journal") from None
        cut = trial.cuts[0] if trial.cuts else None
        delay = trial.delays[0] if trial.delays else None
        self.role.text.value = cut.role if cut else ""
        self.share.stated = 100 * cut.share if cut else 100.0
        self.share.reset()
        self.first.text.value = (cut.first if cut else None) or ""
        self.last.text.value = (cut.last if cut else None) or ""
        self.item.text.value = delay.item if delay else ""
        self.months.stated = float(delay.months) if delay else 3.0
        self.months.reset()
        self.name.text.value = name


def _then(result: KnockOnResult) -> list[dict[str, Any]]:
    """Advice and earliest starts of each proposal, as JSON holds them."""
    return [
        {
            "proposal": tried.proposal,
            "advice_today": tried.before.position,
            "advice_then": tried.after.position,
            "start_p50_today": tried.before.start_months[0],
            "start_p50_then": tried.after.start_months[0],
            "start_p80_today": tried.before.start_months[1],
            "start_p80_then": tried.after.start_months[1],
        }
        for tried in result.proposals
    ]


def _passed_on(result: KnockOnResult) -> list[dict[str, Any]]:
    """What a delay passes on to any proposal, as JSON holds it."""
    return [
        {
            "cause": one.cause,
            "effect": one.effect,
            "chance": one.chance,
            "p50": one.p50,
            "p80": one.p80,
        }
        for one in result.passed_on
    ]
