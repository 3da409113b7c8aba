"""A comparison gives the numbers of the assessment, and works without scores."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from pmo_toolkit import assess_proposal, compare_proposals, report
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.schema import FILE
from pmo_toolkit.charts.rank_map import rank_map_rows
from pmo_toolkit.charts.standing import MOST_PROPOSALS, pairwise_rows
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report.comparison.sections import standing_tiers
from tests import standings

SECTIONS = [name for name in report.__all__ if name.startswith("standing_")]


@pytest.fixture(scope="module")
def sample():
    return compare_proposals("sample", "P-001")


def text_of(name: str, comparison) -> str:
    return getattr(report, name)(comparison).text.replace(NBSP, " ")


def test_notebook_and_report_give_equal_numbers(sample):
    ready = prepare("sample")
    assert ready.standing.of("P-001") == sample.own
    assert ready.second_opinions["P-001"] == sample.second_opinions["P-001"]


def test_the_summary_has_a_row_a_proposal(sample):
    rows = sample.summary()
    assert len(rows) == len(sample.standing.proposals) and set(rows["tier"]) <= {
        "robust",
        "contested",
        "weak",
    }
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
    (tmp_path / "criteria.csv").write_text(
        "id,title,direction,scale_low,scale_high,weight\nK,Value,up,0,10,1\n"
    )
    (tmp_path / "judgements.csv").write_text(
        "scorer_role,item,criterion,value\nHead,A,K,3\nHead,B,K,7\n"
    )
    found = compare_proposals(tmp_path, "C")
    assert isinstance(found.own, NotAssessed)
    assert all(
        "nobody has scored it" in text_of(name, found)
        for name in ("standing_pairwise", "standing_weights")
    )
    assert "Second" in text_of("standing_tiers", found)


def test_weights_by_comparison_are_shown_by_role_with_their_consistency(tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nA,First\nB,Second\n")
    head = "id,title,direction,scale_low,scale_high,weight_method\n"
    (tmp_path / "criteria.csv").write_text(
        head + "".join(f"K{k},Title {k},up,0,10,AHP\n" for k in (1, 2, 3))
    )
    (tmp_path / "judgements.csv").write_text(
        "scorer_role,item,criterion,value\n"
        + "".join(
            f"Head,{item},K{k},{value}\n" for item, value in (("A", 3), ("B", 7)) for k in (1, 2, 3)
        )
    )
    (tmp_path / "comparisons.csv").write_text(
        "scorer_role,criterion,other,ratio\nHead,K1,K2,2\nHead,K1,K3,6\nHead,K2,K3,3\n"
        "Lead,K1,K2,5\nLead,K2,K3,5\nLead,K3,K1,3\n"
    )
    found = compare_proposals(tmp_path, "A")
    text = text_of("standing_weights", found)
    for part in (
        "60 %",
        "geometric mean",
        "To ask again: the comparisons of the Lead contradict",
        "Scorers differ most",
    ):
        assert part in text, part
    assert "consistency ratio" in text_of("standing_findings", found)
    ratios = {each.role: each.consistency_ratio for each in found.standing.weighing.scorers}
    assert ratios["Head"] == pytest.approx(0, abs=1e-9) and ratios["Lead"] > 0.1
    made = assess_proposal(tmp_path, "A")
    jsonschema.validate(json.loads(made.to_json()), json.loads(FILE.read_text(encoding="utf-8")))
    assert made.to_dict()["standing"]["weighing"]["scorers"][1]["consistency_ratio"] > 0.1
    said = report.standing(made).text.replace(NBSP, " ")
    assert (
        "Head 0.00, Lead" in said and "To ask again: the comparisons of the Lead contradict" in said
    )
    assert "AHP" not in text_of("standing_weights", compare_proposals("sample", "P-001"))


def test_charts_of_many_proposals_stay_readable():
    many = [standings.standing(24)] * 100
    assert len(rank_map_rows(many, "P-017")) == MOST_PROPOSALS
    beats = [(f"P-{n}", n / 100) for n in range(100)]
    kept = pairwise_rows(beats)
    assert len(kept) == MOST_PROPOSALS and kept == sorted(kept, key=lambda each: each[1])
    assert all(abs(chance - 0.5) <= 0.21 for _, chance in kept)


def test_the_assessment_carries_both():
    found = assess_proposal("sample", "P-021")
    assert found.standing.criteria[0].title == "value to the business"
    assert found.standing.above.title
    assert [each.opinion.method for each in found.second_opinions] == ["WSJF", "CD3", "RICE"]
