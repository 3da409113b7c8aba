"""What a missing role or a delay does to proposals: their starts and the advice, old beside new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.dependencies.binding import BindingDraws
from pmo_toolkit.analysis.dependencies.graph_results import KnockOn
from pmo_toolkit.analysis.dependencies.knock_on import Schedule
from pmo_toolkit.assessment.dependencies.graph_values import findings_of
from pmo_toolkit.assessment.dependencies.timings import duration_ratios, timings_of
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.core.errors import ProposalError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.what_if.outlook import Outlook
from pmo_toolkit.studies.what_if.study import WhatIfStudy
from pmo_toolkit.studies.what_if.trials import Trial, tried_workspace
from pmo_toolkit.workspace import Workspace

#: So many trials keep their results.
_MOST_KEPT = 8


@dataclass(frozen=True)
class TriedProposal:
    """A proposal as it stands today and under a trial.

    Parameters
    ----------
    proposal, title : str
    before, after : Outlook
    """

    proposal: str
    title: str
    before: Outlook
    after: Outlook


@dataclass(frozen=True)
class KnockOnResult:
    """What a trial does.

    Parameters
    ----------
    trial : Trial
    proposals : tuple of TriedProposal
        Those that were asked about.
    passed_on : tuple of KnockOn
        What each delay does to whatever requires the delayed item, the weightiest first.
    without_dates : tuple of str
        Delayed items of which no finish is known, so that nobody can say what they pass on.
    """

    trial: Trial
    proposals: tuple[TriedProposal, ...]
    passed_on: tuple[KnockOn, ...]
    without_dates: tuple[str, ...]


class KnockOnStudy:
    """Proposals of a workspace under missing roles and delays.

    Parameters
    ----------
    workspace : Workspace or path
    proposals : iterable of str
        Ids; those whose rows have faults are left out.
    settings, seed, as_of
        As for `assess_proposal`.

    Raises
    ------
    WorkspaceError, UsageError
        As `assess_proposal` does.

    Examples
    --------
    >>> from pmo_toolkit.studies.what_if.trials import ItemDelay
    >>> quick = Settings.of(draws=1024)
    >>> study = KnockOnStudy("data/sample", ["P-010"], settings=quick, as_of="2026-11-22")
    >>> found = study.result(Trial(delays=(ItemDelay("F-03", 3),)))
    >>> [one.effect for one in found.passed_on]
    ['P-010']

    Attributes
    ----------
    workspace : Workspace
        As it was read.
    figures : NumberFormat
        Writes money and numbers.
    failed : tuple of str
        Proposals that were left out.
    """

    def __init__(
        self,
        workspace: Workspace | str | Path,
        proposals: Iterable[str],
        *,
        settings: Settings | None = None,
        seed: int | None = None,
        as_of: dt.date | str | None = None,
    ):
        prepared = prepare(workspace, settings=settings, as_of=as_of)
        self.workspace, self.figures = prepared.workspace, prepared.figures
        self._settings, self._seed, self._as_of = prepared.settings, seed, prepared.as_of
        self._proposals = tuple(dict.fromkeys(proposals))
        self.failed: tuple[str, ...] = ()
        self._today: dict[str, Outlook] | None = None
        self._kept: dict[Trial, KnockOnResult] = {}

    def result(self, trial: Trial) -> KnockOnResult:
        """The proposals under a trial beside today, kept for the last few trials.

        Raises
        ------
        UsageError
            As `tried_workspace` does.
        """
        if trial not in self._kept:
            tried = tried_workspace(self.workspace, trial, self._as_of)
            found = self._found(trial, tried)
            while len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[trial] = found
        return self._kept[trial]

    def _found(self, trial: Trial, tried: Workspace) -> KnockOnResult:
        if self._today is None:
            self._today = self._outlooks(self.workspace)
            self.failed = tuple(name for name in self._proposals if name not in self._today)
        after = self._outlooks(tried) if trial else self._today
        proposals = self.workspace.table("proposals").set_index("id")["title"]
        passed_on, without_dates = self._passed_on(trial)
        return KnockOnResult(
            trial,
            tuple(
                TriedProposal(name, str(proposals[name]), before, after[name])
                for name, before in self._today.items()
            ),
            passed_on,
            without_dates,
        )

    def _outlooks(self, workspace: Workspace) -> dict[str, Outlook]:
        """The outlook of each proposal, in a workspace whose other rows may differ from today's."""
        found = {}
        for name in self._proposals:
            try:
                study = WhatIfStudy(
                    workspace, name, settings=self._settings, seed=self._seed, as_of=self._as_of
                )
            except ProposalError:
                continue
            found[name] = study.today
        return found

    def _passed_on(self, trial: Trial) -> tuple[tuple[KnockOn, ...], tuple[str, ...]]:
        if not trial.delays:
            return (), ()
        seed = self._settings.seed if self._seed is None else self._seed
        graph = findings_of(self.workspace, self._settings).graph
        ratios = duration_ratios(self.workspace.table("history"), self._settings)
        timings = timings_of(graph, ratios, self._as_of, seed)
        schedule = Schedule(graph, timings, BindingDraws(seed))
        found = [
            effect
            for delay in trial.delays
            for effect in schedule.passed_on(delay.item, delay.months * DAYS_A_MONTH)
        ]
        unknown = tuple(
            delay.item
            for delay in trial.delays
            if delay.item not in schedule.free and graph.hanging_on.get(delay.item)
        )
        return tuple(sorted(found, key=lambda one: (-one.p80, -one.chance, one.effect))), unknown
