"""The index lists bundles once, under the proposal that the others require."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report import render_index
from pmo_toolkit.report.index.summary import summary_of
from pmo_toolkit.report.kit.plain_text import as_text
from tests import invented_run


@pytest.fixture(scope="module")
def run():
    """Every invented proposal carries the bundle of P-017."""
    return invented_run.run(20)


def part_of(run) -> str:
    html = render_index(*run).replace(NBSP, " ")
    return html[html.index('id="bundles"') :].split("</section>")[0]


def test_a_bundle_stands_once_with_its_figures(run):
    part = part_of(run)
    assert part.count("<tr>") == 2  # the heading and P-017
    text = as_text(part)
    for words in ("P-017", "P-020", "−120 k€", "35 k€", "50 %"):
        assert words in text


def test_a_summary_shows_the_same(run):
    manifest, assessments = run
    short = {name: summary_of(found) for name, found in assessments.items()}
    assert part_of((manifest, short)) == part_of(run)


def test_without_bundles_the_page_says_nothing_of_them(run):
    manifest, assessments = run
    without = {name: found | {"dependencies": {}} for name, found in assessments.items()}
    assert 'id="bundles"' not in render_index(manifest, without)


@pytest.mark.parametrize(
    "bundle", [None, 3, {}, {"enabler": "P-017"}, {"enabler": "P-017", "members": 3}]
)
def test_odd_content_does_not_break_the_page(run, bundle):
    manifest, assessments = run
    odd = {
        name: found | {"dependencies": {"bundle": bundle}} for name, found in assessments.items()
    }
    assert "<h1>" in render_index(manifest, odd)
