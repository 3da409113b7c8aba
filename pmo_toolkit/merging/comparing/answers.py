"""``merge_answers.csv``: what the PMOs are asked, filled in by them and read by the next merge."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pmo_toolkit.core.errors import UsageError, shorten
from pmo_toolkit.intake.storing import csv_bytes
from pmo_toolkit.merging.base.shapes import Question
from pmo_toolkit.merging.comparing.recognising import DIFFERENT, PARTLY, SAME
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.sources.files import MERGE_ANSWERS

ANSWERS_FILE = MERGE_ANSWERS
COLUMNS = ("kind", "about", "a", "b", "a_says", "b_says", "why", "answer", "by_role", "date")
ACCEPTED = "taken as sure by --accept"
_LARGEST = 50_000_000


@dataclass(frozen=True)
class Answers:
    """What was answered before.

    Parameters
    ----------
    questions : dict
        Key of a question → the question as it was answered.
    """

    questions: dict[tuple[str, str, str, str], Question]

    def applied(self, asked: Iterable[Question], *, accept: bool = False) -> list[Question]:
        """The questions with their answers; an answer to other values than these is none."""
        answered = []
        for question in asked:
            known = self.questions.get(question.key)
            if known is not None and known.answer and _still_fits(known, question):
                answered.append(
                    replace(question, answer=known.answer, by_role=known.by_role, date=known.date)
                )
            elif accept and question.is_sure:
                answered.append(replace(question, answer=SAME, by_role=ACCEPTED))
            else:
                answered.append(question)
        return answered

    def unused(self, asked: Iterable[Question]) -> list[Question]:
        """Answers to what is not asked any more; they are kept."""
        keys = {question.key for question in asked}
        return [
            question
            for key, question in self.questions.items()
            if key not in keys and question.answer
        ]


def _still_fits(known: Question, question: Question) -> bool:
    if question.kind != "value":
        return True
    return (known.a_says, known.b_says) == (question.a_says, question.b_says)


def read_answers(folder: Path) -> Answers:
    """The answers that stand in a merged workspace; none where there is no such file.

    Raises
    ------
    UsageError
        Where the file cannot be read, or an answer is none that fits its question.
    """
    path = folder / ANSWERS_FILE
    try:
        if not path.is_file():
            return Answers({})
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{ANSWERS_FILE}: is larger than {_LARGEST // 1_000_000} MB")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            f"{ANSWERS_FILE} is not written in UTF-8; save it as “CSV UTF-8”"
        ) from None
    except OSError as error:
        raise UsageError(f"{ANSWERS_FILE} cannot be opened ({error.strerror})") from None
    return Answers(_parsed(text))


def _parsed(text: str) -> dict[tuple[str, str, str, str], Question]:
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)  # a spreadsheet program may have saved it otherwise
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        missing = [
            name for name in (*COLUMNS[:4], "answer") if name not in (reader.fieldnames or ())
        ]
        rows = list(reader)
    except csv.Error as error:
        raise UsageError(f"{ANSWERS_FILE} cannot be read as a table: {error}") from None
    if missing:
        raise UsageError(
            f"{ANSWERS_FILE} lacks the columns {', '.join(missing)}. Put them back, or remove the"
            " file: the next merge writes the questions anew"
        )
    found: dict[tuple[str, str, str, str], Question] = {}
    for number, row in enumerate(rows, start=2):
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        cells["answer"] = _answer(cells, number)
        question = Question(**cells)  # type: ignore[arg-type]  # its flag has a default
        earlier = found.get(question.key)
        if earlier is not None and earlier.answer and question.answer not in ("", earlier.answer):
            raise UsageError(
                f"{ANSWERS_FILE}, row {number}: {question.a} and {question.b} are answered"
                f" {question.answer!r} here and {earlier.answer!r} before. Keep one of the rows"
            )
        if earlier is None or not earlier.answer:
            found[question.key] = question
    return found


def _answer(cells: dict[str, str], number: int) -> str:
    text = cells["answer"]
    if not text:
        return ""
    choices = choices_of(cells["kind"], cells["a"], cells["b"])
    fitting = next((word for word in choices if comparable(word) == comparable(text)), None)
    if fitting is None:
        raise UsageError(
            f"{ANSWERS_FILE}, row {number}: the answer {shorten(text)!r} is none that fits;"
            f" expected {', '.join(choices[:-1])} or {choices[-1]}, or nothing while it is open"
        )
    return fitting


def choices_of(kind: str, a: str, b: str) -> Sequence[str]:
    """What may be answered."""
    if kind == "value":
        return (a, b)
    return (SAME, DIFFERENT, PARTLY) if kind == "proposal" else (SAME, DIFFERENT)


def answers_bytes(questions: Iterable[Question]) -> bytes:
    """The file with all questions, those that are open first."""
    ordered = sorted(questions, key=lambda question: not question.is_open)
    return csv_bytes(
        COLUMNS, [[str(getattr(question, name)) for name in COLUMNS] for question in ordered]
    )
