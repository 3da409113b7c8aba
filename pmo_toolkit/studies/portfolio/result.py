"""What the portfolio says, for a page, a workbook and a file alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.portfolio.robust.shapes import RobustPortfolios
from pmo_toolkit.analysis.standing import Standing
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.facilitation.result import Facilitation
from pmo_toolkit.studies.portfolio.shapes import (
    BalanceLine,
    Change,
    DissentLine,
    FrontierPoint,
    OutcomeGroup,
    PortfolioLine,
    ScenarioOutcome,
    Waterline,
)

SCHEMA_VERSION = "1.0"
MIME_TYPE = "application/vnd.pmo.portfolio+json"


@dataclass(frozen=True, eq=False)
class Portfolio(ShownAsFirstPage):
    """All proposals as the enterprise PMO moderates them.

    Parameters
    ----------
    lines : tuple of PortfolioLine
        In the order of advice.
    groups : tuple of OutcomeGroup
    sentences : tuple of str
        Five at most: what a board needs to know first.
    asked : tuple of str
        What is asked of whoever decides.
    facilitation : Facilitation
        Ties, overlaps, people who are left, starts, opportunities.
    standing : Standing or NotAssessed
    robust : RobustPortfolios or NotAssessed
    rank_reversals : tuple of str
        Pairs whose order turns when the set of proposals changes, in sentences.
    scenarios : tuple of ScenarioOutcome
        The first is the plan's own setting; the others are compared with it.
    frontier : tuple of FrontierPoint or NotAssessed
    waterline : Waterline or NotAssessed
    balance : tuple of BalanceLine
    dissent : tuple of DissentLine
    questions : mapping of str to tuple of Question
        Department → open questions of all proposals.
    changes : tuple of Change or None
        Since a former run; None where none was named.
    turning : tuple of str
        What would change the picture, in sentences.
    failed : mapping of str to str
        Proposal that cannot be assessed → why.
    context : Context
    input_hash, version : str
    seed : int
    figures : NumberFormat
        Writes numbers as the workspace does.
    """

    lines: tuple[PortfolioLine, ...]
    groups: tuple[OutcomeGroup, ...]
    sentences: tuple[str, ...]
    asked: tuple[str, ...]
    facilitation: Facilitation
    standing: Standing | NotAssessed
    robust: RobustPortfolios | NotAssessed
    rank_reversals: tuple[str, ...]
    scenarios: tuple[ScenarioOutcome, ...]
    frontier: tuple[FrontierPoint, ...] | NotAssessed
    waterline: Waterline | NotAssessed
    balance: tuple[BalanceLine, ...]
    dissent: tuple[DissentLine, ...]
    questions: Mapping[str, tuple[Question, ...]]
    changes: tuple[Change, ...] | None
    turning: tuple[str, ...]
    failed: Mapping[str, str]
    context: Context
    input_hash: str
    version: str
    seed: int
    figures: NumberFormat
