"""The chain from benefit to goal to capability, drawn."""

import pytest
from matplotlib.figure import Figure

from pmo_toolkit import charts
from pmo_toolkit.analysis.money.business_case.goal_chain import BenefitChain, ChainLink, ChainNode
from tests.fixtures import NASTY

NODES = (
    ChainNode("benefit 0", "benefit", "Fewer calls"),
    ChainNode("benefit 1", "benefit", "Less paper"),
    ChainNode("goal G", "goal", "Quicker answers"),
    ChainNode("capability C", "capability", "Answering"),
    ChainNode("capability D", "capability", "Informing"),
)
LINKS = (
    ChainLink("benefit 0", "goal G", True),
    ChainLink("goal G", "capability C", False),
    ChainLink("goal G", "capability D", False),
)
CHAIN = BenefitChain(NODES, LINKS, ("Less paper",), ())


def drawn(chain: BenefitChain, width: float = 9.0):
    return charts.chain_links(Figure(figsize=(width, 3)).add_subplot(), chain)


def test_every_node_and_link_is_drawn():
    ax = drawn(CHAIN)
    assert {each.title for each in NODES} <= {each.get_text() for each in ax.texts}
    assert len(ax.lines) == len(LINKS) and len(ax.patches) == len(NODES)
    assert [each.get_linestyle() == "-" for each in ax.lines] == [True, False, False], (
        "not stated: broken"
    )


def test_lines_run_from_a_box_to_one_of_the_next_column():
    for line in drawn(CHAIN).lines:
        start, end = line.get_xdata()
        assert 0 < start < end


def test_its_sentence_says_what_hangs_together_and_what_does_not():
    said = charts.chain_links_alt(CHAIN)
    assert "“Fewer calls” serves “Quicker answers”" in said
    assert "benefits without a goal: Less paper" in said
    assert "which capability serves which goal is not stated" in said


def test_an_empty_chain_says_so():
    empty = BenefitChain((), (), (), ())
    assert charts.chain_row_count(empty) == 0 and charts.chain_links_alt(empty).endswith(
        "none stated."
    )
    assert [each.get_text() for each in drawn(empty).texts].count("none stated") == 3


@pytest.mark.parametrize("width", [3.6, 9.0])
def test_nasty_and_long_titles_are_cut_and_drawn(width):
    nasty = BenefitChain((ChainNode("benefit 0", "benefit", NASTY * 3),), (), (NASTY,), ())
    figure = Figure(figsize=(width, 2))
    ax = charts.chain_links(figure.add_subplot(), nasty)
    figure.draw_without_rendering()
    assert max(len(each.get_text()) for each in ax.texts) < 100


def test_the_tallest_column_counts():
    assert charts.chain_row_count(CHAIN) == 2
