"""What was answered in a workbook of questions comes back as answers, and nothing else does."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from pmo_toolkit.core.cell_questions import PAIR_ENDS, question_id
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.exports.questions import question_workbook
from pmo_toolkit.intake.importing import import_files, plan_import
from pmo_toolkit.workspace.dictionary.moderation_tables import QUESTIONS_SHEET
from pmo_toolkit.workspace.reading import read_workspace

PROPOSALS = "id,title,need\nP-1,A portal,Customers wait\nP-2,A register,Contracts lapse\n"
ANSWER, DATE, QUESTION = "F", "G", "D"
DAY = dt.date(2026, 11, 27)


def item(text, *proposals, form="in words"):
    owner = proposals[0] if len(proposals) == 1 else ""
    return {
        "id": question_id(owner, text),
        "proposals": list(proposals),
        "question": text,
        "answer_form": form,
        "worth": 12.0,
        "chance_changes": 0.2,
        "effect": "It matters.",
    }


PAGE = {
    "department": "Finance",
    "stem": "questions-finance",
    "questions": [item("How much?", "P-1"), item("When, and who?", "P-1", "P-2"), item("Why?")],
    "answers": [],
}
DATA = {
    "workspace": "Ours",
    "sample": False,
    "decides": "the board",
    "as_of": "2026-11-22",
    "valid_until": "2027-02-20",
    "version": "1",
    "seed": 1,
    "input_hash": "0" * 64,
    "proposals": {
        "P-1": {"title": "A portal", "position": "explore"},
        "P-2": {"title": "A register", "position": "defer"},
    },
}


@pytest.fixture
def client(tmp_path):
    """A workspace, and a function that writes a workbook in which some cells are filled in."""
    held = tmp_path / "held"
    held.mkdir()
    (held / "proposals.csv").write_text(PROPOSALS, encoding="utf-8")
    (held / "workspace.toml").write_text('name = "Ours"\nlocale = "de_DE"\n', encoding="utf-8")

    def reply(change=None, data=DATA, **cells):
        path = tmp_path / "questions-finance.xlsx"
        path.write_bytes(question_workbook(data, PAGE))
        book = openpyxl.load_workbook(path)
        for place, value in cells.items():
            book[QUESTIONS_SHEET][place] = value
        if change is not None:
            change(book)
        book.save(path)
        return path

    return held, reply


def answers(held):
    table = read_workspace(held).table("answers")
    table = table.assign(date=table["date"].dt.strftime("%Y-%m-%d"))
    names = ["proposal", "question", "department", "answer", "date"]
    return [tuple(row) for row in table[names].fillna("").to_numpy().tolist()]


def left(held, path):
    return [text for _, text in plan_import([path], held).client.remarks]


def test_an_answer_comes_back_with_its_question_and_its_day(client):
    held, reply = client
    import_files(reply(F2="About 70", G2=DAY), held)
    assert answers(held) == [("P-1", "How much?", "Finance", "About 70", "2026-11-27")]


def test_one_answer_serves_all_proposals_of_its_row(client):
    held, reply = client
    import_files(reply(F3="In May", G3=DAY, F4="Since", G4=DAY), held)
    assert sorted((row[0], row[3]) for row in answers(held)) == [
        ("", "Since"),
        ("P-1", "In May"),
        ("P-2", "In May"),
    ]


def test_importing_it_twice_changes_nothing(client):
    held, reply = client
    path = reply(F2="70", G2=DAY, F4="Since")
    import_files(path, held)
    before = (held / "answers.csv").read_bytes()
    import_files(path, held)
    assert (held / "answers.csv").read_bytes() == before


def test_a_later_answer_is_kept_beside_the_first(client):
    held, reply = client
    import_files(reply(F2="70", G2=DAY), held)
    import_files(reply(F2="80", G2=DAY + dt.timedelta(1)), held)
    assert [row[3] for row in answers(held)] == ["70", "80"]


def test_a_number_is_written_as_the_workspace_writes_numbers(client):
    held, reply = client
    import_files(reply(F2=12.5, G2=DAY), held)
    assert answers(held)[0][3] == "12,5"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"D2": "How little?"}, "row 2: its question, its proposal or its id is not as it was"),
        ({"B2": "P-2"}, "row 2: its question, its proposal or its id is not as it was"),
        ({"A2": "Q-1"}, "row 2: its question, its proposal or its id is not as it was"),
        ({"A2": None}, "row 2: it has no question id"),
        ({"B3": "P-1, P-9", "F3": "x"}, "row 3: the workspace holds no proposal P-9"),
    ],
)
def test_what_finds_no_place_is_left_and_told(client, change, says):
    held, reply = client
    path = reply(**{"F2": "70", "F4": "Since", **change})
    assert any(says in text for text in left(held, path))
    import_files(path, held)
    assert ("", "Why?") in {row[:2] for row in answers(held)}


def test_merged_cells_are_told(client):
    held, reply = client

    def merge(book):
        book[QUESTIONS_SHEET].merge_cells("F2:F3")

    path = reply(merge, F2="70", F4="Since")
    assert any("row 2: its cells are merged" in text for text in left(held, path))


def test_two_answers_of_one_day_are_told(client):
    held, reply = client

    def copy(book):
        sheet = book[QUESTIONS_SHEET]
        for column in range(1, 13):
            sheet.cell(9, column).value = sheet.cell(2, column).value
        sheet[f"{ANSWER}9"] = "80"

    path = reply(copy, F2="70", G2=DAY)
    assert any("rows 2 and 9: two answers of one day" in text for text in left(held, path))


def test_a_workbook_without_answers_is_told(client):
    held, reply = client
    with pytest.raises(UsageError, match="nothing was answered; the column “your answer”"):
        import_files(reply(), held)
    with pytest.raises(UsageError, match="row 2: it has no question id"):
        import_files(reply(F2="70", A2=None), held)


def test_a_column_that_is_gone_is_named(client):
    held, reply = client
    with pytest.raises(UsageError, match="the column “question” is gone"):
        import_files(reply(F2="70", D1="Fragen"), held)


def test_a_sheet_of_another_name_is_told(client):
    held, reply = client

    def rename(book):
        book[QUESTIONS_SHEET].title = "List"

    with pytest.raises(UsageError, match="has no sheet “Questions” any more"):
        import_files(reply(rename, F2="70"), held)


def test_a_workbook_of_another_workspace_is_refused(client):
    held, reply = client
    path = reply(data={**DATA, "workspace": "Theirs", "sample": True}, F2="70")
    with pytest.raises(UsageError, match="is of the workspace “Theirs”"):
        import_files(path, held)
    assert not (held / "answers.csv").exists()


def test_a_workbook_of_a_newer_version_is_refused(client):
    held, reply = client

    def newer(book):
        book["Read me"]["A1"] = "PMO Workbench questions 9.0"

    with pytest.raises(UsageError, match="another version of this program"):
        import_files(reply(newer, F2="70"), held)


SAME = "Together with Sales: P-1 “A portal” and P-2 “A register” – " + PAIR_ENDS["same need"]
SERVICE = (
    "Does the service S-1 “Mail” already do part of what P-1 “A portal” asks for, and what"
    " would it lack?"
)
OVERLAPS = {**PAGE, "questions": [item(SAME, "P-1", "P-2"), item(SERVICE, "P-1")]}


@pytest.mark.parametrize(
    ("cell", "reply", "row"),
    [
        ("F2", "No, ours is for customers", ("P-1", "P-2", "different")),
        ("F2", "Ja", ("P-1", "P-2", "same")),
        ("F3", "yes", ("P-1", "S-1", "partly")),
    ],
)
def test_whether_two_ask_for_the_same_is_settled_by_the_reply(
    client, monkeypatch, cell, reply, row
):
    held, write = client
    (held / "services.csv").write_text("id,title\nS-1,Mail\n", encoding="utf-8")
    monkeypatch.setattr(f"{__name__}.PAGE", OVERLAPS)
    path = write(**{cell: reply, cell.replace("F", "G"): DAY})
    import_files(path, held)
    import_files(path, held)
    table = read_workspace(held).table("overlap_answers")
    assert [tuple(one) for one in table[["a", "b", "answer"]].to_numpy().tolist()] == [row]
    assert table["by_role"].tolist() == ["Finance"] and len(answers(held)) == row[1].count("P") + 1


def test_a_reply_that_is_neither_yes_nor_no_stays_in_words(client, monkeypatch):
    held, write = client
    monkeypatch.setattr(f"{__name__}.PAGE", OVERLAPS)
    path = write(F2="We shall see", G2=DAY)
    assert any("neither with yes" in text for text in left(held, path))
    import_files(path, held)
    assert len(answers(held)) == 2 and read_workspace(held).table("overlap_answers").empty
