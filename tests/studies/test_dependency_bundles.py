"""The best bundles of a workspace are those of its proposals' own reports."""

from __future__ import annotations

from functools import partial

from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.dependencies.links import links_of
from pmo_toolkit.assessment.prepared_cache import valuation_of
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.dependency_bundles import best_bundles
from pmo_toolkit.workspace import load_workspace
from tests.workspace.builders import read

QUICK = Settings.of(draws=512)


def test_bundles_are_those_of_the_reports_and_the_best_comes_first():
    workspace = load_workspace("sample")
    bundles = best_bundles(workspace, most=3, settings=QUICK)
    assert len(bundles) == 3
    values = [bundle.net_value.p50 for bundle in bundles]
    assert values == sorted(values, reverse=True)
    enabler = bundles[0].enabler
    prepared = prepare(workspace, settings=QUICK)
    report = links_of(prepared.reader(enabler), None, partial(valuation_of, prepared))
    assert report.links.bundle == bundles[0]


def test_without_requirements_between_proposals_there_is_none(tmp_path):
    rows = "from,to,type\nP1,P2,excludes\nP1,F1,requires\n"
    assert best_bundles(read(tmp_path / "ws", dependencies=rows), settings=QUICK) == ()
