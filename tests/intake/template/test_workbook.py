"""``pmo template``: a workbook that explains itself and comes back without loss."""

from __future__ import annotations

import shutil

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.places import place
from pmo_toolkit.intake.importing import import_files
from pmo_toolkit.intake.template.words import LANGUAGES, TABLE_ORDER, words_in
from pmo_toolkit.intake.template.workbook import template_bytes, write_template
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.dictionary.not_read import FIRST_SHEETS, MARKS, ExampleRow
from pmo_toolkit.workspace.dictionary.tables import ROW, TABLES
from tests.intake.template.filled import fill, new_template, sample_rows
from tests.workspace.builders import grave, one, told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_words_give_the_same_bytes(language):
    assert template_bytes(language) == template_bytes(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_a_table_behind_one_that_explains(tmp_path, language):
    book = openpyxl.load_workbook(new_template(tmp_path, language))
    assert book.sheetnames == [FIRST_SHEETS[language], *TABLE_ORDER]
    assert set(TABLE_ORDER) == set(TABLES)
    for table, schema in TABLES.items():
        sheet = book[table]
        headers = [cell.value for cell in sheet[1]]
        assert [header.removesuffix(" *") for header in headers] == list(schema.columns)
        for cell, column in zip(sheet[1], schema.columns.values(), strict=True):
            assert cell.value.endswith(" *") == bool(column.required)
            assert cell.protection.locked
            assert cell.comment is not None and cell.comment.text
        assert sheet.protection.sheet and sheet.protection.password is None
        assert not sheet.protection.insertRows  # False: it is not forbidden
        assert not sheet.column_dimensions["A"].protection.locked
        assert sheet.freeze_panes == ("B2" if language == "en" else "B3")


def test_lists_of_words_and_of_ids_are_offered(tmp_path):
    book = openpyxl.load_workbook(new_template(tmp_path))
    rules = {
        (table, str(rule.sqref)[0]): rule.formula1
        for table in ("options", "benefits")
        for rule in book[table].data_validations.dataValidation
    }
    assert rules["options", "B"] == "ids_proposals"
    assert rules["options", "C"] == '"nothing,minimum,reuse,SaaS,PaaS,IaaS,build"'
    assert rules["benefits", "B"] == "ids_goals"
    assert "proposals!$A$2:$A$2000" in book.defined_names["ids_proposals"].attr_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_never_read_and_told_in_one_finding(tmp_path, language):
    workspace = read_workspace(new_template(tmp_path, language))
    assert workspace.tables == {}
    finding = one(workspace, says="marked as not read")
    assert MARKS[language] in (finding.next_step or "")
    assert len(workspace.troubles) == 2  # and that there is no proposal yet


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_sound_once_their_mark_is_taken_away(tmp_path, language, monkeypatch):
    monkeypatch.setattr(ExampleRow, "is_kept", lambda *_: False)
    path = new_template(tmp_path, language)
    book = openpyxl.load_workbook(path)
    words = words_in(language)
    row = 2 if language == "en" else 3
    for table in TABLES:
        cell = book[table].cell(row, 1)
        prefix = f"{words.mark} {words.phrases['example']}: "
        assert cell.value.startswith(prefix)
        cell.value = cell.value.removeprefix(prefix)
    book["criteria"].append(["K-02", "fit with goals"])  # what the comparison is made with
    book["proposals"].append(["P-002", "Another proposal"])  # what the answer compares with
    book.save(path)
    (tmp_path / "workspace.toml").write_text('currency = "EUR"\nprice_year = 2026\n')
    workspace = read_workspace(path)
    assert grave(workspace) == []
    assert set(workspace.tables) == set(TABLES)
    assert told(workspace, says="unread") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_of_which_only_the_id_was_written_over_is_not_read(tmp_path, language):
    path = new_template(tmp_path, language)
    book = openpyxl.load_workbook(path)
    row = 2 if language == "en" else 3
    sheet = book["proposals"]
    sheet.cell(row, 1).value = "P-001"
    own = ["V-02", *(cell.value for cell in sheet[row][1:])]
    headers = [str(cell.value) for cell in sheet[1]]
    own[headers.index("requested_budget")] = 75_000
    sheet.append(own)
    book["risks"].cell(row, 1).value = "V-02"
    book["risks"].cell(row, 3).value = None
    book.save(path)
    workspace = read_workspace(path)
    assert list(workspace.table("proposals")["id"]) == ["V-02"]
    assert not workspace.has("risks")
    for table in ("proposals", "risks"):
        finding = one(workspace, table=table, says="still holds the figures of the example")
        assert finding.row == row


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_table_column_and_meaning_is_translated(language):
    words = words_in(language)
    columns = [column for schema in TABLES.values() for column in schema.columns.values()]
    assert set(words.tables) == set(TABLES)
    assert set(words.labels) == {column.name for column in columns}
    assert set(words.meanings) == {column.description for column in columns}
    units = {(column.metadata or {}).get("unit") for column in columns} - {None}
    assert set(words.units) == units
    english = words_in("en")
    assert set(words.phrases) == set(english.phrases)
    assert len(words.phrases["lines"]) == len(english.phrases["lines"])


def test_every_table_has_an_example():
    example = words_in("en").example
    assert set(example) == set(TABLES)
    for table, row in example.items():
        assert set(row) <= set(TABLES[table].columns)
        required = {name for name, column in TABLES[table].columns.items() if column.required}
        assert required <= set(row)
        assert next(iter(TABLES[table].columns)) in row


@pytest.mark.parametrize(("language", "over_example"), [("en", False), ("de", True)])
def test_the_sample_comes_back_without_loss(tmp_path, language, over_example):
    sample = place("sample")
    shutil.copy(sample / "workspace.toml", tmp_path)
    path = new_template(tmp_path, language)
    fill(path, sample_rows(sample), over_example=over_example)
    written, read = read_workspace(sample), read_workspace(path)
    assert grave(read) == []
    assert set(read.tables) == set(written.tables)
    for table, frame in written.tables.items():
        got = read.tables[table].drop(columns=ROW)
        pd.testing.assert_frame_equal(got, frame.drop(columns=ROW), check_like=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_may_be_imported_as_well(tmp_path, language):
    path = new_template(tmp_path, language)
    rows = [{"id": f"P-{number}", "title": f"Title {number}", "stage": "idea"} for number in "123"]
    fill(path, {"proposals": rows}, over_example=False)
    result = import_files(path, tmp_path / "into")
    assert list(read_workspace(tmp_path / "into").tables) == ["proposals"]
    assert list(read_workspace(tmp_path / "into").table("proposals")["id"]) == ["P-1", "P-2", "P-3"]
    assert result.plan.questions == ()


def _texts():
    # characters that XML cannot hold, and line ends that it changes, are no loss of ours
    letters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Cf"))
    return st.text(letters, min_size=1, max_size=60).filter(
        lambda text: text.strip() == text and not text.startswith("(")
    )


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(titles=st.lists(_texts(), min_size=40, max_size=40))
def test_odd_texts_come_back_as_from_csv(tmp_path_factory, titles):
    folder = tmp_path_factory.mktemp("odd")
    path = new_template(folder)
    rows = [
        {"id": f"P-{number:03}", "title": title, "need": title}
        for number, title in enumerate(titles)
    ]
    fill(path, {"proposals": rows}, over_example=False)
    plain = folder / "plain"
    plain.mkdir()
    pd.DataFrame(rows).to_csv(plain / "proposals.csv", index=False)
    read, expected = read_workspace(path), read_workspace(plain)
    columns = ["id", "title", "need"]
    pd.testing.assert_frame_equal(
        read.table("proposals")[columns], expected.table("proposals")[columns]
    )


def test_a_file_that_is_there_another_ending_and_another_language_are_refused(tmp_path):
    path = new_template(tmp_path)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="there is a file already"):
        write_template(path)
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match=r"ends in \.xlsx"):
        write_template(tmp_path / "a.csv")
    with pytest.raises(UsageError, match="choose one of en, de, fr"):
        write_template(tmp_path / "b.xlsx", language="it")
    with pytest.raises(UsageError, match="cannot be written"):
        write_template(tmp_path / "no" / "b.xlsx")
