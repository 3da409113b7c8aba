"""Options that no sheet holds, but that a table of costs names beside their proposals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.known_rows import KnownRows, references_for
from pmo_toolkit.intake.mapping.names.headings import header_matches
from pmo_toolkit.intake.mapping.texts.contents import Contents, column_cells, contents_of
from pmo_toolkit.intake.mapping.words import meaning

_DOUBT = "no sheet holds options: each pair of proposal and option becomes one"
#: From this score on a header names the proposal.
_NAMED = 0.9


def options_beside(
    region: Region, option: ColumnRule | None, headers: Sequence[str], rows: KnownRows
) -> tuple[TableSuggestion, ...]:
    """Suggest a table of options from the pairs of proposal and option in a table of costs.

    Parameters
    ----------
    region : Region
        A table of costs.
    option : ColumnRule, optional
        The rule of their options; without it nothing is suggested.
    headers : sequence of str
        Those that no column of the costs uses.
    rows : KnownRows
    """
    proposal = next((header for header in headers if _names_proposal(header)), None)
    if option is None or not option.headers or proposal is None:
        return ()
    options = contents_of(column_cells(region, option.headers[0]))
    found = references_for(
        rows, "options", "proposal", contents_of(column_cells(region, proposal)).distinct
    )
    columns = (
        ColumnSuggestion(
            ColumnRule("id", option.headers), Certainty.UNSURE, "named by costs", (_DOUBT,)
        ),
        ColumnSuggestion(
            ColumnRule("proposal", (proposal,), words=found.words, numbered=found.numbered),
            Certainty.UNSURE if found.doubts else Certainty.LIKELY,
            f'"{proposal}" stands beside "{option.headers[0]}"',
            found.doubts,
        ),
        _kind(option, options),
    )
    source = region.source
    rule = TableRule(
        "options",
        source.file,
        source.sheet,
        region.header_rows,
        columns=tuple(column.rule for column in columns),
    )
    return (TableSuggestion(region, rule, Certainty.UNSURE, _DOUBT, columns),)


def _names_proposal(header: str) -> bool:
    matches = header_matches("options", header)
    return any(match.column == "proposal" and match.score >= _NAMED for match in matches)


def _kind(option: ColumnRule, options: Contents) -> ColumnSuggestion:
    """The kind of each option, where a word of its name says it."""
    words: dict[str, str] = {}
    doubts = []
    for text in options.distinct:
        parts = re.findall(r"[^\W\d_]+", text)
        kinds = {kind for part in parts if (kind := meaning("options", "kind", part))}
        if len(kinds) == 1:
            words[text] = kinds.pop()
            doubts.append(f'"{text}" is taken for "{words[text]}"')
        else:
            words[text] = ""  # left blank: the name of an option is no kind
            doubts.append(f'nothing says of which kind "{text}" is')
    rule = ColumnRule("kind", option.headers, words=words)
    return ColumnSuggestion(rule, Certainty.UNSURE, "words in its name", tuple(doubts))
