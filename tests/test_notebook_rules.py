"""The rules for notebooks can be broken: what breaks one is seen.

What keeps them, the notebooks themselves, is in ``test_notebooks.py``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.test_notebooks import (
    KEPT,
    RULES,
    closing,
    no_paths,
    opening,
    parameters,
    stripped,
    thin,
    told,
    valid,
)


def good() -> NotebookNode:
    """A notebook that keeps every rule."""
    cells = [
        new_markdown_cell("# A title\n\nThe decision it supports, its inputs and its limits."),
        new_markdown_cell("The parameters, set for the sample."),
        new_code_cell('proposal_id = "P-001"\nseed = 1', metadata={"tags": ["parameters"]}),
        new_markdown_cell("## What would it cost?"),
        new_code_cell("from pmo_toolkit import assess_proposal\nassess_proposal(proposal_id)"),
        new_markdown_cell(
            "Read it as a range, and/or ask the department (see https://example.org/var/x)."
        ),
        new_markdown_cell("## And the effort?"),
        new_code_cell(
            "1 + 1",
            execution_count=1,
            outputs=[new_output("execute_result", {"text/plain": "2"}, execution_count=1)],
            metadata={"tags": [KEPT]},
        ),
        new_markdown_cell("Two is a whole number."),
        new_markdown_cell("## Findings, assumptions, provenance\n\nNone."),
    ]
    return new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_good_notebook_keeps_the_rule(rule):
    assert rule(good()) == []


def _source(place: int, source: str) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[place].update(source=source)


def _tags(place: int, *names: str) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells[place].metadata.update(tags=list(names))


BROKEN: list[tuple[Callable[[NotebookNode], list[str]], Callable[[NotebookNode], object]]] = [
    (valid, lambda notebook: notebook.cells[0].update(id="two words")),
    (valid, lambda notebook: notebook.cells[0].update(id=notebook.cells[1].id)),
    (
        valid,
        lambda notebook: notebook.metadata.update(
            kernelspec={"name": "venv", "display_name": "mine"}
        ),
    ),
    (valid, lambda notebook: notebook.update(nbformat_minor=4)),
    (valid, _tags(4, "hide-me")),
    (opening, _source(3, "# A second title")),
    (opening, _source(0, "# A title\n\nThe decision and its inputs.")),
    (opening, _source(0, "# A title\n\nInputs and limits.")),
    (opening, _source(0, "No title. Decision, inputs, limits.")),
    (parameters, _tags(2)),
    (parameters, _tags(4, "parameters")),
    (parameters, lambda notebook: (_tags(2)(notebook), _tags(3, "parameters")(notebook))),
    (parameters, lambda notebook: (_tags(2)(notebook), _tags(4, "parameters")(notebook))),
    (parameters, _source(2, "import os")),
    (parameters, _source(2, "seed = now()")),
    (thin, _source(4, "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6")),
    (thin, _source(4, "# nothing")),
    (thin, _source(4, "def f(): ...")),
    (thin, _source(4, "class A: ...")),
    (thin, _source(4, "f = lambda x: x")),
    (thin, _source(4, "for x in y: x")),
    (thin, _source(4, "import os")),
    (thin, _source(4, "from pathlib import Path")),
    (thin, _source(4, "open('x')")),
    (thin, _source(4, "pd.read_csv('x')")),
    (thin, _source(4, "with f: x")),
    (thin, _source(4, "%matplotlib inline")),
    (thin, _source(4, "!ls")),
    (thin, _source(4, "f(")),
    (told, lambda notebook: notebook.cells.pop(3)),
    (told, lambda notebook: notebook.cells.pop(5) and notebook.cells.pop(5)),
    (told, _source(5, "## A heading")),
    (closing, _source(-1, "Findings and assumptions.")),
    (closing, lambda notebook: notebook.cells.pop()),
    (closing, lambda notebook: notebook.cells.append(new_code_cell("1"))),
    (stripped, lambda notebook: notebook.cells[7].update(outputs=[])),
    (stripped, lambda notebook: notebook.cells[7].update(execution_count=None)),
    (stripped, lambda notebook: notebook.cells[4].update(execution_count=3)),
    (
        stripped,
        lambda notebook: notebook.cells[7].update(
            outputs=[new_output("error", ename="E", evalue="")]
        ),
    ),
    (stripped, _tags(7)),
    (no_paths, _source(5, "See /home/somebody/file.")),
    (no_paths, _source(4, "f('C:\\\\Users\\\\me')".replace("\\\\", "\\"))),
    (
        no_paths,
        lambda notebook: (
            notebook.cells[7].outputs[0].data.update({"text/html": "<p>/tmp/out/x</p>"})
        ),
    ),
]


@pytest.mark.parametrize(
    ("rule", "break_it"), BROKEN, ids=lambda each: getattr(each, "__name__", "").strip("<>")
)
def test_a_broken_rule_is_seen(rule, break_it):
    notebook = good()
    break_it(notebook)
    assert rule(notebook)
