"""The report of an executed notebook.

Complete, without code, without anything that acts or calls out.
"""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from pmo_toolkit.report import render_report
from pmo_toolkit.report.kit.html import NO_DESCRIPTION
from pmo_toolkit.report.kit.section import environment
from tests import fixtures, gallery
from tests.pages import Page


def notebook(*cells: NotebookNode) -> NotebookNode:
    return new_notebook(cells=list(cells))


def shown(*outputs: NotebookNode, tags: tuple[str, ...] = ()) -> str:
    cell = new_code_cell("secret_code()", outputs=list(outputs), metadata={"tags": list(tags)})
    return render_report(notebook(cell), title="t")


def data(**kinds: str) -> NotebookNode:
    return new_output(
        "display_data", data={name.replace("__", "/"): text for name, text in kinds.items()}
    )


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: gallery.report_of(make()) for name, make in gallery.ASSESSMENTS.items()}


@pytest.mark.parametrize("name", gallery.ASSESSMENTS)
def test_a_report_is_whole_and_alone(pages, name):
    html = pages[name]
    page = Page(html)
    page.assert_harmless()
    assert html.startswith("<!doctype html>") and html.rstrip().endswith("</html>")
    assert page.every("html") == [{"lang": "en"}]
    assert len(page.every("h1")) == len(page.every("main")) == len(page.every("footer")) == 1
    policy = [each["content"] for each in page.every("meta") if "http-equiv" in each]
    assert len(policy) == 1 and (policy[0] or "").startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    for hidden in ("report.headline", "In [", "seed = 1", "Only for the notebook"):
        assert hidden not in page.text


@pytest.mark.parametrize("name", gallery.ASSESSMENTS)
def test_every_picture_is_described(pages, name):
    assert all(each.get("alt") for each in Page(pages[name]).every("img"))


def test_the_same_notebook_gives_the_same_bytes(pages):
    assert gallery.report_of(fixtures.rich()) == pages["rich"]


def test_sections_carry_no_style_of_their_own(pages):
    assert pages["rich"].count("<style>") == 1
    assert " style=" not in pages["rich"]


def test_reports_stay_small(pages):
    assert len(pages["rich"]) < 220_000 and len(pages["poor"]) < 40_000


def test_headings_leave_no_gap_and_contents_lead_to_them(pages):
    for html in pages.values():
        levels = Page(html).levels
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
        links = re.findall(r'href="#(q\d+)"', html)
        assert links == re.findall(r'<h2 id="(q\d+)"', html) and len(links) == len(gallery.HEADINGS)


def test_titles_are_escaped_and_cut():
    html = render_report(notebook(), title=fixtures.EVIL_LONG, lang='en"><script>')
    title = re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert title.startswith("&lt;script&gt;") and len(title) < 400 and "<" not in title
    assert '<html lang="en&#34;&gt;&lt;script&gt;">' in html


def test_code_and_unwanted_cells_are_left_out():
    tags = ("notebook-only", "parameters", "injected-parameters", "papermill-error-cell-tag")
    cells = [new_markdown_cell(f"md {tag}", metadata={"tags": [tag]}) for tag in tags]
    cells += [
        new_code_cell("x", outputs=[data(text__html=f"<p>out {tag}</p>")], metadata={"tags": [tag]})
        for tag in tags
    ]
    html = render_report(
        notebook(*cells, new_raw_cell("raw text"), new_markdown_cell("kept *text*")), title="t"
    )
    body = html[html.index("<body") :]
    assert "kept <em>text</em>" in body
    assert not re.search(r"md |out |raw text", body)


def test_markdown_is_sanitised_and_gives_no_links_beside_headings():
    html = render_report(
        notebook(
            new_markdown_cell(
                "# T\n\n## A?\n\n<script>alert(1)</script><b onclick=x>b</b>\n\n| a |\n|---|\n| 1 |"
            )
        ),
        title="t",
    )
    body = html[html.index("<body") :]
    assert '<h2 id="q1">A?</h2>' in body and "¶" not in body
    assert "alert" not in body and "onclick" not in body and "<table" in body


def test_reprs_are_shown_only_where_there_is_nothing_else():
    assert "&lt;object&gt;" in shown(data(text__plain="<object>"))
    assert "Assessment(" not in shown(data(text__plain="Assessment(x)", application__json="{}"))
    assert "IntSlider" not in shown(
        new_output(
            "display_data",
            data={"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider"},
        )
    )
    html = shown(data(text__html="<p>good</p>", text__plain="bad"))
    assert "<p>good</p>" in html and "bad" not in html
    assert "<em>good</em>" in shown(data(text__markdown="*good*", text__plain="bad"))


def test_standard_error_is_not_shown():
    html = shown(
        new_output("stream", name="stderr", text="a warning"),
        new_output("stream", name="stdout", text="\x1b[1mtold <b>\n"),
    )
    assert "a warning" not in html and "<pre>told &lt;b&gt;\n</pre>" in html


def test_an_error_is_a_plain_box_without_traceback():
    html = shown(
        new_output(
            "error",
            ename="ValueError",
            evalue="first\n\x1b[31mlast <script>",
            traceback=["Traceback", "File /home/x"],
        )
    )
    assert "This part could not be computed" in html and "last &lt;script&gt;" in html
    text = Page(html).text
    assert "Traceback" not in text and "/home/x" not in text and "first" not in text
    assert "KeyboardInterrupt" in shown(
        new_output("error", ename="KeyboardInterrupt", evalue="", traceback=[])
    )


def test_bare_pictures_are_embedded_with_their_description():
    bare = new_output("display_data", data={"image/png": "QUJD\n", "text/plain": "<Figure>"})
    assert f'src="data:image/png;base64,QUJD" alt="{NO_DESCRIPTION}"' in shown(bare)
    told = new_output(
        "display_data", data={"image/svg+xml": "<svg/>"}, metadata={"alt": 'says "x"'}
    )
    html = shown(told)
    assert 'alt="says &quot;x&quot;"' in html and "data:image/svg+xml;base64,PHN2Zy8+" in html
    assert "<svg" not in html[html.index("<body") :]


def test_other_folders_of_templates_are_not_looked_at(tmp_path, monkeypatch):
    stray = tmp_path / "nbconvert" / "templates" / "report"
    stray.mkdir(parents=True)
    (stray / "index.html.j2").write_text("stray")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.chdir(stray)
    environment.cache_clear()
    try:
        assert "stray" not in render_report(notebook(new_markdown_cell("x")), title="t")
    finally:
        environment.cache_clear()


def test_the_notebook_stays_as_it_was():
    made = gallery.notebook_of(fixtures.poor())
    before = nbformat.writes(made)
    render_report(made, title="t")
    assert nbformat.writes(made) == before


def test_texts_in_lines_as_files_keep_them_are_read_too():
    cell = new_code_cell(
        "x",
        outputs=[data(text__html="<p>one</p>"), new_output("stream", name="stdout", text="two")],
    )
    cell.outputs[0].data["text/html"] = ["<p>", "one</p>"]
    cell.outputs[1].text = ["t", "wo"]
    markdown_cell = new_markdown_cell("x")
    markdown_cell.source = ["*th", "ree*"]
    html = render_report(notebook(cell, markdown_cell), title="t")
    assert "<p>one</p>" in html and "<pre>two</pre>" in html and "<em>three</em>" in html


def test_templates_of_text_are_not_templates():
    html = render_report(
        notebook(new_markdown_cell("{{ 7 * 7 }} {% raw %}")),
        title="{{ 7 * 7 }}",
        lang="{{ 8 * 8 }}",
    )
    assert "49" not in html and "64" not in html and html.count("{{ 7 * 7 }}") == 2


def test_rendering_needs_neither_nbconvert_nor_a_second_reader_of_html():
    code = (
        "import sys; from types import SimpleNamespace as made; from pmo_toolkit.report.kit.html"
        " import render_report;cell = made(cell_type='markdown', metadata={}, source='# x');assert"
        " '<h1>x</h1>' in render_report(made(cells=[cell]), title='t');print([each for each in"
        " ('nbconvert', 'nbformat', 'bs4', 'rfc3987_syntax', 'lark', 'pygments') if each in"
        " sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
