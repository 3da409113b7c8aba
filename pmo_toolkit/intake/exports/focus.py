"""Charges of cloud providers in FOCUS (1.0 to 1.2), as `intake.sheets.focus_charges` adds them up.

FOCUS is the FinOps Open Cost and Usage Specification, https://focus.finops.org.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.exports.shape import Export, ExportColumn, ExportTable, texts_of
from pmo_toolkit.intake.mapping.texts.folding import spelling_key

_SERVICE = ("Charged service",)
_MOST_NAMED = 5

FOCUS = Export(
    "charges in FOCUS (1.0 to 1.2)",
    (_SERVICE, ("Month",), ("Effective cost",), ("Billed cost",)),
    (),
    0,
    (
        ExportTable(
            "services",
            "the services that are charged",
            (
                ExportColumn("id", _SERVICE),
                ExportColumn("title", _SERVICE),
                ExportColumn("description", ("Category",)),
                ExportColumn("supplier", ("Provider",)),
            ),
        ),
        ExportTable(
            "service_costs",
            "the effective (amortised) cost of each month; the billed cost is kept aside",
            (
                ExportColumn("service", _SERVICE),
                ExportColumn("month", ("Month",)),
                ExportColumn("amount", ("Effective cost",)),
                ExportColumn("currency", ("Currency",)),
            ),
        ),
    ),
)


def matched_to_services(
    suggestions: Sequence[TableSuggestion], titles: Mapping[str, str]
) -> tuple[TableSuggestion, ...]:
    """Charges of services that a workspace may hold already: which is which is asked.

    Parameters
    ----------
    suggestions : sequence of TableSuggestion
    titles : mapping of str to str
        Id or title of a service that the workspace holds → its id.

    Returns
    -------
    tuple of TableSuggestion
        Charges of a service of the same name become its own, all others services of their own.
        Both are doubts, so that somebody confirms them; the recipe keeps what was said.
    """
    if not titles:
        return tuple(suggestions)
    known = {spelling_key(title): row_id for title, row_id in titles.items()}
    return tuple(
        _matched(one, known) if FOCUS.recognises(one.region) else one for one in suggestions
    )


def _matched(suggestion: TableSuggestion, known: Mapping[str, str]) -> TableSuggestion:
    names = tuple(dict.fromkeys(filter(None, texts_of(suggestion.region, _SERVICE[0]))))
    words = {name: known[spelling_key(name)] for name in names if spelling_key(name) in known}
    if suggestion.rule.table == "services":
        rule = replace(suggestion.rule, without={_SERVICE[0]: tuple(words)} if words else {})
        new = suggestion.certainty if words else Certainty.UNSURE
        return replace(suggestion, rule=rule, certainty=new)
    columns = tuple(
        _asked(column, words, names) if column.rule.column == "service" else column
        for column in suggestion.columns
    )
    rule = replace(suggestion.rule, columns=tuple(column.rule for column in columns))
    return replace(suggestion, rule=rule, columns=columns)


def _asked(
    column: ColumnSuggestion, words: Mapping[str, str], names: Sequence[str]
) -> ColumnSuggestion:
    doubts = [f'"{name}" is taken for your service {row_id}' for name, row_id in words.items()]
    others = [name for name in names if name not in words]
    if others:
        shown = ", ".join(f'"{name}"' for name in others[:_MOST_NAMED])
        more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
        doubts.append(
            f"{shown}{more} are no service that the workspace holds, and become services of their"
            " own; what belongs to one of yours can be named under words in the recipe"
        )
    return replace(
        column,
        rule=replace(column.rule, words={**column.rule.words, **words}),
        certainty=Certainty.UNSURE,
        doubts=(*column.doubts, *doubts[:_MOST_NAMED]),
    )
