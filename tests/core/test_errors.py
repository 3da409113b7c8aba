"""What a user can cause and mend is told as a sentence."""

from __future__ import annotations

from pmo_toolkit.core.errors import Grade, Trouble, UsageError, WorkspaceError


def test_in_a_cell_of_a_notebook_an_error_is_a_sentence_and_no_traceback():
    fault = Trouble(grade=Grade.FAULT, table="proposals", what="it has no rows \x1b[31m")
    finding = Trouble(grade=Grade.FINDING, table="goals", what="it counts as absent")
    (shown,) = WorkspaceError([fault, finding, finding])._render_traceback_()
    assert shown.splitlines() == [
        "WorkspaceError: the workspace cannot be used yet",
        "fault: proposals: it has no rows ",
        "… and 2 findings, which stop nothing; pmo check lists them",
    ]
    assert UsageError("no such day")._render_traceback_() == ["UsageError: no such day"]
