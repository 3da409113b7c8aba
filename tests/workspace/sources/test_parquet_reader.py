"""Parquet tables: typed columns become text that no locale misreads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pmo_toolkit.workspace import read_workspace
from tests.workspace.builders import grave, make, one, told


def with_parquet(folder, frame, config="", table="proposals"):
    make(folder, config)
    (folder / f"{table}.csv").unlink(missing_ok=True)
    frame.to_parquet(folder / f"{table}.parquet")
    return read_workspace(folder)


def test_typed_columns(tmp_path):
    frame = pd.DataFrame(
        {
            "id": [7, 8],
            "title": pd.Categorical(["One", "Two"]),
            "requested_budget": [Decimal("1234.50"), None],
            "size": [1234.5, float("nan")],
            "price_year": [2026, 2026],
            "start_window": [dt.date(2026, 6, 30), None],
            "need": ["NA", None],
        },
        index=["a", "b"],
    )
    workspace = with_parquet(
        tmp_path, frame, 'locale = "de_DE"\nprice_year = 2026\ncurrency = "EUR"\n'
    )
    assert grave(workspace) == []
    typed = workspace.table("proposals")
    assert typed["id"].tolist() == ["7", "8"]
    assert typed.loc[0, ["requested_budget", "size"]].tolist() == [1234.5, 1234.5]
    assert typed.loc[0, "start_window"] == "2026-06-30/2026-06-30"
    assert typed.loc[0, "need"] == "NA"
    assert typed.loc[1, ["requested_budget", "size", "start_window", "need"]].isna().all()
    assert typed["_row"].tolist() == [2, 3]


def test_ids_of_whole_floats_have_no_point(tmp_path):
    assert with_parquet(tmp_path, pd.DataFrame({"id": [7.0], "title": ["x"]})).proposal_ids == (
        "7",
    )


def test_rows_count_even_where_one_is_blank(tmp_path):
    frame = pd.DataFrame(
        {"id": ["P1", None, "P3"], "title": ["x", None, "y"], "size": ["1", None, "big"]}
    )
    assert one(with_parquet(tmp_path, frame), found="big").row == 4


def test_nested_columns_do_not_break_the_reader(tmp_path):
    frame = pd.DataFrame(
        {"id": ["P1"], "title": [["a", "b"]], "extra": [{"a": 1}], "requested_budget": [[1, 2]]}
    )
    workspace = with_parquet(tmp_path, frame)
    assert one(workspace, row=2).column == "requested_budget"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"id,title\n"])
def test_what_is_no_parquet_file_is_a_fault(tmp_path, data):
    make(tmp_path)
    (tmp_path / "goals.parquet").write_bytes(data)
    assert "not a Parquet file" in one(read_workspace(tmp_path), grade="fault").what


def test_limits_hold(tmp_path):
    frame = pd.DataFrame(
        {"id": [f"P{i}" for i in range(500)], "title": [f"Title {i}" * 20 for i in range(500)]}
    )
    assert (
        "too many rows"
        in one(
            with_parquet(tmp_path / "a", frame, "[settings]\nmax_rows = 10\n"), grade="fault"
        ).what
    )
    small = with_parquet(tmp_path / "b", frame, "[settings]\nmax_table_bytes = 1000\n")
    assert "larger than is allowed" in told(small, grade="fault")[0].what
    bound = "[settings]\nmax_table_bytes = 60_000\n"
    assert (
        "unpack to more" in told(with_parquet(tmp_path / "c", frame, bound), grade="fault")[0].what
    )


def test_a_text_stored_once_and_used_often_is_refused(tmp_path):
    frame = pd.DataFrame({"id": [f"P{i}" for i in range(500)], "title": ["x" * 20_000] * 500})
    small = with_parquet(tmp_path, frame, "[settings]\nmax_table_bytes = 1_000_000\n")
    assert (tmp_path / "proposals.parquet").stat().st_size < 20_000
    assert "texts would unpack to more" in told(small, grade="fault")[0].what


def test_two_columns_of_one_name_are_told_as_in_other_tables(tmp_path):
    make(tmp_path)
    pq.write_table(
        pa.Table.from_arrays([pa.array(["G1"])] * 3, names=["id", "title", "title"]),
        tmp_path / "goals.parquet",
    )
    assert "have the same" in told(read_workspace(tmp_path), table="goals")[0].what


def test_a_damaged_file_never_breaks_the_reader(tmp_path):
    frame = pd.DataFrame({"id": [f"P{i}" for i in range(50)], "title": ["x"] * 50})
    with_parquet(tmp_path, frame)
    data = bytearray((tmp_path / "proposals.parquet").read_bytes())
    for at in range(4, len(data) - 8, 97):
        broken = bytearray(data)
        broken[at] ^= 0x5A
        (tmp_path / "proposals.parquet").write_bytes(broken)
        read_workspace(tmp_path)
