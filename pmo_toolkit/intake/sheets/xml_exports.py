"""Exports as XML: plans of Microsoft Project and models of ArchiMate, as sheets of text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pmo_toolkit.core.files.mspdi_values import is_mspdi
from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.files.xml_tree import xml_tree
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.intake.base.regions import Sheet, Source
from pmo_toolkit.intake.sheets.archimate import is_archimate, model_tables
from pmo_toolkit.intake.sheets.mspdi import SKIPPED, plan_tables


def read_xml(path: Path, limits: ReadingSettings | None = None) -> tuple[Sheet, ...]:
    """The sheets of a plan or a model.

    Parameters
    ----------
    path : Path
    limits : ReadingSettings, optional

    Returns
    -------
    tuple of Sheet
        ``Plan`` and ``Tasks`` of a plan, ``Capability``, ``Goal`` and ``Application`` of a
        model; headers in row 1.

    Raises
    ------
    Refused
        Where it is damaged, made to do harm, of another kind, or holds nothing for us.
    OSError
    """
    root = xml_tree(path, limits or ReadingSettings(), SKIPPED)
    if is_mspdi(root):
        tables = plan_tables(root, path.stem)
    elif is_archimate(root):
        tables = model_tables(root)
        if not tables:
            raise Refused(
                "the ArchiMate model holds neither capabilities nor goals nor applications",
                next_step=(
                    "Export a model with elements of the types Capability, Goal,"
                    " ApplicationComponent or ApplicationService."
                ),
            )
    else:
        raise Refused(
            "the XML is of a kind that is not read",
            found=f"an element {root.name} as the outermost",
            expected="a plan of Microsoft Project, or a model in the ArchiMate exchange format",
            next_step="Save the table that you need as .xlsx or .csv.",
        )
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return tuple(
        Sheet(
            Source(path.name, name),
            {row: tuple(cells) for row, cells in enumerate(lines, start=1)},
            remarks=tuple(remarks),
            sha256=sha256,
        )
        for name, (lines, remarks) in tables.items()
    )
