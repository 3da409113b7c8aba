"""A comparison gives the numbers of the assessment, and works without scores."""

from __future__ import annotations

import re

import pytest

from pmo_toolkit import assess_proposal, compare_proposals, report
from pmo_toolkit.analysis.results import NotAssessed
from pmo_toolkit.assessment.prepared import prepare
from pmo_toolkit.charts.standing import MOST_PROPOSALS, duel_rows, rank_map_rows
from pmo_toolkit.errors import UsageError
from pmo_toolkit.format import NBSP
from pmo_toolkit.report.comparison import standing_tiers
from tests import standings

SECTIONS = [name for name in report.__all__ if name.startswith("standing_")]


@pytest.fixture(scope="module")
def sample():
    return compare_proposals("sample", "P-001")


def text_of(name: str, comparison) -> str:
    return getattr(report, name)(comparison).text.replace(NBSP, " ")


def test_notebook_and_report_give_equal_numbers(sample):
    ready = prepare("sample")
    assert ready.standing(ready.settings).of("P-001") == sample.own
    assert ready.second_opinions["P-001"] == sample.second_opinions["P-001"]


def test_the_summary_has_a_row_a_proposal(sample):
    rows = sample.summary()
    assert len(rows) == len(sample.standing.proposals) and set(rows["tier"]) <= {"robust", "contested", "weak"}
    assert "not assessed" in set(rows["CD3"])


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_speaks_without_scores_and_with_them(name, sample, tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nA,First\nB,Second\n")
    bare = text_of(name, compare_proposals(tmp_path, "A"))
    assert "not assessed" in bare
    full = text_of(name, sample)
    assert full != bare and not re.search(r"\b(None|nan)\b", full)
    assert getattr(report, name)(sample).html == getattr(report, name)(sample).html


def test_the_chosen_one_is_set_off_and_every_proposal_is_there(sample):
    html = standing_tiers(sample).html
    assert html.count('class="pick"') == 1
    assert all(each.proposal in html for each in sample.standing.proposals)


def test_another_seed_gives_nearly_the_same(sample):
    other = compare_proposals("sample", "P-001", seed=5)
    assert other.seed == 5 and other.own != sample.own
    assert other.own.expected_rank == pytest.approx(sample.own.expected_rank, abs=0.5)


def test_an_unknown_proposal_is_a_mistake_with_a_hint():
    with pytest.raises(UsageError, match="did you mean"):
        compare_proposals("sample", "P-0001")


def test_a_proposal_that_nobody_scored(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nA,First\nB,Second\nC,Third\n")
    (tmp_path / "criteria.csv").write_text("id,title,direction,scale_low,scale_high,weight\nK,Value,up,0,10,1\n")
    (tmp_path / "judgements.csv").write_text("scorer_role,item,criterion,value\nHead,A,K,3\nHead,B,K,7\n")
    found = compare_proposals(tmp_path, "C")
    assert isinstance(found.own, NotAssessed)
    assert all("nobody has scored it" in text_of(name, found) for name in ("standing_duels", "standing_weights"))
    assert "Second" in text_of("standing_tiers", found)


def test_charts_of_many_proposals_stay_readable():
    many = [standings.standing(24)] * 100
    assert len(rank_map_rows(many, "P-017")) == MOST_PROPOSALS
    beats = [(f"P-{n}", n / 100) for n in range(100)]
    kept = duel_rows(beats)
    assert len(kept) == MOST_PROPOSALS and kept == sorted(kept, key=lambda each: each[1])
    assert all(abs(chance - 0.5) <= 0.21 for _, chance in kept)


def test_the_assessment_carries_both():
    found = assess_proposal("sample", "P-021")
    assert found.standing.criteria[0].title == "value to the business"
    assert found.standing.above.title
    assert [each.opinion.method for each in found.second_opinions] == ["WSJF", "CD3", "RICE"]
