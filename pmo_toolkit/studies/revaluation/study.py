"""IT's offer from the business side: capabilities, services, outcomes, and what to keep or move."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capability.hanging_on_one import people_by_role
from pmo_toolkit.analysis.capability.moves import ServiceCase, open_questions, service_move
from pmo_toolkit.analysis.capability.outcomes import outcome_portfolios
from pmo_toolkit.analysis.capability.recorded_year import recorded_year
from pmo_toolkit.analysis.capability.service_fit import service_fit
from pmo_toolkit.analysis.capability.shapes import (
    Service,
    ServiceMonth,
    ServiceOption,
)
from pmo_toolkit.analysis.capability.staying import annual_cost, contract_window, staying_cost
from pmo_toolkit.analysis.capability.thin_kinds import CapabilityMap, ThinRules
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
    costs_that_differ,
    months_to_come,
    questions_on_costs,
    questions_on_services,
    questions_on_thin_spots,
    remarks_on,
    rows_left_out,
    unusable_rows,
)
from pmo_toolkit.studies.revaluation.result import (
    Revaluation,
    RevaluedService,
    ServiceAlternative,
    capabilities_on_map,
)
from pmo_toolkit.studies.tickets.study import study_tickets
from pmo_toolkit.workspace import Workspace

_NOTHING = "nothing"


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
    months, to_come = tables.service_months_in(read, ready.as_of)
    priced = tuple(
        replace(one, annual_cost=annual_cost(one, months.get(one.id, ()))) for one in services
    )
    options = tuple(options_on_services(read.table("options")))
    assessed, failed = _assessed(ready, options, known_assessments(ready, assessments))
    rules = ready.settings.capability
    around = _Around(
        tree,
        months,
        options,
        assessed,
        tables.terms_of_options(read),
        Counter(name for one in services for name in one.capabilities),
        frozenset(one.id for one in services if one.annual_cost is None),
    )
    revalued = tuple(_revalued(one, around, ready) for one in priced)
    known = CapabilityMap(
        tree,
        priced,
        proposals,
        people_by_role(
            tables.role_hours_in(read),
            ready.settings.capacity.contract_hours(read.config.hours_per_day),
        ),
    )
    thin = thin_spots(
        known,
        ThinRules(
            rules.important_from, rules.low_maturity, rules.supplier_share, rules.contract_soon_days
        ),
        ready.as_of,
    )
    goals = tables.goals_in(read)
    ordered = sorted(revalued, key=lambda one: (-(one.annual_cost or 0.0), one.service.id))
    return Revaluation(
        capabilities=capabilities_on_map(
            tree,
            priced,
            tables.proposals_below(tree, proposals),
        ),
        outcomes=outcome_portfolios(goals, tree, priced, proposals),
        services=tuple(ordered),
        thin=thin,
        remarks=(
            *unusable_rows(read.troubles),
            *remarks_on(tree, priced, ready.as_of),
            *months_to_come(to_come),
            *costs_that_differ(ordered, ready.figures, rules.cost_tolerance),
            *filter(None, (read.department_names.sentence,)),
        ),
        questions=questions_under_one_name(
            (
                *open_questions([one.move for one in ordered]),
                *questions_on_services(ordered, tree),
                *questions_on_costs(ordered, ready.figures),
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


@dataclass(frozen=True)
class _Around:
    """What is known around services.

    Parameters
    ----------
    tree : CapabilityTree
    months : mapping of str to sequence of ServiceMonth
        Service → what it cost.
    options : sequence of ServiceOption
    assessed : mapping of str to Assessment
    terms : mapping of str to int
        Option → months.
    by_capability : mapping of str to int
        Capability → its services.
    unpriced : frozenset of str
        Services whose yearly cost nobody states.
    """

    tree: CapabilityTree
    months: Mapping[str, Sequence[ServiceMonth]]
    options: Sequence[ServiceOption]
    assessed: Mapping[str, Assessment]
    terms: Mapping[str, int]
    by_capability: Mapping[str, int]
    unpriced: frozenset[str]

    @cached_property
    def options_on(self) -> dict[str, tuple[ServiceOption, ...]]:
        """Service → options that reuse or replace it."""
        found: dict[str, dict[ServiceOption, None]] = {}
        for option in self.options:
            for name in (option.reuses, *option.replaces):
                if name is not None:
                    found.setdefault(name, {})[option] = None
        return {name: tuple(options) for name, options in found.items()}


def _revalued(service: Service, around: _Around, ready: Prepared) -> RevaluedService:
    rules = ready.settings.capability
    own = around.options_on.get(service.id, ())
    fit = service_fit(
        service,
        technical_from=rules.technical_from,
        functional_from=rules.functional_from,
        spread=rules.fit_spread,
    )
    weightiest = around.tree.weightiest_of(service)
    others = 0 if weightiest is None else around.by_capability[weightiest.id] - 1
    case = ServiceCase(service, weightiest, fit, own, others)
    return RevaluedService(
        service=service,
        annual_cost=service.annual_cost,
        is_cost_of_months=service.id in around.unpriced and service.annual_cost is not None,
        fit=fit,
        move=service_move(
            case,
            important_from=rules.important_from,
            soon_days=rules.contract_soon_days,
            as_of=ready.as_of,
        ),
        window=contract_window(service, usual_notice_days=rules.notice_days, as_of=ready.as_of),
        alternatives=tuple(
            _alternative(
                service,
                option,
                around.terms.get(option.id),
                around.months.get(service.id, ()),
                around.assessed.get(option.proposal),
                rules.trend_least_months,
            )
            for option in own
        ),
        recorded=recorded_year(
            around.months.get(service.id, ()),
            None if service.id in around.unpriced else service.annual_cost,
            rules.cost_tolerance,
        ),
    )


def _alternative(
    service: Service,
    option: ServiceOption,
    term: int | None,
    months: Sequence[ServiceMonth],
    assessment: Assessment | None,
    least_months: int,
) -> ServiceAlternative:
    if term is None:
        why = "nobody states over which term its cost is counted"
        staying = NotAssessed("cost of staying", why, ReasonCode.NOT_STATED, names=("term_months",))
        return ServiceAlternative(option, None, _cost(assessment, option.id), staying, staying)
    return ServiceAlternative(
        option,
        term,
        _cost(assessment, option.id),
        _cost(assessment, None),
        staying_cost(service, months, term, least_months),
    )


def _cost(assessment: Assessment | None, option: str | None) -> Quantiles | NotAssessed:
    """Whole-life cost of an option, of doing nothing for None."""
    what = "whole-life cost"
    if assessment is None:
        return NotAssessed(what, "its proposal cannot be assessed", ReasonCode.UNUSABLE_ROW)
    case = assessment.business_case
    if isinstance(case, NotAssessed):
        return case.about(what)
    for one in case.options:
        if one.id == option or (option is None and one.kind == _NOTHING):
            life = one.whole_life
            return life.about(what) if isinstance(life, NotAssessed) else life.total
    why = "doing nothing is not among the options" if option is None else "the option has no cost"
    return NotAssessed(what, why, ReasonCode.NO_BASELINE if option is None else ReasonCode.NO_ROWS)
