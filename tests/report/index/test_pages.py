"""Many proposals: an overview and pages of some hundred rows, each proposal once in a group."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pmo_toolkit.batch.store.target import is_index_page
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report import render_index
from pmo_toolkit.report.index import pages as module
from pmo_toolkit.report.index.pages import index_pages
from tests import invented_run

LINK = re.compile(r'href="([^"#]+)"')


#: Bounds of the pages in these tests: a tenth of the true ones, since an assessment costs time.
MOST_ON_ONE_PAGE, ROWS_A_PAGE, IDS_A_PAGE = 60, 25, 250


@pytest.fixture(scope="module")
def pages():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("MOST_ON_ONE_PAGE", "ROWS_A_PAGE", "IDS_A_PAGE"):
            assert getattr(module, name) == 10 * globals()[name]
            patch.setattr(module, name, globals()[name])
        return index_pages(*invented_run.run(MOST_ON_ONE_PAGE + 31, 20))


def links(page: str) -> list[str]:
    return LINK.findall(page)


def test_a_few_hundred_are_one_page():
    run = invented_run.run(30)
    assert index_pages(*run) == {"index.html": render_index(*run)}


def test_every_proposal_stands_on_one_page_of_a_group_and_once_by_id(pages):
    reports = Counter(
        each
        for name, page in pages.items()
        if name != "index.html"
        for each in links(page)
        if "report" in each
    )
    assert set(reports.values()) == {2}
    assert len(reports) == MOST_ON_ONE_PAGE + 11
    for page in pages.values():
        assert page.count('<tr><th scope="row">') <= ROWS_A_PAGE
        assert page.count("<li><a href") <= IDS_A_PAGE + 5


def test_every_page_can_be_reached_and_leads_back(pages):
    assert next(iter(pages)) == "index.html"
    assert {each for each in links(pages["index.html"]) if is_index_page(each)} == set(pages) - {
        "index.html"
    }
    for name, page in pages.items():
        assert is_index_page(name)
        assert "index.html" in links(page) or name == "index.html"
        assert {each for each in links(page) if is_index_page(each)} <= set(pages)
        assert "<script" not in page and "sample data" in page


def test_the_failed_stand_on_the_first_page(pages):
    assert "20 proposals could not be assessed" in pages["index.html"].replace(NBSP, " ")
    assert len(pages["index.html"]) < 60_000
