"""Writes the invented assessments as reports and an index, to look at.

``python -m tests.gallery FOLDER``.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from pmo_toolkit import report
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.places import place
from pmo_toolkit.merging.page import merge_page
from pmo_toolkit.report.departments.page import render_page
from pmo_toolkit.report.index.page import render_index
from pmo_toolkit.report.kit.html import render_report
from pmo_toolkit.report.proposal.sections import SECTIONS
from tests import facilitations, fixtures, invented_run
from tests.department_pages import two_pages
from tests.invented_merge import invented as merge
from tests.invented_portfolios import invented

ASSESSMENTS = {"rich": fixtures.rich, "poor": fixtures.poor, "hostile": fixtures.hostile}

HEADINGS = {
    "confidence": "How sure are we?",
    "alignment": "Which goals would it serve?",
    "options": "Which ways are there, and what would each take?",
    "standing": "How does it stand among the others, and how sure is that?",
    "cost": "What could it cost, and how sure are we of that?",
    "effort": "How much work is it, and for how long?",
    "benefits": "Who would gain what?",
    "dependencies": "What does it hang on, and what hangs on it?",
    "risks": "What could go wrong?",
    "evidence": "What do we rest on?",
    "questions": "What do we not know yet, and who does?",
    "switching": "What would change our mind?",
    "provenance": "How was this made?",
}


def notebook_of(assessment: Assessment) -> NotebookNode:
    """A notebook as papermill leaves it: parameters, questions in Markdown, sections as outputs."""
    cells = [
        new_markdown_cell(
            "# Assess one proposal\n\nOnly for the notebook.", metadata={"tags": ["notebook-only"]}
        ),
        new_code_cell("seed = 1", metadata={"tags": ["parameters"]}),
        new_code_cell("seed = 20261122", metadata={"tags": ["injected-parameters"]}),
    ]
    for name, make in SECTIONS.items():
        if name in HEADINGS:
            cells.append(new_markdown_cell(f"## {HEADINGS[name]}"))
        data = make(assessment)._repr_mimebundle_()
        output = new_output("execute_result", data=data, execution_count=len(cells))
        cells.append(
            new_code_cell(
                f"report.{name}(assessment)", outputs=[output], execution_count=len(cells)
            )
        )
    return new_notebook(cells=cells)


def report_of(assessment: Assessment, *, folded: bool = False) -> str:
    """The report of an assessment."""
    return render_report(
        notebook_of(assessment),
        title=f"Advisory assessment: {assessment.proposal.title}",
        folded=folded,
    )


def indexes() -> dict[str, str]:
    """Indexes by name: a portfolio, a poor one, a hostile one, and a large one."""
    hostile_manifest, hostile_found = invented_run.run(12, 2, base=fixtures.hostile())
    return {
        "index-24": render_index(*invented_run.run(24, 2)),
        "index-poor": render_index(*invented_run.run(6, 0, base=fixtures.poor())),
        "index-hostile": render_index(
            invented_run.poisoned_manifest(hostile_manifest), hostile_found
        ),
        "index-463": render_index(*invented_run.run(463, 5)),
    }


def facilitation() -> str:
    """The page over all proposals, of some of the sample's, with the shipped notebook."""
    return _study("facilitation", facilitations.some())


def portfolio() -> str:
    """The page for whoever moderates, of invented proposals, with the shipped notebook."""
    return _study("portfolio_advice", replace(invented(), facilitation=facilitations.some()))


def department() -> str:
    """The page of questions to a department."""
    questions = two_pages()
    return render_page(questions, questions.pages[0], {}, ("index-24.html", "All reports"))


def _study(stem: str, found: object) -> str:
    """The page of a shipped notebook, its sections filled from a result."""
    notebook = nbformat.read(place("notebooks") / f"{stem}.ipynb", as_version=4)
    for cell in notebook.cells:
        call = cell.source.splitlines()[-1] if cell.cell_type == "code" else ""
        name = call.removeprefix("report.").partition("(")[0]
        if call.startswith("report.") and name != "hand_over":
            part = call.partition(".")[2].partition(".")[2].removesuffix(")")
            value = getattr(found, part) if part else found
            data = getattr(report, name)(value)._repr_mimebundle_()
            cell.outputs = [new_output("execute_result", data=data, execution_count=1)]
    return render_report(notebook, title=stem.capitalize(), folded=True)


def write(folder: Path) -> list[Path]:
    """All reports and indexes into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {name: report_of(make(), folded=True) for name, make in ASSESSMENTS.items()} | indexes()
    pages |= {"facilitation": facilitation(), "portfolio": portfolio(), "department": department()}
    pages["merge"] = merge_page(merge())
    written = []
    for name, html in pages.items():
        path = folder / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for each in write(Path(sys.argv[1] if len(sys.argv) > 1 else "out/gallery")):
        sys.stdout.write(f"{each}  {each.stat().st_size / 1000:.0f} kB\n")
