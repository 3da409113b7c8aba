"""Figures of a comparison hold places and numbers alone, and explain themselves again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.overlaps.figures import OverlapFigures
from pmo_toolkit.analysis.overlaps.finding import OverlapSearch
from pmo_toolkit.analysis.overlaps.shapes import Judgement, Profile
from pmo_toolkit.analysis.overlaps.themes import Theme
from pmo_toolkit.core.settings.overlaps import OverlapSettings

CONTRACTS = Theme("contracts", (("contract", "agreement"), ("*vertrag",)))
WORDS = st.sampled_from(("contract", "register", "fridges that call", "", "Vertrag", "press"))


def search(texts, services=(), judgements=(), **options) -> OverlapSearch:
    profiles = tuple(Profile(f"P{n}", title, need=need) for n, (title, need) in enumerate(texts))
    offered = tuple(Profile(f"S{n}", title) for n, title in enumerate(services))
    return OverlapSearch(
        profiles, offered, (CONTRACTS,), tuple(judgements), {}, OverlapSettings(**options)
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=6), st.lists(WORDS, max_size=3))
def test_figures_that_were_written_explain_the_same(texts, services):
    made = search(texts, services, least=0.0)
    figures = made.compare(WordEncoder())
    read = OverlapFigures.from_json(json.loads(json.dumps(figures.as_json())))
    assert "contract" not in json.dumps(figures.as_json())
    first, again = (made.explained(some, "words") for some in (figures, read))
    assert first.pairs == again.pairs and first.services == again.services
    assert first.same_words == again.same_words


def test_pairs_worth_a_question_are_kept_and_settled_ones_are_not_suggested():
    texts = [
        ("Contract register", "Agreements"),
        ("Vertragsregister", "Agreements"),
        ("Fridge", ""),
    ]
    judgements = (Judgement("P1", "P0", "different"),)
    figures = search(texts, judgements=judgements, least=0.0).compare(WordEncoder())
    assert len(figures.near) == len(figures.every) == 3
    assert (0, 1) not in {pair[:2] for pair in figures.suggested}
    assert len(figures.suggested) == len(figures.sentences) == 2


def test_no_more_services_than_the_setting_allows():
    texts, services = [("contract", "register")] * 3, ("contract", "register")
    figures = search(texts, services, least=0.0, most=4).compare(WordEncoder())
    assert len(figures.services) == 4
    assert [pair.score for pair in figures.services] == sorted(
        (pair.score for pair in figures.services), reverse=True
    )


@pytest.mark.parametrize("record", [{}, {"near": 1}, {"near": [[1]], "suggested": []}])
def test_what_is_no_record_is_refused(record):
    with pytest.raises((KeyError, TypeError, ValueError)):
        OverlapFigures.from_json(record)
