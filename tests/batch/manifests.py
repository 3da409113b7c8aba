"""A manifest of two proposals, one rendered and one failed, and the schema of manifests."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.store.manifest import Entry, Manifest

SCHEMA = json.loads(
    (files("pmo_toolkit") / "schemas" / "manifest.schema.json").read_text(encoding="utf-8")
)
RENDERED = Entry(
    id="P-1",
    title='Title with <b> "quotes" & 🚀',
    status=Status.RENDERED,
    why=None,
    input_hash="a" * 64,
    seed=3,
    as_of="2026-01-02",
    versions={"python": "3.11.2", "pmo-toolkit": "0.1.0"},
    seconds=4.2,
    report="P-1/report.html",
    notebook="P-1/assessment.ipynb",
    assessment="P-1/assessment.json",
)
FAILED = replace(
    RENDERED,
    id="P-2",
    status=Status.FAILED,
    why="memory",
    report=None,
    notebook=None,
    assessment=None,
)
MANIFEST = Manifest(
    workspace="sample",
    is_sample=True,
    state="done",
    set_aside=("costs, row 3",),
    proposals=(RENDERED, FAILED),
)
