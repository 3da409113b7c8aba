"""The PMO Workbench: honest assessments of project proposals that nobody has approved yet.

Everything a consultant needs in Python can be imported from here; each name is loaded when it is
first used, so that importing the package itself costs nothing.
"""

from __future__ import annotations

import os as _os
from importlib import import_module as _module

#: Numerical libraries split sums over threads, and then the last digits depend on their number.
THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
for _name in THREAD_VARIABLES:  # before anything imports NumPy
    _os.environ.setdefault(_name, "1")

from typing import TYPE_CHECKING, Any  # noqa: E402

from pmo_toolkit.core.display import register_first_pages as _register_first_pages  # noqa: E402
from pmo_toolkit.core.startup import at_first_use as _at_first_use  # noqa: E402

if TYPE_CHECKING:
    from pmo_toolkit import report
    from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
    from pmo_toolkit.analysis.scheduling.public import schedule
    from pmo_toolkit.analysis.scheduling.shapes import (
        Activity,
        Link,
        Mode,
        Resource,
        Schedule,
        ScheduleError,
    )
    from pmo_toolkit.assessment import Assessment, assess_proposal, prepare
    from pmo_toolkit.core.errors import (
        ExitCode,
        Grade,
        PmoError,
        ProposalError,
        SettingsError,
        Trouble,
        UsageError,
        WorkspaceError,
    )
    from pmo_toolkit.core.settings import Settings
    from pmo_toolkit.core.startup import __version__
    from pmo_toolkit.intake.importing import carry_out, import_files, plan_import
    from pmo_toolkit.merging.base.shapes import Merge
    from pmo_toolkit.merging.merge import merge_workspaces
    from pmo_toolkit.studies import (
        Comparison,
        HistoryReliability,
        assess_history,
        compare_proposals,
    )
    from pmo_toolkit.studies.facilitation.result import Facilitation
    from pmo_toolkit.studies.facilitation.study import study_facilitation
    from pmo_toolkit.studies.flow.public import forecast_items, forecast_weeks
    from pmo_toolkit.studies.flow.result import FlowStudy
    from pmo_toolkit.studies.flow.study import study_flow
    from pmo_toolkit.studies.past_projects import PastProjects, explore_history
    from pmo_toolkit.studies.portfolio.result import Portfolio
    from pmo_toolkit.studies.portfolio.study import study_portfolio
    from pmo_toolkit.studies.questions.result import DepartmentQuestions
    from pmo_toolkit.studies.questions.study import study_questions
    from pmo_toolkit.studies.revaluation.result import Revaluation
    from pmo_toolkit.studies.revaluation.study import study_revaluation
    from pmo_toolkit.studies.tickets.study import study_tickets
    from pmo_toolkit.workshop.import_form import ImportForm
    from pmo_toolkit.workspace import Workspace, load_workspace, read_workspace

__all__ = [
    "THREAD_VARIABLES",
    "Activity",
    "Assessment",
    "Comparison",
    "DepartmentQuestions",
    "EffortEstimator",
    "ExitCode",
    "Facilitation",
    "FlowStudy",
    "Grade",
    "HistoryReliability",
    "ImportForm",
    "Link",
    "Merge",
    "Mode",
    "PastProjects",
    "PmoError",
    "Portfolio",
    "ProposalError",
    "Resource",
    "Revaluation",
    "Schedule",
    "ScheduleError",
    "Settings",
    "SettingsError",
    "Trouble",
    "UsageError",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "assess_history",
    "assess_proposal",
    "carry_out",
    "compare_proposals",
    "explore_history",
    "forecast_items",
    "forecast_weeks",
    "import_files",
    "load_workspace",
    "merge_workspaces",
    "plan_import",
    "prepare",
    "read_workspace",
    "report",
    "schedule",
    "study_facilitation",
    "study_flow",
    "study_portfolio",
    "study_questions",
    "study_revaluation",
    "study_tickets",
]

#: Where each name lives; it is loaded when it is first used (PEP 562).
__getattr__ = _at_first_use(
    __name__,
    {
        "Activity": "analysis.scheduling.shapes",
        "Link": "analysis.scheduling.shapes",
        "Mode": "analysis.scheduling.shapes",
        "Resource": "analysis.scheduling.shapes",
        "Schedule": "analysis.scheduling.shapes",
        "ScheduleError": "analysis.scheduling.shapes",
        "Assessment": "assessment",
        "Comparison": "studies",
        "DepartmentQuestions": "studies.questions.result",
        "EffortEstimator": "analysis.estimating.model.effort",
        "ExitCode": "core.errors",
        "Facilitation": "studies.facilitation.result",
        "FlowStudy": "studies.flow.result",
        "Grade": "core.errors",
        "HistoryReliability": "studies.reliability_result",
        "ImportForm": "workshop.import_form",
        "PastProjects": "studies.past_projects",
        "PmoError": "core.errors",
        "Portfolio": "studies.portfolio.result",
        "ProposalError": "core.errors",
        "Revaluation": "studies.revaluation.result",
        "Settings": "core.settings",
        "SettingsError": "core.errors",
        "Trouble": "core.errors",
        "UsageError": "core.errors",
        "Workspace": "workspace",
        "WorkspaceError": "core.errors",
        "__version__": "core.startup",
        "assess_history": "studies.reliability",
        "assess_proposal": "assessment",
        "carry_out": "intake.importing",
        "compare_proposals": "studies",
        "explore_history": "studies.past_projects",
        "forecast_items": "studies.flow.public",
        "forecast_weeks": "studies.flow.public",
        "import_files": "intake.importing",
        "Merge": "merging.base.shapes",
        "merge_workspaces": "merging.merge",
        "load_workspace": "workspace",
        "plan_import": "intake.importing",
        "prepare": "assessment",
        "read_workspace": "workspace",
        "report": "report",
        "schedule": "analysis.scheduling.public",
        "study_facilitation": "studies.facilitation.study",
        "study_flow": "studies.flow.study",
        "study_portfolio": "studies.portfolio.study",
        "study_questions": "studies.questions.study",
        "study_revaluation": "studies.revaluation.study",
        "study_tickets": "studies.tickets.study",
    },
)


def __dir__() -> list[str]:
    return sorted(__all__)


def _first_page(section: str, home: str = "report") -> Any:
    """What shows a result as one section of a report, whose module is loaded at its first use."""

    def show(result: Any) -> str:
        shown: str = getattr(_module(f"{__name__}.{home}"), section)(result).styled_html
        return shown

    return show


_register_first_pages(
    {
        "Assessment": _first_page("headline"),
        "Comparison": _first_page("standing_tiers"),
        "DepartmentQuestions": _first_page("questions_overview", "report.departments.overview"),
        "Facilitation": _first_page("facilitation_headline"),
        "FlowStudy": _first_page("flow_section"),
        "HistoryReliability": _first_page("history_headline"),
        "Merge": _first_page("merge_section", "merging.page"),
        "PastProjects": _first_page("explore_history_sizes"),
        "Portfolio": _first_page("portfolio_headline"),
        "Revaluation": _first_page("revaluation_headline"),
        "ScheduleStudy": _first_page("schedule_headline"),
        "TicketStudy": _first_page("tickets_overview"),
        "Workspace": _first_page("check"),
    }
)
