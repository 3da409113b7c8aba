"""A process that runs and renders notebooks starts without what costs seconds for nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

COSTLY = ("rfc3987_syntax", "lark", "bs4", "nbconvert", "seaborn", "matplotlib.pyplot")


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_notebooks_are_run_and_rendered_without_grammars_or_a_second_reader_of_html():
    code = (
        "from pmo_toolkit.core.startup import import_nbformat; import_nbformat();import sys,"
        " papermill, nbclient, nbformat, pmo_toolkit.report.kit.html,"
        f" pmo_toolkit.report.proposal.sections;print([name for name in {COSTLY} if name in"
        " sys.modules])"
    )
    assert printed(code) == "[]"


def test_notebooks_are_still_validated():
    code = (
        "from pmo_toolkit.core.startup import import_nbformat; import_nbformat();"
        "import nbformat; made = nbformat.v4.new_notebook(); made['metadata'] = 5\n"
        "try: nbformat.validate(made)\n"
        "except nbformat.ValidationError: print('refused')"
    )
    assert printed(code) == "refused"


def test_whoever_wants_the_grammars_gets_them_afterwards():
    pytest.importorskip("rfc3987_syntax")
    code = (
        "from pmo_toolkit.core.startup import import_nbformat; import_nbformat();import"
        " rfc3987_syntax; print(rfc3987_syntax.is_valid_syntax('iri', 'https://example.org/ä'))"
    )
    assert printed(code) == "True"


def test_what_is_imported_already_stays(monkeypatch):
    from pmo_toolkit.core import startup

    monkeypatch.setitem(sys.modules, "rfc3987_syntax", startup)
    with startup._hidden(startup.GRAMMARS):
        pass
    assert sys.modules["rfc3987_syntax"] is startup


@pytest.mark.parametrize("command", ["--help", "--version"])
def test_the_command_line_answers_without_heavy_libraries(command):
    heavy = (
        *COSTLY,
        "numpy",
        "pandas",
        "matplotlib",
        "jsonschema",
        "nbformat",
        "papermill",
        "scipy",
        "sklearn",
    )
    code = (
        "import sys\nfrom pmo_toolkit.cli import main\n"
        f"sys.argv = ['pmo', {command!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    assert printed(code).endswith("[]")


def test_a_run_is_planned_and_resumed_without_models():
    code = (
        "import sys, pmo_toolkit.batch.run\nprint([name for name in ('sklearn', 'scipy',"
        " 'matplotlib', 'papermill') if name in sys.modules])"
    )
    assert printed(code) == "[]"
