"""The generator of messy workbooks: the same for the same seed, its truth sound and complete."""

from __future__ import annotations

import openpyxl
import pytest

from pmo_toolkit.workspace import read_workspace
from tests.intake.messy.clean import NEEDED, lexicon
from tests.intake.messy.style import LANGUAGES
from tests.intake.messy.workbooks import messy_case
from tests.workspace.builders import grave

#: What the 200 must contain between them; the part of a name behind a colon does not count.
DISTURBANCES = {
    *("titles above", "two-row headers", "merged cells", "totals", "footers", "blank rows"),
    *("headers repeated", "hidden row", "hidden column", "hidden sheet with an old draft"),
    *("typo", "effort", "time", "money", "unit in the title", "range in a cell", "days"),
    *("months", "measured", "number", "share", "rating", "goals in one cell", "empty sheet"),
    *("months side by side", "repeated columns", "columns that mean nothing to us"),
    *("columns shuffled", "CSV files in cp1252", "sheet of prose", "table begins in column B"),
    *("ids", "month headers"),
}


def _cells(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_same_seed_gives_the_same_files_and_truth(tmp_path):
    first, second = messy_case(1, tmp_path / "a"), messy_case(1, tmp_path / "b")
    assert first.disturbances == second.disturbances
    assert [path.name for path in first.files] == [path.name for path in second.files]
    assert _cells(first.files[0]) == _cells(second.files[0])
    for path in first.truth.iterdir():
        assert path.read_bytes() == (second.truth / path.name).read_bytes()


@pytest.mark.parametrize("seed", range(5))
def test_the_truth_is_sound_and_holds_what_is_needed(seed, tmp_path):
    case = messy_case(seed, tmp_path / "case")
    assert case.language == LANGUAGES[seed]
    truth = read_workspace(case.truth)
    assert grave(truth) == []
    for table in truth.tables:
        assert len(truth.table(table)) >= 8
        for column in NEEDED.get(table, ()):
            assert truth.table(table)[column].notna().any(), (table, column)


def test_every_language_has_the_needed_headers():
    for language in LANGUAGES:
        for table, columns in NEEDED.items():
            headers = lexicon()["headers"][language][table]
            assert set(columns) <= set(headers), (language, table)


@pytest.mark.slow
def test_every_disturbance_occurs(tmp_path):
    seen = set()
    for seed in range(200):
        case = messy_case(seed, tmp_path / str(seed))
        seen |= {name.partition(":")[0] for name in case.disturbances}
    assert DISTURBANCES - seen == set()
