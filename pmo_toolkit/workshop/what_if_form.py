"""A what-if at once: move the figures of a proposal and see its advice follow, old beside new."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.core.errors import PmoError
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.report.what_if.section import what_if as what_if_section
from pmo_toolkit.studies.what_if.changes import (
    NO_CHANGES,
    Changes,
    cell,
    only_option,
    range_times,
    starts_later,
    without,
)
from pmo_toolkit.studies.what_if.inputs import (
    benefits_of,
    movable_inputs,
    options_of,
    risks_of,
)
from pmo_toolkit.studies.what_if.keeping import KeptWhatIf
from pmo_toolkit.studies.what_if.outlook import Outlook
from pmo_toolkit.studies.what_if.study import WhatIfStudy
from pmo_toolkit.workshop.base.fields import WIDE, WORDS, FactorField, NumberField
from pmo_toolkit.workshop.base.html_views import empty_view, html_text, html_view, style_view
from pmo_toolkit.workshop.base.later import Later
from pmo_toolkit.workshop.kept_what_ifs_field import KeptWhatIfsField
from pmo_toolkit.workshop.proposal_picker import ProposalPicker
from pmo_toolkit.workshop.what_if_fields import notes_on, put_into_fields
from pmo_toolkit.workspace import Workspace, load_workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: A start is moved by at most so many months.
_MOST_MONTHS = 36
_PREFERRED = ("(the one that we advise on)", "")
_NOBODY = "a department to be named"


class WhatIfForm(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """Sliders and fields over `WhatIfStudy`.

    Nothing is written unless *Keep* is pressed, and then beside the tables.

    Parameters
    ----------
    workspace : Workspace or path
        Only where it is a path can what-ifs be kept.
    proposal_id : str, optional
        Default: the first proposal whose rows have no fault.
    seed, as_of
        As for `assess_proposal`.

    Raises
    ------
    WorkspaceError, ProposalError, UsageError
        As `assess_proposal` does.

    Examples
    --------
    >>> form = WhatIfForm("data/sample", "P-021", as_of="2026-01-15")
    >>> form.outlook.position
    'explore'
    """

    def __init__(
        self,
        workspace: Workspace | str | os.PathLike[str],
        proposal_id: str | None = None,
        *,
        seed: int | None = None,
        as_of: dt.date | str | None = None,
    ):
        self._read = load_workspace(workspace)
        folder = None if isinstance(workspace, Workspace) else Path(workspace)
        self._seed, self._as_of = seed, as_of
        self._later = Later(self._move)
        self._filling = False
        self.view, self.notes = empty_view(), html_view("import_outcome", lines=[], grave=False)
        self.kept = KeptWhatIfsField(folder, lambda: self._guarded(self.keep), self.show)
        self.name, self.keep_button = self.kept.name, self.kept.button
        self.reset_button = widgets.Button(description="As stated", icon="undo")
        self.reset_button.on_click(lambda _: self.reset())
        self._open(proposal_id)
        chosen = self.study.proposal
        self.picker = ProposalPicker(self._read, chosen, self._choose, self._refuse)
        super().__init__()
        self._lay_out()
        self._list_kept()

    @property
    def section(self) -> Section:
        """What is shown now, as a section of a report."""
        return what_if_section(self.study.today, self.outlook, self.study.figures)

    def changes(self) -> Changes:
        """What the fields say.

        Raises
        ------
        ValueError
            If a field holds no number; the reason stands beneath it.
        """
        study, made = self.study, NO_CHANGES
        workspace, proposal = study.workspace, study.proposal
        if self.option.value:
            made |= only_option(workspace, proposal, self.option.value)
        budget = self.budget.number()
        if budget != self.budget.stated:
            made |= cell("proposals", self.row, "requested_budget", budget)
        made |= starts_later(workspace, proposal, self.start.value)
        for movable, field in self.inputs:
            if field.factor != 1:
                made |= range_times(workspace, movable.table, movable.row, field.factor)
        made |= without("risks", (risk.row for risk, box in self.risks if not box.value))
        for benefit, box in self.owners:
            if box.value != (benefit.owner is not None):
                owner = (benefit.owner or self._department) if box.value else None
                made |= cell("benefits", benefit.row, "department", owner)
        return made

    def keep(self) -> None:
        """Write what is changed into the workspace under the name in the field.

        Raises
        ------
        PmoError, OSError, ValueError
            As `keep_what_if` and `changes` do.
        """
        self._say(self.kept.write(self.study, self.changes()))

    def show(self, kept: KeptWhatIf) -> None:
        """Let the fields say what a kept what-if changes, and tell what has changed since."""
        self._filling = True
        put_into_fields(self, kept.changes)
        self._filling = False
        self._move()
        self._say(*notes_on(kept, self.study.workspace, self.changes()))

    def reset(self) -> None:
        """Show everything as stated again."""
        self._filling = True
        self.option.value, self.start.value = "", 0
        self.budget.reset()
        for _, field in self.inputs:
            field.reset()
        for _, box in self.risks:
            box.value = True
        for benefit, box in self.owners:
            box.value = benefit.owner is not None
        self._filling = False
        self._say()
        self._move()

    def _open(self, proposal: str | None) -> None:
        """Assess a proposal and make its fields."""
        self.study = WhatIfStudy(self._read, proposal, seed=self._seed, as_of=self._as_of)
        self.outlook: Outlook = self.study.today
        # What was made so far stays: looking through it again and again would make sliders stick.
        gc.collect()
        gc.freeze()
        workspace, key = self.study.workspace, self.study.proposal
        proposals = workspace.table("proposals")
        row = proposals[proposals["id"] == key].iloc[0]
        self.row, self._department = int(row[ROW]), text_of(row["department"]) or _NOBODY
        layout = widgets.Layout(width=WIDE)
        self.option = widgets.Dropdown(
            options=[_PREFERRED, *options_of(workspace, key)],
            value="",
            description="Option",
            style=WORDS,
            layout=layout,
        )
        self.budget = NumberField(
            "Budget asked for",
            number_of(row["requested_budget"]),
            locale=workspace.config.locale,
            unit=workspace.config.currency or "money",
        )
        self.start = widgets.BoundedIntText(
            value=0,
            min=0,
            max=_MOST_MONTHS,
            description="Start later by, months",
            style=WORDS,
            layout=layout,
        )
        found = movable_inputs(workspace, self.study.assessment(NO_CHANGES))
        self.inputs = [(movable, FactorField(movable.label)) for movable in found]
        self.risks = [
            (risk, _box(f"Risk: {risk.label}", True)) for risk in risks_of(workspace, key)
        ]
        self.owners = [
            (benefit, _box(f"Has an owner: {benefit.label}", benefit.owner is not None))
            for benefit in benefits_of(workspace, key)
        ]
        for field in self._moved():
            field.observe(self._follow, "value")
        self._show()

    def _moved(self) -> Iterator[Any]:
        yield from (self.option, self.budget.text, self.start)
        yield from (field for _, field in self.inputs)
        yield from (box for _, box in (*self.risks, *self.owners))

    def _lay_out(self) -> None:
        fields = widgets.VBox(
            (
                self.option,
                self.budget,
                self.start,
                *(field for _, field in self.inputs),
                *(box for _, box in (*self.owners, *self.risks)),
            ),
            layout=widgets.Layout(flex="0 0 47em"),
        )
        # beside the fields where there is room, so that both are seen at once; else beneath
        self.view.layout = widgets.Layout(flex="1 1 28em", margin="0 0 0 1em")
        beside = widgets.Layout(flex_flow="row wrap", align_items="flex-start")
        self.children = (
            style_view("import"),
            self.picker,
            widgets.HBox((fields, self.view), layout=beside),
            self.kept,
            self.reset_button,
            self.notes,
        )

    def _choose(self, proposal: str) -> None:
        self._say()
        self._guarded(lambda: self._open(proposal))
        self.picker.stay(self.study.proposal)
        self._lay_out()
        self._list_kept()

    def _refuse(self, why: str) -> None:
        self._say(why, grave=True)

    def _list_kept(self) -> None:
        self._guarded(lambda: self.kept.fill(self.study.proposal))

    def _follow(self, _: object = None) -> None:
        """A field has changed: what was said of others is over, what comes of it is shown soon.

        Said at once, so that an outlook that arrives later wipes out no answer to a button.
        """
        if not self._filling:
            self._say()
        self._later.request()

    def _move(self) -> None:
        """Show what comes of the fields."""
        if self._filling:
            return
        try:
            self.outlook = self.study.outlook(self.changes())
        except ValueError:
            return  # said beneath the field; what was shown stays
        except (PmoError, OSError) as error:
            self._say(*str(error).split("\n"), grave=True)
            return
        self._show()

    def _show(self) -> None:
        self.view.show_sections(self.section)

    def _guarded(self, action: Any) -> None:
        """Do it; what is wrong stands below the form, and nothing is lost."""
        try:
            action()
        except (PmoError, OSError, ValueError) as error:
            self._say(*str(error).split("\n"), grave=True)

    def _say(self, *lines: str, grave: bool = False) -> None:
        self.notes.value = html_text("import_outcome", lines=lines, grave=grave)

    def _repr_mimebundle_(self, *given: Any, **named: Any) -> dict[str, Any]:
        """The form where widgets run, and what it shows where they do not."""
        bundle = super()._repr_mimebundle_(*given, **named) or {}
        shown = self.section
        return {**bundle, "text/plain": shown.text, "text/html": shown.styled_html}


def what_if(
    workspace: Workspace | str | os.PathLike[str],
    proposal_id: str | None = None,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
) -> WhatIfForm:
    """A form that shows at once what becomes of a proposal under other figures.

    Parameters
    ----------
    workspace, proposal_id, seed, as_of
        As for `WhatIfForm`.

    Examples
    --------
    >>> what_if("data/sample", "P-021", as_of="2026-01-15").outlook.position
    'explore'
    """
    return WhatIfForm(workspace, proposal_id, seed=seed, as_of=as_of)


def _box(label: str, value: bool) -> widgets.Checkbox:
    return widgets.Checkbox(
        value=value, description=label, indent=False, layout=widgets.Layout(width=WIDE)
    )
