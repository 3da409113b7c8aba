"""Questions that ask for one cell, or whether two ask for the same, in the words they are put in.

An answer comes back in a table of its own and names its question by its words. Whoever asks and
whoever reads the answers therefore takes the words from here.
"""

from __future__ import annotations

import hashlib
import re
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


#: What two might share → how the question on two proposals ends, behind their ids and titles.
PAIR_ENDS: Mapping[str, str] = MappingProxyType(
    {
        "same need": "do you ask for the same, and could one solution serve both?",
        "common platform": "could both rest on one platform, although your needs differ?",
        "sequence": (
            "one builds on the other: is part of it asked for twice, and which should come first?"
        ),
    }
)
SERVICE_START = "does the service "
SERVICE_MIDDLE = " already do part of what "
SERVICE_END = " asks for, and what would it lack?"

_SERVICE = re.compile(
    rf"{SERVICE_START}(\S+)(?: “.*”)?{SERVICE_MIDDLE}.*{re.escape(SERVICE_END)}",
    re.IGNORECASE | re.DOTALL,
)
_YES = frozenset({"yes", "ja", "oui", "sí", "si"})
_WORDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("no", "nein", "non", "different", "verschieden", "différent"), "different")
    | dict.fromkeys(("partly", "partially", "teilweise", "teils", "partiellement"), "partly")
    | dict.fromkeys(("same", "dasselbe"), "same")
)


def pair_asked(text: str, proposals: tuple[str, ...]) -> tuple[str, str] | None:
    """The two that a question is about, or None where it asks for something else.

    Parameters
    ----------
    text : str
        The question.
    proposals : tuple of str
        Ids of the proposals that it is put for.

    Examples
    --------
    >>> pair_asked("P-1 “A” and P-2 “B” – " + PAIR_ENDS["same need"], ("P-1", "P-2"))
    ('P-1', 'P-2')
    """
    if len(proposals) == 2 and text.endswith(tuple(PAIR_ENDS.values())):
        return proposals[0], proposals[1]
    service = _SERVICE.fullmatch(text)
    if service is not None and len(proposals) == 1:
        return proposals[0], service[1]
    return None


def verdict_of(text: str, reply: str) -> str | None:
    """``same``, ``different`` or ``partly``, by the first word of a reply; None if it says neither.

    A *yes* to any question but whether both ask for the same means that they share a part.

    Examples
    --------
    >>> verdict_of(PAIR_ENDS["same need"], "Yes, one register would do")
    'same'
    >>> verdict_of(PAIR_ENDS["sequence"], "Ja")
    'partly'
    """
    first = re.match(r"\W*(\w+)", reply)
    if first is None:
        return None
    word = first[1].casefold()
    if word in _YES:
        return "same" if text.endswith(PAIR_ENDS["same need"]) else "partly"
    return _WORDS.get(word)
