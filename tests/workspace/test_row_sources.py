"""The column that says whose row it is: read apart from the columns of the dictionary."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.dictionary.tables import SOURCE
from pmo_toolkit.workspace.row_sources import RowSource, sources_of, sources_text
from tests.workspace.builders import read

NAMES = st.text(max_size=20).map(lambda text: " ".join(text.replace("|", "/").split()))
SOURCES = st.builds(
    RowSource, st.from_regex(r"[A-Z0-9]{1,12}", fullmatch=True), NAMES, NAMES, st.integers(1, 10**6)
)


@given(st.lists(SOURCES, max_size=3))
def test_what_is_written_is_read_again(sources):
    assert sources_of(sources_text(tuple(sources))) == tuple(sources)


def test_a_cell_that_says_it_otherwise_says_nothing():
    assert sources_of("from finance") == sources_of(None) == sources_of("A | b | x") == ()


def test_a_table_has_the_column_only_where_it_is_written(tmp_path):
    table = f"id,title,{SOURCE}\nP-2,B,FIN Finance | a.csv | 3\nP-1,A,\n"
    workspace = read(tmp_path / "merged", proposals=table)
    assert workspace.table("proposals")[SOURCE].tolist() == ["", "FIN Finance | a.csv | 3"]
    assert not [trouble for trouble in workspace.troubles if trouble.column == SOURCE]
    assert SOURCE not in read(tmp_path / "own").table("proposals")


def test_where_a_row_comes_from_is_no_input(tmp_path):
    tables = [f"id,title,{SOURCE}\nP-1,A,F F | a.csv | {row}\n" for row in (2, 3)]
    one, other = (read(tmp_path / str(n), proposals=table) for n, table in enumerate(tables))
    assert one.input_hash == other.input_hash


def test_a_what_if_copy_keeps_it(tmp_path):
    workspace = read(tmp_path, proposals=f"id,title,{SOURCE}\nP-1,A,F F | a.csv | 2\n")
    changed = workspace.with_values("proposals", "P-1", title="B")
    assert changed.table("proposals")[SOURCE].tolist() == ["F F | a.csv | 2"]
