"""Which pictures of the map a page shows."""

from __future__ import annotations

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.report.revaluation.map_pictures import ends_picture, overview_picture


def tree(ends: int) -> CapabilityTree:
    return CapabilityTree.of(
        [Capability("T", "Branch")]
        + [Capability(f"M{n}", "Middle", "T") for n in range(10)]
        + [Capability(f"C{n}", f"Ability {n}", f"M{n % 10}", 5, 2, 4) for n in range(ends)]
    )


def test_a_small_map_is_one_picture_with_importance_and_maturity():
    found = overview_picture(tree(30))
    assert found is not None and "importance · maturity today" in found.caption
    assert "not rated" in found.caption and "Map of 30" in found.alt
    assert found.narrow_height > found.height  # half as many cells a line
    assert ends_picture(tree(30)) is None


def test_a_large_map_is_a_glance_and_every_end():
    glance, ends = overview_picture(tree(300)), ends_picture(tree(300))
    assert glance is not None and "as the neediest" in glance.caption
    assert ends is not None and "by its id" in ends.caption
    assert glance.alt == ends.alt


def test_without_rows_there_is_no_picture():
    assert overview_picture(CapabilityTree.of([])) is None
    assert ends_picture(CapabilityTree.of([])) is None
