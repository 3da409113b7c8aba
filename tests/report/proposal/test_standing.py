"""The section on a proposal's standing: who disagrees, who is next, and what the chart says."""

from __future__ import annotations

from dataclasses import replace

from matplotlib.figure import Figure

from pmo_toolkit import report
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.shapes import ScorerView, Swap, WeightChange
from pmo_toolkit.charts.standing import rank_bars, rank_bars_alt
from pmo_toolkit.core.number_format import NBSP, NumberFormat
from pmo_toolkit.report.proposal.standing import extremes, swap_words
from tests import fixtures, standings

EUR = NumberFormat("en_GB", "EUR")
TITLES = {"K-1": "value", "K-2": "urgency"}


def text_of(assessment) -> str:
    return report.standing(assessment).text.replace(NBSP, " ")


def test_the_section_tells_tier_neighbours_dissent_and_second_opinions():
    text = text_of(fixtures.rich())
    for part in (
        "Contested",
        "Digital mailroom (P-003)",
        "chance of 44 %",
        "“urgency” counted 39 % instead of 30 %",
        "On urgency: 2 from the Finance director, 9 from the Director of operations",
        "no weights swap them",
        "Nobody scored it on ease of delivery",
        "6.5 of 20",
        "what cannot be counted as people reached",
        "Asked of Customer services",
    ):
        assert part in text, part
    assert "On value to the business" not in text


def test_methods_are_named_only_in_the_folded_part():
    html = report.standing(fixtures.rich()).html
    shown = html[: html.index("<details")]
    assert not any(name in shown for name in ("SMAA", "TOPSIS", "WSJF", "RICE"))


def test_without_scores_it_says_what_is_needed():
    text = text_of(fixtures.poor())
    assert "not assessed: nobody has scored a proposal" in text and "judgements" in text


def test_agreement_and_a_single_scorer_are_told_apart():
    rich = fixtures.rich()
    calm = replace(rich.standing, dissent=rich.standing.dissent[:1])
    assert "no score lies apart" in text_of(replace(rich, standing=calm))
    alone = replace(calm, views=calm.views[:1])
    assert "fewer than two roles scored it" in text_of(replace(rich, standing=alone))


def test_views_are_contrasted_only_where_they_lie_far_apart():
    near, far = (
        (ScorerView("a", 4, 0.5), ScorerView("b", 6, 0.5)),
        (ScorerView("a", 20, 0), ScorerView("b", 2, 1)),
    )
    assert extremes(near, 24) == () and [each.role for each in extremes(far, 24)] == ["b", "a"]


def test_swaps_in_words():
    two = Swap(0.06, (WeightChange("K-1", 0.5, 0.44), WeightChange("K-2", 0.3, 0.36)), None)
    assert (
        swap_words(two, TITLES, EUR).replace(NBSP, " ")
        == "they would swap if 6 % of all weight moved from “value” to “urgency”"
    )
    assert "not assessed: one lacks a score" in swap_words(
        NotAssessed("x", "one lacks a score", ReasonCode.NOT_SCORED), TITLES, EUR
    )


def test_the_chart_marks_the_likeliest_rank_and_the_first_ones():
    found = standings.standing()
    ax = rank_bars(Figure(figsize=(9.4, 3)).add_subplot(), found, EUR)
    words = [each.get_text().replace(NBSP, " ") for each in ax.texts]
    assert any(each.startswith("rank 5: ") for each in words)
    assert any(each.startswith("chance to be among the first 8: ") for each in words)
    alt = rank_bars_alt(found, EUR).replace(NBSP, " ")
    assert "among 24" in alt and "rank 5" in alt and "ranks 2 to 8" in alt


def test_ranks_over_nearly_all_places_are_anywhere():
    rich = fixtures.rich()
    wide = replace(rich.standing, rank_low=1, rank_high=rich.standing.alternatives - 1)
    narrow = replace(rich.standing, rank_low=3, rank_high=5)
    assert "It may end anywhere" in report.standing(replace(rich, standing=wide)).html
    assert "The dark ranks 3 to 5 have" in report.standing(replace(rich, standing=narrow)).html
