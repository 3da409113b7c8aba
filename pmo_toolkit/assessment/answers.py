"""Answers to queries: rows by key, and values computed from tables, each with a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.running_work import FaultyWork
from pmo_toolkit.analysis.capacity.usual_shares import UsualShares, usual_shares
from pmo_toolkit.analysis.money.stated.typical_risks import (
    RiskLoad,
    TypicalRisks,
    risk_loads,
    typical_risks,
)
from pmo_toolkit.analysis.overlaps.shapes import ProposalOverlaps
from pmo_toolkit.analysis.standing.rankable import RankedTogether, ranked_together
from pmo_toolkit.analysis.standing.scores import Scores, read_criteria, read_scores
from pmo_toolkit.assessment.coverage_cache import kept_figures
from pmo_toolkit.assessment.dependencies.graph_values import GRAPH_VALUES
from pmo_toolkit.assessment.lookups.made_of_tables import made_of_tables
from pmo_toolkit.assessment.lookups.queries import (
    ALL_RANKED,
    ALL_SECOND_OPINIONS,
    CELL_FINDINGS,
    CONFIGURATION,
    COST_DRIVERS,
    DEPARTMENT_ANSWERS,
    DEPARTMENT_NAMES,
    FAULTY_WORK,
    IDS,
    OVERLAPS,
    RANKED_TOGETHER,
    ROW_FAULTS,
    ROWS_SET_ASIDE,
    SECOND_OPINIONS,
    SOURCE,
    SUM_OF_WEIGHTS,
    TYPICAL_RISKS,
    UNIT_DOUBTS,
    USUAL_SHARES,
    Query,
    Reads,
)
from pmo_toolkit.assessment.lookups.table_look_up import TableLookUp, plain_text
from pmo_toolkit.assessment.lookups.team_weeks import FLOW_VALUES
from pmo_toolkit.assessment.overlaps.compared import CODE, ComparedProposals, compare_in_report
from pmo_toolkit.assessment.second_opinions import RankedOpinion, second_opinions
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.checking.resources import ENDS_BEFORE_IT_BEGINS
from pmo_toolkit.workspace.dictionary.tables import ROW, TABLES, lists_several

_Columns = tuple[str, ...]


class Answers:
    """Answers queries about one workspace.

    Parameters
    ----------
    workspace : Workspace
    settings : Settings, optional
        Instead of the workspace's own; how many proposals may be ranked together depends on them.
    """

    def __init__(self, workspace: Workspace, settings: Settings | None = None):
        self.workspace = workspace
        self.settings = settings or workspace.settings
        self.kept: dict[Hashable, Any] = {}  # drawn for several proposals, by all it rests on
        self._digests: dict[Query, str] = {}
        self._tables: dict[str, TableLookUp] = {}

    def rows(self, query: Query) -> pd.DataFrame:
        """Rows of a table in the order of their ids, numbered from 0.

        Where a query reads all columns, ``_row`` counts the rows that are given, not those of the
        file; the latter must be asked for by name, since they then belong to what was read.
        """
        return self._table(query.subject).rows(query)

    def value(self, query: Query) -> Any:
        """A value that is computed from tables.

        Raises
        ------
        KeyError
            If there is no value of this name.
        """
        return VALUES[query.subject](self, *(key for _, keys in query.where for key in keys))

    def digest(self, query: Query) -> str:
        """sha256 of the answer to a query; the empty text for one that nobody understands now."""
        if query not in self._digests:
            # those of a table are kept with its rows, which what-if copies of a workspace share
            is_of_rows = query.subject in TABLES and query.subject not in VALUES
            known = self._table(query.subject).digests if is_of_rows else {}
            if query not in known:
                known[query] = _sha256(self._text(query))
            self._digests[query] = known[query]
        return self._digests[query]

    def reads(self, queries: Iterable[Query]) -> Reads:
        """Queries, each once and in ascending order, with the hash of their answers."""
        ordered = tuple(sorted(set(queries)))
        return Reads(self.hash_of(ordered), ordered)

    def hash_of(self, queries: Iterable[Query]) -> str:
        """sha256 over queries and their answers, whatever order they come in."""
        digest = hashlib.sha256()
        for query in sorted(set(queries)):
            answer = self._digests.get(query) or self.digest(query)
            digest.update(f"{query!r} {answer}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _text(self, query: Query) -> str:
        if query.subject == CONFIGURATION:
            return plain_text(self.value(query))  # it holds sets, whose order means nothing
        if query.subject in VALUES:
            return repr(self.value(query))
        if query.subject in TABLES:
            return self._table(query.subject).text(query)
        return f"nobody knows {query.subject}"

    def _table(self, name: str) -> TableLookUp:
        """The look-up of a table; what-if copies of a workspace share those of unchanged tables."""
        if name not in self._tables:
            frame, kept = self.workspace.table(name), self.workspace.kept
            known = kept.get(("look-up", name))
            if known is None or known.frame is not frame:
                known = kept["look-up", name] = TableLookUp(frame, _listing(name))
            self._tables[name] = known
        return self._tables[name]

    @cached_property
    def second_opinions(self) -> Mapping[str, tuple[RankedOpinion, ...]]:
        """Proposal → what WSJF, CD3 and RICE say of it from stated figures, ranked among all."""
        tables = ("proposals", "benefits", "judgements", "criteria")
        key = "second opinions", self.workspace.config.hours_per_day
        return made_of_tables(
            self.workspace, key, tables, lambda: second_opinions(self.workspace, self._scores)
        )

    @cached_property
    def usual_shares(self) -> UsualShares:
        """What takes hours of roles, as shares of gross hours, of the roles that state it."""
        usual_absence = self.settings.capacity.usual_absence
        return usual_shares(self.workspace.table("capacity"), usual_absence)

    @cached_property
    def faulty_work(self) -> FaultyWork:
        """Rows of work under way that cannot be read, or not their days."""
        found = [one for one in self.workspace.troubles if one.table == "in_flight"]
        aside = {row for one in found if one.grade is Grade.ROW for row in _rows_of(one)}
        backward = {
            row
            for one in found
            if (one.reason or one.what).startswith(ENDS_BEFORE_IT_BEGINS)
            for row in _rows_of(one)
        }
        days: dict[str, tuple[int, ...]] = {}
        table = self.workspace.table("in_flight")
        blank = table["start_date"].isna() & table["finish_estimate"].isna()
        for project, row in zip(table["project"][blank], table[ROW][blank], strict=True):
            if int(row) in backward:
                days[str(project)] = tuple(sorted((*days.get(str(project), ()), int(row))))
        return FaultyWork(days, tuple(sorted(aside)))

    @cached_property
    def risk_loads(self) -> tuple[RiskLoad, ...]:
        """What the register of each proposal adds to its cost and its time."""
        names = ("options", "costs", "risks")
        options, costs, risks = map(self.workspace.table, names)
        key = "risk loads", self.settings
        return made_of_tables(
            self.workspace, key, names, lambda: risk_loads(options, costs, risks, self.settings)
        )

    def typical_risks(self, proposal: str) -> TypicalRisks:
        """What a usual register adds, by those of all proposals but this one."""
        return typical_risks(self.risk_loads, proposal, self.settings)

    @cached_property
    def ranked_together(self) -> RankedTogether | NotAssessed:
        """The scores that rank proposals among each other; nothing is drawn."""
        names = ("judgements", "criteria", "comparisons")
        judgements, criteria, comparisons = map(self.workspace.table, names)
        proposals, settings = self.workspace.table("proposals"), self.settings
        titles = dict(zip(proposals["id"], proposals["title"], strict=True))
        return made_of_tables(
            self.workspace,
            ("ranked together", settings),
            names,
            lambda: ranked_together(
                judgements, criteria, settings, titles, comparisons, self._scores
            ),
            titles,
        )

    @cached_property
    def ranked_ids(self) -> frozenset[str]:
        """Proposals that are ranked together."""
        ranked = self.ranked_together
        return frozenset() if isinstance(ranked, NotAssessed) else frozenset(ranked.scores.items)

    @cached_property
    def ranked_digest(self) -> str:
        """sha256 of all scores that are ranked together, whatever their rows, titles, weights."""
        ranked = self.ranked_together
        known = self.workspace.kept.get("ranked digest")
        if known is None or known[0] is not ranked:
            known = self.workspace.kept["ranked digest"] = ranked, _digest_of(ranked)
        return str(known[1])

    def overlaps_on(self, proposal: str) -> ProposalOverlaps | NotAssessed:
        """Who asks for something like what a proposal asks for; no score in it but its grade."""
        compared = self.compared
        return compared if isinstance(compared, NotAssessed) else compared.of(proposal)

    @property
    def compared(self) -> ComparedProposals | NotAssessed:
        """All proposals compared with each other, once."""
        return compare_in_report(self.workspace, self.settings.overlaps, kept_figures(CODE))

    @cached_property
    def _scores(self) -> Scores | None:
        def read() -> Scores | None:
            criteria = read_criteria(self.workspace.table("criteria"))
            if isinstance(criteria, NotAssessed):
                return None
            return read_scores(self.workspace.table("judgements"), criteria)

        return made_of_tables(self.workspace, "scores", ("criteria", "judgements"), read)


def _digest_of(ranked: RankedTogether | NotAssessed) -> str:
    if not isinstance(ranked, NotAssessed):
        anywhere = tuple(replace(score, row=0) for score in ranked.scores.judgements)
        ranked = replace(ranked, scores=replace(ranked.scores, judgements=anywhere))
    return _sha256(plain_text(ranked))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rows_of(trouble: Trouble) -> tuple[int, ...]:
    return trouble.rows or (() if trouble.row is None else (trouble.row,))


def _configuration(answers: Answers) -> object:
    return answers.workspace.config


def _set_aside(answers: Answers) -> tuple[Trouble, ...]:
    return tuple(
        trouble
        for trouble in answers.workspace.troubles
        if trouble.grade is Grade.ROW and trouble.proposal is None
    )


def _source(answers: Answers, table: str) -> str | None:
    source = answers.workspace.sources.get(table)
    return None if source is None else source.label


def _sum_of_weights(answers: Answers) -> float:
    return float(answers.workspace.table("goals")["weight"].sum())


def _ranked_together(answers: Answers, proposal: str) -> object:
    """All that is ranked together for one that is ranked; for another only why it is not."""
    ranked = answers.ranked_together
    if isinstance(ranked, NotAssessed):
        return ranked
    if proposal in answers.ranked_ids:
        return answers.ranked_digest
    return ranked.left_out.get(proposal)


#: Values that an assessment reads, by name. Each sees the whole workspace: its answer is the value
#: itself, or all that the value is computed from.
VALUES: Mapping[str, Callable[..., object]] = {
    ALL_RANKED: lambda answers: answers.ranked_digest,
    ALL_SECOND_OPINIONS: lambda answers: answers.second_opinions,
    CELL_FINDINGS: lambda answers, proposal: answers.workspace.cell_findings.get(proposal, ()),
    CONFIGURATION: _configuration,
    COST_DRIVERS: lambda answers: (answers.workspace.drivers, answers.workspace.extra_drivers),
    DEPARTMENT_ANSWERS: lambda answers, proposal: tuple(
        one for one in answers.workspace.department_answers if one.proposal == proposal
    ),
    DEPARTMENT_NAMES: lambda answers: answers.workspace.department_names,
    FAULTY_WORK: lambda answers: answers.faulty_work,
    IDS: lambda answers: answers.workspace.proposal_ids,
    OVERLAPS: lambda answers, proposal: answers.overlaps_on(proposal),
    RANKED_TOGETHER: _ranked_together,
    ROW_FAULTS: lambda answers, proposal: tuple(answers.workspace.failed.get(proposal, ())),
    ROWS_SET_ASIDE: _set_aside,
    SECOND_OPINIONS: lambda answers, proposal: answers.second_opinions[proposal],
    SOURCE: _source,
    SUM_OF_WEIGHTS: _sum_of_weights,
    TYPICAL_RISKS: lambda answers, proposal: answers.typical_risks(proposal),
    UNIT_DOUBTS: lambda answers, proposal: answers.workspace.unit_doubts_of(proposal),
    USUAL_SHARES: lambda answers: answers.usual_shares,
    **GRAPH_VALUES,
    **FLOW_VALUES,
}


def _listing(table: str) -> frozenset[str]:
    """Columns of a table whose cells may list several ids."""
    return frozenset(str(name) for name in TABLES[table].columns if lists_several(table, name))
