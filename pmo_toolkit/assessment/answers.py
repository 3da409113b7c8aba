"""Answers to queries: rows by key, and values computed from tables, each with a digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.stated.typical_risks import (
    RiskLoad,
    TypicalRisks,
    risk_loads,
    typical_risks,
)
from pmo_toolkit.analysis.standing.rankable import RankedTogether, ranked_together
from pmo_toolkit.analysis.standing.scores import Scores, read_criteria, read_scores
from pmo_toolkit.assessment.dependencies.graph_values import GRAPH_VALUES
from pmo_toolkit.assessment.overlaps.compared import overlaps_on
from pmo_toolkit.assessment.queries import Query, Reads
from pmo_toolkit.assessment.second_opinions import RankedOpinion, second_opinions
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW, TABLES

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
        #: What several proposals draw from the same rows, by all that it depends on.
        self.kept: dict[Hashable, Any] = {}
        self._digests: dict[Query, str] = {}
        self._tables: dict[str, _Table] = {}

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
            self._digests[query] = _sha256(self._text(query))
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
            return _plain_text(self.value(query))  # it holds sets, whose order means nothing
        if query.subject in VALUES:
            return repr(self.value(query))
        if query.subject in TABLES:
            return self._table(query.subject).text(query)
        return f"nobody knows {query.subject}"

    def _table(self, name: str) -> _Table:
        """The look-up of a table; what-if copies of a workspace share those of unchanged tables."""
        if name not in self._tables:
            frame, kept = self.workspace.table(name), self.workspace.kept
            known = kept.get(("look-up", name))
            if known is None or known.frame is not frame:
                known = kept["look-up", name] = _Table(frame)
            self._tables[name] = known
        return self._tables[name]

    @cached_property
    def second_opinions(self) -> Mapping[str, tuple[RankedOpinion, ...]]:
        """Proposal → what WSJF, CD3 and RICE say of it from stated figures, ranked among all."""
        return second_opinions(self.workspace, self._scores)

    @cached_property
    def risk_loads(self) -> tuple[RiskLoad, ...]:
        """What the register of each proposal adds to its cost and its time."""
        tables = [self.workspace.table(name) for name in ("options", "costs", "risks")]
        return risk_loads(tables[0], tables[1], tables[2], self.settings)

    def typical_risks(self, proposal: str) -> TypicalRisks:
        """What a usual register adds, by those of all proposals but this one."""
        return typical_risks(self.risk_loads, proposal, self.settings)

    @cached_property
    def ranked_together(self) -> RankedTogether | NotAssessed:
        """The scores that rank proposals among each other; nothing is drawn."""
        workspace = self.workspace
        proposals = workspace.table("proposals")
        return ranked_together(
            workspace.table("judgements"),
            workspace.table("criteria"),
            self.settings,
            dict(zip(proposals["id"], proposals["title"], strict=True)),
            workspace.table("comparisons"),
            self._scores,
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
        if not isinstance(ranked, NotAssessed):
            anywhere = tuple(replace(score, row=0) for score in ranked.scores.judgements)
            ranked = replace(ranked, scores=replace(ranked.scores, judgements=anywhere))
        return _sha256(_plain_text(ranked))

    @cached_property
    def _scores(self) -> Scores | None:
        criteria = read_criteria(self.workspace.table("criteria"))
        if isinstance(criteria, NotAssessed):
            return None
        return read_scores(self.workspace.table("judgements"), criteria)


class _Table:
    """Rows of one table by the values of its columns."""

    def __init__(self, frame: pd.DataFrame):
        self.frame = frame
        self._all = tuple(str(name) for name in frame.columns if name != ROW)
        self._kinds = {str(name): f"{name} {kind}" for name, kind in frame.dtypes.items()}
        self._places: dict[str, dict[str, list[int]]] = {}
        self._heads: dict[_Columns, str] = {}
        self._values: dict[str, list[Any]] = {}
        self._whole: dict[_Columns, pd.DataFrame] = {}

    def rows(self, query: Query) -> pd.DataFrame:
        if query.where:
            return self._taken(self.frame.take(self._positions(query)), query.columns)
        if query.columns not in self._whole:
            self._whole[query.columns] = self._taken(self.frame, query.columns)
        return self._whole[query.columns].copy(deep=False)

    def text(self, query: Query) -> str:
        """Types and values: text, numbers, and dates as text; missing ones as null."""
        columns = query.columns or self._all
        if columns not in self._heads:
            self._heads[columns] = _plain_text([self._kinds[name] for name in columns])
        places = self._positions(query) if query.where else range(len(self.frame))
        if not places:
            return self._heads[columns]
        values = [self._values_of(name) for name in columns]
        rows = [[column[place] for column in values] for place in places]
        return self._heads[columns] + _ENCODER.encode(rows)

    def _taken(self, frame: pd.DataFrame, columns: _Columns) -> pd.DataFrame:
        made = frame.reset_index(drop=True)
        if columns:
            return made[list(columns)]
        made[ROW] = np.arange(len(made))
        return made

    def _positions(self, query: Query) -> list[int]:
        found: set[int] | None = None
        for column, keys in query.where:
            by_key = self._by(column)
            places = {place for key in keys for place in by_key.get(key, ())}
            found = places if found is None else found & places
        return sorted(found or ())

    def _by(self, column: str) -> dict[str, list[int]]:
        if column not in self._places:
            made: dict[str, list[int]] = {}
            for place, key in enumerate(self.frame[column].tolist()):
                made.setdefault(str(key), []).append(place)
            self._places[column] = made
        return self._places[column]

    def _values_of(self, name: str) -> list[Any]:
        if name not in self._values:
            self._values[name] = _plain_values(self.frame[name])
        return self._values[name]


def _plain_values(column: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").astype(object)
    found = column.astype(object)
    values: list[Any] = found.where(found.notna(), None).tolist()
    return values


def _plain_text(value: object) -> str:
    return _ENCODER.encode(value)


def _as_plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return repr(value)


_ENCODER = json.JSONEncoder(
    default=_as_plain, sort_keys=True, ensure_ascii=False, check_circular=False
)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _configuration(answers: Answers) -> object:
    return answers.workspace.config


def _drivers(answers: Answers) -> object:
    return answers.workspace.drivers, answers.workspace.extra_drivers


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


ALL_RANKED = "all scores that are ranked together"
ALL_SECOND_OPINIONS = "second opinions of all"
CELL_FINDINGS = "findings in cells"
CONFIGURATION = "configuration"
COST_DRIVERS = "cost drivers"
IDS = "ids of proposals"
OVERLAPS = "who asks for something like it"
RANKED_TOGETHER = "scores that are ranked together"
ROW_FAULTS = "row faults"
ROWS_SET_ASIDE = "rows set aside"
SECOND_OPINIONS = "second opinions"
SOURCE = "source of a table"
TYPICAL_RISKS = "usual risks of the other proposals"
SUM_OF_WEIGHTS = "sum of goals.weight"
UNIT_DOUBTS = "figures that look like another unit"

#: Values that an assessment reads, by name. Each sees the whole workspace: its answer is the value
#: itself, or all that the value is computed from.
VALUES: Mapping[str, Callable[..., object]] = {
    ALL_RANKED: lambda answers: answers.ranked_digest,
    ALL_SECOND_OPINIONS: lambda answers: answers.second_opinions,
    CELL_FINDINGS: lambda answers, proposal: answers.workspace.cell_findings.get(proposal, ()),
    CONFIGURATION: _configuration,
    COST_DRIVERS: _drivers,
    IDS: lambda answers: answers.workspace.proposal_ids,
    OVERLAPS: lambda answers, of: overlaps_on(answers.workspace, of, answers.settings.overlaps),
    RANKED_TOGETHER: _ranked_together,
    ROW_FAULTS: lambda answers, proposal: tuple(answers.workspace.failed.get(proposal, ())),
    ROWS_SET_ASIDE: _set_aside,
    SECOND_OPINIONS: lambda answers, proposal: answers.second_opinions[proposal],
    SOURCE: _source,
    SUM_OF_WEIGHTS: _sum_of_weights,
    TYPICAL_RISKS: lambda answers, proposal: answers.typical_risks(proposal),
    UNIT_DOUBTS: lambda answers, proposal: answers.workspace.unit_doubts_of(proposal),
    **GRAPH_VALUES,
}
