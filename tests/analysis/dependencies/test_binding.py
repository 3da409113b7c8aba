"""Cases in which links bind: exact where they are few, keyed draws where they are many."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.dependencies.binding import DRAWS, BindingDraws, LinkCases
from pmo_toolkit.analysis.dependencies.graph import Link

LINKS = [Link("P0", f"P{place}", "requires", 0.1 + 0.05 * place) for place in range(1, 18)]


@pytest.mark.parametrize("count", [3, 17])
def test_a_link_binds_as_often_as_its_strength_says(count):
    cases = LinkCases(LINKS[:count], BindingDraws(7))
    assert cases.is_exact == (count == 3)
    for link in LINKS[:count]:
        assert cases.chance(cases.bits_of(link)) == pytest.approx(link.strength, abs=1 / DRAWS)


def test_two_links_bind_independently():
    first, second = LINKS[8], LINKS[16]
    exact, drawn = (
        LinkCases(LINKS[8:9] + LINKS[16:], BindingDraws(7)),
        LinkCases(LINKS, BindingDraws(7)),
    )
    both = first.strength * second.strength
    assert exact.chance(exact.bits_of(first) & exact.bits_of(second)) == pytest.approx(both)
    assert drawn.chance(drawn.bits_of(first) & drawn.bits_of(second)) == pytest.approx(
        both, abs=0.025
    )


def test_certain_links_always_bind_and_others_never():
    cases = LinkCases([], BindingDraws(1))
    assert cases.bits_of(Link("a", "b", "requires", 1.0)) == cases.every
    assert cases.bits_of(Link("a", "b", "requires", 0.0)) == 0
    assert cases.chance(cases.every) == 1.0


def test_draws_follow_from_the_seed_and_the_ends_alone():
    link, other = Link("a", "b", "requires", 0.5), Link("c", "d", "requires", 0.5)
    alone, beside = BindingDraws(3), BindingDraws(3)
    beside.of(other)
    assert (alone.of(link) == beside.of(link)).all()
    assert (alone.of(link) != BindingDraws(4).of(link)).any()
    assert alone.bits_of(link).bit_count() == alone.of(link).sum()
