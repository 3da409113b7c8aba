"""Which data one proposal's assessment depends on, as a hash.

While it stays the same, so does the assessment.

Covered are the proposal's own rows, and what others contribute: rows of the goals and capabilities
that it names, titles of proposals it is tied to, finished projects, criteria and how they were
compared, scores of all that it is ranked among, its places in the second opinions, the settings
file, names of the tables' files, and rows set aside. Seed, day, settings and code stand beside this
hash wherever it is recorded. A change in another proposal's need or budget leaves it alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.rankable import rankable, read_weights
from pmo_toolkit.analysis.standing.scores import Scores, read_criteria, read_scores
from pmo_toolkit.assessment.second_opinions import RankedOpinion, second_opinions
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: Table → the column that names the proposal; options' children are reached through the option.
OWNED = {
    "proposal_goals": "proposal",
    "proposal_capabilities": "proposal",
    "options": "proposal",
    "benefits": "proposal",
    "risks": "proposal",
    "dependencies": "from",
    "judgements": "item",
    "activities": "proposal",
    "notes": "proposal",
    "correlations": "proposal",
}
#: Children of options: reached through the column ``option``.
OF_OPTIONS = ("costs", "demand")
#: Of which not every row counts.
_APART = ("correlations", "dependencies")
_SHARED = ("goals", "capabilities", "criteria", "history")
#: What comparing all proposals reads of their rows; the other columns say nothing there.
_COMPARED = (
    "id",
    "title",
    "department",
    "estimate_effort_person_hours",
    "estimate_duration_days",
    "user_count",
)

_Row = tuple[Any, ...]
_Rows = Mapping[str, Sequence[_Row]]


class Inputs:
    """The data that assessments of a workspace depend on, proposal by proposal.

    Tables are looked through once; after that a hash costs a fraction of a millisecond.

    Parameters
    ----------
    workspace : Workspace
    settings : Settings, optional
        Instead of the workspace's own; only how many proposals may be ranked together matters here.
    opinions : mapping of str to tuple of RankedOpinion, optional
        As of `second_opinions`, where they are known already.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings | None = None,
        opinions: Mapping[str, tuple[RankedOpinion, ...]] | None = None,
    ):
        self.workspace = workspace
        self.settings = settings or workspace.settings
        self._opinions = opinions

    def of(self, proposal: str) -> str:
        """sha256 of all data that the assessment of one proposal depends on."""
        goals, benefits = (
            self._own["proposal_goals"].get(proposal, ()),
            self._own["benefits"].get(proposal, ()),
        )
        raised = self._own["proposal_capabilities"].get(proposal, ())
        named_goals = dict.fromkeys(
            [row[self._at("proposal_goals", "goal")] for row in goals]
            + [row[self._at("benefits", "goal")] for row in benefits]
        )
        named = dict.fromkeys(
            row[self._at("proposal_capabilities", "capability")] for row in raised
        )
        options = [row[self._at("options", "id")] for row in self._own["options"].get(proposal, ())]
        # An assessment reads what is required, and no looser tie.
        needs = self._required(self._own["dependencies"].get(proposal, ()))
        linked = [row[self._at("dependencies", "to")] for row in needs]
        waiting = self._required(self._waiting.get(proposal, ()))
        linked += [row[self._at("dependencies", "from")] for row in waiting]
        return _sha256(
            [
                self._common,
                self._proposals.get(proposal),
                [
                    self._own[table].get(proposal, ())
                    for table in OWNED
                    if table not in ("correlations", "dependencies")
                ],
                needs,
                [[self._children[table].get(each, ()) for each in options] for table in OF_OPTIONS],
                [self._goals.get(each) for each in named_goals],
                [self._capability(each) for each in named],
                waiting,
                [self._titles.get(each) for each in linked],
                self._ranks.get(proposal),
                self._standing(proposal),
                [str(each) for each in self.workspace.failed.get(proposal, ())],
                # nothing is added without such rows, so that the hash of a workspace without them
                # stays what it was
                *self._correlations.get(proposal, ()),
            ]
        )

    def _required(self, rows: Iterable[_Row]) -> list[_Row]:
        kind = self._at("dependencies", "type")
        return [row for row in rows if row[kind] == "requires"]

    def all(self) -> dict[str, str]:
        """The hash of every proposal of the workspace, in its order."""
        return {each: self.of(each) for each in self.workspace.proposal_ids}

    @cached_property
    def comparison(self) -> str:
        """sha256 of all data that comparing the proposals depends on, whichever of them is looked at."""
        proposals = self.workspace.table("proposals")[list(_COMPARED)]
        names = [
            "benefits",
            "judgements",
            "criteria",
            *(["comparisons"] if self.workspace.has("comparisons") else []),
        ]
        tables = [self.workspace.table(each) for each in names]
        return _sha256(
            [self._settings_file, [_records(each, rows=True) for each in (proposals, *tables)]]
        )

    @cached_property
    def _settings_file(self) -> list[Any]:
        return [self.workspace.name, asdict(self.workspace.config)]

    @cached_property
    def _common(self) -> str:
        """What every proposal depends on."""
        workspace = self.workspace
        used = {"proposals", *OWNED, *OF_OPTIONS, *_SHARED} - {
            "correlations"
        }  # whose file no report names
        aside = [
            each for each in workspace.troubles if each.grade is Grade.ROW and each.proposal is None
        ]
        weights = workspace.table("goals")["weight"]
        return _sha256(
            [
                self._settings_file,
                {
                    table: workspace.sources[table].label
                    for table in used
                    if table in workspace.sources
                },
                workspace.extra_drivers,
                [
                    [str(each) for each in workspace.table(table).dtypes]
                    for table in ("proposals", "history")
                ],
                list(workspace.table("history").columns),
                _records(workspace.table("history")),
                _records(workspace.table("criteria")),
                float(weights.sum()),
                [f"{each.where}: {each.what}" for each in aside],
                *(
                    [_records(workspace.table("comparisons"))]
                    if workspace.has("comparisons")
                    else []
                ),
            ]
        )

    @cached_property
    def _proposals(self) -> dict[str, _Row]:
        return self._by_id("proposals")

    @cached_property
    def _titles(self) -> dict[str, Any]:
        return {each: row[self._at("proposals", "title")] for each, row in self._proposals.items()}

    @cached_property
    def _goals(self) -> dict[str, _Row]:
        return self._by_id("goals")

    @cached_property
    def _capabilities(self) -> dict[str, _Row]:
        return self._by_id("capabilities")

    def _capability(self, identifier: str) -> list[Any]:
        """A capability's row, and the title of the one it is part of."""
        row = self._capabilities.get(identifier)
        if row is None:
            return []
        parent = self._capabilities.get(row[self._at("capabilities", "parent")])
        return [row, None if parent is None else parent[self._at("capabilities", "title")]]

    @cached_property
    def _own(self) -> dict[str, dict[str, list[_Row]]]:
        return {table: self._grouped(table, column) for table, column in OWNED.items()}

    @cached_property
    def _children(self) -> dict[str, dict[str, list[_Row]]]:
        return {table: self._grouped(table, "option") for table in OF_OPTIONS}

    @cached_property
    def _correlations(self) -> dict[str, list[_Row]]:
        """Proposal → its stated correlations with their rows, which the report names."""
        return self._grouped("correlations", "proposal", rows=True)

    @cached_property
    def _waiting(self) -> dict[str, list[_Row]]:
        """Proposal → rows of others that depend on it."""
        return self._grouped("dependencies", "to")

    @cached_property
    def _ranks(self) -> dict[str, list[Any]]:
        """Proposal → its places by each method.

        Its values follow from its own rows and the criteria.
        """
        opinions = (
            second_opinions(self.workspace, self._scores)
            if self._opinions is None
            else self._opinions
        )
        return {
            each: [
                (None if isinstance(one.rank, NotAssessed) else float(one.rank), one.ranked)
                for one in made
            ]
            for each, made in opinions.items()
        }

    @cached_property
    def _scores(self) -> Scores | None:
        criteria = read_criteria(self.workspace.table("criteria"))
        return (
            None
            if isinstance(criteria, NotAssessed)
            else read_scores(self.workspace.table("judgements"), criteria)
        )

    @cached_property
    def _rankable(self) -> tuple[Scores, dict[str, NotAssessed]] | NotAssessed:
        weighed = read_weights(
            self.workspace.table("criteria"), self.workspace.table("comparisons")
        )
        return rankable(self.workspace.table("judgements"), weighed, self.settings, self._scores)

    @cached_property
    def _judged(self) -> str:
        """All scores that are ranked together, and the titles by which neighbours are named."""
        assert not isinstance(self._rankable, NotAssessed)
        judged, _ = self._rankable
        scores = [
            (each.role, each.item, each.criterion, each.value, each.low, each.high)
            for each in judged.judgements
        ]
        return _sha256(
            [judged.items, judged.roles, scores, [self._titles.get(each) for each in judged.items]]
        )

    @cached_property
    def _ranked(self) -> frozenset[str]:
        return (
            frozenset()
            if isinstance(self._rankable, NotAssessed)
            else frozenset(self._rankable[0].items)
        )

    def _standing(self, proposal: str) -> str | None:
        if isinstance(self._rankable, NotAssessed):
            return self._rankable.why
        if proposal in self._ranked:
            return self._judged
        reason = self._rankable[1].get(proposal)
        return None if reason is None else reason.why

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {}

    def _at(self, table: str, column: str) -> int:
        """Place of a column in the records of a table."""
        if table not in self._places:
            self._places[table] = {
                name: place for place, name in enumerate(_columns(self.workspace.table(table)))
            }
        return self._places[table][column]

    def _by_id(self, table: str) -> dict[str, _Row]:
        place = self._at(table, "id")
        return {row[place]: row for row in _records(self.workspace.table(table))}

    def _grouped(self, table: str, column: str, *, rows: bool = False) -> dict[str, list[_Row]]:
        place, made = self._at(table, column), dict[str, list[_Row]]()
        for row in _records(self.workspace.table(table), rows=rows):
            made.setdefault(row[place], []).append(row)
        return made


def _columns(table: pd.DataFrame, *, rows: bool = False) -> list[str]:
    """Columns that count; the row that the user sees only where it is told."""
    return [str(each) for each in table.columns if rows or each != ROW]


def _records(table: pd.DataFrame, *, rows: bool = False) -> list[_Row]:
    """Rows as plain values: text, numbers, and dates as text; missing ones as None."""
    return list(zip(*(_plain(table[each]) for each in _columns(table, rows=rows)), strict=True))


def _plain(column: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").astype(object)
    found = column.astype(object)
    made: list[Any] = found.where(found.notna(), None).tolist()
    return made


def _sha256(parts: Iterable[Any]) -> str:
    text = json.dumps(
        parts, default=_other, sort_keys=True, ensure_ascii=False, check_circular=False
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _other(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)
