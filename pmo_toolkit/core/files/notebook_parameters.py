"""The parameters cell of a notebook, set to other values."""

from __future__ import annotations

from collections.abc import Mapping


def with_parameters(notebook: str, parameters: Mapping[str, str]) -> str:
    """The text of a notebook whose parameters cell assigns these values.

    Unchanged where it has no line that assigns one of the names.

    Parameters
    ----------
    notebook : str
        JSON text.
    parameters : mapping of str to str
        Name → Python literal.
    """
    import nbformat

    read = nbformat.reads(notebook, as_version=4)  # type: ignore[no-untyped-call]
    for cell in read.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(_set(line, parameters) for line in cell.source.split("\n"))
    return str(nbformat.writes(read)) + "\n"  # type: ignore[no-untyped-call]


def _set(line: str, parameters: Mapping[str, str]) -> str:
    name = line.partition(" = ")[0]
    return f"{name} = {parameters[name]}" if name in parameters else line
