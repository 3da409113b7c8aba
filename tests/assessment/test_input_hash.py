"""What an assessment reads decides the hash of its inputs.

Whatever changes an assessment changes the hash, and little else does.
"""

from __future__ import annotations

import json
import random
import shutil

import pytest

from tests.assessment.changed_workspaces import (
    assessed,
    columns,
    comparison_hash,
    redone,
    sweep,
    with_another_cell,
)


def test_a_change_that_shows_changes_the_hash(base, tmp_path):
    """Two columns that an assessment reads; `make slow` goes through all of them."""
    wanted = [
        ("proposals", "requested_budget"),
        ("dependencies", "strength"),
    ]
    changed, needless, where = sweep(base, tmp_path, wanted, 1)
    assert changed >= 2
    assert needless <= changed * 0.3, where


@pytest.mark.slow
def test_every_column_of_every_table(base, tmp_path):
    wanted = columns(base)
    changed, needless, where = sweep(base, tmp_path, wanted, 2)
    told = (
        f"{len(wanted)} columns, {changed} hashes changed, {needless} of them needlessly: {where}"
    )
    print(told)
    assert changed > 100
    assert needless < changed * 0.3, told


@pytest.mark.parametrize("column", ["need", "requested_budget", "description"])
def test_a_proposals_own_words_concern_it_alone(base, tmp_path, column):
    target = with_another_cell(base, tmp_path / "ws", "proposals", column, random.Random(3))
    assert len(redone(base, target)) == 1


def test_its_title_concerns_those_that_name_it_too(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    path = target / "proposals.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("One front door", "A front door"), encoding="utf-8"
    )
    assert "P-001" in redone(base, target)
    assert comparison_hash(base) != comparison_hash(target)


@pytest.mark.parametrize("table", ["stakeholders"])
def test_tables_that_no_assessment_reads_do_not_matter(base, tmp_path, table):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    (target / f"{table}.csv").unlink()
    assert redone(base, target) == []


def test_services_concern_those_that_touch_them_or_might_use_them(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    (target / "services.csv").unlink()
    concerned = [
        name
        for name, own in assessed(base).found.items()
        if '"could reuse' in own or json.loads(own)["services"]
    ]
    assert redone(base, target) == concerned != []


def test_running_work_says_how_long_projects_take_to_all_of_them(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    (target / "in_flight.csv").unlink()
    assert len(redone(base, target)) == 4


def test_the_order_of_the_table_of_proposals_does_not_matter(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    path = target / "proposals.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")
    assert redone(base, target) == []


def test_rows_above_ones_own_do_not_matter(base, tmp_path):
    """The number of a row in its file is read only where it is shown."""
    target = tmp_path / base.name
    shutil.copytree(base, target)
    path = target / "costs.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, "", *rows, ""]), encoding="utf-8")
    assert redone(base, target) == []


def test_settings_file_and_rows_set_aside_concern_all(base, tmp_path):
    for name, text in (
        ("workspace.toml", 'decides = "the board"\n'),
        ("goals.csv", ",x,,,,,,,1\n"),
    ):
        target = tmp_path / name.partition(".")[0] / base.name
        shutil.copytree(base, target)
        path = target / name
        old = path.read_text(encoding="utf-8")
        path.write_text(text if name.endswith("toml") else old + text, encoding="utf-8")
        assert redone(base, target) == list(assessed(base).reads)


@pytest.mark.slow  # that their hashes change is asked below too
def test_comparisons_and_correlations_that_show_change_the_hash(paired, tmp_path):
    changed, needless, where = sweep(
        paired, tmp_path, [("comparisons", "ratio"), ("correlations", "correlation")], 5
    )
    assert changed >= 5 and needless <= 1, where


def test_a_comparison_concerns_all_proposals_and_a_correlation_its_bundle(paired, tmp_path):
    other = with_another_cell(
        paired, tmp_path / "a" / paired.name, "comparisons", "ratio", random.Random(1)
    )
    assert redone(paired, other) == list(assessed(paired).reads)
    assert comparison_hash(paired) != comparison_hash(other)
    other = with_another_cell(
        paired, tmp_path / "b" / paired.name, "correlations", "correlation", random.Random(1)
    )
    assert redone(paired, other) == ["P-001", "P-004"]  # one requires the other: they are a bundle
    assert comparison_hash(paired) == comparison_hash(other)


def test_empty_optional_tables_change_nothing(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    (target / "comparisons.csv").write_text("scorer_role,criterion,other,ratio\n", encoding="utf-8")
    (target / "correlations.csv").write_text("proposal,one,other,correlation\n", encoding="utf-8")
    assert redone(base, target) == []
    assert comparison_hash(base) == comparison_hash(target)
