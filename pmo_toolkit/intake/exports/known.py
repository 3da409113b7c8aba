"""Exports of well-known systems: which one a table is, and what it gives, without a question."""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.suggestions import TableSuggestion
from pmo_toolkit.intake.exports.azure_devops import AZURE_DEVOPS
from pmo_toolkit.intake.exports.focus import FOCUS
from pmo_toolkit.intake.exports.issue_trackers import GITHUB, GITLAB
from pmo_toolkit.intake.exports.jira import JIRA, JIRA_CLOUD
from pmo_toolkit.intake.exports.people import names_people, without_columns
from pmo_toolkit.intake.exports.planner import PLANNER, TO_DO
from pmo_toolkit.intake.exports.servicenow import DEMAND, INCIDENT, PROJECT
from pmo_toolkit.intake.exports.shape import Export
from pmo_toolkit.intake.exports.suggestions import suggestions_of
from pmo_toolkit.intake.exports.xml_models import (
    ARCHIMATE_APPLICATIONS,
    ARCHIMATE_CAPABILITIES,
    ARCHIMATE_GOALS,
    MS_PROJECT_PLAN,
    MS_PROJECT_TASKS,
)

#: Every export that is recognised; of two that fit, the one that stands first.
EXPORTS: tuple[Export, ...] = (
    JIRA_CLOUD,
    JIRA,
    AZURE_DEVOPS,
    DEMAND,
    INCIDENT,
    PROJECT,
    MS_PROJECT_PLAN,
    MS_PROJECT_TASKS,
    PLANNER,
    TO_DO,
    GITLAB,
    GITHUB,
    ARCHIMATE_CAPABILITIES,
    ARCHIMATE_GOALS,
    ARCHIMATE_APPLICATIONS,
    FOCUS,
)


def export_of(region: Region) -> Export | None:
    """The export that a region is, or None."""
    return next((export for export in EXPORTS if export.recognises(region)), None)


def recognise(region: Region) -> tuple[TableSuggestion, ...]:
    """What a region gives where it is an export of a well-known system.

    Parameters
    ----------
    region : Region

    Returns
    -------
    tuple of TableSuggestion
        One a table of ours; all are sure, with the columns, the words and the rows that they
        take. A column whose figures or dates could be read two ways is unsure. Empty where the
        region is no such export, or holds nothing for us.
    """
    export = export_of(region)
    return () if export is None else suggestions_of(export, without_people(region))


def without_people(region: Region) -> Region:
    """The region without columns of people's names, where it is such an export; else itself."""
    export = export_of(region)
    named = [header for header in dict.fromkeys(region.headers) if names_people(header)]
    if export is None or not named:
        return region
    used = {
        header
        for suggestion in suggestions_of(export, region)
        for rule in suggestion.rule.columns
        for header in rule.headers
    }
    return without_columns(region, [header for header in named if header not in used])
