"""The section on overlaps asks both departments, and says when nothing could be compared."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.report.overlaps import overlaps
from pmo_toolkit.studies.overlaps import study_overlaps
from tests.workspace.builders import read

ALL = Settings.of(overlap_least=0.0)


@pytest.fixture(scope="module")
def sample():
    return study_overlaps("sample")


def test_the_other_department_is_asked(sample):
    text = overlaps(sample, "P-009").text
    assert "Central register of contracts and obligations" in text
    assert "Finance and Legal and compliance" in text
    assert "nothing is merged" in text


def test_a_service_that_may_already_do_it(sample):
    assert "could reuse a service" in overlaps(sample, "P-007").text


def test_an_answer_is_shown_with_who_gave_it(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,need\nP1,Contracts,Register\nP2,Agreements,Register\n",
        overlap_answers="a,b,answer,by_role,date\nP2,P1,different,Head of sales,2026-11-03\n",
    )
    text = overlaps(study_overlaps(workspace, settings=ALL), "P1").text
    assert "On P2 Head of sales answered: different" in text
    assert "none seems to ask for the same" in text


def test_alone_it_is_not_assessed(tmp_path):
    study = study_overlaps(read(tmp_path, proposals="id,title\nP1,One\n"))
    assert "not assessed" in overlaps(study, "P1").text


def test_what_users_wrote_is_escaped(tmp_path):
    study = study_overlaps(
        read(tmp_path, proposals="id,title\nP1,<script>x</script> register\nP2,<b>register</b>\n"),
        settings=ALL,
    )
    html = overlaps(study, "P1").styled_html
    assert "<b>register" not in html and "<script>x" not in html
