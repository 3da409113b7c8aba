"""Exports as files come through reading and layout as what they are."""

from __future__ import annotations

from random import Random

import pytest

from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.intake.exports.known import export_of
from pmo_toolkit.intake.layout.regions import find_regions
from pmo_toolkit.intake.sheets.reading import read_sheets
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from tests.intake.exports.made_files import MADE


@pytest.mark.parametrize("name", sorted(MADE))
@pytest.mark.parametrize("seed", range(4))
def test_a_file_is_one_table_with_all_its_rows(name, seed, tmp_path):
    made = MADE[name](Random(seed))
    path = tmp_path / made.file
    path.write_bytes(made.text.encode("utf-8"))
    with ReadingProcess(ReadingSettings()) as process:
        regions = [region for sheet in read_sheets(path, process) for region in find_regions(sheet)]
    assert len(regions) == 1
    assert export_of(regions[0]) is export_of(made.region)
    assert regions[0].headers == made.region.headers
    assert len(regions[0].records) == len(made.region.records)
