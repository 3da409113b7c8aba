"""How long charts and page of one proposal take, beside matplotlib's own SVG and nbconvert.

Run it with ``OMP_NUM_THREADS=1 python benchmarks/rendering.py [--proposal P-001] [--repeats 7]
[--kept FOLDER]``. Processor seconds, since the machine may be busy with other things; the ways
alternate, and the median is given with the least.

- *sections* of one proposal as the report shows them: with our charts, with the same charts drawn
  by matplotlib's own
  Axes and SVG writer, and without any.
- *page*: the executed notebook as HTML, by our one pass, and by nbconvert's exporter with its
  plainest template, which
  sanitises nothing.
- *picture*: bytes of one chart, as our SVG, as matplotlib's, and as a PNG of twice the size in 64
  colours.
- *imports*: a process of its own, with and without the grammars that jsonschema would import.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from pmo_toolkit.assessment import Assessment, Prepared, assess_prepared, prepare
from pmo_toolkit.assessment.coverage_cache import FOLDER_VARIABLE
from pmo_toolkit.report.kit import pictures
from pmo_toolkit.report.kit.html import render_report
from pmo_toolkit.report.proposal import cost as cost_section
from pmo_toolkit.report.proposal.sections import SECTIONS

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "data" / "sample"
IMPORTS = {
    "help": "import pmo_toolkit.cli",
    "page": "import pmo_toolkit.report.kit.html",
    "nbformat, with grammars": "import nbformat",
    "nbformat, without": "from pmo_toolkit.core.startup import import_nbformat; import_nbformat()",
    "papermill, with grammars": "import papermill",
    "papermill, without": (
        "from pmo_toolkit.core.startup import import_nbformat; import_nbformat(); import papermill"
    ),
    "assessment": "import pmo_toolkit.assessment.proposal",
    "assessment and sections": "import pmo_toolkit.report.proposal.sections",
}

Ways = dict[str, Callable[[], object]]


def measured(ways: Ways, repeats: int) -> dict[str, list[float]]:
    """Processor seconds of every way, which take turns; each is run once before."""
    for way in ways.values():
        way()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeats):
        for name, way in ways.items():
            start = time.process_time()
            way()
            taken[name].append(time.process_time() - start)
    return taken


def told(what: str, taken: dict[str, list[float]]) -> None:
    """Print the median and the least of every way, and how many times the first it takes."""
    first = statistics.median(next(iter(taken.values())))
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(
            f"{what:<12}{name:<34}{1000 * middle:>9.1f} ms{1000 * min(seconds):>9.1f}"
            f" least{middle / first:>8.2f} ×"
        )


def stock_figure(
    paint: Callable[..., object], width: int, height: int, edges: tuple[int, int, int, int]
) -> Figure:
    """A chart on matplotlib's own Axes."""
    left, right, top, bottom = edges
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_facecolor("none")
    ax = figure.add_axes(
        (
            left / width,
            bottom / height,
            (width - left - right) / width,
            (height - top - bottom) / height,
        )
    )
    ax.patch.set_visible(False)
    paint(ax)
    return figure


def stock_svg(
    paint: Callable[..., object], width: int, height: int, edges: tuple[int, int, int, int]
) -> str:
    """The same chart as matplotlib's SVG writer gives it, in a style set anew for each."""
    style = {
        "svg.fonttype": "none",
        "svg.hashsalt": "x",
        "font.family": ["DejaVu Sans"],
        "text.parse_math": False,
    }
    with matplotlib.style.context(["default", style], after_reset=True):
        figure = stock_figure(paint, width, height, edges)
        written = BytesIO()
        FigureCanvasSVG(figure).print_svg(written, metadata={"Date": None})
    return written.getvalue().decode()


def palette_png(
    paint: Callable[..., object], width: int, height: int, edges: tuple[int, int, int, int]
) -> bytes:
    """The same chart as a picture of dots, twice as fine, in 64 colours."""
    from PIL import Image

    figure, written = stock_figure(paint, width, height, edges), BytesIO()
    figure.patch.set_facecolor("white")
    FigureCanvasAgg(figure).print_figure(written, dpi=144, format="png")
    with Image.open(written) as drawn:
        small = BytesIO()
        drawn.convert("RGB").quantize(64).save(small, format="png", optimize=True)
    return small.getvalue()


def sections(assessment: Assessment, draw: Callable[..., str]) -> Callable[[], dict[str, str]]:
    """All sections of a proposal, their pictures drawn by `draw`."""

    def made() -> dict[str, str]:
        before, pictures.svg = pictures.svg, draw
        try:
            return {name: make(assessment).html for name, make in SECTIONS.items()}
        finally:
            pictures.svg = before

    return made


def page_of(assessment: Assessment):
    """A notebook as a run leaves it."""
    cells = []
    for name, make in SECTIONS.items():
        cells.append(new_markdown_cell(f"## What about {name}?"))
        output = new_output("display_data", data=make(assessment)._repr_mimebundle_())
        cells.append(new_code_cell(f"report.{name}(assessment)", outputs=[output]))
        cells.append(new_markdown_cell("How to read it.", metadata={"tags": ["notebook-only"]}))
    return new_notebook(cells=cells)


def bytes_of_pictures(assessment: Assessment) -> None:
    """Print the bytes of one chart drawn in three ways."""
    calls: list[tuple] = []

    def kept(*given: object) -> str:
        calls.append(given)
        return ours(*given)

    ours, pictures.svg = pictures.svg, kept
    try:
        cost_section.cost_curve(assessment, assessment.cost)
    finally:
        pictures.svg = ours
    drawn = {
        "ours": ours(*calls[0]),
        "matplotlib's SVG": stock_svg(*calls[0]),
        "PNG": palette_png(*calls[0]),
    }
    print("picture     " + ", ".join(f"{name} {len(made):,} bytes" for name, made in drawn.items()))


def own_process(code: str) -> float:
    """Processor seconds of a new process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--proposal", default="P-001")
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument(
        "--kept", help="folder of figures measured before; by default they are measured anew"
    )
    chosen = parser.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors,",
        end=" ",
    )
    print(f"matplotlib {matplotlib.__version__}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = chosen.kept or folder
        prepared = prepare(SAMPLE, as_of="2026-01-15")
        assert isinstance(prepared, Prepared)
        assessment = assess_prepared(prepared, chosen.proposal)
    ways: Ways = {
        "our charts": sections(assessment, pictures.svg),
        "matplotlib's Axes and SVG": sections(assessment, stock_svg),
        "no charts": sections(assessment, lambda *_: "<svg/>"),
    }
    told("sections", measured(ways, chosen.repeats))
    notebook = page_of(assessment)
    from nbconvert.exporters import HTMLExporter

    plain = HTMLExporter(template_name="basic", exclude_input=True)
    pages: Ways = {
        "our pass": lambda: render_report(notebook, title="t"),
        "nbconvert, basic template": lambda: plain.from_notebook_node(notebook),
    }
    told("page", measured(pages, chosen.repeats))
    html = render_report(notebook, title="t")
    drawn = [part.partition('"')[0] for part in html.split("data:image/svg+xml;base64,")[1:]]
    size = sum(len(b64decode(each)) for each in drawn)
    print(
        f"page        {len(html.encode()):,} bytes, of them {len(drawn)} pictures {size:,} bytes"
        " before base64"
    )
    bytes_of_pictures(assessment)
    for name, code in IMPORTS.items():
        taken = [own_process(code) for _ in range(chosen.processes)]
        print(
            f"{'imports':<12}{name:<34}{statistics.median(taken):>9.2f} s {min(taken):>9.2f} least"
        )
    print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
