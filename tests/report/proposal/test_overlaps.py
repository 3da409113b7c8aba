"""The section on overlaps asks both departments, and says when nothing could be compared."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment import assess_proposal
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report import overlaps
from pmo_toolkit.workspace import load_workspace
from tests.workspace.builders import read

ALL = Settings.of(overlap_least=0.0)


@pytest.fixture(scope="module")
def sample():
    return load_workspace("sample")


def shown(workspace, proposal: str, settings: Settings | None = None) -> str:
    return overlaps(assess_proposal(workspace, proposal, settings=settings)).text


def test_the_other_department_is_asked(sample):
    text = shown(sample, "P-009")
    assert "Central register of contracts and obligations" in text
    assert "Finance and Legal and compliance" in text
    assert "nothing is merged" in text


def test_a_service_that_may_already_do_it(sample):
    assert "could reuse a service" in shown(sample, "P-007")


def test_that_for_which_less_speaks_is_folded_away(sample):
    html = overlaps(assess_proposal(sample, "P-002")).styled_html
    before, _, folded = html.partition("<details")
    assert "P-018" in before and "P-021" not in before and "P-021" in folded


def test_an_answer_is_shown_with_who_gave_it(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,need\nP1,Contracts,Register\nP2,Agreements,Register\n",
        overlap_answers="a,b,answer,by_role,date\nP2,P1,different,Head of sales,2026-11-03\n",
    )
    text = shown(workspace, "P1", ALL)
    assert "On Agreements (P2) Head of sales answered: different" in text
    assert "none seems to ask for the same" in text


def test_alone_it_is_not_assessed(tmp_path):
    assert "not assessed" in shown(read(tmp_path, proposals="id,title\nP1,One\n"), "P1")


def test_what_users_wrote_is_escaped(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title\nP1,<script>x</script> register\nP2,<b>register</b>\n",
        overlap_answers="a,b,answer,by_role\nP1,P2,partly,<i>Head</i>\n",
    )
    html = overlaps(assess_proposal(workspace, "P1", settings=ALL)).styled_html
    assert "<b>register" not in html and "<script>x" not in html and "<i>Head" not in html
