"""What the import is unsure of, as questions with choices, and what an answer changes.

Pure: who asks, and how, is no matter of this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pmo_toolkit.intake.applying import apply_rule
from pmo_toolkit.intake.base.rules import ColumnRule, Declared, TableRule
from pmo_toolkit.intake.base.suggestions import (
    Certainty,
    ColumnSuggestion,
    Example,
    TableSuggestion,
)
from pmo_toolkit.intake.declaring import rules_in_days
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import measure_of

#: Units that are offered beside the suggested one, by what a column measures.
_USUAL_UNITS: Mapping[str, tuple[str, ...]] = {
    "effort": ("person-hours", "person-days"),
    "time": ("days", "months"),
    "money": ("money", "thousand"),
}
#: Name of the question for the hours of a person-day.
HOURS = "hours_per_day"
_HOURS_PER_DAY = (8.0, 7.8, 7.7, 7.6, 7.5, 7.0)
_MOST_OTHERS = 3
#: Rows in which examples for a question are looked for.
_LOOKED_AT = 500

#: Question → number of its choice, from 0; the suggested one where it is not answered.
Answers = Mapping[str, int]


@dataclass(frozen=True)
class Choice:
    """One answer to a question.

    Parameters
    ----------
    label : str
    rule : ColumnRule, optional
        How the column is filled then.
    leaves : bool
        Whether the column or table is then kept aside.
    """

    label: str
    rule: ColumnRule | None = None
    leaves: bool = False


@dataclass(frozen=True)
class Question:
    """Something that the import is unsure of.

    Parameters
    ----------
    name : str
        By which it is answered: where it is about, as in ``a.xlsx, sheet P: proposals.title``.
    text : str
    why : str
        What speaks for the suggestion, and what against it.
    choices : tuple of Choice
        The suggested one first, the one that takes nothing last.
    examples : tuple of Example
    """

    name: str
    text: str
    why: str
    choices: tuple[Choice, ...]
    examples: tuple[Example, ...] = ()


def questions_about(
    suggestions: Sequence[TableSuggestion], declared: Declared
) -> tuple[Question, ...]:
    """Everything that is unsure, what decides most first."""
    questions = list(_about_declared(suggestions, declared))
    for suggestion in suggestions:
        if suggestion.certainty is Certainty.UNSURE:
            questions.append(_about_table(suggestion))
        questions += [
            _about_column(suggestion, column, declared)
            for column in suggestion.columns
            if column.certainty is Certainty.UNSURE or column.doubts
        ]
    return tuple(questions)


def with_hours(declared: Declared, answers: Answers) -> Declared:
    """The hours of a person-day as they were answered."""
    place = answers.get(HOURS)
    if place is None or place >= len(_HOURS_PER_DAY) or declared.hours_per_day is not None:
        return declared
    return replace(declared, hours_per_day=_HOURS_PER_DAY[place])


def with_answers(
    suggestions: Sequence[TableSuggestion], declared: Declared, answers: Answers
) -> tuple[TableSuggestion, ...]:
    """Suggestions as the answers have them; what is answered is sure."""
    chosen = {
        question.name: question.choices[answers[question.name]]
        for question in questions_about(suggestions, declared)
        if question.name in answers
    }
    kept = []
    for suggestion in suggestions:
        about_table = chosen.get(_name(suggestion))
        if about_table is not None and about_table.leaves:
            continue
        certainty = suggestion.certainty if about_table is None else Certainty.SURE
        kept.append(replace(_with_columns(suggestion, chosen), certainty=certainty))
    return tuple(kept)


def _about_declared(
    suggestions: Sequence[TableSuggestion], declared: Declared
) -> Iterator[Question]:
    by_day = rules_in_days(suggestions)
    if by_day and declared.hours_per_day is None:
        headers = ", ".join(dict.fromkeys(header for rule in by_day for header in rule.headers))
        yield Question(
            HOURS,
            "How many hours has a person-day?",
            f"{headers or 'a column'} holds person-days, and ours are hours",
            (
                *(Choice(f"{hours:g} hours") for hours in _HOURS_PER_DAY),
                Choice("not known: leave these figures as they are", leaves=True),
            ),
        )


def _about_table(suggestion: TableSuggestion) -> Question:
    table = suggestion.rule.table
    others = f"; could be {', '.join(suggestion.others)}, too" if suggestion.others else ""
    headers = (
        tuple(
            Example(suggestion.region.rows[0], header, first)
            for header, first in zip(
                suggestion.region.headers, suggestion.region.records[0], strict=True
            )
            if suggestion.region.records
        )[:3]
        if suggestion.region.records
        else ()
    )
    return Question(
        _name(suggestion),
        f"Does {suggestion.region.source.label} hold {table}: {_said(table)}?",
        suggestion.why + others,
        (Choice(f"yes, {table}"), Choice("no, leave it out", leaves=True)),
        headers,
    )


def _said(table: str) -> str:
    """The first sentence on a table, to go on from a colon: “IT services” stays as it is."""
    first = (TABLES[table].description or "").partition(". ")[0].rstrip(".")
    return first if first[1:2].isupper() else first[:1].lower() + first[1:]


def _about_column(
    suggestion: TableSuggestion, column: ColumnSuggestion, declared: Declared
) -> Question:
    rule, table = column.rule, suggestion.rule.table
    choices = [Choice(_label(rule), rule)]
    for unit in _other_units(table, rule):
        other = replace(rule, unit=unit)
        choices.append(Choice(_label(other), other))
    taken = {one.rule.column for one in suggestion.columns}
    for name in column.others[:_MOST_OTHERS]:
        if name not in taken and name in TABLES[table].columns:
            other = replace(rule, column=name, unit=None, words={})
            choices.append(Choice(_label(other), other))
    choices.append(Choice("none of them: keep it aside", leaves=True))
    theirs = " and ".join(f'"{header}"' for header in rule.headers) or "a column"
    return Question(
        f"{_name(suggestion)}.{rule.column}",
        f"What is {theirs} in {suggestion.region.source.label}?",
        "; ".join((column.why, *column.doubts)),
        tuple(choices),
        _examples(suggestion, rule, declared),
    )


def _other_units(table: str, rule: ColumnRule) -> Iterator[str | None]:
    schema = TABLES[table].columns.get(rule.column)
    unit = ((schema.metadata if schema is not None else None) or {}).get("unit")
    measure = measure_of(unit)
    if measure is None:
        return
    if rule.unit is not None:
        yield None
    own = {"effort": "person-hours", "time": "days", "money": "money"}[measure]
    for name in _USUAL_UNITS[measure]:
        if name not in (rule.unit, own):
            yield name


def _label(rule: ColumnRule) -> str:
    return f"{rule.column}, in {rule.unit}" if rule.unit else rule.column


def _examples(
    suggestion: TableSuggestion, rule: ColumnRule, declared: Declared
) -> tuple[Example, ...]:
    """Three of the column's cells before and after."""
    alone = TableRule(suggestion.rule.table, suggestion.rule.file, columns=(rule,))
    region = suggestion.region
    first = replace(region, records=region.records[:_LOOKED_AT], rows=region.rows[:_LOOKED_AT])
    applied = apply_rule(alone, first, declared, needs_all=False)
    return applied.conversions[0].examples if applied.conversions else ()


def _with_columns(suggestion: TableSuggestion, chosen: Mapping[str, Choice]) -> TableSuggestion:
    """A suggestion with its columns as they were answered; of two for one of ours the answered."""
    columns: dict[str, ColumnSuggestion] = {}
    answered: dict[str, ColumnSuggestion] = {}
    for column in suggestion.columns:
        choice = chosen.get(f"{_name(suggestion)}.{column.rule.column}")
        if choice is None:
            columns.setdefault(column.rule.column, column)
        elif choice.rule is not None:
            answered[choice.rule.column] = ColumnSuggestion(
                choice.rule, Certainty.SURE, "as you said"
            )
    columns |= answered
    rules = {name: column.rule for name, column in columns.items()}
    kept = tuple(
        rules.get(rule.column, rule)
        for rule in suggestion.rule.columns
        if rule.column in rules or rule.column not in _asked(suggestion)
    )
    new = tuple(rule for name, rule in rules.items() if name not in {one.column for one in kept})
    return replace(
        suggestion,
        columns=tuple(columns.values()),
        rule=replace(suggestion.rule, columns=(*kept, *new)),
    )


def _asked(suggestion: TableSuggestion) -> set[str]:
    return {column.rule.column for column in suggestion.columns}


def _name(suggestion: TableSuggestion) -> str:
    return f"{suggestion.region.source.label}: {suggestion.rule.table}"
