"""Questions that ask for one cell, in the words in which they are put.

An answer comes back in a table of its own and names its question by its words. Whoever asks and
whoever reads the answers therefore takes the words from here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

#: Table and column → the question that is asked where the cell is blank. In braces: what the row
#: says of itself, by column.
CELL_QUESTIONS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("proposals", "need"): "Which need of the business does this answer, and what shows it?",
        ("proposals", "risk_of_not_doing"): "What happens, and by when, if this is not done?",
        ("proposals", "department"): (
            "Which department asks for this, for which “{sponsor_role}” is the sponsor?"
        ),
        ("proposals", "sponsor_role"): "Which role in {department} sponsors this?",
        ("proposals", "class"): (
            "What kind of project is it: package, development, integration, infrastructure, data or"
            " migration?"
        ),
        ("proposals", "requested_budget"): (
            "How much money is asked for, and what is it meant to cover?"
        ),
        ("proposals", "start_window"): (
            "When could the work begin, and by when must it be finished?"
        ),
        ("options", "benefit_share"): "Which share of the benefits would “{title}” bring?",
        ("options", "months_to_benefit"): (
            "How many months after the start would “{title}” bring its first benefit?"
        ),
        ("options", "exit_cost"): ("What would it cost to leave “{title}” at the end of its term?"),
        ("benefits", "department"): "Which department answers for “{title}”?",
        ("benefits", "measure"): "How will “{title}” be measured, and what is its value today?",
    }
)


def asks_for_cell(question: str, table: str, column: str) -> bool:
    """Whether a question is the one that asks for a cell, whatever its row says of itself."""
    start, _, rest = CELL_QUESTIONS[table, column].partition("{")
    end = rest.partition("}")[2]
    return question.startswith(start) and question.endswith(end)


def cell_question(table: str, column: str, **row: str) -> str:
    """The question that asks for a cell.

    Parameters
    ----------
    table, column : str
    **row : str
        What the row says of itself, as far as the question names it.

    Raises
    ------
    KeyError
        If no question asks for such a cell, or it names something that is not given.
    """
    return CELL_QUESTIONS[table, column].format(**row)


def same_words(text: str) -> str:
    """A question in the form in which two are the same: capitals and spaces mean nothing."""
    return " ".join(text.split()).casefold()


def question_id(proposal: str, text: str) -> str:
    """Id of a question on a proposal; the same as long as it is asked in the same words.

    Parameters
    ----------
    proposal : str
        Its id; empty where the question is about several together.
    text : str
    """
    key = f"{proposal}\n{same_words(text)}".encode("utf-8", "surrogatepass")
    return f"Q-{hashlib.sha256(key).hexdigest()[:10]}"
