"""A table without a schema.

Numbers where numbers stand, findings where not, and headers however they are typed.
"""

import shutil

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.core.errors import UsageError, WorkspaceError
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
    assert (
        finding["column"] == "Effort" and finding["rows"] == [21] and "about ten" in finding["what"]
    )


@pytest.mark.parametrize(
    "name", ["Actual effort", "actual_effort", "ACTUAL EFFORT", "ActualEffort"]
)
def test_a_column_is_found_however_it_is_typed(tmp_path, name):
    assert (
        read_own_table(write(tmp_path / "t.csv", "Actual effort,x\n1,2\n")).column(name)
        == "Actual effort"
    )


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
    ("name", "text"),
    [("t.csv", ""), ("t.csv", "a,a\n1,2\n"), ("t.txt", "a\n1\n"), ("t.xlsx", "no workbook")],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path, name, text):
    with pytest.raises((UsageError, WorkspaceError)):
        read_own_table(write(tmp_path / name, text))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        read_own_table(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Effort;Size\n12,5;1.200\n800;3,25\n", [12.5, 800.0]),
        ("Effort;Size\n1.200,5;1\n800;2,5\n", [1200.5, 800.0]),
        ('Effort,Size\n"1,200.5",1\n800,2.5\n', [1200.5, 800.0]),
    ],
)
def test_decimal_commas_and_decimal_points_are_told_apart_by_the_whole_table(
    tmp_path, text, expected
):
    read = read_own_table(write(tmp_path / "t.csv", text))
    assert read.frame["Effort"].tolist() == expected
    assert any("decimal comma" in each["what"] for each in read.findings()) is (";" in text)


def test_commas_that_could_mean_either_are_told(tmp_path):
    read = read_own_table(write(tmp_path / "t.csv", "Effort;Size\n1,250;3\n2,500;4\n"))
    assert read.frame["Effort"].tolist() == [1250.0, 2500.0]
    assert "could be read with a decimal comma too" in read.findings()[0]["what"]


def test_rows_longer_or_shorter_than_the_headers_are_told(tmp_path):
    read = read_own_table(write(tmp_path / "t.csv", "Effort,Size\n1,2\n3\n4,5,6\n7,8,\n"))
    assert [(each["rows"], each["what"].split(" cells")[0]) for each in read.findings()] == [
        ([3], "has fewer"),
        ([4], "has more"),
    ]


def test_an_encoding_that_cannot_be_read_is_refused_without_speaking_of_a_workspace(tmp_path):
    with pytest.raises(UsageError, match=r"cannot be read as UTF-8.*CSV UTF-8") as told:
        read_own_table(write(tmp_path / "t.csv", "Effort,Kind\n1,Größe\n", encoding="latin-1"))
    assert "workspace" not in str(told.value)


def test_an_empty_file_is_called_empty(tmp_path):
    with pytest.raises(UsageError, match="it is empty; expected a row of headers"):
        read_own_table(write(tmp_path / "t.csv", ""))


def test_what_a_workspace_declares_of_its_drivers_holds_here_too(sample, tmp_path):
    copied = tmp_path / "copied"
    shutil.copytree(sample, copied)
    toml = copied / "workspace.toml"
    text = toml.read_text(encoding="utf-8")
    assert "[drivers]" not in text
    declared = '[drivers]\nknown_before = ["actual_duration_days"]\ndrop = ["team_experience"]\n'
    toml.write_text(f"{text}\n{declared}", encoding="utf-8")
    read = read_own_table(copied)
    assert read.workspace.config.drivers_known_before == ("actual_duration_days",)
    assert read.workspace.config.drivers_drop == ("team_experience",)


def test_a_workbook_with_proposals_is_a_workspace(tmp_path):
    with pd.ExcelWriter(tmp_path / "w.xlsx", engine="xlsxwriter") as book:
        pd.DataFrame({"id": ["P-1"], "title": ["One"]}).to_excel(
            book, sheet_name="proposals", index=False
        )
        finished = {"project": ["H-1", "H-2"], "actual_cost": [5, 6], "size": [1, 2]}
        pd.DataFrame(finished).to_excel(book, sheet_name="history", index=False)
    assert read_own_table(tmp_path / "w.xlsx").frame["actual_cost"].tolist() == [5, 6]
