"""A workspace's answers have one hash whatever the order of the queries, and have it quickly."""

from __future__ import annotations

import time

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.lookups.queries import Query
from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace import read_workspace
from tests.assessment.changed_workspaces import QUICK


def test_the_order_of_queries_does_not_matter_and_an_unknown_one_has_an_answer(base):
    answers = Answers(read_workspace(base))
    queries = [Query("goals"), Query("nobody's"), Query("costs", (("option", ("O-1",)),))]
    assert answers.hash_of(queries) == answers.hash_of([*reversed(queries), queries[0]])


@pytest.mark.slow
def test_ten_thousand_proposals_take_seconds(tmp_path):
    write_sample(tmp_path / "ws", proposals=2000)
    workspace = read_workspace(tmp_path / "ws", settings=QUICK)
    ids = [each for each in workspace.proposal_ids if each not in workspace.failed]
    known = assess_prepared(prepare(workspace), ids[0]).reads.queries
    start = time.process_time()
    answers = Answers(workspace)
    found = {answers.hash_of([renamed(query, ids[0], each) for query in known]) for each in ids}
    assert len(found) == len(ids)
    assert time.process_time() - start < 8  # a fifth of ten thousand; 1 s on a quiet machine


def renamed(query: Query, old: str, new: str) -> Query:
    """The same question about another proposal."""
    where = tuple(
        (name, tuple(new if key == old else key for key in keys)) for name, keys in query.where
    )
    return Query(query.subject, where, query.columns)
