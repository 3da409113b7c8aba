"""What ``pmo check --json`` writes."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from pmo_toolkit.workspace import check_report, read_workspace
from pmo_toolkit.workspace.dictionary.column_groups import CLASSES
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.builders import make, read


@pytest.fixture(scope="module")
def schema():
    text = (files("pmo_toolkit") / "schemas" / "check.schema.json").read_text(encoding="utf-8")
    return json.loads(text)


def valid(report, schema):
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        report
    )
    return json.loads(json.dumps(report, allow_nan=False)) == report


def test_the_schema_holds_for_workspaces_of_all_sorts(tmp_path, sample, schema):
    config = (
        'name = "x"\nas_of = 2026-01-02\ncurrency = "CAD"\n[settings]\nconfidence_levels = [0.9,'
        " 0.5]\n"
    )
    workspaces = [
        read_workspace(sample),
        read(tmp_path / "plain"),
        read(tmp_path / "config", config, goals="id\n"),
        read(
            tmp_path / "faulty",
            "x = ",
            proposals="id,size\nP1,x\nP1,\n",
            costs="a\n",
            risks="proposal,impact_days_low\nP1,x\n",
        ),
        read_workspace(make(tmp_path / "none", proposals="")),
    ]
    assert all(valid(check_report(workspace), schema) for workspace in workspaces)


def test_the_schema_can_fail(tmp_path, schema):
    report = check_report(read(tmp_path))
    for change in ({"exit_code": 3}, {"workspace": ""}, {"more": 1}, {"troubles": [{}]}):
        assert not Draft202012Validator(schema).is_valid({**report, **change})


def test_counts_and_states(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,size\nP1,,1\nP2,b,x\nP3,,1\n",
        goals="id\n",
        costs="low\n5\n",
    )
    report = check_report(workspace)
    assert report["schema_version"] == "1.1"
    assert report["workspace"] == tmp_path.name
    assert report["exit_code"] == 2
    assert report["proposals"] == {"total": 3, "failed": ["P1", "P3"]}
    assert report["grades"]["row_faults"] == 2
    tables = {each["name"]: each for each in report["tables"]}
    assert list(tables) == list(TABLES)
    assert (
        tables["proposals"]["rows"],
        tables["proposals"]["set_aside"],
        tables["proposals"]["state"],
    ) == (
        3,
        2,
        "usable",
    )
    assert tables["goals"]["state"] == tables["history"]["state"] == "absent"
    assert tables["costs"]["state"] == "unusable"
    assert tables["proposals"]["file"] == "proposals.csv"
    assert sum(report["grades"].values()) == len(report["troubles"])


def test_a_trouble_has_all_its_parts(tmp_path):
    report = check_report(read(tmp_path, proposals="id,title,class\nP1,a,migratoin\n"))
    (trouble,) = [each for each in report["troubles"] if each["column"] == "class"]
    assert trouble == {
        "grade": "finding",
        "table": "proposals",
        "row": 2,
        "rows": [2],
        "column": "class",
        "what": "is not a word that this column knows: not assessed",
        "found": "migratoin",
        "expected": "one of " + ", ".join(CLASSES),
        "next_step": (
            "Did you mean migration? Translate it under [words.proposals.class] in workspace.toml,"
            " or declare it as a further word under [vocabulary]."
        ),
        "proposal": "P1",
        "file": "proposals.csv",
    }
