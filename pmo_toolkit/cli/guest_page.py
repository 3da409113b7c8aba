"""The what-if as a page for guests: voila, without code cells, and nothing can be kept there.

Guests see the form alone. Their browser may ask this server and nothing else, and the server takes
no code from them: voila passes on what moves a control, never what would be executed.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmo_toolkit.cli.jupyter import STARTER, run_server
from pmo_toolkit.core.places import place
from pmo_toolkit.core.processes.child_processes import child_environment, python_command

_NOTEBOOK = "What if.ipynb"
_TEMPLATE = "pmo_guest"
#: Whatever a page names, the browser loads only what comes from the same server. A widget's own
#: module is a blob; voila writes scripts into its page.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:;"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
    " connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'self'"
)
_INTRODUCTION = (
    "# What if?\n\nMove a slider, type a figure, switch a risk off, or choose another proposal by"
    " its id or title. *Today* is the assessment as the tables stand, *What if* the same with your"
    " figures; what differs is in bold. Nothing that you do here is kept."
)
#: An hour without a guest; each page that is open has a kernel of its own.
_IDLE_SECONDS = 3600


def open_guest_page(workspace: Path, options: Sequence[str] = ()) -> int:
    """Serve the what-if of a workspace to guests, and wait for the end of the server.

    Parameters
    ----------
    workspace : Path
    options : sequence of str
        Further options of voila, such as ``--port=8899``.

    Returns
    -------
    int
        The server's exit code.
    """
    with tempfile.TemporaryDirectory(prefix="pmo-guest-") as name:
        folder = Path(name)
        notebook = lay_out_guest_page(folder, workspace)
        environment = child_environment()
        paths = [str(folder / "jupyter"), environment.get("JUPYTER_PATH", "")]
        environment["JUPYTER_PATH"] = os.pathsep.join(filter(None, paths))
        command = python_command("-m", STARTER, str(os.getpid()), "voila", str(notebook))
        return run_server([*command, *options], environment, notebook.parent)


def lay_out_guest_page(folder: Path, workspace: Path) -> Path:
    """Write the notebook that voila shows, its settings, and a template that asks no other server.

    Parameters
    ----------
    folder : Path
        An empty one.
    workspace : Path
        Absolute, or ``sample``.

    Returns
    -------
    Path
        The notebook.
    """
    template = folder / "jupyter" / "voila" / "templates" / _TEMPLATE
    template.mkdir(parents=True)
    (template / "conf.json").write_text(json.dumps({"base_template": "lab"}), encoding="utf-8")
    page = (place("templates") / "guest" / "index.html.j2").read_text(encoding="utf-8")
    (template / "index.html.j2").write_text(page, encoding="utf-8")
    notebook = folder / "page" / _NOTEBOOK
    notebook.parent.mkdir()
    notebook.write_text(_notebook(workspace), encoding="utf-8")
    settings = json.dumps(_settings(), indent=1)
    (notebook.parent / "voila.json").write_text(settings, encoding="utf-8")
    return notebook


def _notebook(workspace: Path) -> str:
    """One cell: a workspace that is loaded, not its path, so that nothing can be kept in it."""
    from nbformat import v4, writes

    code = (
        "from pmo_toolkit import load_workspace\nfrom pmo_toolkit.workshop import what_if\n\n"
        f"what_if(load_workspace({str(workspace)!r}))"
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [v4.new_markdown_cell(_INTRODUCTION), v4.new_code_cell(code)]  # type: ignore[no-untyped-call]
    made = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})  # type: ignore[no-untyped-call]
    return str(writes(made))  # type: ignore[no-untyped-call]


def _settings() -> dict[str, dict[str, Any]]:
    return {
        "Voila": {
            "open_browser": False,  # it would open the page without its token
            "auto_token": True,
            "ip": "127.0.0.1",
            "tornado_settings": {"headers": {"Content-Security-Policy": _POLICY}},
        },
        "VoilaConfiguration": {"strip_sources": True, "template": _TEMPLATE, "theme": "light"},
        "MappingKernelManager": {"cull_idle_timeout": _IDLE_SECONDS, "cull_interval": 300},
    }
