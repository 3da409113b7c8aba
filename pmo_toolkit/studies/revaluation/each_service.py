"""What is said of one service: its fit, its ways, its contract, and staying beside options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capability.moves import ServiceCase, service_move
from pmo_toolkit.analysis.capability.recorded_year import recorded_year
from pmo_toolkit.analysis.capability.service_fit import service_fit
from pmo_toolkit.analysis.capability.shapes import Service, ServiceMonth, ServiceOption
from pmo_toolkit.analysis.capability.staying import contract_window, cost_trend, staying_cost
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.studies.revaluation.result import RevaluedService, ServiceAlternative

_NOTHING = "nothing"


@dataclass(frozen=True)
class Around:
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


def revalued(service: Service, around: Around, ready: Prepared) -> RevaluedService:
    """One service, its cost filled in, with all that is said of it.

    Parameters
    ----------
    service : Service
    around : Around
    ready : Prepared
    """
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
    further = tuple(
        around.tree.by_id[name]
        for name in around.tree.places_of(service)
        if weightiest is not None and name != weightiest.id
    )
    case = ServiceCase(service, weightiest, fit, own, others, further)
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
        trend=cost_trend(around.months.get(service.id, ()), rules.trend_least_months),
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
