"""Which module holds which section, so that it is loaded at its first use."""

from __future__ import annotations

from collections.abc import Iterable

#: Beginnings of names → module; a later one counts before an earlier one.
_BEGINNINGS = {
    "standing_": "report.comparison.sections",
    "graph_": "report.facilitation.dependency_graph",
    "history_": "report.history.sections",
    "risk_": "report.proposal.risk",
    "case_": "report.proposal.business_case",
    "facilitation_": "report.facilitation.asking",
    "explore_": "report.portfolio.exploring",
    "explore_history_": "report.history.exploring",
    "schedule_": "report.scheduling.sections",
    "revaluation_": "report.revaluation.sections",
    "tickets_": "report.tickets.study",
}
#: Module → names that lie there whatever they begin with.
_NAMED = {
    "report.facilitation.first_page": ("facilitation_headline",),
    "report.facilitation.resources": (
        "facilitation_people",
        "facilitation_plan",
        "facilitation_starts",
    ),
    "report.flow.sections": ("flow_section", "hand_over_calendar"),
    "report.resources.capacity": ("capacity",),
    "report.resources.services": ("services",),
    "report.revaluation.services": (
        "revaluation_alternatives",
        "revaluation_services",
        "revaluation_ways",
    ),
    "report.proposal.case_rows": ("case_summary",),
    "report.proposal.cost": ("cost",),
    "report.check": ("check",),
    "report.hand_over": ("hand_over",),
    "report.kit.section": ("Section",),
    "report.kit.html": ("render_report",),
    "report.index.page": ("render_index",),
}
#: Module of ``report.portfolio`` → its sections, without their common beginning.
_PORTFOLIO = {
    "asking": ("questions", "turning"),
    "first_page": ("headline", "provenance"),
    "money": ("affordable", "balance", "value"),
    "proposals": ("changes", "dissent", "proposals"),
    "scenarios": ("frontier", "scenarios"),
    "standing": ("robust", "tiers"),
    "together": ("clashes", "map", "opportunities", "overlaps", "people", "unlocks"),
    "track_record": ("track_record",),
}


def homes(names: Iterable[str]) -> dict[str, str]:
    """Name → module, without that of the package; sections of one proposal's report by default.

    Parameters
    ----------
    names : iterable of str
    """
    every = list(names)
    found = dict.fromkeys(every, "report.proposal.sections")
    for beginning, module in _BEGINNINGS.items():
        found |= {name: module for name in every if name.startswith(beginning)}
    found |= {name: module for module, own in _NAMED.items() for name in own}
    for module, own in _PORTFOLIO.items():
        found |= {f"portfolio_{name}": f"report.portfolio.{module}" for name in own}
    return found
