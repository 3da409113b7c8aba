"""Sections on the whole graph: a map, clashes with rows, what hangs on what, delays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit import report
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.studies.dependencies import study_dependencies
from tests.workspace.builders import read

ROWS = (
    "from,to,type,lag_days,strength\nP1,P2,requires,30,0.7\nP2,F1,requires,,\n"
    "P1,S1,requires,,\nP2,F2,requires,,\nP3,P1,excludes,,\nP3,P1,requires,,\n"
)
TABLES = {
    "proposals": "id,title,start_window,estimate_duration_days\n"
    "P1,Pumps,2027-03,90\nP2,<b>Archive</b>,2027-01,60\nP3,Meters,2027-01,60\n",
    "in_flight": "project,title,role,finish_estimate\nF1,Network,engineer,2027-06-30\n"
    "F2,Alarms,engineer,\n",
    "services": "id,title,contract_end\nS1,Mail,2027-06-30\n",
    "dependencies": ROWS,
}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ws") / "ws"
    return study_dependencies(read(folder, **TABLES), as_of="2026-12-01")


def said(section) -> str:
    return section.text.replace(NBSP, " ")


def test_the_map_is_a_picture_with_words(study):
    section = report.graph_map(study)
    assert "What hangs on what: 3 proposals, 2 work under way, 1 service" in said(section)
    assert "Too few finished projects" in said(section)
    assert section.html.count("data:image/svg+xml;base64,") == 2


def test_clashes_come_with_their_rows(study):
    text = said(report.graph_troubles(study))
    assert "P3 (Meters) requires P1 (Pumps), yet P3 and P1 exclude each other" in text
    assert "(dependencies, rows 6 and 7)" in text


def test_many_clashes_are_counted(study):
    text = said(report.graph_troubles(replace(study, clashes=study.clashes * 23)))
    assert "3 further clashes are not listed here" in text


def test_what_hangs_on_what(study):
    section = report.graph_unlocks(study)
    text = said(section)
    assert "If F1 (Network) failed, 3 proposals would more likely than not stop" in text
    assert "Its contract ends on 30 June 2027." not in text  # two need the service, not three
    assert "Network · F1 | work under way | 2.4 |" in text
    assert "Mail · S1 | required by P1 and P3 | until 30 June 2027" in text
    assert "<b>Archive</b>" not in section.html


def test_delays_and_what_is_not_known(study):
    text = said(report.graph_knock_on(study))
    assert "What a delay of 90 days of one item would do to others" in text
    assert "Network · F1 | Pumps · P1, by way of P2 | 70 % |" in text
    assert "Not assessed: delays of F2" in text


def test_an_empty_workspace_is_not_assessed(tmp_path):
    study = study_dependencies(read(tmp_path / "ws"), as_of="2026-12-01")
    for make in (
        report.graph_map,
        report.graph_troubles,
        report.graph_unlocks,
        report.graph_knock_on,
    ):
        assert 'class="na"' in make(study).html


def test_nothing_contradicts_anything(study):
    assert "Nothing that is stated contradicts" in said(
        report.graph_troubles(replace(study, clashes=()))
    )
