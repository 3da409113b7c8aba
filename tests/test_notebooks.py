"""Notebooks are thin and tell a story.

What is decided, one question, one call, how to read it, what was found.
"""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

PROJECT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((PROJECT / "notebooks").rglob("[!.]*.ipynb"))

#: Cells for the person at the screen, left out of the report.
NOT_IN_REPORT = "notebook-only"
#: Cells whose output stands in the notebook and is compared when the tests run.
KEPT = "keep_output"
TAGS = {"parameters", NOT_IN_REPORT, KEPT}

LONGEST_CELL = 5
FILE_MODULES = {
    "csv",
    "glob",
    "io",
    "json",
    "os",
    "pathlib",
    "pickle",
    "shutil",
    "sqlite3",
    "subprocess",
    "tempfile",
}
FILE_CALLS = {
    "open",
    "exec",
    "eval",
    "read_csv",
    "read_excel",
    "read_parquet",
    "read_text",
    "write_text",
    "to_csv",
}
FILE_CALLS |= {"read_json", "to_excel", "to_parquet", "to_json", "savefig"}
# Only paths of a machine: a root folder of Unix or a drive of Windows, not the "/" of "and/or" or
# of an address.
ABSOLUTE_PATH = re.compile(
    r"(?<![\w/.:<-])/(?:home|root|tmp|Users|usr|var|opt|mnt|work|private)/\w|\b[A-Z]:\\\w"
)


def tags(cell: NotebookNode) -> set[str]:
    """Tags of a cell."""
    return set(cell.metadata.get("tags", []))


def code_lines(cell: NotebookNode) -> list[str]:
    """Lines of a code cell that are neither blank nor a comment."""
    return [
        line
        for line in cell.source.splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]


def output_texts(cell: NotebookNode) -> str:
    """Everything textual in a cell's outputs."""
    found = []
    for output in cell.get("outputs", []):
        found += [output.get("text", ""), *output.get("traceback", [])]
        found += [
            str(value)
            for kind, value in output.get("data", {}).items()
            if not kind.startswith("image/png")
        ]
    return "\n".join(found)


# Each rule takes a notebook and tells what breaks it.


def valid(notebook: NotebookNode) -> list[str]:
    """A valid notebook whose cells have ids and that names the ordinary Python kernel."""
    wrong = []
    ids = [cell.get("id") for cell in notebook.cells]
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        wrong.append("older than format 4.5: cells have no ids")
    elif None in ids or len(set(ids)) < len(ids):
        wrong.append("cells without an id, or two with the same")
    else:  # nbformat would mend missing and repeated ids silently
        try:
            nbformat.validate(notebook)
        except nbformat.ValidationError as error:
            wrong.append(str(error).splitlines()[0])
    kernel = notebook.metadata.get("kernelspec", {}).get("name")
    if kernel != "python3":
        wrong.append(f"kernel {kernel!r} instead of 'python3'")
    unknown = {tag for cell in notebook.cells for tag in tags(cell)} - TAGS
    if unknown:
        wrong.append(f"unknown tags: {', '.join(sorted(unknown))}")
    return wrong


def opening(notebook: NotebookNode) -> list[str]:
    """One title; before any code the decision, the inputs and the limits are named."""
    titles = [
        line
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL).splitlines()
        if re.match(r"#\s", line)
    ]
    wrong = [] if len(titles) == 1 else [f"{len(titles)} titles (one H1 wanted)"]
    if not notebook.cells or not notebook.cells[0].source.lstrip().startswith("# "):
        wrong.append("the first cell does not begin with the title")
    head = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            break
        head.append(cell.source.lower())
    told = "\n".join(head)
    words = {"decision": r"\bdeci(sion|de)", "inputs": r"\binput", "limits": r"\blimit|\bcannot\b"}
    return wrong + [
        f"the opening does not name the {what}"
        for what, sign in words.items()
        if not re.search(sign, told)
    ]


def parameters(notebook: NotebookNode) -> list[str]:
    """Exactly one cell tagged parameters.

    It is code, first of the code cells, and only assigns constants.
    """
    tagged = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    if len(tagged) != 1:
        return [f"{len(tagged)} cells tagged parameters (one wanted)"]
    if tagged[0].cell_type != "code":
        return ["the parameters cell is not code"]
    wrong = []
    if tagged[0] is not next(cell for cell in notebook.cells if cell.cell_type == "code"):
        wrong.append("code stands before the parameters cell")
    for statement in ast.parse(tagged[0].source).body:
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        try:
            ast.literal_eval(value if value is not None else ast.Name("none"))
        except ValueError:
            wrong.append(f"parameters hold more than constants: {ast.unparse(statement)}")
    return wrong


def thin(notebook: NotebookNode) -> list[str]:
    """Code cells are short and only call: no definitions, loops, files or shell."""
    wrong = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        name, lines = cell.get("id"), code_lines(cell)
        if not lines:
            wrong.append(f"{name}: empty code cell")
        if len(lines) > LONGEST_CELL:
            wrong.append(f"{name}: {len(lines)} lines of code (at most {LONGEST_CELL})")
        if any(re.match(r"\s*[%!?]", line) for line in lines):
            wrong.append(f"{name}: a shell or magic line")
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            wrong.append(f"{name}: {error.msg}")
            continue
        wrong += [f"{name}: {each}" for each in _too_much(tree)]
    return wrong


def _too_much(tree: ast.AST) -> list[str]:
    wrong = []
    forbidden = (
        ast.FunctionDef
        | ast.AsyncFunctionDef
        | ast.ClassDef
        | ast.Lambda
        | ast.For
        | ast.While
        | ast.With
        | ast.Try
    )
    for node in ast.walk(tree):
        if isinstance(node, forbidden):
            wrong.append(f"{type(node).__name__} belongs into the package")
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        wrong += [f"imports {name}" for name in names if name.split(".")[0] in FILE_MODULES]
        if isinstance(node, ast.Call):
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            wrong += [f"calls {called}"] * (called in FILE_CALLS)
    return wrong


def told(notebook: NotebookNode) -> list[str]:
    """Code stands between a question and a sentence on how to read the result.

    Only the parameters need no such sentence.
    """
    wrong = []
    cells = notebook.cells
    for place, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        before = cells[place - 1] if place else None
        after = cells[place + 1] if place + 1 < len(cells) else None
        if before is None or before.cell_type != "markdown" or not before.source.strip():
            wrong.append(f"{cell.get('id')}: no question before it")
        if "parameters" in tags(cell):
            continue
        if (
            after is None
            or after.cell_type != "markdown"
            or not re.search(r"\w.*[.!?]", after.source)
        ):
            wrong.append(f"{cell.get('id')}: no sentence after it on how to read the result")
    return wrong


def closing(notebook: NotebookNode) -> list[str]:
    """The last cell says what was found, what was assumed and where it came from."""
    last = notebook.cells[-1]
    if last.cell_type != "markdown":
        return ["the last cell is not Markdown"]
    wanted = ("finding", "assumption", "provenance")
    return [
        f"the last cell does not speak of {word}s"
        for word in wanted
        if word not in last.source.lower()
    ]


def stripped(notebook: NotebookNode) -> list[str]:
    """Kept outputs have what a comparison needs.

    All other cells carry none, so that nothing stale is committed.
    """
    wrong = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        name = cell.get("id")
        if KEPT in tags(cell):
            if not cell.outputs:
                wrong.append(f"{name}: tagged {KEPT}, but has no output")
            if cell.execution_count is None:
                wrong.append(
                    f"{name}: tagged {KEPT}, but has no execution count, so nothing would be"
                    " compared"
                )
            if any(output.output_type == "error" for output in cell.outputs):
                wrong.append(f"{name}: keeps an error")
        elif cell.outputs or cell.execution_count is not None:
            wrong.append(f"{name}: holds output without being tagged {KEPT}")
    return wrong


def no_paths(notebook: NotebookNode) -> list[str]:
    """Neither sources nor outputs hold a path of somebody's machine."""
    wrong = []
    for cell in notebook.cells:
        found = ABSOLUTE_PATH.search(cell.source) or ABSOLUTE_PATH.search(output_texts(cell))
        if found:
            wrong.append(f"{cell.get('id')}: holds the path {found[0]}…")
    return wrong


RULES: list[Callable[[NotebookNode], list[str]]] = [
    valid,
    opening,
    parameters,
    thin,
    told,
    closing,
    stripped,
    no_paths,
]


def test_the_notebooks_are_there():
    assert {"assess_proposal", "compare_proposals", "start_here"} <= {
        path.stem for path in NOTEBOOKS
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_keeps_the_rule(path, rule):
    assert rule(nbformat.read(path, as_version=nbformat.NO_CONVERT)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_most_cells_are_shorter_than_the_longest_allowed(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert statistics.median(len(code_lines(cell)) for cell in cells) <= 4
