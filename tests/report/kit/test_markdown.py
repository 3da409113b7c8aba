"""Markdown as JupyterLab reads it; formulas stay as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.report.kit.cleaning import clean
from pmo_toolkit.report.kit.markdown import markdown


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("## A?", "<h2>A?</h2>\n"),
        ("#A?", "<h1>A?</h1>\n"),
        (
            "a *b* **c** `d<e` ~~f~~",
            "<p>a <em>b</em> <strong>c</strong> <code>d&lt;e</code> <del>f</del></p>\n",
        ),
        ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("https://example.org", '<p><a href="https://example.org">https://example.org</a></p>\n'),
        ("term\n: meaning", "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>\n"),
        ("<b>x</b>", "<p><b>x</b></p>\n"),
    ],
)
def test_what_is_written_is_shown(source, html):
    assert markdown(source) == html


def test_tables_and_tasks():
    assert "<td>1</td>" in markdown("| a |\n|---|\n| 1 |")
    assert markdown("- [x] done").count("<li") == 1


@pytest.mark.parametrize(
    "formula",
    ["$x_1*y*z$", "$$x_1*y*z$$", "\\begin{align*}\na_b*c*\n\\end{align*}", "$a < b$"],
)
def test_formulas_hold_no_markdown(formula):
    html = markdown(f"before {formula} after *e*")
    shown = formula.replace("<", "&lt;")
    assert shown in html and html.count("<em>") == 1 and "<li>" not in html


def test_formulas_of_the_other_kind_lose_the_marks_that_keep_markdown_away():
    assert markdown("\\\\(x*y*z\\\\) and \\\\[u*v*w\\\\]") == "<p>\\(x*y*z\\) and \\[u*v*w\\]</p>\n"


def test_prices_are_no_formulas_that_lose_anything():
    assert "costs $5 and $10, *" not in markdown("costs $5 and $10, *really*")
    assert "costs $5 and $10, <em>really</em>" in markdown("costs $5 and $10, *really*")


@given(st.text(alphabet="$\\[](){}<>&*_`#-|: \nabegin", max_size=120))
def test_any_text_is_read_and_cleaned(source):
    done = clean(markdown(source))
    assert clean(done) == done and "<script" not in str(done)


def test_a_formula_of_its_own_may_hold_empty_lines():
    formula = "$$\nx_1\n\n* y *\n$$"
    assert (
        markdown(f"before\n\n{formula}\n\nafter")
        == f"<p>before</p>\n<p>{formula}</p>\n<p>after</p>\n"
    )
