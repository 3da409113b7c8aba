"""An executed notebook as it is kept: the same bytes wherever and whenever it ran.

It names no folder of this machine, no time and nothing random. The workspace stands in it as seen
from its own folder, so that ``papermill --cwd FOLDER`` runs it again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PARAMETERS = "injected-parameters"
#: Cells that the runner adds, by their tag; it gives them random ids.
_ADDED = (_PARAMETERS, "papermill-error-cell-tag")
_COMMENT = (
    "The workspace is named as seen from its own folder: run this with papermill --cwd FOLDER,"
    " or put its path here."
)
_TIMES = ("start_time", "end_time", "duration")


def without_paths(notebook: Any, source: Path, parameters: Mapping[str, Any]) -> None:
    """Leave the folders of this machine out of an executed notebook.

    They tell a reader nothing and may tell others too much.

    Parameters
    ----------
    notebook : mapping
        Is changed.
    source : Path
        The notebook that was run.
    parameters : mapping
        Those that it was run with. Of ``workspace`` stands its path as seen from its own folder, of
        ``since`` the name of the folder; ``assessments`` change no result and are left out.
    """
    papermill = notebook["metadata"].get("papermill", {})
    papermill.update(input_path=source.name, output_path=None)
    path = Path(parameters["workspace"])
    name = _seen_from_its_folder(path)
    kept = {**parameters, "workspace": name}
    kept |= {"assessments": None} if "assessments" in parameters else {}
    kept |= {"since": Path(former).name} if (former := parameters.get("since")) else {}
    own = _pattern(path)
    if "parameters" in papermill:
        papermill["parameters"] = {**papermill["parameters"], **kept}
    for cell in notebook["cells"]:
        if _PARAMETERS in cell["metadata"].get("tags", ()):
            cell["source"] = _parameters_cell(kept)
        elif cell["cell_type"] != "code":
            cell["source"] = _replaced(cell["source"], own, name)  # the runner's note on an error
        if "outputs" in cell:
            cell["outputs"] = _replaced(cell["outputs"], own, name)


def kept_text(notebook: Mapping[str, Any]) -> str:
    """The notebook as a file holds it, without times and random ids.

    Parameters
    ----------
    notebook : mapping
        Stays as it is.
    """
    import nbformat

    counts = dict.fromkeys(_ADDED, 0)
    cells = []
    for cell in notebook["cells"]:
        kept = {**cell, "metadata": _without_times(cell["metadata"])}
        kept["metadata"].pop("execution", None)  # when each message of the kernel arrived
        for tag in set(_ADDED).intersection(kept["metadata"].get("tags", ())):
            counts[tag] += 1
            kept["id"] = f"{tag}-{counts[tag]}"
        cells.append(kept)
    made = {**notebook, "cells": cells, "metadata": _without_times(notebook["metadata"])}
    return str(nbformat.writes(nbformat.from_dict(made))) + "\n"  # type: ignore[no-untyped-call]


def _seen_from_its_folder(workspace: Path) -> str:
    return workspace.name if workspace.suffix and not workspace.is_dir() else "."


def _parameters_cell(parameters: Mapping[str, Any]) -> str:
    from papermill.translators import translate_parameters

    made = translate_parameters("python3", "python", dict(parameters), _COMMENT)
    return str(made).rstrip("\n")


def _without_times(metadata: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(metadata)
    if "papermill" in made:
        made["papermill"] = {
            name: value for name, value in made["papermill"].items() if name not in _TIMES
        }
    return made


def _pattern(path: Path) -> re.Pattern[str] | None:
    """Finds a path with the separator behind it, but not as a part of another path or a tag."""
    if path == path.parent:  # the root of a file system: no text can be told from it
        return None
    return re.compile(rf"(?<![\w<./-]){re.escape(str(path))}(?:[\\/](?=[\w.])|(?![\w-]))")


def _replaced(node: Any, own: re.Pattern[str] | None, name: str) -> Any:
    """The same tree of texts: files of the workspace as seen from there, itself as `name`."""
    if own is None:
        return node
    if isinstance(node, str):
        return own.sub(lambda found: "" if found[0].endswith(("/", "\\")) else name, node)
    if isinstance(node, list):
        return [_replaced(item, own, name) for item in node]
    if isinstance(node, dict):
        for key, value in node.items():
            node[key] = _replaced(value, own, name)
    return node
