"""Proposals that ask for the same are found, and what people decided is respected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.overlaps.finding import find_overlaps
from pmo_toolkit.analysis.overlaps.shapes import (
    Doubt,
    Judgement,
    OverlapKind,
    Overlaps,
    Profile,
    Tie,
)
from pmo_toolkit.analysis.overlaps.themes import Theme
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.assessment.overlaps.theme_file import business_themes
from pmo_toolkit.core.settings.overlaps import OverlapSettings
from tests.analysis.overlaps.labelled import DEVELOPMENT, TEST, labelled_proposals

CONTRACTS = Theme("contracts", (("contract", "agreement"), ("*vertrag",)))
FRIDGES = Theme("fridges", (("fridge", "cold store"), ("*kühl",)))
REGISTER = Profile("a", "Contract register", "Legal", "Agreements lie in drawers.")
ARCHIVE = Profile("b", "Vertragsarchiv", "Purchasing", "Mietverträge sind nicht auffindbar.")
COLD = Profile("c", "Fridges that call", "Kitchen", "The cold store failed on a weekend.")
LOOSE = OverlapSettings(least=0.0)


def found(*proposals: Profile, services=(), **options) -> Overlaps:
    options.setdefault("settings", LOOSE)
    return find_overlaps(
        proposals, services, encoder=WordEncoder(), themes=(CONTRACTS, FRIDGES), **options
    )


def test_a_theme_bridges_two_languages():
    best = found(REGISTER, ARCHIVE, COLD).pairs[0]
    assert (best.a, best.b) == ("a", "b")
    assert best.grounds.themes == ("contracts",)


@pytest.mark.parametrize("one", ["a", "b"])
def test_a_pair_called_different_is_not_asked_again(one):
    other = "b" if one == "a" else "a"
    answer = Judgement(one, other, "different", "head", "2026-11-01")
    result = found(REGISTER, ARCHIVE, COLD, judgements=(answer,))
    assert {frozenset((pair.a, pair.b)) for pair in result.pairs} == {
        frozenset("ac"),
        frozenset("bc"),
    }
    assert result.judged == (answer,)
    assert len(result.all_scores) == 3


def test_the_last_answer_on_a_pair_counts():
    answers = (Judgement("a", "b", "different"), Judgement("b", "a", "partly"))
    result = found(REGISTER, ARCHIVE, judgements=answers)
    assert result.judged == answers[1:]
    assert len(result.pairs) == 1


def test_kinds():
    goals = {Tie.GOALS: frozenset("x"), Tie.CAPABILITIES: frozenset("y")}
    builds = replace(ARCHIVE, builds_on=frozenset("a"))
    kinds = {
        (pair.a, pair.b): pair.kind
        for pair in found(replace(REGISTER, ties=goals), builds, replace(COLD, ties=goals)).pairs
    }
    assert kinds["a", "b"] is OverlapKind.SEQUENCE
    assert kinds["a", "c"] is OverlapKind.PLATFORM
    assert found(REGISTER, ARCHIVE, COLD).pairs[0].kind is OverlapKind.SAME_NEED


def test_a_service_is_named_unless_an_option_names_it_already():
    service = Profile("s", "Contract store", need="Agreements")
    assert found(REGISTER, COLD, services=(service,)).services[0].proposal == "a"
    knows = replace(REGISTER, ties={Tie.SERVICES: frozenset("s")})
    served = {each.proposal for each in found(knows, COLD, services=(service,)).services}
    assert "a" not in served


def test_a_service_called_different_is_not_asked_about_again():
    service = Profile("s", "Contract store", need="Agreements")
    answer = Judgement("a", "s", "different")
    result = found(REGISTER, COLD, services=(service,), judgements=(answer,))
    assert "a" not in {reuse.proposal for reuse in result.services}


def test_doubts_about_a_service_are_said_too():
    service = Profile("s", "Contract store", need="Agreements")
    (first, *_) = found(REGISTER, COLD, services=(service,)).services
    assert Doubt.FEW_WORDS in first.doubts and Doubt.WORDS_ALONE in first.doubts


def test_the_same_word_for_different_things():
    press = Profile("d", "New press office", "Marketing", "Agreements with papers.")
    stamp = Profile("e", "Fridges near the press", "Plant", "The cold store is far.")
    (pair,) = found(press, stamp, settings=OverlapSettings(least=0.9)).same_words
    assert pair.words == ("press",)
    assert (pair.themes_a, pair.themes_b) == (("contracts",), ("fridges",))


@pytest.mark.parametrize(
    "proposals",
    [
        (),
        (REGISTER,),
        (Profile("x", ""), Profile("y", "")),
        (Profile("x", "", need="  "), REGISTER),
        tuple(replace(REGISTER, id=name) for name in "xyz"),
        (replace(REGISTER, need="word " * 2000), replace(ARCHIVE, need="Wort " * 2000)),
        (replace(REGISTER, title="📦🔥", need="🙂"), replace(ARCHIVE, title="מחסן", need="مخزون")),
    ],
    ids=["none", "one", "no text", "one text", "identical", "long", "emoji and right to left"],
)
def test_odd_texts(proposals):
    result = found(*proposals)
    usable = [proposal for proposal in proposals if proposal.whole]
    assert result.compared == len(usable)
    assert len(result.all_scores) == len(usable) * (len(usable) - 1) // 2
    assert all(0 <= score <= 1 for _, _, score in result.all_scores)
    assert set(result.without_text) == {p.id for p in proposals if not p.whole}
    assert set(result.shortened) == {p.id for p in usable if len(p.need) > 800}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), max_size=6))
def test_any_texts_give_scores_and_the_same_ones_again(texts):
    proposals = [Profile(f"P{n}", title, need=need) for n, (title, need) in enumerate(texts)]
    assert found(*proposals) == found(*proposals)


@pytest.mark.parametrize("name", [*DEVELOPMENT, *TEST])
def test_average_precision_does_not_fall(name):
    """Floors below what `benchmarks/overlaps.py` measured, rounded down."""
    floors = {  # text alone, with goals and capabilities
        "machine_builder": (0.65, 0.80),
        "hospital": (0.65, 0.75),
        "city": (0.55, 0.80),
        "grocer": (0.10, 0.28),
        "university": (0.50, 0.80),
    }
    encoder, why_words = default_encoder()
    if why_words:
        pytest.skip(f"the sentence encoder {why_words}")
    for ties, floor in zip((False, True), floors[name], strict=True):
        proposals, groups = labelled_proposals(name, ties=ties)
        result = find_overlaps(proposals, (), encoder=encoder, themes=business_themes())
        same = [groups[one] == groups[other] != "" for one, other, _ in result.all_scores]
        assert average_precision_score(same, range(len(same), 0, -1)) >= floor
