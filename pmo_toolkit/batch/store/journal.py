"""The journal of a run.

One line for each settled proposal, so that a killed run loses none of them.

Writing the manifest anew for every proposal would cost more with each; a line costs the same from
first to last. A line ``{"begun": ID}`` says that the files of a proposal are about to be replaced,
so that its older entry no longer holds; ``{"entry": {…}}`` says that its new files are all in
place. Between the two, a killed run may leave old and new files side by side: then the proposal
counts as not done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pmo_toolkit.core.canonical_json import json_ready

JOURNAL_NAME = "manifest.jsonl"


def begun_line(proposal: str) -> str:
    """Say that the files of a proposal are about to be replaced."""
    return _line({"begun": proposal})


def entry_line(entry: Mapping[str, Any]) -> str:
    """Say what has become of a proposal."""
    return _line({"entry": json_ready(entry)})


def replayed(records: Mapping[str, Any], journal: str) -> dict[str, Any]:
    """Entries by id as a killed run left them.

    Parameters
    ----------
    records : mapping of str to mapping
        Proposal → its entry in the manifest.
    journal : str
        Text of the journal. A torn line, such as the last one of a killed run, is passed over: what
        it would have said was not done.
    """
    entries = dict(records)
    for line in journal.split("\n"):
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if not isinstance(record, dict):
            continue
        if isinstance(entry := record.get("entry"), dict) and isinstance(entry.get("id"), str):
            entries[entry["id"]] = entry
        elif isinstance(begun := record.get("begun"), str):
            entries.pop(begun, None)
    return entries


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, sort_keys=True, ensure_ascii=False, allow_nan=False)
