"""How an assessment looks.

Sections for JupyterLab and the report, the report itself, and the index of a run.

Names are loaded at their first use, since charts need matplotlib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_toolkit.core.startup import at_first_use
from pmo_toolkit.report.section_homes import homes

if TYPE_CHECKING:
    from pmo_toolkit.report.check import check
    from pmo_toolkit.report.comparison.sections import (
        standing_dissent,
        standing_findings,
        standing_opinions,
        standing_pairwise,
        standing_ranks,
        standing_tiers,
        standing_weights,
    )
    from pmo_toolkit.report.facilitation.asking import (
        facilitation_opportunities,
        facilitation_provenance,
        facilitation_questions,
        facilitation_twice,
    )
    from pmo_toolkit.report.facilitation.dependency_graph import (
        graph_knock_on,
        graph_map,
        graph_troubles,
        graph_unlocks,
    )
    from pmo_toolkit.report.facilitation.first_page import facilitation_headline
    from pmo_toolkit.report.facilitation.resources import (
        facilitation_people,
        facilitation_plan,
        facilitation_starts,
    )
    from pmo_toolkit.report.flow.sections import flow_section, hand_over_calendar
    from pmo_toolkit.report.hand_over import hand_over
    from pmo_toolkit.report.history.exploring import (
        explore_history_classes,
        explore_history_departments,
        explore_history_odd,
        explore_history_sizes,
        explore_history_years,
    )
    from pmo_toolkit.report.history.sections import (
        history_accuracy,
        history_coverage,
        history_experts,
        history_headline,
        history_inputs,
        history_learning,
        history_over_time,
        history_provenance,
        history_residuals,
    )
    from pmo_toolkit.report.index.page import render_index
    from pmo_toolkit.report.kit.html import render_report
    from pmo_toolkit.report.kit.section import Section
    from pmo_toolkit.report.portfolio.asking import portfolio_questions, portfolio_turning
    from pmo_toolkit.report.portfolio.exploring import explore_ranks, explore_values
    from pmo_toolkit.report.portfolio.first_page import portfolio_headline, portfolio_provenance
    from pmo_toolkit.report.portfolio.money import (
        portfolio_affordable,
        portfolio_balance,
        portfolio_value,
    )
    from pmo_toolkit.report.portfolio.proposals import (
        portfolio_changes,
        portfolio_dissent,
        portfolio_proposals,
    )
    from pmo_toolkit.report.portfolio.scenarios import portfolio_frontier, portfolio_scenarios
    from pmo_toolkit.report.portfolio.standing import portfolio_robust, portfolio_tiers
    from pmo_toolkit.report.portfolio.together import (
        portfolio_clashes,
        portfolio_map,
        portfolio_opportunities,
        portfolio_overlaps,
        portfolio_people,
        portfolio_unlocks,
    )
    from pmo_toolkit.report.portfolio.track_record import portfolio_track_record
    from pmo_toolkit.report.proposal.business_case import (
        case_benefits,
        case_cash_flow,
        case_comparison,
        case_headline,
        case_information,
        case_measures,
        case_platform_order,
        case_tipping_points,
        case_whole_life,
    )
    from pmo_toolkit.report.proposal.case_rows import case_summary
    from pmo_toolkit.report.proposal.cost import cost
    from pmo_toolkit.report.proposal.risk import (
        risk_activities,
        risk_contingency,
        risk_cost,
        risk_drivers,
        risk_exceedance,
        risk_headline,
        risk_joint,
        risk_register,
        risk_summary,
        risk_time,
    )
    from pmo_toolkit.report.proposal.sections import (
        alignment,
        benefits,
        confidence,
        dependencies,
        effort,
        evidence,
        headline,
        money,
        options,
        overlaps,
        provenance,
        questions,
        risks,
        standing,
        switching,
        ticket_evidence,
    )
    from pmo_toolkit.report.resources.capacity import capacity
    from pmo_toolkit.report.resources.services import services
    from pmo_toolkit.report.revaluation.sections import (
        revaluation_headline,
        revaluation_map,
        revaluation_outcomes,
        revaluation_provenance,
        revaluation_questions,
        revaluation_thin,
    )
    from pmo_toolkit.report.revaluation.services import (
        revaluation_alternatives,
        revaluation_services,
        revaluation_ways,
    )
    from pmo_toolkit.report.scheduling.sections import (
        schedule_gantt,
        schedule_headline,
        schedule_left_out,
        schedule_plan,
        schedule_questions,
        schedule_roles,
    )
    from pmo_toolkit.report.tickets.study import (
        tickets_loads,
        tickets_overview,
        tickets_problems,
        tickets_unseen,
    )

__all__ = [
    "Section",
    "alignment",
    "benefits",
    "capacity",
    "case_benefits",
    "case_cash_flow",
    "case_comparison",
    "case_headline",
    "case_information",
    "case_measures",
    "case_platform_order",
    "case_summary",
    "case_tipping_points",
    "case_whole_life",
    "check",
    "confidence",
    "cost",
    "dependencies",
    "effort",
    "evidence",
    "explore_history_classes",
    "explore_history_departments",
    "explore_history_odd",
    "explore_history_sizes",
    "explore_history_years",
    "explore_ranks",
    "explore_values",
    "facilitation_headline",
    "facilitation_opportunities",
    "facilitation_people",
    "facilitation_plan",
    "facilitation_provenance",
    "facilitation_questions",
    "facilitation_starts",
    "facilitation_twice",
    "flow_section",
    "graph_knock_on",
    "graph_map",
    "graph_troubles",
    "graph_unlocks",
    "hand_over",
    "hand_over_calendar",
    "headline",
    "history_accuracy",
    "history_coverage",
    "history_experts",
    "history_headline",
    "history_inputs",
    "history_learning",
    "history_over_time",
    "history_provenance",
    "history_residuals",
    "money",
    "options",
    "overlaps",
    "portfolio_affordable",
    "portfolio_balance",
    "portfolio_changes",
    "portfolio_clashes",
    "portfolio_dissent",
    "portfolio_frontier",
    "portfolio_headline",
    "portfolio_map",
    "portfolio_opportunities",
    "portfolio_overlaps",
    "portfolio_people",
    "portfolio_proposals",
    "portfolio_provenance",
    "portfolio_questions",
    "portfolio_robust",
    "portfolio_scenarios",
    "portfolio_tiers",
    "portfolio_track_record",
    "portfolio_turning",
    "portfolio_unlocks",
    "portfolio_value",
    "provenance",
    "questions",
    "render_index",
    "render_report",
    "revaluation_alternatives",
    "revaluation_headline",
    "revaluation_map",
    "revaluation_outcomes",
    "revaluation_provenance",
    "revaluation_questions",
    "revaluation_services",
    "revaluation_thin",
    "revaluation_ways",
    "risk_activities",
    "risk_contingency",
    "risk_cost",
    "risk_drivers",
    "risk_exceedance",
    "risk_headline",
    "risk_joint",
    "risk_register",
    "risk_summary",
    "risk_time",
    "risks",
    "schedule_gantt",
    "schedule_headline",
    "schedule_left_out",
    "schedule_plan",
    "schedule_questions",
    "schedule_roles",
    "services",
    "standing",
    "standing_dissent",
    "standing_findings",
    "standing_opinions",
    "standing_pairwise",
    "standing_ranks",
    "standing_tiers",
    "standing_weights",
    "switching",
    "ticket_evidence",
    "tickets_loads",
    "tickets_overview",
    "tickets_problems",
    "tickets_unseen",
]

__getattr__ = at_first_use(__name__, homes(__all__))


def __dir__() -> list[str]:
    return sorted(__all__)
