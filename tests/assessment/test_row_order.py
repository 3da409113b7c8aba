"""Sorting a table anew changes no byte of an assessment but the numbers of rows."""

from __future__ import annotations

import csv
import json
import random
import shutil
from pathlib import Path

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import load_workspace

QUICK = Settings.of(draws=1024, standing_draws=500)
PROPOSALS = ("P-001", "P-010")
TABLES = sorted(path.stem for path in Path(place("sample")).glob("*.csv"))
#: What may differ: the numbers of rows that the user sees, and hashes of what holds them.
OF_PLACES = {"rows", "input_hash"}


def shuffle(folder: Path, tables, seed: int) -> None:
    chance = random.Random(seed)
    for table in tables:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        chance.shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])


def without_places(value):
    if isinstance(value, dict):
        return {key: without_places(part) for key, part in value.items() if key not in OF_PLACES}
    return [without_places(part) for part in value] if isinstance(value, list) else value


def assessments(folder: Path):
    prepared = prepare(load_workspace(folder), settings=QUICK)
    texts = {name: assess_prepared(prepared, name).to_json() for name in PROPOSALS}
    return {name: without_places(json.loads(text)) for name, text in texts.items()}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("order") / "sample"
    shutil.copytree(Path(place("sample")), folder)
    history = folder / "history.csv"  # learning from all of it takes most of the time
    lines = history.read_text(encoding="utf-8").splitlines(keepends=True)
    history.write_text("".join(lines[:61]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(sample):
    return assessments(sample)


@pytest.mark.parametrize("seed", [1])
def test_all_tables_sorted_anew_say_the_same(sample, expected, tmp_path, seed):
    folder = shutil.copytree(sample, tmp_path / "sample")
    shuffle(folder, TABLES, seed)
    assert assessments(folder) == expected


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("seed", range(3, 6))
def test_each_table_sorted_anew_says_the_same(sample, expected, tmp_path, table, seed):
    folder = shutil.copytree(sample, tmp_path / "sample")
    shuffle(folder, [table], seed)
    assert assessments(folder) == expected
