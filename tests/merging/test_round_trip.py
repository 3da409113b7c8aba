"""Whatever two PMOs write: by its source each finds its own rows, unchanged but for ids."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_toolkit.intake.storing import csv_bytes
from pmo_toolkit.merging.merge import merge_workspaces
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.dictionary.tables import SOURCE
from pmo_toolkit.workspace.row_sources import sources_of
from tests.merging.offices import CONFIG, rows

TEXT = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "Z"], exclude_characters="\x85\u2028"),
    max_size=12,
).map(lambda text: " ".join(text.split()))
WRITTEN = ["", "TBD", "1.234", "1,234", "1.234,5", "1,234.5", "12 k", "ca. 50", "3-5", "€ 7,50"]
AMOUNT = st.one_of(st.sampled_from(WRITTEN), st.integers(0, 10**6).map(str), TEXT)
GOALS = ["G-1", "g 2", "007"]


def tables(draw_title):
    proposal = st.fixed_dictionaries(
        {
            "title": draw_title,
            "need": TEXT,
            "requested_budget": AMOUNT,
            "start_window": st.sampled_from(["", "2027-03", "Q3 2027", "03/04/2027", "soon"]),
            "Own column": TEXT,
        }
    )
    option = st.fixed_dictionaries(
        {"goals": st.lists(st.sampled_from(GOALS), max_size=2, unique=True).map(";".join)}
    )
    return st.tuples(st.lists(proposal, min_size=1, max_size=4), st.lists(option, max_size=3))


def written(folder, locale, drawn):
    """A workspace of drawn rows; its rows by table."""
    proposals, options = drawn
    held = {
        "proposals": [{"id": f"P-{n}", **row} for n, row in enumerate(proposals)],
        "goals": [{"id": goal, "title": f"{folder.name} {goal}"} for goal in GOALS],
        "options": [
            {"id": f"O-{n}", "proposal": "P-0", "kind": "build", **row}
            for n, row in enumerate(options)
        ],
    }
    folder.mkdir()
    config = CONFIG.format(name=folder.name).replace("en_GB", locale)
    (folder / "workspace.toml").write_text(config, encoding="utf-8")
    for table, own in held.items():
        if own:
            data = csv_bytes(list(own[0]), [list(row.values()) for row in own])
            (folder / f"{table}.csv").write_bytes(data)
    return held


def without_prefix(row, prefix):
    """A merged row with the ids that its PMO knows."""
    own = {name: text for name, text in row.items() if name != SOURCE}
    for name in {"id", "proposal"} & own.keys():
        own[name] = own[name].removeprefix(f"{prefix}-")
    if "goals" in own:
        parts = own["goals"].split(";")
        own["goals"] = ";".join(part.removeprefix(f"{prefix}-") for part in parts)
    return own


@given(
    tables(TEXT.filter(bool)),
    tables(TEXT.filter(bool)),
    st.sampled_from(["en_GB", "de_DE"]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_pmo_finds_its_own_rows(finance, sales, locale):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        held = {
            "FINANCE": written(folder / "finance-pmo", locale, finance),
            "SALES": written(folder / "sales-pmo", locale, sales),
        }
        merge_workspaces([folder / "finance-pmo", folder / "sales-pmo"], folder / "joint")
        for prefix, own in held.items():
            for table, expected in own.items():
                if not expected:
                    continue
                found = [
                    without_prefix(row, prefix)
                    for row in rows(folder, table)
                    if {source.prefix for source in sources_of(row[SOURCE])} == {prefix}
                ]
                stated = [
                    {name: row.get(name, "") for name in found[0]} for row in as_read(expected)
                ]
                assert found == stated


@given(tables(TEXT.filter(bool)), tables(TEXT.filter(bool)))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_figures_and_dates_mean_the_same_beside_another_locale(finance, sales):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        offices = {"FINANCE": folder / "finance-pmo", "SALES": folder / "sales-pmo"}
        written(offices["FINANCE"], "de_DE", finance)
        written(offices["SALES"], "en_US", sales)
        merge_workspaces(list(offices.values()), folder / "joint")
        joint = read_workspace(folder / "joint").table("proposals")
        for prefix, path in offices.items():
            own = read_workspace(path).table("proposals")
            mine = joint[joint["id"].str.startswith(f"{prefix}-")]
            for column in ("requested_budget", "start_window"):
                texts = [mine[column].astype(str).tolist(), own[column].astype(str).tolist()]
                assert texts[0] == texts[1]


def as_read(expected):
    """Rows as a CSV reader gives them back."""
    headers = list(expected[0])
    data = csv_bytes(headers, [list(row.values()) for row in expected]).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data, newline="")))
