"""What ``pmo check --json`` writes.

The whole check as plain data, described by ``schemas/check.schema.json``.
"""

from __future__ import annotations

from typing import Any

from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.model import Workspace

SCHEMA_VERSION = "1.1"


def check_report(workspace: Workspace) -> dict[str, Any]:
    """The check of a workspace as JSON-ready data.

    Parameters
    ----------
    workspace : Workspace

    Returns
    -------
    dict
        See ``pmo_toolkit/schemas/check.schema.json``. ``rows`` of a table counts what was read,
        ``set_aside`` those of them that faults make unusable.
    """
    config = workspace.config
    grades = {
        grade: sum(trouble.grade is grade for trouble in workspace.troubles) for grade in Grade
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "workspace": workspace.name,
        "title": config.name,
        "sample": workspace.is_sample,
        "as_of": config.as_of.isoformat() if config.as_of else None,
        "decides": config.decides,
        "currency": config.currency,
        "price_year": config.price_year,
        "settings": {
            name: list(v) if isinstance(v, tuple) else v
            for name, v in workspace.settings.changed().items()
        },
        "input_hash": workspace.input_hash,
        "exit_code": int(workspace.exit_code),
        "grades": {
            "faults": grades[Grade.FAULT],
            "row_faults": grades[Grade.ROW],
            "findings": grades[Grade.FINDING],
        },
        "proposals": {"total": len(workspace.proposal_ids), "failed": sorted(workspace.failed)},
        "tables": [_table(workspace, name) for name in TABLES],
        "troubles": [_trouble(trouble) for trouble in workspace.troubles],
    }


def _table(workspace: Workspace, name: str) -> dict[str, Any]:
    source = workspace.sources.get(name)
    usable = len(workspace.tables[name]) if name in workspace.tables else 0
    state = "usable" if name in workspace.tables else "unusable"
    return {
        "name": name,
        "state": "absent" if source is None else state,
        "rows": 0 if source is None else source.rows,
        "set_aside": 0 if source is None or name not in workspace.tables else source.rows - usable,
        "file": None if source is None else source.file,
        "sheet": None if source is None else source.sheet,
        "sha256": None if source is None else source.sha256,
    }


def _trouble(trouble: Trouble) -> dict[str, Any]:
    return {
        "grade": trouble.grade.value,
        "table": trouble.table,
        "row": trouble.row,
        "rows": list(trouble.rows) or ([] if trouble.row is None else [trouble.row]),
        "column": trouble.column,
        "what": trouble.what,
        "found": trouble.found,
        "expected": trouble.expected,
        "next_step": trouble.next_step,
        "proposal": trouble.proposal,
        "file": trouble.file,
    }
