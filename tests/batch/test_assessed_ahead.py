"""Proposals that other processes assess for a study come out as if it had assessed them itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.batch.assessed_ahead import assessed_ahead
from pmo_toolkit.batch.engines.options import RunOptions
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.assessments.exact_assessments import exact_assessments
from pmo_toolkit.studies.assessments.finished_assessments import finished_assessments
from pmo_toolkit.workspace import load_workspace
from tests.portfolios import workspace

SEED = 7


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    place = tmp_path_factory.mktemp("house")
    workspace(place)
    return place, load_workspace(place)


def ready_for(read, seed=SEED):
    return prepare(read, as_of=read.config.as_of).with_seed(seed)


def ahead(house, **options):
    place, read = house
    given = {"as_of": read.config.as_of, "seed": SEED, "jobs": 2, "ids": read.proposal_ids}
    return assessed_ahead(read, place, **given | options)


def test_to_the_last_digit_and_gone_at_the_end(house):
    ready = ready_for(house[1])
    with ahead(house) as folder:
        found = finished_assessments(ready, folder)
        assert exact_assessments(ready_for(house[1], SEED + 1), folder) == {}
        (folder / "0.json").write_text("{", encoding="utf-8")
        assert set(exact_assessments(ready, folder)) == set(found) - {
            ready.workspace.proposal_ids[0]
        }
    assert not folder.exists()
    assert list(found) == list(ready.workspace.proposal_ids)
    for name, assessment in found.items():
        alone = assess_prepared(ready, name)
        assert replace(alone, reads=assessment.reads) == assessment


@pytest.mark.slow
def test_only_those_that_are_asked_for_and_what_is_finished_is_not_repeated(house, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("nothing is left to do")

    ready = ready_for(house[1])
    first = ready.workspace.proposal_ids[0]
    with ahead(house, ids=(first,), jobs=1) as folder:
        assert set(exact_assessments(ready, folder)) == {first}
        monkeypatch.setattr("pmo_toolkit.batch.assessed_ahead.make_pool", refuse)
        with ahead(house, ids=(first,), known=folder) as again:
            assert exact_assessments(ready, again) == exact_assessments(ready, folder)


def test_a_folder_without_a_finished_run_is_refused_before_work_begins(house, tmp_path):
    with pytest.raises(UsageError, match="no finished run"), ahead(house, known=tmp_path):
        pass


@pytest.mark.slow
def test_where_nothing_can_be_forked_processes_are_started(house, monkeypatch):
    monkeypatch.setattr(
        "pmo_toolkit.batch.assessed_ahead.RunOptions",
        lambda **options: RunOptions(engine="spawn", **options),
    )
    ready = ready_for(house[1])
    first = ready.workspace.proposal_ids[0]
    with ahead(house, ids=(first,)) as folder:
        assert set(exact_assessments(ready, folder)) == {first}
