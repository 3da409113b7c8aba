"""Tiers, and what shakes them."""

import pytest

from pmo_toolkit.analysis.standing.tiers import first_ranks, tier_of
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()


@pytest.mark.parametrize(
    ("chance", "views", "name"),
    [
        (0.8, {}, "robust"),
        (0.95, {"director": 0.5, "architect": 1.0}, "robust"),
        (0.95, {"director": 0.49, "architect": 1.0}, "contested"),
        (0.79, {"director": 1.0}, "contested"),
        (0.2, {}, "contested"),
        (0.19, {"director": 0.9}, "weak"),
        (0.0, {}, "weak"),
    ],
)
def test_bounds(chance, views, name):
    assert tier_of(chance, 3, views, SETTINGS).name == name


def test_the_reason_names_who_sees_it_otherwise():
    found = tier_of(0.9, 4, {"director": 0.1, "architect": 0.9, "counsel": 0.2}, SETTINGS)
    assert (
        found.why
        == "very likely (90\u00a0%) to be among the first 4, but not in the view of the director"
        " and the counsel"
    )
    assert (
        "every scorer's own view too"
        in tier_of(0.9, 4, {"director": 0.8, "architect": 0.9}, SETTINGS).why
    )
    assert "scorer" not in tier_of(0.9, 4, {}, SETTINGS).why


@pytest.mark.parametrize(
    ("alternatives", "top"), [(2, 1), (3, 1), (4, 2), (24, 8), (25, 9), (200, 67)]
)
def test_how_many_are_first(alternatives, top):
    assert first_ranks(alternatives, SETTINGS) == top


def test_the_first_are_never_all():
    assert first_ranks(2, Settings.of(tier_top_share=0.99)) == 1


@pytest.mark.parametrize(("chance", "views"), [(1.1, {}), (-0.1, {}), (0.5, {"director": 2.0})])
def test_impossible_chances_are_refused(chance, views):
    with pytest.raises(ValueError, match="between 0 and 1"):
        tier_of(chance, 3, views, SETTINGS)
