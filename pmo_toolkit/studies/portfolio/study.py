"""All proposals of a workspace as the enterprise PMO moderates them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import Assessment, Prepared, prepare
from pmo_toolkit.assessment.portfolio.pricing import Pricing
from pmo_toolkit.assessment.portfolio.problem import portfolio_problem
from pmo_toolkit.assessment.portfolio.served import goals_gap
from pmo_toolkit.assessment.provenance import changed_settings, context_of
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.assessments.finished_assessments import known_assessments
from pmo_toolkit.studies.facilitation.contradictions import cannot_begin
from pmo_toolkit.studies.facilitation.result import ADVISED, Facilitation
from pmo_toolkit.studies.facilitation.study import assess_all, study_facilitation
from pmo_toolkit.studies.portfolio.balance import balance_of, targets_of
from pmo_toolkit.studies.portfolio.changes import RunNow, changes_since
from pmo_toolkit.studies.portfolio.former_run import former_run
from pmo_toolkit.studies.portfolio.frontier import frontier_of, waterline_of
from pmo_toolkit.studies.portfolio.inputs_digest import digests_of
from pmo_toolkit.studies.portfolio.lines import (
    dissent_of,
    ellipses_of,
    goal_titles,
    groups_of,
    lines_of,
)
from pmo_toolkit.studies.portfolio.questions import questions_by_department
from pmo_toolkit.studies.portfolio.result import Portfolio
from pmo_toolkit.studies.portfolio.robust_choice import reversals_of, robust_choice, turning_of
from pmo_toolkit.studies.portfolio.scenarios import notes_on, run_scenarios
from pmo_toolkit.studies.portfolio.shapes import ScenarioOutcome
from pmo_toolkit.studies.portfolio.stated_scenarios import scenarios_of
from pmo_toolkit.studies.portfolio.words import PortfolioWords
from pmo_toolkit.studies.track_record.decisions import decisions_of
from pmo_toolkit.studies.track_record.study import track_record_of
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.moderation.scenario_rows import AS_STATED


def study_portfolio(
    workspace: Workspace | str | Path,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    assessments: Mapping[str, Assessment] | str | Path | None = None,
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
    assessments : mapping of str to Assessment or path, optional
        Proposals that have been assessed already, with the same seed, day and settings; or the
        folder of a finished ``pmo assess``, of which those are used that hold today.
    since : path, optional
        Folder of a finished run to compare with.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If an assessment is of none of its proposals, or a folder holds no finished run, one of
        another workspace, or one of a newer version.

    Examples
    --------
    >>> portfolio = study_portfolio("sample")  # doctest: +SKIP
    >>> portfolio.scenario(budget=1_000_000).outcome.choices  # doctest: +SKIP
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    context = context_of(ready.reader(""))
    former = None if since is None else former_run(since, context)
    pricing = Pricing(ready)
    known = known_assessments(ready, assessments)
    assessed, failed = assess_all(ready, known, pricing.note)
    facilitation = _facilitation(ready, assessed)
    inputs = portfolio_problem(
        ready, assessed, pricing=pricing, unsettled=_unsettled(facilitation, ready.settings)
    )
    gap = goals_gap(assessed.values())
    problem, outcomes, not_run = run_scenarios(inputs, scenarios_of(ready), gap, ready.settings)
    first = _plan(outcomes)
    standing, has_budget = ready.standing, bool(problem.budget)
    decisions = decisions_of(ready.workspace, ready.as_of)
    lines = lines_of(facilitation, assessed, standing, ellipses_of(inputs), decisions.latest)
    questions = questions_by_department(
        assessed, facilitation, has_budget=has_budget, answers=ready.workspace.department_answers
    )
    words = PortfolioWords(
        lines=lines,
        assessed=assessed,
        facilitation=facilitation,
        standing=standing,
        inputs=inputs,
        plan=first,
        has_budget=has_budget,
        questions=questions,
        decides=context.decides,
        figures=ready.figures,
        plan_gap=next((gap.why for name, gap in not_run.items() if _is_plan(name)), ""),
    )
    portfolio = Portfolio(
        lines=lines,
        groups=groups_of(lines, goal_titles(ready.workspace)),
        sentences=words.sentences(),
        asked=words.asked(),
        facilitation=facilitation,
        standing=standing,
        robust=robust_choice(ready, problem, {line.id: line.option for line in lines}),
        rank_reversals=reversals_of(ready),
        scenarios=outcomes,
        frontier=frontier_of(problem, first, ready.settings),
        waterline=waterline_of(problem, first, ready.settings),
        balance=balance_of(
            inputs,
            assessed,
            [line.id for line in lines if line.position in ADVISED],
            first,
            targets_of(ready),
            _titles(ready.workspace),
        ),
        dissent=dissent_of(standing, [line.id for line in lines]),
        questions=questions,
        changes=None,
        turning=turning_of(first, standing, words.advised, assessed, ready.figures),
        failed=failed,
        context=context,
        input_hash=ready.workspace.input_hash,
        version=version("pmo-toolkit"),
        seed=ready.settings.seed,
        figures=ready.figures,
        scenarios_not_run=not_run,
        beside=inputs.beside,
        cost_alone=inputs.cost_alone,
        notes=notes_on(inputs, problem.budget),
        track_record=track_record_of(
            ready,
            assessed,
            decisions,
            order=[line.id for line in lines],
            former=None if former is None else former.given,
        ),
        problem=problem,
        settings=ready.settings,
        digests=digests_of(ready.workspace),
    )
    if former is None:
        return portfolio
    now = RunNow(
        ready.workspace,
        portfolio.version,
        context.as_of,
        portfolio.seed,
        changed_settings(ready.settings),
        portfolio.digests,
        ready.figures,
    )
    return replace(portfolio, changes=changes_since(former, lines, now))


def _plan(outcomes: tuple[ScenarioOutcome, ...]) -> ScenarioOutcome | None:
    """What the plan's own setting chooses; None where it is not run."""
    return outcomes[0] if outcomes and _is_plan(outcomes[0].name) else None


def _is_plan(name: str) -> bool:
    return name.casefold() == AS_STATED


def _unsettled(
    facilitation: Facilitation | NotAssessed, settings: Settings
) -> Mapping[str, NotAssessed]:
    """Proposals that cannot begin until a contradiction is settled."""
    if isinstance(facilitation, NotAssessed):
        return {}
    return cannot_begin(facilitation.dependencies, settings.scheduling.binds_from)


def _titles(workspace: Workspace) -> dict[str, str]:
    """Goal or capability → title."""
    capabilities = workspace.table("capabilities")
    titles = dict(zip(capabilities["id"], capabilities["title"], strict=True))
    return goal_titles(workspace) | {
        str(name): text for name, title in titles.items() if (text := text_of(title))
    }


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
