"""Finished assessments are used where they would come out the same today, and only there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pmo_toolkit import UsageError, study_portfolio
from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment.lookups.queries import queries_as_json
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.studies.assessments.finished_assessments import (
    assessment_from,
    finished_assessments,
)
from tests.facilitations import some_workspace
from tests.portfolios import QUICK, TABLES, three, workspace

NAMES = ("P-1", "P-2", "P-3")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    ready = prepare(workspace(folder / "then"), settings=QUICK)
    entries = []
    for name in NAMES:
        found = assess_prepared(ready, name)
        (folder / name).mkdir()
        (folder / name / "assessment.json").write_text(found.to_json(), encoding="utf-8")
        queries = queries_as_json(found.reads.queries)
        entries.append({"id": name, "assessment": f"{name}/assessment.json", "queries": queries})
    (folder / "manifest.json").write_text(json.dumps({"proposals": entries}), encoding="utf-8")
    return folder


def ready_for(folder, settings=QUICK, **tables):
    return prepare(workspace(folder, **tables), settings=settings)


def test_all_hold_for_the_same_workspace_and_give_the_same_portfolio(run, tmp_path):
    assert set(finished_assessments(ready_for(tmp_path / "one"), run)) == set(NAMES)
    found = study_portfolio(workspace(tmp_path / "two"), settings=QUICK, assessments=run)
    assert canonical_json(found.as_dict()) == canonical_json(three().as_dict())


def test_what_reads_other_rows_is_assessed_anew(run, tmp_path):
    more = TABLES["benefits"].replace("P-2,Hours,40000", "P-2,Hours,39000")
    assert set(finished_assessments(ready_for(tmp_path, benefits=more), run)) == {"P-1", "P-3"}


def test_another_seed_or_setting_uses_none(run, tmp_path):
    ready = ready_for(tmp_path)
    assert finished_assessments(ready.with_seed(7), run) == {}
    other = QUICK.with_overrides({"discount_rate": 0.05})
    assert finished_assessments(replace(ready, settings=other), run) == {}


def test_a_rich_assessment_is_read_as_it_was_written():
    ready = prepare(some_workspace(), settings=QUICK)
    for name in ("P-003", "P-021"):
        found = assess_prepared(ready, name)
        again = assessment_from(json.loads(found.to_json()))
        assert again is not None and again.to_dict() == found.to_dict()
        assert type(again.options) is type(found.options)


def test_a_torn_or_strange_assessment_is_not_used(run, tmp_path):
    assert assessment_from({"schema_version": "1.0"}) is None
    file = run / "P-3" / "assessment.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[:100], encoding="utf-8")
    try:
        assert set(finished_assessments(ready_for(tmp_path), run)) == {"P-1", "P-2"}
    finally:
        file.write_text(text, encoding="utf-8")


def test_a_folder_without_a_run_is_refused(tmp_path):
    with pytest.raises(UsageError, match="holds no finished run"):
        finished_assessments(ready_for(tmp_path), tmp_path / "nothing")
