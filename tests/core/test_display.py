"""A result shows itself in JupyterLab as the first page of its report."""

from __future__ import annotations

import pytest

from pmo_toolkit import (
    report,
)
from pmo_toolkit.core.display import ShownAsFirstPage, register_first_pages
from pmo_toolkit.merging.page import merge_section
from pmo_toolkit.workspace import read_workspace
from tests import (
    department_pages,
    fixtures,
    invented_merge,
    invented_portfolios,
    reliabilities,
)


class Unknown(ShownAsFirstPage):
    pass


class Known(ShownAsFirstPage):
    pass


def test_a_class_shows_what_was_registered_for_it():
    register_first_pages({"Known": lambda result: f"<p>{type(result).__name__}</p>"})
    assert Known()._repr_html_() == "<p>Known</p>"


def test_without_it_the_plain_repr_is_left_to_jupyterlab():
    assert Unknown()._repr_html_() is None


@pytest.mark.parametrize(
    ("result", "section"),
    [
        (fixtures.rich, report.headline),
        (reliabilities.full, report.history_headline),
        (invented_portfolios.invented, report.portfolio_headline),
    ],
    ids=["assessment", "history", "portfolio"],
)
def test_results_show_their_first_page(result, section):
    made = result()
    assert made._repr_html_() == section(made).styled_html
    assert "<style>" in made._repr_html_()


def test_questions_and_merges_show_themselves():
    questions = department_pages.two_pages()
    shown = questions._repr_html_()
    assert f"{questions.count}\N{NO-BREAK SPACE}questions to" in shown and "<style>" in shown
    assert department_pages.HOSTILE not in shown
    assert all(page.department in shown for page in questions.pages)
    merge = invented_merge.invented()
    assert merge_section(merge).styled_html == merge._repr_html_()


def test_a_workspace_shows_what_was_found_in_it_and_escapes_what_users_wrote(tmp_path):
    hostile = '<img src=x onerror="alert(1)">'
    (tmp_path / "proposals.csv").write_text(
        f"id,title,requested_budget\nP-1,A,{hostile.replace(chr(34), chr(39))}\n", encoding="utf-8"
    )
    workspace = read_workspace(tmp_path)
    shown = workspace._repr_html_()
    assert shown == report.check(workspace).styled_html
    assert "&lt;img" in shown and "<img src=x" not in shown
