"""A table without a schema: numbers where numbers stand, findings where not, and headers however they are typed."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.errors import UsageError, WorkspaceError
from pmo_toolkit.workspace.own_table import read_own_table


def write(path, text, encoding="utf-8"):
    path.write_text(text, encoding=encoding)
    return path


def test_numbers_are_floats_and_all_else_is_text(tmp_path):
    read = read_own_table(write(tmp_path / "t.csv", "Effort,Kind,Size\n1200,new,?\n800,old,12\n"))
    assert read.frame["Effort"].tolist() == [1200.0, 800.0]
    assert read.frame["Kind"].tolist() == ["new", "old"]
    assert np.isnan(read.frame["Size"].iloc[0]) and read.frame["Size"].iloc[1] == 12
    assert list(read.frame.index) == [2, 3]


def test_text_among_numbers_is_a_finding_with_its_row(tmp_path):
    rows = "\n".join(str(i) for i in range(1, 20))
    read = read_own_table(write(tmp_path / "t.csv", f"Effort\n{rows}\nabout ten\n"))
    assert read.frame["Effort"].isna().sum() == 1
    finding = read.findings()[0]
    assert finding["column"] == "Effort" and finding["rows"] == [21] and "about ten" in finding["what"]


@pytest.mark.parametrize("name", ["Actual effort", "actual_effort", "ACTUAL EFFORT", "ActualEffort"])
def test_a_column_is_found_however_it_is_typed(tmp_path, name):
    assert read_own_table(write(tmp_path / "t.csv", "Actual effort,x\n1,2\n")).column(name) == "Actual effort"


def test_an_unknown_column_offers_the_nearest(tmp_path):
    with pytest.raises(UsageError, match="did you mean 'Effort'"):
        read_own_table(write(tmp_path / "t.csv", "Effort,x\n1,2\n")).column("Efort")


def test_excel_and_parquet_give_the_same(tmp_path):
    frame = pd.DataFrame({"Effort": [1.5, 2.0], "Kind": ["a", "b"]})
    frame.to_excel(tmp_path / "t.xlsx", index=False, engine="xlsxwriter")
    frame.to_parquet(tmp_path / "t.parquet")
    for name in ("t.xlsx", "t.parquet"):
        read = read_own_table(tmp_path / name).frame
        assert read["Effort"].tolist() == [1.5, 2.0] and read["Kind"].tolist() == ["a", "b"]


def test_the_history_of_a_workspace_is_taken(sample):
    read = read_own_table(sample)
    assert len(read.frame) == 180 and "actual_effort_person_hours" in read.frame
    assert "project" not in read.frame


@pytest.mark.parametrize(
    ("name", "text"), [("t.csv", ""), ("t.csv", "a,a\n1,2\n"), ("t.txt", "a\n1\n"), ("t.xlsx", "no workbook")]
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path, name, text):
    with pytest.raises((UsageError, WorkspaceError)):
        read_own_table(write(tmp_path / name, text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read_own_table(tmp_path / "none.csv")
