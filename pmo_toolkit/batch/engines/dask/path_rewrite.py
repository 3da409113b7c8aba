"""Files made on another machine, with the workspace's path on this one."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pmo_toolkit.batch.job.job import JobResult
from pmo_toolkit.batch.job.result_files import NOTEBOOK_NAME

_INJECTED = "injected-parameters"


def with_local_paths(
    result: JobResult, files: Mapping[str, bytes], parameters: Mapping[str, Any], there: str
) -> tuple[JobResult, dict[str, bytes]]:
    """What a job left on another machine, with the paths of this one.

    Parameters
    ----------
    result : JobResult
    files : mapping
        Name of each file → its content.
    parameters : mapping
        Of the job, as this machine gave them; ``workspace`` is the path here.
    there : str
        Path of the workspace on the other machine.
    """
    here = str(parameters["workspace"])
    if result.why is not None:
        result = replace(result, why=result.why.replace(there, here))
    rewritten = {}
    for name, content in files.items():
        text = content.decode("utf-8")
        if name == NOTEBOOK_NAME:
            text = _notebook(text, parameters, there, here)
        elif name.endswith(".html"):
            text = text.replace(html.escape(there), html.escape(here))
        rewritten[name] = text.encode("utf-8")
    return result, rewritten


def _notebook(text: str, parameters: Mapping[str, Any], there: str, here: str) -> str:
    import nbformat
    from papermill.translators import translate_parameters

    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    for cell in book.cells:
        if _INJECTED in cell.metadata.get("tags", ()):
            cell.source = translate_parameters("python3", "python", dict(parameters), "Parameters")
        if cell.cell_type == "code":
            cell.outputs = _replaced(cell.outputs, there, here)
        elif there in cell.source:  # the runner's own note on an error
            cell.source = cell.source.replace(there, here)
    if "parameters" in book.metadata.get("papermill", {}):
        book.metadata.papermill.parameters = dict(parameters)
    return str(nbformat.writes(book)) + "\n"  # type: ignore[no-untyped-call]


def _replaced(node: Any, there: str, here: str) -> Any:
    """The same tree of an output, with one text replaced in all its texts."""
    if isinstance(node, str):
        return node.replace(there, here)
    if isinstance(node, list):
        return [_replaced(item, there, here) for item in node]
    if isinstance(node, dict):
        for name, value in node.items():
            node[name] = _replaced(value, there, here)
    return node
