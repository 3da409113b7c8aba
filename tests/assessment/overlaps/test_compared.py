"""Proposals are compared once, a far-off change leaves the others' questions as they are."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.shapes import Strength
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.coverage_cache import KeptFigures
from pmo_toolkit.assessment.lookups.queries import OVERLAPS, Query
from pmo_toolkit.assessment.overlaps import compared
from pmo_toolkit.assessment.overlaps.compared import CODE, compare, compare_in_report, search_of
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.overlaps import OverlapSettings
from tests.analysis.overlaps.labelled import labelled_proposals
from tests.workspace.builders import read

PAIR = (
    "id,title,need,department\nP1,Contracts,Register of contracts,Legal\nP2,Agreements,{},Sales\n"
)
LOOSE = OverlapSettings(least=0.0)


@pytest.fixture
def pair(tmp_path):
    return read(tmp_path / "ws", proposals=PAIR.format("One list of contracts"))


@pytest.fixture
def loaded(monkeypatch):
    """How often texts were compared."""
    times = []
    original = compared._figures
    monkeypatch.setattr(compared, "_figures", lambda *of: times.append(1) or original(*of))
    return times


def test_both_are_asked_and_each_sees_the_other(pair):
    found = compare_in_report(pair, LOOSE)
    (one,), (other,) = found.of("P1").proposals, found.of("P2").proposals
    assert (one.id, other.id) == ("P2", "P1")
    assert one.departments == other.departments == ("Legal", "Sales")
    assert one.question == other.question
    assert one.why and one.why_it_may_be_wrong


def test_it_is_compared_once_until_a_text_changes(pair, loaded):
    found = compare_in_report(pair, LOOSE)
    assert compare_in_report(pair, LOOSE) is found
    same = pair.with_values("proposals", "P1", requested_budget=5.0)
    assert compare_in_report(same, LOOSE) is found
    assert len(loaded) == 1
    other = pair.with_values("proposals", "P1", need="Fridges that report their temperature")
    assert compare_in_report(other, LOOSE) is not found
    assert len(loaded) == 2


def test_figures_without_a_word_are_kept_for_the_next_run(pair, tmp_path, loaded):
    shelf = KeptFigures(tmp_path / "kept", CODE)
    first = compare_in_report(pair, LOOSE, shelf)
    pair.kept.clear()
    again = compare_in_report(pair, LOOSE, shelf)
    if default_encoder()[1]:
        pytest.skip("words alone are compared too quickly to be kept")
    assert len(loaded) == 1
    assert again.of("P1") == first.of("P1") and again.found == first.found
    (file,) = (tmp_path / "kept").rglob("*.json")
    assert "ontract" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        {"near": [[0, 9, 0.5, 1, 1]]},
        {"suggested": [[0, 9, 0.5, 1, 1]], "sentences": [[0, 0]]},
        {"suggested": [[-1, 0, 0.5, 1, 1]], "sentences": [[0, 0]]},
        {"sentences": None},
        {"services": [[0]]},
    ],
)
def test_impossible_figures_count_as_absent(pair, wrong):
    """Figures that were kept by whatever else are never believed."""

    class Shelf:
        def __init__(self):
            self.record = None

        def get(self, key):
            return self.record

        def put(self, key, figures):
            self.record = json.loads(json.dumps(figures))

    shelf = Shelf()
    first = compare_in_report(pair, LOOSE, shelf)
    if shelf.record is None:
        pytest.skip("words alone are compared too quickly to be kept")
    shelf.record |= wrong
    pair.kept.clear()
    again = compare_in_report(pair, LOOSE, shelf)
    assert again.of("P2") == first.of("P2")


def test_alone_without_text_and_too_many_are_not_assessed(tmp_path, loaded):
    alone = read(tmp_path / "1", proposals="id,title\nP1,One\n")
    silent = read(tmp_path / "2", proposals="id,title\nP1,One\nP2,Two\nP3,🙂\n")
    many = compare_in_report(silent, OverlapSettings(most_in_report=2))
    assert compare_in_report(alone, LOOSE).code is ReasonCode.NO_ROWS
    assert isinstance(many, NotAssessed) and many.code is ReasonCode.TOO_MANY_PROPOSALS
    assert "overlap_most_in_report" in many.why
    assert not loaded


def test_the_only_proposal_is_compared_with_services(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,need\nP1,Contracts,One register of contracts\n",
        services="id,title\nS1,Register of contracts\n",
    )
    found = compare_in_report(workspace, LOOSE).of("P1")
    assert [question.id for question in found.services] == ["S1"]
    assert found.services[0].departments[-1] == "IT"
    assert "services alone" in found.remarks[0]


def test_a_catalogue_that_is_too_large_is_left_out_and_said(tmp_path):
    services = "id,title\n" + "".join(f"S{n},Register of contracts\n" for n in range(9))
    workspace = read(tmp_path, proposals=PAIR.format("One list of contracts"), services=services)
    some = compare_in_report(workspace, replace(LOOSE, most_in_report=11)).of("P1")
    none = compare_in_report(workspace, replace(LOOSE, most_in_report=10)).of("P1")
    assert some.services and not none.services and none.proposals
    assert any("Services are not compared" in remark for remark in none.remarks)


def test_scores_show_as_a_grade_alone(pair):
    strong = compare_in_report(pair, replace(LOOSE, strong=0.0)).of("P1")
    possible = compare_in_report(pair, replace(LOOSE, strong=1.0)).of("P1")
    assert strong.proposals[0].strength is Strength.STRONG
    assert possible.proposals[0].strength is Strength.POSSIBLE
    assert "score=" not in repr(strong)


def test_an_answered_pair_is_shown_and_no_longer_a_question(tmp_path):
    workspace = read(
        tmp_path,
        proposals=PAIR.format("One list of contracts"),
        overlap_answers="a,b,answer,by_role\nP2,P1,partly,Head of sales\n",
    )
    found = compare_in_report(workspace, LOOSE).of("P1")
    assert found.proposals[0].answer == "partly" and found.questions == ()
    assert [(answer.id, answer.by_role) for answer in found.answers] == [("P2", "Head of sales")]


def test_the_digest_follows_what_is_said(pair):
    query = Query(OVERLAPS, (("of", ("P1",)),))
    settings = Settings.of(overlap_least=0.0)
    before = Answers(pair, settings).digest(query)
    renamed = pair.with_values("proposals", "P2", title="Deals")
    assert Answers(renamed, settings).digest(query) != before
    budget = pair.with_values("proposals", "P2", requested_budget=9.0)
    assert Answers(budget, settings).digest(query) == before


def test_a_reworded_proposal_concerns_few_others(tmp_path):
    """All scores move a little; what is said of the others stays, but for those it is near to."""
    if default_encoder()[1]:
        pytest.skip("without the sentence encoder little moves")
    proposals, _ = labelled_proposals("hospital")
    search = search_of(read(tmp_path, proposals="id,title\nP1,One\n"), OverlapSettings(), 1000)
    base = compare(replace(search, proposals=tuple(proposals)))
    before = {profile.id: base.of(profile.id) for profile in proposals}
    others = []
    for place in (3, 17, 31):
        changed = list(proposals)
        more = f"{changed[place].need} This is urgent since last spring."
        changed[place] = replace(changed[place], need=more)
        again = compare(replace(search, proposals=tuple(changed)))
        own = changed[place].id
        moved = {name for name, known in before.items() if again.of(name) != known} - {own}
        near = {
            question.id for known in (before[own], again.of(own)) for question in known.proposals
        }
        others.append(len(moved - near))
    assert sum(others) / 3 <= 0.05 * len(proposals), others
