"""The whole way from a folder to a workspace."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import ExitCode, UsageError, WorkspaceError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import load_workspace, read_workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.builders import grave, make, one, read, told, workbook


def test_id_and_title_suffice(tmp_path):
    workspace = read(tmp_path / "intake")
    assert workspace.exit_code is ExitCode.OK
    assert (workspace.name, workspace.proposal_ids, workspace.failed) == (
        "intake",
        ("P1", "P2"),
        {},
    )
    frame = workspace.table("proposals")
    assert list(frame.columns) == [*TABLES["proposals"].columns, "_row"]
    assert frame["_row"].tolist() == [2, 3]
    assert isinstance(frame.index, pd.RangeIndex)
    assert not workspace.is_sample
    assert "proposals 2" in repr(workspace)


def test_every_table_is_there_in_its_types_even_when_it_is_absent(tmp_path):
    workspace = read(tmp_path)
    for name, schema in TABLES.items():
        frame = workspace.table(name)
        schema.validate(frame, lazy=True)
        assert list(frame.columns) == [*schema.columns, "_row"]
        assert workspace.has(name) is (name == "proposals")
        assert str(frame["_row"].dtype) == "int64"


def test_a_table_that_nobody_knows_is_an_error_with_the_nearest(tmp_path):
    with pytest.raises(KeyError, match="goals"):
        read(tmp_path).table("gaols")


def test_a_table_refuses_to_be_changed_in_place_and_a_copy_does_not(tmp_path):
    workspace = read(tmp_path)
    frame = workspace.table("proposals")
    with pytest.raises(UsageError, match="with_values"):
        frame.loc[0, "title"] = "changed"
    own = frame.copy()
    own.loc[0, "title"] = "changed"
    assert workspace.table("proposals").loc[0, "title"] == "One"
    assert type(frame[["id"]]) is type(own) is pd.DataFrame


def test_a_table_is_given_whole_in_the_order_of_its_ids(tmp_path):
    workspace = read(tmp_path, proposals="id,title,size\nP2,b,1\nP9,,3\nP1,a,2\n")
    assert workspace.proposal_ids == ("P2", "P9", "P1")
    assert workspace.table("proposals")[["id", "_row"]].to_numpy().tolist() == [
        ["P1", 4],
        ["P2", 2],
    ]
    assert workspace.sources["proposals"].rows == 3
    assert workspace.exit_code is ExitCode.SOME_FAILED


def test_settings_of_the_workspace_win_over_the_given_ones(tmp_path):
    make(tmp_path, "[settings]\nvalidity_days = 30\n")
    workspace = read_workspace(tmp_path, settings=Settings.of(validity_days=10, seed=5))
    assert (workspace.settings.advice.validity_days, workspace.settings.seed) == (30, 5)


def test_loading_raises_with_all_troubles_where_there_is_a_fault(tmp_path):
    make(tmp_path, proposals="id,title,size\nP1,One,x\nP1,Two,y\n")
    with pytest.raises(WorkspaceError) as raised:
        load_workspace(tmp_path)
    assert raised.value.troubles == read_workspace(tmp_path).troubles
    assert "rows 2 and 3" in str(raised.value)
    assert raised.value.exit_code == 2


def test_loading_gives_a_workspace_with_row_faults(tmp_path):
    make(tmp_path, proposals="id,title,size\nP1,,5\n")
    assert list(load_workspace(tmp_path).failed) == ["P1"]


def test_a_path_to_nothing_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError):
        load_workspace(tmp_path / "nothing")


def test_the_hash_follows_the_content_and_not_the_place(tmp_path):
    config = 'currency = "CAD"\n'
    first = read(tmp_path / "a", config, goals="id,title\nG1,x\n")
    (tmp_path / "b").mkdir()
    shutil.copytree(tmp_path / "a", tmp_path / "b" / "elsewhere")
    assert read_workspace(tmp_path / "b" / "elsewhere").input_hash == first.input_hash
    changed = [
        read(tmp_path / "c", config, goals="id,title\nG1,y\n"),
        read(tmp_path / "d", 'currency = "USD"\n', goals="id,title\nG1,x\n"),
        read(tmp_path / "e", config),
        read(tmp_path / "f", config, goals="id,title\nG1,x\n", risks="proposal\nP1\n"),
    ]
    assert len({first.input_hash, *(each.input_hash for each in changed)}) == 5


def test_a_typed_cell_and_a_text_that_looks_alike_differ_in_the_hash(tmp_path):
    sheets = [[["id", "title", "size"], ["P1", "One", value]] for value in (1.234, "1.234")]
    books = [workbook(tmp_path / f"{i}.xlsx", {"proposals": rows}) for i, rows in enumerate(sheets)]
    assert read_workspace(books[0]).input_hash != read_workspace(books[1]).input_hash


def test_reading_twice_gives_the_same(tmp_path, sample):
    first, second = read_workspace(sample), read_workspace(sample)
    assert first.input_hash == second.input_hash
    assert first.troubles == second.troubles
    assert all(first.tables[name].equals(second.tables[name]) for name in first.tables)


def test_a_workspace_can_be_sent_to_another_process(tmp_path):
    workspace = read(tmp_path)
    again = pickle.loads(pickle.dumps(workspace))
    assert again.input_hash == workspace.input_hash
    assert again.table("proposals").equals(workspace.table("proposals"))


def test_no_trouble_shows_a_path(tmp_path):
    make(tmp_path, "currency = 3", goals="id\nG1\nG1\n", risks='proposal\n"P1\n')
    (tmp_path / "costs.csv").mkdir()
    workspace = read_workspace(tmp_path)
    assert len(told(workspace, grade="fault")) == 4
    assert str(tmp_path) not in "\n".join(map(repr, workspace.troubles))


def test_a_long_history_takes_about_a_second(tmp_path):
    columns = "project,title,start_date,finish_date,estimate_cost,actual_cost,size,class\n"
    rows = "".join(
        f'H{i},Project {i},{2000 + i % 20}-0{1 + i % 9}-15,"June {1 + i % 28},'
        f' 2024","${i * 997:,}",{i * 1009}.5,{i}.5,migration\n'
        for i in range(5000)
    )
    make(tmp_path, history=columns + rows)
    started = time.perf_counter()
    workspace = read_workspace(tmp_path)
    assert time.perf_counter() - started < 5
    assert len(workspace.table("history")) == 5000


def test_importing_the_package_is_light():
    code = (
        "import sys, pmo_toolkit.workspace; heavy = {'pandas', 'pandera', 'babel', 'pyarrow',"
        " 'python_calamine'};sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_unknown_names_of_the_package_are_attribute_errors():
    import pmo_toolkit.workspace as package

    with pytest.raises(AttributeError):
        _ = package.nothing
    assert set(package.__all__) <= set(dir(package))


NAMES = [*TABLES, "rubbish"]


@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.lists(
            st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=5), max_size=5
        ),
        max_size=4,
    )
)
def test_no_tables_break_the_reader(tmp_path_factory, tables):
    import csv

    folder = tmp_path_factory.mktemp("any")
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    read_workspace(folder)


@settings(max_examples=40)
@given(st.data())
def test_no_cells_under_right_headers_break_the_reader(tmp_path_factory, data):
    import csv

    cell = st.one_of(
        st.sampled_from(
            [
                "P1",
                "P2",
                "O1",
                "",
                "TBD",
                "1",
                "-1",
                "40 %",
                "$5",
                "€5",
                "2020-01-01",
                "03/04/2020",
                "yes",
            ]
        ),
        st.text(st.characters(codec="utf-8"), max_size=6),
    )
    folder = make(tmp_path_factory.mktemp("any"))
    name = data.draw(st.sampled_from(list(TABLES)))
    columns = list(TABLES[name].columns)
    rows = data.draw(
        st.lists(
            st.lists(cell, min_size=len(columns), max_size=len(columns)), min_size=1, max_size=4
        )
    )
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])
    workspace = read_workspace(folder)
    for table, frame in workspace.tables.items():
        if not told(workspace, grade="fault"):
            TABLES[table].validate(frame, lazy=True)
    assert set(workspace.failed) <= set(workspace.proposal_ids)


def test_the_sample_is_sound(sample):
    workspace = read_workspace(sample)
    assert grave(workspace) == []
    assert workspace.is_sample
    assert len(workspace.proposal_ids) == 24


def test_the_public_list_of_463_projects_is_read_without_a_fault(public_data, tmp_path):
    shutil.copy(
        public_data / "portfolio" / "ca_large_it_projects_2019.csv", tmp_path / "proposals.csv"
    )
    (tmp_path / "workspace.toml").write_text(
        'currency = "CAD"\nlocale = "en_CA"\nfiscal_year_start = 4\n[columns.proposals]\nid ='
        ' "uniqueId"\ntitle = "projectName"\nrequested_budget = "totalBudget"\nwanted_finish ='
        ' "rawProvidedDate"\n'
    )
    workspace = read_workspace(tmp_path)
    assert workspace.exit_code == 0
    assert len(workspace.proposal_ids) == len(workspace.table("proposals")) == 463
    assert len(workspace.troubles) < 20
    frame = workspace.table("proposals").set_index("id")
    assert frame.loc["pspc-eps", ["requested_budget", "wanted_finish"]].tolist() == [
        214474730,
        "2023-04-01/2024-03-31",
    ]
    lines = (tmp_path / "proposals.csv").read_text(encoding="utf-8").splitlines()
    row = one(workspace, found="On hold").row
    assert "On hold" in lines[row - 1]


def test_a_flood_of_faults_is_told_in_little_time_and_space(tmp_path):
    options = "id,proposal,kind\n" + "".join(f"O{i},P1,build\n" for i in range(3000))
    costs = "option,element,low\n" + "".join(f"Q{i},{'long ' * 200},5\n" for i in range(3000))
    make(
        tmp_path,
        options=options,
        costs=costs,
        risks="proposal,probability\nP1," + "9" * 5000 + "\n",
    )
    started = time.perf_counter()
    workspace = read_workspace(tmp_path)
    assert time.perf_counter() - started < 10
    unknown = told(workspace, table="costs", grade="row")
    assert len(unknown) == 101
    assert any("2900 further rows" in trouble.what for trouble in unknown)
    assert len(one(workspace, table="risks", column="probability").found) <= 400
