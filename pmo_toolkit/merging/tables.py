"""The rows of all workspaces under one configuration, with joint names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.merging.base.cells import merged_rows
from pmo_toolkit.merging.base.declarations import Declarations
from pmo_toolkit.merging.base.names import Names, names_of, renamed
from pmo_toolkit.merging.base.reading import SourceWorkspace
from pmo_toolkit.merging.base.shapes import Conflict, Joined, MergedRow, Question, Rows
from pmo_toolkit.merging.comparing.answers import Answers
from pmo_toolkit.merging.comparing.facts_apart import conflicts_apart
from pmo_toolkit.merging.comparing.joining import Joining
from pmo_toolkit.merging.comparing.lookalikes import lookalikes
from pmo_toolkit.merging.comparing.rates import joint_rates
from pmo_toolkit.merging.comparing.recognising import join, questions_of
from pmo_toolkit.workspace.checking.identifiers import unfit
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import match_headers
from pmo_toolkit.workspace.dictionary.tables import TABLES


@dataclass(frozen=True)
class JointTables:
    """All rows, and what was found on the way.

    Parameters
    ----------
    rows : mapping of str to list of MergedRow
    questions : tuple of Question
    joined : tuple of Joined
    conflicts : tuple of Conflict
    remarks : tuple of str
    """

    rows: Rows
    questions: tuple[Question, ...]
    joined: tuple[Joined, ...]
    conflicts: tuple[Conflict, ...]
    remarks: tuple[str, ...]


def joint_tables(
    sources: Sequence[SourceWorkspace],
    declared: Declarations,
    answers: Answers,
    *,
    accept: bool,
) -> JointTables:
    """Bring the tables of all workspaces together.

    Parameters
    ----------
    sources : sequence of SourceWorkspace
    declared : Declarations
    answers : Answers
    accept : bool
        Take what is sure to be the same as the same.

    Raises
    ------
    UsageError
        Where an id is too long once it has its prefix.
    """
    config = declared.config
    own = [merged_rows(source, config) for source in sources]
    names = [names_of(source.prefix, rows) for source, rows in zip(sources, own, strict=True)]
    _refuse_unfit(names)
    questions = answers.applied(questions_of(names), accept=accept)
    joined = join(names, questions)
    parts = _with_one_spelling(
        [
            {
                table: [renamed(table, row, own_names) for row in part]
                for table, part in rows.items()
            }
            for rows, own_names in zip(own, names, strict=True)
        ]
    )
    joining = Joining(answers, config.locale)
    rows = joining.joined(parts)
    rates = joint_rates(sources, config)
    if rates.rows:
        rows["rates"] = rates.rows
    alike, remarks = lookalikes(
        rows, config, sources[0].settings, [source.prefix for source in sources]
    )
    known = {question.key for question in questions}
    questions += answers.applied([found for found in alike if found.key not in known])
    _add_overlap_answers(rows, [*questions, *answers.unused(questions)])
    return JointTables(
        rows,
        (*questions, *joining.questions),
        joined,
        (
            *declared.conflicts,
            *joining.conflicts,
            *rates.conflicts,
            *conflicts_apart(rows, parts, questions, config),
        ),
        (*rates.remarks, *remarks, *_shared(own), *_new_drivers(own)),
    )


def _refuse_unfit(names: Iterable[Names]) -> None:
    for own in names:
        for kind, name in own.titles:
            if kind != "scenario" and unfit(name) is None and unfit(f"{own.prefix}-{name}"):
                raise UsageError(
                    f"the id {name} of {own.prefix} {unfit(f'{own.prefix}-{name}')} once it has"
                    " its prefix; shorten it there, or state a shorter prefix"
                )


def _with_one_spelling(parts: Sequence[Rows]) -> list[Rows]:
    """Columns outside the dictionary under one header, which means none of ours."""
    spelt: dict[tuple[str, str], str] = {}

    def header(table: str, name: str) -> str:
        if name in TABLES[table].columns:
            return name
        key = (table, comparable(name) or name)
        if key not in spelt:
            is_ours = bool(match_headers(table, [name], {}).columns)
            spelt[key] = f"other {name}" if is_ours else name
        return spelt[key]

    if not any(_extra_names(part) for part in parts):
        return list(parts)
    return [
        {
            table: [
                MergedRow(
                    {header(table, name): text for name, text in row.cells.items()}, row.sources
                )
                for row in rows
            ]
            for table, rows in part.items()
        }
        for part in parts
    ]


def _extra_names(part: Rows) -> list[str]:
    """Headers outside the dictionary; all rows of a part have the same."""
    return [
        name
        for table, rows in part.items()
        for name in (rows[0].cells if rows else ())
        if name not in TABLES[table].columns
    ]


def _add_overlap_answers(rows: Rows, questions: Iterable[Question]) -> None:
    """What was answered on two proposals, where the workbench looks for it."""
    there = {row.cells.get("id") for row in rows.get("proposals", ())}
    answered = [
        MergedRow(
            {
                "a": question.a,
                "b": question.b,
                "answer": question.answer,
                "by_role": question.by_role,
                "date": question.date,
            },
            (),
        )
        for question in questions
        if question.kind == "proposal" and question.answer and {question.a, question.b} <= there
    ]
    if answered:
        rows.setdefault("overlap_answers", []).extend(answered)


def _shared(parts: Sequence[Mapping[str, list[MergedRow]]]) -> list[str]:
    """Which figures of a proposal rest on the rows of all PMOs from now on."""
    several = {
        table: sum(len(part.get(table, ())) for part in parts)
        for table in ("history", "goals", "criteria", "risks")
        if sum(bool(part.get(table)) for part in parts) > 1
    }
    sentences = {
        "history": "estimates of effort, cost and duration and the outside view of every proposal"
        " rest on the {} finished projects of all PMOs",
        "goals": "the weight of a goal is its share among the {} goals of all PMOs",
        "criteria": "proposals are ranked by the {} criteria of all PMOs; those that one PMO alone"
        " scores are compared where scores are given",
        "risks": "what a usual risk register adds is taken from the {} risks of all PMOs",
    }
    return [sentences[table].format(count) for table, count in several.items()]


def _new_drivers(parts: Sequence[Mapping[str, list[MergedRow]]]) -> list[str]:
    """Columns that become cost drivers only because they stand in different workspaces."""

    def extras(part: Mapping[str, list[MergedRow]], table: str) -> dict[str, str]:
        rows = part.get(table, ())
        return {
            comparable(name): name
            for name in (rows[0].cells if rows else ())
            if name not in TABLES[table].columns
        }

    alone: set[str] = set()
    for part in parts:
        alone |= extras(part, "proposals").keys() & extras(part, "history").keys()
    proposals = {key: name for part in parts for key, name in extras(part, "proposals").items()}
    history = {key for part in parts for key in extras(part, "history")}
    return [
        f"the column {name} stands in the proposals of one PMO and the history of another, and"
        " counts as a cost driver now; name it under drop in [drivers] if it is none"
        for key, name in proposals.items()
        if key in history - alone
    ]
