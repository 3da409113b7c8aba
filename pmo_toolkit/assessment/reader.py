"""The one way from an assessment to its workspace: whatever it reads here is noted.

What a proposal's assessment reads decides its input hash. The steps of an assessment are given a
reader and no workspace, so that a new read counts by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.stated.typical_risks import TypicalRisks
from pmo_toolkit.analysis.standing import ProposalStanding, Standing
from pmo_toolkit.analysis.standing.proposals import standing_among
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.lookups.queries import (
    ALL_RANKED,
    ALL_SECOND_OPINIONS,
    CONFIGURATION,
    COST_DRIVERS,
    IDS,
    RANKED_TOGETHER,
    ROW_FAULTS,
    ROWS_SET_ASIDE,
    SECOND_OPINIONS,
    SOURCE,
    SUM_OF_WEIGHTS,
    TYPICAL_RISKS,
    Query,
    Reads,
)
from pmo_toolkit.assessment.second_opinions import RankedOpinion
from pmo_toolkit.core.errors import ProposalError, Trouble, UsageError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import ROW, TABLES

#: The standing of a workspace by what it was drawn from.
Standings = dict[Hashable, Standing]


class Reader:
    """Reads a workspace and notes what was read.

    Parameters
    ----------
    answers : Answers
    """

    def __init__(self, answers: Answers):
        self._answers = answers
        self.kept = answers.kept  # what it was drawn from must be read as well
        self._queries: dict[Query, None] = {}
        self._rows: dict[Query, pd.DataFrame] = {}

    @property
    def reads(self) -> Reads:
        """All that was read so far, with the hash of the answers."""
        return self._answers.reads(self._queries)

    def rows(
        self,
        table: str,
        where: Mapping[str, Iterable[str]] | None = None,
        *,
        columns: Iterable[str] = (),
    ) -> pd.DataFrame:
        """Rows of a table in the order of their ids, numbered from 0.

        Parameters
        ----------
        table : str
        where : mapping of str to iterable of str, optional
            Column → values of which it must have one; by default all rows are read.
        columns : iterable of str
            What is read; by default all columns, with ``_row`` counting the rows that are given.
            Name ``_row`` among them to read the rows' numbers in the file.
        """
        conditions = tuple(
            (name, tuple(dict.fromkeys(keys))) for name, keys in (where or {}).items()
        )
        query = Query(table, conditions, tuple(columns))
        self._queries[query] = None
        if query not in self._rows:  # the steps of an assessment read the same rows many times
            self._rows[query] = self._answers.rows(query)
        return self._rows[query].copy(deep=False)

    def value(self, name: str, of: str | None = None) -> Any:
        """A value that is computed from tables, one of `answers.VALUES`."""
        query = Query(name, () if of is None else (("of", (of,)),))
        self._queries[query] = None
        return self._answers.value(query)

    @property
    def config(self) -> WorkspaceConfig:
        """What ``workspace.toml`` says."""
        config = self.value(CONFIGURATION)
        assert isinstance(config, WorkspaceConfig)
        return config

    @property
    def drivers(self) -> tuple[str, ...]:
        """Columns of the history that may predict effort and cost."""
        return tuple(self.value(COST_DRIVERS)[0])

    @property
    def extra_drivers(self) -> tuple[str, ...]:
        """Of them those outside the dictionary."""
        return tuple(self.value(COST_DRIVERS)[1])

    @property
    def rows_set_aside(self) -> tuple[Trouble, ...]:
        """Row faults in tables that no single proposal owns."""
        return tuple(self.value(ROWS_SET_ASIDE))

    @property
    def sources(self) -> Mapping[str, str]:
        """Table → name of the file that holds it."""
        return _Sources(self)

    @property
    def sum_of_goal_weights(self) -> float:
        """Sum of the weights of all goals."""
        return float(self.value(SUM_OF_WEIGHTS))


class ProposalReader(Reader):
    """Reads a workspace for the assessment of one proposal.

    Parameters
    ----------
    answers : Answers
    proposal : str
    settings : Settings
    as_of : date
    figures : NumberFormat
        Writes money and numbers.
    standings : dict
        Standings drawn so far, shared by all proposals.
    """

    def __init__(
        self,
        answers: Answers,
        proposal: str,
        settings: Settings,
        as_of: dt.date,
        figures: NumberFormat,
        standings: Standings,
    ):
        super().__init__(answers)
        self.proposal, self.settings, self.as_of, self.figures = proposal, settings, as_of, figures
        self._standings = standings

    def row(self) -> pd.Series:
        """The proposal's own row.

        Raises
        ------
        ProposalError
            If it has a row fault.
        UsageError
            If there is no such proposal.
        """
        faults = self.value(ROW_FAULTS, self.proposal)
        if faults:
            raise ProposalError(self.proposal, faults)
        match = self.own("proposals", "id")
        if match.empty:
            near = get_close_matches(self.proposal, list(self.value(IDS)), n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UsageError(
                f"the workspace {self.config.title} holds no proposal {self.proposal!r}{hint}"
            )
        return match.iloc[0]

    @property
    def value_columns(self) -> tuple[str, ...]:
        """Columns of a proposal that its net value rests on: how long it takes, and from when."""
        known = (*TABLES["proposals"].columns, *self.extra_drivers)
        needed = ("id", "class", "department", "start_window", "estimate_duration_days")
        drivers = [name for name in (*self.drivers, "size_unit") if name in known]
        return tuple(dict.fromkeys((*needed, *drivers)))

    def own(
        self, table: str, column: str = "proposal", *, columns: Iterable[str] = ()
    ) -> pd.DataFrame:
        """Rows of a table that name this proposal in a column."""
        return self.rows(table, {column: (self.proposal,)}, columns=columns)

    def of_options(self, table: str) -> pd.DataFrame:
        """Rows of a table that name one of the proposal's options."""
        return self.rows(table, {"option": self.own("options")["id"]})

    def faults_of(self, proposal: str) -> bool:
        """Whether a proposal, this or another, has a row fault."""
        return bool(self.value(ROW_FAULTS, proposal))

    def note(self, queries: Iterable[Query]) -> None:
        """Note as read what was read elsewhere for a result that is used here."""
        self._queries |= dict.fromkeys(queries)

    def correlations(self) -> pd.DataFrame:
        """Stated correlations with their rows in the file, which are shown."""
        columns = [name for name in TABLES["correlations"].columns if name != ROW]
        return self.own("correlations", columns=(*columns, ROW))

    def goals(self) -> pd.DataFrame:
        """Goals that the proposal or one of its benefits names."""
        frames = (self.own("proposal_goals"), self.own("benefits"))
        return self.rows("goals", {"id": _names(frame["goal"] for frame in frames)})

    def capabilities(self) -> pd.DataFrame:
        """Capabilities that the proposal names, and titles of those that they are part of."""
        ids = _names([self.own("proposal_capabilities")["capability"]])
        found = self.rows("capabilities", {"id": ids})
        parents = self.rows(
            "capabilities", {"id": _names([found["parent"]])}, columns=("id", "title")
        )
        return pd.concat([parents[~parents["id"].isin(found["id"])], found], ignore_index=True)

    def history_without_own(self) -> pd.DataFrame:
        """Finished projects without its own row, so that it never sees its own outcome."""
        history = self.rows("history")
        return history[history["project"] != self.proposal].reset_index(drop=True)

    def in_flight_without_own(self) -> pd.DataFrame:
        """Running work without its own rows."""
        running = self.rows("in_flight")
        return running[running["project"] != self.proposal].reset_index(drop=True)

    def stands_among_projects(self) -> bool:
        """Whether the proposal is among the finished or running projects itself."""
        tables = (self.rows("history"), self.rows("in_flight"))
        return any(bool((table["project"] == self.proposal).any()) for table in tables)

    def second_opinions(self) -> tuple[RankedOpinion, ...]:
        """What WSJF, CD3 and RICE say of it from stated figures, with its rank among all."""
        found: tuple[RankedOpinion, ...] = self.value(SECOND_OPINIONS, self.proposal)
        return found

    def typical_risks(self) -> TypicalRisks:
        """What a usual register of risks adds, by those of the other proposals."""
        found: TypicalRisks = self.value(TYPICAL_RISKS, self.proposal)
        return found

    def standing(self) -> ProposalStanding | NotAssessed:
        """Its standing among the others, drawn once for all of them and each seed."""
        self.value(RANKED_TOGETHER, self.proposal)
        found = standing_for(self._answers, self.settings, self._standings)
        return found if isinstance(found, NotAssessed) else found.of(self.proposal)


def standing_for(
    answers: Answers, settings: Settings, standings: Standings
) -> Standing | NotAssessed:
    """The standing of all that can be ranked together, drawn once for each seed.

    Parameters
    ----------
    answers : Answers
    settings : Settings
    standings : dict
        Those drawn so far; is added to.
    """
    ranked = answers.ranked_together
    if isinstance(ranked, NotAssessed):
        return ranked
    key = answers.ranked_digest, settings.standing, settings.seed
    if key not in standings:
        standings[key] = standing_among(ranked, settings)
    return standings[key]


def read_for_comparison(reader: Reader) -> dict[str, str]:
    """Read all that a comparison of proposals is made from.

    What is drawn follows from it, so that the hash of these reads says whether a comparison made
    earlier still holds.

    Returns
    -------
    dict of str to str
        Proposal → title.
    """
    _ = reader.config
    reader.value(ALL_RANKED)
    reader.value(ALL_SECOND_OPINIONS)
    proposals = reader.rows("proposals", columns=("id", "title"))
    return dict(zip(proposals["id"], proposals["title"], strict=True))


class _Sources(Mapping[str, str]):
    """Table → name of the file that holds it, noted when it is looked at."""

    def __init__(self, reader: Reader):
        self._reader = reader

    def __getitem__(self, table: str) -> str:
        label = self._reader.value(SOURCE, table)
        if label is None:
            raise KeyError(table)
        return str(label)

    def __iter__(self) -> Iterator[str]:
        return iter([table for table in TABLES if table in self])

    def __len__(self) -> int:
        return len(list(iter(self)))


def _names(columns: Iterable[pd.Series]) -> list[str]:
    """Names that stand in columns, each once."""
    return list(dict.fromkeys(str(name) for column in columns for name in column.dropna()))
