"""The sample organisation: valid, deterministic, and written whole or not at all."""

from __future__ import annotations

import math
from graphlib import CycleError

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.sample import DEFAULT_SEED, make_sample, write_sample
from pmo_toolkit.workspace import read_workspace
from tests.sample.typed_tables import AS_OF, assert_no_circle, assert_sound


@pytest.mark.parametrize("proposals", [1, 2, 7, 24, 60])
@pytest.mark.parametrize("seed", [DEFAULT_SEED, 0, 7])
def test_every_sample_is_sound(proposals, seed):
    made = make_sample(proposals, seed)
    assert len(made["proposals"]) == proposals
    assert_sound(made)


@settings(max_examples=8)
@given(proposals=st.integers(1, 90), seed=st.integers(0, 2**63 - 1))
def test_any_size_and_seed_is_sound(proposals, seed):
    assert_sound(make_sample(proposals, seed))


def test_the_soundness_test_can_fail(text):
    def broken(table, column, value):
        changed = text[table].copy()
        changed.loc[0, column] = value
        return text | {table: changed}

    for table, column, value in [
        ("costs", "low", "99999999"),
        ("costs", "option", "O-999-NONE"),
        ("options", "kind", "cloud"),
        ("options", "id", "../x"),
        ("history", "user_count", "3.7"),
        ("risks", "probability", "1.5"),
    ]:
        with pytest.raises((AssertionError, SchemaErrors)):
            assert_sound(broken(table, column, value))
    with pytest.raises(CycleError):
        assert_no_circle(
            pd.DataFrame(
                {"from": ["P-1", "P-2"], "to": ["P-2", "P-1"], "type": ["requires", "enables"]}
            )
        )


def test_a_larger_sample_begins_with_a_smaller_one(text):
    larger = make_sample(60)
    for name, table in text.items():
        pd.testing.assert_frame_equal(larger[name].iloc[: len(table)], table)


def test_same_arguments_same_bytes_other_seed_other_bytes(tmp_path):
    def content(folder, **arguments):
        return {
            path.name: path.read_bytes() for path in write_sample(tmp_path / folder, **arguments)
        }

    first = content("a", proposals=30, seed=5)
    np.random.default_rng().random()
    assert content("b", proposals=30, seed=5) == first
    other = content("c", proposals=30, seed=6)
    assert other["costs.csv"] != first["costs.csv"] and other["goals.csv"] == first["goals.csv"]


def test_the_shipped_sample_is_what_the_generator_writes(tmp_path, sample):
    fresh = {path.name: path.read_bytes() for path in write_sample(tmp_path / "fresh")}
    assert {path.name: path.read_bytes() for path in sample.iterdir()} == fresh


def test_the_shipped_sample_reads_with_findings_only(sample, tables):
    workspace = read_workspace(sample)
    assert {each.grade for each in workspace.troubles} == {Grade.FINDING}
    assert workspace.config.sample and "fictional" in workspace.config.name
    assert pd.Timestamp(workspace.config.as_of) == AS_OF
    assert (workspace.config.currency, workspace.config.price_year) == ("EUR", 2026)
    for name, table in tables.items():
        assert len(workspace.tables[name]) == len(table), name
    read = workspace.tables["history"]["actual_cost"]
    assert math.isclose(read.sum(), tables["history"]["actual_cost"].sum())
