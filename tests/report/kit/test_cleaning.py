"""Only what is allowed gets into a page, and headings form one outline."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.report.kit.cleaning import clean, outline


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<img src="https://example.org/x.png" alt="">',
        '<img src="data:text/html;base64,PHNjcmlwdD4=" alt="">',
        '<img src="data:image/svg+xml,<svg onload=alert(1)>" alt="">',
        '<picture><source srcset="https://example.org/a.png 2x"></picture>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java&#115;cript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        "<style>@import url(https://example.org)</style>",
        '<p style="background:url(https://example.org)">x</p>',
        "<iframe src=//example.org></iframe>",
        "<form action=//example.org><input name=a></form>",
        '<svg><use href="//example.org#a"/></svg>',
        "<meta http-equiv=refresh content=0>",
        "<base href=//example.org>",
        "<math><mtext></p><style><img src=x onerror=alert(1)>",
    ],
)
def test_what_acts_or_calls_out_is_dropped(bad):
    found = str(clean(bad))
    assert not re.search(r"<(script|style|iframe|form|input|svg|meta|base|math)", found)
    assert "example.org" not in found and "javascript" not in found and "onerror" not in found
    assert "text/html" not in found and "onload" not in found


def test_what_reports_need_is_kept():
    good = (
        '<section class="a" aria-label="b"><details'
        ' open=""><summary>s</summary><table><caption>c</caption><thead><tr><th scope="col"'
        ' colspan="2">h</th></tr></thead><tbody><tr><th scope="row">r</th><td'
        ' data-label="x">d</td></tr></tbody></table></details><dl><dt>t</dt><dd>d</dd></dl>'
        '<figure><picture><source media="screen" srcset="data:image/svg+xml;base64,AA=="><img'
        ' src="data:image/png;base64,AA==" alt="a" width="1"'
        ' height="2"></picture><figcaption>f</figcaption></figure><ol start="3"><li><bdi'
        ' dir="auto">x</bdi></li></ol></section>'
    )
    assert sorted(re.findall(r"[\w-]+", str(clean(good)))) == sorted(re.findall(r"[\w-]+", good))


def test_headings_become_one_outline():
    page = outline("<h3>a</h3><p>x</p><h1>b</h1><h4>c</h4><h2>d</h2><h6>e</h6><h6>f</h6>")
    assert re.findall(r"<h(\d)", page.first + page.rest) == ["1", "2", "3", "2", "3", "4"]
    assert [each.text for each in page.headings] == ["b", "d"]
    assert page.first == "<h1>a</h1><p>x</p>"
    assert '<h2 id="q2">d</h2>' in page.rest


def test_quiet_headings_stay_on_the_first_page():
    page = outline('<h1>t</h1><h2 class="quiet">why</h2><p>x</p><h2>first question</h2>')
    assert "why" in page.first and page.rest.startswith('<h2 id="q1">first')
    assert len(page.headings) == 1


def test_a_page_without_questions_is_all_first_page():
    page = outline("<p>x</p>")
    assert (page.first, page.rest, page.headings) == ("<p>x</p>", "", ())


@given(st.text(alphabet="<>\"'= /h2aimg!-&;\n", max_size=80))
def test_no_text_in_an_attribute_breaks_out_of_it(text):
    from markupsafe import Markup

    before = Markup('<h1>t</h1><img src="data:image/png;base64,AA==" alt="{}"><h2>q</h2>').format(
        text
    )
    page = outline(clean(before))
    after = str(page.first + page.rest)
    assert re.findall(r"<(\w+)", re.sub(r'"[^"]*"', '""', after)) == ["h1", "img", "h2"]
    assert [each.text for each in page.headings] == ["q"]


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert not re.search(r"<(script|style|svg|iframe|object)", str(once))
