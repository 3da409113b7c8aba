"""One proposal under other figures: advice, chances, cost and rank, fast enough for a slider.

The steps are those of an assessment, on the same draws; a step is taken again only where something
that it reads has changed. The other proposals stay as they are assessed today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Results, advise
from pmo_toolkit.advice.positions import possible_positions
from pmo_toolkit.analysis.dependencies.exclusions import Valuation
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs
from pmo_toolkit.assessment.advice_inputs import (
    advice_inputs,
    compared_as,
    cost_ratios,
    days_wanted,
    delivery_evidence,
    typical_risks,
)
from pmo_toolkit.assessment.capacity.remaining import remaining_resources
from pmo_toolkit.assessment.overlaps.compared import keep_compared
from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.prepared_cache import prepare, valuation_from, valuation_of
from pmo_toolkit.assessment.proposal import (
    assess_prepared,
    linked_results,
    starts_in_turn,
)
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.result import Assessment
from pmo_toolkit.assessment.tickets.of_proposal import tickets_of
from pmo_toolkit.assessment.views import (
    HistoryViews,
    estimates_and_bias,
    own_figure,
    with_outside,
)
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.what_if.changes import NO_CHANGES, Changes, TypedRows, changed_workspace
from pmo_toolkit.studies.what_if.kept_steps import KeptSteps, NotedRow
from pmo_toolkit.studies.what_if.outlook import Outlook
from pmo_toolkit.workspace import Workspace

_TIMES = ("effort_person_hours", "duration_days")


class WhatIfStudy:
    """Outlooks of one proposal under changes of its own rows.

    Parameters
    ----------
    workspace : Workspace or path
    proposal_id : str, optional
        Default: the first proposal whose rows have no fault.
    settings, seed, as_of
        As for `assess_proposal`.

    Raises
    ------
    WorkspaceError, ProposalError, UsageError
        As `assess_proposal` does.

    Examples
    --------
    >>> from pmo_toolkit.core.places import workspace_path
    >>> from pmo_toolkit.studies.what_if.changes import without
    >>> study = WhatIfStudy(workspace_path("sample"), "P-021", as_of="2026-01-15")
    >>> study.today.position
    'explore'

    Attributes
    ----------
    today : Outlook
        Without changes.
    proposal : str
        Id.
    workspace : Workspace
        As it was read.
    figures : NumberFormat
        Writes money and numbers.
    """

    def __init__(
        self,
        workspace: Workspace | str | Path,
        proposal_id: str | None = None,
        *,
        settings: Settings | None = None,
        seed: int | None = None,
        as_of: dt.date | str | None = None,
    ):
        prepared = prepare(workspace, settings=settings, as_of=as_of)
        self.proposal = prepared.proposal_or_first(proposal_id)
        self.workspace, self.figures = prepared.workspace, prepared.figures
        self._prepared = prepared.with_seed(seed)
        self._steps, self._typed = KeptSteps(), dict[Any, pd.DataFrame]()
        self._uses_own_value = False
        self.today = self.outlook(NO_CHANGES)

    def outlook(self, changes: Changes) -> Outlook:
        """What is advised under some changes.

        Raises
        ------
        WorkspaceError, UsageError
            As `changed_workspace` does.
        """
        return self._drawn(self._changed(changes), changes)

    def assessment(self, changes: Changes) -> Assessment:
        """The assessment in full, the other proposals as they are today."""
        return assess_prepared(self._changed(changes), self.proposal)

    def _changed(self, changes: Changes) -> Prepared:
        """The changed workspace made ready, with what other proposals are worth today."""
        if not changes:
            return self._prepared
        typed: TypedRows = self._typed
        workspace = changed_workspace(self.workspace, changes, typed)
        settings, day = self._prepared.settings, self._prepared.as_of
        keep_compared(workspace, settings.overlaps, self._prepared.answers.compared)
        others = {
            key: value
            for key, value in self._prepared.valuations.items()
            if key[0] != self.proposal
        }
        prepared = replace(prepare(workspace, settings=settings, as_of=day), valuations=others)
        # what was drawn for other proposals, or for none, such as the hours that roles have left
        prepared.answers.kept.update(
            {
                key: drawn
                for key, drawn in self._prepared.answers.kept.items()
                if not isinstance(key, tuple) or self.proposal not in key
            }
        )
        return prepared

    def _drawn(self, prepared: Prepared, changes: Changes) -> Outlook:
        reader = prepared.reader(self.proposal)
        row = {str(name): value for name, value in reader.row().to_dict().items()}
        views = self._views(prepared, row)
        inputs = self._options(prepared, row, views)
        views = views.delivered_as(inputs.preferred_kind)
        results = self._results(prepared, row, views, inputs)
        standing = self._take("standing", prepared, row, lambda reader, _: reader.standing())
        resources = results.resources
        assert resources is not None  # `_results` takes that step
        advice = advise(
            replace(results, standing=standing),
            decides=prepared.workspace.config.decides,
            figures=prepared.figures,
            settings=prepared.settings,
        )
        assert results.resources is not None  # the last step has added them
        return Outlook(
            proposal=self.proposal,
            changes=changes,
            position=advice.position,
            sentence=advice.sentence,
            possible=possible_positions(results, prepared.settings),
            likelihoods=advice.likelihoods,
            confidence=advice.confidence,
            confidence_sentence=advice.confidence_sentence,
            cost=results.cost,
            options=results.options,
            standing=standing,
            opinions=reader.second_opinions(),
            resources=resources,
        )

    def _take(
        self, name: str, prepared: Prepared, row: Mapping[str, Any], step: Any, *inputs: object
    ) -> Any:
        return self._steps.take(name, prepared, self.proposal, row, step, *inputs)

    def _views(self, prepared: Prepared, row: Mapping[str, Any]) -> HistoryViews:
        """What finished projects say; of the cost anew where the budget is another."""
        settings = prepared.settings
        history, estimates, bias = self._take(
            "estimates",
            prepared,
            row,
            lambda reader, noted: estimates_and_bias(reader, prepared.learnt, noted),
        )

        def outside(*targets: str) -> Any:
            def step(_: ProposalReader, noted: NotedRow) -> HistoryViews:
                owns = {target: own_figure(noted, target) for target in targets}
                return with_outside(estimates, bias, history, noted, owns, settings)

            return step

        cost = self._take("outside cost", prepared, row, outside("cost"), history)
        time = self._take("outside times", prepared, row, outside(*_TIMES), history)
        return HistoryViews(
            estimates,
            {**time.outside, **cost.outside},
            bias,
            lambda kind: {**time.outside_of(kind), **cost.outside_of(kind)},
        )

    def _options(
        self, prepared: Prepared, row: Mapping[str, Any], views: HistoryViews
    ) -> OptionInputs:
        """All options on the same draws."""
        reader = prepared.reader(self.proposal)
        ratios = cost_ratios(reader.own("options"), views)
        typical = typical_risks(reader, views)
        key = repr(typical)
        evidence = self._take(
            "delivery",
            prepared,
            row,
            lambda reader, noted: delivery_evidence(reader, noted, views, typical),
            views.estimates["duration_days"],
            views.outside["duration_days"],
            key,
        )

        def step(reader: ProposalReader, _: NotedRow) -> OptionInputs:
            return compared_as(reader, ratios=ratios, typical=typical, evidence=evidence)

        found: OptionInputs = self._take("options", prepared, row, step, ratios, key, evidence)
        return found

    def _results(
        self,
        prepared: Prepared,
        row: Mapping[str, Any],
        views: HistoryViews,
        inputs: OptionInputs,
    ) -> Results:
        """All that the position rests on."""
        reader = prepared.reader(self.proposal)
        compared = inputs.compared
        delivery = inputs.delivery(days_wanted(row, reader.as_of))
        results = advice_inputs(reader, row, views, compared, tickets_of(reader), delivery)

        def value_of(other: str) -> Valuation:
            if other != self.proposal:
                return valuation_of(prepared, other)
            self._uses_own_value = True
            return valuation_from(compared)

        asked = (compared,) if self._uses_own_value else ()
        tied: Results = self._take(
            "links",
            prepared,
            row,
            lambda reader, noted: linked_results(reader, noted, results, value_of),
            *asked,
        )
        results = replace(
            results,
            requires=tied.requires,
            required_by=tied.required_by,
            links=tied.links,
            calendar=tied.calendar,
            overlaps=tied.overlaps,
        )
        in_order = self._take(
            "starts",
            prepared,
            row,
            lambda reader, _: starts_in_turn(prepared, reader, inputs.preferred, results, value_of),
            inputs.preferred or "",
            tuple(work.id for work in (*tied.requires, *tied.links.in_flight)),
        )
        resources = self._take(
            "resources",
            prepared,
            row,
            # what one more person is worth would count; the first page does not say it
            lambda reader, _: remaining_resources(reader, inputs.preferred, in_order=in_order),
            inputs.preferred or "",
            in_order,
        )
        return replace(results, resources=resources)
