"""The questions to a department as a workbook, with a column for replies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.workbook import Column, Kind, Sheet, workbook
from pmo_toolkit.workspace.dictionary.moderation_tables import (
    QUESTION_COLUMNS,
    QUESTIONS_MARK,
    QUESTIONS_SHEET,
)

FIRST_SHEET = "Read me"
_KNOWN = {column: title for title, column in QUESTION_COLUMNS.items()}
_COLUMNS = (
    Column(_KNOWN["id"], width=14),
    Column(_KNOWN["proposal"], width=12),
    Column("titles", width=30),
    Column(_KNOWN["question"], width=60),
    Column("answer as", width=22),
    Column(_KNOWN["answer"], Kind.TO_FILL_IN, 44),
    Column(_KNOWN["date"], Kind.TO_FILL_IN, 14),
    Column("an answer is worth up to", Kind.MONEY, 14),
    Column("chance that it changes the advice", Kind.SHARE, 14),
    Column("what an answer would do", width=44),
    Column("we advise", width=20),
    Column(_KNOWN["department"], width=22),
)
_ANSWERED = (
    Column("proposal", width=12),
    Column("question", width=60),
    Column("answer", width=44),
    Column("date of the answer", width=14),
    Column("what became of it", width=44),
    Column("advice without the answers", width=20),
    Column("advice now", width=20),
    Column("net value P50 without", Kind.MONEY, 14),
    Column("net value P50 now", Kind.MONEY, 14),
)


def question_workbook(data: Mapping[str, Any], page: Mapping[str, Any]) -> bytes:
    """The workbook of a department, from what ``questions.json`` holds.

    Parameters
    ----------
    data : mapping
        As `DepartmentQuestions.as_dict` gives it.
    page : mapping
        One of its ``departments``.

    Returns
    -------
    bytes
        An ``.xlsx`` file; the same for the same questions.
    """
    rows = [_row(item, page["department"], data["proposals"]) for item in page["questions"]]
    sheets = (
        Sheet(QUESTIONS_SHEET, _COLUMNS, rows, "No question is open."),
        Sheet("Answered", _ANSWERED, [_answered(one) for one in page["answers"]], "None so far."),
    )
    title = f"{data['workspace']}: questions to {page['department']}"
    return workbook(title, (FIRST_SHEET, tuple(_first_lines(data, page))), sheets)


def _first_lines(data: Mapping[str, Any], page: Mapping[str, Any]) -> Iterator[str]:
    yield QUESTIONS_MARK
    yield f"{data['workspace']}" + (" (sample data)" if data["sample"] else "")
    yield f"Questions to {page['department']}"
    yield f"As of {data['as_of']}; answers are of use until {data['valid_until']}."
    yield f"Decides: {data['decides']}. We advise."
    yield ""
    yield (
        f"Fill in the yellow columns of the sheet “{QUESTIONS_SHEET}”, save, and send the file"
        " back. Leave blank what you cannot answer. Leave the other columns as they are: by them"
        " your answers find their place."
    )
    yield (
        "Where “answer as” names a form, as in “a whole number of months”, write that and nothing"
        " else: it then counts as a figure of the proposal and may move our advice. Any other"
        " answer is quoted as evidence."
    )
    yield (
        "Where several proposals stand in one row, one answer serves them all. To give another"
        " answer later, change the date too: both are kept, and the newer counts."
    )
    yield ""
    yield f"For the PMO: pmo import {page['stem']}.xlsx --into WORKSPACE reads the answers back."
    yield (
        f"Version {data['version']}, seed {data['seed']}, input {data['input_hash'][:16]}. The same"
        " questions stand in questions.json."
    )


def _row(
    item: Mapping[str, Any], department: str, proposals: Mapping[str, Mapping[str, str]]
) -> list[Any]:
    names = item["proposals"]
    advice = dict.fromkeys(proposals[name]["position"] for name in names)
    return [
        item["id"],
        ", ".join(names),
        "; ".join(proposals[name]["title"] for name in names),
        item["question"],
        item["answer_form"],
        None,
        None,
        item["worth"],
        item["chance_changes"],
        item["effect"],
        ", ".join(advice),
        department,
    ]


def _answered(given: Mapping[str, Any]) -> list[Any]:
    answer, before, now = given["answer"], given["before"] or {}, given["now"] or {}
    return [
        answer["proposal"] or None,
        answer["question"],
        answer["answer"],
        answer["date"],
        given["outcome"],
        before.get("position"),
        now.get("position"),
        (before.get("net_value") or {}).get("p50"),
        (now.get("net_value") or {}).get("p50"),
    ]
