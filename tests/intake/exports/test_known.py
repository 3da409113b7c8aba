"""Exports of well-known systems are told apart, and nothing else is taken for one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import ExitCode, Grade
from pmo_toolkit.intake.base.applied import CellTrouble
from pmo_toolkit.intake.base.regions import Region, Source
from pmo_toolkit.intake.base.suggestions import Certainty
from pmo_toolkit.intake.exports.known import EXPORTS, export_of, recognise, without_people
from pmo_toolkit.intake.exports.people import names_people
from pmo_toolkit.workspace.dictionary.synonyms import SYNONYMS
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.intake.exports.made_exports import NAMES
from tests.intake.exports.made_files import applied_tables, imported, made_exports, workspace_of


@given(made_exports)
def test_an_export_is_recognised_as_its_own_system(made):
    export = export_of(made.region)
    assert export is not None
    assert export.system.startswith(made.system)
    assert recognise(made.region)


@given(made_exports)
def test_at_most_one_system_fits_besides_an_older_version_of_it(made):
    systems = {export.system.split()[0] for export in EXPORTS if export.recognises(made.region)}
    assert len(systems) == 1


@given(made_exports)
def test_what_is_suggested_is_sure_and_of_the_dictionary(made):
    for suggestion in recognise(made.region):
        assert suggestion.certainty is Certainty.SURE
        columns = {column.rule.column for column in suggestion.columns}
        schema = TABLES[suggestion.rule.table].columns
        assert columns <= set(schema)
        assert {name for name, column in schema.items() if column.required} <= columns
        assert suggestion.rule.columns == tuple(column.rule for column in suggestion.columns)
        for column in suggestion.columns:
            assert column.certainty is Certainty.SURE or "nothing tells" in column.doubts[0]


@given(made_exports)
def test_every_header_is_used_or_kept_aside(made):
    headers = set(without_people(made.region).headers)
    for suggestion in recognise(made.region):
        rule = suggestion.rule
        used = {header for column in rule.columns for header in column.headers}
        assert used <= headers
        assert used | set(rule.aside) == headers
        assert not used & set(rule.aside)


@given(made_exports)
def test_columns_of_people_s_names_are_taken_out_and_told(made):
    region = without_people(made.region)
    assert not any(name in str(region.records) for name in NAMES)
    assert export_of(region) is export_of(made.region)
    assert recognise(region) == recognise(made.region)
    assert without_people(region) is region
    left_out = set(made.region.headers) - set(region.headers)
    assert not left_out or all(header in region.remarks[-1] for header in left_out)
    headers = {header for one in recognise(region) for header in one.rule.aside}
    assert not headers & left_out


def test_no_signature_counts_on_a_column_that_is_taken_out():
    for export in EXPORTS:
        names = {name for group in export.needs for name in group} | set(export.beside)
        assert [name for name in names if names_people(name)] == []


PLAIN = {
    "portfolio": ("Nr.", "Titel", "Abteilung", "Status", "Aufwand (PT)", "Budget T€", "Start"),
    "own tickets": ("Number", "Opened", "State", "Category", "Closed", "Assigned to"),
    "issue log": ("Issue", "Summary", "Status", "Priority", "Owner", "Created", "Resolved"),
    "work items": ("ID", "Title", "State", "Assigned To", "Area", "Effort", "Story Points"),
    "tasks": ("Task", "Name", "Start date", "Due date", "Progress", "Priority", "Assigned to"),
    "costs": ("Service", "Month", "Cost", "Currency", "Region", "Category"),
    "projects": ("Number", "Project name", "State", "Actual cost", "Planned effort", "Department"),
    "our own template": tuple(TABLES["proposals"].columns),
    "our own history": tuple(TABLES["history"].columns),
    "nothing": (),
}


@pytest.mark.parametrize("headers", PLAIN.values(), ids=PLAIN)
def test_a_client_s_own_sheet_is_no_export(headers):
    record = tuple(f"P-{place}" for place in range(len(headers)))
    region = Region(Source("intake.xlsx", "Sheet1"), (1,), headers, (record,), (2,))
    assert recognise(region) == ()


_COLUMNS = sorted({name for schema in TABLES.values() for name in schema.columns})
_SPELLINGS = sorted(
    {word for columns in SYNONYMS.values() for words in columns.values() for word in words}
)


@given(st.lists(st.sampled_from([*_COLUMNS, *_SPELLINGS]), max_size=40))
def test_no_sheet_of_our_own_words_is_an_export(headers):
    record = tuple("1" for _ in headers)
    region = Region(Source("intake.xlsx"), (1,), tuple(headers), (record,), (2,))
    assert export_of(region) is None


@given(made_exports, st.randoms(use_true_random=False))
def test_the_order_of_columns_does_not_matter(made, random):
    region = made.region
    order = list(range(len(region.headers)))
    random.shuffle(order)
    shuffled = Region(
        region.source,
        region.header_rows,
        tuple(region.headers[place] for place in order),
        tuple(tuple(record[place] for place in order) for record in region.records),
        region.rows,
    )
    tables = [suggestion.rule.table for suggestion in recognise(region)]
    assert [suggestion.rule.table for suggestion in recognise(shuffled)] == tables


@settings(max_examples=25)
@given(made_exports)
def test_a_workspace_of_what_was_imported_has_no_row_that_cannot_be_used(made):
    with TemporaryDirectory() as folder:
        tables = imported([made.region])
        workspace = workspace_of(Path(folder) / "ws", tables)
    assert tables
    assert workspace.exit_code is ExitCode.OK
    assert [trouble for trouble in workspace.troubles if trouble.grade is not Grade.FINDING] == []


@given(made_exports)
def test_every_cell_that_is_used_can_be_read(made):
    troubles = {CellTrouble.UNREAD, CellTrouble.WORD, CellTrouble.FORMULA, CellTrouble.CURRENCY}
    for applied in applied_tables([made.region]):
        assert [note for note in applied.notes if note.trouble in troubles] == []
        assert applied.rows
