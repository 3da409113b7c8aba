"""An executed notebook as one self-contained HTML report.

No code, no script, no outside request.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from pmo_toolkit.core.number_format import clean_text, short
from pmo_toolkit.core.places import place
from pmo_toolkit.report.kit.cleaning import POLICY, clean, outline
from pmo_toolkit.report.kit.markdown import markdown
from pmo_toolkit.report.kit.section import Section, environment, minified

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Cells that a reader of the report has no use for.
LEFT_OUT = {
    "notebook-only",
    "injected-parameters",
    "parameters",
    "papermill-error-cell-tag",
    "papermill-error-cell",
}
FOOTER = (
    "Made with the PMO Workbench. Advice, not a decision; estimates, neither targets nor"
    " commitments."
)

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_IMAGES = ("image/svg+xml", "image/png")
NO_DESCRIPTION = "Picture without a description"


def render_report(
    notebook: NotebookNode,
    *,
    title: str,
    lang: str = "en",
    annexes: Sequence[tuple[str, str]] = (),
    up: tuple[str, str] | None = None,
    folded: bool = False,
) -> str:
    """HTML of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Markdown cells and outputs are shown; code, prompts, standard error and cells tagged
        ``notebook-only``, ``parameters`` or ``injected-parameters`` are not.
    title : str
        Title of the page, any text.
    lang : str
        Language of the page, such as ``"en"``.
    annexes : sequence of (str, str)
        Pages in the same folder that go deeper: file name and title of each.
    up : (str, str), optional
        Page that this one is an annex of: file name and title.
    folded : bool
        Whether all but the first page is folded on the screen, a line for each question; paper
        shows all of it.

    Returns
    -------
    str
        A complete page. All HTML in it has passed an allow-list; the same notebook gives the same
        text.
    """
    pieces = (piece for cell in notebook.cells for piece in _pieces(cell))
    return _page("\n".join(pieces), title, lang, annexes=annexes, up=up, folded=folded)


def render_sections(
    sections: Iterable[Section], *, title: str, up: tuple[str, str] | None = None
) -> str:
    """HTML of sections that no notebook holds; parameters and page as for `render_report`.

    Their templates have escaped every text, and nobody has had them in hands since.
    """
    return _page("\n".join(section.html for section in sections), title, up=up)


def _page(
    html: str,
    title: str,
    lang: str = "en",
    *,
    annexes: Sequence[tuple[str, str]] = (),
    up: tuple[str, str] | None = None,
    folded: bool = False,
) -> str:
    """A complete page around sanitised HTML."""
    page = outline(html)
    return (
        environment()
        .get_template("report/index.html.j2")
        .render(
            page=page.folded() if folded else page,
            title=short(title, 160),
            lang=clean_text(lang) or "en",
            policy=POLICY,
            style=Markup(page_style()),  # noqa: S704 (our own file)
            footer=FOOTER,
            annexes=[{"file": file, "title": text} for file, text in annexes],
            up=None if up is None else {"file": up[0], "title": short(up[1], 160)},
        )
    )


@cache
def page_style(*more: str) -> str:
    """Style of a page: that of sections and report, and further files under ``templates``."""
    names = ("sections/section.css", "report/report.css", *more)
    return minified(
        "".join((place("templates") / name).read_text(encoding="utf-8") for name in names)
    )


def _pieces(cell: NotebookNode) -> Iterator[Markup]:
    """What a cell gives to the report, sanitised piece by piece."""
    if LEFT_OUT.intersection(cell.metadata.get("tags", ())):
        return
    if cell.cell_type == "markdown":
        yield clean(markdown(_joined(cell.source)))
    elif cell.cell_type == "code":
        yield from (_shown(output) for output in cell.outputs)


def _shown(output: NotebookNode) -> Markup:
    """One output as sanitised HTML; nothing for what only a notebook can use."""
    if output.output_type == "error":
        return _failed(output)
    if output.output_type == "stream":
        text = _ESCAPES.sub("", _joined(output.text))
        return (
            Markup("<pre>{}</pre>").format(text)
            if output.name == "stdout" and text.strip()
            else Markup("")
        )
    data = output.get("data", {})
    if "text/html" in data:
        return clean(_joined(data["text/html"]))
    if "text/markdown" in data:
        return clean(markdown(_joined(data["text/markdown"])))
    for kind in _IMAGES:
        if kind in data:
            return _image(kind, _joined(data[kind]), output)
    # A bare text is shown only where it is all there is: beside data for programs it is a mere
    # repr.
    if set(data) == {"text/plain"}:
        return Markup("<pre>{}</pre>").format(_ESCAPES.sub("", _joined(data["text/plain"])))
    return Markup("")


def _failed(output: NotebookNode) -> Markup:
    last = (_ESCAPES.sub("", str(output.get("evalue", ""))).strip().splitlines() or [""])[-1]
    why = short(last or output.get("ename", ""), 300)
    return Markup(
        '<div class="failed"><p><b>This part could not be computed.</b> <bdi>{}</bdi></p></div>'
    ).format(why)


def _image(kind: str, data: str, output: NotebookNode) -> Markup:
    content = (
        b64encode(data.encode("utf-8")).decode("ascii")
        if kind == "image/svg+xml"
        else "".join(data.split())
    )
    about: dict[str, Any] = output.get("metadata", {})
    alt = about.get("alt") or about.get(kind, {}).get("alt") or NO_DESCRIPTION
    img = Markup('<figure class="chart"><img src="data:{};base64,{}" alt="{}"></figure>').format(
        kind, content, clean_text(alt)
    )
    return clean(img)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
