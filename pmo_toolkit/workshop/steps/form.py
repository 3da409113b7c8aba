"""The workshop as an app: its steps in tabs, over the journal in the workspace."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import weakref
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.places import place, workspace_path
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.report.workshop.sections import (
    workshop_pre_mortem,
    workshop_ranges,
)
from pmo_toolkit.studies.elicitation.result import workshop_result
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.elicitation.setup import setup_of
from pmo_toolkit.workshop.base.fields import WIDE, WORDS
from pmo_toolkit.workshop.base.html_views import html_text, html_view, style_view
from pmo_toolkit.workshop.base.step import Step, button, cause, titles_of
from pmo_toolkit.workshop.steps.changes_on_disk import TablesOnDisk
from pmo_toolkit.workshop.steps.freeze_step import FreezeStep
from pmo_toolkit.workshop.steps.outside_view_step import OutsideViewStep
from pmo_toolkit.workshop.steps.pre_mortem_step import PreMortemStep
from pmo_toolkit.workshop.steps.ranges_step import RangesStep, SecondRoundStep
from pmo_toolkit.workshop.steps.setup_step import SetupStep
from pmo_toolkit.workshop.weighing.knock_on_step import KnockOnStep
from pmo_toolkit.workshop.weighing.questions_step import QuestionsStep
from pmo_toolkit.workshop.weighing.swing_weights_step import SwingWeightsStep
from pmo_toolkit.workspace import load_workspace

#: Steps between the outside view and the freeze; each is made from a `WorkshopSession` once its tab
#: is chosen, and has a `title` and `refresh`.
FURTHER_STEPS: tuple[Any, ...] = (SwingWeightsStep, KnockOnStep, QuestionsStep)
MODERATOR = "Moderator"
#: Seconds between two looks at the journal.
_POLL = 3.0
_SAMPLE = (
    "This is the sample organisation: look around; nothing is kept. Make a copy to hold a workshop:"
    " pmo sample FOLDER"
)


class _NotYet(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """Holds the place of a step that nobody has chosen yet."""

    def __init__(self, kind: Any):
        super().__init__()
        self.kind, self.title = kind, str(kind.title)


class WorkshopForm(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A workshop of 90 minutes; whatever is entered lies in the journal at once.

    Several browser tabs on one workspace hold the same workshop; a new kernel goes on from it.

    Parameters
    ----------
    workspace : path
    role : str, optional
        Who sits at this tab, by role; can be chosen in the form.
    proposals : iterable of str, optional
        Ids that are chosen in the first step, as long as the journal has no others.
    seed, as_of
        As for `assess_proposal`.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.

    Examples
    --------
    >>> form = WorkshopForm("data/sample", "Moderator", ["P-007"], as_of="2026-01-15")
    >>> [step.title for step in form.steps][0]
    'Proposals and scorers'
    """

    _polling: asyncio.Task[None] | None = None

    def __init__(
        self,
        workspace: str | os.PathLike[str],
        role: str | None = None,
        proposals: Iterable[str] | None = None,
        *,
        seed: int | None = None,
        as_of: dt.date | str | None = None,
    ):
        path = workspace_path(workspace)
        self.session = _session(path, role or MODERATOR, proposals, seed, as_of)
        self._disk = TablesOnDisk(self.session)
        self._journal_seen: tuple[int, int] | None = None
        self.role = widgets.Combobox(
            value=self.session.role,
            description="Who sits at this screen (role)",
            continuous_update=False,
            style=WORDS,
            layout=widgets.Layout(width=WIDE),
        )
        self.role.observe(self._change_role, "value")
        self.refresh_button = button("Look again", self.refresh)
        self.read_button = button("Read the tables again", self._read_tables)
        self.back_button = button("Step before", lambda: self._go(-1))
        self.forward_button = button("Next step", lambda: self._go(1))
        self.state = html_view("import_outcome", lines=[], grave=False)
        self.tabs = widgets.Tab()
        self.tabs.add_class("pmo-import")
        self.steps: tuple[Any, ...] = ()
        super().__init__()
        self.add_class("pmo-workshop")
        self._make_steps()
        self.children = (
            style_view("import"),
            widgets.HBox((self.role, self.refresh_button, self.read_button)),
            self.state,
            self.tabs,
            widgets.HBox((self.back_button, self.forward_button)),
        )
        self.tabs.observe(lambda _: self.refresh(), "selected_index")
        self.refresh()
        self._start_polling()

    @property
    def section(self) -> Section:
        """What all may see by now, as a section of a report."""
        session = self.session
        numbers = self.steps[0].numbers
        try:
            result = workshop_result(session.journal.entries(), session.workspace)
        except PmoError as error:
            return Section("workshop", html_text("import_outcome", lines=[str(error)], grave=True))
        titles = titles_of(session)
        shown = [self.steps[0].overview(result)]
        shown += [
            workshop_pre_mortem(found, titles.get(found.proposal, ""), numbers)
            for found in result.pre_mortems
            if found.revealed
        ]
        revealed = [judged for judged in result.judged if judged.revealed]
        if revealed:
            shown.append(workshop_ranges(revealed, numbers))
        return Section("workshop", "\n".join(part.html for part in shown))

    def refresh(self) -> None:
        """Read the journal anew and show the chosen step as it is now."""
        lines: list[str] = []
        try:
            self._follow_setup()
            self._chosen_step().refresh()
        except (PmoError, OSError) as error:
            lines += cause(error)
        self._journal_seen = self.session.journal.stamp
        lines += self._disk.changes()
        grave = bool(lines)
        if self.session.folder.resolve() == place("sample").resolve():
            lines.append(_SAMPLE)
        self.state.value = html_text("import_outcome", lines=lines, grave=grave)

    def close(self) -> None:
        """Look no longer at the journal."""
        if self._polling is not None:
            self._polling.cancel()
        super().close()

    def _make_steps(self) -> None:
        kinds = (
            SetupStep,
            PreMortemStep,
            RangesStep,
            SecondRoundStep,
            OutsideViewStep,
            *FURTHER_STEPS,
            FreezeStep,
        )
        index = self.tabs.selected_index or 0
        self.steps = self.tabs.children = tuple(
            _NotYet(kind) if kind in FURTHER_STEPS else kind(self.session) for kind in kinds
        )
        self.tabs.titles = [f"{number} {step.title}" for number, step in enumerate(self.steps, 1)]
        self.tabs.selected_index = index

    def _chosen_step(self) -> Any:
        """The step whose tab is chosen; a further one is made now, since some of them take long."""
        index = self.tabs.selected_index or 0
        step = self.steps[index]
        if isinstance(step, _NotYet):
            step = step.kind(self.session)
            steps = list(self.steps)
            steps[index] = step
            self.steps = self.tabs.children = tuple(steps)
        return step

    def _go(self, by: int) -> None:
        """Choose the step before or after, as a tab does, with the keyboard alone."""
        index = (self.tabs.selected_index or 0) + by
        self.tabs.selected_index = max(0, min(index, len(self.steps) - 1))

    def _follow_setup(self) -> None:
        """Take over which proposals and roles the journal names."""
        setup = setup_of(self.session.journal.entries())
        self.role.options = tuple(dict.fromkeys((MODERATOR, *setup.roles)))
        if setup.proposals and setup.proposals != self.session.proposals:
            self._take(replace(self.session, proposals=setup.proposals))

    def _take(self, session: WorkshopSession) -> None:
        """Go on with another session; what is typed stays, but in steps that need new fields."""
        self.session = session
        steps = tuple(
            step if isinstance(step, Step | _NotYet) else _NotYet(type(step)) for step in self.steps
        )
        for step in steps:
            step.session = session
        if steps != self.steps:
            self.steps = self.tabs.children = steps

    def _change_role(self, change: Any) -> None:
        role = " ".join(str(change["new"]).split())
        if not role or role == self.session.role:
            return
        self.session = replace(self.session, role=role)
        self._make_steps()
        self.refresh()

    def _read_tables(self) -> None:
        try:
            workspace = load_workspace(self.session.path)
        except (PmoError, OSError) as error:
            self.state.value = html_text("import_outcome", lines=cause(error), grave=True)
            return
        self._take(replace(self.session, workspace=workspace))
        self._disk = TablesOnDisk(self.session)
        self.refresh()

    def _start_polling(self) -> None:
        """Look at the journal now and then, where an event loop runs, as long as the form lives."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._polling = loop.create_task(_poll(weakref.ref(self)))

    def look(self) -> None:
        """Show what has changed in the journal or on disk since the last look; else do nothing."""
        if self.session.journal.stamp != self._journal_seen or self._disk.have_moved():
            self.refresh()

    def _repr_mimebundle_(self, *given: Any, **named: Any) -> dict[str, Any]:
        """The form where widgets run, and what all may see where they do not."""
        bundle = super()._repr_mimebundle_(*given, **named) or {}
        shown = self.section
        return {**bundle, "text/plain": shown.text, "text/html": shown.styled_html}


def workshop(
    workspace: str | os.PathLike[str],
    role: str | None = None,
    proposals: Iterable[str] | None = None,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
) -> WorkshopForm:
    """A workshop on the proposals of a workspace, step by step.

    Parameters
    ----------
    workspace, role, proposals, seed, as_of
        As for `WorkshopForm`.

    Examples
    --------
    >>> workshop("data/sample").session.role
    'Moderator'
    """
    return WorkshopForm(workspace, role, proposals, seed=seed, as_of=as_of)


async def _poll(form: weakref.ref[WorkshopForm]) -> None:
    while True:
        await asyncio.sleep(_POLL)
        alive = form()
        if alive is None:
            return
        alive.look()
        del alive


def _session(
    path: Path,
    role: str,
    proposals: Iterable[str] | None,
    seed: int | None,
    as_of: dt.date | str | None,
) -> WorkshopSession:
    workspace = load_workspace(path)
    chosen = tuple(dict.fromkeys(proposals or workspace.proposal_ids[:1]))
    unknown = [key for key in chosen if key not in workspace.proposal_ids]
    if unknown:
        raise UsageError(f"there is no proposal {', '.join(unknown)} in the workspace")
    try:
        day = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    except ValueError:
        raise UsageError(f"as_of is a day such as 2026-11-28, not {as_of!r}") from None
    folder, workbook = (path, None) if path.is_dir() else (path.parent, path.name)
    return WorkshopSession(folder, workspace, role, chosen, seed, day, workbook)
