"""A tiny notebook whose behaviour hangs on the proposal id, and workspaces made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import ROW
from pmo_toolkit.workspace.model import empty_table

PARAMETERS = 'workspace = "somewhere"\nproposal_id = "P-001"\nseed = None\nas_of = None'
#: What the last cell of the real notebook does, with a very small assessment that read nothing.
HAND_OVER = """
display({"text/plain": "provenance", "application/vnd.pmo.assessment+json": {
    "proposal": {"id": proposal_id},
    "context": {"as_of": as_of}, "provenance": {"seed": seed}, "third": 1 / 3},
    "application/vnd.pmo.reads+json": {
        "input_hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "queries": []}}, raw=True)
"""
#: One cell that does what the id says.
BY_ID = """
import os, signal, sys, time
print("chatter"); print("more chatter", file=sys.stderr); os.write(2, b"raw chatter")
if proposal_id.startswith("ERROR"): raise ValueError("no such thing\\nas this")
if proposal_id.startswith("KILL"): os.kill(os.getpid(), signal.SIGKILL)
if proposal_id.startswith("SLOW"): time.sleep(60)
if proposal_id.startswith("PARENT"): os.kill(os.getppid(), signal.SIGKILL)
"""


def notebook(*cells: str, parameters: str = PARAMETERS) -> nbformat.NotebookNode:
    """A notebook of the given cells; those that begin with # and a space are Markdown."""
    first = new_code_cell(parameters, metadata={"tags": ["parameters"]} if parameters else {})
    rest = [
        new_markdown_cell(each) if each.startswith(("# ", "## ")) else new_code_cell(each)
        for each in cells
    ]
    # A kernel that nobody has: the batch must use its own environment all the same.
    kernel = {"name": "a-foreign-kernel", "display_name": "Foreign", "language": "python"}
    return new_notebook(
        cells=[new_markdown_cell("# Assessment"), first, *rest], metadata={"kernelspec": kernel}
    )


def make_workspace(
    ids: Iterable[str],
    *,
    failed: Mapping[str, tuple[Trouble, ...]] | None = None,
    troubles: tuple[Trouble, ...] = (),
    input_hash: str = "0" * 64,
    config: WorkspaceConfig | None = None,
) -> Workspace:
    """A workspace as reading would give it."""
    known = tuple(ids)
    usable = [each for each in known if each not in (failed or {})]
    stated = pd.DataFrame(
        {"id": usable, "title": [f"Title of {each}" for each in usable]}, dtype="str"
    )
    # as reading gives it: every column of the dictionary, in its type
    empty = empty_table("proposals")
    table = stated.reindex(columns=empty.columns).astype(empty.dtypes.to_dict() | {ROW: "float64"})
    return Workspace(
        name="my wörkspace",
        tables={"proposals": table},
        config=config or WorkspaceConfig(),
        settings=Settings(),
        troubles=troubles + tuple(trouble for each in (failed or {}).values() for trouble in each),
        sources={},
        failed=failed or {},
        proposal_ids=known,
        extra_drivers=(),
        input_hash=input_hash,
    )
