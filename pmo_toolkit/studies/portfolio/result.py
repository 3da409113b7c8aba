"""What the portfolio says, for a page, a workbook and a file alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.robust.shapes import RobustPortfolios
from pmo_toolkit.analysis.portfolio.shapes import Objective, PortfolioProblem
from pmo_toolkit.analysis.standing import Standing
from pmo_toolkit.assessment.provenance import changed_settings
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.facilitation.result import ADVISED, Facilitation
from pmo_toolkit.studies.portfolio.scenarios import what_if
from pmo_toolkit.studies.portfolio.shapes import (
    BalanceLine,
    Change,
    DissentLine,
    FrontierPoint,
    OutcomeGroup,
    PortfolioLine,
    PortfolioQuestion,
    ScenarioOutcome,
    Waterline,
)
from pmo_toolkit.studies.track_record.given import unit_of_money
from pmo_toolkit.studies.track_record.shapes import TrackRecord

SCHEMA_VERSION = "1.1"
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
    facilitation : Facilitation or NotAssessed
        Ties, overlaps, people who are left, starts, opportunities; not assessed where no proposal
        can be.
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
    questions : mapping of str to tuple of PortfolioQuestion
        Department → open questions of all proposals, that of the highest worth first.
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
    scenarios_not_run : mapping of str to NotAssessed
        Scenario that is stated and cannot be run → why.
    beside : mapping of str to NotAssessed
        Proposal that no scenario can choose as it stands → why.
    cost_alone : mapping of str to NotAssessed
        Proposal whose net value is not assessed → why: scenarios count it with its cost alone.
    notes : tuple of str
        What scenarios rest on, in sentences: limits that nobody states, hours that go on.
    digests : mapping of str to mapping of str to str
        Proposal (or the empty text for what all share) → table → digest of its rows.
    track_record : TrackRecord
        Advice beside decision, estimates beside what became of them.
    problem : PortfolioProblem
        What could be chosen; not written.
    settings : Settings
        Not written.

    Examples
    --------
    >>> from pmo_toolkit import study_portfolio
    >>> portfolio = study_portfolio("sample")  # doctest: +SKIP
    >>> [found.name for found in portfolio.scenarios]  # doctest: +SKIP
    """

    lines: tuple[PortfolioLine, ...]
    groups: tuple[OutcomeGroup, ...]
    sentences: tuple[str, ...]
    asked: tuple[str, ...]
    facilitation: Facilitation | NotAssessed
    standing: Standing | NotAssessed
    robust: RobustPortfolios | NotAssessed
    rank_reversals: tuple[str, ...]
    scenarios: tuple[ScenarioOutcome, ...]
    frontier: tuple[FrontierPoint, ...] | NotAssessed
    waterline: Waterline | NotAssessed
    balance: tuple[BalanceLine, ...]
    dissent: tuple[DissentLine, ...]
    questions: Mapping[str, tuple[PortfolioQuestion, ...]]
    changes: tuple[Change, ...] | None
    turning: tuple[str, ...]
    failed: Mapping[str, str]
    context: Context
    input_hash: str
    version: str
    seed: int
    figures: NumberFormat
    scenarios_not_run: Mapping[str, NotAssessed] = field(default_factory=dict)
    beside: Mapping[str, NotAssessed] = field(default_factory=dict)
    cost_alone: Mapping[str, NotAssessed] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    digests: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    track_record: TrackRecord = field(default_factory=TrackRecord)
    problem: PortfolioProblem = field(
        default_factory=lambda: PortfolioProblem((), (), ()), repr=False
    )
    settings: Settings = field(default_factory=Settings, repr=False)

    @property
    def advised(self) -> tuple[PortfolioLine, ...]:
        """Proposals that we advise to advance, whole or in part."""
        return tuple(line for line in self.lines if line.position in ADVISED)

    def line(self, proposal: str) -> PortfolioLine | None:
        """One proposal's line; None where there is none."""
        return next((line for line in self.lines if line.id == proposal), None)

    def scenario(
        self,
        *,
        budget: float | Mapping[str, float] | None = None,
        exclude: Iterable[str] = (),
        include: Iterable[str] = (),
        objective: str = Objective.NET_VALUE.value,
        name: str = "what if",
        **others: object,
    ) -> ScenarioOutcome:
        """What would be chosen otherwise; the plan and this result stay as they are.

        Parameters
        ----------
        budget : float or mapping of str to float, optional
            Money of every year, or year → money; other years keep the plan's.
        exclude, include : iterable of str
            Proposals that are left out, and that are forced in.
        objective : str
            ``"net value"``, ``"goal contribution"`` or ``"weighted"``.
        name : str
        **others
            Other fields of `Scenario`, such as ``capacity_factor={"developer": 1.5}``,
            ``options={"P-001": "O-001-SAAS"}`` or ``least={"goal G-01": 0.2}``.

        Returns
        -------
        ScenarioOutcome
            With what it adds and drops beside the plan's own setting.

        Raises
        ------
        UsageError
            If it names what does not exist; the message says all of it.
        """
        return what_if(
            self.problem,
            self.scenarios[:1],
            self.settings,
            name=name,
            budget=budget,
            exclude=exclude,
            include=include,
            objective=objective,
            others=others,
        )

    def as_dict(self) -> dict[str, Any]:
        """What ``moderation.json`` holds; the same inputs, seed and day give the same.

        Probabilities and shares lie between 0 and 1, money is in the unit that ``units`` names.
        """
        context = self.context
        money = unit_of_money(context.currency, context.price_year)
        together = self.facilitation
        written = {
            "schema_version": SCHEMA_VERSION,
            "workspace": context.workspace,
            "sample": context.is_sample,
            "decides": context.decides,
            "as_of": context.as_of,
            "valid_until": context.valid_until,
            "currency": context.currency,
            "price_year": context.price_year,
            "units": {"money": money, "shares": "0 to 1", "hours": "person-hours"},
            "seed": self.seed,
            "input_hash": self.input_hash,
            "version": self.version,
            "settings_changed": changed_settings(self.settings),
            "inputs": self.digests,
            "sentences": self.sentences,
            "asked": self.asked,
            "proposals": self.lines,
            "groups": self.groups,
            "robust": self.robust,
            "rank_reversals": self.rank_reversals,
            "scenarios": self.scenarios,
            "scenarios_not_run": self.scenarios_not_run,
            "beside": self.beside,
            "cost_alone": self.cost_alone,
            "notes": self.notes,
            "frontier": self.frontier,
            "waterline": self.waterline,
            "balance": self.balance,
            "dissent": self.dissent,
            "questions": self.questions,
            "changes": self.changes,
            "track_record": self.track_record,
            "turning": self.turning,
            "facilitation": (together if isinstance(together, NotAssessed) else together.as_dict()),
            "failed": [{"proposal": name, "why": why} for name, why in self.failed.items()],
        }
        ready: dict[str, Any] = json_ready(written)
        return ready

    def handed_over(self) -> dict[str, Any]:
        """What an executed notebook carries, by type."""
        return {MIME_TYPE: self.as_dict()}

    def summary(self) -> pd.DataFrame:
        """A row a proposal, in the order of advice.

        Text columns ``proposal``, ``title``, ``advice``, ``tier``, ``start`` (the month that is not
        exceeded in four cases of five) and ``decision``.
        """
        return pd.DataFrame(
            [
                {
                    "proposal": line.id,
                    "title": line.title,
                    "advice": line.position,
                    "tier": "not assessed"
                    if isinstance(line.tier, NotAssessed)
                    else line.tier.name,
                    "start": line.start_p80 or "not assessed",
                    "decision": "" if line.decision is None else line.decision.decision,
                }
                for line in self.lines
            ],
            columns=["proposal", "title", "advice", "tier", "start", "decision"],
        )

    def __repr__(self) -> str:
        return (
            f"Portfolio({len(self.lines)} proposals, {len(self.advised)} advised,"
            f" {len(self.scenarios)} scenarios)"
        )
