"""All proposals of a workspace as the enterprise PMO moderates them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import Assessment, Prepared, prepare
from pmo_toolkit.assessment.provenance import context_of
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.facilitation.result import Facilitation
from pmo_toolkit.studies.facilitation.study import assess_all, study_facilitation
from pmo_toolkit.studies.portfolio.lines import (
    decisions_of,
    dissent_of,
    goal_titles,
    groups_of,
    lines_of,
)
from pmo_toolkit.studies.portfolio.questions import questions_by_department
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.workspace import Workspace

_LATER = "not worked out yet"


def study_portfolio(
    workspace: Workspace | str | Path,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    assessments: Mapping[str, Assessment] | None = None,
    since: str | Path | None = None,
) -> Portfolio:
    """Bring all proposals of a workspace together for whoever moderates the decision.

    Parameters
    ----------
    workspace : Workspace or path
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.
    assessments : mapping of str to Assessment, optional
        Proposals that have been assessed already, with the same seed, day and settings.
    since : path, optional
        Folder of a finished run to compare with.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If an assessment is of none of its proposals.
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    assessed, failed = assess_all(ready, assessments or {})
    facilitation = _facilitation(ready, assessed)
    standing = ready.standing
    lines = lines_of(facilitation, assessed, standing, {}, decisions_of(ready.workspace))
    return Portfolio(
        lines=lines,
        groups=groups_of(lines, goal_titles(ready.workspace)),
        sentences=(),
        asked=(),
        facilitation=facilitation,
        standing=standing,
        robust=NotAssessed("robust portfolios", _LATER, ReasonCode.NOT_APPLICABLE),
        rank_reversals=(),
        scenarios=(),
        frontier=NotAssessed("frontier", _LATER, ReasonCode.NOT_APPLICABLE),
        waterline=NotAssessed("waterline", _LATER, ReasonCode.NOT_APPLICABLE),
        balance=(),
        dissent=dissent_of(standing, [line.id for line in lines]),
        questions=questions_by_department(assessed, facilitation),
        changes=None,
        turning=(),
        failed=failed,
        context=context_of(ready.reader("")),
        input_hash=ready.workspace.input_hash,
        version=version("pmo-toolkit"),
        seed=ready.settings.seed,
        figures=ready.figures,
    )


def _facilitation(
    ready: Prepared, assessed: Mapping[str, Assessment]
) -> Facilitation | NotAssessed:
    if not assessed:
        return NotAssessed(
            "proposals together",
            "the workspace holds no proposal that can be assessed; pmo check says why",
            ReasonCode.NO_ROWS,
            names=("proposals",),
        )
    return study_facilitation(
        ready.workspace,
        seed=ready.settings.seed,
        as_of=ready.as_of,
        settings=ready.settings,
        assessments=assessed,
    )
