"""A frozen workshop as a file."""

from __future__ import annotations

import json

from pmo_toolkit.studies.elicitation.snapshot import snapshot_text


def test_what_was_entered_is_written_to_its_last_digit():
    figure = {"low": 1234567.25}
    data = {name: [figure] for name in ("judgements", "notes", "combined")}
    written = json.loads(snapshot_text(data))
    assert written["judgements"] == written["notes"] == [figure]
    assert written["combined"] == [{"low": 1234570.0}]
