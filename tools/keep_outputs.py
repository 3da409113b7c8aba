"""Run the notebooks and keep the outputs of cells tagged ``keep_output``.

All other outputs are stripped.

python tools/keep_outputs.py            every notebook
python tools/keep_outputs.py NAME …     only these
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "notebooks"
KEPT = "keep_output"


def main(names: list[str]) -> None:
    """Run, strip and write each notebook."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if names and path.stem not in names:
            continue
        notebook = nbformat.read(path, as_version=4)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        if any(KEPT in cell.metadata.get("tags", []) for cell in code):
            NotebookClient(
                notebook, timeout=600, resources={"metadata": {"path": str(FOLDER)}}
            ).execute()
        for cell in code:
            cell.metadata.pop("execution", None)
            if KEPT not in cell.metadata.get("tags", []):
                cell.outputs, cell.execution_count = [], None
        notebook.metadata = {
            "kernelspec": notebook.metadata["kernelspec"],
            "language_info": {"name": "python"},
        }
        nbformat.write(notebook, path)
        print(f"{path.relative_to(PROJECT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
