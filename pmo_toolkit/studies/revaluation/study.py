"""IT's offer from the business side: capabilities, services, outcomes, and what to keep or move."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from pmo_toolkit.analysis.capability.hanging_on_one import people_by_role
from pmo_toolkit.analysis.capability.moves import open_questions
from pmo_toolkit.analysis.capability.outcomes import outcome_portfolios
from pmo_toolkit.analysis.capability.shapes import (
    ServiceOption,
)
from pmo_toolkit.analysis.capability.staying import annual_cost
from pmo_toolkit.analysis.capability.thin_kinds import CapabilityMap, ThinRules, unrated
from pmo_toolkit.analysis.capability.thin_spots import thin_spots
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.analysis.evidence.stakeholders import order_of_asking
from pmo_toolkit.assessment import Assessment, Prepared, assess_prepared, prepare
from pmo_toolkit.assessment.lookups.one_department import questions_under_one_name
from pmo_toolkit.assessment.lookups.service_rows import options_on_services
from pmo_toolkit.core.errors import ProposalError, UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.assessments.finished_assessments import known_assessments
from pmo_toolkit.studies.flow.study import study_flow
from pmo_toolkit.studies.revaluation import tables
from pmo_toolkit.studies.revaluation.asking import (
    cells_not_read,
    costs_that_differ,
    months_not_ended,
    questions_on_costs,
    questions_on_ratings,
    questions_on_services,
    questions_on_thin_spots,
    remarks_on,
    rows_left_out,
    unusable_rows,
)
from pmo_toolkit.studies.revaluation.each_service import Around, revalued
from pmo_toolkit.studies.revaluation.mapped import capabilities_on_map
from pmo_toolkit.studies.revaluation.result import Revaluation
from pmo_toolkit.studies.tickets.study import study_tickets
from pmo_toolkit.workspace import Workspace


def study_revaluation(
    workspace: Workspace | str | Path,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    assessments: Mapping[str, Assessment] | str | Path | None = None,
) -> Revaluation:
    """See IT's offer from the business side.

    Proposals with an option that reuses or replaces a service are assessed, about half a second
    each, so that staying is held against what they would cost.

    Parameters
    ----------
    workspace : Workspace or path
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.
    assessments : mapping of str to Assessment or path, optional
        Proposals that have been assessed already, with the same seed, day and settings, or the
        folder of a finished ``pmo assess``.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If it holds neither a service nor a capability.

    Examples
    --------
    >>> revaluation = study_revaluation("sample")  # doctest: +SKIP
    >>> revaluation.services[0].fit.quadrant  # doctest: +SKIP
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    read = ready.workspace
    services, capabilities = tables.services_in(read), tables.capabilities_in(read)
    if not services and not capabilities:
        raise UsageError(
            f"the workspace {read.name} holds neither services nor capabilities: add one of the two"
            " tables; pmo template makes a workbook to fill in"
        )
    tree, proposals = CapabilityTree.of(capabilities), tables.proposals_in(read)
    months, unended = tables.service_months_in(read, ready.as_of)
    priced = tuple(
        replace(one, annual_cost=annual_cost(one, months.get(one.id, ()))) for one in services
    )
    options = tuple(options_on_services(read.table("options")))
    assessed, failed = _assessed(ready, options, known_assessments(ready, assessments))
    rules = ready.settings.capability
    around = Around(
        tree,
        months,
        options,
        assessed,
        tables.terms_of_options(read),
        Counter(name for one in services for name in one.capabilities),
        frozenset(one.id for one in services if one.annual_cost is None),
    )
    found = tuple(revalued(one, around, ready) for one in priced)
    known = CapabilityMap(
        tree,
        priced,
        proposals,
        people_by_role(
            tables.role_hours_in(read),
            ready.settings.capacity.contract_hours(read.config.hours_per_day),
        ),
    )
    bounds = ThinRules(
        rules.important_from, rules.low_maturity, rules.supplier_share, rules.contract_soon_days
    )
    thin, blank = thin_spots(known, bounds, ready.as_of), unrated(tree, bounds)
    goals = tables.goals_in(read)
    ordered = sorted(found, key=lambda one: (-(one.annual_cost or 0.0), one.service.id))
    return Revaluation(
        capabilities=capabilities_on_map(
            tree,
            priced,
            tables.proposals_below(tree, proposals),
        ),
        outcomes=outcome_portfolios(goals, tree, priced, proposals),
        services=tuple(ordered),
        thin=thin,
        unrated=blank,
        remarks=(
            *unusable_rows(read.troubles),
            *cells_not_read(read.troubles),
            *remarks_on(tree, priced, ready.as_of),
            *months_not_ended(unended),
            *costs_that_differ(ordered, ready.figures, rules.cost_tolerance),
            *filter(None, (read.department_names.sentence,)),
        ),
        questions=questions_under_one_name(
            (
                *open_questions([one.move for one in ordered]),
                *questions_on_services(ordered, tree),
                *questions_on_costs(ordered, ready.figures),
                *questions_on_ratings(blank, tree),
                *questions_on_thin_spots(thin, {one.id: one.title for one in priced}, tree),
            ),
            read.department_names,
        ),
        failed=failed,
        goals=goals,
        workspace=read.config.title,
        as_of=ready.as_of.isoformat(),
        currency=read.config.currency,
        price_year=read.config.price_year,
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        seed=ready.settings.seed,
        is_sample=read.config.sample,
        tickets=study_tickets(read, as_of=ready.as_of, settings=ready.settings),
        flow=study_flow(read, as_of=ready.as_of, settings=ready.settings),
        figures=ready.figures,
        asking_places=order_of_asking(read.table("stakeholders"), read.department_names),
        tree=tree,
        rules=rules,
        services_left_out=len(rows_left_out(read.troubles).get("services", ())),
    )


def proposals_on_services(workspace: Workspace) -> tuple[str, ...]:
    """Proposals with an option that touches a service, which are those that are assessed."""
    options = options_on_services(workspace.table("options"))
    return tuple(dict.fromkeys(option.proposal for option in options))


def _assessed(
    ready: Prepared, options: Sequence[ServiceOption], known: Mapping[str, Assessment]
) -> tuple[dict[str, Assessment], dict[str, str]]:
    """Proposals that touch a service: their assessments, and why there is none."""
    found, failed = {}, {}
    for name in dict.fromkeys(option.proposal for option in options):
        try:
            found[name] = known[name] if name in known else assess_prepared(ready, name)
        except ProposalError as error:
            failed[name] = str(error)
    return found, failed
