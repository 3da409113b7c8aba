"""Queries travel as JSON, and what is none is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment.lookups.queries import Query, Reads

TEXTS = st.text(max_size=5)

QUERIES = st.builds(
    Query,
    TEXTS,
    st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=2).map(
        lambda where: tuple(where.items())
    ),
    st.lists(TEXTS, max_size=3).map(tuple),
)


@given(st.lists(QUERIES, max_size=4))
def test_queries_travel_as_json(queries):
    reads = Reads("0" * 64, tuple(queries))
    assert Reads.from_dict(json.loads(json.dumps(reads.as_dict()))) == reads


@pytest.mark.parametrize(
    "record", [{}, {"subject": "a", "where": []}, {"subject": "a", "where": {"b": "c"}}]
)
def test_what_is_no_query_is_refused(record):
    with pytest.raises((KeyError, TypeError, AttributeError)):
        Query.from_dict(record)
