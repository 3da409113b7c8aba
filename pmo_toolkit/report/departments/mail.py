"""The questions to a department as plain text, to be sent by mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from pmo_toolkit.core.number_format import clean_text, day, listed, short
from pmo_toolkit.report.departments.words import moved, summary, worth_of
from pmo_toolkit.studies.questions.result import (
    DepartmentPage,
    DepartmentQuestions,
    GivenAnswer,
    OpenItem,
)

_WIDTH = 76
_MOST_NAMED = 6
_LONGEST = 600


def mail_text(questions: DepartmentQuestions, page: DepartmentPage) -> str:
    """The questions to a department as text; ends in a newline.

    Parameters
    ----------
    questions : DepartmentQuestions
    page : DepartmentPage
    """
    return "\n".join(_lines(questions, page)) + "\n"


def _lines(questions: DepartmentQuestions, page: DepartmentPage) -> Iterator[str]:
    context = questions.context
    sample = " (sample data)" if context.is_sample else ""
    yield from _wrapped(f"Subject: Questions to {page.department} – {context.workspace}{sample}")
    yield ""
    yield from _wrapped(
        f"{summary(page)} As of {day(context.as_of)}; answers are of use until"
        f" {day(context.valid_until)}. We advise; {context.decides} decides."
    )
    if page.questions:
        yield ""
        yield from _wrapped(
            f"Please fill in the column “your answer” of {page.stem}.xlsx and send it back, or"
            " answer below each question."
        )
    for number, item in enumerate(page.questions, 1):
        yield ""
        yield from _asked(number, item, questions)
    if page.answers:
        yield ""
        yield from _wrapped("Answered since, with thanks:")
    for given in page.answers:
        yield ""
        yield from _given(given, questions)


def _asked(number: int, item: OpenItem, questions: DepartmentQuestions) -> Iterator[str]:
    lead = f"{number}. "
    yield from _wrapped(item.question, lead)
    names = [f"{name} ({questions.titles[name]})" for name in item.proposals[:_MOST_NAMED]]
    more = len(item.proposals) - len(names)
    indent = " " * len(lead)
    if names:
        about = listed(names) if more <= 0 else f"{', '.join(names)} and {more} more"
        yield from _wrapped(f"Concerns {about}.", indent)
    yield from _wrapped(worth_of(item, questions.figures), indent)
    if item.cell:
        yield from _wrapped(f"Answer as {item.answer_form}.", indent)
    yield f"{indent}> "


def _given(given: GivenAnswer, questions: DepartmentQuestions) -> Iterator[str]:
    answer = given.answer
    about = f"{answer.proposal}: " if answer.proposal else ""
    yield from _wrapped(f"{about}{answer.question} – “{short(answer.answer, _LONGEST)}”", "- ")
    yield from _wrapped(f"It {given.outcome}.", "  ")
    if given.before is not None and given.now is not None:
        yield from _wrapped(moved(given.before, given.now, questions.figures), "  ")


def _wrapped(text: str, lead: str = "") -> list[str]:
    """Lines of at most a mail's width; what follows the first begins under its text."""
    clean = clean_text(text)
    indent = " " * len(lead)
    return textwrap.wrap(
        clean,
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [lead]
